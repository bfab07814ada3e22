/* paperwords.c - papers of an application as people read them: what came, when, from whom, what is
 * missing, how it is sent. */
#include "tui/page/paperwords.h"

#include "i18n/i18n.h"
#include "i18n/utf8.h"
#include "tui/page/acted.h"
#include "tui/page/momentwords.h"
#include "tui/page/words.h"

#include <string.h>

#define KILO 1000

char *paperwords_tally(struct arena *a, const struct papers *p)
{
	if (p->asked == 0)
		return arena_text(a, _("No document has to be sent as a file."));
	return FILL(a, _("Documents received: {settled} of {asked}."),
		    {"settled", arena_format(a, "%zu", p->settled)},
		    {"asked", arena_format(a, "%zu", p->asked)});
}

static const char *add_name(struct arena *a, enum lang lang, const char *list,
			    const struct paper_need *need)
{
	return arena_format(a, "%s%s%s", list, *list == '\0' ? "" : " · ",
			    words_of(&need->paper->name, lang));
}

char *paperwords_lacking(struct arena *a, enum lang lang, const struct papers *p)
{
	const char *list = "", *old = "", *more = "";
	char *words = paperwords_tally(a, p);

	for (size_t i = 0; i < p->count; i++) {
		const struct paper_need *need = &p->needs[i];
		bool out = need->asked && (need->standing == STANDING_MISSING ||
					   need->standing == STANDING_COMING);

		if ((out && paper_must_come(need)) || need->standing == STANDING_RETURNED)
			list = add_name(a, lang, list, need);
		else if (out)
			more = add_name(a, lang, more, need);
		else if (need->lapsed)
			old = add_name(a, lang, old, need);
	}
	if (*list != '\0')
		words = arena_format(a, "%s %s", words,
				     FILL(a, _("Missing: {papers}"), {"papers", list}));
	if (*more != '\0' && p->open)
		words = arena_format(a, "%s%s %s", words, *list == '\0' ? "" : ".",
				     FILL(a, _("You may add: {papers}"), {"papers", more}));
	if (*old != '\0')
		words = arena_format(a, "%s %s", words,
				     FILL(a, _("No longer valid: {papers}"), {"papers", old}));
	return words;
}

char *paperwords_until(struct arena *a, enum lang lang, const char *country, struct date until,
		       bool lapsed)
{
	struct date day = lapsed ? date_from_number(date_number(until) + 1) : until;
	const char *shown = date_show(a, lang, country, day);

	/* TRANSLATORS: of a document that somebody has sent */
	return lapsed ? FILL(a, _("no longer valid since {date}"), {"date", shown})
		      : FILL(a, _("still valid until {date}"), {"date", shown});
}

const char *paperwords_standing(struct arena *a, const struct paper_need *need)
{
	bool optional = need->paper->way == PAPER_ACCEPTED && need->asked &&
			need->standing == STANDING_MISSING;
	/* TRANSLATORS: of a document that was not sent yet, and need not be a file */
	const char *words =
		optional ? _("you may add it") : _(paper_standing_message(need->standing));

	if (need->paper->types != 0 &&
	    (need->standing == STANDING_MISSING || need->standing == STANDING_COMING))
		/* TRANSLATORS: of a document that was not sent yet: as what it is taken */
		words = FILL(a, _("{standing}; accepted only as {types}"), {"standing", words},
			     {"types", paper_types(a, need->paper)});
	if (need->standing == STANDING_RETURNED)
		return FILL(a, _("{standing}: {wrong}"), {"standing", words},
			    {"wrong", acted_wrong(need->named->wrong)});
	if (optional)
		return FILL(a, _("{standing}, or bring it on paper"), {"standing", words});
	if (need->paper->way == PAPER_REQUIRED && need->asked &&
	    (need->standing == STANDING_MISSING || need->standing == STANDING_COMING))
		return FILL(a, _("{standing}; send it before you submit"), {"standing", words});
	return words;
}

/* Small letters of Latin-1 have their capitals 32 before them. */
static bool is_small(uint32_t code)
{
	return (code >= 'a' && code <= 'z') || (code >= 0xE0 && code <= 0xFE && code != 0xF7);
}

