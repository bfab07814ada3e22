/* issued.h - the documents that were issued of an application, as whoever may look at it is given
 * them. */
#ifndef SERVICES_APPLICATION_ISSUED_H
#define SERVICES_APPLICATION_ISSUED_H

#include "services/application/application.h"

enum issued_status { ISSUED_VALID, ISSUED_EXPIRED, ISSUED_REPLACED, ISSUED_REVOKED };
extern const char *const issued_status_codes[];          /* "valid"; NULL behind the last */
const char *issued_status_message(enum issued_status s); /* N_("Valid") */

enum issued_kind { ISSUED_TEXT, ISSUED_ITEM, ISSUED_GAP };
struct issued_line {
	enum issued_kind kind;
	const char *words;
};

struct issued {
	char id[33];
	const char *output; /* its id in the service's definition */
	const char *number;
	enum lang lang; /* of its words, whoever reads them */
	enum issued_status status;
	int64_t at, ended_at; /* UTC seconds; 0: it was neither replaced nor revoked */
	struct date until;    /* its last day; all zero: none */
	/* As it was issued, NULL and none where it is withheld: it names answers of a class that
	   is not for the caller. */
	bool withheld;
	const char *code;                       /* digits, by which anybody checks it */
	const char *holder, *title, *authority; /* holder "" for none */
	struct issued_line *lines;
	size_t line_count;
};

/* The oldest first, in `arena`. A look, as at application_open. `s` is the version that the
 * application began with; without it (NULL) staff are given no words. FAULT_BROKEN: one was changed
 * past the portal. */
MUST_USE enum fault issued_list(struct registry *r, struct caller *v, const struct application *a,
				const struct service *s, struct arena *arena, struct issued **ret,
				size_t *ret_count, struct error *err);

/* The newest of that output; NULL: there is none. And the one with this code. */
const struct issued *issued_newest(const struct issued *list, size_t count, const char *output);
const struct issued *issued_coded(const struct issued *list, size_t count, const char *code);

#endif
