/* dossier_hand.c - an application is handed over: to whom, with which words. */
#include "tui/screens/office/dossier.h"

enum { FIELD_WHO = 1, FIELD_WORDS };

struct hand {
	struct screen screen;
	struct dossier *dossier; /* the screen below */
	struct arena *arena;
	struct assign_person *people;
	size_t count, chosen; /* from 1; 0: none */
	int at;               /* the field that the error is about */
	struct error error;
};

static void hand_load(struct screen *s, struct stack *st)
{
	struct hand *h = (struct hand *)s;
	const struct context *x = stack_context(st);
	struct dossier *d = h->dossier;
	size_t kept = 0;

	arena_reset(h->arena);
	h->count = 0;
	if (assign_people(x->registry, x->caller, &d->application, d->draft->service, h->arena,
			  &h->people, &h->count, &h->error) != FAULT_NONE)
		h->count = 0;
	for (size_t i = 0; i < h->count; i++)
		if (!h->people[i].has_it)
			h->people[kept++] = h->people[i];
	h->count = kept;
	h->chosen = h->chosen > kept ? 0 : h->chosen;
}

static struct page *hand_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct hand *h = (const struct hand *)s;
	const struct dossier *d = h->dossier;
	struct page *p = page_new(a, "dossier_hand", _("Hand it to a colleague"));
	struct field *who = arena_take(a, sizeof(*who)), *words = arena_take(a, sizeof(*words));
	struct option *options = arena_array(a, h->count + 1, sizeof(*options));

	p->wants_back = true;
	p->trail = words_of(&d->draft->service->name, x->lang);
	page_pair(p, _("Reference number"), words_reference(a, d->application.reference), 0);
	if (h->count == 0) {
		page_notice(p, NOTICE_INFO, _("Nobody else may act on this application now."));
		return p;
	}
	for (size_t i = 0; i < h->count; i++) {
		options[i].label = text_safe(a, h->people[i].name, 0);
		options[i].code = h->people[i].number;
		options[i].chosen = h->chosen == i + 1;
	}
	*who = (struct field){.id = FIELD_WHO,
			      .kind = FIELD_CHOICE,
			      .label = _("To whom?"),
			      .value = h->chosen == 0 ? "" : arena_format(a, "%zu", h->chosen),
			      .required = true,
			      .options = options,
			      .option_count = h->count};
	*words = (struct field){.id = FIELD_WORDS,
				.kind = FIELD_LINES,
				.label = _("What they should know"),
				.help = _("The applicant does not read it."),
				.value = d->typed.words == NULL ? "" : d->typed.words,
				.required = true,
				.lines = 3};
	if (h->error.fault != FAULT_NONE)
		(h->at == FIELD_WHO ? who : words)->error = message_error(a, &h->error);
	page_field(p, who);
	page_field(p, words);
	p->next_label = _("Hand it to a colleague");
	return p;
}

static void hand_over(struct hand *h, struct stack *st)
{
	ARENA_CLEAN struct arena *arena = arena_new((size_t)1 << 20);
	struct context *x = stack_context(st);
	struct dossier *d = h->dossier;
	const char *words = d->typed.words == NULL ? "" : d->typed.words;
	const char *told;
	struct error err = {0};
	enum fault fault;

	h->at = h->chosen == 0 ? FIELD_WHO : FIELD_WORDS;
	if (h->chosen == 0) {
		fail(&h->error, FAULT_INPUT, N_("Say to whom."), "nobody");
		return;
	}
	told = FILL(arena, _("{reference}: handed over to {name}."),
		    {"reference", words_reference(arena, d->application.reference)},
		    {"name", bidi_isolate(arena, h->people[h->chosen - 1].name)});
	fault = assign_hand_over(x->registry, x->caller, &d->application, d->draft->service,
				 h->people[h->chosen - 1].number, words, &err);
	if (fault == FAULT_NONE)
		dossier_go_on(d, st, told);
	else if (fault == FAULT_INPUT)
		h->error = err;
	else
		dossier_catch_up(d, st, &err);
}

static bool hand_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct hand *h = (struct hand *)s;

	if (e->kind == INPUT_ANSWER) {
		h->error = (struct error){0};
		if (e->field == FIELD_WHO)
			h->chosen = strtoul(e->text, NULL, 10);
		else
			dossier_set_words(h->dossier, e->text, true);
		return true;
	}
	if (e->kind != INPUT_NEXT)
		return false;
	hand_over(h, st);
	return true;
}

static void hand_free(struct screen *s)
{
	arena_free(((struct hand *)s)->arena);
	free(s);
}

static const struct screen_ops ops = {.name = "dossier_hand",
				      .load = hand_load,
				      .view = hand_view,
				      .update = hand_update,
				      .free = hand_free};

struct screen *dossier_hand_new(struct dossier *d)
{
	struct hand *h = common_make(sizeof(*h), &ops);

	h->dossier = d;
	h->arena = arena_new((size_t)1 << 20);
	dossier_type(d, SERVICE_HAND_OVER, "");
	return &h->screen;
}
