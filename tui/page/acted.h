/* acted.h - what an act of the definition has told the applicant besides its words, in the language
 * in use: its name, its reason with the law, and what is wrong with the answers and papers that it
 * names. */
#ifndef TUI_PAGE_ACTED_H
#define TUI_PAGE_ACTED_H

#include "services/services.h"

/* The act of the history's line at `index`, by the service's definition; NULL where none is told,
 * or `s` is NULL or does not have it. */
const struct act *acted_find(const struct service *s, const struct event *events, size_t count,
			     size_t index);

/* Its name; of what a definition says in the short form, the portal's own word. */
const char *acted_name(const struct act *act, enum lang lang);

/* What the state is called that the history's line at `index` has come to: in the words of the act
 * that ended it so, where it has any, else by the portal's. */
const char *acted_state(enum lang lang, const struct service *s, const struct event *events,
			size_t count, size_t index);

/* What the history calls that line: an answer of the applicant, or what it has come to. */
const char *acted_event(enum lang lang, const struct service *s, const struct event *events,
			size_t count, size_t index);

/* acted_state of how it stands now. */
const char *acted_state_now(enum lang lang, const struct service *s, const struct event *events,
			    size_t count, enum application_state state);

/* A task's name; that of the portal's own. */
const char *acted_task(const struct task *task, enum lang lang);

/* "The pavement is too narrow (Article 7)"; NULL: no reason of its list is told. */
char *acted_reason(struct arena *a, enum lang lang, const struct act *act, const struct event *e);

/* Why an act is not possible, with the condition that does not hold in words. */
struct error acted_need(struct arena *a, enum lang lang, const struct service *s,
			const struct error *why);

/* The same with tasks, acts and fees by their names rather than by their ids, which
 * are for who types commands. */
char *acted_why(struct arena *a, enum lang lang, const struct service *s, const struct error *why);

/* What was named: "Date of birth", "Name (Helper 2)", a paper's name; its id where the definition
 * (which may be NULL) does not have it. */
char *acted_item(struct arena *a, enum lang lang, const struct service *s, const struct named *n);

/* What is wrong with it: "it is not complete". */
const char *acted_wrong(enum named_wrong wrong);

/* What it was when it was named, as people read it; "" where there was nothing. */
char *acted_was(struct arena *a, enum lang lang, const struct term_list *terms,
		const struct service *s, const struct named *n);

/* The last line of the history that names answers, whether they are still to be corrected or not;
 * NULL. */
const struct event *acted_named(const struct event *events, size_t count);

/* Where a named answer stands in a form of `s`; false for a paper, and where there is no such
 * place. */
bool acted_path(const struct service *s, const struct named *n, struct field_path *ret);

#endif
