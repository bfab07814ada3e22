/* command_files.c - the definition files of a command line: each read when what it names is there,
 * with everything that is wrong with it told. */
#include "server/commands/command_files.h"

#include "services/definition/block.h"
#include "services/definition/file.h"

#include <time.h>

#define FILE_CAP ((size_t)1024 * 1024)
#define FILE_MEMORY ((size_t)64 * 1024 * 1024) /* bytes while one is looked at */

enum fault command_files_read(struct arena *a, const char *file, const char **ret, size_t *ret_len,
			      struct error *err)
{
	if (file_text(a, file, FILE_CAP, ret, ret_len, err) == FAULT_NONE)
		return FAULT_NONE;
	err->fault = err->fault == FAULT_BROKEN ? FAULT_INPUT : err->fault;
	return err->fault;
}

/* "file:line: field: words". */
static void print_one(struct command *c, const char *file, const struct error *e, const char *words)
{
	buffer_format(c->err, "%s:%d: %s%s%s\n", file, e->line, text_safe(c->arena, e->field, 0),
		      e->field[0] != '\0' ? ": " : "", text_safe(c->arena, words, 0));
}

void command_files_faults(struct command *c, const char *file, const struct fault_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		print_one(c, file, &list->items[i], message_error(c->arena, &list->items[i]));
	if (list->more)
		buffer_format(c->err, "%s: %s\n", file,
			      _("There are more errors than are shown here."));
}

void command_files_remark(struct command *c, const char *file, const struct error *e)
{
	print_one(c, file, e,
		  FILL(c->arena, _("worth a second look: {words}"),
		       {"words", message_error(c->arena, e)}));
}

static void remark_day(struct command *c, const char *file, const struct service *s)
{
	struct date today = date_of((int64_t)time(NULL));
	struct error e = {.say = N_("The day of \"verified\" is still to come.")};

	if (date_compare(s->verified, today) <= 0)
		return;
	e.line = s->verified_line;
	snprintf(e.field, sizeof(e.field), "verified");
	command_files_remark(c, file, &e);
}

enum fault command_files_remark_service(struct command *c, const char *file,
					const struct service *s)
{
	struct error err = {0};
	enum fault f = command_offices_tell(c, file, s, &err);

	remark_day(c, file, s);
	if (f != FAULT_NONE)
		command_fail(c, &err);
	return f;
}

/* Everything that is wrong, or worth a second look, is told. */
enum fault command_files_tell(struct command *c, const char *file, const struct fault_list *faults,
			      enum fault f, const struct error *err)
{
	command_files_faults(c, file, faults);
	for (size_t i = 0; i < faults->remark_count; i++)
		command_files_remark(c, file, &faults->remarks[i]);
	if (f != FAULT_NONE && err->line == 0 && err->say != NULL)
		command_fail(c, err);
	return f;
}

/* The files of the command line that are no lists, one after another: services last, since they
 * name what the others bring, and before them blocks, which may name each other. */
enum turn { TURN_OTHERS, TURN_BLOCKS, TURN_SERVICES, TURN_COUNT };

struct files {
	struct command *command;
	struct term_list *terms;
	enum turn turn;
	struct versions_item *sound; /* by their place */
	struct command_file_head *heads;
};

static enum turn turn_of(enum kind kind)
{
	if (kind == KIND_SERVICE)
		return TURN_SERVICES;
	/* A register names roles. */
	return kind == KIND_BLOCK || kind == KIND_REGISTER ? TURN_BLOCKS : TURN_OTHERS;
}

/* A block among them, for those that use it; again when it was found to have faults. */
static void announce(struct command *c, struct term_list *terms, const char *yaml, size_t len,
		     bool faulty)
{
	struct definition d;
	const struct block *there;
	bool ignored;

	if (kind_read_as(c->arena, terms, KIND_BLOCK, true, "", yaml, len, &d, NULL, NULL) !=
	    FAULT_NONE)
		return;
	there = block_find(terms, d.id, &ignored);
	if (there != NULL && there->version > d.version)
		return;
	d.what = faulty ? NULL : d.what;
	kind_add(c->arena, terms, &d);
}

/* What is known of one that has faults, so that nothing is told of others that only follows from
 * them. A calendar or a template of before does as well. */
static void announce_faulty(struct command *c, struct term_list *terms, const char *yaml,
			    size_t len, struct command_file_head *ret)
{
	struct definition d = {.id = NULL};

	ret->is_faulty = true;
	ret->kind = d.kind = kind_read_head(c->arena, yaml, len, &ret->id);
	d.id = ret->id;
	if (d.kind == KIND_BLOCK)
		announce(c, terms, yaml, len, true);
	if (d.kind >= KIND_BLOCK || d.id == NULL ||
	    (d.kind != KIND_ROLE && kind_find(terms, d.kind, d.id) != NULL))
		return;
	d.key = arena_format(c->arena, "%s:%s", kind_name(d.kind), d.id);
	kind_add(c->arena, terms, &d);
}

bool command_files_hide(const struct command_files *files, enum kind kind, const char *id)
{
	for (size_t i = 0; i < files->count; i++) {
		const struct command_file_head *head = &files->heads[i];

		if (head->is_faulty &&
		    (head->id == NULL ||
		     (head->kind == kind && (id == NULL || strcmp(head->id, id) == 0))))
			return true;
	}
	return false;
}

