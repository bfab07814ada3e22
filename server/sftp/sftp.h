/* sftp.h - SFTP version 3 packets to questions for the desk, and its answers to packets. */
#ifndef SERVER_SFTP_SFTP_H
#define SERVER_SFTP_SFTP_H

#include "i18n/base/buffer.h"
#include "server/wire.h"

/* libssh's own server calls wait for a whole packet and for the client's window; a gate may never
   wait, so the packets are read and made here, from bytes as they come
   (draft-ietf-secsh-filexfer-02). What would make, link or remove folders is
   refused without asking the desk; what is written goes to it in pieces. */
struct sftp;

struct sftp *sftp_new(void);
void sftp_free(struct sftp *s);

/* Bytes from the client. Questions go to the desk by `w`, refusals into `out`. False: the client
 * may not go on. */
bool sftp_feed(struct sftp *s, const void *bytes, size_t size, struct wire *w, struct buffer *out);

/* The desk's answer as a packet into `out`. False: not an answer. */
bool sftp_answer(struct sftp *s, const struct wire_message *m, struct buffer *out);

#endif
