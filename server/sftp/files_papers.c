/* files_papers.c - papers of applications as files: put, gone on with, listed, fetched, taken back.
 */
#include "server/sftp/files_papers.h"

#include "i18n/base/array.h"
#include "server/commands/command_inside.h"
#include "server/log.h"

/* --- answers --- */

/* Told with the status, and on the visitor's own error output, since some clients show no words;
 * there once, however many packets are on their way. */
static void say(struct files *f, const struct wire_ask *ask, const struct error *err,
		struct buffer *out)
{
	char incident[LOG_INCIDENT];
	const char *words = message_error(f->arena, err);
	bool quiet = ask->act == FILE_STAT || (ask->act == FILE_OPEN && ask->flags == 0);

	if (err->fault == FAULT_BROKEN) {
		log_incident("files", err, incident);
		words = FILL(f->arena,
			     _("Sorry, there is a problem with the portal. If it happens again, "
			       "give us this incident number: {incident}"),
			     {"incident", incident});
	}
	words = text_safe(f->arena, words, WIRE_WORDS - 8);
	if (!quiet && f->errors != NULL && strcmp(f->told, words) != 0)
		buffer_format(f->errors, "%s\n", words);
	if (!quiet)
		snprintf(f->told, sizeof(f->told), "%s", words);
	files_say(out, ask->id,
		  err->fault == FAULT_MISSING  ? FILE_MISSING
		  : err->fault == FAULT_DENIED ? FILE_DENIED
					       : FILE_FAILED,
		  words);
}

static void say_missing(const struct wire_ask *ask, struct buffer *out)
{
	files_say(out, ask->id, FILE_MISSING, "");
}

static void add_attributes(struct buffer *out, bool folder, int64_t size, int64_t at)
{
	wire_add_number(out, KIND_WRITTEN | (folder ? KIND_FOLDER : 0), 1);
	wire_add_number(out, (uint64_t)size, 8);
	wire_add_number(out, (uint64_t)at, 8);
}

/* --- acts --- */

static struct paper_place place(const struct paper_path *p)
{
	return (struct paper_place){&p->filed->application, p->filed->service, p->requirement,
				    p->label, false};
}

static void add_handle(const struct files *f, const struct open_file *o, const struct wire_ask *ask,
		       struct buffer *out)
{
	files_begin(out, ask->id, SAID_HANDLE);
	wire_add_number(out, (uint64_t)(o - f->open), 4);
}

static void open_folder(struct files *f, const struct wire_ask *ask, struct open_file *o,
			struct buffer *out)
{
	struct error err = {0};
	struct paper_path p;

	if (!files_papers_find(f, ask->path, &p) || p.depth > 3) {
		say_missing(ask, out);
		return;
	}
	*o = (struct open_file){.used = true, .folder = true, .papers = true};
	buffer_open(&o->listed, LIMIT_FILES_MEMORY);
	if (files_papers_names(f, &p, &o->listed, &err) == FAULT_NONE) {
		add_handle(f, o, ask, out);
		return;
	}
	files_papers_close(o);
	say(f, ask, &err, out);
}

static enum fault open_reading(struct files *f, const struct paper_path *p, struct open_file *o,
			       struct error *err)
{
	const struct command_portal *portal = f->portal;
	struct papers all;
	const struct paper_file *file = NULL;
	enum fault fault = files_papers_list(f, p->filed, &all, err);

	if (fault == FAULT_NONE)
		file = files_papers_file(&all, p->requirement, p->label, true);
	if (fault == FAULT_NONE && file == NULL)
		return fail(err, FAULT_MISSING, N_("There is no such document."), "no such name");
	if (fault == FAULT_NONE)
		fault = paper_open(portal->registry, portal->caller, &p->filed->application,
				   p->filed->service, file->id, &o->reading, err);
	o->at = fault == FAULT_NONE ? file->at : 0;
	return fault;
}

static enum fault open_writing(struct files *f, const struct wire_ask *ask,
			       const struct paper_path *p, struct open_file *o, struct error *err)
{
	const struct command_portal *portal = f->portal;
	const struct paper_place at = place(p);

	if (portal->judge == NULL)
		return fail(err, FAULT_BUSY,
			    N_("Files cannot be taken at the moment. Please try again later, or "
			       "bring the document to the counter."),
			    "no judge");
	o->appends = (ask->flags & FLAG_APPEND) != 0;
	o->for_now = paper_is_for_now(p->label);
	o->at = registry_now(portal->registry);
	return paper_begin(portal->registry, portal->caller, &at, (ask->flags & FLAG_ANEW) != 0,
			   &o->upload, err);
}

