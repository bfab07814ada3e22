/* command_offer.c - the commands for what the catalogue offers, and lacks: list, retire, take-back,
 * gaps. */
#include "server/commands/command_inside.h"

#include "services/catalogue/blocks.h"

static enum fault open_catalogue(struct command *c, struct catalogue **ret, struct error *err)
{
	enum fault f = catalogue_open(registry_terms(c->portal->registry), ret, err);

	return f == FAULT_NONE ? versions_load(c->portal->registry, *ret, err) : f;
}

/* What is shown to visitors is told behind each act on a portal that runs. */
static void tell_shown(struct command *c)
{
	command_line(c, _("A portal that runs shows this to its visitors once it has tried a visit "
			  "with it; its log says when, or why not."));
}

/* --- list --- */

static json_t *version_json(struct command *c, const struct service *s)
{
	json_t *j = json_pack("{s:s, s:i, s:s, s:b}", "id", s->id, "version", s->version, "country",
			      s->country, "form", s->form != NULL);

	command_put_end(c, j, s);
	return j;
}

/* "ends 2027-01-31, then: lb-other". */
static const char *end_words(struct command *c, const struct service *s)
{
	const char *day, *words;

	if (s->end == NULL)
		return "";
	day = date_iso(c->arena, s->end->day);
	words = FILL(c->arena,
		     s->end->over
			     /* TRANSLATORS: of a service, behind its name */
			     ? _("ended {date}")
			     /* TRANSLATORS: of a service, behind its name */
			     : _("ends {date}"),
		     {"date", day});
	if (s->end->instead != NULL)
		words = FILL(c->arena, _("{ended}, in its place: {service}"), {"ended", words},
			     {"service", s->end->instead});
	return arena_format(c->arena, "  (%s)", words);
}

static void print_version(struct command *c, const struct service *s)
{
	buffer_format(c->out, "%-40s %3d  %s  %s%s\n", s->id, s->version,
		      s->form != NULL ? "form" : "    ",
		      text_safe(c->arena, s->name.in[c->lang], 0), end_words(c, s));
}

/* The services that a block stands in, each with the version of it that it has. */
struct users {
	struct command *command;
	const struct definition *block;
	json_t *list;
};

static void put_user(void *ctx, const struct blocks_user *user)
{
	const struct users *u = ctx;
	struct command *c = u->command;

	json_array_append_new(u->list, json_pack("{s:s, s:i, s:i}", "id", user->service, "version",
						 user->version, "block", user->block_version));
	if (c->json)
		return;
	buffer_format(c->out, "  %-38s %3d", user->service, user->version);
	if (user->block_version != u->block->version)
		buffer_format(c->out, "  %s",
			      FILL(c->arena, _("with version {version} of the block"),
				   {"version", arena_format(c->arena, "%d", user->block_version)}));
	buffer_format(c->out, "\n");
}

static enum fault list_other(struct command *c, const struct definition *d, json_t *list,
			     struct error *err)
{
	json_t *j = json_pack("{s:s, s:i}", "id", d->key, "version", d->version);
	struct users u = {c, d, NULL};

	json_array_append_new(list, j);
	if (!c->json)
		buffer_format(c->out, "%-40s %3d\n", d->key, d->version);
	if (d->kind != KIND_BLOCK)
		return FAULT_NONE;
	u.list = json_array();
	json_object_set_new(j, "services", u.list);
	return blocks_each_user(c->portal->registry, d->id, true, put_user, &u, err);
}

/* Of the other kinds: those that are gone by. */
static enum fault list_others(struct command *c, const struct term_list *terms, const char *kind,
			      json_t *list, struct error *err)
{
	enum fault f = FAULT_NONE;

	for (size_t i = 0; f == FAULT_NONE && i < terms->other_count; i++)
		if (strcmp(kind_name(terms->others[i].kind), kind) == 0)
			f = list_other(c, &terms->others[i], list, err);
	return f;
}

/* The kind that is asked for, else services; FAULT_INPUT. */
static enum fault take_kind(struct command *c, const char **ret, struct error *err)
{
	const char *asked = arguments_get(&c->arguments, "kind");
	const char *known = "";

	*ret = asked == NULL ? kind_name(KIND_SERVICE) : asked;
	for (int i = 0; i < KIND_COUNT; i++) {
		if (strcmp(kind_name((enum kind)i), *ret) == 0)
			return FAULT_NONE;
		known = arena_format(c->arena, "%s%s%s", known, i > 0 ? ", " : "",
				     kind_name((enum kind)i));
	}
	fail(err, FAULT_INPUT, N_("--kind is one of: {known}."), "usage");
	error_fill(err, "known", "%s", known);
	return FAULT_INPUT;
}

