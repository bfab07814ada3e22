/* own.h - definitions of catalogue/ as they were when the program was built: for state folders that
 * are older than they are. */
#ifndef SERVICES_DEFINITION_OWN_H
#define SERVICES_DEFINITION_OWN_H

#include <stddef.h>

/* A file's bytes, from the first to where they end. */
struct own_file {
	const char *name, *yaml, *end;
};
extern const struct own_file own_files[];
extern const size_t own_count;

#endif
