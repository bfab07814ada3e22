/* service_read.c - one administrative service read from its definition file. */
#include "services/definition/service_read.h"

#include "i18n/money.h"
#include "services/definition/block.h"
#include "services/definition/calendar.h"
#include "services/definition/kind_read.h"
#include "services/definition/links.h"
#include "services/definition/reader.h"
#include "services/definition/sections.h"
#include "services/definition/service.h"
#include "services/definition/service_cost.h"
#include "services/definition/service_entry.h"
#include "services/definition/service_outputs.h"
#include "services/definition/service_papers.h"
#include "services/definition/service_route.h"
#include "services/definition/service_signatures.h"
#include "services/definition/service_stages.h"
#include "services/definition/service_tasks.h"
#include "services/definition/service_values.h"
#include "services/definition/service_where.h"
#include "services/definition/service_window.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

static const long years[2] = {1900, 2200};

static void refuse_code(struct reader *r, const struct node *at, const char *code,
			const struct term *list, size_t count)
{
	char known[KNOWN_MAX] = "";

	/* First what was perhaps meant: the list may be longer than the message. */
	for (size_t i = 0; i < count; i++)
		if (known_is_mistyped(code, list[i].code))
			known_add(known, list[i].code);
	for (size_t i = 0; i < count; i++)
		if (!known_is_mistyped(code, list[i].code))
			known_add(known, list[i].code);
	reader_fault_known(r, at, N_("terms.yaml has no \"{value}\" here; it has {known}."), code,
			   known);
}

static const struct term *read_code(struct reader *r, const struct node *map, const char *key,
				    const struct term *list, size_t count)
{
	const char *code = reader_word(r, map, key, true);
	const struct term *t = code == NULL ? NULL : term_find(list, count, code);

	if (code != NULL && t == NULL)
		refuse_code(r, reader_find(map, key), code, list, count);
	return t;
}

static bool has_term(const struct term *const *list, size_t count, const struct term *t)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == t)
			return true;
	return false;
}

static const struct term **read_codes(struct reader *r, const struct node *list,
				      const struct term *terms, size_t count, size_t *ret)
{
	const struct term **to =
		arena_array(r->arena, list->count + 1, sizeof(const struct term *));

	for (const struct node *n = list->first; n != NULL; n = n->next) {
		const char *code = n->kind == NODE_WORD ? n->value : "";
		const struct term *t = term_find(terms, count, code);

		if (t == NULL)
			refuse_code(r, n, code, terms, count);
		else if (has_term(to, *ret, t))
			reader_fault_new(r, n, N_("The code \"{value}\" appears twice here."),
					 code);
		else
			to[(*ret)++] = t;
	}
	return to;
}

static void read_life_events(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *list = reader_list(r, root, "life_events", false, READER_LIST_MAX);
	const struct term_list *t = r->terms;

	if (list != NULL)
		s->life_events = read_codes(r, list, t->life_events, t->life_event_count,
					    &s->life_event_count);
}

/* One code, or a list of them. */
static void read_audiences(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *given = reader_find(root, "audience"), *list;
	const struct term_list *t = r->terms;
	const struct term *one;

	if (given != NULL && given->kind == NODE_LIST) {
		list = reader_list(r, root, "audience", false, READER_LIST_MAX);
		if (list == NULL)
			return;
		if (list->count == 0)
			reader_fault(r, given,
				     N_("\"audience\" has no code: write one, or a list of them."),
				     NULL);
		s->audiences =
			read_codes(r, list, t->audiences, t->audience_count, &s->audience_count);
		return;
	}
	one = read_code(r, root, "audience", t->audiences, t->audience_count);
	s->audiences = arena_array(r->arena, 1, sizeof(*s->audiences));
	if (one != NULL)
		s->audiences[s->audience_count++] = one;
}

