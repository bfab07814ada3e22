/* owner.c - whose a portal's state folder is: a user's of its own, under whom its desks and its
 * clerk run, and never root's. */
#include "server/owner.h"

#include "i18n/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Numbers that distributions give to services, from the last down; nobody has most of them. */
#define NUMBER_LAST 998
#define NUMBER_FIRST 200
#define DEPTH 8

/* --- who --- */

static void take_entry(const struct passwd *p, struct owner *ret)
{
	*ret = (struct owner){.uid = p->pw_uid, .gid = p->pw_gid};
	snprintf(ret->name, sizeof(ret->name), "%s", p->pw_name);
}

static void take_number(unsigned number, struct owner *ret)
{
	*ret = (struct owner){.uid = number, .gid = number, .is_number = true};
	snprintf(ret->name, sizeof(ret->name), "%u", number);
}

static bool find_unused(struct owner *ret)
{
	for (unsigned n = NUMBER_LAST; n >= NUMBER_FIRST; n--)
		if (getpwuid(n) == NULL && getgrgid(n) == NULL) {
			take_number(n, ret);
			return true;
		}
	return false;
}

static bool read_number(const char *text, unsigned *ret)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || n > 0x7fffffff)
		return false;
	*ret = (unsigned)n;
	return true;
}

static bool find_named(const char *name, struct owner *ret)
{
	const struct passwd *p = getpwnam(name);
	unsigned number;

	if (p == NULL && read_number(name, &number)) {
		p = getpwuid(number);
		if (p == NULL) {
			take_number(number, ret);
			return true;
		}
	}
	if (p != NULL)
		take_entry(p, ret);
	return p != NULL;
}

enum fault owner_find(const char *name, struct owner *ret, struct error *err)
{
	struct owner found = {0};

	if (name == NULL && (find_named(OWNER_STANDARD, ret) || find_unused(ret)))
		return FAULT_NONE;
	if (name != NULL && find_named(name, &found) && found.uid != 0) {
		*ret = found;
		return FAULT_NONE;
	}
	fail(err, FAULT_INPUT,
	     N_("There is no unprivileged user {user}. Name one with --user, or its number."),
	     "user");
	error_fill(err, "user", "%s", name != NULL ? name : OWNER_STANDARD);
	return FAULT_INPUT;
}

/* --- who is refused --- */

/* As a shell takes it for one word. */
static void quote(const char *word, char *to, size_t room)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_./-+=:,@%";
	size_t at = 0;

	if (word[0] != '\0' && word[strspn(word, plain)] == '\0') {
		snprintf(to, room, "%s", word);
		return;
	}
	to[at++] = '\'';
	for (; *word != '\0' && at + 6 < room; word++)
		at += (size_t)snprintf(to + at, room - at, "%s",
				       *word == '\'' ? "'\\''" : (char[]){*word, '\0'});
	snprintf(to + at, room - at, "'");
}

void owner_command(struct error *err, const char *state)
{
	char word[ERROR_VALUE];

	quote(state, word, sizeof(word));
	error_fill(err, "command", "shubbak init --take --state %s", word);
}

enum fault owner_check(const char *state, struct error *err)
{
	struct stat st;

	if (stat(state, &st) != 0 || st.st_uid != 0)
		return FAULT_NONE;
	fail(err, FAULT_DENIED,
	     N_("The portal's folder belongs to root, and whatever serves visitors must not be "
		"root. Give it to a user of its own, as root: {command}"),
	     "the state folder is root's");
	owner_command(err, state);
	return FAULT_DENIED;
}

/* The folder above that exists, by which the way to `folder` leads; "." at the end. */
static void go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash == NULL)
		snprintf(path, 2, ".");
	else
		slash[slash == path] = '\0';
}

static bool can_enter(const struct owner *o, const char *folder)
{
	int status = 1;
	pid_t child = fork();

	if (child == 0) {
		if (setgroups(0, NULL) != 0 || setresgid(o->gid, o->gid, o->gid) != 0 ||
		    setresuid(o->uid, o->uid, o->uid) != 0)
			_exit(2);
		_exit(access(folder, X_OK) == 0 ? 0 : 1);
	}
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) != 1;
}

/* The topmost folder of the way that cannot be entered. */
static void find_barrier(const struct owner *o, const char *folder, char ret[4096])
{
	char up[4096];

	snprintf(ret, 4096, "%s", folder);
	for (;;) {
		snprintf(up, sizeof(up), "%s", ret);
		go_up(up);
		if (strcmp(up, ret) == 0 || can_enter(o, up))
			return;
		memcpy(ret, up, sizeof(up));
	}
}

enum fault owner_may_pass(const struct owner *o, const char *folder, struct error *err)
{
	char above[4096], full[4096], word[ERROR_VALUE];

	snprintf(above, sizeof(above), "%s", folder);
	for (size_t len = strlen(above); len > 1 && above[len - 1] == '/'; len--)
		above[len - 1] = '\0';
	go_up(above);
	if (geteuid() != 0 || realpath(above, full) == NULL || can_enter(o, full))
		return FAULT_NONE;
	find_barrier(o, full, above);
	quote(above, word, sizeof(word));
	fail(err, FAULT_DENIED,
	     N_("User {user}, who is to own the portal's folder, cannot reach it: {folder} lets "
		"nobody pass. Choose another place, or let others pass there: chmod o+x {folder}"),
	     "the way to the state folder");
	error_fill(err, "user", "%s", o->name);
	error_fill(err, "folder", "%s", word);
	return FAULT_DENIED;
}

