/* files_tree.c - what paths mean, and the names in folders. */
#include "server/sftp/files_inside.h"

#include "services/definition/service_window.h"

int files_split(struct arena *a, const char *path, const char *parts[FILES_DEPTH])
{
	int count = 0;

	while (*path != '\0') {
		size_t len = strcspn(path, "/");

		if (len == 2 && memcmp(path, "..", 2) == 0) {
			count -= count > 0;
		} else if (len > 0 && !(len == 1 && path[0] == '.')) {
			if (count == FILES_DEPTH)
				return -1;
			parts[count++] = arena_slice(a, path, len);
		}
		path += len + (path[len] == '/');
	}
	return count;
}

static const char *form_name(struct files *f, enum lang lang)
{
	return arena_format(f->arena, "form.%s.txt", lang_code(lang));
}

static bool find_form(struct files *f, const char *name, enum lang *ret)
{
	for (int i = 0; i < LANG_COUNT; i++)
		if (strcmp(name, form_name(f, (enum lang)i)) == 0) {
			*ret = (enum lang)i;
			return true;
		}
	return false;
}

void files_receipts(struct files *f, struct buffer *ret)
{
	const struct command_portal *p = f->portal;
	struct application *list = NULL;
	size_t count = 0;

	buffer_open(ret, LIMIT_FILES_MEMORY);
	if (p->registry == NULL ||
	    application_mine(p->registry, p->caller, f->arena, &list, &count, NULL) != FAULT_NONE)
		return;
	for (size_t i = 0; i < count; i++)
		if (list[i].submitted_at > 0)
			buffer_add(ret, list[i].reference, REFERENCE_DIGITS + 1);
}

/* --- receipts, and what was issued --- */

#define TEXT ".txt"
#define NARROW ".40.txt"
#define PDF ".pdf"
#define SIGNATURE ".sig"

static bool ends_with(const char *s, const char *end)
{
	size_t len = strlen(s), less = strlen(end);

	return len >= less && strcmp(s + len - less, end) == 0;
}

static void add_name(struct buffer *to, const char *reference, const char *part)
{
	buffer_format(to, "%s%s", reference, part);
	buffer_add(to, "", 1);
	buffer_format(to, "%s%s" SIGNATURE, reference, part);
	buffer_add(to, "", 1);
}

/* Nothing is asked of an application whose service issues nothing. */
static bool may_have(const struct files *f, const struct application *a)
{
	const struct service *s = catalogue_find(f->portal->catalogue, a->service);

	return s == NULL || s->version != a->version || s->output_count > 0;
}

static void add_issued(struct files *f, struct buffer *to, const struct application *a)
{
	const struct command_portal *p = f->portal;
	struct issued *list = NULL;
	size_t count = 0;

	if (!may_have(f, a) || issued_list(p->registry, p->caller, a, NULL, f->arena, &list, &count,
					   NULL) != FAULT_NONE)
		return;
	for (size_t i = 0; i < count; i++) {
		if (list[i].withheld || issued_newest(list, count, list[i].output) != &list[i])
			continue;
		add_name(to, a->reference, arena_format(f->arena, ".%s" TEXT, list[i].output));
		add_name(to, a->reference, arena_format(f->arena, ".%s" NARROW, list[i].output));
		if (p->reader != NULL)
			add_name(to, a->reference,
				 arena_format(f->arena, ".%s" PDF, list[i].output));
	}
}

void files_receipt_names(struct files *f, struct buffer *ret)
{
	const struct command_portal *p = f->portal;
	struct application *list = NULL;
	size_t count = 0;

	buffer_open(ret, LIMIT_FILES_MEMORY);
	if (p->registry == NULL ||
	    application_mine(p->registry, p->caller, f->arena, &list, &count, NULL) != FAULT_NONE)
		return;
	for (size_t i = 0; i < count; i++)
		if (list[i].submitted_at > 0) {
			add_name(ret, list[i].reference, TEXT);
			add_issued(f, ret, &list[i]);
		}
}

/* A receipt, a document, or the signature of one; what is none is found missing when it is made. */
static bool is_part(const char *part)
{
	char base[FILES_PART];

	if (strlen(part) >= sizeof(base))
		return false;
	snprintf(base, sizeof(base), "%s", part);
	if (ends_with(base, SIGNATURE))
		base[strlen(base) - strlen(SIGNATURE)] = '\0';
	return (ends_with(base, TEXT) || (ends_with(base, PDF) && strlen(base) > strlen(PDF))) &&
	       base[0] == '.';
}

