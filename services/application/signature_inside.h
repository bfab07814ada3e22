/* signature_inside.h - what is signed, and by whom: within a change, or behind a question whether
 * the caller may. */
#ifndef SERVICES_APPLICATION_SIGNATURE_INSIDE_H
#define SERVICES_APPLICATION_SIGNATURE_INSIDE_H

#include "services/application/member_inside.h"
#include "services/application/signature.h"
#include "services/application/signed_text.h"

/* One application with all its answers, as long as it is open. */
struct signing {
	struct registry *registry;
	const struct store_application *row;
	const struct service *service;
	struct arena *arena;
	const enum lang *text_lang; /* of the text as it is read; NULL: the application's */
	enum lang lang;             /* of what is said of it, */
	unsigned hidden;            /* without answers of these classes, as bits by enum class */
	struct form *form;
	const struct signature *signature; /* which is meant, when it was chosen */
};
MUST_USE enum fault signing_open(struct signing *g, struct error *err);
void signing_close(struct signing *g);

/* The signature of this id (NULL: the only one there is), and in *ret_item the place of it: `item`,
 * or for 0 the first that is free. FAULT_INPUT: there is none such. FAULT_CONFLICT: somebody else
 * signs there. */
MUST_USE enum fault signing_choose(struct signing *g, const char *id, struct error *err);
MUST_USE enum fault signing_place(struct signing *g, const struct members *all, const char *id,
				  int item, int *ret_item, struct error *err);

/* The text of a row, of the signature that is chosen; FAULT_INPUT: covered answers are missing. */
MUST_USE enum fault signing_text(const struct signing *g, const struct store_member *row,
				 struct signed_text *ret, struct error *err);

/* Whether what the row has signed is what the answers are now; what was changed past the portal
 * holds nothing. */
bool signing_holds(struct signing *g, const struct store_member *row);

/* How it stands with one, by these rows; texts live in its arena. */
void signing_stand(struct signing *g, const struct signature *s, const struct members *all,
		   const char *own, struct signature_standing *ret);

/* FAULT_DENIED, with who is missing: the signature is not whole. Within a change or behind a look.
 */
MUST_USE enum fault signing_need(struct signing *g, const struct signature *s, struct error *err);

/* Within a change that submits: those that have to be there before. */
MUST_USE enum fault signing_check_submit(struct change *c, const struct service *s,
					 struct error *err);

/* Within a change of an answer: what was signed may be another now, and is looked at later. */
MUST_USE enum fault signing_unsettle(struct change *c, struct error *err);

/* The clerk's: the next application whose answers rest since they changed (*ret_found), told to
 * whoever has signed other ones. */
MUST_USE enum fault signing_next(struct registry *r, char ret_id[33], bool *ret_found,
				 struct error *err);
MUST_USE enum fault signing_tell(struct registry *r, const char *id, const struct service *s,
				 struct error *err);

/* Within a change: writes that the row has signed the text, in this way, and tells the applicant.
 * `sent`: what was sent with it; "". */
struct signing_given {
	const char *way, *sent;
	bool is_new; /* the row */
};
MUST_USE enum fault signing_give(struct change *c, struct signing *g, struct store_member *row,
				 const struct signing_given *given, struct error *err);

#endif
