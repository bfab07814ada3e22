/* accounts.h - what the administrators' pages of accounts share: the list, one account, what is
 * typed for it. */
#ifndef TUI_SCREENS_OFFICE_ACCOUNTS_H
#define TUI_SCREENS_OFFICE_ACCOUNTS_H

#include "tui/screens/common/common.h"

/* All accounts, for who may open them and grant roles; opens one, or a new one. */
struct screen *accounts_new(void);

/* One of them. */
struct accounts_one {
	struct screen screen;
	char number[ACCOUNT_DIGITS + 1];
	struct arena *arena;
	struct account account; /* in `arena`, as it was read last */
	int64_t now;
	struct error error;
	/* Shown once, as long as the page stands; "": nothing. */
	struct account_paper paper;
	struct account_code code;
	char *done; /* what was done, told once; NULL */
	bool asked; /* that was asked for, and needs a second one */
};

/* `paper`: what was drawn for it just now; NULL. */
struct screen *accounts_one_new(const char *number, const struct account_paper *paper);

/* What came of what was done over it, told above its page; what was shown once goes. `words` NULL:
 * nothing. */
void accounts_one_tell(struct accounts_one *o, const char *words);

/* "Case officer: Judicial record · Beirut", of a grant; "Case officer" where it is over all. */
const char *accounts_role(struct arena *a, const struct scene *x, const struct account_grant *g);

/* Whether it holds, or will. */
bool accounts_holds(const struct account_grant *g, int64_t now);

/* What each role may do. */
struct screen *accounts_roles_new(void);

/* Forms: for whom a new account is, or the number of one, in the place of which its page comes; a
 * role for one, or a key, over its page. */
struct screen *accounts_open_new(void);
struct screen *accounts_find_new(void);
struct screen *accounts_grant_new(struct accounts_one *o);
struct screen *accounts_key_new(struct accounts_one *o);

/* What is done by its number alone, over the account's page: ending a role, revoking a key (`at`:
 * which), a new PIN, a new secret of codes. */
enum accounts_deed { ACCOUNTS_END, ACCOUNTS_REVOKE, ACCOUNTS_PIN, ACCOUNTS_CODE, ACCOUNTS_STOP };
struct screen *accounts_sure_new(struct accounts_one *o, enum accounts_deed deed, size_t at);

/* The offices there are, for the same; each opens with who has a role there. */
struct screen *office_tree_new(void);

#endif
