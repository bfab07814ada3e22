/* command_preview.c - what visitors would see of a definition, shown to its author before it is
 * imported. */
#include "server/commands/command_files.h"

#include "services/definition/service_entry.h"
#include "tui/tui.h"

#define MEMORY ((size_t)64 * 1024 * 1024) /* bytes of the definition, and of its blank form */
#define HOST "portal.example"
#define REQUEST "PREVIEW-OF-THE-FORM"

/* A number of columns or rows; `otherwise` without the option. */
static enum fault take_number(struct command *c, const char *option, int least, int most,
			      int otherwise, int *ret, struct error *err)
{
	const char *word = arguments_get(&c->arguments, option);
	char *end;
	long number = word == NULL ? otherwise : strtol(word, &end, 10);

	if (word != NULL && (*word == '\0' || *end != '\0' || number < least || number > most)) {
		fail(err, FAULT_INPUT, N_("--{option} is a whole number from {least} to {most}."),
		     "usage");
		error_fill(err, "option", "%s", option);
		error_fill(err, "least", "%d", least);
		error_fill(err, "most", "%d", most);
		return FAULT_INPUT;
	}
	*ret = (int)number;
	return FAULT_NONE;
}

static enum fault take_options(struct command *c, struct preview_for *ret, struct error *err)
{
	const char *lang = arguments_get(&c->arguments, "language");
	enum fault f = take_number(c, "width", PAGES_COLS_MIN, 500, 80, &ret->cols, err);

	if (f == FAULT_NONE)
		f = take_number(c, "height", PAGES_ROWS_MIN, 200, 24, &ret->rows, err);
	ret->lang = c->lang;
	ret->portal = HOST;
	if (f == FAULT_NONE && lang != NULL && !lang_find(lang, &ret->lang))
		return fail(err, FAULT_INPUT, N_("A language is ar, fr or en."), "usage");
	return f;
}

static void show(struct command *c, const struct preview_for *to, const struct catalogue *catalogue,
		 const struct service *s)
{
	struct preview *p = preview_new(to, catalogue, s);

	while (preview_next(p, c->out))
		command_flush(c);
	preview_free(p);
}

static void show_form(struct command *c, const struct term_list *terms, enum lang lang,
		      const struct service *s)
{
	ARENA_CLEAN struct arena *a = arena_new(MEMORY);
	const char *ssh = s->about != NULL && s->about->people ? "ssh me@HOST" : "ssh guest@HOST";
	const struct formtext_order o = {.service = s,
					 .terms = terms,
					 .lang = lang,
					 .today = date_of((int64_t)time(NULL)),
					 .request = REQUEST,
					 .send = arena_format(a, "%s apply %s < FILE", ssh, s->id),
					 .page = ssh,
					 .words = message_get,
					 .counted = message_plural};

	buffer_format(c->out, "=== shubbak form %s\n%s", s->id, formtext_blank(a, &o));
	command_flush(c);
}

/* What staff fill in with its tasks and acts. */
static void show_staffs(struct command *c, const struct term_list *terms, enum lang lang,
			const struct service *s)
{
	for (size_t i = 0; i < s->desk_count; i++) {
		ARENA_CLEAN struct arena *a = arena_new(MEMORY);
		const char *id = s->desks[i]->section.id;
		const struct formtext_order o = {
			.service = s->desks[i]->asks,
			.terms = terms,
			.lang = lang,
			.today = date_of((int64_t)time(NULL)),
			.request = REQUEST,
			.send = s->desks[i]->task == NULL
					? arena_format(a,
						       "ssh staff@HOST act REFERENCE %s --form - < "
						       "FILE",
						       id)
					: arena_format(a,
						       "ssh staff@HOST act REFERENCE %s --task %s "
						       "--form - < FILE",
						       SERVICE_CLOSE, id),
			.words = message_get,
			.counted = message_plural};

		buffer_format(c->out, "=== shubbak acts REFERENCE --form %s\n%s", id,
			      formtext_blank(a, &o));
		command_flush(c);
	}
}

static enum fault take_shown(void *ctx, const char *key, const char *yaml, size_t len,
			     struct error *err)
{
	return catalogue_take(ctx, key, yaml, len, err);
}

enum exit_status command_preview(struct command *c)
{
	CATALOGUE_CLEAN struct catalogue *catalogue = NULL;
	ARENA_CLEAN struct arena *a = arena_new(MEMORY);
	bool plain = arguments_get(&c->arguments, "plain") != NULL;
	struct preview_for to = {.plain = plain};
	struct term_file lists[LISTS_MAX];
	const struct service *s;
	struct term_list terms;
	struct error err = {0};
	enum lang lang = message_lang();
	enum exit_status done;
	enum fault f = take_options(c, &to, &err);

	if (f == FAULT_NONE)
		f = catalogue_open(command_definitions_lists(c), &catalogue, &err);
	if (f == FAULT_NONE)
		f = catalogue_use_lists(catalogue, lists, command_definitions_shown(c, lists),
					&err);
	if (f == FAULT_NONE)
		f = command_definitions_each_shown(c, take_shown, catalogue, &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	terms = *catalogue_terms(catalogue);
	f = command_files_beside(c, 1, &terms);
	if (f == FAULT_NONE && command_preview_register(c, &terms, to.lang, &done)) {
		message_use(lang);
		return done;
	}
	command_definitions_look(c);
	if (f == FAULT_NONE)
		f = command_definitions_read(c, a, &terms, c->arguments.words[0], &s);
	registry_close(c->looked_at);
	c->looked_at = NULL;
	if (f != FAULT_NONE)
		return EXIT_USAGE; /* it was told */
	show(c, &to, catalogue, s);
	to.plain = true;
	if (!plain)
		show(c, &to, catalogue, s);
	if (!plain && s->form != NULL)
		show_form(c, catalogue_terms(catalogue), to.lang, s);
	if (!plain)
		show_staffs(c, catalogue_terms(catalogue), to.lang, s);
	message_use(lang);
	return EXIT_DONE;
}
