/* entry_act.c - what staff do with an entry of a register by the register's own acts. */
#include "services/register/entry_act.h"

#include "i18n/text.h"
#include "services/definition/known.h"
#include "services/definition/role.h"
#include "services/register/check_inside.h"
#include "services/register/entry_inside.h"
#include "services/register/later_next.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

#include <string.h>

/* --- whether it may be done --- */

static enum fault weigh_right(struct registry *r, const struct caller *c,
			      const struct register_definition *d,
			      const struct store_register_entry *row,
			      const struct register_act *act, struct access_by *by,
			      struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct access_object o = check_object(a, d, row);
	struct error why;
	enum fault fault;

	o.actor = (int)act->by;
	o.role = act->role == NULL ? NULL : act->role->id;
	o.act = act->id;
	o.by = by;
	fault = access_may(r, c, ACCESS_DECIDE, &o, &why);
	if (fault == FAULT_DENIED || fault == FAULT_MISSING)
		return fail(err, FAULT_DENIED,
			    N_("Your account's current roles do not allow this."), "act %s",
			    act->id);
	if (fault != FAULT_NONE && err != NULL)
		*err = why;
	return fault;
}

static enum fault weigh_status(const struct register_definition *d,
			       const struct store_register_entry *row,
			       const struct register_act *act, struct error *err)
{
	const struct register_status *status = register_status(d, row->status);
	char known[KNOWN_MAX] = "";

	if (status != NULL && (act->from & 1U << (status - d->statuses)) != 0)
		return FAULT_NONE;
	for (size_t i = 0; i < d->status_count; i++)
		if ((act->from & 1U << i) != 0)
			known_add(known, d->statuses[i].id);
	fail(err, FAULT_CONFLICT,
	     N_("The entry has the status “{status}”; this act is possible with: {known}."),
	     "status %s", row->status);
	error_fill(err, "status", "%s", row->status);
	error_fill(err, "known", "%s", known);
	return FAULT_CONFLICT;
}

static enum fault take(struct registry *r, const struct caller *c,
		       const struct register_definition *d, const char *number,
		       struct store_register_entry *ret, struct error *err)
{
	bool found = false;
	enum fault fault = entry_by_number(r, d->id, number, ret, &found, err);

	return fault == FAULT_NONE && !found ? check_missing(c, d, err) : fault;
}

enum fault entry_act_list(struct registry *r, struct caller *c, const struct register_definition *d,
			  const char *number, struct arena *a, struct entry_act **ret,
			  size_t *ret_count, struct error *err)
{
	struct entry_act *list = arena_array(a, d->act_count + 1, sizeof(*list));
	struct access_object o = check_object(a, d, NULL);
	struct store_register_entry row;
	size_t count = 0;
	enum fault fault = access_may(r, c, ACCESS_OPEN_ANY, &o, err);

	if (fault == FAULT_NONE)
		fault = take(r, c, d, number, &row, err);
	if (fault == FAULT_NONE)
		fault = check_may_file(r, c, d, &row, NULL, err);
	for (size_t i = 0; fault == FAULT_NONE && i < d->act_count; i++) {
		struct entry_act *to = &list[count];
		struct access_by by;

		if (d->acts[i].by_clock)
			continue;
		to->act = &d->acts[i];
		to->possible = weigh_status(d, &row, to->act, &to->why) == FAULT_NONE &&
			       weigh_right(r, c, d, &row, to->act, &by, &to->why) == FAULT_NONE;
		count++;
	}
	*ret = list;
	*ret_count = count;
	return fault;
}

/* --- what is typed --- */

static enum fault at_field(enum fault fault, const char *field, struct error *err)
{
	if (err != NULL)
		snprintf(err->field, sizeof(err->field), "%s", field);
	return fault;
}

static enum fault check_reason(const struct register_act *act, const char *reason,
			       struct error *err)
{
	char known[KNOWN_MAX] = "";

	if ((act->asks & ASKS_REASON) == 0)
		return reason[0] == '\0'
			       ? FAULT_NONE
			       : at_field(fail(err, FAULT_INPUT,
					       N_("This act asks for no reason of a list."), "%s",
					       act->id),
					  "reason", err);
	for (size_t i = 0; i < act->reason_count; i++) {
		if (strcmp(act->reasons[i].code, reason) == 0)
			return FAULT_NONE;
		known_add(known, act->reasons[i].code);
	}
	fail(err, FAULT_INPUT, N_("Give one of the reasons: {known}."), "%s", act->id);
	error_fill(err, "known", "%s", known);
	return at_field(FAULT_INPUT, "reason", err);
}

static enum fault check_typed(struct arena *a, const struct register_act *act,
			      const struct entry_typed *typed, const char **ret_words,
			      struct error *err)
{
	const char *words = typed->words == NULL ? "" : typed->words;
	char *clean = NULL;
	enum fault fault = check_reason(act, typed->reason == NULL ? "" : typed->reason, err);

