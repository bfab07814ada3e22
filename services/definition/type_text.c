/* type_text.c - a question of type text: any words, in one line or several. */
#include "services/definition/type_inside.h"

#include "i18n/utf8.h"

#include <string.h>
#include <utf8proc.h>

static const char *const keys[] = {"pattern", "lines", "letters", NULL};
static const char *const arabic[] = {"بيروت، شارع الحمرا", "للعمل", "123", "1234", "12345",
				     "AB123456",           NULL};
static const char *const french[] = {
	"12 rue de la République", "Pour un emploi", "123", "1234", "12345", "AB123456", NULL};
static const char *const english[] = {"12 Hamra Street", "For work", "123", "1234",
				      "12345",           "AB123456", NULL};

struct own {
	bool letters; /* digits and signs alone are no answer */
};

static void define(struct reader *r, const struct node *n, const char *country, struct question *q)
{
	static const long lines[2] = {1, 10};

	struct own *own = arena_take(r->arena, sizeof(*own));

	(void)country;
	reader_number(r, n, "lines", false, lines, &q->lines);
	own->letters = reader_truth(r, n, "letters", false);
	q->own = own;
}

static enum fault take(struct type_entry *e)
{
	e->kept = arena_text(e->scratch, e->text);
	return FAULT_NONE;
}

static bool has_letter(const char *s)
{
	size_t len = strlen(s);
	uint32_t code;

	for (size_t taken; len > 0 && (taken = utf8_decode(s, len, &code)) > 0;
	     s += taken, len -= taken) {
		utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);

		if (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO)
			return true;
	}
	return false;
}

static enum fault check(const struct question *q, const char *canonical, struct error *err)
{
	const struct own *own = q->own;

	if (own == NULL || !own->letters || has_letter(canonical))
		return FAULT_NONE;
	fail(err, FAULT_INPUT, N_("Write it in words: digits and signs alone are not enough."),
	     "%s: no letter", q->id);
	answer_tell_written(err, canonical);
	return FAULT_INPUT;
}

const struct type_ops type_text = {
	.name = "text",
	.traits = TYPE_WORDS,
	.keys = keys,
	.limits = &type_inside_characters,
	.define = define,
	.read = take,
	.check = check,
	.samples = {arabic, french, english},
};
