/* desk_work.c - what a visit costs, and whether anything comes of it: who keeps the portal busy for
 * nothing is seen out.
 */
#include "server/desk/desk_inside.h"

#include "i18n/message.h"
#include "server/log.h"

void desk_work_begin(struct desk *d)
{
	work_begin(&d->work, loop_now());
	d->working = d->gate;
}

void desk_work_pass(struct desk *d, pid_t gate)
{
	d->working = gate;
	work_pass(&d->work, work_of(gate));
}

static void count(struct desk *d)
{
	work_use(&d->work, work_of(0), d->working > 0 ? work_of(d->working) : 0);
}

void desk_work_look(struct desk *d)
{
	if (d->farewell || desk_stay_is_lost(d) || desk_claim_is_on(d))
		return;
	count(d);
	if (!work_is_over(&d->work))
		return;
	log_line(LOG_INFO, "a visit from %s had no effect for %lld ms of the processor, %zu bytes",
		 d->caller.source, (long long)(d->work.spent / 1000), d->work.typed);
	/* Lines that nobody reads would only keep the last ones away. */
	if (d->serving == SERVING_SESSION && !session_is_pages(d->session))
		buffer_clear(&d->out);
	desk_take_leave(d, _("This session ends: a great deal was sent to the portal without any "
			     "result. What is in a draft is saved."));
}

void desk_work_typed(struct desk *d, size_t size)
{
	work_type(&d->work, size);
	desk_work_look(d);
}

/* Lines that ask the same again are no effect: only another page is. */
void desk_work_arrived(struct desk *d, bool changed)
{
	if (d->serving == SERVING_SESSION && !session_is_pages(d->session)) {
		unsigned stamp = stack_stamp(session_screens(d->session));

		changed = stamp != d->stamp;
		d->stamp = stamp;
	}
	if (changed)
		work_effect(&d->work, loop_now());
}

void desk_work_moved(struct desk *d)
{
	if (d->serving == SERVING_COMMAND || d->serving == SERVING_FILES)
		work_effect(&d->work, loop_now());
}

void desk_work_answered(struct desk *d)
{
	if (d->wire.out.size > 0)
		return;
	count(d);
	work_done(&d->work, loop_now());
}

void desk_work_skip(struct desk *d)
{
	work_skip(&d->work, work_of(0));
}
