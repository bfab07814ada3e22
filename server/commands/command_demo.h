/* command_demo.h - what the files share that make a demonstration. */
#ifndef SERVER_COMMANDS_COMMAND_DEMO_H
#define SERVER_COMMANDS_COMMAND_DEMO_H

#include "server/commands/command_inside.h"

#define DEMO_FOLDER "demo"     /* of the state folder: what lets one try each place */
#define DEMO_CITIZEN "citizen" /* the account of who applies, beside one of each role */
#define DEMO_ACCOUNTS 16

struct demo_account {
	const char *id; /* its role's, or DEMO_CITIZEN: the name of its files */
	char number[ACCOUNT_DIGITS + 1];
	char key[PUBLICKEY];
};

struct demonstration {
	struct command *command;
	struct registry *registry;
	struct catalogue *catalogue;
	struct caller applicant, authority;
	const char *folder; /* STATE/demo, in full */
	struct demo_account accounts[DEMO_ACCOUNTS];
	size_t account_count;
};

/* command_demo_staff.c: offices, organisations, and an account of each role that there is, with a
 * key, and what makes its codes, below the folder, which they make. */
MUST_USE enum fault command_demo_staff(struct demonstration *d, struct error *err);

/* command_demo_readme.c: FOLDER/README, which says how to sign in at each place. */
MUST_USE enum fault command_demo_readme(struct demonstration *d, struct error *err);

#endif
