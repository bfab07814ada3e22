/* form.c - one applicant's answers to one service's questions, and what is still wrong with them.
 */
#include "services/form/form_inside.h"

#include "i18n/base/array.h"
#include "i18n/base/buffer.h"
#include "i18n/digits.h"
#include "i18n/text.h"
#include "services/definition/service_entry.h"
#include "services/definition/type.h"
#include "services/registry/limits.h"

#include <string.h>

static char *copy_of(const char *s)
{
	size_t len = strlen(s);

	return memcpy(array_new(len + 1, 1), s, len);
}

static void forget_asked(struct form *f)
{
	for (size_t i = 0; i < f->service->value_count; i++)
		f->values[i].state = WORKED_NOT;
	for (size_t i = 0; i < f->all_count; i++) {
		struct group *g = &f->groups[i];

		g->asked = ASKED_UNKNOWN;
		for (int j = 0; j < g->count; j++)
			memset(g->items[j].asked, ASKED_UNKNOWN, g->question_count);
	}
}

static void put_value(struct form *f, char **value, const char *text)
{
	if (*value != NULL)
		f->bytes -= strlen(*value);
	free(*value);
	*value = text == NULL || text[0] == '\0' ? NULL : copy_of(text);
	if (*value != NULL)
		f->bytes += strlen(*value);
}

static void add_item(struct form *f, struct group *g)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 * 1024 * 1024);
	struct item *item = &g->items[g->count++];

	item->values = array_new(g->question_count + 1, sizeof(*item->values));
	item->asked = array_new(g->question_count + 1, 1);
	item->given = array_new(g->question_count + 1, sizeof(*item->given));
	item->filled = array_new(g->question_count + 1, sizeof(*item->filled));
	item->withheld = array_new(g->question_count + 1, sizeof(*item->withheld));
	/* What staff said by leaving a default is kept with what they filled in. */
	for (size_t i = 0; i < g->question_count && !g->inside; i++)
		put_value(f, &item->values[i], answer_preset(&f->ground, a, &g->questions[i]));
}

static void open_group(struct form *f, const struct group *new)
{
	struct group *g = &f->groups[f->all_count++];
	const struct section *s = new->section;
	int first = s != NULL && s->repeats ? s->min : 1;

	*g = *new;
	g->items = array_new((size_t)form_inside_items_most(g) + 1, sizeof(*g->items));
	while (g->count < first && g->count < form_inside_items_most(g))
		add_item(f, g);
}

static void open_section(struct form *f, const struct section *s, bool inside)
{
	open_group(f, &(struct group){.section = s,
				      .questions = s->questions,
				      .question_count = s->question_count,
				      .inside = inside});
}

struct form *form_new(const struct service *service, const struct term_list *terms,
		      struct date today)
{
	const struct form_definition *d = service->form;
	struct form *f = array_new(1, sizeof(*f));
	const struct section *entry = service_entry_known(service);
	size_t sections = d == NULL ? 0 : d->section_count + service->desk_count + 1;

	f->service = service;
	f->ground = (struct answer_ground){.terms = terms, .today = today, .lang = LANG_EN};
	f->groups = array_new(sections + 1, sizeof(*f->groups));
	f->values = array_new(service->value_count + 1, sizeof(*f->values));
	if (d == NULL)
		return f;
	open_group(f, &(struct group){.questions = d->eligibility,
				      .question_count = d->eligibility_count});
	for (size_t i = 0; i < d->section_count; i++)
		open_section(f, &d->sections[i], false);
	f->group_count = f->all_count;
	for (size_t i = 0; i < service->desk_count; i++)
		open_section(f, &service->desks[i]->section, true);
	if (entry != NULL)
		open_section(f, entry, true);
	return f;
}

void form_ask_all(struct form *f)
{
	f->asks_all = true;
	for (size_t i = 0; i < f->group_count; i++)
		if (f->groups[i].count == 0)
			add_item(f, &f->groups[i]);
}

static void drop_values(struct form *f, struct group *g, struct item *item)
{
	for (size_t i = 0; i < g->question_count; i++)
		put_value(f, &item->values[i], NULL);
	free(item->values);
	free(item->asked);
	free(item->given);
	free(item->filled);
	free(item->withheld);
}

void form_free(struct form *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->all_count; i++) {
		for (int j = 0; j < f->groups[i].count; j++)
			drop_values(f, &f->groups[i], &f->groups[i].items[j]);
		free(f->groups[i].items);
	}
	free(f->groups);
	free(f->values);
	free(f);
}

