/* listener_state.c - what the listener takes of files that its desks and its clerk may write:
 * opened by a process that is theirs, or read by one that has nothing before the listener reads it.
 */
#include "server/listener/listener_inside.h"

#include "i18n/message.h"
#include "server/listener/heap.h"
#include "server/log.h"
#include "server/sandbox/sandbox.h"
#include "server/trusted.h"
#include "services/services.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* How a child that looked first has found it; its words are text, whoever made them. */
struct finding {
	enum fault fault;
	bool is_away; /* all is well but that the registry's database does not answer */
	char detail[240];
	char words[ERROR_VALUE];
};

/* Of the listener's descriptors (the port, what desks say, the visits that wait) it has none. */
static void keep_only(int to)
{
	if ((to > STDERR_FILENO + 1 && close_range(STDERR_FILENO + 1, (unsigned)to - 1, 0) != 0) ||
	    close_range((unsigned)to + 1, ~0U, 0) != 0)
		fatal("descriptors: %s", strerror(errno));
}

/* One that outlives the listener would only be in the way. */
static pid_t fork_child(void)
{
	pid_t parent = getpid(), child = fork();

	if (child != 0)
		return child;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	return 0;
}

static _Noreturn void tell(int to, enum fault f, bool is_away, const struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 * 1024);
	struct finding found = {.fault = f, .is_away = is_away};

	if (f != FAULT_NONE) {
		snprintf(found.detail, sizeof(found.detail), "%s", err->detail);
		snprintf(found.words, sizeof(found.words), "%s", message_error(a, err));
	}
	_exit(write(to, &found, sizeof(found)) == (ssize_t)sizeof(found) ? 0 : 1);
}

/* What the child has told. One that has told nothing has died of what it read. */
static enum fault hear(int from, pid_t child, struct finding *ret)
{
	struct finding found = {.fault = FAULT_BROKEN};
	ssize_t n;
	int status = 0;

	do
		n = read(from, &found, sizeof(found));
	while (n < 0 && errno == EINTR);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	found.detail[sizeof(found.detail) - 1] = '\0';
	found.words[sizeof(found.words) - 1] = '\0';
	if (n != (ssize_t)sizeof(found) || found.fault < FAULT_NONE || found.fault > FAULT_BROKEN) {
		found = (struct finding){.fault = FAULT_BROKEN};
		snprintf(found.detail, sizeof(found.detail), "the process that read it ended (%d)",
			 status);
	}
	*ret = found;
	return found.fault;
}

/* Runs `look` in a child and gives what it found. */
static enum fault ask_child(void (*look)(void *ctx, int to), void *ctx, struct finding *ret)
{
	int ends[2];
	enum fault f;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0)
		fatal("no descriptors: %s", strerror(errno));
	child = fork_child();
	if (child < 0)
		fatal("no process: %s", strerror(errno));
	if (child == 0) {
		keep_only(ends[1]);
		look(ctx, ends[1]);
		_exit(1);
	}
	close(ends[1]);
	f = hear(ends[0], child, ret);
	close(ends[0]);
	return f;
}

/* --- the registry --- */

struct readying {
	const char *state, *address;
};

/* The folder is as it should be, so that it was the database that did not answer. */
static bool is_folder_good(const struct readying *x)
{
	struct registry *r = NULL;
	enum fault f = registry_open_later(x->state, x->address, &r, NULL);

	registry_close(r);
	return f == FAULT_NONE;
}

static void make_ready(void *ctx, int to)
{
	const struct readying *x = ctx;
	struct registry *r = NULL;
	struct error err = {0};
	bool is_away;
	enum fault f;

	sandbox_owner(x->state);
	f = registry_upgrade(x->state, x->address, &r, &err);
	is_away = f == FAULT_BUSY && x->address != NULL && is_folder_good(x);
	if (f == FAULT_NONE)
		f = snapshot_write(r, &err);
	registry_close(r);
	tell(to, f, is_away, &err);
}

