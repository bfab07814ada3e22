/* files.h - the tree that sftp and scp see: blank forms for anyone, receipts and papers for whoever
 * may. */
#ifndef SERVER_SFTP_FILES_H
#define SERVER_SFTP_FILES_H

#include "i18n/base/buffer.h"
#include "server/commands/command.h"
#include "server/wire.h"

/*
 *   /services/ID/form.ar.txt, form.fr.txt, form.en.txt      a service that can be applied for here
 *   /receipts/REFERENCE.txt                                 without the PIN
 *   /applications/REFERENCE/DOCUMENT/                       to put papers into, see and fetch them
 *   /receipts/REFERENCE.NAME.txt, REFERENCE.NAME.40.txt     the newest document of that name that
 *                                                           was issued, of 80 and 40 columns
 *   /receipts/REFERENCE.NAME.pdf                            the same, to print
 *   …/ANY.sig                                               the portal's signature of that file
 *   /allowed_signers                                        its public keys, for ssh-keygen
 */

struct files;

/* `p` and `errors` must outlive it; there faults are told in words (NULL: nowhere). */
struct files *files_new(const struct command_portal *p, struct buffer *errors);
void files_free(struct files *f);

/* Answers a question as the payload of a WIRE_FILE_ANSWER into `out`. */
void files_answer(struct files *f, const struct wire_ask *ask, struct buffer *out);

#endif
