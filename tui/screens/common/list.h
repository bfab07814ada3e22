/* list.h - the list machine: rows of any kind, sorted, filtered, narrowed by letters, marked, and
 * walked through without going back. A screen loads the rows and opens the one that is chosen. */
#ifndef TUI_SCREENS_COMMON_LIST_H
#define TUI_SCREENS_COMMON_LIST_H

#include "services/registry/limits.h"
#include "tui/screens/screen.h"

#define LIST_COLUMNS 8

/* What the rows of a list have in common; static. */
struct list_column {
	const char *label; /* N_(); NULL: none, of one that is bare or stacked */
	enum value value;
	int weight; /* as a table's; 0: it is not shown, only sorted and filtered by */
	bool bare;
	bool sorts, filters;    /* offered to be sorted by; its values offered as filters */
	bool lasts;             /* of VALUE_NUMBER: a length of time */
	const char *sort_label; /* N_(): among the orders; NULL: `label` */
};

struct list_kind {
	const struct list_column *columns;
	size_t count;
	bool stacked;         /* as a table's */
	bool marks;           /* rows can be marked */
	bool narrows;         /* letters narrow it: its page is one that searches */
	size_t few;           /* so many rows need none of this: they are listed and no more */
	const char *unsorted; /* N_(): the order in which they are loaded */
};

struct list_cell {
	const char *shown; /* NULL: nothing */
	const char *key;   /* what tells its values apart as filters; NULL: `shown` */
	int64_t order;     /* sorted by this, then by the letters of `shown` */
};

struct list_row {
	const char *id; /* its own in every load: marks and the place are kept by it */
	struct list_cell cells[LIST_COLUMNS];
	const void *of; /* the screen's own */
};

struct list_filter {
	int column;
	char key[80];
};

/* Public so that it can stand inside a screen's struct; changed by list_* alone. */
struct list {
	const struct list_kind *kind;
	int without; /* a column's index + 1: it says the same in each row, and is not shown; 0:
			none */
	struct arena *arena;
	struct list_row *rows; /* as loaded */
	size_t count, room;
	const struct list_row **shown; /* those that are left, in order */
	size_t shown_count;
	int sort; /* a column's index + 1; 0: as loaded */
	bool down;
	int turn; /* counts how often it was filtered or sorted */
	struct list_filter filters[LIMIT_LIST_FILTERS];
	size_t filter_count;
	char words[LIMIT_SEARCH_WORDS + 1];
	char **marks; /* ids */
	size_t mark_count, mark_room;
	char *here;   /* the id of the row that was opened last; NULL */
	size_t stood; /* where it stood */
};

void list_open(struct list *l, const struct list_kind *kind);
void list_close(struct list *l);

/* Forgets the rows for those that follow, whose words live in list_arena; what the person has
 * chosen stays. list_add's row is zeroed and valid until the next; list_ready ends them. */
struct arena *list_begin(struct list *l);
struct list_row *list_add(struct list *l, const char *id);
void list_ready(struct list *l);

/* The rows that are left as choices, then what else can be done with the list. */
void list_put(const struct list *l, struct page *p);

/* True when the event was the list's own; `*ret` is then the row that is to be opened, or NULL. */
bool list_update(struct list *l, struct stack *st, const struct input *e,
		 const struct list_row **ret);

/* Whether it is sorted or filtered, or this event opens the page for it: what is to be sorted or
 * filtered must be loaded whole. */
bool list_is_narrowed(const struct list *l);
bool list_opens_tools(const struct input *e);

/* The row `by` rows behind the one that was opened last (before: negative), which is then that one;
 * NULL at an end. */
const struct list_row *list_step(struct list *l, int by);

/* Sorts by a column, the other way round when it is sorted by it already; -1: as loaded. */
void list_sort(struct list *l, int column);

/* One value of a column that filters: those of one column add up, of several columns each must
 * hold. */
void list_filter(struct list *l, int column, const char *key); /* on, or off where it was on */
void list_unfilter(struct list *l);

/* The values of a column among the rows that all other filters and the letters leave. */
struct list_value {
	const char *shown, *key;
	const char *folded; /* by whose letters they stand in order */
	size_t count;
	bool chosen;
	int64_t order;
};
size_t list_values(const struct list *l, struct arena *a, int column, struct list_value **ret);

void list_mark(struct list *l, const char *id); /* or takes the mark away */
bool list_is_marked(const struct list *l, const char *id);

/* The page on which a list, which stands in the screen below, is sorted and filtered
 * (list_tools.c). */
struct screen *list_tools_new(struct list *l);

#endif
