/* snapshot.c - the newest definitions in one file, so that visitors browse without a database. */
#include "services/catalogue/snapshot.h"

#include "i18n/base/buffer.h"
#include "i18n/date.h"
#include "i18n/utf8.h"
#include "services/catalogue/retire.h"
#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_definition.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

/*
 *   catalogue.snap := "catalog2" | stamp (8) | count (4) | definition* | count (4) | retired*
 *                     | BLAKE2b-256 of all before
 *   definition     := text of id | text
 *   retired        := text of id | text of its first day without it, 2027-01-31, or "-": what the
 *                     registry says of its end cannot be believed
 *                     | text of what stands in its place, "-" for none | it has ended: 1, else 0
 *   text           := bytes (4) | the bytes
 *
 * Numbers are big end first.
 */
#define NAME "catalogue.snap"
static const char magic[8] = "catalog2";
#define ID_MAX 79
#define TEXT_MAX ((size_t)512 * 1024)
#define HEAD 24 /* without any definition */
#define CHECK 32
#define RETIRED_MOST ((size_t)64 << 20) /* bytes: 300,000 services */

/* A file that is written while its checksum is made. */
struct stream {
	FILE *file;
	crypto_generichash_state sum;
	uint32_t count;
};

static enum fault broken(struct error *err, const char *what)
{
	return fail(err, FAULT_BUSY,
		    N_("The portal's catalogue could not be written for its visitors."), "%s: %s",
		    what, strerror(errno));
}

static bool put(struct stream *s, const void *bytes, size_t len)
{
	crypto_generichash_update(&s->sum, bytes, len);
	return fwrite(bytes, 1, len, s->file) == len;
}

static bool put_number(struct stream *s, uint64_t number, int bytes)
{
	unsigned char out[8];

	for (int i = 0; i < bytes; i++)
		out[i] = (unsigned char)(number >> (8 * (bytes - 1 - i)));
	return put(s, out, (size_t)bytes);
}

static enum fault count_one(void *ctx, const struct store_definition *d, struct error *err)
{
	struct stream *s = ctx;

	(void)d, (void)err;
	s->count++;
	return FAULT_NONE;
}

static bool put_text(struct stream *s, const void *text, size_t len)
{
	return put_number(s, len, 4) && put(s, text, len);
}

static enum fault put_one(void *ctx, const struct store_definition *d, struct error *err)
{
	struct stream *s = ctx;

	if (put_text(s, d->service, strlen(d->service)) && put_text(s, d->yaml.at, d->yaml.len))
		return FAULT_NONE;
	return broken(err, NAME);
}

static enum fault put_retired(struct registry *r, struct stream *s, struct error *err)
{
	BUFFER_CLEAN struct buffer rows;
	uint32_t count = 0;
	enum fault fault;

	buffer_open(&rows, RETIRED_MOST);
	fault = retire_gather(r, &rows, &count, err);
	if (fault == FAULT_NONE && (rows.full || !put_number(s, count, 4) ||
				    (rows.size > 0 && !put(s, rows.data, rows.size))))
		fault = broken(err, NAME);
	return fault;
}

static enum fault put_all(struct registry *r, struct stream *s, struct error *err)
{
	unsigned char sum[CHECK];
	struct store_definition_stamp stamp = {.number = 0};
	bool found = false;
	enum fault fault = store_view(r->store, err);

	crypto_generichash_init(&s->sum, NULL, 0, CHECK);
	if (fault == FAULT_NONE)
		fault = store_definition_find_stamp(r->store, &stamp, &found, err);
	if (fault == FAULT_NONE)
		fault = store_definition_each(r->store, true, count_one, s, err);
	if (fault == FAULT_NONE &&
	    !(put(s, magic, sizeof(magic)) && put_number(s, (uint64_t)stamp.number, 8) &&
	      put_number(s, s->count, 4)))
		fault = broken(err, NAME);
	if (fault == FAULT_NONE)
		fault = store_definition_each(r->store, true, put_one, s, err);
	if (fault == FAULT_NONE)
		fault = put_retired(r, s, err);
	store_view_end(r->store);
	crypto_generichash_final(&s->sum, sum, sizeof(sum));
	if (fault == FAULT_NONE && (fwrite(sum, 1, sizeof(sum), s->file) != sizeof(sum) ||
				    fflush(s->file) != 0 || fsync(fileno(s->file)) != 0))
		fault = broken(err, NAME);
	return fault;
}

