/* layout_body.h - the blocks of a page as lines of a sheet; what the parts of the layout share. */
#ifndef TUI_PAGE_LAYOUT_BODY_H
#define TUI_PAGE_LAYOUT_BODY_H

#include "tui/page/layout.h"
#include "tui/page/sheet.h"

#define BODY_MEASURE 76 /* columns of running text, for easy reading */
#define BODY_STACKED 60 /* under this, labels stand above their values */
#define BODY_LOW 20     /* under so many rows of the screen, only needed blank lines are left */

struct body {
	struct sheet *sheet;
	const struct page *page;
	const struct layout_for *to;
	const struct position *at;
	bool stacked, low;
	int measure;
	int digits;                    /* columns of the widest choice number */
	int label_cols;                /* of pairs and stages in two columns */
	const struct table_plan *plan; /* of the table whose rows are being put */
};

struct table_plan;

/* All blocks, with the errors of fields said at the top first. */
void layout_body(struct body *b);

/* One question with what is being entered (layout_field.c). */
void layout_field(struct body *b, const struct field *f);

/* A box of one row with what is typed. Letters that run the other way than the page stand at the
 * edge where reading begins too, next to their label; with `ltr` at the box's left. */
void layout_typed(struct sheet *s, int index, const struct piece *piece, bool ltr);

/* A paragraph. */
void layout_text(struct body *b, const char *words);

/* What is copied as it stands, from left to right, over as many rows as it needs. */
void layout_code(struct body *b, const char *text, int col);

/* Black modules on paper; what it holds in words where there is no room (layout_qr.c). */
void layout_qr(struct body *b, const char *text, const char *read);

/* A table's columns over its rows, or nothing where its rows are stacked; then each row
 * (layout_table.c). */
void layout_table(struct body *b, const struct block *table);
void layout_row(struct body *b, const struct block *row);

/* A choice as on a list: its name, a short state at the far end or below, and what is known of it
 * below; NULL for neither. Returns its first line. */
int layout_item(struct body *b, int number, const char *label, const char *tag, const char *detail);

/* The number of a choice before its lines, from line `first` on, and the mark of the person's
 * place. */
void layout_choice(struct body *b, int first, const struct block *block);

/* Where the words behind numbers stand. */
int layout_indent(const struct body *b);

/* A number of a choice, right-aligned in `digits` columns at column 0 of a line. */
void layout_number(struct body *b, int index, int number, int digits);

/* Marks lines `from` … the last as the place where the person stands. */
void layout_focus(struct body *b, int from);

#endif
