/* service.c - everything that is known of one service, in reading order, then the way to apply. */
#include "services/definition/service_window.h"
#include "tui/page/orgwords.h"
#include "tui/screens/common/common.h"

enum { ACT_APPLY = 1, ACT_INSTEAD, ACT_GETTING };

struct service_screen {
	struct screen screen;
	const struct service *service; /* the catalogue's; open visits keep their catalogue */
	bool by_guest;                 /* the visit is nobody's, of staff or of an account */
};

/* What no source says, in one line at the end: on a small screen it would fill a page. */
struct unknown {
	struct arena *arena;
	const char *words; /* NULL: everything is known */
};

static void add_unknown(struct unknown *u, const char *label)
{
	u->words = u->words == NULL ? label : arena_format(u->arena, "%s · %s", u->words, label);
}

/* A guest is told above who sends it. */
static void put_who(struct page *p, const struct scene *x, const struct service *s, bool told,
		    struct unknown *u)
{
	page_heading(p, _("Who can apply"));
	page_pair(p, _("Who it is for"), words_audience(p->arena, x->lang, s), 0);
	if (orgwords_sends(s) != NULL && !told)
		page_pair(p, _("Who sends it"), orgwords_sends(s), 0);
	for (size_t i = 0; i < s->eligibility_count; i++)
		page_bullet(p, words_of(&s->eligibility[i], x->lang));
	if (s->eligibility_count == 0)
		add_unknown(u, _("Other conditions"));
}

static void put_cost(struct page *p, const struct scene *x, const struct service *s)
{
	page_heading(p, _("Cost and time"));
	common_cost(p, x, s, NULL);
	if (text_is_set(&s->silence))
		page_pair(p, _("If there is no reply in time"), words_of(&s->silence, x->lang), 0);
}

static void put_known(struct page *p, const char *label, const struct text *t, enum lang lang,
		      struct unknown *u)
{
	if (text_is_set(t))
		page_pair(p, label, words_of(t, lang), 0);
	else
		add_unknown(u, label);
}

/* Where instead stands at the top, then. */
static bool says_elsewhere(const struct service *s)
{
	return !service_takes(s) && (s->end == NULL || !s->end->over);
}

static void put_details(struct page *p, const struct scene *x, const struct service *s,
			struct unknown *u)
{
	page_heading(p, _("Where to apply and what you get"));
	page_pair(p, _("Authority"), words_of(&s->authority, x->lang), 0);
	if (!says_elsewhere(s))
		put_known(p, _("Where and how"), &s->channel, x->lang, u);
	if (text_is_set(&s->output)) /* else its name says it */
		page_pair(p, _("What you get"), words_of(&s->output, x->lang), 0);
	if (text_is_set(&s->collect))
		page_pair(p, _("Where to collect it"), words_of(&s->collect, x->lang), 0);
	put_known(p, _("Valid for"), &s->validity, x->lang, u);
	if (text_is_set(&s->benefit))
		page_pair(p, _("Benefit"), words_of(&s->benefit, x->lang), 0);
	if (s->legal_basis_count == 0)
		add_unknown(u, _("Legal basis"));
	if (u->words != NULL)
		page_pair(p, _("Not known"), u->words, 0);
	if (s->legal_basis_count > 0)
		page_heading(p, _("Legal basis"));
	for (size_t i = 0; i < s->legal_basis_count; i++)
		page_bullet(p, words_of(&s->legal_basis[i], x->lang));
	common_part(p, _("Useful information"), words_of(&s->notes, x->lang));
}

/* A fee that may have changed is not confirmed either. */
static enum confidence confidence_of(const struct service *s)
{
	return s->confidence == CONFIDENCE_HIGH && s->fee != NULL && s->fee->doubtful
		       ? CONFIDENCE_MEDIUM
		       : s->confidence;
}

static void put_sources(struct page *p, const struct scene *x, const struct service *s)
{
	struct arena *a = p->arena;

	page_heading(p, _("Sources"));
	for (size_t i = 0; i < s->source_count; i++) {
		const struct source *from = &s->sources[i];
		const char *remark = words_remark(a, x->lang, from);

		page_bullet(p, FILL(a,
				    remark == NULL ? _("{title} ({kind})")
						   : _("{title} ({kind}): {remark}"),
				    {"title", bidi_isolate(a, from->title)},
				    {"kind", words_source_kind(from->kind)},
				    {"remark", remark == NULL ? "" : bidi_isolate(a, remark)}));
		page_code(p, from->url);
	}
	page_pair(p, _("Page last checked"), date_show(a, x->lang, s->country, s->verified), 0);
	if (words_confidence(confidence_of(s)) != NULL)
		page_notice(p, NOTICE_WARNING, words_confidence(confidence_of(s)));
	if (s->translated[x->lang]) {
		page_gap(p); /* it is not of that day */
		page_text(p, TONE_QUIET,
			  _("The portal worded the name of this service itself. It is not the "
			    "official name."));
	}
}

