/* looks.h - who looked at an application besides its applicant, and which keys hold it: what its
 * applicant may know of both. */
#ifndef SERVICES_APPLICATION_LOOKS_H
#define SERVICES_APPLICATION_LOOKS_H

#include "services/application/application.h"

/* One look. Never who it was: only as what, for which office, and why. */
struct looks_one {
	int64_t at;         /* UTC seconds */
	const char *act;    /* the ledger's: "looked"; "consented": took the person's consent */
	bool of_person;     /* not at the application: at who it is for, by one of staff who has
			       found them and begun it */
	const char *role;   /* its code: "officer", "auditor"; "authority": the portal's own host */
	const char *office; /* what people call it; NULL: for all, or none */
	const char *purpose; /* "": the application was the matter in hand; of a person the service
				that they were served for, its id */
	int64_t revision;    /* which one of the application was seen */
	int64_t seen_at;     /* since when it was so; 0: not known */
};

#define LOOKS_MOST 1000 /* that one call tells, the newest */

struct looks_told {
	struct looks_one *list; /* the newest first */
	size_t count;
	bool more; /* there are older ones that were left out */
};

/*
 * Asked for ACCESS_KNOW: by the applicant, and by the authority on the host. What the applicant
 * looked at is left out. Each of them is a look itself, as at application_open.
 */

/* All of it in `arena`, whose use has a bound however often somebody looked. */
MUST_USE enum fault looks_of(struct registry *r, struct caller *v, const struct application *a,
			     struct arena *arena, struct looks_told *ret, struct error *err);

/* The keys that open it without its PIN, as publickey_show tells them, in `arena`. */
MUST_USE enum fault looks_holders(struct registry *r, struct caller *v, const struct application *a,
				  struct arena *arena, const char ***ret, size_t *ret_count,
				  struct error *err);

#endif
