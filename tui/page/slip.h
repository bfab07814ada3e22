/* slip.h - what an operator hands to a person: the numbers of the application that was sent in
 * their name, in lines of 40 columns for any printer. */
#ifndef TUI_PAGE_SLIP_H
#define TUI_PAGE_SLIP_H

#include "i18n/base/arena.h"
#include "services/services.h"

#define SLIP_COLS 40 /* of its rules; its words leave one free at either side */

struct slip {
	const struct service *service;
	const struct receipt *receipt;      /* its PIN stands on the slip and nowhere else */
	const struct caller_served *served; /* NULL: its PIN was given anew, to whom it belongs */
	const char *follow;                 /* what is typed to follow it: "ssh -C guest@portal" */
	const char *sign_in;                /* and to sign in: "ssh -C me@portal"; NULL: not said */
};

/* For whom, as the first row of every page says it until it is sent. */
char *slip_for(struct arena *a, const struct caller_served *served);

/* Both in the language of messages, which is to be the person's. */

/* What stands on it, in order. */
#define SLIP_PARTS 12
struct slip_part {
	const char *label; /* NULL: the value stands by itself */
	char *value;
};
size_t slip_parts(struct arena *a, enum lang lang, const struct slip *s,
		  struct slip_part ret[SLIP_PARTS]);

/* The same for a printer: lines in reading order, each with its end, between two rules; only
 * letters of that language, digits and signs of ASCII. */
char *slip_text(struct arena *a, enum lang lang, const struct slip *s);

/* Any parts in that way. */
char *slip_print(struct arena *a, enum lang lang, const struct slip_part *parts, size_t count);

#endif
