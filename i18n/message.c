/* message.c - the interface's own sentences in the person's language; the only file that calls
 * gettext. */
#include "i18n/message.h"

#include "i18n/base/buffer.h"
#include "i18n/bidi.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "shubbak"
#define FOLDER_ROOM 256 /* bytes of a path of ours */

/* TRANSLATORS: The name of the English language, in your language. When the portal starts, this
   message proves that your translations are found, so it must differ from "English". */
#define PROOF N_("English")

/*
 * Glibc translates only under a locale that is not "C", and the machine may have no other. So we
 * make some: a folder for an instant in which each name leads to the system's C.utf8. Gettext asks
 * no more of a locale than its name.
 *
 *   TEMPORARY/ar_LB.utf8 -> /usr/lib/locale/C.utf8
 *   TEMPORARY/fr_FR.utf8 -> /usr/lib/locale/C.utf8
 *
 * English is the language of the source and needs none.
 */
static const char *const links[LANG_COUNT] = {[LANG_AR] = "ar_LB.utf8", [LANG_FR] = "fr_FR.utf8"};
static const char *const names[LANG_COUNT] = {[LANG_AR] = "ar_LB.UTF-8", [LANG_FR] = "fr_FR.UTF-8"};

static enum lang language = LANG_EN;
static locale_t locales[LANG_COUNT]; /* 0: the messages stay in English */

static const char *find_system_locale(void)
{
	static const char *const folders[] = {"/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8",
					      "/usr/share/locale/C.utf8"};

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char file[FOLDER_ROOM];

		snprintf(file, sizeof(file), "%s/LC_MESSAGES/SYS_LC_MESSAGES", folders[i]);
		if (access(file, R_OK) == 0)
			return folders[i];
	}
	return NULL;
}

static bool make_folder(char *path, size_t room)
{
	const char *const parents[] = {getenv("TMPDIR"), "/tmp", "/dev/shm"};

	for (size_t i = 0; i < sizeof(parents) / sizeof(parents[0]); i++) {
		if (parents[i] == NULL || parents[i][0] != '/')
			continue;
		if (snprintf(path, room, "%s/shubbak-XXXXXX", parents[i]) < (int)room &&
		    mkdtemp(path) != NULL)
			return true;
	}
	return false;
}

/* By setlocale and a copy of what it set, because newlocale of glibc 2.36 never frees its copy of
 * LOCPATH. */
static locale_t load_locale(const char *name, const char *folder)
{
	const char *path = getenv("LOCPATH");
	char *path_before = path == NULL ? NULL : strdup(path);
	char *before = strdup(setlocale(LC_MESSAGES, NULL));
	locale_t loaded = (locale_t)0;

	setenv("LOCPATH", folder, 1);
	if (setlocale(LC_MESSAGES, name) != NULL)
		loaded = duplocale(LC_GLOBAL_LOCALE);
	if (path_before == NULL)
		unsetenv("LOCPATH");
	else
		setenv("LOCPATH", path_before, 1);
	setlocale(LC_MESSAGES, before == NULL ? "C" : before);
	free(path_before);
	free(before);
	return loaded;
}

static void load_locales(const char *folder, const char *target)
{
	char path[FOLDER_ROOM + 16];

	for (int i = 0; i < LANG_COUNT; i++) {
		if (links[i] == NULL)
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, links[i]);
		if (symlink(target, path) != 0)
			continue;
		locales[i] = load_locale(names[i], folder);
		unlink(path);
	}
}

static void drop_locales(void)
{
	for (int i = 0; i < LANG_COUNT; i++) {
		if (locales[i] != (locale_t)0)
			freelocale(locales[i]);
		locales[i] = (locale_t)0;
	}
}

static enum fault make_locales(struct error *err)
{
	const char *target = find_system_locale();
	char folder[FOLDER_ROOM];

	if (target == NULL)
		return fail(err, FAULT_BROKEN,
			    N_("This system has no C.UTF-8 locale, which the translations need."),
			    "no C.utf8 under /usr/lib/locale");
	if (!make_folder(folder, sizeof(folder)))
		return fail(err, FAULT_BROKEN, N_("A temporary folder could not be created."),
			    "mkdtemp: %s", strerror(errno));
	load_locales(folder, target);
	rmdir(folder);
	for (int i = 0; i < LANG_COUNT; i++)
		if (names[i] != NULL && locales[i] == (locale_t)0)
			return fail(err, FAULT_BROKEN,
				    N_("The locales of the translations cannot be loaded."),
				    "locale %s by %s: %s", names[i], target, strerror(errno));
	return FAULT_NONE;
}

