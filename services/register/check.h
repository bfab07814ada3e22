/* check.h - entries of registers as they are looked up: by anybody, of what is public, and by staff
 * of what their roles see. */
#ifndef SERVICES_REGISTER_CHECK_H
#define SERVICES_REGISTER_CHECK_H

#include "i18n/base/arena.h"
#include "services/access/caller.h"
#include "services/definition/register.h"
#include "services/registry/registry.h"

/* A value that the caller is given, as it is kept; its column says how it is shown. */
struct entry_cell {
	const struct register_column *column;
	const char *value; /* "": none */
	bool withheld;     /* the caller's role does not see its class */
};

/* A line of an entry's history. */
struct entry_line {
	int64_t number;  /* the revision that it made */
	int64_t at;      /* from when on it counts */
	const char *act; /* "enter", "change", …, or the id of an act of the register */
	const struct register_status *status;   /* afterwards; NULL: not known any more */
	const struct register_column **changed; /* of what the caller is given */
	size_t changed_count;
	const char *reason;      /* code of the act's reasons; else what the act says besides; "" */
	const char *words;       /* for staff alone, else "" */
	const char *application; /* its reference, for staff alone, else "" */
};

struct entry {
	char id[33];
	const struct register_definition *of;
	char number[160];
	const struct register_status *status; /* NULL: one that the register has no more */
	const char *status_id;
	int64_t since, until, made_at, changed_at, revision;
	const char *office;       /* its id */
	struct entry_cell *cells; /* in the register's order */
	size_t cell_count;
	struct entry_line *lines; /* the oldest first; none of a list */
	size_t line_count;
};

/* How many entries are told of one look by words. */
#define CHECK_MOST 20

/*
 * What anybody may look up: entries whose number it is, or, where there is none, those of which a
 * public column is found by these words, the most alike first, in `a`; *ret_more: there are others.
 * With one there is its history, too. Staff with no right over the register are anybody.
 * FAULT_MISSING: none, with what to do. FAULT_BUSY: too many were looked for in a register of
 * persons.
 */
MUST_USE enum fault check_find(struct registry *r, struct caller *c,
			       const struct register_definition *d, const char *words,
			       struct arena *a, struct entry **ret, size_t *ret_count,
			       bool *ret_more, struct error *err);

/* One by its number, as anybody sees it, with its history. */
MUST_USE enum fault check_entry(struct registry *r, struct caller *c,
				const struct register_definition *d, const char *number,
				struct arena *a, struct entry *ret, struct error *err);

/* The same for staff: all columns, of which some are withheld; words, and applications. One look of
 * a visit is entered where anything personal is told. FAULT_DENIED, FAULT_MISSING. */
MUST_USE enum fault check_file(struct registry *r, struct caller *c,
			       const struct register_definition *d, const char *number,
			       struct arena *a, struct entry *ret, struct error *err);

/* What of a register's duties was missed and not made good since, for staff: the newest 100 first,
 * in `a`; entries as anybody sees them, without history. FAULT_DENIED. */
struct check_missed {
	struct entry entry;
	const struct register_later *later; /* NULL: the register has it no more */
	struct date day;
};
MUST_USE enum fault check_missed(struct registry *r, struct caller *c,
				 const struct register_definition *d, struct arena *a,
				 struct check_missed **ret, size_t *ret_count, struct error *err);

/* Whether a register has any entry: one of a law may have none here yet. */
MUST_USE enum fault check_any(struct registry *r, const struct caller *c,
			      const struct register_definition *d, bool *ret, struct error *err);

/* How many entries a register has. */
MUST_USE enum fault check_count(struct registry *r, const struct caller *c,
				const struct register_definition *d, int64_t *ret,
				struct error *err);

/* The public columns of each entry, by number, until `visit` returns a fault; what it is given
 * lives for the call. FAULT_DENIED: of a register that tells of persons nobody gets all at once. */
MUST_USE enum fault
check_each(struct registry *r, const struct caller *c, const struct register_definition *d,
	   enum fault (*visit)(void *ctx, const struct entry *e, struct error *err), void *ctx,
	   struct error *err);

/* What an application has entered, by its id, behind a look at it: as anybody sees it, without
 * history, in `a`; *ret_found false: nothing. */
MUST_USE enum fault check_of_application(struct registry *r, const struct caller *c,
					 const struct term_list *terms, const char *id,
					 struct arena *a, struct entry *ret, bool *ret_found,
					 struct error *err);

/* A cell's value, in words. */
char *check_show(struct arena *a, const struct term_list *terms, const struct entry_cell *cell,
		 enum lang lang);
/* The portal's own words for a status, NULL: it has a name; and for a line of the history, NULL: it
 * is of an act of the register. */
const char *check_status_message(const struct register_status *status);
const char *check_line_message(const char *act);
/* What the entry is called: its first public column with words, else its number. */
const char *check_name(const struct entry *e);

#endif
