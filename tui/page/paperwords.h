/* paperwords.h - papers of an application as people read them: what came, when, from whom, what is
 * missing, how it is sent. */
#ifndef TUI_PAGE_PAPERWORDS_H
#define TUI_PAGE_PAPERWORDS_H

#include "services/services.h"

/* "Documents received: 3 of 4.", of those that must come or are here. */
char *paperwords_tally(struct arena *a, const struct papers *p);

/* Behind that which are missing, or to be sent again, by name; and which may be added. */
char *paperwords_lacking(struct arena *a, enum lang lang, const struct papers *p);

/* "missing", "came", …; of what has to be sent again with what is wrong with it; of what must come
 * before the application is sent that. */
const char *paperwords_standing(struct arena *a, const struct paper_need *need);

/* The same as it stands on a page: with a capital, and a stop behind more than one word of it. */
const char *paperwords_sentence(struct arena *a, const struct paper_need *need);

/* Until when it is valid by the day that stands on it, or since when it is not any more. */
char *paperwords_until(struct arena *a, enum lang lang, const char *country, struct date until,
		       bool lapsed);

/* "scan.pdf: PDF document, 2 pages, 812 kB · 14 March 2027, 10:05 · applicant", of what is coming
 * how much of it has come, of what was shown by whom; by the clock of the service's place. */
char *paperwords_file(struct arena *a, enum lang lang, const struct service *s,
		      const struct paper_file *file);

/* What is typed to send one, or to have them: `sftp`, and within it, in lines that are short enough
 * for narrow screens. */
char *paperwords_sftp(struct arena *a, const char *host, int port, const char *user);
char *paperwords_cd(struct arena *a, const char *reference);
char *paperwords_put(struct arena *a, const char *requirement);
char *paperwords_get(struct arena *a, const char *reference);

/* Where nothing is known of how they are handed in; of a service that takes files of those alone
 * that are not sent so. */
const char *paperwords_no_way(const struct service *s);

/* Which files are taken. */
const char *paperwords_kinds(void);

#endif
