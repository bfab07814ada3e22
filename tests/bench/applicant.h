/* applicant.h - one who applies as fast as it goes: the registry opened as a desk does, and a form
 * that is filled in.
 */
#ifndef TESTS_BENCH_APPLICANT_H
#define TESTS_BENCH_APPLICANT_H

#include "services/services.h"

struct applicant {
	struct arena *arena;
	struct registry *registry;
	struct term_list terms;
	const struct service *service;
	struct form *form;
	struct caller caller; /* from a network of its own, which nobody counts */
};

/* Makes FOLDER a state folder with the catalogue's lists, its database at `address` (NULL: in the
   folder), and the definition of the file imported. What fails is said on stderr, here and below.
 */
MUST_USE bool applicant_make(const char *folder, const char *address, const char *catalogue,
			     const char *definition);

/* The `number`th of them, within a process of its own. */
MUST_USE bool applicant_open(struct applicant *a, const char *folder, const char *address,
			     const char *definition, int number);
void applicant_close(struct applicant *a);

/* Whether a registry holds so many submitted applications, and is whole. */
MUST_USE bool applicant_prove(const char *folder, const char *address, size_t answered);

/* FAULT_NONE; any other is said, with what it was that failed. */
bool applicant_is_good(enum fault fault, const struct error *err, const char *what);

uint64_t applicant_clock(void);                      /* microseconds of an hour that only goes on */
int applicant_compare(const void *x, const void *y); /* of two uint32_t, for qsort */

#endif
