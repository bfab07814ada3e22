/* command_issued.h - documents that were issued of an application, as commands tell and print them.
 */
#ifndef SERVER_COMMANDS_COMMAND_ISSUED_H
#define SERVER_COMMANDS_COMMAND_ISSUED_H

#include "server/commands/command_inside.h"

/* command_issued.c: the documents that were issued of an application, under a heading; NULL and
 * nothing where its service issues none. */
MUST_USE enum fault command_issued_read(struct command *c, const struct application *a,
					const struct service *s, struct issued **ret,
					size_t *ret_count, struct error *err);
void command_issued_print(struct command *c, const struct service *s, const struct issued *list,
			  size_t count);
/* Where what was applied for is handed over, or whom to ask for it. */
void command_collect_print(struct command *c, const struct service *s);
/* command_issued_pdf.c: one of them as a PDF into `to`, which its caller has opened. FAULT_BUSY:
 * nothing draws here now. */
struct document;
MUST_USE enum fault command_issued_draw(struct command *c, const struct document *d,
					struct buffer *to, struct error *err);
/* The code of a receipt, "" for none, and how anybody checks it. */
void command_receipt_code(struct command *c, const char *code);
/* The same as "issued" of a JSON object. */
void command_issued_add(struct command *c, json_t *to, const struct service *s,
			const struct issued *list, size_t count);

#endif
