/* given.c - what is typed for an act: whether it is all that the act asks for, and nothing else. */
#include "services/application/given.h"

#include "i18n/text.h"
#include "services/definition/known.h"
#include "services/registry/limits.h"

#include <string.h>

enum fault given_at(enum fault fault, const char *field, struct error *err)
{
	if (err != NULL && fault != FAULT_NONE)
		snprintf(err->field, sizeof(err->field), "%s", field);
	return fault;
}

static enum fault check_reason(const struct act *act, const char *code, struct error *err)
{
	char known[KNOWN_MAX] = "";

	if ((act->asks & ASKS_REASON) == 0 && *code != '\0')
		return fail(err, FAULT_INPUT, N_("This act takes no reason from a list."), "%s",
			    code);
	if ((act->asks & ASKS_REASON) == 0 || service_reason(act, code) != NULL)
		return FAULT_NONE;
	for (size_t i = 0; i < act->reason_count; i++)
		known_add(known, act->reasons[i].code);
	fail(err, FAULT_INPUT, N_("Give one of the reasons: {known}."), "reason");
	error_fill(err, "known", "%s", known);
	return FAULT_INPUT;
}

enum fault given_check(const struct act *act, const struct act_answers *t, struct error *err)
{
	enum fault fault = given_at(check_reason(act, t->reason, err), "reason", err);

	if (fault != FAULT_NONE)
		return fault;
	if ((act->asks & ASKS_WORDS) != 0 && t->words[0] == '\0')
		return given_at(
			fail(err, FAULT_INPUT,
			     N_("Write a message for this act, in the applicant's language."),
			     "no words"),
			"words", err);
	if (act->does != ACT_MOVES && t->stage != NULL)
		return given_at(fail(err, FAULT_INPUT,
				     N_("This act does not lead to another stage."), "%s",
				     t->stage),
				"to", err);
	if ((act->asks & ASKS_OFFICE) == 0 && t->office != NULL)
		return given_at(
			fail(err, FAULT_INPUT,
			     N_("This act does not send the application to another office."), "%s",
			     t->office),
			"office", err);
	if ((act->asks & ASKS_ITEMS) == 0 && t->item_count > 0)
		return given_at(fail(err, FAULT_INPUT,
				     N_("This act names no answers or documents."), "items"),
				"item", err);
	if ((act->asks & ASKS_ITEMS) != 0 && t->item_count == 0)
		return given_at(fail(err, FAULT_INPUT,
				     N_("Name the answers and documents that are wrong, each with "
					"the reason."),
				     "no items"),
				"item", err);
	return FAULT_NONE;
}

enum fault given_check_reply(struct course *course, const char *words, struct error *err)
{
	const struct event *asked = NULL;
	enum fault fault = course_asked(course, &asked, err);

	if (fault == FAULT_NONE && words[0] == '\0' && (asked == NULL || asked->item_count == 0))
		return fail(err, FAULT_INPUT, N_("Enter your answer to the authority."),
			    "no words");
	return fault;
}

enum fault given_words(struct arena *a, const char *words, const char *missing, const char **ret,
		       struct error *err)
{
	char *clean = NULL;
	enum fault fault;

	if (words == NULL)
		words = "";
	if (strlen(words) > LIMIT_WORDS)
		return fail(err, FAULT_INPUT, N_("This text is too long. Shorten it."), "%zu bytes",
			    strlen(words));
	fault = text_clean(a, words, strlen(words), TEXT_LINES, &clean, err);
	if (fault == FAULT_NONE && missing != NULL && *clean == '\0')
		return fail(err, FAULT_INPUT, missing, "no words");
	*ret = clean;
	return fault;
}
