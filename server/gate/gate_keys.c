/* gate_keys.c - the portal's host keys, and which algorithms it speaks. */
#include "server/gate/gate_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/socket.h>
#include <sys/stat.h>

/* Short lists: each name not sent saves bytes on a slow line. aes256-ctr and the MACs are for
   clients without authenticated ciphers; every MAC is encrypt-then-MAC. libssh leaves out what it
   does not know: the exchanges that are safe from quantum computers come with 0.12. */
#define EXCHANGES                                                                                  \
	"mlkem768x25519-sha256,sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com,"         \
	"curve25519-sha256,curve25519-sha256@libssh.org"
#define CIPHERS                                                                                    \
	"chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr"
#define MACS "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com"
#define HOST_KEYS "ssh-ed25519"
/* For clients that know nothing else, where the operator wants them. */
#define EXCHANGES_P256 EXCHANGES ",ecdh-sha2-nistp256"
#define HOST_KEYS_P256 HOST_KEYS ",ecdsa-sha2-nistp256"
#define RSA_BITS 2048 /* at least, of a visitor's key */
#define USER_KEYS                                                                                  \
	"ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,"    \
	"rsa-sha2-256,"                                                                            \
	"sk-ssh-ed25519@openssh.com,sk-ecdsa-sha2-nistp256@openssh.com"

struct gate_host {
	ssh_bind bind;
	ssh_key keys[2];
	int count; /* of them that are offered */
};

static const struct kind {
	const char *file;
	enum ssh_keytypes_e type;
	int bits;
} kinds[2] = {{"ed25519", SSH_KEYTYPE_ED25519, 0}, {"ecdsa", SSH_KEYTYPE_ECDSA_P256, 256}};

/* libssh would ask for the name of the user who runs this, and there may be none. */
static bool write_public(ssh_key key, const char *file)
{
	char *text = NULL;
	FILE *to = fopen(file, "wxe");
	bool good =
		to != NULL && ssh_pki_export_pubkey_base64(key, &text) == SSH_OK &&
		fprintf(to, "%s %s shubbak\n", ssh_key_type_to_char(ssh_key_type(key)), text) > 0;

	if (to != NULL && fclose(to) != 0)
		good = false;
	ssh_string_free_char(text);
	return good;
}

/* FILE and FILE.pub. */
static bool make_pair(const char *file, const struct kind *k)
{
	char public_file[4104];
	ssh_key key = NULL;
	mode_t old = umask(077);
	bool good;

	snprintf(public_file, sizeof(public_file), "%s.pub", file);
	good = ssh_pki_generate(k->type, k->bits, &key) == SSH_OK &&
	       ssh_pki_export_privkey_file(key, NULL, NULL, NULL, file) == SSH_OK &&
	       write_public(key, public_file);
	umask(old);
	ssh_key_free(key);
	return good;
}

static enum fault make_one(const char *folder, const struct kind *k, struct error *err)
{
	char file[4096];

	if (snprintf(file, sizeof(file), "%s/%s", folder, k->file) >= (int)sizeof(file) - 8)
		return fail(err, FAULT_INPUT, N_("The folder's name is too long."), "host keys");
	return make_pair(file, k) ? FAULT_NONE
				  : fail(err, FAULT_BUSY, N_("The host keys cannot be written."),
					 "%s", k->file);
}

bool gate_key_make(const char *file)
{
	return strlen(file) < 4096 && make_pair(file, &kinds[0]);
}

enum fault gate_host_make(const char *folder, struct error *err)
{
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return fail(err, FAULT_BUSY, N_("The host keys cannot be written."), "mkdir: %s",
			    strerror(errno));
	for (int i = 0; i < 2; i++) {
		enum fault f = make_one(folder, &kinds[i], err);

		if (f != FAULT_NONE)
			return f;
	}
	return FAULT_NONE;
}

static bool set_options(ssh_bind bind, bool p256)
{
	const char *exchanges = p256 ? EXCHANGES_P256 : EXCHANGES;
	const char *host_keys = p256 ? HOST_KEYS_P256 : HOST_KEYS;
	bool off = false;
	int rsa_bits = RSA_BITS;

	return ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &off) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_BANNER, "Shubbak") == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_KEY_EXCHANGE, exchanges) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_CIPHERS_C_S, CIPHERS) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_CIPHERS_S_C, CIPHERS) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_HMAC_C_S, MACS) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_HMAC_S_C, MACS) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_HOSTKEY_ALGORITHMS, host_keys) ==
		       SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PUBKEY_ACCEPTED_KEY_TYPES, USER_KEYS) ==
		       SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_RSA_MIN_SIZE, &rsa_bits) == SSH_OK;
}

