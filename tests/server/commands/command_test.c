/* command_test.c - the one-shot commands, without any SSH: what they print, their exit statuses. */
#include "tests/unit.h"

#include "i18n/message.h"
#include "server/commands/command_inside.h"
#include "server/sftp/files_inside.h"
#include "services/registry/limits.h"

#include <sodium.h>

static struct registry *registry;
static struct catalogue *catalogue;
static struct caller caller;
static struct command_portal portal;
static struct buffer out, err;
static char state[256];

static void open_portal(void)
{
	char secret[65];

	ck_assert_int_ge(sodium_init(), 0);
	snprintf(state, sizeof(state), "%s/commands-%d", unit_folder(), (int)getpid());
	ck_assert_int_eq(versions_create(state, NULL, "catalogue", secret, NULL), FAULT_NONE);
	ck_assert_int_eq(registry_open(state, NULL, &registry, NULL), FAULT_NONE);
	ck_assert_int_eq(catalogue_open(registry_terms(registry), &catalogue, NULL), FAULT_NONE);
	ck_assert_int_eq(versions_load(registry, catalogue, NULL), FAULT_NONE);
	caller = caller_visitor("192.0.2.0/24", FACE_COMMAND);
	portal = (struct command_portal){.registry = registry,
					 .catalogue = catalogue,
					 .caller = &caller,
					 .lang = LANG_EN,
					 .host = "portal.example",
					 .port = 2222};
	buffer_open(&out, LIMIT_COMMAND_OUTPUT);
	buffer_open(&err, LIMIT_COMMAND_OUTPUT);
}

static void close_portal(void)
{
	buffer_close(&out);
	buffer_close(&err);
	catalogue_free(catalogue);
	registry_close(registry);
}

static int run_with(const char *line, const char *input)
{
	struct command *c = command_new(line, "", &portal);
	int status;

	buffer_clear(&out);
	buffer_clear(&err);
	status = (int)command_run(c, input, strlen(input), false, &out, &err);
	command_free(c);
	return status;
}

static json_t *run_json(const char *line, int expected)
{
	json_t *j;

	ck_assert_int_eq(run_with(line, ""), expected);
	j = json_loads(out.data, 0, NULL);
	ck_assert_ptr_nonnull(j);
	return j;
}

START_TEST(exit_statuses)
{
	static const struct {
		const char *line;
		int status;
	} cases[] = {
		{"version", 0},
		{"", 0},
		{"help --lang fr", 0},
		{"nothing", 2},
		{"version more", 2},
		{"services --nothing x", 2},
		{"services --sector no-such-sector", 2},
		{"services --country FR", 2},
		{"services --lang de", 2},
		{"search", 2},
		{"search 'not closed", 2},
		{"service no-such-service", 3},
		{"form no-such-service", 3},
		{"form lb-planning-certificate", 4},
		{"apply lb-planning-certificate", 4},
		{"track 12345678901234", 2},
		{"track 00000000000002", 2},
		{"check no-register word", 3},
	};

	open_portal();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ck_assert_msg(run_with(cases[i].line, "") == cases[i].status, "%s", cases[i].line);
		ck_assert_msg(out.size + err.size > 0, "%s says nothing", cases[i].line);
	}
	close_portal();
}
END_TEST

START_TEST(heads_have_their_keys)
{
	static const char *const keys[] = {"id",     "country",     "name",     "authority",
					   "sector", "sector_code", "audience", "audience_code",
					   "fee",    "duration",    "form",     "audience_codes"};
	json_t *list, *head;

	open_portal();
	list = run_json("services --json --country lb --lang ar", 0);
	ck_assert_uint_gt(json_array_size(list), 20);
	head = json_array_get(list, 0);
	ck_assert_uint_eq(json_object_size(head), 12);
	for (size_t i = 0; i < 11; i++)
		ck_assert_ptr_nonnull(json_object_get(head, keys[i]));
	ck_assert_str_eq(json_string_value(json_object_get(head, "country")), "LB");
	json_decref(list);
	close_portal();
}
END_TEST

START_TEST(texts_name_the_country)
{
	static const char *const lines[] = {"service tn-passport-change",
					    "services --country TN --lang en",
					    "form tn-birth-extract", "search passport"};

	open_portal();
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		ck_assert_int_eq(run_with(lines[i], ""), 0);
		ck_assert_msg(strstr(out.data, "Tunisia") != NULL, "%s:\n%s", lines[i], out.data);
	}
	close_portal();
}
END_TEST

