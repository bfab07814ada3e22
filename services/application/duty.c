/* duty.c - what falls due for entries of registers: owners are reminded, what was missed is told,
 * and what follows from it is done. */
#include "services/application/duty.h"

#include "i18n/base/array.h"
#include "services/access/staff.h"
#include "services/application/change.h"
#include "services/application/dispatch.h"
#include "services/application/duty_people.h"
#include "services/application/tell.h"
#include "services/application/told.h"
#include "services/catalogue/versions.h"
#include "services/definition/kind.h"
#include "services/definition/register.h"
#include "services/definition/service_entry.h"
#include "services/register/entry_inside.h"
#include "services/register/later_next.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define DAY 86400

/* One look at an entry, within a transaction; its application is changed with it, where there is
 * one. */
struct look {
	struct registry *registry;
	struct arena *arena;
	const struct term_list *terms;
	const struct service *service;
	const struct register_definition *of;
	struct store_register_entry row;
	struct change *change; /* NULL: the application is gone */
	const char *entered;   /* what of it the ledger has with the application; NULL: nothing */
	bool any;
};

/* --- whom it is told --- */

/* "Annual report, 31 March 2027, EG-C-2026-00001". */
static const char *words_of_duty(const struct look *l, const struct later_due *due, enum lang lang)
{
	return arena_format(l->arena, "%s%s %s%s %s", due->later->name.in[lang],
			    lang == LANG_AR ? "،" : ",",
			    date_show(l->arena, lang, l->of->country, due->day),
			    lang == LANG_AR ? "،" : ",", l->row.number);
}

/* A line of the history of what they applied for, with a notice. */
static enum fault tell_applicant_of(struct look *l, const struct later_due *due, enum told_of which,
				    struct error *err)
{
	struct change *c = l->change;
	struct event e = {.act = "", .reason = ""};
	enum lang lang = LANG_EN;
	enum fault fault;

	if (c == NULL || l->service == NULL)
		return FAULT_NONE;
	lang_find(c->row.lang, &lang);
	e.note = words_of_duty(l, due, lang);
	fault = change_event(c, told_pack(c->arena, &e), err);
	l->entered = arena_format(c->arena, "duty/%s", due->later->id);
	return fault == FAULT_NONE ? tell_owner(c, l->service, which, e.note, err) : fault;
}

/* Who may decide over the register: where there are head and officer, both may. */
static enum fault tell_heads(struct look *l, struct error *err)
{
	const char *service = arena_format(l->arena, "%s:%s", kind_name(KIND_REGISTER), l->of->id);
	const struct template *t = template_find(l->terms, "duty_head");
	const struct dispatch_about about = {t == NULL ? NULL : &t->text, &l->of->name,
					     &l->of->authority, l->row.number};
	struct staff_people people = {.arena = l->arena};
	enum fault fault = staff_over(l->registry, "reassign", service, l->row.office,
				      staff_people_keep, &people, err);

	for (size_t i = 0; i < people.count && fault == FAULT_NONE; i++)
		fault = dispatch_account(l->registry, &about, people.ids[i], err);
	return fault;
}

/* --- what is done --- */

static enum fault enter(struct look *l, const char *act, const struct later_due *due, int64_t at,
			const char *status, struct error *err)
{
	const struct entry_deed deed = {
		.of = l->of,
		.act = act,
		.at = at,
		.status = status,
		.reason = later_reason(l->arena, due),
		.by = {.actor = "portal", .role = "portal", .face = "host"}};

	l->any = true;
	return entry_change(l->registry, l->arena, &deed, &l->row, err);
}

static enum fault miss(struct look *l, const struct later_due *due, struct error *err)
{
	const struct register_later *later = due->later;
	enum fault fault = enter(l, LATER_MISSED, due, due->over_at - 1, NULL, err);

	if (fault == FAULT_NONE && later->act != NULL)
		fault = enter(l, later->act->id, due, due->over_at - 1,
			      later->act->to == NULL ? NULL : later->act->to->id, err);
	if (fault == FAULT_NONE && (later->missed & REGISTER_TELLS_HEAD) != 0)
		fault = tell_heads(l, err);
	if (fault == FAULT_NONE && (later->missed & REGISTER_TELLS_OWNER) != 0)
		fault = tell_applicant_of(l, due, TOLD_DUTY_MISSED, err);
	return fault;
}

