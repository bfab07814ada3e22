/* sftp.c - SFTP version 3 packets to questions for the desk, and its answers to packets. */
#include "server/sftp/sftp.h"

#include "i18n/base/error.h"
#include "i18n/date.h"
#include "services/registry/limits.h"

/* draft-ietf-secsh-filexfer-02 */
enum packet {
	INIT = 1,
	VERSION = 2,
	OPEN = 3,
	CLOSE = 4,
	READ = 5,
	WRITE = 6,
	LSTAT = 7,
	FSTAT = 8,
	SETSTAT = 9,
	FSETSTAT = 10,
	OPENDIR = 11,
	READDIR = 12,
	REMOVE = 13,
	MKDIR = 14,
	RMDIR = 15,
	REALPATH = 16,
	STAT = 17,
	RENAME = 18,
	READLINK = 19,
	SYMLINK = 20,
	STATUS = 101,
	HANDLE = 102,
	DATA = 103,
	NAME = 104,
	ATTRS = 105,
};
enum status {
	OK = 0,
	END = 1,
	NO_SUCH_FILE = 2,
	PERMISSION_DENIED = 3,
	FAILURE = 4,
	UNSUPPORTED = 8
};
enum { OPEN_READ = 1, OPEN_WRITE = 2, OPEN_APPEND = 4, OPEN_CREATE = 8, OPEN_ANEW = 16 };
enum { HAS_SIZE = 1, HAS_PERMISSIONS = 4, HAS_TIMES = 8 };

struct sftp {
	struct buffer in;
	bool begun; /* INIT has come */
};

/* Reads a packet's fields, most significant byte first. */
struct fields {
	const unsigned char *at;
	size_t left;
	bool bad;
};

static uint64_t number(struct fields *f, size_t bytes)
{
	uint64_t n = 0;

	if (f->left < bytes) {
		f->bad = true;
		return 0;
	}
	f->left -= bytes;
	while (bytes-- > 0)
		n = n << 8 | *f->at++;
	return n;
}

/* A string's bytes, not terminated. */
static const unsigned char *string(struct fields *f, size_t *ret_len)
{
	size_t len = (size_t)number(f, 4);
	const unsigned char *s = f->at;

	if (f->bad || len > f->left) {
		f->bad = true;
		*ret_len = 0;
		return s;
	}
	f->at += len;
	f->left -= len;
	*ret_len = len;
	return s;
}

static void add_number(struct buffer *b, uint64_t n, int bytes)
{
	while (bytes-- > 0) {
		unsigned char byte = (unsigned char)(n >> (8 * bytes));

		buffer_add(b, &byte, 1);
	}
}

static void add_string(struct buffer *b, const void *bytes, size_t len)
{
	add_number(b, len, 4);
	buffer_add(b, bytes, len);
}

/* A packet: its length, its type, then what `body` holds. */
static void add_packet(struct buffer *out, enum packet type, const struct buffer *body)
{
	add_number(out, body->size + 1, 4);
	add_number(out, (uint64_t)type, 1);
	buffer_add(out, body->data, body->size);
}

/* `say`: words for a person; "": the usual ones. */
static void add_status(struct buffer *out, uint32_t id, enum status status, const char *say)
{
	static const char *const words[] = {"", "", "No such file", "Not permitted", "Failure", "",
					    "", "", "Not supported"};
	BUFFER_CLEAN struct buffer b;

	say = say[0] == '\0' ? words[status] : say;
	buffer_open(&b, 256 + WIRE_WORDS);
	add_number(&b, id, 4);
	add_number(&b, (uint64_t)status, 4);
	add_string(&b, say, strlen(say));
	add_string(&b, "en", 2);
	add_packet(out, STATUS, &b);
}

struct sftp *sftp_new(void)
{
	struct sftp *s = calloc(1, sizeof(*s));

	if (s == NULL)
		fatal("out of memory");
	buffer_open(&s->in, LIMIT_FILES_PACKET * 2);
	return s;
}

void sftp_free(struct sftp *s)
{
	if (s == NULL)
		return;
	buffer_close(&s->in);
	free(s);
}

/* A path as the desk takes it; false when no file can have that name. */
static bool take_path(struct fields *f, char to[WIRE_PATH])
{
	size_t len;
	const unsigned char *s = string(f, &len);

	if (f->bad || len >= WIRE_PATH || memchr(s, '\0', len) != NULL)
		return false;
	memcpy(to, s, len);
	to[len] = '\0';
	return true;
}

