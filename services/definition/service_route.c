/* service_route.c - which office an application goes to when it is sent, as a definition has it. */
#include "services/definition/service_route.h"

#include "i18n/base/array.h"
#include "services/definition/service.h"
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

	if (id == NULL || r->incomplete)
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

void service_route_read(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"by", "to", "otherwise", NULL};
	const struct node *n = reader_find(root, "route");
	struct route *to;

	if (n == NULL || !reader_map(r, n, keys))
		return;
	to = arena_take(r->arena, sizeof(*to));
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
	s->route = to;
	service_route_note(r, n, "to", to->to, s);
	service_route_note(r, n, "otherwise", to->otherwise, s);
}
