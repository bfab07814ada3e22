/* sample_renewal.h - the sample's register with an entry that is renewed, and the small service
 * that does it; for tests. */
#ifndef TESTS_SERVICES_SAMPLE_RENEWAL_H
#define TESTS_SERVICES_SAMPLE_RENEWAL_H

#include "tests/services/portal.h"

#define SAMPLE_RENEWAL_CHANGE "{since: valid_until, valid: 1y}"
#define SAMPLE_RENEWAL_CHECKS "form:\n"
#define SAMPLE_RENEWAL_GRANT "to: end(approved),"

extern const char sample_renewal_yaml[];

/* A portal with the entry "lb-caza-zahle/2026/0001", valid until 14 March 2029, whose end is met by
 * the renewal; of whose text the first `from` is replaced by `to`. */
void sample_renewal_open(struct portal *p, const char *name, const char *from, const char *to);

/* The owner sends one about that number; the portal's `service` is the renewal from now on. */
enum fault sample_renewal_send(struct portal *p, const char *number, struct application *ret,
			       struct error *err);
/* The same of that version of the renewal. */
enum fault sample_renewal_send_of(struct portal *p, int version, const char *number,
				  struct application *ret, struct error *err);

#endif