static enum fault settle_one(struct look *l, const struct later_due *due, struct error *err)
{
	int64_t now = registry_now(l->registry), next, reminder = later_reminder(due, now, &next);
	enum fault fault;

	if (due->over_at <= now)
		return due->met || due->missed ? FAULT_NONE : miss(l, due, err);
	if (reminder == 0)
		return FAULT_NONE;
	fault = enter(l, LATER_REMINDED, due, reminder, NULL, err);
	return fault == FAULT_NONE ? tell_applicant_of(l, due, TOLD_DUTY_DUE, err) : fault;
}

/* --- what acts did: the register's own, and those of what was sent about it --- */

/* What is older was of before anybody was told; what a clock does is as of its day, which may have
 * waited for a decision. */
#define TELL_WITHIN ((int64_t)30 * DAY)
#define TELL_CLOCKS ((int64_t)400 * DAY)

struct deeds {
	struct look *look;
	struct deed {
		const struct register_act *act; /* of the register; NULL: of an application's act */
		const char *number, *code, *reason;   /* of its line */
		const char *application;              /* by whose act; "" */
		const struct register_status *status; /* that it has since; NULL: as before */
		int64_t at;
		bool told;
	} * list;
	size_t count, room;
	char status[64]; /* of the line before */
};

/* What an application about an entry did with it; what has entered it tells that
 * itself. */
static bool is_effect(const struct look *l, const struct store_register_event *row)
{
	bool is = false;

	for (int i = 0; entry_effect_codes[i] != NULL; i++)
		is = is || strcmp(entry_effect_codes[i], row->act) == 0;
	return is && row->application[0] != '\0' &&
	       strcmp(row->application, l->row.application) != 0;
}

static void keep_deed(void *ctx, const struct store_register_event *row)
{
	struct deeds *d = ctx;
	struct arena *a = d->look->arena;
	const struct register_act *act =
		row->application[0] == '\0' ? register_act(d->look->of, row->act) : NULL;
	bool same = strcmp(d->status, row->status) == 0;

	snprintf(d->status, sizeof(d->status), "%s", row->status);
	for (size_t i = 0; strcmp(row->act, LATER_TOLD) == 0 && i < d->count; i++)
		d->list[i].told = d->list[i].told || strcmp(d->list[i].number, row->reason) == 0;
	if (act == NULL ? !is_effect(d->look, row) : act->is_untold)
		return;
	d->list = array_room_in(a, d->list, d->count + 1, &d->room, sizeof(*d->list));
	d->list[d->count++] =
		(struct deed){.act = act,
			      .number = arena_format(a, "%lld", (long long)row->number),
			      .code = arena_text(a, row->act),
			      .reason = arena_text(a, row->reason),
			      .application = arena_text(a, row->application),
			      .status = same ? NULL : register_status(d->look->of, row->status),
			      .at = row->at};
}

/* The act of the register; of an application the service by which it was sent, and what the entry
 * is since then, where the register has words for it. */
static enum fault find_what(struct look *l, const struct deed *deed, struct text *ret,
			    struct error *err)
{
	const struct service *s = NULL;
	struct store_application row;
	bool found = false;
	enum fault fault = FAULT_NONE;

	*ret = deed->act != NULL ? deed->act->name : l->of->name;
	if (deed->act != NULL)
		return FAULT_NONE;
	fault = store_application_get(l->registry->store, deed->application, &row, &found, err);
	if (fault == FAULT_NONE && found)
		fault = versions_find(l->registry, l->arena, l->terms, row.service, row.version, &s,
				      err);
	if (fault == FAULT_NONE && s != NULL)
		*ret = s->name;
	for (int lang = 0; lang < LANG_COUNT && deed->status != NULL; lang++)
		if (deed->status->name.in[lang] != NULL)
			ret->in[lang] = arena_format(l->arena, "%s (%s)", ret->in[lang],
						     deed->status->name.in[lang]);
	return fault == FAULT_MISSING ? FAULT_NONE : fault;
}

