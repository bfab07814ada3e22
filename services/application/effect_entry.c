/* effect_entry.c - what an act does with entries of registers, and that an application is about
 * one. */
#include "services/application/effect_entry.h"

#include "i18n/date.h"
#include "services/application/answers.h"
#include "services/application/desk.h"
#include "services/application/effect_entry_which.h"
#include "services/application/entry_asked.h"
#include "services/application/organisation_inside.h"
#include "services/definition/register.h"
#include "services/definition/service_entry.h"
#include "services/definition/type.h"
#include "services/register/entry_inside.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_link.h"

#include <string.h>

/* --- from answers to columns --- */

static const char *asked_value(const struct form *f, const struct section *section, int item,
			       const struct question *q)
{
	const struct field_path at = {.section = section, .item = item, .question = q};
	const char *value = form_asks(f, &at) ? form_get(f, &at) : NULL;

	return value == NULL ? "" : value;
}

/* Given name, father's, family's; of an organisation its name: what of it is a name, in order. */
static const char *whole_name(struct arena *a, const struct form *f, const struct whole *whole,
			      int item)
{
	const char *name = "";

	for (size_t i = 0; i < whole->count; i++) {
		const struct question *q = &whole->parts[i];
		const char *value;

		if (q->type != &type_name &&
		    !(q->type == &type_text && strcmp(q->id + strlen(whole->id), "_name") == 0))
			continue;
		value = asked_value(f, whole->section, item, q);
		if (value[0] != '\0')
			name = *name == '\0' ? value : arena_format(a, "%s %s", name, value);
	}
	return name;
}

/* A question's value as a column of its type keeps it, else as people read it. */
static const char *as_kept(struct arena *a, const struct form *f, const struct field_path *at,
			   const struct register_column *c, enum lang lang)
{
	const char *value = asked_value(f, at->section, at->item, at->question);

	if (value[0] == '\0' || c->question.type == at->question->type)
		return value;
	return form_show(f, a, at, lang);
}

static const char *one_value(struct arena *a, const struct form *f, const char *id, int item,
			     const struct register_column *c, enum lang lang)
{
	const struct service *s = form_service(f);
	const struct whole *whole = service_whole(s, id);
	const struct section *section = NULL;
	const struct service_value *value = service_value(s, id);
	const struct question *q = service_question(s, id, &section);
	bool withheld;

	if (whole != NULL)
		return whole_name(a, f, whole, item);
	if (q != NULL)
		return as_kept(
			a, f, &(struct field_path){.section = section, .item = item, .question = q},
			c, lang);
	if (value != NULL) {
		const char *shown = form_value(f, a, value, lang, &withheld);

		return shown == NULL ? "" : shown;
	}
	return "";
}

/* Of each item of the section what its columns are called. */
static const char *group_value(struct arena *a, const struct form *f, const struct section *section,
			       const struct register_column *c, enum lang lang)
{
	int items = form_asks_section(f, section) ? form_items(f, section) : 0;
	const char *text = "";

	for (int item = 1; item <= items; item++)
		for (size_t i = 0; i < c->of_count; i++)
			text = entry_group_add(
				a, text, i,
				one_value(a, f, c->of[i].question.id, item, &c->of[i], lang));
	return text;
}

/* Of an entry that is there what was not answered stays. */
static size_t read_puts(struct arena *a, const struct form *f, const struct entry_effect *e,
			const struct register_definition *d, enum lang lang, struct entry_put **ret)
{
	struct entry_put *puts = arena_array(a, e->source_count, sizeof(*puts));
	size_t count = 0;

	for (size_t i = 0; i < e->source_count; i++) {
		const struct register_column *c = register_column(d, e->sources[i].column);
		const struct section *section =
			service_section(form_service(f), e->sources[i].from);

		if (c == NULL)
			continue;
		puts[count].column = c;
		puts[count].value = c->of != NULL && section != NULL
					    ? group_value(a, f, section, c, lang)
					    : one_value(a, f, e->sources[i].from, 0, c, lang);
		count += e->kind == ENTRY_EFFECT_ENTER || puts[count].value[0] != '\0';
	}
	*ret = puts;
	return count;
}

static enum fault read_form(struct course *c, struct form **ret, struct error *err)
{
	struct form *f =
		form_new(c->service, c->service->terms, date_of(registry_now(c->registry)));
	enum fault fault = answers_load_within(c->registry, c->row->id, ~0U, f, err);

	if (fault == FAULT_NONE)
		fault = desk_load(c, ~0U, f, err);
	if (fault != FAULT_NONE) {
		form_free(f);
		return fault;
	}
	*ret = f;
	return FAULT_NONE;
}

/* --- from when on, until when --- */

/* When the last missing thing came in from the applicant. */
static enum fault complete_at(struct course *c, int64_t *ret, struct error *err)
{
	enum fault fault = course_history(c, err);

