/* command_demo.c - applications for a demonstration, made by the same calls as anybody's. */
#include "server/commands/command_demo.h"

#include <limits.h>
#include <stdlib.h>

/* What becomes of each, in which language it was applied for; the first services whose form takes
 * the answers. */
enum fate { FATE_DRAFT, FATE_SUBMITTED, FATE_ASKED, FATE_APPROVED, FATE_REJECTED, FATE_WITHDRAWN };
static const struct demo {
	const char *service;
	enum lang lang;
	enum fate fate;
} demos[] = {
	{"lb-civil-status-extract", LANG_AR, FATE_SUBMITTED},
	{"lb-disability-card", LANG_AR, FATE_ASKED},
	{"lb-judicial-record", LANG_EN, FATE_APPROVED},
	{"lb-identity-card", LANG_FR, FATE_DRAFT},
	{"tn-birth-extract", LANG_FR, FATE_APPROVED},
	{"dz-birth-record-12s", LANG_FR, FATE_REJECTED},
	{"eg-takaful", LANG_AR, FATE_SUBMITTED},
	{"tn-criminal-record-b3", LANG_FR, FATE_WITHDRAWN},
};

static void print_one(struct demonstration *d, const struct service *s, const struct application *a,
		      const char *pin)
{
	char shown[REFERENCE_DIGITS + 4];

	reference_show(a->reference, shown);
	buffer_format(d->command->out, "  %s  PIN %s  %-14s %s\n", shown, pin,
		      application_state_code(a->state), s->id);
}

/* A draft with some answers, each stored as it is typed. */
static enum fault make_draft(struct demonstration *d, struct form *f, enum lang lang,
			     struct error *err)
{
	struct application a = {0};
	char pin[PIN_DIGITS + 1];
	struct field_path at = {0};
	enum fault fault =
		application_begin(d->registry, &d->applicant, form_service(f), lang, &a, pin, err);

	while (fault == FAULT_NONE && form_next(f, &at))
		if (form_get(f, &at) != NULL)
			fault = application_put(
				d->registry, &d->applicant, &a,
				&(struct application_answer){.at = at, .now = form_get(f, &at)},
				err);
	if (fault == FAULT_NONE)
		print_one(d, form_service(f), &a, pin);
	return fault;
}

/* On to the first stage that allows `act`. */
static enum fault go_to(struct demonstration *d, struct application *a, const struct service *s,
			const char *act, struct error *err)
{
	for (size_t i = 0; i < s->stage_count; i++) {
		const struct stage *now = service_stage(s, a->stage);
		enum fault f;

		if (now == NULL || service_act(s, now, act) != NULL ||
		    now + 1 == s->stages + s->stage_count)
			break;
		f = application_stage(d->registry, &d->authority, a, s, now[1].id, "", err);
		if (f != FAULT_NONE)
			return f;
	}
	return FAULT_NONE;
}

static enum fault decide_fate(struct demonstration *d, const struct demo *demo,
			      const struct service *s, struct application *a, struct error *err)
{
	enum fault f = FAULT_NONE;

	switch (demo->fate) {
	case FATE_DRAFT:
	case FATE_SUBMITTED: break;
	case FATE_WITHDRAWN: return application_withdraw(d->registry, &d->applicant, a, s, err);
	case FATE_ASKED:
		f = go_to(d, a, s, "ask", err);
		message_use(demo->lang);
		if (f == FAULT_NONE)
			f = application_ask(d->registry, &d->authority, a, s,
					    _("Tell us the number and date of the medical report."),
					    err);
		break;
	case FATE_APPROVED:
		f = go_to(d, a, s, "approve", err);
		if (f == FAULT_NONE)
			f = application_decide(d->registry, &d->authority, a, s, true, "", err);
		break;
	case FATE_REJECTED:
		f = go_to(d, a, s, "reject", err);
		message_use(demo->lang);
		if (f == FAULT_NONE)
			f = application_decide(
				d->registry, &d->authority, a, s, false,
				_("The names do not match the civil status register."), err);
		break;
	}
	return f;
}

static enum fault make_one(struct demonstration *d, const struct demo *demo, struct error *err)
{
	const struct service *s = catalogue_find(d->catalogue, demo->service);
	struct date today = date_of(registry_now(d->registry));
	struct application a = {0};
	struct receipt r = {0};
	enum fault f = FAULT_NONE;
	char request[24];
	struct form *form;
	bool filled;

	if (s == NULL || s->form == NULL)
		return FAULT_NONE;
	form = form_new(s, catalogue_terms(d->catalogue), today);
	filled = command_demo_fill(d, form, NULL, demo->lang, demo->fate == FATE_DRAFT ? 6 : 1000);
	if (filled && demo->fate == FATE_DRAFT) {
		f = make_draft(d, form, demo->lang, err);
	} else if (filled) {
		command_new_request(request);
		f = application_apply(d->registry, &d->applicant, form, request, demo->lang, &r,
				      err);
		if (f == FAULT_NONE)
			f = application_open_host(d->registry, &d->authority, r.reference, &a, err);
		if (f == FAULT_NONE)
			f = decide_fate(d, demo, s, &a, err);
		if (f == FAULT_NONE)
			print_one(d, s, &a, r.pin);
	}
	form_free(form);
	return f;
}

static enum fault make_all(struct demonstration *d, struct error *err)
{
	enum lang lang = message_lang();
	enum fault f = FAULT_NONE;

	command_line(d->command, _("Demonstration applications:"));
	for (size_t i = 0; f == FAULT_NONE && i < sizeof(demos) / sizeof(demos[0]); i++) {
		f = make_one(d, &demos[i], err);
		message_use(lang);
		command_flush(d->command);
	}
	return f;
}

/* The state folder is there by now; nothing else is made before it can be said in full. */
static const char *folder_of(struct command *c)
{
	char full[PATH_MAX];

	return arena_format(c->arena, "%s/" DEMO_FOLDER,
			    realpath(command_state(c), full) != NULL ? full : command_state(c));
}

static int64_t clock_of(void *ctx)
{
	const struct demonstration *d = ctx;

	return d->now;
}

/* What has been going on for months ends now. */
static enum fault make_past(struct demonstration *d, struct error *err)
{
	int64_t now = registry_now(d->registry);
	enum fault f;

	d->now = now - DEMO_DAYS * 24 * 60 * 60;
	registry_use_clock(d->registry, clock_of, d);
	f = command_demo_staff(d, err);
	if (f == FAULT_NONE)
		f = command_demo_queue(d, now, err);
	registry_use_clock(d->registry, NULL, NULL);
	return f;
}

enum fault command_demo(struct command *c, struct registry *r, struct error *err)
{
	struct demonstration d = {.command = c,
				  .registry = r,
				  .applicant = caller_visitor("demonstration", FACE_PAGES),
				  .authority = caller_host(),
				  .folder = folder_of(c)};
	enum fault f = command_demo_services(&d, err);

	if (f == FAULT_NONE)
		f = catalogue_open(registry_terms(r), &d.catalogue, err);
	if (f == FAULT_NONE)
		f = versions_load(r, d.catalogue, err);
	if (f == FAULT_NONE)
		f = make_past(&d, err);
	if (f == FAULT_NONE)
		f = make_all(&d, err);
	if (f == FAULT_NONE)
		f = command_demo_readme(&d, err);
	if (f == FAULT_NONE)
		command_line(c, FILL(c->arena, _("How to sign in at each place stands in {file}."),
				     {"file", arena_format(c->arena, "%s/README", d.folder)}));
	catalogue_free(d.catalogue);
	return f;
}
