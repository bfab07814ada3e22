/* page.h - a page as data: blocks in reading order, without any idea of columns, colours or
 * terminals. */
#ifndef TUI_PAGE_PAGE_H
#define TUI_PAGE_PAGE_H

#include "i18n/base/arena.h"
#include "i18n/lang.h"

#include <stdbool.h>
#include <stddef.h>

enum block_kind {
	BLOCK_HEADING, /* a part's title */
	BLOCK_TEXT,    /* a paragraph */
	BLOCK_NOTICE,  /* something that must be seen */
	BLOCK_BULLET,  /* a point of a list */
	BLOCK_PAIR,    /* label: value, with `act` to change it */
	BLOCK_MENU,    /* one choice: it has a number */
	BLOCK_TABLE,   /* the columns of the rows that follow */
	BLOCK_ROW,     /* a row of the table before it, mostly a choice */
	BLOCK_STAGE,   /* one step of a way, done, current or to come */
	BLOCK_BIG,     /* a reference or PIN, in large spacing, on a line of its own */
	BLOCK_FIELD,   /* a question with the answer being entered */
	BLOCK_CODE,    /* left-to-right line kept as it is: a command, an address; broken only where
			  too long */
	BLOCK_QR,      /* black modules; plain faces say what it holds instead */
	BLOCK_GAP,
};

enum tone { TONE_PLAIN, TONE_QUIET, TONE_STRONG };
enum notice { NOTICE_INFO, NOTICE_DONE, NOTICE_WARNING, NOTICE_ERROR };
enum mark { MARK_TODO, MARK_NOW, MARK_DONE, MARK_STOPPED };

struct option {
	const char *label;
	const char *names; /* NULL, or its names in every language, one a line: letters find them */
	const char *code;  /* NULL, or what filled forms write for it: it is found by this, too */
	bool chosen;
	bool hidden; /* by letters that it does not fit; set by the face */
};

enum field_kind { FIELD_LINE, FIELD_LINES, FIELD_SECRET, FIELD_CHOICE, FIELD_CHOICES };

/* A question. What is being typed lives with the face until Enter; `value` is what the screen knows
 * (raw or canonical as the person should see it). */
struct field {
	int id; /* the screen's own number for it, > 0 */
	enum field_kind kind;
	const char *label;
	const char *help;  /* NULL */
	const char *error; /* NULL; the face repeats it at the top of the page */
	const char *
		remark; /* NULL, or why the answer is worth a second look; it stands all the same */
	const char *value; /* never NULL */
	bool required;
	bool unmarked;       /* one of several is needed, as the page says: not "(optional)" */
	const char *instead; /* "or: …": others, one of which or this is needed; NULL: none */
	bool preset;         /* the value was put there, nobody typed it: it is typed over */
	bool ready;   /* of several lines, which stand ready: Enter goes on once until they are
			 changed */
	bool numeric; /* digits alone: no letter is ever right */
	bool zero;    /* a number or an amount: 0 is an answer; elsewhere 0 and Enter goes back */
	bool ltr;     /* digits, addresses: entered left to right in every language */
	int lines;    /* FIELD_LINES */
	const struct option *options;
	size_t option_count;
	const char *find; /* the letters that narrow its options; NULL: none; set by the face */
};

/* What stands in a column, which decides how it is shown: words may be folded, all else is kept
 * whole; a state is strong, a number stands at its column's end. */
enum value { VALUE_WORDS, VALUE_CODE, VALUE_DATE, VALUE_NUMBER, VALUE_STATE };

struct page_column {
	const char *label;
	enum value value;
	int weight; /* 1: what a row is called; the higher, the sooner it goes below the row */
	bool bare;  /* its value speaks for itself: below a row it stands without the label */
};

/* Where there is room for few columns, the rest stands below each row; on a narrow screen all but
 * the first by weight do, each with its label. */
