/* command.c - a command from its line to its exit status: how it is read, whether the caller may,
 * and how a fault is told. */
#include "server/commands/command_papers.h"

#include "i18n/base/array.h"
#include "i18n/charset.h"
#include "server/log.h"
#include "services/access/access.h"
#include "services/application/organisation.h"
#include "services/registry/limits.h"
#include "tui/page/accountwords.h"
#include "tui/page/words.h"

#include <stdio.h>

#define HOST_MEMORY                                                                                \
	((size_t)4 * 1024 * 1024 * 1024) /* bytes: 8000 definitions at their largest               \
					  */

enum exit_status command_exit(enum fault f)
{
	switch (f) {
	case FAULT_NONE: return EXIT_DONE;
	case FAULT_INPUT: return EXIT_USAGE;
	case FAULT_MISSING: return EXIT_MISSING;
	case FAULT_DENIED:
	case FAULT_CONFLICT:
	case FAULT_BUSY: return EXIT_REFUSED;
	case FAULT_BROKEN: break;
	}
	return EXIT_BROKEN;
}

enum command_face command_face(const struct command *c)
{
	return c->portal->caller->face == FACE_HOST ? ON_HOST : ON_SSH;
}

const char *command_state(const struct command *c)
{
	return paths_state(arguments_get(&c->arguments, "state"));
}

bool command_is_authoritys(const struct command *c)
{
	return c->kind->right == RIGHT_AUTHORITY || c->kind->right == RIGHT_WORK ||
	       c->kind->right == RIGHT_STAFF;
}

/* --- printing --- */

void command_line(struct command *c, const char *text)
{
	buffer_format(c->out, "%s\n", text_safe(c->arena, text, 0));
}

void command_pair(struct command *c, const char *label, const char *value)
{
	if (value != NULL && value[0] != '\0')
		buffer_format(
			c->out, "%s\n",
			text_safe_lines(c->arena, words_labelled(c->arena, label, value), "    "));
}

void command_json(struct command *c, json_t *j)
{
	char *text = json_dumps(j, JSON_INDENT(1));

	if (text == NULL)
		fatal("a value that is no JSON");
	buffer_format(c->out, "%s\n", text);
	free(text);
	json_decref(j);
}

static void pour(struct buffer *b, FILE *to)
{
	if (b->size > 0)
		fwrite(b->data, 1, b->size, to);
	fflush(to);
	buffer_clear(b);
}

void command_flush(struct command *c)
{
	if (command_face(c) != ON_HOST)
		return;
	pour(c->out, stdout);
	pour(c->err, stderr);
}

/* --- faults --- */

/* The words of an error; of a fault of ours the incident number, on the host beside its own words.
 */
static const char *fault_words(struct command *c, const struct error *err)
{
	char incident[LOG_INCIDENT];

	if (err->fault != FAULT_BROKEN)
		return message_error(c->arena, err);
	log_incident("command", err, incident);
	if (command_face(c) == ON_HOST)
		return message_error(c->arena, err);
	return FILL(c->arena,
		    _("Sorry, there is a problem with the portal. If it happens again, give us "
		      "this incident number: {incident}"),
		    {"incident", incident});
}

static json_t *fault_json(struct command *c, const struct error *err)
{
	return json_pack("{s:s*, s:o, s:o, s:o, s:O*}", "code", err->code, "line",
			 err->line > 0 ? json_integer(err->line) : json_null(), "field",
			 err->field[0] != '\0' ? command_text(c, err->field) : json_null(),
			 "message", command_text(c, fault_words(c, err)), "known", c->known);
}

/* The words by which a form asks for it; NULL where it is no question of one. */
static const char *label_of(const struct command *c, const char *field)
{
	const struct section *home;
	const struct question *q =
		c->about == NULL ? NULL : service_question(c->about, field, &home);

	return q == NULL ? NULL : q->label.in[c->lang];
}

