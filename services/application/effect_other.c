/* effect_other.c - what an act does with the application that this one is about. */
#include "services/application/effect_other.h"

#include "services/application/fees.h"
#include "services/application/related_inside.h"
#include "services/catalogue/versions.h"
#include "services/definition/service.h"
#include "services/registry/id.h"
#include "services/registry/registry_inside.h"

/* The other one, as it stands. */
struct other {
	struct store_application row;
	const struct service *service;
	struct course course;
};

static enum fault read_other(struct course *c, struct other *ret, struct error *err)
{
	struct registry *r = c->registry;
	char id[33];
	bool found = false;
	enum fault fault = related_appealed(r, c->row->id, id, err);

	if (fault == FAULT_NONE && id[0] != '\0')
		fault = store_application_get(r->store, id, &ret->row, &found, err);
	if (fault == FAULT_NONE && !found)
		return fail(err, FAULT_DENIED,
			    N_("This application is no appeal: it was sent on its own, so there is "
			       "nothing that this act could open again."),
			    "no appeal");
	if (fault == FAULT_NONE)
		fault = versions_find(r, c->arena, c->service->terms, ret->row.service,
				      ret->row.version, &ret->service, err);
	if (fault != FAULT_NONE)
		return fault;
	ret->course = (struct course){.registry = r,
				      .caller = c->caller,
				      .row = &ret->row,
				      .service = ret->service,
				      .arena = c->arena};
	course_open(&ret->course);
	return FAULT_NONE;
}

/* The act of that id which goes on from where the other one is. */
static enum fault find_act(struct other *o, const char *id, const struct act **ret,
			   struct error *err)
{
	const struct act *act = service_any_act(o->service, id);

	*ret = NULL;
	for (size_t i = 0; o->course.stage != NULL && *ret == NULL; i++) {
		const struct act *one = course_each_act(&o->course, i);

		if (one == NULL)
			break;
		if (course_is_after(&o->course, one) && strcmp(one->id, id) == 0)
			*ret = one;
	}
	if (*ret != NULL && ((*ret)->does != ACT_MOVES || (*ret)->to_count == 1))
		return FAULT_NONE;
	if (act == NULL || act->from_ends == 0 || *ret != NULL) {
		fail(err, FAULT_DENIED,
		     N_("The service of the application that is appealed has no act “{act}” "
			"that could be done with it."),
		     "%s", o->row.service);
		error_fill(err, "act", "%s", id);
		return FAULT_DENIED;
	}
	return fail(err, FAULT_CONFLICT,
		    N_("The application that is appealed is no longer at the stage where it was "
		       "refused: it cannot be opened again."),
		    "state %s", o->row.state);
}

enum fault effect_other_check(struct course *course, const struct act *act, struct error *err)
{
	struct other o;
	const struct act *other;
	enum fault fault = read_other(course, &o, err);

	for (size_t i = 0; fault == FAULT_NONE && i < act->effect_count; i++)
		fault = find_act(&o, act->effects[i].act, &other, err);
	return fault;
}

/* As a change of its own within this one's transaction: each entry names an operation of its own.
 */
static enum fault do_one(struct change *c, struct other *o, const struct act *act,
			 const char *words, struct error *err)
{
	struct change other = {.registry = c->registry,
			       .caller = c->caller,
			       .row = o->row,
			       .arena = c->arena,
			       .now = c->now,
			       .before = o->row.revision,
			       .by = c->by};
	const struct act_answers answers = {.words = words, .reason = ""};
	enum fault fault;

	id_new(other.operation);
	o->course.row = &other.row;
	fault = fees_take(&other, &o->course, act, act->to_count > 0 ? act->to[0] : NULL, &answers,
			  err);
	o->row = other.row;
	o->course.row = &o->row;
	course_open(&o->course);
	return fault;
}

enum fault effect_other_do(struct change *c, struct course *course, const struct act *act,
			   const char *words, struct error *err)
{
	struct other o;
	const struct act *other = NULL;
	enum fault fault = read_other(course, &o, err);

	for (size_t i = 0; fault == FAULT_NONE && i < act->effect_count; i++) {
		fault = find_act(&o, act->effects[i].act, &other, err);
		if (fault == FAULT_NONE)
			fault = do_one(c, &o, other, words, err);
	}
	return fault;
}