struct page_table {
	const struct page_column *columns; /* one of them has weight 1 */
	size_t count;
	bool stacked; /* on a wide screen too: names of any length, and what is known of each */
};

struct block {
	enum block_kind kind;
	const char *label; /* heading, text, bullet, pair's label, menu's label, row's name, stage's
			      name, big, code, qr's text */
	const char *detail; /* pair's value; menu's second line; stage's date */
	const char *tag;    /* menu: a short state at the end, such as "Done" */
	int act;            /* menu, row, pair: what INPUT_CHOOSE carries; 0: not a choice */
	int number;         /* 1, 2, … of a choice, in page order; set by page_* */
	bool unseen;        /* page_unseen */
	int as;             /* menu: 0, or 1 + the enum terminal_kind that it is sent for */
	int level;          /* enum tone, notice, mark, or a heading's level */
	const struct field *field;
	const struct page_table *table; /* table, row */
	const char *const *cells;       /* row: the values, by column; "" where there is none */
	bool marked;                    /* row that is a choice */
	struct block *next;
};

struct page {
	struct arena *arena;
	const char *name; /* of the screen, English, for golden files and tests: "service" */
	const char *title;
	const char *trail; /* where I am: "Home > Civil status"; NULL */
	struct block *first, *last;
	int choices;     /* how many numbers stand on it */
	bool deliberate; /* submits, signs, withdraws …: no default, needs a number typed after it
			    was shown */
	bool searches;   /* letters belong to the search; `search` is its text so far */
	bool narrows;    /* they only narrow the list that stands there */
	const char *search;
	bool every_language; /* said in all languages at once: laid out left to right, without hints
			      */
	bool wants_back;     /* 0 and Esc mean something here */
	bool whole;          /* a picture that must be seen whole: where rows are few, neither title
				nor room for messages */
	bool marks;          /* its rows can be marked: INPUT_MARK with a row's act */
	int focus_field; /* field id to stand at first; 0: the first without an answer, or the first
			  */
	int focus_act;   /* the choice to stand at, by its act: what is to be done next; 0: none */
	int turn;        /* another number than before: its rows are others, read from the top */
	const char
		*next_label; /* a page with fields: what Enter on the last one does: "Continue" */
};

struct page *page_new(struct arena *a, const char *name, const char *title);

/* Each adds one block at the end; strings must live as long as the page (they usually stand in its
 * arena or are static). */
struct block *page_heading(struct page *p, const char *text);
struct block *page_text(struct page *p, enum tone tone, const char *text);
struct block *page_notice(struct page *p, enum notice kind, const char *text);
/* The same above all that is there by now. */
struct block *page_notice_first(struct page *p, enum notice kind, const char *text);
struct block *page_bullet(struct page *p, const char *text);
struct block *page_pair(struct page *p, const char *label, const char *value, int act);
struct block *page_menu(struct page *p, int act, const char *label, const char *detail,
			const char *tag);
/* The columns, copied; then each row, whose cells are copied: as many as there are columns, a NULL
 * is "". */
struct block *page_table(struct page *p, const struct page_table *t);
struct block *page_row(struct page *p, int act, const char *const *cells);
/* A choice that is not shown: a number behind those of the page that stood there a moment ago, and
 * is still taken from whoever has typed it. */
void page_unseen(struct page *p, int number, int act);
struct block *page_stage(struct page *p, enum mark mark, const char *name, const char *when);
struct block *page_big(struct page *p, const char *text);
struct block *page_field(struct page *p, const struct field *f);
struct block *page_code(struct page *p, const char *text);
/* `read`: what it holds, as people read it, in its place below; NULL: `text`. */
struct block *page_qr(struct page *p, const char *text, const char *read);
struct block *page_gap(struct page *p);

/* The block with this choice number or this field id; NULL. */
const struct block *page_choice(const struct page *p, int number);
const struct block *page_field_block(const struct page *p, int field);
size_t page_field_count(const struct page *p);

#endif
