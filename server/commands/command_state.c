/* command_state.c - the commands for a state folder as a whole: init, verify, backup, restore. */
#include "server/commands/command_inside.h"

#include "server/config.h"
#include "server/gate/gate.h"
#include "server/owner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <termios.h>

static enum fault write_config(struct command *c, struct error *err)
{
	BUFFER_CLEAN struct buffer b;
	const char *file = arena_format(c->arena, "%s/shubbak.conf", command_state(c));
	int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	const char *registry = arguments_get(&c->arguments, "registry");
	bool good;

	buffer_open(&b, (size_t)64 * 1024);
	config_write(&b);
	if (registry != NULL)
		buffer_format(&b, "\nregistry = %s\n", registry);
	good = fd >= 0 && write(fd, b.data, b.size) == (ssize_t)b.size;
	if (fd >= 0)
		close(fd);
	return good ? FAULT_NONE
		    : fail(err, FAULT_BUSY, N_("The configuration file cannot be written."), "%s",
			   strerror(errno));
}

static enum fault print_fingerprints(struct command *c, const char *folder, struct error *err)
{
	BUFFER_CLEAN struct buffer b;
	struct gate_host *h = NULL;
	enum fault f = gate_host_open(folder, false, &h, err);

	buffer_open(&b, 4096);
	if (f != FAULT_NONE)
		return f;
	gate_host_fingerprints(h, &b);
	gate_host_close(h);
	buffer_format(c->out, "%s\n%s\n", _("Portal fingerprints, to print and give to centres:"),
		      b.data);
	return FAULT_NONE;
}

/* Its days are those of the portal that will serve it, not the machine's. */
static enum fault demonstrate(struct command *c, struct error *err)
{
	struct config config;
	const char *registry = arguments_get(&c->arguments, "registry");
	struct registry *r = NULL;
	enum fault f = registry_open(command_state(c), registry, &r, err);

	if (f != FAULT_NONE)
		return f;
	config_default(&config);
	config_use_zone_silently(&config);
	registry_defer(r);
	f = command_demo(c, r, err);
	if (f == FAULT_NONE)
		f = registry_settle(r, err);
	registry_close(r);
	return f;
}

static enum fault make_portal(struct command *c, char secret[65], struct error *err)
{
	const char *keys = arena_format(c->arena, "%s/keys/host", command_state(c));
	const char *registry = arguments_get(&c->arguments, "registry");
	bool is_training = arguments_get(&c->arguments, "demo") != NULL ||
			   arguments_get(&c->arguments, "training") != NULL;
	enum fault f = is_training
			       ? versions_create_training(command_state(c), registry,
							  c->portal->paths->catalogue, secret, err)
			       : versions_create(command_state(c), registry,
						 c->portal->paths->catalogue, secret, err);

	if (f == FAULT_NONE)
		f = gate_host_make(keys, err);
	if (f == FAULT_NONE)
		f = write_config(c, err);
	if (f != FAULT_NONE)
		return f;
	command_line(c, FILL(c->arena, _("The portal's folder is ready: {folder}"),
			     {"folder", command_state(c)}));
	return print_fingerprints(c, keys, err);
}

/* Who a new folder is for: as root a user of its own, who can reach it; else whoever makes it. */
static enum fault choose_owner(struct command *c, struct owner *ret, struct error *err)
{
	const char *name = arguments_get(&c->arguments, "user");
	enum fault f = FAULT_NONE;

	if (geteuid() == 0)
		f = owner_find(name, ret, err);
	else if (name != NULL)
		f = fail(err, FAULT_DENIED,
			 N_("Only root can give a portal's folder to another user."), "not root");
	return f == FAULT_NONE && geteuid() == 0 ? owner_may_pass(ret, command_state(c), err) : f;
}

static enum fault give_folder(struct command *c, const struct owner *o, struct error *err)
{
	enum fault f = geteuid() == 0 ? owner_give(o, command_state(c), err) : FAULT_NONE;

