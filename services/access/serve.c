/* serve.c - a person at the counter: found by a number or added, and served with their consent. */
#include "services/access/serve.h"

#include "services/access/access.h"
#include "services/access/pace.h"
#include "services/definition/type.h"
#include "services/registry/id.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_account.h"

#include <string.h>

#define NOBODY "person" /* the object of a look that has found nobody */

_Static_assert(CALLER_NAME == PARTY_NAME + 1, "a slip has the whole name");

/* One call, in one transaction. */
struct serving {
	struct registry *registry;
	struct caller *caller;
	const struct service *service;
	struct access_by by;
	int64_t paces[CALLER_PACES];
	struct store_runs runs;
};

static enum fault may(struct serving *v, struct error *err)
{
	const struct access_object o = {.id = "",
					.reference = "",
					.actor = ACCESS_NO_STAGE,
					.service = v->service->id,
					.by = &v->by};

	return access_may(v->registry, v->caller, ACCESS_ASSIST, &o, err);
}

static enum fault begin(struct serving *v, struct error *err)
{
	enum fault fault;

	if (v->runs.count == 0)
		memcpy(v->paces, v->caller->paced, sizeof(v->paces));
	fault = store_begin(v->registry->store, err);
	return fault == FAULT_NONE ? may(v, err) : fault;
}

static enum fault end(struct serving *v, enum fault fault, struct error *err)
{
	if (fault == FAULT_NONE)
		fault = store_commit(v->registry->store, err);
	store_rollback(v->registry->store);
	if (fault != FAULT_NONE)
		memcpy(v->caller->paced, v->paces, sizeof(v->paces));
	return fault;
}

static bool again(struct serving *v, enum fault fault)
{
	return fault != FAULT_NONE && store_again(v->registry->store, &v->runs);
}

static struct ledger_entry entry_of(const struct serving *v)
{
	return (struct ledger_entry){.actor = v->caller->account,
				     .role = v->by.role,
				     .office = v->by.office,
				     .purpose = v->service->id,
				     .face = caller_face_code(v->caller->face)};
}

static enum fault enter(struct serving *v, enum ledger_act act, const struct party *person,
			struct error *err)
{
	struct ledger_entry e = entry_of(v);
	char operation[ID_LENGTH + 1];

	id_new(operation);
	e.act = act;
	e.object = person == NULL ? NOBODY : person->id;
	e.subject = person == NULL ? "" : person->id;
	e.revision = person == NULL ? 1 : person->revision;
	e.operation = operation;
	return ledger_add(v->registry, &e, err);
}

/* --- found --- */

static enum fault look_for(struct serving *v, const struct identifier *numbers, size_t number_count,
			   struct arena *a, struct serve_person *list, size_t *ret_all,
			   struct error *err)
{
	struct identifier_found found = {.count = 0};
	struct party person;
	enum fault fault = begin(v, err);

	if (fault == FAULT_NONE)
		fault = pace_take(v->registry, v->caller, PACE_FIND, err);
	if (fault == FAULT_NONE)
		fault = identifier_find(v->registry, numbers, number_count, &found, err);
	for (size_t i = 0; i < found.count && fault == FAULT_NONE; i++) {
		fault = party_get(v->registry, a, found.ids[i], &person, err);
		if (fault == FAULT_NONE)
			fault = enter(v, LEDGER_LOOKED, &person, err);
		if (fault != FAULT_NONE)
			break;
		list[i] = (struct serve_person){.name = person.name};
		memcpy(list[i].id, person.id, sizeof(list[i].id));
	}
	if (fault == FAULT_NONE && found.count == 0)
		fault = enter(v, LEDGER_LOOKED, NULL, err);
	*ret_all = found.all;
	return fault;
}

enum fault serve_find(struct registry *r, struct caller *c, const struct term_list *terms,
		      const struct service *s, const char *typed, struct arena *a,
		      struct serve_person **ret, size_t *ret_all, struct error *err)
{
	struct serving v = {.registry = r, .caller = c, .service = s};
	struct serve_person *list = arena_array(a, IDENTIFIER_FOUND, sizeof(*list));
	struct identifier numbers[IDENTIFIER_KINDS];
	size_t number_count = 0, count = 0;
	enum fault fault = may(&v, err);

