/* signature.h - who has to sign an application, and what of it. */
#ifndef SERVICES_DEFINITION_SIGNATURE_H
#define SERVICES_DEFINITION_SIGNATURE_H

#include "services/definition/types.h"

/* Who has to sign, and what. */
struct signature {
	const char *id;
	struct text name;
	const char *section;        /* the id of `each`; NULL */
	const struct section *each; /* one of each of its items; NULL: by anybody */
	int needed;                 /* how many; 0: of each item, or one */
	const char **covers; /* ids of sections and questions; none: all that the form asks */
	size_t cover_count;
	const struct rule *when; /* where it does not hold nobody signs; NULL: always */
	bool before_submit;      /* it is not sent without them */
	int line;                /* of its file */
};

#endif