	if (f != FAULT_NONE || geteuid() != 0)
		return f;
	if (o->is_number)
		command_line(c, FILL(c->arena,
				     _("No user of this machine owns the portal's folder, but "
				       "number {user}, which nobody has; the processes that hold "
				       "the registry run under it."),
				     {"user", o->name}));
	else
		command_line(c, FILL(c->arena,
				     _("The portal's folder belongs to user {user}, under whom the "
				       "processes run that hold the registry."),
				     {"user", o->name}));
	return FAULT_NONE;
}

static enum fault make_new(struct command *c, struct error *err)
{
	struct owner o = {0};
	char secret[65] = "";
	enum fault f = choose_owner(c, &o, err);

	if (f == FAULT_NONE)
		f = make_portal(c, secret, err);
	if (f == FAULT_NONE) {
		buffer_format(c->out, "%s\n%s\n\n",
			      _("This secret opens backups and is not stored anywhere else. Keep "
				"it somewhere safe, away from this machine:"),
			      secret);
		command_flush(c);
	}
	if (f == FAULT_NONE && arguments_get(&c->arguments, "demo") != NULL)
		f = demonstrate(c, err);
	return f == FAULT_NONE ? give_folder(c, &o, err) : f;
}

/* --- another host of the same registry --- */

static bool ask_secret(char to[80]);

/* The folder is its user's before the database is asked, which may go by who asks. */
static enum fault meet_registry(struct command *c, const struct owner *o, struct error *err)
{
	const char *given = arguments_get(&c->arguments, "registry"), *address = NULL;
	struct registry *r = NULL;
	struct config config;
	enum fault f = given != NULL ? command_set_registry(c, given, err) : FAULT_NONE;

	if (f == FAULT_NONE)
		f = config_find_registry(command_state(c), &config, &address, err);
	if (f == FAULT_NONE && address == NULL)
		f = fail(err, FAULT_INPUT,
			 N_("Only a registry in PostgreSQL has several hosts: say where it is with "
			    "--registry."),
			 "no address");
	if (f == FAULT_NONE)
		f = give_folder(c, o, err);
	if (f != FAULT_NONE)
		return f;
	owner_stand_in(command_state(c));
	f = registry_open(command_state(c), address, &r, err);
	if (f == FAULT_NONE)
		f = snapshot_write(r, err);
	registry_close(r);
	owner_step_back();
	return f;
}

static enum fault join(struct command *c, const char *file, struct error *err)
{
	char secret[80] = "";
	struct owner o = {0};
	enum fault f = choose_owner(c, &o, err);

	if (f == FAULT_NONE && (arguments_get(&c->arguments, "demo") != NULL ||
				arguments_get(&c->arguments, "training") != NULL))
		f = fail(err, FAULT_INPUT,
			 N_("--demo and --training are for a new registry, --join for one that is "
			    "there."),
			 "usage");
	if (f == FAULT_NONE && !ask_secret(secret))
		f = fail(err, FAULT_INPUT, N_("The secret is needed to open a backup."),
			 "no secret");
	if (f == FAULT_NONE)
		f = backup_unpack_keys(file, secret, command_state(c), err);
	explicit_bzero(secret, sizeof(secret));
	if (f != FAULT_NONE)
		return f;
	f = meet_registry(c, &o, err);
	if (f != FAULT_NONE) {
		folder_clear(command_state(c));
		return f;
	}
	command_line(c, FILL(c->arena,
			     _("The portal's folder is ready: {folder}. Its shubbak.conf is that "
			       "of the host before: look at what is this one's own, such as "
			       "listen and anchor."),
			     {"folder", command_state(c)}));
	return print_fingerprints(c, arena_format(c->arena, "%s/keys/host", command_state(c)), err);
}

/* --- a folder that is there --- */

/* Of a folder that a user has already, that user; of root's, as for a new one. */
static enum fault take_owner(struct command *c, struct owner *ret, struct error *err)
{
	const char *name = arguments_get(&c->arguments, "user");
	char number[24];
	struct stat st;

	if (access(arena_format(c->arena, "%s/keys/answers.key", command_state(c)), F_OK) != 0 ||
	    stat(command_state(c), &st) != 0)
		return fail(err, FAULT_MISSING,
			    N_("There is no registry in this folder. Create one with init."), "%s",
			    command_state(c));
	snprintf(number, sizeof(number), "%lu", (unsigned long)st.st_uid);
	if (name == NULL && st.st_uid != 0)
		name = number;
	return owner_find(name, ret, err);
}

