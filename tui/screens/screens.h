/* screens.h - the screens there are, by what a person does there; each in a file of its own under
 * tui/screens/. */
#ifndef TUI_SCREENS_SCREENS_H
#define TUI_SCREENS_SCREENS_H

#include "tui/screens/draft.h"
#include "tui/screens/screen.h"

/* The first screen of a visit: language, home, or "continue where you were". `skip_language`: the
 * language is known. */
struct screen *screens_start(struct context *x, bool skip_language);

struct screen *
language_new(bool first); /* first: at the door, goes on to home; else from Ctrl-L, goes back */
/* Arabic, where the terminal cannot show it; `over` a page that goes on afterwards. */
struct screen *language_missing_new(bool over);
/* Whoever reads Arabic on such a terminal is told what it needs, in what it can show. */
void language_leave_arabic(struct stack *st);
struct screen *home_new(void);
/* The home of who it is: of staff their office. */
struct screen *home_of(const struct context *x);
/* What is remembered for the caller's key; only where there is a key and a registry. */
struct screen *settings_new(void);
/* `about`: the name of the screen it was asked on, which stands in a list (`steps`). */
struct screen *help_new(const char *about, bool steps);
/* The groups of a facet, and the services of one of them. */
struct screen *browse_groups_new(enum catalogue_facet facet);
struct screen *browse_services_new(enum catalogue_facet facet, const char *code);
/* `country`: among its services alone; NULL: among all that the portal has. */
struct screen *search_new_screen(const char *words, const char *country);
struct screen *service_new(const struct service *s);
struct screen *apply_new(const struct service *s); /* before you start: papers, time */
/* The same for an appeal of what was refused. */
struct screen *apply_appeal_new(const struct service *s, const struct application *first);
/* The first questions, or the draft, over or in the place of the top. */
void apply_start(struct stack *st, const struct service *s);
/* The draft's reference and PIN, shown once; who serves a person goes on to its parts at once,
   since both stand on the slip. */
struct screen *begun_new(struct stack *st, struct draft *j);
struct screen *eligibility_new(struct stack *st, struct draft *j);
/* Who may not apply: why, and where to turn. */
struct screen *refused_new(struct draft *j);
struct screen *tasks_new(struct stack *st, struct draft *j);
struct screen *questions_new(struct stack *st, struct draft *j, const struct field_path *at);
struct screen *items_new(struct stack *st, struct draft *j, const struct section *s);
/* What was typed to a question that another visit has answered meanwhile: which of the two stays.
 */
struct screen *twice_new(struct draft *j, const struct field_path *at, const char *raw,
			 enum lang lang);
struct screen *review_new(struct stack *st, struct draft *j);
/* The part that an answer is of, as a heading: of a list, with its place in it. */
void review_heading(struct page *p, const struct scene *x, const struct field_path *at);
/* All answers with the headings of their parts, to be read alone. */
void review_told(struct page *p, const struct scene *x, const struct form *f);
struct screen *declare_new(struct stack *st, struct draft *j);
struct screen *receipt_new(const struct receipt *r, struct draft *j);
struct screen *track_new(void); /* asks reference and PIN */
/* Whether these words of a search are a number of many digits, as no service has; and tracking with
 * it as its reference number. */
bool track_is_number(const char *words);
struct screen *track_new_typed(const char *words);
/* Whether a document is real, by its code: for anybody. */
struct screen *check_new(void);
/* Above what stands: a draft where the person was, anything else as its file. */
void track_open(struct stack *st, const struct application *a);
struct screen *status_new(const struct application *a); /* one application: stages, history, acts */
/* The same, which was `was` when the person saw it last. */
struct screen *file_moved_new(const struct application *was);
/* Whether an act was refused only until the PIN is shown. Then this page asks for it: when it is
 * right, the page goes, the screen that asked is the top again, and `go` does the act. `s` NULL:
 * the definition cannot be read. */
enum pin_act {
	PIN_SUBMIT,
	PIN_REPLY,
	PIN_WITHDRAW,
	PIN_CORRECT,
	PIN_APPEAL,
	PIN_ADDRESS,
	PIN_TAKE, /* a paper, from another application or into one */
	PIN_SIGN
};
struct pin_then {
	struct screen *asker;
	void (*go)(struct screen *asker, struct stack *st);
	enum pin_act act;
};
bool pin_is_needed(const struct error *err);
struct screen *pin_new(const struct application *a, const struct service *s,
		       const struct pin_then *then);
/* The same of what an organisation's own people alone send: the page asks for the application that
 * has registered it. `early`: the organisation's number was just typed, and nothing is sent yet;
 * any such refusal is told then. */
bool founder_is_asked(const struct error *err);
struct screen *founder_early_new(const struct error *why, const struct service *s,
				 const char *number);
struct screen *founder_new(const struct error *why, const struct service *s,
			   const struct pin_then *then);
/* A person's own account; only where the scene has one. */
struct screen *account_new(void);
/* How one comes to an account. */
struct screen *getting_new(void);
/* What somebody has asked for to open the visit's own account anew; only where the scene waits. */
struct screen *recovery_new(void);
/* For who has lost the PIN of an account; only where the operator offers it. */
struct screen *lost_new(void);
/* Who works on an application and who signs it; an invitation to it that is to be taken. */
struct screen *people_new(const struct application *a);
struct screen *join_new(const char *reference, const char *code);
struct screen *mine_new(void); /* applications and drafts of a key */
/* Where notices go: of an application, or (NULL) of the person's account. */
struct screen *addresses_new(const struct application *a);
struct screen *notices_new(void); /* what the person was told of them */

/* The organisations for which the visit's account acts. */
struct screen *organisations_new(void);

/* The official registers that there are, to look into; whether there are any. */
struct screen *registers_new(void);
bool registers_are_there(const struct scene *x);

/* Of staff: what waits for them; a list of it; one application. */
struct screen *office_new(void);
struct screen *office_queue_new(const struct queue_filter *f, const char *title);
struct screen *dossier_new(const struct application *a);
/* Who serves people at a counter: who has come for a service; what was sent in their name, as long
 * as the caller serves them. */
struct screen *serve_new(const struct service *s);
struct screen *serve_slip_new(const struct context *x, const struct service *s,
			      const struct receipt *receipt);

#endif
