/* screen.h - a screen: a model, a `load` that reads it, a `view` that makes a page of it, an
 * `update` that changes it. */
#ifndef TUI_SCREENS_SCREEN_H
#define TUI_SCREENS_SCREEN_H

#include "services/services.h"
#include "tui/page/page.h"
#include "tui/screens/scene.h"

#define CONTEXT_INCIDENT 8 /* bytes of an incident's number, its end included */

/* What all screens of one visitor share: what `load` and `update` work with. */
struct context {
	struct scene scene;        /* all that a view is given of it */
	struct registry *registry; /* NULL: browsing only */
	bool preview;          /* browsing only, yet pages look as where applications can be made */
	struct caller *caller; /* the visit's one, owned by whoever serves it; never NULL */
	/* Enters a fault of ours in the log and gives its short number; NULL where there is no log.
	 */
	void (*incident)(const char *what, const struct error *err, char ret[CONTEXT_INCIDENT]);
	int64_t *draft_at; /* NULL, or set to the UTC second of each answer that is stored */
	struct vain *vain; /* NULL, or gets what was searched for and not found, as vain.h keeps it
			    */
};

enum input_kind {
	INPUT_CHOOSE, /* `act` of a menu item or pair */
	INPUT_ANSWER, /* Enter in field `field`: `text` as typed; for FIELD_CHOICE the number, for
			 FIELD_CHOICES numbers with commas */
	INPUT_NEXT,   /* Enter on the last field, after its answer was taken */
	INPUT_SEARCH, /* `text` is what is searched for (also while typing); `final` on Enter */
	INPUT_FOCUS,  /* the person moved to field `field` */
	INPUT_BACK,
	INPUT_HELP,
	INPUT_LANGUAGE, /* Ctrl-L */
	INPUT_MARK,     /* a row is marked, or not any more: its `act` */
	INPUT_STEP,     /* `act` rows on in the list that this screen was opened from; -1: back */
};

struct input {
	enum input_kind kind;
	int act;
	int field;
	const char *text;
	bool final;
};

struct stack;

struct draft;
struct screen;
struct screen_ops {
	const char *name;
	/* Makes the page of what was loaded; reads and changes nothing. Strings from `a`. */
	struct page *(*view)(const struct screen *s, const struct scene *x, struct arena *a);
	/* Handles an event. INPUT_ANSWER: true when the answer was taken, false when it stays in
	 * the field with an error. Else: true when handled. */
	bool (*update)(struct screen *s, struct stack *st, const struct input *e);
	/* NULL, or reads what the page shows: called when the screen is opened, uncovered, turned
	 * to another page, or told to look again. */
	void (*load)(struct screen *s, struct stack *st);
	/* NULL, or of a list: opens the row `by` rows behind the one that it has opened, in the
	 * place of what stands over it. False at an end. */
	bool (*step)(struct screen *s, struct stack *st, int by);
	bool steps; /* INPUT_STEP means something on this screen, over such a list */
	void (*free)(struct screen *s);
	/* NULL, or wipes the PIN that the page shows or keeps: another line goes on with it. */
	void (*forget)(struct screen *s);
	/* NULL, or the draft that this screen works on: its reference is said when the person
	 * leaves or the line ends. */
	const struct draft *(*draft)(const struct screen *s);
};

/* The head of every screen's own struct; allocated with malloc, freed by ops->free (or free() where
 * that is NULL). */
struct screen {
	const struct screen_ops *ops;
};

/* --- the stack of screens: where the person came from --- */

struct stack *
stack_new(struct context *x); /* the context is owned by the caller and outlives the stack */
void stack_free(struct stack *st);
struct context *stack_context(const struct stack *st);
struct screen *stack_top(const struct stack *st);
size_t stack_depth(const struct stack *st);
void stack_push(struct stack *st,
		struct screen *s); /* takes ownership; too deep: the oldest but the first goes */
void stack_pop(struct stack *st);  /* back to the one below; nothing on the last one */
void stack_replace(struct stack *st, struct screen *s); /* instead of the top */
void stack_home(
	struct stack *st,
	struct screen *s); /* everything goes, `s` is the only one; NULL: back to the first */
void stack_end(struct stack *st); /* the person leaves */
bool stack_is_over(const struct stack *st);
/* The person leaves at once: the face says nothing and wipes the terminal. */
void stack_vanish(struct stack *st);
bool stack_has_vanished(const struct stack *st);

/* Says on the page that is on top now what an act has done (N_), until the next event. For an act
 * whose own page goes with it, where nothing else would tell. */
void stack_tell(struct stack *st, const char *done);

/* Hands an event to the top; what it does not handle is done here: back pops, help and language
 * open their screens. */
bool stack_update(struct stack *st, const struct input *e);

/* The top reads anew what it shows: time has passed, or another has changed it. */
void stack_look(struct stack *st);

/* The visit goes on elsewhere by a key alone: no page keeps a PIN, shown or typed. */
void stack_forget(struct stack *st);

/* True where INPUT_STEP means something. */
bool stack_has_steps(const struct stack *st);

/* The top's page. */
struct page *stack_view(const struct stack *st, struct arena *a);

/* Changes the language of the context and of _(), and remembers it for a key, with how this
 * terminal is sent Arabic where the person has chosen that. */
void stack_use_lang(struct stack *st, enum lang lang);

/* The language and the terminal of the caller's key are forgotten, and none that is chosen in the
 * rest of this visit is remembered. On a fault all stays as it was. */
MUST_USE enum fault stack_unlearn(struct stack *st, struct error *err);

/* A number that changes whenever the top is another screen or says that its page is a new one (not
 * merely changed): faces redraw whole then. */
unsigned stack_stamp(const struct stack *st);
void stack_turn(struct stack *st);

/* The number of the top's page: another one after push, replace and turn, the same as before after
 * pop. So faces keep what is being typed on a page that is covered. */
unsigned stack_page(const struct stack *st);
bool stack_has_page(const struct stack *st, unsigned page);

/* The reference of the draft that the topmost screen with one works on; NULL. */
const char *stack_reference(const struct stack *st);

/* False when answers stand there that nobody keeps: those before a draft. */
bool stack_keeps(const struct stack *st);

/* False when that draft is not what the screens have read any more: answered, sent in or thrown
 * away elsewhere. */
bool stack_is_current(const struct stack *st);

#endif
