/* command_demo_staff.c - the places of a demonstration and who works there: offices, organisations,
 * and one account of each role, with what its person signs in by. */
#include "server/commands/command_demo.h"

#include "server/gate/gate.h"

#include <string.h>

/* Invented, one for each role in the order of their ids; a role more is called as it is. */
static const char *const people[] = {"Rima Khoury",   "Samir Haddad",  "Amel Bouzid",
				     "Sami Trabelsi", "Hanaa Mahmoud", "Karim Sabbagh",
				     "Ines Jaziri",   "Yacine Madani"};

static const struct {
	const char *code, *above, *place, *name;
} offices[] = {
	{"social-affairs", "", "", N_("Ministry of Social Affairs (demonstration)")},
	{"civil-status", "", "", N_("Directorate of Civil Status (demonstration)")},
	{"centre-saida", "social-affairs", "lb-caza-saida", N_("Centre of Saida (demonstration)")},
	{"centre-zahle", "civil-status", "lb-caza-zahle", N_("Centre of Zahle (demonstration)")},
};
static const char *const organisations[] = {
	N_("Hand in Hand Association (demonstration)"),
	N_("Cedar Growers' Cooperative (demonstration)"),
};

static enum fault add_places(struct demonstration *d, struct error *err)
{
	enum fault f = FAULT_NONE;

	for (size_t i = 0; f == FAULT_NONE && i < sizeof(offices) / sizeof(offices[0]); i++) {
		struct party office = {.name = message_get(offices[i].name)};

		snprintf(office.code, sizeof(office.code), "%s", offices[i].code);
		snprintf(office.place, sizeof(office.place), "%s", offices[i].place);
		f = offices_add(d->registry, &d->authority, offices[i].above, &office, err);
	}
	for (size_t i = 0; f == FAULT_NONE && i < sizeof(organisations) / sizeof(organisations[0]);
	     i++) {
		struct party one = {.name = message_get(organisations[i])};

		f = offices_add_organisation(d->registry, &d->authority, &one, err);
	}
	return f;
}

/* --- an account --- */

static const char *file_of(struct demonstration *d, const char *id, const char *kind)
{
	return arena_format(d->command->arena, "%s/%s%s", d->folder, id, kind);
}

static enum fault write_line(const char *file, const char *words, struct error *err)
{
	char line[128];
	int len = snprintf(line, sizeof(line), "%s\n", words);
	enum fault f = folder_write(file, line, (size_t)len, err);

	explicit_bzero(line, sizeof(line));
	return f;
}

static enum fault give_key(struct demonstration *d, struct demo_account *a, struct error *err)
{
	const char *file = file_of(d, a->id, "");
	char *line;
	size_t len;
	enum fault f;

	if (!gate_key_make(file))
		return fail(err, FAULT_BUSY, N_("The portal's folder cannot be written to."), "%s",
			    file);
	f = folder_read(d->command->arena, file_of(d, a->id, ".pub"), 4096, &line, &len, err);
	if (f == FAULT_NONE)
		f = publickey_read(line, a->key, err);
	return f == FAULT_NONE ? account_add_key(d->registry, &d->authority, a->number,
						 "demonstration", line, err)
			       : f;
}

/* Who is granted a role signs in with a code besides. */
static enum fault give_role(struct demonstration *d, const struct demo_account *a,
			    struct error *err)
{
	struct account_grant g = {.id = ""};
	struct account_code code;
	enum fault f;

	snprintf(g.role, sizeof(g.role), "%s", a->id);
	if (role_may(roles_find(a->id), "assist")) /* who serves people serves them in a centre */
		snprintf(g.office, sizeof(g.office), "centre-saida");
	f = account_grant(d->registry, &d->authority, a->number, &g, err);
	if (f == FAULT_NONE)
		f = account_renew_code(d->registry, &d->authority, a->number, &code, err);
	if (f == FAULT_NONE)
		f = write_line(file_of(d, a->id, ".secret"), code.secret, err);
	explicit_bzero(&code, sizeof(code));
	return f;
}

static enum fault add_account(struct demonstration *d, const char *id, const char *name,
			      struct error *err)
{
	struct demo_account *a = &d->accounts[d->account_count];
	struct account_paper paper;
	bool is_citizen = strcmp(id, DEMO_CITIZEN) == 0 || strcmp(id, DEMO_CLUB) == 0;
	enum fault f;

	if (d->account_count == DEMO_ACCOUNTS)
		fatal("more than %d accounts of a demonstration", DEMO_ACCOUNTS);
	f = account_open(d->registry, &d->authority, name, &paper, err);
	if (f != FAULT_NONE)
		return f;
	a->id = id;
	snprintf(a->number, sizeof(a->number), "%s", paper.number);
	f = give_key(d, a, err);
	if (f == FAULT_NONE && is_citizen)
		f = write_line(file_of(d, id, ".pin"),
			       arena_format(d->command->arena, "%s %s", paper.number, paper.pin),
			       err);
	else if (f == FAULT_NONE)
		f = give_role(d, a, err);
	explicit_bzero(&paper, sizeof(paper));
	d->account_count += f == FAULT_NONE;
	return f;
}

enum fault command_demo_staff(struct demonstration *d, struct error *err)
{
	size_t count;
	const struct role *const *roles = roles_all(&count);
	enum fault f = folder_add(command_state(d->command), DEMO_FOLDER, err);

	if (f == FAULT_NONE)
		f = add_places(d, err);
	for (size_t i = 0; f == FAULT_NONE && i < count; i++)
		f = add_account(d, roles[i]->id,
				i < sizeof(people) / sizeof(people[0]) ? people[i] : roles[i]->id,
				err);
	if (f == FAULT_NONE)
		f = add_account(d, DEMO_CITIZEN, "Najla Maalouf", err);
	return f == FAULT_NONE ? add_account(d, DEMO_CLUB, "Leila Karam", err) : f;
}

/* --- the code of now --- */

static enum fault read_secret(struct command *c, const char *role, char **ret, struct error *err)
{
	const char *file =
		arena_format(c->arena, "%s/" DEMO_FOLDER "/%s.secret", command_state(c), role);
	size_t len;
	enum fault f = FAULT_MISSING;

	if (roles_find(role) != NULL)
		f = folder_read(c->arena, file, 128, ret, &len, err);
	if (f != FAULT_NONE) {
		fail(err, FAULT_MISSING,
		     N_("There is no account of a demonstration called {role} here. What there is "
			"stands in the folder {folder}, which `shubbak init --demo` makes."),
		     "no secret");
		error_fill(err, "role", "%s", role);
		error_fill(err, "folder", "%s/" DEMO_FOLDER, command_state(c));
		return FAULT_MISSING;
	}
	(*ret)[strcspn(*ret, "\n")] = '\0';
	return FAULT_NONE;
}

enum exit_status command_demo_code(struct command *c)
{
	char code[CODE_DIGITS + 1], *secret;
	struct error err = {0};
	enum fault f = read_secret(c, c->arguments.words[0], &secret, &err);

	if (f == FAULT_NONE && !code_make(secret, (int64_t)time(NULL), code))
		f = fail(&err, FAULT_BROKEN,
			 N_("The secret of this account's codes is not as it was written."),
			 "a secret");
	if (f == FAULT_NONE)
		command_line(c, code);
	return command_end(c, f, &err);
}
