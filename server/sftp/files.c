/* files.c - the read-only tree that sftp and scp see: blank forms for anyone, receipts for who is
 * signed in. */
#include "server/sftp/files.h"

#include "server/commands/command_inside.h"
#include "services/registry/limits.h"

#define DEPTH 3
#define NAMES_AT_ONCE 60

enum node_kind {
	NODE_NONE,
	NODE_ROOT,
	NODE_SERVICES,
	NODE_SERVICE,
	NODE_FORM,
	NODE_RECEIPTS,
	NODE_RECEIPT
};

/* What a path means. */
struct node {
	enum node_kind kind;
	const struct service *service;
	enum lang lang;
	char reference[REFERENCE_DIGITS + 1];
};

struct open_file {
	bool used, folder;
	struct buffer text; /* of a file, made whole when it is opened */
	struct node node;
	size_t next; /* of a folder: the name to be told next */
};

struct files {
	const struct command_portal *portal;
	struct arena *arena; /* of one question */
	struct open_file open[LIMIT_FILES];
};

struct files *files_new(const struct command_portal *p)
{
	struct files *f = calloc(1, sizeof(*f));

	if (f == NULL)
		fatal("out of memory");
	f->portal = p;
	f->arena = arena_new(LIMIT_FILES_MEMORY);
	return f;
}

void files_free(struct files *f)
{
	if (f == NULL)
		return;
	for (int i = 0; i < LIMIT_FILES; i++)
		buffer_close(&f->open[i].text);
	arena_free(f->arena);
	free(f);
}

/* The parts of a path, "." and ".." worked out; -1 when there are more than the tree is deep. */
static int split(struct arena *a, const char *path, const char *parts[DEPTH])
{
	int count = 0;

	while (*path != '\0') {
		size_t len = strcspn(path, "/");

		if (len == 2 && memcmp(path, "..", 2) == 0) {
			count -= count > 0;
		} else if (len > 0 && !(len == 1 && path[0] == '.')) {
			if (count == DEPTH)
				return -1;
			parts[count++] = arena_slice(a, path, len);
		}
		path += len + (path[len] == '/');
	}
	return count;
}

static bool find_form(const char *name, enum lang *ret)
{
	char expected[16];

	for (int i = 0; i < LANG_COUNT; i++) {
		snprintf(expected, sizeof(expected), "form.%s.txt", lang_code((enum lang)i));
		if (strcmp(name, expected) == 0) {
			*ret = (enum lang)i;
			return true;
		}
	}
	return false;
}

/* The applications whose receipts this visitor may fetch. To list them is no look at them. */
static size_t receipts(struct files *f, struct application **ret)
{
	const struct command_portal *p = f->portal;
	size_t count = 0;

	*ret = NULL;
	if (p->registry == NULL ||
	    application_mine(p->registry, p->caller, f->arena, ret, &count, NULL) != FAULT_NONE)
		return 0;
	return count;
}

static bool has_receipt(const struct application *a)
{
	return a->submitted_at > 0;
}

static bool find_receipt(struct files *f, const char *name, char reference[REFERENCE_DIGITS + 1])
{
	struct application *list;
	size_t count = receipts(f, &list);

	for (size_t i = 0; i < count; i++)
		if (has_receipt(&list[i]) &&
		    strncmp(name, list[i].reference, REFERENCE_DIGITS) == 0 &&
		    strcmp(name + REFERENCE_DIGITS, ".txt") == 0) {
			memcpy(reference, list[i].reference, REFERENCE_DIGITS + 1);
			return true;
		}
	return false;
}

static struct node find(struct files *f, const char *path)
{
	const char *parts[DEPTH];
	struct node n = {NODE_NONE, NULL, LANG_EN, ""};
	int count = split(f->arena, path, parts);

