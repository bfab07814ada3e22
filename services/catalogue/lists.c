/* lists.c - the shared lists: those that a state folder began with, and what has come in their
 * place since, kept in the registry. */
#include "services/catalogue/lists.h"

#include "services/catalogue/others.h"
#include "services/definition/kind_read.h"
#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_definition.h"

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

/* --- the registry's --- */

static enum fault read_one(struct registry *r, struct arena *a, const char *name,
			   struct term_file *ret, struct error *err)
{
	struct store_definition d = {.yaml = {NULL, 0}};
	int newest = 0;
	enum fault fault = store_definition_newest(r->store, name, &newest, err);

	if (fault == FAULT_NONE && newest > 0)
		fault = store_definition_find(r->store, a, name, newest, &d, err);
	if (fault == FAULT_NONE)
		*ret = (struct term_file){name, d.yaml.at, d.yaml.len, NULL};
	return fault;
}

enum fault lists_read(struct registry *r, struct arena *a, struct term_file ret[LISTS_MAX],
		      size_t *ret_count, struct error *err)
{
	static const char *const names[LISTS_MAX] = {"terms.yaml", "places.yaml", "countries.yaml",
						     "words.yaml"};
	enum fault fault = FAULT_NONE;
	size_t count = 0;

	for (size_t i = 0; fault == FAULT_NONE && i < LISTS_MAX; i++) {
		fault = read_one(r, a, names[i], &ret[count], err);
		if (fault == FAULT_NONE && ret[count].yaml != NULL)
			count++;
	}
	if (fault == FAULT_NONE)
		*ret_count = count;
	return fault;
}

static bool is_among(const struct term_file *files, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(files[i].name, name) == 0)
			return true;
	return false;
}

size_t lists_merge(const struct term_file *files, size_t count, const struct term_file *more,
		   size_t more_count, struct term_file ret[LISTS_MAX])
{
	size_t all = 0;

	for (size_t i = 0; i < count; i++)
		ret[all++] = files[i];
	for (size_t i = 0; i < more_count && all < LISTS_MAX; i++)
		if (!is_among(files, count, more[i].name))
			ret[all++] = more[i];
	return all;
}

enum fault lists_terms(struct registry *r, struct arena *a, const struct term_file *files,
		       size_t count, struct term_list *ret, struct error *err)
{
	struct term_file own[LISTS_MAX], all[LISTS_MAX];
	size_t own_count = 0;
	enum fault fault = lists_read(r, a, own, &own_count, err);

	if (fault != FAULT_NONE)
		return fault;
	count = lists_merge(files, count, own, own_count, all);
	fault = kind_read_terms(a, r->terms, all, count, ret, err);
	return fault == FAULT_NONE ? others_terms(r, a, ret, err) : fault;
}

enum fault lists_keep(struct registry *r, const struct term_file *files, size_t count,
		      struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct term_list old = {0}, fresh = {0};
	enum fault fault = count == 0 ? FAULT_NONE : lists_terms(r, a, NULL, 0, &old, err);

	if (fault == FAULT_NONE && count > 0)
		fault = lists_terms(r, a, files, count, &fresh, err);
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
		fault = lists_keep(r, files, count, err);
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
