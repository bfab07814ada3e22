/* host.c - how the administrator's subcommands end: exit codes, and a fault in words. */
#include "server/commands/host.h"

#include "i18n/message.h"
#include "i18n/text.h"
#include "server/log.h"

int admin_exit(enum fault f)
{
	switch (f) {
	case FAULT_NONE: return EXIT_DONE;
	case FAULT_INPUT: return EXIT_USAGE;
	case FAULT_MISSING: return EXIT_MISSING;
	case FAULT_DENIED:
	case FAULT_CONFLICT:
	case FAULT_BUSY: return EXIT_REFUSED;
	case FAULT_BROKEN: break;
	}
	return EXIT_BROKEN;
}

int admin_fail(struct admin *a, const struct error *err)
{
	char incident[LOG_INCIDENT];

	fprintf(stderr, "shubbak: %s\n", text_safe(a->arena, message_error(a->arena, err), 0));
	if (err->line > 0)
		fprintf(stderr, "  %s\n",
			arena_format(a->arena, "line %d%s%s", err->line,
				     err->field[0] != '\0' ? ", " : "",
				     text_safe(a->arena, err->field, 96)));
	if (err->fault == FAULT_BROKEN)
		log_incident("subcommand", err, incident);
	return admin_exit(err->fault);
}
