/* role.h - a role as its definition has it: what it may do, which classes of values it sees, and
 * with which roles nobody may have it. */
#ifndef SERVICES_DEFINITION_ROLE_H
#define SERVICES_DEFINITION_ROLE_H

#include "i18n/lang.h"

#include <stdbool.h>
#include <stddef.h>

/*
 *	role: inspector
 *	version: 1
 *	name: {ar: …, fr: …, en: …}
 *	may: [look, close_task, inspect]
 *	sees: [public, internal]
 *	not_with: [auditor]
 *
 * What it may is a word of the portal's (role_portal_words), or the id of an act that services
 *have.
 */
struct role {
	const char *id;
	int version;
	struct text name;
	const char **may;
	size_t may_count;
	unsigned sees; /* bits by enum class (codes.h) */
	const char **not_with;
	size_t not_with_count;
	int may_line, not_with_line; /* of its file */
	bool is_unknown; /* it is named, and is not there any more, or its file has faults */
};

#define ROLE_ID 24 /* room for an id with its end */

struct term_list; /* services/definition/types.h */

/* The newest of this id that the terms have; NULL: there is none. */
const struct role *role_find(const struct term_list *terms, const char *id);

/* The portal's own words, in the order of the enum; NULL behind the last. */
enum role_word {
	ROLE_WORD_LOOK,
	ROLE_WORD_ASK,
	ROLE_WORD_DECIDE,
	ROLE_WORD_FORWARD,
	ROLE_WORD_CLOSE_TASK,
	ROLE_WORD_ASSIGN,
	ROLE_WORD_REASSIGN,
	ROLE_WORD_ASSIST,
	ROLE_WORD_RENEW,
	ROLE_WORD_WITNESS,
	ROLE_WORD_ACCOUNTS,
	ROLE_WORD_AUDIT,
	ROLE_WORD_TAKE_PAYMENT,
	ROLE_WORD_IMPORT_PAYMENTS,
	ROLE_WORD_UNDO_PAYMENT,
	ROLE_WORDS
};
extern const char *const role_portal_words[];
bool role_is_word(const char *word);

/* Whether it may do what this word of the portal's says. Who may forward closes tasks, too. */
bool role_may(const struct role *r, const char *word);
/* The same, or at least this act of a service, which the word is about; NULL: none. An act whose id
 * is one of the portal's words goes by the word alone. */
bool role_may_act(const struct role *r, const char *word, const char *act);

/* What kinds of things it may do, or-ed: with applications and persons, with accounts, with what
 * the ledger tells. Nobody does two kinds. */
enum role_part { ROLE_OF_APPLICATIONS = 1, ROLE_OF_ACCOUNTS = 2, ROLE_OF_LEDGER = 4 };
unsigned role_parts(const struct role *r);

/* Whether nobody may have both: one of them says so, or they are of different parts. */
bool role_excludes(const struct role *one, const struct role *two);

#endif
