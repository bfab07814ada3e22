/* org_space.c - an organisation's space: what waits for its people first, what was sent, papers,
 * people, and the entry as anybody sees it and as it is kept. */
#include "tui/screens/organisation/org.h"

#include "services/definition/output.h"
#include "services/definition/service_entry.h"
#include "tui/page/orgwords.h"
#include "tui/page/statewords.h"
#include "tui/screens/register/register.h"

#include <string.h>

enum { ACT_PEOPLE = 1, ACT_PUBLIC, ACT_KEPT };
#define ACT_WAIT 100    /* above these: the first of what waits, … */
#define ACT_SENT 1000   /* of what was sent, */
#define ACT_SEND 100000 /* and of what can be */
#define SHOWN 20        /* of what was sent or can be, and of papers */

struct space {
	struct screen screen;
	struct org_at at;
	struct arena *arena;
	struct organisation own;
	struct organisation_space of;
	struct agent *people;
	size_t people_count;
	struct paper_sent *papers;
	size_t paper_count;
	const struct service *services[SHOWN]; /* that are about one of its register */
	size_t service_count;
	bool is_read;
	struct error error;
};

/* --- what is read --- */

static void read_papers(struct space *s, const struct context *x)
{
	const struct application **list =
		arena_array(s->arena, s->of.sent_count + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < s->of.sent_count && i < SHOWN; i++)
		if (s->of.sent[i].opens)
			list[count++] = &s->of.sent[i].application;
	if (papers_sent(x->registry, x->caller, list, count, catalogue_terms(x->scene.catalogue),
			s->arena, &s->papers, &s->paper_count, NULL) != FAULT_NONE)
		s->paper_count = 0;
}

static void find_services(struct space *s, const struct catalogue *c)
{
	s->service_count = 0;
	for (size_t i = 0; i < catalogue_count(c) && s->service_count < SHOWN; i++) {
		const struct service *one = catalogue_at(c, i);

		if (one->about != NULL && strcmp(one->about->book, s->at.of->id) == 0 &&
		    service_takes(one))
			s->services[s->service_count++] = one;
	}
}

static void space_load(struct screen *screen, struct stack *st)
{
	struct space *s = (struct space *)screen;
	struct context *x = stack_context(st);
	struct organisation_at at = org_at(&s->at, x);
	enum fault fault;

	arena_reset(s->arena);
	s->error = (struct error){0};
	s->people_count = s->paper_count = 0;
	fault = organisation_open(x->registry, x->caller, &at, s->arena, &s->own, &s->error);
	if (fault == FAULT_NONE)
		fault = organisation_space(x->registry, x->caller, &at, s->arena, &s->of,
					   &s->error);
	if (fault == FAULT_NONE)
		fault = organisation_people(x->registry, x->caller, &at, s->arena, &s->people,
					    &s->people_count, &s->error);
	s->is_read = fault == FAULT_NONE;
	if (s->is_read)
		read_papers(s, x);
	find_services(s, x->scene.catalogue);
}

/* --- what is shown --- */

static const char *service_name(const struct scene *x, const char *id)
{
	const struct service *s = catalogue_find(x->catalogue, id);

	return s == NULL ? id : words_of(&s->name, x->lang);
}

/* The service that meets a duty; NULL where none does. */
static const struct service *meets(const struct scene *x, const struct organisation_wait *w)
{
	return w->later->service == NULL ? NULL : catalogue_find(x->catalogue, w->later->service);
}

/* What leads nowhere has no number. */
static void put_wait(struct page *p, const struct organisation_wait *w, int act,
		     const struct scene *x, const char *country)
{
	const char *name = w->later != NULL ? words_of(&w->later->name, x->lang)
					    : service_name(x, w->application->service);
	const char *words = orgwords_wait(p->arena, x->lang, country, w);

	if (w->application != NULL || meets(x, w) != NULL)
		page_menu(p, act, name, words, NULL);
	else
		page_bullet(p, words_labelled(p->arena, name, words));
}

static void put_waits(struct page *p, const struct space *s, const struct scene *x)
{
	page_heading(p, _("Waiting for you"));
	if (s->of.wait_count == 0)
		page_text(p, TONE_QUIET, _("Nothing is waiting."));
	for (size_t i = 0; i < s->of.wait_count; i++)
		put_wait(p, &s->of.waits[i], ACT_WAIT + (int)i, x, s->at.of->country);
}

static void put_sent(struct page *p, const struct space *s, const struct scene *x)
{
	if (s->of.sent_count > 0)
		page_heading(p, _("Applications"));
	for (size_t i = 0; i < s->of.sent_count && i < SHOWN; i++) {
		const struct organisation_sent *one = &s->of.sent[i];
		const struct application *a = &one->application;
		const char *day =
			date_show(p->arena, x->lang, s->at.of->country, date_of(a->submitted_at));
		const char *name = service_name(x, a->service);
		const char *state = statewords(catalogue_find(x->catalogue, a->service), a->state);

		if (one->opens)
			page_menu(p, ACT_SENT + (int)i, name,
				  arena_format(p->arena, "%s · %s",
					       words_reference(p->arena, a->reference), day),
				  state);
		else
			page_bullet(p, words_labelled(p->arena, name,
						      FILL(p->arena,
							   _("sent by somebody else, {day}: "
							     "{state}"),
							   {"day", day}, {"state", state})));
	}
}

