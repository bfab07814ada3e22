/* kind.h - the kinds of definitions there are, and the newest of them that services name. */
#ifndef SERVICES_DEFINITION_KIND_H
#define SERVICES_DEFINITION_KIND_H

#include "i18n/base/arena.h"
#include "services/definition/types.h"

/*
 * A new kind is a word here, its name in kind.c, the first key of its files, and who reads them in
 * kind_read.c.
 * A running application keeps the version of its service, and with it the blocks that this was
 * imported with (block.h); of every other kind the newest version is gone by. Kinds are read in
 * this order, services last: they name the others.
 */
enum kind {
	KIND_CALENDAR,
	KIND_TEMPLATE,
	KIND_ROLE,
	KIND_REGISTER,
	KIND_BLOCK,
	KIND_SERVICE,
	KIND_COUNT
};

#define KIND_KEY_MAX 79 /* bytes of a key */

/* One that was read; all of it in the arena that was given. */
struct definition {
	enum kind kind;
	/* As the registry and the snapshot keep it, and the commands name it: a service's id, else
	 * kind and id, "calendar:EG". */
	const char *key;
	const char *id;
	int version;
	const void *what; /* struct service, calendar, template, role, register_definition,
			     block; NULL: its file has faults */
	/* What is kept of it: the text that was given or, where it takes something from others,
	   that and theirs (block.h). Of what is stored already NULL. */
	const char *kept;
	size_t kept_len;
};

/* "service", "calendar", "template", "role", "register", "block"; that of the key of a stored
 * definition that is none of the shared lists.
 */
const char *kind_name(enum kind kind);
enum kind kind_of(const char *key);

/* From now on the terms have this definition (of no service) in place of any of the same key. */
void kind_add(struct arena *a, struct term_list *terms, const struct definition *d);

/* What the newest definition of that kind and id says; NULL: there is none. */
const void *kind_find(const struct term_list *terms, enum kind kind, const char *id);

/* Whether there is one of which nothing is known but that its file has faults. */
bool kind_is_faulty(const struct term_list *terms, enum kind kind, const char *id);

#endif