static void open_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = files_free_slot(f);
	struct error err = {0};
	struct paper_path p;
	enum fault fault;

	if (o == NULL) {
		files_say(out, ask->id, FILE_FAILED, "");
		return;
	}
	if (ask->act == FILE_OPENDIR) {
		open_folder(f, ask, o, out);
		return;
	}
	f->told[0] = '\0';
	if (!files_papers_find(f, ask->path, &p) || p.depth < 4) {
		fail(&err, FAULT_MISSING,
		     N_("Put the file into the folder of its document: "
			"/applications/REFERENCE/DOCUMENT/, as `ls` shows them."),
		     "no such place");
		say(f, ask, &err, out);
		return;
	}
	*o = (struct open_file){.used = true, .papers = true};
	fault = ask->flags == 0 ? open_reading(f, &p, o, &err) : open_writing(f, ask, &p, o, &err);
	if (fault == FAULT_NONE) {
		add_handle(f, o, ask, out);
		return;
	}
	files_papers_close(o);
	say(f, ask, &err, out);
}

static void read_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = files_slot(f, ask->handle);
	size_t size = ask->size < WIRE_READ ? ask->size : WIRE_READ, len = 0;
	char *bytes = arena_take(f->arena, WIRE_READ);
	struct error err = {0};

	if (o->reading == NULL) {
		files_say(out, ask->id, FILE_FAILED, "");
	} else if (paper_read(o->reading, (int64_t)ask->offset, bytes, size, &len, &err) !=
		   FAULT_NONE) {
		say(f, ask, &err, out);
	} else if (len == 0) {
		files_say(out, ask->id, FILE_END, "");
	} else {
		files_begin(out, ask->id, SAID_DATA);
		buffer_add(out, bytes, len);
	}
}

static void write_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = files_slot(f, ask->handle);
	struct error err = {0};
	int64_t at;

	if (o->upload == NULL) {
		files_say(out, ask->id, FILE_FAILED, "");
		return;
	}
	at = o->appends ? paper_come(o->upload) : (int64_t)ask->offset;
	if (paper_write(o->upload, at, ask->data, ask->size, &err) == FAULT_NONE) {
		files_say(out, ask->id, FILE_OK, "");
		return;
	}
	o->failed = true;
	say(f, ask, &err, out);
}

static void list_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = files_slot(f, ask->handle);
	size_t all = o->listed.size / sizeof(struct listed), count = 0;
	BUFFER_CLEAN struct buffer names;

	buffer_open(&names, WIRE_PAYLOAD / 2);
	for (; o->next < all && count < FILES_NAMES; o->next++, count++) {
		struct listed one;

		memcpy(&one, o->listed.data + o->next * sizeof(one), sizeof(one));
		wire_add_text(&names, text_safe(f->arena, one.name, 0));
		add_attributes(&names, one.folder, one.size, one.at);
	}
	if (!o->folder || count == 0) {
		files_say(out, ask->id, o->folder ? FILE_END : FILE_FAILED, "");
		return;
	}
	files_begin(out, ask->id, SAID_NAMES);
	wire_add_number(out, count, 2);
	buffer_add(out, names.data, names.size);
}

static void stat_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	const struct paper_file *file = NULL;
	struct error err = {0};
	struct papers all;
	struct paper_path p;

	if (!files_papers_find(f, ask->path, &p)) {
		say_missing(ask, out);
		return;
	}
	if (p.depth == 4 && files_papers_list(f, p.filed, &all, &err) != FAULT_NONE) {
		say(f, ask, &err, out);
		return;
	}
	if (p.depth == 4)
		file = files_papers_file(&all, p.requirement, p.label, false);
	if (p.depth == 4 && file == NULL) {
		say_missing(ask, out);
		return;
	}
	files_begin(out, ask->id, SAID_ATTRIBUTES);
	add_attributes(out, file == NULL, file == NULL ? 0 : file->bytes,
		       file == NULL ? f->began : file->at);
}

static void fstat_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	const struct open_file *o = files_slot(f, ask->handle);

	files_begin(out, ask->id, SAID_ATTRIBUTES);
	add_attributes(out, o->folder,
		       o->upload != NULL    ? paper_come(o->upload)
		       : o->reading != NULL ? paper_size(o->reading)
					    : 0,
		       o->folder ? f->began : o->at);
}

