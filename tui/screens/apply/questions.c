/* questions.c - a family of related questions on one page, each checked and kept as soon as it is
 * answered. */
#include "services/registry/limits.h"
#include "tui/screens/common/common.h"

#define ON_PAGE 60 /* questions of a section, the most a definition may have */

struct questions {
	struct screen screen;
	struct draft *draft;
	const struct section *section; /* NULL: eligibility */
	int item;
	int page;
	int focus;                    /* question index + 1 to stand at; 0: the face chooses */
	bool refused;                 /* eligibility: a requirement does not hold */
	struct error errors[ON_PAGE]; /* by question index; fault NONE: none */
};

static const struct question *at(const struct questions *q, size_t index)
{
	return q->section == NULL ? &q->draft->service->form->eligibility[index]
				  : &q->section->questions[index];
}

static size_t count(const struct questions *q)
{
	return q->section == NULL ? q->draft->service->form->eligibility_count
				  : q->section->question_count;
}

static struct field_path path_at(const struct questions *q, size_t index)
{
	return (struct field_path){
		.section = q->section, .item = q->item, .question = at(q, index)};
}

static bool is_shown(const struct questions *q, size_t index, int page)
{
	struct field_path where = path_at(q, index);

	return at(q, index)->page == page && form_asks(q->draft->form, &where);
}

static bool has_page(const struct questions *q, int page)
{
	for (size_t i = 0; i < count(q); i++)
		if (is_shown(q, i, page))
			return true;
	return false;
}

static int last_page(const struct questions *q)
{
	int last = 1;

	for (size_t i = 0; i < count(q); i++)
		if (at(q, i)->page > last)
			last = at(q, i)->page;
	return last;
}

/* The next page in `direction` (1 or -1) that asks something; 0 when there is none. */
static int other_page(const struct questions *q, int direction)
{
	int last = last_page(q);

	for (int page = q->page + direction; page >= 1 && page <= last; page += direction)
		if (has_page(q, page))
			return page;
	return 0;
}

static bool is_list(const struct question *q)
{
	return q->type->options != NULL;
}

/* What was typed to this question and not taken; NULL. */
static const struct rejected *rejected_of(const struct questions *q, size_t index)
{
	struct field_path where = path_at(q, index);

	return draft_rejected(q->draft, &where);
}

/* An answer that is still wrong comes first. Else a page is answered from its beginning, also where
 * a default stands already: it is to be seen. */
static int first_shown(const struct questions *q)
{
	for (size_t i = 0; i < count(q); i++)
		if (is_shown(q, i, q->page) && rejected_of(q, i) != NULL)
			return (int)i + 1;
	for (size_t i = 0; i < count(q); i++)
		if (is_shown(q, i, q->page))
			return (int)i + 1;
	return 0;
}

/* --- choices of a question: what a number stands for --- */

static bool has_code(const char *value, const char *code)
{
	size_t len = strlen(code);

	while (value != NULL && value[0] != '\0') {
		size_t n = strcspn(value, ",");

		if (n == len && memcmp(value, code, len) == 0)
			return true;
		value += n + (value[n] == ',' ? 1 : 0);
	}
	return false;
}

/* A name in each language, one a line. */
static const char *every_name(struct arena *a, const struct text *name)
{
	return arena_format(a, "%s\n%s\n%s", words_of(name, LANG_EN), words_of(name, LANG_FR),
			    words_of(name, LANG_AR));
}

static void put_options(struct field *f, const struct scene *x, struct arena *a,
			const struct question *q, const char *value)
{
	const struct type_option *list;
	size_t n = type_options(catalogue_terms(x->catalogue), a, q, &list);
	struct option *options = arena_array(a, n + 1, sizeof(*options));

	for (size_t i = 0; i < n; i++) {
		options[i].label = bidi_isolate(a, words_of(list[i].short_name, x->lang));
		options[i].names = every_name(a, list[i].short_name);
		options[i].chosen = has_code(value, list[i].code);
	}
	f->options = options;
	f->option_count = n;
}

/* Numbers as the face gives them ("2", "1,3") as codes; NULL when it is not a number of the list.
 */
