/* plain_inside.h - what the parts of plain lines share: their state, and how a page is said and
 * asked. */
#ifndef TUI_FACE_PLAIN_INSIDE_H
#define TUI_FACE_PLAIN_INSIDE_H

#include "tui/face/plain.h"

#include "tui/face/plain_entry.h"
#include "tui/face/plain_question.h"

struct plain {
	struct context own;
	struct context *x; /* `own`, or that of a stack which is somebody else's */
	struct stack *stack;
	struct plain_out to;
	struct arena *pages;
	struct page *page;
	unsigned shown;   /* stack_stamp of the page printed last */
	int field;        /* the question that is asked; 0: a choice is */
	bool first_asked; /* the first question was asked: moves are told to the screen */
	int slash_told;   /* how commands are given among answers, said once: 1 + the language; 0 */
	char *who;        /* who is here, as it was said last; NULL */
	bool goodbye;     /* said */
	bool unasked; /* an empty line has come at the choices: asked again when no other follows */
	bool pasted;  /* more came with the byte that is read */
	struct key_reader keys;
	struct plain_entry entry; /* being typed */
	struct buffer lines;      /* those before it of an answer of several */
	struct buffer before;     /* what stood there when it was asked, where that was no fault */
	struct buffer letters;    /* by which a long list is narrowed */
	size_t listed;            /* index of the option that + shows next */
	size_t rows;              /* how many of the page's rows were said; 0: from the first */
};

void plain_say(struct plain *p, const char *text);

/* The question that is asked; NULL where a choice is. */
const struct field *plain_here(const struct plain *p);

/* The prompt of what is asked, again. */
void plain_ask_line(struct plain *p);

/* Makes the page again, without saying it. */
void plain_look(struct plain *p);

/* Asks a question of the page; 0: for a choice. */
void plain_ask(struct plain *p, int field);

/* After an event: the page where it is another one or something may have changed, then what is
 * asked. */
void plain_go_on(struct plain *p);

/* Another page stands than the one that was said last, or none. */
bool plain_is_turned(const struct plain *p);

void plain_send(struct plain *p, enum input_kind kind, int act);

/* The quick exit: what was entered is kept, and nothing is said. */
void plain_vanish(struct plain *p);

/* plain_choice.c: a line where a choice is asked for, or commands among answers. */
void plain_choice_take(struct plain *p, struct arena *a, const char *words);
bool plain_choice_number(struct plain *p, const char *words); /* false: it is none */
bool plain_choice_command(struct plain *p, const char *words);
void plain_choice_leave(struct plain *p);

/* The only letter or sign of the text; 0 where there are more. Arabic letters stand for the keys
 * where they are. */
uint32_t plain_choice_sign(const char *s);

/* plain_answer.c: a line where the question `f` is asked. */
void plain_answer_take(struct plain *p, struct arena *a, const struct field *f, const char *words);
/* What is typed at a question and not ended is given to it, where it is a text and no secret;
 * nothing is said, asked or gone on to. */
void plain_answer_keep(struct plain *p);

#endif
