/* command_inside.h - what the files of the commands share with each other. */
#ifndef SERVER_COMMANDS_COMMAND_INSIDE_H
#define SERVER_COMMANDS_COMMAND_INSIDE_H

#include "server/commands/command.h"
#include "server/commands/command_rows.h"

#include "i18n/i18n.h"

enum command_face { ON_SSH, ON_HOST };

/* Who may call it, asked in one place before it runs. */
enum command_right {
	RIGHT_ANYBODY,
	RIGHT_APPLICANT, /* anybody may ask: whether the application is theirs, its own call asks */
	RIGHT_PROVEN,  /* the same, and a key alone does not spare the PIN: it acts in their name */
	RIGHT_OWN,     /* with one's own account, as its own call asks */
	RIGHT_ASSIST,  /* with persons whom a role of whoever has signed in serves */
	RIGHT_STAFF,   /* with the applications that the roles of whoever has signed in reach */
	RIGHT_WITNESS, /* with signatures on paper, of what those roles reach */
	RIGHT_COUNTER, /* with PINs that are lost, of what those roles reach */
	RIGHT_AUDITOR, /* with what the ledger has, as far as those roles reach */
	RIGHT_CASHIER, /* with what is paid at a counter */
	RIGHT_TREASURER, /* with what takes payments back */
	RIGHT_IMPORTER,  /* with files of payments */
	RIGHT_MONEY,     /* with what is owed: RIGHT_CASHIER, or RIGHT_TREASURER */
	RIGHT_AUTHORITY, /* with any application */
	RIGHT_WORK,      /* the same by the account that the line names: it is its work */
	RIGHT_RENEW,     /* with PINs that are lost */
	RIGHT_ACCOUNTS,  /* with accounts and offices */
	RIGHT_AUDIT,     /* with what the ledger has */
	RIGHT_OWED,      /* with what is owed: RIGHT_TAKE, or RIGHT_TAKE_BACK */
	RIGHT_TAKE,      /* with what is paid at a counter */
	RIGHT_TAKE_BACK, /* with what takes payments back */
	RIGHT_TAKE_IN,   /* with files of payments */
	RIGHT_HOST       /* with the portal as a whole */
};

#define COMMAND_ANY SIZE_MAX /* as many words as the system lets a line have */

/* A row of the one table. */
struct command_kind {
	const char *name;  /* "catalogue import": two words where it is one of a family */
	const char *usage; /* what follows the name, "FILE [--x Y]" */
	enum command_face face;
	enum command_right right;
	bool registry;                         /* needs one that is open */
	enum command_input input;              /* of standard input, before it runs */
	size_t least, most;                    /* words after the name; COMMAND_ANY */
	const struct argument_option *options; /* besides the face's own; NULL: none */
	enum exit_status (*run)(struct command *c);
	const char *summary; /* an N_ message; NULL: `help` does not tell of it */
};

struct command {
	const struct command_portal *portal;
	const struct command_kind *kind; /* NULL: there is none of that name */
	struct arena *arena;
	struct arguments arguments; /* words[0] is the first after the command's name */
	struct error wrong;         /* of the command line */
	enum lang callers;          /* that of the visit, which is its own again afterwards */
	enum lang lang;
	enum { LANG_ASSUMED, LANG_FORWARDED, LANG_ASKED } lang_by; /* by what `lang` is it */
	const char *clock;           /* the country by whose clock moments were told last; NULL */
	const struct service *about; /* whose questions a form's faults name; NULL */
	struct registry *looked_at;  /* by one that needs none, where it could be opened; NULL */
	bool json;
	json_t *known; /* the codes that there are, for JSON, where one was wrong; NULL */
	const char *input;
	size_t input_len;
	bool too_long;
	struct buffer *out, *err;
};

/* command_table.c: the rows, a NULL name behind the last; and a row of a face by the first words of
 * a line. */
extern const struct command_kind command_table[];
const struct command_kind *command_table_find(enum command_face face, const struct arguments *a,
					      size_t *ret_words);

/* The options of a row, or (NULL) of all rows of a face, behind the face's own. */
#define COMMAND_OPTIONS 96
void command_table_options(enum command_face face, const struct command_kind *only,
			   struct argument_option ret[COMMAND_OPTIONS]);

/* command.c: beginning a command whose line is split already, and its answer. */
struct command *command_begin(const struct command_portal *p);
void command_read(struct command *c, const char *const *words, size_t count);
void command_answer(struct command *c, struct buffer *out, struct buffer *err);
enum command_face command_face(const struct command *c);
/* The portal's folder, on the host. */
const char *command_state(const struct command *c);
/* It goes on in this language, that of a form or an application, where the person has not asked for
 * one; `over_forwarded`: also where the client's machine says another. */
