/* application_act.c - what applicant and authority may do with an application, and in which state.
 */
#include "services/application/application.h"

#include "i18n/text.h"
#include "services/application/change.h"
#include "services/application/deadline.h"
#include "services/definition/known.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"

/*
 *            ┌──────────── withdraw ───────────────▶ withdrawn
 *            │
 *   submitted ── stage ──▶ in_review ── approve ──▶ approved
 *            │              │   ▲  └── reject ────▶ rejected
 *            └──── ask ──┐  │   │
 *                        ▼  ▼   │ reply
 *                       needs_info        (may also be withdrawn, approved or rejected:
 *                                          the answer may come on paper, or never)
 *
 * draft ─▶ submitted stands in application_submit.c.
 */
enum deed { ACT_WITHDRAW, ACT_REPLY, ACT_ASK, ACT_APPROVE, ACT_REJECT, ACT_STAGE };

#define FROM(state) (1U << (state))
#define OPEN (FROM(STATE_SUBMITTED) | FROM(STATE_IN_REVIEW))

static const struct {
	unsigned from; /* FROM(state), or-ed */
	enum application_state to;
	enum access_act access;
	const char *may; /* the act that the stage must have; NULL: the applicant's own */
	enum ledger_act entry;
	const char *reason; /* of the entry */
} acts[] = {
	[ACT_WITHDRAW] = {OPEN | FROM(STATE_AWAITING_PAYMENT) | FROM(STATE_NEEDS_INFO),
			  STATE_WITHDRAWN, ACCESS_WITHDRAW, NULL, LEDGER_WITHDRAWN, ""},
	[ACT_REPLY] = {FROM(STATE_NEEDS_INFO), STATE_IN_REVIEW, ACCESS_REPLY, NULL, LEDGER_REPLIED,
		       ""},
	[ACT_ASK] = {OPEN, STATE_NEEDS_INFO, ACCESS_ASK, "ask", LEDGER_ASKED, ""},
	[ACT_APPROVE] = {OPEN | FROM(STATE_NEEDS_INFO), STATE_APPROVED, ACCESS_DECIDE, "approve",
			 LEDGER_DECIDED, "approved"},
	[ACT_REJECT] = {OPEN | FROM(STATE_NEEDS_INFO), STATE_REJECTED, ACCESS_DECIDE, "reject",
			LEDGER_DECIDED, "rejected"},
	[ACT_STAGE] = {OPEN, STATE_IN_REVIEW, ACCESS_FORWARD, "forward", LEDGER_STAGED,
		       "forwarded"},
};

static enum fault check_state(enum deed act, const char *code, struct error *err)
{
	enum application_state state = change_state(code);
	const char *say = N_("The status of this application does not allow this now.");

	if (acts[act].from & FROM(state))
		return FAULT_NONE;
	if (state == STATE_DRAFT)
		say = N_("This application has not been submitted yet.");
	else if (state == STATE_NEEDS_INFO)
		say = N_("The applicant's answer is being waited for.");
	else if (act == ACT_REPLY && (OPEN & FROM(state)))
		say = N_("The authority has not asked anything, so there is nothing to answer.");
	else if (state >= STATE_APPROVED)
		say = N_("This application is closed. Nothing can be changed in it any more.");
	return fail(err, FAULT_CONFLICT, say, "state %s", code);
}

static enum fault check_stage(enum deed act, const struct store_application *row,
			      const struct service *s, struct error *err)
{
	const struct stage *stage;

	if (acts[act].may == NULL)
		return FAULT_NONE;
	if (strcmp(s->id, row->service) != 0 || s->version != row->version)
		return fail(err, FAULT_BROKEN,
			    N_("This application belongs to another version of the service; "
			       "please tell the portal's operator."),
			    "%s/%d, not %s/%d", row->service, row->version, s->id, s->version);
	stage = service_stage(s, row->stage);
	if (stage == NULL || service_act(s, stage, acts[act].may) == NULL)
		return fail(err, FAULT_DENIED,
			    N_("The service's definition does not allow this at the present "
			       "stage."),
			    "stage %s", row->stage);
	return FAULT_NONE;
}

struct step {
	enum deed act;
	const struct service *service; /* NULL: an act of the applicant */
	const char *words;
	const char *stage; /* NULL: stays */
};

static enum fault refuse_stage(const struct step *step, struct error *err)
{
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < step->service->stage_count; i++)
		known_add(known, step->service->stages[i].id);
	fail(err, FAULT_MISSING, N_("The service has no such stage; it has {known}."), "%s",
	     step->stage);
	error_fill(err, "known", "%s", known);
	return FAULT_MISSING;
}

