/* words.c - facts of services and applications as people read them, in the language in use. */
#include "tui/page/words.h"
#include "tui/page/duewords.h"

#include "i18n/i18n.h"
#include "services/definition/service_window.h"
#include "tui/page/momentwords.h"

#include <string.h>

const char *words_of(const struct text *t, enum lang lang)
{
	return t == NULL || t->in[lang] == NULL ? "" : t->in[lang];
}

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), tail = strlen(end);

	return len >= tail && memcmp(text + len - tail, end, tail) == 0;
}

char *words_labelled(struct arena *a, const char *label, const char *value)
{
	bool asks = ends_with(label, "?") || ends_with(label, "\xD8\x9F" /* ؟ */);

	return FILL(a, asks ? "{label} {value}" : _("{label}: {value}"), {"label", label},
		    {"value", value});
}

/* An old amount has its year; one that may have changed is to be checked. */
static char *with_reserve(struct arena *a, char *words, int year, bool doubtful)
{
	if (year != 0)
		/* TRANSLATORS: a fee of that year that may have changed: "5,000 LBP (in 2024; check
		 * first)" */
		return FILL(a,
			    doubtful ? _("{amount} (in {year}; check first)")
				     : _("{amount} (in {year})"),
			    {"amount", words}, {"year", arena_format(a, "%d", year)});
	/* TRANSLATORS: a fee that may have changed, in a list: "5,000 LBP (check first)" */
	return doubtful ? FILL(a, _("{amount} (check first)"), {"amount", words}) : words;
}

/* Where the answers decide, the least that is known. */
static char *amount(struct arena *a, enum lang lang, const struct fee *fee)
{
	int64_t least = 0;
	bool more = false;
	char *shown;

	if (!fee_least(fee, &least, &more))
		return arena_text(a, _("not known"));
	if (least == 0)
		return arena_text(a, more ? _("varies by case") : _("free"));
	shown = bidi_isolate(a, money_show(a, lang, least, fee->currency));
	return more ? FILL(a, _("from {amount}"), {"amount", shown}) : shown;
}

char *words_fee(struct arena *a, enum lang lang, const struct fee *fee)
{
	if (fee != NULL && !fee->known && text_is_set(&fee->note))
		return arena_text(a, words_of(&fee->note, lang));
	if (fee_kind(fee) == FEE_UNKNOWN)
		return arena_text(a, _("not known"));
	return with_reserve(a, amount(a, lang, fee), fee->year, fee->doubtful);
}

char *words_paper(struct arena *a, enum lang lang, const struct paper *p, bool answers_known)
{
	const char *name = words_of(&p->name, lang);

	if (p->valid.value > 0)
		name = FILL(a, _("{paper} (not older than {length})"), {"paper", name},
			    {"length", words_duration(a, lang, &p->valid)});
	if (p->types != 0)
		/* TRANSLATORS: a document that is taken as files of these types alone: PDF, PNG */
		name = FILL(a, _("{paper} (as a file: {types} only)"), {"paper", name},
			    {"types", paper_types(a, p)});
	if (p->when == NULL || answers_known)
		return arena_text(a, name);
	if (text_is_set(&p->applies))
		/* TRANSLATORS: a document and when it is needed: "Licence (if you have one)" */
		return FILL(a, _("{paper} ({case})"), {"paper", name},
			    {"case", words_of(&p->applies, lang)});
	return FILL(a, _("{paper} (not in every case: your answers decide)"), {"paper", name});
}

char *words_within(struct arena *a, enum lang lang, const char *name)
{
	char *small = arena_text(a, name);

	if (lang == LANG_FR && small[0] >= 'A' && small[0] <= 'Z' &&
	    !(small[1] >= 'A' && small[1] <= 'Z'))
		small[0] = (char)(small[0] - 'A' + 'a');
	else if (lang == LANG_FR && strncmp(small, "É", strlen("É")) == 0)
		memcpy(small, "é", strlen("é"));
	return small;
}

