/* people.c - who works on an application, who has signed it, and what the visitor may do about it.
 */
#include "tui/screens/sign/sign.h"

#include "tui/page/momentwords.h"
#include "tui/page/signwords.h"

enum { ACT_SIGN = 1, ACT_UNDO, ACT_INVITE, ACT_LEAVE, ACT_OPEN };
#define ACT_END 100 /* above these: of the first member, the second, … */

/* --- what is read --- */

void people_load(struct screen *s, struct stack *st)
{
	struct people *f = (struct people *)s;
	struct context *x = stack_context(st);
	enum fault fault;

	arena_reset(f->loaded);
	f->standing_count = f->member_count = f->told_count = 0;
	if (f->service == NULL &&
	    common_service(x, f->arena, &f->application, &f->service, &f->error) != FAULT_NONE)
		f->service = NULL;
	if (f->service == NULL)
		return;
	fault = application_get(x->registry, x->caller, &f->application, &f->error);
	if (fault == FAULT_NONE)
		fault = member_own(x->registry, x->caller, &f->application, &f->own, &f->error);
	if (fault == FAULT_NONE)
		fault = signature_standings(x->registry, x->caller, &f->application, f->service,
					    f->loaded, &f->standings, &f->standing_count,
					    &f->error);
	if (fault == FAULT_NONE && f->own.number > 0)
		fault = signature_notices(x->registry, x->caller, &f->application, f->loaded,
					  &f->told, &f->told_count, &f->error);
	/* by a key alone nobody is listed; the PIN is asked for at the first act */
	if (fault == FAULT_NONE && member_list(x->registry, x->caller, &f->application, f->loaded,
					       &f->members, &f->member_count, NULL) != FAULT_NONE)
		f->member_count = 0;
}

/* The place where the visitor signs; NULL: they do not yet. */
static const struct signature_place *own_place(const struct people *f)
{
	for (size_t i = 0; i < f->standing_count; i++)
		for (size_t k = 0; k < f->standings[i].count; k++)
			if (f->standings[i].places[k].is_own)
				return &f->standings[i].places[k];
	return NULL;
}

const struct signature_place *people_open_place(const struct people *f, size_t i,
						const struct signature **ret)
{
	for (size_t n = 0; n < f->standing_count; n++)
		for (size_t k = 0; k < f->standings[n].count; k++)
			if (f->standings[n].places[k].member == 0 && i-- == 0) {
				*ret = f->standings[n].signature;
				return &f->standings[n].places[k];
			}
	return NULL;
}

static bool is_open(const struct people *f)
{
	return f->application.state == STATE_DRAFT || application_is_open(f->application.state);
}

static bool may_sign(const struct people *f)
{
	const struct signature_place *own = own_place(f);
	const struct signature *signature;

	if (!is_open(f) || (own != NULL && own->state == SIGNATURE_SIGNED))
		return false;
	return f->own.number > 0 ? (f->own.rights & MEMBER_SIGN) != 0 && own != NULL
				 : own != NULL || people_open_place(f, 0, &signature) != NULL;
}

/* --- what is shown --- */

static void put_standings(struct page *p, const struct scene *x, const struct people *f)
{
	struct arena *a = p->arena;

	for (size_t i = 0; i < f->standing_count; i++) {
		const struct signature_standing *one = &f->standings[i];

		page_heading(p, words_of(&one->signature->name, x->lang));
		page_text(p, TONE_STRONG, signwords_standing(a, one));
		for (size_t k = 0; k < one->count; k++)
			page_bullet(
				p,
				words_labelled(
					a,
					bidi_isolate(a, signwords_name(x->lang, one->signature,
								       &one->places[k])),
					signwords_place(a, x->lang, f->service, &one->places[k])));
	}
}

/* Whose part can be ended: once the application has, of who has not signed it. */
static bool has_part(const struct people *f, const struct member *m)
{
	return m->state != MEMBER_ENDED && (m->rights & MEMBER_APPLICANT) == 0 &&
	       (is_open(f) || m->signed_at == 0);
}

static void put_members(struct page *p, const struct scene *x, const struct people *f)
{
	bool any = false;

	for (size_t i = 0; i < f->member_count && f->own.number == 0; i++) {
		const struct member *m = &f->members[i];

		if (!has_part(f, m))
			continue;
		if (!any)
			page_heading(p, _("Who else works on this application"));
		any = true;
		page_menu(p, ACT_END + (int)i,
			  FILL(p->arena, _("Remove {name}"),
			       {"name", bidi_isolate(p->arena, m->name)}),
			  signwords_member(p->arena, x->lang, f->service, m), NULL);
	}
}