	if (fault == FAULT_NONE)
		fault = identifier_guess(terms, a, s->country, typed, numbers, &number_count, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = look_for(&v, numbers, number_count, a, list, &count, err);
		fault = end(&v, fault, err);
	} while (again(&v, fault));
	if (fault == FAULT_NONE) {
		*ret = list;
		*ret_all = count;
	}
	return fault;
}

/* --- added --- */

/* That a national number is somebody's tells of them as finding them does, so it is a look, too;
   of who has the same telephone nothing was told. */
static enum fault note_known(struct serving *v, const struct serve_person *p, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct identifier *taken = arena_array(a, p->count + 1, sizeof(*taken));
	struct serve_person known[IDENTIFIER_FOUND];
	size_t taken_count = 0, count = 0;
	enum fault fault;

	for (size_t i = 0; i < p->count; i++)
		if (p->identifiers[i].kind == IDENTIFIER_NATIONAL_ID)
			taken[taken_count++] = p->identifiers[i];
	v->runs = (struct store_runs){0};
	do {
		fault = look_for(v, taken, taken_count, a, known, &count, err);
		fault = end(v, fault, err);
	} while (again(v, fault));
	return fault;
}

enum fault serve_add(struct registry *r, struct caller *c, const struct service *s,
		     struct serve_person *p, struct error *err)
{
	struct serving v = {.registry = r, .caller = c, .service = s};
	struct error noting = {0};
	struct ledger_entry by;
	struct party person;
	enum fault fault;

	do {
		person = (struct party){.kind = PARTY_PERSON,
					.name = p->name,
					.identifiers = p->identifiers,
					.identifier_count = p->count};
		fault = begin(&v, err);
		by = entry_of(&v);
		if (fault == FAULT_NONE)
			fault = pace_take(r, c, PACE_FIND, err);
		if (fault == FAULT_NONE)
			fault = party_add(r, &by, &person, err);
		fault = end(&v, fault, err);
	} while (again(&v, fault));
	if (fault == FAULT_NONE)
		memcpy(p->id, person.id, sizeof(p->id));
	if (fault == FAULT_CONFLICT && note_known(&v, p, &noting) != FAULT_NONE) {
		if (err != NULL)
			*err = noting;
		return noting.fault;
	}
	return fault;
}

/* --- served --- */

static enum fault get_person(struct registry *r, struct arena *a, const char *id, struct party *ret,
			     struct error *err)
{
	enum fault fault = party_get(r, a, id, ret, err);

	if (fault == FAULT_NONE && ret->kind != PARTY_PERSON)
		fault = FAULT_MISSING;
	return fault == FAULT_MISSING ? fail(err, FAULT_MISSING, N_("This person does not exist."),
					     "no such person")
				      : fault;
}

/* By whom, as the slip names them. */
static enum fault name_counter(struct serving *v, struct arena *a, struct caller_served *to,
			       struct error *err)
{
	struct store_account row = {.number = ""};
	struct party office = {.name = ""};
	bool found = false;
	enum fault fault = store_account_find(v->registry->store, STORE_BY_ID, v->caller->account,
					      &row, &found, err);

	if (fault == FAULT_NONE && v->by.office[0] != '\0')
		fault = party_get(v->registry, a, v->by.office, &office, err);
	snprintf(to->centre, sizeof(to->centre), "%s", office.name);
	snprintf(to->staff, sizeof(to->staff), "%.10s", row.number);
	return fault;
}