/* "line 12 (birth_date)", and in a form "line 12, “Date of birth” (birth_date)". */
static const char *place_of(struct command *c, const struct error *err)
{
	const char *number = arena_format(c->arena, "%d", err->line);
	const char *label = label_of(c, err->field);

	if (label != NULL)
		return FILL(c->arena, _("line {number}, “{question}” ({key})"), {"number", number},
			    {"question", label}, {"key", err->field});
	return arena_format(
		c->arena, "%s%s%s%s", FILL(c->arena, _("line {number}"), {"number", number}),
		err->field[0] != '\0' ? " (" : "", err->field, err->field[0] != '\0' ? ")" : "");
}

static void fault_text(struct command *c, const struct error *err)
{
	const char *words;

	if (command_face(c) == ON_HOST)
		buffer_text(c->err, "shubbak: ");
	words = fault_words(c, err);
	if (err->line > 0)
		words = FILL(c->arena, _("{label}: {value}"), {"label", place_of(c, err)},
			     {"value", words});
	buffer_format(c->err, "%s\n", text_safe(c->arena, words, 0));
	if (err->code != NULL && c->portal->caller->account[0] == '\0' &&
	    (strcmp(err->code, ACCOUNT_NEEDED) == 0 ||
	     strcmp(err->code, ORGANISATION_NOT_ITS_PEOPLE) == 0))
		buffer_format(
			c->err, "%s\n",
			text_safe(c->arena, accountwords(c->portal->account_office[c->lang]), 0));
}

enum exit_status command_fail_list(struct command *c, const struct fault_list *faults,
				   const struct error *err)
{
	json_t *list = json_array();

	for (size_t i = 0; faults != NULL && i < faults->count; i++) {
		if (c->json)
			json_array_append_new(list, fault_json(c, &faults->items[i]));
		else
			fault_text(c, &faults->items[i]);
	}
	if (faults == NULL || faults->count == 0) {
		if (c->json)
			json_array_append_new(list, fault_json(c, err));
		else
			fault_text(c, err);
	} else if (faults->more && !c->json) {
		buffer_format(c->err, "%s\n", _("There are more errors than are shown here."));
	}
	if (c->json)
		command_json(c, json_pack("{s:O}", "errors", list));
	json_decref(list);
	return command_exit(err->fault);
}

enum exit_status command_fail(struct command *c, const struct error *err)
{
	return command_fail_list(c, NULL, err);
}

enum exit_status command_fail_with(struct command *c, json_t *j, const struct error *err)
{
	if (!c->json)
		return command_fail(c, err);
	json_object_set_new(j, "errors", json_pack("[o]", fault_json(c, err)));
	command_json(c, json_incref(j));
	return command_exit(err->fault);
}

enum exit_status command_end(struct command *c, enum fault f, const struct error *err)
{
	return f == FAULT_NONE ? EXIT_DONE : command_fail(c, err);
}

/* --- the line --- */

enum fault command_usage(const struct command *c, struct error *err)
{
	fail(err, FAULT_INPUT, N_("Usage: {usage}"), "usage");
	error_fill(err, "usage", "%s%s%s%s", command_face(c) == ON_HOST ? "shubbak " : "",
		   c->kind->name, c->kind->usage[0] != '\0' ? " " : "", c->kind->usage);
	return FAULT_INPUT;
}

static enum fault wrong_usage(struct command *c)
{
	return command_usage(c, &c->wrong);
}

/* `apply --help` is `help apply`. */
static enum fault read_help(struct command *c)
{
	const char *word = "help";
	const struct arguments help = {.words = &word, .count = 1};
	struct arguments *a = &c->arguments;
	size_t own = a->count > 0 && strcmp(a->words[0], word) == 0 ? 1 : 0, words;

	c->kind = command_table_find(ON_SSH, &help, &words);
	a->count -= own;
	memmove(a->words, a->words + own, a->count * sizeof(a->words[0]));
	return a->count > c->kind->most ? wrong_usage(c) : FAULT_NONE;
}