/* The definition names where this stage forwards to. */
static enum fault refuse_way(const struct service *s, const struct stage *from, struct error *err)
{
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < s->stage_count; i++)
		if (service_forwards(s, from, &s->stages[i]))
			known_add(known, s->stages[i].id);
	fail(err, FAULT_DENIED, N_("From its present stage it can only be forwarded to: {known}."),
	     "stage %s", from->id);
	error_fill(err, "known", "%s", known);
	return FAULT_DENIED;
}

static enum fault take_step(struct change *c, const struct step *step, struct error *err)
{
	enum fault fault = check_state(step->act, c->row.state, err);

	if (fault == FAULT_NONE)
		fault = check_stage(step->act, &c->row, step->service, err);
	if (fault != FAULT_NONE)
		return fault;
	if (step->stage != NULL) {
		const struct stage *to = service_stage(step->service, step->stage);

		if (to == NULL)
			return refuse_stage(step, err);
		if (strcmp(c->row.stage, to->id) == 0)
			return fail(err, FAULT_CONFLICT,
				    N_("The application is at this stage already."), "%s", to->id);
		if (!service_forwards(step->service, service_stage(step->service, c->row.stage),
				      to))
			return refuse_way(step->service, service_stage(step->service, c->row.stage),
					  err);
		snprintf(c->row.stage, sizeof(c->row.stage), "%s", to->id);
		if (deadline_whose(step->service, to) != DEADLINE_SERVICE)
			c->row.due_at = deadline_of(step->service, to, c->now);
	}
	snprintf(c->row.state, sizeof(c->row.state), "%s",
		 application_state_code(acts[step->act].to));
	fault = change_event(c, step->words, err);
	return fault == FAULT_NONE
		       ? change_enter(c, acts[step->act].entry, acts[step->act].reason, err)
		       : fault;
}

/* `missing` is what is said when there are no words; NULL: none are needed. */
static enum fault clean_words(struct arena *a, const char *words, const char *missing, char **ret,
			      struct error *err)
{
	enum fault fault;

	if (words == NULL)
		words = "";
	if (strlen(words) > LIMIT_WORDS)
		return fail(err, FAULT_INPUT, N_("This text is too long. Shorten it."), "%zu bytes",
			    strlen(words));
	fault = text_clean(a, words, strlen(words), TEXT_LINES, ret, err);
	if (fault == FAULT_NONE && missing != NULL && **ret == '\0')
		return fail(err, FAULT_INPUT, missing, "no words");
	return fault;
}

static enum fault act_on(struct registry *r, const struct caller *v, struct application *a,
			 struct step step, const char *missing, struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct change c = {.registry = r, .caller = v, .service = step.service};
	char *words = NULL;
	enum fault fault = clean_words(arena, step.words, missing, &words, err);

	if (fault != FAULT_NONE)
		return fault;
	step.words = words;
	do {
		fault = change_begin(&c, acts[step.act].access, a->id, err);
		if (fault == FAULT_NONE)
			fault = change_compare(&c, a, err);
		if (fault == FAULT_NONE)
			fault = take_step(&c, &step, err);
		fault = change_end(&c, fault, a, err);
	} while (change_again(&c, fault));
	return fault;
}

enum fault application_withdraw(struct registry *r, const struct caller *v, struct application *a,
				struct error *err)
{
	return act_on(r, v, a, (struct step){.act = ACT_WITHDRAW}, NULL, err);
}

enum fault application_reply(struct registry *r, const struct caller *v, struct application *a,
			     const char *words, struct error *err)
{
	return act_on(r, v, a, (struct step){.act = ACT_REPLY, .words = words},
		      N_("Write your answer to the authority."), err);
}

enum fault application_ask(struct registry *r, const struct caller *v, struct application *a,
			   const struct service *s, const char *words, struct error *err)
{
	return act_on(r, v, a, (struct step){.act = ACT_ASK, .service = s, .words = words},
		      N_("Write what the applicant has to answer."), err);
}

enum fault application_decide(struct registry *r, const struct caller *v, struct application *a,
			      const struct service *s, bool approve, const char *reason,
			      struct error *err)
{
	struct step step = {
		.act = approve ? ACT_APPROVE : ACT_REJECT, .service = s, .words = reason};

	return act_on(r, v, a, step,
		      approve ? NULL : N_("A refusal needs a reason, in the applicant's language."),
		      err);
}

enum fault application_stage(struct registry *r, const struct caller *v, struct application *a,
			     const struct service *s, const char *stage, const char *note,
			     struct error *err)
{
	struct step step = {.act = ACT_STAGE, .service = s, .words = note, .stage = stage};

	return act_on(r, v, a, step, NULL, err);
}
