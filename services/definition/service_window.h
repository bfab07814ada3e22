/* service_window.h - the days on which a service is applied for. */
#ifndef SERVICES_DEFINITION_SERVICE_WINDOW_H
#define SERVICES_DEFINITION_SERVICE_WINDOW_H

#include "services/definition/types.h"

struct reader; /* services/definition/reader.h */
struct node;   /* services/definition/node.h */

enum service_window {
	WINDOW_OPEN,
	WINDOW_EARLY, /* it opens on a day to come */
	WINDOW_LATE   /* its last day has gone */
};

/* At that moment (UTC seconds; 0: not asked for, then open), by the clock of its calendar. */
enum service_window service_window_at(const struct service *s, int64_t now);

/* When the form is read: the key "open". */
void service_window_read(struct reader *r, const struct node *root, struct service *s);

#endif
