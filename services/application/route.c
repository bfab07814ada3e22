/* route.c - which office has an application: by the place that was answered, and by an act. */
#include "services/application/route_inside.h"

#include "services/application/given.h"
#include "services/application/look.h"
#include "services/definition/known.h"
#include "services/definition/service.h"
#include "services/definition/service_entry.h"
#include "services/definition/service_route.h"
#include "services/definition/term.h"
#include "services/party/party.h"
#include "services/register/entry_inside.h"
#include "services/registry/registry_inside.h"

/* All that there are, by code. */
struct offices {
	struct party *list;
	size_t count;
};

static const struct party *by_code(const struct offices *o, const char *code)
{
	for (size_t i = 0; code != NULL && i < o->count; i++)
		if (strcmp(o->list[i].code, code) == 0)
			return &o->list[i];
	return NULL;
}

static const struct party *by_id(const struct offices *o, const char *id)
{
	for (size_t i = 0; i < o->count; i++)
		if (strcmp(o->list[i].id, id) == 0)
			return &o->list[i];
	return NULL;
}

static bool is_within(const struct offices *o, const struct party *one, const struct party *top)
{
	for (int i = 0; i < PARTY_DEPTH && one != NULL && one != top; i++)
		one = by_id(o, one->above);
	return one != NULL && one == top;
}

/* Of the place, else of the one above it: a district's governorate. */
static const struct party *of_place(const struct offices *o, const struct term_list *terms,
				    const struct party *top, const char *place)
{
	const struct place_entry *entry;

	while (place != NULL && *place != '\0') {
		for (size_t i = 0; i < o->count; i++)
			if (strcmp(o->list[i].place, place) == 0 && is_within(o, &o->list[i], top))
				return &o->list[i];
		entry = term_place(terms, place);
		place = entry == NULL ? NULL : entry->parent;
	}
	return NULL;
}

static const char *answer_to(const struct record_content *answers, const struct question *q)
{
	for (size_t i = 0; i < answers->count; i++)
		if (strcmp(answers->values[i].row.question, q->id) == 0)
			return answers->values[i].words;
	return NULL;
}

static const struct route *route_of(const struct form *f)
{
	const struct service *s = form_service(f);

	for (size_t i = 0; i < s->route_count; i++)
		if (form_holds(f, s->routes[i].when))
			return &s->routes[i];
	return NULL;
}

/* The one that has the entry; *ret NULL: none has, or there is no such entry, which is told where
 * the application is sent. */
static enum fault of_entry(struct change *c, const struct service *s,
			   const struct record_content *answers, const struct offices *o,
			   const struct party **ret, struct error *err)
{
	const struct question *q = service_question(s, s->about->by, NULL);
	const char *number = q == NULL ? NULL : answer_to(answers, q);
	struct store_register_entry row;
	bool found = false;
	enum fault fault = number == NULL ? FAULT_NONE
					  : entry_by_number(c->registry, s->about->book, number,
							    &row, &found, err);

	*ret = found ? by_id(o, row.office) : NULL;
	return fault;
}

enum fault route_by_answers(struct change *c, const struct form *f,
			    const struct record_content *answers, struct error *err)
{
	const struct route *route = route_of(f);
	struct offices o = {.count = 0};
	const struct party *top, *office;
	enum fault fault;

	if (route == NULL)
		return FAULT_NONE;
	fault = party_offices(c->registry, c->arena, &o.list, &o.count, err);
	if (fault != FAULT_NONE)
		return fault;
	top = office = by_code(&o, route->to);
	if (route->by_entry)
		fault = of_entry(c, form_service(f), answers, &o, &office, err);
	if (fault != FAULT_NONE)
		return fault;
	if (route->by_entry && office != NULL && (top == NULL || !is_within(&o, office, top)))
		office = NULL;
	if (route->by != NULL && top != NULL)
		office = of_place(&o, form_service(f)->terms, top, answer_to(answers, route->by));
	if (office == NULL)
		office = by_code(&o, route->otherwise);
	snprintf(c->row.office, sizeof(c->row.office), "%s", office == NULL ? "" : office->id);
	return FAULT_NONE;
}

