/* command_check_code.c - what the code on a paper stands for, as anybody checks it: check. */
#include "server/commands/command_inside.h"

#include "tui/page/document.h"

/* --- where the ledger has it --- */

static const char *anchor_of(struct command *c, const struct checked *d)
{
	const struct checked_proof *p = &d->proof;
	struct anchor one = {.at = p->at, .lane = p->lane, .seq = p->seq};

	memcpy(one.origin, p->origin, sizeof(one.origin));
	memcpy(one.hash, p->hash, sizeof(one.hash));
	return anchor_line(c->arena, &one);
}

static void print_proof(struct command *c, const struct checked *d)
{
	const struct checked_proof *p = &d->proof;

	command_heading(c, _("In the ledger"));
	command_pair(c, _("Entry"),
		     FILL(c->arena, _("{number} of {count} in its chain"),
			  {"number", arena_format(c->arena, "%lld", (long long)p->seq)},
			  {"count", arena_format(c->arena, "%lld", (long long)p->head)}));
	command_line(c, _("As a line of the anchor file, with which `shubbak verify --anchor FILE` "
			  "compares it:"));
	command_line(c, anchor_of(c, d));
	if (p->field_count > 0)
		command_line(c, _("Its hash is made of the hash before it and of these, in this "
				  "order (shubbak(1)):"));
	command_pair(c, "prev", p->field_count > 0 ? p->prev : NULL);
	for (size_t i = 0; i < p->field_count; i++)
		command_line(c, p->fields[i].text != NULL
					? arena_format(c->arena, "%s: %s", p->fields[i].name,
						       p->fields[i].text)
					: arena_format(c->arena, "%s: %lld", p->fields[i].name,
						       (long long)p->fields[i].number));
}

static json_t *fields_json(struct command *c, const struct checked_proof *p)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->field_count; i++)
		json_array_append_new(list,
				      json_pack("{s:s, s:o}", "name", p->fields[i].name, "value",
						p->fields[i].text != NULL
							? command_text(c, p->fields[i].text)
							: json_integer(p->fields[i].number)));
	return list;
}

static json_t *proof_json(struct command *c, const struct checked *d)
{
	const struct checked_proof *p = &d->proof;

	return json_pack("{s:s, s:i, s:I, s:I, s:s, s:s, s:o, s:s, s:o}", "origin", p->origin,
			 "lane", p->lane, "entry", (json_int_t)p->seq, "entries",
			 (json_int_t)p->head, "hash", p->hash, "prev", p->prev, "at",
			 command_time(c, p->at), "anchor", anchor_of(c, d), "fields",
			 fields_json(c, p));
}

/* --- what it stands for --- */

static const char *day_of(struct command *c, struct date day)
{
	return day.year == 0 ? NULL : date_show(c->arena, c->lang, NULL, day);
}

static void print(struct command *c, const struct checked *d)
{
	bool issued = d->kind == CHECKED_DOCUMENT;

	command_line(c, document_verdict(d));
	if (document_advice(d) != NULL)
		command_line(c, document_advice(d));
	command_line(c, document_stands_for(d));
	command_pair(c, issued ? _("Document") : _("Service"), command_in(c, &d->title));
	command_pair(c, _("Authority"), command_in(c, &d->authority));
	command_pair(c, issued ? _("Document number") : _("Reference number"), d->number);
	command_pair(c, document_holder(d, c->lang), d->holder);
	command_pair(c, _("In the register"), document_standing(c->arena, d, c->lang));
	if (d->kind == CHECKED_DECISION)
		command_pair(c, _("Status"), _(application_state_message(d->state)));
	command_pair(c,
		     issued                       ? _("Issued on")
		     : d->kind == CHECKED_RECEIPT ? _("Submitted on")
						  : _("Decided on"),
		     day_of(c, date_of(d->at)));
	command_pair(c, _("Valid until"), day_of(c, d->until));
	if (d->ended_at > 0)
		command_pair(c, _("Not valid since"), day_of(c, date_of(d->ended_at)));
	if (arguments_get(&c->arguments, "proof") != NULL)
		print_proof(c, d);
}

static json_t *day_json(struct command *c, struct date day)
{
	return day.year == 0 ? json_null() : json_string(date_iso(c->arena, day));
}

static json_t *shape(struct command *c, const struct checked *d)
{
	bool issued = d->kind == CHECKED_DOCUMENT;
	json_t *j = json_pack(
		"{s:s, s:b, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "kind",
		checked_kinds[d->kind], "valid", d->valid, "status",
		issued                        ? issued_status_codes[d->status]
		: !d->valid                   ? "reopened"
		: d->kind == CHECKED_DECISION ? application_state_code(d->state)
					      : "submitted",
		"title", command_text(c, command_in(c, &d->title)), "authority",
		command_text(c, command_in(c, &d->authority)), "number", command_text(c, d->number),
		"holder", command_text(c, d->holder[0] == '\0' ? NULL : d->holder), "holder_is",
		command_text(c, d->holder[0] == '\0' ? NULL : command_in(c, &d->holder_is)), "on",
		day_json(c, date_of(d->at)), "until", day_json(c, d->until), "ended_on",
		d->ended_at == 0 ? json_null() : day_json(c, date_of(d->ended_at)));

	if (d->book != NULL)
		json_object_set_new(
			j, "entry",
			json_pack("{s:s, s:s, s:o}", "register", d->book->id, "number", d->entry,
				  "status",
				  command_text(c, d->standing == NULL ? NULL : d->standing->id)));
	if (arguments_get(&c->arguments, "proof") != NULL)
		json_object_set_new(j, "proof", proof_json(c, d));
	return j;
}

enum exit_status command_check_code(struct command *c)
{
	const struct term_list *terms = catalogue_terms(c->portal->catalogue);
	struct checked d;
	struct error err = {0};

	if (checked_find(c->portal->registry, c->portal->caller, terms,
			 arguments_join(&c->arguments, c->arena, 0), c->arena, &d,
			 &err) != FAULT_NONE)
		return command_fail(c, &err);
	if (c->json)
		command_json(c, shape(c, &d));
	else
		print(c, &d);
	return d.valid ? EXIT_DONE : EXIT_REFUSED;
}