static uint32_t take_handle(struct fields *f)
{
	size_t len;
	const unsigned char *s = string(f, &len);
	uint32_t n = 0;

	if (len != 4)
		return UINT32_MAX;
	for (size_t i = 0; i < 4; i++)
		n = n << 8 | s[i];
	return n;
}

/* What it is opened for; that it is to be made is no matter, it is made in any case. */
static enum status take_flags(struct fields *f, struct wire_ask *a)
{
	uint64_t flags = number(f, 4);

	if (flags == OPEN_READ)
		return OK;
	if ((flags & OPEN_WRITE) == 0)
		return PERMISSION_DENIED;
	a->flags = FLAG_WRITE | ((flags & OPEN_ANEW) != 0 ? FLAG_ANEW : 0) |
		   ((flags & OPEN_APPEND) != 0 ? FLAG_APPEND : 0);
	return OK;
}

static enum status take_range(enum packet type, struct fields *f, struct wire_ask *a)
{
	size_t len = 0;

	if (type != READ && type != WRITE)
		return OK;
	a->offset = number(f, 8);
	if (type == READ)
		a->size = (uint32_t)number(f, 4);
	else
		a->data = string(f, &len);
	if (type == WRITE)
		a->size = (uint32_t)len;
	return type == WRITE && len > WIRE_WRITE ? FAILURE : OK;
}

/* Fills the question that a packet asks; else the status that answers it at once. */
static enum status make_ask(enum packet type, struct fields *f, struct wire_ask *a)
{
	static const struct {
		enum packet type;
		enum wire_file_act act;
	} by_path[] = {{OPEN, FILE_OPEN},     {OPENDIR, FILE_OPENDIR}, {STAT, FILE_STAT},
		       {LSTAT, FILE_STAT},    {REALPATH, FILE_REAL},   {REMOVE, FILE_REMOVE},
		       {RENAME, FILE_RENAME}, {SETSTAT, FILE_SET}},
	  by_handle[] = {{CLOSE, FILE_CLOSE},     {READ, FILE_READ},   {FSTAT, FILE_FSTAT},
			 {READDIR, FILE_READDIR}, {WRITE, FILE_WRITE}, {FSETSTAT, FILE_SET}};

	for (size_t i = 0; i < sizeof(by_path) / sizeof(by_path[0]); i++)
		if (by_path[i].type == type) {
			a->act = by_path[i].act;
			if (!take_path(f, a->path))
				return NO_SUCH_FILE;
			if (type == RENAME && !take_path(f, a->to))
				return NO_SUCH_FILE;
			return type == OPEN ? take_flags(f, a) : OK;
		}
	for (size_t i = 0; i < sizeof(by_handle) / sizeof(by_handle[0]); i++)
		if (by_handle[i].type == type) {
			a->act = by_handle[i].act;
			a->handle = take_handle(f);
			return take_range(type, f, a);
		}
	if (type == READLINK)
		return NO_SUCH_FILE;
	return type <= SYMLINK ? PERMISSION_DENIED : UNSUPPORTED;
}

static bool take_packet(struct sftp *s, const unsigned char *bytes, size_t len, struct wire *w,
			struct buffer *out)
{
	struct fields f = {bytes, len, false};
	enum packet type = (enum packet)number(&f, 1);
	struct wire_ask a = {0};
	enum status status;

	if (type == INIT || !s->begun) {
		BUFFER_CLEAN struct buffer b;

		buffer_open(&b, 16);
		if (type != INIT || s->begun)
			return false;
		s->begun = true;
		add_number(&b, 3, 4);
		add_packet(out, VERSION, &b);
		return true;
	}
	a.id = (uint32_t)number(&f, 4);
	status = make_ask(type, &f, &a);
	if (f.bad)
		return false;
	if (status == OK)
		return wire_put_ask(w, &a);
	add_status(out, a.id, status, "");
	return !out->full;
}

