/* command_account.c - the commands for accounts: add, list, show, pin, key, grant, end. */
#include "server/commands/command_inside.h"

#include "tui/page/qr.h"

#define DAY ((int64_t)24 * 60 * 60) /* seconds */

/* The words from `first` on are a number, with blanks or without. */
static const char *number_from(struct command *c, size_t first)
{
	return arguments_join(&c->arguments, c->arena, first);
}

static enum fault need(struct command *c, const char *option, const char **ret, struct error *err)
{
	*ret = arguments_get(&c->arguments, option);
	if (*ret != NULL && **ret != '\0')
		return FAULT_NONE;
	fail(err, FAULT_INPUT, N_("--{option} is needed."), "usage");
	error_fill(err, "option", "%s", option);
	return FAULT_INPUT;
}

static const char *optional(struct command *c, const char *option)
{
	const char *value = arguments_get(&c->arguments, option);

	return value == NULL ? "" : value;
}

/* --- what is handed to the person --- */

void command_print_paper(struct command *c, struct account_paper *paper)
{
	char shown[ACCOUNT_DIGITS + 3];

	reference_show_account(paper->number, shown);
	if (c->json) {
		command_json(c,
			     json_pack("{s:s, s:s}", "number", paper->number, "pin", paper->pin));
		return;
	}
	command_pair(c, _("Account number"), shown);
	command_pair(c, _("PIN"), paper->pin);
	command_line(c,
		     _("Hand the number and the PIN to the person: the PIN is not shown again."));
}

enum exit_status command_account_add(struct command *c)
{
	struct account_paper paper;
	struct error err = {0};
	const char *name;
	enum fault f = need(c, "name", &name, &err);

	if (f == FAULT_NONE)
		f = account_open(c->portal->registry, c->portal->caller, name, &paper, &err);
	if (f == FAULT_NONE)
		command_print_paper(c, &paper);
	return command_end(c, f, &err);
}

enum exit_status command_account_pin(struct command *c)
{
	struct account_paper paper;
	struct error err = {0};
	enum fault f = account_renew_pin(c->portal->registry, c->portal->caller, number_from(c, 0),
					 &paper, &err);

	if (f == FAULT_NONE)
		command_print_paper(c, &paper);
	return command_end(c, f, &err);
}

/* Once: the secret stands nowhere else. */
static void print_code(struct command *c, const struct account_code *code)
{
	struct qr qr;
	char shown[ACCOUNT_DIGITS + 3];

	reference_show_account(code->number, shown);
	if (c->json) {
		command_json(c, json_pack("{s:s, s:s, s:s}", "number", code->number, "secret",
					  code->secret, "uri", code->uri));
		return;
	}
	command_pair(c, _("Account number"), shown);
	command_pair(c, _("Secret of the one-time codes"), code->secret);
	command_line(c, code->uri);
	if (qr_draw(c->arena, code->uri, true, &qr))
		for (int i = 0; i < qr.rows; i++)
			command_line(c, qr.lines[i]);
	command_line(c, _("Enter it now into the app that makes the person's codes: it is not "
			  "shown again."));
}

enum exit_status command_account_code(struct command *c)
{
	struct account_code code;
	struct error err = {0};
	enum fault f = account_renew_code(c->portal->registry, c->portal->caller, number_from(c, 0),
					  &code, &err);

	if (f == FAULT_NONE)
		print_code(c, &code);
	explicit_bzero(&code, sizeof(code));
	return command_end(c, f, &err);
}

/* --- list and show --- */

static bool has_ended(struct command *c, const struct account_grant *g)
{
	return g->until != 0 && g->until <= registry_now(c->portal->registry);
}

static json_t *key_json(struct command *c, const struct account_key *k)
{
	char shown[PUBLICKEY_SHOWN];

	publickey_show(k->key, shown);
	return json_pack("{s:o, s:s, s:o, s:o}", "name", command_text(c, k->name), "fingerprint",
			 shown, "since", command_time(c, k->since), "ended",
			 command_time(c, k->ended));
}

static json_t *or_null(struct command *c, const char *text)
{
	return text[0] == '\0' ? json_null() : command_text(c, text);
}

static json_t *grant_json(struct command *c, const struct account_grant *g)
{
	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:b, s:o}", "id", g->id, "role", g->role,
			 "service", or_null(c, g->service), "office", or_null(c, g->office),
			 "since", command_time(c, g->since), "until", command_time(c, g->until),
			 "ended", has_ended(c, g), "by", command_text(c, g->by));
}

