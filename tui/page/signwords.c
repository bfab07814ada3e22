/* signwords.c - who has signed an application and who works on it, in words. */
#include "tui/page/signwords.h"

#include "i18n/i18n.h"
#include "tui/page/momentwords.h"
#include "tui/page/words.h"

#include <string.h>

const char *signwords_tally(struct arena *a, size_t have, size_t needed)
{
	return FILL(
		a, P_("{have} of {needed} has signed.", "{have} of {needed} have signed.", have),
		{"have", arena_format(a, "%zu", have)}, {"needed", arena_format(a, "%zu", needed)});
}

const char *signwords_standing(struct arena *a, const struct signature_standing *s)
{
	if (s->is_open)
		return _("The number of signatures needed is known once the list of those who "
			 "sign is filled in.");
	if (s->needed == 0)
		return _("With these answers, nobody has to sign.");
	if (s->have >= s->needed)
		return signwords_tally(a, s->have, s->needed);
	return FILL(a,
		    P_("{have} of {needed} has signed; missing: {missing}.",
		       "{have} of {needed} have signed; missing: {missing}.", s->have),
		    {"have", arena_format(a, "%zu", s->have)},
		    {"needed", arena_format(a, "%zu", s->needed)},
		    {"missing", bidi_isolate(a, s->missing)});
}

static const char *way_of(const char *way)
{
	if (strcmp(way, signature_ways[1]) == 0)
		/* TRANSLATORS: how somebody has signed: with a key of SSH */
		return _("with a key");
	if (strcmp(way, signature_ways[2]) == 0)
		/* TRANSLATORS: how somebody has signed */
		return _("on paper");
	/* TRANSLATORS: how somebody has signed: on a page of the portal */
	return _("here on the portal");
}

/* Whether a place has this very name behind its label, which then is not said twice. */
static bool is_named(const char *place, const char *person)
{
	size_t len = strlen(place), tail = strlen(person) + 3;

	return len > tail && place[len - 1] == ')' && memcmp(place + len - tail, " (", 2) == 0 &&
	       strncmp(place + len - tail + 2, person, tail - 3) == 0;
}

const char *signwords_place(struct arena *a, enum lang lang, const struct service *of,
			    const struct signature_place *p)
{
	const char *words;

	switch (p->state) {
	case SIGNATURE_SIGNED:
		words = FILL(a, _("signed {way}, {moment}"), {"way", way_of(p->way)},
			     {"moment", bidi_isolate(a, momentwords(a, lang, of, p->signed_at))});
		break;
	case SIGNATURE_LOST:
		words = FILL(a, _("no longer covers: {answers}"),
			     {"answers", bidi_isolate(a, p->lost)});
		break;
	case SIGNATURE_INVITED: words = _("has not signed yet"); break;
	default: words = _("not invited yet"); break;
	}
	if (*p->person == '\0' || is_named(p->name, p->person))
		return words;
	if (p->state == SIGNATURE_SIGNED)
		return FILL(a, _("signed by {person}, {way}, {moment}"),
			    {"person", bidi_isolate(a, p->person)}, {"way", way_of(p->way)},
			    {"moment", bidi_isolate(a, momentwords(a, lang, of, p->signed_at))});
	return words_labelled(a, bidi_isolate(a, p->person), words);
}

const char *signwords_rights(struct arena *a, enum lang lang, const char *const *names, int rights)
{
	const char *words = "";
	int left = rights;

	for (int i = 0; names[i] != NULL; i++) {
		if ((rights & (1 << i)) == 0)
			continue;
		left &= ~(1 << i);
		if (*words == '\0')
			words = names[i];
		else if (left != 0 && lang != LANG_AR)
			words = arena_format(a, "%s%s%s", words, lang_comma(lang), names[i]);
		else
			/* TRANSLATORS: what somebody may do, with the last of it: "view, send and
			   manage"; in Arabic each stands behind one */
			words = FILL(a, _("{rights} and {last}"), {"rights", words},
				     {"last", names[i]});
	}
	return words;
}

static const char *rights_of(struct arena *a, enum lang lang, int rights)
{
	const char *const names[] = {
		/* TRANSLATORS: what somebody may do with an application of another person */
		_("view"),
		/* TRANSLATORS: what somebody may do with an application of another person */
		_("edit"),
		/* TRANSLATORS: what somebody may do with an application of another person */
		_("sign"), NULL};

	return signwords_rights(a, lang, names, rights);
}

const char *signwords_member(struct arena *a, enum lang lang, const struct service *of,
			     const struct member *m)
{
	const char *may = rights_of(a, lang, m->rights);

	switch (m->state) {
	case MEMBER_INVITED:
		return FILL(a, _("invited to {rights}; valid until {moment}"), {"rights", may},
			    {"moment", bidi_isolate(a, momentwords(a, lang, of, m->until))});
	case MEMBER_LATE: return _("the invitation was not accepted in time");
	case MEMBER_ENDED: return _("no longer takes part");
	case MEMBER_JOINED: break;
	}
	if ((m->rights & (MEMBER_APPLICANT | MEMBER_PAPER)) != 0 || m->joined_at == 0)
		return FILL(a, _("may {rights}"), {"rights", may});
	return FILL(a,
		    m->has_account ? _("may {rights}; with an account of their own since {moment}")
				   : _("may {rights}; with a PIN of their own since {moment}"),
		    {"rights", may},
		    {"moment", bidi_isolate(a, momentwords(a, lang, of, m->joined_at))});
}

const char *signwords_name(enum lang lang, const struct signature *s,
			   const struct signature_place *p)
{
	return *p->name == '\0' ? words_of(&s->name, lang) : p->name;
}

const char *signwords_who(struct arena *a, enum lang lang, const struct signature *s)
{
	const char *name = bidi_isolate(a, words_of(&s->name, lang));
	const char *count = arena_format(a, "%d", s->needed > 0 ? s->needed : 1);
	const char *who;

	if (s->each != NULL && s->needed == 0)
		who = FILL(a, _("{name}: each of them must sign"), {"name", name});
	else
		who = FILL(a, _("{name}: signatures needed: {count}"), {"name", name},
			   {"count", count});
	if (s->before_submit)
		who = FILL(a, _("{who}, before the application is sent"), {"who", who});
	/* TRANSLATORS: who has to sign, which not everybody needs */
	return s->when == NULL
		       ? who
		       : FILL(a, _("{who} (not in every case: your answers decide)"), {"who", who});
}

const char *signwords_way(struct arena *a, const char *ssh)
{
	return FILL(a,
		    _("The invited person connects with {command}, chooses “Track an application”, "
		      "and types the reference number and, in place of the PIN, the code."),
		    {"command", bidi_isolate(a, ssh)});
}