/* --- by an act --- */

static bool is_on(const struct route *route, const struct offices *o, const struct party *office)
{
	const struct party *top = by_code(o, route->to);

	return (top != NULL && is_within(o, office, top)) ||
	       (route->otherwise != NULL && strcmp(office->code, route->otherwise) == 0);
}

/* Any of the ways: who sends it on may find that it was another one's. */
static bool takes(const struct service *s, const struct offices *o, const struct party *office)
{
	bool any = s->route_count == 0;

	for (size_t i = 0; i < s->route_count && !any; i++)
		any = is_on(&s->routes[i], o, office);
	return any;
}

static enum fault refuse(const struct service *s, const struct offices *o, const char *code,
			 struct error *err)
{
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < o->count; i++)
		if (takes(s, o, &o->list[i]))
			known_add(known, o->list[i].code);
	fail(err, FAULT_INPUT,
	     *code == '\0' ? N_("Say to which office: {known}.")
			   : N_("It cannot be sent to this office. Possible offices: {known}."),
	     "%s", code);
	error_fill(err, "known", "%s", known);
	return given_at(FAULT_INPUT, "office", err);
}

static enum fault put(struct change *c, const struct party *office, struct error *err)
{
	if (strcmp(office->id, c->row.office) == 0)
		return given_at(
			fail(err, FAULT_CONFLICT, N_("This office has it already."), "same"),
			"office", err);
	memcpy(c->row.office, office->id, sizeof(office->id));
	c->row.assignee[0] = '\0';
	return FAULT_NONE;
}

enum fault route_to(struct change *c, const struct service *s, const char *code, struct error *err)
{
	struct offices o = {.count = 0};
	const struct party *office;
	enum fault fault = party_offices(c->registry, c->arena, &o.list, &o.count, err);

	if (fault != FAULT_NONE)
		return fault;
	office = by_code(&o, code);
	if (office == NULL || !takes(s, &o, office))
		return refuse(s, &o, code, err);
	return put(c, office, err);
}

enum fault route_fixed(struct change *c, const char *code, struct error *err)
{
	struct offices o = {.count = 0};
	const struct party *office;
	enum fault fault = party_offices(c->registry, c->arena, &o.list, &o.count, err);

	if (fault != FAULT_NONE)
		return fault;
	office = by_code(&o, code);
	if (office != NULL)
		return put(c, office, err);
	fail(err, FAULT_MISSING,
	     N_("This portal has no office “{office}”, to which the service sends it; please "
		"tell the portal's operator."),
	     "%s", code);
	error_fill(err, "office", "%s", code);
	return FAULT_MISSING;
}

enum fault route_offices(struct registry *r, struct caller *v, const struct application *a,
			 const struct service *s, struct arena *arena, struct route_office **ret,
			 size_t *ret_count, struct error *err)
{
	struct store_application row;
	struct offices o = {.count = 0};
	size_t count = 0;
	enum fault fault = look_at(r, v, a, LOOK_AGAIN, &row, err);

	if (fault == FAULT_NONE)
		fault = look_may(r, v, ACCESS_OPEN_ANY, NULL, &row, err);
	if (fault == FAULT_NONE)
		fault = party_offices(r, arena, &o.list, &o.count, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_array(arena, o.count, sizeof(**ret));
	for (size_t i = 0; i < o.count; i++)
		if (takes(s, &o, &o.list[i]))
			(*ret)[count++] = (struct route_office){
				.code = o.list[i].code,
				.name = o.list[i].name,
				.has_it = strcmp(o.list[i].id, row.office) == 0};
	*ret_count = count;
	return FAULT_NONE;
}