	*ret = c->row->submitted_at;
	for (size_t i = 1; fault == FAULT_NONE && i < c->event_count; i++)
		if (c->events[i - 1].state == STATE_NEEDS_INFO &&
		    c->events[i].state != STATE_NEEDS_INFO &&
		    strcmp(c->events[i].actor, caller_role_code(ROLE_APPLICANT)) == 0)
			*ret = c->events[i].at;
	return fault;
}

static enum fault find_since(struct change *c, struct course *course, const struct entry_effect *e,
			     int64_t *ret, struct error *err)
{
	*ret = c->as_of > 0 ? c->as_of : c->now;
	if (e->since == ENTRY_SINCE_SUBMITTED)
		*ret = c->row.submitted_at;
	return e->since == ENTRY_SINCE_COMPLETE ? complete_at(course, ret, err) : FAULT_NONE;
}

/* --- doing it --- */

static const char *status_after(const struct register_definition *d, const struct entry_effect *e)
{
	const struct register_status *status = NULL;

	if (e->status != NULL)
		return e->status;
	if (e->kind == ENTRY_EFFECT_SUSPEND)
		status = register_bears(d, REGISTER_RESTS);
	else if (e->kind == ENTRY_EFFECT_END)
		status = register_bears(d, REGISTER_ENDED);
	else if (e->kind == ENTRY_EFFECT_ENTER)
		status = &d->statuses[0];
	return status == NULL ? NULL : status->id;
}

static struct ledger_entry by_whom(const struct change *c)
{
	struct ledger_entry by = change_who(c->caller);

	if (c->by.role[0] != '\0')
		by.role = c->by.role;
	if (c->by.office[0] != '\0')
		by.office = c->by.office;
	return by;
}

/* What a clock does goes on where the entry takes nothing more: it stays as it is. */
static enum fault change_it(struct change *c, const struct act *act, const struct entry_effect *e,
			    struct entry_deed *deed, struct store_register_entry *row,
			    struct error *err)
{
	struct error why = {0};
	enum fault fault;

	if (!effect_entry_takes(deed->of, row, e, &why)) {
		if (err != NULL)
			*err = why;
		return act->by_clock ? FAULT_NONE : FAULT_DENIED;
	}
	deed->until = effect_entry_until(e, deed->at, row->until);
	fault = entry_change(c->registry, c->arena, deed, row, err);
	/* an organisation's people are told as soon as the portal looks at it next */
	return fault == FAULT_NONE && deed->of->subject == REGISTER_ORGANISATION
		       ? entry_put_off(c->registry, row, c->now, err)
		       : fault;
}

static enum fault do_deed(struct change *c, const struct service *s, const struct act *act,
			  const struct entry_effect *e, struct entry_deed *deed, struct error *err)
{
	struct store_register_entry row;
	bool found = false;
	enum fault fault =
		effect_entry_find(c->registry, c->row.id, s, deed->of->id, &row, &found, err);

	if (fault == FAULT_NONE && found)
		fault = entry_take(c->registry, row.id, &row, &found, err);
	if (fault != FAULT_NONE)
		return fault;
	if (found)
		return change_it(c, act, e, deed, &row, err);
	deed->until = effect_entry_until(e, deed->at, 0);
	if (e->kind == ENTRY_EFFECT_ENTER) {
		fault = entry_enter(c->registry, c->arena, deed, &row, err);
		return fault == FAULT_NONE ? org_first(c, deed->of, &row, err) : fault;
	}
	fail(err, FAULT_DENIED,
	     N_("This application is about no entry of the register “{register}”, so there is "
		"none that this act could change."),
	     "no entry");
	error_fill(err, "register", "%s", deed->of->id);
	return FAULT_DENIED;
}

static enum fault do_one(struct change *c, struct course *course, const struct act *act,
			 const struct entry_effect *e, const struct act_answers *t,
			 const struct form *f, struct error *err)
{
	const struct service *s = course->service;
	const char *book = service_entry_book(s, e);
	struct entry_put *puts = NULL;
	struct entry_deed deed = {.act = entry_effect_codes[e->kind],
				  .application = c->row.id,
				  .subject = c->row.subject,
				  .office = c->row.office,
				  .words = t->words,
				  .by = by_whom(c)};
	enum lang lang = LANG_EN;
	enum fault fault = entry_definition(c->registry, c->arena, s->terms, book, &deed.of, err);

	if (fault == FAULT_NONE && deed.of == NULL) {
		fail(err, FAULT_DENIED,
		     N_("This portal has no register “{register}”, in which the act enters "
			"something; please tell the portal's operator."),
		     "no register");
		error_fill(err, "register", "%s", book);
		return FAULT_DENIED;
	}
	if (fault == FAULT_NONE)
		fault = find_since(c, course, e, &deed.at, err);
	if (fault != FAULT_NONE)
		return fault;
	lang_find(c->row.lang, &lang);
	deed.put_count = read_puts(c->arena, f, e, deed.of, lang, &puts);
	deed.puts = puts;
	deed.status = status_after(deed.of, e);
	return do_deed(c, s, act, e, &deed, err);
}

