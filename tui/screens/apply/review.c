/* review.c - all answers once more with "change" on each, then the declaration that submits them.
 */
#include "tui/screens/common/common.h"

#include "tui/page/signwords.h"
#include "tui/screens/papers/papers.h"

#define ACT_SUBMIT 10000 /* above any answer's number */
#define ACT_SECTION 20000
#define ACT_PEOPLE 9999 /* below it */
#define FAULTS_SHOWN 10
#define TYPED_SHOWN 60 /* bytes of what was typed */

struct review {
	struct screen screen;
	struct draft *draft;
	struct arena *signed_in; /* what holds these: NULL where nothing is signed */
	struct signature_standing *standings;
	size_t standing_count;
};

/* The answer that stands `act`-th, as form_next counts. */
static bool path_of(const struct draft *j, int act, struct field_path *ret)
{
	struct field_path at = {0};

	for (int i = 1; form_next(j->form, &at); i++)
		if (i == act) {
			*ret = at;
			return true;
		}
	return false;
}

void review_heading(struct page *p, const struct scene *x, const struct field_path *at)
{
	struct arena *a = p->arena;

	if (at->section == NULL)
		page_heading(p, _("Can you apply?"));
	else if (at->item == 0)
		page_heading(p, words_of(&at->section->title, x->lang));
	else
		page_heading(p, FILL(a, _("{section}: {item} {number}"),
				     {"section", words_of(&at->section->title, x->lang)},
				     {"item", words_of(&at->section->item, x->lang)},
				     {"number", arena_format(a, "%d", at->item)}));
}

void review_told(struct page *p, const struct scene *x, const struct form *f)
{
	struct arena *a = p->arena;
	struct field_path at = {0}, last = {0};

	for (bool first = true; form_next(f, &at); first = false) {
		const char *value = words_answer(a, f, &at, x->lang);

		if (first || at.section != last.section || at.item != last.item)
			review_heading(p, x, &at);
		last = at;
		page_pair(p, words_of(&at.question->label, x->lang),
			  value[0] == '\0' ? _("(no answer)") : bidi_isolate(a, value), 0);
	}
}

/* An answer that stands, but is worth a second look. */
static void put_remark(struct page *p, const struct draft *j, const struct field_path *at)
{
	struct error remark;

	if (form_remark(j->form, at, &remark))
		page_text(p, TONE_QUIET, message_error(p->arena, &remark));
}

static void put_answers(struct page *p, const struct scene *x, const struct draft *j)
{
	struct arena *a = p->arena;
	struct field_path at = {0}, last = {0};

	for (int i = 1; form_next(j->form, &at); i++) {
		const char *value = words_answer(a, j->form, &at, x->lang);

		if (i == 1 || at.section != last.section || at.item != last.item)
			review_heading(p, x, &at);
		last = at;
		value = value[0] == '\0' ? _("(no answer)") : bidi_isolate(a, value);
		page_pair(p, words_of(&at.question->label, x->lang), value, i);
		put_remark(p, j, &at);
	}
}

/* What is asked several times is told apart by which of them it is. */
static const char *name_of(struct arena *a, const struct scene *x, const struct field_path *at)
{
	if (at->question == NULL)
		return at->section != NULL ? words_of(&at->section->title, x->lang)
					   : _("Can you apply?");
	if (at->item == 0)
		return words_of(&at->question->label, x->lang);
	return FILL(a, _("{item} {number}: {words}"),
		    {"item", words_of(&at->section->item, x->lang)},
		    {"number", arena_format(a, "%d", at->item)},
		    {"words", words_of(&at->question->label, x->lang)});
}

/* With what was typed where it was not taken: in its place stands an older answer, or none. */
static const char *fault_words(struct arena *a, const struct draft *j, const struct form_fault *f)
{
	const struct rejected *r = draft_rejected(j, &f->at);
	const char *words = message_error(a, &f->error);

	if (r == NULL || r->raw[0] == '\0')
		return words;
	return FILL(a, _("You typed “{text}”. {fault}"),
		    {"text", bidi_isolate(a, text_safe(a, r->raw, TYPED_SHOWN))}, {"fault", words});
}