/* "Suspension (Risk to health), 12 January 2029, EG-C-2026-00001": what anybody may look up. */
static const char *words_of_deed(const struct look *l, const struct deed *deed,
				 const struct text *what, enum lang lang)
{
	const char *comma = lang == LANG_AR ? "،" : ",", *name = what->in[lang];

	for (size_t i = 0; deed->act != NULL && i < deed->act->reason_count; i++)
		if (strcmp(deed->act->reasons[i].code, deed->reason) == 0)
			name = arena_format(l->arena, "%s (%s)", name,
					    deed->act->reasons[i].name.in[lang]);
	return arena_format(l->arena, "%s%s %s%s %s", name, comma,
			    date_show(l->arena, lang, l->of->country, date_of(deed->at)), comma,
			    l->row.number);
}

/* As the portal's own words alone: what staff wrote with it is for whoever reads the file. */
static enum fault tell_owner_of(struct look *l, const struct deed *deed, const struct text *what,
				const struct template *t, struct error *err)
{
	struct change *c = l->change;
	struct event e = {.act = "", .reason = ""};
	enum lang lang = LANG_EN;
	enum fault fault;

	lang_find(c->row.lang, &lang);
	e.note = words_of_deed(l, deed, what, lang);
	l->entered = arena_format(c->arena, "entry/%s", deed->code);
	fault = change_event(c, told_pack(c->arena, &e), err);
	return fault == FAULT_NONE ? tell_owner_by(c, l->service, t, e.note, err) : fault;
}

/* The portal's own, by what the entry has come to. */
static const struct template *own_words(const struct look *l, const struct deed *deed)
{
	static const char *const ids[] = {[REGISTER_HOLDS] = "organisation_changed",
					  [REGISTER_RESTS] = "organisation_suspended",
					  [REGISTER_ENDED] = "organisation_ended"};

	return template_find(l->terms,
			     ids[deed->status == NULL ? REGISTER_HOLDS : deed->status->bears]);
}

/* By the short words of the template that the register's act names; else by the portal's own, which
 * say what was done. */
static enum fault tell_people_of(struct look *l, const struct deed *deed, const struct text *what,
				 const struct template *t, bool owner, struct error *err)
{
	const struct template *own = own_words(l, deed);
	bool named = deed->act != NULL && deed->act->notice != NULL && t != NULL &&
		     text_is_set(&t->brief);
	const struct duty_told told = {.of = l->of,
				       .row = &l->row,
				       .words = named         ? &t->brief
						: own == NULL ? NULL
							      : &own->text,
				       .name = named ? &l->of->name : what,
				       .owner = owner,
				       .by = deed->application};

	return duty_tell_people(l->registry, l->arena, &told, err);
}

static enum fault tell_deed(struct look *l, const struct deed *deed, struct error *err)
{
	const struct entry_deed line = {
		.of = l->of,
		.act = LATER_TOLD,
		.at = registry_now(l->registry),
		.reason = deed->number,
		.by = {.actor = "portal", .role = "portal", .face = "host"}};
	const bool noted = deed->act != NULL && deed->act->notice != NULL;
	const struct template *t =
		template_find(l->terms, noted ? deed->act->notice : "entry_changed");
	struct text what;
	bool own = false;
	enum fault fault = entry_change(l->registry, l->arena, &line, &l->row, err);

	l->any = true;
	if (fault == FAULT_NONE)
		fault = find_what(l, deed, &what, err);
	if (fault == FAULT_NONE && deed->application[0] != '\0')
		fault = duty_is_owners(l->registry, l->arena, &l->row, deed->application, &own,
				       err);
	own = own || l->change == NULL || l->service == NULL;
	if (fault == FAULT_NONE && !own)
		fault = tell_owner_of(l, deed, &what, t, err);
	return fault == FAULT_NONE ? tell_people_of(l, deed, &what, t, !own, err) : fault;
}

/* Each once, in their order; who has applied for the entry is told as long as that is known, its
 * people as long as there are any. */
static enum fault tell_deeds(struct look *l, struct error *err)
{
	struct deeds d = {.look = l, .status = ""};
	bool any = l->change != NULL && l->service != NULL;
	enum fault fault = any ? FAULT_NONE
			       : duty_has_people(l->registry, l->arena, l->of, &l->row, &any, err);

