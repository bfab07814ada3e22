/* store.h - the registry's database: held by who writes, and checked. */
#ifndef SERVICES_STORE_STORE_H
#define SERVICES_STORE_STORE_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Everything below services/store/ speaks SQL and nothing above does. The other faces of the
 * folder say what they keep:
 *
 *   store_definition   texts of service definitions        store_ledger   entries and their head
 *   store_application  applications, holders, requests     store_visitor  tries, choices of keys
 *   store_answer       sealed answers and items
 *   store_event        what happened to an application    store_party    persons and offices
 *   store_account      accounts, their keys and grants
 *
 * A function that fails leaves its results untouched. FAULT_BUSY: the disk is full, cannot be
 * written, or the registry is held by somebody; nothing of the transaction was kept (but see
 * store_commit). FAULT_BROKEN: the registry is damaged, or a bug.
 */
struct store;

void store_close(struct store *s);

/* Closes what it has open until it is needed again; within a transaction or a view it does nothing.
 */
void store_rest(struct store *s);
bool store_is_resting(const struct store *s);

/* Opens it where it is at rest; waits some seconds for a database that does not answer, as
   store_begin does, and reads do not. */
MUST_USE enum fault store_await(struct store *s, struct error *err);

/*
 * Writers of SQLite take turns: between begin and commit all reads see one state. Writers of
 * PostgreSQL run side by side, and each read sees what others have committed by then: who reads
 * what they are going to change locks it first, always in this order, so that no two wait for each
 * other:
 *
 *   an application (store_application_lock)  ─▶  a name (store_lock)  ─▶  rows of visitors: pace,
 *   then tries, from networks to all, then choices  ─▶  a lane of the ledger (store_ledger_lane)
 *
 * A call that only writes may be told of later, by any call of the transaction, at the latest by
 * store_commit; what that acknowledges is on the disk. Rollback without begin does nothing.
 *
 * FAULT_BUSY with the code STORE_DOUBT, of store_commit: the database has gone away, or waits for
 * its standby, and may have kept it or may still do so.
 */
#define STORE_DOUBT "doubt"
MUST_USE enum fault store_begin(struct store *s, struct error *err);
MUST_USE enum fault store_commit(struct store *s, struct error *err);
void store_rollback(struct store *s);

/* The same with nobody else writing until commit, whoever has begun before: for what changes the
   tables themselves, or rows that others refer to. */
MUST_USE enum fault store_begin_alone(struct store *s, struct error *err);

/* From now on a commit of this process need not be on the disk until store_settle says that all
   are: for a long way of which nobody is told before its end. Others' commits and looks are as
   ever. */
void store_defer(struct store *s);
MUST_USE enum fault store_settle(struct store *s, struct error *err);

/* Until commit nobody else has this name. */
MUST_USE enum fault store_lock(struct store *s, const char *name, struct error *err);

/* After a transaction that came to a fault and was rolled back: whether it is to be run anew, from
   its begin on, under the same operation. So it is where the database gave it up for what others
   did at once, or lost the line before it was kept; not more than some times, or for more than some
   seconds, from when `runs` (zeroed before the first) began. Waits a moment. */
struct store_runs {
	int count;
	int64_t since; /* milliseconds */
};
bool store_again(struct store *s, struct store_runs *runs);

/* Until store_view_end all reads see one moment, while others go on writing. Not within begin. */
MUST_USE enum fault store_view(struct store *s, struct error *err);
void store_view_end(struct store *s);

/* The same for what nobody is told, nor acts on, before it was looked at again within begin: that
   it is on the disk is not waited for. */
MUST_USE enum fault store_peek(struct store *s, struct error *err);

/* Whether one who writes keeps all others waiting. */
bool store_takes_turns(const struct store *s);

/* Within a view: the database's own check of its pages, indexes and references; each finding is
   told. `ret_whole` is left alone where it could not be looked at to its end. */
MUST_USE enum fault store_check(struct store *s, void (*tell)(void *ctx, const char *line),
				void *ctx, bool *ret_whole, struct error *err);

/* Moves all that is committed into the database file and empties the write-ahead log, so that
   erased text is in neither. Somebody reading just now is no fault. */
MUST_USE enum fault store_trim(struct store *s, struct error *err);

#endif
