/* budget.c - how often something may go wrong before it has to wait. */
#include "services/registry/budget.h"

#include "services/registry/limits.h"
#include "services/store/store_visitor.h"

#define WAIT_A_LITTLE N_("Too many failed attempts. Try again in {minutes} min.")

#define CODES_SENT                                                                                 \
	N_("Too many codes were asked for. Please try again later (hours to wait: {hours}).")

#define ASKED_ANEW                                                                                 \
	N_("This was asked for too often. Please try again later (hours to wait: {hours}), or "    \
	   "ask at the counter of an authority that uses this portal.")

#define PAPERS_SENT                                                                                \
	N_("Too many files were sent from your network. Please send the rest later (hours to "     \
	   "wait: {hours}), or bring it to the counter.")

#define MIB ((size_t)1024 * 1024)

/*
 *   limit     so many within `minutes` are free
 *   grain     tries are kept by so many minutes; they count as long as the last of them would
 *   longest   0: used up, it is refused until enough of the oldest are forgotten; else the last of
 *             the free ones and each one after it makes a wait, each twice as long as the one
 *             before and at most this (minutes)
 */
static const struct {
	const char *name;
	int limit;
	int minutes;
	int grain;
	int longest;
	const char *say;
} budgets[] = {
	[BUDGET_PIN_NETWORK] = {"network", LIMIT_PIN_FREE, LIMIT_PIN_MINUTES, 1, LIMIT_PIN_WAIT,
				WAIT_A_LITTLE},
	[BUDGET_PIN_KEY] = {"key", LIMIT_PIN_FREE, LIMIT_PIN_MINUTES, 1, LIMIT_PIN_WAIT,
			    WAIT_A_LITTLE},
	[BUDGET_PIN_STRANGE] =
		{"reference", LIMIT_PIN_STRANGE, LIMIT_PIN_MINUTES, 60, 0,
		 N_("Too many wrong PINs were tried for this reference number from elsewhere, so "
		    "it cannot be opened from here now (hours to wait: {hours}). It still opens "
		    "with a key that is linked to it (me@), or with the PIN from the network where "
		    "it was begun. Otherwise ask at the authority's counter or at a centre, with "
		    "your reference number.")},
	[BUDGET_PIN_SOURCE] = {"source", LIMIT_PIN_SOURCE, LIMIT_PIN_SOURCE_MINUTES, 1, 0,
			       WAIT_A_LITTLE},
	[BUDGET_CODE] = {"code", LIMIT_CODE_FREE, LIMIT_PIN_MINUTES, 1, LIMIT_PIN_WAIT,
			 WAIT_A_LITTLE},
	[BUDGET_ADDRESS] = {"address", LIMIT_ADDRESS_CODES, LIMIT_PIN_MINUTES, 60, 0, CODES_SENT},
	[BUDGET_ADDRESS_SOURCE] = {"addresses", LIMIT_ADDRESS_SOURCE, LIMIT_PIN_MINUTES, 60, 0,
				   CODES_SENT},
	[BUDGET_RECOVERY] = {"recovery", LIMIT_RECOVERY_ASKED, LIMIT_PIN_MINUTES, 60, 0,
			     ASKED_ANEW},
	[BUDGET_RECOVERY_SOURCE] = {"recoveries", LIMIT_RECOVERY_SOURCE, LIMIT_PIN_MINUTES, 60, 0,
				    ASKED_ANEW},
	[BUDGET_PAPER_SOURCE] = {"papers", LIMIT_PAPER_SOURCE, LIMIT_PIN_MINUTES, 60, 0,
				 PAPERS_SENT},
	[BUDGET_PAPER_BYTES] = {"paper-mib", (int)(LIMIT_PAPER_SOURCE_BYTES / MIB),
				LIMIT_PIN_MINUTES, 60, 0, PAPERS_SENT},
	[BUDGET_PAPER_JUDGED] = {"judged", LIMIT_PAPER_JUDGED, LIMIT_PIN_MINUTES, 60, 0,
				 PAPERS_SENT},
	[BUDGET_CHECK] = {"check", LIMIT_CODE_SOURCE, LIMIT_CODE_MINUTES, 1, 0,
			  N_("Too many codes that do not exist were checked from here. Please try "
			     "again later (minutes to wait: {minutes}).")},
	[BUDGET_PIN_UNKNOWN] = {"unknown", LIMIT_PIN_UNKNOWN, LIMIT_PIN_MINUTES, 60, 0,
				WAIT_A_LITTLE},
};
#define LONGEST_MINUTES (LIMIT_PIN_MINUTES + 60)

static void name_subject(char *to, size_t room, enum budget which, const char *subject)
{
	snprintf(to, room, "%s %s", budgets[which].name, subject);
}

