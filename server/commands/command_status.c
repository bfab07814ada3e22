/* command_status.c - the command that tells how a portal is: its registry, and what visitors of
 * this host have. */
#include "server/commands/command_inside.h"

#include <stdio.h>

static json_t *shape_head(const struct anchor *head, struct command *c)
{
	return json_pack("{s:o, s:s, s:i, s:I, s:s}", "time", command_time(c, head->at), "origin",
			 head->origin, "lane", head->lane, "seq", (json_int_t)head->seq, "hash",
			 head->hash);
}

/* The head of each chain, as the line that an anchor file has of it. */
static void print_heads(struct command *c, const struct anchor *heads, size_t count, json_t *j)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		json_array_append_new(list, shape_head(&heads[i], c));
		/* TRANSLATORS: label of the audit ledger's head, a line to be kept elsewhere */
		if (!c->json)
			command_pair(c, _("Anchor"), anchor_line(c->arena, &heads[i]));
	}
	json_object_set_new(j, "ledger_heads", list);
}

/* What visitors of this host are shown, which needs no registry. */
static void print_here(struct command *c, json_t *j)
{
	int64_t stamp = snapshot_stamp(command_state(c));
	struct timespec since = {0};
	const char *at;

	if (!snapshot_time(command_state(c), &since))
		stamp = -1;
	json_object_set_new(j, "catalogue_here", json_integer(stamp));
	json_object_set_new(j, "catalogue_here_since", command_time(c, since.tv_sec));
	if (c->json || stamp < 0)
		return;
	at = date_rfc3339(c->arena, since.tv_sec);
	/* TRANSLATORS: which of the catalogue's changes visitors of this host have, and since when
	 */
	command_pair(c, _("Catalogue here"),
		     FILL(c->arena, _("change {number}, since {time}"),
			  {"number", arena_format(c->arena, "%lld", (long long)stamp)},
			  {"time", at}));
}

static void print_number(struct command *c, json_t *j, const char *key, const char *label,
			 int64_t number)
{
	json_object_set_new(j, key, json_integer(number));
	if (!c->json)
		command_pair(c, label, arena_format(c->arena, "%lld", (long long)number));
}

/* Who runs it must not take it for a real one. */
static void print_trying(struct command *c, const struct registry *r, json_t *j)
{
	json_object_set_new(j, "training", json_boolean(registry_is_training(r)));
	if (!registry_is_training(r) || c->json)
		return;
	command_line(c, _("This is a trial version: nothing you send here reaches an authority."));
	command_pair(c, _("The portal's clock"), date_rfc3339(c->arena, registry_now(r)));
}

/* What is to be mended here, or on the host whose clerk it is. */
static void print_held(struct command *c, const struct spool_held *held, json_t *j)
{
	json_object_set_new(j, "messages_held", json_integer(held->count));
	json_object_set_new(j, "messages_held_since",
			    command_time(c, held->count > 0 ? held->since : 0));
	json_object_set_new(j, "messages_held_why",
			    held->count > 0 ? command_text(c, held->why) : json_null());
	if (c->json || held->count == 0)
		return;
	/* TRANSLATORS: label: messages that the program which sends them does not take */
	command_pair(c, _("Messages that cannot be handed over"),
		     FILL(c->arena, _("{count}, the oldest since {time} ({why}): mend the sender"),
			  {"count", arena_format(c->arena, "%lld", (long long)held->count)},
			  {"time", date_rfc3339(c->arena, held->since)},
			  {"why", text_safe(c->arena, held->why, 0)}));
}

static void print_figures(struct command *c, const struct figures *f, json_t *j)
{
	print_number(c, j, "services", _("Services"), f->services);
	print_number(c, j, "drafts", _("Drafts"), f->drafts);
	print_number(c, j, "applications", _("Applications"), f->applications);
	print_number(c, j, "ledger_entries", _("Audit ledger entries"), f->ledger_entries);
	print_number(c, j, "messages_waiting", _("Messages to be sent"), f->messages_waiting);
	print_number(c, j, "messages_failed", _("Messages that could not be sent"),
		     f->messages_failed);
	print_held(c, &f->messages_held, j);
}

static enum fault print_registry(struct command *c, struct registry *r, json_t *j,
				 struct error *err)
{
	struct figures figures = {0};
	struct versions_now now = {0};
	struct anchor *heads = NULL;
	size_t count = 0;
	enum fault f = figures_count(r, &figures, err);

	if (f == FAULT_NONE)
		f = versions_look(r, &now, err);
	if (f == FAULT_NONE)
		f = anchor_heads(r, c->arena, &heads, &count, err);
	if (f != FAULT_NONE)
		return f;
	print_trying(c, r, j);
	print_figures(c, &figures, j);
	/* TRANSLATORS: how often the catalogue was changed */
	print_number(c, j, "catalogue", _("Changes of the catalogue"), now.stamp);
	print_here(c, j);
	print_heads(c, heads, count, j);
	return FAULT_NONE;
}

/* The registry is somewhere else, and does not answer: visitors go on with what is here. */
static enum exit_status print_away(struct command *c, json_t *j, const struct error *err)
{
	if (!c->json)
		command_pair(c, _("Registry"), _("does not answer; visitors can browse"));
	print_here(c, j);
	return command_fail_with(c, j, err);
}

enum exit_status command_status(struct command *c)
{
	json_t *j = json_pack("{s:s}", "version", SHUBBAK_VERSION);
	struct registry *r = NULL;
	struct error err = {0};
	enum exit_status status = EXIT_DONE;
	enum fault f = command_open_registry(c, &r, &err);

	if (f == FAULT_NONE)
		f = print_registry(c, r, j, &err);
	if (f == FAULT_BUSY)
		status = print_away(c, j, &err);
	else if (f != FAULT_NONE)
		status = command_fail(c, &err);
	else if (c->json)
		command_json(c, json_incref(j));
	registry_close(r);
	json_decref(j);
	return status;
}
