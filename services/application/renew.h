/* renew.h - a lost reference or PIN of an application is given anew at a counter, to whom it
 * belongs.
 */
#ifndef SERVICES_APPLICATION_RENEW_H
#define SERVICES_APPLICATION_RENEW_H

#include "services/application/application.h"

/*
 * Asked for ACCESS_GIVE: a role of its own right ("renew") that reaches the application, of who
 * assists at a counter whichever office handles it. Never of who is party to it: what they hold,
 * what is for them, what they have filled in for somebody.
 */

/* That one, which was sent, without its answers: this is no look at them. FAULT_MISSING: there is
 * none, or it is not for the caller, in the same words. FAULT_BUSY with {seconds}: too many at once
 * (pace.h). */
MUST_USE enum fault renew_find(struct registry *r, struct caller *v, const char *reference,
			       struct application *ret, struct error *err);

/* A new PIN; the one before opens nothing any more, what a key opens stays. It is entered, stands
 * in the history, and the applicant is told. `s`: the version that it began with. FAULT_INPUT:
 * nobody has `seen` who it is. FAULT_CONFLICT: it was changed meanwhile. */
MUST_USE enum fault renew_give(struct registry *r, struct caller *v, struct application *a,
			       const struct service *s, bool seen, struct receipt *ret,
			       struct error *err);

#endif
