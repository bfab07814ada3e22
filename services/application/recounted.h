/* recounted.h - what the history of an application says of silence that decided on another day than
 * a calendar that came later has. */
#ifndef SERVICES_APPLICATION_RECOUNTED_H
#define SERVICES_APPLICATION_RECOUNTED_H

#include "services/application/application.h"

/* Of what one clock did, the newest that was said. The reason of its line (act SERVICE_RECOUNT) has
 * it all: recount.h. */
struct recounted_line {
	size_t place; /* in the history: of what it did */
	const char *clock;
	struct date decided, now;
	const char *calendar;
	int version;
	int64_t opened_at, closed_at; /* 0: it is open */
};

struct recounted {
	struct recounted_line *all;
	size_t count, room;
};

/* In `a`. */
struct recounted recounted_read(struct arena *a, const struct event *events, size_t count);

/* Of that place; NULL: nothing. */
struct recounted_line *recounted_find(const struct recounted *l, size_t place);

/* The task for a person, without the days of its clocks; 0: there was none, 1. */
size_t recounted_task(struct arena *a, const struct service *s, const struct event *events,
		      size_t count, struct application_task *ret);

#endif