enum fault gate_host_open(const char *folder, bool p256, struct gate_host **ret, struct error *err)
{
	struct gate_host *h = calloc(1, sizeof(*h));
	char file[4096];

	if (h == NULL || (h->bind = ssh_bind_new()) == NULL)
		fatal("out of memory");
	h->count = p256 ? 2 : 1;
	if (!set_options(h->bind, p256)) {
		fail(err, FAULT_BROKEN,
		     N_("This version of libssh does not support an algorithm that the portal "
			"needs."),
		     "%s", ssh_get_error(h->bind));
		gate_host_close(h);
		return FAULT_BROKEN;
	}
	for (int i = 0; i < h->count; i++) {
		snprintf(file, sizeof(file), "%s/%s", folder, kinds[i].file);
		if (ssh_pki_import_privkey_file(file, NULL, NULL, NULL, &h->keys[i]) != SSH_OK ||
		    ssh_bind_options_set(h->bind, SSH_BIND_OPTIONS_IMPORT_KEY, h->keys[i]) !=
			    SSH_OK) {
			fail(err, FAULT_BROKEN, N_("The host key {file} cannot be read."),
			     "host key");
			error_fill(err, "file", "%s", file);
			gate_host_close(h);
			return FAULT_BROKEN;
		}
	}
	*ret = h;
	return FAULT_NONE;
}

void gate_host_close(struct gate_host *h)
{
	if (h == NULL)
		return;
	/* The bind owns the keys it has imported. */
	ssh_bind_free(h->bind);
	free(h);
}

void gate_host_fingerprints(const struct gate_host *h, struct buffer *out)
{
	for (int i = 0; i < h->count; i++) {
		unsigned char *hash = NULL;
		size_t len = 0;
		char *text = NULL;

		if (ssh_get_publickey_hash(h->keys[i], SSH_PUBLICKEY_HASH_SHA256, &hash, &len) ==
		    SSH_OK)
			text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, len);
		buffer_format(out, "%s %s\n", i == 0 ? "ED25519" : "ECDSA",
			      text != NULL ? text : "?");
		ssh_string_free_char(text);
		ssh_clean_pubkey_hash(&hash);
	}
}

/* libssh looks for a home only where it is not told of one: a user may have none. */
static ssh_session new_session(void)
{
	ssh_session session = ssh_new();
	bool off = false;

	if (session == NULL)
		fatal("out of memory");
	ssh_options_set(session, SSH_OPTIONS_SSH_DIR, "/nonexistent");
	ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &off);
	return session;
}

void gate_host_public(const struct gate_host *h, struct buffer *out)
{
	for (int i = 0; i < h->count; i++) {
		char *text = NULL;

		if (ssh_pki_export_pubkey_base64(h->keys[i], &text) == SSH_OK)
			buffer_format(out, "%s %s\n",
				      ssh_key_type_to_char(ssh_key_type(h->keys[i])), text);
		ssh_string_free_char(text);
	}
}

/* Those of a list that libssh takes. */
static void keep_known(ssh_session session, enum ssh_options_e option, const char *list, char *ret,
		       size_t room)
{
	size_t used = 0;

	*ret = '\0';
	for (size_t len; *list != '\0'; list += len + (list[len] == ',')) {
		char name[64];

		len = strcspn(list, ",");
		snprintf(name, sizeof(name), "%.*s", (int)len, list);
		if (used + len + 2 > room || ssh_options_set(session, option, name) != SSH_OK)
			continue;
		used += (size_t)snprintf(ret + used, room - used, "%s%s", used > 0 ? "," : "",
					 name);
	}
}

