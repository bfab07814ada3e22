/* script.h - the keys that a measuring visitor presses and the texts that each must bring. */
#ifndef TESTS_BENCH_SCRIPT_H
#define TESTS_BENCH_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#define SCRIPT_STEPS 120

/*
 * A script is a text file; '#' begins a comment line. Tabs part the columns:
 *
 *	VERB	KEYS	TEXT
 *
 * open	-	TEXT   stands on the first screen
 * step	KEYS	TEXT   one step of the walk
 * ready	KEYS	TEXT   brings a waiting visitor to where `flip` begins
 * flip	KEYS	TEXT   key presses whose frames are timed: taken in turn, again and again
 * leave	KEYS	TEXT   how a visitor leaves, from any screen; an empty TEXT: the server ends
 *the session
 *
 * KEYS knows \r \t \e \\ and \xHH. A TEXT must not stand on the screen before its key was pressed.
 */
enum verb { VERB_OPEN, VERB_STEP, VERB_READY, VERB_FLIP, VERB_LEAVE, VERBS };

struct step {
	enum verb verb;
	char keys[160];
	size_t key_len;
	char text[100];
};

struct script {
	struct step steps[SCRIPT_STEPS];
	size_t count;
};

/* False: said on stderr. */
bool script_read(const char *file, struct script *ret);

/* The `n`th step of this verb from 0, or NULL. */
const struct step *script_find(const struct script *s, enum verb verb, size_t n);

#endif
