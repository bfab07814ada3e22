/* service_route.c - which office an application goes to when it is sent, as a definition has it. */
#include "services/definition/service_route.h"

#include "i18n/base/array.h"
#include "services/definition/service.h"
#include "services/definition/service_entry.h"
#include "services/definition/type.h"

#include <string.h>

void service_route_note(struct reader *r, const struct node *map, const char *key, const char *code,
			struct service *s)
{
	if (code == NULL || !reader_is_id(code))
		return;
	s->offices = array_room_in(r->arena, s->offices, s->office_count + 1, &s->office_room,
				   sizeof(*s->offices));
	s->offices[s->office_count++] =
		(struct office_name){code, key, reader_find(map, key)->line};
}

static void read_by(struct reader *r, const struct node *map, const struct service *s,
		    struct route *to)
{
	const char *id = reader_id(r, map, "by");
	const struct section *home = NULL;
	const struct question *q = id == NULL ? NULL : service_question(s, id, &home);

	to->by_entry = id != NULL && strcmp(id, SERVICE_ENTRY) == 0 && s->about != NULL;
	if (id == NULL || r->incomplete || to->by_entry)
		return;
	if (q == NULL)
		reader_fault(r, reader_find(map, "by"),
			     N_("There is no question \"{value}\" in the form."), id);
	else if (strcmp(q->type->name, "place") != 0 || (home != NULL && home->repeats))
		reader_fault(r, reader_find(map, "by"),
			     N_("\"{value}\" does not ask for one place: an office is found by a "
				"question of type place that stands once."),
			     id);
	to->by = q;
}

static void read_one(struct reader *r, const struct node *n, struct service *s, struct route *to)
{
	static const char *const keys[] = {"when", "by", "to", "otherwise", NULL};

	if (!reader_map(r, n, keys))
		return;
	to->when = reader_rule(r, n, "when", NULL);
	to->to = reader_id(r, n, "to");
	if (reader_find(n, "by") != NULL)
		read_by(r, n, s, to);
	if (reader_find(n, "otherwise") != NULL)
		to->otherwise = reader_id(r, n, "otherwise");
	else if (reader_find(n, "by") != NULL)
		reader_fault(
			r, n,
			N_("Where no office has the place that was answered somebody must have "
			   "it: write its office under \"otherwise\"."),
			NULL);
	service_route_note(r, n, "to", to->to, s);
	service_route_note(r, n, "otherwise", to->otherwise, s);
}

/* What stands behind one without a condition would never be taken. */
static void read_several(struct reader *r, const struct node *list, struct service *s,
			 struct route *to)
{
	bool closed = false;

	for (const struct node *n = list->first; n != NULL; n = n->next) {
		if (closed)
			reader_fault(r, n,
				     N_("The way before this one has no \"when\": it is for all "
					"others, so it stands last."),
				     NULL);
		read_one(r, n, s, &to[s->route_count++]);
		closed = n->kind == NODE_MAP && reader_find(n, "when") == NULL;
	}
}

void service_route_read(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *n = reader_find(root, "route");
	bool several = n != NULL && n->kind == NODE_LIST;
	struct route *to;

	if (several)
		n = reader_list(r, root, "route", true, READER_LIST_MAX);
	if (n == NULL)
		return;
	to = arena_array(r->arena, several ? n->count : 1, sizeof(*to));
	s->routes = to;
	if (several) {
		read_several(r, n, s, to);
		return;
	}
	if (reader_find(n, "when") != NULL)
		reader_fault(r, reader_find(n, "when"),
			     N_("A way with a condition is one of several: write \"route\" as a "
				"list."),
			     NULL);
	read_one(r, n, s, to);
	s->route_count = 1;
}
