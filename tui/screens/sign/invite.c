/* invite.c - somebody is invited to an application: for what, and the code to hand over; and an
 * invitation is taken. */
#include "tui/screens/sign/sign.h"

#include "tui/page/signwords.h"

#include <stdlib.h>
#include <string.h>

enum { FIELD_NAME = 1, FIELD_MAY };
enum { ACT_DONE = 1, ACT_TAKE };
#define RIGHTS 2 /* options before the places: to view, to edit */

struct invite {
	struct screen screen;
	struct people *people;
	char *name;                        /* typed; NULL */
	char *chosen;                      /* numbers with commas; NULL */
	char code[MEMBER_CODE_DIGITS + 1]; /* given; "": not yet */
	struct error error;
	int wrong; /* the field that it is of; 0: of none */
};

/* --- inviting --- */

static bool has_number(const char *list, size_t number)
{
	while (list != NULL && *list != '\0') {
		char *end;

		if (strtoul(list, &end, 10) == number)
			return true;
		list = *end == ',' ? end + 1 : "";
	}
	return false;
}

static size_t count_places(const struct people *f)
{
	const struct signature *signature;
	size_t n = 0;

	while (people_open_place(f, n, &signature) != NULL)
		n++;
	return n;
}

static void put_rights(struct page *p, const struct scene *x, const struct invite *v)
{
	struct field *field = arena_take(p->arena, sizeof(*field));
	size_t count = RIGHTS + count_places(v->people);
	struct option *options = arena_array(p->arena, count, sizeof(*options));
	const struct signature *signature = NULL;

	options[0].label = _("view the answers");
	options[1].label = _("edit the answers");
	for (size_t i = RIGHTS; i < count; i++) {
		const struct signature_place *place =
			people_open_place(v->people, i - RIGHTS, &signature);

		options[i].label =
			FILL(p->arena, _("sign as {name}"),
			     {"name",
			      bidi_isolate(p->arena, signwords_name(x->lang, signature, place))});
	}
	for (size_t i = 0; i < count; i++)
		options[i].chosen = has_number(v->chosen, i + 1);
	*field = (struct field){.id = FIELD_MAY,
				.kind = FIELD_CHOICES,
				.label = _("What may they do?"),
				.value = v->chosen == NULL ? "" : v->chosen,
				.required = true,
				.options = options,
				.option_count = count,
				.lines = 1};
	if (v->wrong == FIELD_MAY)
		field->error = message_error(p->arena, &v->error);
	page_field(p, field);
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

static void put_slip(struct page *p, const struct scene *x, const struct invite *v)
{
	struct arena *a = p->arena;

	page_notice(p, NOTICE_DONE,
		    _("Hand this over yourself: whoever has it may take the invitation, once. The "
		      "code is not shown again."));
	page_text(p, TONE_STRONG, _("Reference number"));
	page_big(p, v->people->application.reference);
	page_text(p, TONE_STRONG, _("Code of the invitation"));
	page_big(p, v->code);
	page_text(p, TONE_PLAIN, signwords_way(a, common_ssh(x, a, "guest")));
	page_text(p, TONE_PLAIN, _("Who signs with a key of SSH fetches the text, with the code:"));
	page_code(p, arena_format(a, "echo CODE | %s text %s > text.txt", common_ssh(x, a, "guest"),
				  v->people->application.reference));
	page_code(p, "ssh-keygen -Y sign -n shubbak -f ~/.ssh/id_ed25519 text.txt");
	page_code(p, arena_format(a, "%s sign %s < text.txt.sig", common_ssh(x, a, "guest"),
				  v->people->application.reference));
	page_menu(p, ACT_DONE, _("I have written it down"), NULL, NULL);
}

static struct page *invite_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct invite *v = (const struct invite *)s;
	struct page *p = page_new(a, "invite", _("Invite somebody"));

	p->wants_back = true;
	if (v->code[0] != '\0') {
		put_slip(p, x, v);
		return p;
	}
	if (v->error.fault != FAULT_NONE && v->wrong == 0)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
	page_text(p, TONE_PLAIN,
		  _("They get a code from you, with which they come in once; then they come by a "
		    "PIN or an account of their own."));
	put_name(p, v);
	put_rights(p, x, v);
	p->focus_field = v->wrong;
	p->next_label = _("Make the invitation");
	return p;
}

static void invite(struct invite *v, struct stack *st)
{
	struct people *f = v->people;
	struct context *x = stack_context(st);
	struct member_invitation m = {.name = v->name};
	const struct signature *signature = NULL;
	const struct signature_place *place;
	size_t signs = 0;

	m.rights = (has_number(v->chosen, 1) ? MEMBER_VIEW : 0) |
		   (has_number(v->chosen, 2) ? MEMBER_EDIT : 0);
	for (size_t i = 0; (place = people_open_place(f, i, &signature)) != NULL; i++)
		if (has_number(v->chosen, RIGHTS + i + 1)) {
			m.rights |= MEMBER_SIGN;
			m.signature = signature->id;
			m.item = place->item;
			signs++;
		}
	v->wrong = v->name == NULL ? FIELD_NAME : FIELD_MAY;
	if (signs > 1)
		fail(&v->error, FAULT_INPUT,
		     N_("One person signs as one alone. Choose one of them."), "%zu places", signs);
	else if (member_invite(x->registry, x->caller, &f->application, f->service, &m, v->code,
			       &v->error) == FAULT_NONE)
		v->wrong = 0;
	if (v->error.fault == FAULT_CONFLICT || v->error.fault == FAULT_DENIED)
		v->wrong = 0;
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
	v->people->done = true;
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
