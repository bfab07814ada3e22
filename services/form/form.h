/* form.h - one applicant's answers to one service's questions, and what is still wrong with them.
 */
#ifndef SERVICES_FORM_FORM_H
#define SERVICES_FORM_FORM_H

#include "services/definition/faults.h"
#include "services/definition/service.h"
#include "services/definition/term.h"

struct form;

/* Where a question stands: section NULL is eligibility; item 0 in a section that does not repeat,
 * else 1, 2, … */
struct field_path {
	const struct section *section;
	int item;
	const struct question *question;
};

/* Empty answers (defaults in place) in memory of its own. `terms` and `service` must outlive it. */
struct form *form_new(const struct service *service, const struct term_list *terms,
		      struct date today);
void form_free(struct form *f);
const struct service *form_service(const struct form *f);

/* The canonical answer (docs/SERVICES.md: "what is kept") or NULL. form_get does not look at
 * whether it is asked. */
const char *form_get(const struct form *f, const struct field_path *at);

/* Checks `raw` as typed in `lang` against the question and keeps its canonical form. FAULT_INPUT
   keeps the old answer and says what to do. An empty `raw` takes the answer away (FAULT_INPUT where
   it is required). */
MUST_USE enum fault form_set(struct form *f, const struct field_path *at, const char *raw,
			     enum lang lang, struct error *err);

/* Without the person: canonical value as it was stored; anything is accepted, false when it does
 * not fit the definition. */
bool form_load(struct form *f, const struct field_path *at, const char *canonical);

/* The same of what the portal puts there for the person, who sees it and may say otherwise. */
bool form_fill(struct form *f, const struct field_path *at, const char *canonical);

/* What stands there is what was put there: a default, said or not, or what was filled in. */
bool form_stands_ready(const struct form *f, const struct field_path *at);

/* Something stands there that is not for who reads this form (services/access/staff.h): it has no
 * value, form_is_withheld says so. A question that such an answer may have opened is asked where
 * something stands there itself; a paper is kept. False when it does not fit the definition. */
bool form_withhold(struct form *f, const struct field_path *at);
bool form_is_withheld(const struct form *f, const struct field_path *at);

/* As `raw` would be kept ("" for no answer), without keeping it; for filled forms and for showing.
 */
MUST_USE enum fault form_canonical(const struct form *f, struct arena *a, const struct question *q,
				   const char *raw, enum lang lang, char **ret, struct error *err);

/* From now on every question is asked, whatever its condition, and each repeated section has an
 * item at least: the form is shown to its author, nobody fills it in. */
void form_ask_all(struct form *f);

bool form_asks_section(const struct form *f, const struct section *s);
bool form_asks(const struct form *f, const struct field_path *at);

/* Items of a repeated section: at first its least number, empty. Dropping one moves those behind it
   up; too few is form_faults' concern. FAULT_CONFLICT when no more may be added, FAULT_MISSING for
   an item that is not there. */
int form_items(const struct form *f, const struct section *s);
MUST_USE enum fault form_add_item(struct form *f, const struct section *s, struct error *err);
MUST_USE enum fault form_drop_item(struct form *f, const struct section *s, int item,
				   struct error *err);

/* Steps over the questions that are asked, eligibility first; start with a zeroed path whose
 * question is NULL. False at the end. */
bool form_next(const struct form *f, struct field_path *at);

/* The other questions of which a check demands one, or this one, while none of them has an answer:
 * how many, at most `room` into `ret`. 0: there are none, the check says nothing here. */
size_t form_instead(const struct form *f, const struct question *q, const struct question **ret,
		    size_t room);

/* The first eligibility question that was answered and whose requirement does not hold; NULL when
 * there is none. */
const struct question *form_refused(const struct form *f);

/* The person has seen this section: what stands there now is meant so. */
void form_open_section(struct form *f, const struct section *s);

/* EMPTY: nothing but defaults stands there, and something is missing or nobody has opened it;
 * WRONG: nothing required is missing, but an answer is refused, or a check of it does not hold that
 * waits for no other part; DONE: it was opened, or something was answered, and it is neither. */
