/* portal_copy.c - a state folder as it stands, in another place. */
#include "tests/services/portal.h"
#include "tests/unit.h"

struct copy {
	const char *from, *to;
	struct arena *arena;
};

static enum fault copy_file(void *ctx, const char *name, struct error *err)
{
	struct copy *c = ctx;
	size_t len;
	char *bytes;
	enum fault fault = folder_read(c->arena, arena_format(c->arena, "%s/%s", c->from, name),
				       1 << 23, &bytes, &len, err);

	return fault == FAULT_NONE
		       ? folder_write(arena_format(c->arena, "%s/%s", c->to, name), bytes, len, err)
		       : fault;
}

void portal_copy(const char *from, const char *to)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct copy c = {from, to, a};
	struct error err;

	ck_assert_int_eq(folder_make(to, &err), FAULT_NONE);
	ck_assert_int_eq(folder_add(to, "keys", &err), FAULT_NONE);
	ck_assert_int_eq(folder_add(to, "terms", &err), FAULT_NONE);
	ck_assert_int_eq(folder_add(to, "documents", &err), FAULT_NONE);
	ck_assert_msg(folder_walk(from, copy_file, &c, &err) == FAULT_NONE, "%s", err.detail);
}
