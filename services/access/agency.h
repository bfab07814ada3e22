/* agency.h - who acts for an organisation that a register has: as which of its people the caller
 * has come. */
#ifndef SERVICES_ACCESS_AGENCY_H
#define SERVICES_ACCESS_AGENCY_H

#include "services/access/caller.h"
#include "services/registry/registry.h"
#include "services/store/store_agent.h"

/* What one of its people may do; each of them sees. */
enum agent_right {
	AGENT_SEE = 1,   /* the whole entry, what was sent for it, its people */
	AGENT_FILE = 2,  /* send what is sent for it */
	AGENT_MANAGE = 4 /* its people: inviting, ending */
};
#define AGENT_RIGHTS (AGENT_SEE | AGENT_FILE | AGENT_MANAGE)

struct agency {
	char id[33]; /* of the agent; "": the caller is none */
	int number, rights;
	bool proven; /* by the account's PIN, or where the operator lets a key act; else by a key
			of the account, which is the gate's word */
};

/* Of the entry with this id; what was changed past the portal is no right, nor is one that has
 * ended. By an account alone. */
MUST_USE enum fault agency_of(struct registry *r, const struct caller *c, const char *entry,
			      struct agency *ret, struct error *err);

/* Of the entry whose people have sent this application. */
#define AGENCY_LINK "people" /* the kind of the link; and of whoever has sent it: */
#define AGENCY_ABOUT "entry"
MUST_USE enum fault agency_of_application(struct registry *r, const struct caller *c,
					  const char *application, struct agency *ret,
					  struct error *err);

/* Whether the account of this id acts for this entry (NULL: for the one that the application is
 * about), or ever has: then it does nothing with either for the authority. */
MUST_USE enum fault agency_has(struct registry *r, const char *entry, const char *application,
			       const char *account, bool *ret, struct error *err);

/* Of what its people have sent: whether an account that holds it has ended there, and files no
 * more. Whatever opens it to its holder, it is acted on by its people alone then. */
MUST_USE enum fault agency_has_left(struct registry *r, const char *application, bool *ret,
				    struct error *err);

#endif
