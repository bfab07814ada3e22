/* type_name.c - a question of type name: a person's name, in letters of any script. */
#include "services/definition/type_inside.h"

#include "i18n/fold.h"
#include "i18n/utf8.h"

#include <string.h>
#include <utf8proc.h>

static const char *const keys[] = {"pattern", "single", NULL};
static const char *const arabic[] = {"ريما حداد", "ريما", "حداد", NULL};
static const char *const french[] = {"Amel Ben Salah", "Amel", "Ben Salah", NULL};
static const char *const english[] = {"Rima Haddad", "Rima", "Haddad", NULL};

struct own {
	bool single; /* one word is a name */
};

static void define(struct reader *r, const struct node *n, const char *country, struct question *q)
{
	struct own *own = arena_take(r->arena, sizeof(*own));

	(void)country;
	own->single = reader_truth(r, n, "single", true);
	q->own = own;
}

/* Tatweel only stretches a letter. */
static bool is_letter(uint32_t code)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO && code != 0x640;
}

/* What may stand between and on letters. */
static bool is_beside(uint32_t code)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);

	return (c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME) || code == ' ' ||
	       code == '\'' || code == 0x2019 || code == '-' || code == '.' || code == 0x200C ||
	       code == 0x200D;
}

static enum fault take(struct type_entry *e)
{
	const char *s = e->text;
	size_t len = strlen(s), letters = 0;
	bool other = false;
	uint32_t code;

	for (size_t taken; len > 0 && (taken = utf8_decode(s, len, &code)) > 0;
	     s += taken, len -= taken) {
		letters += is_letter(code);
		other = other || !(is_letter(code) || is_beside(code));
	}
	if (letters == 0 || other)
		return type_inside_refuse(
			e, N_("Enter the name in letters only, without digits or symbols."));
	if (!((const struct own *)e->q->own)->single && strchr(e->text, ' ') == NULL)
		return type_inside_refuse(
			e, N_("Write the whole name: the given name and the family name."));
	e->kept = arena_text(e->scratch, e->text);
	return FAULT_NONE;
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

/* A title is no part of a name, and a stop shortens a word; registers have neither. */
static const char *remark(const struct question *q, const char *canonical)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const char *first = fold_text(a, arena_slice(a, canonical, strcspn(canonical, " .")));

	(void)q;
	if (strchr(canonical, '.') == NULL && (strchr(canonical, ' ') == NULL || !is_title(first)))
		return NULL;
	return N_("Is there a title or a shortened word in this name? Write it as the identity "
		  "paper has it.");
}

const struct type_ops type_name = {
	.name = "name",
	.keys = keys,
	.limits = &type_inside_characters,
	.define = define,
	.read = take,
	.remark = remark,
	.expects = N_("A name, in letters."),
	.samples = {arabic, french, english},
};
