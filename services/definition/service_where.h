/* service_where.h - which answers name the office that an application goes to, and the one where
 * what comes of it is collected, as a definition has it. */
#ifndef SERVICES_DEFINITION_SERVICE_WHERE_H
#define SERVICES_DEFINITION_SERVICE_WHERE_H

#include "services/definition/reader.h"

struct service_where {
	/* The first of which something is answered; what is told together: a station, and its
	   governorate. */
	struct where_way {
		const struct question **parts;
		size_t count;
	} * ways;
	size_t count;
};

/* The keys "goes_to" and "collect_at", when the form is read. */
void service_where_read(struct reader *r, const struct node *root, struct service *s);

#endif
