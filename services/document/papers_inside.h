/* papers_inside.h - what the files of the papers of an application share. */
#ifndef SERVICES_DOCUMENT_PAPERS_INSIDE_H
#define SERVICES_DOCUMENT_PAPERS_INSIDE_H

#include "services/application/course.h"
#include "services/document/content.h"
#include "services/document/papers.h"

/* The rows of one application, read whole before anything else is asked of the store, and the names
 * of files in them. */
struct paper_rows {
	struct arena *arena;
	const struct seal *seal;
	struct paper_row {
		struct store_paper row;
		const char *label;
		struct paper_origin from;
	} * rows;
	size_t count, room;
};
MUST_USE enum fault paper_rows_read(struct registry *r, const char *application,
				    struct paper_rows *ret, struct error *err);

/* Seals a name into a row, with where it was taken from (NULL: nowhere). FAULT_INPUT: it finds no
 * room. */
MUST_USE enum fault paper_put_label(const struct seal *s, struct store_paper *row,
				    const char *label, const struct paper_origin *from,
				    struct error *err);

/* A row as it is shown, without what its application says of it. */
void paper_show_row(const struct paper_row *from, struct paper_file *to);

/* In a transaction of its own: the caller, who may `act` with its application, has read this one.
 */
MUST_USE enum fault paper_enter_read(struct registry *r, struct caller *v, enum access_act act,
				     const struct store_paper *paper, struct error *err);

/* As paper_begin, of what was given before and judged then; its bytes count for no network. It ends
 * as these facts, and with this sum: else FAULT_BROKEN. */
MUST_USE enum fault paper_begin_from(struct registry *r, struct caller *v,
				     const struct paper_place *at, const struct paper_origin *from,
				     struct paper_upload **ret, struct error *err);
MUST_USE enum fault paper_end_as(struct paper_upload *u, const struct paper_facts *facts,
				 const char *sum, struct error *err);

/* FAULT_INPUT: the definition has no paper of this id, that may be sent or is brought. */
MUST_USE enum fault paper_find_any(const struct service *s, const char *id, struct error *err);

/* The paper of the definition that may be sent as a file; FAULT_INPUT: there is none. */
MUST_USE enum fault paper_find(const struct service *s, const char *id, const struct paper **ret,
			       struct error *err);

/* Whether what was put when the history had `event` lines has gone to the authority since. */
bool paper_is_sent(const struct store_application *row, const struct event *events, size_t count,
		   int event);

/* A change of what may be put: begun by asking whether it may be now. */
struct paper_change {
	struct change change;
	struct course course;
	struct paper_rows rows;
	bool over;   /* clocks had something to do before */
	bool anyway; /* also of what was sent, whoever's turn it is: who asks may */
};
MUST_USE enum fault paper_change_begin(struct paper_change *c, const struct paper_place *at,
				       struct error *err);
MUST_USE enum fault paper_change_end(struct paper_change *c, const struct paper_place *at,
				     enum fault fault, struct error *err);

/* Writes a row with its digest; enters it. */
MUST_USE enum fault paper_write_row(struct paper_change *c, struct store_paper *row,
				    enum ledger_act act, struct error *err);
/* Takes one away, with what is entered where it was. */
MUST_USE enum fault paper_drop_row(struct paper_change *c, const struct store_paper *row,
				   struct error *err);

/* What there may be; FAULT_DENIED tells the visitor what to do. A further one from a network; one
 * of so many bytes for the application. */
MUST_USE enum fault paper_room_check(struct paper_change *c, const char *source, struct error *err);
MUST_USE enum fault paper_room_take(const struct paper_change *c, int64_t bytes, struct error *err);

/* Of the caller's network: the bytes that came, in a transaction of its own, also of what is
 * deleted afterwards; `judges`: they are to be judged, which FAULT_DENIED puts off. */
MUST_USE enum fault paper_room_count(struct registry *r, const struct caller *v, int64_t bytes,
				     bool judges, struct error *err);

#endif
