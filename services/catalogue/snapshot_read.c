/* snapshot_read.c - the snapshot's bytes, whoever wrote them, and what a catalogue takes of them.
 */
#include "services/catalogue/snapshot.h"

#include "i18n/date.h"
#include "i18n/utf8.h"
#include "services/catalogue/snapshot_inside.h"
#include "services/definition/kind.h"
#include "services/registry/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#define ID_MAX 79
#define TEXT_MAX ((size_t)512 * 1024)
#define HEAD 24 /* without any definition */

/* --- reading --- */

/* What is left to be read. */
struct rest {
	const unsigned char *at;
	size_t size;
};

static enum fault damaged(struct error *err, const char *what)
{
	return fail(err, FAULT_BROKEN,
		    N_("The portal's catalogue for visitors is damaged. Restart the portal to "
		       "rebuild it."),
		    "catalogue.snap: %s", what);
}

/* The next bytes; NULL where there are not as many. */
static const unsigned char *get(struct rest *r, size_t len)
{
	const unsigned char *at = r->at;

	if (len > r->size)
		return NULL;
	r->at += len;
	r->size -= len;
	return at;
}

static bool get_number(struct rest *r, uint64_t *ret, size_t bytes)
{
	const unsigned char *in = get(r, bytes);

	if (in == NULL)
		return false;
	*ret = 0;
	for (size_t i = 0; i < bytes; i++)
		*ret = *ret << 8 | in[i];
	return true;
}

/* A text of at least one byte and at most `most`, without a NUL, with its length before it. */
static const char *get_text(struct rest *r, size_t most, size_t *ret_len)
{
	const unsigned char *text;
	uint64_t len;

	if (!get_number(r, &len, 4) || len == 0 || len > most)
		return NULL;
	text = get(r, (size_t)len);
	if (text == NULL || memchr(text, '\0', (size_t)len) != NULL)
		return NULL;
	*ret_len = (size_t)len;
	return (const char *)text;
}

static bool get_copy(struct rest *r, char *to, size_t room)
{
	size_t len;
	const char *text = get_text(r, room - 1, &len);

	if (text == NULL || !utf8_is_valid(text, len))
		return false;
	memcpy(to, text, len);
	to[len] = '\0';
	return true;
}

struct stored {
	char id[ID_MAX + 1];
	const char *text;
	size_t len;
};

static enum fault get_stored(struct rest *r, struct stored *ret, struct error *err)
{
	if (!get_copy(r, ret->id, sizeof(ret->id)))
		return damaged(err, "an id");
	ret->text = get_text(r, TEXT_MAX, &ret->len);
	return ret->text != NULL ? FAULT_NONE : damaged(err, "a definition");
}

/* What the lists among them are, which all others go by. */
static enum fault get_lists(struct rest r, uint64_t count, struct term_file ret[LISTS_MAX],
			    size_t *ret_count, struct error *err)
{
	struct stored s;
	enum fault fault = FAULT_NONE;

	for (*ret_count = 0; count > 0 && fault == FAULT_NONE; count--) {
		fault = get_stored(&r, &s, err);
		if (fault != FAULT_NONE || term_file_name(s.id) == NULL)
			continue;
		if (*ret_count == LISTS_MAX)
			return damaged(err, "more lists than there are");
		ret[(*ret_count)++] = (struct term_file){term_file_name(s.id), s.text, s.len, NULL};
	}
	return fault;
}

static bool is_service(const struct stored *s)
{
	return term_file_name(s->id) == NULL && kind_of(s->id) == KIND_SERVICE;
}

/* What services name, which all of them go by. */
static enum fault get_others(struct rest r, uint64_t count, others_visit *visit, void *ctx,
			     struct error *err)
{
	struct stored s;
	enum fault fault = FAULT_NONE;

	for (; count > 0 && fault == FAULT_NONE; count--) {
		fault = get_stored(&r, &s, err);
		if (fault == FAULT_NONE && term_file_name(s.id) == NULL && !is_service(&s))
			fault = visit(ctx, s.id, s.text, s.len, err);
	}
	return fault;
}

static enum fault take(void *ctx, const char *key, const char *yaml, size_t len, struct error *err)
{
	return catalogue_take(ctx, key, yaml, len, err);
}

