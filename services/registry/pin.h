/* pin.h - tracking PINs are kept as a slow hash, made with a key that the registry does not hold.
 */
#ifndef SERVICES_REGISTRY_PIN_H
#define SERVICES_REGISTRY_PIN_H

#include "services/registry/seal.h"

#include <stdbool.h>

#define PIN_HASH 128 /* room for a hash with its end */

/*
 * Only so many are hashed at a time on one machine: processes wait for a place in the lock file
 * `fd`, in the order in which they have come. Between enter and leave the caller may hash, and look
 * at budgets, knowing that few others do.
 */
MUST_USE enum fault pin_enter(int fd, int *ret_slot, struct error *err);
void pin_leave(int fd, int slot);

/* argon2id, t=2, m=19 MiB, over HMAC(pin.key, reference and PIN): about 19 ms. FAULT_BUSY: no
 * memory. */
MUST_USE enum fault pin_hash(const struct seal *s, const char *reference, const char *pin,
			     char ret[PIN_HASH], struct error *err);

/* The same work whether `hash` is one of ours or "" (then never right). */
MUST_USE enum fault pin_check(const struct seal *s, const char *reference, const char *pin,
			      const char *hash, bool *ret_right, struct error *err);

#endif
