/* form.c - one applicant's answers to one service's questions, and what is still wrong with them.
 */
#include "services/form.h"

#include "i18n/base/buffer.h"
#include "services/answer.h"
#include "services/rule.h"

#include <string.h>

enum asked { ASKED_UNKNOWN, ASKED_NO, ASKED_YES };

/* One time through a section's questions. */
struct item {
	char **values;        /* by question; NULL: no answer */
	unsigned char *asked; /* by question; enum asked, forgotten with every change */
};

/* A section's questions, or eligibility's: the first group. */
struct group {
	const struct section *section; /* NULL: eligibility */
	const struct question *questions;
	size_t question_count;
	struct item *items;
	int count;
	unsigned char asked;
};

struct form {
	const struct service *service;
	struct answer_ground ground;
	struct group *groups;
	size_t group_count;
	size_t bytes; /* of all answers */
};

static void *take_back(void *p)
{
	if (p == NULL)
		fatal("out of memory");
	return p;
}

static char *copy_of(const char *s)
{
	return take_back(strdup(s));
}

static bool repeats(const struct group *g)
{
	return g->section != NULL && g->section->repeats;
}

static int items_most(const struct group *g)
{
	int max = repeats(g) ? g->section->max : 1;

	return max > FORM_ITEMS_MAX ? FORM_ITEMS_MAX : max;
}

static void forget_asked(struct form *f)
{
	for (size_t i = 0; i < f->group_count; i++) {
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

	item->values = take_back(calloc(g->question_count + 1, sizeof(*item->values)));
	item->asked = take_back(calloc(g->question_count + 1, 1));
	for (size_t i = 0; i < g->question_count; i++)
		put_value(f, &item->values[i], answer_preset(&f->ground, a, &g->questions[i]));
}

static void open_group(struct form *f, const struct section *s, const struct question *questions,
		       size_t count)
{
	struct group *g = &f->groups[f->group_count++];
	int first = s != NULL && s->repeats ? s->min : 1;

	*g = (struct group){.section = s, .questions = questions, .question_count = count};
	g->items = take_back(calloc((size_t)items_most(g) + 1, sizeof(*g->items)));
	while (g->count < first && g->count < items_most(g))
		add_item(f, g);
}

struct form *form_new(const struct service *service, const struct term_list *terms,
		      struct date today)
{
	const struct form_definition *d = service->form;
	struct form *f = take_back(calloc(1, sizeof(*f)));
	size_t sections = d == NULL ? 0 : d->section_count;

	f->service = service;
	f->ground = (struct answer_ground){.terms = terms, .today = today, .lang = LANG_EN};
	f->groups = take_back(calloc(sections + 1, sizeof(*f->groups)));
	if (d == NULL)
		return f;
	open_group(f, NULL, d->eligibility, d->eligibility_count);
	for (size_t i = 0; i < sections; i++)
		open_group(f, &d->sections[i], d->sections[i].questions,
			   d->sections[i].question_count);
	return f;
}

static void drop_values(struct form *f, struct group *g, struct item *item)
{
	for (size_t i = 0; i < g->question_count; i++)
		put_value(f, &item->values[i], NULL);
	free(item->values);
	free(item->asked);
}

void form_free(struct form *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->group_count; i++) {
		for (int j = 0; j < f->groups[i].count; j++)
			drop_values(f, &f->groups[i], &f->groups[i].items[j]);
		free(f->groups[i].items);
	}
	free(f->groups);
	free(f);
}

const struct service *form_service(const struct form *f)
{
	return f->service;
}

static struct group *group_of(const struct form *f, const struct section *s)
{
	for (size_t i = 0; i < f->group_count; i++)
		if (f->groups[i].section == s)
			return &f->groups[i];
	return NULL;
}

/* Where the answers of a spot are kept: its group, and in `*ret` the place of its question. */
static struct group *find_spot(const struct form *f, const struct spot *at, size_t *ret)
{
	struct group *g = group_of(f, at->section);

	if (g == NULL || at->question == NULL || at->item < (repeats(g) ? 1 : 0) ||
	    at->item > (repeats(g) ? items_most(g) : 0))
		return NULL;
	for (size_t i = 0; i < g->question_count; i++)
		if (&g->questions[i] == at->question) {
			*ret = i;
			return g;
		}
	return NULL;
}

/* The item of a spot; NULL where there are not so many. */
static struct item *item_at(const struct group *g, int item)
{
	int index = repeats(g) ? item - 1 : item;

	return index >= 0 && index < g->count ? &g->items[index] : NULL;
}