static void put_told(struct page *p, const struct scene *x, const struct people *f)
{
	if (f->told_count == 0)
		return;
	page_heading(p, _("What you were told"));
	for (size_t i = 0; i < f->told_count; i++)
		page_bullet(p, words_labelled(p->arena,
					      bidi_isolate(p->arena,
							   momentwords(p->arena, x->lang,
								       f->service, f->told[i].at)),
					      bidi_isolate(p->arena, f->told[i].words)));
}

static void put_choices(struct page *p, const struct people *f)
{
	const struct signature_place *own = own_place(f);
	const struct signature *signature;

	if (may_sign(f))
		page_menu(p, ACT_SIGN, _("Read the text and sign it"), NULL, NULL);
	if (own != NULL && own->signed_at > 0 && is_open(f))
		page_menu(p, ACT_UNDO, _("Take my signature back"), NULL, NULL);
	if (f->own.number == 0 && is_open(f))
		page_menu(p, ACT_INVITE, _("Invite somebody"),
			  people_open_place(f, 0, &signature) != NULL
				  ? _("to view it, to edit it, or to sign it")
				  : _("to view it or to edit it"),
			  NULL);
	if (f->own.number > 0)
		page_menu(p, ACT_OPEN, _("The application itself"), NULL, NULL);
	if (f->own.number > 0 && (is_open(f) || own == NULL || own->signed_at == 0))
		page_menu(p, ACT_LEAVE, _("Leave this application"), NULL, NULL);
}

static struct page *people_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct people *f = (const struct people *)s;
	struct page *p = page_new(a, "people", _("People and signatures"));

	p->wants_back = true;
	if (f->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &f->error));
	else if (f->done)
		page_notice(p, NOTICE_DONE, _("Done. This is the current status."));
	if (f->service == NULL)
		return p;
	p->trail = words_of(&f->service->name, x->lang);
	page_pair(p, _("Reference number"), words_reference(a, f->application.reference), 0);
	put_choices(p, f);
	if (f->member_count > 1 || f->told_count > 0)
		common_clock(p, x, f->service);
	put_standings(p, x, f);
	put_members(p, x, f);
	put_told(p, x, f);
	return p;
}

/* --- what is chosen --- */

/* Who has come with a key alone shows the PIN before anything else. */
static void sign_now(struct screen *s, struct stack *st)
{
	stack_push(st, people_sign((struct people *)s));
}

static void invite_now(struct screen *s, struct stack *st)
{
	stack_push(st, people_invite((struct people *)s));
}

static void with_pin(struct people *f, struct stack *st,
		     void (*go)(struct screen *asker, struct stack *st))
{
	const struct pin_then then = {&f->screen, go, PIN_SIGN};
	struct context *x = stack_context(st);
	bool needs = false;

	if (application_needs_pin(x->registry, x->caller, f->application.reference, &needs,
				  &f->error) != FAULT_NONE)
		stack_turn(st);
	else if (needs)
		stack_push(st, pin_new(&f->application, f->service, &then));
	else
		go(&f->screen, st);
}

static void open_it(struct people *f, struct stack *st)
{
	if (f->application.state == STATE_DRAFT && (f->own.rights & MEMBER_EDIT) == 0)
		stack_push(st, people_answers(&f->application));
	else
		track_open(st, &f->application);
}

static bool people_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct people *f = (struct people *)s;

	if (e->kind == INPUT_BACK && stack_depth(st) == 1) {
		stack_home(st, home_of(stack_context(st)));
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	f->error = (struct error){0};
	f->done = false;
	if (e->act >= ACT_END && (size_t)(e->act - ACT_END) < f->member_count)
		stack_push(st, people_sure(f, f->members[e->act - ACT_END].number));
	else if (e->act == ACT_SIGN)
		with_pin(f, st, sign_now);
	else if (e->act == ACT_INVITE)
		with_pin(f, st, invite_now);
	else if (e->act == ACT_UNDO)
		stack_push(st, people_sure(f, 0));
	else if (e->act == ACT_LEAVE)
		stack_push(st, people_sure(f, f->own.number));
	else
		open_it(f, st);
	return true;
}

static void people_free(struct screen *s)
{
	struct people *f = (struct people *)s;

	arena_free(f->arena);
	arena_free(f->loaded);
	free(f);
}

static const struct screen_ops ops = {.name = "people",
				      .load = people_load,
				      .view = people_view,
				      .update = people_update,
				      .free = people_free};

struct screen *people_new(const struct application *a)
{
	struct people *f = common_make(sizeof(*f), &ops);

	f->application = *a;
	f->arena = arena_new((size_t)8 << 20);
	f->loaded = arena_new((size_t)16 << 20);
	return &f->screen;
}