void command_speak(struct command *c, enum lang lang, bool over_forwarded);
/* What is printed goes out now; only on the host, where an answer may take long. */
void command_flush(struct command *c);

/* Whether it is one of the authority's commands, who sees more than the applicant. */
bool command_is_authoritys(const struct command *c);
/* A state as its reader is told it: whose answer is awaited is not asked by "your". */
const char *command_state_words(const struct command *c, const struct service *s,
				enum application_state state);

/* Printing: text made harmless, a line end after it. */
void command_line(struct command *c, const char *text);
/* "Label: value"; nothing where the value is NULL or "". */
void command_pair(struct command *c, const char *label, const char *value);
void command_json(struct command *c, json_t *j); /* and a line end; `j` is used up */

/* Tells a fault on standard error, or as JSON on standard output, and returns the exit status that
 * it means. */
enum exit_status command_fail(struct command *c, const struct error *err);
enum exit_status command_fail_list(struct command *c, const struct fault_list *faults,
				   const struct error *err);
/* The same; in JSON the fault stands in `j`, which is not used up. */
enum exit_status command_fail_with(struct command *c, json_t *j, const struct error *err);
/* FAULT_INPUT: how it is typed. */
enum fault command_usage(const struct command *c, struct error *err);
/* command_fail where all may be well. */
enum exit_status command_end(struct command *c, enum fault f, const struct error *err);

/* host.c: the registry of the portal's folder, for the one who closes it. */
MUST_USE enum fault command_open_registry(struct command *c, struct registry **ret,
					  struct error *err);

/* command_move.c: says in shubbak.conf where the registry is, in place of what it says of it; NULL:
 * in the folder. */
MUST_USE enum fault command_set_registry(struct command *c, const char *address, struct error *err);

/* Carries the registry that was restored into the folder on into a database. */
MUST_USE enum fault command_carry(struct command *c, const char *address, struct error *err);

/* command_shape.c: what JSON says. */
json_t *command_text(struct command *c, const char *s);  /* a harmless string; null for NULL */
json_t *command_lines(struct command *c, const char *s); /* the same of several lines */
json_t *command_head(struct command *c, const struct service *s);
json_t *command_service(struct command *c, const struct service *s);
int64_t command_now(const struct command *c); /* UTC seconds, by the registry where it has one */

/* Whether and when it ends: "ends", the first day without it, "ended" and "instead". */
void command_put_end(struct command *c, json_t *to, const struct service *s);
json_t *command_time(struct command *c, int64_t at); /* RFC 3339, null for 0 */
json_t *command_receipt(struct command *c, const struct receipt *r, const char *service);
/* An application with its history; the authority sees version, stages and actors besides. */
json_t *command_application(struct command *c, const struct application *a, const struct service *s,
			    const struct event *events, size_t count);

/* command_words.c: the same for people. */
const char *command_in(const struct command *c, const struct text *t); /* NULL: no words */
const char *command_fee(struct command *c, const struct service *s);
const char *command_duration(struct command *c, const struct service *s);
/* The country's name; on the host, which has no catalogue open, its code. */
const char *command_country(const struct command *c, const struct service *s);
void command_print_head(struct command *c, const struct service *s);
void command_print_service(struct command *c, const struct service *s);
/* By the clock of the service's place (NULL: the portal's), the first with whose it is where that
 * is another; on the host as RFC 3339. command_clock tells it above moments that words hold. */
const char *command_moment(struct command *c, const struct service *s, int64_t at);
void command_clock(struct command *c, const struct service *s);
struct words_time; /* tui/page/words.h */
void command_time_print(struct command *c, const struct words_time *time);
void command_print_application(struct command *c, const struct application *a,
			       const struct service *s, const struct event *events, size_t count);
/* A blank line and a line over a part of what is printed; a line of a list. */
void command_heading(struct command *c, const char *text);
void command_bullet(struct command *c, const char *text);
/* The papers of a service; with a form those that its answers ask for. */
void command_print_papers(struct command *c, const struct service *s, const struct form *form);
/* What somebody types to come here as `user`: "ssh -C -p 2222 me@portal.example". */
const char *command_ssh(struct arena *a, const struct command_portal *p, const char *user);

/* command_clocks.c: how its times run, with the days. */
json_t *command_clocks_json(struct command *c, const struct application *a,
			    const struct application_clock *clocks, size_t count);
