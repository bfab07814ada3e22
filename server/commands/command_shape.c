/* command_shape.c - services and applications as JSON. */
#include "server/commands/command_inside.h"

#include "services/definition/service_window.h"
#include "tui/page/acted.h"
#include "tui/page/duewords.h"
#include "tui/page/words.h"

json_t *command_text(struct command *c, const char *s)
{
	json_t *j;

	if (s == NULL)
		return json_null();
	j = json_string(text_safe(c->arena, s, 0));
	return j != NULL ? j : json_null();
}

json_t *command_lines(struct command *c, const char *s)
{
	json_t *j = s == NULL ? NULL : json_string(text_safe_lines(c->arena, s, ""));

	return j != NULL ? j : json_null();
}

json_t *command_time(struct command *c, int64_t at)
{
	return at > 0 ? json_string(date_rfc3339(c->arena, at)) : json_null();
}

/* A text in the asked language; null where it has none. */
static json_t *words(struct command *c, const struct text *t)
{
	return command_text(c, command_in(c, t));
}

static json_t *number_or_null(int n)
{
	return n > 0 ? json_integer(n) : json_null();
}

static json_t *amounts(struct command *c, const struct fee *f)
{
	json_t *j = json_array();

	for (size_t i = 0; i < f->amount_count; i++) {
		const struct fee_amount *one = &f->amounts[i];

		json_array_append_new(
			j, json_pack("{s:s, s:o, s:o}", "when", rule_text(one->when), "amount",
				     one->known ? json_integer(one->amount_minor) : json_null(),
				     "note", words(c, &one->note)));
	}
	return j;
}

static json_t *fee(struct command *c, const struct fee *f)
{
	if (f == NULL)
		return json_null();
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:b}", "amount",
			 f->known ? json_integer(f->amount_minor) : json_null(), "amounts",
			 amounts(c, f), "currency", command_text(c, f->currency), "note",
			 words(c, &f->note), "year", number_or_null(f->year), "doubtful",
			 f->doubtful);
}

static json_t *duration(struct command *c, const struct duration *d)
{
	if (d == NULL)
		return json_null();
	return json_pack("{s:i, s:o, s:s, s:o}", "value", d->value, "until",
			 number_or_null(d->until), "unit", codes_time_unit[d->unit], "note",
			 words(c, &d->note));
}

static json_t *codes(const struct term *const *list, size_t count)
{
	json_t *j = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(j, json_string(list[i]->code));
	return j;
}

json_t *command_head(struct command *c, const struct service *s)
{
	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:s, s:o, s:s, s:o, s:o, s:o, s:b}", "id",
			 s->id, "country", s->country, "name", words(c, &s->name), "authority",
			 words(c, &s->authority), "sector", words(c, &s->sector->name),
			 "sector_code", s->sector->code, "audience",
			 command_text(c, words_audience(c->arena, c->lang, s)), "audience_code",
			 s->audiences[0]->code, "audience_codes",
			 codes(s->audiences, s->audience_count), "fee", fee(c, s->fee), "duration",
			 duration(c, service_time(s)), "form", service_takes(s));
}

static json_t *texts(struct command *c, const struct text *list, size_t count)
{
	json_t *j = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(j, words(c, &list[i]));
	return j;
}

static json_t *life_events(struct command *c, const struct service *s)
{
	json_t *j = json_array();

	for (size_t i = 0; i < s->life_event_count; i++)
		json_array_append_new(j, words(c, &s->life_events[i]->name));
	return j;
}

static json_t *cases(struct command *c, const struct service *s)
{
	json_t *j = json_array();

	for (size_t i = 0; i < s->case_count; i++)
		json_array_append_new(j, json_pack("{s:s, s:o}", "id", s->cases[i].id, "name",
						   words(c, &s->cases[i].name)));
	return j;
}

static json_t *signatures(struct command *c, const struct service *s)
{
	json_t *all = json_array();

	for (size_t i = 0; i < s->signature_count; i++) {
		const struct signature *one = &s->signatures[i];
		json_t *covers = json_array();

		for (size_t k = 0; k < one->cover_count; k++)
			json_array_append_new(covers, json_string(one->covers[k]));
		json_array_append_new(
			all,
			json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:b}", "id", one->id, "name",
				  command_text(c, one->name.in[c->lang]), "each",
				  command_text(c, one->section), "needed",
				  one->needed > 0 ? json_integer(one->needed) : json_null(), "when",
				  one->when != NULL ? json_string(rule_text(one->when))
						    : json_null(),
				  "covers", covers, "before_submit", one->before_submit));
	}
	return all;
}

/* NULL in JSON: any. */
static json_t *paper_types_of(const struct paper *p)
{
	json_t *j = p->types == 0 ? json_null() : json_array();

	for (size_t i = 0; p->types != 0 && codes_paper_type[i] != NULL; i++)
		if ((p->types & 1U << i) != 0)
			json_array_append_new(j, json_string(codes_paper_type[i]));
	return j;
}

