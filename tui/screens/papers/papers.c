/* papers.c - the papers of an application: for whoever sends them what came and how the others are
 * sent; for staff what there is, how it is fetched, and that one was seen at the counter. */
#include "tui/screens/papers/papers.h"

enum { ACT_AGAIN = 1, ACT_TAKE, ACT_SEEN = 100, ACT_NOT_SEEN = 200 };

struct papers_page {
	struct screen screen;
	struct application application;
	const struct service *service;
	struct arena *loaded;
	struct papers papers; /* as they were read last */
	bool staff;
	struct error error;
};

/* --- what is read --- */

static enum fault read_with_answers(const struct context *x, const struct application *a,
				    const struct service *s, struct arena *arena,
				    struct papers *ret, struct error *err)
{
	struct application now = *a;
	struct form *f = form_new(s, catalogue_terms(x->scene.catalogue),
				  date_of(registry_now(x->registry)));
	enum fault fault = application_load(x->registry, x->caller, &now, f, err);

	if (fault == FAULT_NONE)
		fault = papers_list(x->registry, x->caller, &now, s, f, arena, ret, err);
	form_free(f);
	return fault;
}

/* Where there is no registry, as for who looks at a definition, nothing came yet. */
static void read_bare(const struct service *s, struct arena *arena, struct papers *ret)
{
	ret->needs = arena_array(arena, s->paper_count + 1, sizeof(*ret->needs));
	for (size_t i = 0; i < s->paper_count; i++) {
		const struct paper *paper = &s->papers[i];
		bool first = paper->choice == 0;

		if (paper->way == PAPER_BROUGHT)
			continue;
		first = first || ret->count == 0 ||
			ret->needs[ret->count - 1].paper->choice != paper->choice;
		ret->needs[ret->count++] = (struct paper_need){
			.paper = paper, .asked = true, .standing = STANDING_MISSING};
		ret->asked += first && paper->way == PAPER_REQUIRED;
	}
}

void papers_read(const struct context *x, const struct application *a, const struct service *s,
		 const struct form *f, struct arena *arena, struct papers *ret)
{
	struct error err = {0};
	enum fault fault;

	*ret = (struct papers){.count = 0};
	if (s == NULL ||
	    (x->registry != NULL && x->caller->role == ROLE_STAFF ? s->paper_count == 0
								  : !papers_by_file(s)))
		return;
	if (x->registry == NULL) {
		read_bare(s, arena, ret);
		return;
	}
	fault = f == NULL ? read_with_answers(x, a, s, arena, ret, &err)
			  : papers_list(x->registry, x->caller, a, s, f, arena, ret, &err);
	if (fault != FAULT_NONE)
		*ret = (struct papers){.count = 0};
}

static void papers_load(struct screen *s, struct stack *st)
{
	struct papers_page *d = (struct papers_page *)s;
	const struct context *x = stack_context(st);
	struct error err = {0};

	arena_reset(d->loaded);
	d->papers = (struct papers){.count = 0};
	d->staff = x->caller->role == ROLE_STAFF;
	if (read_with_answers(x, &d->application, d->service, d->loaded, &d->papers, &err) !=
	    FAULT_NONE)
		d->error = err;
}

bool papers_lack(const struct papers *papers)
{
	return papers->settled < papers->asked;
}

/* --- what is shown --- */

static const char *name_of(const struct scene *x, const struct paper_need *need)
{
	return words_of(&need->paper->name, x->lang);
}

static void put_files(struct page *p, const struct scene *x, const struct paper_need *need,
		      const struct service *s)
{
	for (size_t k = 0; k < need->file_count; k++)
		page_bullet(p, paperwords_file(p->arena, x->lang, s, &need->files[k]));
}

/* NULL: that is not said. */
static const char *until_of(struct arena *a, const struct scene *x, const struct service *s,
			    const struct paper_need *need)
{
	return need->until.year == 0
		       ? NULL
		       : paperwords_until(a, x->lang, s->country, need->until, need->lapsed);
}

void papers_put_until(struct page *p, const struct scene *x, const struct papers *papers,
		      const struct service *s)
{
	for (size_t i = 0; i < papers->count; i++)
		if (papers->needs[i].asked && papers->needs[i].until.year != 0)
			page_pair(p, name_of(x, &papers->needs[i]),
				  until_of(p->arena, x, s, &papers->needs[i]), 0);
}

