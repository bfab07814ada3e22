/* config.c - STATE/shubbak.conf: what the operator of a portal decides. */
#include "server/config.h"

#include "i18n/utf8.h"
#include "i18n/zone.h"
#include "server/log.h"
#include "server/source.h"
#include "services/money/paying.h"
#include "services/registry/folder.h"

#include <errno.h>
#include <fcntl.h>

#define FILE_CAP ((size_t)64 * 1024)

enum setting_kind { SETTING_TEXT, SETTING_NUMBER, SETTING_WORD, SETTING_ADDRESSES, SETTING_ZONE };

/* One setting: where it stands in struct config, what it may be, what it is without the file. */
struct setting {
	const char *name;
	enum setting_kind kind;
	size_t at;
	long least, most;         /* of a number; `most` is the room of a text */
	const char *const *words; /* SETTING_WORD: their index is the value */
	const char *standard;     /* of a number "": CONFIG_UNSET */
	const char *comment;
};

static const char *const compressions[] = {"auto", "offered", "off", NULL};
static const char *const greetings[] = {"auto", "yes", "no", NULL};
static const char *const no_yes[] = {"no", "yes", NULL};
static const char *const countries[] = {"all", "LB", "TN", "DZ", "EG", NULL};

#define AT(member) offsetof(struct config, member)
#define ROOM(member) (long)sizeof(((struct config *)0)->member)