void command_clocks_print(struct command *c, const struct service *s,
			  const struct application_clock *clocks, size_t count);
/* Of a task: what silence decided on another day than today's calendar has, with both lists of
 * days; nothing of others. A day as JSON; all zero: null. */
json_t *command_recounts_json(struct command *c, const struct application_task *t);
void command_recounts_print(struct command *c, const struct service *s,
			    const struct application_task *t);
json_t *command_day_json(struct command *c, struct date day);

/* command_progress.c: where an application is in its service: since when, who is awaited, what
 * comes next. */
struct command_progress {
	const char *id;            /* of the stage; NULL before it is sent */
	const struct stage *stage; /* NULL: not known now */
	int64_t since;             /* UTC seconds; 0: not known */
	const struct stage *next;  /* NULL: none, or it has ended */
	bool open, asked;          /* not at its end; the applicant's answer is awaited */
};
struct command_progress command_progress(const struct application *a, const struct service *s,
					 const struct event *events, size_t count);
/* Of an application that has just been sent. */
struct command_progress command_progress_first(const struct service *s, int64_t at);
void command_progress_print(struct command *c, const struct service *s,
			    const struct command_progress *p);
void command_progress_json(struct command *c, json_t *j, const struct command_progress *p);

/* command_history.c: the history of an application, and what of it is still asked or was refused
 * (nothing where neither is so). The authority sees stages and actors besides. `s` may be NULL. */
void command_history_print(struct command *c, const struct service *s, const struct event *events,
			   size_t count);
void command_history_asked(struct command *c, const struct application *a, const struct service *s,
			   const struct event *events, size_t count);
json_t *command_history_json(struct command *c, const struct service *s, const struct event *events,
			     size_t count);
/* What the answers that were named last for a correction were then, and are now: `f` has those of
 * now. Nothing where none were. */
void command_history_changes(struct command *c, const struct form *f, const struct term_list *terms,
			     const struct event *events, size_t count);
json_t *command_history_changes_json(struct command *c, const struct form *f,
				     const struct event *events, size_t count);

/* command_authority.c: an application opened for the authority, with the version of its service
 * that it began with. What an earlier call has read (all of it zero: none) is not read again. The
 * lists that services speak of: a visit has them already, the host reads them. */
struct command_opened {
	struct term_list terms;
	struct application application;
	const struct service *service;
};
MUST_USE enum fault command_authority_terms(struct command *c, struct term_list *ret,
					    struct error *err);
MUST_USE enum fault command_authority_open(struct command *c, const char *reference,
					   struct command_opened *ret, struct error *err);
/* As it is now, with its answers and its history. */
MUST_USE enum fault command_authority_print(struct command *c, struct command_opened *o,
					    struct error *err);

/* Who has it and in which office, as far as it is told: empty where not. */
const struct assign_state *command_authority_state(struct command *c, struct command_opened *o);

/* command_check.c: what the application has entered in a register; nothing where it has not. */
void command_entered_print(struct command *c, const struct application *a, const struct service *s);
json_t *command_entered_json(struct command *c, const struct application *a,
			     const struct service *s);

/* command_ended.c: `queue --ended`, what one of the staff finds again. */
enum exit_status command_ended(struct command *c);

/* command_items.c: the answers and papers by the ids that --item names. One with what is wrong with
 * it, as it is typed: "born=incorrect", and of one of several "helper_name:2=outdated". */
MUST_USE enum fault command_items_read(struct command *c, const struct service *s,
				       const char *typed, struct named *ret, struct error *err);
/* Whether an act of the stage takes any; the answers as they are, form_free's, NULL where they
 * cannot be read. */
bool command_items_named(const struct application_course *course);
struct form *command_items_load(struct command *c, struct command_opened *o);
/* Each with its name, "born: Date of birth" or "helper_name:2: …", in a line that begins with
 * `before`; and what stands above them. */
void command_items_put(struct command *c, struct buffer *to, const struct form *f,
		       const char *before);
const char *command_items_heading(void);
void command_items_print(struct command *c, struct command_opened *o);
json_t *command_items_json(struct command *c, struct command_opened *o);
/* The answers that were given, as their reader may see them; of what is withheld that it is. */
json_t *command_items_answers(struct command *c, const struct form *f);
/* The same as lines, each section and each of its items under its own words. */
void command_items_form(struct command *c, const struct form *f);

/* command_act.c: the acts that may be done now, and the tasks that are open, as notes of a file
 * (#).
 */
void command_act_notes(struct command *c, struct buffer *to, const struct command_opened *o,
		       const struct application_course *course);

