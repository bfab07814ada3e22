/* publickey.h - a public key of SSH as people hand it over, to what the portal keeps of it. */
#ifndef SERVICES_ACCESS_PUBLICKEY_H
#define SERVICES_ACCESS_PUBLICKEY_H

#include "i18n/base/error.h"

#define PUBLICKEY 68 /* room for what is kept, with its end */

/* The line of a .pub file, or the fingerprint "SHA256:…" that `ssh-keygen -l` prints of it: both
 * give the hex SHA-256 that the gate tells of who comes with it. FAULT_INPUT: neither. */
MUST_USE enum fault publickey_read(const char *typed, char ret[PUBLICKEY], struct error *err);

/* "SHA256:…", as `ssh-keygen -l` prints it. */
#define PUBLICKEY_SHOWN 52
void publickey_show(const char *key, char ret[PUBLICKEY_SHOWN]);

#endif