static const struct setting settings[] = {
	{"listen", SETTING_TEXT, AT(listen), 0, ROOM(listen), NULL, "0.0.0.0:2222",
	 "Address and port to listen on; [::]:2222 listens on IPv6 as well."},
	{"registry", SETTING_TEXT, AT(registry), 0, ROOM(registry), NULL, "",
	 "The registry's database in PostgreSQL, best by the local pooler's socket: "
	 "postgresql:///NAME?host=/run/pgbouncer, or key=value pairs. Empty: registry.db in this "
	 "folder."},
	{"host", SETTING_TEXT, AT(host), 0, ROOM(host), NULL, "localhost",
	 "The portal's name as people type it; receipts and help pages print it."},
	{"port", SETTING_NUMBER, AT(port), 0, 65535, NULL, "0",
	 "The port as people type it; 0: the one that is listened on."},
	{"country", SETTING_TEXT, AT(country), 0, ROOM(country), countries, "all",
	 "Whose services are shown: LB, TN, DZ, EG, or all."},
	{"language", SETTING_WORD, AT(lang), 0, 0, lang_codes, "en",
	 "The portal's own language, where a visitor shows none: ar, fr or en."},
	{"time_zone", SETTING_ZONE, AT(time_zone), 0, ROOM(time_zone), NULL, "",
	 "The zone whose time people read, such as Africa/Cairo, with its summer time; empty: that "
	 "of the country, of Lebanon where all are shown."},
	{"utc_offset", SETTING_NUMBER, AT(utc_offset), -720, 840, NULL, "",
	 "Instead, where no time_zone is set: minutes from UTC, in summer as in winter; empty: not "
	 "used."},
	{"visitors", SETTING_NUMBER, AT(visitors), 1, 100000, NULL, "1000",
	 "Visitors at once. When all places are taken, the least engaged one makes room."},
	{"visitors_per_source", SETTING_NUMBER, AT(visitors_per_source), 1, 100000, NULL, "100",
	 "Visitors at once from one IPv4 /24 or IPv6 /48, where they are not exempt."},
	{"visitors_per_identity", SETTING_NUMBER, AT(visitors_per_identity), 1, 100000, NULL, "20",
	 "Visitors at once who have signed in with one key, or with one reference."},
	{"exempt", SETTING_ADDRESSES, AT(exempt), 0, ROOM(exempt), NULL, "127.0.0.0/8 ::1",
	 "Networks with many people behind one address, such as centres and telephone networks, as "
	 "in balancers: their visitors, drafts and applications are not counted together."},
	{"balancers", SETTING_ADDRESSES, AT(balancers), 0, ROOM(balancers), NULL, "",
	 "Addresses of balancers, or prefixes such as 192.0.2.0/24 or 2001:db8::/32, with blanks "
	 "between "
	 "them: their connections begin with a PROXY header of version 2 that says whom they come "
	 "from."},
	{"phase_seconds", SETTING_NUMBER, AT(phase_seconds), 2, 120, NULL, "12",
	 "Seconds that one phase of a login may take: the version, the offer of algorithms, the "
	 "keys, "
	 "the service, the sign-in."},
	{"login_seconds", SETTING_NUMBER, AT(login_seconds), 2, 600, NULL, "60",
	 "Seconds that all phases may take, without the time in which a person is waited for."},
	{"person_seconds", SETTING_NUMBER, AT(person_seconds), 10, 600, NULL, "120",
	 "Seconds for a person's answer in a login: to the fingerprint, to unlock a key, to type "
	 "reference and PIN; also for a PIN that a command waits for."},
	{"idle_minutes", SETTING_NUMBER, AT(idle_minutes), 1, 1440, NULL, "15",
	 "Minutes without a key after which a visit ends; drafts are kept."},
	{"input_seconds", SETTING_NUMBER, AT(input_seconds), 2, 3600, NULL, "30",
	 "Seconds without a byte after which a command that waits for its standard input ends."},
	{"warning_seconds", SETTING_NUMBER, AT(warning_seconds), 0, 600, NULL, "60",
	 "Seconds before that end at which the visitor is warned; 0: no warning."},
	{"stay_minutes", SETTING_NUMBER, AT(stay_minutes), 0, 60, NULL, "10",
	 "Minutes that a visit with a draft or a sign-in waits for its owner when its line is "
	 "lost; "
	 "0: it ends, and the draft opens from the registry."},
	{"stays", SETTING_NUMBER, AT(stays), 1, 100000, NULL, "200",
	 "Visits that may wait so at once; of more, the one that waits longest ends."},
	{"renew_hours", SETTING_NUMBER, AT(renew_hours), 0, 1000, NULL, "24",
	 "Hours after which the listener starts itself anew, so that its memory lies elsewhere; "
	 "visitors "
	 "stay. 0: never."},
	{"user", SETTING_TEXT, AT(user), 0, ROOM(user), NULL, "nobody",
	 "The unprivileged user of the processes that hold the network, where the portal is "
	 "started by root."},
	{"log_level", SETTING_WORD, AT(log_level), 0, 0, log_levels, "info",
	 "error, warning, info or debug."},
	{"log_file", SETTING_TEXT, AT(log_file), 0, ROOM(log_file), NULL, "",
	 "Where the log is written; empty: standard error. It is opened anew on SIGHUP."},
	{"sender", SETTING_TEXT, AT(sender), 0, ROOM(sender), NULL, "",
	 "The full path of the program that sends messages by SMS and e-mail, one on its standard "
	 "input each time; empty: each is a file in the folder spool of this one."},
	{"anchor", SETTING_TEXT, AT(anchor), 0, ROOM(anchor), NULL, "",
	 "Where the head of the ledger is written down: the full path of a file, or of a folder, "
	 "outside "
	 "this one, best on another machine; empty: nowhere. `verify --anchor FILE` compares."},
	{"anchor_minutes", SETTING_NUMBER, AT(anchor_minutes), 1, 1440, NULL, "60",
	 "Minutes between two lines of the anchor; none is added where nothing has happened."},
	{"compression", SETTING_WORD, AT(compression), 0, 0, compressions, "auto",
	 "auto: compressed with every client that is known to be able to; offered: where the "
	 "client asks for it; off."},
	{"greeting", SETTING_WORD, AT(greeting), 0, 0, greetings, "auto",
	 "A line of greeting, in French and English, before the first page of guests and of who "
	 "comes as me; auto: on slow lines alone; yes; no. Clients print it before commands "
	 "too."},
	{"p256", SETTING_WORD, AT(p256), 0, 0, no_yes, "no",
	 "yes: the key exchange and the host key over NIST's curve P-256 are offered as well, for "
	 "clients that know no other."},
	{"after_refusal_ar", SETTING_TEXT, AT(after_refusal[LANG_AR]), 0,
	 ROOM(after_refusal[LANG_AR]), NULL, "",
	 "What whoever is refused may do: of whom to ask what, how, and by when; shown with the "
	 "refusal. Empty: the page says that it is not known here."},
	{"after_refusal_fr", SETTING_TEXT, AT(after_refusal[LANG_FR]), 0,
	 ROOM(after_refusal[LANG_FR]), NULL, "", "The same in French."},
	{"after_refusal_en", SETTING_TEXT, AT(after_refusal[LANG_EN]), 0,
	 ROOM(after_refusal[LANG_EN]), NULL, "", "The same in English."},
	{"contact_ar", SETTING_TEXT, AT(contact[LANG_AR]), 0, ROOM(contact[LANG_AR]), NULL, "",
	 "Whom people turn to with complaints, opinions and questions: name, telephone, e-mail; "
	 "shown by the help and where somebody searches for it. Empty: the page says to ask the "
	 "authority of the service."},
	{"contact_fr", SETTING_TEXT, AT(contact[LANG_FR]), 0, ROOM(contact[LANG_FR]), NULL, "",
	 "The same in French."},
	{"contact_en", SETTING_TEXT, AT(contact[LANG_EN]), 0, ROOM(contact[LANG_EN]), NULL, "",
	 "The same in English."},
	{"account_office_ar", SETTING_TEXT, AT(account_office[LANG_AR]), 0,
	 ROOM(account_office[LANG_AR]), NULL, "",
	 "Which office opens accounts, who may have one and what to bring, as whole sentences; "
	 "shown by the help and wherever something needs an account. Empty: the page says that "
	 "it was not told here."},
	{"account_office_fr", SETTING_TEXT, AT(account_office[LANG_FR]), 0,
	 ROOM(account_office[LANG_FR]), NULL, "", "The same in French."},
	{"account_office_en", SETTING_TEXT, AT(account_office[LANG_EN]), 0,
	 ROOM(account_office[LANG_EN]), NULL, "", "The same in English."},
	{"pay_ar", SETTING_TEXT, AT(pay[LANG_AR]), 0, ROOM(pay[LANG_AR]), NULL, "",
	 "How and where fees are paid, as at which counters, banks or agencies; shown with what is "
	 "owed. Empty: the page says to ask the authority."},
	{"pay_fr", SETTING_TEXT, AT(pay[LANG_FR]), 0, ROOM(pay[LANG_FR]), NULL, "",
	 "The same in French."},
	{"pay_en", SETTING_TEXT, AT(pay[LANG_EN]), 0, ROOM(pay[LANG_EN]), NULL, "",
	 "The same in English."},
	{"qr_account", SETTING_TEXT, AT(qr_account), 0, ROOM(qr_account), NULL, "",
	 "For a QR code with each fee (EMVCo's): the account as the payment provider has given it, "
	 "26:IDENTIFIER:NUMBER, or 02:NUMBER of a field below 26. Empty, or any of the four "
	 "below: there is no code."},
	{"qr_category", SETTING_TEXT, AT(qr_category), 0, ROOM(qr_category), NULL, "",
	 "The merchant's category: four digits of ISO 18245."},
	{"qr_country", SETTING_TEXT, AT(qr_country), 0, ROOM(qr_country), NULL, "",
	 "Its country: two letters."},
	{"qr_name", SETTING_TEXT, AT(qr_name), 0, ROOM(qr_name), NULL, "",
	 "Its name in letters of ASCII, at most 25."},
	{"qr_city", SETTING_TEXT, AT(qr_city), 0, ROOM(qr_city), NULL, "",
	 "Its city in letters of ASCII, at most 15."},
	{"pin_for_acts", SETTING_WORD, AT(pin_for_acts), 0, 0, no_yes, "yes",
	 "yes: who comes in with a key is asked for the PIN before an application that was not "
	 "begun "
	 "in the same visit is submitted, answered or withdrawn; no: the key alone does it."},
	{"recovery_days", SETTING_NUMBER, AT(recovery_days), 0, 90, NULL, "7",
	 "Days that an account waits, its addresses told, before who has lost its PIN gets a new "
	 "one, or one administrator gives what opens it; 0: it always takes two of them."},
};
#define SETTINGS (sizeof(settings) / sizeof(settings[0]))

