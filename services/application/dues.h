/* dues.h - what is owed for an application, as its applicant and its authority see it. */
#ifndef SERVICES_APPLICATION_DUES_H
#define SERVICES_APPLICATION_DUES_H

#include "services/application/application.h"
#include "services/money/due.h"

/* All of them as they were raised, in `arena`. A look, as at application_open; none of a draft. */
MUST_USE enum fault dues_of(struct registry *r, struct caller *v, const struct application *a,
			    struct arena *arena, struct due **ret, size_t *ret_count,
			    struct error *err);

#endif
