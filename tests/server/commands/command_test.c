/* command_test.c - the one-shot commands, without any SSH: what they print, their JSON and their
 * exit statuses. */
#include "tests/unit.h"

#include "i18n/message.h"
#include "server/commands/command.h"
#include "server/sftp/files.h"
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
	ck_assert_int_eq(versions_create(state, "catalogue", secret, NULL), FAULT_NONE);
	ck_assert_int_eq(registry_open(state, &registry, NULL), FAULT_NONE);
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
	status = command_run(c, input, strlen(input), false, &out, &err);
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
	static const char *const keys[] = {"id",       "country", "name",     "authority", "sector",
					   "audience", "fee",     "duration", "form"};
	json_t *list, *head;

	open_portal();
	list = run_json("services --json --country lb --lang ar", 0);
	ck_assert_uint_gt(json_array_size(list), 20);
	head = json_array_get(list, 0);
	ck_assert_uint_eq(json_object_size(head), 9);
	for (size_t i = 0; i < 9; i++)
		ck_assert_ptr_nonnull(json_object_get(head, keys[i]));
	ck_assert_str_eq(json_string_value(json_object_get(head, "country")), "LB");
	json_decref(list);
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
	f = files_new(&portal);
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

SUITE(command, exit_statuses, heads_have_their_keys, faults_are_json_too, hostile_lines_do_no_harm,
      input_that_is_needed, too_much_input_is_told, tree_of_files)