void config_told(const struct config *c, const char *after_refusal[LANG_COUNT],
		 const char *contact[LANG_COUNT], const char *account_office[LANG_COUNT])
{
	for (int i = 0; i < LANG_COUNT; i++) {
		after_refusal[i] = c->after_refusal[i];
		contact[i] = c->contact[i];
		account_office[i] = c->account_office[i];
	}
}

void config_paying(const struct config *c, struct paying *ret)
{
	*ret = (struct paying){.merchant = {.account = c->qr_account,
					    .category = c->qr_category,
					    .country = c->qr_country,
					    .name = c->qr_name,
					    .city = c->qr_city}};
	for (int i = 0; i < LANG_COUNT; i++)
		ret->how[i] = c->pay[i];
}

static bool read_number(const char *s, long least, long most, int *ret)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(s, &end, 10);
	if (end == s || *end != '\0' || errno != 0 || n < least || n > most)
		return false;
	*ret = (int)n;
	return true;
}

static bool read_word(const char *s, const char *const *words, int *ret)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcasecmp(s, words[i]) == 0) {
			*ret = i;
			return true;
		}
	return false;
}

/* Puts a value where it belongs; the words that say what it should be, or NULL when all is well. */
static const char *put_value(struct config *c, const struct setting *s, const char *value)
{
	char *at = (char *)c + s->at;
	size_t len = strlen(value);
	int n = 0;

	if (s->kind == SETTING_NUMBER) {
		if (value[0] == '\0' && s->standard[0] == '\0')
			n = CONFIG_UNSET;
		else if (!read_number(value, s->least, s->most, &n))
			return N_("{setting} must be a whole number from {least} to {most}.");
		memcpy(at, &n, sizeof(n));
		return NULL;
	}
	if (s->words != NULL) {
		if (!read_word(value, s->words, &n))
			return N_("{setting} cannot be {value}. The comment above it lists the "
				  "values allowed.");
		value = s->words[n];
		len = strlen(value);
	}
	if (s->kind == SETTING_WORD) {
		memcpy(at, &n, sizeof(n));
		return NULL;
	}
	if (s->kind == SETTING_ADDRESSES && !source_is_list(value))
		return N_("{setting} must be a list of addresses and prefixes separated by spaces, "
			  "such as 192.0.2.7 or 2001:db8::/32.");
	if (s->kind == SETTING_ZONE && len > 0 && !zone_is_known(value))
		return N_(
			"{setting} is a time zone that this machine knows, such as Asia/Beirut or "
			"Africa/Cairo; Debian's package tzdata brings them.");
	if (len >= (size_t)s->most)
		return N_("The value of {setting} is too long.");
	memcpy(at, value, len + 1);
	return NULL;
}