/* Root writes it for the one who owns the folder. */
static bool hand_over(FILE *file, int folder)
{
	struct stat st;

	return geteuid() != 0 ||
	       (fstat(folder, &st) == 0 && fchown(fileno(file), st.st_uid, st.st_gid) == 0);
}

static enum fault write_to(struct registry *r, int folder, const char *path, struct error *err)
{
	struct stream s = {.file = NULL};
	char fresh[FOLDER_PATH];
	enum fault fault;

	snprintf(fresh, sizeof(fresh), "%s/catalogue.tmp", r->folder);
	unlink(fresh);
	s.file = fopen(fresh, "wxe");
	if (s.file == NULL)
		return broken(err, fresh);
	fault = hand_over(s.file, folder) ? put_all(r, &s, err) : broken(err, fresh);
	fclose(s.file);
	if (fault == FAULT_NONE && rename(fresh, path) != 0)
		fault = broken(err, path);
	if (fault != FAULT_NONE)
		unlink(fresh);
	return fault == FAULT_NONE ? folder_sync(r->folder, err) : fault;
}

/* One writer at a time, clerk or import, reads what is newest after it has its turn: so no older
 * snapshot follows a newer one. */
enum fault snapshot_write(struct registry *r, struct error *err)
{
	char path[FOLDER_PATH];
	int folder = open(r->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum fault fault;

	snprintf(path, sizeof(path), "%s/%s", r->folder, NAME);
	if (folder < 0)
		return broken(err, r->folder);
	while (flock(folder, LOCK_EX) != 0)
		if (errno != EINTR) {
			close(folder);
			return broken(err, "flock");
		}
	fault = write_to(r, folder, path, err);
	close(folder);
	return fault;
}

/* --- reading --- */

/* What is left to be read. */
struct rest {
	const unsigned char *at;
	size_t size;
};

static enum fault damaged(struct error *err, const char *what)
{
	return fail(err, FAULT_BROKEN,
		    N_("The portal's catalogue for visitors is damaged. Starting the portal again "
		       "writes it anew."),
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

static enum fault get_one(struct rest *r, struct catalogue *c, struct error *err)
{
	char id[ID_MAX + 1];
	size_t len;
	const char *text;

	if (!get_copy(r, id, sizeof(id)))
		return damaged(err, "an id");
	text = get_text(r, TEXT_MAX, &len);
	if (text == NULL)
		return damaged(err, "a definition");
	return catalogue_take(c, id, text, len, err);
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
	unsigned char sum[CHECK];

	if (r->size < HEAD + CHECK)
		return damaged(err, "too short");
	r->size -= CHECK;
	crypto_generichash(sum, sizeof(sum), r->at, r->size, NULL, 0);
	if (memcmp(r->at + r->size, sum, CHECK) != 0)
		return damaged(err, "checksum");
	return FAULT_NONE;
}

enum fault snapshot_read(const void *bytes, size_t len, struct catalogue *c, struct error *err)
{
	struct rest r = {bytes, len};
	const unsigned char *start;
	uint64_t stamp, count;
	enum fault fault = check(&r, err);

	if (fault != FAULT_NONE)
		return fault;
	start = get(&r, sizeof(magic));
	if (start == NULL || memcmp(start, magic, sizeof(magic)) != 0 ||
	    !get_number(&r, &stamp, 8) || !get_number(&r, &count, 4))
		return damaged(err, "its head");
	for (; count > 0 && fault == FAULT_NONE; count--)
		fault = get_one(&r, c, err);
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
		fd = openat(at, NAME, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
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

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < HEAD + CHECK ||
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
			    folder, NAME, strerror(errno));
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
	start = get(&r, sizeof(magic));
	return memcmp(start, magic, sizeof(magic)) == 0 && get_number(&r, &number, 8)
		       ? (int64_t)number
		       : -1;
}

bool snapshot_time(const char *folder, struct timespec *ret)
{
	char path[FOLDER_PATH];
	struct stat st;

	if (snprintf(path, sizeof(path), "%s/%s", folder, NAME) >= (int)sizeof(path) ||
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
