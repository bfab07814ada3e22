/* roles.c - the roles that there are: catalogue/roles/ as it was when the program was built. */
#include "services/access/roles.h"

#include <string.h>

#define MEMORY ((size_t)1024 * 1024) /* bytes */

/* A file as bytes, from NAME_yaml to NAME_yaml_end: as in services/definition/world.c. */
#define FILE_OF(name)                                                                              \
	__asm__(".pushsection .rodata\n"                                                           \
		".global roles_" #name "_yaml, roles_" #name "_yaml_end\n"                         \
		"roles_" #name "_yaml:\n"                                                          \
		".incbin \"catalogue/roles/" #name ".yaml\"\n"                                     \
		"roles_" #name "_yaml_end:\n"                                                      \
		".byte 0\n"                                                                        \
		".popsection\n");                                                                  \
	extern const char roles_##name##_yaml[], roles_##name##_yaml_end[];

/* By id. */
#define ROLES(R) R(administrator) R(auditor) R(head) R(officer) R(operator)
ROLES(FILE_OF)

#define ROW(name) {#name, roles_##name##_yaml, roles_##name##_yaml_end},
static const struct {
	const char *id, *from, *end;
} files[] = {ROLES(ROW)};
#define COUNT (sizeof(files) / sizeof(files[0]))

const struct role *const *roles_all(size_t *ret_count)
{
	static const struct role *roles[COUNT];
	static struct arena *a;
	struct error err = {0};

	for (size_t i = a == NULL ? 0 : COUNT; i < COUNT; i++) {
		if (a == NULL)
			a = arena_new(MEMORY);
		if (role_read(a, files[i].id, files[i].from, (size_t)(files[i].end - files[i].from),
			      &roles[i], NULL, &err) != FAULT_NONE)
			fatal("catalogue/roles/%s.yaml: %s", files[i].id, err.detail);
	}
	*ret_count = COUNT;
	return roles;
}

const struct role *roles_find(const char *id)
{
	size_t count;
	const struct role *const *all = roles_all(&count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i]->id, id) == 0)
			return all[i];
	return NULL;
}

const char *roles_text(const char *id, size_t *ret_len)
{
	for (size_t i = 0; i < COUNT; i++)
		if (strcmp(files[i].id, id) == 0) {
			*ret_len = (size_t)(files[i].end - files[i].from);
			return files[i].from;
		}
	return NULL;
}
