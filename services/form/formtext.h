/* formtext.h - a form as a text file that a person fills in any editor: written blank, read filled
 * (docs/man/shubbak-form.5). */
#ifndef SERVICES_FORM_FORMTEXT_H
#define SERVICES_FORM_FORMTEXT_H

#include "services/form/form.h"

/* How the words around the answers are said: the face passes its translator, so that services/
 * needs none. */
typedef const char *formtext_words(const char *message);

/* The blank form in `lang`; `request` is its request number (16 to 40 of A-Z 0-9 -). */
char *formtext_blank(struct arena *a, const struct service *s, const struct term_list *terms,
		     enum lang lang, const char *request, formtext_words *words);

/* What a filled form says of itself, and its answers. */
struct filled {
	char service[80];
	int version;
	char request[48];
	enum lang lang;
	struct form *form; /* owned by the caller of formtext_read: form_free */
};

/* Reads `len` bytes for `service`. FAULT_INPUT: `faults` names every fault by line (err->field: the
 * question); then ret->form is NULL. */
MUST_USE enum fault formtext_read(const struct service *service, const struct term_list *terms,
				  struct date today, const char *bytes, size_t len,
				  struct filled *ret, struct fault_list *faults, struct error *err);

#endif
