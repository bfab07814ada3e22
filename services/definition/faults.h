/* faults.h - every fault found in a file or a form, each with line, field and words; and what is
 * allowed but worth a second look. */
#ifndef SERVICES_DEFINITION_FAULTS_H
#define SERVICES_DEFINITION_FAULTS_H

#include "i18n/base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define FAULTS_MAX 50
#define FAULTS_REMARKS_MAX 20

struct fault_list {
	struct error items[FAULTS_MAX];
	size_t count;
	bool more;                                /* there were more than FAULTS_MAX */
	struct error remarks[FAULTS_REMARKS_MAX]; /* what goes beyond them is left out */
	size_t remark_count;
};

/* Copies the error in. */
void faults_add(struct fault_list *list, const struct error *err);

/* Copies a remark in. */
void faults_remark(struct fault_list *list, const struct error *err);

/* Both by line; those of one line stay in the order in which they were found. */
void faults_sort(struct fault_list *list);

#endif
