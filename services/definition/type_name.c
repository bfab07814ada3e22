/* type_name.c - a question of type name: a person's name, in letters of any script. */
#include "services/definition/type_inside.h"

#include "i18n/utf8.h"

#include <string.h>
#include <utf8proc.h>

static const char *const keys[] = {"pattern", NULL};
static const char *const arabic[] = {"ريما حداد", "ريما", "حداد", NULL};
static const char *const french[] = {"Amel Ben Salah", "Amel", "Ben Salah", NULL};
static const char *const english[] = {"Rima Haddad", "Rima", "Haddad", NULL};

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
			e, N_("Write the name with letters alone, without digits and signs."));
	e->kept = arena_text(e->scratch, e->text);
	return FAULT_NONE;
}

const struct type_ops type_name = {
	.name = "name",
	.keys = keys,
	.limits = &type_inside_characters,
	.read = take,
	.expects = N_("A name, in letters."),
	.samples = {arabic, french, english},
};
