/* command_issued.c - the commands for what an application's owner takes home: issued, receipt; each
 * with the portal's signature. */
#include "server/commands/command_inside.h"
#include "server/commands/command_issued.h"

#include "services/definition/known.h"
#include "services/registry/signer.h"
#include "tui/page/document.h"
#include "tui/page/words.h"

/* --- signing --- */

/* What was printed to `text` since it was empty goes out as it is, or as its signature alone. */
static enum exit_status print_signed(struct command *c, const struct buffer *text)
{
	const char *bytes = text->size == 0 ? "" : text->data;
	const char *made;
	struct error err = {0};

	if (arguments_get(&c->arguments, "signature") == NULL) {
		buffer_add(c->out, bytes, text->size);
		return EXIT_DONE;
	}
	made = signer_sign_for(c->portal->registry, c->arena, bytes, text->size);
	if (made == NULL) {
		fail(&err, FAULT_MISSING,
		     N_("This portal has no key to sign with yet: its operator makes one with "
			"`shubbak signers new`."),
		     "no signing key");
		return command_fail(c, &err);
	}
	buffer_text(c->out, made);
	return EXIT_DONE;
}

static json_t *signature_json(struct command *c, const char *text)
{
	const char *made = signer_sign_for(c->portal->registry, c->arena, text, strlen(text));

	return made == NULL ? json_null() : json_string(made);
}

/* --- documents --- */

static struct document document_of(struct command *c, const struct service *s,
				   const struct issued *one)
{
	return (struct document){one, s == NULL ? NULL : s->country,
				 command_ssh(c->arena, c->portal, "guest")};
}

static const char *text_of(struct command *c, const struct service *s, const struct issued *one)
{
	const struct document d = document_of(c, s, one);
	const char *text;

	message_use(one->lang);
	text = document_text(c->arena, &d,
			     arguments_get(&c->arguments, "narrow") != NULL ? DOCUMENT_NARROW
									    : DOCUMENT_WIDE);
	message_use(c->lang);
	return text;
}

static json_t *head_json(struct command *c, const struct issued *one)
{
	return json_pack(
		"{s:s, s:o, s:s, s:s, s:o, s:o, s:s, s:b, s:o}", "document", one->output, "title",
		command_text(c, one->title), "number", one->number, "status",
		issued_status_codes[one->status], "issued_at", command_time(c, one->at), "until",
		one->until.year == 0 ? json_null() : json_string(date_iso(c->arena, one->until)),
		"lang", lang_codes[one->lang], "withheld", one->withheld, "code",
		command_text(c, one->code));
}

void command_issued_add(struct command *c, json_t *to, const struct service *s,
			const struct issued *list, size_t count)
{
	json_t *all = s == NULL || s->output_count == 0 ? NULL : json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(all, head_json(c, &list[i]));
	if (all != NULL)
		json_object_set_new(to, "issued", all);
}

/* With its words, and their signature. */
static json_t *shape(struct command *c, const struct service *s, const struct issued *one)
{
	const char *text = one->withheld ? NULL : text_of(c, s, one);
	json_t *j = head_json(c, one);

	json_object_set_new(j, "text", command_text(c, text));
	json_object_set_new(j, "signature", text == NULL ? json_null() : signature_json(c, text));
	return j;
}

enum fault command_issued_read(struct command *c, const struct application *a,
			       const struct service *s, struct issued **ret, size_t *ret_count,
			       struct error *err)
{
	return s == NULL || s->output_count == 0
		       ? FAULT_NONE
		       : issued_list(c->portal->registry, c->portal->caller, a, s, c->arena, ret,
				     ret_count, err);
}

/* The authority stands above. */
void command_collect_print(struct command *c, const struct service *s)
{
	command_pair(c, _("What you get"), command_in(c, &s->output));
	command_pair(c, _("Where to collect it"), words_collect(s, c->lang));
	if (!text_is_set(&s->collect)) {
		command_pair(c, _("Authority"), command_in(c, &s->authority));
		command_pair(c, _("Where and how"), command_in(c, &s->channel));
	}
}

void command_issued_print(struct command *c, const struct service *s, const struct issued *list,
			  size_t count)
{
	if (count > 0)
		command_heading(c, _("Documents that were issued"));
	for (size_t i = 0; i < count; i++) {
		const struct issued *one = &list[i];

		command_bullet(c, document_line(c->arena, c->lang, s, one));
		command_pair(c, _("Verification code"),
			     one->withheld ? NULL : document_code(c->arena, one->code));
	}
}

/* By what its definition calls it, the newest; or by its code. */
static const struct issued *choose(const struct issued *list, size_t count, const char *which)
{
	const struct issued *one = issued_newest(list, count, which);
	char code[RECEIPT_DIGITS + 1];

	if (one != NULL || reference_read_check(which, code, NULL) != FAULT_NONE)
		return one;
	return issued_coded(list, count, code);
}