	if (fault == FAULT_NONE && any)
		fault = store_register_each_event(l->registry->store, l->row.id, keep_deed, &d,
						  err);
	for (size_t i = 0; i < d.count && fault == FAULT_NONE; i++) {
		bool waits = d.list[i].act != NULL && d.list[i].act->by_clock;

		if (!d.list[i].told &&
		    registry_now(l->registry) - d.list[i].at < (waits ? TELL_CLOCKS : TELL_WITHIN))
			fault = tell_deed(l, &d.list[i], err);
	}
	return fault;
}

/* What one duty does may end another: the list is read anew. */
static enum fault settle(struct look *l, struct error *err)
{
	struct later_due *list = NULL;
	size_t count = 0;
	enum fault fault = later_list(l->registry, l->arena, l->of, &l->row, &list, &count, err);

	for (size_t i = 0; fault == FAULT_NONE && i < count; i++) {
		const struct register_status *status = register_status(l->of, l->row.status);

		if (status != NULL && status->bears == REGISTER_HOLDS)
			fault = settle_one(l, &list[i], err);
	}
	if (fault == FAULT_NONE)
		fault = tell_deeds(l, err);
	return fault == FAULT_NONE ? entry_look_again(l->registry, l->arena, l->of, &l->row, err)
				   : fault;
}

static enum fault look(struct look *l, const char *entry, struct error *err)
{
	bool found = false;
	enum fault fault = entry_take(l->registry, entry, &l->row, &found, err);

	if (fault == FAULT_NONE && found)
		fault = entry_definition(l->registry, l->arena, l->terms, l->row.book, &l->of, err);
	if (fault == FAULT_NONE && found && l->of == NULL)
		return entry_put_off(l->registry, &l->row, registry_now(l->registry) + DAY, err);
	return fault == FAULT_NONE && found ? settle(l, err) : fault;
}

/* --- with its application, or alone --- */

static enum fault run_with(struct look *l, const char *application, const char *entry,
			   struct error *err)
{
	const struct caller portal = caller_portal();
	struct change c = {.registry = l->registry, .caller = &portal};
	enum fault fault;

	l->change = &c;
	do {
		l->any = false;
		l->entered = NULL;
		fault = change_begin(&c, ACCESS_EXPIRE, application, err);
		l->arena = c.arena;
		if (fault == FAULT_NONE)
			fault = look(l, entry, err);
		/* once, however much was told */
		if (fault == FAULT_NONE && l->entered != NULL)
			fault = change_enter(&c, LEDGER_ACTED, l->entered, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}

static enum fault run_alone(struct look *l, const char *entry, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct store_runs runs = {.count = 0};
	enum fault fault;

	l->change = NULL;
	l->arena = a;
	do {
		l->any = false;
		fault = store_begin(l->registry->store, err);
		if (fault == FAULT_NONE)
			fault = look(l, entry, err);
		if (fault == FAULT_NONE)
			fault = store_commit(l->registry->store, err);
		store_rollback(l->registry->store);
	} while (fault != FAULT_NONE && store_again(l->registry->store, &runs));
	return fault;
}

enum fault duty_run(struct registry *r, const char *entry, const struct term_list *terms,
		    const struct service *s, bool *ret_any, struct error *err)
{
	struct look l = {.registry = r, .terms = terms, .service = s};
	struct store_register_entry row;
	struct store_application application;
	bool found = false, there = false;
	enum fault fault = store_register_get(r->store, entry, &row, &found, err);

	*ret_any = false;
	if (fault == FAULT_NONE && found && s != NULL)
		fault = store_application_get(r->store, row.application, &application, &there, err);
	if (fault != FAULT_NONE || !found)
		return fault;
	fault = there ? run_with(&l, row.application, entry, err) : run_alone(&l, entry, err);
	*ret_any = fault == FAULT_NONE && l.any;
	return fault;
}

enum fault duty_put_off(struct registry *r, const char *entry, int64_t at, struct error *err)
{
	struct store_register_entry row;
	struct store_runs runs = {.count = 0};
	bool found = false;
	enum fault fault;

	do {
		fault = store_begin(r->store, err);
		if (fault == FAULT_NONE)
			fault = entry_take(r, entry, &row, &found, err);
		if (fault == FAULT_NONE && found)
			fault = entry_put_off(r, &row, at, err);
		if (fault == FAULT_NONE)
			fault = store_commit(r->store, err);
		store_rollback(r->store);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}
