/* command_clocks.c - how the times of an application run, as lines and as JSON: which days were
 * counted, which were left out, and why. */
#include "server/commands/command_inside.h"

#include "tui/page/clockwords.h"

static void put_reason(struct command *c, json_t *j, const struct calendar_run *run)
{
	if (run->holiday != NULL) {
		json_object_set_new(j, "holiday", json_string(command_in(c, &run->holiday->name)));
		json_object_set_new(j, "expected", json_boolean(run->holiday->expected));
	}
	if (run->suspension != NULL)
		json_object_set_new(j, "law", json_string(command_in(c, &run->suspension->law)));
}

static json_t *shape_run(struct command *c, const struct calendar_run *run)
{
	json_t *j = json_pack("{s:s, s:s, s:s, s:i}", "from", date_iso(c->arena, run->first),
			      "until", date_iso(c->arena, run->last), "day",
			      calendar_count_codes[run->why], "counted", run->counted);

	put_reason(c, j, run);
	return j;
}

static json_t *shape_days(struct command *c, const struct calendar_run *runs, size_t count)
{
	json_t *days = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(days, shape_run(c, &runs[i]));
	return days;
}

static json_t *shape_clock(struct command *c, const struct application_clock *k)
{
	json_t *days = shape_days(c, k->count.runs, k->count.run_count);
	const struct act *act = k->clock->when_over;

	return json_pack("{s:s, s:o, s:b, s:b, s:o, s:o, s:s?, s:o}", "id", k->clock->id, "since",
			 command_time(c, k->since), "runs", k->runs, "paused", k->paused, "due_at",
			 command_time(c, k->count.due_at), "over_at",
			 command_time(c, k->count.over_at), "when_over",
			 act == NULL ? NULL : act->id, "days", days);
}

json_t *command_clocks_json(struct command *c, const struct application *a,
			    const struct application_clock *clocks, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, shape_clock(c, &clocks[i]));
	return json_pack("{s:s, s:o}", "reference", a->reference, "clocks", list);
}

static void print_days(struct command *c, const struct service *s, const struct calendar_run *runs,
		       size_t count)
{
	for (size_t i = 0; i < count; i++)
		command_line(c, arena_format(c->arena, "  %s",
					     clockwords_run(c->arena, c->lang, s, &runs[i])));
}

void command_clocks_print(struct command *c, const struct service *s,
			  const struct application_clock *clocks, size_t count)
{
	if (count == 0)
		command_line(c, _("No time is stated for this application."));
	for (size_t i = 0; i < count; i++) {
		const struct application_clock *k = &clocks[i];

		command_pair(c, clockwords_name(k, c->lang),
			     clockwords_state(c->arena, c->lang, s, k));
		print_days(c, s, k->count.runs, k->count.run_count);
	}
}

/* --- what silence decided, by a calendar that came later --- */

static json_t *recount_json(struct command *c, const struct application_recount *t)
{
	return json_pack("{s:s, s:o, s:o, s:s, s:i, s:o, s:o, s:o}", "clock", t->clock->id,
			 "decided", command_day_json(c, t->decided), "last_day",
			 command_day_json(c, t->now), "calendar", t->calendar, "version",
			 t->version, "days", shape_days(c, t->days, t->day_count), "version_before",
			 t->version_before == 0 ? json_null() : json_integer(t->version_before),
			 "days_before", shape_days(c, t->days_before, t->day_before_count));
}

json_t *command_day_json(struct command *c, struct date day)
{
	return day.year == 0 ? json_null() : json_string(date_iso(c->arena, day));
}

json_t *command_recounts_json(struct command *c, const struct application_task *t)
{
	json_t *list = json_array();

	for (size_t i = 0; i < t->recount_count; i++)
		json_array_append_new(list, recount_json(c, &t->recounts[i]));
	return list;
}

void command_recounts_print(struct command *c, const struct service *s,
			    const struct application_task *t)
{
	for (size_t i = 0; i < t->recount_count; i++) {
		const struct application_recount *r = &t->recounts[i];

		command_line(c, arena_format(c->arena, "  %s",
					     clockwords_recount(c->arena, c->lang, s->country,
								r->decided, r->now)));
		if (r->day_before_count > 0)
			command_line(c, arena_format(c->arena, "  %s",
						     clockwords_by(c->arena, c->lang, r, true)));
		print_days(c, s, r->days_before, r->day_before_count);
		if (r->day_count > 0)
			command_line(c, arena_format(c->arena, "  %s",
						     clockwords_by(c->arena, c->lang, r, false)));
		print_days(c, s, r->days, r->day_count);
	}
}