/* What is counted of a subject at this minute. */
struct count {
	enum budget which;
	int64_t minute;
	int sum;
	int64_t last; /* the minute of the newest */
	int free;     /* how many of the oldest must be forgotten; 0: none, or it is not asked */
	int64_t until;
};

static void count_tries(void *ctx, int64_t minute, int tries)
{
	struct count *c = ctx;

	c->sum += tries;
	c->last = minute;
}

/* The minute at which the oldest that are too many are forgotten. */
static void find_until(void *ctx, int64_t minute, int tries)
{
	struct count *c = ctx;

	if (c->free <= 0)
		return;
	c->free -= tries;
	c->until = minute + budgets[c->which].minutes + budgets[c->which].grain - 1;
}

static enum fault each(struct store *s, const struct count *c, const char *subject,
		       void (*visit)(void *ctx, int64_t minute, int tries), void *ctx,
		       struct error *err)
{
	char name[160];

	name_subject(name, sizeof(name), c->which, subject);
	return store_visitor_each_try(
		s, name, c->minute - budgets[c->which].minutes - budgets[c->which].grain + 1, visit,
		ctx, err);
}

static enum fault count(struct store *s, enum budget which, const char *subject, int64_t now,
			struct count *ret, struct error *err)
{
	*ret = (struct count){.which = which, .minute = now / 60};
	return *subject == '\0' ? FAULT_NONE : each(s, ret, subject, count_tries, ret, err);
}

/* 1, 2, 4, … minutes after the last free try and those behind it. */
static int64_t wait_after(enum budget which, int tries)
{
	int64_t wait = 1;

	for (int i = budgets[which].limit; i < tries && wait < budgets[which].longest; i++)
		wait *= 2;
	return wait < budgets[which].longest ? wait : budgets[which].longest;
}

static enum fault deny(const struct count *c, int64_t minutes, struct error *err)
{
	if (minutes < 1)
		minutes = 1;
	fail(err, FAULT_DENIED, budgets[c->which].say, "budget %s", budgets[c->which].name);
	error_code(err, "too_many_tries");
	error_fill(err, "minutes", "%d", (int)minutes);
	error_fill(err, "hours", "%d", (int)((minutes + 59) / 60));
	return FAULT_DENIED;
}

enum fault budget_ask(struct store *s, enum budget which, const char *subject, int64_t now,
		      struct error *err)
{
	struct count c;
	enum fault fault = count(s, which, subject, now, &c, err);

	if (fault != FAULT_NONE || c.sum < budgets[which].limit)
		return fault;
	if (budgets[which].longest > 0) {
		c.until = c.last + wait_after(which, c.sum);
		return c.until > c.minute ? deny(&c, c.until - c.minute, err) : FAULT_NONE;
	}
	c.free = c.sum - budgets[which].limit + 1;
	fault = each(s, &c, subject, find_until, &c, err);
	return fault == FAULT_NONE ? deny(&c, c.until - c.minute, err) : fault;
}

enum fault budget_use(struct store *s, enum budget which, const char *subject, int64_t now,
		      struct error *err)
{
	return budget_use_many(s, which, subject, now, 1, err);
}

enum fault budget_use_many(struct store *s, enum budget which, const char *subject, int64_t now,
			   int count, struct error *err)
{
	int64_t minute = (now + 59) / 60; /* its end: what is to wait a minute waits no less */
	char name[160];

	if (*subject == '\0' || count <= 0)
		return FAULT_NONE;
	name_subject(name, sizeof(name), which, subject);
	return store_visitor_add_try(s, name, minute - minute % budgets[which].grain, count, err);
}

enum fault budget_pause(struct store *s, enum budget which, const char *subject, int64_t now,
			int *ret_milliseconds, struct error *err)
{
	struct count c;
	enum fault fault = count(s, which, subject, now, &c, err);
	int pause = c.sum / budgets[which].limit * 1000;

	if (fault == FAULT_NONE)
		*ret_milliseconds = pause < LIMIT_PIN_PAUSE ? pause : LIMIT_PIN_PAUSE;
	return fault;
}

/* Each kind as soon as it is not looked at any more, since many networks make many rows; and what
   older versions counted, under whatever name. */
enum fault budget_forget(struct store *s, int64_t now, struct error *err)
{
	enum fault fault = store_visitor_drop_tries(s, "", now / 60 - LONGEST_MINUTES, err);
	char kind[32];

	for (size_t i = 0; i < sizeof(budgets) / sizeof(budgets[0]) && fault == FAULT_NONE; i++) {
		snprintf(kind, sizeof(kind), "%s ", budgets[i].name);
		fault = store_visitor_drop_tries(
			s, kind, now / 60 - budgets[i].minutes - budgets[i].grain, err);
	}
	return fault;
}
