/* command_move.c - the command that carries a portal's registry into another database. */
#include "server/commands/command_inside.h"

#include "server/owner.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Another text in a file, whose owner and mode stay; the old one or the new one stands there. */
static enum fault replace(const char *file, const char *text, size_t len, struct error *err)
{
	char fresh[FOLDER_PATH];
	struct stat st;
	enum fault f;

	if (stat(file, &st) != 0 ||
	    snprintf(fresh, sizeof(fresh), "%s.new", file) >= (int)sizeof(fresh))
		return fail(err, FAULT_MISSING, N_("The configuration file cannot be read."), "%s",
			    file);
	unlink(fresh);
	f = folder_write(fresh, text, len, err);
	if (f == FAULT_NONE &&
	    (chmod(fresh, st.st_mode & 0777) != 0 || lchown(fresh, st.st_uid, st.st_gid) != 0 ||
	     rename(fresh, file) != 0))
		f = fail(err, FAULT_BUSY, N_("The configuration file cannot be written."), "%s",
			 strerror(errno));
	if (f != FAULT_NONE)
		unlink(fresh);
	return f;
}

static enum fault read_settings(struct command *c, const char **ret_file, char **ret_bytes,
				struct error *err)
{
	size_t len = 0;

	*ret_file = arena_format(c->arena, "%s/shubbak.conf", command_state(c));
	if (folder_read(c->arena, *ret_file, (size_t)64 * 1024, ret_bytes, &len, err) != FAULT_NONE)
		return fail(err, FAULT_MISSING, N_("The configuration file cannot be read."), "%s",
			    *ret_file);
	return FAULT_NONE;
}

enum fault command_set_registry(struct command *c, const char *address, struct error *err)
{
	BUFFER_CLEAN struct buffer b;
	const char *file;
	char *bytes = NULL, *line, *next;
	enum fault f = read_settings(c, &file, &bytes, err);

	buffer_open(&b, (size_t)80 * 1024);
	if (f != FAULT_NONE)
		return f;
	for (line = bytes; line != NULL && *line != '\0'; line = next) {
		size_t blanks = strspn(line, " \t");

		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		if (strncmp(line + blanks, "registry", 8) != 0 ||
		    strchr(" \t=", line[blanks + 8]) == NULL)
			buffer_format(&b, "%s\n", line);
	}
	if (address != NULL)
		buffer_format(&b, "registry = %s\n", address);
	return replace(file, b.data, b.size, err);
}

static void print_finding(void *ctx, const char *line)
{
	command_line(ctx, line);
}

/* On a terminal: how far it is, in one line that is written over once a second. */
struct progress {
	struct command *command;
	time_t told;
};

static void show_progress(void *ctx, bool again, int64_t rows)
{
	struct progress *p = ctx;
	struct arena *a = p->command->arena;
	time_t now = time(NULL);

	if (now == p->told)
		return;
	p->told = now;
	fprintf(stderr, "\r%s\033[K",
		FILL(a,
		     again ? P_("{rows} row compared", "{rows} rows compared", (unsigned long)rows)
			   : P_("{rows} row copied", "{rows} rows copied", (unsigned long)rows),
		     {"rows", arena_format(a, "%lld", (long long)rows)}));
}

static bool is_watched(const struct command *c)
{
	return !c->json && isatty(STDERR_FILENO);
}

static void end_progress(const struct progress *p)
{
	if (p->told != 0)
		fputs("\r\033[K", stderr);
}

enum fault command_carry(struct command *c, const char *address, struct error *err)
{
	struct progress progress = {.command = c};
	struct store_ear ear = {show_progress, &progress};
	struct store_poured poured;
	enum fault f;

	owner_stand_in(command_state(c));
	f = move_restored(command_state(c), address, is_watched(c) ? &ear : NULL, &poured, err);
	owner_step_back();
	end_progress(&progress);
	return f;
}

/* Rows are compared in any case. What they mean is verified on the side of the file, where that is
   several times as fast: before it is moved into a database, or after it came from one. */
static enum fault move(struct command *c, struct store_poured *ret, struct error *err)
{
	struct progress progress = {.command = c};
	struct store_ear ear = {show_progress, &progress};
	const char *to = arguments_get(&c->arguments, "to");
	const char *address = to == NULL || strcmp(to, "sqlite") == 0 ? NULL : to;
	struct registry *fresh = NULL;
	const char *settings;
	char *bytes;
	enum fault f;

	if (to == NULL)
		return fail(err, FAULT_INPUT,
			    N_("Say where to: --to postgresql://…, or --to sqlite for a file in "
			       "the portal's folder."),
			    "no --to");
	/* Where it is has to be said there at the end, when there is no way back. */
	f = read_settings(c, &settings, &bytes, err);
	if (f != FAULT_NONE)
		return f;
	owner_stand_in(command_state(c));
	f = address == NULL ? FAULT_NONE
			    : verify_run(c->portal->registry, NULL, print_finding, c, err);
	if (f == FAULT_NONE)
		f = move_run(c->portal->registry, address, is_watched(c) ? &ear : NULL, ret, err);
	end_progress(&progress);
	if (f == FAULT_NONE)
		f = registry_open(command_state(c), address, &fresh, err);
	owner_step_back();
	if (f == FAULT_NONE)
		f = command_set_registry(c, address, err);
	if (f == FAULT_NONE && address == NULL)
		f = verify_run(fresh, NULL, print_finding, c, err);
	registry_close(fresh);
	return f;
}

enum exit_status command_move(struct command *c)
{
	struct store_poured poured = {.rows = 0};
	struct error err = {0};
	time_t began = time(NULL);
	enum fault f = move(c, &poured, &err);
	long seconds = (long)(time(NULL) - began);

	if (f == FAULT_NONE && c->json)
		command_json(c,
			     json_pack("{s:I, s:s, s:I}", "rows", (json_int_t)poured.rows,
				       "content", poured.content, "seconds", (json_int_t)seconds));
	else if (f == FAULT_NONE)
		command_line(
			c, FILL(c->arena,
				_("The registry was moved and is whole: {rows} rows in {minutes} "
				  "minutes, content {content}. shubbak.conf says where it is; "
				  "start the portal anew."),
				{"rows", arena_format(c->arena, "%lld", (long long)poured.rows)},
				{"minutes",
				 arena_format(c->arena, "%ld.%ld", seconds / 60, seconds % 60 / 6)},
				{"content", poured.content}));
	return command_end(c, f, &err);
}
