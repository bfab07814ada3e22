/* pin.c - tracking PINs are kept as a slow hash, made with a key that the registry does not hold.
 */
#include "services/registry/pin.h"

#include "services/registry/limits.h"

#include <errno.h>
#include <fcntl.h>

#define PASSES 2
#define MEMORY (19U * 1024 * 1024) /* bytes */
#define SALT crypto_pwhash_argon2id_SALTBYTES
#define HASH 32

/* A hash is kept as "argon2id:2:19456:SALT:HASH", passes and KiB in decimal, the others in hex. */
static const char kind[] = "argon2id:2:19456:";

static struct flock slot_lock(int type, int slot)
{
	return (struct flock){
		.l_type = (short)type, .l_whence = SEEK_SET, .l_start = slot, .l_len = 1};
}

enum fault pin_enter(int fd, int *ret_slot, struct error *err)
{
	int first = (int)randombytes_uniform(LIMIT_HASHING), result;
	struct flock lock;

	for (int i = 0; i < LIMIT_HASHING; i++) {
		lock = slot_lock(F_WRLCK, (first + i) % LIMIT_HASHING);
		if (fcntl(fd, F_OFD_SETLK, &lock) == 0) {
			*ret_slot = (first + i) % LIMIT_HASHING;
			return FAULT_NONE;
		}
	}
	lock = slot_lock(F_WRLCK, first);
	do
		result = fcntl(fd, F_OFD_SETLKW, &lock);
	while (result != 0 && errno == EINTR);
	if (result != 0)
		return fail(err, FAULT_BUSY,
			    N_("The portal is very busy. Please try again in a few minutes."),
			    "a place to hash: %s", strerror(errno));
	*ret_slot = first;
	return FAULT_NONE;
}

void pin_leave(int fd, int slot)
{
	struct flock lock = slot_lock(F_UNLCK, slot);

	while (fcntl(fd, F_OFD_SETLK, &lock) != 0 && errno == EINTR)
		;
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