/* command_desk.c: what staff fill in with an act, or a task that they close. */
struct command_block;
/* The form of the act, or of the task with it; NULL: none. */
const struct desk_form *command_desk_of(const struct command_opened *o, const char *act,
					const char *task);
/* What came on standard input where `--form -` says so; `ret` is NULL where nothing did, else
 * form_free's. Faults by line go to `faults`. */
MUST_USE enum fault command_desk_read(struct command *c, const struct desk_form *desk,
				      struct form **ret, struct fault_list *faults,
				      struct error *err);
/* What a block of a queue's file has of it ("opinion.advice: good"); err->line: where. */
MUST_USE enum fault command_desk_block(struct command *c, const struct command_block *b,
				       const struct desk_form *desk, struct form **ret,
				       struct error *err);
/* The blank form of this act or task. */
MUST_USE enum fault command_desk_blank(struct command *c, const struct command_opened *o,
				       const char *id, struct error *err);
/* The lines of it that a queue's file has, to be filled, with notes. */
void command_desk_lines(struct command *c, struct buffer *to, const struct desk_form *desk);
json_t *command_desk_json(struct command *c, const struct service *s, const struct event *e);

/* command_task.c: a task of one's own offices, with as much of its application as it shows. */
MUST_USE enum fault command_task_open(struct command *c, const char *reference, const char *task,
				      struct command_opened *ret, struct task_row *row,
				      struct error *err);
enum exit_status command_task_list(struct command *c);
enum exit_status command_task_closed(struct command *c, const struct command_opened *o,
				     const char *task);
/* Below a queue of what is overdue: the tasks of one's offices that are. */
void command_task_overdue(struct command *c);
/* What is typed to close it. */
const char *command_task_closing(const struct task *task);
/* A task, whose name is `label`: since when it is open, or when it was closed. */
const char *command_task_line(struct command *c, const struct service *s, const char *label,
			      const struct application_task *t);
json_t *command_task_json(struct command *c, const struct application_task *t);

/* command_notice.c: one of what an applicant was told. */
void command_notice_print(struct command *c, const struct notice_item *n);
json_t *command_notice_json(struct command *c, const struct notice_item *n);

/* command_appeal.c: how an application hangs together with others, and the way to appeal its
 * refusal (NULL, and nothing: there is none). */
json_t *command_links_json(struct command *c, const struct application *a);
void command_links_print(struct command *c, const struct application *a);
/* What it is an appeal of; NULL: of nothing. */
const struct related *command_appealed(struct command *c, const struct application *a);
/* Whether its refusal has a way to appeal here, also one whose days are over. */
bool command_can_appeal(struct command *c, const struct application *a, const struct service *s);
json_t *command_appeal_json(struct command *c, const struct application *a,
			    const struct service *s);
void command_appeal_print(struct command *c, const struct application *a, const struct service *s);

/* command_sign.c: who has signed it, and who is missing; nothing where nothing is signed. */
json_t *command_signatures_json(struct command *c, const struct application *a,
				const struct service *s);
void command_signatures_print(struct command *c, const struct application *a,
			      const struct service *s);
/* Who has to sign, by the definition. */
void command_sign_who(struct command *c, const struct service *s);
/* command_members.c: who works on it besides its applicant, to who may know; nothing where nobody
 * does. */
json_t *command_members_json(struct command *c, const struct application *a);
void command_members_print(struct command *c, const struct application *a, const struct service *s);
/* command_members.c: the option --for. */
MUST_USE enum fault command_sign_wish(struct command *c, struct signature_wish *ret,
				      struct error *err);

/* command_application.c: reads the filled form of standard input, which the caller frees; what came
 * of it: the receipt or the fault. */
MUST_USE enum fault command_read_form(struct command *c, const struct service *s,
				      struct filled *ret, struct fault_list *faults,
				      struct error *err);
enum exit_status command_receive(struct command *c, const struct service *s, struct filled *filled,
				 const struct receipt *receipt, enum fault f,
				 const struct error *err);

/* command_application.c: an application as its applicant follows it, opened by command_open_own. */
enum exit_status command_application_show(struct command *c, struct application *a);

/* command_application.c: how its applicant comes back to an application. */
void command_print_way_back(struct command *c, const char *reference);
/* The answers that were taken, but are worth a second look, told on standard error. */
void command_print_remarks(struct command *c, const struct form *f);
const char *command_first_line(struct command *c); /* of standard input */
/* False when what the visitor has proven suffices for the command on the
   application that the words name, so that no PIN is read. */