static json_t *papers(struct command *c, const struct service *s)
{
	json_t *j = json_array();

	for (size_t i = 0; i < s->paper_count; i++) {
		const struct paper *p = &s->papers[i];

		json_array_append_new(
			j,
			json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:o}", "id", p->id,
				  "name", words(c, &p->name), "note", words(c, &p->note), "case",
				  p->in != NULL ? json_string(p->in->id) : json_null(), "when",
				  p->when != NULL ? json_string(rule_text(p->when)) : json_null(),
				  "one_of", number_or_null(p->choice), "dated",
				  command_text(c, p->dated), "valid",
				  duration(c, p->valid.value == 0 ? NULL : &p->valid), "file",
				  codes_paper_way[p->way], "types", paper_types_of(p)));
	}
	return j;
}

/* In the asked language, else in one that there is. */
static const char *remark_of(const struct command *c, const struct source *o)
{
	static const enum lang others[] = {LANG_EN, LANG_FR, LANG_AR};
	const char *remark = o->remark.in[c->lang];

	for (size_t i = 0; i < LANG_COUNT && remark == NULL; i++)
		remark = o->remark.in[others[i]];
	return remark != NULL ? remark : o->bare;
}

static json_t *source_day(struct command *c, struct date d)
{
	return command_text(c, d.year == 0 ? NULL : date_iso(c->arena, d));
}

static json_t *sources(struct command *c, const struct service *s)
{
	json_t *j = json_array();

	for (size_t i = 0; i < s->source_count; i++) {
		const struct source *o = &s->sources[i];

		json_array_append_new(
			j, json_pack("{s:o, s:o, s:o, s:o, s:s, s:o}", "title",
				     command_text(c, o->title), "url", command_text(c, o->url),
				     "date", source_day(c, o->date), "read", source_day(c, o->seen),
				     "kind", codes_source_kind[o->kind], "remark",
				     command_text(c, remark_of(c, o))));
	}
	return j;
}

/* The stages that it names; none: every other. */
static void add_ways(json_t *to, const struct stage *t)
{
	for (size_t i = 0; i < t->act_count; i++)
		for (size_t k = 0; k < t->acts[i]->to_count; k++)
			json_array_append_new(to, json_string(t->acts[i]->to[k]->id));
}

static json_t *stages(struct command *c, const struct service *s)
{
	json_t *j = json_array();

	for (size_t i = 0; i < s->stage_count; i++) {
		const struct stage *t = &s->stages[i];

		json_t *forward = json_array();

		add_ways(forward, t);
		json_array_append_new(
			j,
			json_pack("{s:s, s:o, s:s, s:o, s:o}", "id", t->id, "name",
				  words(c, &t->name), "actor", codes_stage_actor[t->actor], "days",
				  number_or_null(t->target.unit == UNIT_DAY ? t->target.value : 0),
				  "forward", forward));
	}
	return j;
}

/* What the portal prepared itself and no source states. */
static json_t *drafted(const struct service *s)
{
	json_t *j = json_array();

	for (int i = 0; codes_drafted_part[i] != NULL; i++)
		if ((s->drafted & (1U << i)) != 0)
			json_array_append_new(j, json_string(codes_drafted_part[i]));
	if (s->form != NULL && s->form->drafted)
		json_array_append_new(j, json_string("form"));
	return j;
}

static json_t *benefit(struct command *c, const struct service *s)
{
	if (!text_is_set(&s->benefit))
		return json_null();
	return json_pack("{s:o, s:o, s:o}", "text", words(c, &s->benefit), "currency",
			 command_text(c, s->benefit_currency), "year",
			 number_or_null(s->benefit_year));
}

static json_t *if_refused(struct command *c, const struct service *s)
{
	if (s->if_refused == NULL)
		return json_null();
	return json_pack("{s:o, s:o}", "text", words(c, &s->if_refused->text), "days",
			 number_or_null(s->if_refused->days));
}

static void set_text(struct command *c, json_t *j, const char *key, const struct text *t)
{
	json_object_set_new(j, key, words(c, t));
}

void command_put_end(struct command *c, json_t *to, const struct service *s)
{
	const struct service_end *end = s->end;

	json_object_set_new(to, "ends",
			    end == NULL ? json_null() : json_string(date_iso(c->arena, end->day)));
	json_object_set_new(to, "ended", json_boolean(end != NULL && end->over));
	json_object_set_new(to, "instead", command_text(c, end == NULL ? NULL : end->instead));
}

static json_t *day_or_null(struct command *c, struct date day)
{
	return day.year == 0 ? json_null() : json_string(date_iso(c->arena, day));
}

/* On which days it is applied for. */
static json_t *window(struct command *c, const struct service *s)
{
	static const char *const states[] = {
		[WINDOW_OPEN] = "open", [WINDOW_EARLY] = "early", [WINDOW_LATE] = "late"};

	if (s->opens.year == 0 && s->closes.year == 0)
		return json_null();
	return json_pack("{s:o, s:o, s:s}", "from", day_or_null(c, s->opens), "until",
			 day_or_null(c, s->closes), "now",
			 states[service_window_at(s, command_now(c))]);
}

