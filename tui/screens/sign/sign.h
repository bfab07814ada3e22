/* sign.h - who works on an application and who signs it: what its pages share. */
#ifndef TUI_SCREENS_SIGN_SIGN_H
#define TUI_SCREENS_SIGN_SIGN_H

#include "tui/screens/common/common.h"

struct people {
	struct screen screen;
	struct application application;
	const struct service *service; /* NULL: its definition cannot be read */
	struct arena *arena;           /* of an older definition */
	/* As it was read last. */
	struct arena *loaded;
	struct signature_standing *standings;
	size_t standing_count;
	struct member *members;
	size_t member_count;
	struct signature_notice *told;
	size_t told_count;
	struct membership own; /* number 0: the applicant */
	struct error error;    /* of reading, or of the last act; fault NONE: none */
	bool done;             /* the last act, just now */
};

/* Reads it as it is now. */
void people_load(struct screen *s, struct stack *st);

/* Pages over it: what is signed; an invitation; whether somebody, or a signature, shall really go.
 */
struct screen *people_sign(struct people *f);
struct screen *people_invite(struct people *f);
/* `number`: of a member, whose part ends; 0: the own signature is taken back. */
struct screen *people_sure(struct people *f, int number);
struct screen *people_answers(const struct application *a);

/* The places that somebody may still be invited to sign as, one after the other over all
 * signatures, from `i` = 0; NULL behind them. */
const struct signature_place *people_open_place(const struct people *f, size_t i,
						const struct signature **ret);

#endif
