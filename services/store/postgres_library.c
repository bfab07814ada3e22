/* postgres_library.c - libpq, loaded by whoever has a registry in PostgreSQL. */
#include "services/store/postgres.h"

#include <dlfcn.h>

#define LIBRARY "libpq.so.5"

struct postgres_library postgres_library;

#define NAME(name) #name,

/* In the order of the struct. */
static const char *const names[] = {POSTGRES_CALLS(NAME)};
#define COUNT (sizeof(names) / sizeof(names[0]))
_Static_assert(sizeof(struct postgres_library) == COUNT * sizeof(void *), "nothing but calls");

enum fault postgres_load(struct error *err)
{
	static void *library;
	void *calls[COUNT];

	if (library != NULL)
		return FAULT_NONE;
	library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	for (size_t i = 0; library != NULL && i < COUNT; i++) {
		calls[i] = dlsym(library, names[i]);
		if (calls[i] == NULL) {
			dlclose(library);
			library = NULL;
		}
	}
	if (library == NULL)
		return fail(err, FAULT_MISSING,
			    N_("The registry is in PostgreSQL, and its library is missing on this "
			       "machine. Install libpq5."),
			    LIBRARY);
	memcpy(&postgres_library, calls, sizeof(calls));
	return FAULT_NONE;
}
