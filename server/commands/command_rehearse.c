/* command_rehearse.c - what a new version would make of the applications that the portal has, or of
 * generated ones, before it is imported. */
#include "server/commands/command_files.h"

#include "services/application/rehearse.h"
#include "services/definition/type.h"

#define MEMORY ((size_t)256 * 1024 * 1024) /* bytes of the definitions */
#define COUNT_USUAL 1000
#define COUNT_MOST 1000000

struct rehearsing {
	struct command *command;
	json_t *list; /* NULL: lines */
	size_t all, differing;
};

/* --- what differs --- */

static const char *words_for(enum rehearse_what what)
{
	static const char *const words[] = {
		[REHEARSE_LOST] = N_("an answer no longer has a place"),
		[REHEARSE_REFUSED] = N_("who may apply is decided otherwise"),
		[REHEARSE_WRONG] = N_("would be refused"),
		[REHEARSE_MENDED] = N_("would no longer be refused"),
		[REHEARSE_VALUE] = N_("comes to another value"),
		[REHEARSE_PAPER] = N_("a document that was not needed"),
		[REHEARSE_NO_PAPER] = N_("a document that is no longer needed"),
		[REHEARSE_FEE] = N_("another fee"),
		[REHEARSE_DUE] = N_("another due day"),
		[REHEARSE_CLOSED] = N_("was sent on a day on which the service is not open"),
		[REHEARSE_STAGE] = N_("its stage is gone"),
	};

	return message_get(words[what]);
}

static void print_difference(struct command *c, const struct rehearse_difference *d)
{
	const char *at = d->item > 0 ? arena_format(c->arena, "%s %d", d->id, d->item) : d->id;

	buffer_format(c->out, "  %s%s%s", *at == '\0' ? "" : text_safe(c->arena, at, 0),
		      *at == '\0' ? "" : ": ", words_for(d->what));
	if (d->was != NULL || d->is != NULL)
		buffer_format(c->out, " (%s > %s)",
			      d->was == NULL ? "-" : text_safe(c->arena, d->was, 0),
			      d->is == NULL ? "-" : text_safe(c->arena, d->is, 0));
	buffer_text(c->out, "\n");
}

static json_t *difference_json(struct command *c, const struct rehearse_difference *d)
{
	return json_pack("{s:s, s:s, s:i, s:o, s:o}", "what", rehearse_codes[d->what], "id", d->id,
			 "item", d->item, "was", command_text(c, d->was), "is",
			 command_text(c, d->is));
}

static void tell(void *ctx, const struct rehearsal *one)
{
	struct rehearsing *to = ctx;
	struct command *c = to->command;
	json_t *all;

	to->all++;
	if (one->count == 0)
		return;
	to->differing++;
	if (to->list == NULL) {
		buffer_format(c->out, "%s\n", one->reference);
		for (size_t i = 0; i < one->count; i++)
			print_difference(c, &one->list[i]);
		command_flush(c);
		return;
	}
	all = json_array();
	for (size_t i = 0; i < one->count; i++)
		json_array_append_new(all, difference_json(c, &one->list[i]));
	json_array_append_new(to->list, json_pack("{s:s, s:i, s:o}", "reference", one->reference,
						  "version", one->version, "differences", all));
}

/* --- generated ones --- */

/* Answers of the samples and options, another one with each round; what is refused stays empty. */
static void answer(struct arena *a, const struct term_list *terms, struct form *f,
		   const struct field_path *at, size_t round)
{
	const char *const *samples = at->question->type->samples[0];
	const struct type_option *options = NULL;
	size_t count = type_options(terms, a, at->question, &options), samples_count = 0;

	while (samples != NULL && samples[samples_count] != NULL)
		samples_count++;
	for (size_t i = 0; i < count + samples_count; i++) {
		size_t which = (round + i) % (count > 0 ? count : samples_count);
		const char *words = count > 0 ? options[which].code : samples[which];

		if (form_set(f, at, words, LANG_EN, NULL) == FAULT_NONE && form_refused(f) == NULL)
			return;
	}
}