static enum fault take(struct command *c, struct error *err)
{
	struct owner o = {0};
	enum fault f;

	if (geteuid() != 0)
		return fail(err, FAULT_DENIED,
			    N_("Only root can give a portal's folder to another user."),
			    "not root");
	f = take_owner(c, &o, err);
	if (f == FAULT_NONE)
		f = owner_may_pass(&o, command_state(c), err);
	return f == FAULT_NONE ? give_folder(c, &o, err) : f;
}

enum exit_status command_state_init(struct command *c)
{
	const char *keys = arguments_get(&c->arguments, "join");
	struct error err = {0};
	enum fault f;

	if (arguments_get(&c->arguments, "take") != NULL)
		f = take(c, &err);
	else
		f = keys != NULL ? join(c, keys, &err) : make_new(c, &err);
	return command_end(c, f, &err);
}

static void print_fault(void *ctx, const char *line)
{
	struct command *c = ctx;

	buffer_format(c->out, "%s\n", line);
	command_flush(c);
}

enum exit_status command_state_verify(struct command *c)
{
	struct error err = {0};
	const char *anchor = arguments_get(&c->arguments, "anchor");
	enum fault f = verify_run(c->portal->registry, anchor, print_fault, c, &err);

	if (f == FAULT_NONE && anchor != NULL)
		command_line(c, _("The ledger has every line of the anchor file."));
	if (f == FAULT_NONE)
		command_line(c, _("The registry and the audit ledger are intact."));
	return command_end(c, f, &err);
}

enum exit_status command_state_backup(struct command *c)
{
	bool keys_only = arguments_get(&c->arguments, "keys") != NULL;
	struct error err = {0};
	enum fault f = keys_only
			       ? backup_write_keys(c->portal->registry, c->arguments.words[0], &err)
			       : backup_write(c->portal->registry, c->arguments.words[0], &err);

	return command_end(c, f, &err);
}

/* The secret from the terminal, without echo, or from standard input. */
static bool ask_secret(char to[80])
{
	struct termios before, quiet;
	bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;
	bool good;

	if (terminal) {
		fputs(_("Backup secret (64 characters, not shown): "), stderr);
		quiet = before;
		quiet.c_lflag &= (tcflag_t)~ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	}
	good = fgets(to, 80, stdin) != NULL;
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
		fputc('\n', stderr);
	}
	to[strcspn(to, "\r\n")] = '\0';
	return good;
}

static enum fault unpack(struct command *c, struct error *err)
{
	char secret[80] = "";
	enum fault f;

	if (!ask_secret(secret))
		f = fail(err, FAULT_INPUT, N_("The secret is needed to open a backup."),
			 "no secret");
	else
		f = backup_restore(c->arguments.words[0], secret, command_state(c), err);
	explicit_bzero(secret, sizeof(secret));
	return f;
}

/* The backup's shubbak.conf says where the registry was, which another portal may serve by now. The
 * folder is its user's before a database is asked, which may go by who asks. */
static enum fault settle(struct command *c, const struct owner *o, struct error *err)
{
	const char *address = arguments_get(&c->arguments, "registry");
	const char *config = arena_format(c->arena, "%s/shubbak.conf", command_state(c));
	enum fault f = FAULT_NONE;

	if (address != NULL || access(config, F_OK) == 0)
		f = command_set_registry(c, address, err);
	if (f == FAULT_NONE)
		f = give_folder(c, o, err);
	if (f == FAULT_NONE && address != NULL)
		f = command_carry(c, address, err);
	if (f != FAULT_NONE)
		folder_clear(command_state(c));
	return f;
}

static enum fault restore(struct command *c, struct error *err)
{
	struct owner o = {0};
	enum fault f = choose_owner(c, &o, err);

	if (f == FAULT_NONE)
		f = unpack(c, err);
	if (f == FAULT_NONE)
		f = settle(c, &o, err);
	if (f == FAULT_NONE)
		command_line(c, _("The backup has been restored and verified."));
	return f;
}

enum exit_status command_state_restore(struct command *c)
{
	struct error err = {0};

	return command_end(c, restore(c, &err), &err);
}