static const char *paper_of(struct arena *a, const struct paper_sent *one, const struct scene *x,
			    const char *country)
{
	const char *name =
		words_of(one->paper != NULL ? &one->paper->name : &one->issued->name, x->lang);
	const char *day = date_show(a, x->lang, country, date_of(one->at));
	const char *line = words_labelled(
		a, name, arena_format(a, "%s · %s", bidi_isolate(a, one->label), day));

	if (one->issued != NULL && !one->holds)
		return arena_format(a, "%s · %s", line, _("no longer valid"));
	if (one->until.year == 0)
		return line;
	return arena_format(a, "%s · %s", line,
			    FILL(a, _("valid until {day}"),
				 {"day", date_show(a, x->lang, country, one->until)}));
}

static void put_papers(struct page *p, const struct space *s, const struct scene *x)
{
	if (s->paper_count > 0)
		page_heading(p, _("Papers and documents"));
	for (size_t i = 0; i < s->paper_count && i < SHOWN; i++)
		page_bullet(p, paper_of(p->arena, &s->papers[i], x, s->at.of->country));
}

static void put_rest(struct page *p, const struct space *s)
{
	size_t living = 0;

	for (size_t i = 0; i < s->people_count; i++)
		living += s->people[i].state == MEMBER_JOINED;
	page_heading(p, _("The organisation"));
	page_menu(p, ACT_PEOPLE, _("People and invitations"),
		  FILL(p->arena, _("people who act for it: {count}"),
		       {"count", arena_format(p->arena, "%zu", living)}),
		  NULL);
	page_menu(p, ACT_PUBLIC, _("Public register entry"), NULL, NULL);
	page_menu(p, ACT_KEPT, _("Full register entry"), _("for the organisation's people only"),
		  NULL);
}

static void put_services(struct page *p, const struct space *s, const struct scene *x)
{
	if (s->service_count == 0 || (s->own.own.rights & AGENT_FILE) == 0)
		return;
	page_heading(p, _("Applications for this organisation"));
	for (size_t i = 0; i < s->service_count; i++)
		page_menu(p, ACT_SEND + (int)i, words_of(&s->services[i]->name, x->lang), NULL,
			  NULL);
}

static struct page *space_view(const struct screen *screen, const struct scene *x, struct arena *a)
{
	const struct space *s = (const struct space *)screen;
	const char *warning;
	struct page *p;

	if (!s->is_read) {
		p = page_new(a, "organisation", words_of(&s->at.of->name, x->lang));
		p->wants_back = true;
		page_notice(p, NOTICE_ERROR, message_error(a, &s->error));
		return p;
	}
	p = page_new(a, "organisation",
		     bidi_isolate(a, text_safe(a, check_name(&s->own.entry), 0)));
	p->wants_back = true;
	p->trail = _("My organisations");
	warning = words_entry_warning(&s->own.entry, x->now);
	if (warning != NULL)
		page_notice(p, NOTICE_WARNING, _(warning));
	page_pair(p, _("Number"), bidi_isolate(a, s->own.entry.number), 0);
	page_pair(p, _("What you may do"), orgwords_rights(a, x->lang, s->own.own.rights), 0);
	put_waits(p, s, x);
	put_sent(p, s, x);
	put_papers(p, s, x);
	put_rest(p, s);
	put_services(p, s, x);
	return p;
}

/* --- what is chosen --- */

/* A duty leads to the service that meets it, with the organisation at hand there. */
static void open_wait(const struct organisation_wait *w, struct stack *st)
{
	const struct service *service;

	if (w->application != NULL) {
		if (w->kind == ORG_SIGNATURE)
			stack_push(st, people_new(w->application));
		else
			track_open(st, w->application);
		return;
	}
	service = meets(&stack_context(st)->scene, w);
	if (service != NULL)
		stack_push(st, service_new(service));
}

static bool space_update(struct screen *screen, struct stack *st, const struct input *e)
{
	struct space *s = (struct space *)screen;
	size_t wait = (size_t)(e->act - ACT_WAIT), sent = (size_t)(e->act - ACT_SENT);

	if (e->kind != INPUT_CHOOSE || !s->is_read)
		return false;
	if (e->act >= ACT_SEND && (size_t)(e->act - ACT_SEND) < s->service_count)
		stack_push(st, service_new(s->services[e->act - ACT_SEND]));
	else if (e->act >= ACT_SENT && sent < s->of.sent_count)
		track_open(st, &s->of.sent[sent].application);
	else if (e->act >= ACT_WAIT && wait < s->of.wait_count)
		open_wait(&s->of.waits[wait], st);
	else if (e->act == ACT_PEOPLE)
		stack_push(st, org_people_new(&s->at, &s->own.own));
	else if (e->act == ACT_PUBLIC)
		stack_push(st, register_entry_new(s->at.of, s->at.number));
	else if (e->act == ACT_KEPT)
		stack_push(st, org_kept_new(&s->at));
	return true;
}

static void space_free(struct screen *s)
{
	arena_free(((struct space *)s)->arena);
	free(s);
}

static const struct screen_ops ops = {.name = "organisation",
				      .load = space_load,
				      .view = space_view,
				      .update = space_update,
				      .free = space_free};

struct screen *org_space_new(const struct register_definition *d, const char *number)
{
	struct space *s = common_make(sizeof(*s), &ops);

	s->arena = arena_new((size_t)32 << 20);
	s->at.of = d;
	snprintf(s->at.number, sizeof(s->at.number), "%s", number);
	return &s->screen;
}