static void read_keywords(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *map = reader_find(root, "keywords");

	if (map == NULL || !reader_map(r, map, lang_codes))
		return;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const struct node *list =
			reader_list(r, map, lang_codes[lang], false, READER_LIST_MAX);

		if (list == NULL)
			continue;
		s->keywords[lang] = arena_array(r->arena, list->count, sizeof(char *));
		for (const struct node *n = list->first; n != NULL; n = n->next) {
			const char *word = reader_line(r, n, READER_NAME_MAX);

			if (word != NULL)
				s->keywords[lang][s->keyword_count[lang]++] = word;
		}
	}
}

static struct text *read_texts(struct reader *r, const struct node *map, const char *key,
			       size_t *ret_count)
{
	const struct node *list = reader_list(r, map, key, false, READER_LIST_MAX);
	struct text *texts;

	if (list == NULL)
		return NULL;
	texts = arena_array(r->arena, list->count, sizeof(*texts));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		texts[(*ret_count)++] = reader_text_node(r, n, READER_TEXT_MAX);
	return texts;
}

static void read_if_refused(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"text", "days", NULL};
	static const long days[2] = {1, 3660};
	const struct node *n = reader_find(root, "if_refused");
	struct remedy *remedy;

	if (n == NULL || !reader_map(r, n, keys))
		return;
	remedy = arena_take(r->arena, sizeof(*remedy));
	remedy->text = reader_text(r, n, "text", true, READER_TEXT_MAX);
	reader_number(r, n, "days", false, days, &remedy->days);
	s->if_refused = remedy;
}

static void read_benefit(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"text", "currency", "year", NULL};
	const struct node *n = reader_find(root, "benefit");

	if (n == NULL || !reader_map(r, n, keys))
		return;
	s->benefit = reader_text(r, n, "text", true, READER_TEXT_MAX);
	s->benefit_currency = service_cost_currency(r, n, false);
	reader_number(r, n, "year", false, years, &s->benefit_year);
}

static const char *read_line(struct reader *r, const struct node *map, const char *key, bool need)
{
	const struct node *n = reader_find(map, key);

	if (n == NULL && need)
		reader_fault(r, map, N_("The key \"{value}\" is missing."), key);
	return n == NULL ? NULL : reader_line(r, n, READER_TEXT_MAX);
}

/* Somebody may open it: a script or a file of their own machine is no source. */
static void check_url(struct reader *r, const struct node *source, const char *url)
{
	if (url == NULL || strncasecmp(url, "https://", 8) == 0 ||
	    strncasecmp(url, "http://", 7) == 0)
		return;
	reader_fault_new(r, reader_find(source, "url"),
			 N_("\"{value}\" is no address of a page: it begins with https:// or "
			    "http://."),
			 url);
}

/* In three languages, or in those that it is known in. A bare line has no language that could be
 * told to who reads another one. */
static void read_remark(struct reader *r, const struct node *source, struct source *to)
{
	const struct node *n = reader_find(source, "remark");
	bool any = false;

	if (n == NULL)
		return;
	if (n->kind == NODE_WORD) {
		to->bare = reader_line(r, n, READER_TEXT_MAX);
		reader_remark(r, n,
			      N_("This remark is shown to nobody, since its language is not told: "
				 "write it under \"ar\", \"fr\" or \"en\"."),
			      NULL);
		return;
	}
	if (!reader_map(r, n, lang_codes))
		return;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const struct node *words = reader_find(n, lang_codes[lang]);

		any = any || words != NULL;
		if (words != NULL)
			to->remark.in[lang] = reader_line(r, words, READER_TEXT_MAX);
	}
	if (!any)
		reader_fault(r, n, N_("\"{key}\" needs its words under \"ar\", \"fr\" or \"en\"."),
			     NULL);
}

/* Words could not be shown to readers of three languages. */
static struct date read_about_day(struct reader *r, const struct node *map, const char *key)
{
	const char *day = reader_word(r, map, key, false);
	struct date d = {0};