/* --- giving --- */

static enum fault cannot_give(const char *name, struct error *err)
{
	fail(err, FAULT_BUSY, N_("{file} cannot be given to its user: {reason}"), "%s", name);
	error_fill(err, "file", "%s", name);
	error_fill(err, "reason", "%s", strerror(errno));
	return FAULT_BUSY;
}

/* What the listener goes by: nobody else's. */
static const struct kept {
	const char *name;
	bool is_read; /* by the owner's group */
} kept[] = {{"shubbak.conf", true}, {"keys/host", false}, {"terms", true}};

static const struct kept *kept_of(const char *name)
{
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
		size_t len = strlen(kept[i].name);

		if (strncmp(name, kept[i].name, len) == 0 &&
		    (name[len] == '\0' || name[len] == '/'))
			return &kept[i];
	}
	return NULL;
}

static bool hand_over(int fd, const struct owner *o, const char *name, bool is_folder)
{
	const struct kept *k = kept_of(name);
	mode_t mode = is_folder ? 0700 : 0600;

	if (k == NULL)
		return fchown(fd, o->uid, o->gid) == 0;
	if (k->is_read)
		mode |= is_folder ? 050 : 040;
	return fchown(fd, 0, k->is_read ? o->gid : 0) == 0 && fchmod(fd, mode) == 0;
}

static enum fault give_below(int folder, const struct owner *o, const char *name, int depth,
			     struct error *err);

/* By descriptors, and no link followed: what a stranger may have put there meanwhile leads nowhere.
 */
static enum fault give_one(int above, const char *file, const struct owner *o, const char *name,
			   int depth, struct error *err)
{
	int fd = openat(above, file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	enum fault f = FAULT_NONE;

	if (fd < 0)
		return errno == ELOOP || errno == ENXIO || errno == ENOENT ? FAULT_NONE
									   : cannot_give(name, err);
	errno = EMLINK;
	if (fstat(fd, &st) != 0 || (S_ISREG(st.st_mode) && st.st_nlink != 1))
		f = cannot_give(name, err);
	else if (S_ISDIR(st.st_mode) && depth > 0)
		f = give_below(fd, o, name, depth - 1, err);
	if (f == FAULT_NONE && (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)) &&
	    !hand_over(fd, o, name, S_ISDIR(st.st_mode)))
		f = cannot_give(name, err);
	close(fd);
	return f;
}

static enum fault give_below(int folder, const struct owner *o, const char *name, int depth,
			     struct error *err)
{
	int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = again < 0 ? NULL : fdopendir(again);
	enum fault f = d == NULL ? cannot_give(name, err) : FAULT_NONE;
	char below[4096];
	struct dirent *e;

	while (f == FAULT_NONE && (e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (snprintf(below, sizeof(below), "%s%s%s", name, name[0] == '\0' ? "" : "/",
			     e->d_name) < (int)sizeof(below))
			f = give_one(folder, e->d_name, o, below, depth, err);
	}
	if (d != NULL)
		closedir(d);
	return f;
}

/* The folder itself last: what is within is root's until all of it is given. */
enum fault owner_give(const struct owner *o, const char *state, struct error *err)
{
	int folder = open(state, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum fault f;

	if (folder < 0)
		return fail(err, FAULT_MISSING, N_("There is no such folder."), "%s: %s", state,
			    strerror(errno));
	f = give_below(folder, o, "", DEPTH, err);
	if (f == FAULT_NONE && (fchown(folder, o->uid, o->gid) != 0 || fchmod(folder, 0700) != 0))
		f = cannot_give(state, err);
	close(folder);
	return f;
}

/* --- being it --- */

void owner_become(const char *state)
{
	struct stat st;

	if (geteuid() != 0 || stat(state, &st) != 0 || st.st_uid == 0)
		return;
	if (setgroups(0, NULL) != 0 || setresgid(st.st_gid, st.st_gid, st.st_gid) != 0 ||
	    setresuid(st.st_uid, st.st_uid, st.st_uid) != 0)
		fatal("the owner of the portal's folder: %s", strerror(errno));
}

void owner_stand_in(const char *state)
{
	struct stat st;

	if (geteuid() != 0 || stat(state, &st) != 0 || st.st_uid == 0)
		return;
	if (setegid(st.st_gid) != 0 || seteuid(st.st_uid) != 0)
		fatal("the owner of the portal's folder: %s", strerror(errno));
}

void owner_step_back(void)
{
	if (getuid() == 0 && geteuid() != 0 && (seteuid(0) != 0 || setegid(getgid()) != 0))
		fatal("root again: %s", strerror(errno));
}

void owner_name(const char *state)
{
	struct stat st;
	const struct passwd *entry;

	if (stat(state, &st) == 0 && (entry = getpwuid(st.st_uid)) != NULL &&
	    setenv("PGUSER", entry->pw_name, 0) != 0)
		fatal("out of memory");
}
