/* take.c - a paper is taken from another application of the same person: what those that are theirs
 * have, and one that is opened here by its number and PIN. */
#include "tui/screens/papers/papers.h"

#include "tui/screens/common/numbers.h"

enum { ACT_OPEN = 1, ACT_OFFER }; /* and those behind it: of each */

#define SOURCES 20 /* of one's own that are looked at, the newest */

/* One application, and what it has. */
struct given {
	struct application application;
	const struct service *service;
	struct paper_offer *offers;
	size_t count;
};

struct take {
	struct screen screen;
	struct application application;
	const struct service *service;
	struct arena *loaded;
	struct given sources[SOURCES + 1]; /* as they were read last; the first is `opened` */
	size_t count;
	struct application opened; /* here, by its number; its id "": none */
	struct numbers numbers;
	bool opens;         /* the numbers of another one are typed */
	bool staff;         /* who serves the person */
	const char *done;   /* what was taken just now; NULL */
	struct error error; /* of the last act */
};

/* --- what there is --- */

static bool is_wanted(const struct papers *papers, const struct paper *paper)
{
	for (size_t i = 0; i < papers->count; i++)
		if (papers->needs[i].paper == paper)
			return papers->needs[i].standing == STANDING_MISSING ||
			       papers->needs[i].standing == STANDING_COMING ||
			       papers->needs[i].standing == STANDING_RETURNED;
	return false;
}

/* Only what is missing here still. */
static void keep_wanted(struct given *s, const struct papers *papers)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->count; i++)
		if (is_wanted(papers, s->offers[i].paper))
			s->offers[kept++] = s->offers[i];
	s->count = kept;
}

static void look_into(struct take *t, const struct context *x, const struct application *from,
		      const struct form *f, const struct papers *papers)
{
	struct given *to = &t->sources[t->count];
	struct paper_pair pair = {&t->application, &to->application, t->service, NULL};

	if (t->count > SOURCES || strcmp(from->id, t->application.id) == 0)
		return;
	for (size_t i = 0; i < t->count; i++)
		if (strcmp(t->sources[i].application.id, from->id) == 0)
			return;
	*to = (struct given){.application = *from};
	if (common_service(x, t->loaded, from, &to->service, NULL) != FAULT_NONE ||
	    !papers_by_file(to->service))
		return;
	pair.from_service = to->service;
	/* What cannot be read, or asks for its PIN, is not offered. */
	if (papers_offered(x->registry, x->caller, &pair, f, t->loaded, &to->offers, &to->count,
			   NULL) != FAULT_NONE)
		return;
	keep_wanted(to, papers);
	t->count++;
}

static void look_into_all(struct take *t, const struct context *x, const struct form *f,
			  const struct papers *papers)
{
	struct application *own = NULL;
	size_t count = 0;

	if (t->opened.id[0] != '\0')
		look_into(t, x, &t->opened, f, papers);
	if (application_mine(x->registry, x->caller, t->loaded, &own, &count, NULL) != FAULT_NONE)
		return;
	for (size_t i = 0; i < count && t->count < SOURCES; i++)
		look_into(t, x, &own[i], f, papers);
}

static void take_load(struct screen *s, struct stack *st)
{
	struct take *t = (struct take *)s;
	const struct context *x = stack_context(st);
	struct form *f = form_new(t->service, catalogue_terms(x->scene.catalogue),
				  date_of(registry_now(x->registry)));
	struct application now = t->application;
	struct papers papers = {.count = 0};

	arena_reset(t->loaded);
	t->count = 0;
	t->staff = x->caller->role == ROLE_STAFF;
	if (application_load(x->registry, x->caller, &now, f, &t->error) == FAULT_NONE &&
	    papers_list(x->registry, x->caller, &now, t->service, f, t->loaded, &papers,
			&t->error) == FAULT_NONE)
		look_into_all(t, x, f, &papers);
	form_free(f);
}

/* --- what is shown --- */

static void put_offer(struct page *p, const struct scene *x, const struct given *s, size_t i,
		      int act)
{
	const struct paper_offer *o = &s->offers[i];
	struct arena *a = p->arena;
	const char *words = paperwords_file(a, x->lang, s->service, &o->file);

	if (o->until.year != 0)
		/* TRANSLATORS: a file, and until when it is valid */
		words = FILL(a, _("{file}, {until}"), {"file", words},
			     {"until",
			      paperwords_until(a, x->lang, s->service->country, o->until, false)});
	page_menu(p, act,
		  FILL(a, _("{paper}, from {service} {reference}"),
		       {"paper", words_of(&o->paper->name, x->lang)},
		       {"service", words_of(&s->service->name, x->lang)},
		       {"reference", words_reference(a, s->application.reference)}),
		  words, NULL);
}

