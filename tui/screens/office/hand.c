/* hand.c - what one of the staff has is handed over to another, all of it or what was marked: to
 * whom, with which words; then what came of each. */
#include "tui/screens/office/office.h"

#include "i18n/base/array.h"

enum { FIELD_WHO = 1, FIELD_WORDS };
#define ACT_BACK 1
#define ACT_ON 2

struct hand {
	struct screen screen;
	char number[ACCOUNT_DIGITS + 1]; /* of whose account it is; "": the caller's own */
	char *name;
	struct application *chosen; /* NULL: all */
	size_t chosen_count;
	struct arena *arena; /* of the people */
	struct assign_person *people;
	size_t count, to; /* from 1; 0: nobody is chosen */
	char *words;
	int at; /* the field that the error is about */
	struct error error;
	struct arena *done; /* of the last slice; NULL: nothing is done yet */
	struct holding_moved moved;
	size_t tried, given; /* of all slices */
};

static const char *number_of(const struct hand *h)
{
	return h->number[0] == '\0' ? NULL : h->number;
}

static void hand_load(struct screen *s, struct stack *st)
{
	struct hand *h = (struct hand *)s;
	const struct context *x = stack_context(st);

	if (h->done != NULL)
		return;
	arena_reset(h->arena);
	h->count = 0;
	if (holding_people(x->registry, x->caller, number_of(h), h->arena, &h->people, &h->count,
			   &h->error) != FAULT_NONE)
		h->count = 0;
	h->to = h->to > h->count ? 0 : h->to;
}

static void put_fields(struct page *p, const struct hand *h)
{
	struct arena *a = p->arena;
	struct field *who = arena_take(a, sizeof(*who)), *words = arena_take(a, sizeof(*words));
	struct option *options = arena_array(a, h->count, sizeof(*options));

	for (size_t i = 0; i < h->count; i++)
		options[i] = (struct option){.label = text_safe(a, h->people[i].name, 0),
					     .code = h->people[i].number,
					     .chosen = h->to == i + 1};
	*who = (struct field){.id = FIELD_WHO,
			      .kind = FIELD_CHOICE,
			      .label = _("To whom?"),
			      .value = h->to == 0 ? "" : arena_format(a, "%zu", h->to),
			      .required = true,
			      .options = options,
			      .option_count = h->count};
	*words = (struct field){.id = FIELD_WORDS,
				.kind = FIELD_LINES,
				.label = _("What they should know"),
				.help = _("The applicant does not read it."),
				.value = h->words == NULL ? "" : h->words,
				.required = true,
				.lines = 3};
	if (h->error.fault != FAULT_NONE)
		(h->at == FIELD_WHO ? who : words)->error = message_error(a, &h->error);
	page_field(p, who);
	page_field(p, words);
	p->next_label = _("Hand it to a colleague");
}

/* How many went, and of each other of the last slice why not. */
static void put_results(struct page *p, const struct hand *h)
{
	struct arena *a = p->arena;
	bool heads = false;

	page_notice(p, h->given == h->tried ? NOTICE_DONE : NOTICE_WARNING,
		    FILL(a,
			 P_("{count} application was handed over to {name}.",
			    "{count} applications were handed over to {name}.", h->given),
			 {"count", arena_format(a, "%zu", h->given)},
			 {"name", bidi_isolate(a, text_safe(a, h->people[h->to - 1].name, 0))}));
	if (h->moved.more)
		page_menu(p, ACT_ON, _("Continue with the others"), NULL, NULL);
	page_menu(p, ACT_BACK, _("Back to the list"), NULL, NULL);
	for (size_t i = 0; i < h->moved.count; i++) {
		const struct holding_result *r = &h->moved.results[i];

		if (r->why == NULL)
			continue;
		if (!heads)
			page_heading(p, _("Not handed over"));
		heads = true;
		page_pair(p, words_reference(a, r->application.reference), message_error(a, r->why),
			  0);
	}
}

