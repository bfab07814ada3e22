/* pace.c - how fast applications may be begun and sent: so many at once, then one after the other.
 */
#include "services/access/pace.h"

#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_visitor.h"

struct rate {
	int burst;
	int seconds; /* until one more has come back; 0: there is no such bucket */
	const char *say;
};

static const struct {
	const char *name;
	struct rate network, visit;
} paces[] = {
	[PACE_BEGIN] =
		{"begin",
		 {LIMIT_BEGIN_SOURCE, LIMIT_BEGIN_SOURCE_SECONDS,
		  N_("Many applications have just been begun from the network that you are in. "
		     "Please begin this one in a little while (seconds to wait: {seconds}).")},
		 {LIMIT_BEGIN_VISIT, LIMIT_BEGIN_VISIT_SECONDS,
		  N_("Many applications have just been begun in this session. Please begin this "
		     "one in a little while (seconds to wait: {seconds}).")}},
	[PACE_SUBMIT] =
		{"submit",
		 {LIMIT_SUBMIT_SOURCE, LIMIT_SUBMIT_SOURCE_SECONDS,
		  N_("Many applications have just been sent from the network that you are in, so "
		     "this one has to wait. Nothing of it is lost: please send it again in a "
		     "little while (seconds to wait: {seconds}).")},
		 {LIMIT_SUBMIT_VISIT, LIMIT_SUBMIT_VISIT_SECONDS,
		  N_("Many applications have just been sent in this session, so this one has to "
		     "wait. Nothing of it is lost: please send it again in a little while (seconds "
		     "to wait: {seconds}).")}},
	[PACE_KEY] = {"key",
		      {LIMIT_KEYS_SOURCE, LIMIT_KEYS_SOURCE_SECONDS,
		       N_("The portal is very busy. Please try again in a few minutes.")},
		      {0, 0, NULL}},
	[PACE_FIND] = {"find",
		       {0, 0, NULL},
		       {LIMIT_FIND_VISIT, LIMIT_FIND_VISIT_SECONDS,
			N_("Many persons have just been looked for in this session. Please look "
			   "for this one in a little while (seconds to wait: {seconds}).")}},
	[PACE_CHECK] =
		{"check",
		 {LIMIT_CHECK_SOURCE, LIMIT_CHECK_SOURCE_SECONDS,
		  N_("Many entries of this register have just been looked up from the network that "
		     "you are in. Please look this one up in a little while (seconds to wait: "
		     "{seconds}).")},
		 {LIMIT_CHECK_VISIT, LIMIT_CHECK_VISIT_SECONDS,
		  N_("Many entries of this register have just been looked up in this session. "
		     "Please look this one up in a little while (seconds to wait: {seconds}).")}},
	/* Nobody is told: it is not counted then. */
	[PACE_VAIN] = {"vain",
		       {LIMIT_VAIN_SOURCE, LIMIT_VAIN_SOURCE_SECONDS, "counted already"},
		       {0, 0, NULL}},
};

static bool is_counted(const struct caller *c)
{
	return c->role == ROLE_APPLICANT && c->source[0] != '\0' && !c->exempt;
}

/* Seconds until a bucket that is full at `full_at` is so; a clock that was put back makes none
 * emptier than empty. */
static int64_t debt_of(const struct rate *r, int64_t full_at, int64_t now)
{
	int64_t debt = full_at > now ? full_at - now : 0, most = (int64_t)r->burst * r->seconds;

	return debt < most ? debt : most;
}

static enum fault ask(const struct rate *r, int64_t full_at, int64_t now, const char *name,
		      struct error *err)
{
	int64_t wait = debt_of(r, full_at, now) - (int64_t)(r->burst - 1) * r->seconds;

	if (r->seconds == 0 || wait <= 0)
		return FAULT_NONE;
	fail(err, FAULT_BUSY, r->say, "pace %s", name);
	error_fill(err, "seconds", "%d", (int)wait);
	return FAULT_BUSY;
}

static int64_t take(const struct rate *r, int64_t full_at, int64_t now)
{
	return now + debt_of(r, full_at, now) + r->seconds;
}

/* Of a network only a keyed digest is kept. */
static void name_subject(const struct registry *r, const struct caller *c, enum pace which,
			 struct store_visitor_pace *to)
{
	struct seal_digest d;

	seal_digest_begin(&d, &r->seal, "pace");
	seal_digest_text(&d, paces[which].name);
	seal_digest_text(&d, c->source);
	seal_digest_end(&d, to->subject);
}

static enum fault find(struct registry *r, const struct caller *c, enum pace which, int64_t *ret,
		       struct error *err)
{
	struct store_visitor_pace pace, found;
	bool is_there = false;
	enum fault fault;

	name_subject(r, c, which, &pace);
	fault = store_visitor_find_pace(r->store, pace.subject, &found, &is_there, err);
	if (fault == FAULT_NONE)
		*ret = is_there ? found.full_at : 0;
	return fault;
}

/* The visit's own bucket, which nobody else counts in; of staff it counts whom they look for. */
static enum fault ask_visit(const struct caller *c, enum pace which, int64_t now, struct error *err)
{
	return c->role == ROLE_APPLICANT || which == PACE_FIND
		       ? ask(&paces[which].visit, c->paced[which], now, paces[which].name, err)
		       : FAULT_NONE;
}

enum fault pace_ask(struct registry *r, const struct caller *c, enum pace which, struct error *err)
{
	int64_t now = registry_machine_now(r), full_at = 0;
	enum fault fault = ask_visit(c, which, now, err);

	if (fault != FAULT_NONE || !is_counted(c))
		return fault;
	fault = find(r, c, which, &full_at, err);
	return fault == FAULT_NONE
		       ? ask(&paces[which].network, full_at, now, paces[which].name, err)
		       : fault;
}

/* Taken in one step, so that of any number who ask at once no more get one than there are; who is
   then refused gives it back with the transaction. */
static enum fault take_of_network(struct registry *r, const struct caller *c, enum pace which,
				  int64_t now, struct error *err)
{
	const struct rate *rate = &paces[which].network;
	struct store_visitor_pace pace = {.full_at = 0};
	enum fault fault;

	name_subject(r, c, which, &pace);
	fault = store_visitor_take_pace(r->store, pace.subject, now, rate->seconds,
					(int64_t)rate->burst * rate->seconds, &pace.full_at, err);
	return fault == FAULT_NONE
		       ? ask(rate, pace.full_at - rate->seconds, now, paces[which].name, err)
		       : fault;
}

enum fault pace_take(struct registry *r, struct caller *c, enum pace which, struct error *err)
{
	int64_t now = registry_machine_now(r);
	enum fault fault = ask_visit(c, which, now, err);

	if (fault == FAULT_NONE && is_counted(c))
		fault = take_of_network(r, c, which, now, err);
	if (fault == FAULT_NONE)
		c->paced[which] = take(&paces[which].visit, c->paced[which], now);
	return fault;
}

enum fault pace_forget(struct registry *r, struct error *err)
{
	return store_visitor_drop_paces(r->store, registry_machine_now(r), err);
}
