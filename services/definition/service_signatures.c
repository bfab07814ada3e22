/* service_signatures.c - who has to sign an application, and what each signature covers, as a
 * definition has it. */
#include "services/definition/service_signatures.h"

#include "services/definition/service.h"

#include <string.h>

#define SIGNATURES_MOST 10 /* of one service */

static const char *const befores[] = {"submit", NULL};

/* --- reading --- */

static void read_covers(struct reader *r, const struct node *n, struct signature *to)
{
	const struct node *list = reader_list(r, n, "covers", false, READER_LIST_MAX);

	if (list == NULL)
		return;
	if (list->count == 0)
		reader_fault(r, list, N_("The list \"{key}\" must not be empty."), NULL);
	to->covers = arena_array(r->arena, list->count, sizeof(*to->covers));
	for (const struct node *one = list->first; one != NULL; one = one->next)
		to->covers[to->cover_count++] =
			arena_text(r->arena, one->kind == NODE_WORD ? one->value : "");
}

/* Of each item of a section it may be called by the section's id. */
static const char *read_id(struct reader *r, const struct node *n)
{
	const struct node *each = reader_find(n, "each");

	if (reader_lacks(n, "id") && each != NULL && each->kind == NODE_WORD)
		return arena_text(r->arena, each->value);
	return reader_id(r, n, "id");
}

static void read_one(struct reader *r, const struct node *n, struct service *s)
{
	static const long numbers[2] = {1, 60};
	const struct node *each = reader_find(n, "each");
	struct signature *to = &s->signatures[s->signature_count];

	to->line = n->line;
	to->id = read_id(r, n);
	to->section = each == NULL ? NULL : reader_word(r, n, "each", false);
	to->name = reader_text(r, n, "name", each == NULL, READER_NAME_MAX);
	to->when = reader_rule(r, n, "when", NULL);
	reader_number(r, n, "needed", false, numbers, &to->needed);
	read_covers(r, n, to);
	if (reader_find(n, "before") != NULL)
		to->before_submit = reader_choice(r, n, "before", befores) == 0;
	if (to->id == NULL)
		return;
	if (service_signature(s, to->id) != NULL)
		reader_fault(r, n, N_("The id \"{value}\" appears twice here."), to->id);
	s->signature_count++;
}

void service_signatures_read(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"id",   "name",   "each",   "needed",
					   "when", "covers", "before", NULL};
	const struct node *list = reader_list(r, root, "signatures", false, SIGNATURES_MOST);

	if (list == NULL)
		return;
	s->signatures = arena_array(r->arena, list->count, sizeof(*s->signatures));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		if (reader_map(r, n, keys))
			read_one(r, n, s);
}

void service_signatures_need(struct reader *r, const struct node *n, const struct service *s,
			     const char *id, struct need *to)
{
	char known[KNOWN_MAX] = "";

	*to = (struct need){.kind = NEED_SIGNED, .signature = service_signature(s, id)};
	if (to->signature != NULL || reader_is_doubted(r, id, false))
		return;
	for (size_t i = 0; i < s->signature_count; i++)
		known_add(known, s->signatures[i].id);
	if (known[0] == '\0')
		reader_fault(r, n,
			     N_("There is no signature \"{value}\": say under \"signatures\" who "
				"signs what."),
			     id);
	else
		reader_fault_known(r, n,
				   N_("There is no signature \"{value}\"; \"signatures\" has: "
				      "{known}."),
				   id, known);
}

/* --- checking --- */

static void refuse_section(struct reader *r, const struct node *n, const struct service *s,
			   const char *id)
{
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < s->form->section_count; i++)
		if (s->form->sections[i].repeats && s->form->sections[i].id != NULL)
			known_add(known, s->form->sections[i].id);
	if (known[0] == '\0')
		reader_fault(
			r, n,
			N_("\"{value}\" is no repeated section, and the form has none: without "
			   "\"each\" a signature is given once, or \"needed\" times."),
			id);
	else
		reader_fault_known(r, n,
				   N_("There is no repeated section \"{value}\"; there is "
				      "{known}."),
				   id, known);
}

static void check_each(struct reader *r, const struct node *n, const struct service *s,
		       struct signature *to)
{
	const struct section *section = service_section(s, to->section);

	if (reader_is_doubted(r, to->section, section != NULL))
		return;
	if (section == NULL || !section->repeats) {
		refuse_section(r, reader_find(n, "each"), s, to->section);
		return;
	}
	to->each = section;
	if (!text_is_set(&to->name))
		to->name = section->title;
	if (to->needed > section->max)
		reader_fault(r, reader_find(n, "needed"),
			     N_("More signatures are needed than \"{value}\" can have items."),
			     section->id);
	else if (to->needed > section->min)
		reader_remark(r, reader_find(n, "needed"),
			      N_("Where \"{value}\" has fewer items than are needed here, all of "
				 "them are enough: if it has to be so many, give its \"repeat\" "
				 "that \"min\"."),
			      section->id);
}

static void check_covers(struct reader *r, const struct node *n, const struct service *s,
			 const struct signature *to)
{
	const struct node *list = reader_find(n, "covers");
	const struct node *one = list == NULL ? NULL : list->first;

	for (size_t i = 0; i < to->cover_count && one != NULL; i++, one = one->next) {
		const char *id = to->covers[i];
		bool found =
			service_section(s, id) != NULL || service_question(s, id, NULL) != NULL;

		for (size_t k = 0; k < i; k++)
			if (strcmp(to->covers[k], id) == 0)
				reader_fault(r, one, N_("\"{value}\" stands here twice."), id);
		if (!found && !reader_is_doubted(r, id, false))
			reader_fault(r, one,
				     N_("There is no question or section \"{value}\" in the form."),
				     id);
	}
}

static bool is_awaited(const struct service *s, const struct signature *signature)
{
	const struct act *act;

	if (signature->before_submit)
		return true;
	for (size_t i = 0; (act = service_all_acts(s, i)) != NULL; i++)
		for (size_t k = 0; k < act->need_count; k++)
			if (act->needs[k].kind == NEED_SIGNED &&
			    act->needs[k].signature == signature)
				return true;
	return false;
}

void service_signatures_check(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *list = reader_find(root, "signatures");
	const struct node *n = list == NULL ? NULL : list->first;

	if (list != NULL && reader_lacks(root, "form"))
		reader_fault(r, list,
			     N_("\"{key}\" needs \"form\": what is signed is what was answered."),
			     NULL);
	for (size_t i = 0; n != NULL && s->form != NULL && i < s->signature_count; n = n->next) {
		struct signature *one = &s->signatures[i];

		if (n->line != one->line)
			continue;
		i++;
		if (one->section != NULL)
			check_each(r, n, s, one);
		check_covers(r, n, s, one);
		if (!r->unacted && !is_awaited(s, one))
			reader_fault(r, n,
				     N_("Nobody waits for the signature \"{value}\": write "
					"\"before: submit\" into it, or signed({value}) into the "
					"\"needs\" of an act."),
				     one->id);
	}
}