static struct page *hand_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct hand *h = (const struct hand *)s;
	struct page *p = page_new(a, "hand", _("Hand over"));

	(void)x;
	p->wants_back = true;
	if (h->done != NULL) {
		if (h->error.fault != FAULT_NONE)
			page_notice(p, NOTICE_ERROR, message_error(a, &h->error));
		put_results(p, h);
		return p;
	}
	page_pair(p, _("With"), h->number[0] == '\0' ? _("me") : text_safe(a, h->name, 0), 0);
	page_pair(p, _("Applications"),
		  h->chosen == NULL ? _("all of them") : arena_format(a, "%zu", h->chosen_count),
		  0);
	if (h->count > 0)
		put_fields(p, h);
	else if (h->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &h->error));
	else
		page_notice(p, NOTICE_INFO, _("Nobody else may act on these applications now."));
	return p;
}

static void take_slice(struct hand *h, struct arena *done, const struct holding_moved *moved)
{
	arena_free(h->done);
	h->done = done;
	h->moved = *moved;
	h->tried += moved->count;
	for (size_t i = 0; i < moved->count; i++)
		h->given += moved->results[i].why == NULL;
}

static void hand_over(struct hand *h, struct stack *st)
{
	const struct context *x = stack_context(st);
	struct holding_wish w = {.from = number_of(h),
				 .words = h->words == NULL ? "" : h->words,
				 .after = h->done == NULL ? NULL : &h->moved.last};
	struct holding_moved moved;
	struct arena *done;

	if (h->chosen != NULL) {
		w.chosen = h->chosen + h->tried;
		w.chosen_count = h->chosen_count - h->tried;
	}

	h->at = h->to == 0 ? FIELD_WHO : FIELD_WORDS;
	if (h->to == 0) {
		fail(&h->error, FAULT_INPUT, N_("Say to whom."), "nobody");
		return;
	}
	w.to = h->people[h->to - 1].number;
	done = arena_new((size_t)16 << 20);
	if (holding_move(x->registry, x->caller, catalogue_terms(x->scene.catalogue), &w, done,
			 &moved, &h->error) == FAULT_NONE)
		take_slice(h, done, &moved);
	else
		arena_free(done);
	stack_turn(st);
}

static void take(struct hand *h, const struct input *e)
{
	h->error = (struct error){0};
	if (e->field == FIELD_WHO) {
		h->to = strtoul(e->text, NULL, 10);
		return;
	}
	free(h->words);
	h->words = strdup(e->text);
}

static bool hand_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct hand *h = (struct hand *)s;

	if (e->kind == INPUT_ANSWER)
		take(h, e);
	else if (e->kind == INPUT_NEXT && h->done == NULL)
		hand_over(h, st);
	else if (e->kind == INPUT_CHOOSE && e->act == ACT_ON && h->moved.more)
		hand_over(h, st);
	else if (e->kind == INPUT_CHOOSE && e->act == ACT_BACK && h->done != NULL)
		stack_pop(st);
	else
		return false;
	return true;
}

static void hand_free(struct screen *s)
{
	struct hand *h = (struct hand *)s;

	arena_free(h->arena);
	arena_free(h->done);
	free(h->chosen);
	free(h->words);
	free(h->name);
	free(h);
}

static const struct screen_ops ops = {.name = "hand",
				      .load = hand_load,
				      .view = hand_view,
				      .update = hand_update,
				      .free = hand_free};

struct screen *hand_new(const struct hand_over *what)
{
	struct hand *h = common_make(sizeof(*h), &ops);

	h->arena = arena_new((size_t)1 << 20);
	h->name = strdup(what->name == NULL ? "" : what->name);
	if (what->number != NULL)
		snprintf(h->number, sizeof(h->number), "%s", what->number);
	if (what->chosen == NULL)
		return &h->screen;
	h->chosen = array_new(what->count, sizeof(*h->chosen));
	memcpy(h->chosen, what->chosen, what->count * sizeof(*h->chosen));
	h->chosen_count = what->count;
	return &h->screen;
}