char *words_audience(struct arena *a, enum lang lang, const struct service *s)
{
	char *all = arena_text(a, words_of(&s->audiences[0]->name, lang));

	for (size_t i = 1; i < s->audience_count; i++)
		all = FILL(a, _("{first}, {next}"), {"first", all},
			   {"next", words_within(a, lang, words_of(&s->audiences[i]->name, lang))});
	return all;
}

const char *words_source_kind(enum source_kind kind)
{
	switch (kind) {
	case SOURCE_OFFICIAL: return _("official page");
	case SOURCE_LAW: return _("legislation");
	case SOURCE_FORM: return _("official form");
	case SOURCE_ORGANISATION: return _("organisation's page");
	case SOURCE_NEWS: return _("news article");
	case SOURCE_PROFESSIONAL: return _("page of a firm or professional");
	case SOURCE_COMPILATION: return _("third-party site");
	case SOURCE_RULING: return _("court decision");
	}
	return "";
}

const char *words_remark(struct arena *a, enum lang lang, const struct source *from)
{
	static const enum lang order[] = {LANG_EN, LANG_FR, LANG_AR};

	if (from->remark.in[lang] != NULL)
		return from->remark.in[lang];
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (from->remark.in[order[i]] != NULL)
			/* TRANSLATORS: a remark in another language than the reader's: "English: …"
			 */
			return FILL(a, _("{language}: {remark}"), {"language", lang_name(order[i])},
				    {"remark", bidi_isolate(a, from->remark.in[order[i]])});
	return NULL;
}

const char *words_stage_actor(const struct stage *stage, enum lang lang)
{
	/* Who pays is waited for, whoever goes on with it then. */
	if (stage->bearing == BEARING_AWAITING_PAYMENT)
		return words_actor(ACTOR_APPLICANT);
	return stage->role != NULL ? words_of(&stage->role->name, lang) : words_actor(stage->actor);
}

const char *words_actor(enum stage_actor actor)
{
	switch (actor) {
	case ACTOR_APPLICANT: return _("you");
	case ACTOR_OFFICER: return _("the case officer");
	case ACTOR_HEAD: return _("the head of the office");
	case ACTOR_AUTHORITY:
	case ACTOR_ROLE: return _("the authority");
	}
	return "";
}

const char *words_event_actor(const char *actor)
{
	if (strcmp(actor, caller_role_code(ROLE_APPLICANT)) == 0)
		return _("applicant");
	if (strcmp(actor, caller_role_code(ROLE_AUTHORITY)) == 0)
		return _("authority");
	if (strcmp(actor, EVENT_OPERATOR) == 0)
		/* TRANSLATORS: who has sent an application for somebody */
		return _("centre operator");
	return _("portal");
}

const char *words_role(const char *role, enum lang lang)
{
	const struct role *known = roles_find(role);

	if (known != NULL)
		return words_of(&known->name, lang);
	if (strcmp(role, caller_role_code(ROLE_AUTHORITY)) == 0)
		return _("the portal's staff, on the portal's own computer");
	if (strcmp(role, caller_role_code(ROLE_APPLICANT)) == 0 ||
	    strcmp(role, caller_role_code(ROLE_PORTAL)) == 0)
		return words_event_actor(role);
	return role; /* one that is there no more */
}