static json_t *wait_json(struct command *c, const struct account_wait *w)
{
	return json_pack("{s:s, s:o, s:o, s:o}", "what", w->what, "by", or_null(c, w->by), "at",
			 command_time(c, w->at), "ready", command_time(c, w->ready_at));
}

static json_t *account_json(struct command *c, const struct account *a)
{
	json_t *keys = json_array(), *grants = json_array(), *asked = json_array();
	json_t *waits = json_array();

	for (size_t i = 0; i < a->key_count; i++)
		json_array_append_new(keys, key_json(c, &a->keys[i]));
	for (size_t i = 0; i < a->grant_count; i++)
		json_array_append_new(grants, grant_json(c, &a->grants[i]));
	for (size_t i = 0; i < a->asked_count; i++)
		json_array_append_new(asked, json_pack("{s:s, s:o, s:o}", "what", a->asked[i].what,
						       "by", command_text(c, a->asked[i].by), "at",
						       command_time(c, a->asked[i].at)));
	for (size_t i = 0; i < a->wait_count; i++)
		json_array_append_new(waits, wait_json(c, &a->waits[i]));
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "number", a->number, "name",
			 command_text(c, a->name), "since", command_time(c, a->since), "keys", keys,
			 "grants", grants, "asked", asked, "waits", waits);
}

/* "officer", and over what: "officer (lb-judicial-record, social-beirut)". */
static const char *role_words(struct command *c, const struct account_grant *g)
{
	const char *sep = g->service[0] != '\0' && g->office[0] != '\0' ? ", " : "";

	if (g->service[0] == '\0' && g->office[0] == '\0')
		return arena_text(c->arena, g->role);
	return arena_format(c->arena, "%s (%s%s%s)", g->role, g->service, sep, g->office);
}

static const char *time_words(struct command *c, int64_t since, int64_t until)
{
	const char *from = command_moment(c, NULL, since);

	if (until == 0)
		return FILL(c->arena, _("since {date}"), {"date", from});
	return FILL(c->arena, _("from {date} until {end}"), {"date", from},
		    {"end", command_moment(c, NULL, until)});
}

static void print_account(struct command *c, const struct account *a)
{
	char number[ACCOUNT_DIGITS + 3], key[PUBLICKEY_SHOWN];

	reference_show_account(a->number, number);
	command_pair(c, _("Account number"), number);
	command_pair(c, _("Name"), a->name);
	command_pair(c, _("Since"), command_moment(c, NULL, a->since));
	for (size_t i = 0; i < a->key_count; i++) {
		publickey_show(a->keys[i].key, key);
		command_pair(c, _("Key"),
			     arena_format(c->arena, "%s  %s  %s", a->keys[i].name, key,
					  time_words(c, a->keys[i].since, a->keys[i].ended)));
	}
	for (size_t i = 0; i < a->grant_count; i++)
		command_pair(c, _("Role"),
			     arena_format(c->arena, "%s  %s  %s", a->grants[i].id,
					  role_words(c, &a->grants[i]),
					  time_words(c, a->grants[i].since, a->grants[i].until)));
	for (size_t i = 0; i < a->asked_count; i++)
		command_pair(c, _("Asked for"),
			     arena_format(c->arena, "%s  %s  %s", a->asked[i].what, a->asked[i].by,
					  command_moment(c, NULL, a->asked[i].at)));
	for (size_t i = 0; i < a->wait_count; i++)
		/* TRANSLATORS: what an account waits to be given, and from when on it may be */
		command_pair(c, _("Waits for"),
			     arena_format(c->arena, "%s  %s  %s", a->waits[i].what, a->waits[i].by,
					  command_moment(c, NULL, a->waits[i].ready_at)));
}

enum exit_status command_account_show(struct command *c)
{
	struct account a;
	struct error err = {0};
	enum fault f = account_get(c->portal->registry, c->portal->caller, c->arena,
				   number_from(c, 0), &a, &err);

	if (f == FAULT_NONE)
		command_print_account(c, &a);
	return command_end(c, f, &err);
}

/* One a line, with the roles that hold. */
static void print_short(struct command *c, const struct account *a)
{
	char number[ACCOUNT_DIGITS + 3];
	const char *line;

	reference_show_account(a->number, number);
	line = arena_format(c->arena, "%s  %s", number, a->name);
	for (size_t i = 0; i < a->grant_count; i++)
		if (!has_ended(c, &a->grants[i]))
			line = arena_format(c->arena, "%s  %s", line, role_words(c, &a->grants[i]));
	command_line(c, line);
}