static void put_papers(struct page *p, const struct scene *x, const struct service *s)
{
	common_papers(p, x, s, NULL, false);
	if (s->case_count == 0 || (s->drafted & (DRAFTED_CASES | DRAFTED_PAPERS)) == 0)
		return;
	page_gap(p); /* it is of them all, not of the last */
	page_text(p, TONE_QUIET,
		  _("The portal sorted the required documents into cases. The authority "
		    "has not confirmed this yet."));
}

static const struct service *successor(const struct scene *x, const struct service *s)
{
	return s->end == NULL || s->end->instead == NULL
		       ? NULL
		       : catalogue_find(x->catalogue, s->end->instead);
}

/* Of one that ends: when, and what stands in its place. */
static void put_end(struct page *p, const struct scene *x, const struct service *s)
{
	const struct service *next = successor(x, s);

	if (s->end != NULL)
		page_notice(p, NOTICE_WARNING, words_end(p->arena, x->lang, s));
	if (service_takes(s) && words_window(p->arena, x->lang, s, x->now) != NULL)
		page_notice(p,
			    service_window_at(s, x->now) == WINDOW_OPEN ? NOTICE_INFO
									: NOTICE_WARNING,
			    words_window(p->arena, x->lang, s, x->now));
	if (next != NULL)
		page_menu(p, ACT_INSTEAD,
			  /* TRANSLATORS: the service that stands in the place of one that ends */
			  FILL(p->arena, _("Use this service instead: {service}"),
			       {"service", words_of(&next->name, x->lang)}),
			  words_of(&next->summary, x->lang), NULL);
}

static void service_load(struct screen *screen, struct stack *st)
{
	const struct caller *c = stack_context(st)->caller;

	((struct service_screen *)screen)->by_guest =
		c != NULL && c->role == ROLE_APPLICANT && c->account[0] == '\0';
}

/* Before anything is typed: that a guest could not send it. */
static bool put_guest(struct page *p, const struct service_screen *v, bool takes)
{
	bool told = takes && v->by_guest && orgwords_sends(v->service) != NULL;

	if (told) {
		page_notice(p, NOTICE_WARNING, orgwords_before(ORGWORDS_GUEST));
		page_menu(p, ACT_GETTING, _("How to get an account"), NULL, NULL);
	}
	return told;
}

static struct page *service_view(const struct screen *screen, const struct scene *x,
				 struct arena *a)
{
	const struct service_screen *v = (const struct service_screen *)screen;
	const struct service *s = v->service;
	struct page *p = page_new(a, "service", words_of(&s->name, x->lang));
	struct unknown unknown = {.arena = a};
	bool takes = service_takes(s) && x->applies && service_window_at(s, x->now) == WINDOW_OPEN;

	p->trail = words_of(&s->sector->name, x->lang);
	p->wants_back = true;
	common_country(p, x, s);
	put_end(p, x, s);
	page_text(p, TONE_PLAIN, words_of(&s->summary, x->lang));
	if (takes && service_has_effects(s))
		page_notice(p, NOTICE_INFO,
			    _("To appeal, open the application that was refused and choose "
			      "“Appeal” there."));
	else if (takes)
		page_menu(p, ACT_APPLY, _("Apply now"),
			  _("You can stop and come back at any time."), NULL);
	else if (says_elsewhere(s))
		page_notice(p, NOTICE_INFO,
			    FILL(a, _("You cannot apply on this portal. {how}"),
				 {"how", words_elsewhere(a, x->lang, s)}));
	put_who(p, x, s, put_guest(p, v, takes), &unknown);
	if (service_window_at(s, x->now) != WINDOW_LATE) { /* nobody needs them any more */
		put_papers(p, x, s);
		common_signatures(p, x, s);
		put_cost(p, x, s);
	}
	put_details(p, x, s, &unknown);
	put_sources(p, x, s);
	if (takes && !service_has_effects(s))
		page_text(p, TONE_STRONG, _("To apply, type 1 anywhere on this page."));
	return p;
}

static bool service_update(struct screen *screen, struct stack *st, const struct input *e)
{
	const struct service *s = ((struct service_screen *)screen)->service;
	bool staff = stack_context(st)->caller->role == ROLE_STAFF;

	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_APPLY)
		stack_push(st, staff ? serve_new(s) : apply_new(s));
	else if (e->act == ACT_GETTING)
		stack_push(st, getting_new());
	else if (e->act == ACT_INSTEAD)
		stack_push(st, service_new(successor(&stack_context(st)->scene, s)));
	return true;
}

static const struct screen_ops ops = {.name = "service",
				      .load = service_load,
				      .view = service_view,
				      .update = service_update,
				      .steps = true};

struct screen *service_new(const struct service *s)
{
	struct service_screen *screen = common_make(sizeof(*screen), &ops);

	screen->service = s;
	return &screen->screen;
}
