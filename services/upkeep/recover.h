/* recover.h - what the clerk does for accounts that are to be opened anew: looks whether there is
 * such a one, tells its addresses, lets it wait, and forgets it when nobody has come. */
#ifndef SERVICES_UPKEEP_RECOVER_H
#define SERVICES_UPKEEP_RECOVER_H

#include "i18n/lang.h"
#include "services/registry/registry.h"

/*
 * What an address is told, in its language, LIMIT_DISPATCH bytes at most: with the places {number},
 * of `code` and `waits` {date}, from when on it may be given, of `code` {code}, which gives it to
 * whoever has it then.
 */
struct recover_words {
	const char *code[LANG_COUNT];  /* somebody asks for a new PIN */
	const char *waits[LANG_COUNT]; /* for a key or one-time codes */
	const char *given[LANG_COUNT]; /* a PIN, a key or codes */
};

struct recover {
	int64_t begun, told; /* accounts that wait from now on; that were told of what was given */
};

/* At most RECOVER_MOST of what visits and commands have left to do (access/recovery_within.h), each
 * once, whichever host's clerk is first. `days`: how long accounts wait; 0: none begins to. Nothing
 * is told of a number that is nobody's, of an account that waits already, nor, for
 * LIMIT_RECOVERY_DAYS, of one whose person has stopped it, where nobody of staff asks. */
#define RECOVER_MOST 50
MUST_USE enum fault recover_run(struct registry *r, int days, const struct recover_words *words,
				struct recover *ret, struct error *err);

/* Nobody came for it in time: it waits no more, and that is entered. */
MUST_USE enum fault recover_forget(struct registry *r, struct error *err);

#endif