/* Lets a process that is the owner's open the registry once, so that it is brought up to date and
 * has a snapshot. */
static enum fault ready_state(const struct listener *l, struct finding *ret, struct error *err)
{
	struct readying x = {l->state, config_registry(&l->config)};
	enum fault f = ask_child(make_ready, &x, ret);

	if (f == FAULT_NONE)
		return f;
	fail(err, f, N_("The portal's folder cannot be opened. {reason}"), "%s", ret->detail);
	error_fill(err, "reason", "%s", ret->words);
	return f;
}

/* --- the catalogue --- */

static enum fault open_empty(const char *state, struct catalogue **ret, struct error *err)
{
	TRUSTED_CLEAN terms = TRUSTED_NONE;
	enum fault f = trusted_open(state, "terms", &terms, err);

	return f == FAULT_NONE ? catalogue_open(terms.path, ret, err) : f;
}

struct reading {
	const struct snapshot *snapshot;
	const char *state;
};

/* A catalogue lies in memory that forks share: this one is begun here, so that nothing but this
 * process ever has it. */
static void read_first(void *ctx, int to)
{
	const struct reading *r = ctx;
	struct catalogue *own = NULL;
	struct error err = {0};
	enum fault f = open_empty(r->state, &own, &err);

	sandbox_reader();
	if (f == FAULT_NONE)
		f = snapshot_read(r->snapshot->bytes, r->snapshot->size, own, &err);
	tell(to, f, false, &err);
}

static enum fault try_first(const struct snapshot *s, const char *state, struct error *err)
{
	struct reading r = {s, state};
	struct finding found;

	if (ask_child(read_first, &r, &found) == FAULT_NONE)
		return FAULT_NONE;
	return fail(err, FAULT_BROKEN,
		    N_("The portal's catalogue for visitors is damaged. Restart the portal to "
		       "rebuild it."),
		    "%s", found.detail);
}

/* What is wrong with the lists is told as that, before the snapshot is looked at. */
static enum fault look_at_lists(const char *state, struct error *err)
{
	CATALOGUE_CLEAN struct catalogue *none = NULL;

	return open_empty(state, &none, err);
}

/* By which a snapshot and the lists beside it are known again; of the lists, which files they are,
 * since whoever changes one puts another file in its place. */
static void sum_up(const char *state, const struct snapshot *s, unsigned char ret[LISTENER_SUM])
{
	static const char *const lists[] = {"terms.yaml", "places.yaml", "countries.yaml",
					    "words.yaml"};
	TRUSTED_CLEAN terms = TRUSTED_NONE;
	crypto_generichash_state sum;
	struct stat st;

	crypto_generichash_init(&sum, NULL, 0, LISTENER_SUM);
	if (trusted_open(state, "terms", &terms, NULL) == FAULT_NONE)
		for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
			if (fstatat(terms.fd, lists[i], &st, AT_SYMLINK_NOFOLLOW) != 0)
				memset(&st, 0, sizeof(st));
			crypto_generichash_update(&sum, (unsigned char *)&st.st_ino,
						  sizeof(st.st_ino));
			crypto_generichash_update(&sum, (unsigned char *)&st.st_mtim,
						  sizeof(st.st_mtim));
		}
	crypto_generichash_update(&sum, s->bytes, s->size);
	crypto_generichash_final(&sum, ret, LISTENER_SUM);
}

static bool is_sum(const unsigned char one[LISTENER_SUM], const unsigned char two[LISTENER_SUM])
{
	return memcmp(one, two, LISTENER_SUM) == 0;
}

static enum fault take(struct listener *l, struct snapshot *ret, struct error *err)
{
	enum fault f = look_at_lists(l->state, err);

	if (f == FAULT_NONE)
		f = snapshot_take(l->state, ret, err);
	if (f == FAULT_NONE)
		sum_up(l->state, ret, l->read_sum);
	return f;
}