const char *form_get(const struct form *f, const struct spot *at)
{
	size_t index = 0;
	const struct group *g = find_spot(f, at, &index);
	const struct item *item = g == NULL ? NULL : item_at(g, at->item);

	return item == NULL ? NULL : item->values[index];
}

static enum fault refuse(struct error *err, const struct question *q, const char *say,
			 const char *detail)
{
	enum fault fault = fail(err, FAULT_INPUT, say, "%s: %s", q->id, detail);

	if (err != NULL)
		snprintf(err->field, sizeof(err->field), "%s", q->id);
	return fault;
}

static enum fault refuse_missing(struct error *err, const struct question *q)
{
	return refuse(err, q, N_("This question needs an answer."), "no answer");
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
		return refuse_missing(err, q);
	*ret = kept;
	return FAULT_NONE;
}

enum fault form_set(struct form *f, const struct spot *at, const char *raw, enum lang lang,
		    struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 * 1024);
	size_t index = 0;
	struct group *g = find_spot(f, at, &index);
	struct item *item = g == NULL ? NULL : item_at(g, at->item);
	const char *old;
	char *kept;
	enum fault fault;

	if (item == NULL)
		return fail(err, FAULT_MISSING, N_("This question is not part of the form."),
			    "no such spot, item %d", at->item);
	fault = form_canonical(f, a, at->question, raw, lang, &kept, err);
	if (fault != FAULT_NONE)
		return fault;
	old = item->values[index];
	if (f->bytes - (old == NULL ? 0 : strlen(old)) + strlen(kept) > FORM_BYTES_MAX)
		return refuse(err, at->question,
			      N_("The answers of this form are too long altogether: shorten some."),
			      "form too large");
	put_value(f, &item->values[index], kept);
	forget_asked(f);
	return FAULT_NONE;
}

bool form_load(struct form *f, const struct spot *at, const char *canonical)
{
	size_t index = 0;
	struct group *g = find_spot(f, at, &index);
	bool empty = canonical == NULL || canonical[0] == '\0';

	if (g == NULL || (!empty && !answer_is_shaped(&f->ground, at->question, canonical)) ||
	    (!empty && f->bytes + strlen(canonical) > FORM_BYTES_MAX))
		return false;
	while (item_at(g, at->item) == NULL)
		add_item(f, g);
	put_value(f, &item_at(g, at->item)->values[index], canonical);
	forget_asked(f);
	return true;
}

/* A rule is looked at from a place: in a repeated section its names mean the same item. */
struct viewpoint {
	const struct form *f;
	const struct group *from;
	int item;
};

static bool asks(const struct form *f, const struct group *g, int item, size_t index);
static bool asks_group(const struct form *f, struct group *g);

static const char *answer_from(void *ctx, const char *question)
{
	const struct viewpoint *v = ctx;
	const struct section *home;
	const struct question *q = service_question(v->f->service, question, &home);
	struct group *g = q == NULL ? NULL : group_of(v->f, home);
	int item = g == v->from ? v->item : 0;
	const struct item *values = g == NULL ? NULL : item_at(g, item);
	size_t index;

	if (values == NULL)
		return NULL;
	index = (size_t)(q - g->questions);
	return values->values[index] != NULL && asks(v->f, g, item, index) ? values->values[index]
									   : NULL;
}

static long count_from(void *ctx, const char *section)
{
	const struct viewpoint *v = ctx;
	const struct section *s = service_section(v->f->service, section);
	struct group *g = s == NULL ? NULL : group_of(v->f, s);

	return g != NULL && asks_group(v->f, g) ? g->count : 0;
}

static bool holds(const struct form *f, const struct group *from, int item, const struct rule *rule)
{
	struct viewpoint v = {f, from, item};
	struct rule_answers answers = {answer_from, count_from, &v, f->ground.today};

	return rule_holds(rule, &answers);
}

static bool asks_group(const struct form *f, struct group *g)
{
	if (g->asked == ASKED_UNKNOWN)
		g->asked = g->section == NULL || holds(f, NULL, 0, g->section->when) ? ASKED_YES
										     : ASKED_NO;
	return g->asked == ASKED_YES;
}

static bool asks(const struct form *f, const struct group *g, int item, size_t index)
{
	const struct item *values = item_at(g, item);
	unsigned char *asked;

	if (values == NULL || !asks_group(f, group_of(f, g->section)))
		return false;
	asked = &values->asked[index];
	if (*asked == ASKED_UNKNOWN)
		*asked = holds(f, g, item, g->questions[index].when) ? ASKED_YES : ASKED_NO;
	return *asked == ASKED_YES;
}

