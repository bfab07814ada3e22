/* command_papers_from.c - papers of an application that are taken from another one of the same
 * person. */
#include "server/commands/command_papers.h"

#include "services/document/papers.h"

bool command_papers_takes(const struct command *c)
{
	return c->kind->run == command_papers && arguments_get(&c->arguments, "from") != NULL;
}

/* "OTHER" or "OTHER/PAPER"; *ret_paper NULL: any. */
static enum fault read_other(struct command *c, char ret[REFERENCE_DIGITS + 1],
			     const char **ret_paper, struct error *err)
{
	const char *typed = arguments_get(&c->arguments, "from");
	const char *end = strchr(typed, '/');

	*ret_paper = end == NULL || end[1] == '\0' ? NULL : end + 1;
	return reference_read(end == NULL ? typed
					  : arena_slice(c->arena, typed, (size_t)(end - typed)),
			      ret, err);
}

static bool acts_by_pin(struct command *c, const char *reference)
{
	bool needs = true;

	return application_needs_pin(c->portal->registry, c->portal->caller, reference, &needs,
				     NULL) == FAULT_NONE &&
	       needs;
}

bool command_papers_need_pins(struct command *c)
{
	char other[REFERENCE_DIGITS + 1];
	const char *paper;

	return command_needs_pin(c) ||
	       (c->portal->registry != NULL && read_other(c, other, &paper, NULL) == FAULT_NONE &&
		(!command_owns(c, other) || acts_by_pin(c, other)));
}

static enum fault open_other(struct command *c, const char *reference, const char *pin,
			     struct application *ret, struct error *err)
{
	struct registry *r = c->portal->registry;
	struct caller *v = c->portal->caller;
	bool owned = command_owns(c, reference), proves = owned && acts_by_pin(c, reference);
	enum fault f = FAULT_NONE;

	if ((!owned || proves) && *pin == '\0')
		return fail(err, FAULT_INPUT,
			    N_("The other application's PIN is missing: give it on a line of its "
			       "own, behind that of the first."),
			    "no PIN");
	if (v->role != ROLE_STAFF)
		f = application_open(r, v, reference, owned ? NULL : pin, ret, err);
	if (f == FAULT_NONE && proves)
		f = application_prove(r, v, ret, pin, err);
	return f == FAULT_NONE ? papers_before(r, v, reference, ret, err) : f;
}

/* Whether it is here already, so that it is taken only where it is named. */
static bool is_here(const struct papers *here, const struct paper *paper)
{
	for (size_t i = 0; i < here->count; i++)
		if (here->needs[i].paper == paper)
			return here->needs[i].standing == STANDING_CAME ||
			       here->needs[i].standing == STANDING_SHOWN ||
			       here->needs[i].standing == STANDING_OTHER;
	return false;
}

static enum fault take_all(struct command *c, const struct paper_pair *pair, const struct form *f,
			   const char *paper, struct error *err)
{
	struct registry *r = c->portal->registry;
	struct caller *v = c->portal->caller;
	struct papers here = {.count = 0};
	struct paper_offer *list = NULL;
	size_t count = 0, taken = 0;
	enum fault fault = papers_offered(r, v, pair, f, c->arena, &list, &count, err);

	if (fault == FAULT_NONE)
		fault = papers_list(r, v, pair->to, pair->to_service, f, c->arena, &here, err);
	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		const struct paper_offer *o = &list[i];

		if (paper != NULL ? strcmp(o->there, paper) != 0 : is_here(&here, o->paper))
			continue;
		fault = paper_take(r, v, pair, o->paper->id, o->file.id, err);
		taken++;
	}
	if (fault == FAULT_NONE && taken == 0)
		return fail(err, FAULT_MISSING,
			    N_("That application has no document that can be used here: none is of "
			       "a kind that is asked for, or none is still valid."),
			    "nothing to take");
	return fault;
}

enum fault command_papers_take(struct command *c, const struct application *to,
			       const struct service *s, const struct form *f, struct error *err)
{
	char reference[REFERENCE_DIGITS + 1];
	const char *paper = NULL;
	struct application other = {0};
	struct paper_pair pair = {.to = to, .from = &other, .to_service = s};
	enum fault fault = read_other(c, reference, &paper, err);

	if (fault == FAULT_NONE)
		fault = open_other(c, reference, command_first_line(c), &other, err);
	if (fault != FAULT_NONE)
		return fault;
	pair.from_service = command_service_of(c, &other);
	if (pair.from_service == NULL)
		return fail(
			err, FAULT_BUSY,
			N_("Applications are not available at the moment. Please try again later."),
			"no definition");
	return take_all(c, &pair, f, paper, err);
}
