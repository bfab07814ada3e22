/* files.c - the tree that sftp and scp see: blank forms for anyone, receipts and papers for whoever
 * may. */
#include "server/sftp/files.h"

#include "i18n/base/array.h"
#include "server/commands/command_inside.h"
#include "server/sftp/files_inside.h"
#include "server/sftp/files_papers.h"

#define NAMES_MADE 12 /* of files: each may have to be made for its size */

struct files *files_new(const struct command_portal *p, struct buffer *errors)
{
	struct files *f = array_new(1, sizeof(*f));

	f->portal = p;
	f->began = (int64_t)time(NULL);
	f->most = LIMIT_FILES_MADE;
	f->errors = errors;
	f->arena = arena_new(LIMIT_FILES_MEMORY);
	f->lasting = arena_new(LIMIT_FILES_MEMORY);
	return f;
}

void files_free(struct files *f)
{
	if (f == NULL)
		return;
	for (int i = 0; i < LIMIT_FILES; i++) {
		buffer_close(&f->open[i].receipts);
		files_papers_close(&f->open[i]);
	}
	files_papers_free(f);
	files_made_free(f);
	arena_free(f->lasting);
	arena_free(f->arena);
	free(f);
}

bool files_is_folder(const struct node *n)
{
	return n->kind != NODE_NONE && n->kind != NODE_FORM && n->kind != NODE_RECEIPT &&
	       n->kind != NODE_SIGNERS;
}

/* --- answers --- */

void files_say(struct buffer *out, uint32_t id, enum wire_file_status status, const char *words)
{
	buffer_clear(out);
	wire_add_number(out, id, 4);
	wire_add_number(out, SAID_STATUS, 1);
	wire_add_number(out, status, 1);
	wire_add_text(out, words);
}

void files_begin(struct buffer *out, uint32_t id, enum wire_file_said said)
{
	wire_add_number(out, id, 4);
	wire_add_number(out, said, 1);
}

static void add_folder(const struct files *f, struct buffer *out)
{
	wire_add_number(out, KIND_FOLDER, 1);
	wire_add_number(out, 0, 8);
	wire_add_number(out, (uint64_t)f->began, 8);
}

static void add_file(const struct made *m, struct buffer *out)
{
	wire_add_number(out, 0, 1);
	wire_add_number(out, m->text.size, 8);
	wire_add_number(out, (uint64_t)m->at, 8);
}

struct open_file *files_slot(struct files *f, uint32_t handle)
{
	return handle < LIMIT_FILES && f->open[handle].used ? &f->open[handle] : NULL;
}

struct open_file *files_free_slot(struct files *f)
{
	for (size_t i = 0; i < LIMIT_FILES; i++)
		if (!f->open[i].used)
			return &f->open[i];
	return NULL;
}

/* Each handle of a form has a request number of its own, so that who fetches one twice can apply
 * twice. */
static bool hold(struct files *f, const struct node *n, struct open_file *ret)
{
	*ret = (struct open_file){.used = true, .folder = files_is_folder(n), .node = *n};
	if (n->kind == NODE_RECEIPTS)
		files_receipt_names(f, &ret->receipts);
	if (ret->folder)
		return true;
	ret->made = files_get(f, n);
	if (ret->made == NULL) {
		*ret = (struct open_file){0};
		return false;
	}
	ret->made->held++;
	command_new_request(ret->request);
	return true;
}

/* All else stays as it is. */
static void refuse(const struct wire_ask *ask, struct buffer *out)
{
	files_say(out, ask->id, FILE_DENIED,
		  _("Nothing can be put here. Put a document into its folder: "
		    "/applications/REFERENCE/DOCUMENT/."));
}

static void open_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct node n = files_find(f, ask->path);
	uint32_t i = 0;

	if (ask->flags != 0) {
		refuse(ask, out);
		return;
	}
	if (n.kind == NODE_NONE || files_is_folder(&n) != (ask->act == FILE_OPENDIR)) {
		files_say(out, ask->id, n.kind == NODE_NONE ? FILE_MISSING : FILE_FAILED, "");
		return;
	}
	while (i < LIMIT_FILES && f->open[i].used)
		i++;
	if (i == LIMIT_FILES || !hold(f, &n, &f->open[i])) {
		files_say(out, ask->id, FILE_FAILED, "");
		return;
	}
	files_begin(out, ask->id, SAID_HANDLE);
	wire_add_number(out, i, 4);
}

/* The bytes of `o` from `from` on, its own request number in its place. */
static void add_bytes(const struct open_file *o, size_t from, size_t size, struct buffer *out)
{
	const struct made *m = o->made;
	size_t len = strlen(o->request), at = out->size;

	buffer_add(out, m->text.data + from, size);
	for (size_t i = 0; i < len && m->number_at > 0; i++)
		if (m->number_at + i >= from && m->number_at + i < from + size)
			out->data[at + m->number_at + i - from] = o->request[i];
}

