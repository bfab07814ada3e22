/* type_email.c - a question of type email: an address of ASCII letters, its domain in letters of
 * any script. */
#include "services/definition/type_inside.h"

#include "i18n/domain.h"

#include <string.h>

static const char *const samples[] = {"rima@example.org", NULL};

static enum fault take(struct type_entry *e)
{
	e->kept = domain_email(e->scratch, e->text);
	return e->kept != NULL
		       ? FAULT_NONE
		       : type_inside_refuse(e, N_("Enter the whole email address, for example "
						  "name@example.org."));
}

static bool is_shaped(const struct answer_ground *g, const struct question *q,
		      const char *canonical)
{
	(void)g, (void)q;
	return strchr(canonical, '@') != NULL;
}

static char *edit(struct arena *a, const struct question *q, const char *canonical)
{
	const char *at = strrchr(canonical, '@');
	char *domain = at == NULL ? NULL : domain_own(a, at + 1);

	(void)q;
	return domain == NULL
		       ? NULL
		       : arena_format(a, "%.*s@%s", (int)(at - canonical), canonical, domain);
}

static char *show(const struct answer_ground *g, struct arena *a, const struct question *q,
		  const char *canonical, enum lang lang)
{
	(void)g, (void)lang;
	return edit(a, q, canonical);
}

const struct type_ops type_email = {
	.name = "email",
	.traits = TYPE_LTR,
	.read = take,
	.is_shaped = is_shaped,
	.show = show,
	.plain = edit,
	.expects = N_("An email address, such as name@example.org."),
	.samples = {samples},
};