static void generate(struct rehearsing *to, const struct service *old, const struct service *fresh,
		     const struct term_list *terms, size_t count)
{
	int64_t now = command_now(to->command);

	for (size_t i = 0; i < count; i++) {
		ARENA_CLEAN struct arena *a = arena_new(MEMORY);
		struct form *f = form_new(old, terms, date_of(now));
		struct rehearsal one = {.reference = arena_format(a, "generated-%zu", i + 1),
					.version = old->version};
		struct field_path at = {0};
		size_t round = i;

		for (size_t k = 0; k < old->form->section_count; k++) {
			const struct section *s = &old->form->sections[k];

			while (s->repeats && form_items(f, s) < 1 + (int)(i % (size_t)s->max))
				if (form_add_item(f, s, NULL) != FAULT_NONE)
					break;
		}
		while (form_next(f, &at))
			answer(a, terms, f, &at, round++);
		rehearse_form(a, f, fresh, terms, now, NULL, &one);
		tell(to, &one);
		form_free(f);
	}
}

/* --- the command --- */

static enum fault take_count(struct command *c, size_t *ret, struct error *err)
{
	const char *word = arguments_get(&c->arguments, "count");
	char *end;
	long number = word == NULL ? COUNT_USUAL : strtol(word, &end, 10);

	if (word != NULL && (*word == '\0' || *end != '\0' || number < 1 || number > COUNT_MOST)) {
		fail(err, FAULT_INPUT, N_("--{option} is a whole number from {least} to {most}."),
		     "usage");
		error_fill(err, "option", "count");
		error_fill(err, "least", "%d", 1);
		error_fill(err, "most", "%d", COUNT_MOST);
		return FAULT_INPUT;
	}
	*ret = (size_t)number;
	return FAULT_NONE;
}

static void print_end(struct rehearsing *to, const struct service *s, bool more)
{
	struct command *c = to->command;

	if (to->list != NULL) {
		command_json(c, json_pack("{s:s, s:i, s:i, s:i, s:b, s:o}", "service", s->id,
					  "version", s->version, "applications", (int)to->all,
					  "differing", (int)to->differing, "more", more, "list",
					  to->list));
		return;
	}
	command_line(c, FILL(c->arena,
			     _("Applications rehearsed: {count}; with a difference: {differing}."),
			     {"count", arena_format(c->arena, "%zu", to->all)},
			     {"differing", arena_format(c->arena, "%zu", to->differing)}));
	if (more)
		command_line(c, _("There are more applications: --count N rehearses N of them."));
}

static enum fault run(struct rehearsing *to, const struct term_list *terms,
		      const struct service *fresh, size_t count, bool *ret_more, struct error *err)
{
	struct command *c = to->command;
	struct registry *r = c->portal->registry;
	const struct service *old = NULL;
	enum fault f;

	if (arguments_get(&c->arguments, "generate") == NULL)
		return rehearse_each(r, c->portal->caller, fresh, terms, count, tell, to, ret_more,
				     err);
	f = versions_find(r, c->arena, terms, fresh->id, 0, &old, err);
	if (f == FAULT_NONE && (old->form == NULL || fresh->form == NULL))
		f = fail(err, FAULT_INPUT,
			 N_("This definition has no form: there is nothing to rehearse."), "%s",
			 fresh->id);
	if (f == FAULT_NONE)
		generate(to, old, fresh, terms, count);
	return f;
}

enum exit_status command_rehearse(struct command *c)
{
	struct rehearsing to = {.command = c, .list = c->json ? json_array() : NULL};
	struct term_list terms;
	const struct service *fresh = NULL;
	struct error err = {0};
	bool more = false;
	size_t count = 0;
	enum fault f = take_count(c, &count, &err);

	if (f == FAULT_NONE)
		f = lists_terms(c->portal->registry, c->arena, NULL, 0, &terms, &err);
	if (f == FAULT_NONE && (command_files_beside(c, 1, &terms) != FAULT_NONE ||
				command_definitions_read(c, c->arena, &terms, c->arguments.words[0],
							 &fresh) != FAULT_NONE)) {
		json_decref(to.list);
		return EXIT_USAGE; /* it was told */
	}
	if (f == FAULT_NONE)
		f = run(&to, &terms, fresh, count, &more, &err);
	if (f == FAULT_NONE)
		print_end(&to, fresh, more);
	else
		json_decref(to.list);
	return command_end(c, f, &err);
}