enum fault effect_entry_do(struct change *c, struct course *course, const struct act *act,
			   const struct act_answers *t, struct error *err)
{
	struct form *f = NULL;
	enum fault fault = act->entry_count == 0 ? FAULT_NONE : read_form(course, &f, err);

	for (size_t i = 0; f != NULL && fault == FAULT_NONE && i < act->entry_count; i++)
		fault = do_one(c, course, act, &act->entries[i], t, f, err);
	form_free(f);
	return fault;
}

/* --- what is sent about an entry --- */

static const char *answer_to(const struct record_content *answers, const char *question)
{
	for (size_t i = 0; i < answers->count; i++)
		if (strcmp(answers->values[i].row.question, question) == 0)
			return answers->values[i].words;
	return "";
}

static enum fault add_link(struct change *c, const char *kind, const char *entry, struct error *err)
{
	struct store_link link;

	snprintf(link.application, sizeof(link.application), "%s", c->row.id);
	snprintf(link.kind, sizeof(link.kind), "%s", kind);
	snprintf(link.other, sizeof(link.other), "%s", entry);
	return store_link_add(c->registry->store, &link, err);
}

static enum fault tell_entry(struct change *c, const struct service *s,
			     const struct register_definition *d, struct store_register_entry *row,
			     struct error *err)
{
	const struct entry_deed deed = {.of = d,
					.act = ENTRY_SENT,
					.at = c->now,
					.application = c->row.id,
					.reason = s->id,
					.by = change_who(c->caller)};
	enum fault fault = add_link(c, AGENCY_ABOUT, row->id, err);

	if (fault == FAULT_NONE && s->about->people)
		fault = add_link(c, AGENCY_LINK, row->id, err);
	return fault == FAULT_NONE ? entry_change(c->registry, c->arena, &deed, row, err) : fault;
}

/* What the service checks of the entry, beside the answers. */
static enum fault check_known(struct change *c, const struct service *s,
			      const struct store_register_entry *row, struct error *err)
{
	struct form *f = form_new(s, s->terms, date_of(c->now));
	struct form_fault *faults;
	enum fault fault = answers_load_within(c->registry, c->row.id, ~0U, f, err);

	if (fault == FAULT_NONE)
		fault = effect_entry_tell(c->registry, c->arena, s, row, f, err);
	if (fault == FAULT_NONE && form_faults(f, c->arena, &faults) > 0) {
		fault = FAULT_INPUT;
		if (err != NULL)
			*err = faults[0].error;
	}
	form_free(f);
	return fault;
}

static enum fault may_file(const struct change *c, const struct register_definition *d,
			   const struct store_register_entry *row, struct error *err)
{
	const struct org_filer f = {.registry = c->registry,
				    .caller = c->caller,
				    .arena = c->arena,
				    .of = d,
				    .row = row,
				    .service = c->row.service,
				    .subject = c->row.subject,
				    .helper = c->row.helper,
				    .now = c->now};

	return org_may_file(&f, err);
}

enum fault effect_entry_sent(struct change *c, const struct service *s,
			     const struct record_content *answers, struct error *err)
{
	const struct register_definition *d = NULL;
	struct store_register_entry row;
	enum lang lang = LANG_EN;
	bool found = false;
	enum fault fault;

	if (s->about == NULL)
		return FAULT_NONE;
	lang_find(c->row.lang, &lang);
	fault = entry_definition(c->registry, c->arena, s->terms, s->about->book, &d, err);
	if (fault == FAULT_NONE && d != NULL)
		fault = entry_by_number(c->registry, d->id, answer_to(answers, s->about->by), &row,
					&found, err);
	if (fault == FAULT_NONE && found)
		fault = entry_take(c->registry, row.id, &row, &found, err);
	if (fault == FAULT_NONE && !found)
		return entry_asked_none(s, d, lang, err);
	if (fault == FAULT_NONE && s->about->people)
		fault = may_file(c, d, &row, err);
	if (fault == FAULT_NONE && s->form->check_count > 0)
		fault = check_known(c, s, &row, err);
	return fault == FAULT_NONE ? tell_entry(c, s, d, &row, err) : fault;
}

/* What waited for its end goes on as soon as the portal looks at the entry next: the state of the
 * application is not written yet. */
enum fault effect_entry_ended(struct change *c, const struct service *s, struct error *err)
{
	struct store_register_entry row;
	bool found = false;
	enum fault fault;

	if (s == NULL || s->about == NULL)
		return FAULT_NONE;
	fault = effect_entry_find(c->registry, c->row.id, s, s->about->book, &row, &found, err);
	if (fault == FAULT_NONE && found)
		fault = entry_take(c->registry, row.id, &row, &found, err);
	return fault == FAULT_NONE && found && row.next_at > 0
		       ? entry_put_off(c->registry, &row, c->now, err)
		       : fault;
}