START_TEST(faults_are_json_too)
{
	json_t *j, *first;

	open_portal();
	j = run_json("service no-such-service --json", 3);
	first = json_array_get(json_object_get(j, "errors"), 0);
	ck_assert(json_is_null(json_object_get(first, "line")));
	ck_assert_ptr_nonnull(json_string_value(json_object_get(first, "message")));
	json_decref(j);
	close_portal();
}
END_TEST

START_TEST(hostile_lines_do_no_harm)
{
	static const char *const lines[] = {"search \x1b[2J",
					    "search \xff\xfe",
					    "service \xe2\x80\xae",
					    "service '\x1b]0;x\x07'",
					    "track '; drop table'",
					    "search %s%s%n",
					    "--",
					    "-- --",
					    "services --country ''",
					    "\\",
					    "'",
					    "\"\"",
					    "help \\"};

	open_portal();
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		int status = run_with(lines[i], "");

		ck_assert_msg(status >= 0 && status <= 4, "%s: %d", lines[i], status);
		ck_assert_ptr_null(memchr(out.data != NULL ? out.data : "", 0x1b, out.size));
		ck_assert_ptr_null(memchr(err.data != NULL ? err.data : "", 0x1b, err.size));
	}
	close_portal();
}
END_TEST

START_TEST(input_that_is_needed)
{
	static const struct {
		const char *line;
		enum command_input input;
	} cases[] = {{"version", COMMAND_NOTHING},
		     {"apply lb-identity-card", COMMAND_ALL},
		     {"track 1234 5678", COMMAND_LINE},
		     {"apply", COMMAND_NOTHING},
		     {"nothing", COMMAND_NOTHING}};

	open_portal();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct command *c = command_new(cases[i].line, "", &portal);

		ck_assert_msg(command_input(c) == cases[i].input, "%s", cases[i].line);
		command_free(c);
	}
	close_portal();
}
END_TEST

START_TEST(too_much_input_is_told)
{
	struct command *c;

	open_portal();
	c = command_new("apply lb-identity-card", "fr_FR.UTF-8", &portal);
	ck_assert_int_eq(command_run(c, "x", 1, true, &out, &err), 2);
	ck_assert_ptr_nonnull(strstr(err.data, "256"));
	command_free(c);
	close_portal();
}
END_TEST

/* --- the table --- */

START_TEST(faults_have_one_exit_status_each)
{
	static const enum exit_status wanted[] = {
		[FAULT_NONE] = EXIT_DONE,        [FAULT_INPUT] = EXIT_USAGE,
		[FAULT_DENIED] = EXIT_REFUSED,   [FAULT_MISSING] = EXIT_MISSING,
		[FAULT_CONFLICT] = EXIT_REFUSED, [FAULT_BUSY] = EXIT_REFUSED,
		[FAULT_BROKEN] = EXIT_BROKEN};

	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		ck_assert_int_eq(command_exit((enum fault)i), wanted[i]);
}
END_TEST

static bool names_one(const struct command_kind *k)
{
	const char *line[4];
	struct arguments a = {.words = line};
	const char *blank = strchr(k->name, ' ');
	char first[40];
	size_t words;

	snprintf(first, sizeof(first), "%.*s",
		 (int)(blank != NULL ? (size_t)(blank - k->name) : strlen(k->name)), k->name);
	a.words[a.count++] = first;
	if (blank != NULL)
		a.words[a.count++] = blank + 1;
	if (k->most > 0)
		a.words[a.count++] = "word";
	return command_table_find(k->face, &a, &words) == k && words == a.count - (k->most > 0);
}

START_TEST(rows_are_whole)
{
	struct argument_option options[COMMAND_OPTIONS];

	for (const struct command_kind *k = command_table; k->name != NULL; k++) {
		ck_assert_msg(names_one(k), "%s is another row's", k->name);
		ck_assert_ptr_nonnull(k->run);
		ck_assert_uint_le(k->least, k->most);
		/* Who may do anything with the portal or any application, does it on the host. */
		ck_assert_msg((k->face == ON_HOST) == (k->right >= RIGHT_AUTHORITY), "%s", k->name);
		ck_assert_msg(k->registry || k->input == COMMAND_NOTHING, "%s", k->name);
	}
	for (int face = ON_SSH; face <= ON_HOST; face++) {
		size_t count = 0;

		command_table_options((enum command_face)face, NULL, options);
		while (options[count].name != NULL)
			count++;
		ck_assert_uint_lt(count, COMMAND_OPTIONS - 1);
	}
}
END_TEST

