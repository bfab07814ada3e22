/* roles.h - the roles that there are: catalogue/roles/ as it was when the program was built. */
#ifndef SERVICES_ACCESS_ROLES_H
#define SERVICES_ACCESS_ROLES_H

#include "services/definition/role.h"

/* All of them, by id. They are read once a process, when they are first asked for. */
const struct role *const *roles_all(size_t *ret_count);

/* NULL: there is no such role. */
const struct role *roles_find(const char *id);

/* Its definition as it was written; NULL: there is no such role. */
const char *roles_text(const char *id, size_t *ret_len);

#endif