/* Staff name what they may look at, which no folder lists, as long as they may. */
static bool is_reached(struct files *f, const char *reference)
{
	const struct command_portal *p = f->portal;

	return p->registry != NULL &&
	       application_reached(p->registry, p->caller, reference, NULL) == FAULT_NONE;
}

/* What was made in this visit is still its applicant's: the registry is not asked again. */
static bool find_receipt(struct files *f, const char *name, struct node *to)
{
	char *ret = to->reference;
	BUFFER_CLEAN struct buffer all = {0};
	bool found;

	if (strlen(name) < REFERENCE_DIGITS || !is_part(name + REFERENCE_DIGITS))
		return false;
	memcpy(ret, name, REFERENCE_DIGITS);
	ret[REFERENCE_DIGITS] = '\0';
	snprintf(to->part, sizeof(to->part), "%s", name + REFERENCE_DIGITS);
	if (f->portal->caller->role == ROLE_STAFF)
		return is_reached(f, ret);
	found = files_is_made(f, ret);
	if (!found)
		files_receipts(f, &all);
	for (size_t at = 0; at < all.size && !found; at += REFERENCE_DIGITS + 1)
		found = strcmp(all.data + at, ret) == 0;
	return found;
}

/* Outside its days a form would be filled for nothing. */
static bool can_be_filled(const struct files *f, const struct service *s)
{
	return service_takes(s) &&
	       service_window_at(s, registry_now(f->portal->registry)) == WINDOW_OPEN;
}

struct node files_find(struct files *f, const char *path)
{
	const char *parts[FILES_DEPTH];
	struct node n = {NODE_NONE, NULL, LANG_EN, "", ""};
	int count = files_split(f->arena, path, parts);

	if (count == 0) {
		n.kind = NODE_ROOT;
	} else if (count > 0 && strcmp(parts[0], "services") == 0) {
		n.service = count > 1 ? catalogue_find(f->portal->catalogue, parts[1]) : NULL;
		if (count == 1)
			n.kind = NODE_SERVICES;
		else if (n.service == NULL || !can_be_filled(f, n.service))
			n.kind = NODE_NONE;
		else if (count == 2)
			n.kind = NODE_SERVICE;
		else if (find_form(f, parts[2], &n.lang))
			n.kind = NODE_FORM;
	} else if (count > 0 && strcmp(parts[0], "receipts") == 0) {
		if (count == 1)
			n.kind = NODE_RECEIPTS;
		else if (count == 2 && find_receipt(f, parts[1], &n) && files_has(f, &n))
			n.kind = NODE_RECEIPT;
	} else if (count == 1 && strcmp(parts[0], "allowed_signers") == 0) {
		n.kind = NODE_SIGNERS;
	}
	return n;
}

static const char *name_of_root(size_t index, struct node *ret)
{
	static const struct {
		const char *name;
		enum node_kind kind;
	} names[] = {{"services", NODE_SERVICES},
		     {"receipts", NODE_RECEIPTS},
		     {"applications", NODE_APPLICATIONS},
		     {"allowed_signers", NODE_SIGNERS}};

	if (index >= sizeof(names) / sizeof(names[0]))
		return NULL;
	ret->kind = names[index].kind;
	return names[index].name;
}

static const char *name_of_service(struct files *f, size_t index, struct node *ret)
{
	const struct service *s;

	if (index >= catalogue_count(f->portal->catalogue))
		return NULL;
	s = catalogue_at(f->portal->catalogue, index);
	ret->kind = NODE_SERVICE;
	return can_be_filled(f, s) ? s->id : "";
}

/* Names are asked for one after the other. */
static const char *name_of_receipt(struct open_file *o, struct node *ret)
{
	const char *name = o->receipts.data + o->receipts_at;

	if (o->receipts_at >= o->receipts.size)
		return NULL;
	o->receipts_at += strlen(name) + 1;
	ret->kind = NODE_RECEIPT;
	snprintf(ret->reference, sizeof(ret->reference), "%.14s", name);
	snprintf(ret->part, sizeof(ret->part), "%s", name + REFERENCE_DIGITS);
	return name;
}

const char *files_name(struct files *f, struct open_file *o, size_t index, struct node *ret)
{
	*ret = (struct node){NODE_NONE, NULL, LANG_EN, "", ""};
	switch (o->node.kind) {
	case NODE_ROOT: return name_of_root(index, ret);
	case NODE_SERVICES: return name_of_service(f, index, ret);
	case NODE_SERVICE:
		if (index >= LANG_COUNT)
			return NULL;
		*ret = (struct node){NODE_FORM, o->node.service, (enum lang)index, "", ""};
		return form_name(f, ret->lang);
	case NODE_RECEIPTS: return name_of_receipt(o, ret);
	default: return NULL;
	}
}