static char *codes_of(const struct scene *x, struct arena *a, const struct question *q,
		      const char *numbers)
{
	const struct type_option *list;
	long last = (long)type_options(catalogue_terms(x->catalogue), a, q, &list);
	struct buffer out;
	const char *p = numbers;
	char *codes = NULL;

	buffer_open(&out, LIMIT_ANSWER);
	while (*p != '\0') {
		char *end;
		long n = strtol(p, &end, 10);

		if (end == p || n < 1 || n > last || (*end != ',' && *end != '\0'))
			break;
		buffer_format(&out, "%s%s", out.size > 0 ? "," : "", list[n - 1].code);
		p = *end == ',' ? end + 1 : end;
	}
	if (*p == '\0' && numbers[0] != '\0')
		codes = arena_slice(a, out.data, out.size);
	buffer_close(&out);
	return codes;
}

/* --- the page --- */

/* One of a type's messages; NULL where it has none. */
static const char *type_message(struct arena *a, const struct question *q, const char *message)
{
	struct error words = type_words(q, message);

	return message == NULL ? NULL : message_error(a, &words);
}

/* The definition's help; where it has none, how such an answer is written. The unit is always said.
 */
static const char *help_of(const struct scene *x, struct arena *a, const struct question *q)
{
	const char *help = words_of(&q->help, x->lang);
	const char *unit = type_message(a, q, q->type->unit);

	if (help[0] == '\0')
		return unit != NULL ? unit : type_message(a, q, q->type->hint);
	return unit == NULL ? help : arena_format(a, "%s %s", unit, help);
}

static void put_question(struct page *p, const struct questions *q, const struct scene *x,
			 size_t index)
{
	struct arena *a = p->arena;
	const struct question *question = at(q, index);
	struct field_path where = path_at(q, index);
	const char *value = form_get(q->draft->form, &where);
	const struct rejected *rejected = rejected_of(q, index);
	struct field *f = arena_take(a, sizeof(*f));

	*f = (struct field){.id = (int)index + 1,
			    .kind = question->lines > 1 ? FIELD_LINES : FIELD_LINE,
			    .label = words_of(&question->label, x->lang),
			    .help = help_of(x, a, question),
			    .value = rejected != NULL ? arena_text(a, rejected->raw)
				     : value == NULL  ? ""
						      : answer_show_edit(a, question, value),
			    .required = question->required,
			    .ltr = (question->type->traits & TYPE_LTR) != 0,
			    .lines = question->lines};
	if (is_list(question)) {
		f->kind =
			(question->type->traits & TYPE_SEVERAL) != 0 ? FIELD_CHOICES : FIELD_CHOICE;
		f->value = form_show(q->draft->form, a, &where, x->lang);
		put_options(f, x, a, question, value);
	}
	if (q->errors[index].fault != FAULT_NONE)
		f->error = message_error(a, &q->errors[index]);
	else if (rejected != NULL)
		f->error = message_error(a, &rejected->error);
	page_field(p, f);
}

static const char *title_of(const struct questions *q, const struct scene *x, struct arena *a)
{
	if (q->section == NULL)
		return _("May you apply?");
	if (q->item == 0)
		return words_of(&q->section->title, x->lang);
	return FILL(a, _("{section}: {item} {number}"),
		    {"section", words_of(&q->section->title, x->lang)},
		    {"item", words_of(&q->section->item, x->lang)},
		    {"number", arena_format(a, "%d", q->item)});
}

/* The title; where a section has several pages, which of them this is. */
static const char *numbered_title(const struct questions *q, const struct scene *x, struct arena *a)
{
	int all = 0, now = 0, last = last_page(q);

	for (int page = 1; page <= last; page++)
		if (has_page(q, page)) {
			all++;
			now += page <= q->page ? 1 : 0;
		}
	if (all < 2)
		return title_of(q, x, a);
	/* TRANSLATORS: one page of several with the questions of a part */
	return FILL(a, _("{title} (page {page} of {last})"), {"title", title_of(q, x, a)},
		    {"page", arena_format(a, "%d", now)}, {"last", arena_format(a, "%d", all)});
}

static struct page *questions_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct questions *q = (const struct questions *)s;
	struct page *p = page_new(a, q->screen.ops->name, numbered_title(q, x, a));
	const struct question *refused = q->refused ? form_refused(q->draft->form) : NULL;

	p->trail = words_of(&q->draft->service->name, x->lang);
	p->wants_back = true;
	if (refused != NULL)
		page_notice(p, NOTICE_WARNING, words_of(&refused->says, x->lang));
	for (size_t i = 0; i < count(q); i++)
		if (is_shown(q, i, q->page))
			put_question(p, q, x, i);
	p->focus_field = q->focus != 0 ? q->focus : first_shown(q);
	p->next_label = _("Continue");
	return p;
}

/* --- events --- */

