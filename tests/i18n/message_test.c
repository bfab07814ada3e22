/* message_test.c - sentences come out in the person's language, from files that are read once. */
#include "tests/unit.h"

#include "i18n/message.h"
#include "i18n/text.h"

#include <dirent.h>
#include <errno.h>
#include <seccomp.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define HEADER(plural)                                                                             \
	"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"                      \
	"\"Plural-Forms: " plural "\\n\"\n\n"

static const char arabic[] = HEADER(
	"nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 "
	"&& n%100<=10 ? 3 : n%100>=11 ? 4 : 5;") "msgid \"English\"\nmsgstr \"الإنجليزية\"\n\n"
						 "msgid \"Your reference is {reference}.\"\nmsgstr "
						 "\"رقم مرجعك {reference}.\"\n\n"
						 "msgid \"{count} service\"\nmsgid_plural "
						 "\"{count} services\"\n"
						 "msgstr[0] \"لا خدمات\"\nmsgstr[1] \"خدمة "
						 "واحدة\"\nmsgstr[2] \"خدمتان\"\n"
						 "msgstr[3] \"{count} خدمات\"\nmsgstr[4] \"{count} "
						 "خدمة\"\nmsgstr[5] \"{count} خدمة تامّة\"\n";

static const char french[] =
	HEADER("nplurals=2; plural=(n > 1);") "msgid \"English\"\nmsgstr \"Anglais\"\n\n"
					      "msgid \"Your reference is {reference}.\"\nmsgstr "
					      "\"Votre référence : {reference}.\"\n\n"
					      "msgid \"{count} service\"\nmsgid_plural \"{count} "
					      "services\"\n"
					      "msgstr[0] \"{count} démarche\"\nmsgstr[1] \"{count} "
					      "démarches\"\n";

static void run(const char *const *argv)
{
	extern char **environ;
	int status = -1;
	pid_t pid;

	ck_assert_int_eq(
		posix_spawnp(&pid, argv[0], NULL, NULL, (char *const *)(uintptr_t)argv, environ),
		0);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
}

/* FOLDER/LANG/LC_MESSAGES/shubbak.mo out of `po`; its path is put into `mo`. */
static void make_catalogue(const char *folder, const char *lang, const char *po, char mo[256])
{
	char path[128], source[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, lang);
	ck_assert(mkdir(path, 0700) == 0 || errno == EEXIST);
	snprintf(path, sizeof(path), "%s/%s/LC_MESSAGES", folder, lang);
	ck_assert(mkdir(path, 0700) == 0 || errno == EEXIST);
	snprintf(source, sizeof(source), "%s/%s.po", folder, lang);
	f = fopen(source, "w");
	ck_assert_ptr_nonnull(f);
	fputs(po, f);
	fclose(f);
	snprintf(mo, 256, "%s/shubbak.mo", path);
	run((const char *[]){"msgfmt", "-o", mo, source, NULL});
}

/* A folder with both catalogues, opened; then the catalogues are taken away. */
static void open_both(void)
{
	char folder[64], ar[256], fr[256];
	struct error err = {0};

	snprintf(folder, sizeof(folder), "%s/both", unit_folder());
	ck_assert(mkdir(folder, 0700) == 0 || errno == EEXIST);
	make_catalogue(folder, "ar", arabic, ar);
	make_catalogue(folder, "fr", french, fr);
	ck_assert_msg(message_open(folder, &err) == FAULT_NONE, "%s", err.detail);
	unlink(ar);
	unlink(fr);
}

static void check_languages(void)
{
	static const char *const ar[] = {"لا خدمات",      "خدمة واحدة",   "خدمتان",
					 "{count} خدمات", "{count} خدمة", "{count} خدمة تامّة"};
	static const unsigned long counts[] = {0, 1, 2, 3, 11, 100};

	message_use(LANG_AR);
	ck_assert_int_eq((int)message_lang(), LANG_AR);
	ck_assert_str_eq(_("English"), "الإنجليزية");
	ck_assert_str_eq(_("Your reference is {reference}."), "رقم مرجعك {reference}.");
	for (size_t i = 0; i < 6; i++)
		ck_assert_str_eq(P_("{count} service", "{count} services", counts[i]), ar[i]);
	ck_assert_str_eq(_("No translator has seen this."), "No translator has seen this.");
	message_use(LANG_FR);
	ck_assert_str_eq(_("English"), "Anglais");
	ck_assert_str_eq(P_("{count} service", "{count} services", 0), "{count} démarche");
	ck_assert_str_eq(P_("{count} service", "{count} services", 1), "{count} démarche");
	ck_assert_str_eq(P_("{count} service", "{count} services", 2), "{count} démarches");
	ck_assert_str_eq(P_("{n} thing", "{n} things", 2), "{n} things");
	message_use(LANG_EN);
	ck_assert_str_eq(_("English"), "English");
	ck_assert_str_eq(P_("{count} service", "{count} services", 1), "{count} service");
	ck_assert_str_eq(P_("{count} service", "{count} services", 0), "{count} services");
}

START_TEST(speaks_three_languages)
{
	setenv("LANGUAGE", "de:en", 1);
	setenv("LC_ALL", "C", 1);
	open_both();
	check_languages();
	check_languages();
	ck_assert_str_eq(_(""), "");
}
END_TEST