const char *paperwords_sentence(struct arena *a, const struct paper_need *need)
{
	const char *words = paperwords_standing(a, need);
	bool alone = strcmp(words, _(paper_standing_message(need->standing))) == 0;
	size_t len = strlen(words), size;
	char first[5] = "";
	uint32_t code;

	size = utf8_decode(words, len, &code);
	if (size == 0)
		return words;
	utf8_encode(is_small(code) ? code - 32 : code, first);
	return arena_format(a, "%s%s%s", first, words + size,
			    alone || words[len - 1] == '.' ? "" : ".");
}

static const char *size_of(struct arena *a, int64_t bytes)
{
	/* TRANSLATORS: kilobytes of a file */
	return FILL(a, _("{count} kB"),
		    {"count", arena_format(a, "%lld", (long long)((bytes + KILO - 1) / KILO))});
}

static const char *type_of(struct arena *a, const struct paper_file *f)
{
	const char *type = _(paper_type_message(f->type));

	if (f->type == PAPER_PDF || f->pages > 1)
		return FILL(a,
			    P_("{type}, {count} page", "{type}, {count} pages",
			       (unsigned long)f->pages),
			    {"type", type}, {"count", arena_format(a, "%d", f->pages)});
	/* TRANSLATORS: a picture with its size in pixels */
	return FILL(a, _("{type}, {width} × {height}"), {"type", type},
		    {"width", arena_format(a, "%d", f->width)},
		    {"height", arena_format(a, "%d", f->height)});
}

static char *taken_from(struct arena *a, enum lang lang, const struct service *s,
			const struct paper_file *f, const char *words)
{
	/* TRANSLATORS: a file that was given before with another application of the same person */
	return FILL(a, _("{file}; copied from {reference}, received there on {date}"),
		    {"file", words}, {"reference", words_reference(a, f->from.reference)},
		    {"date", bidi_isolate(a, date_show(a, lang, s->country,
						       momentwords_day(s, f->from.at)))});
}

char *paperwords_file(struct arena *a, enum lang lang, const struct service *s,
		      const struct paper_file *f)
{
	const char *label = bidi_isolate(a, text_safe(a, f->label, 0));
	const char *at = bidi_isolate(a, momentwords(a, lang, s, f->at));

	if (f->state == PAPER_SHOWN)
		return FILL(a, _("Seen at the counter: {moment} ({actor})"), {"moment", at},
			    {"actor", words_event_actor(f->actor)});
	if (f->state == PAPER_COMING)
		return FILL(a, _("{file}: {size} received so far, {moment}"), {"file", label},
			    {"size", size_of(a, f->bytes)}, {"moment", at});
	label = FILL(a, _("{file}: {kind}, {size}, {moment} ({actor})"), {"file", label},
		     {"kind", type_of(a, f)}, {"size", size_of(a, f->bytes)}, {"moment", at},
		     {"actor", words_event_actor(f->actor)});
	return f->from.reference[0] == '\0' ? arena_text(a, label)
					    : taken_from(a, lang, s, f, label);
}

char *paperwords_sftp(struct arena *a, const char *host, int port, const char *user)
{
	return port == 0 || port == 22 ? arena_format(a, "sftp %s@%s", user, host)
				       : arena_format(a, "sftp -P %d %s@%s", port, user, host);
}

char *paperwords_cd(struct arena *a, const char *reference)
{
	return arena_format(a, "cd /applications/%s", reference);
}

char *paperwords_put(struct arena *a, const char *requirement)
{
	return arena_format(a, "put FILE %s/", requirement);
}

char *paperwords_get(struct arena *a, const char *reference)
{
	return arena_format(a, "get -r /applications/%s", reference);
}

const char *paperwords_kinds(void)
{
	return _("PDF, PNG, JPEG or TIFF, up to 10 MiB each. If the connection breaks, send the "
		 "file again with reput in place of put: it continues where it stopped.");
}

const char *paperwords_no_way(const struct service *s)
{
	return papers_by_file(s)
		       ? _("For documents you do not send as a file, ask the authority how to hand "
			   "them in.")
		       : _("We do not know how to hand in the documents: ask the authority.");
}