/* The client has sent all that it has. What failed on its way, or has a name for now, is kept and
 * not judged. */
static void close_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct open_file *o = files_slot(f, ask->handle);
	struct error err = {0};
	enum fault fault = FAULT_NONE;

	if (o->upload != NULL && !o->failed && !o->for_now)
		fault = paper_end(o->upload, f->portal->judge, NULL, &err);
	files_papers_close(o);
	if (fault == FAULT_NONE)
		files_say(out, ask->id, FILE_OK, "");
	else
		say(f, ask, &err, out);
}

static void remove_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	const struct command_portal *portal = f->portal;
	struct error err = {0};
	struct paper_place at;
	struct paper_path p;

	f->told[0] = '\0';
	if (!files_papers_find(f, ask->path, &p) || p.depth < 4) {
		say_missing(ask, out);
		return;
	}
	at = place(&p);
	if (paper_drop(portal->registry, portal->caller, &at, &err) == FAULT_NONE)
		files_say(out, ask->id, FILE_OK, "");
	else
		say(f, ask, &err, out);
}

/* What came under a name for now is judged when it gets its own. */
static enum fault finish(struct files *f, const struct paper_place *at, struct error *err)
{
	const struct command_portal *portal = f->portal;
	struct paper_upload *u = NULL;
	enum fault fault = paper_begin(portal->registry, portal->caller, at, false, &u, err);

	if (fault == FAULT_NONE)
		fault = paper_end(u, portal->judge, NULL, err);
	paper_close(u);
	return fault;
}

static enum fault rename_paths(struct files *f, const struct paper_path *from,
			       const struct paper_path *to, struct error *err)
{
	const struct command_portal *portal = f->portal;
	const struct paper_place before = place(from), after = place(to);
	const struct paper_file *file;
	struct papers all;
	enum fault fault = files_papers_list(f, from->filed, &all, err);

	if (fault != FAULT_NONE)
		return fault;
	file = files_papers_file(&all, from->requirement, from->label, false);
	fault = paper_rename(portal->registry, portal->caller, &before, to->label, err);
	if (fault == FAULT_NONE && file != NULL && file->state == PAPER_COMING &&
	    !paper_is_for_now(to->label))
		fault = finish(f, &after, err);
	return fault;
}

static void rename_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct error err = {0};
	struct paper_path from, to;

	f->told[0] = '\0';
	if (!files_papers_find(f, ask->path, &from) || !files_papers_find(f, ask->to, &to) ||
	    from.depth < 4 || to.depth < 4) {
		say_missing(ask, out);
		return;
	}
	if (from.filed != to.filed || strcmp(from.requirement, to.requirement) != 0)
		fail(&err, FAULT_DENIED,
		     N_("A file stays with the document that it was sent for. Send it again for "
			"the other one."),
		     "another folder");
	else if (rename_paths(f, &from, &to, &err) == FAULT_NONE)
		err.fault = FAULT_NONE;
	if (err.fault == FAULT_NONE)
		files_say(out, ask->id, FILE_OK, "");
	else
		say(f, ask, &err, out);
}

/* Modes and times are the portal's own; clients that want to set them go on. */
static void set_it(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	struct paper_path p;

	if (ask->path[0] != '\0' && !files_papers_find(f, ask->path, &p))
		say_missing(ask, out);
	else
		files_say(out, ask->id, FILE_OK, "");
}

void files_papers_answer(struct files *f, const struct wire_ask *ask, struct buffer *out)
{
	static void (*const acts[])(struct files *, const struct wire_ask *, struct buffer *) = {
		[FILE_OPEN] = open_it,     [FILE_OPENDIR] = open_it, [FILE_READ] = read_it,
		[FILE_READDIR] = list_it,  [FILE_CLOSE] = close_it,  [FILE_STAT] = stat_it,
		[FILE_FSTAT] = fstat_it,   [FILE_WRITE] = write_it,  [FILE_REMOVE] = remove_it,
		[FILE_RENAME] = rename_it, [FILE_SET] = set_it,
	};

	message_use(f->portal->lang);
	acts[ask->act](f, ask, out);
}

void files_papers_close(struct open_file *o)
{
	paper_close(o->upload);
	paper_close_reading(o->reading);
	buffer_close(&o->listed);
	*o = (struct open_file){0};
}
