/* role.c - a role as its definition has it: what it may do, and with which roles nobody may have
 * it.
 */
#include "services/definition/role.h"

#include "services/definition/kind.h"

#include <string.h>

const char *const role_portal_words[] = {[ROLE_WORD_LOOK] = "look",
					 [ROLE_WORD_ASK] = "ask",
					 [ROLE_WORD_DECIDE] = "decide",
					 [ROLE_WORD_FORWARD] = "forward",
					 [ROLE_WORD_CLOSE_TASK] = "close_task",
					 [ROLE_WORD_ASSIGN] = "assign",
					 [ROLE_WORD_REASSIGN] = "reassign",
					 [ROLE_WORD_ASSIST] = "assist",
					 [ROLE_WORD_RENEW] = "renew",
					 [ROLE_WORD_WITNESS] = "witness",
					 [ROLE_WORD_ACCOUNTS] = "accounts",
					 [ROLE_WORD_AUDIT] = "audit",
					 [ROLE_WORD_TAKE_PAYMENT] = "take_payment",
					 [ROLE_WORD_IMPORT_PAYMENTS] = "import_payments",
					 [ROLE_WORD_UNDO_PAYMENT] = "undo_payment",
					 [ROLE_WORDS] = NULL};

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

static bool is(const char *word, enum role_word which)
{
	return strcmp(word, role_portal_words[which]) == 0;
}

bool role_is_word(const char *word)
{
	for (int i = 0; i < ROLE_WORDS; i++)
		if (is(word, (enum role_word)i))
			return true;
	return false;
}

bool role_may(const struct role *r, const char *word)
{
	return is_among(r->may, r->may_count, word) ||
	       (is(word, ROLE_WORD_CLOSE_TASK) &&
		is_among(r->may, r->may_count, role_portal_words[ROLE_WORD_FORWARD]));
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
		if (is(r->may[i], ROLE_WORD_ACCOUNTS))
			parts |= ROLE_OF_ACCOUNTS;
		else if (is(r->may[i], ROLE_WORD_AUDIT))
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
