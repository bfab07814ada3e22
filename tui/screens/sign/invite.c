/* invite.c - somebody is invited to an application: for what, and the code to hand over. */
#include "tui/screens/sign/sign.h"

#include "tui/page/signwords.h"
#include "tui/screens/common/inviting.h"

#define RIGHTS 2 /* options before the places: to view, to edit */

struct invite {
	struct screen screen;
	struct people *people;
	struct inviting of;
	bool signs; /* who was invited has to sign */
};

static size_t count_places(const struct people *f)
{
	const struct signature *signature;
	size_t n = 0;

	while (people_open_place(f, n, &signature) != NULL)
		n++;
	return n;
}

static const char **list_rights(struct arena *a, const struct scene *x, const struct invite *v,
				size_t *ret_count)
{
	size_t count = RIGHTS + count_places(v->people);
	const char **rights = arena_array(a, count, sizeof(*rights));
	const struct signature *signature = NULL;

	rights[0] = _("View the answers");
	rights[1] = _("Edit the answers");
	for (size_t i = RIGHTS; i < count; i++) {
		const struct signature_place *place =
			people_open_place(v->people, i - RIGHTS, &signature);

		rights[i] =
			FILL(a, _("Sign as {name}"),
			     {"name", bidi_isolate(a, signwords_name(x->lang, signature, place))});
	}
	*ret_count = count;
	return rights;
}

/* For who signs with a key of SSH. */
static void put_key(struct page *p, const struct scene *x, const struct invite *v)
{
	struct arena *a = p->arena;

	page_text(
		p, TONE_PLAIN,
		_("To sign with an SSH key, the invited person fetches the text with this code:"));
	page_code(p, arena_format(a, "echo CODE | %s text %s > text.txt", common_ssh(x, a, "guest"),
				  v->people->application.reference));
	page_code(p, "ssh-keygen -Y sign -n shubbak -f ~/.ssh/id_ed25519 text.txt");
	page_code(p, arena_format(a, "%s sign %s < text.txt.sig", common_ssh(x, a, "guest"),
				  v->people->application.reference));
}

static void put_slip(struct page *p, const struct scene *x, const struct invite *v)
{
	struct arena *a = p->arena;

	page_text(p, TONE_STRONG, _("Reference number"));
	page_big(p, v->people->application.reference);
	inviting_put_code(p, &v->of, signwords_way(a, common_ssh(x, a, "guest")));
	if (v->signs)
		put_key(p, x, v);
	page_menu(p, INVITING_DONE, _("I have written it down"), NULL, NULL);
}

static struct page *invite_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct invite *v = (const struct invite *)s;
	struct page *p = page_new(a, "invite", _("Invite somebody"));
	const char **rights;
	size_t count = 0;

	p->wants_back = true;
	if (v->of.code[0] != '\0') {
		put_slip(p, x, v);
		return p;
	}
	rights = list_rights(a, x, v, &count);
	inviting_put(p, &v->of,
		     _("You give the person a code that works once. After that they sign in with "
		       "their own PIN or account."),
		     rights, count);
	return p;
}

static void invite(struct invite *v, struct stack *st)
{
	struct people *f = v->people;
	struct inviting *n = &v->of;
	struct context *x = stack_context(st);
	struct member_invitation m = {.name = n->name};
	const struct signature *signature = NULL;
	const struct signature_place *place;
	size_t signs = 0;
	enum fault fault;

	m.rights =
		(inviting_chose(n, 1) ? MEMBER_VIEW : 0) | (inviting_chose(n, 2) ? MEMBER_EDIT : 0);
	for (size_t i = 0; (place = people_open_place(f, i, &signature)) != NULL; i++)
		if (inviting_chose(n, RIGHTS + i + 1)) {
			m.rights |= MEMBER_SIGN;
			m.signature = signature->id;
			m.item = place->item;
			signs++;
		}
	inviting_begin(n);
	v->signs = signs > 0;
	fault = signs > 1 ? fail(&n->error, FAULT_INPUT,
				 N_("One person can sign only once. Choose one of them."),
				 "%zu places", signs)
			  : member_invite(x->registry, x->caller, &f->application, f->service, &m,
					  n->code, &n->error);
	if (fault != FAULT_NONE)
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
	v->people->done = true;
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

static const struct screen_ops invite_ops = {.name = "invite",
					     .view = invite_view,
					     .update = invite_update,
					     .forget = invite_forget,
					     .free = invite_free};

struct screen *people_invite(struct people *f)
{
	struct invite *v = common_make(sizeof(*v), &invite_ops);

	v->people = f;
	return &v->screen;
}