	if (count == 0) {
		n.kind = NODE_ROOT;
	} else if (count > 0 && strcmp(parts[0], "services") == 0) {
		n.service = count > 1 ? catalogue_find(f->portal->catalogue, parts[1]) : NULL;
		if (count == 1)
			n.kind = NODE_SERVICES;
		else if (n.service == NULL || n.service->form == NULL)
			n.kind = NODE_NONE;
		else if (count == 2)
			n.kind = NODE_SERVICE;
		else if (find_form(parts[2], &n.lang))
			n.kind = NODE_FORM;
	} else if (count > 0 && strcmp(parts[0], "receipts") == 0) {
		if (count == 1)
			n.kind = NODE_RECEIPTS;
		else if (count == 2 && find_receipt(f, parts[1], n.reference))
			n.kind = NODE_RECEIPT;
	}
	return n;
}

static bool is_folder(const struct node *n)
{
	return n->kind != NODE_NONE && n->kind != NODE_FORM && n->kind != NODE_RECEIPT;
}

/* --- what files hold --- */

static void write_form(struct files *f, const struct node *n, struct buffer *out)
{
	char request[24];

	command_new_request(request);
	message_use(n->lang);
	buffer_text(out, formtext_blank(f->arena, n->service, catalogue_terms(f->portal->catalogue),
					n->lang, request, message_get));
	message_use(f->portal->lang);
}

/* The receipt as `track` tells it. */
static void write_receipt(struct files *f, const struct node *n, struct buffer *out)
{
	char line[64];
	struct buffer errors;
	struct command *c;

	snprintf(line, sizeof(line), "track %s", n->reference);
	c = command_new(line, lang_code(f->portal->lang), f->portal);
	buffer_open(&errors, 4096);
	command_run(c, "", 0, false, out, &errors);
	buffer_close(&errors);
	command_free(c);
}

static void write_file(struct files *f, const struct node *n, struct buffer *out)
{
	buffer_open(out, LIMIT_FORMTEXT);
	if (n->kind == NODE_FORM)
		write_form(f, n, out);
	else
		write_receipt(f, n, out);
}

/* --- answers --- */

static void say_status(struct buffer *out, uint32_t id, enum wire_file_status status)
{
	buffer_clear(out);
	wire_add_number(out, id, 4);
	wire_add_number(out, SAID_STATUS, 1);
	wire_add_number(out, status, 1);
}

static void begin(struct buffer *out, uint32_t id, enum wire_file_said said)
{
	wire_add_number(out, id, 4);
	wire_add_number(out, said, 1);
}

/* The size of a file is only known when it is made; so that looking at a folder makes none, it is
 * told as 0 there. */
static void add_attributes(struct files *f, struct buffer *out, bool folder, size_t size)
{
	int64_t at = (int64_t)time(NULL);

	(void)f;
	wire_add_number(out, folder, 1);
	wire_add_number(out, size, 8);
	wire_add_number(out, (uint64_t)at, 8);
}

static struct open_file *slot(struct files *f, uint32_t handle)
{
	return handle < LIMIT_FILES && f->open[handle].used ? &f->open[handle] : NULL;
}

static void open_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct node n = find(f, ask->path);
	uint32_t i = 0;

	if (n.kind == NODE_NONE || is_folder(&n) != (ask->act == FILE_OPENDIR)) {
		say_status(out, ask->id, n.kind == NODE_NONE ? FILE_MISSING : FILE_FAILED);
		return;
	}
	while (i < LIMIT_FILES && f->open[i].used)
		i++;
	if (i == LIMIT_FILES) {
		say_status(out, ask->id, FILE_FAILED);
		return;
	}
	f->open[i] = (struct open_file){.used = true, .folder = is_folder(&n), .node = n};
	if (!f->open[i].folder)
		write_file(f, &n, &f->open[i].text);
	begin(out, ask->id, SAID_HANDLE);
	wire_add_number(out, i, 4);
}

static void read_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = slot(f, ask->handle);
	size_t size = ask->size < WIRE_READ ? ask->size : WIRE_READ;

	if (o == NULL || o->folder) {
		say_status(out, ask->id, FILE_FAILED);
		return;
	}
	if (ask->offset >= o->text.size) {
		say_status(out, ask->id, FILE_END);
		return;
	}
	if (size > o->text.size - ask->offset)
		size = o->text.size - (size_t)ask->offset;
	begin(out, ask->id, SAID_DATA);
	buffer_add(out, o->text.data + ask->offset, size);
}