static bool answer(struct questions *q, struct stack *st, const struct input *e)
{
	struct context *x = stack_context(st);
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	size_t index = (size_t)(e->field - 1);
	const struct question *question;
	struct field_path where;
	const char *raw = e->text;

	if (e->field < 1 || index >= count(q))
		return false;
	question = at(q, index);
	where = path_at(q, index);
	if (is_list(question)) {
		const char *codes = codes_of(&x->scene, a, question, raw);

		raw = codes != NULL ? codes : raw;
	}
	q->errors[index] = (struct error){0};
	q->refused = false;
	draft_drop_rejected(q->draft, &where);
	if (draft_answer(x, q->draft, &where, raw, &q->errors[index]) == FAULT_NONE)
		return true;
	if (!is_list(question) && raw[0] != '\0')
		draft_keep_rejected(q->draft, &where, raw, &q->errors[index]);
	q->focus = e->field;
	return false;
}

/* What is still without an answer on this page gets its error, like what was wrong; true when there
 * is none. */
static bool page_is_done(struct questions *q, enum lang lang)
{
	bool done = true;

	for (size_t i = 0; i < count(q); i++) {
		struct field_path where = path_at(q, i);
		const char *value;

		if (!is_shown(q, i, q->page))
			continue;
		value = form_get(q->draft->form, &where);
		if (rejected_of(q, i) == NULL &&
		    (value != NULL || !at(q, i)->required ||
		     form_set(q->draft->form, &where, "", lang, &q->errors[i]) == FAULT_NONE))
			continue;
		if (done)
			q->focus = (int)i + 1;
		done = false;
	}
	return done;
}

/* Whoever is cut off before she answers comes back to the question that stood open. */
static void keep_place(struct questions *q, struct stack *st)
{
	int first = q->focus != 0 ? q->focus : first_shown(q);
	struct field_path where;

	if (first == 0)
		return;
	where = path_at(q, (size_t)first - 1);
	draft_place(stack_context(st), q->draft, &where);
}

static void turn_to(struct questions *q, struct stack *st, int page)
{
	q->page = page;
	q->focus = 0;
	keep_place(q, st);
	stack_turn(st);
}

static void next(struct questions *q, struct stack *st)
{
	int page;

	if (!page_is_done(q, stack_context(st)->scene.lang))
		return;
	page = other_page(q, 1);
	if (page != 0) {
		turn_to(q, st, page);
		return;
	}
	if (q->section == NULL && form_refused(q->draft->form) != NULL) {
		q->refused = true;
		q->focus = 0;
		stack_turn(st);
		return;
	}
	stack_pop(st);
}

static bool questions_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct questions *q = (struct questions *)s;
	struct field_path where;
	int page;

	switch (e->kind) {
	case INPUT_ANSWER: return answer(q, st, e);
	case INPUT_NEXT: next(q, st); return true;
	case INPUT_FOCUS:
		if (e->field < 1 || (size_t)e->field > count(q))
			return true;
		q->focus = e->field;
		where = path_at(q, (size_t)e->field - 1);
		draft_place(stack_context(st), q->draft, &where);
		return true;
	case INPUT_BACK:
		page = other_page(q, -1);
		if (page == 0)
			return false;
		turn_to(q, st, page);
		return true;
	default: return false;
	}
}

static void questions_free(struct screen *s)
{
	draft_drop(((struct questions *)s)->draft);
	free(s);
}

static const struct screen_ops ops = {.name = "questions",
				      .view = questions_view,
				      .update = questions_update,
				      .free = questions_free};

static const struct screen_ops eligibility_ops = {.name = "eligibility",
						  .view = questions_view,
						  .update = questions_update,
						  .free = questions_free};

struct screen *questions_new(struct stack *st, struct draft *j, const struct field_path *where)
{
	struct questions *q =
		common_make(sizeof(*q), where->section == NULL ? &eligibility_ops : &ops);

	q->draft = draft_hold(j);
	q->section = where->section;
	q->item = where->item;
	q->page = 1;
	if (where->question != NULL) {
		q->page = where->question->page;
		for (size_t i = 0; i < count(q); i++)
			if (at(q, i) == where->question)
				q->focus = (int)i + 1;
	} else if (!has_page(q, 1)) {
		q->page = other_page(q, 1) == 0 ? 1 : other_page(q, 1);
	}
	keep_place(q, st);
	return &q->screen;
}

struct screen *eligibility_new(struct stack *st, struct draft *j)
{
	return questions_new(st, j, &(struct field_path){0});
}
