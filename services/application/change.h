/* change.h - one change of one application: read, altered, entered in the ledger, committed. */
#ifndef SERVICES_APPLICATION_CHANGE_H
#define SERVICES_APPLICATION_CHANGE_H

#include "services/access/access.h"
#include "services/application/application.h"
#include "services/application/record.h"
#include "services/registry/id.h"
#include "services/registry/ledger.h"
#include "services/store/store_application.h"

/*
 *   change_begin ─▶ alter c.row, answers ─▶ change_event* ─▶ change_enter ─▶ change_end
 *                                                                           (commit, or rollback
 *                                                                            after a fault)
 * Nothing is told to the caller of the engine before change_end. All from change_begin to
 *change_end stands in a loop that change_again ends, since others' changes or a lost line may undo
 *it: what it alters besides is set anew in each run.
 *
 *	do {
 *		fault = change_begin(&c, …);
 *		…
 *		fault = change_end(&c, fault, a, err);
 *	} while (change_again(&c, fault));
 */
struct change {
	struct registry *registry;
	const struct caller *caller;
	struct caller *paced; /* the same where the act takes of its paces, which it gets back where
				 the act is not kept; NULL: it takes none */
	const char *reference; /* by which the row is read; NULL: by its id */
	const char *also;      /* the id of another application that nobody else changes meanwhile;
				  NULL or "": none */
	bool compares_answers; /* with all that there are: they are read with the row */
	struct store_application row;
	struct arena *arena;
	int64_t now;
	int64_t as_of;                  /* for what moment lines of the history stand; 0: now */
	int64_t before;                 /* the row's revision as it was read; 0: a new one */
	bool was_draft;                 /* when it was read */
	bool is_stale;                  /* the caller has not seen what it is now */
	bool is_upkeep;                 /* nobody's doing: when it was changed last stays */
	struct record_content *content; /* all answers, where the act writes them, or where they
					   were read before; NULL: neither */
	struct record_content *ahead;   /* what was read before, for the first run; NULL: nothing */
	int event;                      /* number of the line of the history that it wrote; 0: none
					 */
	struct access_by by;            /* in which role staff do it */
	char operation[ID_LENGTH + 1];  /* "" before the first run: a new one is drawn */
	struct store_application given; /* the row before the first run */
	int64_t paces[CALLER_PACES];    /* and what stood in `paced` */
	struct store_runs runs;
};

/* Begins to write, reads the row of `id` ("" for a new one, which stands in c.row), which nobody
 * else changes then, and asks whether the caller may do this. FAULT_MISSING: it was wiped, or is
 * not for this caller; FAULT_DENIED. change_end must follow, also after a fault. */
MUST_USE enum fault change_begin(struct change *c, enum access_act act, const char *id,
				 struct error *err);

/* The two halves of it, where what is asked depends on the row: who may is asked at once, with
 * whose turn it is (enum stage_actor, or ACCESS_NO_STAGE). */
MUST_USE enum fault change_read(struct change *c, const char *id, struct error *err);
MUST_USE enum fault change_may(struct change *c, enum access_act act, int actor, struct error *err);
/* The same, where the turn may be a role's, and the act one of a definition. */
MUST_USE enum fault change_may_at(struct change *c, enum access_act act,
				  const struct access_turn *turn, struct error *err);

/* As whom the ledger knows the caller; with the role, the office, the purpose and the face. */
const char *change_actor(const struct caller *v);
struct ledger_entry change_who(const struct caller *v);

/* As whom lines of the application's history know them; who has begun it for somebody does nothing
 * else with it. */
const char *change_event_actor(const struct change *c);

/* Whether the caller has seen the row as it is: FAULT_CONFLICT, with who changed it meanwhile,
 * where `a` is of another revision. */
MUST_USE enum fault change_compare(struct change *c, const struct application *a,
				   struct error *err);

/* A line of the history by the caller's role, in the state and stage that the row has now. */
MUST_USE enum fault change_event(struct change *c, const char *note, struct error *err);

/* Raises the revision, writes the row's state and enters the act, with the digest of all that the
 * application is now. */
MUST_USE enum fault change_enter(struct change *c, enum ledger_act act, const char *reason,
				 struct error *err);

/* Writes what saving changes, without an entry: a draft's place, and its time; and what is vouched
 * for in the row, where a part of it has changed that no entry speaks for. */
MUST_USE enum fault change_save(struct change *c, struct error *err);

/* An entry without a digest: nothing changed, or all is gone. */
MUST_USE enum fault change_note(struct change *c, enum ledger_act act, struct error *err);

/* Commits after FAULT_NONE, else rolls back and passes `fault` on. `a` (may be NULL) is told what
 * the row is now, also where they had not seen it (is_stale); the revision of a draft only where
 * `a` was not behind. */
MUST_USE enum fault change_end(struct change *c, enum fault fault, struct application *a,
			       struct error *err);

/* Whether it is to be run anew, from change_begin on, as the same operation: store_again. */
bool change_again(struct change *c, enum fault fault);

/* A state by its code; and the row as callers see it. */
enum application_state change_state(const char *code);
void change_show(const struct store_application *row, struct application *ret);

#endif
