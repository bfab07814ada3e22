/* type_text.c - a question of type text: any words, in one line or several. */
#include "services/definition/type_inside.h"
#include "services/definition/type_script.h"

#include "i18n/digits.h"
#include "i18n/utf8.h"

#include <string.h>

static const char *const keys[] = {"pattern", "lines", "letters", "script", "unlike", NULL};
/* Each goes on in the other script, for a text that is held to it. */
static const char *const arabic[] = {"بيروت، شارع الحمرا", "للعمل",    "123", "1234", "12345",
				     "AB123456",           "Arz Club", NULL};
static const char *const french[] = {"12 rue de la République",
				     "Pour un emploi",
				     "123",
				     "1234",
				     "12345",
				     "AB123456",
				     "نادي الأرز",
				     NULL};
static const char *const english[] = {"12 Hamra Street", "For work", "123",        "1234",
				      "12345",           "AB123456", "نادي الأرز", NULL};

struct own {
	bool letters; /* digits and signs alone are no answer */
	enum type_script script;
};

static const struct {
	const char *expects, *refusal;
} written[] = {
	[SCRIPT_ARABIC] = {N_("In Arabic letters."), N_("Write this in Arabic letters.")},
	[SCRIPT_LATIN] = {N_("In Latin letters."), N_("Write this in Latin letters.")},
};

static void define(struct reader *r, const struct node *n, const char *country, struct question *q)
{
	static const long lines[2] = {1, 10};

	struct own *own = arena_take(r->arena, sizeof(*own));

	(void)country;
	reader_number(r, n, "lines", false, lines, &q->lines);
	own->letters = reader_truth(r, n, "letters", false);
	own->script = type_script_define(r, n);
	q->own = own;
}

/* One letter, whatever signs stand around it: of it nobody reads anything. */
static bool is_one_letter(const char *s)
{
	size_t len = strlen(s), letters = 0, digits = 0;
	uint32_t code;

	for (size_t taken; len > 0 && (taken = utf8_decode(s, len, &code)) > 0;
	     s += taken, len -= taken) {
		letters += type_script_is_letter(code);
		digits += digits_value(code) >= 0;
	}
	return letters == 1 && digits == 0;
}

/* A day that the words are stuck to, as two answers in one: 1/11/2006Tripoli. */
static bool has_day_before(struct type_entry *e)
{
	const char *s = digits_ascii(e->scratch, e->text);
	size_t end = strspn(s, "0123456789/");
	uint32_t code = 0;
	struct date day;

	utf8_decode(s + end, strlen(s + end), &code);
	return type_script_is_letter(code) &&
	       date_parse(arena_slice(e->scratch, s, end), &day, NULL) == FAULT_NONE;
}

/* Of what is kept nobody asks it: that may be signed or decided already. */
static enum fault take(struct type_entry *e)
{
	const struct own *own = e->q->own;
	bool words = own != NULL && own->letters;
	struct date day;

	if (words && date_parse(e->text, &day, NULL) == FAULT_NONE)
		return type_inside_refuse_value(
			e, N_("\"{value}\" is a date. Write here in words what is asked."),
			e->text);
	if (words && has_day_before(e))
		return type_inside_refuse_value(
			e, N_("\"{value}\" begins with a date. Write here only what is asked."),
			e->text);
	if ((words || (own != NULL && own->script != SCRIPT_ANY)) && is_one_letter(e->text))
		return type_inside_refuse(e, N_("Write this in words: one letter is not enough."));
	e->kept = arena_text(e->scratch, e->text);
	return FAULT_NONE;
}

static bool is_written(const struct own *own, const char *s)
{
	return type_script_has(own->script, s) &&
	       (own->script == SCRIPT_ANY || !type_script_has(type_script_other(own->script), s));
}

static enum fault check(const struct question *q, const char *canonical, struct error *err)
{
	const struct own *own = q->own;

	if (own == NULL || (!own->letters && own->script == SCRIPT_ANY) ||
	    is_written(own, canonical))
		return FAULT_NONE;
	fail(err, FAULT_INPUT,
	     own->script == SCRIPT_ANY
		     ? N_("Write this in words: digits and signs alone are not enough.")
		     : written[own->script].refusal,
	     "%s: letters", q->id);
	if (type_script_has(SCRIPT_ANY, canonical)) /* of digits their count says nothing here */
		answer_tell_written(err, canonical);
	return FAULT_INPUT;
}

static const char *expects_of(const struct question *q)
{
	const struct own *own = q->own;

	return own == NULL ? NULL : written[own->script].expects;
}

const struct type_ops type_text = {
	.name = "text",
	.traits = TYPE_WORDS,
	.keys = keys,
	.limits = &type_inside_characters,
	.define = define,
	.read = take,
	.check = check,
	.expects_of = expects_of,
	.samples = {arabic, french, english},
};
