/* dossier_typed.c - what an officer types for an act: kept until it is done, with words ready in
 * the applicant's language. */
#include "tui/screens/office/dossier.h"

#include "i18n/base/array.h"

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
	dossier_desk_forget(&d->typed);
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

void dossier_tick(struct dossier *d, const char *text)
{
	memset(d->typed.ticked, 0, d->typed.tick_room * sizeof(bool));
	while (*text != '\0') {
		char *end;
		unsigned long number = strtoul(text, &end, 10);

		if (end == text)
			return;
		if (number >= 1 && number <= d->typed.tick_room)
			d->typed.ticked[number - 1] = true;
		text = *end == ',' ? end + 1 : end;
	}
}

bool dossier_is_ticked(const struct dossier_typed *t)
{
	for (size_t i = 0; i < t->tick_room; i++)
		if (t->ticked[i])
			return true;
	return false;
}

/* What is named stands beside them, so that they need not say it again. */
static const char *ready(const struct dossier *d, const struct act *act)
{
	static const char *const wrongs[] = {
		[WRONG_INCORRECT] = N_("Please correct what is named here."),
		[WRONG_INCOMPLETE] = N_("Please complete what is named here."),
		[WRONG_OUTDATED] = N_("Please renew what is named here.")};

	if ((act->asks & ASKS_ITEMS) != 0)
		return _(wrongs[d->typed.wrong]);
	if ((act->asks & ASKS_REASON) != 0 && act->bearing == BEARING_REJECTED)
		return _("The application cannot be accepted, for the reason that is named here.");
	return "";
}

size_t dossier_named(const struct dossier *d, struct arena *a, struct named **ret)
{
	struct dossier_item *items = NULL;
	size_t all = dossier_items(d, a, &items), count = 0;

	*ret = arena_array(a, all + 1, sizeof(**ret));
	for (size_t i = 0; i < all && i < d->typed.tick_room; i++) {
		struct named *n = &(*ret)[count];

		if (!d->typed.ticked[i])
			continue;
		*n = (struct named){.wrong = (enum named_wrong)d->typed.wrong};
		n->is_paper = items[i].paper != NULL;
		n->question = n->is_paper ? items[i].paper->id : items[i].at.question->id;
		n->item = n->is_paper ? 0 : items[i].at.item;
		count++;
	}
	return count;
}

void dossier_make_ready(struct dossier *d, const struct act *act, enum lang staff)
{
	if (d->typed.own_words || (act->asks & ASKS_WORDS) == 0)
		return;
	message_use(d->application.lang);
	dossier_set_words(d, ready(d, act), false);
	message_use(staff);
}

static size_t count_lines(const struct dossier_preview *p)
{
	size_t count = 0;

	while (p->lines[count] != NULL)
		count++;
	return count;
}

static void add_line(struct dossier_preview *p, struct arena *a, const char *line)
{
	size_t count = count_lines(p);

	if (count + 1 < sizeof(p->lines) / sizeof(p->lines[0]))
		p->lines[count] = arena_text(a, line);
}

static void add_items(const struct dossier *d, struct arena *a, struct dossier_preview *ret)
{
	struct named *items;
	size_t count = dossier_named(d, a, &items);

	for (size_t i = 0; i < count; i++)
		add_line(ret, a,
			 words_labelled(
				 a,
				 acted_item(a, d->application.lang, d->draft->service, &items[i]),
				 acted_wrong(items[i].wrong)));
}

void dossier_preview(const struct dossier *d, const struct act *act, enum lang staff,
		     struct arena *a, struct dossier_preview *ret)
{
	const struct event e = {.reason = d->typed.reason};
	const char *reason;

	*ret = (struct dossier_preview){.lines = {NULL}};
	message_use(d->application.lang);
	reason = acted_reason(a, d->application.lang, act, &e);
	if (reason != NULL)
		add_line(ret, a, reason);
	if (act != NULL && (act->asks & ASKS_ITEMS) != 0)
		add_items(d, a, ret);
	if (d->typed.words != NULL && d->typed.words[0] != '\0')
		add_line(ret, a, text_safe(a, d->typed.words, 0));
	message_use(staff);
}
