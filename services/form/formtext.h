/* formtext.h - a form as a text file that a person fills in any editor: written blank, read filled
 * (docs/man/shubbak-form.5). */
#ifndef SERVICES_FORM_FORMTEXT_H
#define SERVICES_FORM_FORMTEXT_H

#include "services/form/form.h"

/* How the words around the answers are said: the face passes its translator, so that services/
 * needs none. */
typedef const char *formtext_words(const char *message);
typedef const char *formtext_counted(const char *one, const char *many, unsigned long n);

/* What a blank form is made of. */
struct formtext_order {
	const struct service *service;
	const struct term_list *terms;
	enum lang lang;
	struct date today;   /* limits that move with the day are told as of it */
	const char *request; /* its request number: 16 to 40 of A-Z 0-9 - */
	const char *send;    /* the command that sends it back, as a shell takes it, */
	const char *page;    /* and that by which one comes to the pages; NULL: it is always sent */
	formtext_words *words;     /* NULL: English, */
	formtext_counted *counted; /* as here */
};

/* The blank form, in `a`; NULL where the service has none. */
char *formtext_blank(struct arena *a, const struct formtext_order *o);

/* What a filled form says of itself, and its answers. */
struct filled {
	bool lang_said; /* `lang` stands in it, also where it has faults */
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

/* The line of such a file on which the answer to the question of this id stands; 0: nowhere. */
int formtext_line(const struct service *service, const char *bytes, size_t len, const char *id);

#endif
