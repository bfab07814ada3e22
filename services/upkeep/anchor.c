/* anchor.c - heads of the ledger written down outside the state folder. */
#include "services/upkeep/anchor.h"

#include "i18n/base/array.h"
#include "i18n/date.h"
#include "services/registry/ledger.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

/* --- heads --- */

struct heads {
	struct arena *arena;
	struct anchor *list;
	size_t count, room;
	int64_t at;
};

static void keep_head(void *ctx, const struct store_ledger_head *head)
{
	struct heads *h = ctx;
	struct anchor *one;

	h->list = array_room_in(h->arena, h->list, h->count + 1, &h->room, sizeof(*h->list));
	one = &h->list[h->count++];
	*one = (struct anchor){.at = h->at, .lane = head->lane, .seq = head->seq};
	snprintf(one->origin, sizeof(one->origin), "%s", head->origin);
	sodium_bin2hex(one->hash, sizeof(one->hash), head->last, sizeof(head->last));
}

enum fault anchor_heads(struct registry *r, struct arena *a, struct anchor **ret, size_t *ret_count,
			struct error *err)
{
	struct heads h = {.arena = a, .at = registry_now(r)};
	enum fault fault = store_ledger_each_head(r->store, keep_head, &h, err);

	if (fault == FAULT_NONE) {
		*ret = h.list;
		*ret_count = h.count;
	}
	return fault;
}

char *anchor_line(struct arena *a, const struct anchor *one)
{
	return arena_format(a, "%s %s %d %lld %s", date_rfc3339(a, one->at), one->origin, one->lane,
			    (long long)one->seq, one->hash);
}

/* --- where they go --- */

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

void anchor_folder(const char *setting, char ret[FOLDER_PATH])
{
	const char *slash = strrchr(setting, '/');
	int len = slash == NULL || slash == setting ? 1 : (int)(slash - setting);

	if (is_folder(setting))
		snprintf(ret, FOLDER_PATH, "%s", setting);
	else
		snprintf(ret, FOLDER_PATH, "%.*s", len, slash == NULL ? "." : setting);
}

static bool is_within(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return strncmp(path, folder, len) == 0 && (path[len] == '/' || path[len] == '\0');
}

enum fault anchor_check_place(const char *state, const char *setting, struct error *err)
{
	char folder[FOLDER_PATH], *real, *inside = realpath(state, NULL);
	bool within;

	anchor_folder(setting, folder);
	real = realpath(folder, NULL);
	within = inside != NULL && is_within(real == NULL ? setting : real, inside);
	free(real);
	free(inside);
	if (setting[0] != '/')
		return fail(err, FAULT_INPUT,
			    N_("`anchor` in shubbak.conf is a full path, one that begins with /."),
			    "anchor");
	if (within)
		return fail(err, FAULT_INPUT,
			    N_("`anchor` in shubbak.conf must lie outside the portal's folder: who "
			       "puts back the folder would put back the anchor with it."),
			    "anchor");
	return FAULT_NONE;
}

/* --- adding --- */

static enum fault cannot(const char *path, struct error *err)
{
	return fail(err, FAULT_BUSY,
		    N_("The ledger's head cannot be written down outside the portal's folder."),
		    "%s: %s", path, strerror(errno));
}

/* A line end that is missing: the one before was cut off by a power loss. */
static bool is_cut(int fd, off_t size)
{
	char last = '\n';

	return size > 0 && (pread(fd, &last, 1, size - 1) != 1 || last != '\n');
}

/* All of it, or (but on files that only grow) nothing. */
static bool write_all(int fd, off_t size, const char *text)
{
	size_t len = strlen(text);
	ssize_t n = write(fd, text, len);
	int why = n < 0 ? errno : ENOSPC;

	if (n == (ssize_t)len)
		return fsync(fd) == 0;
	if (n > 0 && ftruncate(fd, size) != 0)
		why = errno;
	errno = why;
	return false;
}

static enum fault append(const char *path, const char *text, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	int flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
	int fd = open(path, flags, 0600);
	struct stat st;
	enum fault fault = FAULT_NONE;

	if (fd < 0)
		return cannot(path, err);
	errno = EINVAL;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		fault = cannot(path, err);
	else if (!write_all(fd, st.st_size,
			    is_cut(fd, st.st_size) ? arena_format(a, "\n%s", text) : text))
		fault = cannot(path, err);
	close(fd);
	return fault;
}

static void remember(const struct heads *h, struct anchor_memory *ret)
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, sizeof(ret->last));
	for (size_t i = 0; i < h->count; i++) {
		struct anchor one = h->list[i];
		const char *line;

		one.at = 0;
		line = anchor_line(h->arena, &one);
		crypto_generichash_update(&state, (const unsigned char *)line, strlen(line) + 1);
	}
	crypto_generichash_final(&state, ret->last, sizeof(ret->last));
}

enum fault anchor_add(struct registry *r, const char *setting, struct anchor_memory *memory,
		      struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	char folder[FOLDER_PATH], *lines = arena_text(a, "");
	struct anchor_memory now;
	struct heads h = {.arena = a};
	enum fault fault = anchor_heads(r, a, &h.list, &h.count, err);

	if (fault != FAULT_NONE)
		return fault;
	remember(&h, &now);
	if (memcmp(now.last, memory->last, sizeof(now.last)) == 0)
		return FAULT_NONE;
	for (size_t i = 0; i < h.count; i++)
		lines = arena_format(a, "%s%s\n", lines, anchor_line(a, &h.list[i]));
	anchor_folder(setting, folder);
	fault = append(is_folder(setting) ? arena_format(a, "%s/%s.anchor", setting, r->origin)
					  : setting,
		       lines, err);
	if (fault == FAULT_NONE && folder_sync(folder, NULL) != FAULT_NONE)
		fault = cannot(folder, err);
	if (fault == FAULT_NONE)
		*memory = now;
	return fault;
}
