/* serve.h - the screens of who serves people at a counter, from who has come to the slip. */
#ifndef TUI_SCREENS_OFFICE_SERVE_H
#define TUI_SCREENS_OFFICE_SERVE_H

#include "services/party/party.h"
#include "tui/screens/common/common.h"

#define SERVE_TYPED (PARTY_NAME + 1) /* bytes of what is typed, with its end */

/* A number as it was typed. FAULT_INPUT: it is longer than any, and `to` stays as it is. */
MUST_USE enum fault serve_take(char to[SERVE_TYPED], const char *typed, struct error *err);

/* Those who have the number; NULL and `err` on a fault. */
struct screen *serve_found_new(const struct context *x, const struct service *s, const char *typed,
			       struct error *err);

/* Somebody new, of whom this number was typed (""). */
struct screen *serve_person_new(const struct service *s, const char *typed);

/* Whether this person (an id) agrees; then the form. */
struct screen *serve_consent_new(const struct service *s, const char *person, const char *name);

#endif