static enum fault get_all(struct rest *r, uint64_t count, struct catalogue *c, struct error *err)
{
	struct term_file lists[LISTS_MAX];
	size_t list_count = 0;
	enum fault fault = get_lists(*r, count, lists, &list_count, err);

	if (fault == FAULT_NONE)
		fault = catalogue_use_lists(c, lists, list_count, err);
	if (fault == FAULT_NONE)
		fault = get_others(*r, count, take, c, err);
	for (; count > 0 && fault == FAULT_NONE; count--) {
		struct stored s;

		fault = get_stored(r, &s, err);
		if (fault == FAULT_NONE && is_service(&s))
			fault = catalogue_take(c, s.id, s.text, s.len, err);
	}
	return fault;
}

static enum fault get_retired(struct rest *r, struct catalogue *c, struct error *err)
{
	char id[ID_MAX + 1], day[11], instead[ID_MAX + 1];
	struct service_end end = {.over = false};
	uint64_t over;

	if (!get_copy(r, id, sizeof(id)) || !get_copy(r, day, sizeof(day)) ||
	    !get_copy(r, instead, sizeof(instead)) || !get_number(r, &over, 1) || over > 1 ||
	    (strcmp(day, "-") != 0 && !date_read_iso(day, &end.day)))
		return damaged(err, "a service that ends");
	if (strcmp(day, "-") == 0) {
		catalogue_pass_over_end(c, id);
		return FAULT_NONE;
	}
	end.over = over == 1;
	end.instead = strcmp(instead, "-") == 0 ? NULL : instead;
	catalogue_retire(c, id, &end);
	return FAULT_NONE;
}

/* The checksum first, so that nothing damaged is read as a definition. */
static enum fault check(struct rest *r, struct error *err)
{
	unsigned char sum[SNAPSHOT_CHECK];

	if (r->size < HEAD + SNAPSHOT_CHECK)
		return damaged(err, "too short");
	r->size -= SNAPSHOT_CHECK;
	crypto_generichash(sum, sizeof(sum), r->at, r->size, NULL, 0);
	if (memcmp(r->at + r->size, sum, SNAPSHOT_CHECK) != 0)
		return damaged(err, "checksum");
	return FAULT_NONE;
}

static bool is_magic(const unsigned char *start, const char *magic)
{
	return memcmp(start, magic, SNAPSHOT_MAGIC_SIZE) == 0;
}

/* Behind it stand so many definitions. */
static enum fault get_head(struct rest *r, uint64_t *ret_count, bool *ret_training,
			   struct error *err)
{
	const unsigned char *start;
	uint64_t stamp;
	enum fault fault = check(r, err);

	if (fault != FAULT_NONE)
		return fault;
	start = get(r, SNAPSHOT_MAGIC_SIZE);
	if (start == NULL ||
	    (!is_magic(start, SNAPSHOT_MAGIC) && !is_magic(start, SNAPSHOT_TRAINING)) ||
	    !get_number(r, &stamp, 8) || !get_number(r, ret_count, 4))
		return damaged(err, "its head");
	*ret_training = is_magic(start, SNAPSHOT_TRAINING);
	return FAULT_NONE;
}

enum fault snapshot_read(const void *bytes, size_t len, struct catalogue *c, struct error *err)
{
	struct rest r = {bytes, len};
	uint64_t count = 0;
	bool is_training = false;
	enum fault fault = get_head(&r, &count, &is_training, err);

	if (fault == FAULT_NONE && is_training)
		catalogue_is_of_training(c);
	if (fault == FAULT_NONE)
		fault = get_all(&r, count, c, err);
	if (fault == FAULT_NONE && !get_number(&r, &count, 4))
		fault = damaged(err, "how many end");
	for (; fault == FAULT_NONE && count > 0; count--)
		fault = get_retired(&r, c, err);
	if (fault == FAULT_NONE && r.size > 0)
		fault = damaged(err, "more than it says");
	if (fault == FAULT_NONE)
		catalogue_freeze(c);
	return fault;
}

/* --- the file --- */

static int open_in(const char *folder)
{
	int at = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC), fd = -1, why;

	if (at >= 0)
		fd = openat(at, SNAPSHOT_NAME,
			    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	why = errno;
	if (at >= 0)
		close(at);
	errno = why;
	return fd;
}

