/* command_decide.c - a queue's file that was filled: all of it is checked, then each act is done by
 * itself; what was done before is not done again. */
#include "server/commands/command_block.h"

/* What comes of one block that has an act. */
struct decision {
	const struct command_block *block;
	struct application application;
	const struct service *service;
	struct act_answers answers;
	struct form *form;  /* that belongs to it; NULL: none */
	bool done, before;  /* now; by the same file sent before */
	struct error error; /* fault NONE: none */
};

struct decisions {
	struct decision *items;
	size_t count;
	struct fault_list *faults;
};

static void add_fault(struct decisions *d, const struct command_block *b, const struct error *from)
{
	struct error err = *from;

	if (err.line == 0)
		err.line = command_block_line(b, err.field);
	faults_add(d->faults, &err);
}

/* Its words are told by the line where they can be mended. */
static void add_stale(struct decisions *d, const struct command_block *b, const struct error *from)
{
	struct error err = *from;

	snprintf(err.field, sizeof(err.field), "%s", command_block_keys[BLOCK_REVISION]);
	err.line = command_block_line(b, err.field);
	faults_add(d->faults, &err);
}

/* Whether it could be done as the registry is now. */
static void weigh(struct command *c, struct decisions *d, struct decision *to,
		  struct command_opened *o)
{
	const struct command_block *b = to->block;
	int64_t revision = command_block_revision(c->arena, b);
	struct error err = {0};
	enum fault f = command_authority_open(c, b->reference, o, &err);
	bool stale;

	if (f == FAULT_NONE)
		f = command_block_answers(c, b, o->service, &to->answers, &err);
	if (f == FAULT_NONE)
		f = command_desk_block(
			c, b,
			command_desk_of(o, command_block_value(b, BLOCK_ACT), to->answers.task),
			&to->form, &err);
	if (f != FAULT_NONE) {
		add_fault(d, b, &err);
		return;
	}
	stale = o->application.revision != revision;
	to->application = o->application;
	to->application.revision = revision;
	to->service = o->service;
	to->answers.once = true;
	to->answers.form = to->form;
	f = application_try(c->portal->registry, c->portal->caller, &to->application, to->service,
			    command_block_value(b, BLOCK_ACT), &to->answers, &err);
	to->before =
		f == FAULT_CONFLICT && err.code != NULL && strcmp(err.code, APPLICATION_DONE) == 0;
	stale = stale || to->application.revision != revision; /* just now */
	if (f != FAULT_NONE && !to->before && stale && f == FAULT_CONFLICT)
		add_stale(d, b, &err);
	else if (f != FAULT_NONE && !to->before)
		add_fault(d, b, &err);
	if (f == FAULT_NONE)
		to->application.revision = revision;
}

static bool is_filled(const struct command_block *b)
{
	for (int i = BLOCK_REASON; i < BLOCK_KEYS; i++)
		if (command_block_value(b, (enum block_key)i)[0] != '\0')
			return true;
	for (const struct command_fill *f = b->fills; f != NULL; f = f->next)
		if (f->value.text != NULL && f->value.text[0] != '\0')
			return true;
	return false;
}

/* What the block lacks before anyone looks at its application; false: it is not to be done. */
static bool is_whole(struct command *c, struct decisions *d, const struct command_block *b)
{
	if (b->reference[0] == '\0')
		return false;
	if (command_block_value(b, BLOCK_ACT)[0] == '\0') {
		if (is_filled(b))
			command_block_fault(d->faults, command_block_line(b, "act"), "act",
					    N_("Something is filled in here, but no act is named."),
					    NULL);
		return false;
	}
	if (command_block_revision(c->arena, b) > 0)
		return true;
	command_block_fault(d->faults, command_block_line(b, "revision"), "revision",
			    N_("The revision has to stand here as the file had it."), NULL);
	return false;
}

static size_t count_blocks(const struct command_block *b)
{
	size_t count = 0;

	for (; b != NULL; b = b->next)
		count++;
	return count;
}

