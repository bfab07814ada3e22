/* signer.h - the portal's own signature on what it hands out: anybody checks it with ssh-keygen
 * alone, without the portal. */
#ifndef SERVICES_REGISTRY_SIGNER_H
#define SERVICES_REGISTRY_SIGNER_H

#include "services/registry/registry.h"

#include "i18n/base/arena.h"

#include <sodium.h>

/*
 * FOLDER/keys/signing.key: the seed of an ed25519 key, 32 random bytes, mode 0600; and
 * FOLDER/keys/signers: the public halves, a line each as ssh-keygen's allowed_signers has it, the
 * one in use first, those before it behind; one that was given up stands behind a "#".
 *
 *   ssh-keygen -Y verify -f allowed_signers -I portal -n shubbak -s doc.sig < doc
 */
#define SIGNER_WHO "portal"
#define SIGNER_NAMESPACE "shubbak"

/* What is signed of bytes, for whoever signs or checks (OpenSSH, PROTOCOL.sshsig, "Signed Data"):
 *
 *	SIGNER_MAGIC | string namespace | string "" | string hash | string hash of the bytes
 */
#define SIGNER_MAGIC "SSHSIG"
#define SIGNER_TYPE "ssh-ed25519" /* of keys */
#define SIGNER_DATA 128           /* bytes, whichever hash */
enum signer_hash { SIGNER_SHA256, SIGNER_SHA512 };
extern const char *const signer_hashes[]; /* "sha256", "sha512" */
size_t signer_data(enum signer_hash hash, const void *bytes, size_t len,
		   unsigned char ret[SIGNER_DATA]);

struct signer {
	bool there; /* false: the folder has none, and nothing is signed */
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	unsigned char public[crypto_sign_PUBLICKEYBYTES];
};

/* Makes both files; reads the key. One that is missing is no fault of the reading. */
MUST_USE enum fault signer_make(const char *folder, struct error *err);
MUST_USE enum fault signer_read(const char *folder, struct signer *ret, struct error *err);
void signer_wipe(struct signer *s);

/* The bytes' signature as a file of its own, armored (OpenSSH, PROTOCOL.sshsig), in `a`. */
char *signer_sign(const struct signer *s, struct arena *a, const void *bytes, size_t len);

/* The same by the registry's key; NULL: it has none. */
char *signer_sign_for(const struct registry *r, struct arena *a, const void *bytes, size_t len);

/* The lines of FOLDER/keys/signers, in `a`. FAULT_MISSING: this host has no key to sign with. */
MUST_USE enum fault signer_lines(struct arena *a, const char *folder, char **ret,
				 struct error *err);
/* The same of an opened registry. */
MUST_USE enum fault signer_lines_of(const struct registry *r, struct arena *a, char **ret,
				    struct error *err);

/* How ssh-keygen names the key of such a line, "SHA256:…", in `a`; NULL: it is none. */
char *signer_fingerprint(struct arena *a, const char *line);

/* By the host: a new key from now on. What the one before has signed still holds; with `lost` it
 * does no more, since somebody else may have it. Where there was none, the first is made. */
MUST_USE enum fault signer_rotate(const char *folder, bool lost, struct error *err);

#endif
