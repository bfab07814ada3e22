/* common.c - what several screens need: their making, their shared pages. */
#include "tui/screens/common/common.h"

#include "i18n/money.h"
#include "tui/page/duewords.h"
#include "tui/page/momentwords.h"
#include "tui/page/paperwords.h"
#include "tui/page/signwords.h"
#include "tui/page/wherewords.h"

void *common_make(size_t size, const struct screen_ops *ops)
{
	struct screen *s = calloc(1, size);

	if (s == NULL)
		fatal("out of memory");
	s->ops = ops;
	return s;
}

void common_part(struct page *p, const char *heading, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	page_heading(p, heading);
	page_text(p, TONE_PLAIN, text);
}

char *common_ssh(const struct scene *x, struct arena *a, const char *user)
{
	if (x->port == 0 || x->port == 22)
		return arena_format(a, "ssh -C %s@%s", user, x->portal);
	return arena_format(a, "ssh -C -p %d %s@%s", x->port, user, x->portal);
}

void common_way_back(struct page *p, const struct scene *x, const char *reference)
{
	struct arena *a = p->arena;

	page_heading(p, _("How to return to your application"));
	page_text(p, TONE_PLAIN,
		  _("Connect, then type your reference number and PIN (or use the account or SSH "
		    "key you began with):"));
	page_code(p, common_ssh(x, a, x->plain ? "plain-me" : "me"));
	page_text(p, TONE_PLAIN,
		  _("Or as a guest: choose “Track an application” after you connect:"));
	page_code(p, common_ssh(x, a, x->plain ? "plain" : "guest"));
	if (reference != NULL)
		page_text(p, TONE_QUIET,
			  FILL(a, _("Reference number: {reference}"),
			       {"reference", words_reference(a, reference)}));
}

void common_pin_needed(struct page *p, const struct scene *x)
{
	if (x->has_key && !x->key_acts)
		page_text(p, TONE_PLAIN,
			  _("When you come back, you need the PIN to submit, even with a key."));
}

void common_tracking_lost(struct page *p)
{
	page_text(p, TONE_PLAIN,
		  _("If you have lost the PIN of an application that was submitted, ask the "
		    "authority for a new one at its counter, with the reference number and an "
		    "identity document."));
	page_text(p, TONE_PLAIN,
		  _("Without its PIN, a draft opens only with the SSH key or the account with "
		    "which you began it. Otherwise, please start a new application."));
}

void common_unread(struct page *p, const struct scene *x, int act)
{
	if (x->unread > 0)
		page_menu(p, act, _("Notices for you"), NULL,
			  /* TRANSLATORS: of notices, behind their name */
			  FILL(p->arena, _("Unread: {count}"),
			       {"count", arena_format(p->arena, "%d", x->unread)}));
}

void common_waits(struct page *p, const struct scene *x, int act)
{
	if (x->waits)
		page_menu(p, act, _("A new PIN or key was requested"),
			  _("for your account: view or stop the request"), NULL);
}

void common_clock(struct page *p, const struct scene *x, const struct service *s)
{
	const char *words = momentwords_all(p->arena, x->lang, s, x->now);

	if (words != NULL)
		page_text(p, TONE_QUIET, words);
}

void common_where(struct page *p, const struct scene *x, const struct form *f)
{
	const char *goes_to = wherewords_goes_to(p->arena, x->lang, f);
	const char *collect_at = wherewords_collect_at(p->arena, x->lang, f);

	if (goes_to != NULL)
		page_pair(p, _("Application goes to"), goes_to, 0);
	if (collect_at != NULL)
		page_pair(p, _("Where you collect it"), collect_at, 0);
}

/* --- papers ----------------------------------------------------------------------------------- */

static bool is_wanted(const struct form *form, size_t index, const size_t *wanted, size_t count)
{
	if (form == NULL)
		return true;
	for (size_t i = 0; i < count; i++)
		if (wanted[i] == index)
			return true;
	return false;
}

/* Which papers of a service are put, and for whom. */
struct wanted {
	const struct form *form;
	bool of_staff; /* whose case it is not */
	const bool *papers;
};

static const char *case_words(const struct wanted *w, const struct paper_case *in)
{
	if (w->form == NULL || in->when == NULL)
		/* TRANSLATORS: documents of a case, of which nobody knows yet whose it is */
		return _("Only if this applies: {case}");
	if (w->of_staff)
		/* TRANSLATORS: documents of a case, which is the applicant's by the answers; for
		 * the authority */
		return _("According to the answers: {case}");
	/* TRANSLATORS: documents of a case, which is the person's by the answers */
	return _("In your case: {case}");
}

