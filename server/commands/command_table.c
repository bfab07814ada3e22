/* command_table.c - the commands there are, over SSH and on the host: a row each. */
#include "server/commands/command_inside.h"
#include "server/commands/command_options.h"
#include "server/commands/command_table_accounts.h"
#include "server/commands/command_table_catalogue.h"
#include "server/commands/command_table_members.h"
#include "server/commands/command_client.h"
#include "server/commands/command_payments.h"

/* Every command of a face takes these. */
#define EVERY_FACE                                                                                 \
	{"lang", true}, {"json", false},                                                           \
	{                                                                                          \
		"help", false                                                                      \
	}
static const struct argument_option ssh_options[] = {EVERY_FACE, {NULL, false}};
static const struct argument_option host_options[] = {
	EVERY_FACE, {"state", true}, {"version", false}, {NULL, false}};

const struct command_kind command_table[] = {
	/* over SSH */
	{"help", "[COMMAND]", ON_SSH, RIGHT_ANYBODY, false, COMMAND_NOTHING, 0, 8, NULL,
	 command_help, N_("Shows the commands, or one of them.")},
	{"version", "", ON_SSH, RIGHT_ANYBODY, false, COMMAND_NOTHING, 0, 0, NULL, command_version,
	 N_("Shows the version of the portal.")},
	{"services", "[--country C] [--sector S] [--audience A] [--authority A]", ON_SSH,
	 RIGHT_ANYBODY, false, COMMAND_NOTHING, 0, 0, filters, command_catalogue_services,
	 N_("Lists the services.")},
	{"search", "WORDS… [--country C]", ON_SSH, RIGHT_ANYBODY, false, COMMAND_NOTHING, 1, 40,
	 by_country, command_catalogue_search,
	 N_("Finds services by words in any of the three languages.")},
	{"service", "ID", ON_SSH, RIGHT_ANYBODY, false, COMMAND_NOTHING, 1, 1, NULL,
	 command_catalogue_service, N_("Shows everything known about a service.")},
	{"form", "ID", ON_SSH, RIGHT_ANYBODY, false, COMMAND_NOTHING, 1, 1, NULL,
	 command_catalogue_form, N_("Prints a blank form to complete in any text editor.")},
	{"registers", "", ON_SSH, RIGHT_ANYBODY, true, COMMAND_NOTHING, 0, 0, NULL,
	 command_registers, N_("Lists the official registers that are kept here.")},
	{"check", "CODE [--proof]|REGISTER WORDS…", ON_SSH, RIGHT_ANYBODY, true, COMMAND_NOTHING, 1,
	 40, with_proof, command_check,
	 N_("Checks by the code printed on it whether a document or a receipt is genuine "
	    "and still valid (--proof: also shows its place in the ledger); or looks up an "
	    "entry of a register by its number, or by words of a name in any spelling.")},
	{"export", "REGISTER [--schema]", ON_SSH, RIGHT_ANYBODY, true, COMMAND_NOTHING, 1, 1,
	 with_schema, command_export_register,
	 N_("Gives everything that is public in a register as CSV; --schema: describes its "
	    "columns, as Table Schema.")},
	{"signers", "", ON_SSH, RIGHT_ANYBODY, true, COMMAND_NOTHING, 0, 0, NULL, command_signers,
	 N_("Gives the portal's public keys, with which ssh-keygen checks its signatures without "
	    "the portal.")},
	{"scp", "", ON_SSH, RIGHT_ANYBODY, false, COMMAND_NOTHING, 1, 1, NULL, command_scp, NULL},
	{"apply", "ID", ON_SSH, RIGHT_APPLICANT, true, COMMAND_ALL, 1, 1, NULL,
	 command_application_apply,
	 N_("Reads a completed form from standard input. Returns the receipt, or every error by "
	    "line.")},
	{"track", "REFERENCE [--days]", ON_SSH, RIGHT_APPLICANT, true, COMMAND_LINE, 1, 8,
	 with_days, command_application_track,
	 N_("Shows the progress of an application; --days: shows how the days are counted. "
	    "The PIN is the first line of standard input. If the authority asks for "
	    "something, answer with `reply` or on the application's page.")},
	{"receipt", "REFERENCE [--signature]", ON_SSH, RIGHT_APPLICANT, true, COMMAND_LINE, 1, 8,
	 with_signature, command_receipt_print,
	 N_("Gives you the receipt of an application, or the decision on it, to keep; "
	    "--signature: gives the portal's signature of that text, as a file for "
	    "ssh-keygen. Give the PIN as for `track`.")},
	{"issued", "REFERENCE [--document NAME|CODE [--narrow|--pdf] [--signature]]", ON_SSH,
	 RIGHT_APPLICANT, true, COMMAND_LINE, 1, 8, of_issued, command_issued,
	 N_("Lists the documents that were issued for an application; --document: gives one"
	    " of them, as text of 80 columns, with --narrow of 40, with --pdf to print; "
	    "--signature: gives the portal's signature of it. Give the PIN as for `track`.")},
	{"withdraw", "REFERENCE", ON_SSH, RIGHT_PROVEN, true, COMMAND_LINE, 1, 8, NULL,
	 command_application_withdraw,
	 N_("Withdraws an application. Give the PIN on the first line of standard input, "
	    "even if you connected with a key.")},
	{"appeal", "REFERENCE [--form]", ON_SSH, RIGHT_PROVEN, true, COMMAND_PIN_ALL, 1, 8,
	 with_form, command_appeal,
	 N_("Appeals against a refusal: reads a line with the PIN, then the completed form,"
	    " on standard input; --form: gives the blank form.")},
	{"reply", "REFERENCE [--form|--words TEXT]", ON_SSH, RIGHT_PROVEN, true, COMMAND_PIN_ALL, 1,
	 8, replies, command_reply,
	 N_("Answers what the authority has asked: reads a line with the PIN, then the "
	    "completed file, on standard input; --words: answers in words alone; --form: "
	    "gives the file with the answers to correct.")},
	MEMBER_ROWS ORGANISATION_ROWS{
		"notices", "", ON_SSH, RIGHT_APPLICANT, true, COMMAND_NOTHING, 0, 0, NULL,
		command_notice_list,
		N_("Lists your notices about your applications, the newest first; opening an "
		   "application marks its notices as read.")},
	{"notices by", "[REFERENCE] [--add ADDRESS|--code CODE|--drop ADDRESS]", ON_SSH,
	 RIGHT_PROVEN, true, COMMAND_LINE, 0, 8, addresses, command_messages_by,
	 N_("Lists the addresses to which your notices are announced by SMS or email, for "
	    "your account or for one application; --add: sends a code to an address, such "
	    "as sms:+9613123456; --code: confirms it; --drop: stops sending there.")},
	{"papers", "REFERENCE [--shown PAPER|--not-shown PAPER|--from OTHER[/PAPER]]", ON_SSH,
	 RIGHT_APPLICANT, true, COMMAND_LINE, 1, 8, of_papers, command_papers,
	 N_("Lists the documents of an application: what came, when, from whom, until when "
	    "it is valid, and what is missing. Give the PIN as for `track`. --shown "
	    "(staff): records that a document was seen at the counter. --from: takes the "
	    "documents of another application of yours; give both PINs, a line each.")},
	{"put", "PAPER REFERENCE [--name NAME]", ON_SSH, RIGHT_APPLICANT, true, COMMAND_PIN_FILE, 2,
	 9, of_put, command_papers_put,
	 N_("Reads a line with the PIN, then a document (a PDF, PNG, JPEG or TIFF file of "
	    "at most 10 MiB), on standard input. Leave the line with the PIN out where "
	    "`track` needs none. With sftp nothing is lost if the connection drops.")},
	{"looks", "[REFERENCE]", ON_SSH, RIGHT_APPLICANT, true, COMMAND_LINE, 0, 8, NULL,
	 command_looks,
	 N_("Shows who looked at your data, when, in what role and why: for one "
	    "application, with its PIN on the first line of standard input, or for all "
	    "those that you signed in with.")},
	{"copy", "[REFERENCE]", ON_SSH, RIGHT_APPLICANT, true, COMMAND_LINE, 0, 8, NULL,
	 command_looks_copy,
	 N_("Gives you a copy of everything that is kept about an application: answers, "
	    "corrections, history, tasks, notices, who looked at it, which keys open it. "
	    "Give the PIN as for `looks`.")},
	{"account", "", ON_SSH, RIGHT_OWN, true, COMMAND_NOTHING, 0, 0, NULL, command_own_account,
	 N_("Shows your account with its keys and roles.")},
	{"account new-pin", "", ON_SSH, RIGHT_OWN, true, COMMAND_LINE, 0, 0, NULL, command_own_pin,
	 N_("Gives your account a new PIN; if you signed in with a key, give the current "
	    "PIN on the first line of standard input.")},
	{"account recover", "NUMBER [--finish]", ON_SSH, RIGHT_ANYBODY, true, COMMAND_LINE, 1, 8,
	 finishes, command_recover,
	 N_("If you have lost the PIN of an account: asks for a new one and tells the "
	    "account's addresses; --finish: gives you the new PIN when the waiting time is "
	    "over. Give the code from the message on the first line of standard input.")},
	{"account stop", "", ON_SSH, RIGHT_OWN, true, COMMAND_NOTHING, 0, 0, NULL,
	 command_recover_stop,
	 N_("Stops a request for new access to your account, also if you are staff.")},
	{"dues", "REFERENCE [--receipt NUMBER]", ON_SSH, RIGHT_APPLICANT, true, COMMAND_LINE, 1, 8,
	 with_receipt, command_dues,
	 N_("Shows what there is to pay for an application, how and until when, and what "
	    "was paid; --receipt: shows one of its receipts. Give the PIN as for `track`.")},

	/* of staff, who alone are told of them */
	{"queue",
	 "[--mine|--unassigned|--overdue|--again] [--holder ACCOUNT] [--service ID] [--stage ID] "
	 "[--form] | --ended [--mine] [--service ID] [--day DATE]",
	 ON_SSH, RIGHT_STAFF, true, COMMAND_NOTHING, 0, 0, of_queue, command_queue,
	 N_("Lists the applications that wait for you, those due first; --form: as a file in which "
	    "`decide` finds what to do with each. --ended: those that have ended, of the last "
	    "weeks "
	    "or of the day, the latest first.")},
	{"decide", "", ON_SSH, RIGHT_STAFF, true, COMMAND_ALL, 0, 0, NULL, command_decide,
	 N_("Reads such a file on standard input and does each act in it once; where a line is "
	    "wrong, nothing is done.")},
	{"show", "REFERENCE", ON_SSH, RIGHT_STAFF, true, COMMAND_NOTHING, 1, 8, NULL,
	 command_authority_show, N_("Shows an application with its answers and its history.")},
	{"acts", "REFERENCE [--form TASK|ACT]", ON_SSH, RIGHT_STAFF, true, COMMAND_NOTHING, 1, 8,
	 of_acts, command_act_list,
	 N_("Lists what may be done with an application now and what each act takes, and why the "
	    "others may not be done; --form: the blank form of one.")},
	{"tasks", "[REFERENCE TASK] [--overdue]", ON_SSH, RIGHT_STAFF, true, COMMAND_NOTHING, 0, 9,
	 of_tasks, command_task_list,
	 N_("Lists the tasks of your offices and roles, those due first; with a reference and a "
	    "task: what it shows of that application.")},
	{"act",
	 "REFERENCE ACT [--to STAGE] [--reason CODE] [--office CODE] [--words WORDS|-] [--item "
	 "ANSWER=incorrect|incomplete|outdated]… [--task TASK] [--form -]",
	 ON_SSH, RIGHT_STAFF, true, COMMAND_DASH, 2, COMMAND_ANY, does, command_act_do,
	 N_("Does one of these acts; `--words -` or `--form -` reads the words, or the filled "
	    "form, "
	    "on standard input.")},
	{"assign", "REFERENCE [--release]", ON_SSH, RIGHT_STAFF, true, COMMAND_NOTHING, 1, 8,
	 assigns, command_queue_assign,
	 N_("Takes an application up, so that others see that you have it; --release: gives it "
	    "back.")},
	{"hand-over", "REFERENCE|--all-of ACCOUNT --to ACCOUNT --words WORDS", ON_SSH, RIGHT_STAFF,
	 true, COMMAND_NOTHING, 0, 8, hands, command_queue_hand_over,
	 N_("Hands an application over to another of the staff, with words for them; --all-of: all "
	    "that an account has, each by itself.")},
	{"entry show", "REGISTER NUMBER", ON_SSH, RIGHT_STAFF, true, COMMAND_NOTHING, 2, 20, NULL,
	 command_entry_show,
	 N_("Shows an entry of a register with its whole history, and what may be done with it.")},
	ORGANISATION_STAFF_ROW{"entry missed", "REGISTER", ON_SSH, RIGHT_STAFF, true,
			       COMMAND_NOTHING, 1, 1, NULL, command_entry_missed,
			       N_("Lists what was due for entries of a register and did not come, "
				  "the newest first.")},
	{"entry act", "REGISTER NUMBER ACT [--reason CODE] [--words WORDS]", ON_SSH, RIGHT_STAFF,
	 true, COMMAND_NOTHING, 3, 3, of_entry, command_entry_act,
	 N_("Does one of these acts with the entry.")},
	{"holders", "", ON_SSH, RIGHT_STAFF, true, COMMAND_NOTHING, 0, 0, NULL,
	 command_holding_list,
	 N_("Lists who of the staff has how much of what waits, for heads of service.")},
	{"audit",
	 "[--reference REFERENCE] [--account NUMBER|host] [--office CODE] [--day DATE] --purpose "
	 "WORDS",
	 ON_SSH, RIGHT_AUDITOR, true, COMMAND_NOTHING, 0, 0, audits, command_audit,
	 N_("Shows what was viewed and done, and by whom: views outside a queue first. This search "
	    "is recorded, too.")},

	{"person find", "NUMBER --for SERVICE", ON_SSH, RIGHT_ASSIST, true, COMMAND_NOTHING, 1, 8,
	 serves, command_person_find,
	 N_("Finds the person at the counter by the whole number of a document or of a telephone; "
	    "each search is recorded, with the service that they have come for.")},
	{"person add",
	 "--name NAME [--national-id NUMBER] [--phone NUMBER] [--document NUMBER] [--seen] --for "
	 "SERVICE",
	 ON_SSH, RIGHT_ASSIST, true, COMMAND_NOTHING, 0, 0, adds, command_person_add,
	 N_("Adds a person who is not known yet, with the numbers that there are, also none; "
	    "--seen: their papers were seen.")},
	{"assist", "SERVICE --person ID --consent", ON_SSH, RIGHT_ASSIST, true, COMMAND_ALL, 1, 1,
	 assists, command_person_assist,
	 N_("Reads a filled form on standard input and sends it in the name of a person, who has "
	    "said yes to it; answers with the slip to hand to them.")},
	{"new-pin", "REFERENCE --seen", ON_SSH, RIGHT_COUNTER, true, COMMAND_NOTHING, 1, 8, seen,
	 command_renew,
	 N_("Gives an application a new PIN, for the person at the counter who has lost it; "
	    "--seen: "
	    "their papers were seen. Answers with the slip to hand to them.")},
	WITNESS_ROW COMMAND_PAYMENTS_SSH COMMAND_CLIENT_ROWS

	/* on the host */
	{"serve", "[--listen ADDR:PORT]", ON_HOST, RIGHT_HOST, false, COMMAND_NOTHING, 0, 0,
	 listens, command_serve,
	 N_("Runs the portal over SSH until SIGTERM. SIGHUP reloads the configuration.")},
	{"local", "", ON_HOST, RIGHT_HOST, false, COMMAND_NOTHING, 0, 0, NULL, command_serve_local,
	 N_("Shows the portal's pages on this terminal, without SSH.")},
	{"init",
	 "[--demo|--training|--join FILE] [--user NAME] [--registry ADDRESS] | --take [--user "
	 "NAME]",
	 ON_HOST, RIGHT_HOST, false, COMMAND_NOTHING, 0, 0, makes, command_state_init,
	 N_("Creates a portal in a new or empty folder; --demo adds a demonstration: accounts, "
	    "offices and applications; --training adds nothing, but as of a demonstration its "
	    "clock can be set; as root --user says who owns it; --registry: with its registry in "
	    "PostgreSQL at ADDRESS; --join makes another host of a registry that is there, with "
	    "the keys that `backup --keys` wrote; --take gives a portal that is there to its "
	    "user.")},
	{"demo code", "ROLE", ON_HOST, RIGHT_HOST, false, COMMAND_NOTHING, 1, 1, NULL,
	 command_demo_code,
	 N_("Prints the one-time code of now, of a role's account that `init --demo` has made.")},
	{"clock show", "", ON_HOST, RIGHT_HOST, true, COMMAND_NOTHING, 0, 0, NULL,
	 command_clock_show, N_("Shows the time that the portal goes by, and the machine's.")},
	{"clock set", "+DAYSd|+HOURSh|DATE|--real", ON_HOST, RIGHT_HOST, true, COMMAND_NOTHING, 0,
	 1, with_real, command_clock_set,
	 N_("Sets the clock of a portal that `init --demo` or `init --training` has made: so many "
	    "days or hours on (or back, with -), to a day, or --real: to the machine's.")},
	{"status", "", ON_HOST, RIGHT_HOST, false, COMMAND_NOTHING, 0, 0, NULL, command_status,
	 N_("Shows how many records the registry holds, prints the head of its ledger, and tells "
	    "which catalogue visitors of this host have.")},
	{"messages", "", ON_HOST, RIGHT_HOST, true, COMMAND_NOTHING, 0, 0, NULL,
	 command_messages_failed,
	 N_("Lists the messages by SMS and email that could not be sent, with the reason.")},
	{"verify", "[--anchor FILE]", ON_HOST, RIGHT_HOST, true, COMMAND_NOTHING, 0, 0, with_anchor,
	 command_state_verify,
	 N_("Checks that the registry and the audit ledger are intact; --anchor: and that the "
	    "ledger has every line of FILE.")},
	{"backup", "FILE [--keys]", ON_HOST, RIGHT_HOST, true, COMMAND_NOTHING, 1, 1, of_keys,
	 command_state_backup,
	 N_("Writes one sealed file with everything needed to restore the portal, which can keep "
	    "running. --keys: with the keys alone, for another host of the same registry.")},
	{"restore", "FILE [--user NAME] [--registry ADDRESS]", ON_HOST, RIGHT_HOST, false,
	 COMMAND_NOTHING, 1, 1, restores, command_state_restore,
	 N_("Restores a backup into a new or empty folder. Asks for the backup secret. --registry: "
	    "with its registry in the empty PostgreSQL database at ADDRESS.")},
	{"signers list", "", ON_HOST, RIGHT_HOST, false, COMMAND_NOTHING, 0, 0, NULL,
	 command_signers_host,
	 N_("Prints the portal's public keys, with which anybody checks its signatures.")},
	{"signers new", "[--lost]", ON_HOST, RIGHT_HOST, false, COMMAND_NOTHING, 0, 0, with_lost,
	 command_signers_new,
	 N_("Makes a new key for the portal's signatures; what the one before has signed still "
	    "holds, but with --lost: that key may be in other hands.")},
	{"move", "--to ADDRESS|sqlite", ON_HOST, RIGHT_HOST, true, COMMAND_NOTHING, 0, 0, with_goal,
	 command_move,
	 N_("Carries the registry whole into the PostgreSQL database at ADDRESS, or back into a "
	    "file of the portal's folder, and verifies it there. Nobody writes to the old one any "
	    "more.")},
	{"catalogue check", "FILE…", ON_HOST, RIGHT_HOST, false, COMMAND_NOTHING, 1, COMMAND_ANY,
	 NULL, command_definitions_check,
	 N_("Checks definitions and shared lists, and reports file, line and error.")},
	{"catalogue preview",
	 "FILE [BLOCK…] [--language ar|fr|en] [--width N] [--height N] [--plain]", ON_HOST,
	 RIGHT_HOST, false, COMMAND_NOTHING, 1, COMMAND_ANY, shows, command_preview,
	 N_("Shows what visitors would see of a definition: its pages, plain lines and blank "
	    "form.")},
	{"catalogue rehearse", "FILE [BLOCK…] [--count N] [--generate]", ON_HOST, RIGHT_HOST, true,
	 COMMAND_NOTHING, 1, COMMAND_ANY, rehearses, command_rehearse,
	 N_("Says what a new version would make of the applications that there are, or of "
	    "generated "
	    "ones; nothing is written.")},
	{"catalogue import", "FILE…", ON_HOST, RIGHT_HOST, true, COMMAND_NOTHING, 1, COMMAND_ANY,
	 NULL, command_definitions_import,
	 N_("Imports definitions and shared lists into the portal without a restart.")},
	{"catalogue export", "ID [VERSION] | --all FOLDER", ON_HOST, RIGHT_HOST, true,
	 COMMAND_NOTHING, 0, 2, of_all, command_export,
	 N_("Prints a definition, the newest or an older one; or writes all of them, and the "
	    "lists, "
	    "into an empty folder.")},
	CATALOGUE_ROWS{"application show", "REFERENCE [--purpose WORDS] [--as ACCOUNT]", ON_HOST,
		       RIGHT_AUTHORITY, true, COMMAND_NOTHING, 1, 8, looks_as,
		       command_authority_show,
		       N_("Shows an application with its answers and its history; the applicant is "
			  "told of it, "
			  "with the purpose.")},
	{"application clocks", "REFERENCE [--as ACCOUNT]", ON_HOST, RIGHT_AUTHORITY, true,
	 COMMAND_NOTHING, 1, 8, NULL, command_authority_clocks,
	 N_("Shows how the times of an application run: each day that counts, or why it does "
	    "not.")},
	{"application acts", "REFERENCE [--form TASK|ACT] [--as ACCOUNT]", ON_HOST, RIGHT_AUTHORITY,
	 true, COMMAND_NOTHING, 1, 8, of_acts, command_act_list,
	 N_("Lists what may be done with an application now and what each act takes, and why the "
	    "others may not be done; --form: the blank form of one.")},
	{"application act",
	 "REFERENCE ACT [--to STAGE] [--reason CODE] [--office CODE] [--words WORDS|-] [--item "
	 "ANSWER=incorrect|incomplete|outdated]… [--task TASK] [--form -] [--as ACCOUNT]",
	 ON_HOST, RIGHT_AUTHORITY, true, COMMAND_DASH, 2, 9, does, command_act_do,
	 N_("Does one of these acts; `--words -` or `--form -` reads the words, or the filled "
	    "form, "
	    "on standard input.")},
	{"application tasks", "[REFERENCE TASK] [--overdue] --as ACCOUNT", ON_HOST, RIGHT_WORK,
	 true, COMMAND_NOTHING, 0, 9, of_tasks, command_task_list,
	 N_("Lists the tasks of your offices and roles, those due first; with a reference and a "
	    "task: what it shows of that application.")},
	{"application queue",
	 "[--mine|--unassigned|--overdue|--again] [--holder ACCOUNT] [--service ID] [--stage ID] "
	 "[--form] | --ended [--mine] [--service ID] [--day DATE] --as ACCOUNT",
	 ON_HOST, RIGHT_WORK, true, COMMAND_NOTHING, 0, 0, of_queue, command_queue,
	 N_("Lists the applications that wait for an account of staff, those due first; --form: as "
	    "a file in which `application decide-all` finds what to do with each. --ended: those "
	    "that have ended, of the last weeks or of the day, the latest first.")},
	{"application decide-all", "--as ACCOUNT", ON_HOST, RIGHT_WORK, true, COMMAND_ALL, 0, 0,
	 NULL, command_decide,
	 N_("Reads such a file on standard input and does each act in it once; where a line is "
	    "wrong, nothing is done.")},
	{"application assign", "REFERENCE [--release] --as ACCOUNT", ON_HOST, RIGHT_WORK, true,
	 COMMAND_NOTHING, 1, 8, assigns, command_queue_assign,
	 N_("Takes an application up, so that others see who has it; --release: gives it back.")},
	{"application hand-over",
	 "REFERENCE|--all-of ACCOUNT --to ACCOUNT --words WORDS [--as ACCOUNT]", ON_HOST,
	 RIGHT_AUTHORITY, true, COMMAND_NOTHING, 0, 8, hands, command_queue_hand_over,
	 N_("Hands an application over to another of the staff, with words for them; --all-of: all "
	    "that an account has, each by itself.")},
	{"application holders", "--as ACCOUNT", ON_HOST, RIGHT_WORK, true, COMMAND_NOTHING, 0, 0,
	 NULL, command_holding_list,
	 N_("Lists who of the staff has how much of what waits, for heads of service.")},
	{"application new-pin", "REFERENCE --seen [--as ACCOUNT]", ON_HOST, RIGHT_RENEW, true,
	 COMMAND_NOTHING, 1, 8, seen, command_renew,
	 N_("Gives an application a new PIN, for the person at the counter who has lost it; "
	    "--seen: "
	    "their papers were seen. Answers with the slip to hand to them.")},
	{"application ask", "REFERENCE --words WORDS [--as ACCOUNT]", ON_HOST, RIGHT_AUTHORITY,
	 true, COMMAND_NOTHING, 1, 8, with_words, command_authority_ask,
	 N_("Asks the applicant for missing information.")},
	{"application decide", "REFERENCE --approve|--reject [--reason WORDS] [--as ACCOUNT]",
	 ON_HOST, RIGHT_AUTHORITY, true, COMMAND_NOTHING, 1, 8, decides, command_authority_decide,
	 N_("Approves or refuses an application.")},
	{"application stage", "REFERENCE --stage ID [--note WORDS] [--as ACCOUNT]", ON_HOST,
	 RIGHT_AUTHORITY, true, COMMAND_NOTHING, 1, 8, stages, command_authority_stage,
	 N_("Moves an application to another stage of its service.")},
	ACCOUNT_ROWS{"office add", "CODE --name NAME [--above CODE] [--place CODE] [--as ACCOUNT]",
		     ON_HOST, RIGHT_ACCOUNTS, true, COMMAND_NOTHING, 1, 1, with_place,
		     command_office_add, N_("Adds an office, below another or by itself.")},
	{"office list", "[--as ACCOUNT]", ON_HOST, RIGHT_ACCOUNTS, true, COMMAND_NOTHING, 0, 0,
	 NULL, command_office_list, N_("Lists the offices.")},
	{"audit",
	 "[--reference REFERENCE] [--account NUMBER|host] [--office CODE] [--day DATE] --purpose "
	 "WORDS [--as ACCOUNT]",
	 ON_HOST, RIGHT_AUDIT, true, COMMAND_NOTHING, 0, 0, audits, command_audit,
	 N_("Shows what was viewed and done, and by whom: views outside a queue first. This search "
	    "is recorded, too.")},
	COMMAND_PAYMENTS_HOST{NULL, NULL, ON_SSH, RIGHT_ANYBODY, false, COMMAND_NOTHING, 0, 0, NULL,
			      NULL, NULL},
};

