/* status.h - one application after it was submitted: what its page and the acts on it share. */
#ifndef TUI_SCREENS_FOLLOW_STATUS_H
#define TUI_SCREENS_FOLLOW_STATUS_H

#include "tui/screens/papers/papers.h"
#include "services/register/check.h"
#include "tui/screens/common/common.h"

struct status {
	struct screen screen;
	struct application application;
	const struct service *service; /* NULL: its definition cannot be read */
	struct arena *arena;           /* of an older definition */
	/* As it was read last, */
	struct arena *loaded;
	struct event *events;
	size_t event_count;
	struct related *links; /* how it hangs together with others */
	size_t link_count;
	struct form *answers;          /* where they say which office has it; NULL */
	struct papers papers;          /* those that may be sent as files */
	struct entry entry;            /* what it has entered in a register; `of` NULL: nothing */
	struct appeal_way way;         /* the way to appeal; its appeal NULL: there is none */
	const struct service *appeals; /* by which it can be begun now; NULL: by none */
	struct due *dues;              /* what is owed, or was */
	size_t due_count;
	struct signature_standing *standings; /* who has signed it */
	size_t standing_count;
	bool ours;             /* the visitor is of the organisation whose people sent it */
	bool claims;           /* what it has entered may be attached to the account */
	bool sends;            /* or is sent for by its own PIN: there is no account */
	bool member;           /* the visitor works on it, and is not its applicant */
	bool edits;            /* and may change its answers */
	struct issued *issued; /* documents that were issued of it */
	size_t issued_count;
	int64_t now;        /* when that was */
	bool seen;          /* it was read before */
	bool moved;         /* by the authority, since it was read before */
	struct error error; /* of the last act; fault NONE: none */
	char *reply;        /* typed and not sent yet; NULL: nothing */
	bool sent;          /* just now */
	bool kept;          /* with the key, just now */
};

/* Reads it as it is now. */
void status_load(struct screen *s, struct stack *st);

/* status_told.c: the words of the last event in this state; "" where there are none. */
const char *status_words(struct arena *a, const struct status *f, enum application_state state);

/* status_appeal.c: reads it; what it tells, and begins. */
void status_appeal_load(struct status *f, const struct context *x);
void status_appeal_put(struct page *p, const struct scene *x, const struct status *f);
void status_appeal_begin(struct status *f, struct stack *st);
/* The service to apply for again, which was withdrawn; NULL: it was not, or it is not offered. */
const struct service *status_again(const struct scene *x, const struct status *f);
/* What it is an appeal of; NULL: of nothing. */
const struct related *status_appealed(const struct status *f);

/* The numbers of choices on its page. */
struct status_choices {
	int answers, people, correct, papers;
};

/* status_signed.c: who has signed it; what somebody sees who works on it, and is not its applicant.
 */
void status_signed_load(struct status *f, const struct context *x);
void status_put_signed(struct page *p, const struct scene *x, const struct status *f);
void status_put_member(struct page *p, const struct scene *x, const struct status *f,
		       const struct status_choices *acts);
/* status_where.c: to which office it went, and where what comes of it is collected. */
void status_where_load(struct status *f, const struct context *x);
void status_where_put(struct page *p, const struct scene *x, const struct status *f);
/* Whom to ask; where what was applied for is handed over. What was issued here, and no source says
 * that anything is handed over besides, is had. */
void status_counter_put(struct page *p, const struct scene *x, const struct status *f);
bool status_is_had(const struct status *f);
/* The place that was chosen; where none was, what the service says of all; NULL: it says nothing.
 */
const char *status_collect(struct arena *a, const struct scene *x, const struct status *f);
/* dues.c: reads what is owed; what its page tells of that, and a page over it with all of it. */
void status_dues_load(struct status *f, const struct context *x);
void status_dues_put(struct page *p, const struct scene *x, const struct status *f);
struct screen *dues_new(struct status *f);
/* issued.c: reads them; the choices that lead to each, from `act` on; a page over it with one. */
void status_issued_load(struct status *f, const struct context *x);
void status_issued_put(struct page *p, const struct scene *x, const struct status *f, int act);
struct screen *status_issued(struct status *f, size_t place);

/* When something was, by the clock of the service's country. */
const char *status_moment(const struct scene *x, struct arena *a, const struct status *f,
			  int64_t at);

/* status_appeal.c: what may be done against a refusal, and by when. */
void status_put_refusal(struct page *p, const struct scene *x, const struct status *f);

/* status_told.c: what has happened so far. */
void status_put_history(struct page *p, const struct scene *x, const struct status *f);

/* days.c: a page over it, with the days of its times. */
struct screen *days_new(struct status *f);

/* What the authority wants to be answered, in its own words, with what was named; why it refused:
 * by the definition's list, then in its words. That nobody has translated such words. */
void status_put_asked(struct page *p, const struct scene *x, const struct status *f);
void status_put_reason(struct page *p, const struct scene *x, const struct status *f);
void status_put_untranslated(struct page *p, const struct scene *x, const struct status *f,
			     const char *words);

/* What staff filled in with it that anybody may know; "" where there is nothing. */
const char *status_filled(struct arena *a, const struct scene *x, const struct status *f,
			  const struct event *e);

/* What is still to be answered names answers or papers; NULL: it does not, or nothing is asked. */
const struct event *status_named(const struct status *f);

/* status_act.c, correct.c: pages over it, which stays below them as long as they are open. */
struct screen *status_act_reply(struct status *f);
struct screen *status_act_correct(struct status *f);
/* The correction, or where notices go: who has come with a key alone shows the PIN before anything
 * is typed. */
void status_act_with_pin(struct status *f, struct stack *st, enum pin_act act);
struct screen *status_act_withdraw(struct status *f);
struct screen *status_act_answers(struct status *f);

/* looks.c: who looked at it, over the page with the answers. */
struct screen *looks_new(struct status *f);

/* What was written and not sent; NULL: nothing any more. */
void status_act_keep_reply(struct status *f, const char *words);

#endif
