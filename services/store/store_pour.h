/* store_pour.h - all rows of one database into another, whichever engine keeps either. */
#ifndef SERVICES_STORE_STORE_POUR_H
#define SERVICES_STORE_STORE_POUR_H

#include "services/store/store.h"

#define STORE_CONTENT 64 /* digits of a digest of all rows */

struct store_poured {
	int64_t rows;
	char content[STORE_CONTENT + 1];
};

/* Everything that `from` holds at one moment into `to`, which was just made and not filled, in one
   transaction: all or nothing. */
MUST_USE enum fault store_pour(struct store *from, struct store *to, struct store_poured *ret,
			       struct error *err);

/* The same, and from then on nobody writes to `from` or opens it any more, also who holds it open
   now. `to` is store_arrive's. Where anything fails `from` goes on as before; `ear` may be NULL. */
struct store_ear;
struct store_carry;
MUST_USE enum fault store_move(struct store *from, struct store *to,
			       const struct store_carry *carry, const struct store_ear *ear,
			       struct store_poured *ret, struct error *err);

/* Who carries what does not stand in rows, once those are there; nobody writes meanwhile. */
struct store_carry {
	enum fault (*carry)(void *ctx, struct store *to, struct error *err);
	void *ctx;
};

/* Who is told now and then how many rows there were so far; `again`: by reading once more what was
   written. */
struct store_ear {
	void (*hear)(void *ctx, bool again, int64_t rows);
	void *ctx;
};

/* How many rows there are, and a digest of their values that is the same in every engine and for
   every order of rows. */
MUST_USE enum fault store_content(struct store *s, struct store_poured *ret, struct error *err);

#endif
