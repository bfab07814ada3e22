/* desk_class.c - whether the line moves, how much the visitor would lose by being sent away, and
 * how the listener hears it.
 */
#include "server/desk/desk_inside.h"

void desk_line_moved(struct desk *d)
{
	d->moved_at = loop_now();
	if (d->serving == SERVING_SESSION)
		session_moved(d->session, d->moved_at);
}

int64_t desk_stalled_for(const struct desk *d, int64_t now)
{
	bool waits =
		desk_visit_is_in_flight(d) || d->out.size > 0 || d->errors.size > 0 || d->finished;

	return waits ? now - d->moved_at : 0;
}

enum desk_class desk_class_now(const struct desk *d)
{
	if (desk_stay_is_lost(d))
		return CLASS_WAITING;
	if (d->wire.state == VISIT_START || d->wire.state == VISIT_KNOCKING)
		return d->is_asked ? CLASS_ASKED : CLASS_KNOCKING;
	if ((int64_t)time(NULL) - d->draft_at < DESK_DRAFT_SECONDS ||
	    (d->caller.known && loop_now() - d->key_at < DESK_KEPT))
		return CLASS_KEPT;
	if (d->serving == SERVING_NOTHING)
		return CLASS_IN;
	if (desk_stalled_for(d, loop_now()) > LIMIT_STALL_FIRST)
		return CLASS_STALLED;
	if (!d->any_key)
		return CLASS_SILENT;
	return loop_now() - d->key_at > DESK_IDLE_CLASS ? CLASS_IDLE : CLASS_ACTIVE;
}

void desk_class_tell(struct desk *d, enum desk_class class)
{
	struct desk_note note = {.pid = (int)getpid(), .class = (int)class};
	char identity[CALLER_IDENTITY] = "";

	caller_account(&d->caller, identity);
	if (class == d->class && !d->has_moved && strcmp(identity, d->told_as) == 0)
		return;
	if (identity[0] != '\0')
		stay_token(d->setup->stay_key, identity, note.token);
	/* Less than a pipe takes at once; a full one is told again at the next turn. */
	if (write(d->setup->notes, &note, sizeof(note)) != (ssize_t)sizeof(note))
		return;
	d->class = class;
	d->has_moved = false;
	memcpy(d->told_as, identity, sizeof(identity));
}
