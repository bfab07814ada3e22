/* command_person.c - the commands of who serves people at a counter: find and add a person, send a
 * form in their name. */
#include "server/commands/command_inside.h"

#include "services/access/serve.h"
#include "tui/page/slip.h"
#include "tui/page/words.h"

/* The service that a person has come for. */
static enum fault find_service(struct command *c, const char *id, const struct service **ret,
			       struct error *err)
{
	const struct service *s;

	if (id == NULL)
		return fail(err, FAULT_INPUT,
			    N_("Say for which service the person has come: --for is needed."),
			    "usage");
	s = catalogue_find(c->portal->catalogue, id);
	if (s == NULL) {
		fail(err, FAULT_MISSING, N_("There is no service {id}."), "no such service");
		error_fill(err, "id", "%s", text_safe(c->arena, id, 80));
		return FAULT_MISSING;
	}
	*ret = s;
	return FAULT_NONE;
}

/* --- find and add --- */

static json_t *person_json(struct command *c, const struct serve_person *p)
{
	return json_pack("{s:s, s:o}", "id", p->id, "name", command_text(c, p->name));
}

static void print_person(struct command *c, const struct serve_person *p)
{
	command_line(c, arena_format(c->arena, "%s  %s", p->id, text_safe(c->arena, p->name, 0)));
}

static void print_found(struct command *c, const struct serve_person *list, size_t count)
{
	json_t *all = json_array();

	for (size_t i = 0; i < count; i++) {
		if (c->json)
			json_array_append_new(all, person_json(c, &list[i]));
		else
			print_person(c, &list[i]);
	}
	if (c->json)
		command_json(c, all);
	else
		json_decref(all);
}

enum exit_status command_person_find(struct command *c)
{
	const struct service *s;
	struct serve_person *list = NULL;
	struct error err = {0};
	size_t all = 0, count;
	enum fault f = find_service(c, arguments_get(&c->arguments, "for"), &s, &err);

	if (f == FAULT_NONE)
		f = serve_find(c->portal->registry, c->portal->caller,
			       catalogue_terms(c->portal->catalogue), s,
			       arguments_join(&c->arguments, c->arena, 0), c->arena, &list, &all,
			       &err);
	count = all < IDENTIFIER_FOUND ? all : IDENTIFIER_FOUND;
	if (f == FAULT_NONE && count == 0)
		f = fail(&err, FAULT_MISSING, N_("No person was found with this number."),
			 "nobody");
	if (f == FAULT_NONE)
		print_found(c, list, count);
	if (f == FAULT_NONE && all > count)
		buffer_format(c->err, "%s\n", words_persons_more(c->arena, all - count));
	return command_end(c, f, &err);
}

/* Each number that the line has, of its kind. */
static enum fault read_numbers(struct command *c, const struct service *s, struct serve_person *p,
			       struct error *err)
{
	static const char *const options[] = {[IDENTIFIER_NATIONAL_ID] = "national-id",
					      [IDENTIFIER_PHONE] = "phone",
					      [IDENTIFIER_DOCUMENT] = "document"};
	bool seen = arguments_get(&c->arguments, "seen") != NULL;
	enum fault f = FAULT_NONE;

	p->identifiers = arena_array(c->arena, IDENTIFIER_KINDS, sizeof(*p->identifiers));
	for (int kind = 0; kind < IDENTIFIER_KINDS && f == FAULT_NONE; kind++) {
		const char *typed = arguments_get(&c->arguments, options[kind]);
		struct identifier *to = &p->identifiers[p->count];

		if (typed == NULL)
			continue;
		f = identifier_read(catalogue_terms(c->portal->catalogue), c->arena,
				    (enum identifier_kind)kind, s->country, typed, to, err);
		to->evidence = seen && kind != IDENTIFIER_PHONE ? EVIDENCE_SEEN : EVIDENCE_DECLARED;
		p->count++;
	}
	return f;
}

enum exit_status command_person_add(struct command *c)
{
	const struct service *s;
	struct serve_person person = {.name = arguments_get(&c->arguments, "name")};
	struct error err = {0};
	enum fault f = find_service(c, arguments_get(&c->arguments, "for"), &s, &err);

	if (f == FAULT_NONE)
		f = read_numbers(c, s, &person, &err);
	if (f == FAULT_NONE)
		f = serve_add(c->portal->registry, c->portal->caller, s, &person, &err);
	if (f == FAULT_NONE && c->json)
		command_json(c, person_json(c, &person));
	else if (f == FAULT_NONE)
		print_person(c, &person);
	return command_end(c, f, &err);
}

/* --- a form in somebody's name --- */

static enum fault check_said(struct command *c, struct error *err)
{
	if (arguments_get(&c->arguments, "person") == NULL)
		return fail(err, FAULT_INPUT,
			    N_("--person is needed: what `person find` or `person add` told."),
			    "usage");
	if (arguments_get(&c->arguments, "consent") == NULL)
		return fail(err, FAULT_INPUT,
			    N_("Ask the person first, and say with --consent that they have said "
			       "yes to this application."),
			    "usage");
	return FAULT_NONE;
}

static void print_slip(struct command *c, const struct service *s, const struct receipt *r)
{
	const struct slip slip = {.service = s,
				  .receipt = r,
				  .served = &c->portal->caller->served,
				  .follow = command_ssh(c->arena, c->portal, "guest"),
				  .sign_in = command_ssh(c->arena, c->portal, "me")};
	const char *text = slip_text(c->arena, c->lang, &slip);
	json_t *j;

	if (!c->json) {
		buffer_text(c->out, text);
		return;
	}
	j = command_receipt(c, r, s->id);
	json_object_set_new(j, "slip", command_text(c, text));
	command_json(c, j);
}

enum exit_status command_person_assist(struct command *c)
{
	const struct command_portal *p = c->portal;
	const struct service *s = catalogue_find(p->catalogue, c->arguments.words[0]);
	struct fault_list *faults = arena_take(c->arena, sizeof(*faults));
	struct filled filled = {0};
	struct receipt receipt = {0};
	struct error err = {0};

	if (check_said(c, &err) != FAULT_NONE)
		return command_fail(c, &err);
	if (command_read_form(c, s, &filled, faults, &err) != FAULT_NONE) {
		c->about = s;
		return command_fail_list(c, faults, &err);
	}
	if (filled.lang_said)
		command_speak(c, filled.lang, true);
	c->about = s;
	if (serve_consent(p->registry, p->caller, s, arguments_get(&c->arguments, "person"),
			  filled.lang, &err) == FAULT_NONE &&
	    application_apply(p->registry, p->caller, filled.form, filled.request, filled.lang,
			      &receipt, &err) == FAULT_NONE) {
		command_print_remarks(c, filled.form);
		print_slip(c, s, &receipt);
	}
	caller_serve_no_more(p->caller); /* the connection goes on */
	form_free(filled.form);
	return command_end(c, err.fault, &err);
}
