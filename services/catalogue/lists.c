/* lists.c - the shared lists of a state folder, replaced by files that were checked. */
#include "services/catalogue/lists.h"

#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PAUSE 50 /* milliseconds between two looks at a lock */

static void path_of(const struct registry *r, const struct term_file *file, const char *end,
		    char ret[FOLDER_PATH])
{
	snprintf(ret, FOLDER_PATH, "%s/%s%s", r->terms, file->name, end);
}

/* What root writes belongs to whom the folder belongs, and is read by those who may read that. */
static bool hand_over(const struct registry *r, const char *path)
{
	struct stat st;
	int fd;
	bool done;

	if (geteuid() != 0)
		return true;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return false;
	done = stat(r->terms, &st) == 0 && fchown(fd, st.st_uid, st.st_gid) == 0 &&
	       fchmod(fd, st.st_mode & 0640) == 0;
	close(fd);
	return done;
}

static enum fault refuse(const char *path, struct error *err)
{
	return fail(err, FAULT_BUSY, N_("The portal's shared lists could not be written."),
		    "%s: %s", path, strerror(errno));
}

/* Against the folder as it is now, not as it was when the files were checked. */
static enum fault check_keeps(struct registry *r, const struct term_file *files, size_t count,
			      struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct term_list old = {0}, fresh = {0};
	enum fault fault = term_read(a, r->terms, &old, err);

	if (fault == FAULT_NONE)
		fault = term_read_with(a, r->terms, files, count, &fresh, err);
	return fault == FAULT_NONE ? term_keeps(&old, &fresh, err) : fault;
}

/* Whoever may read the folder can hold its lock for ever: nobody waits for ever. */
static enum fault wait_for_turn(int folder, const char *path, struct error *err)
{
	for (int tries = LISTS_PATIENCE * 1000 / PAUSE; flock(folder, LOCK_EX | LOCK_NB) != 0;) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return refuse(path, err);
		if (tries-- == 0)
			return fail(err, FAULT_BUSY,
				    N_("Somebody else is changing the portal's shared lists. "
				       "Nothing was imported; try again in a moment."),
				    "%s: locked", path);
		nanosleep(&(struct timespec){.tv_nsec = PAUSE * 1000000L}, NULL);
	}
	return FAULT_NONE;
}

enum fault lists_enter(struct registry *r, const struct term_file *files, size_t count,
		       int *ret_turn, struct error *err)
{
	int turn = open(r->terms, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum fault fault;

	if (turn < 0)
		return refuse(r->terms, err);
	fault = wait_for_turn(turn, r->terms, err);
	if (fault == FAULT_NONE)
		fault = check_keeps(r, files, count, err);
	if (fault == FAULT_NONE)
		*ret_turn = turn;
	else
		close(turn);
	return fault;
}

void lists_leave(int turn)
{
	if (turn >= 0)
		close(turn);
}

enum fault lists_put(struct registry *r, const struct term_file *files, size_t count,
		     struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		char path[FOLDER_PATH];

		path_of(r, &files[i], ".new", path);
		unlink(path);
		fault = folder_write(path, files[i].yaml, files[i].len, err);
		if (fault == FAULT_NONE && !hand_over(r, path))
			fault = refuse(path, err);
	}
	if (fault != FAULT_NONE)
		lists_drop(r, files, count);
	return fault;
}

enum fault lists_set(struct registry *r, const struct term_file *files, size_t count,
		     struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		char from[FOLDER_PATH], to[FOLDER_PATH];

		path_of(r, &files[i], ".new", from);
		path_of(r, &files[i], "", to);
		if (rename(from, to) != 0)
			return refuse(to, err);
	}
	return count > 0 ? folder_sync(r->terms, err) : FAULT_NONE;
}

void lists_drop(struct registry *r, const struct term_file *files, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char path[FOLDER_PATH];

		path_of(r, &files[i], ".new", path);
		unlink(path);
	}
}
