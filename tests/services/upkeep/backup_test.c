/* backup_test.c - one sealed file, made while others write, comes back whole and only with its
 * secret. */
#include "tests/services/portal.h"
#include "tests/unit.h"

#include "services/upkeep/archive.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void path_of(char *to, const char *name)
{
	snprintf(to, FOLDER_PATH, "%s/%s", unit_folder(), name);
}

START_TEST(comes_back_whole)
{
	char file[FOLDER_PATH], folder[FOLDER_PATH], path[FOLDER_PATH + 32];
	struct portal p;
	struct receipt receipt;
	struct registry *back;
	struct application a;
	struct error err;
	struct stat st;

	portal_open(&p, "backup");
	path_of(file, "backup.file");
	path_of(folder, "restored");
	receipt = portal_apply(&p, &p.guest);
	snprintf(path, sizeof(path), "%s/documents/paper", p.folder);
	ck_assert_int_eq(folder_write(path, "%PDF", 4, &err), FAULT_NONE);
	snprintf(path, sizeof(path), "%s/shubbak.conf", p.folder);
	ck_assert_int_eq(folder_write(path, "# empty\n", 8, &err), FAULT_NONE);
	ck_assert_msg(backup_write(p.registry, file, &err) == FAULT_NONE, "%s", err.detail);
	ck_assert_int_eq(stat(file, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);

	ck_assert_msg(backup_restore(file, p.secret, folder, &err) == FAULT_NONE, "%s (%s)",
		      err.say, err.detail);
	ck_assert_int_eq(registry_open(folder, NULL, &back, &err), FAULT_NONE);
	ck_assert_str_eq(portal_heads(p.registry, p.arena), portal_heads(back, p.arena));
	ck_assert_int_eq(application_open(back, &p.guest, receipt.reference, receipt.pin, &a, &err),
			 FAULT_NONE);
	registry_close(back);
	snprintf(path, sizeof(path), "%s/documents/paper", folder);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_size, 4);
	snprintf(path, sizeof(path), "%s/keys/pin.key", folder);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	ck_assert_int_eq(backup_restore(file, p.secret, folder, &err), FAULT_CONFLICT);
	portal_close(&p);
}
END_TEST

START_TEST(only_with_its_secret)
{
	char file[FOLDER_PATH], folder[FOLDER_PATH], wrong[65], none[FOLDER_PATH];
	struct portal p;
	struct error err;

	portal_open(&p, "secret");
	path_of(file, "secret.file");
	path_of(folder, "secret-restored");
	path_of(none, "no.file");
	ck_assert_int_eq(backup_write(p.registry, file, &err), FAULT_NONE);
	memcpy(wrong, p.secret, sizeof(wrong));
	wrong[20] = wrong[20] == 'a' ? 'b' : 'a';
	ck_assert_int_eq(backup_restore(file, wrong, folder, &err), FAULT_DENIED);
	ck_assert_int_eq(rmdir(folder), 0);
	ck_assert_int_eq(backup_restore(file, "abc", folder, &err), FAULT_DENIED);
	ck_assert_int_eq(backup_restore(none, p.secret, folder, &err), FAULT_MISSING);
	ck_assert_int_eq(rmdir(folder), 0);
	portal_close(&p);
}
END_TEST

/* Cut anywhere, or one bit flipped anywhere: refused, and the folder is empty again. */
START_TEST(damage_is_refused)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 24);
	char file[FOLDER_PATH], broken[FOLDER_PATH], folder[FOLDER_PATH], *bytes;
	struct portal p;
	struct error err;
	size_t len;

	portal_open(&p, "broken");
	path_of(file, "whole.file");
	path_of(broken, "broken.file");
	path_of(folder, "broken-restored");
	ck_assert_int_eq(backup_write(p.registry, file, &err), FAULT_NONE);
	ck_assert_int_eq(folder_read(a, file, 1 << 23, &bytes, &len, &err), FAULT_NONE);
	for (size_t i = 0; i < 60; i++) {
		size_t at = i < 20 ? i * 11 : len * (i - 19) / 41;
		bool cut = i % 2 == 0;

		bytes[at] = (char)(bytes[at] ^ 1);
		unlink(broken);
		ck_assert_int_eq(folder_write(broken, bytes, cut ? at : len, &err), FAULT_NONE);
		bytes[at] = (char)(bytes[at] ^ 1);
		ck_assert_msg(backup_restore(broken, p.secret, folder, &err) != FAULT_NONE,
			      "damage at %zu of %zu", at, len);
		ck_assert_int_ne(err.fault, FAULT_BROKEN);
		ck_assert_int_eq(rmdir(folder), 0);
	}
	unlink(broken);
	ck_assert_int_eq(folder_write(broken, arena_format(a, "%s", ""), 0, &err), FAULT_NONE);
	ck_assert_int_eq(backup_restore(broken, p.secret, folder, &err), FAULT_INPUT);
	portal_close(&p);
}
END_TEST

