/* papers.h - the papers of one application: what is asked for, what came, from whom; put, read,
 * taken back. */
#ifndef SERVICES_DOCUMENT_PAPERS_H
#define SERVICES_DOCUMENT_PAPERS_H

#include "services/application/application.h"
#include "services/document/paper.h"
#include "services/document/sum.h"

enum paper_state { PAPER_COMING, PAPER_WHOLE, PAPER_SHOWN };
const char *paper_state_code(enum paper_state state); /* "whole" */

/* Another application of the same person, which had it before; and when it came first. */
struct paper_origin {
	char reference[REFERENCE_DIGITS + 1];
	int64_t at;
};

/* One file, or that it was seen at a counter. */
struct paper_file {
	char id[33];
	enum paper_state state;
	const char *label; /* its name as it was sent, text_safe on show; "" of what was shown */
	enum paper_type type;
	int pages, width, height; /* as of struct paper_facts */
	int64_t bytes;            /* of one that is coming: what has come so far */
	int64_t at;               /* when it came whole or was shown; was gone on with last */
	const char *actor;        /* as an event's: applicant, operator, authority */
	bool sent;                /* with the application or a reply; else the authority is not
				     given it */
	char sum[PAPER_SUM + 1];  /* SHA-256 of its bytes, hex, as sha256sum says it; "" of what is
				     not whole, and for staff */
	struct paper_origin from; /* where it was taken from; its reference "": nowhere */
};

/* How it is with one paper of the definition. */
enum paper_standing {
	STANDING_MISSING,  /* nothing came */
	STANDING_COMING,   /* a file has begun to come */
	STANDING_CAME,     /* a file, whole */
	STANDING_SHOWN,    /* it was seen at a counter */
	STANDING_RETURNED, /* the authority has asked for it anew, and nothing came since */
	STANDING_OTHER,    /* another of which one is enough came, or was shown */
	STANDING_WITHHELD  /* something came that is not for the caller */
};
const char *paper_standing_code(enum paper_standing standing);    /* "missing" */
const char *paper_standing_message(enum paper_standing standing); /* N_("missing") */

struct paper_need {
	const struct paper *paper;
	bool asked; /* by the answers as they are; always so where those are not known */
	enum paper_standing standing;
	const struct named *named; /* what is wrong with it, of a correction that is open; NULL */
	const struct paper_file *files; /* the oldest first */
	size_t file_count;
	struct date until; /* the last day on which it is valid, by the answers; year 0: not said */
	bool lapsed;       /* that day is over */
};

struct papers {
	struct paper_need *needs; /* those that are asked for or came, by the definition's order;
				     only such as may be sent as files, or were shown */
	size_t count;
	size_t asked,
		settled; /* how many must come, or are here, each choice once; of those are here */
	bool seer;       /* the caller may say that one was seen at a counter */
	bool open;       /* files may be put now, by the caller */
	bool takes;      /* and be taken from another application, once its PIN was shown */
};

/* Whether it has to come as a file, or be shown; else it may be brought on paper later. */
bool paper_must_come(const struct paper_need *need);

/* Whether papers of this service may be sent as files at all. */
bool papers_by_file(const struct service *s);

/* `s` is the version that the application began with, `f` its answers (NULL: not known). Of what
 * was submitted this is a look, as at application_open. Staff are given those of the classes that
 * their roles see, and nothing that was not sent. */
MUST_USE enum fault papers_list(struct registry *r, struct caller *v, const struct application *a,
				const struct service *s, const struct form *f, struct arena *arena,
				struct papers *ret, struct error *err);

/* --- putting --- */

/* Which one: a paper of the definition by its id, and the name of the file. */
struct paper_place {
	const struct application *application;
	const struct service *service;
	const char *requirement;
	const char *label; /* as it was sent */
	bool half;         /* for paper_drop: only one that is coming */
};

/*
 * A file on its way: begun, or gone on with where one of this name is coming; `anew`: what came of
 * it before is thrown away. It is kept for LIMIT_PAPER_HOURS. As long as the application is a
 * draft, and of what was sent while a correction is open that names it (or names nothing).
 *
 * FAULT_INPUT: no such paper, or no name for a file; FAULT_DENIED: not now, not by this caller, or
 * too many, too much; FAULT_MISSING as everywhere.
 */
struct paper_upload;
MUST_USE enum fault paper_begin(struct registry *r, struct caller *v, const struct paper_place *at,
				bool anew, struct paper_upload **ret, struct error *err);

/* What has come so far: who goes on does so from there. */
int64_t paper_come(const struct paper_upload *u);

