/* role.c - a role read from its definition: what it may do, which classes of values it sees, and
 * with which roles nobody may have it. */
#include "services/definition/role.h"

#include "services/definition/codes.h"
#include "services/definition/reader.h"

#include <string.h>

#define SCRATCH ((size_t)8 * 1024 * 1024) /* bytes */

static bool is_among(const char *const *list, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], id) == 0)
			return true;
	return false;
}

static const char **read_ids(struct reader *r, const struct node *root, const char *key, bool need,
			     size_t *ret_count)
{
	const struct node *list = reader_list(r, root, key, need, READER_LIST_MAX);
	const char **ids;

	if (list == NULL)
		return NULL;
	ids = arena_array(r->arena, list->count, sizeof(*ids));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		const char *id = reader_line(r, n, READER_NAME_MAX);

		if (id == NULL)
			continue;
		if (!reader_is_id(id))
			reader_fault(r, n,
				     N_("\"{value}\" is not an id: use lower-case letters a to z, "
					"digits, - and _, beginning with a letter."),
				     id);
		else if (is_among(ids, *ret_count, id))
			reader_fault(r, n, N_("The id \"{value}\" stands here twice."), id);
		else
			ids[(*ret_count)++] = id;
	}
	return ids;
}

static void read_id(struct reader *r, const struct node *root, struct role *to)
{
	to->id = reader_id(r, root, "role");
	if (to->id == NULL || strlen(to->id) < ROLE_ID)
		return;
	reader_fault(r, reader_find(root, "role"),
		     N_("The id \"{value}\" is too long: at most 23 letters."), to->id);
}

static void read_role(struct reader *r, const struct node *root, struct role *to)
{
	static const char *const keys[] = {"role", "version",  "name", "may",
					   "sees", "not_with", NULL};
	static const long versions[2] = {1, 1000000};

	if (!reader_map(r, root, keys))
		return;
	read_id(r, root, to);
	reader_number(r, root, "version", true, versions, &to->version);
	to->name = reader_text(r, root, "name", true, READER_NAME_MAX);
	to->may = read_ids(r, root, "may", true, &to->may_count);
	to->sees = reader_bits(r, root, "sees", codes_class);
	to->not_with = read_ids(r, root, "not_with", false, &to->not_with_count);
}

enum fault role_read(struct arena *a, const char *name, const char *yaml, size_t len,
		     const struct role **ret, struct fault_list *faults, struct error *err)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SCRATCH);
	struct role *role = arena_take(a, sizeof(*role));
	const struct node *root = NULL;
	struct reader r;
	enum fault fault = node_read(scratch, yaml, len, &root, err);

	if (fault != FAULT_NONE) {
		if (faults != NULL && err != NULL)
			faults_add(faults, err);
		return fault;
	}
	reader_open(&r, a, scratch, name, faults);
	read_role(&r, root, role);
	if (r.count > 0) {
		if (err != NULL)
			*err = r.first;
		return FAULT_INPUT;
	}
	*ret = role;
	return FAULT_NONE;
}

bool role_may(const struct role *r, const char *act)
{
	return is_among(r->may, r->may_count, act);
}

bool role_excludes(const struct role *one, const struct role *two)
{
	return is_among(one->not_with, one->not_with_count, two->id) ||
	       is_among(two->not_with, two->not_with_count, one->id);
}
