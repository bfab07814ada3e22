/* type_email.c - a question of type email: an address of ASCII letters. */
#include "services/definition/type_inside.h"

#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static const char *const samples[] = {"rima@example.org", NULL};

static bool is_local(const char *s, size_t len)
{
	if (len == 0 || len > 64 || s[0] == '.' || s[len - 1] == '.')
		return false;
	for (size_t i = 0; i < len; i++)
		if (strchr(LETTERS DIGITS ".!#$%&'*+/=?^_`{|}~-", s[i]) == NULL ||
		    (s[i] == '.' && s[i + 1] == '.'))
			return false;
	return true;
}

static bool is_domain(const char *s)
{
	size_t labels = 0;

	if (strlen(s) > 253)
		return false;
	for (;;) {
		size_t len = strspn(s, LETTERS DIGITS "-");

		if (len == 0 || len > 63 || s[0] == '-' || s[len - 1] == '-')
			return false;
		labels++;
		if (s[len] == '\0')
			return labels >= 2 && len >= 2 && strspn(s, DIGITS) < len;
		if (s[len] != '.')
			return false;
		s += len + 1;
	}
}

static enum fault take(struct type_entry *e)
{
	const char *at = strrchr(e->text, '@');
	char *kept;

	if (at == NULL || !is_local(e->text, (size_t)(at - e->text)) || !is_domain(at + 1))
		return type_inside_refuse(e,
					  N_("Enter an e-mail address such as name@example.org."));
	kept = arena_text(e->scratch, e->text);
	for (char *s = kept + (at - e->text); *s != '\0'; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s - 'A' + 'a');
	e->kept = kept;
	return FAULT_NONE;
}

static bool is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical)
{
	(void)g, (void)q;
	return strchr(canonical, '@') != NULL;
}

const struct type_ops type_email = {
	.name = "email",
	.traits = TYPE_LTR,
	.read = take,
	.is_shaped = is_shaped,
	.expects = N_("An e-mail address such as name@example.org."),
	.samples = {samples},
};
