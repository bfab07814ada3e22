/* postgres.h - for the files postgres*.c alone: the database behind the row face, PostgreSQL. */
#ifndef SERVICES_STORE_POSTGRES_H
#define SERVICES_STORE_POSTGRES_H

#include "i18n/base/buffer.h"
#include "services/store/engine.h"
#include "services/store/store_open.h"

#include <libpq-fe.h>

/* The calls of libpq that are used here. It is loaded where a registry is in PostgreSQL, and not
   linked: it brings a dozen libraries, whose mappings both forks of every visit would copy for
   those who have none. */
#define POSTGRES_CALLS(F)                                                                          \
	F(PQclear)                                                                                 \
	F(PQcmdStatus)                                                                             \
	F(PQconnectdbParams)                                                                       \
	F(PQconninfoFree)                                                                          \
	F(PQconninfoParse)                                                                         \
	F(PQconsumeInput)                                                                          \
	F(PQcopyResult)                                                                            \
	F(PQenterPipelineMode)                                                                     \
	F(PQerrorMessage)                                                                          \
	F(PQexitPipelineMode)                                                                      \
	F(PQfinish)                                                                                \
	F(PQflush)                                                                                 \
	F(PQgetResult)                                                                             \
	F(PQgetlength)                                                                             \
	F(PQgetvalue)                                                                              \
	F(PQisBusy)                                                                                \
	F(PQntuples)                                                                               \
	F(PQpipelineSync)                                                                          \
	F(PQprepare)                                                                               \
	F(PQputCopyData)                                                                           \
	F(PQputCopyEnd)                                                                            \
	F(PQresultErrorField)                                                                      \
	F(PQresultErrorMessage)                                                                    \
	F(PQresultStatus)                                                                          \
	F(PQsendPrepare)                                                                           \
	F(PQsendQuery)                                                                             \
	F(PQsendQueryParams)                                                                       \
	F(PQsendQueryPrepared)                                                                     \
	F(PQsetNoticeReceiver)                                                                     \
	F(PQsetSingleRowMode)                                                                      \
	F(PQsetnonblocking)                                                                        \
	F(PQsocket)                                                                                \
	F(PQstatus)                                                                                \
	F(PQtransactionStatus)
#define POSTGRES_CALL(name) __typeof__(name) *name;
extern struct postgres_library {
	POSTGRES_CALLS(POSTGRES_CALL)
} postgres_library;

/* Before any of them, and before a fork or a fence that is to have them; any number of times.
   FAULT_MISSING: it is not on this machine. */
MUST_USE enum fault postgres_load(struct error *err);

#define PQclear postgres_library.PQclear
#define PQcmdStatus postgres_library.PQcmdStatus
#define PQconnectdbParams postgres_library.PQconnectdbParams
#define PQconninfoFree postgres_library.PQconninfoFree
#define PQconninfoParse postgres_library.PQconninfoParse
#define PQconsumeInput postgres_library.PQconsumeInput
#define PQcopyResult postgres_library.PQcopyResult
#define PQenterPipelineMode postgres_library.PQenterPipelineMode
#define PQerrorMessage postgres_library.PQerrorMessage
#define PQexitPipelineMode postgres_library.PQexitPipelineMode
#define PQfinish postgres_library.PQfinish
#define PQflush postgres_library.PQflush
#define PQgetResult postgres_library.PQgetResult
#define PQgetlength postgres_library.PQgetlength
#define PQgetvalue postgres_library.PQgetvalue
#define PQisBusy postgres_library.PQisBusy
#define PQntuples postgres_library.PQntuples
#define PQpipelineSync postgres_library.PQpipelineSync
#define PQprepare postgres_library.PQprepare
#define PQputCopyData postgres_library.PQputCopyData
#define PQputCopyEnd postgres_library.PQputCopyEnd
#define PQresultErrorField postgres_library.PQresultErrorField
#define PQresultErrorMessage postgres_library.PQresultErrorMessage
#define PQresultStatus postgres_library.PQresultStatus
#define PQsendPrepare postgres_library.PQsendPrepare
#define PQsendQuery postgres_library.PQsendQuery
#define PQsendQueryParams postgres_library.PQsendQueryParams
#define PQsendQueryPrepared postgres_library.PQsendQueryPrepared
#define PQsetNoticeReceiver postgres_library.PQsetNoticeReceiver
#define PQsetSingleRowMode postgres_library.PQsetSingleRowMode
#define PQsetnonblocking postgres_library.PQsetnonblocking
#define PQsocket postgres_library.PQsocket
#define PQstatus postgres_library.PQstatus
#define PQtransactionStatus postgres_library.PQtransactionStatus

/* An answer that was asked for before anybody wants it. */
struct ahead {
	enum sql which; /* SQL_COUNT: which lane it has, with nothing; SQL_HEAD_GET: of that lane */
	char with[40];
	int place; /* among what is queued; -1: it has come */
	int uses;  /* how often it will be wanted */
	PGresult *result;
};
#define AHEAD_MOST 12

