/* type_name.c - a question of type name: a person's name, in letters of any script, or of the one
 * that a register is kept in. */
#include "services/definition/type_inside.h"
#include "services/definition/type_script.h"

#include "i18n/fold.h"
#include "i18n/utf8.h"

#include <string.h>
#include <utf8proc.h>

#define LONGEST 100 /* characters, where the definition says nothing */

static const char *const keys[] = {"pattern", "script", "single", "parts", "whose", "unlike", NULL};
/* Each goes on in the other script, for a name that is held to it. */
static const char *const arabic[] = {"ريما حداد", "ريما",   "حداد", "Rima Haddad",
				     "Rima",      "Haddad", NULL};
static const char *const french[] = {"Amel Ben Salah", "Amel", "Ben Salah", "أمل بن صالح", "أمل",
				     "صالح",           NULL};
static const char *const english[] = {"Rima Haddad", "Rima", "Haddad", "ريما حداد",
				      "ريما",        "حداد", NULL};

static const struct {
	const char *expects, *refusal;
} written[] = {
	[SCRIPT_ARABIC] = {N_("A name, in Arabic letters."),
			   N_("Write this name in Arabic letters.")},
	[SCRIPT_LATIN] = {N_("A name, in Latin letters."), N_("Write this name in Latin letters.")},
};

struct own {
	bool single; /* one word is a name */
	int parts;   /* so many names are asked for; fewer are looked at twice */
	enum type_script script;
	const char *whose; /* a word for whose name it is; NULL: the section's person's */
};

static void define(struct reader *r, const struct node *n, const char *country, struct question *q)
{
	static const long parts[2] = {2, 6};
	struct own *own = arena_take(r->arena, sizeof(*own));

	(void)country;
	own->single = reader_truth(r, n, "single", true);
	reader_number(r, n, "parts", false, parts, &own->parts);
	own->script = type_script_define(r, n);
	own->whose = reader_word(r, n, "whose", false);
	q->own = own;
}

static bool is_mark(uint32_t code)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);

	return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

/* What may stand between letters, in every script. */
static bool is_between(uint32_t code)
{
	return code == ' ' || code == '\'' || code == 0x2019 || code == '-' || code == '.' ||
	       code == 0x200C || code == 0x200D;
}

/* What the definition leaves open. It is asked when a name is typed, and not of one that is kept:
 * that may be signed or decided already. */
static enum fault check_open(const struct question *q, const char *name, struct error *err)
{
	const struct own *own = q->own;

	if (q->max == NULL && type_inside_characters.measure(q, name) > LONGEST) {
		fail(err, FAULT_INPUT, type_inside_characters.max, "%s: too long", q->id);
		error_count(err, type_inside_characters.max_one, LONGEST);
		error_fill(err, "max", "%d", LONGEST);
		return FAULT_INPUT;
	}
	if (own->script == SCRIPT_ANY && type_script_has(SCRIPT_ARABIC, name) &&
	    type_script_has(SCRIPT_LATIN, name))
		return fail(
			err, FAULT_INPUT,
			N_("Write the name in one script: in Arabic letters, or in Latin ones."),
			"%s: two scripts", q->id);
	return FAULT_NONE;
}

static enum fault take(struct type_entry *e)
{
	const char *s = e->text;
	size_t len = strlen(s), letters = 0;
	bool other = false;
	uint32_t code;

	for (size_t taken; len > 0 && (taken = utf8_decode(s, len, &code)) > 0;
	     s += taken, len -= taken) {
		letters += type_script_is_letter(code);
		other = other ||
			!(type_script_is_letter(code) || is_mark(code) || is_between(code));
	}
	if (letters == 0 || other)
		return type_inside_refuse(
			e, N_("Write the name in letters. Only spaces, hyphens and apostrophes may "
			      "stand between its parts."));
	e->kept = arena_text(e->scratch, e->text);
	return check_open(e->q, e->kept, e->err);
}

static bool is_all_of(enum type_script script, const char *s)
{
	size_t len = strlen(s);
	uint32_t code;

	for (size_t taken; len > 0 && (taken = utf8_decode(s, len, &code)) > 0;
	     s += taken, len -= taken)
		if (!is_between(code) && !type_script_is_of(script, code))
			return false;
	return true;
}

static enum fault check(const struct question *q, const char *canonical, struct error *err)
{
	const struct own *own = q->own;

	if (own->script != SCRIPT_ANY && !is_all_of(own->script, canonical)) {
		fail(err, FAULT_INPUT, written[own->script].refusal, "%s: script", q->id);
		answer_tell_written(err, canonical);
		return FAULT_INPUT;
	}
	if (own->single || strchr(canonical, ' ') != NULL)
		return FAULT_NONE;
	fail(err, FAULT_INPUT,
	     own->parts > 2 ? N_("Write the whole name as it is on the identity document, usually "
				 "{count} names.")
			    : N_("Write the whole name: the first name and the family name."),
	     "%s: one word", q->id);
	if (own->parts > 2)
		error_fill(err, "count", "%d", own->parts);
	return FAULT_INPUT;
}

static bool is_title(const char *folded)
{
	static const char *const titles[] = {"dr",    "prof",  "mr",     "mrs",     "ms",
					     "mme",   "mlle",  "maitre", "eng",     "الدكتور",
					     "دكتور", "السيد", "السيده", "المهندس", NULL};

	for (int i = 0; titles[i] != NULL; i++)
		if (strcmp(titles[i], folded) == 0)
			return true;
	return false;
}

static bool has_title(const char *canonical)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const char *first = fold_text(a, arena_slice(a, canonical, strcspn(canonical, " .")));

	return strchr(canonical, '.') != NULL ||
	       (strchr(canonical, ' ') != NULL && is_title(first));
}

/* A title is no part of a name, and a stop shortens a word; registers have neither. Some people
 * have fewer names than a question asks for, and nobody is turned away for that. */
static const char *remark(const struct question *q, const char *canonical)
{
	const struct own *own = q->own;
	int words = 1;

	if (has_title(canonical))
		return N_("Is there a title or a shortened word in this name? Write it as it is on "
			  "the identity document.");
	for (const char *s = strchr(canonical, ' '); s != NULL; s = strchr(s + 1, ' '))
		words++;
	return words < own->parts ? N_("This looks shorter than a full name. If there are more "
				       "names on the identity document, write all of them.")
				  : NULL;
}

static const char *expects_of(const struct question *q)
{
	const struct own *own = q->own;

	return written[own->script].expects;
}

int type_name_script(const struct question *q, const char *canonical)
{
	const struct own *own = q->own;

	if (own->script != SCRIPT_ANY || q->pattern != NULL)
		return 0;
	return type_script_has(SCRIPT_ARABIC, canonical)  ? 1
	       : type_script_has(SCRIPT_LATIN, canonical) ? 2
							  : 0;
}

bool type_name_is_same_person(const struct question *q, const struct question *other)
{
	const struct own *own = q->own, *others = other->own;

	if (own->whose == NULL || others->whose == NULL)
		return own->whose == others->whose;
	return strcmp(own->whose, others->whose) == 0;
}

const struct type_ops type_name = {
	.name = "name",
	.keys = keys,
	.limits = &type_inside_characters,
	.define = define,
	.read = take,
	.check = check,
	.remark = remark,
	.expects = N_("A name, in letters."),
	.expects_of = expects_of,
	.samples = {arabic, french, english},
};
