/* sshsig.h - a signature as `ssh-keygen -Y sign` makes it: read, and checked. */
#ifndef SERVICES_ACCESS_SSHSIG_H
#define SERVICES_ACCESS_SSHSIG_H

#include "i18n/base/error.h"
#include "services/access/publickey.h"
#include "services/registry/signer.h"

#include <stdbool.h>

#define SSHSIG_BEGIN "-----BEGIN SSH SIGNATURE-----"
#define SSHSIG_END "-----END SSH SIGNATURE-----"
#define SSHSIG_MOST 4096 /* bytes of its text */

/* clang-format off */
/*
 * What stands between the two lines in base64 (PROTOCOL.sshsig of OpenSSH):
 *
 *	"SSHSIG" | number 1 | string key | string namespace | string reserved
 *	         | string hash | string signature
 *	number := 4 bytes, big end first          string := number of its bytes | bytes
 *
 * Of it SIGNER_NAMESPACE and signer_data are checked: signer.h.
 * Of keys ssh-ed25519 is taken alone: libsodium verifies it.
 */
/* clang-format on */
struct sshsig {
	char key[PUBLICKEY]; /* as the portal keeps a key: publickey.h */
	unsigned char public_key[32], signature[64];
	enum signer_hash hash;
};

/* Of the armored text, whatever stands before and behind it. FAULT_INPUT: it is none, one of
 * another namespace, or of a kind of key that is not taken; the words say which. */
MUST_USE enum fault sshsig_read(const char *armored, struct sshsig *ret, struct error *err);

/* Whether it is a signature of this very text. */
bool sshsig_is_of(const struct sshsig *s, const char *text);

#endif
