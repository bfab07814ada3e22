/* files_papers.c - papers of applications as files: put, gone on with, listed, fetched, taken back.
 */
#include "server/sftp/files_papers.h"

#include "i18n/base/array.h"
#include "server/commands/command_inside.h"
#include "server/log.h"

/* What a path below /applications means; as deep as its parts go. */
struct paper_path {
	int depth; /* 1: /applications itself */
	const struct filed *filed;
	const char *requirement, *label;
};

/* A name in a folder as it was when that was opened. */
struct listed {
	char name[LIMIT_PAPER_NAME + 1];
	bool folder;
	int64_t size, at;
};

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
		words = FILL(
			f->arena,
			_("Something went wrong on our side. If it happens again, tell us this "
			  "number: {incident}"),
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

/* --- paths --- */

static bool find_service(struct files *f, struct filed *to)
{
	const struct command_portal *p = f->portal;
	const struct application *a = &to->application;

	to->service = catalogue_find(p->catalogue, a->service);
	if (to->service != NULL && to->service->version == a->version)
		return true;
	return versions_find(p->registry, f->lasting, catalogue_terms(p->catalogue), a->service,
			     a->version, &to->service, NULL) == FAULT_NONE;
}

/* By what this visit has proven, and by nothing that is typed; staff's opening is entered, once a
 * visit. */
static bool open_application(struct files *f, const char *reference, struct filed *to)
{
	const struct command_portal *p = f->portal;

	if (p->registry == NULL ||
	    application_reached(p->registry, p->caller, reference, NULL) != FAULT_NONE)
		return false;
	if (p->caller->role == ROLE_STAFF)
		return application_open_host(p->registry, p->caller, reference, &to->application,
					     NULL) == FAULT_NONE;
	return application_open(p->registry, p->caller, reference, NULL, &to->application, NULL) ==
	       FAULT_NONE;
}

/* What was opened in this visit is not opened again; each call asks for its right anyway. */
static const struct filed *filed_of(struct files *f, const char *name)
{
	char reference[REFERENCE_DIGITS + 1];
	struct filed one = {.service = NULL};

	if (reference_read(name, reference, NULL) != FAULT_NONE)
		return NULL;
	for (size_t i = 0; i < f->filed_count; i++)
		if (strcmp(f->filed[i]->application.reference, reference) == 0)
			return f->filed[i];
	if (!open_application(f, reference, &one) || !find_service(f, &one) ||
	    !papers_by_file(one.service))
		return NULL;
	f->filed = array_room(f->filed, f->filed_count + 1, &f->filed_room, sizeof(struct filed *));
	f->filed[f->filed_count] = array_new(1, sizeof(one));
	*f->filed[f->filed_count] = one;
	return f->filed[f->filed_count++];
}

static bool has_requirement(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->paper_count; i++)
		if (strcmp(s->papers[i].id, id) == 0)
			return s->papers[i].way != PAPER_BROUGHT;
	return false;
}

static bool find(struct files *f, const char *path, struct paper_path *ret)
{
	const char *parts[FILES_DEPTH];

	*ret = (struct paper_path){.depth = files_split(f->arena, path, parts)};
	if (ret->depth < 1 || strcmp(parts[0], "applications") != 0)
		return false;
	if (ret->depth > 1 && (ret->filed = filed_of(f, parts[1])) == NULL)
		return false;
	if (ret->depth > 2 && !has_requirement(ret->filed->service, parts[2]))
		return false;
	ret->requirement = ret->depth > 2 ? parts[2] : NULL;
	return ret->depth < 4 || paper_label(f->arena, parts[3], &ret->label, NULL) == FAULT_NONE;
}

bool files_papers_has(struct files *f, const char *path)
{
	const char *parts[FILES_DEPTH];

	return files_split(f->arena, path, parts) > 0 && strcmp(parts[0], "applications") == 0;
}

static struct paper_place place(const struct paper_path *p)
{
	return (struct paper_place){&p->filed->application, p->filed->service, p->requirement,
				    p->label};
}

/* --- what is there --- */

/* With the answers as they are, which say what is asked for. */
static enum fault list(struct files *f, const struct filed *filed, struct papers *ret,
		       struct error *err)
{
	const struct command_portal *p = f->portal;
	struct application a = filed->application;
	struct form *form = form_new(filed->service, catalogue_terms(p->catalogue),
				     date_of(registry_now(p->registry)));
	enum fault fault = application_load(p->registry, p->caller, &a, form, err);