bool form_asks_section(const struct form *f, const struct section *s)
{
	struct group *g = group_of(f, s);

	return g != NULL && g->question_count > 0 && asks_group(f, g);
}

bool form_asks(const struct form *f, const struct spot *at)
{
	size_t index = 0;
	const struct group *g = find_spot(f, at, &index);

	return g != NULL && asks(f, g, at->item, index);
}

int form_items(const struct form *f, const struct section *s)
{
	const struct group *g = group_of(f, s);

	return g == NULL ? 0 : g->count;
}

enum fault form_add_item(struct form *f, const struct section *s, struct error *err)
{
	struct group *g = group_of(f, s);

	if (g == NULL || !repeats(g))
		return fail(err, FAULT_MISSING, N_("This part of the form is filled in once."),
			    "%s", "section does not repeat");
	if (g->count == items_most(g)) {
		fail(err, FAULT_CONFLICT, N_("No more than {max} can be entered here."), "%s: full",
		     s->id);
		error_place(err, "max", "%d", items_most(g));
		return FAULT_CONFLICT;
	}
	add_item(f, g);
	forget_asked(f);
	return FAULT_NONE;
}

enum fault form_drop_item(struct form *f, const struct section *s, int item, struct error *err)
{
	struct group *g = group_of(f, s);
	struct item *gone = g == NULL || !repeats(g) ? NULL : item_at(g, item);

	if (gone == NULL)
		return fail(err, FAULT_MISSING, N_("There is no entry with this number."),
			    "item %d", item);
	drop_values(f, g, gone);
	memmove(gone, gone + 1, (size_t)(&g->items[g->count] - (gone + 1)) * sizeof(*gone));
	g->count--;
	forget_asked(f);
	return FAULT_NONE;
}

/* The next question of the form whether it is asked or not; group and index move on. */
static bool step(const struct form *f, size_t *group, int *item, size_t *index)
{
	(*index)++;
	while (*group < f->group_count) {
		const struct group *g = &f->groups[*group];

		if (*index < g->question_count && item_at(g, *item) != NULL)
			return true;
		if (*index >= g->question_count && repeats(g) && *item < g->count) {
			(*item)++;
			*index = 0;
			continue;
		}
		(*group)++;
		*index = 0;
		*item = *group < f->group_count && repeats(&f->groups[*group]) ? 1 : 0;
	}
	return false;
}

bool form_next(const struct form *f, struct spot *at)
{
	size_t index = SIZE_MAX, group = 0;
	int item = 0;

	if (at->question != NULL) {
		const struct group *g = find_spot(f, at, &index);

		if (g == NULL)
			return false;
		group = (size_t)(g - f->groups);
		item = at->item;
	}
	while (step(f, &group, &item, &index)) {
		const struct group *g = &f->groups[group];

		if (!asks(f, g, item, index))
			continue;
		*at = (struct spot){g->section, item, &g->questions[index]};
		return true;
	}
	return false;
}

const struct question *form_refused(const struct form *f)
{
	const struct group *g = group_of(f, NULL);

	for (size_t i = 0; g != NULL && i < g->question_count; i++)
		if (g->items[0].values[i] != NULL && asks(f, g, 0, i) &&
		    !holds(f, g, 0, g->questions[i].require))
			return &g->questions[i];
	return NULL;
}

/* What a section's answers amount to. */
struct census {
	size_t asked, answered, missing, own; /* own: not the default */
};

static void count_item(const struct form *f, const struct group *g, int item, struct census *c)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 * 1024 * 1024);
	const struct item *values = item_at(g, item);

	for (size_t i = 0; i < g->question_count; i++) {
		const char *value = values->values[i];
		const char *preset;

		if (!asks(f, g, item, i))
			continue;
		c->asked++;
		c->answered += value != NULL;
		c->missing += value == NULL && g->questions[i].required;
		preset = value == NULL ? NULL : answer_preset(&f->ground, a, &g->questions[i]);
		c->own += value != NULL && (preset == NULL || strcmp(preset, value) != 0);
	}
}

enum section_state form_section_state(const struct form *f, const struct section *s)
{
	struct group *g = group_of(f, s);
	struct census c = {0};

