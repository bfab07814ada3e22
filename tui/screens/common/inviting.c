/* inviting.c - somebody is invited: the name, what they may do, and the code to hand over. */
#include "tui/screens/common/inviting.h"

#include <stdlib.h>
#include <string.h>

bool inviting_chose(const struct inviting *v, size_t number)
{
	const char *list = v->chosen;

	while (list != NULL && *list != '\0') {
		char *end;

		if (strtoul(list, &end, 10) == number)
			return true;
		list = *end == ',' ? end + 1 : "";
	}
	return false;
}

static void put_name(struct page *p, const struct inviting *v)
{
	struct field *field = arena_take(p->arena, sizeof(*field));

	*field = (struct field){.id = INVITING_NAME,
				.kind = FIELD_LINE,
				.label = _("Name of the person"),
				.value = v->name == NULL ? "" : v->name,
				.required = true,
				.lines = 1};
	if (v->wrong == INVITING_NAME)
		field->error = message_error(p->arena, &v->error);
	page_field(p, field);
}

static void put_rights(struct page *p, const struct inviting *v, const char *const *rights,
		       size_t count)
{
	struct field *field = arena_take(p->arena, sizeof(*field));
	struct option *options = arena_array(p->arena, count, sizeof(*options));

	for (size_t i = 0; i < count; i++)
		options[i] =
			(struct option){.label = rights[i], .chosen = inviting_chose(v, i + 1)};
	*field = (struct field){.id = INVITING_MAY,
				.kind = FIELD_CHOICES,
				.label = _("What may they do?"),
				.value = v->chosen == NULL ? "" : v->chosen,
				.required = true,
				.options = options,
				.option_count = count,
				.lines = 1};
	if (v->wrong == INVITING_MAY)
		field->error = message_error(p->arena, &v->error);
	page_field(p, field);
}

void inviting_put(struct page *p, const struct inviting *v, const char *words,
		  const char *const *rights, size_t count)
{
	if (v->error.fault != FAULT_NONE && v->wrong == 0)
		page_notice(p, NOTICE_ERROR, message_error(p->arena, &v->error));
	page_text(p, TONE_PLAIN, words);
	put_name(p, v);
	put_rights(p, v, rights, count);
	p->focus_field = v->wrong;
	p->next_label = _("Create the invitation");
}

void inviting_put_code(struct page *p, const struct inviting *v, const char *way)
{
	page_notice_first(p, NOTICE_DONE,
			  _("Give this to the person yourself: whoever has it can accept the "
			    "invitation, once. The code is not shown again."));
	page_text(p, TONE_STRONG, _("Code of the invitation"));
	page_big(p, v->code);
	if (way != NULL)
		page_text(p, TONE_PLAIN, way);
}

static void keep(char **to, const char *text)
{
	free(*to);
	*to = text == NULL || *text == '\0' ? NULL : strdup(text);
}

void inviting_begin(struct inviting *v)
{
	v->error = (struct error){0};
	v->wrong = 0;
}

void inviting_end(struct inviting *v)
{
	if (v->error.fault == FAULT_INPUT)
		v->wrong = strcmp(v->error.field, "name") == 0 ? INVITING_NAME : INVITING_MAY;
}

void inviting_answer(struct inviting *v, const struct input *e)
{
	inviting_begin(v);
	keep(e->field == INVITING_NAME ? &v->name : &v->chosen, e->text);
}

void inviting_forget(struct inviting *v)
{
	explicit_bzero(v->code, sizeof(v->code));
}

void inviting_free(struct inviting *v)
{
	inviting_forget(v);
	free(v->name);
	free(v->chosen);
}