/* Twice: with the options of all commands, since they may stand before its name, then with its own.
 */
static enum fault read_words(struct command *c, const char *const *words, size_t count)
{
	struct argument_option options[COMMAND_OPTIONS];
	struct arguments *a = &c->arguments;
	struct error *err = &c->wrong;
	size_t own = 0;
	enum fault f;

	command_table_options(command_face(c), NULL, options);
	f = arguments_read(c->arena, words, count, options, a, err);
	if (f != FAULT_NONE)
		return f;
	if (a->count == 0 && command_face(c) == ON_SSH)
		a->words[a->count++] = "help";
	if (command_face(c) == ON_SSH && arguments_get(a, "help") != NULL)
		return read_help(c);
	c->kind = command_table_find(command_face(c), a, &own);
	if (c->kind == NULL)
		return command_none(c, a, err);
	command_table_options(command_face(c), c->kind, options);
	f = arguments_read(c->arena, words, count, options, a, err);
	if (f != FAULT_NONE)
		return f;
	own = own < a->count ? own : a->count;
	a->count -= own;
	memmove(a->words, a->words + own, a->count * sizeof(a->words[0]));
	return a->count < c->kind->least || a->count > c->kind->most ? wrong_usage(c) : FAULT_NONE;
}

void command_read(struct command *c, const char *const *words, size_t count)
{
	if (read_words(c, words, count) == FAULT_NONE)
		c->wrong.fault = FAULT_NONE;
	c->json = arguments_get(&c->arguments, "json") != NULL;
}

static void read_line(struct command *c, const char *line)
{
	const char *words[LIMIT_ARGUMENTS];
	const char *direction = command_scp_direction(line);
	char *clean;
	size_t count;

	/* Whatever its paths are, it is told the same. */
	if (direction != NULL)
		command_read(c, (const char *const[]){"scp", direction}, 2);
	else if (text_clean(c->arena, line, strlen(line), TEXT_LINE, &clean, &c->wrong) ==
			 FAULT_NONE &&
		 arguments_split(c->arena, clean, words, LIMIT_ARGUMENTS, &count, &c->wrong) ==
			 FAULT_NONE)
		command_read(c, words, count);
}

void command_choose_lang(struct command *c, const char *forwarded)
{
	const char *asked = arguments_get(&c->arguments, "lang");

	if (asked != NULL && !lang_find(asked, &c->lang) && c->wrong.fault == FAULT_NONE) {
		fail(&c->wrong, FAULT_INPUT, N_("The language must be ar, fr or en."), "usage");
		return;
	}
	if (asked != NULL)
		c->lang_by = LANG_ASKED;
	else if (forwarded != NULL && lang_find(forwarded, &c->lang))
		c->lang_by = LANG_FORWARDED;
}

void command_speak(struct command *c, enum lang lang, bool over_forwarded)
{
	if (c->lang_by == LANG_ASKED || (c->lang_by == LANG_FORWARDED && !over_forwarded))
		return;
	c->lang = c->portal->caller->lang = lang;
	message_use(lang);
}

/* --- beginning and end --- */

struct command *command_begin(const struct command_portal *p)
{
	struct command *c = array_new(1, sizeof(*c));

	c->portal = p;
	c->lang = p->lang;
	c->callers = p->caller->lang;
	c->arena = arena_new(command_face(c) == ON_HOST ? HOST_MEMORY : LIMIT_COMMAND_MEMORY);
	return c;
}

struct command *command_new(const char *line, const char *forwarded, const struct command_portal *p)
{
	struct command *c = command_begin(p);

	read_line(c, line);
	command_choose_lang(c, forwarded);
	/* Also where the line is wrong: a program that asked for JSON is answered in it. */
	c->json = c->json || strstr(line, "--json") != NULL;
	return c;
}

