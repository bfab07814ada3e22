/* acted.c - what an act of the definition has told the applicant besides its words, in the language
 * in use: its name, its reason with the law, and what is wrong with the answers and papers that it
 * names. */
#include "tui/page/acted.h"

#include "i18n/i18n.h"
#include "services/definition/rule.h"
#include "tui/page/rulewords.h"
#include "tui/page/statewords.h"
#include "tui/page/words.h"

#include <string.h>

/* The stage at which it was done: where the line before it had come to. */
static const struct stage *stage_before(const struct service *s, const struct event *events,
					size_t index)
{
	for (size_t i = index; i > 0; i--)
		if (events[i - 1].stage[0] != '\0')
			return service_stage(s, events[i - 1].stage);
	return service_stage(s, events[index].stage);
}

const struct act *acted_find(const struct service *s, const struct event *events, size_t count,
			     size_t index)
{
	const struct stage *at;
	const struct act *act;

	if (s == NULL || index >= count || events[index].act[0] == '\0')
		return NULL;
	at = stage_before(s, events, index);
	act = at == NULL ? NULL : service_act(s, at, events[index].act);
	return act == NULL ? service_any_act(s, events[index].act) : act;
}

/* Of the short form, and of what every application may come to. */
static const char *own_name(const struct act *act)
{
	switch (act->does) {
	case ACT_STAYS: return act->id;
	case ACT_MOVES: return _("Send it to another stage");
	case ACT_ASKS: return _("Ask the applicant");
	case ACT_REPLIES: return _("Answer");
	case ACT_ENDS: break;
	}
	if (act->bearing == BEARING_WITHDRAWN)
		return _("Withdraw my application");
	return act->bearing == BEARING_APPROVED ? _("Approve it") : _("Refuse it");
}

const char *acted_name(const struct act *act, enum lang lang)
{
	return text_is_set(&act->name) ? words_of(&act->name, lang) : own_name(act);
}

const char *acted_state(enum lang lang, const struct service *s, const struct event *events,
			size_t count, size_t index)
{
	const struct act *act = acted_find(s, events, count, index);

	return act != NULL && text_is_set(&act->called) ? words_of(&act->called, lang)
							: statewords(s, events[index].state);
}

/* The applicant's answer to what was asked: the state that follows is the authority's doing. */
static bool is_answer(const struct event *events, size_t index)
{
	const struct event *e = &events[index];

	return index > 0 && e[-1].state == STATE_NEEDS_INFO && e->state != STATE_NEEDS_INFO &&
	       application_is_open(e->state) &&
	       strcmp(e->actor, caller_role_code(ROLE_APPLICANT)) == 0;
}

/* What a register tells of an entry long after the application for it has ended: that it ended so
 * is no news. */
static bool is_of_register(const struct event *events, size_t index)
{
	const struct event *e = &events[index];

	return index > 0 && e[-1].state == e->state && !application_is_open(e->state) &&
	       e->act[0] == '\0' && e->note[0] != '\0' &&
	       strcmp(e->actor, caller_role_code(ROLE_PORTAL)) == 0;
}

const char *acted_event(enum lang lang, const struct service *s, const struct event *events,
			size_t count, size_t index)
{
	if (is_of_register(events, index))
		/* TRANSLATORS: a line of the history: what is due or was done, of an entry */
		return _("Notice from the register");
	/* TRANSLATORS: a line of the history: the applicant has answered what was asked */
	return is_answer(events, index) ? _("Answer sent")
					: acted_state(lang, s, events, count, index);
}

const char *acted_state_now(enum lang lang, const struct service *s, const struct event *events,
			    size_t count, enum application_state state)
{
	size_t index = application_came_to(events, count, state);

	return index < count ? acted_state(lang, s, events, count, index) : statewords(s, state);
}

const char *acted_task(const struct task *task, enum lang lang)
{
	/* TRANSLATORS: a task for the head of service: silence has granted or refused, by days that
	   a newer calendar counts otherwise */
	return task == &service_recount ? _("Review what was decided because no answer came")
					: words_of(&task->name, lang);
}

char *acted_reason(struct arena *a, enum lang lang, const struct act *act, const struct event *e)
{
	const struct reason *r = act == NULL ? NULL : service_reason(act, e->reason);

	if (r == NULL)
		return NULL;
	if (!text_is_set(&r->law))
		return arena_text(a, words_of(&r->name, lang));
	/* TRANSLATORS: why something was refused, and by which law: "Too late (Article 7)" */
	return FILL(a, _("{reason} ({law})"), {"reason", words_of(&r->name, lang)},
		    {"law", words_of(&r->law, lang)});
}