static void tell_doubts(const struct catalogue *c)
{
	const char *last;
	size_t count = catalogue_passed_over(c, &last);

	if (count > 0)
		log_line(LOG_WARNING,
			 "%zu stored definitions cannot be read by this version and are not shown, "
			 "%s among them; import them anew under a higher version",
			 count, last);
	count = catalogue_ends_passed_over(c, &last);
	if (count > 0)
		log_line(LOG_WARNING,
			 "what the registry says of the end of %zu services is not as the portal "
			 "wrote it and is passed over, of %s among them: they are offered; ask "
			 "`verify`, and say it anew by `catalogue retire`",
			 count, last);
	count = catalogue_lenient(c, &last);
	if (count > 0)
		log_line(
			LOG_WARNING,
			"%zu stored definitions are served although `catalogue check` refuses them "
			"today, %s among them; import them anew under a higher version",
			count, last);
}

/* From what was taken just now. */
static enum fault load(struct listener *l, const struct snapshot *s, struct error *err)
{
	struct catalogue *fresh = NULL;
	enum fault f = FAULT_NONE;

	if (!is_sum(l->read_sum, l->tried_sum))
		f = try_first(s, l->state, err);
	if (f == FAULT_NONE)
		f = open_empty(l->state, &fresh, err);
	if (f == FAULT_NONE)
		f = snapshot_read(s->bytes, s->size, fresh, err);
	if (f != FAULT_NONE) {
		catalogue_free(fresh);
		return f;
	}
	tell_doubts(fresh);
	catalogue_seal(fresh);
	catalogue_free(l->catalogue);
	l->catalogue = fresh;
	l->snapshot_at = s->at;
	memcpy(l->shown_sum, l->read_sum, LISTENER_SUM);
	heap_fill_holes();
	return FAULT_NONE;
}

bool listener_is_there(struct listener *l, const unsigned char sum[LISTENER_SUM])
{
	struct snapshot s = {.bytes = NULL};
	bool same = take(l, &s, NULL) == FAULT_NONE && is_sum(l->read_sum, sum);

	snapshot_drop(&s);
	return same;
}

enum fault listener_load_catalogue(struct listener *l, enum listener_which which, bool *ret_loaded,
				   struct error *err)
{
	struct snapshot s = {.bytes = NULL};
	enum fault f = take(l, &s, err);
	bool wanted = which == WHICH_ANY ||
		      (which == WHICH_NEW && !is_sum(l->read_sum, l->shown_sum)) ||
		      (which == WHICH_TRIED && is_sum(l->read_sum, l->tried_sum));

	if (f == FAULT_NONE && wanted)
		f = load(l, &s, err);
	snapshot_drop(&s);
	if (f == FAULT_NONE && ret_loaded != NULL)
		*ret_loaded = wanted;
	return f;
}

/* Its host may have been started anew while the database is away: what visitors were shown last is
 * here, and whatever needs the registry tells them so until it is there again. */
static enum fault load_without(struct listener *l, const struct finding *found, struct error *err)
{
	if (listener_load_catalogue(l, WHICH_ANY, NULL, NULL) == FAULT_NONE) {
		log_line(LOG_WARNING,
			 "the registry's database does not answer; visitors browse the catalogue "
			 "that this host had before, and nothing can be stored until it does (%s)",
			 found->detail);
		return FAULT_NONE;
	}
	fail(err, FAULT_BUSY,
	     N_("The registry's database does not answer, and this host has no catalogue of an "
		"earlier start that visitors could browse meanwhile. Start the portal again when "
		"the database answers. {reason}"),
	     "%s", found->detail);
	error_fill(err, "reason", "%s", found->detail);
	return FAULT_BUSY;
}

enum fault listener_load_first(struct listener *l, struct error *err)
{
	struct finding found;
	enum fault f = ready_state(l, &found, err);

	l->is_put_off = f != FAULT_NONE && found.is_away;
	if (l->is_put_off)
		return load_without(l, &found, err);
	return f == FAULT_NONE ? listener_load_catalogue(l, WHICH_ANY, NULL, err) : f;
}
