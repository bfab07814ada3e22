/* listener.h - owns the port: accepts, counts, limits, and gives every visitor a desk. */
#ifndef SERVER_LISTENER_LISTENER_H
#define SERVER_LISTENER_LISTENER_H

#include "i18n/base/error.h"

/* Serves the state folder until SIGTERM or SIGINT. `listen` overrides the configuration's address
   where it is not NULL. Prints `ready ADDR:PORT` on standard output once it accepts. */
MUST_USE enum fault listener_run(const char *state, const char *listen, struct error *err);

#endif
