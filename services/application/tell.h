/* tell.h - an applicant is told what was done with the application: the notice is written with it.
 */
#ifndef SERVICES_APPLICATION_TELL_H
#define SERVICES_APPLICATION_TELL_H

#include "services/application/change.h"
#include "services/definition/service.h"
#include "services/store/store_member.h"

#define TELL_BINDING 32 /* bytes */

/* Within a change, behind its change_event: writes the notice of the act in the application's
 * language, by the template that the act or the portal has for it; none of what the applicant did.
 * `words`: what was written with the act. */
MUST_USE enum fault tell_applicant(struct change *c, const struct service *s, const struct act *act,
				   const char *words, struct error *err);

/* The same of what one of staff has sent in the applicant's name; nothing where nobody has. */
MUST_USE enum fault tell_served(struct change *c, const struct service *s, struct error *err);

/* The same of a PIN that was given anew. */
MUST_USE enum fault tell_renewed(struct change *c, const struct service *s, struct error *err);

/* The same of what somebody else did who works on it: to the applicant; to that member alone. */
MUST_USE enum fault tell_about_member(struct change *c, const struct service *s, enum told_of of,
				      const char *words, struct error *err);
MUST_USE enum fault tell_member(struct change *c, const struct service *s, enum told_of of,
				const struct store_member *member, const char *words,
				struct error *err);
/* The same of what falls due for an entry that the application has made. */
MUST_USE enum fault tell_owner(struct change *c, const struct service *s, enum told_of which,
			       const char *words, struct error *err);
/* The same by that template (NULL: nothing is told). */
MUST_USE enum fault tell_owner_by(struct change *c, const struct service *s,
				  const struct template *t, const char *words, struct error *err);
/* The same of a fee that is due, or was paid; which one, by its id. */
MUST_USE enum fault tell_fee(struct change *c, const struct service *s, enum told_of which,
			     const char *charge, struct error *err);

/* What the words of the notice of that number are sealed to. */
void tell_binding(char to[TELL_BINDING], int number);

#endif