	if (fault == FAULT_NONE)
		fault = papers_list(p->registry, p->caller, &a, filed->service, form, f->arena, ret,
				    err);
	form_free(form);
	return fault;
}

/* Of files of one name the last: a later one stands for those before. */
static const struct paper_file *file_of(const struct papers *all, const char *requirement,
					const char *label, bool whole)
{
	const struct paper_file *found = NULL;

	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 0; k < all->needs[i].file_count; k++) {
			const struct paper_file *one = &all->needs[i].files[k];

			if (strcmp(all->needs[i].paper->id, requirement) == 0 &&
			    one->state != PAPER_SHOWN && strcmp(one->label, label) == 0 &&
			    (!whole || one->state == PAPER_WHOLE))
				found = one;
		}
	return found;
}

static void add_listed(struct buffer *to, const char *name, const struct paper_file *file,
		       int64_t at)
{
	struct listed one = {.folder = file == NULL,
			     .size = file == NULL ? 0 : file->bytes,
			     .at = file == NULL ? at : file->at};

	snprintf(one.name, sizeof(one.name), "%s", name);
	buffer_add(to, &one, sizeof(one));
}

/* Staff name what they may look at, which no folder lists. */
static void list_applications(struct files *f, struct buffer *to)
{
	const struct command_portal *p = f->portal;
	struct application *mine = NULL;
	size_t count = 0;

	if (p->registry == NULL ||
	    application_mine(p->registry, p->caller, f->arena, &mine, &count, NULL) != FAULT_NONE)
		return;
	for (size_t i = 0; i < count; i++)
		if (filed_of(f, mine[i].reference) != NULL)
			add_listed(to, mine[i].reference, NULL, mine[i].changed_at);
}

static void list_files(const struct papers *all, const char *requirement, struct buffer *to)
{
	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 0; k < all->needs[i].file_count; k++) {
			const struct paper_file *one = &all->needs[i].files[k];

			if (strcmp(all->needs[i].paper->id, requirement) == 0 &&
			    file_of(all, requirement, one->label, false) == one)
				add_listed(to, one->label, one, 0);
		}
}

static enum fault list_names(struct files *f, const struct paper_path *p, struct buffer *to,
			     struct error *err)
{
	struct papers all = {.count = 0};
	enum fault fault;

	if (p->depth == 1) {
		list_applications(f, to);
		return FAULT_NONE;
	}
	fault = list(f, p->filed, &all, err);
	for (size_t i = 0; fault == FAULT_NONE && p->depth == 2 && i < all.count; i++)
		add_listed(to, all.needs[i].paper->id, NULL, f->began);
	if (fault == FAULT_NONE && p->depth == 3)
		list_files(&all, p->requirement, to);
	return fault;
}

/* --- acts --- */

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

	if (!find(f, ask->path, &p) || p.depth > 3) {
		say_missing(ask, out);
		return;
	}
	*o = (struct open_file){.used = true, .folder = true, .papers = true};
	buffer_open(&o->listed, LIMIT_FILES_MEMORY);
	if (list_names(f, &p, &o->listed, &err) == FAULT_NONE) {
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
	enum fault fault = list(f, p->filed, &all, err);

	if (fault == FAULT_NONE)
		file = file_of(&all, p->requirement, p->label, true);
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
	if (!find(f, ask->path, &p) || p.depth < 4) {
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

	if (!find(f, ask->path, &p)) {
		say_missing(ask, out);
		return;
	}
	if (p.depth == 4 && list(f, p.filed, &all, &err) != FAULT_NONE) {
		say(f, ask, &err, out);
		return;
	}
	if (p.depth == 4)
		file = file_of(&all, p.requirement, p.label, false);
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
	if (!find(f, ask->path, &p) || p.depth < 4) {
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
	enum fault fault = list(f, from->filed, &all, err);

	if (fault != FAULT_NONE)
		return fault;
	file = file_of(&all, from->requirement, from->label, false);
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
	if (!find(f, ask->path, &from) || !find(f, ask->to, &to) || from.depth < 4 ||
	    to.depth < 4) {
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

	if (ask->path[0] != '\0' && !find(f, ask->path, &p))
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

void files_papers_free(struct files *f)
{
	for (size_t i = 0; i < f->filed_count; i++)
		free(f->filed[i]);
	free(f->filed);
}
