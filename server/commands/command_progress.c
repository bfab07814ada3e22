/* command_progress.c - where an application is in its service: its stage, since when, who is
 * awaited, and what comes next. */
#include "server/commands/command_inside.h"

#include "tui/page/words.h"

static const struct stage *stage_after(const struct service *s, const struct stage *stage)
{
	size_t next = stage == NULL ? 0 : (size_t)(stage - s->stages) + 1;

	while (stage != NULL && next < s->stage_count && !service_is_usual(s, &s->stages[next]))
		next++;
	return stage != NULL && next < s->stage_count ? &s->stages[next] : NULL;
}

struct command_progress command_progress(const struct application *a, const struct service *s,
					 const struct event *events, size_t count)
{
	struct command_progress p = {.open = application_is_open(a->state),
				     .asked = a->state == STATE_NEEDS_INFO};

	if (a->stage[0] == '\0')
		return p;
	p.id = a->stage;
	p.since = application_stage_since(events, count, a->stage);
	if (s == NULL)
		return p;
	p.stage = service_stage(s, a->stage);
	p.next = p.open ? stage_after(s, p.stage) : NULL;
	return p;
}

struct command_progress command_progress_first(const struct service *s, int64_t at)
{
	return (struct command_progress){.id = s->stages[0].id,
					 .stage = &s->stages[0],
					 .since = at,
					 .next = stage_after(s, &s->stages[0]),
					 .open = true};
}

/* Who acts, as the reader would say it: to the authority the applicant is somebody else. */
static const char *actor_words(const struct command *c, const struct stage *stage)
{
	if (stage->actor == ACTOR_APPLICANT && command_is_authoritys(c))
		return _("the applicant");
	return words_stage_actor(stage, c->lang);
}

static const struct stage *awaited(const struct command_progress *p)
{
	static const struct stage applicants = {.actor = ACTOR_APPLICANT};

	return p->asked || p->stage->bearing == BEARING_AWAITING_PAYMENT ? &applicants : p->stage;
}

static const char *step(struct command *c, const struct stage *stage)
{
	/* TRANSLATORS: a stage of an application, and who acts there: the name of a role */
	const char *words = stage->role != NULL ? _("{stage}, by: {actor}")
						/* TRANSLATORS: the same: "the case officer" */
						: _("{stage}, by {actor}");

	return FILL(c->arena, words, {"stage", stage->name.in[c->lang]},
		    {"actor", actor_words(c, stage)});
}

static const char *next_step(struct command *c, const struct command_progress *p)
{
	if (p->asked && command_is_authoritys(c))
		return _("the applicant's answer");
	if (p->asked)
		return FILL(c->arena,
			    _("Answer what is asked: sign in with {command}, or in plain "
			      "lines with {plain}, with the reference number and the PIN."),
			    {"command", command_ssh(c->arena, c->portal, "me")},
			    {"plain", command_ssh(c->arena, c->portal, "plain-me")});
	return p->next != NULL ? step(c, p->next) : _("the decision");
}

void command_progress_print(struct command *c, const struct service *s,
			    const struct command_progress *p)
{
	const char *name;

	if (p->stage == NULL)
		return;
	/* its id is for who moves it */
	name = command_is_authoritys(c)
		       ? arena_format(c->arena, "%s (%s)", p->stage->name.in[c->lang], p->stage->id)
		       : p->stage->name.in[c->lang];
	command_pair(c, _("Stage"),
		     p->since == 0 ? name
				   : FILL(c->arena, _("{stage}, since {moment}"), {"stage", name},
					  {"moment", command_moment(c, s, p->since)}));
	if (!p->open)
		return;
	command_pair(c, _("Waiting for"), actor_words(c, awaited(p)));
	/* TRANSLATORS: what comes next in an application */
	command_pair(c, _("Next step"), next_step(c, p));
}

static json_t *actor(const struct command_progress *p)
{
	if (!p->open || p->stage == NULL)
		return json_null();
	return json_string(service_turn_code(awaited(p)->actor, awaited(p)->role));
}

static json_t *stage_json(struct command *c, const struct stage *stage)
{
	if (stage == NULL)
		return json_null();
	return json_pack("{s:s, s:o, s:s}", "stage", stage->id, "name",
			 command_text(c, stage->name.in[c->lang]), "actor",
			 service_turn_code(stage->actor, stage->role));
}

void command_progress_json(struct command *c, json_t *j, const struct command_progress *p)
{
	const struct stage *stage = p->stage;

	json_object_set_new(j, "stage", command_text(c, p->id));
	json_object_set_new(j, "stage_name",
			    command_text(c, stage == NULL ? NULL : stage->name.in[c->lang]));
	json_object_set_new(j, "stage_since", command_time(c, p->since));
	json_object_set_new(j, "awaited", actor(p));
	json_object_set_new(j, "next", stage_json(c, p->next));
}
