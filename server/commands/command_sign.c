/* command_sign.c - the commands for signatures: the text that is signed, signing it, and for staff
 * one on paper; how it stands, as other commands tell it. */
#include "server/commands/command_inside.h"

#include "i18n/digits.h"
#include "tui/page/signwords.h"
#include "tui/page/words.h"

/* --- how it stands --- */

static size_t read_standings(struct command *c, const struct application *a,
			     const struct service *s, struct signature_standing **ret)
{
	size_t count = 0;

	return s != NULL && s->signature_count > 0 &&
			       signature_standings(c->portal->registry, c->portal->caller, a, s,
						   c->arena, ret, &count, NULL) == FAULT_NONE
		       ? count
		       : 0;
}

static json_t *place_json(struct command *c, const struct signature_place *p)
{
	return json_pack("{s:i, s:o, s:s, s:o, s:o, s:o, s:o}", "item", p->item, "name",
			 command_text(c, p->name), "state", signature_state_codes[p->state],
			 "person", command_text(c, p->person), "way", command_text(c, p->way),
			 "signed_at", command_time(c, p->signed_at), "no_longer_covers",
			 command_text(c, p->lost));
}

json_t *command_signatures_json(struct command *c, const struct application *a,
				const struct service *s)
{
	struct signature_standing *list = NULL;
	size_t count = read_standings(c, a, s, &list);
	json_t *all = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *places = json_array();

		for (size_t k = 0; k < list[i].count; k++)
			json_array_append_new(places, place_json(c, &list[i].places[k]));
		json_array_append_new(
			all,
			json_pack("{s:s, s:o, s:i, s:i, s:o}", "signature", list[i].signature->id,
				  "name", command_text(c, list[i].signature->name.in[c->lang]),
				  "have", (int)list[i].have, "needed", (int)list[i].needed,
				  "places", places));
	}
	return all;
}

void command_signatures_print(struct command *c, const struct application *a,
			      const struct service *s)
{
	struct signature_standing *list = NULL;
	size_t count = read_standings(c, a, s, &list);

	for (size_t i = 0; i < count; i++) {
		const struct signature_standing *one = &list[i];

		command_pair(c, one->signature->name.in[c->lang],
			     signwords_standing(c->arena, one));
		for (size_t k = 0; k < one->count; k++)
			command_bullet(
				c, words_labelled(
					   c->arena,
					   signwords_name(c->lang, one->signature, &one->places[k]),
					   signwords_place(c->arena, c->lang, s, &one->places[k])));
	}
}

void command_sign_who(struct command *c, const struct service *s)
{
	if (s->signature_count == 0)
		return;
	command_heading(c, _("Who has to sign"));
	for (size_t i = 0; i < s->signature_count; i++)
		command_bullet(c, signwords_who(c->arena, c->lang, &s->signatures[i]));
}

/* --- the text --- */

/* The code of somebody's invitation may come over a line where the applicant was before: it is
 * awaited wherever nothing else says whose text it is. */
bool command_takes_code(struct command *c)
{
	return arguments_get(&c->arguments, "for") == NULL || command_needs_pin(c);
}

/* An invitation's code is longer than any PIN. */
static bool is_code(struct command *c, const char *typed)
{
	const char *line = digits_ascii(c->arena, typed);
	size_t digits = 0;

	for (; *line != '\0'; line++)
		digits += *line >= '0' && *line <= '9';
	return digits == MEMBER_CODE_DIGITS;
}

static enum fault read_text(struct command *c, const char **ret, struct error *err)
{
	const char *line = command_first_line(c);
	struct application a = {0};
	struct signature_wish w;
	struct term_list terms;
	const struct service *s = NULL;
	enum fault f = command_sign_wish(c, &w, err);

	if (f == FAULT_NONE && command_takes_code(c) && is_code(c, line)) {
		f = command_authority_terms(c, &terms, err);
		return f == FAULT_NONE
			       ? signature_text_by_code(c->portal->registry, c->portal->caller,
							arguments_join(&c->arguments, c->arena, 0),
							line, &terms, c->arena, ret, err)
			       : f;
	}
	if (f == FAULT_NONE)
		f = command_open_own(c, &a, err);
	if (f == FAULT_NONE && (s = command_service_of(c, &a)) == NULL)
		return fail(err, FAULT_MISSING,
			    N_("The definition of this application cannot be read now."),
			    "service");
	return f == FAULT_NONE ? signature_text(c->portal->registry, c->portal->caller, &a, s, &w,
						c->arena, ret, err)
			       : f;
}