/* The words after a row's name that are enough to run it, were it allowed. */
static enum exit_status try_row(const struct command_kind *k)
{
	const char *words[8] = {0};
	char name[40];
	size_t count = 0;
	struct command *c = command_begin(&portal);
	enum exit_status status;

	snprintf(name, sizeof(name), "%s", k->name);
	for (char *rest = name, *word; (word = strsep(&rest, " ")) != NULL;)
		words[count++] = word;
	for (size_t i = 0; i < k->least; i++)
		words[count++] = "00000000000002";
	command_read(c, words, count);
	ck_assert_msg(c->wrong.fault == FAULT_NONE, "%s", k->name);
	ck_assert_ptr_eq(c->kind, k);
	buffer_clear(&out);
	buffer_clear(&err);
	status = command_run(c, "", 0, false, &out, &err);
	command_free(c);
	return status;
}

/* Without its role a caller on the host is refused before a row runs, or serve would not end. */
START_TEST(rights_are_asked_before_it_runs)
{
	size_t tried = 0;

	open_portal();
	caller = caller_visitor("", FACE_HOST);
	for (const struct command_kind *k = command_table; k->name != NULL; k++) {
		if (k->face != ON_HOST)
			continue;
		ck_assert_msg(try_row(k) == EXIT_REFUSED, "%s", k->name);
		ck_assert_uint_eq(out.size, 0);
		ck_assert_ptr_nonnull(strstr(err.data, "Only the organisation that hosts"));
		tried++;
	}
	ck_assert_uint_gt(tried, 10);
	close_portal();
}
END_TEST

START_TEST(the_host_is_not_reached_over_a_line)
{
	open_portal();
	caller.role = ROLE_AUTHORITY;
	for (const struct command_kind *k = command_table; k->name != NULL; k++)
		if (k->face == ON_HOST && strcmp(k->name, "client-config") != 0) {
			bool own = strstr("audit account recover account stop", k->name) != NULL ||
				   strncmp(k->name, "payments", 8) == 0 ||
				   strncmp(k->name, "signers", 7) == 0;

			ck_assert_msg(run_with(k->name, "") != EXIT_DONE, "%s", k->name);
			ck_assert_msg((strstr(err.data, "There is no command") == NULL) == own,
				      "%s: %s", k->name, err.data);
		}
	close_portal();
}
END_TEST

START_TEST(the_host_may)
{
	struct command *c;

	open_portal();
	caller = caller_host();
	c = command_begin(&portal);
	command_read(c, (const char *const[]){"catalogue", "list", "--json"}, 3);
	buffer_clear(&out);
	ck_assert_msg(command_run(c, "", 0, false, &out, &err) == EXIT_DONE, "%s", out.data);
	command_free(c);
	caller = caller_visitor("192.0.2.0/24", FACE_COMMAND);
	close_portal();
}
END_TEST

static struct json_t *shape(const struct command_kind *kind)
{
	const struct event event = {.at = 5,
				    .stage = "desk",
				    .actor = "authority",
				    .note = "x",
				    .act = "",
				    .reason = ""};
	const struct application a = {
		.reference = "12345678901234", .service = "lb-x", .version = 3, .stage = "desk"};
	struct command *c = command_begin(&portal);
	json_t *j;

	c->kind = kind;
	j = command_application(c, &a, NULL, &event, 1);
	command_free(c);
	return j;
}

/* One shape: what the authority sees besides is added to what the applicant sees. */
START_TEST(applications_have_one_shape)
{
	json_t *theirs, *all;
	const char *key;
	json_t *value;

	open_portal();
	theirs = shape(&(struct command_kind){.right = RIGHT_APPLICANT});
	all = shape(&(struct command_kind){.right = RIGHT_AUTHORITY});
	ck_assert_uint_eq(json_object_size(theirs), 12);
	ck_assert_uint_eq(json_object_size(all), 13);
	ck_assert_str_eq(json_string_value(json_object_get(theirs, "stage")), "desk");
	ck_assert_str_eq(json_string_value(json_object_get(theirs, "stage_since")),
			 "1970-01-01T00:00:05Z");
	json_object_foreach(theirs, key, value) ck_assert_ptr_nonnull(json_object_get(all, key));
	value = json_array_get(json_object_get(theirs, "events"), 0);
	ck_assert_uint_eq(json_object_size(value), 3);
	ck_assert_ptr_null(json_object_get(value, "actor"));
	value = json_array_get(json_object_get(all, "events"), 0);
	ck_assert_uint_eq(json_object_size(value), 5);
	ck_assert_str_eq(json_string_value(json_object_get(value, "actor")), "authority");
	json_decref(all);
	json_decref(theirs);
	close_portal();
}
END_TEST