static bool read_all(int fd, unsigned char *to, size_t size)
{
	size_t done = 0;
	ssize_t n;

	while (done < size) {
		n = read(fd, to + done, size - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

static enum fault take_bytes(int fd, struct snapshot *ret, struct error *err)
{
	struct snapshot s = {.bytes = NULL};
	struct stat st;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < HEAD + SNAPSHOT_CHECK ||
	    (uint64_t)st.st_size > SNAPSHOT_MOST)
		return damaged(err, "no file, or of no size that it could have");
	s.size = (size_t)st.st_size;
	s.at = st.st_mtim;
	s.bytes = malloc(s.size);
	if (s.bytes == NULL)
		return fail(err, FAULT_BUSY,
			    N_("The portal's catalogue for visitors cannot be read."), "memory");
	if (!read_all(fd, s.bytes, s.size)) {
		free(s.bytes);
		return damaged(err, "cut");
	}
	*ret = s;
	return FAULT_NONE;
}

enum fault snapshot_take(const char *folder, struct snapshot *ret, struct error *err)
{
	int fd = open_in(folder);
	enum fault fault;

	if (fd < 0)
		return fail(err, errno == ENOENT ? FAULT_MISSING : FAULT_BUSY,
			    N_("The portal's catalogue for visitors cannot be read."), "%s/%s: %s",
			    folder, SNAPSHOT_NAME, strerror(errno));
	fault = take_bytes(fd, ret, err);
	close(fd);
	return fault;
}

void snapshot_drop(struct snapshot *s)
{
	free(s->bytes);
	*s = (struct snapshot){.bytes = NULL};
}

int64_t snapshot_stamp(const char *folder)
{
	unsigned char head[HEAD];
	struct rest r = {head, sizeof(head)};
	const unsigned char *start;
	uint64_t number = 0;
	int fd = open_in(folder);
	bool read = fd >= 0 && read_all(fd, head, sizeof(head));

	if (fd >= 0)
		close(fd);
	if (!read)
		return -1;
	start = get(&r, SNAPSHOT_MAGIC_SIZE);
	return (is_magic(start, SNAPSHOT_MAGIC) || is_magic(start, SNAPSHOT_TRAINING)) &&
			       get_number(&r, &number, 8)
		       ? (int64_t)number
		       : -1;
}

bool snapshot_time(const char *folder, struct timespec *ret)
{
	char path[FOLDER_PATH];
	struct stat st;

	if (snprintf(path, sizeof(path), "%s/%s", folder, SNAPSHOT_NAME) >= (int)sizeof(path) ||
	    lstat(path, &st) != 0)
		return false;
	*ret = st.st_mtim;
	return true;
}

enum fault snapshot_load(const char *folder, struct catalogue *c, struct error *err)
{
	struct snapshot s;
	enum fault fault = snapshot_take(folder, &s, err);

	if (fault != FAULT_NONE)
		return fault;
	fault = snapshot_read(s.bytes, s.size, c, err);
	snapshot_drop(&s);
	return fault;
}

/* The file, and where its definitions begin; it is dropped also after a fault. */
static enum fault take_head(const char *folder, struct snapshot *s, struct rest *ret,
			    uint64_t *ret_count, struct error *err)
{
	bool is_training;
	enum fault fault = snapshot_take(folder, s, err);

	*ret = (struct rest){s->bytes, s->size};
	return fault == FAULT_NONE ? get_head(ret, ret_count, &is_training, err) : fault;
}

enum fault snapshot_others(const char *folder, others_visit *visit, void *ctx, struct error *err)
{
	struct snapshot s = {.bytes = NULL};
	struct rest r;
	uint64_t count = 0;
	enum fault fault = take_head(folder, &s, &r, &count, err);

	if (fault == FAULT_NONE)
		fault = get_others(r, count, visit, ctx, err);
	snapshot_drop(&s);
	return fault;
}

enum fault snapshot_lists(const char *folder, struct arena *a, struct term_file ret[LISTS_MAX],
			  size_t *ret_count, struct error *err)
{
	struct snapshot s = {.bytes = NULL};
	struct rest r;
	uint64_t count = 0;
	enum fault fault = take_head(folder, &s, &r, &count, err);

	if (fault == FAULT_NONE)
		fault = get_lists(r, count, ret, ret_count, err);
	for (size_t i = 0; fault == FAULT_NONE && i < *ret_count; i++)
		ret[i].yaml = arena_slice(a, ret[i].yaml, ret[i].len);
	snapshot_drop(&s);
	return fault;
}