/* What becomes due here: how much in words, and as a figure where it is one. */
static json_t *charges(struct command *c, const struct service *s)
{
	json_t *j = json_array();

	for (size_t i = 0; i < s->charge_count; i++) {
		const struct charge *one = &s->charges[i];

		json_array_append_new(
			j,
			json_pack("{s:s, s:o, s:s, s:o, s:o, s:s}", "id", one->id, "name",
				  words(c, &one->name), "currency", one->currency, "amount",
				  one->base == NULL ? json_integer(one->amount_minor) : json_null(),
				  "text", command_text(c, duewords_charge(c->arena, c->lang, one)),
				  "raised", one->act == NULL ? "submit" : one->act));
	}
	return j;
}

json_t *command_service(struct command *c, const struct service *s)
{
	json_t *j = command_head(c, s);

	json_object_set_new(j, "version", json_integer(s->version));
	command_put_end(c, j, s);
	json_object_set_new(j, "open", window(c, s));
	set_text(c, j, "summary", &s->summary);
	json_object_set_new(j, "life_events", life_events(c, s));
	json_object_set_new(j, "life_event_codes", codes(s->life_events, s->life_event_count));
	json_object_set_new(j, "eligibility", texts(c, s->eligibility, s->eligibility_count));
	json_object_set_new(j, "cases", cases(c, s));
	json_object_set_new(j, "papers", papers(c, s));
	if (s->signature_count > 0)
		json_object_set_new(j, "signatures", signatures(c, s));
	set_text(c, j, "silence", &s->silence);
	json_object_set_new(j, "if_refused", if_refused(c, s));
	set_text(c, j, "channel", &s->channel);
	json_object_set_new(j, "legal_basis", texts(c, s->legal_basis, s->legal_basis_count));
	set_text(c, j, "output", &s->output);
	set_text(c, j, "collect", &s->collect);
	set_text(c, j, "validity", &s->validity);
	json_object_set_new(j, "benefit", benefit(c, s));
	set_text(c, j, "notes", &s->notes);
	json_object_set_new(j, "sources", sources(c, s));
	json_object_set_new(j, "verified", json_string(date_iso(c->arena, s->verified)));
	json_object_set_new(j, "confidence", json_string(codes_confidence[s->confidence]));
	json_object_set_new(j, "drafted", drafted(s));
	json_object_set_new(j, "stages", stages(c, s));
	if (s->charge_count > 0)
		json_object_set_new(j, "fees", charges(c, s));
	return j;
}

json_t *command_receipt(struct command *c, const struct receipt *r, const char *service)
{
	return json_pack("{s:s, s:s, s:s, s:o, s:o}", "reference", r->reference, "pin", r->pin,
			 "service", service, "submitted_at", command_time(c, r->submitted_at),
			 "due_at", command_time(c, r->due_at));
}

/* Whose time "due_at" is: the whole service's, that of the stage alone, or of one of its clocks. */
static json_t *due_of(const struct service *s, const struct application *a)
{
	if (s == NULL || a->due_at == 0)
		return json_null();
	switch (deadline_whose(s, service_stage(s, a->stage))) {
	case DEADLINE_SERVICE: return json_string("service");
	case DEADLINE_CLOCK: return json_string("clock");
	case DEADLINE_STAGE:
	case DEADLINE_AT_ONCE:
	case DEADLINE_NONE: break;
	}
	return json_string("stage");
}

json_t *command_application(struct command *c, const struct application *a, const struct service *s,
			    const struct event *events, size_t count)
{
	const struct command_progress progress = command_progress(a, s, events, count);
	const struct act *act =
		acted_find(s, events, count, application_came_to(events, count, a->state));
	bool all = command_is_authoritys(c);
	json_t *links = command_links_json(c, a), *appeal = command_appeal_json(c, a, s);
	json_t *entered = command_entered_json(c, a, s);
	json_t *j =
		json_pack("{s:s, s:s, s:s, s:o, s:o, s:o}", "reference", a->reference, "service",
			  a->service, "state", application_state_code(a->state), "submitted_at",
			  command_time(c, a->submitted_at), "due_at", command_time(c, a->due_at),
			  "events", command_history_json(c, s, events, count));

	json_object_set_new(j, "due_of", due_of(s, a));
	if (act != NULL && text_is_set(&act->called))
		json_object_set_new(j, "called", words(c, &act->called));
	command_progress_json(c, j, &progress);
	if (json_array_size(links) > 0)
		json_object_set(j, "links", links);
	json_decref(links);
	if (appeal != NULL)
		json_object_set_new(j, "appeal", appeal);
	if (s != NULL && s->signature_count > 0)
		json_object_set_new(j, "signatures", command_signatures_json(c, a, s));
	if (entered != NULL)
		json_object_set_new(j, "entry", entered);
	if (all)
		json_object_set_new(j, "version", json_integer(a->version));
	return j;
}