/* One of them; *ret_turn false: not its turn; *ret_more: what other files say counts, too. */
static enum fault look_at(const struct files *files, size_t place, struct versions_item *ret,
			  bool *ret_turn, bool *ret_more)
{
	const char *file = files->command->arguments.words[place];
	struct command *c = files->command;
	ARENA_CLEAN struct arena *a = arena_new(FILE_MEMORY);
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	struct definition d;
	struct error err = {0};
	const char *yaml = "";
	size_t len = 0;
	enum fault f = command_files_read(a, file, &yaml, &len, &err);
	enum kind kind;

	kind = kind_read_which(yaml, len);
	*ret_turn = turn_of(kind) == files->turn;
	if (f == FAULT_NONE && kind == KIND_BLOCK && files->turn == TURN_OTHERS)
		announce(c, files->terms, yaml, len, false);
	if (!*ret_turn)
		return FAULT_NONE;
	/* The terms have what services name, to the end. */
	if (f == FAULT_NONE)
		f = kind_read(files->turn != TURN_SERVICES ? c->arena : a, files->terms, file, yaml,
			      len, &d, faults, &err);
	f = command_files_tell(c, file, faults, f, &err);
	if (f == FAULT_NONE && d.kind == KIND_SERVICE)
		f = command_files_remark_service(c, file, d.what);
	if (f != FAULT_NONE) {
		announce_faulty(c, files->terms, yaml, len, &files->heads[place]);
		return f;
	}
	*ret_more = command_roles_asks_others(&d);
	if (d.kind < KIND_BLOCK)
		kind_add(c->arena, files->terms, &d);
	*ret = (struct versions_item){.id = arena_text(c->arena, d.key),
				      .version = d.version,
				      .yaml = arena_slice(c->arena, d.kept, d.kept_len),
				      .len = d.kept_len};
	return FAULT_NONE;
}

/* When all were read: those that name what other files have, or the portal. */
static void look_at_others(const struct files *files, const bool *more, command_files_take *take,
			   void *ctx)
{
	struct command *c = files->command;
	const struct command_files all = {files->terms, files->sound, files->heads,
					  c->arguments.count};

	for (size_t i = 0; i < c->arguments.count; i++) {
		ARENA_CLEAN struct arena *a = arena_new(FILE_MEMORY);
		struct fault_list *faults = arena_take(a, sizeof(*faults));
		struct error err = {0};
		enum fault f;

		if (!more[i])
			continue;
		f = command_roles_check(c, &all, &files->sound[i], faults, &err);
		f = command_files_tell(c, c->arguments.words[i], faults, f, &err);
		take(ctx, i, f == FAULT_NONE ? &files->sound[i] : NULL);
	}
}

/* Calls `take` for each with its place on the command line and whether it is sound. */
void command_files_each(struct command *c, struct term_list *terms, command_files_take *take,
			void *ctx)
{
	size_t count = c->arguments.count;
	bool *more = arena_array(c->arena, count, sizeof(*more));
	struct files files = {.command = c,
			      .terms = terms,
			      .sound = arena_array(c->arena, count, sizeof(*files.sound)),
			      .heads = arena_array(c->arena, count, sizeof(*files.heads))};

	for (files.turn = TURN_OTHERS; files.turn < TURN_COUNT; files.turn++) {
		for (size_t i = 0; i < count; i++) {
			const char *file = c->arguments.words[i];
			struct versions_item item = {.id = NULL};
			bool is_turn = false;
			enum fault f = FAULT_NONE;

			if (term_file_name(file) == NULL)
				f = look_at(&files, i, &item, &is_turn, &more[i]);
			if (is_turn && f == FAULT_NONE)
				files.sound[i] = item;
			if (is_turn && !more[i])
				take(ctx, i, f == FAULT_NONE ? &item : NULL);
		}
	}
	look_at_others(&files, more, take, ctx);
}

static enum fault refuse_service(struct command *c, const char *file)
{
	struct error err;

	fail(&err, FAULT_INPUT,
	     N_("{file} is a service or a list: beside the first file stand those that it uses, as "
		"blocks."),
	     "usage");
	error_fill(&err, "file", "%s", file);
	command_fail(c, &err);
	return FAULT_INPUT;
}

enum fault command_files_beside(struct command *c, size_t from, struct term_list *terms)
{
	size_t count = c->arguments.count;
	bool *taken = arena_array(c->arena, count, sizeof(*taken));
	struct files files = {.command = c,
			      .terms = terms,
			      .heads = arena_array(c->arena, count, sizeof(*files.heads))};

	for (files.turn = TURN_OTHERS; files.turn < TURN_SERVICES; files.turn++)
		for (size_t i = from; i < count; i++) {
			const char *file = c->arguments.words[i];
			struct versions_item item;
			bool is_turn = false, more;

			if (term_file_name(file) == NULL &&
			    look_at(&files, i, &item, &is_turn, &more) != FAULT_NONE)
				return FAULT_INPUT;
			taken[i] = taken[i] || is_turn;
		}
	for (size_t i = from; i < count; i++)
		if (!taken[i])
			return refuse_service(c, c->arguments.words[i]);
	return FAULT_NONE;
}