void command_free(struct command *c)
{
	if (c == NULL)
		return;
	c->portal->caller->lang = c->callers;
	json_decref(c->known);
	arena_free(c->arena);
	free(c);
}

bool command_wants_registry(const struct command *c)
{
	return c->wrong.fault == FAULT_NONE && c->kind->registry;
}

enum lang command_lang(const struct command *c)
{
	return c->lang;
}

/* Whether the caller may call it at all; what it does with an application, its own calls ask. */
static enum fault may(const struct command *c, struct error *err)
{
	static const enum access_act acts[] = {
		[RIGHT_ANYBODY] = ACCESS_VISIT,   [RIGHT_APPLICANT] = ACCESS_VISIT,
		[RIGHT_PROVEN] = ACCESS_VISIT,    [RIGHT_OWN] = ACCESS_VISIT,
		[RIGHT_ASSIST] = ACCESS_ASSIST,   [RIGHT_STAFF] = ACCESS_OPEN_ANY,
		[RIGHT_AUDITOR] = ACCESS_AUDIT,   [RIGHT_AUTHORITY] = ACCESS_OPEN_ANY,
		[RIGHT_WORK] = ACCESS_OPEN_ANY,   [RIGHT_ACCOUNTS] = ACCESS_ACCOUNTS,
		[RIGHT_COUNTER] = ACCESS_GIVE,    [RIGHT_RENEW] = ACCESS_GIVE,
		[RIGHT_WITNESS] = ACCESS_WITNESS, [RIGHT_AUDIT] = ACCESS_AUDIT,
		[RIGHT_HOST] = ACCESS_MANAGE,     [RIGHT_CASHIER] = ACCESS_PAY,
		[RIGHT_TREASURER] = ACCESS_UNPAY, [RIGHT_IMPORTER] = ACCESS_IMPORT,
		[RIGHT_TAKE] = ACCESS_PAY,        [RIGHT_TAKE_BACK] = ACCESS_UNPAY,
		[RIGHT_TAKE_IN] = ACCESS_IMPORT,  [RIGHT_MONEY] = ACCESS_PAY,
		[RIGHT_OWED] = ACCESS_PAY};
	enum fault f;

	if (command_is_for_staff(c->kind) && c->portal->caller->role != ROLE_STAFF)
		return fail(err, FAULT_DENIED,
			    N_("This is for the authority's staff, who sign in as staff@."),
			    "no staff");
	f = access_may(c->portal->registry, c->portal->caller, acts[c->kind->right], NULL, err);
	if (f != FAULT_NONE && (c->kind->right == RIGHT_MONEY || c->kind->right == RIGHT_OWED))
		f = access_may(c->portal->registry, c->portal->caller, ACCESS_UNPAY, NULL, err);

	if (f == FAULT_NONE && c->kind->right == RIGHT_WORK &&
	    c->portal->caller->role != ROLE_STAFF)
		return fail(err, FAULT_INPUT,
			    N_("--as is needed: the number of the account whose work it is."),
			    "usage");
	if (f != FAULT_NONE || !c->kind->registry || c->portal->registry != NULL)
		return f;
	return fail(err, FAULT_BUSY,
		    N_("Applications are not available at the moment. Please try again later."),
		    "no registry");
}

void command_answer(struct command *c, struct buffer *out, struct buffer *err)
{
	message_use(c->lang);
	c->portal->caller->lang = c->lang; /* what a definition calls things is in it, too */
	c->out = out;
	c->err = err;
}

enum exit_status command_run(struct command *c, const char *input, size_t len, bool too_long,
			     struct buffer *out, struct buffer *err)
{
	command_answer(c, out, err);
	c->input = command_takes_file(c) ? input : charset_file(c->arena, input, &len);
	c->input_len = len;
	c->too_long = too_long;
	if (c->wrong.fault != FAULT_NONE || may(c, &c->wrong) != FAULT_NONE)
		return command_fail(c, &c->wrong);
	command_recover_warn(c);
	return c->kind->run(c);
}