static struct command_progress progress_of(const struct application *a, const struct service *s)
{
	static const struct event events[] = {
		{.at = 5, .stage = "check"}, {.at = 6, .stage = "issue"},
		{.at = 7, .stage = "check"}, {.at = 8, .stage = ""},
		{.at = 9, .stage = "check"},
	};

	return command_progress(a, s, events, 5);
}

/* In a stage since it was entered last; what is asked of the applicant keeps it there. */
START_TEST(where_an_application_is)
{
	struct application a = {.stage = "check", .state = STATE_NEEDS_INFO};
	struct act forward = {.id = "forward", .does = ACT_MOVES};
	const struct act *acts[] = {&forward};
	struct stage stages[] = {
		{.id = "check", .actor = ACTOR_OFFICER, .acts = acts, .act_count = 1},
		{.id = "issue", .actor = ACTOR_HEAD}};
	const struct service s = {.stages = stages, .stage_count = 2};
	struct command_progress p = progress_of(&a, &s);

	ck_assert_int_eq(p.since, 7);
	ck_assert(p.open && p.asked && p.stage == &stages[0] && p.next == &stages[1]);
	forward.by_clock = true;
	p = progress_of(&a, &s);
	ck_assert(p.open && p.stage == &stages[0] && p.next == NULL);
	a.state = STATE_REJECTED;
	p = progress_of(&a, &s);
	ck_assert(!p.open && p.stage == &stages[0] && p.next == NULL);
	a = (struct application){.stage = "issue", .state = STATE_IN_REVIEW};
	p = progress_of(&a, &s);
	ck_assert(p.open && !p.asked && p.stage == &stages[1] && p.next == NULL);
	a = (struct application){.state = STATE_DRAFT};
	p = progress_of(&a, &s);
	ck_assert(p.id == NULL && p.stage == NULL && p.since == 0);
}
END_TEST

/* Counted from the refusal, whatever has touched the application since. */
START_TEST(the_last_day_to_object_stands)
{
	static const struct remedy remedy = {
		.text = {{"اعترض.", "Contestez auprès du tribunal.", "Object to the court."}},
		.days = 30};
	static const struct event events[] = {
		{.at = 1794000000,
		 .state = STATE_SUBMITTED,
		 .stage = "",
		 .actor = "applicant",
		 .act = "",
		 .reason = ""},
		{.at = 1795000000,
		 .state = STATE_REJECTED,
		 .stage = "",
		 .actor = "authority",
		 .act = "",
		 .reason = ""},
	};
	struct application a = {.state = STATE_REJECTED, .changed_at = 1795000000 + 20 * 86400};
	struct service service;
	struct command *c;

	open_portal();
	service = *catalogue_find(catalogue, "lb-disability-card");
	service.if_refused = &remedy;
	c = command_new("track 1", "", &portal);
	buffer_clear(&out);
	c->out = &out;
	command_print_application(c, &a, &service, events, 2);
	ck_assert_msg(strstr(out.data, "At the latest: 18 December 2026 (30 days from") != NULL,
		      "%s", out.data);
	command_free(c);
	close_portal();
}
END_TEST

START_TEST(directions_of_an_old_scp)
{
	static const struct {
		const char *line, *direction;
	} cases[] = {
		{"scp -f /services/x", "-f"},
		{"scp -t /x", "-t"},
		{"scp -v -r -p -t -- -f", "-t"},
		{"scp -pf 'it", "-f"},
		{" scp -f  /x -t", "-f"},
		{"scp -f -- -t", "-f"},
		{"scpx -f /x", NULL},
		{"services", NULL},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *told = command_scp_direction(cases[i].line);

		ck_assert_msg((told == NULL) == (cases[i].direction == NULL), "%s", cases[i].line);
		if (told != NULL)
			ck_assert_str_eq(told, cases[i].direction);
	}
}
END_TEST

/* --- the tree of files --- */

static unsigned ask(struct files *f, enum wire_file_act act, const char *path, uint32_t handle)
{
	struct wire_ask a = {.id = 1, .act = act, .handle = handle, .size = 4096};

	snprintf(a.path, sizeof(a.path), "%s", path);
	files_answer(f, &a, &out);
	return (unsigned char)out.data[4];
}

static unsigned status_of(void)
{
	ck_assert_uint_eq((unsigned char)out.data[4], SAID_STATUS);
	return (unsigned char)out.data[5];
}