bool command_needs_pin(struct command *c);
bool command_takes_code(struct command *c); /* of `text`: the line may be an invitation's code */
/* Whether what the visitor has proven opens this one, so that no PIN is read for that. */
bool command_owns(struct command *c, const char *reference);
/* The application of the words after the command, by what the visitor has proven or by the PIN on
   standard input; and its service as it was when it was begun, NULL where that cannot be read now.
 */
MUST_USE enum fault command_open_own(struct command *c, struct application *ret, struct error *err);
const struct service *command_service_of(struct command *c, const struct application *a);

/* command_account.c: the moment at which the day of an option begins, `later` days on; 0 without
   the option. */
MUST_USE enum fault command_take_day(struct command *c, const char *option, int later, int64_t *ret,
				     struct error *err);

/* command_account.c: an account with its keys and roles; what is handed to its person, once. */
void command_print_account(struct command *c, const struct account *a);
void command_print_paper(struct command *c, struct account_paper *paper);

/* command_catalogue.c: a fresh request number for a blank form, and the blank. */
void command_new_request(char ret[24]);
const char *command_blank(struct arena *a, const struct command_portal *p, const struct service *s,
			  enum lang lang, const char *request);
/* The same, which is sent back by that line. */
const char *command_blank_for(struct arena *a, const struct command_portal *p,
			      const struct service *s, enum lang lang, const char *request,
			      const char *send);

/* command_scp.c: the direction that the line of an old scp asks for, "-t" or "-f"; NULL where the
 * line is another. */
const char *command_scp_direction(const char *line);

/* command_definitions.c: the shared lists of the state folder that was named; else those that came
   with the programme, since a definition can be looked at where there is no portal. Reads and
   checks a definition into `a`; everything that is wrong with it, or worth a second look, is told.
 */
const char *command_definitions_lists(struct command *c);
/* What of them stands in the portal's snapshot instead, wherever it was imported. */
size_t command_definitions_shown(struct command *c, struct term_file ret[LISTS_MAX]);
/* The definitions of other kinds that visitors of --state are shown; without it, and where nothing
 * was shown yet, none. */
MUST_USE enum fault command_definitions_each_shown(struct command *c, others_visit *visit,
						   void *ctx, struct error *err);
/* Opens c->looked_at where `--state` names a portal that can be read; the caller closes it. */
void command_definitions_look(struct command *c);
MUST_USE enum fault command_definitions_read(struct command *c, struct arena *a,
					     const struct term_list *terms, const char *file,
					     const struct service **ret);

/* command_appeals.c: the definitions of a command line that are sound by themselves, each in its
 * place there (no id: none), and what they were held to. Whether those services let appeal to
 * nothing that cannot decide it: FAULT_INPUT, each told to `faults` with its line. */
struct command_files {
	const struct term_list *terms;
	const struct versions_item *items;
	/* Of those that are not sound what they would be; no id: that cannot be told. */
	const struct command_file_head {
		bool is_faulty;
		enum kind kind;
		const char *id;
	} * heads;
	size_t count;
};
/* Whether what is missing may well be in a file with faults, which are told there: of that kind and
 * id (NULL: any). */
bool command_files_hide(const struct command_files *files, enum kind kind, const char *id);
MUST_USE enum fault command_appeals_check(struct command *c, const struct command_files *files,
					  const struct versions_item *item,
					  struct fault_list *faults, struct error *err);

/* command_roles.c: whether it names what other files or the portal have; and whether that is there:
 * as command_appeals_check, of any kind. */
bool command_roles_asks_others(const struct definition *d);
MUST_USE enum fault command_roles_check(struct command *c, const struct command_files *files,
					const struct versions_item *item, struct fault_list *faults,
					struct error *err);

/* command_recover.c: that the visit's own account waits to be opened anew, on standard error. */
void command_recover_warn(struct command *c);

/* The version that the line names as its second word; 0 without one. */
MUST_USE enum fault command_definitions_version(struct command *c, int *ret, struct error *err);

/* command_demo.c: what init --demo adds to a new portal, whose registry is open. */
MUST_USE enum fault command_demo(struct command *c, struct registry *r, struct error *err);

/* command_help.c: the rows of its face as a list for people, without what is not for this caller.
 */
bool command_is_for_staff(const struct command_kind *k);
void command_print_kinds(const struct command *c, struct buffer *to);
/* FAULT_INPUT into `err`: there is no such command; with the one that may have been meant. */
enum fault command_none(const struct command *c, const struct arguments *a, struct error *err);

#endif
