/* question.c - a question of a form as a field of a page: its choices, its help, what was typed. */
#include "tui/screens/common/question.h"

#include "services/definition/type.h"
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

/* Where places' codes end in their places in the list (DZ-16), people know them by that number. */
static bool is_numbered(const struct type_option *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *digits = list[i].code + strcspn(list[i].code, "0123456789");

		if (strtoul(digits, NULL, 10) != i + 1)
			return false;
	}
	return true;
}

struct named_option {
	const char *name; /* folded */
	struct type_option option;
};

static int by_name(const void *one, const void *two)
{
	return strcmp(((const struct named_option *)one)->name,
		      ((const struct named_option *)two)->name);
}

/* What it lets choose from, as the page counts it: places and countries by their names in its
 * language. */
static size_t offered(const struct scene *x, struct arena *a, const struct question *q,
		      const struct type_option **ret)
{
	size_t n = type_options(catalogue_terms(x->catalogue), a, q, ret);
	struct type_option *sorted;
	struct named_option *named;

	if (q->type != &type_country && (q->type != &type_place || is_numbered(*ret, n)))
		return n;
	sorted = arena_array(a, n + 1, sizeof(*sorted));
	named = arena_array(a, n + 1, sizeof(*named));
	for (size_t i = 0; i < n; i++)
		named[i] = (struct named_option){
			fold_text(a, words_of((*ret)[i].short_name, x->lang)), (*ret)[i]};
	qsort(named, n, sizeof(*named), by_name);
	for (size_t i = 0; i < n; i++)
		sorted[i] = named[i].option;
	*ret = sorted;
	return n;
}

static void put_options(struct field *f, const struct scene *x, struct arena *a,
			const struct question *q, const char *value)
{
	const struct type_option *list;
	size_t n = offered(x, a, q, &list);
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

char *question_codes(const struct scene *x, struct arena *a, const struct question *q,
		     const char *numbers)
{
	const struct type_option *list;
	long last = (long)offered(x, a, q, &list);
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

/* --- the field --- */

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

bool question_is_list(const struct question *q)
{
	return q->type->options != NULL;
}

/* "or “Email address”: one of the two is enough": what may be answered in its place where one is
 * needed, of several how many there are; NULL: nothing. */
static const char *instead_of(const struct scene *x, struct arena *a, const struct form *f,
			      const struct question *q)
{
	const struct question *others[4];
	size_t count = q->required ? 0 : form_instead(f, q, others, 4);

	if (count == 0)
		return NULL;
	if (count > 1)
		/* TRANSLATORS: behind each of several questions of which one has to be answered */
		return FILL(a, _("one of these {count} is enough"),
			    {"count", arena_format(a, "%zu", count + 1)});
	/* TRANSLATORS: behind a question in whose place another may be answered:
	   "Telephone number (or “Email address”: one of the two is enough)" */
	return FILL(a, _("or “{other}”: one of the two is enough"),
		    {"other", words_of(&others[0]->label, x->lang)});
}

struct field *question_field(const struct scene *x, struct arena *a, const struct form *f,
			     const struct field_path *at, const char *refused)
{
	const struct question *q = at->question;
	const char *value = form_get(f, at);
	struct field *to = arena_take(a, sizeof(*to));
	struct error remark;

	*to = (struct field){.kind = q->lines > 1 ? FIELD_LINES : FIELD_LINE,
			     .label = words_of(&q->label, x->lang),
			     .help = help_of(x, a, q),
			     .value = refused != NULL ? arena_text(a, refused)
				      : value == NULL ? ""
						      : answer_show_edit(a, q, value, x->lang),
			     .required = q->required || form_needs(f, at, false, NULL),
			     .instead = instead_of(x, a, f, q),
			     .preset = refused == NULL && q->lines <= 1 && form_stands_ready(f, at),
			     .zero = q->type == &type_number || q->type == &type_money,
			     .ltr = (q->type->traits & TYPE_LTR) != 0,
			     .lines = q->lines};
	if (question_is_list(q)) {
		to->kind = (q->type->traits & TYPE_SEVERAL) != 0 ? FIELD_CHOICES : FIELD_CHOICE;
		to->value = words_answer(a, f, at, x->lang);
		put_options(to, x, a, q, value);
	}
	if (value != NULL && refused == NULL && form_remark(f, at, &remark))
		to->remark = message_error(a, &remark);
	return to;
}