char *words_look(struct arena *a, enum lang lang, const struct service *s,
		 const struct looks_one *look)
{
	const char *at = bidi_isolate(a, momentwords(a, lang, s, look->at));
	const char *role = words_role(look->role, lang);

	if (look->office != NULL)
		/* TRANSLATORS: as what somebody looked, and for which office */
		role = FILL(a, _("{role}, {office}"), {"role", role},
			    {"office", bidi_isolate(a, text_safe(a, look->office, 0))});
	if (look->of_person && strcmp(look->act, "consented") == 0)
		/* TRANSLATORS: when, and as what somebody has served the reader */
		return FILL(a, _("{moment}: {role}; recorded your consent to apply in your name"),
			    {"moment", at}, {"role", role});
	if (look->of_person)
		/* TRANSLATORS: when, and as what somebody has looked the reader up */
		return FILL(a, _("{moment}: {role}; found you by a number"), {"moment", at},
			    {"role", role});
	if (strcmp(look->act, ledger_act_code(LEDGER_PAPER_READ)) == 0)
		/* TRANSLATORS: when, and as what somebody has fetched a file of an application */
		return FILL(a, _("{moment}: {role}; fetched a document"), {"moment", at},
			    {"role", role});
	if (look->seen_at == 0)
		/* TRANSLATORS: when somebody looked at an application, and as what */
		return FILL(a, _("{moment}: {role}"), {"moment", at}, {"role", role});
	/* TRANSLATORS: the same, and since when the application had been what was seen */
	return FILL(a, _("{moment}: {role}; saw the application as it was on {since}"),
		    {"moment", at}, {"role", role},
		    {"since", bidi_isolate(a, momentwords(a, lang, s, look->seen_at))});
}

const char *words_look_why(const struct catalogue *all, enum lang lang,
			   const struct looks_one *look)
{
	const struct service *s = look->of_person ? catalogue_find(all, look->purpose) : NULL;

	return s == NULL ? look->purpose : words_of(&s->name, lang);
}

const char *words_over(enum lang lang, const struct service *s, const struct event *e)
{
	const struct act *act = NULL;

	for (size_t i = 0; s != NULL && e->act[0] != '\0' && i < s->stage_count && act == NULL; i++)
		act = service_act(s, &s->stages[i], e->act);
	return act != NULL && act->by_clock ? words_of(&act->name, lang) : "";
}

const char *words_confidence(enum confidence c)
{
	if (c == CONFIDENCE_HIGH)
		return NULL;
	if (c == CONFIDENCE_MEDIUM)
		return _("Not everything on this page is confirmed: some sources are old, "
			 "unofficial or do not agree. Before you travel or pay, ask the authority "
			 "which documents to bring and what it costs.");
	return _("Little is published about this service, or what is published is old. Do not rely "
		 "on this page alone: before you travel or pay, ask the authority how to apply, "
		 "which documents to bring and what it costs.");
}

char *words_persons_more(struct arena *a, size_t more)
{
	return FILL(
		a,
		P_("{count} more person has this number and is not listed: find them by the number "
		   "of a document.",
		   "{count} more persons have this number and are not listed: find them by the "
		   "number of a document.",
		   more),
		{"count", arena_format(a, "%zu", more)});
}

char *words_due(struct arena *a, int64_t due_at, int64_t now)
{
	int64_t days;
	unsigned long n;
	const char *words;

	if (due_at == 0)
		return NULL;
	days = date_number(date_of(due_at)) - date_number(date_of(now));
	if (days == 0)
		return arena_text(a, _("due today"));
	n = (unsigned long)(days > 0 ? days : -days);
	words = days > 0 ? P_("{count} day left", "{count} days left", n)
			 : P_("{count} day overdue", "{count} days overdue", n);
	return FILL(a, words, {"count", arena_format(a, "%lu", n)});
}

const char *words_country(const struct term_list *terms, enum lang lang, const char *code)
{
	const struct country *country = term_country(terms, code);

	return country == NULL ? code : words_of(&country->term.name, lang);
}

const char *words_silence(const struct service *s, enum lang lang)
{
	return text_is_set(&s->silence) ? words_of(&s->silence, lang)
					: _("we do not know what happens then");
}

const char *words_collect(const struct service *s, enum lang lang)
{
	return text_is_set(&s->collect)
		       ? words_of(&s->collect, lang)
		       : _("We do not know where you collect it. Ask the authority before you go "
			   "there, and give your reference number:");
}

char *words_end(struct arena *a, enum lang lang, const struct service *s)
{
	struct date day;

	if (s->end == NULL)
		return NULL;
	day = s->end->over ? s->end->day : date_from_number(date_number(s->end->day) - 1);
	return FILL(a,
		    s->end->over
			    ? _("This service has ended: since {date} you can no longer apply. "
				"Applications sent before that are still being processed.")
			    : _("This service ends: the last day to apply is {date}."),
		    {"date", date_show(a, lang, s->country, day)});
}