static enum exit_status no_such(struct command *c, const struct issued *list, size_t count)
{
	char known[KNOWN_MAX] = "";
	struct error err;

	for (size_t i = 0; i < count; i++)
		if (issued_newest(list, count, list[i].output) == &list[i])
			known_add(known, list[i].output);
	fail(&err, FAULT_MISSING,
	     count == 0 ? N_("No document was issued of this application.")
			: N_("No such document was issued of this application; there is: {known}."),
	     "no such document");
	error_fill(&err, "known", "%s", known);
	return command_fail(c, &err);
}

static enum fault draw(struct command *c, const struct service *s, const struct issued *one,
		       struct buffer *to, struct error *err)
{
	const struct document d = document_of(c, s, one);
	enum fault fault;

	message_use(one->lang);
	fault = command_issued_draw(c, &d, to, err);
	message_use(c->lang);
	return fault;
}

static enum exit_status print_one(struct command *c, const struct service *s,
				  const struct issued *one)
{
	BUFFER_CLEAN struct buffer text = {0};
	struct error err;

	if (one->withheld) {
		fail(&err, FAULT_DENIED,
		     N_("This document tells what the roles of this account do not see."),
		     "withheld");
		return command_fail(c, &err);
	}
	buffer_open(&text, LIMIT_DRAWN);
	if (arguments_get(&c->arguments, "pdf") == NULL)
		buffer_text(&text, text_of(c, s, one));
	else if (draw(c, s, one, &text, &err) != FAULT_NONE)
		return command_fail(c, &err);
	return print_signed(c, &text);
}

static enum exit_status print_list(struct command *c, const struct service *s,
				   const struct issued *list, size_t count)
{
	json_t *all;

	if (!c->json) {
		command_issued_print(c, s, list, count);
		if (count == 0)
			command_line(c, _("No document was issued of this application."));
		return EXIT_DONE;
	}
	all = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(all, shape(c, s, &list[i]));
	command_json(c, all);
	return EXIT_DONE;
}

enum exit_status command_issued(struct command *c)
{
	const char *which = arguments_get(&c->arguments, "document");
	const struct service *s;
	const struct issued *one;
	struct application a = {0};
	struct issued *list = NULL;
	struct error err = {0};
	size_t count = 0;

	if (command_open_own(c, &a, &err) != FAULT_NONE)
		return command_fail(c, &err);
	s = command_service_of(c, &a);
	if (issued_list(c->portal->registry, c->portal->caller, &a, s, c->arena, &list, &count,
			&err) != FAULT_NONE)
		return command_fail(c, &err);
	command_speak(c, a.lang, false);
	if (which == NULL)
		return print_list(c, s, list, count);
	one = choose(list, count, which);
	if (one == NULL)
		return no_such(c, list, count);
	if (!c->json)
		return print_one(c, s, one);
	command_json(c, shape(c, s, one));
	return EXIT_DONE;
}

/* --- receipts --- */

/* How anybody checks it. */
void command_receipt_code(struct command *c, const char *code)
{
	if (code[0] == '\0')
		return;
	/* In groups they would change places behind Arabic letters. */
	command_pair(c, _("Verification code"),
		     c->lang == LANG_AR ? code : document_code(c->arena, code));
	command_pair(c, _("Anybody checks it with"),
		     arena_format(c->arena, "%s check %s",
				  command_ssh(c->arena, c->portal, "guest"), code));
}

static enum exit_status receipt_json(struct command *c, const struct application *a,
				     const char *code, const struct buffer *text)
{
	const char *words = arena_slice(c->arena, text->data, text->size);

	command_json(c, json_pack("{s:s, s:s, s:s, s:o}", "reference", a->reference, "code", code,
				  "text", words, "signature", signature_json(c, words)));
	return EXIT_DONE;
}

enum exit_status command_receipt_print(struct command *c)
{
	struct buffer *out = c->out;
	BUFFER_CLEAN struct buffer text = {0};
	struct application a = {0};
	struct error err = {0};
	char code[RECEIPT_DIGITS + 1];
	enum exit_status status;
	bool json = c->json;

	if (command_open_own(c, &a, &err) != FAULT_NONE ||
	    checked_receipt(c->portal->registry, c->portal->caller, &a, code, &err) != FAULT_NONE)
		return command_fail(c, &err);
	buffer_open(&text, (size_t)1 << 20);
	c->json = false;
	c->out = &text;
	status = command_application_show(c, &a);
	command_print_way_back(c, a.reference);
	command_receipt_code(c, code);
	c->out = out;
	c->json = json;
	if (status != EXIT_DONE || !json)
		return status == EXIT_DONE ? print_signed(c, &text) : status;
	return receipt_json(c, &a, code, &text);
}
