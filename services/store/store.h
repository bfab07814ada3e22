/* store.h - the registry's database: held by one writer at a time, and checked. */
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
 *   store_event        what happened to an application
 *
 * A function that fails leaves its results untouched. FAULT_BUSY: the disk is full, cannot be
 * written, or the registry is held by somebody; nothing of the transaction was kept (but see
 * store_commit). FAULT_BROKEN:
 * the registry is damaged, or a bug.
 */
struct store;

void store_close(struct store *s);

/* Writers take turns. Between begin and commit all reads see one state; rollback without begin does
   nothing. What store_commit acknowledges is on the disk. FAULT_BUSY with this code in `err`: the
   database has gone away, or waits for its standby, and may have kept it or may still do so. */
#define STORE_DOUBT "doubt"
MUST_USE enum fault store_begin(struct store *s, struct error *err);
MUST_USE enum fault store_commit(struct store *s, struct error *err);
void store_rollback(struct store *s);

/* Until store_view_end all reads see one moment, while others go on writing. Not within begin. */
MUST_USE enum fault store_view(struct store *s, struct error *err);
void store_view_end(struct store *s);

/* The database's own check of its pages, indexes and references; each finding is told. */
MUST_USE enum fault store_check(struct store *s, void (*tell)(void *ctx, const char *line),
				void *ctx, bool *ret_whole, struct error *err);

/* Moves all that is committed into the database file and empties the write-ahead log, so that
   erased text is in neither. Somebody reading just now is no fault. */
MUST_USE enum fault store_trim(struct store *s, struct error *err);

#endif