/* A visitor's process may open nothing: it would be killed here. */
START_TEST(reads_no_file_once_open)
{
	int status = -1;
	pid_t pid;

	open_both();
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
		static const int calls[] = {SCMP_SYS(open),       SCMP_SYS(openat),
					    SCMP_SYS(stat),       SCMP_SYS(access),
					    SCMP_SYS(newfstatat), SCMP_SYS(readlink)};

		for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
			if (seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, calls[i], 0) != 0)
				_exit(2);
		if (seccomp_load(filter) != 0)
			_exit(3);
		check_languages();
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
}
END_TEST

static int count_leftovers(const char *folder)
{
	DIR *dir = opendir(folder);
	int count = 0;

	ck_assert_ptr_nonnull(dir);
	for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir))
		count += strncmp(e->d_name, "shubbak-", 8) == 0;
	closedir(dir);
	return count;
}

START_TEST(leaves_nothing_behind)
{
	char folder[64];

	snprintf(folder, sizeof(folder), "%s/temporary", unit_folder());
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	setenv("TMPDIR", folder, 1);
	setenv("LOCPATH", "/nowhere", 1);
	open_both();
	ck_assert_int_eq(count_leftovers(folder), 0);
	ck_assert_str_eq(getenv("LOCPATH"), "/nowhere");
}
END_TEST

START_TEST(says_what_is_missing)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	char folder[64], mo[256];
	struct error err = {0};

	ck_assert_int_eq(message_open("/nowhere", &err), FAULT_BROKEN);
	ck_assert_str_eq(message_error(a, &err),
			 "The translations were not found in /nowhere/ar/LC_MESSAGES.");
	message_use(LANG_AR);
	ck_assert_str_eq(_("English"), "English");
	ck_assert_str_eq(P_("one", "many", 2), "many");

	snprintf(folder, sizeof(folder), "%s/half", unit_folder());
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	make_catalogue(folder, "ar", arabic, mo);
	ck_assert_int_eq(message_open(folder, &err), FAULT_BROKEN);
	ck_assert_str_eq(strstr(err.fills[0].value, "/half/"), "/half/fr/LC_MESSAGES");
	open_both();
	message_use(LANG_FR);
	ck_assert_str_eq(_("English"), "Anglais");
}
END_TEST

START_TEST(fills_places)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);

	message_use(LANG_EN);
	ck_assert_str_eq(FILL(a, "{a} and {b}, {a}.", {"a", "1"}, {"b", "2"}), "1 and 2, 1.");
	ck_assert_str_eq(FILL(a, "{a} {none} {} {", {"a", "x"}), "x {none} {} {");
	ck_assert_str_eq(FILL(a, "{{a}} {a", {"a", "x"}), "{x} {a");
	ck_assert_str_eq(FILL(a, "{a}", {"a", "{b}"}, {"b", "no"}), "{b}");
	ck_assert_str_eq(FILL(a, "{a}", {"a", NULL}), "{a}");
	ck_assert_str_eq(FILL(a, "[{a}]", {"a", ""}), "[]");
	ck_assert_str_eq(FILL(a, "", {"a", "x"}), "");
	ck_assert_str_eq(FILL(a, "100%s {ab}", {"a", "x"}), "100%s {ab}");
	ck_assert_str_eq(FILL(a, "by {a}!", {"a", "سلام"}), "by \u2068سلام\u2069!");
	message_use(LANG_AR);
	ck_assert_str_eq(FILL(a, "رقم {a}.", {"a", "2026-1"}), "رقم \u20662026-1\u2069.");
	ck_assert_str_eq(text_safe(a, FILL(a, "رقم {a}.", {"a", "2026-1"}), 0), "رقم 2026-1.");
	message_use(LANG_EN);
}
END_TEST

START_TEST(says_errors)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	struct error err = {0};

	open_both();
	message_use(LANG_FR);
	fail(&err, FAULT_INPUT, N_("Your reference is {reference}."), "detail");
	error_fill(&err, "reference", "%d", 42);
	ck_assert_str_eq(message_error(a, &err), "Votre référence : 42.");
	err.said[LANG_FR] = "Au plus {reference}.";
	ck_assert_str_eq(message_error(a, &err), "Au plus 42.");
	message_use(LANG_EN);
	ck_assert_str_eq(message_error(a, &err), "Your reference is 42.");
	message_use(LANG_AR);
	for (unsigned long n = 1; n <= 3; n++) {
		static const char *const said[] = {"1 service", "خدمة واحدة", "خدمتان"};

		if (n == 3)
			message_use(LANG_EN);
		fail(&err, FAULT_INPUT, "{count} services", "detail");
		error_count(&err, "{count} service", n == 3 ? 1 : n);
		error_fill(&err, "count", "%lu", n == 3 ? 1 : n);
		ck_assert_str_eq(message_error(a, &err), said[n % 3]);
	}
	err = (struct error){0};
	ck_assert_str_eq(message_error(a, &err), "Something went wrong. Please try again later.");
}
END_TEST

SUITE(message, speaks_three_languages, reads_no_file_once_open, leaves_nothing_behind,
      says_what_is_missing, fills_places, says_errors)
