/* command_papers.c - the papers of an application: one that is put, and what there is of them. */
#include "server/commands/command_papers.h"

#include "services/registry/limits.h"
#include "tui/page/acted.h"
#include "tui/page/paperwords.h"

/* --- put --- */

bool command_takes_file(const struct command *c)
{
	return c->wrong.fault == FAULT_NONE && c->kind->input == COMMAND_PIN_FILE;
}

/* Behind the line with the PIN, where one is needed. */
static const char *file_of(struct command *c, bool has_pin, size_t *ret_len)
{
	const char *end = has_pin ? memchr(c->input, '\n', c->input_len) : NULL;
	const char *from = end == NULL ? c->input : end + 1;

	*ret_len = has_pin && end == NULL ? 0 : c->input_len - (size_t)(from - c->input);
	return from;
}

/* No document begins with a line of digits: who has sent their PIN along is told so, and it becomes
 * no part of a file. */
static enum fault check_no_pin(const struct command *c, struct error *err)
{
	char line[64], pin[REFERENCE_PIN_MOST + 1];
	const char *end = memchr(c->input, '\n', c->input_len);
	bool is_pin = false;

	if (end != NULL && (size_t)(end - c->input) < sizeof(line)) {
		snprintf(line, sizeof(line), "%.*s", (int)(end - c->input), c->input);
		is_pin = reference_read_any_pin(line, pin, NULL) == FAULT_NONE;
		explicit_bzero(line, sizeof(line));
		explicit_bzero(pin, sizeof(pin));
	}
	return is_pin ? fail(err, FAULT_INPUT,
			     N_("A line with a PIN stands before the file. You are signed in, and "
				"no "
				"PIN is read here: send the file alone. Nothing was kept."),
			     "a PIN before a file")
		      : FAULT_NONE;
}

static enum fault put(struct command *c, const struct paper_place *at, bool has_pin,
		      struct paper_facts *ret, struct error *err)
{
	struct paper_upload *u = NULL;
	struct paper_place half = *at;
	size_t len = 0;
	const char *bytes = file_of(c, has_pin, &len);
	enum fault f = FAULT_NONE;

	if (c->portal->judge == NULL)
		return fail(err, FAULT_BUSY,
			    N_("Files cannot be taken at the moment. Please try again later, or "
			       "bring the document to the counter."),
			    "no judge");
	half.half = true;
	f = paper_begin(c->portal->registry, c->portal->caller, at, true, &u, err);
	if (f == FAULT_NONE)
		f = paper_write(u, 0, bytes, c->too_long ? LIMIT_PAPER + 1 : len, err);
	if (f == FAULT_NONE)
		f = paper_end(u, c->portal->judge, ret, err);
	paper_close(u);
	/* Nobody goes on with what came by a command. One of its name that was taken before stays.
	 */
	if (f != FAULT_NONE && u != NULL)
		(void)!paper_drop(c->portal->registry, c->portal->caller, &half, NULL);
	return f;
}

/* Whether they reach the application or not. */
static void refuse_staff(const struct command *c, struct error *err)
{
	if (c->portal->caller->role == ROLE_STAFF &&
	    (err->fault == FAULT_MISSING || err->fault == FAULT_DENIED))
		fail(err, FAULT_DENIED,
		     N_("Staff send no files: the applicant does. What you have seen yourself is "
			"noted by: papers REFERENCE --shown PAPER"),
		     "put by staff");
}

/* Without a name of its own it has that of its document. */
static enum exit_status put_into(struct command *c, const struct application *a, bool has_pin)
{
	const char *paper = c->arguments.words[0], *name = arguments_get(&c->arguments, "name");
	struct paper_place at = {a, command_service_of(c, a), paper, name == NULL ? paper : name,
				 false};
	struct paper_facts facts = {.pages = 0};
	struct paper_file file = {.state = PAPER_WHOLE, .label = at.label, .actor = "applicant"};
	struct error err = {0};

	if (at.service == NULL)
		fail(&err, FAULT_BUSY,
		     N_("Applications are not available at the moment. Please try again later."),
		     "no definition");
	else if ((has_pin || check_no_pin(c, &err) == FAULT_NONE) &&
		 put(c, &at, has_pin, &facts, &err) == FAULT_NONE)
		err.fault = FAULT_NONE;
	refuse_staff(c, &err);
	if (err.fault != FAULT_NONE)
		return command_fail(c, &err);
	file.type = facts.type;
	file.pages = facts.pages;
	file.width = facts.width;
	file.height = facts.height;
	file.bytes = facts.bytes;
	file.at = command_now(c);
	command_speak(c, a->lang, false);
	if (c->json)
		command_json(c, json_pack("{s:s, s:o, s:s, s:i, s:I}", "paper", paper, "name",
					  command_text(c, file.label), "type",
					  paper_type_code(facts.type), "pages", facts.pages,
					  "bytes", (json_int_t)facts.bytes));
	else
		command_line(c,
			     FILL(c->arena, _("Kept: {file}"),
				  {"file", paperwords_file(c->arena, c->lang, at.service, &file)}));
	return EXIT_DONE;
}

