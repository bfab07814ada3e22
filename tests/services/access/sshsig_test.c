/* sshsig_test.c - what ssh-keygen has signed is known as it stands, and nothing else is. */
#include "tests/services/keyholder.h"
#include "tests/unit.h"

#include "services/access/sshsig.h"

#include <sodium.h>
#include <string.h>

#define TEXT "shubbak-text 1\nA text.\n"

/* ssh-keygen -Y sign -n shubbak, of OpenSSH 9.2. */
static const char by_sha512[] =
	"-----BEGIN SSH SIGNATURE-----\n"
	"U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgdRLVVV9/eM7I4LkLzD9WBMs/Lw\n"
	"iyVuiSGkpWzPszcZIAAAAHc2h1YmJhawAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQy\n"
	"NTUxOQAAAEBxbpnYmd0pPirm64r5CgWGnKTVrRYarPLGWJW6kiu+qLtI2CdrCyG/bjh70c\n"
	"5ign730Iyu7kFMcC4AZbZKgqEJ\n"
	"-----END SSH SIGNATURE-----\n";
static const char by_sha256[] =
	"-----BEGIN SSH SIGNATURE-----\n"
	"U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgdRLVVV9/eM7I4LkLzD9WBMs/Lw\n"
	"iyVuiSGkpWzPszcZIAAAAHc2h1YmJhawAAAAAAAAAGc2hhMjU2AAAAUwAAAAtzc2gtZWQy\n"
	"NTUxOQAAAEB7/8NlJz3IVKvLrGlOjJc/3sFikbMyFbpsQV5Ic/bKXOBHWCEQuypsxUww+r\n"
	"Jkk3SzOojPyygT+29kpNk/bk0B\n"
	"-----END SSH SIGNATURE-----\n";
static const char pub[] =
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHUS1VVff3jOyOC5C8w/VgTLPy8IslbokhpKVsz7M3GS x";

static struct error err;

static enum fault read_it(const char *armored, struct sshsig *ret)
{
	err = (struct error){0};
	return sshsig_read(armored, ret, &err);
}

START_TEST(as_ssh_keygen_makes_them)
{
	const char *const made[] = {by_sha512, by_sha256};
	char key[PUBLICKEY];

	ck_assert_int_eq(publickey_read(pub, key, &err), FAULT_NONE);
	for (size_t i = 0; i < 2; i++) {
		struct sshsig s;

		ck_assert_msg(read_it(made[i], &s) == FAULT_NONE, "%s", err.detail);
		ck_assert_str_eq(s.key, key);
		ck_assert_int_eq(s.hash, i == 1 ? SIGNER_SHA256 : SIGNER_SHA512);
		ck_assert(sshsig_is_of(&s, TEXT));
		ck_assert(!sshsig_is_of(&s, TEXT "\n"));
		ck_assert(!sshsig_is_of(&s, ""));
		s.hash = i == 1 ? SIGNER_SHA512 : SIGNER_SHA256;
		ck_assert(!sshsig_is_of(&s, TEXT));
	}
}
END_TEST

/* Also behind other lines, and with those of another system. */
START_TEST(whatever_stands_around_it)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 16);
	struct sshsig s;

	ck_assert_int_eq(read_it(arena_format(a, "1234\n\n%s\nThe end.", by_sha512), &s),
			 FAULT_NONE);
	ck_assert(sshsig_is_of(&s, TEXT));
	ck_assert_int_eq(read_it(SSHSIG_BEGIN "\n" SSHSIG_END, &s), FAULT_INPUT);
	ck_assert_int_eq(read_it(SSHSIG_END SSHSIG_BEGIN, &s), FAULT_INPUT);
	ck_assert_int_eq(read_it("", &s), FAULT_INPUT);
}
END_TEST

/* Armored anew, with one byte less, one more, or one bit of each byte another. */
static const char *armored(struct arena *a, const unsigned char *raw, size_t len)
{
	char text[1000];

	sodium_bin2base64(text, sizeof(text), raw, len, sodium_base64_VARIANT_ORIGINAL);
	return arena_format(a, SSHSIG_BEGIN "\n%s\n" SSHSIG_END "\n", text);
}

static size_t unarmored(const char *text, unsigned char raw[600])
{
	size_t len = 0;

	text += strlen(SSHSIG_BEGIN);
	ck_assert_int_eq(sodium_base642bin(raw, 600, text,
					   (size_t)(strstr(text, SSHSIG_END) - text), "\n", &len,
					   NULL, sodium_base64_VARIANT_ORIGINAL),
			 0);
	return len;
}

START_TEST(nothing_of_it_may_be_another)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	unsigned char raw[600];
	size_t len = unarmored(by_sha512, raw);
	struct sshsig s;

	for (size_t cut = 0; cut < len; cut++)
		ck_assert_msg(read_it(armored(a, raw, cut), &s) == FAULT_INPUT, "cut at %zu", cut);
	raw[len] = 0;
	ck_assert_int_eq(read_it(armored(a, raw, len + 1), &s), FAULT_INPUT);
	for (size_t i = 0; i < len; i++) {
		raw[i] ^= 1;
		ck_assert_msg(read_it(armored(a, raw, len), &s) != FAULT_NONE ||
				      !sshsig_is_of(&s, TEXT),
			      "byte %zu", i);
		raw[i] ^= 1;
	}
	ck_assert_int_eq(read_it(armored(a, raw, len), &s), FAULT_NONE);
}
END_TEST

START_TEST(what_is_not_taken_is_said)
{
	static const struct {
		const char *space, *kind, *words;
	} wrong[] = {
		{"file", "ssh-ed25519", "something else"},
		{"", "ssh-ed25519", "something else"},
		{"shubbak", "ssh-rsa", "{kind} are not accepted"},
		{"shubbak", "ecdsa-sha2-nistp256", "{kind} are not accepted"},
		{"shubbak", "sk-ssh-ed25519@openssh.com", "security token"},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct keyholder k = keyholder_of('k');
	struct sshsig s;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ck_assert_int_eq(
			read_it(keyholder_sign(a, &k, TEXT, wrong[i].space, wrong[i].kind), &s),
			FAULT_INPUT);
		ck_assert_msg(strstr(err.say, wrong[i].words) != NULL, "%s", err.say);
	}
	ck_assert_int_eq(read_it(keyholder_sign(a, &k, TEXT, "shubbak", "\x1b[2J"), &s),
			 FAULT_INPUT);
	ck_assert_str_eq(err.fills[0].value, "");
	ck_assert_int_eq(read_it(keyholder_sign(a, &k, TEXT, "shubbak", "ssh-ed25519"), &s),
			 FAULT_NONE);
	ck_assert(sshsig_is_of(&s, TEXT));
}
END_TEST

SUITE(sshsig, as_ssh_keygen_makes_them, whatever_stands_around_it, nothing_of_it_may_be_another,
      what_is_not_taken_is_said)
