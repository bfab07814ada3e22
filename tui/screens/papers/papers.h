/* papers.h - the papers of an application on pages: what came, what is missing, how it is sent. */
#ifndef TUI_SCREENS_PAPERS_PAPERS_H
#define TUI_SCREENS_PAPERS_PAPERS_H

#include "tui/page/paperwords.h"
#include "tui/screens/common/common.h"

/* A page of them over another, which has this application and the definition that it began with as
 * long as it is there. Only where papers of that definition may be sent as files. */
struct screen *papers_new(const struct application *a, const struct service *s);

/* take.c: a page over that, by which one is taken that was given with another application. */
struct screen *take_new(const struct application *a, const struct service *s);

/* For the `load` of a page that tells of them: with the answers at hand (NULL: they are read).
 * Nothing where none may be sent as files, or where they cannot be read now. */
void papers_read(const struct context *x, const struct application *a, const struct service *s,
		 const struct form *f, struct arena *arena, struct papers *ret);

/* The choice that leads to the page, with how many are here; nothing where none is asked for. */
void papers_put_menu(struct page *p, const struct scene *x, int act, const struct papers *papers);

/* Whether one is not here without which the application is not sent. */
bool papers_lack(const struct papers *papers);

/* Each with what came of it. */
void papers_put(struct page *p, const struct scene *x, const struct papers *papers,
		const struct service *s);
/* Of those by which the day is known that stands on them, until when they are valid. */
void papers_put_until(struct page *p, const struct scene *x, const struct papers *papers,
		      const struct service *s);
/* A notice of each that these answers ask for and that is not valid any more. */
void papers_put_lapsed(struct page *p, const struct scene *x, const struct form *f);
/* What goes with a reply: of each that is asked for anew, or came since, how it is with it and what
 * came. */
void papers_put_reply(struct page *p, const struct scene *x, const struct papers *papers,
		      const struct service *s);
/* The paper of this id; NULL: none that may be sent as a file. */
const struct paper_need *papers_find(const struct papers *papers, const char *id);

#endif
