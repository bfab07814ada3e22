/* gate.h - the network half of one visitor: SSH with the client on one side, messages with the desk
 * on the other. */
#ifndef SERVER_GATE_GATE_H
#define SERVER_GATE_GATE_H

#include "i18n/base/buffer.h"
#include "i18n/base/error.h"
#include "server/config.h"

/* /proc/PID/comm of a gate: whoever forks one gives it, since the gate itself no longer could. */
#define GATE_NAME "shubbak-gate"

/* What a gate says last that its desk is to log. */
#define GATE_NO_MEMORY "a gate is out of memory"

/* The portal's host keys and its choice of algorithms, shared by every visitor's gate. */
struct gate_host;

/* Makes FOLDER/ed25519 and FOLDER/ecdsa, with their public halves beside them. */
MUST_USE enum fault gate_host_make(const char *folder, struct error *err);

/* Makes a key for somebody's client, FILE and FILE.pub (mode 0600), without a passphrase; false
 * where they cannot be written. */
bool gate_key_make(const char *file);

/* Loads those that are offered: the second with `p256` only. FAULT_BROKEN: one is missing or cannot
 * be read. */
MUST_USE enum fault gate_host_open(const char *folder, bool p256, struct gate_host **ret,
				   struct error *err);
void gate_host_close(struct gate_host *h);

/* "ED25519 SHA256:…" a line. */
void gate_host_fingerprints(const struct gate_host *h, struct buffer *out);

/* A public half a line, as known_hosts has it behind the name of a host. */
void gate_host_public(const struct gate_host *h, struct buffer *out);

/* What is offered to clients, as far as this libssh knows it: names with commas, the best first. */
struct gate_offer {
	char exchanges[256], ciphers[128], macs[128], keys[64];
};
void gate_host_offer(const struct gate_host *h, struct gate_offer *ret);

/* One handshake with itself, so that what the cryptography library prepares at first use is shared
   by all visitors' processes. */
void gate_host_warm(struct gate_host *h);

/* As a client on descriptor `fd` (which is closed), from the version to the first page: NULL when
 * that page came, else what went wrong. Waits for the other half, which must be another process. */
const char *gate_try(int fd);

/* Serves the client on descriptor `client` and the desk on `desk` until either ends; never returns.
   Everything that is secret to the desk must not be open yet. */
_Noreturn void gate_run(struct gate_host *h, const struct config *c, int client, int desk);

#endif
