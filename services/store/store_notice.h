/* store_notice.h - kept: what an applicant was told of an application, in sealed words. */
#ifndef SERVICES_STORE_STORE_NOTICE_H
#define SERVICES_STORE_STORE_NOTICE_H

#include "services/store/store.h"
#include "services/store/store_application.h"
#include "services/store/table.h"

/* clang-format off */
#define STORE_NOTICE(F)                                                                 \
	F(const char *, application, , 0, 0)                                            \
	F(int, number, , 0, 0)                  /* of the event that it tells of */     \
	F(int64_t, at, , 0, 0)                                                          \
	F(const char *, template, , 0, 0)       /* its id */                            \
	F(int, version, , 0, 0)                                                         \
	F(const char *, lang, , 0, 0)           /* its code */                          \
	F(int64_t, read_at, , TABLE_ACTS, 0)    /* 0: not yet */                        \
	F(struct table_bytes, words, , 0, 0)    /* sealed */                            \
	F(const char *, member, , 0, 0)         /* id of who it is to; "": the applicant */
/* clang-format on */
struct store_notice {
	STORE_NOTICE(TABLE_MEMBER)
};
extern const struct table store_notice_table;

MUST_USE enum fault store_notice_add(struct store *s, const struct store_notice *notice,
				     struct error *err);

/* How many of them nobody has read. */
MUST_USE enum fault store_notice_unread(struct store *s, const char *application, int64_t *ret,
					struct error *err);

/* All that nobody has read are read at `at`; or of them the one of that number. */
MUST_USE enum fault store_notice_read(struct store *s, const char *application, int64_t at,
				      struct error *err);
MUST_USE enum fault store_notice_read_one(struct store *s, const char *application, int number,
					  int64_t at, struct error *err);

/* How many there are of what a key opens, or the person of an account, and of the application with
 * this reference ("": of none besides); each once. */
struct store_notice_tally {
	int64_t all, unread;
};
MUST_USE enum fault store_notice_tally_of_key(struct store *s, const char *key,
					      const char *reference, struct store_notice_tally *ret,
					      struct error *err);
MUST_USE enum fault store_notice_tally_of_account(struct store *s,
						  const struct store_application_person *p,
						  const char *reference,
						  struct store_notice_tally *ret,
						  struct error *err);

/* Oldest first until `visit` returns a fault; what it is given lives for the call. */
MUST_USE enum fault store_notice_each(struct store *s, const char *application,
				      enum fault (*visit)(void *ctx,
							  const struct store_notice *notice,
							  struct error *err),
				      void *ctx, struct error *err);

#endif