enum exit_status command_sign_text(struct command *c)
{
	const char *text = "";
	struct error err = {0};
	enum fault f = read_text(c, &text, &err);

	if (f == FAULT_NONE && c->json)
		command_json(c, json_pack("{s:s}", "text", text));
	else if (f == FAULT_NONE)
		buffer_text(c->out, text);
	return command_end(c, f, &err);
}

/* --- signing --- */

static enum exit_status sign_by_key(struct command *c, const char *armored)
{
	const char *name = "";
	struct term_list terms;
	struct error err = {0};
	enum fault f = command_authority_terms(c, &terms, &err);

	if (f == FAULT_NONE)
		f = signature_by_key(c->portal->registry, c->portal->caller,
				     arguments_join(&c->arguments, c->arena, 0), armored, &terms,
				     c->arena, &name, &err);
	if (f == FAULT_NONE && c->json)
		command_json(c,
			     json_pack("{s:b, s:o}", "signed", true, "as", command_text(c, name)));
	else if (f == FAULT_NONE)
		command_line(c, *name == '\0'
					? _("Signed.")
					: FILL(c->arena, _("Signed as {name}."), {"name", name}));
	return command_end(c, f, &err);
}

/* A PIN that comes along says who signs, whoever has shown another over the same line before. */
static enum fault open_signer(struct command *c, struct caller **v, struct application *ret,
			      struct error *err)
{
	const struct caller *visit = c->portal->caller;
	const char *pin = command_first_line(c);

	*v = c->portal->caller;
	if (*pin == '\0' || visit->role != ROLE_APPLICANT || command_needs_pin(c))
		return command_open_own(c, ret, err);
	*v = arena_take(c->arena, sizeof(**v));
	**v = caller_anew(visit);
	return application_open(c->portal->registry, *v, arguments_join(&c->arguments, c->arena, 0),
				pin, ret, err);
}

static enum exit_status sign_by_pin(struct command *c)
{
	struct caller *v = NULL;
	bool back = arguments_get(&c->arguments, "take-back") != NULL;
	struct application a = {0};
	struct signature_wish w;
	const struct service *s = NULL;
	struct error err = {0};
	enum fault f = command_sign_wish(c, &w, &err);

	if (f == FAULT_NONE)
		f = open_signer(c, &v, &a, &err);
	if (f == FAULT_NONE && (s = command_service_of(c, &a)) == NULL)
		f = fail(&err, FAULT_MISSING,
			 N_("The definition of this application cannot be read now."), "service");
	if (f == FAULT_NONE && back)
		f = signature_undo(c->portal->registry, v, &a, s, &err);
	else if (f == FAULT_NONE)
		f = signature_sign(c->portal->registry, v, &a, s, &w, NULL, &err);
	if (f == FAULT_NONE && c->json)
		command_json(c, json_pack("{s:b}", "signed", !back));
	else if (f == FAULT_NONE)
		command_line(c, back ? _("Your signature was taken back.") : _("Signed."));
	return command_end(c, f, &err);
}

enum exit_status command_sign(struct command *c)
{
	const char *all = arena_slice(c->arena, c->input, c->input_len);
	const char *armored = strstr(all, SSHSIG_BEGIN);

	return armored != NULL ? sign_by_key(c, armored) : sign_by_pin(c);
}

/* --- on paper --- */

enum exit_status command_sign_witness(struct command *c)
{
	const struct signature_paper p = {
		.name = arguments_get(&c->arguments, "name"),
		.check = arguments_get(&c->arguments, "check"),
		.seen = arguments_get(&c->arguments, "seen") != NULL,
	};
	struct signature_wish w;
	struct term_list terms;
	struct error err = {0};
	enum fault f = command_sign_wish(c, &w, &err);

	if (f == FAULT_NONE)
		f = command_authority_terms(c, &terms, &err);
	if (f == FAULT_NONE)
		f = signature_witness(c->portal->registry, c->portal->caller,
				      arguments_join(&c->arguments, c->arena, 0), &w, &p, &terms,
				      &err);
	if (f == FAULT_NONE)
		command_line(c, _("Entered: it was signed on paper, as you have seen."));
	return command_end(c, f, &err);
}