/* The papers of one case; the alternatives of a choice stand in one point, joined by "or". */
static int put_case(struct page *p, const struct scene *x, const struct service *s,
		    const struct paper_case *in, const struct wanted *w)
{
	bool asked = w->form != NULL;
	struct arena *a = p->arena;
	int count = 0;

	for (size_t i = 0; i < s->paper_count; i++) {
		const struct paper *paper = &s->papers[i];
		char *words;

		if (paper->in != in || !w->papers[i])
			continue;
		if (count++ == 0 && in != NULL)
			page_text(
				p, TONE_STRONG,
				FILL(a, case_words(w, in), {"case", words_of(&in->name, x->lang)}));
		words = words_paper(a, x->lang, paper, asked);
		while (paper->choice > 0 && i + 1 < s->paper_count &&
		       s->papers[i + 1].choice == paper->choice) {
			i++;
			if (!w->papers[i])
				continue;
			words = FILL(a, _("{one}, or: {other}"), {"one", words},
				     {"other",
				      words_within(a, x->lang,
						   words_paper(a, x->lang, &s->papers[i], asked))});
		}
		page_bullet(p, words);
		if (text_is_set(&paper->note))
			page_text(p, TONE_QUIET, words_of(&paper->note, x->lang));
	}
	return count;
}

void common_signatures(struct page *p, const struct scene *x, const struct service *s)
{
	if (s->signature_count == 0)
		return;
	page_heading(p, _("Who has to sign"));
	for (size_t i = 0; i < s->signature_count; i++)
		page_bullet(p, signwords_who(p->arena, x->lang, &s->signatures[i]));
}

void common_papers(struct page *p, const struct scene *x, const struct service *s,
		   const struct form *form, bool of_staff)
{
	size_t *chosen = NULL;
	size_t count = form == NULL ? 0 : form_papers(form, p->arena, &chosen);
	bool *wanted = arena_array(p->arena, s->paper_count + 1, sizeof(*wanted));
	const struct wanted w = {form, of_staff, wanted};
	int shown;

	page_heading(p, _("Required documents"));
	for (size_t i = 0; i < s->paper_count; i++)
		wanted[i] = is_wanted(form, i, chosen, count);
	shown = put_case(p, x, s, NULL, &w);
	for (size_t i = 0; i < s->case_count; i++)
		shown += put_case(p, x, s, &s->cases[i], &w);
	if (shown > 0)
		return;
	if (of_staff)
		page_text(p, TONE_PLAIN,
			  s->paper_count == 0
				  ? _("The service names no documents.")
				  : _("According to the answers none, as far as we know."));
	else
		page_text(
			p, TONE_PLAIN,
			s->paper_count == 0
				? _("We do not know which documents are needed: ask the authority.")
				: _("No documents in your case, as far as we know."));
}

void common_remark(struct page *p, const struct scene *x, const struct draft *j)
{
	const struct field_path *at = &j->remarked;
	struct error remark;

	if (at->question != NULL && !x->plain && form_remark(j->form, at, &remark))
		page_notice(p, NOTICE_INFO,
			    words_labelled(p->arena, words_of(&at->question->label, x->lang),
					   message_error(p->arena, &remark)));
}

static void put_note(struct page *p, const struct scene *x, const struct text *note)
{
	if (text_is_set(note))
		page_text(p, TONE_QUIET, words_of(note, x->lang));
}

void common_receipt(struct page *p, const struct slip_part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (parts[i].label == NULL)
			page_heading(p, parts[i].value);
		else
			page_pair(p, parts[i].label, bidi_isolate(p->arena, parts[i].value), 0);
}

void common_charges(struct page *p, const struct scene *x, const struct service *s,
		    const struct form *form)
{
	for (size_t i = 0; i < s->charge_count; i++)
		page_pair(p, words_of(&s->charges[i].name, x->lang),
			  duewords_cost(p->arena, x->lang, form, &s->charges[i]), 0);
}

void common_charges_now(struct page *p, const struct scene *x, const struct service *s,
			const struct form *form)
{
	bool later = false;

	for (size_t i = 0; i < s->charge_count; i++) {
		const struct charge *c = &s->charges[i];
		bool open = c->act != NULL && c->when != NULL;

		later = later || open;
		if (!open)
			page_pair(p, words_of(&c->name, x->lang),
				  duewords_cost(p->arena, x->lang, form, c), 0);
	}
	if (later)
		page_text(p, TONE_QUIET, _("More fees may become due later: you will be told."));
}

void common_how_to_pay(struct page *p, const struct scene *x, const struct service *s,
		       const struct due *list, size_t count)
{
	const char *how = x->paying.how[x->lang];
	bool owed = false;

	for (size_t i = 0; i < count; i++)
		owed = owed || due_rest(&list[i]) > 0;
	if (!owed)
		return;
	page_heading(p, _("How to pay"));
	if (how != NULL && how[0] != '\0') {
		page_text(p, TONE_PLAIN, bidi_isolate(p->arena, text_safe(p->arena, how, 0)));
		return;
	}
	page_text(p, TONE_PLAIN, _("Ask the authority where and how it is paid."));
	common_counter(p, x, s);
}

