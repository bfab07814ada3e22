/* service_route.h - which office an application goes to when it is sent, as a definition has it. */
#ifndef SERVICES_DEFINITION_SERVICE_ROUTE_H
#define SERVICES_DEFINITION_SERVICE_ROUTE_H

#include "services/definition/reader.h"

/* Those below `to`: the one of the place that is answered. Offices by their codes. */
struct route {
	const struct rule *when;   /* NULL: for all others */
	bool by_entry;             /* to the office of the entry that the service is about */
	const struct question *by; /* of a place; NULL: all go to `to` */
	const char *to, *otherwise;
};

/* The key "route", when the form is read. */
void service_route_read(struct reader *r, const struct node *root, struct service *s);

/* Keeps an office that the service names under that key (NULL: none), for whoever knows which ones
 * there are. */
void service_route_note(struct reader *r, const struct node *map, const char *key, const char *code,
			struct service *s);

#endif
