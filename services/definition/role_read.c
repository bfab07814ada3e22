/* role_read.c - a role read from its definition file. */
#include "services/definition/role_read.h"

#include "services/definition/codes.h"
#include "services/definition/kind.h"
#include "services/definition/reader.h"
#include "services/definition/role.h"

#include <string.h>

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
	const struct node *list = reader_find(root, key);
	const char **ids;

	if (list != NULL && list->kind == NODE_LIST && list->count == 0)
		return NULL; /* nothing: that is said, too */
	list = reader_list(r, root, key, need, READER_LIST_MAX);
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
			reader_fault(r, n, N_("The id \"{value}\" appears twice here."), id);
		else
			ids[(*ret_count)++] = id;
	}
	return ids;
}

/* What stands for somebody else wherever roles are named. */
static bool is_taken(const char *id)
{
	for (int i = 0; codes_act_actor[i] != NULL; i++)
		if (i != ACTOR_OFFICER && i != ACTOR_HEAD && strcmp(codes_act_actor[i], id) == 0)
			return true;
	return strcmp(id, "portal") == 0 || strcmp(id, "host") == 0;
}

static void read_id(struct reader *r, const struct node *root, struct role *to)
{
	to->id = reader_id(r, root, "role");
	if (to->id == NULL)
		return;
	if (strlen(to->id) >= ROLE_ID)
		reader_fault(r, reader_find(root, "role"),
			     N_("The id \"{value}\" is too long: at most 23 letters."), to->id);
	else if (is_taken(to->id))
		reader_fault(r, reader_find(root, "role"),
			     N_("The id \"{value}\" is the portal's own."), to->id);
}

/* Who has the keys of others' accounts, or reads what all have done, decides nothing. */
static void check_parts(struct reader *r, const struct node *root, const struct role *role)
{
	unsigned parts = role_parts(role);

	if ((parts & (parts - 1)) != 0)
		reader_fault(r, reader_find(root, "may"),
			     N_("\"accounts\" and \"audit\" stand alone: who opens accounts, or "
				"reads the ledger, does nothing with applications. Write a role "
				"for each."),
			     NULL);
	if (parts == ROLE_OF_APPLICATIONS && role->may_count > 0 && !role_may(role, "look") &&
	    !role_may(role, "assist"))
		reader_remark(r, reader_find(root, "may"),
			      N_("Without \"look\" nobody of this role sees an application."),
			      NULL);
}

static void check_others(struct reader *r, const struct node *root, const struct role *role)
{
	if (role->id != NULL && is_among(role->not_with, role->not_with_count, role->id))
		reader_fault(r, reader_find(root, "not_with"),
			     N_("A role does not exclude itself: leave \"{value}\" out."),
			     role->id);
}

static int line_of(const struct node *root, const char *key)
{
	const struct node *n = reader_find(root, key);

	return n == NULL ? 0 : n->line;
}

void role_read(struct reader *r, const struct node *root, struct definition *ret)
{
	static const char *const keys[] = {"role", "version",  "name", "may",
					   "sees", "not_with", NULL};
	static const long versions[2] = {1, 1000000};
	struct role *to = arena_take(r->arena, sizeof(*to));

	if (!reader_map(r, root, keys))
		return;
	read_id(r, root, to);
	reader_number(r, root, "version", true, versions, &to->version);
	to->name = reader_text(r, root, "name", true, READER_NAME_MAX);
	to->may = read_ids(r, root, "may", true, &to->may_count);
	to->sees = reader_bits(r, root, "sees", codes_class);
	to->not_with = read_ids(r, root, "not_with", false, &to->not_with_count);
	to->may_line = line_of(root, "may");
	to->not_with_line = line_of(root, "not_with");
	check_parts(r, root, to);
	check_others(r, root, to);
	ret->id = to->id;
	ret->version = to->version;
	ret->what = to;
}
