/* command_demo_readme.c - how each place of a demonstration is tried: which key, which code, what
 * to look at. */
#include "server/commands/command_demo.h"

#include <string.h>
#include <unistd.h>

/* What there is to see, of the roles whose place the portal's guide knows. */
static const struct {
	const char *role, *what;
} places[] = {
	{"administrator", N_("opens accounts, grants roles; sees no application.")},
	{"auditor", N_("reads who looked and who acted; sees no answer.")},
	{"cashier", N_("takes what people pay at a counter, by its payment reference.")},
	{"head", N_("decides what officers propose, hands over what others have.")},
	{"officer", N_("takes up, asks, decides: queue, application, tasks.")},
	{"operator", N_("serves who comes in: finds them, fills in their form with their consent, "
			"hands them the slip.")},
	{"treasurer",
	 N_("undoes and gives back payments, takes in providers' files, sums up days.")},
};

static const char *what_of(const char *role)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (strcmp(places[i].role, role) == 0)
			return message_get(places[i].what);
	return NULL;
}

/* As it is typed in a shell. */
static const char *program(struct arena *a)
{
	char path[PATHS_ROOM];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);

	if (len <= 0)
		return "shubbak";
	path[len] = '\0';
	return arena_text(a, path);
}

/* Of the folder's path. */
static int state_length(const struct demonstration *d)
{
	return (int)(strlen(d->folder) - strlen("/" DEMO_FOLDER));
}

static void put_staff(struct demonstration *d, struct buffer *to, const struct demo_account *a)
{
	const struct role *role = roles_find(a->id);
	const char *what = what_of(a->id);
	char number[ACCOUNT_DIGITS + 3];

	reference_show_account(a->number, number);
	buffer_format(to, "%s (%s)%s%s\n", command_in(d->command, &role->name), number,
		      what == NULL ? "" : ": ", what == NULL ? "" : what);
	buffer_format(to, "  ssh -t -p 2222 -i %s/%s staff@127.0.0.1\n", d->folder, a->id);
	buffer_format(to, "  %s demo code %s --state %.*s\n", program(d->command->arena), a->id,
		      state_length(d), d->folder);
	buffer_format(to, "  oathtool --totp -b - <%s/%s.secret\n\n", d->folder, a->id);
}

static void put_citizen(struct demonstration *d, struct buffer *to, const struct demo_account *a)
{
	char number[ACCOUNT_DIGITS + 3];

	reference_show_account(a->number, number);
	buffer_format(to, "%s\n",
		      FILL(d->command->arena,
			   _("Somebody who applies (account {number}; the PIN stands in {file}):"),
			   {"number", number}, {"file", DEMO_CITIZEN ".pin"}));
	buffer_format(to,
		      "  ssh -p 2222 guest@127.0.0.1\n  ssh -t -p 2222 me@127.0.0.1\n"
		      "  ssh -p 2222 -i %s/%s me@127.0.0.1\n\n",
		      d->folder, a->id);
}

static void put_club(struct demonstration *d, struct buffer *to, const struct demo_account *a)
{
	char number[ACCOUNT_DIGITS + 3];

	reference_show_account(a->number, number);
	buffer_format(to, "%s\n  ssh -p 2222 -i %s/%s me@127.0.0.1\n\n",
		      FILL(d->command->arena,
			   _("Somebody who acts for a registered club (account {number}; the PIN "
			     "stands in {file}): see “My organisations” there, and “Check a "
			     "register” as anybody."),
			   {"number", number}, {"file", DEMO_CLUB ".pin"}),
		      d->folder, a->id);
}

enum fault command_demo_readme(struct demonstration *d, struct error *err)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, (size_t)64 * 1024);
	buffer_format(&b, "%s\n\n",
		      _("This portal is a demonstration. Nobody in it is a real person. Each place "
			"at the counter has an account; its files stand in this folder, by the "
			"name of its role: the SSH key, its public half (.pub), and the secret of "
			"its one-time codes (.secret)."));
	buffer_format(&b, "%s\n\n",
		      _("Staff sign in with the key, and then type the code that the second line "
			"prints (or the third, where oathtool is installed). A code is taken once: "
			"wait for the next one, at most 30 seconds, to sign in again. Another port "
			"than 2222 is said by `make run`."));
	for (size_t i = 0; i < d->account_count; i++)
		if (strcmp(d->accounts[i].id, DEMO_CITIZEN) == 0)
			put_citizen(d, &b, &d->accounts[i]);
		else if (strcmp(d->accounts[i].id, DEMO_CLUB) == 0)
			put_club(d, &b, &d->accounts[i]);
		else
			put_staff(d, &b, &d->accounts[i]);
	buffer_format(&b,
		      "%s\n  %s clock set +3d --state %.*s\n  %s clock set --real --state %.*s\n"
		      "\n%s\n",
		      _("Three services here are invented, so that silence can be tried: it grants "
			"the licence for a market stall, refuses the home help, and means nothing "
			"for the municipal hall. The first line lets three days pass, the second "
			"goes back to today:"),
		      program(d->command->arena), state_length(d), d->folder,
		      program(d->command->arena), state_length(d), d->folder,
		      _("Where a market stall was refused, the applicant may appeal on its page: "
			"the officer decides that, not the head who has refused."));
	return folder_write(arena_format(d->command->arena, "%s/README", d->folder), b.data, b.size,
			    err);
}
