/* pin.c - tracking PINs are kept as a slow hash, made with a key that the registry does not hold.
 */
#include "services/registry/pin.h"

#include "services/registry/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#define PASSES 2
#define MEMORY (19U * 1024 * 1024) /* bytes */
#define SALT crypto_pwhash_argon2id_SALTBYTES
#define HASH 32

/* A hash is kept as "argon2id:2:19456:SALT:HASH", passes and KiB in decimal, the others in hex. */
static const char kind[] = "argon2id:2:19456:";

/*
 * The first bytes of the file are the places. Who wants one draws a number, which stands in the
 * file, locks the byte of that number, and waits for the one before it:
 *
 *	places  [41][39][38][40]      numbers  42 looks for a place, 43 waits for 42, 44 for 43
 *
 * So nobody is overtaken, as those who wait for a lock are by newcomers who find it free before
 * they have woken: on a machine that is short of time some waited for ever. Who dies gives all
 * back. Where the file cannot be written, a number comes again, and its byte is waited for.
 */
#define DRAWING LIMIT_HASHING       /* the byte of who draws */
#define NUMBERS (LIMIT_HASHING + 1) /* the byte of number 0 */
#define LAST_NUMBER 0x3fffffff      /* behind it they begin anew; all bits set */
#define LOOK_AGAIN 1000000          /* nanoseconds; only the one who is next looks */

static bool lock_byte(int fd, int command, int type, off_t at)
{
	struct flock lock = {
		.l_type = (short)type, .l_whence = SEEK_SET, .l_start = at, .l_len = 1};
	int result;

	do
		result = fcntl(fd, command, &lock);
	while (result != 0 && errno == EINTR);
	return result == 0;
}

static bool draw(int fd, int *ret)
{
	int number = 0, next;
	bool ok;

	if (!lock_byte(fd, F_OFD_SETLKW, F_WRLCK, DRAWING))
		return false;
	if (pread(fd, &number, sizeof(number), 0) != sizeof(number))
		number = 0;
	number &= LAST_NUMBER;
	next = (number + 1) & LAST_NUMBER;
	ok = lock_byte(fd, F_OFD_SETLKW, F_WRLCK, NUMBERS + number);
	if (ok)
		(void)(pwrite(fd, &next, sizeof(next), 0) == sizeof(next));
	lock_byte(fd, F_OFD_SETLK, F_UNLCK, DRAWING);
	*ret = number;
	return ok;
}

static bool wait_turn(int fd, int number)
{
	off_t before = NUMBERS + ((number - 1) & LAST_NUMBER);

	return lock_byte(fd, F_OFD_SETLKW, F_RDLCK, before) &&
	       lock_byte(fd, F_OFD_SETLK, F_UNLCK, before);
}

static bool take_place(int fd, int *ret_slot)
{
	const struct timespec pause = {.tv_nsec = LOOK_AGAIN};

	for (int i = 0;; i = (i + 1) % LIMIT_HASHING) {
		if (lock_byte(fd, F_OFD_SETLK, F_WRLCK, i)) {
			*ret_slot = i;
			return true;
		}
		if (errno != EAGAIN && errno != EACCES)
			return false;
		if (i + 1 == LIMIT_HASHING)
			nanosleep(&pause, NULL);
	}
}

enum fault pin_enter(int fd, int *ret_slot, struct error *err)
{
	int number = 0;
	bool drawn = draw(fd, &number);
	bool ok = drawn && wait_turn(fd, number) && take_place(fd, ret_slot);
	int why = errno;

	if (drawn)
		lock_byte(fd, F_OFD_SETLK, F_UNLCK, NUMBERS + number);
	return ok ? FAULT_NONE
		  : fail(err, FAULT_BUSY,
			 N_("The portal is very busy. Please try again in a few minutes."),
			 "a place to hash: %s", strerror(why));
}

void pin_leave(int fd, int slot)
{
	lock_byte(fd, F_OFD_SETLK, F_UNLCK, slot);
}

static enum fault work(const struct seal *s, const char *reference, const char *pin,
		       const unsigned char salt[SALT], unsigned char ret[HASH], struct error *err)
{
	unsigned char keyed[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;
	int result;

	crypto_auth_hmacsha256_init(&state, s->pin, sizeof(s->pin));
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)reference,
				      strlen(reference) + 1);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)pin, strlen(pin));
	crypto_auth_hmacsha256_final(&state, keyed);
	result = crypto_pwhash(ret, HASH, (const char *)keyed, sizeof(keyed), salt, PASSES, MEMORY,
			       crypto_pwhash_ALG_ARGON2ID13);
	sodium_memzero(keyed, sizeof(keyed));
	if (result != 0)
		return fail(err, FAULT_BUSY,
			    N_("The portal is very busy. Please try again in a few minutes."),
			    "argon2id: %s", strerror(errno));
	return FAULT_NONE;
}

enum fault pin_hash(const struct seal *s, const char *reference, const char *pin,
		    char ret[PIN_HASH], struct error *err)
{
	char salt_hex[2 * SALT + 1], hash_hex[2 * HASH + 1];
	unsigned char salt[SALT], hash[HASH];
	enum fault fault;

	randombytes_buf(salt, sizeof(salt));
	fault = work(s, reference, pin, salt, hash, err);
	if (fault != FAULT_NONE)
		return fault;
	sodium_bin2hex(salt_hex, sizeof(salt_hex), salt, sizeof(salt));
	sodium_bin2hex(hash_hex, sizeof(hash_hex), hash, sizeof(hash));
	snprintf(ret, PIN_HASH, "%s%s:%s", kind, salt_hex, hash_hex);
	return FAULT_NONE;
}

static bool read_kept(const char *kept, unsigned char salt[SALT], unsigned char hash[HASH])
{
	size_t len = sizeof(kind) - 1;

	if (strncmp(kept, kind, len) != 0 || strlen(kept) != len + 2 * SALT + 1 + 2 * HASH ||
	    kept[len + 2 * SALT] != ':')
		return false;
	return sodium_hex2bin(salt, SALT, kept + len, 2 * SALT, NULL, NULL, NULL) == 0 &&
	       sodium_hex2bin(hash, HASH, kept + len + 2 * SALT + 1, 2 * HASH, NULL, NULL, NULL) ==
		       0;
}

enum fault pin_check(const struct seal *s, const char *reference, const char *pin, const char *hash,
		     bool *ret_right, struct error *err)
{
	unsigned char salt[SALT] = {0}, kept[HASH] = {0}, made[HASH];
	bool known = read_kept(hash, salt, kept);
	enum fault fault = work(s, reference, pin, salt, made, err);

	if (fault == FAULT_NONE)
		*ret_right = (sodium_memcmp(kept, made, HASH) == 0) & known;
	return fault;
}