enum exit_status command_account_list(struct command *c)
{
	struct account *list;
	struct error err = {0};
	json_t *all;
	size_t count;

	if (account_list(c->portal->registry, c->portal->caller, c->arena, &list, &count, &err) !=
	    FAULT_NONE)
		return command_fail(c, &err);
	all = json_array();
	for (size_t i = 0; i < count; i++)
		if (c->json)
			json_array_append_new(all, account_json(c, &list[i]));
		else
			print_short(c, &list[i]);
	if (c->json)
		command_json(c, json_incref(all));
	json_decref(all);
	return EXIT_DONE;
}

void command_print_account(struct command *c, const struct account *a)
{
	if (c->json)
		command_json(c, account_json(c, a));
	else
		print_account(c, a);
}

/* The account as it is after a change. */
static enum exit_status end_shown(struct command *c, enum fault f, const char *number,
				  struct error *err)
{
	struct account a;

	if (f == FAULT_NONE)
		f = account_get(c->portal->registry, c->portal->caller, c->arena, number, &a, err);
	if (f == FAULT_NONE)
		command_print_account(c, &a);
	return command_end(c, f, err);
}

/* --- keys and grants --- */

enum exit_status command_account_key(struct command *c)
{
	const char *what = c->arguments.words[0], *number = number_from(c, 1), *key, *name = NULL;
	bool adds = strcmp(what, "add") == 0;
	struct error err = {0};
	enum fault f = need(c, "key", &key, &err);

	if (!adds && strcmp(what, "revoke") != 0)
		f = fail(&err, FAULT_INPUT, N_("`account key` needs add or revoke."), "usage");
	if (f == FAULT_NONE && adds)
		f = need(c, "name", &name, &err);
	if (f == FAULT_NONE && adds)
		f = account_add_key(c->portal->registry, c->portal->caller, number, name, key,
				    &err);
	else if (f == FAULT_NONE)
		f = account_revoke_key(c->portal->registry, c->portal->caller, number, key, &err);
	return end_shown(c, f, number, &err);
}

enum fault command_take_day(struct command *c, const char *option, int later, int64_t *ret,
			    struct error *err)
{
	const char *word = arguments_get(&c->arguments, option);
	struct date day;
	enum fault f = FAULT_NONE;

	*ret = 0;
	if (word != NULL)
		f = date_parse(word, &day, err);
	if (f == FAULT_NONE && word != NULL)
		*ret = zone_utc((date_number(day) + later) * DAY);
	return f;
}

static enum fault take_grant(struct command *c, struct account_grant *g, struct error *err)
{
	const char *role;
	enum fault f = need(c, "role", &role, err);

	if (f == FAULT_NONE)
		f = command_take_day(c, "from", 0, &g->since, err);
	if (f == FAULT_NONE)
		f = command_take_day(c, "until", 1, &g->until, err);
	if (f != FAULT_NONE)
		return f;
	snprintf(g->role, sizeof(g->role), "%s", role);
	snprintf(g->service, sizeof(g->service), "%s", optional(c, "service"));
	snprintf(g->office, sizeof(g->office), "%s", optional(c, "office"));
	return FAULT_NONE;
}

enum exit_status command_account_grant(struct command *c)
{
	struct account_grant g = {.id = ""};
	struct error err = {0};
	enum fault f = take_grant(c, &g, &err);

	if (f == FAULT_NONE)
		f = account_grant(c->portal->registry, c->portal->caller, number_from(c, 0), &g,
				  &err);
	if (f == FAULT_NONE && c->json)
		command_json(c, json_pack("{s:s}", "id", g.id));
	else if (f == FAULT_NONE)
		command_line(c, FILL(c->arena, _("Granted: {role}, as {id}."),
				     {"role", role_words(c, &g)}, {"id", g.id}));
	return command_end(c, f, &err);
}

enum exit_status command_account_end(struct command *c)
{
	const char *id = c->arguments.words[c->arguments.count - 1], *number;
	struct error err = {0};
	enum fault f;

	c->arguments.count--;
	number = number_from(c, 0);
	f = account_end(c->portal->registry, c->portal->caller, number, id, &err);
	return end_shown(c, f, number, &err);
}
