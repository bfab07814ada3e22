/* layout.h - a page and a person's place on it, into cells for a width, a height and a direction.
 */
#ifndef TUI_PAGE_LAYOUT_H
#define TUI_PAGE_LAYOUT_H

#include "tui/page/typed.h"
#include "tui/page/grid.h"
#include "tui/page/page.h"
#include "i18n/charset.h"

/* For whom a page is laid out. */
struct layout_for {
	enum lang lang;
	enum charset charset; /* of the terminal: the bar of a page in every language heeds it */
	bool trying;          /* the portal is: said behind its name */
	bool guest;           /* nobody in particular: makes room for where the person is */
	const char *who;      /* "Guest", "Applicant", a name: in the first row, cut at its half */
};

/* Where the person is on the page: kept by face/pages.c, changed by keys only. */
struct position {
	int field;  /* field id being answered; 0: at the choices */
	int choice; /* choice number that arrows stand on, within a field of options the
		       option's; 0: none */
	int number; /* digits typed so far; -1: none */
	int top;    /* first body row shown */
	bool fresh; /* opened, and no key since: its news are seen before its question */
	bool anew;  /* the page was made anew: it begins at its top where that shows the focus */
	bool loose; /* scrolled by hand: `top` is not corrected for the focus */
	int cols, rows;      /* of the screen */
	int height;          /* body rows on the screen; set by layout_page */
	bool more;           /* the body goes on below the screen; set by layout_page */
	struct edit *edit;   /* of `field`, or of the search on a page that searches; NULL */
	bool searched;       /* Enter was pressed after the words of the search were typed */
	const char *message; /* one line above the hints: "Choose a number from 1 to 8."; NULL */
};

/* The page as cells. Corrects at->top so that the focus stands on the screen. `*ret_rows`: rows of
 * the whole body, for scrolling. */
struct grid *layout_page(struct arena *a, const struct page *p, const struct layout_for *to,
			 struct position *at, int cols, int rows, int *ret_rows);

/* One step of an arrow key among the choices (1 down, -1 up): to the next choice where it is near,
 * else the page scrolls by a row. at->cols and at->rows are as at the last layout_page. */
void layout_move(struct arena *a, const struct page *p, const struct layout_for *to,
		 struct position *at, int step);

/* True where letters are typed into this field; false for options. */
bool layout_field_is_text(const struct field *f);

#endif