/* Each fault is a way to its question. */
static void put_faults(struct page *p, const struct scene *x, const struct draft *j,
		       const struct form_fault *faults, size_t count)
{
	struct arena *a = p->arena;

	page_notice(
		p, NOTICE_WARNING,
		FILL(a,
		     P_("{count} answer is missing or wrong. Choose it to correct it:",
			"{count} answers are missing or wrong. Choose one to correct it:", count),
		     {"count", arena_format(a, "%zu", count)}));
	for (size_t i = 0; i < count && i < FAULTS_SHOWN; i++) {
		page_menu(p, ACT_SECTION + (int)i, name_of(a, x, &faults[i].at),
			  fault_words(a, j, &faults[i]), NULL);
	}
	if (count > FAULTS_SHOWN)
		page_text(p, TONE_QUIET,
			  FILL(a,
			       P_("{count} more follows. Correct these, and it appears.",
				  "{count} more follow. Correct these, and they appear.",
				  count - FAULTS_SHOWN),
			       {"count", arena_format(a, "%zu", count - FAULTS_SHOWN)}));
}

static void check_load(struct screen *s, struct stack *st)
{
	struct review *v = (struct review *)s;
	const struct context *x = stack_context(st);

	v->standing_count = 0;
	if (!common_draft(st, v->draft) || v->draft->service->signature_count == 0 ||
	    x->registry == NULL)
		return;
	if (v->signed_in == NULL)
		v->signed_in = arena_new((size_t)16 << 20);
	arena_reset(v->signed_in);
	if (signature_standings(x->registry, x->caller, &v->draft->application, v->draft->service,
				v->signed_in, &v->standings, &v->standing_count,
				NULL) != FAULT_NONE)
		v->standing_count = 0;
}

/* Whether all have signed who have to before it is sent. */
static bool is_signed(const struct review *v)
{
	for (size_t i = 0; i < v->standing_count; i++)
		if (v->standings[i].signature->before_submit &&
		    v->standings[i].have < v->standings[i].needed)
			return false;
	return true;
}

static void put_signatures(struct page *p, const struct scene *x, const struct review *v)
{
	if (v->standing_count > 0)
		page_heading(p, _("Signatures"));
	for (size_t i = 0; i < v->standing_count; i++)
		page_pair(p, words_of(&v->standings[i].signature->name, x->lang),
			  signwords_standing(p->arena, &v->standings[i]), 0);
	if (v->standing_count > 0)
		page_menu(p, ACT_PEOPLE, _("People and signatures"), NULL, NULL);
}

static struct page *review_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct review *v = (const struct review *)s;
	const struct draft *j = v->draft;
	struct page *p = page_new(a, "review", _("Check your answers"));
	struct form_fault *faults;
	size_t count = draft_faults(j, a, &faults);

	p->trail = words_of(&j->service->name, x->lang);
	p->wants_back = true;
	if (count > 0)
		put_faults(p, x, j, faults, count);
	else if (form_lapsed(j->form, NULL) != NULL)
		page_notice(p, NOTICE_WARNING,
			    _("A document is too old. Get a new one, and enter its date:"));
	else if (j->is_shared)
		page_notice(p, NOTICE_INFO,
			    _("Everything is correct. Only the applicant can send it."));
	else if (!is_signed(v))
		page_notice(p, NOTICE_WARNING,
			    _("You can submit the application when everybody who has to sign has "
			      "signed:"));
	else
		page_menu(p, ACT_SUBMIT, _("Everything is correct: go to the declaration"), NULL,
			  NULL);
	papers_put_lapsed(p, x, j->form);
	put_signatures(p, x, v);
	common_charges_now(p, x, j->service, j->form);
	if (j->service->charge_count > 0)
		page_gap(p);
	page_text(p, TONE_QUIET, _("Choose the number of an answer to change it."));
	put_answers(p, x, j);
	common_papers(p, x, j->service, j->form, false);
	common_bring(p, x, j->service);
	return p;
}

