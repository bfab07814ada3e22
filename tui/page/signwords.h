/* signwords.h - who has signed an application and who works on it, in words. */
#ifndef TUI_PAGE_SIGNWORDS_H
#define TUI_PAGE_SIGNWORDS_H

#include "services/services.h"

/* "3 of 10 have signed." */
const char *signwords_tally(struct arena *a, size_t have, size_t needed);

/* "3 of 10 have signed; missing: …" */
const char *signwords_standing(struct arena *a, const struct signature_standing *s);

/* Of one of those who sign: by whom, when and how, or what it no longer covers. */
const char *signwords_place(struct arena *a, enum lang lang, const struct service *of,
			    const struct signature_place *p);

/* "view, sign": of `names`, NULL behind them, those whose bit is among `rights`. */
const char *signwords_rights(struct arena *a, enum lang lang, const char *const *names, int rights);

/* What an invitation is to, and what is signed by it, NULL: nothing. */
const char *signwords_invited(struct arena *a, enum lang lang, int rights,
			      const struct signature *s);

/* What a member may, and how it stands with them; by when a code is to be taken. */
const char *signwords_member(struct arena *a, enum lang lang, const struct service *of,
			     const struct member *m);

/* The name of who signs there; of what only one signs, that. */
const char *signwords_name(enum lang lang, const struct signature *s,
			   const struct signature_place *p);

/* Of a definition: who signs, and when, as people read it before they apply. */
const char *signwords_who(struct arena *a, enum lang lang, const struct signature *s);

/* What to hand to who was invited: the way in, by a terminal and by a command, in two texts. */
const char *signwords_way(struct arena *a, const char *ssh);

#endif
