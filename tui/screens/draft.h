/* draft.h - one draft on its way: the form, its application in the registry, and what was entered
 * wrongly last. */
#ifndef TUI_SCREENS_DRAFT_H
#define TUI_SCREENS_DRAFT_H

#include "tui/screens/screen.h"

/* An answer that was not taken: it stands there again when the person comes back to its question.
 */
struct rejected {
	struct field_path at;
	char *raw; /* as it was typed */
	struct error error;
	struct rejected *next;
};

/* Shared by the screens of one application being filled in; counted, freed with the last of them.
 */
struct draft {
	int holders;
	struct arena *arena; /* holds a service version that is not the catalogue's */
	const struct service *service;
	struct form *form;
	struct application application;
	struct application first;  /* what it will be an appeal of; its id "": nothing */
	bool is_shared;            /* the visitor works on it, and is not its applicant */
	char pin[PIN_DIGITS + 1];  /* of a draft begun in this visit; "" else */
	struct arena *named_in;    /* what holds these: NULL where there are none */
	const struct named *named; /* of a correction: the only answers that are open */
	size_t named_count;        /* 0: it is a draft, and all of them are */
	struct rejected *rejected; /* the newest first */
	struct field_path
		remarked; /* given just now, and worth a second look; question NULL: none */
};

/* A form that is filled in before there is a draft: nothing of it is kept until draft_keep. What is
 * known of a person who is served stands in it. */
struct draft *draft_try(const struct context *x, const struct service *s);

/* Makes it a draft with a reference and a PIN, and what was answered so far. On a fault it is as
 * before. */
MUST_USE enum fault draft_keep(const struct context *x, struct draft *j, struct error *err);
bool draft_is_kept(const struct draft *j);

/* For a preview: every question is asked and nothing is kept anywhere, though pages see a draft
 * with a reference once draft_show_kept was called. The form is of no use for answers. */
struct draft *draft_show(const struct context *x, const struct service *s);
void draft_show_kept(struct draft *j);

/* Begins a draft, or goes on with a stored one (application opened before). NULL and `err` on a
 * fault. */
struct draft *draft_begin(const struct context *x, const struct service *s, struct error *err);
struct draft *draft_resume(const struct context *x, const struct application *a, struct error *err);

/* What a task shows of an application that may be another office's; the row has to outlive it. */
struct task_row;
struct draft *draft_of_task(const struct context *x, const struct task_row *row, struct error *err);

/* The answers of what was sent, of which the authority has named some (at least one) for a
 * correction, with what is named now. */
struct draft *draft_correct(const struct context *x, const struct application *a,
			    const struct event *asked, struct error *err);
void draft_name(struct draft *j, const struct event *asked);

/* Whether this question may be answered: of a draft each that is asked. */
bool draft_opens(const struct draft *j, const struct field_path *at);

/* False when the draft was changed elsewhere since it was read, or is none any more. */
bool draft_is_current(const struct context *x, const struct draft *j);

struct draft *draft_hold(struct draft *j);
void draft_drop(struct draft *j);

/* Checks, keeps and stores one answer; FAULT_INPUT keeps the old one. Durable when it returns
 * FAULT_NONE, of a draft that is kept. FAULT_CONFLICT: another visit answered it meanwhile, and the
 * form has that answer now; or it is no draft any more, as `j->application` says. */
MUST_USE enum fault draft_answer(const struct context *x, struct draft *j,
				 const struct field_path *at, const char *raw, struct error *err);

/* The answers as the registry has them, where another visit has changed them. FAULT_CONFLICT: it is
 * no draft any more, or waits for no correction; FAULT_MISSING: it was thrown away. `j->form` may
 * be another one afterwards. */
MUST_USE enum fault draft_look(const struct context *x, struct draft *j, struct error *err);

/* After a change that was refused with FAULT_CONFLICT: the answers as the registry has them now.
 * `j->form` is another one afterwards. */
void draft_catch_up(const struct context *x, struct draft *j);

/* Keeps what was typed wrongly and why until the end of the visit, at most LIMIT_REJECTED of
 * them; takes it away. A repeated section whose items have moved: `forget` all of it. */
void draft_keep_rejected(struct draft *j, const struct field_path *at, const char *raw,
			 const struct error *err);
void draft_drop_rejected(struct draft *j, const struct field_path *at);
void draft_forget_rejected(struct draft *j, const struct section *s);

/* Whether any is kept of this section; NULL: of eligibility. */
bool draft_has_rejected(const struct draft *j, const struct section *s);
/* NULL: the last answer to this question was right, or there was none. */
const struct rejected *draft_rejected(const struct draft *j, const struct field_path *at);

/* What form_faults says, and what was typed wrongly and left so: in the place of what else is wrong
 * with that answer, or besides. In the order of the form. */
size_t draft_faults(const struct draft *j, struct arena *a, struct form_fault **ret);

/* Remembers where the person stands, and that this section was opened. */
void draft_stand(const struct context *x, struct draft *j, const struct field_path *at);

/* The question that was open when the person left; false when the draft had not come that far, or
 * when every part of it is filled in: then there is only its list of parts to go to. */
bool draft_where(const struct draft *j, struct field_path *ret);

#endif
