/* command_demo_acts.c - what is done with one application of a demonstration, by its applicant or
 * by staff, as those accounts. */
#include "server/commands/command_demo.h"

#include <string.h>

const struct demo_account *command_demo_account(struct demonstration *d, const char *id)
{
	for (size_t i = 0; i < d->account_count; i++)
		if (strcmp(d->accounts[i].id, id) == 0)
			return &d->accounts[i];
	fatal("the demonstration has no %s", id);
}

static enum fault be_staff(struct demonstration *d, const char *role, struct caller *ret,
			   struct error *err)
{
	*ret = caller_host();
	return account_act_as(d->registry, ret, command_demo_account(d, role)->number, err);
}

enum fault command_demo_be_staff(struct demonstration *d, struct error *err)
{
	enum fault f = be_staff(d, "officer", &d->officer, err);

	return f == FAULT_NONE ? be_staff(d, "head", &d->head, err) : f;
}

/* They come back by their key alone, which acts. */
static struct caller applicant_of(const struct demo_one *one)
{
	struct caller c = caller_visitor("demonstration", FACE_PAGES);

	snprintf(c.key, sizeof(c.key), "%s", one->key);
	c.key_acts = c.exempt = c.by_key_alone = true;
	c.lang = one->person.lang;
	return c;
}

static enum fault submit(struct demonstration *d, struct demo_one *one, struct error *err)
{
	struct caller who = applicant_of(one);
	struct form *form = form_new(one->service, catalogue_terms(d->catalogue), date_of(d->now));
	struct receipt r = {0};
	char request[24];
	enum fault f;

	command_new_request(request);
	if (!command_demo_fill(d, form, &one->person, one->person.lang, 1000))
		f = fail(err, FAULT_BROKEN, N_("The demonstration's form is not taken."), "%s",
			 one->service->id);
	else
		f = application_apply(d->registry, &who, form, request, one->person.lang, &r, err);
	snprintf(one->application.reference, sizeof(one->application.reference), "%s", r.reference);
	form_free(form);
	return f;
}

/* The telephone was wrong by a digit. */
static enum fault reply(struct demonstration *d, struct demo_one *one, struct error *err)
{
	struct registry *r = d->registry;
	struct caller who = applicant_of(one);
	struct demo_person now = one->person;
	struct application *a = &one->application;
	struct form *form =
		form_new(one->service, catalogue_terms(d->catalogue), date_of(registry_now(r)));
	struct application_answer put = {.service = one->service, .arena = d->command->arena};
	struct field_path at = {0};
	enum fault f = application_open(r, &who, a->reference, NULL, a, err);

	if (f == FAULT_NONE)
		f = application_load(r, &who, a, form, err);
	while (f == FAULT_NONE && form_next(form, &at) && strcmp(at.question->id, "phone") != 0)
		;
	now.number += 3;
	put.at = at;
	put.was = f == FAULT_NONE ? arena_text(put.arena, form_get(form, &at)) : NULL;
	if (f == FAULT_NONE)
		f = form_set(form, &at, command_demo_answer_of(put.arena, &now, at.question),
			     now.lang, err);
	if (f == FAULT_NONE) {
		put.now = form_get(form, &at);
		f = application_put(r, &who, a, &put, err);
	}
	if (f == FAULT_NONE)
		f = application_act(r, &who, a, one->service, "reply", &(struct act_answers){0},
				    err);
	form_free(form);
	return f;
}

static enum fault withdraw(struct demonstration *d, struct demo_one *one, struct error *err)
{
	struct caller who = applicant_of(one);
	struct application *a = &one->application;
	enum fault f = application_open(d->registry, &who, a->reference, NULL, a, err);

	return f == FAULT_NONE ? application_withdraw(d->registry, &who, a, one->service, err) : f;
}

/* Words that stand in the language of the application. */
static enum fault act(struct demonstration *d, const struct caller *who, struct demo_one *one,
		      enum demo_doing doing, struct error *err)
{
	static const struct named phone = {.wrong = WRONG_INCORRECT, .question = "phone"};
	struct registry *r = d->registry;
	struct application *a = &one->application;
	const struct service *s = one->service;
	const struct stage *stage = service_stage(s, a->stage);
	const struct act *object = service_act(s, stage, "object");
	struct act_answers with = {0};

	switch (doing) {
	case DOES_CLOSE:
		with.task = "opinion";
		with.words = _("Nothing speaks against it.");
		return application_act(r, who, a, s, SERVICE_CLOSE, &with, err);
	case DOES_PROPOSE: return application_act(r, who, a, s, "propose", &with, err);
	case DOES_GRANT: return application_act(r, who, a, s, "grant", &with, err);
	case DOES_CORRECT:
		with.words = _("Nobody answers at this number. Please look at it again.");
		with.items = &phone;
		with.item_count = 1;
		return application_act(r, who, a, s, "correct", &with, err);
	case DOES_OBJECT:
		with.reason = object->reasons[one->person.number % object->reason_count].code;
		with.words = _("You may apply again when this has changed.");
		return application_act(r, who, a, s, "object", &with, err);
	case DOES_ASK:
		return application_ask(r, who, a, s,
				       _("Please send a clearer copy of the identity document."),
				       err);
	case DOES_FORWARD: return application_stage(r, who, a, s, stage[1].id, "", err);
	case DOES_REJECT:
		return application_decide(r, who, a, s, false,
					  _("The names do not match the civil status register."),
					  err);
	default: return assign_claim(r, who, a, s, err);
	}
}

/* On to the last stage, and there to the decision. */
static enum fault approve(struct demonstration *d, struct demo_one *one, struct error *err)
{
	struct registry *r = d->registry;
	struct application *a = &one->application;
	const struct service *s = one->service;
	enum fault f = FAULT_NONE;

	for (;;) {
		const struct stage *stage = service_stage(s, a->stage);
		const struct caller *who = stage->actor == ACTOR_HEAD ? &d->head : &d->officer;

		if (service_act(s, stage, "approve") != NULL)
			return application_decide(r, who, a, s, true, "", err);
		f = application_stage(r, who, a, s, stage[1].id, "", err);
		if (f != FAULT_NONE)
			return f;
	}
}

static enum fault act_as_staff(struct demonstration *d, struct demo_one *one, enum demo_doing doing,
			       struct error *err)
{
	bool is_heads = doing == DOES_GRANT || doing == DOES_OBJECT;
	struct caller *who = is_heads ? &d->head : &d->officer;
	enum lang lang = message_lang();
	enum fault f = FAULT_NONE;

	if (!one->is_open)
		f = application_open_host(d->registry, who, one->application.reference,
					  &one->application, err);
	one->is_open = f == FAULT_NONE;
	if (f == FAULT_NONE && doing == DOES_APPROVE)
		return approve(d, one, err);
	message_use(one->person.lang);
	if (f == FAULT_NONE)
		f = act(d, who, one, doing, err);
	message_use(lang);
	return f;
}

enum fault command_demo_do(struct demonstration *d, struct demo_one *one, enum demo_doing doing,
			   struct error *err)
{
	switch (doing) {
	case DOES_SUBMIT: return submit(d, one, err);
	case DOES_REPLY: return reply(d, one, err);
	case DOES_WITHDRAW: return withdraw(d, one, err);
	default: return act_as_staff(d, one, doing, err);
	}
}
