/* common.h - what several screens need: their making, their shared pages. */
#ifndef TUI_SCREENS_COMMON_COMMON_H
#define TUI_SCREENS_COMMON_COMMON_H

#include "i18n/i18n.h"
#include "tui/screens/screens.h"
#include "tui/page/words.h"

/* A zeroed screen of `size` bytes whose head says `ops`. */
void *common_make(size_t size, const struct screen_ops *ops);

/* What somebody types to come here as `user`: "ssh -C -p 2222 me@portal.example". */
char *common_ssh(const struct scene *x, struct arena *a, const char *user);

/* Adds a part only where there are words. */
void common_part(struct page *p, const char *heading, const char *text);

/* How to come back to an application: the lines to type. */
void common_way_back(struct page *p, const struct scene *x, const char *reference);

/* That the PIN is needed again, whoever has a key; nothing where a key alone is enough. */
void common_pin_needed(struct page *p, const struct scene *x);

/* What who has lost the PIN of an application can do. */
void common_tracking_lost(struct page *p);

/* The papers of a service, by case; `form` NULL: all of them, else those that its answers ask for.
 * To staff (`of_staff`) the case is not called theirs. */
void common_papers(struct page *p, const struct scene *x, const struct service *s,
		   const struct form *form, bool of_staff);

/* Who has to sign; nothing where nobody has. */
void common_signatures(struct page *p, const struct scene *x, const struct service *s);

/* What is worth a second look of an answer that was given just now, on the page that comes after
 * it. Plain lines say it at once. */
void common_remark(struct page *p, const struct scene *x, const struct draft *j);

/* What it costs and how long it takes; what becomes due alone, one by one. With the answers of
 * `form` (NULL: there are none), where all are given, as they make it. */
void common_cost(struct page *p, const struct scene *x, const struct service *s,
		 const struct form *form);
void common_charges(struct page *p, const struct scene *x, const struct service *s,
		    const struct form *form);
/* The same before it is sent: not those that may come later, by an act and not in every case. */
void common_charges_now(struct page *p, const struct scene *x, const struct service *s,
			const struct form *form);

/* What is owed, each with its reference and its last day; and how it is paid. Nothing where nothing
 * is. */
void common_owed(struct page *p, const struct scene *x, const struct service *s,
		 const struct due *list, size_t count);
void common_how_to_pay(struct page *p, const struct scene *x, const struct service *s,
		       const struct due *list, size_t count);

/* The choice that leads to the notices, with how many are not read; nothing where none is. */
void common_unread(struct page *p, const struct scene *x, int act);

/* The choice that leads to what somebody has asked for to open the account anew; nothing where
 * nobody has. */
void common_waits(struct page *p, const struct scene *x, int act);

/* That the portal was made for trying, and its day where that was set; nothing where it was not. */
void common_trying(struct page *p, const struct scene *x);
/* The same without its day, where an authority is named as whoever receives something. */
void common_trying_here(struct page *p, const struct scene *x);

/* Above moments of one service: whose time they are, where it is not the portal's. */
void common_clock(struct page *p, const struct scene *x, const struct service *s);

/* By the answers: to which office it goes, or went, and where what comes of it is collected. */
void common_where(struct page *p, const struct scene *x, const struct form *f);

/* In which country the service is. */
void common_country(struct page *p, const struct scene *x, const struct service *s);

/* The authority with its country, and where its counter is. */
void common_counter(struct page *p, const struct scene *x, const struct service *s);

/* Where and how those papers are brought, as far as a source says. */
void common_bring(struct page *p, const struct scene *x, const struct service *s);

/* Why who answers a question of eligibility so may not apply. */
const char *common_refusal(const struct question *refused, enum lang lang);

/* A page that says what went wrong and what to do; a fault of ours carries its incident number. */
struct screen *common_trouble(const struct context *x, const struct error *err);

/* For the `load` of a screen over a draft: reads what another visit has changed. False where it is
 * no draft any more: then its file, or what went wrong, stands over home instead. */
bool common_draft(struct stack *st, struct draft *j);

/* The definition of an application's version: the catalogue's own or an older one, read into `a`.
 */
MUST_USE enum fault common_service(const struct context *x, struct arena *a,
				   const struct application *app, const struct service **ret,
				   struct error *err);

/* A receipt, or another slip, as a page shows it. */
struct slip_part;
void common_receipt(struct page *p, const struct slip_part *parts, size_t count);

#endif
