/* act.c - an act of a register that one of staff does with an entry: why it is done, and then that
 * it is. */
#include "tui/screens/register/register.h"

#include "services/registry/limits.h"

#include <string.h>

enum { FIELD_REASON = 1, FIELD_WORDS };
enum { ACT_DO = 1, ACT_CHANGE };

struct deed {
	struct screen screen;
	const struct register_definition *of;
	const struct register_act *act;
	char number[160];
	int64_t revision;
	int reason; /* its place among the act's, from 1; 0: none yet */
	char words[LIMIT_WORDS + 1];
	bool typed; /* all of it: what is left is to do it */
	struct error error;
};

static const struct field *reason_field(struct arena *a, const struct deed *d, enum lang lang)
{
	struct field *f = arena_take(a, sizeof(*f));
	struct option *options = arena_array(a, d->act->reason_count, sizeof(*options));

	for (size_t i = 0; i < d->act->reason_count; i++)
		options[i] = (struct option){.label = words_of(&d->act->reasons[i].name, lang),
					     .code = d->act->reasons[i].code,
					     .chosen = d->reason == (int)i + 1};
	*f = (struct field){.id = FIELD_REASON,
			    .kind = FIELD_CHOICE,
			    .label = _("Reason"),
			    .value = d->reason == 0 ? "" : arena_format(a, "%d", d->reason),
			    .required = true,
			    .options = options,
			    .option_count = d->act->reason_count};
	return f;
}

static const struct field *words_field(struct arena *a, const struct deed *d)
{
	struct field *f = arena_take(a, sizeof(*f));

	*f = (struct field){.id = FIELD_WORDS,
			    .kind = FIELD_LINES,
			    .label = _("Why"),
			    .help = _("Only staff read it, in the file of the registration."),
			    .value = arena_text(a, d->words),
			    .required = true,
			    .lines = 4};
	if (d->error.fault == FAULT_INPUT)
		f->error = message_error(a, &d->error);
	return f;
}

static struct page *deed_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct deed *d = (const struct deed *)s;
	struct page *p = page_new(a, "entry-act", words_of(&d->act->name, x->lang));

	p->wants_back = true;
	p->trail = bidi_isolate(a, d->number);
	if (d->error.fault != FAULT_NONE && d->error.fault != FAULT_INPUT)
		page_notice(p, NOTICE_ERROR, message_error(a, &d->error));
	if (!d->typed) {
		if ((d->act->asks & ASKS_REASON) != 0)
			page_field(p, reason_field(a, d, x->lang));
		if ((d->act->asks & ASKS_WORDS) != 0)
			page_field(p, words_field(a, d));
		p->next_label = _("Continue");
		return p;
	}
	p->deliberate = true;
	page_pair(p, _("Number"), bidi_isolate(a, d->number), 0);
	if (d->reason > 0)
		page_pair(p, _("Reason"), words_of(&d->act->reasons[d->reason - 1].name, x->lang),
			  0);
	if (d->words[0] != '\0')
		page_pair(p, _("Why"), bidi_isolate(a, text_safe(a, d->words, 0)), ACT_CHANGE);
	page_menu(p, ACT_DO, words_of(&d->act->name, x->lang), NULL, NULL);
	return p;
}

static bool answer(struct deed *d, const struct input *e)
{
	d->error = (struct error){0};
	if (e->field == FIELD_REASON) {
		d->reason = (int)strtol(e->text, NULL, 10);
		if (d->reason < 1 || (size_t)d->reason > d->act->reason_count)
			d->reason = 0;
		return d->reason > 0;
	}
	if (strlen(e->text) > LIMIT_WORDS) {
		fail(&d->error, FAULT_INPUT, N_("This text is too long."), "words");
		return false;
	}
	snprintf(d->words, sizeof(d->words), "%s", e->text);
	return true;
}

static void go(struct deed *d, struct stack *st)
{
	struct context *x = stack_context(st);
	const struct entry_typed typed = {
		.reason = d->reason > 0 ? d->act->reasons[d->reason - 1].code : NULL,
		.words = d->words,
		.revision = d->revision};

	d->error = (struct error){0};
	if (entry_act_do(x->registry, x->caller, d->of, d->number, d->act->id, &typed, &d->error) ==
	    FAULT_NONE) {
		stack_pop(st);
		stack_look(st);
		stack_tell(st, N_("Done. This is the current status."));
		return;
	}
	d->typed = d->error.fault != FAULT_INPUT;
	stack_turn(st);
}

static bool deed_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct deed *d = (struct deed *)s;

	if (e->kind == INPUT_ANSWER)
		return answer(d, e);
	if (e->kind == INPUT_NEXT) {
		d->typed = ((d->act->asks & ASKS_REASON) == 0 || d->reason > 0) &&
			   ((d->act->asks & ASKS_WORDS) == 0 || d->words[0] != '\0');
		stack_turn(st);
		return true;
	}
	if (e->kind != INPUT_CHOOSE || !d->typed)
		return false;
	if (e->act == ACT_CHANGE) {
		d->typed = false;
		stack_turn(st);
		return true;
	}
	go(d, st);
	return true;
}

static const struct screen_ops ops = {
	.name = "entry-act", .view = deed_view, .update = deed_update};

struct screen *register_act_new(const struct entry *e, const struct register_act *act)
{
	struct deed *d = common_make(sizeof(*d), &ops);

	d->of = e->of;
	d->act = act;
	d->revision = e->revision;
	snprintf(d->number, sizeof(d->number), "%s", e->number);
	d->typed = act->asks == 0;
	return &d->screen;
}