/* postgres_names.c: what is prepared in the session that a transaction has. */
#define POSTGRES_NAME "portal_"
#define NAME_ROOM (sizeof(POSTGRES_NAME) + 16) /* with the sum behind it, and a NUL */
#define NAMES_MADE_MOST 64                     /* in one transaction */
struct names {
	bool is_asked;  /* the last statement on its way is the one that asks for them */
	bool is_told;   /* in this transaction, and they may be used */
	bool is_proven; /* on this line: whether a name is kept as it was given, */
	bool is_unfit;  /* and that it is not */
	PGresult *told; /* all of them behind each other; NULL: none */
	char made[NAMES_MADE_MOST][NAME_ROOM]; /* since */
	int made_count;
};

struct postgres {
	struct store store; /* first: either is found from the other */
	PGconn *line;       /* NULL: none */
	char *address;
	int queued; /* statements whose answers were not awaited yet */
	struct ahead ahead[AHEAD_MOST];
	int ahead_count;
	struct names names;
	int lane;            /* of the ledger, that the transaction has; -1: none yet */
	bool is_local;       /* the last commit is said to be on the primary's disk alone */
	int silence;         /* milliseconds that a stream may say nothing, POSTGRES_SILENCE; and */
	int doubt;           /* that one waits for a COMMIT, POSTGRES_DOUBT. Tests have less */
	char mark[33];       /* of what is being written: a row that nothing else makes */
	PGresult *aids;      /* postgres_pour.c: what is made again when all rows are there */
	struct buffer piece; /* of rows, not handed over yet */
};

static inline struct postgres *postgres_of(const struct store *s)
{
	return (struct postgres *)(uintptr_t)s;
}

/* Opens the database at `address` (a URI or key=value pairs as libpq takes them) as store_open
   says; FAULT_BUSY where nobody answers there. */
MUST_USE enum fault postgres_open(const char *address, bool create,
				  const struct store_filler *filler, struct store **ret,
				  struct error *err);

/* The same, but that nobody is called before it is needed. */
MUST_USE enum fault postgres_open_later(const char *address, struct store **ret, struct error *err);

/* store_arrive's. */
MUST_USE enum fault postgres_arrive(const char *address, struct store **ret, struct error *err);

/* postgres_line.c: whether the line is not known to be gone; one try to make it anew where it is.
 */
bool postgres_is_up(const struct postgres *s);
MUST_USE enum fault postgres_dial(struct postgres *s, struct error *err);

/* The same, for some seconds where nobody answers; what was begun on a line that is gone is gone
   too. _find_again asks the server besides whether it is there. */
MUST_USE enum fault postgres_find_line(struct postgres *s, struct error *err);
MUST_USE enum fault postgres_find_again(struct postgres *s, struct error *err);

/* Ends a transaction that is none, or is not to be kept. */
void postgres_undo(struct postgres *s);

int64_t postgres_clock(void); /* milliseconds, of durations */
/* Until it is worth asking again; `tries` counts from 0. */
void postgres_pause(int *tries);

/* The next result of what was sent, as PQgetResult has it; the last one; and that of statements
   without parameters, which it sends. Where none has come by then the line is given up and NULL
   comes back: nothing is cancelled, so that what was sent may still be done. */
#define POSTGRES_STATEMENT 60000 /* milliseconds for one that is no COMMIT, */
#define POSTGRES_ALL 14400000    /* and for one that goes over all rows that there are */
#define POSTGRES_SILENCE 600000  /* between two rows of a stream: some sort all before the first */
#define POSTGRES_DOUBT 15000     /* until one is told that it is not known whether it was stored */
PGresult *postgres_result(struct postgres *s, int64_t until);
PGresult *postgres_answer(struct postgres *s, int milliseconds);
PGresult *postgres_ask(struct postgres *s, const char *text, int milliseconds);

/* Until all that was handed over has been sent; false: the line was given up, as above. */
bool postgres_is_sent(struct postgres *s, int64_t until);

/* Runs statements without parameters; `ret` (may be NULL) is for PQclear. */
MUST_USE enum fault postgres_exec(struct postgres *s, const char *text, PGresult **ret,
				  struct error *err);
/* One that goes over all rows, by nobody who makes a visitor wait. */
MUST_USE enum fault postgres_exec_all(struct postgres *s, const char *text, struct error *err);

/* What a result, or the line where `r` is NULL, tells, as a fault with words. */
enum fault postgres_fault(struct postgres *s, const PGresult *r, struct error *err);

#define PARAMETERS_MOST 64

/* What libpq takes of a statement's parameters, all in binary. */
struct parameters {
	Oid types[PARAMETERS_MOST];
	const char *values[PARAMETERS_MOST];
	int lengths[PARAMETERS_MOST], formats[PARAMETERS_MOST];
	uint64_t numbers[PARAMETERS_MOST]; /* the big end first */
};

/* Points into the datum. */
void postgres_put_parameter(struct parameters *p, size_t at, const struct datum *d);

/* Behind what is in the buffer: the last `bytes` of a number, the big end first; a value with its
   length before it, as rows of COPY and arrays have it. What one says whose buffer is full. */
