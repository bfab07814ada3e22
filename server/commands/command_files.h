/* command_files.h - the definition files of a command line: each read when what it names is there,
 * with everything that is wrong with it told. */
#ifndef SERVER_COMMANDS_COMMAND_FILES_H
#define SERVER_COMMANDS_COMMAND_FILES_H

#include "server/commands/command_inside.h"

/* Files alone: a FIFO without a writer or a device would never end. What cannot be read is the
 * caller's to mend. */
MUST_USE enum fault command_files_read(struct arena *a, const char *file, const char **ret,
				       size_t *ret_len, struct error *err);

/* "file:line: field: words", for each. */
void command_files_faults(struct command *c, const char *file, const struct fault_list *list);

/* Everything that is wrong with a file, or worth a second look, is told; returns `f`. */
enum fault command_files_tell(struct command *c, const char *file, const struct fault_list *faults,
			      enum fault f, const struct error *err);

/* Tells what is worth a second look. */
void command_files_remark(struct command *c, const char *file, const struct error *e);

/* command_offices.c: tells which offices the service names that the portal at hand does not have;
 * without one, which it names. */
MUST_USE enum fault command_offices_tell(struct command *c, const char *file,
					 const struct service *s, struct error *err);

/* Tells of a sound service what today and the portal at hand make worth a second look. */
MUST_USE enum fault command_files_remark_service(struct command *c, const char *file,
						 const struct service *s);

/* What is called for each file that is no list: its place on the command line; NULL: it has faults,
 * which were told. */
typedef void command_files_take(void *ctx, size_t place, const struct versions_item *sound);

/* Reads all files of the command line that are no lists; the terms grow by what they define. */
void command_files_each(struct command *c, struct term_list *terms, command_files_take *take,
			void *ctx);

/* The same of those from place `from` on, of which none may be a service: what one file is read
 * with. Faults are told. */
MUST_USE enum fault command_files_beside(struct command *c, size_t from, struct term_list *terms);

/* command_unfit.c: tells which services of the registry, but those that are `coming` (ids; NULL
 * ends them), do not fit the registers that are among the terms `now` and were not `before`. */
MUST_USE enum fault command_unfit_tell(struct command *c, struct registry *r,
				       const struct term_list *before, const struct term_list *now,
				       const char *const *coming, struct error *err);

/* command_preview_register.c: false where the first file is no register; else it was shown, or what
 * is wrong with it told: *ret. */
bool command_preview_register(struct command *c, const struct term_list *terms, enum lang lang,
			      enum exit_status *ret);

#endif
