/* store_paper.h - kept: papers that were put for applications, and their sealed bytes where no file
 * beside the database has them. */
#ifndef SERVICES_STORE_STORE_PAPER_H
#define SERVICES_STORE_STORE_PAPER_H

#include "services/store/store.h"
#include "services/store/table.h"

/* clang-format off */
/* One file, or that a paper was seen at a counter. Its bytes stand in a file or in chunks. */
#define STORE_PAPER(F)                                                                          \
	F(char, id, [33], 0, 0)                                                                 \
	F(char, application, [33], 0, 0)                                                        \
	F(char, requirement, [80], 0, 0)                /* id of the definition's paper */      \
	F(char, name, [65], 0, 0)                       /* of its file: a keyed hash of the id */ \
	F(char, state, [8], TABLE_ACTS, 0)              /* "coming", "whole", "shown" */        \
	F(char, type, [8], TABLE_ACTS, 0)               /* code; "" until it is whole, or shown */ \
	F(int, pages, , TABLE_ACTS, 0)                                                          \
	F(int, width, , TABLE_ACTS, 0)                                                          \
	F(int, height, , TABLE_ACTS, 0)                                                         \
	F(int64_t, bytes, , TABLE_ACTS, 0)              /* 0 until it is whole */               \
	F(int64_t, at, , TABLE_ACTS, 0)                 /* when it was begun, or gone on with */ \
	F(int64_t, put_at, , TABLE_ACTS, 0)             /* when it came whole, or was shown */  \
	F(char, actor, [68], TABLE_ACTS, 0)             /* as the ledger names them */          \
	F(char, role, [24], TABLE_ACTS, 0)              /* as lines of the history name it */   \
	F(char, source, [33], 0, 0)                     /* name of the network; "" */           \
	F(int, event, , TABLE_ACTS, 0)                  /* lines of the history by then; 0: a draft */ \
	F(char, key, [256], 0, 0)                       /* its own, sealed, hex */              \
	F(char, label, [640], TABLE_ACTS, 0)            /* its name as it was sent, sealed, hex */ \
	F(char, sum, [256], TABLE_ACTS, 0)              /* SHA-256 of its bytes, sealed, hex; "" */ \
	F(char, mac, [65], TABLE_ACTS, 0)               /* vouch.h */

#define STORE_PAPER_CHUNK(F)                                                                    \
	F(char, paper, [33], 0, 0)                                                              \
	F(int64_t, number, , 0, 0)                      /* from 0 */                            \
	F(struct table_bytes, sealed, , TABLE_SAVES, 0)
/* clang-format on */
struct store_paper {
	STORE_PAPER(TABLE_MEMBER)
};
struct store_paper_chunk {
	STORE_PAPER_CHUNK(TABLE_MEMBER)
};
extern const struct table store_paper_table, store_paper_chunk_table;

#define STORE_PAPER_COMING "coming"
#define STORE_PAPER_WHOLE "whole"
#define STORE_PAPER_SHOWN "shown"

/* Whether bytes stand in files of the folder, not in chunks. */
bool store_paper_in_files(const struct store *s);

MUST_USE enum fault store_paper_add(struct store *s, const struct store_paper *row,
				    struct error *err);
MUST_USE enum fault store_paper_act(struct store *s, const struct store_paper *row,
				    struct error *err);
MUST_USE enum fault store_paper_get(struct store *s, const char *id, struct store_paper *ret,
				    bool *ret_found, struct error *err);
/* With its chunks. */
MUST_USE enum fault store_paper_drop(struct store *s, const char *id, struct error *err);

/* Those of an application, the oldest first; all, by id. `visit` may ask nothing of the store. */
typedef void store_paper_visit(void *ctx, const struct store_paper *row);
MUST_USE enum fault store_paper_each(struct store *s, const char *application,
				     store_paper_visit *visit, void *ctx, struct error *err);
MUST_USE enum fault store_paper_all(struct store *s, store_paper_visit *visit, void *ctx,
				    struct error *err);

/* Whether a row has a file of this name. */
MUST_USE enum fault store_paper_has(struct store *s, const char *name, bool *ret,
				    struct error *err);

/* One that is not whole and was gone on with before `before` last; *ret_found false: none. */
MUST_USE enum fault store_paper_old(struct store *s, int64_t before, char ret_id[33],
				    bool *ret_found, struct error *err);

/* How many are coming that were gone on with from a network since `since`. */
MUST_USE enum fault store_paper_coming(struct store *s, const char *source, int64_t since,
				       int64_t *ret, struct error *err);

/* Objects that one of two acts changed last, and that are no paper any more. */
MUST_USE enum fault store_paper_gone(struct store *s, const char *put, const char *shown,
				     void (*tell)(void *ctx, const char *object), void *ctx,
				     struct error *err);

/* Chunks: one is put in the place of what had its number; what is read is copied to `to`
 * (*ret_len 0: there is none; FAULT_BROKEN: it is longer than `room`). How many there are, and how
 * long the last is. */
MUST_USE enum fault store_paper_put_chunk(struct store *s, const struct store_paper_chunk *row,
					  struct error *err);
MUST_USE enum fault store_paper_get_chunk(struct store *s, const char *paper, int64_t number,
					  void *to, size_t room, size_t *ret_len,
					  struct error *err);
MUST_USE enum fault store_paper_last_chunk(struct store *s, const char *paper, int64_t *ret_count,
					   size_t *ret_len, struct error *err);
/* Those from number `from` on go. */
MUST_USE enum fault store_paper_cut_chunks(struct store *s, const char *paper, int64_t from,
					   struct error *err);

#endif
