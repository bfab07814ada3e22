/* orgwords.h - who acts for an organisation and what waits for them, in words. */
#ifndef TUI_PAGE_ORGWORDS_H
#define TUI_PAGE_ORGWORDS_H

#include "services/application/organisation.h"
#include "services/services.h"

/* "see, file, manage" */
const char *orgwords_rights(struct arena *a, enum lang lang, int rights);

/* How it stands with one of its people: since when, by what they came; until when a code is taken;
 * when it ended. */
const char *orgwords_agent(struct arena *a, enum lang lang, const char *country,
			   const struct agent *m);

/* What waits, without what it waits of: "Your signature is needed", "To be paid: 10 EGP, by …". */
const char *orgwords_wait(struct arena *a, enum lang lang, const char *country,
			  const struct organisation_wait *w);

/* "items waiting: 3" */
char *orgwords_waits(struct arena *a, size_t count);

/* Who alone sends applications for it, where its definition says so; NULL: anybody. */
const char *orgwords_sends(const struct service *s);

/* What is said before it is filled in to who could fill it in but not send it. */
enum orgwords_who {
	ORGWORDS_GUEST,   /* without an account */
	ORGWORDS_NOBODYS, /* with one, which acts for none of the register's organisations */
	ORGWORDS_SEER     /* or may file for none of those */
};
const char *orgwords_before(enum orgwords_who who);

/* What to tell who has applied for an entry that nobody acts for yet, and has no account here. */
const char *orgwords_founder(void);

/* What to tell who was invited: before the command that they come by, before the line that takes
 * the invitation at once, and that line. Commands stand in lines of their own. */
const char *orgwords_come(void);
const char *orgwords_way(void);
const char *orgwords_line(struct arena *a, const char *ssh, const char *book, const char *number);

#endif