void config_default(struct config *c)
{
	*c = (struct config){0};
	for (size_t i = 0; i < SETTINGS; i++)
		put_value(c, &settings[i], settings[i].standard);
}

static const struct setting *setting_find(const char *name)
{
	for (size_t i = 0; i < SETTINGS; i++)
		if (strcmp(settings[i].name, name) == 0)
			return &settings[i];
	return NULL;
}

static char *trim(char *s)
{
	size_t len;

	s += strspn(s, " \t\r");
	len = strlen(s);
	while (len > 0 && strchr(" \t\r", s[len - 1]) != NULL)
		s[--len] = '\0';
	return s;
}

static enum fault wrong_line(struct error *err, int line, const char *say, const struct setting *s,
			     const char *value)
{
	fail(err, FAULT_INPUT, say, "configuration line %d", line);
	if (err == NULL)
		return FAULT_INPUT;
	err->line = line;
	if (s != NULL) {
		error_fill(err, "setting", "%s", s->name);
		error_fill(err, "least", "%ld", s->least);
		error_fill(err, "most", "%ld", s->most);
	}
	error_fill(err, "value", "%s", value);
	return FAULT_INPUT;
}

/* One line of the file, which is changed. */
static enum fault read_line(struct config *c, char *line, int number, struct error *err)
{
	char *name = trim(line), *value;
	const struct setting *s;
	const char *say;

