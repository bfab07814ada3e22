/* faults.c - every fault found in a file or a form, each with line, field and words. */
#include "services/definition/faults.h"

void faults_add(struct fault_list *list, const struct error *err)
{
	if (list->count == FAULTS_MAX) {
		list->more = true;
		return;
	}
	list->items[list->count++] = *err;
}

void faults_sort(struct fault_list *list)
{
	for (size_t i = 1; i < list->count; i++)
		for (size_t j = i; j > 0 && list->items[j].line < list->items[j - 1].line; j--) {
			struct error swap = list->items[j];

			list->items[j] = list->items[j - 1];
			list->items[j - 1] = swap;
		}
}
