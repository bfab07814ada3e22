/* engine.h - inside services/store/ only: what a database does behind the faces of rows and store.
 */
#ifndef SERVICES_STORE_ENGINE_H
#define SERVICES_STORE_ENGINE_H

#include "services/store/rows.h"

/* Each does what rows.h and store.h say of the function of its name; `is_stream` tells rows_stream
   from rows_start. */
struct engine {
	const char *name;
	enum fault (*start)(struct store *s, enum sql which, const struct datum *with, size_t count,
			    bool is_stream, struct rows *ret, struct error *err);
	enum fault (*next)(struct rows *r, bool *ret_row, struct error *err);
	void (*end)(struct rows *r);
	int64_t (*number)(const struct rows *r, int column);
	const char *(*text)(const struct rows *r, int column);
	struct table_bytes (*bytes)(const struct rows *r, int column);
	/* A statement whose rows nobody wants; what it comes to may be told by a later call of the
	   transaction. NULL: start, next and end. */
	enum fault (*run)(struct store *s, enum sql which, const struct datum *with, size_t count,
			  struct error *err);
	/* Asks what is going to be started next with the same parameters. NULL: it is not worth it.
	 */
	enum fault (*ahead)(struct store *s, enum sql which, const char *with, struct error *err);
	/* As run, row after row into a table, as one statement for many; NULL: one by one. */
	enum fault (*insert)(struct store *s, enum sql which, const struct table *t,
			     const void *const *rows, size_t count, struct error *err);
	enum fault (*compile)(struct store *s, struct error *err);
	/* NULL: nothing is parsed before it is run. */
	enum fault (*ready)(struct store *s, const enum sql *which, size_t count,
			    struct error *err);

	/* A database that was just made is filled, within begin: between fill_begin and fill_end it
	   is not looked anything up in. Of one table after the other, between pour_begin and
	   pour_end, rows are taken and nothing else is run. After a fault of any: rollback. */
	enum fault (*fill_begin)(struct store *s, struct error *err);
	enum fault (*fill_end)(struct store *s, struct error *err);
	enum fault (*pour_begin)(struct store *s, enum sql_table which, const struct table *t,
				 struct error *err);
	enum fault (*pour_row)(struct store *s, const struct datum *values, size_t count,
			       struct error *err);
	enum fault (*pour_end)(struct store *s, struct error *err);

	enum fault (*begin)(struct store *s, bool alone, struct error *err);
	enum fault (*commit)(struct store *s, struct error *err);
	void (*rollback)(struct store *s);
	/* Within begin. NULL, all: there are no other writers, whom a name keeps waiting, or whose
	   entries would want a lane of their own. lane_ahead: take_lane comes soon,
	   and then the head of that lane. */
	enum fault (*lock)(struct store *s, const char *name, struct error *err);
	enum fault (*lane_ahead)(struct store *s, const char *origin, struct error *err);
	enum fault (*take_lane)(struct store *s, int *ret, struct error *err);
	enum fault (*view)(struct store *s, struct error *err);
	void (*view_end)(struct store *s);
	enum fault (*check)(struct store *s, void (*tell)(void *ctx, const char *line), void *ctx,
			    bool *ret_whole, struct error *err);
	/* NULL: its rows are copied one by one. */
	enum fault (*copy)(struct store *s, const char *file, struct error *err);
	enum fault (*trim)(struct store *s, struct error *err);
	/* NULL: a commit is on the disk in any case. */
	enum fault (*settle)(struct store *s, struct error *err);
	/* Within begin: from commit on nobody writes any more, and it is not opened any more. */
	enum fault (*freeze)(struct store *s, struct error *err);
	/* Of store_arrive's: it is whole, and opens from now on. */
	enum fault (*arrived)(struct store *s, struct error *err);
	/* What it has open is closed until it is needed again, and opened again, as it was made
	   with `create` false and nothing to fill in; `patient`: for one that does not answer it
	   waits some seconds. */
	void (*rest)(struct store *s);
	enum fault (*wake)(struct store *s, bool patient, struct error *err);
	void (*close)(struct store *s);
};

/* What either engine's own begins with. */
struct store {
	const struct engine *engine;
	bool writing;   /* between begin and commit or rollback */
	bool viewing;   /* between view and view_end */
	bool peeking;   /* what is read then is told to nobody */
	bool streaming; /* a rows_stream has not ended */
	bool resting;   /* nothing is open */
	bool deferring; /* what is kept need not be on the disk before store_settle */
	bool undone;    /* what was begun last was given up for what others did, or for the line:
			   run anew it may well be kept */
};

/* Of one that is held open: it was moved. */
enum fault store_frozen(struct error *err);

/* Before anything is asked of an engine: it is not at rest. */
MUST_USE enum fault store_wake(struct store *s, struct error *err);

#endif
