/* files_papers_tree.c - what paths of papers mean, and the names in their folders. */
#include "server/sftp/files_papers.h"

#include "i18n/base/array.h"
#include "server/commands/command_inside.h"

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

bool files_papers_find(struct files *f, const char *path, struct paper_path *ret)
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

/* --- what is there --- */

/* With the answers as they are, which say what is asked for. */
enum fault files_papers_list(struct files *f, const struct filed *filed, struct papers *ret,
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

static bool has_end(const char *label, const char *end)
{
	size_t len = strlen(label), of_end = strlen(end);

	return len > of_end && strcasecmp(label + len - of_end, end) == 0;
}

/* Whether a name ends as what the file is. */
static bool is_told(const struct paper_file *one)
{
	static const char *const ends[PAPER_TYPES][2] = {
		[PAPER_PDF] = {".pdf", ".pdf"},
		[PAPER_PNG] = {".png", ".png"},
		[PAPER_JPEG] = {".jpg", ".jpeg"},
		[PAPER_TIFF] = {".tif", ".tiff"},
	};

	return one->type != PAPER_NO_TYPE &&
	       (has_end(one->label, ends[one->type][0]) || has_end(one->label, ends[one->type][1]));
}

/* Staff, who are told no sum, open what they fetch by its name: for them that ends as what the file
 * is, whatever its sender calls it, and has nothing that means a place to a computer. */
static void name_of(const struct paper_file *one, char to[LIMIT_PAPER_NAME + 1])
{
	const char *end = paper_type_code(one->type);
	bool long_one = strlen(one->label) + strlen(end) + 1 > LIMIT_PAPER_NAME;

	if (one->state != PAPER_WHOLE || one->sum[0] != '\0' || is_told(one))
		snprintf(to, LIMIT_PAPER_NAME + 1, "%s", one->label);
	else
		snprintf(to, LIMIT_PAPER_NAME + 1, "%s.%s", long_one ? one->id : one->label, end);
	for (char *c = to; one->state == PAPER_WHOLE && one->sum[0] == '\0' && *c != '\0'; c++)
		if (strchr("\\:*?\"<>|", *c) != NULL)
			*c = '_';
}

/* Of files of one name the last: a later one stands for those before, and one that is coming for
 * them all, since a client goes on from its size. */
const struct paper_file *files_papers_file(const struct papers *all, const char *requirement,
					   const char *label, bool whole)
{
	const struct paper_file *found = NULL;
	char name[LIMIT_PAPER_NAME + 1];

	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 0; k < all->needs[i].file_count; k++) {
			const struct paper_file *one = &all->needs[i].files[k];

			name_of(one, name);
			if (strcmp(all->needs[i].paper->id, requirement) == 0 &&
			    one->state != PAPER_SHOWN && strcmp(name, label) == 0 &&
			    (one->state == PAPER_WHOLE
				     ? found == NULL || found->state == PAPER_WHOLE
				     : !whole))
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
	char name[LIMIT_PAPER_NAME + 1];

	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 0; k < all->needs[i].file_count; k++) {
			const struct paper_file *one = &all->needs[i].files[k];

			name_of(one, name);
			if (strcmp(all->needs[i].paper->id, requirement) == 0 &&
			    files_papers_file(all, requirement, name, false) == one)
				add_listed(to, name, one, 0);
		}
}

enum fault files_papers_names(struct files *f, const struct paper_path *p, struct buffer *to,
			      struct error *err)
{
	struct papers all = {.count = 0};
	enum fault fault;

	if (p->depth == 1) {
		list_applications(f, to);
		return FAULT_NONE;
	}
	fault = files_papers_list(f, p->filed, &all, err);
	for (size_t i = 0; fault == FAULT_NONE && p->depth == 2 && i < all.count; i++)
		add_listed(to, all.needs[i].paper->id, NULL, f->began);
	if (fault == FAULT_NONE && p->depth == 3)
		list_files(&all, p->requirement, to);
	return fault;
}

void files_papers_free(struct files *f)
{
	for (size_t i = 0; i < f->filed_count; i++)
		free(f->filed[i]);
	free(f->filed);
}
