/* org_people.c - who acts for an organisation, since when, until when; who manages invites and
 * ends.
 */
#include "tui/screens/organisation/org.h"

#include "tui/page/orgwords.h"

enum { ACT_INVITE = 1, ACT_LEAVE };
#define ACT_END 100 /* above these: of the first, the second, … */

struct people {
	struct screen screen;
	struct org_at at;
	struct agency own;
	struct arena *arena;
	struct agent *list;
	size_t count;
	bool done; /* the last act, just now */
	struct error error;
};

static void people_load(struct screen *s, struct stack *st)
{
	struct people *o = (struct people *)s;
	struct context *x = stack_context(st);
	struct organisation_at at = org_at(&o->at, x);

	arena_reset(o->arena);
	o->error = (struct error){0};
	if (organisation_people(x->registry, x->caller, &at, o->arena, &o->list, &o->count,
				&o->error) != FAULT_NONE)
		o->count = 0;
}

static const char *words_of_agent(struct page *p, const struct people *o, const struct agent *m,
				  const struct scene *x)
{
	const char *words = orgwords_agent(p->arena, x->lang, o->at.of->country, m);
	const char *said = m->ended_words[0] != '\0' ? m->ended_words : m->words;

	return said[0] == '\0' ? words
			       : arena_format(p->arena, "%s · %s", words,
					      bidi_isolate(p->arena, text_safe(p->arena, said, 0)));
}

static const char *title_of(struct arena *a, bool invited, const char *name)
{
	if (invited)
		return FILL(a, _("Cancel the invitation to {name}"), {"name", name});
	return FILL(a, _("Remove {name}"), {"name", name});
}

/* By a key alone nothing of it can be done, and nothing is offered. */
static bool manages(const struct people *o)
{
	return (o->own.rights & AGENT_MANAGE) != 0 && o->own.proven;
}

static void put_acts(struct page *p, const struct people *o, const struct scene *x)
{
	if (manages(o))
		page_menu(p, ACT_INVITE, _("Invite somebody"), _("to view, send or manage"), NULL);
	if (o->own.proven) {
		page_menu(p, ACT_LEAVE, _("Stop acting for this organisation"), NULL, NULL);
		return;
	}
	page_text(p, TONE_PLAIN,
		  _("With a key alone you can see these people, but change nothing. To invite or "
		    "remove somebody or to stop acting yourself, connect without your key, and "
		    "sign in with the number and the PIN of your account:"));
	page_code(p, common_ssh(x, p->arena, "-o PubkeyAuthentication=no me"));
}

static void put_list(struct page *p, const struct people *o, const struct scene *x, bool ended)
{
	bool any = false;

	for (size_t i = 0; i < o->count; i++) {
		const struct agent *m = &o->list[i];
		const char *name = bidi_isolate(p->arena, m->name);

		if ((m->state == MEMBER_ENDED) != ended)
			continue;
		if (!any)
			page_heading(p, ended ? _("Before") : _("Now"));
		any = true;
		if (manages(o) && !ended && !m->is_own)
			page_menu(p, ACT_END + (int)i,
				  title_of(p->arena, m->state == MEMBER_INVITED, name),
				  words_of_agent(p, o, m, x), NULL);
		else
			page_bullet(p, words_labelled(p->arena, name, words_of_agent(p, o, m, x)));
	}
}

static struct page *people_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct people *o = (const struct people *)s;
	struct page *p = page_new(a, "organisation-people", _("People and invitations"));

	p->wants_back = true;
	p->trail = words_of(&o->at.of->name, x->lang);
	if (o->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &o->error));
	else if (o->done)
		page_notice(p, NOTICE_DONE, _("Done. This is the current status."));
	page_pair(p, _("Number"), bidi_isolate(a, o->at.number), 0);
	put_acts(p, o, x);
	put_list(p, o, x, false);
	put_list(p, o, x, true);
	return p;
}

static bool people_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct people *o = (struct people *)s;
	size_t i = (size_t)(e->act - ACT_END);

	if (e->kind != INPUT_CHOOSE)
		return false;
	o->done = false;
	if (e->act >= ACT_END && i < o->count)
		stack_push(st, org_sure_new(&o->at, &o->list[i], &o->done));
	else if (e->act == ACT_INVITE)
		stack_push(st, org_invite_new(&o->at, &o->done));
	else if (e->act == ACT_LEAVE)
		stack_push(st, org_sure_new(&o->at, NULL, &o->done));
	return true;
}

static void people_free(struct screen *s)
{
	arena_free(((struct people *)s)->arena);
	free(s);
}

static const struct screen_ops ops = {.name = "organisation-people",
				      .load = people_load,
				      .view = people_view,
				      .update = people_update,
				      .free = people_free};

struct screen *org_people_new(const struct org_at *o, const struct agency *own)
{
	struct people *p = common_make(sizeof(*p), &ops);

	p->arena = arena_new((size_t)16 << 20);
	p->at = *o;
	p->own = *own;
	return &p->screen;
}

/* --- whether somebody shall really go --- */

enum { ACT_NO = 1, ACT_YES };

struct sure {
	struct screen screen;
	struct org_at at;
	int number;
	char name[CALLER_NAME];
	bool invited; /* and has not come yet */
	bool *done;
	struct error error;
};

static struct page *sure_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct sure *v = (const struct sure *)s;
	struct page *p =
		page_new(a, "organisation-sure",
			 v->number == 0 ? _("Stop acting for this organisation")
					: title_of(a, v->invited, bidi_isolate(a, v->name)));

	(void)x;
	p->wants_back = true;
	p->deliberate = true;
	if (v->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
	page_text(p, TONE_PLAIN,
		  v->invited ? _("The code of this invitation will no longer work.")
			     : _("The right to act for this organisation ends at once, even in an "
				 "open session. What was sent stays. Others who act for the "
				 "organisation are told."));
	page_menu(p, ACT_NO, _("No, leave it as it is"), NULL, NULL);
	page_menu(p, ACT_YES, _("Yes, end it"), NULL, NULL);
	return p;
}

static bool sure_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct sure *v = (struct sure *)s;
	struct context *x = stack_context(st);
	struct organisation_at at = org_at(&v->at, x);

	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act != ACT_YES) {
		stack_pop(st);
		return true;
	}
	v->error = (struct error){0};
	if (organisation_end(x->registry, x->caller, &at, v->number, NULL, &v->error) !=
	    FAULT_NONE) {
		stack_turn(st);
	} else if (v->number == 0) {
		stack_home(st, home_of(x));
		stack_tell(st, N_("You no longer act for that organisation."));
	} else {
		*v->done = true;
		stack_pop(st);
	}
	return true;
}

static const struct screen_ops sure_ops = {
	.name = "organisation-sure", .view = sure_view, .update = sure_update};

struct screen *org_sure_new(const struct org_at *o, const struct agent *who, bool *done)
{
	struct sure *v = common_make(sizeof(*v), &sure_ops);

	v->at = *o;
	v->done = done;
	if (who != NULL) {
		v->number = who->number;
		v->invited = who->state == MEMBER_INVITED;
		snprintf(v->name, sizeof(v->name), "%s", who->name);
	}
	return &v->screen;
}
