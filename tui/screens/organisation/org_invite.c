/* org_invite.c - somebody is invited to act for an organisation, and the code to hand over. */
#include "tui/screens/organisation/org.h"

#include "tui/page/orgwords.h"

#include <stdlib.h>
#include <string.h>

enum { FIELD_NAME = 1, FIELD_MAY };
enum { ACT_DONE = 1 };

struct invite {
	struct screen screen;
	struct org_at at;
	char *name;                       /* typed; NULL */
	char *chosen;                     /* numbers with commas; NULL */
	char code[INVITATION_DIGITS + 1]; /* given; "": not yet */
	bool *done;
	struct error error;
	int wrong; /* the field that it is of; 0: of none */
};

static bool has_number(const char *list, int number)
{
	while (list != NULL && *list != '\0') {
		char *end;

		if (strtol(list, &end, 10) == number)
			return true;
		list = *end == ',' ? end + 1 : "";
	}
	return false;
}

static void put_name(struct page *p, const struct invite *v)
{
	struct field *field = arena_take(p->arena, sizeof(*field));

	*field = (struct field){.id = FIELD_NAME,
				.kind = FIELD_LINE,
				.label = _("Name of the person"),
				.value = v->name == NULL ? "" : v->name,
				.required = true,
				.lines = 1};
	if (v->wrong == FIELD_NAME)
		field->error = message_error(p->arena, &v->error);
	page_field(p, field);
}

static void put_rights(struct page *p, const struct invite *v)
{
	struct field *field = arena_take(p->arena, sizeof(*field));
	struct option *options = arena_array(p->arena, 3, sizeof(*options));

	options[0].label = _("see all that is the organisation's");
	options[1].label = _("file for it");
	options[2].label = _("manage its people");
	for (int i = 0; i < 3; i++)
		options[i].chosen = has_number(v->chosen, i + 1);
	*field = (struct field){.id = FIELD_MAY,
				.kind = FIELD_CHOICES,
				.label = _("What may they do?"),
				.value = v->chosen == NULL ? "" : v->chosen,
				.required = true,
				.options = options,
				.option_count = 3,
				.lines = 1};
	if (v->wrong == FIELD_MAY)
		field->error = message_error(p->arena, &v->error);
	page_field(p, field);
}

static void put_slip(struct page *p, const struct scene *x, const struct invite *v)
{
	struct arena *a = p->arena;

	page_notice(p, NOTICE_DONE,
		    _("Hand this over yourself: whoever has it may take the invitation, once. The "
		      "code is not shown again."));
	page_pair(p, words_of(&v->at.of->name, x->lang), bidi_isolate(a, v->at.number), 0);
	page_text(p, TONE_STRONG, _("Code of the invitation"));
	page_big(p, v->code);
	page_text(p, TONE_PLAIN, orgwords_come());
	page_code(p, common_ssh(x, a, "me"));
	page_text(p, TONE_PLAIN, orgwords_way());
	page_code(p, orgwords_line(a, common_ssh(x, a, "me"), v->at.of->id, v->at.number));
	page_menu(p, ACT_DONE, _("I have written it down"), NULL, NULL);
}

static struct page *invite_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct invite *v = (const struct invite *)s;
	struct page *p = page_new(a, "organisation-invite", _("Invite somebody"));

	p->wants_back = true;
	p->trail = words_of(&v->at.of->name, x->lang);
	if (v->code[0] != '\0') {
		put_slip(p, x, v);
		return p;
	}
	if (v->error.fault != FAULT_NONE && v->wrong == 0)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
	page_text(p, TONE_PLAIN,
		  _("They get a code from you, which they take once with an account of their own. "
		    "Whoever files or manages sees all that is the organisation's, too."));
	put_name(p, v);
	put_rights(p, v);
	p->focus_field = v->wrong;
	p->next_label = _("Make the invitation");
	return p;
}

static void invite(struct invite *v, struct stack *st)
{
	struct context *x = stack_context(st);
	struct organisation_at at = org_at(&v->at, x);
	struct organisation_agent who = {.name = v->name};

	for (int i = 0; i < 3; i++)
		who.rights |= has_number(v->chosen, i + 1) ? 1 << i : 0;
	v->wrong = 0;
	if (organisation_invite(x->registry, x->caller, &at, &who, v->code, &v->error) ==
	    FAULT_INPUT)
		v->wrong = v->name == NULL ? FIELD_NAME : FIELD_MAY;
	stack_turn(st);
}

static void keep(char **to, const char *text)
{
	free(*to);
	*to = text == NULL || *text == '\0' ? NULL : strdup(text);
}

static bool invite_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct invite *v = (struct invite *)s;

	if (e->kind == INPUT_ANSWER) {
		v->error = (struct error){0};
		v->wrong = 0;
		keep(e->field == FIELD_NAME ? &v->name : &v->chosen, e->text);
		return true;
	}
	if (e->kind == INPUT_NEXT) {
		v->error = (struct error){0};
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
	struct invite *v = (struct invite *)s;

	explicit_bzero(v->code, sizeof(v->code));
}

static void invite_free(struct screen *s)
{
	struct invite *v = (struct invite *)s;

	invite_forget(s);
	free(v->name);
	free(v->chosen);
	free(v);
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
