/* command_desk.c - what staff fill in with an act or a task: the blank form, what comes back of it,
 * and the lines of a queue's file. */
#include "server/commands/command_block.h"

#include "services/definition/answer.h"
#include "services/definition/known.h"
#include "services/definition/type.h"
#include "tui/page/filled.h"
#include "tui/page/words.h"

const struct desk_form *command_desk_of(const struct command_opened *o, const char *act,
					const char *task)
{
	bool closes = act != NULL && strcmp(act, SERVICE_CLOSE) == 0;
	const struct stage *at =
		o->service == NULL ? NULL : service_stage(o->service, o->application.stage);
	const struct act *one =
		closes || at == NULL || act == NULL ? NULL : service_act(o->service, at, act);
	const struct task *t =
		o->service == NULL || task == NULL ? NULL : service_task(o->service, task);

	if (closes)
		return t == NULL ? NULL : t->form;
	if (one == NULL && act != NULL && o->service != NULL)
		one = service_any_act(o->service, act);
	return one == NULL ? NULL : one->form;
}

static struct date today(struct command *c)
{
	return date_of(registry_now(c->portal->registry));
}

enum fault command_desk_read(struct command *c, const struct desk_form *desk, struct form **ret,
			     struct fault_list *faults, struct error *err)
{
	const char *from = arguments_get(&c->arguments, "form");
	const char *words = arguments_get(&c->arguments, "words");
	struct filled filled = {0};
	enum fault f;

	*ret = NULL;
	if (from == NULL)
		return FAULT_NONE;
	if (strcmp(from, "-") != 0 || (words != NULL && strcmp(words, "-") == 0))
		return fail(err, FAULT_INPUT,
			    N_("The form comes on standard input, and nothing else: --form -"),
			    "usage");
	if (desk == NULL)
		return fail(err, FAULT_INPUT, N_("Nothing is filled in with this."), "a form");
	f = formtext_read(desk->asks, desk->asks->terms, today(c), c->input, c->input_len, &filled,
			  faults, err);
	c->about = desk->asks;
	*ret = filled.form;
	return f;
}

static enum fault set(struct command *c, struct form *f, const struct desk_form *desk,
		      const struct command_fill *fill, struct error *err)
{
	const char *id = strchr(fill->key, '.') + 1;
	struct field_path at = {.section = &desk->section};
	enum fault fault;

	for (size_t i = 0; i < desk->section.question_count; i++)
		if (strcmp(desk->section.questions[i].id, id) == 0)
			at.question = &desk->section.questions[i];
	if (at.question == NULL || strncmp(fill->key, desk->section.id, strlen(desk->section.id)) ||
	    fill->key[strlen(desk->section.id)] != '.') {
		fail(err, FAULT_INPUT, N_("There is no question \"{value}\" here."), "no question");
		error_fill(err, "value", "%.100s", fill->key);
		fault = FAULT_INPUT;
	} else {
		fault = form_set(f, &at, fill->value.text == NULL ? "" : fill->value.text, c->lang,
				 err);
	}
	err->line = fault == FAULT_NONE ? err->line : fill->value.line;
	return fault;
}

enum fault command_desk_block(struct command *c, const struct command_block *b,
			      const struct desk_form *desk, struct form **ret, struct error *err)
{
	const struct command_fill *fill = b->fills;
	struct form *f;
	enum fault fault = FAULT_NONE;

	*ret = NULL;
	while (fill != NULL && (fill->value.text == NULL || fill->value.text[0] == '\0'))
		fill = fill->next;
	if (desk == NULL && fill != NULL) {
		fail(err, FAULT_INPUT, N_("Nothing is filled in with this."), "a form");
		err->line = fill->value.line;
		return FAULT_INPUT;
	}
	if (desk == NULL)
		return FAULT_NONE;
	f = form_new(desk->asks, desk->asks->terms, today(c));
	for (; fill != NULL && fault == FAULT_NONE; fill = fill->next)
		if (fill->value.text != NULL && fill->value.text[0] != '\0')
			fault = set(c, f, desk, fill, err);
	if (fault == FAULT_NONE)
		*ret = f;
	else
		form_free(f);
	return fault;
}

