/* role.c - a role as its definition has it: what it may do, and with which roles nobody may have
 * it.
 */
#include "services/definition/role.h"

#include "services/definition/kind.h"

#include <string.h>

static const char of_accounts[] = "accounts", of_ledger[] = "audit";

const char *const role_portal_words[] = {"look",       "ask",     "decide",   "forward",
					 "close_task", "assign",  "reassign", "assist",
					 of_accounts,  of_ledger, NULL};

/* Whoever has the one has the other. */
static const char wider[] = "forward", narrower[] = "close_task";

const struct role *role_find(const struct term_list *terms, const char *id)
{
	return kind_find(terms, KIND_ROLE, id);
}

static bool is_among(const char *const *list, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], id) == 0)
			return true;
	return false;
}

bool role_is_word(const char *word)
{
	for (size_t i = 0; role_portal_words[i] != NULL; i++)
		if (strcmp(role_portal_words[i], word) == 0)
			return true;
	return false;
}

bool role_may(const struct role *r, const char *word)
{
	return is_among(r->may, r->may_count, word) ||
	       (strcmp(word, narrower) == 0 && is_among(r->may, r->may_count, wider));
}

bool role_may_act(const struct role *r, const char *word, const char *act)
{
	return role_may(r, word) ||
	       (act != NULL && !role_is_word(act) && is_among(r->may, r->may_count, act));
}

unsigned role_parts(const struct role *r)
{
	unsigned parts = 0;

	for (size_t i = 0; i < r->may_count; i++)
		if (strcmp(r->may[i], of_accounts) == 0)
			parts |= ROLE_OF_ACCOUNTS;
		else if (strcmp(r->may[i], of_ledger) == 0)
			parts |= ROLE_OF_LEDGER;
		else
			parts |= ROLE_OF_APPLICATIONS;
	return parts;
}

bool role_excludes(const struct role *one, const struct role *two)
{
	unsigned parts = role_parts(one) | role_parts(two);

	return (parts & (parts - 1)) != 0 ||
	       is_among(one->not_with, one->not_with_count, two->id) ||
	       is_among(two->not_with, two->not_with_count, one->id);
}
