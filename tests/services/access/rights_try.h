/* rights_try.h - calls that take a registry, tried by callers who may not and by those who may. */
#ifndef TESTS_SERVICES_ACCESS_RIGHTS_TRY_H
#define TESTS_SERVICES_ACCESS_RIGHTS_TRY_H

#include "tests/services/access/rights_house.h"

#include <string.h>

#define TRY(name)                                                                                  \
	static enum fault try_##name(struct house *h, struct caller *c,                            \
				     struct application *a __attribute__((unused)))
#define REGISTRY h->portal.registry

#define ROW(name, ...)                                                                             \
	{                                                                                          \
#name, try_##name, __VA_ARGS__                                                     \
	}
struct rights_row {
	const char *name;
	enum fault (*run)(struct house *h, struct caller *c, struct application *a);
	bool free;   /* everybody may; what others have stays as it is */
	bool by_row; /* told which row, not which application */
};

/* Each row, by every intruder at every victim, in a house of this name. */
void rights_try_strangers(const char *house, const struct rights_row *rows, size_t count);

/* So that a call that refuses everybody is no good one: its owner or the authority may. */
void rights_try_owners(const struct rights_row *rows, size_t count);

bool rights_is_same(const struct buffer *one, const struct buffer *two);

#endif