bool sftp_feed(struct sftp *s, const void *bytes, size_t size, struct wire *w, struct buffer *out)
{
	if (!buffer_add(&s->in, bytes, size))
		return false;
	while (s->in.size >= 4) {
		struct fields f = {(const unsigned char *)s->in.data, s->in.size, false};
		size_t len = (size_t)number(&f, 4);

		if (len < 1 || len > LIMIT_FILES_PACKET)
			return false;
		if (f.left < len)
			break;
		if (!take_packet(s, f.at, len, w, out))
			return false;
		buffer_drop(&s->in, 4 + len);
	}
	return true;
}

struct attributes {
	bool folder, written;
	uint64_t size;
	int64_t at;
};

static struct attributes read_attributes(struct wire_reader *r)
{
	struct attributes a;
	uint64_t kind = wire_number(r, 1);

	a.folder = (kind & KIND_FOLDER) != 0;
	a.written = (kind & KIND_WRITTEN) != 0;
	a.size = wire_number(r, 8);
	a.at = (int64_t)wire_number(r, 8);
	return a;
}

static void add_attributes(struct buffer *b, const struct attributes *a)
{
	add_number(b, HAS_SIZE | HAS_PERMISSIONS | HAS_TIMES, 4);
	add_number(b, a->size, 8);
	if (a->written)
		add_number(b, a->folder ? 040700 : 0100600, 4);
	else
		add_number(b, a->folder ? 040555 : 0100444, 4);
	add_number(b, (uint64_t)a->at, 4);
	add_number(b, (uint64_t)a->at, 4);
}

static void add_name(struct buffer *b, const char *name, const struct attributes *a)
{
	char line[WIRE_PATH + 100];
	struct date day = date_of(a->at);

	snprintf(line, sizeof(line), "%c%s 1 portal portal %8llu %04d-%02d-%02d %s",
		 a->folder ? 'd' : '-',
		 a->written  ? a->folder ? "rwx------" : "rw-------"
		 : a->folder ? "r-xr-xr-x"
			     : "r--r--r--",
		 (unsigned long long)a->size, day.year, day.month, day.day, name);
	add_string(b, name, strlen(name));
	add_string(b, line, strlen(line));
	add_attributes(b, a);
}

static void add_names(struct buffer *b, struct wire_reader *r)
{
	uint64_t count = wire_number(r, 2);
	char name[WIRE_PATH];

	add_number(b, count, 4);
	for (uint64_t i = 0; i < count && !r->bad; i++) {
		struct attributes a;

		wire_text(r, name, sizeof(name));
		a = read_attributes(r);
		add_name(b, name, &a);
	}
}

static enum status status_of(uint64_t code)
{
	switch (code) {
	case FILE_OK: return OK;
	case FILE_END: return END;
	case FILE_MISSING: return NO_SUCH_FILE;
	case FILE_DENIED: return PERMISSION_DENIED;
	default: return FAILURE;
	}
}

static bool answer_status(struct wire_reader *r, uint32_t id, struct buffer *out)
{
	enum status status = status_of(wire_number(r, 1));
	char words[WIRE_WORDS];

	wire_text(r, words, sizeof(words));
	add_status(out, id, status, words);
	return wire_is_read(r) && !out->full;
}

bool sftp_answer(struct sftp *s, const struct wire_message *m, struct buffer *out)
{
	struct wire_reader r = wire_read(m);
	BUFFER_CLEAN struct buffer b;
	uint32_t id = (uint32_t)wire_number(&r, 4);
	enum packet type = STATUS;

	(void)s;
	buffer_open(&b, 2 * WIRE_PAYLOAD);
	add_number(&b, id, 4);
	switch (wire_number(&r, 1)) {
	case SAID_STATUS: return answer_status(&r, id, out);
	case SAID_HANDLE: {
		BUFFER_CLEAN struct buffer handle;

		type = HANDLE;
		buffer_open(&handle, 8);
		add_number(&handle, wire_number(&r, 4), 4);
		add_string(&b, handle.data, handle.size);
		break;
	}
	case SAID_DATA:
		type = DATA;
		add_string(&b, r.data + r.at, r.size - r.at);
		r.at = r.size;
		break;
	case SAID_NAMES:
		type = NAME;
		add_names(&b, &r);
		break;
	case SAID_ATTRIBUTES: {
		struct attributes a = read_attributes(&r);

		type = ATTRS;
		add_attributes(&b, &a);
		break;
	}
	default: return false;
	}
	if (!wire_is_read(&r) || b.full)
		return false;
	add_packet(out, type, &b);
	return !out->full;
}
