/* attempt.c - one try at a secret that is checked here, a PIN or a one-time code: what it costs. */
#include "services/access/attempt.h"

#include "services/registry/pin.h"
#include "services/registry/registry_inside.h"

enum fault attempt_wait(struct registry *r, const struct attempt *t, struct error *err)
{
	int milliseconds = 0;
	enum fault fault = FAULT_NONE;

	if (!t->held)
		fault = budget_pause(r->store, BUDGET_PIN_SOURCE, t->source,
				     registry_machine_now(r), &milliseconds, err);
	if (fault == FAULT_NONE)
		registry_wait(r, milliseconds);
	return fault;
}

enum fault attempt_ask(struct registry *r, struct attempt *t, struct error *err)
{
	int64_t now = registry_machine_now(r);
	enum fault fault = budget_ask(r->store, BUDGET_PIN_UNKNOWN, "all", now, err);

	t->crowded = fault == FAULT_DENIED;
	if (fault == FAULT_NONE || t->crowded)
		fault = budget_ask(r->store, t->budget, t->subject, now, err);
	if (fault == FAULT_NONE && t->strange)
		fault = budget_ask(r->store, BUDGET_PIN_STRANGE, t->name, now, err);
	t->refused = fault == FAULT_DENIED;
	return fault;
}

enum fault attempt_count(struct registry *r, const struct attempt *t, struct error *err)
{
	bool counts = !t->refused && (t->exists || !t->crowded);
	int64_t now = registry_machine_now(r);
	enum fault fault = FAULT_NONE;

	if (!t->held)
		fault = budget_use(r->store, BUDGET_PIN_SOURCE, t->source, now, err);
	if (fault == FAULT_NONE)
		fault = budget_use(r->store, t->budget, counts ? t->subject : "-", now, err);
	if (fault == FAULT_NONE && t->strange)
		fault = budget_use(r->store, BUDGET_PIN_STRANGE, counts ? t->name : "-", now, err);
	if (fault == FAULT_NONE)
		fault = budget_use(r->store, BUDGET_PIN_UNKNOWN, counts && !t->exists ? "all" : "-",
				   now, err);
	return fault;
}

static enum fault count_once(struct registry *r, const struct attempt *t, struct error *err)
{
	enum fault fault = store_begin(r->store, err);

	if (fault == FAULT_NONE)
		fault = attempt_count(r, t, err);
	if (fault == FAULT_NONE)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	return fault;
}

enum fault attempt_lose(struct registry *r, const struct attempt *t, struct error *err)
{
	struct store_runs runs = {0};
	enum fault fault;

	do
		fault = count_once(r, t, err);
	while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}

/* A refusal that would tell that there is one is none. */
static enum fault ask_quietly(struct registry *r, struct attempt *t, struct error *err)
{
	enum fault fault = attempt_ask(r, t, err);

	return t->refused && t->crowded && !t->held ? FAULT_NONE : fault;
}

enum fault attempt_open(struct registry *r, struct attempt *t, struct error *err)
{
	enum fault fault = attempt_wait(r, t, err);

	return fault == FAULT_NONE ? ask_quietly(r, t, err) : fault;
}

static enum fault weigh_and_check(struct registry *r, struct attempt *t, const char *pin,
				  const char *hash, struct error *err)
{
	enum fault fault = ask_quietly(r, t, err);

	if (fault != FAULT_NONE)
		return fault;
	fault = pin_check(&r->seal, t->name, pin, hash, &t->is_right, err);
	t->is_right = t->is_right && !t->refused;
	return fault == FAULT_NONE && !t->is_right ? attempt_lose(r, t, err) : fault;
}

enum fault attempt_pin(struct registry *r, struct attempt *t, const char *pin, const char *hash,
		       struct error *err)
{
	int slot;
	enum fault fault = attempt_wait(r, t, err);

	if (fault == FAULT_NONE)
		fault = pin_enter(r->hashing, &slot, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = weigh_and_check(r, t, pin, hash, err);
	pin_leave(r->hashing, slot);
	return fault;
}