/* The name at `index` of a folder; NULL behind the last. "" is passed over. */
static const char *name_at(struct files *f, const struct node *n, size_t index, bool *ret_folder)
{
	*ret_folder = n->kind == NODE_ROOT || n->kind == NODE_SERVICES;
	if (n->kind == NODE_ROOT) {
		static const char *const names[] = {"services", "receipts", NULL};

		return index < 2 ? names[index] : NULL;
	}
	if (n->kind == NODE_SERVICES) {
		const struct service *s;

		if (index >= catalogue_count(f->portal->catalogue))
			return NULL;
		s = catalogue_at(f->portal->catalogue, index);
		return s->form != NULL ? s->id : "";
	}
	if (n->kind == NODE_SERVICE)
		return index < LANG_COUNT
			       ? arena_format(f->arena, "form.%s.txt", lang_code((enum lang)index))
			       : NULL;
	if (n->kind == NODE_RECEIPTS) {
		struct application *list;
		size_t count = receipts(f, &list);

		if (index >= count)
			return NULL;
		return has_receipt(&list[index])
			       ? arena_format(f->arena, "%s.txt", list[index].reference)
			       : "";
	}
	return NULL;
}

static void list_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = slot(f, ask->handle);
	BUFFER_CLEAN struct buffer names;
	unsigned count = 0;
	bool folder;

	buffer_open(&names, WIRE_PAYLOAD / 2);
	if (o == NULL || !o->folder) {
		say_status(out, ask->id, FILE_FAILED);
		return;
	}
	while (count < NAMES_AT_ONCE) {
		const char *name = name_at(f, &o->node, o->next, &folder);

		if (name == NULL)
			break;
		o->next++;
		if (name[0] == '\0')
			continue;
		wire_add_text(&names, name);
		add_attributes(f, &names, folder, 0);
		count++;
	}
	if (count == 0) {
		say_status(out, ask->id, FILE_END);
		return;
	}
	begin(out, ask->id, SAID_NAMES);
	wire_add_number(out, count, 2);
	buffer_add(out, names.data, names.size);
}

static void stat_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	BUFFER_CLEAN struct buffer text;
	struct node n = find(f, ask->path);

	buffer_open(&text, LIMIT_FORMTEXT);
	if (n.kind == NODE_NONE) {
		say_status(out, ask->id, FILE_MISSING);
		return;
	}
	if (!is_folder(&n))
		write_file(f, &n, &text);
	begin(out, ask->id, SAID_ATTRIBUTES);
	add_attributes(f, out, is_folder(&n), text.size);
}

static void fstat_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = slot(f, ask->handle);

	if (o == NULL) {
		say_status(out, ask->id, FILE_FAILED);
		return;
	}
	begin(out, ask->id, SAID_ATTRIBUTES);
	add_attributes(f, out, o->folder, o->text.size);
}

static void close_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = slot(f, ask->handle);

	if (o != NULL) {
		buffer_close(&o->text);
		*o = (struct open_file){0};
	}
	say_status(out, ask->id, o != NULL ? FILE_OK : FILE_FAILED);
}

/* The path without "." and "..", whether there is such a file or not. */
static void real_path(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	const char *parts[DEPTH];
	int count = split(f->arena, ask->path, parts);
	const char *path = count == 0 ? "/" : "";

	if (count < 0) {
		say_status(out, ask->id, FILE_MISSING);
		return;
	}
	for (int i = 0; i < count; i++)
		path = arena_format(f->arena, "%s/%s", path, parts[i]);
	begin(out, ask->id, SAID_NAMES);
	wire_add_number(out, 1, 2);
	wire_add_text(out, text_safe(f->arena, path, WIRE_PATH - 8));
	add_attributes(f, out, true, 0);
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
	acts[ask->act](f, ask, out);
}