void gate_host_offer(const struct gate_host *h, struct gate_offer *ret)
{
	bool p256 = h->count > 1;
	ssh_session s = new_session();

	keep_known(s, SSH_OPTIONS_KEY_EXCHANGE, p256 ? EXCHANGES_P256 : EXCHANGES, ret->exchanges,
		   sizeof(ret->exchanges));
	keep_known(s, SSH_OPTIONS_CIPHERS_C_S, CIPHERS, ret->ciphers, sizeof(ret->ciphers));
	keep_known(s, SSH_OPTIONS_HMAC_C_S, MACS, ret->macs, sizeof(ret->macs));
	keep_known(s, SSH_OPTIONS_HOSTKEYS, p256 ? HOST_KEYS_P256 : HOST_KEYS, ret->keys,
		   sizeof(ret->keys));
	ssh_free(s);
}

ssh_session gate_keys_accept(struct gate_host *h, int client)
{
	ssh_session session = new_session();

	if (ssh_bind_accept_fd(h->bind, session, client) != SSH_OK) {
		ssh_free(session);
		return NULL;
	}
	ssh_set_blocking(session, 0);
	return session;
}

size_t gate_keys_blob(ssh_key key, unsigned char blob[GATE_KEY_MOST])
{
	char *text = NULL;
	size_t size = 0;

	if (ssh_pki_export_pubkey_base64(key, &text) != SSH_OK ||
	    sodium_base642bin(blob, GATE_KEY_MOST, text, strlen(text), NULL, &size, NULL,
			      sodium_base64_VARIANT_ORIGINAL) != 0)
		size = 0;
	ssh_string_free_char(text);
	return size;
}

/* The bits of an RSA key: the third of the name, the exponent and the modulus, each behind its
 * length in four bytes. */
static size_t rsa_bits(const unsigned char *blob, size_t size)
{
	size_t at = 0, len = 0;

	for (int part = 0; part < 3; part++) {
		at += len;
		if (size - at < 4)
			return 0;
		len = (size_t)blob[at] << 24 | (size_t)blob[at + 1] << 16 |
		      (size_t)blob[at + 2] << 8 | blob[at + 3];
		at += 4;
		if (size - at < len)
			return 0;
	}
	for (; len > 0 && blob[at] == 0; len--)
		at++;
	if (len == 0)
		return 0;
	return 8 * len - (size_t)(__builtin_clz(blob[at]) - 24);
}

bool gate_keys_is_taken(ssh_key key, const unsigned char *blob, size_t size)
{
	switch (ssh_key_type(key)) {
	case SSH_KEYTYPE_RSA: return rsa_bits(blob, size) >= RSA_BITS;
	case SSH_KEYTYPE_ED25519:
	case SSH_KEYTYPE_ECDSA_P256:
	case SSH_KEYTYPE_ECDSA_P384:
	case SSH_KEYTYPE_ECDSA_P521:
	case SSH_KEYTYPE_SK_ED25519:
	case SSH_KEYTYPE_SK_ECDSA: return true;
	default: return false;
	}
}

ssh_session gate_keys_client(int fd)
{
	ssh_session session = new_session();
	int level = SSH_LOG_NOLOG;

	ssh_options_set(session, SSH_OPTIONS_LOG_VERBOSITY, &level);
	ssh_options_set(session, SSH_OPTIONS_HOST, "localhost");
	ssh_options_set(session, SSH_OPTIONS_USER, "guest");
	ssh_options_set(session, SSH_OPTIONS_KNOWNHOSTS, "/dev/null");
	ssh_options_set(session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
	ssh_options_set(session, SSH_OPTIONS_FD, &fd);
	ssh_set_blocking(session, 0);
	return session;
}

void gate_host_warm(struct gate_host *h)
{
	ssh_session server, client;
	int fds[2], rc_server = SSH_AGAIN, rc_client = SSH_AGAIN;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) != 0)
		return;
	server = gate_keys_accept(h, fds[0]);
	client = gate_keys_client(fds[1]);
	/* Either half does what it can without waiting; a handshake takes some ten rounds. */
	for (int i = 0;
	     server != NULL && i < 1000 && (rc_server == SSH_AGAIN || rc_client == SSH_AGAIN);
	     i++) {
		if (rc_client == SSH_AGAIN)
			rc_client = ssh_connect(client);
		if (rc_server == SSH_AGAIN)
			rc_server = ssh_handle_key_exchange(server);
		if (rc_client == SSH_ERROR || rc_server == SSH_ERROR)
			break;
	}
	ssh_free(client);
	ssh_free(server);
}
