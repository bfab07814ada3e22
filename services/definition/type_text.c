/* type_text.c - a question of type text: any words, in one line or several. */
#include "services/definition/type_inside.h"

static const char *const keys[] = {"pattern", "lines", NULL};
static const char *const arabic[] = {"بيروت، شارع الحمرا", "للعمل", "123", "1234", "12345",
				     "AB123456",           NULL};
static const char *const french[] = {
	"12 rue de la République", "Pour un emploi", "123", "1234", "12345", "AB123456", NULL};
static const char *const english[] = {"12 Hamra Street", "For work", "123", "1234",
				      "12345",           "AB123456", NULL};

static void define(struct reader *r, const struct node *n, const char *country, struct question *q)
{
	static const long lines[2] = {1, 10};

	(void)country;
	reader_number(r, n, "lines", false, lines, &q->lines);
}

static enum fault take(struct type_entry *e)
{
	e->kept = arena_text(e->scratch, e->text);
	return FAULT_NONE;
}

const struct type_ops type_text = {
	.name = "text",
	.traits = TYPE_WORDS,
	.keys = keys,
	.limits = &type_inside_characters,
	.define = define,
	.read = take,
	.samples = {arabic, french, english},
};