static const struct rule *need_of(const struct act *act, const char *text)
{
	for (size_t i = 0; i < act->need_count; i++) {
		const struct need *need = &act->needs[i];

		if (need->kind == NEED_RULE &&
		    strncmp(rule_text(need->rule), text, strlen(text)) == 0)
			return need->rule;
	}
	return NULL;
}

/* Of any act: the text, which may be cut, says which condition is meant. */
static const char *need_words(struct arena *a, enum lang lang, const struct service *s,
			      const char *text)
{
	const struct rule *rule = NULL;
	const char *words;

	for (size_t i = 0; i < s->act_count && rule == NULL; i++)
		rule = need_of(&s->acts[i], text);
	for (size_t i = 0; i < s->stage_count; i++)
		for (size_t k = 0; k < s->stages[i].act_count && rule == NULL; k++)
			rule = need_of(s->stages[i].acts[k], text);
	words = rule == NULL ? NULL : rulewords(a, lang, s, rule);
	return words == NULL ? text : words;
}

struct error acted_need(struct arena *a, enum lang lang, const struct service *s,
			const struct error *why)
{
	struct error told = *why;

	told.fill_count = 0;
	for (size_t i = 0; i < why->fill_count; i++) {
		const char *name = why->fills[i].name, *value = why->fills[i].value;

		if (strcmp(name, "need") == 0)
			value = need_words(a, lang, s, value);
		error_fill(&told, name, "%s", value);
	}
	return told;
}

/* NULL: the service has no such thing. */
static const char *name_of(enum lang lang, const struct service *s, const char *kind,
			   const char *id)
{
	const struct act *act = strcmp(kind, "act") == 0 ? service_any_act(s, id) : NULL;
	const struct task *task =
		strcmp(kind, "task") == 0 || (strcmp(kind, "act") == 0 && act == NULL)
			? service_task(s, id)
			: NULL;
	const struct charge *fee = strcmp(kind, "fee") == 0 ? service_charge(s, id) : NULL;

	if (task != NULL)
		return acted_task(task, lang);
	if (act != NULL)
		return acted_name(act, lang);
	return fee == NULL ? NULL : words_of(&fee->name, lang);
}

char *acted_why(struct arena *a, enum lang lang, const struct service *s, const struct error *why)
{
	struct error told = acted_need(a, lang, s, why);

	told.fill_count = 0;
	for (size_t i = 0; i < why->fill_count; i++) {
		const char *name = why->fills[i].name, *value = told.fills[i].value;
		const char *words = name_of(lang, s, name, value);

		if (words != NULL)
			error_fill(&told, name, "%s", words);
		else
			told.fill_count++;
	}
	return message_error(a, &told);
}

static const struct paper *find_paper(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->paper_count; i++)
		if (strcmp(s->papers[i].id, id) == 0)
			return &s->papers[i];
	return NULL;
}

bool acted_path(const struct service *s, const struct named *n, struct field_path *ret)
{
	struct field_path at = {.item = n->item};

	if (s == NULL || n->is_paper)
		return false;
	at.question = service_question(s, n->question, &at.section);
	if (at.question != NULL)
		*ret = at;
	return at.question != NULL;
}

char *acted_item(struct arena *a, enum lang lang, const struct service *s, const struct named *n)
{
	const struct paper *paper = s == NULL || !n->is_paper ? NULL : find_paper(s, n->question);
	struct field_path at;

	if (paper != NULL)
		return arena_text(a, words_of(&paper->name, lang));
	if (!acted_path(s, n, &at))
		return arena_text(a, n->question);
	if (n->item == 0 || at.section == NULL)
		return arena_text(a, words_of(&at.question->label, lang));
	/* TRANSLATORS: an answer about one of several: "Name (Member 2)" */
	return FILL(a, _("{question} ({item} {number})"),
		    {"question", words_of(&at.question->label, lang)},
		    {"item", words_of(&at.section->item, lang)},
		    {"number", digits_show(a, lang, n->item)});
}

const char *acted_wrong(enum named_wrong wrong)
{
	switch (wrong) {
	/* TRANSLATORS: what is wrong with an answer or a document; stands behind its name */
	case WRONG_INCORRECT: return _("it is not right");
	case WRONG_INCOMPLETE: return _("it is not complete");
	case WRONG_OUTDATED: return _("it is no longer valid");
	}
	return "";
}

char *acted_was(struct arena *a, enum lang lang, const struct term_list *terms,
		const struct service *s, const struct named *n)
{
	const struct answer_ground ground = {.terms = terms, .lang = lang};
	struct field_path at;

	if (n->was[0] == '\0' || !acted_path(s, n, &at))
		return arena_text(a, "");
	return answer_show(&ground, a, at.question, n->was, lang);
}

const struct event *acted_named(const struct event *events, size_t count)
{
	while (count > 0 && events[count - 1].item_count == 0)
		count--;
	return count == 0 ? NULL : &events[count - 1];
}
