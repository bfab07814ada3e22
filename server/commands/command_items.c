/* command_items.c - the answers and the papers of an application by the ids that --item names, as
 * they stand. */
#include "server/commands/command_inside.h"

#include "tui/page/acted.h"
#include "tui/page/words.h"

/* --- as they are typed --- */

static enum fault wrong_item(const char *typed, struct error *err)
{
	fail(err, FAULT_INPUT,
	     N_("\"{item}\" does not say what is wrong: write an answer or a document, then =, "
		"then "
		"incorrect, incomplete or outdated, as in birth_date=incorrect. Of one of several "
		"with its number: name:2=incorrect."),
	     "item");
	error_fill(err, "item", "%.200s", typed);
	return FAULT_INPUT;
}

static bool is_paper(const struct service *s, const char *id)
{
	if (service_question(s, id, NULL) != NULL)
		return false;
	for (size_t i = 0; i < s->paper_count; i++)
		if (strcmp(s->papers[i].id, id) == 0)
			return true;
	return false;
}

enum fault command_items_read(struct command *c, const struct service *s, const char *typed,
			      struct named *ret, struct error *err)
{
	const char *mark = strchr(typed, '='), *colon = strchr(typed, ':');
	char *id, *end = NULL;
	int wrong = 0;

	if (mark == NULL || mark == typed)
		return wrong_item(typed, err);
	id = arena_slice(c->arena, typed, (size_t)(mark - typed));
	*ret = (struct named){.question = id};
	if (colon != NULL && colon < mark) {
		id[colon - typed] = '\0';
		ret->item = (int)strtol(colon + 1, &end, 10);
		if (end == colon + 1 || end != mark || ret->item < 1)
			return wrong_item(typed, err);
	}
	while (codes_wrong[wrong] != NULL && strcmp(codes_wrong[wrong], mark + 1) != 0)
		wrong++;
	if (codes_wrong[wrong] == NULL)
		return wrong_item(typed, err);
	ret->wrong = (enum named_wrong)wrong;
	ret->is_paper = is_paper(s, id);
	return FAULT_NONE;
}

/* --- as they stand --- */

bool command_items_named(const struct application_course *course)
{
	for (size_t i = 0; i < course->act_count; i++)
		if ((course->acts[i].act->asks & ASKS_ITEMS) != 0)
			return true;
	return false;
}

struct form *command_items_load(struct command *c, struct command_opened *o)
{
	struct registry *r = c->portal->registry;
	struct form *f = form_new(o->service, &o->terms, date_of(registry_now(r)));

	if (application_load(r, c->portal->caller, &o->application, f, NULL) == FAULT_NONE)
		return f;
	form_free(f);
	return NULL;
}

const char *command_items_heading(void)
{
	return _("What --item can name");
}

static struct named named_of(const struct field_path *at)
{
	return (struct named){.question = at->question->id, .item = at->item};
}

static void put_item(struct command *c, struct buffer *to, const struct service *s,
		     const struct named *n, const char *before)
{
	const char *id =
		n->item == 0 ? n->question : arena_format(c->arena, "%s:%d", n->question, n->item);

	buffer_format(to, "%s%s\n", before,
		      words_labelled(c->arena, id,
				     text_safe(c->arena, acted_item(c->arena, c->lang, s, n), 0)));
}

void command_items_put(struct command *c, struct buffer *to, const struct form *f,
		       const char *before)
{
	const struct service *s = form_service(f);
	size_t *papers = NULL, count = form_papers(f, c->arena, &papers);
	struct field_path at = {0};

	while (form_next(f, &at)) {
		const struct named n = named_of(&at);

		put_item(c, to, s, &n, before);
	}
	for (size_t i = 0; i < count; i++)
		put_item(c, to, s,
			 &(struct named){.question = s->papers[papers[i]].id, .is_paper = true},
			 before);
}

void command_items_print(struct command *c, struct command_opened *o)
{
	struct form *f = command_items_load(c, o);

	if (f == NULL)
		return;
	command_heading(c, command_items_heading());
	command_items_put(c, c->out, f, "  ");
	form_free(f);
}

static json_t *item_json(struct command *c, const struct service *s, const struct named *n)
{
	return json_pack("{s:s, s:o, s:o}", n->is_paper ? "paper" : "question", n->question, "item",
			 n->item == 0 ? json_null() : json_integer(n->item), "name",
			 command_text(c, acted_item(c->arena, c->lang, s, n)));
}

json_t *command_items_json(struct command *c, struct command_opened *o)
{
	struct form *f = command_items_load(c, o);
	json_t *list = json_array();
	size_t *papers = NULL, count = f == NULL ? 0 : form_papers(f, c->arena, &papers);
	struct field_path at = {0};

	while (f != NULL && form_next(f, &at)) {
		const struct named n = named_of(&at);

		json_array_append_new(list, item_json(c, o->service, &n));
	}
	for (size_t i = 0; i < count; i++) {
		const struct named n = {.question = o->service->papers[papers[i]].id,
					.is_paper = true};

		json_array_append_new(list, item_json(c, o->service, &n));
	}
	form_free(f);
	return list;
}

static json_t *answer_json(struct command *c, const struct form *f, const struct field_path *at)
{
	bool withheld = form_is_withheld(f, at);
	json_t *j = json_pack("{s:o, s:i, s:s, s:o, s:o, s:o}", "section",
			      command_text(c, at->section == NULL ? NULL : at->section->id), "item",
			      at->item, "question", at->question->id, "label",
			      command_text(c, command_in(c, &at->question->label)), "value",
			      command_lines(c, withheld ? NULL : form_get(f, at)), "shown",
			      command_lines(c, words_answer(c->arena, f, at, c->lang)));

	if (withheld)
		json_object_set_new(j, "withheld", json_true());
	return j;
}

json_t *command_items_answers(struct command *c, const struct form *f)
{
	json_t *list = json_array();
	struct field_path at = {0};

	while (form_next(f, &at)) {
		const char *value = form_get(f, &at);

		if (form_is_withheld(f, &at) || (value != NULL && value[0] != '\0'))
			json_array_append_new(list, answer_json(c, f, &at));
	}
	return list;
}

/* "Partner 2", or the section's title. */
static const char *part_of(struct command *c, const struct field_path *at)
{
	const char *title = words_of(&at->section->title, c->lang);

	if (!at->section->repeats)
		return title;
	return arena_format(c->arena, "%s %d",
			    text_is_set(&at->section->item) ? words_of(&at->section->item, c->lang)
							    : title,
			    at->item);
}

void command_items_form(struct command *c, const struct form *f)
{
	struct field_path at = {0}, before = {0};

	while (form_next(f, &at)) {
		if (form_get(f, &at) == NULL && !form_is_withheld(f, &at))
			continue;
		if (at.section != NULL && (at.section != before.section || at.item != before.item))
			command_line(c, part_of(c, &at));
		before = at;
		command_pair(c,
			     arena_format(c->arena, "  %s",
					  text_safe(c->arena,
						    words_of(&at.question->label, c->lang), 0)),
			     words_answer(c->arena, f, &at, c->lang));
	}
}
