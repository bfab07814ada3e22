/* domain.h - names of the domain name system in letters of any script (IDNA 2008, RFC 5891). */
#ifndef I18N_DOMAIN_H
#define I18N_DOMAIN_H

#include "i18n/base/arena.h"

/* In lower-case ASCII, as it is looked up: "exämple.org" is "xn--exmple-cua.org"; NULL where it is
 * no domain of two labels at least. */
char *domain_ascii(struct arena *a, const char *domain);

/* Such a one in its own letters; NULL where it is plain ASCII, or where they would not lead back to
 * it. */
char *domain_own(struct arena *a, const char *ascii);

/* An e-mail address: ASCII letters, and a domain as domain_ascii gives it; NULL where it is none.
 */
char *domain_email(struct arena *a, const char *text);

#endif