/* Of staff who serve the person no PIN is asked. */
static void put_opening(struct page *p, const struct take *t)
{
	page_text(p, TONE_PLAIN,
		  _("To open another of your applications, enter the numbers that you were given "
		    "when you started it:"));
	numbers_put(p, &t->numbers, !t->staff);
	p->next_label = _("Look in that application");
}

static void put_offers(struct page *p, const struct take *t, const struct scene *x)
{
	int act = ACT_OFFER;

	for (size_t i = 0; i < t->count; i++)
		for (size_t k = 0; k < t->sources[i].count; k++)
			put_offer(p, x, &t->sources[i], k, act++);
	if (act == ACT_OFFER && t->done == NULL)
		page_text(
			p, TONE_PLAIN,
			t->opened.id[0] != '\0'
				? _("That application has no document that can be used here: none "
				    "is of a kind that is asked for, or none is still valid.")
				: _("Documents missing here that were sent with another "
				    "application are listed below."));
	page_menu(p, ACT_OPEN, _("Open another one, by its number"), NULL, NULL);
}

static struct page *take_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct take *t = (const struct take *)s;
	struct page *p = page_new(a, "take", _("Use a document from another of my applications"));

	p->trail = words_of(&t->service->name, x->lang);
	p->wants_back = true;
	if (t->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &t->error));
	else if (t->done != NULL)
		page_notice(p, NOTICE_DONE,
			    FILL(a, _("Document added: {paper}"), {"paper", t->done}));
	if (t->opens)
		put_opening(p, t);
	else
		put_offers(p, t, x);
	return p;
}

/* --- what is typed and chosen --- */

static void take(struct take *t, struct stack *st, size_t which)
{
	const struct context *x = stack_context(st);

	for (size_t i = 0; i < t->count; i++) {
		const struct given *s = &t->sources[i];
		const struct paper_pair pair = {&t->application, &s->application, t->service,
						s->service};

		if (which >= s->count) {
			which -= s->count;
			continue;
		}
		if (paper_take(x->registry, x->caller, &pair, s->offers[which].paper->id,
			       s->offers[which].file.id, &t->error) == FAULT_NONE)
			t->done = words_of(&s->offers[which].paper->name, x->scene.lang);
		break;
	}
	stack_turn(st);
}

static enum fault open_it(struct take *t, const struct context *x, struct application *ret)
{
	enum fault fault = FAULT_NONE;

	if (x->caller->role != ROLE_STAFF)
		fault = application_open(x->registry, x->caller, t->numbers.reference,
					 t->numbers.pin, ret, &t->error);
	return fault == FAULT_NONE
		       ? papers_before(x->registry, x->caller, t->numbers.reference, ret, &t->error)
		       : fault;
}

static void look_there(struct take *t, struct stack *st)
{
	const struct context *x = stack_context(st);
	struct numbers *n = &t->numbers;
	bool staff = x->caller->role == ROLE_STAFF;
	struct application found = {0};

	if (!numbers_are_there(n, !staff))
		return;
	if (open_it(t, x, &found) == FAULT_NONE) {
		t->opened = found;
		n->reference[0] = '\0';
		t->opens = false;
	} else {
		n->focus = staff ? NUMBERS_REFERENCE : NUMBERS_PIN;
	}
	numbers_forget_pin(n);
	stack_turn(st);
}

static bool take_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct take *t = (struct take *)s;
	bool goes_back = e->kind == INPUT_BACK && t->opens;

	if (e->kind == INPUT_ANSWER) {
		t->error = (struct error){0};
		return numbers_answer(&t->numbers, e, reference_read_pin);
	}
	if (e->kind != INPUT_NEXT && e->kind != INPUT_CHOOSE && !goes_back)
		return false;
	t->error = (struct error){0};
	t->done = NULL;
	if (goes_back || (e->kind == INPUT_CHOOSE && e->act == ACT_OPEN)) {
		t->opens = !goes_back;
		t->numbers.focus = NUMBERS_REFERENCE;
		numbers_forget_pin(&t->numbers);
		stack_turn(st);
	} else if (e->kind == INPUT_NEXT) {
		look_there(t, st);
	} else {
		take(t, st, (size_t)(e->act - ACT_OFFER));
	}
	return true;
}

static void take_forget(struct screen *s)
{
	struct take *t = (struct take *)s;

	numbers_forget_pin(&t->numbers);
}

static void take_free(struct screen *s)
{
	struct take *t = (struct take *)s;

	arena_free(t->loaded);
	numbers_forget_pin(&t->numbers);
	free(s);
}

static const struct screen_ops ops = {.name = "take",
				      .load = take_load,
				      .view = take_view,
				      .update = take_update,
				      .forget = take_forget,
				      .free = take_free};

struct screen *take_new(const struct application *a, const struct service *s)
{
	struct take *t = common_make(sizeof(*t), &ops);

	t->application = *a;
	t->service = s;
	t->loaded = arena_new((size_t)16 << 20);
	return &t->screen;
}