START_TEST(not_into_itself)
{
	char file[FOLDER_PATH + 64];
	struct portal p;
	struct error err;

	portal_open(&p, "itself");
	snprintf(file, sizeof(file), "%s/documents/backup", p.folder);
	ck_assert_int_eq(backup_write(p.registry, file, &err), FAULT_INPUT);
	ck_assert_int_eq(backup_write(p.registry, "/nowhere/at/all", &err), FAULT_MISSING);
	portal_close(&p);
}
END_TEST

/* Names in an archive never lead out of the folder. */
START_TEST(names_stay_inside)
{
	static const char *const names[] = {"../x",    "/x",   "a/../x", "a//x",
					    ".hidden", "a/.x", "a/",     "a\nb"};
	unsigned char public_key[crypto_box_PUBLICKEYBYTES], secret[crypto_box_SECRETKEYBYTES];
	char file[FOLDER_PATH], path[FOLDER_PATH], folder[FOLDER_PATH];
	static struct archive x;
	struct error err;
	FILE *f;

	ck_assert_int_ge(sodium_init(), 0);
	crypto_box_keypair(public_key, secret);
	path_of(file, "names.file");
	path_of(path, "names.one");
	path_of(folder, "names");
	ck_assert_int_eq(folder_make(folder, &err), FAULT_NONE);
	ck_assert_int_eq(folder_write(path, "x", 1, &err), FAULT_NONE);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		f = fopen(file, "w");
		ck_assert_int_eq(archive_begin(&x, f, public_key, &err), FAULT_NONE);
		ck_assert_int_eq(archive_put(&x, names[i], path, &err), FAULT_NONE);
		ck_assert_int_eq(archive_end(&x, &err), FAULT_NONE);
		archive_free(&x);
		fclose(f);
		f = fopen(file, "r");
		ck_assert_int_eq(archive_open(&x, f, secret, &err), FAULT_NONE);
		ck_assert_msg(archive_unpack(&x, folder, &err) == FAULT_INPUT, "%s", names[i]);
		archive_free(&x);
		fclose(f);
		ck_assert_int_eq(rmdir(folder), 0);
		ck_assert_int_eq(folder_make(folder, &err), FAULT_NONE);
	}
}
END_TEST

static void write_on(struct portal *p)
{
	struct application a;
	char pin[PIN_DIGITS + 1];
	struct registry *r;
	struct error err;
	struct field_path at = portal_path(p, "story", 0);

	if (registry_open(p->folder, p->address, &r, &err) != FAULT_NONE ||
	    application_begin(r, &p->guest, p->service, LANG_EN, &a, pin, &err) != FAULT_NONE)
		_exit(1);
	for (;;)
		if (application_put(r, &p->guest, &a,
				    &(struct application_answer){.at = at, .now = "and so on"},
				    &err) != FAULT_NONE)
			_exit(1);
}

START_TEST(made_while_others_write)
{
	char file[FOLDER_PATH], folder[FOLDER_PATH];
	pid_t children[2];
	struct portal p;
	struct error err;

	portal_open(&p, "writing");
	path_of(file, "writing.file");
	registry_close(p.registry);
	for (int i = 0; i < 2; i++)
		if ((children[i] = fork()) == 0)
			write_on(&p);
	ck_assert_int_eq(registry_open(p.folder, p.address, &p.registry, &err), FAULT_NONE);
	for (int i = 0; i < 5; i++) {
		char name[32];

		snprintf(name, sizeof(name), "writing-%d", i);
		path_of(folder, name);
		ck_assert_int_eq(backup_write(p.registry, file, &err), FAULT_NONE);
		ck_assert_msg(backup_restore(file, p.secret, folder, &err) == FAULT_NONE, "%s (%s)",
			      err.say, err.detail);
	}
	for (int i = 0; i < 2; i++) {
		int status;

		ck_assert_int_eq(waitpid(children[i], &status, WNOHANG), 0);
		kill(children[i], SIGKILL);
		waitpid(children[i], &status, 0);
	}
	portal_close(&p);
}
END_TEST

SUITE(backup, comes_back_whole, only_with_its_secret, damage_is_refused, not_into_itself,
      names_stay_inside, made_while_others_write)