/* Has glibc read all it will ever want to read for this language: the catalogue, the rule of
 * plurals, and, by a message that nobody has, every other place where a catalogue could be. */
static bool load_catalogue(void)
{
	const char *proof = message_get(PROOF);

	message_plural("\001one", "\001many", 3);
	message_get("\001none");
	return strcmp(proof, PROOF) != 0;
}

static enum fault load_catalogues(const char *dir, struct error *err)
{
	enum lang before = language;
	enum fault fault = FAULT_NONE;

	for (int i = 0; i < LANG_COUNT && fault == FAULT_NONE; i++) {
		if (names[i] == NULL)
			continue;
		language = (enum lang)i;
		if (load_catalogue())
			continue;
		fault = fail(err, FAULT_BROKEN, N_("The translations were not found in {folder}."),
			     "%s/%s/LC_MESSAGES/%s.mo", dir, lang_code((enum lang)i), DOMAIN);
		error_fill(err, "folder", "%s/%s/LC_MESSAGES", dir, lang_code((enum lang)i));
	}
	language = before;
	return fault;
}

enum fault message_open(const char *dir, struct error *err)
{
	enum fault fault;

	unsetenv("LANGUAGE"); /* it would win over the locale */
	drop_locales();
	if (bindtextdomain(DOMAIN, dir) == NULL || bind_textdomain_codeset(DOMAIN, "UTF-8") == NULL)
		fatal("out of memory");
	fault = make_locales(err);
	if (fault == FAULT_NONE)
		fault = load_catalogues(dir, err);
	if (fault != FAULT_NONE)
		drop_locales();
	return fault;
}

void message_use(enum lang lang)
{
	language = lang;
}

enum lang message_lang(void)
{
	return language;
}

const char *message_get(const char *message)
{
	locale_t before;

	if (locales[language] == (locale_t)0 || message[0] == '\0')
		return message;
	before = uselocale(locales[language]);
	message = dgettext(DOMAIN, message);
	uselocale(before);
	return message;
}

const char *message_plural(const char *one, const char *many, unsigned long n)
{
	locale_t before;
	const char *message;

	if (locales[language] == (locale_t)0)
		return n == 1 ? one : many;
	before = uselocale(locales[language]);
	message = dngettext(DOMAIN, one, many, n);
	uselocale(before);
	return message;
}

static const char *value_of(const struct fill *fills, const char *name, size_t len)
{
	for (; fills->name != NULL; fills++)
		if (strlen(fills->name) == len && memcmp(fills->name, name, len) == 0)
			return fills->value;
	return NULL;
}

static void add_value(struct arena *a, struct buffer *b, const char *value)
{
	if (value[0] != '\0' && (language == LANG_AR || bidi_has_rtl(value, strlen(value))))
		value = bidi_isolate_in(a, value, lang_direction(language));
	buffer_text(b, value);
}

char *message_fill(struct arena *a, const char *message, const struct fill *fills)
{
	struct buffer b;
	char *filled;

	buffer_open(&b, SIZE_MAX / 2);
	while (*message != '\0') {
		size_t plain = strcspn(message, "{");
		const char *name = message + plain + 1;
		size_t len = message[plain] == '{' ? strcspn(name, "{}") : 0;
		const char *value = len > 0 && name[len] == '}' ? value_of(fills, name, len) : NULL;

		buffer_add(&b, message, plain);
		if (value != NULL) {
			add_value(a, &b, value);
			message = name + len + 1;
		} else {
			buffer_add(&b, message + plain, message[plain] == '{' ? 1 : 0);
			message += plain + (message[plain] == '{' ? 1 : 0);
		}
	}
	filled = arena_slice(a, b.data, b.size);
	buffer_close(&b);
	return filled;
}

char *message_error(struct arena *a, const struct error *err)
{
	struct fill fills[ERROR_FILLS + 3] = {0};
	size_t count = 0;
	const char *words = err->said[language];

	if (words == NULL && err->say != NULL)
		words = err->one == NULL ? message_get(err->say)
					 : message_plural(err->one, err->say, err->number);
	if (words == NULL)
		words = message_get(N_("Something went wrong. Please try again later."));
	for (; count < err->fill_count && count < ERROR_FILLS; count++)
		fills[count] = (struct fill){err->fills[count].name, err->fills[count].value};
	for (int i = 0; i < 2 && err->told[i].name != NULL; i++)
		fills[count++] = (struct fill){err->told[i].name, err->told[i].in[language]};
	words = message_fill(a, words, fills);
	if (err->before == NULL)
		return arena_text(a, words);
	return arena_format(a, "%s %s", message_fill(a, message_get(err->before), fills), words);
}
