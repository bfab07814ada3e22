/* help_test.c - what commands say of themselves, and what may have been meant by a wrong one. */
#include "tests/unit.h"

#include "i18n/message.h"
#include "server/commands/command_inside.h"
#include "services/registry/limits.h"

/* What a line of this caller is answered with on either stream. */
static void expect_of(struct caller caller, const char *line, int status, const char *words)
{
	struct command_portal portal = {
		.caller = &caller, .lang = LANG_EN, .host = "portal.example", .port = 2222};
	struct command *c = command_new(line, "", &portal);
	BUFFER_CLEAN struct buffer out, err;

	message_use(LANG_EN);
	buffer_open(&out, LIMIT_COMMAND_OUTPUT);
	buffer_open(&err, LIMIT_COMMAND_OUTPUT);
	ck_assert_int_eq((int)command_run(c, "", 0, false, &out, &err), status);
	ck_assert_msg((out.size > 0 && strstr(out.data, words) != NULL) ||
			      (err.size > 0 && strstr(err.data, words) != NULL),
		      "%s: \"%s\" is not in\n%s%s", line, words, out.size > 0 ? out.data : "",
		      err.size > 0 ? err.data : "");
	command_free(c);
}

static void expect(const char *line, int status, const char *words)
{
	expect_of(caller_visitor("192.0.2.0/24", FACE_COMMAND), line, status, words);
}

START_TEST(help_of_one_command)
{
	static const char usage[] = "Usage: ssh -C -p 2222 guest@portal.example apply ID < FILE\n";

	expect("help apply", 0, usage);
	expect("apply --help", 0, usage);
	expect("--help apply x", 0, usage);
	expect("help apply", 0, "Reads a completed form from standard input.");
	expect("help services", 0, "[--country C] [--sector S]");
	expect("help apply --json", 0, "[\n {\n  \"command\": \"apply\",\n  \"usage\": \"ID\",\n");
	expect("help", 0, "`help COMMAND` describes one.");
	expect("--help", 0, "`help COMMAND` describes one.");
	expect("help nothing", 2,
	       "There is no command nothing. Type `help` for the list of commands.");
	expect("help scp", 2, "There is no command scp. Type `help` for the list of commands.");
}
END_TEST

START_TEST(what_may_have_been_meant)
{
	expect("services --language fr", 2, "Unknown option: --language. Did you mean --lang?");
	expect("services --lnag=fr", 2, "Did you mean --lang?");
	expect("services --contry LB", 2, "Did you mean --country?");
	expect("services --nothing x", 2, "Unknown option: --nothing.\n");
	expect("serch passport", 2, "There is no command serch. Did you mean search?");
	expect("help aply", 2, "There is no command aply. Did you mean apply?");
	expect("nothing", 2, "There is no command nothing. Type `help` for the list of commands.");
}
END_TEST

/* Each by the name that one comes in with; what is for staff is told, and meant, to nobody else. */
START_TEST(help_for_whom_it_is)
{
	struct caller staff = caller_visitor("192.0.2.0/24", FACE_COMMAND);

	caller_act_as(&staff, "0123456789abcdef0123456789abcdef");
	expect("help account", 0, "Usage: ssh -C -p 2222 me@portal.example account\n");
	expect("help account new-pin", 0, " me@portal.example account new-pin\n");
	expect("help", 0,
	       "  account\n      Shows your account with its keys and roles.\n"
	       "  account new-pin\n");
	expect_of(staff, "help decide", 0,
		  "Usage: ssh -C -p 2222 staff@portal.example decide < FILE");
	expect_of(staff, "shwo", 2, "There is no command shwo. Did you mean show?");
	expect_of(staff, "person", 2, "person needs one more word. `help` shows which there are.");
	expect("person", 2, "There is no command person. ");
	expect("shwo", 2, "There is no command shwo. Type `help` for the list of commands.");
	expect("help show", 2, "There is no command show. Type `help` for the list of commands.");
}
END_TEST

SUITE(help, help_of_one_command, what_may_have_been_meant, help_for_whom_it_is)