enum exit_status command_offer_list(struct command *c)
{
	CATALOGUE_CLEAN struct catalogue *catalogue = NULL;
	struct error err = {0};
	json_t *list;
	const char *kind;
	size_t count;

	if (take_kind(c, &kind, &err) != FAULT_NONE ||
	    open_catalogue(c, &catalogue, &err) != FAULT_NONE)
		return command_fail(c, &err);
	list = json_array();
	if (list_others(c, catalogue_terms(catalogue), kind, list, &err) != FAULT_NONE) {
		json_decref(list);
		return command_fail(c, &err);
	}
	count = strcmp(kind, kind_name(KIND_SERVICE)) == 0
			? catalogue_count(catalogue) + catalogue_ended(catalogue)
			: 0;
	for (size_t i = 0; i < count; i++)
		if (c->json)
			json_array_append_new(list, version_json(c, catalogue_at(catalogue, i)));
		else
			print_version(c, catalogue_at(catalogue, i));
	if (c->json)
		command_json(c, list);
	else
		json_decref(list);
	return EXIT_DONE;
}

/* --- retire --- */

static enum fault take_day(struct command *c, struct date *ret, struct error *err)
{
	const char *word = arguments_get(&c->arguments, "from");

	if (word != NULL)
		return date_parse(word, ret, err);
	*ret = date_of(registry_now(c->portal->registry));
	return FAULT_NONE;
}

static enum fault end_service(struct command *c, const char *id, struct error *err)
{
	const char *instead = arguments_get(&c->arguments, "instead");
	struct date day;
	enum fault f = take_day(c, &day, err);

	if (f == FAULT_NONE)
		f = retire_set(c->portal->registry, id, day, instead, err);
	if (f == FAULT_NONE)
		command_line(c,
			     FILL(c->arena, _("{service} ends: from {date} on it is not offered."),
				  {"service", id}, {"date", date_iso(c->arena, day)}));
	return f;
}

static enum fault undo(struct command *c, const char *id, struct error *err)
{
	enum fault f;

	if (arguments_get(&c->arguments, "from") != NULL ||
	    arguments_get(&c->arguments, "instead") != NULL)
		return fail(err, FAULT_INPUT, N_("--undo stands alone behind the service."),
			    "usage");
	f = retire_undo(c->portal->registry, id, err);
	if (f == FAULT_NONE)
		command_line(c, FILL(c->arena, _("{service} is offered on."), {"service", id}));
	return f;
}

enum exit_status command_offer_retire(struct command *c)
{
	const char *id = c->arguments.words[0];
	struct error err = {0};
	enum fault f = arguments_get(&c->arguments, "undo") != NULL ? undo(c, id, &err)
								    : end_service(c, id, &err);

	if (f == FAULT_NONE)
		tell_shown(c);
	return command_end(c, f, &err);
}

/* --- take-back --- */

enum exit_status command_offer_take_back(struct command *c)
{
	const char *id = c->arguments.words[0];
	struct error err = {0};
	int version = 0;
	bool ended = false;
	enum fault f = command_definitions_version(c, &version, &err);

	if (f == FAULT_NONE && version == 0)
		f = fail(&err, FAULT_INPUT, N_("A version is a whole number."), "usage");
	if (f == FAULT_NONE)
		f = retire_take_back(c->portal->registry, id, version, &ended, &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	command_line(c, FILL(c->arena, _("{service} {version}: taken back"), {"service", id},
			     {"version", arena_format(c->arena, "%d", version)}));
	if (ended)
		command_line(c, FILL(c->arena,
				     _("{service} has ended again, as it had before that version "
				       "came."),
				     {"service", id}));
	tell_shown(c);
	return EXIT_DONE;
}

/* --- gaps --- */

static void print_word(struct command *c, const struct vain_word *w)
{
	command_line(c, arena_format(c->arena, "%6d  %s  %s", w->count,
				     date_iso(c->arena, date_of(w->day)), w->word));
}

enum exit_status command_offer_gaps(struct command *c)
{
	struct vain_word *list;
	struct error err = {0};
	json_t *all;
	size_t count;

	if (vain_list(c->portal->registry, c->portal->caller, c->arena, &list, &count, &err) !=
	    FAULT_NONE)
		return command_fail(c, &err);
	all = json_array();
	for (size_t i = 0; i < count && c->json; i++)
		json_array_append_new(all, json_pack("{s:s, s:i, s:s}", "word", list[i].word,
						     "count", list[i].count, "last",
						     date_iso(c->arena, date_of(list[i].day))));
	for (size_t i = 0; i < count && !c->json; i++)
		print_word(c, &list[i]);
	if (c->json)
		command_json(c, json_incref(all));
	else if (count == 0)
		command_line(c,
			     _("There are none yet: a word is listed once it was searched for from "
			       "three networks."));
	json_decref(all);
	return EXIT_DONE;
}