	if (day != NULL && !date_read_iso(day, &d))
		reader_fault(r, reader_find(map, key),
			     N_("\"{value}\" is not a day, month or year: write it as 2026-03-14, "
				"2026-03 or 2026."),
			     day);
	return d;
}

static void read_sources(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"title", "url", "date", "read", "kind", "remark", NULL};
	const struct node *list = reader_list(r, root, "sources", true, READER_LIST_MAX);

	if (list == NULL)
		return;
	s->sources = arena_array(r->arena, list->count, sizeof(*s->sources));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct source *to = &s->sources[s->source_count];
		int kind;

		if (!reader_map(r, n, keys))
			continue;
		to->title = read_line(r, n, "title", true);
		to->url = read_line(r, n, "url", true);
		check_url(r, n, to->url);
		to->date = read_about_day(r, n, "date");
		to->seen = read_about_day(r, n, "read");
		read_remark(r, n, to);
		kind = reader_choice(r, n, "kind", codes_source_kind);
		to->kind = kind < 0 ? SOURCE_OFFICIAL : (enum source_kind)kind;
		s->source_count++;
	}
}

static void read_verified(struct reader *r, const struct node *root, struct service *s)
{
	const char *day = reader_word(r, root, "verified", true);
	int confidence;

	s->verified_line = day == NULL ? 0 : reader_find(root, "verified")->line;
	if (day != NULL && (strlen(day) != 10 || day[4] != '-' ||
			    date_parse(day, &s->verified, NULL) != FAULT_NONE))
		reader_fault(r, reader_find(root, "verified"),
			     N_("\"{value}\" is not a day: write it as 2026-03-14."), day);
	confidence = reader_choice(r, root, "confidence", codes_confidence);
	s->confidence = confidence < 0 ? CONFIDENCE_LOW : (enum confidence)confidence;
}

static void read_country(struct reader *r, const struct node *root, struct service *s)
{
	char known[KNOWN_MAX] = "";

	s->country = reader_word(r, root, "country", true);
	if (s->country != NULL)
		s->calendar = calendar_find(r->terms, s->country);
	if (s->country == NULL || term_country(r->terms, s->country) != NULL)
		return;
	for (size_t i = 0; i < r->terms->country_count; i++)
		known_add(known, r->terms->countries[i].term.code);
	reader_fault_known(r, reader_find(root, "country"),
			   N_("\"{value}\" is not a country of terms.yaml; it has {known}."),
			   s->country, known);
}

static void read_head(struct reader *r, const struct node *root, struct service *s)
{
	static const long versions[2] = {1, 1000000};
	const struct term_list *t = r->terms;
	unsigned translated;

	s->id = reader_id(r, root, "id");
	reader_number(r, root, "version", true, versions, &s->version);
	read_country(r, root, s);
	s->sector = read_code(r, root, "sector", t->sectors, t->sector_count);
	read_audiences(r, root, s);
	read_life_events(r, root, s);
	s->name = reader_text(r, root, "name", true, READER_NAME_MAX);
	s->summary = reader_text(r, root, "summary", true, READER_TEXT_MAX);
	s->authority = reader_text(r, root, "authority", true, READER_TEXT_MAX);
	translated = reader_bits(r, root, "translated", lang_codes);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		s->translated[lang] = (translated & (1U << lang)) != 0;
	read_keywords(r, root, s);
}

static void read_body(struct reader *r, const struct node *root, struct service *s)
{
	s->eligibility = read_texts(r, root, "eligibility", &s->eligibility_count);
	service_papers_read(r, root, s);
	service_cost_read(r, root, s);
	s->silence = reader_text(r, root, "silence", false, READER_TEXT_MAX);
	read_if_refused(r, root, s);
	s->channel = reader_text(r, root, "channel", false, READER_TEXT_MAX);
	s->legal_basis = read_texts(r, root, "legal_basis", &s->legal_basis_count);
	s->output = reader_text(r, root, "output", false, READER_TEXT_MAX);
	s->collect = reader_text(r, root, "collect", false, READER_TEXT_MAX);
	s->validity = reader_text(r, root, "validity", false, READER_TEXT_MAX);
	read_benefit(r, root, s);
	s->notes = reader_text(r, root, "notes", false, READER_TEXT_MAX);
	read_sources(r, root, s);
	read_verified(r, root, s);
	s->drafted = reader_bits(r, root, "drafted", codes_drafted_part);
	service_signatures_read(r, root, s);
	service_stages_read(r, root, s);
}

