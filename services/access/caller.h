/* caller.h - who asks: what was proven in this visit, in which role, for which purpose, from where
 * and by which face. Made in one place of the desk and passed to every call. */
#ifndef SERVICES_ACCESS_CALLER_H
#define SERVICES_ACCESS_CALLER_H

#include "i18n/lang.h"
#include "services/access/reference.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum caller_face { FACE_PAGES, FACE_PLAIN, FACE_COMMAND, FACE_FILES, FACE_HOST };

/* Until accounts bring roles as definitions. */
enum caller_role {
	ROLE_APPLICANT, /* anybody: what they may is what they have proven */
	ROLE_AUTHORITY, /* the administrator's command on this host */
};

struct caller {
	char key[68]; /* hex SHA-256 of a public key that the gate says was proven; "" without one
		       */
	char reference[REFERENCE_DIGITS + 1]; /* signed in with this one and its PIN, proven in this
						 desk: opens without a PIN; "" without */
	char source[64]; /* address prefix (/24, /48) as text: for budgets; "" on the host */
	enum caller_role role;
	enum caller_face face;
	enum lang lang;
	char office[80];     /* for which office; "" for none */
	const char *purpose; /* why it is looked at, where that is not the matter in hand; NULL */
};

#endif
