/* status_appeal.c - how an application hangs together with others, and the way to appeal its
 * refusal. */
#include "tui/screens/follow/status.h"

#include "services/definition/service_entry.h"
#include "tui/page/words_entry.h"

static void read_way(struct status *f, const struct context *x)
{
	const struct service *to;

	if (f->service == NULL || appeal_way(x->registry, x->caller, &f->application, f->service,
					     &f->way, NULL) != FAULT_NONE)
		f->way = (struct appeal_way){.appeal = NULL};
	if (f->way.appeal == NULL || f->way.is_over || f->way.open[0] != '\0')
		return;
	to = catalogue_find(x->scene.catalogue, f->way.appeal->service);
	f->appeals = to != NULL && service_takes(to) ? to : NULL;
}

static void read_entry(struct status *f, const struct context *x)
{
	bool found = false;

	f->entry.of = NULL;
	if (f->service == NULL || !service_entry_any(f->service) ||
	    check_of_application(x->registry, x->caller, catalogue_terms(x->scene.catalogue),
				 f->application.id, f->loaded, &f->entry, &found,
				 NULL) != FAULT_NONE ||
	    !found)
		f->entry.of = NULL;
}

void status_appeal_load(struct status *f, const struct context *x)
{
	f->link_count = 0;
	f->appeals = NULL;
	if (related_of(x->registry, x->caller, &f->application, f->loaded, &f->links,
		       &f->link_count, NULL) != FAULT_NONE)
		f->link_count = 0;
	read_way(f, x);
	read_entry(f, x);
}

void status_appeal_put(struct page *p, const struct scene *x, const struct status *f)
{
	if (f->entry.of != NULL)
		page_pair(p, words_of(&f->entry.of->name, x->lang),
			  arena_format(p->arena, "%s · %s", bidi_isolate(p->arena, f->entry.number),
				       words_entry_status(&f->entry, x->lang)),
			  0);
	if (f->way.appeal == NULL || f->appeals != NULL)
		return;
	if (!f->way.is_over && f->way.open[0] == '\0')
		page_text(p, TONE_PLAIN,
			  _("The service for such an appeal is no longer offered here. Ask the "
			    "authority, and give your reference number."));
	else
		page_text(p, TONE_PLAIN, words_appeal(p->arena, x->lang, f->service, &f->way));
}

static void go_on(struct screen *s, struct stack *st)
{
	struct status *f = (struct status *)s;

	if (f->appeals != NULL)
		stack_push(st, apply_appeal_new(f->appeals, &f->application));
}

void status_appeal_begin(struct status *f, struct stack *st)
{
	struct context *x = stack_context(st);
	bool needs = false;

	if (application_needs_pin(x->registry, x->caller, f->application.reference, &needs,
				  &f->error) != FAULT_NONE)
		stack_turn(st);
	else if (needs)
		stack_push(st, pin_new(&f->application, f->service,
				       &(struct pin_then){&f->screen, go_on, PIN_APPEAL}));
	else
		go_on(&f->screen, st);
}

const struct service *status_again(const struct scene *x, const struct status *f)
{
	const struct service *s = f->application.state == STATE_WITHDRAWN && !f->ours
					  ? catalogue_find(x->catalogue, f->application.service)
					  : NULL;

	return s != NULL && service_takes(s) ? s : NULL;
}

const struct related *status_appealed(const struct status *f)
{
	for (size_t i = 0; i < f->link_count; i++)
		if (f->links[i].kind == RELATED_APPEALS)
			return &f->links[i];
	return NULL;
}

void status_put_refusal(struct page *p, const struct scene *x, const struct status *f)
{
	int64_t at = application_since(f->events, f->event_count, STATE_REJECTED);
	const struct related *first = status_appealed(f);

	if (first != NULL && f->appeals == NULL && f->service->if_refused == NULL) {
		page_heading(p, _("Who to contact"));
		if (words_refusal_stands(first))
			page_text(p, TONE_PLAIN, words_appeal_over());
		return;
	}
	if (f->appeals != NULL && f->service->if_refused == NULL) {
		page_heading(p, _("Who to contact"));
		return;
	}
	page_heading(p, _("If you do not agree"));
	status_appeal_put(p, x, f);
	if (f->way.appeal != NULL && f->service->if_refused == NULL)
		return;
	page_text(p, TONE_PLAIN,
		  bidi_isolate(p->arena,
			       words_refusal(p->arena, x->lang,
					     &(struct words_refused){f->service,
								     x->after_refusal[x->lang], at,
								     f->now})));
}