static void read_form(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *form = reader_find(root, "form");

	if (form == NULL)
		return;
	if (reader_lacks(root, "stages"))
		reader_fault(r, form,
			     N_("A form needs \"stages\": what happens to an application."), NULL);
	if (s->country != NULL && term_country(r->terms, s->country) != NULL)
		s->form = sections_read(r, form, s->country);
	else
		r->incomplete = true;
}

/* The lists live as long as the service does, the struct that names them need not. */
static const struct term_list *own_terms(const struct reader *r)
{
	struct term_list *own = arena_take(r->arena, sizeof(*own));

	*own = *r->terms;
	return own;
}

/* Over what is kept of it. */
static void put_digest(struct reader *r, struct service *s)
{
	const char *kept = r->yaml;
	size_t len = r->stored ? r->all_len : r->len;

	if (!r->stored && r->used != NULL)
		kept = block_keep(r->scratch, r->yaml, r->len, r->used, &len);
	crypto_generichash(s->digest, sizeof(s->digest), (const unsigned char *)kept, len, NULL, 0);
}

void service_read_root(struct reader *r, const struct node *root, struct definition *ret)
{
	static const char *const keys[] = {
		"id",         "version", "country",     "sector",     "audience",   "life_events",
		"name",       "summary", "authority",   "translated", "keywords",   "eligibility",
		"cases",      "papers",  "fee",         "fees",       "duration",   "silence",
		"if_refused", "channel", "legal_basis", "output",     "collect",    "validity",
		"benefit",    "notes",   "sources",     "verified",   "confidence", "drafted",
		"stages",     "acts",    "tasks",       "clocks",     "form",       "values",
		"open",       "route",   "goes_to",     "collect_at", "signatures", "about",
		"outputs",    NULL};

	struct service *s = arena_take(r->arena, sizeof(*s));

	if (!reader_map(r, root, keys))
		return;
	s->terms = own_terms(r);
	read_head(r, root, s);
	read_body(r, root, s);
	read_form(r, root, s);
	service_papers_check(r, root, s);
	service_values_read(r, root, s);
	service_window_read(r, root, s);
	service_entry_about(r, root, s);
	service_route_read(r, root, s);
	service_where_read(r, root, s);
	service_entry_check(r, root, s);
	service_outputs_read(r, root, s);
	service_tasks_check(r, root, s);
	service_signatures_check(r, root, s);
	links_check(r, s);
	s->lenient = r->lenient;
	put_digest(r, s);
	ret->id = s->id;
	ret->version = s->version;
	ret->what = s;
}

enum fault service_read(struct arena *a, const struct term_list *terms, const char *name,
			const char *yaml, size_t len, const struct service **ret,
			struct fault_list *faults, struct error *err)
{
	struct definition d;
	enum fault fault =
		kind_read_as(a, terms, KIND_SERVICE, false, name, yaml, len, &d, faults, err);

	if (fault == FAULT_NONE)
		*ret = d.what;
	return fault;
}

enum fault service_read_stored(struct arena *a, const struct term_list *terms, const char *name,
			       const char *yaml, size_t len, const struct service **ret,
			       struct error *err)
{
	struct definition d;
	enum fault fault =
		kind_read_as(a, terms, KIND_SERVICE, true, name, yaml, len, &d, NULL, err);

	if (fault == FAULT_NONE)
		*ret = d.what;
	return fault;
}
