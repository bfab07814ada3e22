/* node_bytes.h - whether a definition file is text at all, told by the line at which it is not. */
#ifndef SERVICES_DEFINITION_NODE_BYTES_H
#define SERVICES_DEFINITION_NODE_BYTES_H

#include "i18n/base/error.h"

/* How many bytes a byte order mark takes at the beginning: 0 or 3. */
size_t node_bytes_mark(const char *bytes, size_t len);

/* FAULT_INPUT with err->line: UTF-16, another coding than UTF-8, NUL, a control character, a byte
 * order mark anywhere but at the beginning. */
MUST_USE enum fault node_bytes_check(const char *bytes, size_t len, struct error *err);

#endif