static void read_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = files_slot(f, ask->handle);
	size_t size = ask->size < WIRE_READ ? ask->size : WIRE_READ;

	if (o == NULL || o->folder) {
		files_say(out, ask->id, FILE_FAILED, "");
		return;
	}
	if (ask->offset >= o->made->text.size) {
		files_say(out, ask->id, FILE_END, "");
		return;
	}
	if (size > o->made->text.size - ask->offset)
		size = o->made->text.size - (size_t)ask->offset;
	files_begin(out, ask->id, SAID_DATA);
	add_bytes(o, (size_t)ask->offset, size, out);
}

/* One name with what it is; false where it cannot be told: it is passed over. */
static bool add_name(struct files *f, const char *name, const struct node *n, struct buffer *out)
{
	struct made *m = files_is_folder(n) ? NULL : files_get(f, n);

	if (name[0] == '\0' || (m == NULL && !files_is_folder(n)))
		return false;
	wire_add_text(out, name);
	if (m != NULL)
		add_file(m, out);
	else
		add_folder(f, out);
	return true;
}

static void list_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = files_slot(f, ask->handle);
	BUFFER_CLEAN struct buffer names;
	unsigned count = 0, files = 0;
	const char *name;
	struct node n;

	buffer_open(&names, WIRE_PAYLOAD / 2);
	if (o == NULL || !o->folder) {
		files_say(out, ask->id, FILE_FAILED, "");
		return;
	}
	while (count < FILES_NAMES && (files < NAMES_MADE || count == 0) &&
	       (name = files_name(f, o, o->next, &n)) != NULL) {
		o->next++;
		count += add_name(f, name, &n, &names);
		files += !files_is_folder(&n);
	}
	if (count == 0) {
		files_say(out, ask->id, FILE_END, "");
		return;
	}
	files_begin(out, ask->id, SAID_NAMES);
	wire_add_number(out, count, 2);
	buffer_add(out, names.data, names.size);
}

static void stat_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct node n = files_find(f, ask->path);
	struct made *m = NULL;

	if (n.kind != NODE_NONE && !files_is_folder(&n))
		m = files_get(f, &n);
	if (m == NULL && !files_is_folder(&n)) {
		files_say(out, ask->id, n.kind == NODE_NONE ? FILE_MISSING : FILE_FAILED, "");
		return;
	}
	files_begin(out, ask->id, SAID_ATTRIBUTES);
	if (m != NULL)
		add_file(m, out);
	else
		add_folder(f, out);
}

static void fstat_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = files_slot(f, ask->handle);

	if (o == NULL) {
		files_say(out, ask->id, FILE_FAILED, "");
		return;
	}
	files_begin(out, ask->id, SAID_ATTRIBUTES);
	if (o->folder)
		add_folder(f, out);
	else
		add_file(o->made, out);
}

static void close_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = files_slot(f, ask->handle);

	if (o != NULL) {
		if (o->made != NULL)
			o->made->held--;
		buffer_close(&o->receipts);
		*o = (struct open_file){0};
	}
	files_say(out, ask->id, o != NULL ? FILE_OK : FILE_FAILED, "");
}

/* The path without "." and "..", whether there is such a file or not. */
static void real_path(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	const char *parts[FILES_DEPTH];
	int count = files_split(f->arena, ask->path, parts);
	const char *path = count == 0 ? "/" : "";

	if (count < 0) {
		files_say(out, ask->id, FILE_MISSING, "");
		return;
	}
	for (int i = 0; i < count; i++)
		path = arena_format(f->arena, "%s/%s", path, parts[i]);
	files_begin(out, ask->id, SAID_NAMES);
	wire_add_number(out, 1, 2);
	wire_add_text(out, text_safe(f->arena, path, WIRE_PATH - 8));
	add_folder(f, out);
}

static bool is_of_papers(struct files *f, const struct wire_ask *ask)
{
	const struct open_file *o;

	if (ask->act == FILE_REAL)
		return false;
	if (ask->path[0] != '\0')
		return files_papers_has(f, ask->path);
	o = files_slot(f, ask->handle);
	return o != NULL && o->papers;
}

void files_answer(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	static void (*const acts[])(struct files *, const struct wire_ask *, struct buffer *) = {
		[FILE_OPEN] = open_it,    [FILE_OPENDIR] = open_it, [FILE_READ] = read_it,
		[FILE_READDIR] = list_it, [FILE_CLOSE] = close_it,  [FILE_STAT] = stat_it,
		[FILE_FSTAT] = fstat_it,  [FILE_REAL] = real_path,
	};

	arena_reset(f->arena);
	buffer_clear(out);
	if (is_of_papers(f, ask))
		files_papers_answer(f, ask, out);
	else if (ask->act < sizeof(acts) / sizeof(acts[0]))
		acts[ask->act](f, ask, out);
	else
		refuse(ask, out);
}