	if (fault == FAULT_NONE && strlen(words) > LIMIT_WORDS)
		fault = at_field(fail(err, FAULT_INPUT, N_("This text is too long."), "words"),
				 "words", err);
	if (fault == FAULT_NONE)
		fault = text_clean(a, words, strlen(words), TEXT_LINES, &clean, err);
	if (fault != FAULT_NONE)
		return fault;
	if ((act->asks & ASKS_WORDS) != 0 && clean[strspn(clean, " \n\t")] == '\0')
		return at_field(fail(err, FAULT_INPUT,
				     N_("Write why: whoever reads the entry's file later has to "
					"understand it."),
				     "no words"),
				"words", err);
	*ret_words = clean;
	return FAULT_NONE;
}

/* --- doing it --- */

struct doing {
	struct registry *registry;
	struct caller *caller;
	const struct register_definition *of;
	const struct register_act *act;
	const struct entry_typed *typed;
	const char *words, *number;
	struct arena *arena;
};

/* What the owner was told meanwhile changes nothing that staff have seen. */
struct seen {
	int64_t revision;
	bool changed;
};

static void note_line(void *ctx, const struct store_register_event *row)
{
	struct seen *s = ctx;

	s->changed =
		s->changed || (row->number > s->revision && strcmp(row->act, LATER_TOLD) != 0 &&
			       strcmp(row->act, LATER_REMINDED) != 0);
}

static enum fault compare(struct doing *v, const struct store_register_entry *row,
			  struct error *err)
{
	struct seen s = {.revision = v->typed->revision};
	enum fault fault =
		s.revision > 0 && s.revision != row->revision
			? store_register_each_event(v->registry->store, row->id, note_line, &s, err)
			: FAULT_NONE;

	if (fault != FAULT_NONE || (!s.changed && s.revision <= row->revision))
		return fault;
	return fail(
		err, FAULT_CONFLICT,
		N_("This entry was changed in the meantime. Look at it again before you go on."),
		"revision %lld", (long long)row->revision);
}

static enum fault run_once(struct doing *v, struct error *err)
{
	struct access_by by = {.role = ""};
	struct store_register_entry row;
	struct entry_deed deed = {.of = v->of,
				  .act = v->act->id,
				  .at = registry_now(v->registry),
				  .status = v->act->to == NULL ? NULL : v->act->to->id,
				  .reason = v->typed->reason,
				  .words = v->words};
	bool found = false;
	enum fault fault = store_begin(v->registry->store, err);

	if (fault == FAULT_NONE)
		fault = take(v->registry, v->caller, v->of, v->number, &row, err);
	if (fault == FAULT_NONE)
		fault = entry_take(v->registry, row.id, &row, &found, err);
	if (fault == FAULT_NONE)
		fault = weigh_right(v->registry, v->caller, v->of, &row, v->act, &by, err);
	if (fault == FAULT_NONE)
		fault = compare(v, &row, err);
	if (fault == FAULT_NONE)
		fault = weigh_status(v->of, &row, v->act, err);
	if (fault != FAULT_NONE)
		return fault;
	deed.by = (struct ledger_entry){
		.actor = v->caller->role == ROLE_STAFF ? v->caller->account : "host",
		.role = by.role[0] != '\0' ? by.role : caller_role_code(v->caller->role),
		.office = by.office[0] != '\0' ? by.office : v->caller->office,
		.purpose = v->caller->purpose,
		.face = caller_face_code(v->caller->face)};
	fault = entry_change(v->registry, v->arena, &deed, &row, err);
	/* its owner is told as soon as the portal looks at it next */
	return fault == FAULT_NONE ? entry_put_off(v->registry, &row, deed.at, err) : fault;
}

static enum fault find_act(const struct register_definition *d, const char *id,
			   const struct register_act **ret, struct error *err)
{
	char known[KNOWN_MAX] = "";

	*ret = register_act(d, id);
	if (*ret != NULL && !(*ret)->by_clock)
		return FAULT_NONE;
	for (size_t i = 0; i < d->act_count; i++)
		if (!d->acts[i].by_clock)
			known_add(known, d->acts[i].id);
	fail(err, FAULT_MISSING, N_("The register has no such act; it has: {known}."), "%s", id);
	error_fill(err, "known", "%s", known[0] == '\0' ? "-" : known);
	return FAULT_MISSING;
}

enum fault entry_act_do(struct registry *r, struct caller *c, const struct register_definition *d,
			const char *number, const char *act, const struct entry_typed *typed,
			struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct doing v = {
		.registry = r, .caller = c, .of = d, .typed = typed, .number = number, .arena = a};
	struct access_object o = check_object(a, d, NULL);
	struct store_runs runs = {.count = 0};
	enum fault fault = access_may(r, c, ACCESS_OPEN_ANY, &o, err);

	if (fault == FAULT_NONE)
		fault = find_act(d, act, &v.act, err);
	if (fault == FAULT_NONE)
		fault = check_typed(a, v.act, typed, &v.words, err);
	if (fault != FAULT_NONE)
		return fault;
	do {
		fault = run_once(&v, err);
		if (fault == FAULT_NONE)
			fault = store_commit(r->store, err);
		store_rollback(r->store);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}
