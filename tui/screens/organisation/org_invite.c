/* org_invite.c - somebody is invited to act for an organisation, and the code to hand over. */
#include "tui/screens/organisation/org.h"

#include "tui/page/orgwords.h"
#include "tui/screens/common/inviting.h"

struct invite {
	struct screen screen;
	struct org_at at;
	struct inviting of;
	bool *done;
};

static void put_slip(struct page *p, const struct scene *x, const struct invite *v)
{
	struct arena *a = p->arena;

	page_pair(p, words_of(&v->at.of->name, x->lang), bidi_isolate(a, v->at.number), 0);
	inviting_put_code(p, &v->of, NULL);
	page_text(p, TONE_PLAIN, orgwords_come());
	page_code(p, common_ssh(x, a, "me"));
	page_text(p, TONE_PLAIN, orgwords_way());
	page_code(p, orgwords_line(a, common_ssh(x, a, "me"), v->at.of->id, v->at.number));
	page_menu(p, INVITING_DONE, _("I have written it down"), NULL, NULL);
}

static struct page *invite_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct invite *v = (const struct invite *)s;
	struct page *p = page_new(a, "organisation-invite", _("Invite somebody"));
	const char *rights[] = {_("view everything about the organisation"),
				_("send applications for it"), _("manage its people")};

	p->wants_back = true;
	p->trail = words_of(&v->at.of->name, x->lang);
	if (v->of.code[0] != '\0') {
		put_slip(p, x, v);
		return p;
	}
	inviting_put(
		p, &v->of,
		_("You give the person a code, to be used once, with their own account. Anyone who "
		  "may send or manage can also view everything about the organisation."),
		rights, 3);
	return p;
}

static void invite(struct invite *v, struct stack *st)
{
	struct context *x = stack_context(st);
	struct organisation_at at = org_at(&v->at, x);
	struct inviting *n = &v->of;
	struct organisation_agent who = {.name = n->name};

	for (int i = 0; i < 3; i++)
		who.rights |= inviting_chose(n, (size_t)i + 1) ? 1 << i : 0;
	inviting_begin(n);
	if (organisation_invite(x->registry, x->caller, &at, &who, n->code, &n->error) !=
	    FAULT_NONE)
		inviting_end(n);
	stack_turn(st);
}

static bool invite_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct invite *v = (struct invite *)s;

	if (e->kind == INPUT_ANSWER) {
		inviting_answer(&v->of, e);
		return true;
	}
	if (e->kind == INPUT_NEXT) {
		invite(v, st);
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	*v->done = true;
	stack_pop(st);
	return true;
}

static void invite_forget(struct screen *s)
{
	inviting_forget(&((struct invite *)s)->of);
}

static void invite_free(struct screen *s)
{
	inviting_free(&((struct invite *)s)->of);
	free(s);
}

static const struct screen_ops invite_ops = {.name = "organisation-invite",
					     .view = invite_view,
					     .update = invite_update,
					     .forget = invite_forget,
					     .free = invite_free};

struct screen *org_invite_new(const struct org_at *o, bool *done)
{
	struct invite *v = common_make(sizeof(*v), &invite_ops);

	v->at = *o;
	v->done = done;
	return &v->screen;
}
