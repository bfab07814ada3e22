/* budget.c - how often something may go wrong before it has to wait. */
#include "services/registry/budget.h"

#include "services/registry/limits.h"
#include "services/store/store_visitor.h"

/* A reference tried from where it was begun has a budget of its own, so that an attack from
   elsewhere does not lock its owner out. */
static const struct {
	const char *name;
	int limit;
	int minutes;
} budgets[] = {
	[BUDGET_PIN_REFERENCE] = {"reference", LIMIT_PIN_REFERENCE, LIMIT_PIN_REFERENCE_MINUTES},
	[BUDGET_PIN_HOME] = {"home", LIMIT_PIN_REFERENCE, LIMIT_PIN_REFERENCE_MINUTES},
	[BUDGET_PIN_SOURCE] = {"source", LIMIT_PIN_SOURCE, LIMIT_PIN_SOURCE_MINUTES},
};

static void name_subject(char *to, size_t room, enum budget which, const char *subject)
{
	snprintf(to, room, "%s %s", budgets[which].name, subject);
}

/* Minutes until so many of the oldest tries are out of sight that one more is allowed. */
struct count {
	int64_t minutes[LIMIT_PIN_SOURCE_MINUTES + 1];
	int tries[LIMIT_PIN_SOURCE_MINUTES + 1];
	int kept, sum;
};

static void count_minute(void *ctx, int64_t minute, int tries)
{
	struct count *c = ctx;

	c->sum += tries;
	if (c->kept > LIMIT_PIN_SOURCE_MINUTES)
		return;
	c->minutes[c->kept] = minute;
	c->tries[c->kept++] = tries;
}

enum fault budget_ask(struct store *s, enum budget which, const char *subject, int64_t now,
		      struct error *err)
{
	struct count c = {.kept = 0};
	int64_t minute = now / 60, wait = 1;
	enum fault fault;
	char name[160];

	if (*subject == '\0')
		return FAULT_NONE;
	name_subject(name, sizeof(name), which, subject);
	fault = store_visitor_each_try(s, name, minute - budgets[which].minutes, count_minute, &c,
				       err);
	if (fault != FAULT_NONE || c.sum < budgets[which].limit)
		return fault;
	for (int i = 0; i < c.kept && c.sum >= budgets[which].limit; i++) {
		c.sum -= c.tries[i];
		wait = c.minutes[i] + budgets[which].minutes - minute;
	}
	fail(err, FAULT_DENIED,
	     N_("There were too many wrong tries. Please try again in {minutes} minutes."),
	     "budget %s", budgets[which].name);
	error_fill(err, "minutes", "%d", (int)(wait < 1 ? 1 : wait));
	return FAULT_DENIED;
}

enum fault budget_use(struct store *s, enum budget which, const char *subject, int64_t now,
		      struct error *err)
{
	char name[160];

	if (*subject == '\0')
		return FAULT_NONE;
	name_subject(name, sizeof(name), which, subject);
	return store_visitor_add_try(s, name, now / 60, err);
}

enum fault budget_forget(struct store *s, int64_t now, struct error *err)
{
	return store_visitor_drop_tries(s, now / 60 - LIMIT_PIN_SOURCE_MINUTES, err);
}