enum exit_status command_papers_put(struct command *c)
{
	bool has_pin = command_needs_pin(c);
	struct application a = {0};
	struct error err = {0};

	if (command_open_own(c, &a, &err) == FAULT_NONE)
		return put_into(c, &a, has_pin);
	refuse_staff(c, &err);
	return command_fail(c, &err);
}

/* --- what there is --- */

static json_t *file_json(struct command *c, const struct paper_file *f)
{
	bool taken = f->from.reference[0] != '\0';

	return json_pack("{s:o, s:s, s:s, s:i, s:i, s:i, s:I, s:o, s:s, s:b, s:o, s:o, s:o}",
			 "name", command_text(c, f->label), "state", paper_state_code(f->state),
			 "type", paper_type_code(f->type), "pages", f->pages, "width", f->width,
			 "height", f->height, "bytes", (json_int_t)f->bytes, "at",
			 command_time(c, f->at), "from", f->actor, "sent", f->sent, "sha256",
			 f->sum[0] == '\0' ? json_null() : json_string(f->sum), "taken_from",
			 taken ? json_string(f->from.reference) : json_null(), "first_at",
			 taken ? command_time(c, f->from.at) : json_null());
}

static json_t *need_json(struct command *c, const struct paper_need *n)
{
	json_t *files = json_array();

	for (size_t i = 0; i < n->file_count; i++)
		json_array_append_new(files, file_json(c, &n->files[i]));
	return json_pack(
		"{s:s, s:o, s:b, s:b, s:s, s:o, s:o, s:b, s:o}", "paper", n->paper->id, "name",
		command_text(c, command_in(c, &n->paper->name)), "asked", n->asked, "required",
		n->paper->way == PAPER_REQUIRED, "standing", paper_standing_code(n->standing),
		"wrong", n->named == NULL ? json_null() : json_string(codes_wrong[n->named->wrong]),
		"valid_until",
		n->until.year == 0 ? json_null() : json_string(date_iso(c->arena, n->until)),
		"lapsed", n->lapsed, "files", files);
}

json_t *command_papers_json(struct command *c, const struct papers *p)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->count; i++)
		json_array_append_new(list, need_json(c, &p->needs[i]));
	return list;
}

static void print_json(struct command *c, const struct application *a, const struct papers *p)
{
	command_json(c, json_pack("{s:s, s:b, s:I, s:I, s:o}", "reference", a->reference, "open",
				  p->open, "asked", (json_int_t)p->asked, "here",
				  (json_int_t)p->settled, "papers", command_papers_json(c, p)));
}

static void print_way(struct command *c, const struct application *a, const struct papers *p)
{
	const struct command_portal *portal = c->portal;
	bool staff = portal->caller->role == ROLE_STAFF;

	if (!p->open && !staff)
		return;
	command_line(c, "");
	command_pair(c, staff ? _("To fetch them") : _("To send one"),
		     paperwords_sftp(c->arena, portal->host, portal->port, staff ? "staff" : "me"));
	command_line(c, arena_format(c->arena, "  sftp> %s",
				     staff ? paperwords_get(c->arena, a->reference)
					   : paperwords_cd(c->arena, a->reference)));
	if (!staff)
		command_line(c, arena_format(c->arena, "  sftp> %s",
					     paperwords_put(c->arena, "DOCUMENT")));
	if (p->open)
		command_line(c, paperwords_kinds());
}

static bool has_files(const struct papers *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->needs[i].file_count > 0)
			return true;
	return false;
}

void command_papers_print(struct command *c, const struct service *s, const struct papers *p)
{
	if (has_files(p))
		command_clock(c, s);
	for (size_t i = 0; i < p->count; i++) {
		const struct paper_need *n = &p->needs[i];

		command_bullet(c,
			       FILL(c->arena, _("{name} ({id}): {standing}"),
				    {"name", command_in(c, &n->paper->name)}, {"id", n->paper->id},
				    {"standing", paperwords_standing(c->arena, n)}));
		if (n->until.year != 0)
			command_line(c, arena_format(c->arena, "  %s",
						     paperwords_until(c->arena, c->lang, s->country,
								      n->until, n->lapsed)));
		for (size_t k = 0; k < n->file_count; k++)
			command_line(c, arena_format(c->arena, "  %s",
						     paperwords_file(c->arena, c->lang, s,
								     &n->files[k])));
	}
}