void postgres_add_number(struct buffer *to, int64_t number, size_t bytes);
void postgres_add_value(struct buffer *to, const struct datum *d);
enum fault postgres_overfull(size_t most, struct error *err);

/* postgres_queue.c: sends a statement (`p` NULL: without parameters) whose answer is looked at
   later; awaits the answers of all that were sent so, up to the first that failed, for as long as
   one statement may take or until then. `ret` (may be NULL): the last one's, for PQclear. */
MUST_USE enum fault postgres_queue(struct postgres *s, const char *text, const struct parameters *p,
				   int count, struct error *err);
/* The same, of one that is not kept prepared: each time another, or not worth it. */
MUST_USE enum fault postgres_queue_once(struct postgres *s, const char *text,
					const struct parameters *p, int count, struct error *err);
/* The same, with nothing before it whose answer is awaited. */
MUST_USE enum fault postgres_queue_alone(struct postgres *s, const char *text,
					 const struct parameters *p, int count, struct error *err);
enum fault postgres_settle(struct postgres *s, PGresult **ret, struct error *err);
enum fault postgres_settle_until(struct postgres *s, int64_t until, PGresult **ret,
				 struct error *err);
bool postgres_is_good(const PGresult *r);

/* Asks ahead, by the statement or by another text for it; *ret the answer that was asked for
   so, which is the caller's then, NULL: it was not; lets go of those that nobody wanted. */
enum fault postgres_ahead(struct store *s, enum sql which, const char *with, struct error *err);
MUST_USE enum fault postgres_ahead_of(struct postgres *s, enum sql which, const char *text,
				      const char *with, struct error *err);
MUST_USE enum fault postgres_take_ahead(struct postgres *s, enum sql which,
					const struct datum *with, size_t count, PGresult **ret,
					struct error *err);
void postgres_drop_ahead(struct postgres *s);

/* postgres_names.c: under which name the session of this transaction has a statement prepared,
   which is on its way to be where it was not; "": under none. _are: what the session has (`told` is
   given away), asked for by whoever begins. _are_wrong: whether it is that which
   the server says; then none is used on this line any more, so that whatever is run again goes
   without. _forget: another transaction may have another session. */
MUST_USE enum fault postgres_names_find(struct postgres *s, const char *text,
					const struct parameters *p, int count, char ret[NAME_ROOM],
					struct error *err);
void postgres_names_are(struct postgres *s, PGresult *told);
bool postgres_names_are_wrong(struct postgres *s, const char *state);
void postgres_names_forget(struct postgres *s);

/* postgres_turn.c: of the engine, writing. */
enum fault postgres_begin(struct store *s, bool alone, struct error *err);
enum fault postgres_commit(struct store *s, struct error *err);
/* All that was kept is on the disk, and on a standby's that is waited for. */
enum fault postgres_flush(struct store *s, struct error *err);
void postgres_rollback(struct store *s);
enum fault postgres_lock(struct store *s, const char *name, struct error *err);
enum fault postgres_lane_ahead(struct store *s, const char *origin, struct error *err);
enum fault postgres_take_lane(struct store *s, int *ret, struct error *err);

/* postgres_rows.c: the row face. */
enum fault postgres_run(struct store *s, enum sql which, const struct datum *with, size_t count,
			struct error *err);
enum fault postgres_insert(struct store *s, enum sql which, const struct table *t,
			   const void *const *rows, size_t count, struct error *err);
enum fault postgres_start(struct store *s, enum sql which, const struct datum *with, size_t count,
			  bool is_stream, struct rows *ret, struct error *err);
enum fault postgres_next(struct rows *r, bool *ret_row, struct error *err);
void postgres_end(struct rows *r);
int64_t postgres_number(const struct rows *r, int column);
const char *postgres_text(const struct rows *r, int column);
struct table_bytes postgres_bytes(const struct rows *r, int column);
enum fault postgres_compile(struct store *s, struct error *err);

/* postgres_pour.c: rows into tables, of which engine.h says more. */
enum fault postgres_fill_begin(struct store *s, struct error *err);
enum fault postgres_fill_end(struct store *s, struct error *err);
enum fault postgres_pour_begin(struct store *s, enum sql_table which, const struct table *t,
			       struct error *err);
enum fault postgres_pour_row(struct store *s, const struct datum *values, size_t count,
			     struct error *err);
enum fault postgres_pour_end(struct store *s, struct error *err);

/* postgres_check.c: of the engine. Within a view, which goes on. */
enum fault postgres_check(struct store *s, void (*tell)(void *ctx, const char *line), void *ctx,
			  bool *ret_whole, struct error *err);

/* postgres_scripts.c: the script of each version from the first on, NULL behind the newest. */
#define POSTGRES_FIRST 7
extern const char *const postgres_scripts[];

/* postgres_schema.c: the tables of one that another is moved into, made anew where it was begun
   before. FAULT_CONFLICT: there is a registry. */
MUST_USE enum fault postgres_schema_arrive(struct postgres *s, struct error *err);

/* The tables, made or brought up to date. FAULT_MISSING: there are none. */
MUST_USE enum fault postgres_schema_apply(struct postgres *s, bool create,
					  const struct store_filler *filler, struct error *err);

#endif