void papers_put_lapsed(struct page *p, const struct scene *x, const struct form *f)
{
	const struct service *s = form_service(f);
	size_t *asked = NULL, count = form_papers(f, p->arena, &asked);
	struct date until;

	for (size_t i = 0; i < count; i++) {
		const struct paper *paper = &s->papers[asked[i]];

		if (form_has_lapsed(f, paper) && form_valid_until(f, paper, &until))
			page_notice(p, NOTICE_WARNING,
				    words_labelled(p->arena, words_of(&paper->name, x->lang),
						   paperwords_until(p->arena, x->lang, s->country,
								    until, true)));
	}
}

const struct paper_need *papers_find(const struct papers *papers, const char *id)
{
	for (size_t i = 0; i < papers->count; i++)
		if (strcmp(papers->needs[i].paper->id, id) == 0)
			return &papers->needs[i];
	return NULL;
}

void papers_put_reply(struct page *p, const struct scene *x, const struct papers *papers,
		      const struct service *s)
{
	bool any = false;

	for (size_t i = 0; i < papers->count; i++) {
		const struct paper_need *need = &papers->needs[i];
		size_t fresh = 0; /* files */

		for (size_t k = 0; k < need->file_count; k++)
			fresh += !need->files[k].sent;
		if (need->named == NULL && fresh == 0)
			continue;
		page_pair(p, name_of(x, need), paperwords_sentence(p->arena, need), 0);
		if (need->until.year != 0)
			page_bullet(p, until_of(p->arena, x, s, need));
		for (size_t k = 0; k < need->file_count; k++)
			if (!need->files[k].sent)
				page_bullet(p,
					    paperwords_file(p->arena, x->lang, s, &need->files[k]));
		any = true;
	}
	if (any)
		page_gap(p);
}

void papers_put(struct page *p, const struct scene *x, const struct papers *papers,
		const struct service *s)
{
	for (size_t i = 0; i < papers->count; i++) {
		const struct paper_need *need = &papers->needs[i];

		page_pair(p, name_of(x, need), paperwords_sentence(p->arena, need), 0);
		if (need->until.year != 0)
			page_bullet(p, until_of(p->arena, x, s, need));
		put_files(p, x, need, s);
	}
}

void papers_put_menu(struct page *p, const struct scene *x, int act, const struct papers *papers)
{
	if (papers->count > 0)
		page_menu(p, act, _("Documents as files"),
			  paperwords_lacking(p->arena, x->lang, papers), NULL);
}

/* Whether a file of it may well be sent now. */
static bool is_awaited(const struct papers *papers, const struct paper_need *need)
{
	return papers->open &&
	       (need->standing == STANDING_MISSING || need->standing == STANDING_COMING ||
		need->standing == STANDING_RETURNED);
}

static bool awaits_any(const struct papers *papers)
{
	for (size_t i = 0; i < papers->count; i++)
		if (is_awaited(papers, &papers->needs[i]))
			return true;
	return false;
}

static bool has_files(const struct papers *papers)
{
	for (size_t i = 0; i < papers->count; i++)
		if (papers->needs[i].file_count > 0)
			return true;
	return false;
}

static void put_one(struct page *p, const struct papers_page *d, const struct scene *x, size_t i)
{
	const struct paper_need *need = &d->papers.needs[i];

	page_heading(p, name_of(x, need));
	page_text(p, TONE_STRONG, paperwords_sentence(p->arena, need));
	if (need->until.year != 0)
		page_text(p, TONE_STRONG, until_of(p->arena, x, d->service, need));
	put_files(p, x, need, d->service);
	if (text_is_set(&need->paper->note))
		page_text(p, TONE_QUIET, words_of(&need->paper->note, x->lang));
	if (is_awaited(&d->papers, need))
		page_code(p, paperwords_put(p->arena, need->paper->id));
}

/* Once, before the lines of each. */
static void put_way(struct page *p, const struct papers_page *d, const struct scene *x)
{
	if (d->papers.open) {
		page_text(
			p, TONE_PLAIN,
			_("To send a file: 1. On your own computer type the first line, then the "
			  "reference number and the PIN. 2. Type the second line. 3. Type the line "
			  "below the document, with the name of your file in place of FILE:"));
		page_code(p, paperwords_sftp(p->arena, x->portal, x->port, "me"));
		page_code(p, paperwords_cd(p->arena, d->application.reference));
		page_text(p, TONE_QUIET, paperwords_kinds());
	} else if (d->staff) {
		page_text(p, TONE_PLAIN, _("To fetch them, type this on your own computer:"));
		page_code(p, paperwords_sftp(p->arena, x->portal, x->port, "staff"));
		page_code(p, paperwords_get(p->arena, d->application.reference));
	}
}

