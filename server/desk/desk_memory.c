/* desk_memory.c - a desk without memory: the visit ends in words, or at least in order. */
#include "server/desk/desk_inside.h"

#include "i18n/base/memory.h"
#include "i18n/message.h"
#include "server/log.h"

#include <sys/wait.h>

/* The reserve is used up too, or a cap: its gate says the last words that it was told, and puts the
 * terminal back. */
static void last_act(void *ctx, const char *why)
{
	struct desk *d = ctx;

	log_line(LOG_ERROR, "%s: a visit from %s ends at once", why, d->setup->source);
	/* What waits for the gate may end in the middle of a message. */
	d->wire.wrong = why;
	desk_leave_gate(d);
	desk_exit(d->attacked);
}

void desk_memory_guard(struct desk *d)
{
	memory_guard(last_act, d);
}

void desk_memory_watch(struct desk *d)
{
	if (!memory_is_low() || d->farewell)
		return;
	log_line(LOG_ERROR, "out of memory: a visit from %s ends", d->setup->source);
	desk_take_leave(d, _("The portal has no memory left for this session, which ends. What is "
			     "in a draft is saved. Come back in a few minutes."));
}

void desk_memory_bye(const struct desk *d)
{
	bool low = strcmp(d->gate_said, GATE_NO_MEMORY) == 0;

	log_line(low ? LOG_ERROR : LOG_DEBUG, "the gate ends: %s", d->gate_said);
}

void desk_memory_gate(const struct desk *d, int status)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
		log_line(LOG_ERROR, "out of memory: a gate of %s has ended at once",
			 d->setup->source);
}
