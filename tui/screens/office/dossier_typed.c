/* dossier_typed.c - what an officer types for an act: kept until it is done, with words ready in
 * the applicant's language. */
#include "tui/screens/office/dossier.h"

#include "i18n/base/array.h"
#include "services/registry/limits.h"

void dossier_set_words(struct dossier *d, const char *words, bool own)
{
	struct dossier_typed *t = &d->typed;

	if (t->words != NULL)
		explicit_bzero(t->words, strlen(t->words));
	free(t->words);
	t->words = words == NULL ? NULL : strdup(words);
	t->own_words = own && words != NULL && words[0] != '\0';
	if (words != NULL && t->words == NULL)
		fatal("out of memory");
}

void dossier_forget_typed(struct dossier *d)
{
	dossier_set_words(d, NULL, false);
	free(d->typed.ticked);
	d->typed = (struct dossier_typed){.act = ""};
}

void dossier_type(struct dossier *d, const char *act, const char *task)
{
	struct dossier_typed *t = &d->typed;

	if (strcmp(t->act, act) != 0 || strcmp(t->task, task) != 0) {
		dossier_forget_typed(d);
		snprintf(t->act, sizeof(t->act), "%s", act);
		snprintf(t->task, sizeof(t->task), "%s", task);
	}
	if (t->ticked == NULL) {
		t->tick_room = LIMIT_NAMED * 20;
		t->ticked = array_new(t->tick_room, sizeof(*t->ticked));
	}
}

/* A line an answer or a paper, as the applicant knows it. */
static char *list_items(const struct dossier *d, struct arena *a, enum lang lang)
{
	struct dossier_item *items;
	size_t count = dossier_items(d, a, &items);
	char *text = arena_text(a, "");

	for (size_t i = 0; i < count && i < d->typed.tick_room; i++) {
		const struct text *label = items[i].paper != NULL ? &items[i].paper->name
								  : &items[i].at.question->label;

		if (d->typed.ticked[i])
			text = arena_format(a, "%s\n- %s", text, words_of(label, lang));
	}
	return text;
}

static const char *ready(const struct dossier *d, struct arena *a, const struct act *act,
			 enum lang lang)
{
	static const char *const wrongs[] = {
		[WRONG_INCORRECT] = N_("Please correct what is not right:"),
		[WRONG_INCOMPLETE] = N_("Please complete what is missing:"),
		[WRONG_OUTDATED] = N_("Please renew what is out of date:")};
	const struct reason *reason = service_reason(act, d->typed.reason);
	char *items;

	if (reason != NULL)
		return text_is_set(&reason->law)
			       ? arena_format(a, "%s (%s)", words_of(&reason->name, lang),
					      words_of(&reason->law, lang))
			       : words_of(&reason->name, lang);
	if ((act->asks & ASKS_ITEMS) == 0)
		return "";
	items = list_items(d, a, lang);
	return items[0] == '\0' ? "" : arena_format(a, "%s%s", _(wrongs[d->typed.wrong]), items);
}

void dossier_make_ready(struct dossier *d, const struct act *act, enum lang staff)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);

	if (d->typed.own_words)
		return;
	message_use(d->application.lang);
	dossier_set_words(d, ready(d, a, act, d->application.lang), false);
	message_use(staff);
}