const struct service *form_service(const struct form *f)
{
	return f->service;
}

const char *form_get(const struct form *f, const struct field_path *at)
{
	size_t index = 0;
	const struct group *g = form_inside_path(f, at, &index);
	const struct item *item = g == NULL ? NULL : form_inside_item(g, at->item);

	return item == NULL ? NULL : item->values[index];
}

enum fault form_canonical(const struct form *f, struct arena *a, const struct question *q,
			  const char *raw, enum lang lang, char **ret, struct error *err)
{
	struct answer_ground ground = f->ground;
	char *kept;
	enum fault fault;

	ground.lang = lang;
	fault = answer_read(&ground, a, q, raw, &kept, err);
	if (fault != FAULT_NONE) {
		if (err != NULL)
			snprintf(err->field, sizeof(err->field), "%s", q->id);
		return fault;
	}
	if (kept[0] == '\0' && q->required)
		return form_inside_refuse_missing(err, q);
	*ret = kept;
	return FAULT_NONE;
}

/* A number of another country can look like one of this. What is no text, too long or empty is told
 * otherwise. */
static bool lacks_code(const struct form *f, const struct group *g, int item,
		       const struct question *q, const char *raw)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1024 * 1024);
	char *text;

	return q->abroad != NULL && form_inside_holds(f, g, item, q->abroad) &&
	       strlen(raw) <= LIMIT_ANSWER &&
	       text_clean(a, raw, strlen(raw), TEXT_LINE, &text, NULL) == FAULT_NONE &&
	       text[0] != '\0' && !type_phone_has_code(digits_ascii(a, text));
}

enum fault form_set(struct form *f, const struct field_path *at, const char *raw, enum lang lang,
		    struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 * 1024);
	size_t index = 0;
	struct group *g = form_inside_path(f, at, &index);
	struct item *item = g == NULL ? NULL : form_inside_item(g, at->item);
	const char *old;
	char *kept;
	enum fault fault;

	if (item == NULL)
		return fail(err, FAULT_MISSING, N_("This question is not part of the form."),
			    "no such path, item %d", at->item);
	/* First, since the country's own words would have it written without a code. */
	if (lacks_code(f, g, at->item, at->question, raw))
		return form_inside_refuse(
			err, at->question,
			N_("From abroad, write the number with + and the country code, as in +33 6 "
			   "12 34 56 78, even if it is a number of the country where you apply."),
			"no country code");
	fault = form_canonical(f, a, at->question, raw, lang, &kept, err);
	if (fault != FAULT_NONE)
		return fault;
	old = item->values[index];
	if (f->bytes - (old == NULL ? 0 : strlen(old)) + strlen(kept) > LIMIT_FORM)
		return form_inside_refuse(
			err, at->question,
			N_("Your answers are too long in total. Shorten some of them."),
			"form too large");
	put_value(f, &item->values[index], kept);
	item->given[index] = true;
	item->filled[index] = false;
	item->withheld[index] = false;
	forget_asked(f);
	return FAULT_NONE;
}

static void load(struct form *f, struct group *g, const struct field_path *at, size_t index,
		 const char *canonical, bool withheld)
{
	struct item *item;

	while (form_inside_item(g, at->item) == NULL)
		add_item(f, g);
	item = form_inside_item(g, at->item);
	put_value(f, &item->values[index], canonical);
	item->given[index] = true;
	item->filled[index] = false;
	item->withheld[index] = withheld;
	forget_asked(f);
}

bool form_withhold(struct form *f, const struct field_path *at)
{
	size_t index = 0;
	struct group *g = form_inside_path(f, at, &index);

	if (g != NULL)
		load(f, g, at, index, NULL, true);
	return g != NULL;
}

bool form_is_withheld(const struct form *f, const struct field_path *at)
{
	size_t index = 0;
	const struct group *g = form_inside_path(f, at, &index);
	const struct item *item = g == NULL ? NULL : form_inside_item(g, at->item);

	return item != NULL && item->withheld[index];
}

bool form_load(struct form *f, const struct field_path *at, const char *canonical)
{
	size_t index = 0;
	struct group *g = form_inside_path(f, at, &index);
	bool empty = canonical == NULL || canonical[0] == '\0';

	if (g == NULL || (!empty && !answer_is_shaped(&f->ground, at->question, canonical)) ||
	    (!empty && f->bytes + strlen(canonical) > LIMIT_FORM))
		return false;
	load(f, g, at, index, canonical, false);
	return true;
}

