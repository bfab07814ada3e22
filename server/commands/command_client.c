/* command_client.c - the commands that give a configuration of ssh: for visitors, over ssh and on
 * the host, and for those who work with the portal. */
#include "server/commands/command_client.h"

#include "server/config.h"
#include "server/gate/gate.h"
#include "server/source.h"
#include "services/registry/limits.h"

#define ALIVE_SECONDS 60
#define SHARED_SECONDS (LIMIT_UNUSED_SECONDS - 10) /* the portal ends it soon after that */

/* What one types, and who one is then. */
static const struct alias {
	const char *name, *user;
	bool of_centre;
} aliases[] = {{"portal", "guest", false},      {"portal-plain", "plain", false},
	       {"portal-me", "me", false},      {"portal-plain-me", "plain-me", false},
	       {"portal-staff", "staff", true}, {"portal-plain-staff", "plain-staff", true}};

/* What a configuration says. */
struct client {
	const char *host;
	int port;
	bool of_centre;
	const char **keys; /* lines of known_hosts */
	size_t key_count;
	struct gate_offer offer;
};

static bool is_told(const struct client *t, const struct alias *a)
{
	return t->of_centre || !a->of_centre;
}

static void read_gate(struct command *c, const struct gate_host *gate, struct client *t)
{
	BUFFER_CLEAN struct buffer lines;
	const char *name =
		t->port == 22 ? t->host : arena_format(c->arena, "[%s]:%d", t->host, t->port);

	buffer_open(&lines, 4096);
	gate_host_public(gate, &lines);
	gate_host_offer(gate, &t->offer);
	t->keys = arena_take(c->arena, lines.size * sizeof(*t->keys));
	for (size_t at = 0, len; at < lines.size; at += len + 1) {
		len = strcspn(lines.data + at, "\n");
		t->keys[t->key_count++] =
			arena_format(c->arena, "%s %.*s", name, (int)len, lines.data + at);
	}
}

/* --- as text ---------------------------------------------------------------------------------- */

/* Everything but these names is left out: so what an ssh does not know of them is no fault to it,
 * and what its system forbids it stays forbidden. */
static const char *all_but(struct command *c, const char *list)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, 1024);
	buffer_text(&b, "-!");
	for (; *list != '\0'; list++)
		buffer_text(&b, *list == ',' ? ",!" : (const char[]){*list, '\0'});
	buffer_text(&b, ",*");
	return arena_slice(c->arena, b.data, b.size);
}

static void note(struct command *c, const char *text)
{
	command_line(c, arena_format(c->arena, "# %s", text));
}

static void set(struct command *c, const char *name, const char *value)
{
	command_line(c, arena_format(c->arena, "    %s %s", name, value));
}

static void print_aliases(struct command *c, const struct client *t)
{
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		if (!is_told(t, &aliases[i]))
			continue;
		command_line(c, arena_format(c->arena, "Host %s", aliases[i].name));
		set(c, "User", aliases[i].user);
	}
}

static void print_sharing(struct command *c)
{
	command_line(c, "");
	note(c,
	     FILL(c->arena,
		  _("A command within {seconds} seconds of the one before goes over the same "
		    "connection, without a login: close your session when you leave your place."),
		  {"seconds", arena_format(c->arena, "%d", SHARED_SECONDS)}));
	set(c, "ControlMaster", "auto");
	set(c, "ControlPath", "~/.ssh/portal-%C");
	set(c, "ControlPersist", arena_format(c->arena, "%d", SHARED_SECONDS));
}

static void print_line(struct command *c, const struct client *t)
{
	command_line(c, "");
	command_line(c, "Host portal portal-*");
	set(c, "HostName", t->host);
	set(c, "Port", arena_format(c->arena, "%d", t->port));
	set(c, "Compression", "yes");
	set(c, "SendEnv", "LANG LC_MESSAGES LC_ALL COLORTERM");
	set(c, "ForwardAgent", "no");
	set(c, "ForwardX11", "no");
	set(c, "ServerAliveInterval", arena_format(c->arena, "%d", ALIVE_SECONDS));
	set(c, "ServerAliveCountMax", "3");
	command_line(c, "");
	note(c, _("All but what this portal takes is left out of what your ssh offers: a login has "
		  "less to send."));
	set(c, "KexAlgorithms", all_but(c, t->offer.exchanges));
	set(c, "HostKeyAlgorithms", all_but(c, t->offer.keys));
	set(c, "Ciphers", all_but(c, t->offer.ciphers));
	set(c, "MACs", all_but(c, t->offer.macs));
}