enum section_state {
	SECTION_NOT_ASKED,
	SECTION_EMPTY,
	SECTION_STARTED,
	SECTION_WRONG,
	SECTION_DONE
};
enum section_state form_section_state(const struct form *f,
				      const struct section *s); /* NULL: eligibility */

/* The same of one item of a repeated section, which nobody opens: never EMPTY where nothing
 * required is missing. */
enum section_state form_item_state(const struct form *f, const struct section *s, int item);

/* What is missing or wrong over the whole, in the order of the form; none: it may be submitted. Too
 * few items: `at` has the section and no question, and stands before what is in it. */
struct form_fault {
	struct field_path at;
	struct error error;
};
size_t form_faults(const struct form *f, struct arena *a, struct form_fault **ret);
/* Puts a list in that order, where more was added to it. */
void form_order_faults(const struct form *f, struct arena *a, struct form_fault *list,
		       size_t count);

/* False where nothing stands, or a default that nobody has said yet. */
bool form_given(const struct form *f, const struct field_path *at);

/* The first check over several answers that does not hold although all that it names were given
 * (a question that is not asked is not waited for; a default that nobody has seen is waited for):
 * one that stands by this question, or with `named` one that names it too. A national number that
 * says otherwise (`shown_by`) is such a check, and goes before them. `err` as form_faults would say
 * it, its field the question by which it stands. False: there is none. */
bool form_clash(const struct form *f, const struct field_path *at, bool named, struct error *err);

/* Whether a check that stands by this question, which has no answer, demands one just now: all else
 * that it names was given. `passed`: the person goes on from its page, and what may stay empty up
 * to its end was left so. `err` as form_faults would say it. */
bool form_needs(const struct form *f, const struct field_path *at, bool passed, struct error *err);

/* What is worth a second look of an answer that is taken as it stands, as a message; its own words
 * by the definition, by its type or by the answers beside it. False: nothing. */
bool form_remark(const struct form *f, const struct field_path *at, struct error *ret);

/* The answer in words for the person: names of choices and places, dates and money as they are
 * read. "" when there is none. */
char *form_show(const struct form *f, struct arena *a, const struct field_path *at, enum lang lang);

/* Whether a rule of the service holds, seen from outside of every repeated section. */
bool form_holds(const struct form *f, const struct rule *rule);

/* How much a fee of the service is by these answers, in its currency's minor unit: of a share the
 * nearest, of two the one farther from 0. False: an answer is missing that it is worked out of, or
 * what comes cannot be kept. *ret_minor 0: it is not owed in this case. */
bool form_charge(const struct form *f, const struct charge *charge, int64_t *ret_minor);

/* What people are told of the fee and the time by these answers: as the service says it, where
 * these choose none. A note that is of all of them is left out. NULL: nothing is known. */
const struct fee *form_fee(const struct form *f, struct arena *a);
const struct duration *form_time(const struct form *f);

/* What a value of the service came to, in words; NULL where it cannot be worked out. *ret_withheld:
 * an answer that it asks for is not for who reads this form; then NULL. */
char *form_value(const struct form *f, struct arena *a, const struct service_value *v,
		 enum lang lang, bool *ret_withheld);

/* The papers that these answers ask for: indexes into service->papers. A case without a rule is
 * kept (the person judges). */
size_t form_papers(const struct form *f, struct arena *a, size_t **ret);

/* The last day on which a paper is valid, by the day that was answered to stand on it. False: it
 * says none, or that is not answered. */
bool form_valid_until(const struct form *f, const struct paper *p, struct date *ret);
/* Whether that day is over. */
bool form_has_lapsed(const struct form *f, const struct paper *p);
/* The first paper that these answers ask for and that has lapsed; not one in whose place another of
 * its choice may stand. `came`: by paper, whether it is there (NULL: that is not known). NULL:
 * none.
 */
const struct paper *form_lapsed(const struct form *f, const bool *came);

/* Every answer that is asked, in order, as "section/item/question=value" lines; what digests and
 * filled forms are made from. */
char *form_canonical_text(const struct form *f, struct arena *a);

#endif
