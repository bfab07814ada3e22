/* signed_text.h - what somebody signs of an application: the answers that it covers, as one text in
 * the application's language. */
#ifndef SERVICES_APPLICATION_SIGNED_TEXT_H
#define SERVICES_APPLICATION_SIGNED_TEXT_H

#include "services/form/form.h"
#include "services/registry/seal.h"
#include "services/store/store_application.h"
#include "services/store/store_member.h"

/* clang-format off */
/*
 * As people read it, save it and sign it, each line ended by a line feed:
 *
 *	shubbak-text 1
 *	reference 1234 5678 9012 34
 *	service eg-association 3          with its version
 *	signature founders 4              and as which of those who sign
 *	invitation 0123456789abcdef       of who was invited: it follows from the code
 *	round 2                           of who took one back before
 *	check 1234 5678                   to be compared with a printed one
 *
 *	Name of the service
 *	Name of the signature: founder 4: Rima Khoury
 *
 *	= Title of a section
 *	Question: answer
 *
 * The digest is made of the answers as they are kept and of the lines above but `check`, so that a
 * signature ends with an answer and not with the new name of a place. What the item of who signs is
 * known by counts among the answers, covered or not.
 */
/* clang-format on */
struct signed_text {
	const char *text;
	const char *content; /* answers, as form_canonical_text has them */
	char digest[SEAL_DIGEST + 1];
	char check[9];
};

/* Who signs what; `f` has all answers. Lives in `a`. */
struct signed_of {
	const struct seal *seal;
	const struct store_application *row;
	const struct signature *signature;
	const struct store_member *member; /* its signature's item is who signs */
	const struct form *form;
	const enum lang *lang; /* of the words for people; NULL: the application's. What is signed
				  in the portal holds in each; a key signs the application's */
};
void signed_text_make(struct arena *a, const struct signed_of *of, struct signed_text *ret);

/* Whether the signature covers the answer that stands there. */
bool signed_covers(const struct signature *s, const struct field_path *at);

/* How many could sign by these answers, and of them how many have to: none where its section is not
 * asked, or has no items, and where its condition does not hold. */
size_t signed_places(const struct form *f, const struct signature *s);
size_t signed_needed(const struct form *f, const struct signature *s);

/* "founder 4: Rima Khoury", "2"; "" where only one signs. Answers of the classes `hidden` (bits by
 * enum class) are left out. */
const char *signed_place(struct arena *a, const struct form *f, const struct signature *s, int item,
			 enum lang lang, unsigned hidden);

/* The questions, by their labels, whose answers differ from `before` to `now`, which are contents
 * as above; "" where none does. */
const char *signed_differs(struct arena *a, const struct service *s, const char *before,
			   const char *now, enum lang lang);

#endif