/* --- blank --- */

static const char *find_id(const struct command_opened *o, const char *id,
			   const struct desk_form **ret)
{
	for (size_t i = 0; i < o->service->desk_count; i++)
		if (strcmp(o->service->desks[i]->section.id, id) == 0)
			*ret = o->service->desks[i];
	return id;
}

enum fault command_desk_blank(struct command *c, const struct command_opened *o, const char *id,
			      struct error *err)
{
	const struct desk_form *desk = NULL;
	char known[KNOWN_MAX] = "", request[24];
	const char *act = find_id(o, id, &desk);
	struct formtext_order order;

	for (size_t i = 0; i < o->service->desk_count; i++)
		known_add(known, o->service->desks[i]->section.id);
	if (desk == NULL) {
		fail(err, FAULT_MISSING, N_("There is no such form of staff; there is: {known}."),
		     "%s", id);
		error_fill(err, "known", "%s", known);
		return FAULT_MISSING;
	}
	command_new_request(request);
	if (desk->task != NULL)
		act = arena_format(c->arena, "%s --task %s", SERVICE_CLOSE, id);
	order = (struct formtext_order){
		.service = desk->asks,
		.terms = desk->asks->terms,
		.lang = c->lang,
		.today = today(c),
		.request = request,
		.send = command_face(c) == ON_HOST
				? arena_format(c->arena,
					       "shubbak application act %s %s --form - < FILE",
					       o->application.reference, act)
				: arena_format(c->arena, "%s act %s %s --form - < FILE",
					       command_ssh(c->arena, c->portal, "staff"),
					       o->application.reference, act),
		.words = message_get,
		.counted = message_plural};
	buffer_text(c->out, formtext_blank(c->arena, &order));
	return FAULT_NONE;
}

static const char *options_of(struct command *c, const struct desk_form *desk,
			      const struct question *q)
{
	const struct type_option *options;
	const char *list = "";
	size_t count = 0;

	if ((q->type->traits & TYPE_LISTED) != 0)
		count = type_options(desk->asks->terms, c->arena, q, &options);
	for (size_t i = 0; i < count; i++)
		list = arena_format(c->arena, "%s%s%s = %s", list, i == 0 ? "" : ", ",
				    options[i].code, options[i].name->in[c->lang]);
	return list;
}

void command_desk_lines(struct command *c, struct buffer *to, const struct desk_form *desk)
{
	for (size_t i = 0; desk != NULL && i < desk->section.question_count; i++) {
		const struct question *q = &desk->section.questions[i];
		const char *options = options_of(c, desk, q);
		const char *label = q->label.in[c->lang];

		buffer_format(to, "# %s\n%s.%s:\n",
			      text_safe(c->arena,
					*options == '\0' ? label
							 : words_labelled(c->arena, label, options),
					0),
			      desk->section.id, q->id);
	}
}

/* --- told --- */

json_t *command_desk_json(struct command *c, const struct service *s, const struct event *e)
{
	json_t *list = json_array();

	for (size_t i = 0; i < e->answer_count; i++) {
		const struct desk_answer *answer = &e->answers[i];
		json_t *j = json_pack(
			"{s:s, s:o, s:s, s:o, s:o}", "question", answer->question, "label",
			command_text(c, filled_label(c->lang, s, e, i)), "class",
			codes_class[answer->class], "value",
			answer->withheld ? json_null() : command_lines(c, answer->value), "shown",
			command_lines(c, filled_value(c->arena, c->lang, s, e, i)));

		if (answer->withheld)
			json_object_set_new(j, "withheld", json_true());
		json_array_append_new(list, j);
	}
	return list;
}