	if (g == NULL || g->question_count == 0 || !asks_group(f, g))
		return SECTION_NOT_ASKED;
	for (int i = 0; i < g->count; i++)
		count_item(f, g, repeats(g) ? i + 1 : i, &c);
	if (!repeats(g) && c.asked == 0)
		return SECTION_NOT_ASKED;
	if (c.missing == 0 && c.answered > 0 && (!repeats(g) || g->count >= s->min))
		return SECTION_DONE;
	return c.own > 0 ? SECTION_STARTED : SECTION_EMPTY;
}

/* Faults as they are found. */
struct findings {
	struct arena *arena;
	struct form_fault *list;
	size_t count, room;
};

static struct error *add_fault(struct findings *w, const struct spot *at)
{
	if (w->count == w->room) {
		struct form_fault *old = w->list;

		w->room = w->room == 0 ? 8 : w->room * 2;
		w->list = arena_array(w->arena, w->room, sizeof(*w->list));
		if (old != NULL)
			memcpy(w->list, old, w->count * sizeof(*old));
	}
	w->list[w->count].at = *at;
	return &w->list[w->count++].error;
}

static void say_own(struct error *err, const struct question *q, const struct text *says,
		    const char *say)
{
	refuse(err, q, say, "a rule of the form does not hold");
	for (int lang = 0; text_is_set(says) && lang < LANG_COUNT; lang++)
		err->said[lang] = says->in[lang];
}

static void find_in_spot(const struct form *f, const struct group *g, int item, size_t index,
			 struct findings *w)
{
	const struct question *q = &g->questions[index];
	const char *value = item_at(g, item)->values[index];
	struct spot at = {g->section, item, q};
	struct error err;

	if (!asks(f, g, item, index))
		return;
	if (value == NULL) {
		if (q->required)
			refuse_missing(add_fault(w, &at), q);
		return;
	}
	if (answer_check(&f->ground, q, value, &err) != FAULT_NONE) {
		snprintf(err.field, sizeof(err.field), "%s", q->id);
		*add_fault(w, &at) = err;
	} else if (g->section == NULL && !holds(f, g, item, q->require)) {
		say_own(add_fault(w, &at), q, &q->says,
			N_("With this answer you cannot apply for this service."));
	}
}

static void find_in_group(const struct form *f, struct group *g, struct findings *w)
{
	struct spot at = {g->section, 0, NULL};
	struct error *err;

	if (!asks_group(f, g))
		return;
	if (repeats(g) && g->count < g->section->min) {
		err = add_fault(w, &at);
		fail(err, FAULT_INPUT, N_("At least {min} must be entered here."), "%s: too few",
		     g->section->id);
		error_place(err, "min", "%d", g->section->min);
		snprintf(err->field, sizeof(err->field), "%s", g->section->id);
	}
	for (int i = 0; i < g->count; i++)
		for (size_t j = 0; j < g->question_count; j++)
			find_in_spot(f, g, repeats(g) ? i + 1 : i, j, w);
}

static bool is_found(const struct findings *w, const struct spot *at)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->list[i].at.question == at->question && w->list[i].at.item == at->item)
			return true;
	return false;
}

/* In a repeated section a check is made for each item; where its question is not asked, or has a
 * fault of its own, nothing is said. */
static void find_by_check(const struct form *f, const struct check *c, struct findings *w)
{
	const struct section *home;
	const struct question *q = service_question(f->service, c->at, &home);
	struct group *g = q == NULL ? NULL : group_of(f, home);

	for (int i = 0; g != NULL && i < g->count; i++) {
		struct spot at = {home, repeats(g) ? i + 1 : i, q};

		if (form_asks(f, &at) && !is_found(w, &at) && !holds(f, g, at.item, c->require))
			say_own(add_fault(w, &at), q, &c->says,
				N_("This answer does not fit the others."));
	}
}

size_t form_faults(const struct form *f, struct arena *a, struct form_fault **ret)
{
	struct findings w = {.arena = a};
	const struct form_definition *d = f->service->form;

	for (size_t i = 0; i < f->group_count; i++)
		find_in_group(f, &f->groups[i], &w);
	for (size_t i = 0; d != NULL && i < d->check_count; i++)
		find_by_check(f, &d->checks[i], &w);
	*ret = w.list;
	return w.count;
}

char *form_show(const struct form *f, struct arena *a, const struct spot *at, enum lang lang)
{
	const char *value = form_get(f, at);

	return value == NULL ? arena_text(a, "")
			     : answer_show(&f->ground, a, at->question, value, lang);
}

static bool needs_paper(const struct form *f, const struct paper *p)
{
	return holds(f, NULL, 0, p->when) && (p->in == NULL || holds(f, NULL, 0, p->in->when));
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
	struct spot at = {0};

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
