/* command_state.c - the subcommands for a state folder as a whole: init, verify, backup, restore,
 * status. */
#include "server/commands/host.h"

#include "i18n/message.h"
#include "i18n/text.h"
#include "server/config.h"
#include "server/gate/gate.h"
#include "services/services.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <sys/stat.h>
#include <termios.h>

static const struct argument_option init_options[] = {{"demo", false}, {NULL, false}};

static enum fault write_config(struct admin *a, struct error *err)
{
	BUFFER_CLEAN struct buffer b;
	const char *file = arena_format(a->arena, "%s/shubbak.conf", a->state);
	int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	bool good;

	buffer_open(&b, (size_t)64 * 1024);
	config_write(&b);
	good = fd >= 0 && write(fd, b.data, b.size) == (ssize_t)b.size;
	if (fd >= 0)
		close(fd);
	return good ? FAULT_NONE
		    : fail(err, FAULT_BUSY, N_("The configuration file cannot be written."), "%s",
			   strerror(errno));
}

static enum fault print_fingerprints(const char *folder, struct error *err)
{
	BUFFER_CLEAN struct buffer b;
	struct gate_host *h = NULL;
	enum fault f = gate_host_open(folder, &h, err);

	buffer_open(&b, 4096);
	if (f != FAULT_NONE)
		return f;
	gate_host_fingerprints(h, &b);
	gate_host_close(h);
	printf("%s\n%s\n", _("Fingerprints of the portal, for paper and for centres:"), b.data);
	return FAULT_NONE;
}

static int run_init(struct admin *a)
{
	const char *keys = arena_format(a->arena, "%s/keys/host", a->state);
	char secret[65] = "";
	struct error err = {0};
	enum fault f = versions_create(a->state, a->paths->catalogue, secret, &err);

	if (f == FAULT_NONE)
		f = gate_host_make(keys, &err);
	if (f == FAULT_NONE)
		f = write_config(a, &err);
	if (f == FAULT_NONE) {
		const char *ready = FILL(a->arena, _("The portal's folder is ready: {folder}"),
					 {"folder", a->state});

		printf("%s\n", text_safe(a->arena, ready, 0));
		f = print_fingerprints(keys, &err);
	}
	if (f == FAULT_NONE)
		printf("%s\n%s\n\n",
		       _("This secret opens backups and stands nowhere else. Keep it in a safe "
			 "place away from this machine:"),
		       secret);
	if (f == FAULT_NONE && arguments_get(a->arguments, "demo") != NULL)
		f = admin_demo(a, &err);
	return f == FAULT_NONE ? EXIT_DONE : admin_fail(a, &err);
}

static void print_line(void *ctx, const char *line)
{
	(void)ctx;
	puts(line);
}

static int run_verify(struct admin *a)
{
	struct registry *r = NULL;
	struct error err = {0};
	enum fault f = registry_open(a->state, &r, &err);

	if (f == FAULT_NONE)
		f = verify_run(r, print_line, NULL, &err);
	registry_close(r);
	if (f != FAULT_NONE)
		return admin_fail(a, &err);
	puts(_("The registry and its ledger are whole."));
	return EXIT_DONE;
}

static int run_backup(struct admin *a)
{
	struct registry *r = NULL;
	struct error err = {0};
	enum fault f = registry_open(a->state, &r, &err);

	if (f == FAULT_NONE)
		f = backup_write(r, a->arguments->words[0], &err);
	registry_close(r);
	return f == FAULT_NONE ? EXIT_DONE : admin_fail(a, &err);
}

/* The secret from the terminal, without echo, or from standard input. */
static bool ask_secret(char to[80])
{
	struct termios before, quiet;
	bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;
	bool good;

	if (terminal) {
		fputs(_("The backup's secret (64 characters, not shown): "), stderr);
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

static int run_restore(struct admin *a)
{
	struct error err = {0};
	char secret[80] = "";
	enum fault f;

	if (!ask_secret(secret))
		f = fail(&err, FAULT_INPUT, N_("The secret is needed to open a backup."),
			 "no secret");
	else
		f = backup_restore(a->arguments->words[0], secret, a->state, &err);
	explicit_bzero(secret, sizeof(secret));
	if (f != FAULT_NONE)
		return admin_fail(a, &err);
	puts(_("The backup has been restored and verified."));
	return EXIT_DONE;
}

static int run_status(struct admin *a)
{
	struct figures figures = {0};
	struct registry *r = NULL;
	struct error err = {0};
	enum fault f = registry_open(a->state, &r, &err);

	if (f == FAULT_NONE)
		f = figures_count(r, &figures, &err);
	registry_close(r);
	if (f != FAULT_NONE)
		return admin_fail(a, &err);
	if (a->json) {
		json_t *j = json_pack("{s:s, s:I, s:I, s:I, s:I}", "version", SHUBBAK_VERSION,
				      "services", (json_int_t)figures.services, "drafts",
				      (json_int_t)figures.drafts, "applications",
				      (json_int_t)figures.applications, "ledger_entries",
				      (json_int_t)figures.ledger_entries);

		json_dumpf(j, stdout, JSON_INDENT(1));
		putchar('\n');
		json_decref(j);
		return EXIT_DONE;
	}
	printf("%s: %lld\n", _("Services"), (long long)figures.services);
	printf("%s: %lld\n", _("Drafts"), (long long)figures.drafts);
	printf("%s: %lld\n", _("Applications"), (long long)figures.applications);
	printf("%s: %lld\n", _("Entries of the ledger"), (long long)figures.ledger_entries);
	return EXIT_DONE;
}

const struct admin_command admin_state_commands[] = {
	{"init", "[--demo]",
	 N_("Makes a missing or empty folder into a portal; --demo adds demonstration "
	    "applications."),
	 0, 0, init_options, run_init},
	{"status", "", N_("Counts what the registry holds."), 0, 0, NULL, run_status},
	{"verify", "", N_("Checks that the registry and its ledger are whole."), 0, 0, NULL,
	 run_verify},
	{"backup", "FILE",
	 N_("Writes one sealed file with all that is needed to restore; the portal may go on "
	    "serving."),
	 1, 1, NULL, run_backup},
	{"restore", "FILE",
	 N_("Restores a backup into a missing or empty folder; asks for the backup's secret."), 1,
	 1, NULL, run_restore},
	{NULL, NULL, NULL, 0, 0, NULL, NULL},
};
