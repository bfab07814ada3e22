/* entry_inside.h - inside the engine: an entry of a register is made and changed, within the
 * transaction of the act that does it. */
#ifndef SERVICES_REGISTER_ENTRY_INSIDE_H
#define SERVICES_REGISTER_ENTRY_INSIDE_H

#include "i18n/base/arena.h"
#include "services/definition/register.h"
#include "services/registry/ledger.h"
#include "services/registry/registry.h"
#include "services/store/store_register.h"

/* A column's value in canonical form; "": none. Of a group: items of values, as
 * entry_group_add writes them. */
struct entry_put {
	const struct register_column *column;
	const char *value;
};

/* What is done with an entry. NULL texts are "". */
struct entry_deed {
	const struct register_definition *of;
	const char *act;    /* "enter", "change", "suspend", "end", or an act of the register */
	int64_t at;         /* as of when */
	const char *status; /* the one that it has afterwards; NULL: as before */
	int64_t until;      /* until when it is valid; 0: as before */
	const struct entry_put *puts;
	size_t put_count;
	const char *application; /* by whose act; "": by one of the register's own */
	const char *subject, *office;
	const char *reason, *words;
	struct ledger_entry by; /* actor, role, office, purpose, face */
};

#define ENTRY_ENTER "enter"
#define ENTRY_SENT "sent" /* an application about it was sent; the reason is its service */

/* The newest definition of the register, in `a`; NULL: there is none that this version reads. */
MUST_USE enum fault entry_definition(struct registry *r, struct arena *a,
				     const struct term_list *terms, const char *id,
				     const struct register_definition **ret, struct error *err);

/* Within a transaction: a new entry with the next number of its scope, which is told in `ret`.
 * FAULT_INPUT: a value that its number is made of is missing. */
MUST_USE enum fault entry_enter(struct registry *r, struct arena *a, const struct entry_deed *deed,
				struct store_register_entry *ret, struct error *err);

/* Within a transaction that has locked the entry, whose row is `row`: values, status and validity,
 * a line of its history and of the ledger. Values that are the same as before are not written.
 * FAULT_BROKEN: it was changed past the portal. */
MUST_USE enum fault entry_change(struct registry *r, struct arena *a, const struct entry_deed *deed,
				 struct store_register_entry *row, struct error *err);

/* The same where nothing has changed: when the portal has to look at it next. */
MUST_USE enum fault entry_look_again(struct registry *r, struct arena *a,
				     const struct register_definition *d,
				     struct store_register_entry *row, struct error *err);

/* The same, at that moment whatever its register says: it cannot be looked at now. */
MUST_USE enum fault entry_put_off(struct registry *r, struct store_register_entry *row, int64_t at,
				  struct error *err);

/* Within a transaction: locks the entry and reads it. */
MUST_USE enum fault entry_take(struct registry *r, const char *id, struct store_register_entry *ret,
			       bool *ret_found, struct error *err);

/* By its number as people type it; *ret_found false: the register has none such, or several that
 * differ by their blanks and strokes alone, of which one has to be typed as it stands. */
MUST_USE enum fault entry_by_number(struct registry *r, const char *book, const char *typed,
				    struct store_register_entry *ret, bool *ret_found,
				    struct error *err);

/* A group's text with one value more, the `at`th of an item; and its parts again: NULL behind the
 * last. */
char *entry_group_add(struct arena *a, const char *text, size_t at, const char *value);
const char *entry_group_get(struct arena *a, const char *text, size_t item, size_t at);

/* What values and words of an entry are sealed to. */
#define ENTRY_BINDING 120
void entry_value_binding(char to[ENTRY_BINDING], const char *column, int64_t revision);
void entry_words_binding(char to[ENTRY_BINDING], int64_t number);

/* A value as a column of this question has it now: what was entered as the words of a choice, when
 * the column took any words, is that choice's code. */
const char *entry_value_as(const struct question *q, const char *value);

/* A stored value in `a`, opened where it is sealed. FAULT_BROKEN: the seal does not hold. */
MUST_USE enum fault entry_value(const struct registry *r, struct arena *a, const char *entry,
				const struct store_register_value *row, char **ret,
				struct error *err);

#endif
