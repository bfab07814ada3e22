/* questions_page.c - the page of a family of questions: their fields, their choices, its title. */
#include "tui/screens/apply/questions.h"

#include "services/registry/limits.h"

#define EXAMPLE_DIGITS 4 /* in a help of so many digits there is an example */

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
		options[i].code = list[i].code;
		options[i].chosen = has_code(value, list[i].code);
	}
	f->options = options;
	f->option_count = n;
}

char *questions_page_codes(const struct scene *x, struct arena *a, const struct question *q,
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
static const char *type_message(const struct scene *x, struct arena *a, const struct question *q,
				const char *message)
{
	struct error words = type_words(q, x->lang, message);

	return message == NULL ? NULL : message_error(a, &words);
}

/* How a number of this kind is written, in the words that a wrong one would be answered with. */
static const char *format_of(const struct scene *x, const struct question *q)
{
	const struct answer_ground ground = {.terms = catalogue_terms(x->catalogue)};
	const struct text *says = NULL;

	if (answer_check_pattern(&ground, q, &says) == NULL || says == NULL)
		return NULL;
	return words_of(says, x->lang);
}

static bool has_example(const char *help)
{
	int digits = 0;

	for (; *help != '\0'; help++)
		digits += *help >= '0' && *help <= '9';
	return digits >= EXAMPLE_DIGITS;
}

static const char *behind(struct arena *a, const char *first, const char *next)
{
	if (first == NULL || first[0] == '\0')
		return next;
	return next == NULL || next[0] == '\0' ? first : arena_format(a, "%s %s", first, next);
}

/* The unit, the definition's help, and how the answer is written where that has no example. */
static const char *help_of(const struct scene *x, struct arena *a, const struct question *q)
{
	const char *help = words_of(&q->help, x->lang);
	const char *words = behind(a, type_message(x, a, q, type_unit(q)), help);

	if (!has_example(help))
		words = behind(a, words, format_of(x, q));
	return words == NULL || words[0] == '\0' ? type_message(x, a, q, q->type->hint) : words;
}

static void put_question(struct page *p, const struct questions *q, const struct scene *x,
			 size_t index)
{
	struct arena *a = p->arena;
	const struct question *question = questions_at(q, index);
	struct field_path where = questions_path(q, index);
	const char *value = form_get(q->draft->form, &where);
	const struct rejected *rejected = questions_rejected(q, index);
	struct field *f = arena_take(a, sizeof(*f));
	struct error clash = {0};

	*f = (struct field){.id = (int)index + 1,
			    .kind = question->lines > 1 ? FIELD_LINES : FIELD_LINE,
			    .label = words_of(&question->label, x->lang),
			    .help = help_of(x, a, question),
			    .value = rejected != NULL ? arena_text(a, rejected->raw)
				     : value == NULL  ? ""
						      : answer_show_edit(a, question, value),
			    .required = question->required,
			    .preset = rejected == NULL && value != NULL &&
				      !form_given(q->draft->form, &where),
			    .ltr = (question->type->traits & TYPE_LTR) != 0,
			    .lines = question->lines};
	if (questions_is_list(question)) {
		f->kind =
			(question->type->traits & TYPE_SEVERAL) != 0 ? FIELD_CHOICES : FIELD_CHOICE;
		f->value = form_show(q->draft->form, a, &where, x->lang);
		put_options(f, x, a, question, value);
	} else if (value != NULL && rejected == NULL && answer_remark(question, value) != NULL)
		f->remark = _(answer_remark(question, value));
	if (q->errors[index].fault != FAULT_NONE)
		f->error = message_error(a, &q->errors[index]);
	else if (rejected != NULL)
		f->error = message_error(a, &rejected->error);
	else if (q->told == 0 && form_clash(q->draft->form, &where, false, &clash))
		f->error = message_error(a, &clash);
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
	int all = 0, now = 0, last = questions_last_page(q);

	for (int page = 1; page <= last; page++)
		if (questions_has_page(q, page)) {
			all++;
			now += page <= q->page ? 1 : 0;
		}
	if (all < 2)
		return title_of(q, x, a);
	/* TRANSLATORS: one page of several with the questions of a part */
	return FILL(a, _("{title} (page {page} of {last})"), {"title", title_of(q, x, a)},
		    {"page", arena_format(a, "%d", now)}, {"last", arena_format(a, "%d", all)});
}

/* The answer that is worth a second look stands on this page, with its remark. */
static bool is_remarked_here(const struct questions *q)
{
	const struct field_path *at = &q->draft->remarked;

	return at->question != NULL && at->section == q->section && at->item == q->item &&
	       at->question->page == q->page;
}

struct page *questions_page_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct questions *q = (const struct questions *)s;
	struct page *p = page_new(a, q->screen.ops->name, numbered_title(q, x, a));
	const struct question *refused = q->section == NULL ? form_refused(q->draft->form) : NULL;

	p->trail = words_of(&q->draft->service->name, x->lang);
	p->wants_back = true;
	if (!is_remarked_here(q))
		common_remark(p, x, q->draft);
	if (!draft_is_kept(q->draft))
		page_text(p, TONE_QUIET,
			  _("Nothing is kept yet: your draft begins after these questions. If the "
			    "line drops here, they are asked again."));
	if (refused != NULL)
		page_notice(p, NOTICE_WARNING, common_refusal(refused, x->lang));
	for (size_t i = 0; i < questions_count(q); i++)
		if (questions_shows(q, i, q->page))
			put_question(p, q, x, i);
	p->focus_field = q->focus != 0 ? q->focus : questions_first(q);
	p->next_label = _("Continue");
	return p;
}
