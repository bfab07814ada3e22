/* command_demo.h - what the files share that make a demonstration. */
#ifndef SERVER_COMMANDS_COMMAND_DEMO_H
#define SERVER_COMMANDS_COMMAND_DEMO_H

#include "server/commands/command_inside.h"

#define DEMO_FOLDER "demo"     /* of the state folder: what lets one try each place */
#define DEMO_CITIZEN "citizen" /* the account of who applies, beside one of each role */
#define DEMO_CLUB "club"       /* the account of who acts for one of its clubs */
#define DEMO_CLUBS 8
#define DEMO_ACCOUNTS 16
#define DEMO_DAYS 90 /* that its registry looks back */

struct demo_account {
	const char *id; /* its role's, or DEMO_CITIZEN: the name of its files */
	char number[ACCOUNT_DIGITS + 1];
	char key[PUBLICKEY];
};

/* One of the many; who it is follows from a number. */
struct demo_person {
	size_t land;
	unsigned number;
	bool is_woman;
	enum lang lang; /* in which they apply */
};

/* One of its clubs: what it has sent last, and its number in the register; "": none. */
struct demo_club {
	const struct service *service;
	char reference[REFERENCE_DIGITS + 1], number[160];
};

struct demonstration {
	struct command *command;
	int64_t now; /* the demonstration's own clock, UTC seconds */
	struct registry *registry;
	struct catalogue *catalogue;
	struct caller applicant, authority;
	struct caller officer, head; /* the accounts of these roles */
	const char *folder;          /* STATE/demo, in full */
	struct demo_account accounts[DEMO_ACCOUNTS];
	size_t account_count;
	struct demo_club clubs[DEMO_CLUBS];
};

enum demo_doing {
	DOES_NOTHING,
	DOES_SUBMIT,
	DOES_CLAIM,
	DOES_CLOSE, /* its opinion */
	DOES_PROPOSE,
	DOES_CORRECT,
	DOES_REPLY,
	DOES_GRANT,
	DOES_OBJECT,
	DOES_ASK,
	DOES_FORWARD,
	DOES_APPROVE,
	DOES_REJECT,
	DOES_WITHDRAW
};

/* One of its many applications. */
struct demo_one {
	const struct service *service;
	struct demo_person person;
	char key[PUBLICKEY]; /* that it is held by: nobody's, or the citizen's */
	struct application application;
	bool is_open; /* by staff, who have looked at it */
};

/* command_demo_staff.c: offices, organisations, and an account of each role that there is, with a
 * key, and what makes its codes, below the folder, which they make. */
MUST_USE enum fault command_demo_staff(struct demonstration *d, struct error *err);

/* command_demo_readme.c: FOLDER/README, which says how to sign in at each place. */
MUST_USE enum fault command_demo_readme(struct demonstration *d, struct error *err);

/* command_demo_names.c: somebody of this country; and what they answer, as typed, in `a`: NULL
 * where that says nothing of a person. */
struct demo_person command_demo_person(const char *country, unsigned number);
const char *command_demo_answer_of(struct arena *a, const struct demo_person *p,
				   const struct question *question);

/* command_demo_form.c: answers every question that is asked, up to `most`, as this person, or
 * (NULL) as the one of command_demo_people.c; true when nothing is wrong with the whole (or it was
 * cut). */
bool command_demo_fill(struct demonstration *d, struct form *f, const struct demo_person *p,
		       enum lang lang, int most);

/* command_demo_acts.c: the account of this role, or DEMO_CITIZEN; its officer and its head; and
 * what one of them, or its applicant, does with an application. */
const struct demo_account *command_demo_account(struct demonstration *d, const char *id);
MUST_USE enum fault command_demo_be_staff(struct demonstration *d, struct error *err);
MUST_USE enum fault command_demo_do(struct demonstration *d, struct demo_one *one,
				    enum demo_doing doing, struct error *err);

/* command_demo_queue.c: what a demonstration has of applications besides those whose PIN is told:
 * as many as its queues need, each brought to where it is by the acts of its applicant and of the
 * staff, in the order of their days, until `now`. */
MUST_USE enum fault command_demo_queue(struct demonstration *d, int64_t now, struct error *err);

/* command_demo_club.c: how much is done by clubs and with them, how many days ago each of it, in
 * the order in which it is done, and doing it. */
size_t command_demo_deeds(void);
int command_demo_deed_day(size_t which);
MUST_USE enum fault command_demo_deed(struct demonstration *d, size_t which, struct error *err);

/* command_demo_services.c: services of the demonstration alone, with tasks and clocks, and the laws
 * that are told whole, into the registry. */
MUST_USE enum fault command_demo_services(struct demonstration *d, struct error *err);

/* command_demo_people.c: what the one who applies for this service answers; NULL: whatever fits. */
const char *command_demo_answer(const char *service, const char *question);

#endif
