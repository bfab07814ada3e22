/* visitor.h - one visitor of a soak: comes, reads, types, notes numbers, and leaves or is lost. */
#ifndef TESTS_SOAK_VISITOR_H
#define TESTS_SOAK_VISITOR_H

#include "tests/bench/line.h"
#include "tests/bench/script.h"

#include <pthread.h>
#include <stdatomic.h>

#define REFERENCE 16 /* bytes of a reference, of a PIN */
#define PIN 8
#define RECEIPTS 100000 /* at most, of a whole soak */
#define FORM 32768
#define PAGE 16384

struct receipt {
	char reference[REFERENCE], pin[PIN];
};

/* What all visitors share. */
struct soak {
	struct where where;
	struct script browse, way;
	char form[FORM];    /* filled; its number is each sender's own */
	const char *folder; /* for keys */
	double think;       /* seconds between a page and the next key, in the mean */
	atomic_bool resting, over;
	atomic_uint busy, alive, visits, logins, pages, slow, dropped, returned, tracked, commands;
	atomic_uint wrong, born, receipt_count;
	pthread_mutex_t lock; /* of the receipts, which are only added to, and of what is said */
	struct receipt *receipts;
};

struct visitor {
	struct soak *soak;
	unsigned slot;
	unsigned short chance[3];
	const char *kind;
	struct line *line;
	const char *command; /* of the next connection; NULL: pages */
	struct receipt numbers;
	char key[300];
	bool hurried;              /* broke off because the soak rests: no fault */
	char why[200], page[PAGE]; /* what was wrong, and the page that it was wrong with */
};

double visitor_chance(struct visitor *v); /* 0 … 1 */

/* A private key that nobody has had, in the file v->key. */
bool visitor_new_key(struct visitor *v);

/* A connection; with the key as me, else a guest. */
bool visitor_come(struct visitor *v, bool with_key);

/* As a person who reads first. False: hurried. */
bool visitor_think(struct visitor *v);

/* Types after a pause, and waits for what it brings; NULL: for the end. */
bool visitor_type(struct visitor *v, const char *keys, size_t len, const char *text);
bool visitor_enter(struct visitor *v, const char *keys, const char *text);

/* The steps of a script from one to before another; numbers that a page shows are noted. */
bool visitor_follow(struct visitor *v, const struct script *s, size_t from, size_t to);

/* Takes the choice with this label by its number. */
bool visitor_choose(struct visitor *v, const char *label, const char *text);

/* Waits for a page; NULL: for the end. */
bool visitor_expect(struct visitor *v, const char *text);
bool visitor_note_numbers(struct visitor *v);
void visitor_page(const struct visitor *v, char ret[PAGE]);

/* By the page that asks whether one is sure. */
bool visitor_leave(struct visitor *v);
void visitor_close(struct visitor *v);
void visitor_drop(struct visitor *v, bool silent);

bool visitor_wrong(struct visitor *v, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A receipt as the portal has shown it: from now on it opens. */
void visitor_received(struct visitor *v, const struct receipt *r);

#endif