START_TEST(tree_of_files)
{
	struct files *f;

	open_portal();
	f = files_new(&portal, NULL);
	ck_assert_uint_eq(ask(f, FILE_OPENDIR, "/services/../services/.", 0), SAID_HANDLE);
	ck_assert_uint_eq(ask(f, FILE_READDIR, "", 0), SAID_NAMES);
	ck_assert_uint_eq(ask(f, FILE_READ, "", 0), SAID_STATUS);
	ck_assert_uint_eq(ask(f, FILE_CLOSE, "", 0), SAID_STATUS);
	ck_assert_uint_eq(status_of(), FILE_OK);
	ck_assert_uint_eq(ask(f, FILE_OPEN, "services/lb-identity-card/form.fr.txt", 0),
			  SAID_HANDLE);
	ck_assert_uint_eq(ask(f, FILE_READ, "", 0), SAID_DATA);
	ck_assert_uint_eq(ask(f, FILE_OPEN, "/receipts/12345678901234.txt", 0), SAID_STATUS);
	ck_assert_uint_eq(status_of(), FILE_MISSING);
	ck_assert_uint_eq(ask(f, FILE_STAT, "/etc/passwd", 0), SAID_STATUS);
	ck_assert_uint_eq(ask(f, FILE_STAT, "/services/lb-planning-certificate", 0), SAID_STATUS);
	ck_assert_uint_eq(ask(f, FILE_READ, "", 12345), SAID_STATUS);
	for (int i = 1; i < LIMIT_FILES; i++)
		ck_assert_uint_eq(ask(f, FILE_OPENDIR, "/", 0), SAID_HANDLE);
	ck_assert_uint_eq(ask(f, FILE_OPENDIR, "/", 0), SAID_STATUS);
	files_free(f);
	close_portal();
}
END_TEST

static uint64_t size_of(struct files *f, enum wire_file_act act, const char *path, uint32_t handle)
{
	uint64_t size = 0;

	ck_assert_uint_eq(ask(f, act, path, handle), SAID_ATTRIBUTES);
	for (int i = 7; i >= 0; i--)
		size = size << 8 | (unsigned char)out.data[6 + i];
	return size;
}

/* One form stays open while all that can be had are asked for: what goes comes out the same. */
START_TEST(files_are_kept_up_to_a_cap)
{
	static const char *const held = "/services/lb-identity-card/form.ar.txt";
	struct files *f;
	uint64_t first = 0, size;
	char path[200], copy[4096];
	size_t len;

	open_portal();
	f = files_new(&portal, NULL);
	f->most = (size_t)200 * 1024;
	ck_assert_uint_eq(ask(f, FILE_OPEN, held, 0), SAID_HANDLE);
	first = size_of(f, FILE_FSTAT, "", 0);
	ck_assert_uint_eq(ask(f, FILE_READ, "", 0), SAID_DATA);
	len = out.size;
	memcpy(copy, out.data, len < sizeof(copy) ? len : sizeof(copy));
	for (size_t i = 0; i < catalogue_count(catalogue); i++) {
		const struct service *s = catalogue_at(catalogue, i);

		for (int lang = 0; s->form != NULL && s->closes.year == 0 && lang < LANG_COUNT;
		     lang++) {
			snprintf(path, sizeof(path), "/services/%s/form.%s.txt", s->id,
				 lang_code((enum lang)lang));
			size = size_of(f, FILE_STAT, path, 0);
			ck_assert_uint_gt(size, 500);
			ck_assert_uint_eq(size_of(f, FILE_STAT, path, 0), size);
			ck_assert_uint_le(f->made_bytes, f->most);
		}
	}
	ck_assert_uint_gt(f->asked, 2 * f->made_count);
	ck_assert_uint_eq(size_of(f, FILE_STAT, held, 0), first);
	ck_assert_uint_eq(ask(f, FILE_READ, "", 0), SAID_DATA);
	ck_assert_uint_eq(out.size, len);
	ck_assert_mem_eq(out.data, copy, len < sizeof(copy) ? len : sizeof(copy));
	ck_assert_uint_eq(ask(f, FILE_CLOSE, "", 0), SAID_STATUS);
	files_free(f);
	close_portal();
}
END_TEST

SUITE(command, exit_statuses, heads_have_their_keys, texts_name_the_country, faults_are_json_too,
      hostile_lines_do_no_harm, input_that_is_needed, too_much_input_is_told,
      faults_have_one_exit_status_each, rows_are_whole, rights_are_asked_before_it_runs,
      the_host_is_not_reached_over_a_line, the_host_may, applications_have_one_shape,
      where_an_application_is, the_last_day_to_object_stands, directions_of_an_old_scp,
      tree_of_files, files_are_kept_up_to_a_cap)
