/* tap.h - a line to PostgreSQL that can be cut at a chosen statement, or falls silent there, and on
 * which names can be changed. */
#ifndef TESTS_SERVICES_STORE_TAP_H
#define TESTS_SERVICES_STORE_TAP_H

#include <stdbool.h>

/* How a line ends at a statement. */
enum tap_end {
	TAP_ENDED,      /* the server ends the session before it comes */
	TAP_LOST,       /* it never comes to the server */
	TAP_UNANSWERED, /* it is run, and its answer never comes */
	TAP_ENDS,      /* of those that are ends; with what follows the line stays, and says nothing
			  more until whoever waits gives it up */
	TAP_SWALLOWED, /* it never comes to the server; nothing more is read either */
	TAP_SILENT,    /* it is run, and its answer never comes */
	TAP_HALF       /* half of what comes of it first */
};

/* A process of its own between a socket and the database at `address`, one session after the other;
 * ends with the test. A fault ends the test. */
struct tap;
struct tap *tap_open(const char *address);
void tap_close(struct tap *t);

/* Where the other side of it is, as store_open takes it; the tap's own. */
const char *tap_address(const struct tap *t);

/* Ends the line at the nth statement from now, from 1. What is sent within a COPY, in pieces,
   counts as statements, and so does its end. */
void tap_cut(struct tap *t, enum tap_end how, int nth);

/* And once more at the nth one behind that. */
void tap_cut_again(struct tap *t, enum tap_end how, int nth);

/* From now on prepared statements of the portal's get other names on the way, as a pooler gives
   them that looks into what it passes on: "pooler_…" for "portal_…". */
void tap_rename(struct tap *t);

/* Whether all cuts that were asked for have been made; none is due any more. */
bool tap_was_cut(struct tap *t);

/* Statements that are still to come before the first cut, which was not made; none is due any more.
 */
int tap_left(struct tap *t);

#endif