/* The words of `name` if the line begins with them, else 0. */
static size_t words_of(const char *name, const struct arguments *a)
{
	const char *blank = strchr(name, ' ');
	size_t first = blank != NULL ? (size_t)(blank - name) : strlen(name);

	if (a->count == 0 || strlen(a->words[0]) != first || memcmp(a->words[0], name, first) != 0)
		return 0;
	if (blank == NULL)
		return 1;
	return a->count > 1 && strcmp(a->words[1], blank + 1) == 0 ? 2 : 0;
}

/* Whether the line's next word is the second of a command that begins with this one; where it takes
   no words, of such a command or of none. */
static bool begins(const struct command_kind *one, const struct arguments *a)
{
	size_t len = strlen(one->name);

	for (const struct command_kind *k = command_table; k->name != NULL; k++)
		if (k->face == one->face && strncmp(k->name, one->name, len) == 0 &&
		    k->name[len] == ' ' && (one->least == 0 || words_of(k->name, a) == 2))
			return true;
	return false;
}

const struct command_kind *command_table_find(enum command_face face, const struct arguments *a,
					      size_t *ret_words)
{
	for (const struct command_kind *k = command_table; k->name != NULL; k++) {
		*ret_words = k->face == face ? words_of(k->name, a) : 0;
		if (*ret_words == 1 && a->count > 1 && begins(k, a))
			continue; /* the next word is its second, of another row or of none */
		if (*ret_words > 0)
			return k;
	}
	return NULL;
}