static void open_fault(struct stack *st, struct draft *j, size_t index)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct form_fault *faults;
	size_t count = draft_faults(j, a, &faults);
	const struct field_path *at;

	if (index >= count)
		return;
	at = &faults[index].at;
	if (at->question == NULL && at->section != NULL && at->section->repeats)
		stack_push(st, items_new(st, j, at->section));
	else
		stack_push(st, questions_new(st, j, at));
}

static bool review_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct draft *j = ((struct review *)s)->draft;
	struct field_path at;

	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_SUBMIT)
		stack_push(st, declare_new(st, j));
	else if (e->act == ACT_PEOPLE)
		stack_push(st, people_new(&j->application));
	else if (e->act >= ACT_SECTION)
		open_fault(st, j, (size_t)(e->act - ACT_SECTION));
	else if (path_of(j, e->act, &at))
		stack_push(st, questions_new(st, j, &at));
	return true;
}

static void review_free(struct screen *s)
{
	struct review *v = (struct review *)s;

	draft_drop(v->draft);
	arena_free(v->signed_in);
	free(s);
}

static const struct screen_ops review_ops = {.name = "review",
					     .load = check_load,
					     .view = review_view,
					     .update = review_update,
					     .free = review_free};

static struct screen *with_draft(const struct screen_ops *ops, struct draft *j)
{
	struct review *s = common_make(sizeof(*s), ops);

	s->draft = draft_hold(j);
	return &s->screen;
}

struct screen *review_new(struct stack *st, struct draft *j)
{
	(void)st;
	return with_draft(&review_ops, j);
}

/* --- the declaration --- */

enum { ACT_NOT_YET = 1, ACT_DECLARE };

static struct page *declare_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct draft *j = ((const struct review *)s)->draft;
	struct page *p = page_new(a, "declare", _("Declaration"));

	p->trail = words_of(&j->service->name, x->lang);
	p->wants_back = true;
	p->deliberate = true;
	common_trying_here(p, x);
	page_text(p, TONE_PLAIN,
		  _("I declare that my answers are true and complete. I understand that a false "
		    "declaration can have legal consequences."));
	page_text(p, TONE_PLAIN,
		  FILL(a, _("This application will be sent to: {authority}"),
		       {"authority", words_of(&j->service->authority, x->lang)}));
	common_country(p, x, j->service);
	common_cost(p, x, j->service, j->form);
	page_menu(p, ACT_NOT_YET, _("Go back to my answers"), NULL, NULL);
	page_menu(p, ACT_DECLARE, _("I agree: submit my application"), NULL, NULL);
	return p;
}

static void submit(struct screen *s, struct stack *st)
{
	struct draft *j = ((struct review *)s)->draft;
	struct context *x = stack_context(st);
	struct receipt receipt = {0};
	struct error err = {0};
	enum fault fault = application_submit(x->registry, x->caller, &j->application, j->form,
					      &receipt, &err);

	if (pin_is_needed(&err)) {
		stack_push(st, pin_new(&j->application, j->service,
				       &(struct pin_then){s, submit, PIN_SUBMIT}));
		return;
	}
	if (founder_is_asked(&err)) {
		stack_push(st, founder_new(&err, j->service,
					   &(struct pin_then){s, submit, PIN_SUBMIT}));
		return;
	}
	if (fault != FAULT_NONE) {
		if (fault == FAULT_CONFLICT)
			draft_catch_up(x, j);
		stack_replace(st, common_trouble(x, &err));
		return;
	}
	memcpy(receipt.pin, j->pin, sizeof(receipt.pin));
	draft_hold(j);
	stack_home(st, home_of(stack_context(st)));
	stack_push(st, x->caller->role == ROLE_STAFF ? serve_slip_new(x, j->service, &receipt)
						     : receipt_new(&receipt, j));
	explicit_bzero(receipt.pin, sizeof(receipt.pin));
	draft_drop(j);
}

static bool declare_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_DECLARE)
		submit(s, st);
	else
		stack_pop(st);
	return true;
}

static const struct screen_ops declare_ops = {
	.name = "declare", .view = declare_view, .update = declare_update, .free = review_free};

struct screen *declare_new(struct stack *st, struct draft *j)
{
	(void)st;
	return with_draft(&declare_ops, j);
}
