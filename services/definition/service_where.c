/* service_where.c - which answers name the office that an application goes to, and the one where
 * what comes of it is collected, as a definition has it. */
#include "services/definition/service_where.h"

#include "services/definition/service.h"

static void read_part(struct reader *r, const struct node *n, const struct service *s,
		      struct where_way *to)
{
	const char *id = n->kind == NODE_WORD ? n->value : "";
	const struct section *home = NULL;
	const struct question *q = service_question(s, id, &home);

	if (r->incomplete)
		return;
	if (q == NULL)
		reader_fault(r, n, N_("There is no question \"{value}\" in the form."), id);
	else if (home != NULL && home->repeats)
		reader_fault(r, n,
			     N_("\"{value}\" is asked several times: an office is named by a "
				"question that stands once."),
			     id);
	else
		to->parts[to->count++] = q;
}

static void read_way(struct reader *r, const struct node *n, const struct service *s,
		     struct where_way *to)
{
	to->parts = arena_array(r->arena, n->kind == NODE_LIST ? n->count : 1, sizeof(*to->parts));
	if (n->kind != NODE_LIST) {
		read_part(r, n, s, to);
		return;
	}
	for (const struct node *part = n->first; part != NULL; part = part->next)
		read_part(r, part, s, to);
}

static const struct service_where *read_one(struct reader *r, const struct node *root,
					    const char *key, const struct service *s)
{
	const struct node *list = reader_list(r, root, key, false, READER_LIST_MAX);
	struct service_where *to;

	if (list == NULL)
		return NULL;
	to = arena_take(r->arena, sizeof(*to));
	to->ways = arena_array(r->arena, list->count, sizeof(*to->ways));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_way(r, n, s, &to->ways[to->count++]);
	return to;
}

void service_where_read(struct reader *r, const struct node *root, struct service *s)
{
	s->goes_to = read_one(r, root, "goes_to", s);
	s->collect_at = read_one(r, root, "collect_at", s);
}
