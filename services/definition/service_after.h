/* service_after.h - what comes after an end: acts that can be done then, appeals, and what an
 * appeal does with the application that it is about, as a definition has them. */
#ifndef SERVICES_DEFINITION_SERVICE_AFTER_H
#define SERVICES_DEFINITION_SERVICE_AFTER_H

#include "services/definition/reader.h"

/* An end by its word, "rejected"; false where it is none, which has been told. */
bool service_after_end(struct reader *r, const struct node *n, const char *end, enum bearing *ret);

/* Whether the word is an end, "end(rejected)", which is added to `ends`. */
bool service_after_from(struct reader *r, const struct node *n, unsigned *ends);

/* The keys "appeal" and "effects" of an act whose other keys were read, and what does not go
 * together with them, or with an act that can be done after an end. */
void service_after_read(struct reader *r, const struct node *map, const struct service *s,
			struct act *to);

/* When services are read: what stands against an appeal to that service (NULL: it is not there), as
 * words with {value} for its id; NULL: nothing. */
const char *service_after_refuse(const struct service *to);

/* The same of what the act of an appeal does with the application that it is about, whose service
 * is `of`; *ret_act: the act that is meant. */
const char *service_after_refuse_effects(const struct service *of, const struct service *to,
					 const char **ret_act);

#endif
