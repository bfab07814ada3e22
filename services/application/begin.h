/* begin.h - how an application comes to be: its row, and going on with one that is a draft. */
#ifndef SERVICES_APPLICATION_BEGIN_H
#define SERVICES_APPLICATION_BEGIN_H

#include "services/application/change.h"

#define BEGIN_ROUNDS 8 /* tries to find a free reference, or to agree on a request number */

/* FAULT_DENIED: the service has no form, or no stage to come to, or is not open today. */
MUST_USE enum fault begin_check(const struct registry *r, const struct service *s,
				struct error *err);

/* A row for the service with an id, a free reference and a PIN ("" for who comes back by a key
 * alone), hashed before anybody's turn to write is taken. */
MUST_USE enum fault begin_row(struct registry *r, const struct caller *v, const struct service *s,
			      enum lang lang, struct store_application *row,
			      char ret_pin[PIN_DIGITS + 1], struct error *err);

/* Within a change: adds its row, of this service, as a draft of its visitor; *ret_free false when
 * its reference is taken. FAULT_DENIED, FAULT_CONFLICT: as retire_check says, since what the
 * visitor has before them may be older than the registry. */
MUST_USE enum fault begin_add(struct change *c, const struct service *s, bool *ret_free,
			      struct error *err);

/* change_begin of one that must be a draft still; FAULT_CONFLICT: it was submitted. */
MUST_USE enum fault begin_again(struct change *c, enum access_act act, const char *id,
				struct error *err);

/* FAULT_CONFLICT: it was sent meanwhile, as the caller is told. */
MUST_USE enum fault begin_sent(struct change *c, struct error *err);

#endif
