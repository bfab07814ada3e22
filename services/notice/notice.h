/* notice.h - what an applicant was told of their applications, and whether they have read it. */
#ifndef SERVICES_NOTICE_NOTICE_H
#define SERVICES_NOTICE_NOTICE_H

#include "services/application/application.h"

/* It is written with the act that it tells of (services/application/tell.h). */
struct notice_item {
	struct application application; /* as application_mine tells it */
	int number;                     /* among those of its application */
	int64_t at;
	const char *template; /* id of the one that it was made by */
	enum lang lang;
	int64_t read_at; /* 0: not yet */
	char *words;
	const char *unsent; /* the channels by which it could not be told, each with a blank behind
			     */
};

/* Those of the caller's own applications, as application_mine lists them, the newest first; all in
 * `a`. */
MUST_USE enum fault notice_own(struct registry *r, const struct caller *v, struct arena *a,
			       struct notice_item **ret, size_t *ret_count, struct error *err);

/* Those of one application, the oldest first; asked for ACCESS_KNOW, as looks_of. It reads them and
 * does not mark them as read. */
MUST_USE enum fault notice_of(struct registry *r, struct caller *v, const struct application *a,
			      struct arena *arena, struct notice_item **ret, size_t *ret_count,
			      struct error *err);

/* How many notice_own would list, and how many of them are not read; none of what staff may see. */
struct notice_tally {
	int64_t all, unread;
};
MUST_USE enum fault notice_tally(struct registry *r, const struct caller *v,
				 struct notice_tally *ret, struct error *err);

/* The applicant has that notice of the application before them, or the application (NOTICE_ALL):
 * they are read. Nothing where the caller is somebody else who may look at it. Faults as
 * application_events. */
#define NOTICE_ALL 0
MUST_USE enum fault notice_read(struct registry *r, struct caller *v, const struct application *a,
				int number, struct error *err);

#endif