char *words_window(struct arena *a, enum lang lang, const struct service *s, int64_t now)
{
	const char *from = date_show(a, lang, s->country, s->opens);
	const char *until = date_show(a, lang, s->country, s->closes);
	bool ends = s->closes.year != 0;

	switch (service_window_at(s, now)) {
	case WINDOW_EARLY:
		return ends ? FILL(a, _("Not open yet: you can apply from {from} until {until}."),
				   {"from", from}, {"until", until})
			    : FILL(a, _("Not open yet: you can apply from {from}."),
				   {"from", from});
	case WINDOW_LATE:
		return FILL(a, _("Closed: the last day to apply was {until}."), {"until", until});
	case WINDOW_OPEN: break;
	}
	return ends ? FILL(a, _("Open: you can apply until {until}."), {"until", until}) : NULL;
}

/* In a list: what stands behind the rest. */
static char *with_window(struct arena *a, enum lang lang, const struct service *s, int64_t now,
			 char *head)
{
	switch (service_window_at(s, now)) {
	case WINDOW_EARLY:
		/* TRANSLATORS: of a service in a list: "authority · fee · time · opens 1 March" */
		return FILL(a, _("{head} · opens {date}"), {"head", head},
			    {"date", date_show(a, lang, s->country, s->opens)});
	case WINDOW_LATE:
		/* TRANSLATORS: of a service in a list: "authority · fee · time · closed" */
		return FILL(a, _("{head} · closed since {date}"), {"head", head},
			    {"date", date_show(a, lang, s->country,
					       date_from_number(date_number(s->closes) + 1))});
	case WINDOW_OPEN: break;
	}
	return head;
}

/* An amount of another year than the one in which it was looked up is told as that. */
static const char *fee_in_list(struct arena *a, enum lang lang, const struct service *s)
{
	const struct fee *fee = s->fee;

	if (s->charge_count > 0 && (fee_kind(fee) == FEE_UNKNOWN || fee_kind(fee) == FEE_TOLD))
		return duewords_short(a, lang, s);
	switch (fee_kind(fee)) {
	case FEE_UNKNOWN: return NULL;
	case FEE_TOLD:
		/* TRANSLATORS: of a fee, in lists and their filters: it is told in words, on the
		 * service's own page: "Fee: see its page" */
		return _("see the service's page");
	case FEE_FREE:
	case FEE_BY_CASE:
	case FEE_CHARGED: break;
	}
	return with_reserve(a, amount(a, lang, fee), fee->year < s->verified.year ? fee->year : 0,
			    fee->doubtful);
}

/* In a list, what is not known is not said: the service's own page says so. */
static char *head_of(struct arena *a, enum lang lang, const struct service *s)
{
	char *head = arena_text(a, words_of(&s->authority, lang));
	const struct duration *time = service_time(s);
	const char *fee = fee_in_list(a, lang, s);

	if (fee != NULL && s->charge_count == 0 && fee_kind(s->fee) == FEE_FREE)
		/* TRANSLATORS: of a service in a list: "authority · free · Time: 3 days", without
		 * "Fee:" before what is no fee */
		head = FILL(a, _("{head} · {fee}"), {"head", head}, {"fee", fee});
	else if (fee != NULL)
		head = FILL(a, _("{head} · Fee: {fee}"), {"head", head}, {"fee", fee});
	if (time != NULL)
		head = FILL(a, _("{head} · Time: {time}"), {"head", head},
			    {"time", words_duration(a, lang, time)});
	return head;
}

char *words_head(struct arena *a, enum lang lang, const struct service *s, int64_t now)
{
	return with_window(a, lang, s, now, head_of(a, lang, s));
}

char *words_reference(struct arena *a, const char *reference)
{
	char shown[REFERENCE_DIGITS + 4];

	reference_show(reference, shown);
	return bidi_isolate(a, shown);
}