enum fault serve_consent(struct registry *r, struct caller *c, const struct service *s,
			 const char *person, enum lang lang, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct serving v = {.registry = r, .caller = c, .service = s};
	struct caller_served served = {.lang = lang};
	struct party found = {.name = ""};
	enum fault fault;

	do {
		fault = begin(&v, err);
		if (fault == FAULT_NONE)
			fault = get_person(r, a, person, &found, err);
		if (fault == FAULT_NONE)
			fault = enter(&v, LEDGER_CONSENTED, &found, err);
		if (fault == FAULT_NONE)
			fault = name_counter(&v, a, &served, err);
		fault = end(&v, fault, err);
	} while (again(&v, fault));
	if (fault != FAULT_NONE)
		return fault;
	served.consent_at = registry_now(r);
	snprintf(served.person, sizeof(served.person), "%s", found.id);
	snprintf(served.service, sizeof(served.service), "%s", s->id);
	snprintf(served.name, sizeof(served.name), "%s", found.name);
	c->served = served;
	return FAULT_NONE;
}

/* --- what is known already --- */

struct only {
	const struct type_ops *type;
	struct field_path at;
	int count; /* of questions of that type */
	bool said; /* of those alone that the definition says to be the applicant's own */
};

static void look_through(struct only *o, const struct section *section, const struct question *list,
			 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i].type != o->type || list[i].of == QUESTION_PART ||
		    (o->said && list[i].of != QUESTION_APPLICANT))
			continue;
		o->count += section != NULL && section->repeats ? 2 : 1;
		o->at = (struct field_path){.section = section, .question = &list[i]};
	}
}

static void look_through_all(struct only *o, const struct form_definition *form)
{
	look_through(o, NULL, form->eligibility, form->eligibility_count);
	for (size_t i = 0; i < form->section_count; i++)
		look_through(o, &form->sections[i], form->sections[i].questions,
			     form->sections[i].question_count);
}

/* Of those that are the applicant's by the definition, else of all: false where there is none of
 * the type, more than one, or one that not everybody is asked. */
static bool find_only(const struct form_definition *form, const struct type_ops *type,
		      struct field_path *ret)
{
	struct only o = {.type = type, .said = true};

	look_through_all(&o, form);
	if (o.count == 0) {
		o.said = false;
		look_through_all(&o, form);
	}
	*ret = o.at;
	return o.count == 1 && o.at.question->when == NULL &&
	       (o.at.section == NULL || o.at.section->when == NULL);
}

/* Another country's number is another one. */
static bool is_of(const struct question *q, const char *scheme)
{
	const char *country = strchr(scheme, ':');

	return country == NULL || (q->country != NULL && strcmp(q->country, country + 1) == 0);
}

/* What the question does not take stays to be asked. */
static void fill(struct form *f, const struct type_ops *type, const char *scheme, const char *value)
{
	struct field_path at;

	if (find_only(form_service(f)->form, type, &at) && is_of(at.question, scheme) &&
	    form_get(f, &at) == NULL && form_set(f, &at, value, LANG_EN, NULL) != FAULT_NONE)
		return;
}

enum fault serve_fill(struct registry *r, const struct caller *c, struct form *f, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const struct access_object o = {.id = "",
					.reference = "",
					.actor = ACCESS_NO_STAGE,
					.service = form_service(f)->id};
	struct identifier *list = NULL;
	struct party person;
	size_t count = 0;
	enum fault fault = FAULT_NONE;

	if (c->served.person[0] == '\0' || strcmp(c->served.service, form_service(f)->id) != 0)
		return FAULT_NONE;
	fault = access_may(r, c, ACCESS_ASSIST, &o, err);
	if (fault == FAULT_NONE)
		fault = get_person(r, a, c->served.person, &person, err);
	if (fault == FAULT_NONE)
		fault = identifier_of(r, a, person.id, &list, &count, err);
	if (fault != FAULT_NONE)
		return fault;
	fill(f, &type_name, "", person.name);
	for (size_t i = 0; i < count; i++)
		if (list[i].kind != IDENTIFIER_DOCUMENT)
			fill(f, list[i].kind == IDENTIFIER_PHONE ? &type_phone : &type_national_id,
			     list[i].scheme, list[i].value);
	return FAULT_NONE;
}
