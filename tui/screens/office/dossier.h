/* dossier.h - one application as staff see it: what its page and the acts over it share. */
#ifndef TUI_SCREENS_OFFICE_DOSSIER_H
#define TUI_SCREENS_OFFICE_DOSSIER_H

#include "services/registry/limits.h"
#include "tui/page/acted.h"
#include "tui/screens/papers/papers.h"

/* What is typed for an act and not done yet; "" and NULL: nothing. */
struct dossier_typed {
	char act[80];    /* its id; SERVICE_CLOSE with `task` */
	char task[80];   /* id */
	char reason[80]; /* code */
	char stage[80];  /* id */
	char office[80]; /* code */
	int wrong;       /* enum named_wrong */
	bool *ticked;    /* by dossier_items' order; NULL: none */
	size_t tick_room;
	char *words;
	bool own_words;                /* not the ones that were made ready */
	struct dossier_filled *filled; /* by the questions of the form of staff; NULL: nothing */
	size_t filled_room;
};

/* One answer of it. */
struct dossier_filled {
	char *value;        /* canonical; NULL: none */
	char *refused;      /* as it was typed; NULL: nothing was refused */
	struct error error; /* why */
};

struct dossier {
	struct screen screen;
	struct application application;
	/* As it was read last, */
	struct arena *loaded;
	struct draft *draft; /* its answers with its definition; NULL: they cannot be read */
	struct event *events;
	size_t event_count;
	struct application_course course;
	struct assign_state assign;
	struct related *links; /* how it hangs together with others */
	size_t link_count;
	struct papers papers;                 /* those that may be sent as files */
	struct signature_standing *standings; /* who has signed it */
	size_t standing_count;
	struct issued *issued; /* documents that were issued of it */
	size_t issued_count;
	struct route_office *offices; /* to which an act may send it */
	size_t office_count;
	int64_t now;
	bool renews;        /* a role may give its PIN anew */
	bool opened;        /* that was entered as a look */
	char of_task[80];   /* id of the task by whose right alone it is seen; "": it is theirs */
	const char *office; /* the name of the one that it is for */
	/* and what came of what was done here. */
	size_t seen_count; /* events that were there when it was opened */
	struct error error;
	char *done;  /* told once; NULL */
	bool warned; /* that what was written goes with the page */
	struct dossier_typed typed;
};

/* The answers and papers that can be named as wrong, in the order of the page. */
struct dossier_item {
	struct field_path at; /* question NULL: a paper */
	const struct paper *paper;
};
size_t dossier_items(const struct dossier *d, struct arena *a, struct dossier_item **ret);

/* dossier_desk.c: what staff fill in with an act or a task. Its fields behind this number. */
#define DOSSIER_QUESTION 100
void dossier_desk_put(struct page *p, const struct scene *x, const struct dossier *d,
		      const struct desk_form *desk);
bool dossier_desk_take(struct dossier *d, const struct desk_form *desk, const struct scene *x,
		       const struct input *e);
/* Whether nothing is missing or wrong; else the first such question has its error, and *ret_field
 * says which it is. */
bool dossier_desk_is_whole(struct dossier *d, const struct desk_form *desk, const struct scene *x,
			   int *ret_field);
/* As it was filled in, the caller's: form_free; and line by line, NULL behind the last. */
struct form *dossier_desk_form(const struct dossier *d, const struct desk_form *desk,
			       const struct scene *x);
const char *const *dossier_desk_lines(const struct dossier *d, const struct desk_form *desk,
				      struct arena *a, const struct scene *x);
void dossier_desk_forget(struct dossier_typed *t);

/* What its numbers carry: an act's place + 1, a task's behind DOSSIER_TASK, and these. */
#define DOSSIER_TASK 1000
enum { DOSSIER_CLAIM = 2000, DOSSIER_HAND, DOSSIER_RELEASE, DOSSIER_RENEW, DOSSIER_PAPERS };

/* dossier_page.c: its `view`. */
struct page *dossier_page(const struct screen *s, const struct scene *x, struct arena *a);
/* Closing a task, as it is called where it is chosen. */
const char *dossier_closing(struct arena *a, enum lang lang, const struct task *task);

/* dossier_office.c: the choice of an office for an act, where `chosen` (a code) is marked. */
struct field *dossier_office_field(const struct dossier *d, struct arena *a, int id,
				   const char *chosen);
/* Whether an act of it asks for one. */
bool dossier_office_is_asked(const struct dossier *d);

/* What was done, told above the page that follows. */
void dossier_tell(struct screen *s, const char *words);

/* On to the next of the list that it was opened from, or where there is none back to it; `words` of
 * what was done. The pages over the dossier are gone then. */
void dossier_go_on(struct dossier *d, struct stack *st, const char *words);

/* Another was faster: the pages over it go, what was typed stays, and what has changed is marked.
 */
void dossier_catch_up(struct dossier *d, struct stack *st, const struct error *err);

/* Pages over it, which stays below them: an act (or, `task` not NULL, closing it), handing over,
 * what is not possible now. */
struct screen *dossier_act_new(struct dossier *d, const struct act *act, const struct task *task);
struct screen *dossier_hand_new(struct dossier *d);
struct screen *dossier_help_new(struct dossier *d);

/* office_tasks.c: a task was closed by whose right alone it was seen: back to the list. */
void office_task_closed(struct dossier *d, struct stack *st, const char *words);

/* dossier_typed.c: for another act than before it begins anew. */
void dossier_type(struct dossier *d, const char *act, const char *task);
void dossier_forget_typed(struct dossier *d);
/* The answers and papers of these numbers, "1,3"; whether there are any. */
void dossier_tick(struct dossier *d, const char *text);
bool dossier_is_ticked(const struct dossier_typed *t);
void dossier_set_words(struct dossier *d, const char *words, bool own);
/* Words made ready for what is chosen so far, in the applicant's language, where the act asks for
 * words and no others were written. */
void dossier_make_ready(struct dossier *d, const struct act *act, enum lang staff);
/* What is ticked, as an act names it, in `a`. */
size_t dossier_named(const struct dossier *d, struct arena *a, struct named **ret);
/* What the applicant will read of it, in their language, line by line. `act` NULL: a task. */
struct dossier_preview {
	const char *lines[LIMIT_NAMED + 3]; /* NULL behind the last */
};
void dossier_preview(const struct dossier *d, const struct act *act, enum lang staff,
		     struct arena *a, struct dossier_preview *ret);

#endif