	if (name[0] == '\0' || name[0] == '#')
		return FAULT_NONE;
	value = strchr(name, '=');
	if (value == NULL)
		return wrong_line(err, number, N_("Write a setting as: name = value"), NULL, name);
	*value = '\0';
	name = trim(name);
	value = trim(value + 1);
	s = setting_find(name);
	if (s == NULL)
		return wrong_line(err, number, N_("There is no setting called {value}."), NULL,
				  name);
	say = put_value(c, s, value);
	return say == NULL ? FAULT_NONE : wrong_line(err, number, say, s, value);
}

enum fault config_read(struct config *c, const char *text, size_t len, struct error *err)
{
	struct config fresh = *c;
	char *copy, *rest;
	enum fault f = FAULT_NONE;

	if (!utf8_is_valid(text, len) || memchr(text, '\0', len) != NULL)
		return wrong_line(err, 1, N_("The configuration file is not UTF-8 text."), NULL,
				  "");
	copy = strndup(text, len);
	if (copy == NULL)
		fatal("out of memory");
	rest = copy;
	for (int number = 1; rest != NULL && f == FAULT_NONE; number++)
		f = read_line(&fresh, strsep(&rest, "\n"), number, err);
	free(copy);
	if (f == FAULT_NONE)
		*c = fresh;
	return f;
}

enum fault config_load(struct config *c, const char *file, struct error *err)
{
	BUFFER_CLEAN struct buffer b = {.data = NULL};
	char bytes[4096];
	FILE *from = NULL;
	size_t n;
	bool good;
	enum fault f = folder_open(file, N_("The configuration file cannot be read."), &from, err);

	if (f != FAULT_NONE)
		return f;
	buffer_open(&b, FILE_CAP);
	while (!b.full && (n = fread(bytes, 1, sizeof(bytes), from)) > 0)
		buffer_add(&b, bytes, n);
	good = !ferror(from) && !b.full;
	fclose(from);
	if (!good)
		return fail(err, FAULT_INPUT, N_("The configuration file cannot be read."),
			    "read: too large, or it failed");
	return config_read(c, b.size > 0 ? b.data : "", b.size, err);
}

void config_write(struct buffer *out)
{
	buffer_text(
		out,
		"# The configuration of this portal; shubbak.conf(5) tells more. A line is `name = "
		"value`; what stands\n"
		"# here behind a # is the default. `kill -HUP` of the listener reads it again.\n");
	for (size_t i = 0; i < SETTINGS; i++)
		buffer_format(out, "\n# %s\n#%s = %s\n", settings[i].comment, settings[i].name,
			      settings[i].standard);
}

const char *config_registry(const struct config *c)
{
	return c->registry[0] == '\0' ? NULL : c->registry;
}

enum fault config_find_registry(const char *state, struct config *room, const char **ret_address,
				struct error *err)
{
	char file[FOLDER_PATH];
	enum fault fault;

	snprintf(file, sizeof(file), "%s/shubbak.conf", state);
	config_default(room);
	fault = config_load(room, file, err);
	if (fault != FAULT_NONE && fault != FAULT_MISSING)
		return fault;
	*ret_address = config_registry(room);
	return FAULT_NONE;
}