bool form_fill(struct form *f, const struct field_path *at, const char *canonical)
{
	size_t index = 0;
	const struct group *g = form_inside_path(f, at, &index);

	if (!form_load(f, at, canonical))
		return false;
	form_inside_item(g, at->item)->filled[index] = true;
	return true;
}

bool form_stands_ready(const struct form *f, const struct field_path *at)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1024 * 1024);
	size_t index = 0;
	const struct group *g = form_inside_path(f, at, &index);
	const struct item *item = g == NULL ? NULL : form_inside_item(g, at->item);
	const char *preset;

	if (item == NULL || item->values[index] == NULL)
		return false;
	if (!item->given[index] || item->filled[index])
		return true;
	preset = answer_preset(&f->ground, a, at->question);
	return preset != NULL && strcmp(preset, item->values[index]) == 0;
}

int form_items(const struct form *f, const struct section *s)
{
	const struct group *g = form_inside_group(f, s);

	return g == NULL ? 0 : g->count;
}

enum fault form_add_item(struct form *f, const struct section *s, struct error *err)
{
	struct group *g = form_inside_group(f, s);

	if (g == NULL || !form_inside_repeats(g))
		return fail(err, FAULT_MISSING,
			    N_("You can complete this part of the form only once."), "%s",
			    "section does not repeat");
	if (g->count == form_inside_items_most(g)) {
		fail(err, FAULT_CONFLICT, N_("You can add no more than {max} here."), "%s: full",
		     s->id);
		error_fill(err, "max", "%d", form_inside_items_most(g));
		return FAULT_CONFLICT;
	}
	add_item(f, g);
	forget_asked(f);
	return FAULT_NONE;
}

enum fault form_drop_item(struct form *f, const struct section *s, int item, struct error *err)
{
	struct group *g = form_inside_group(f, s);
	struct item *gone = g == NULL || !form_inside_repeats(g) ? NULL : form_inside_item(g, item);

	if (gone == NULL)
		return fail(err, FAULT_MISSING, N_("There is no entry with this number."),
			    "item %d", item);
	drop_values(f, g, gone);
	memmove(gone, gone + 1, (size_t)(&g->items[g->count] - (gone + 1)) * sizeof(*gone));
	g->count--;
	forget_asked(f);
	return FAULT_NONE;
}

char *form_show(const struct form *f, struct arena *a, const struct field_path *at, enum lang lang)
{
	const char *value = form_get(f, at);

	return value == NULL ? arena_text(a, "")
			     : answer_show(&f->ground, a, at->question, value, lang);
}

/* Where it is in doubt the person judges. */
static bool may_hold(const struct form *f, const struct rule *rule)
{
	bool doubt, holds = form_inside_weighs(f, NULL, 0, rule, &doubt);

	return holds || doubt;
}

static bool needs_paper(const struct form *f, const struct paper *p)
{
	return may_hold(f, p->when) && (p->in == NULL || may_hold(f, p->in->when));
}

size_t form_papers(const struct form *f, struct arena *a, size_t **ret)
{
	const struct service *s = f->service;
	size_t *list = arena_array(a, s->paper_count + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < s->paper_count; i++)
		if (needs_paper(f, &s->papers[i]))
			list[count++] = i;
	*ret = list;
	return count;
}

/* A line end inside an answer is written \n, a backslash \\. */
static void put_escaped(struct buffer *b, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\n')
			buffer_text(b, "\\n");
		else if (*s == '\\')
			buffer_text(b, "\\\\");
		else
			buffer_add(b, s, 1);
	}
}

char *form_canonical_text(const struct form *f, struct arena *a)
{
	BUFFER_CLEAN struct buffer b;
	struct field_path at = {0};

	buffer_open(&b, (size_t)64 * 1024 * 1024);
	while (form_next(f, &at)) {
		const char *value = form_get(f, &at);

		if (value == NULL)
			continue;
		buffer_format(&b, "%s/%d/%s=", at.section == NULL ? "eligibility" : at.section->id,
			      at.item, at.question->id);
		put_escaped(&b, value);
		buffer_text(&b, "\n");
	}
	return arena_slice(a, b.data, b.size);
}