void command_papers_tally(struct command *c, const struct application *a, const struct form *f)
{
	const struct service *s = form_service(f);
	struct papers papers = {.count = 0};

	if (papers_by_file(s) && papers_list(c->portal->registry, c->portal->caller, a, s, f,
					     c->arena, &papers, NULL) == FAULT_NONE)
		command_pair(c, _("Documents as files"),
			     papers.count == 0 ? ""
					       : paperwords_lacking(c->arena, c->lang, &papers));
}

/* What is brought on paper stands on the receipt. */
static const char *none_words(const struct service *s)
{
	if (papers_by_file(s))
		return _("No documents in your case, as far as we know.");
	if (s->paper_count == 0)
		return _("We do not know which documents are needed: ask the authority.");
	return _("Documents cannot be sent as files for this service. The receipt says which ones "
		 "to bring.");
}

static void print_text(struct command *c, const struct application *a, const struct service *s,
		       const struct papers *p)
{
	char shown[REFERENCE_DIGITS + 4];

	reference_show(a->reference, shown);
	command_pair(c, _("Reference number"), shown);
	command_line(c, p->count > 0 ? paperwords_tally(c->arena, p) : none_words(s));
	command_papers_print(c, s, p);
	print_way(c, a, p);
}

/* The line with the PIN: behind it stands that of another application, if any. */
static void drop_line(struct command *c)
{
	const char *end = memchr(c->input, '\n', c->input_len);

	c->input_len -= end == NULL ? c->input_len : (size_t)(end + 1 - c->input);
	c->input = end == NULL ? "" : end + 1;
}

/* Of the applicant by what is proven, of staff by their roles. */
static enum fault open_any(struct command *c, struct application *ret, const struct service **s,
			   struct error *err)
{
	struct command_opened opened = {0};
	char reference[REFERENCE_DIGITS + 1];
	bool has_pin = command_needs_pin(c);
	enum fault f;

	if (c->portal->caller->role != ROLE_STAFF) {
		f = command_open_own(c, ret, err);
		*s = f == FAULT_NONE ? command_service_of(c, ret) : NULL;
		if (has_pin)
			drop_line(c);
		return f;
	}
	f = reference_read(arguments_join(&c->arguments, c->arena, 0), reference, err);
	if (f == FAULT_NONE)
		f = command_authority_open(c, reference, &opened, err);
	*ret = opened.application;
	*s = opened.service;
	return f;
}

static enum fault show(struct command *c, const struct application *a, const struct service *s,
		       struct error *err)
{
	const char *shown = arguments_get(&c->arguments, "shown");
	const char *not_shown = arguments_get(&c->arguments, "not-shown");
	const struct paper_place at = {a, s, shown != NULL ? shown : not_shown, "", false};

	return at.requirement == NULL ? FAULT_NONE
				      : paper_show(c->portal->registry, c->portal->caller, &at,
						   shown != NULL, err);
}

static enum fault list(struct command *c, struct application *a, const struct service *s,
		       struct papers *ret, struct error *err)
{
	struct registry *r = c->portal->registry;
	struct form *form =
		form_new(s, catalogue_terms(c->portal->catalogue), date_of(registry_now(r)));
	enum fault f = application_load(r, c->portal->caller, a, form, err);

	if (f == FAULT_NONE && command_papers_takes(c))
		f = command_papers_take(c, a, s, form, err);
	if (f == FAULT_NONE)
		f = papers_list(r, c->portal->caller, a, s, form, c->arena, ret, err);
	form_free(form);
	return f;
}

enum exit_status command_papers(struct command *c)
{
	const struct service *s = NULL;
	struct application a = {0};
	struct papers papers = {0};
	struct error err = {0};
	enum fault f = open_any(c, &a, &s, &err);

	if (f == FAULT_NONE && s == NULL)
		f = fail(
			&err, FAULT_BUSY,
			N_("Applications are not available at the moment. Please try again later."),
			"no definition");
	if (f == FAULT_NONE)
		f = show(c, &a, s, &err);
	if (f == FAULT_NONE)
		f = list(c, &a, s, &papers, &err);
	if (f != FAULT_NONE)
		return command_fail(c, &err);
	command_speak(c, a.lang, false);
	if (c->json)
		print_json(c, &a, &papers);
	else
		print_text(c, &a, s, &papers);
	return EXIT_DONE;
}