void common_owed(struct page *p, const struct scene *x, const struct service *s,
		 const struct due *list, size_t count)
{
	struct arena *a = p->arena;
	char shown[RF_SHOWN];

	for (size_t i = 0; i < count; i++) {
		const struct due *d = &list[i];

		if (due_rest(d) == 0)
			continue;
		page_heading(p, duewords_name(s, d->charge, x->lang));
		page_pair(p, _("To be paid"),
			  bidi_isolate(a, money_show(a, x->lang, due_rest(d), d->currency)), 0);
		if (d->due_at > 0)
			page_pair(p, _("To be paid until"),
				  duewords_until(a, x->lang, s, d, x->now), 0);
		rf_show(d->reference, shown);
		page_pair(p, _("Payment reference"), arena_text(a, shown), 0);
	}
	common_how_to_pay(p, x, s, list, count);
}

/* What no source says is one line, however much it is. */
void common_cost(struct page *p, const struct scene *x, const struct service *s,
		 const struct form *form)
{
	const struct duration *time = form == NULL ? service_time(s) : form_time(form);
	const struct fee *told = form == NULL ? s->fee : form_fee(form, p->arena);
	bool fee = fee_kind(told) != FEE_UNKNOWN;

	if (!fee && time == NULL && s->charge_count == 0) {
		/* TRANSLATORS: neither the fee nor the time; stands behind "Fee and time" */
		page_pair(p, _("Fee and time"), _("neither is known"), 0);
		return;
	}
	if (fee || s->charge_count == 0)
		page_pair(p, _("Fee"), words_fee(p->arena, x->lang, told), 0);
	common_charges(p, x, s, form);
	if (fee && told->known)
		put_note(p, x, &told->note);
	page_pair(p, _("Time"), words_duration(p->arena, x->lang, time), 0);
	if (time != NULL)
		put_note(p, x, &time->note);
}

void common_country(struct page *p, const struct scene *x, const struct service *s)
{
	page_pair(p, _("Country"),
		  words_country(catalogue_terms(x->catalogue), x->lang, s->country), 0);
}

void common_counter(struct page *p, const struct scene *x, const struct service *s)
{
	page_pair(p, _("Authority"), words_of(&s->authority, x->lang), 0);
	common_country(p, x, s);
	if (text_is_set(&s->channel))
		page_pair(p, _("Where and how"), words_of(&s->channel, x->lang), 0);
}

const char *common_refusal(const struct question *refused, enum lang lang)
{
	return text_is_set(&refused->says)
		       ? words_of(&refused->says, lang)
		       : _("With this answer, you cannot apply for this service.");
}

void common_bring(struct page *p, const struct scene *x, const struct service *s)
{
	page_heading(p, _("Handing in the documents"));
	common_counter(p, x, s);
	if (!text_is_set(&s->channel))
		page_text(p, TONE_PLAIN, paperwords_no_way(s));
}

/* --- trouble ---------------------------------------------------------------------------------- */

struct trouble {
	struct screen screen;
	struct error error;
	char incident[CONTEXT_INCIDENT]; /* "" where the fault is none of ours */
};

static struct page *trouble_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct trouble *t = (const struct trouble *)s;
	struct page *p = page_new(a, "trouble", _("There is a problem"));

	(void)x;
	page_notice(p, NOTICE_ERROR, message_error(a, &t->error));
	if (t->incident[0] != '\0')
		page_text(p, TONE_PLAIN,
			  FILL(a,
			       _("Sorry, there is a problem with the portal. If it happens again, "
				 "give us this incident number: {incident}"),
			       {"incident", t->incident}));
	/* What is no longer there has no answers either. */
	if (t->error.fault != FAULT_MISSING)
		page_text(p, TONE_PLAIN, _("What you entered before is saved."));
	page_menu(p, 1, _("Back"), NULL, NULL);
	p->wants_back = true;
	return p;
}

static bool trouble_update(struct screen *s, struct stack *st, const struct input *e)
{
	(void)s;
	if (e->kind != INPUT_CHOOSE)
		return false;
	stack_pop(st);
	return true;
}

static const struct screen_ops trouble_ops = {
	.name = "trouble", .view = trouble_view, .update = trouble_update};

struct screen *common_trouble(const struct context *x, const struct error *err)
{
	struct trouble *t = common_make(sizeof(*t), &trouble_ops);

	t->error = *err;
	if (err->fault == FAULT_BROKEN && x->incident != NULL)
		x->incident("a page", err, t->incident);
	return &t->screen;
}

enum fault common_service(const struct context *x, struct arena *a, const struct application *app,
			  const struct service **ret, struct error *err)
{
	const struct service *s = catalogue_find(x->scene.catalogue, app->service);

	if (s != NULL && s->version == app->version) {
		*ret = s;
		return FAULT_NONE;
	}
	return versions_find(x->registry, a, catalogue_terms(x->scene.catalogue), app->service,
			     app->version, ret, err);
}

bool common_draft(struct stack *st, struct draft *j)
{
	struct context *x = stack_context(st);
	struct error err = {0};
	enum fault fault = draft_look(x, j, &err);
	struct screen *instead;

	if (fault != FAULT_CONFLICT && fault != FAULT_MISSING)
		return true; /* where it cannot be read now, the next change says so */
	instead =
		fault == FAULT_CONFLICT ? file_moved_new(&j->application) : common_trouble(x, &err);
	stack_home(st, home_of(x));
	stack_push(st, instead);
	return false;
}
