/* dues.c - what is owed for an application, as its applicant and its authority see it. */
#include "services/application/dues.h"

#include "services/application/look.h"

enum fault dues_of(struct registry *r, struct caller *v, const struct application *a,
		   struct arena *arena, struct due **ret, size_t *ret_count, struct error *err)
{
	struct store_application row;
	enum fault fault = look_at(r, v, a, LOOK_READ, &row, err);

	*ret = NULL;
	*ret_count = 0;
	return fault == FAULT_NONE ? due_list(r, row.id, arena, ret, ret_count, err) : fault;
}