static void check(struct command *c, struct decisions *d, const struct command_block *head)
{
	struct command_opened o = {0};

	d->items = arena_array(c->arena, count_blocks(head), sizeof(*d->items));
	if (strcmp(command_block_value(head, BLOCK_QUEUE), "1") != 0)
		command_block_fault(
			d->faults, 1, "queue",
			N_("This is no file of a queue: it begins with \"queue: 1\", as "
			   "`queue --form` gives it."),
			NULL);
	for (const struct command_block *b = head->next; b != NULL && !d->faults->more; b = b->next)
		if (is_whole(c, d, b)) {
			d->items[d->count] = (struct decision){.block = b};
			weigh(c, d, &d->items[d->count++], &o);
		}
	faults_sort(d->faults);
}

/* --- doing it --- */

static void act(struct command *c, struct decision *d)
{
	enum fault f;

	if (d->before)
		return;
	f = application_act(c->portal->registry, c->portal->caller, &d->application, d->service,
			    command_block_value(d->block, BLOCK_ACT), &d->answers, &d->error);
	d->before = f == FAULT_CONFLICT && d->error.code != NULL &&
		    strcmp(d->error.code, APPLICATION_DONE) == 0;
	d->done = f == FAULT_NONE;
	if (d->before)
		d->error = (struct error){0};
	d->error.line = command_block_line(d->block, "act");
}

static void print_result(struct command *c, const struct decision *d)
{
	char shown[REFERENCE_DIGITS + 4];
	const char *what = d->done     ? _("done")
			   : d->before ? _("was done before, and is not done again")
				       : message_error(c->arena, &d->error);

	reference_show(d->application.reference, shown);
	command_line(c, arena_format(c->arena, "%s  %s  %s", shown,
				     command_block_value(d->block, BLOCK_ACT), what));
}

static json_t *result_json(struct command *c, const struct decision *d)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:o}", "reference", d->application.reference, "act",
			 command_block_value(d->block, BLOCK_ACT), "result",
			 d->done     ? "done"
			 : d->before ? "done_before"
				     : "refused",
			 "state", application_state_code(d->application.state), "message",
			 d->done || d->before
				 ? json_null()
				 : command_text(c, message_error(c->arena, &d->error)));
}

static enum exit_status run(struct command *c, struct decisions *d)
{
	enum exit_status status = EXIT_DONE;
	json_t *list = json_array();

	for (size_t i = 0; i < d->count; i++) {
		act(c, &d->items[i]);
		if (!d->items[i].done && !d->items[i].before && status == EXIT_DONE)
			status = command_exit(d->items[i].error.fault);
		if (c->json)
			json_array_append_new(list, result_json(c, &d->items[i]));
		else
			print_result(c, &d->items[i]);
	}
	if (c->json)
		command_json(c, json_pack("{s:O}", "results", list));
	json_decref(list);
	return status;
}

static void drop_forms(struct decisions *d)
{
	for (size_t i = 0; i < d->count; i++)
		form_free(d->items[i].form);
}

static enum exit_status decide(struct command *c, struct decisions *d)
{
	struct error err = {0};

	check(c, d, command_block_read(c->arena, c->input, c->input_len, d->faults));
	if (d->faults->count > 0) {
		fail(&err, d->faults->items[0].fault, N_("Nothing was done."), "faults");
		return command_fail_list(c, d->faults, &err);
	}
	if (d->count > 0)
		return run(c, d);
	fail(&err, FAULT_INPUT, N_("No act stands in the file, so nothing was done."), "no act");
	return command_fail(c, &err);
}

enum exit_status command_decide(struct command *c)
{
	struct decisions d = {.faults = arena_take(c->arena, sizeof(*d.faults))};
	struct error err = {0};
	enum exit_status status;

	if (c->too_long) {
		fail(&err, FAULT_INPUT, N_("The file is longer than 256 KiB: send it in parts."),
		     "too long");
		return command_fail(c, &err);
	}
	*d.faults = (struct fault_list){0};
	status = decide(c, &d);
	drop_forms(&d);
	return status;
}