/* FAULT_INPUT: a gap, or more than LIMIT_PAPER; FAULT_CONFLICT: it is gone on with elsewhere. */
MUST_USE enum fault paper_write(struct paper_upload *u, int64_t offset, const void *bytes,
				size_t len, struct error *err);

/* It is all there: `judge` says what it is. Taken, it is a paper of the application, in the place
 * of one of its name; that it was put is entered with who did. FAULT_INPUT: it is none, and is
 * thrown away; FAULT_CONFLICT: it ends too early, and is kept; FAULT_BUSY: nobody could judge it
 * (NULL: there is nobody), and it is kept. `ret` (may be NULL) is told what it is. */
MUST_USE enum fault paper_end(struct paper_upload *u, const struct paper_judge *judge,
			      struct paper_facts *ret, struct error *err);

/* Keeps what has come; never NULL's concern. */
void paper_close(struct paper_upload *u);

/* --- what was given before --- */

/* A file of another application that may be taken for a paper of this one. */
struct paper_offer {
	const struct paper *paper; /* of this application's definition */
	const char *there;         /* id of the one that it was given as */
	struct paper_file file;    /* as it is there */
	struct date until;         /* its last day, by what was answered there; year 0: not said */
};

/* The two applications, whose papers are of one kind by their ids or as the first's definition says
 * (`same_as`), each with the version that it began with. */
struct paper_pair {
	const struct application *to, *from;
	const struct service *to_service, *from_service;
};

/* The other one, by its reference as typed: only for who may take from it. FAULT_MISSING as
 * everywhere. */
MUST_USE enum fault papers_before(struct registry *r, const struct caller *v, const char *reference,
				  struct application *ret, struct error *err);

/*
 * What may be taken, in `arena`: whole files that are valid still, of papers that the answers `f`
 * of the first ask for (NULL: any). Asks ACCESS_TAKE of both: their PINs were shown, or they are
 * the person's whose account signed in, or who is served; so nobody learns of others' papers. It is
 * a look at the other. FAULT_INPUT: it is the same one.
 */
MUST_USE enum fault papers_offered(struct registry *r, struct caller *v,
				   const struct paper_pair *pair, const struct form *f,
				   struct arena *arena, struct paper_offer **ret, size_t *ret_count,
				   struct error *err);

/* Takes one, by the id of its file, for the paper of this id: its bytes are sealed anew as this
 * application's, as what they were judged to be, in the place of one of its name; entered in the
 * ledger of both. Faults as of paper_begin; FAULT_MISSING: it is not among what is offered. */
MUST_USE enum fault paper_take(struct registry *r, struct caller *v, const struct paper_pair *pair,
			       const char *requirement, const char *file, struct error *err);

/* --- what is there --- */

/* Another name; of one that is coming it is only that, and another coming of the new name is thrown
 * away. FAULT_MISSING: there is none of the place's
 * name, or it was sent and stays. */
MUST_USE enum fault paper_rename(struct registry *r, struct caller *v, const struct paper_place *at,
				 const char *label, struct error *err);

/* Takes one back that was not sent yet. FAULT_MISSING as above. */
MUST_USE enum fault paper_drop(struct registry *r, struct caller *v, const struct paper_place *at,
			       struct error *err);

/* One of staff, who serves the person or whose turn it is, has seen it on paper; or takes that
 * back. */
MUST_USE enum fault paper_show(struct registry *r, struct caller *v, const struct paper_place *at,
			       bool shown, struct error *err);

/* Its bytes, by its id, for whoever papers_list gives it to. For staff each is entered in the
 * ledger, and is among the looks that its applicant is told of. */
struct paper_reading;
MUST_USE enum fault paper_open(struct registry *r, struct caller *v, const struct application *a,
			       const struct service *s, const char *id, struct paper_reading **ret,
			       struct error *err);
int64_t paper_size(const struct paper_reading *p);
MUST_USE enum fault paper_read(struct paper_reading *p, int64_t offset, void *to, size_t room,
			       size_t *ret_len, struct error *err);
void paper_close_reading(struct paper_reading *p);

/* A name for a file, as it is kept: clean, on one line, in `a`. FAULT_INPUT: it is none. */
MUST_USE enum fault paper_label(struct arena *a, const char *typed, const char **ret,
				struct error *err);
/* Whether programs give such a name to what is not all there yet ("….filepart"). */
bool paper_is_for_now(const char *label);

/* --- the portal's own --- */

/* What is coming and nobody went on with, and files that no row names. */
MUST_USE enum fault papers_forget(struct registry *r, struct error *err);

#endif
