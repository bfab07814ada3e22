/* desk_vain.c - words that a visit has searched in vain: counted when it is over, so that no search
 * waits for it. */
#include "server/desk/desk_inside.h"

#include "server/log.h"

void desk_vain_count(struct desk *d)
{
	struct error err = {0};
	enum fault fault;

	/* Most visits find something, or look for nothing, and open no database for this. Nor do
	 * those that are sent away: at once so many may be that others would wait for it. */
	if (d->vain.count == 0 || d->sent_away || desk_identity_registry(d) == NULL)
		return;
	fault = vain_count(d->registry, &d->caller, &d->vain, &err);
	if (fault != FAULT_NONE)
		log_line(fault == FAULT_BROKEN ? LOG_WARNING : LOG_DEBUG,
			 "what was searched in vain is not counted: %s", err.detail);
}
