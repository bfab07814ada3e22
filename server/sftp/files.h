/* files.h - the read-only tree that sftp and scp see: blank forms for anyone, receipts for who is
 * signed in. */
#ifndef SERVER_SFTP_FILES_H
#define SERVER_SFTP_FILES_H

#include "i18n/base/buffer.h"
#include "server/commands/command.h"
#include "server/wire.h"

/*
 *   /services/ID/form.ar.txt, form.fr.txt, form.en.txt      a service that can be applied for here
 *   /receipts/REFERENCE.txt                                 without the PIN
 *   /receipts/REFERENCE.NAME.txt, REFERENCE.NAME.40.txt     the newest document of that name that
 *                                                           was issued, of 80 and 40 columns
 *   …/ANY.txt.sig                                           the portal's signature of that file
 *   /allowed_signers                                        its public keys, for ssh-keygen
 */

struct files;

/* `p` must outlive it. */
struct files *files_new(const struct command_portal *p);
void files_free(struct files *f);

/* Answers a question as the payload of a WIRE_FILE_ANSWER into `out`. */
void files_answer(struct files *f, const struct wire_ask *ask, struct buffer *out);

#endif