static void print(struct command *c, const struct client *t)
{
	note(c, _("Save this as ~/.ssh/portal.conf, and write as the first line of ~/.ssh/config: "
		  "Include portal.conf"));
	note(c, FILL(c->arena, _("Then type: {command}"), {"command", "ssh portal"}));
	note(c, _("The portal's public keys, for ~/.ssh/known_hosts; compare them with what is "
		  "published of them:"));
	for (size_t i = 0; i < t->key_count; i++)
		note(c, t->keys[i]);
	command_line(c, "");
	print_aliases(c, t);
	print_line(c, t);
	if (t->of_centre)
		print_sharing(c);
}

/* --- as JSON ---------------------------------------------------------------------------------- */

static json_t *shape_list(const char *list)
{
	json_t *j = json_array();

	for (size_t len; *list != '\0'; list += len + (list[len] == ',')) {
		len = strcspn(list, ",");
		json_array_append_new(j, json_stringn(list, len));
	}
	return j;
}

static json_t *shape_aliases(const struct client *t)
{
	json_t *j = json_object();

	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (is_told(t, &aliases[i]))
			json_object_set_new(j, aliases[i].name, json_string(aliases[i].user));
	return j;
}

static json_t *shape(struct command *c, const struct client *t)
{
	json_t *keys = json_array();

	for (size_t i = 0; i < t->key_count; i++)
		json_array_append_new(keys, command_text(c, t->keys[i]));
	return json_pack("{s:o, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:i}", "host",
			 command_text(c, t->host), "port", t->port, "known_hosts", keys, "users",
			 shape_aliases(t), "kex", shape_list(t->offer.exchanges), "host_keys",
			 shape_list(t->offer.keys), "ciphers", shape_list(t->offer.ciphers), "macs",
			 shape_list(t->offer.macs), "alive_seconds", ALIVE_SECONDS,
			 "shared_seconds", t->of_centre ? SHARED_SECONDS : 0);
}

/* --- the commands ----------------------------------------------------------------------------- */

static enum exit_status tell(struct command *c, const struct gate_host *gate, const char *host,
			     int port)
{
	struct client t = {.host = host,
			   .port = port != 0 ? port : 22,
			   .of_centre = arguments_get(&c->arguments, "centre") != NULL};

	read_gate(c, gate, &t);
	if (c->json)
		command_json(c, shape(c, &t));
	else if (arguments_get(&c->arguments, "known-hosts") == NULL)
		print(c, &t);
	else
		for (size_t i = 0; i < t.key_count; i++)
			command_line(c, t.keys[i]);
	return EXIT_DONE;
}

enum exit_status command_client(struct command *c)
{
	return tell(c, c->portal->gate, c->portal->host, c->portal->port);
}

/* The port as people type it, or the one that shubbak.conf lets the portal listen on. */
static enum fault find_port(const struct config *config, int *ret, struct error *err)
{
	struct sockaddr_storage a;
	socklen_t len;
	enum fault f = FAULT_NONE;

	*ret = config->port;
	if (*ret == 0)
		f = source_read(config->listen, &a, &len, err);
	if (*ret == 0 && f == FAULT_NONE)
		*ret = source_port(&a);
	return f;
}

enum exit_status command_client_host(struct command *c)
{
	const char *folder = arena_format(c->arena, "%s/keys/host", command_state(c)), *registry;
	struct error err = {0};
	struct config config;
	struct gate_host *gate = NULL;
	enum exit_status status;
	int port = 0;
	enum fault f = config_find_registry(command_state(c), &config, &registry, &err);

	if (f == FAULT_NONE)
		f = find_port(&config, &port, &err);
	if (f == FAULT_NONE)
		f = gate_host_open(folder, config.p256 != 0, &gate, &err);
	status = f == FAULT_NONE ? tell(c, gate, config.host, port) : command_fail(c, &err);
	gate_host_close(gate);
	return status;
}
