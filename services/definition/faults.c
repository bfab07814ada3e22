/* faults.c - every fault found in a file or a form, each with line, field and words; and what is
 * allowed but worth a second look. */
#include "services/definition/faults.h"

void faults_add(struct fault_list *list, const struct error *err)
{
	if (list->count == FAULTS_MAX) {
		list->more = true;
		return;
	}
	list->items[list->count++] = *err;
}

void faults_remark(struct fault_list *list, const struct error *err)
{
	if (list->remark_count < FAULTS_REMARKS_MAX)
		list->remarks[list->remark_count++] = *err;
}

static void sort(struct error *items, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j > 0 && items[j].line < items[j - 1].line; j--) {
			struct error swap = items[j];

			items[j] = items[j - 1];
			items[j - 1] = swap;
		}
}

void faults_sort(struct fault_list *list)
{
	sort(list->items, list->count);
	sort(list->remarks, list->remark_count);
}