/* What one of staff may say of a paper at the counter, and take back. */
static void put_seeing(struct page *p, const struct papers_page *d, const struct scene *x)
{
	for (size_t i = 0; d->papers.seer && i < d->papers.count; i++) {
		const struct paper_need *need = &d->papers.needs[i];
		bool shown = false;

		for (size_t k = 0; k < need->file_count; k++)
			shown = shown || need->files[k].state == PAPER_SHOWN;
		if (shown)
			page_menu(p, ACT_NOT_SEEN + (int)i,
				  FILL(p->arena, _("Not seen after all: {paper}"),
				       {"paper", name_of(x, need)}),
				  NULL, NULL);
		else
			page_menu(p, ACT_SEEN + (int)i,
				  FILL(p->arena, _("Seen at the counter: {paper}"),
				       {"paper", name_of(x, need)}),
				  NULL, NULL);
	}
}

static struct page *papers_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct papers_page *d = (const struct papers_page *)s;
	struct page *p = page_new(a, "papers", _("Documents as files"));

	p->trail = words_of(&d->service->name, x->lang);
	p->wants_back = true;
	if (d->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &d->error));
	page_pair(p, _("Reference number"), words_reference(a, d->application.reference), 0);
	if (d->papers.count == 0) {
		page_text(p, TONE_PLAIN, _("No documents in your case, as far as we know."));
		return p;
	}
	if (d->papers.asked > 0 && d->papers.settled == d->papers.asked)
		page_notice(p, NOTICE_DONE, paperwords_tally(a, &d->papers));
	else
		page_text(p, TONE_STRONG, paperwords_tally(a, &d->papers));
	page_menu(p, ACT_AGAIN, _("Refresh the list"), NULL, NULL);
	if (d->papers.takes && awaits_any(&d->papers))
		page_menu(p, ACT_TAKE, _("Use a document from another of my applications"), NULL,
			  NULL);
	put_seeing(p, d, x);
	put_way(p, d, x);
	if (has_files(&d->papers))
		common_clock(p, x, d->service);
	for (size_t i = 0; i < d->papers.count; i++)
		put_one(p, d, x, i);
	if (d->papers.open && !d->staff)
		common_bring(p, x, d->service);
	return p;
}

/* --- what is chosen --- */

static void see(struct papers_page *d, struct stack *st, size_t i, bool shown)
{
	const struct context *x = stack_context(st);
	struct paper_place at = {&d->application, d->service, NULL, "", false};

	if (i >= d->papers.count)
		return;
	at.requirement = d->papers.needs[i].paper->id;
	(void)!paper_show(x->registry, x->caller, &at, shown, &d->error);
	stack_turn(st); /* what came of it stands above */
}

static void go_to_take(struct screen *s, struct stack *st)
{
	const struct papers_page *d = (const struct papers_page *)s;

	stack_push(st, take_new(&d->application, d->service));
}

/* Who has come with a key alone shows the PIN before. */
static void take_with_pin(struct papers_page *d, struct stack *st)
{
	const struct context *x = stack_context(st);
	bool needs = false;

	if (application_needs_pin(x->registry, x->caller, d->application.reference, &needs,
				  &d->error) != FAULT_NONE)
		stack_turn(st);
	else if (needs)
		stack_push(st, pin_new(&d->application, d->service,
				       &(struct pin_then){&d->screen, go_to_take, PIN_TAKE}));
	else
		go_to_take(&d->screen, st);
}

static bool papers_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct papers_page *d = (struct papers_page *)s;

	if (e->kind != INPUT_CHOOSE)
		return false;
	d->error = (struct error){0};
	if (e->act >= ACT_NOT_SEEN)
		see(d, st, (size_t)(e->act - ACT_NOT_SEEN), false);
	else if (e->act >= ACT_SEEN)
		see(d, st, (size_t)(e->act - ACT_SEEN), true);
	else if (e->act == ACT_TAKE)
		take_with_pin(d, st);
	else
		stack_turn(st);
	return true;
}

static void papers_free(struct screen *s)
{
	arena_free(((struct papers_page *)s)->loaded);
	free(s);
}

static const struct screen_ops ops = {.name = "papers",
				      .load = papers_load,
				      .view = papers_view,
				      .update = papers_update,
				      .free = papers_free};

struct screen *papers_new(const struct application *a, const struct service *s)
{
	struct papers_page *d = common_make(sizeof(*d), &ops);

	d->application = *a;
	d->service = s;
	d->loaded = arena_new((size_t)4 << 20);
	return &d->screen;
}
