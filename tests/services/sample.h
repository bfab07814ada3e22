/* sample.h - a small definition with every type of question, for tests. */
#ifndef TESTS_SERVICES_SAMPLE_H
#define TESTS_SERVICES_SAMPLE_H

#include "services/definition/service.h"
#include "services/definition/term.h"

/* The definition as YAML. */
extern const char sample_yaml[];

/* The shared lists of the starter catalogue, which the runner has read for all tests, and the
 * definition read in the arena; a fault ends the test. */
struct term_list sample_terms(struct arena *a);
const struct service *sample_service(struct arena *a, const struct term_list *terms);

/* Reads `yaml`; FAULT_NONE or the fault with its line in `*ret_line` (0 for none). */
enum fault sample_read(const char *yaml, int *ret_line);

/* The service that it reads; a fault ends the test. */
const struct service *sample_service_of(struct arena *a, const char *yaml);

/* Fails where `yaml` is taken, or is refused by another line than the first that has `at`; `what`
 * stands in messages. */
void sample_refused_at(const char *yaml, const char *at, const char *what);

/* Definitions of any kind that must be refused with that line, and that field; "": any. */
struct sample_wrong {
	const char *yaml;
	int line;
	const char *field;
};
void sample_refused(const struct sample_wrong *wrong, size_t count);

/* A text with its first `from` replaced by `to`, in `a`; a fault ends the test. */
char *sample_swap(struct arena *a, const char *yaml, const char *from, const char *to);

/* The same of sample_yaml. */
char *sample_with(struct arena *a, const char *from, const char *to);

#endif