static bool is_among(const struct argument_option *list, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].name, name) == 0)
			return true;
	return false;
}

/* Each once, however many rows have it. */
static size_t add(struct argument_option *to, size_t count, const struct argument_option *options)
{
	for (; options != NULL && options->name != NULL; options++) {
		if (is_among(to, count, options->name))
			continue;
		if (count + 1 >= COMMAND_OPTIONS)
			fatal("more than %d options of a face", COMMAND_OPTIONS - 1);
		to[count++] = *options;
	}
	to[count] = (struct argument_option){0};
	return count;
}

static bool takes_account(const struct command_kind *k)
{
	return k->right == RIGHT_AUTHORITY || k->right == RIGHT_WORK ||
	       k->right == RIGHT_ACCOUNTS || k->right == RIGHT_AUDIT || k->right == RIGHT_RENEW ||
	       k->right == RIGHT_OWED || k->right == RIGHT_TAKE || k->right == RIGHT_TAKE_BACK ||
	       k->right == RIGHT_TAKE_IN;
}

void command_table_options(enum command_face face, const struct command_kind *only,
			   struct argument_option ret[COMMAND_OPTIONS])
{
	size_t count = add(ret, 0, face == ON_SSH ? ssh_options : host_options);

	for (const struct command_kind *k = command_table; k->name != NULL; k++)
		if (k->face == face && (only == NULL || only == k)) {
			count = add(ret, count, k->options);
			if (takes_account(k))
				count = add(ret, count, acts_as);
		}
}
