/* gate_keys.c - the portal's host keys, and which algorithms it speaks. */
#include "server/gate/gate_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>

/* Short lists: each name not sent saves bytes on a slow line. aes256-ctr and the MACs are for
   clients without authenticated ciphers; every MAC is encrypt-then-MAC. */
#define EXCHANGES "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256"
#define CIPHERS                                                                                    \
	"chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr"
#define MACS "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com"
#define HOST_KEYS "ssh-ed25519,ecdsa-sha2-nistp256"
#define USER_KEYS                                                                                  \
	"ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,"    \
	"rsa-sha2-256,"                                                                            \
	"sk-ssh-ed25519@openssh.com,sk-ecdsa-sha2-nistp256@openssh.com"

struct gate_host {
	ssh_bind bind;
	ssh_key keys[2];
};

static const struct kind {
	const char *file;
	enum ssh_keytypes_e type;
	int bits;
} kinds[2] = {{"ed25519", SSH_KEYTYPE_ED25519, 0}, {"ecdsa", SSH_KEYTYPE_ECDSA_P256, 256}};

static enum fault make_one(const char *folder, const struct kind *k, struct error *err)
{
	char file[4096], public_file[4104];
	ssh_key key = NULL;
	mode_t old;
	bool good;

	if (snprintf(file, sizeof(file), "%s/%s", folder, k->file) >= (int)sizeof(file) - 8)
		return fail(err, FAULT_INPUT, N_("The folder's name is too long."), "host keys");
	snprintf(public_file, sizeof(public_file), "%s.pub", file);
	old = umask(077);
	good = ssh_pki_generate(k->type, k->bits, &key) == SSH_OK &&
	       ssh_pki_export_privkey_file(key, NULL, NULL, NULL, file) == SSH_OK &&
	       ssh_pki_export_pubkey_file(key, public_file) == SSH_OK;
	umask(old);
	ssh_key_free(key);
	return good ? FAULT_NONE
		    : fail(err, FAULT_BUSY, N_("The host keys cannot be written."), "%s", k->file);
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

static bool set_options(ssh_bind bind)
{
	bool off = false;
	int rsa_bits = 2048;

	return ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &off) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_BANNER, "Shubbak") == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_KEY_EXCHANGE, EXCHANGES) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_CIPHERS_C_S, CIPHERS) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_CIPHERS_S_C, CIPHERS) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_HMAC_C_S, MACS) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_HMAC_S_C, MACS) == SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_HOSTKEY_ALGORITHMS, HOST_KEYS) ==
		       SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PUBKEY_ACCEPTED_KEY_TYPES, USER_KEYS) ==
		       SSH_OK &&
	       ssh_bind_options_set(bind, SSH_BIND_OPTIONS_RSA_MIN_SIZE, &rsa_bits) == SSH_OK;
}

enum fault gate_host_open(const char *folder, struct gate_host **ret, struct error *err)
{
	struct gate_host *h = calloc(1, sizeof(*h));
	char file[4096];

	if (h == NULL || (h->bind = ssh_bind_new()) == NULL)
		fatal("out of memory");
	if (!set_options(h->bind)) {
		fail(err, FAULT_BROKEN,
		     N_("This libssh does not know an algorithm that the portal needs."), "%s",
		     ssh_get_error(h->bind));
		gate_host_close(h);
		return FAULT_BROKEN;
	}
	for (int i = 0; i < 2; i++) {
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
	for (int i = 0; i < 2; i++) {
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

ssh_session gate_keys_accept(struct gate_host *h, int client)
{
	ssh_session session = ssh_new();
	bool off = false;

	if (session == NULL)
		fatal("out of memory");
	ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &off);
	if (ssh_bind_accept_fd(h->bind, session, client) != SSH_OK) {
		ssh_free(session);
		return NULL;
	}
	ssh_set_blocking(session, 0);
	return session;
}

/* The client's half of the warming handshake. */
static ssh_session warm_client(int fd)
{
	ssh_session session = ssh_new();
	bool off = false;
	int level = SSH_LOG_NOLOG;

	if (session == NULL)
		fatal("out of memory");
	ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &off);
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
	client = warm_client(fds[1]);
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
