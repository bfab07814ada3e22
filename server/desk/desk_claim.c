/* desk_claim.c - a newcomer asks for the visit that it has left on another line.
 *
 * Whoever has proven an identity claims the visit that stayed, before the first page, or when
 * reference and PIN were typed on a page. While this desk waits for the answer nothing is read from
 * its gate. After it has handed its gate's end over, it only watches over its gate's end.
 */
#include "server/desk/desk_inside.h"

#include <sys/wait.h>

bool desk_claim_is_on(const struct desk *d)
{
	return d->stay.claim_until != 0;
}

static bool claim(struct desk *d, const char *identity)
{
	struct stay_note note = {.pid = (int32_t)getpid(), .word = STAY_CLAIM};
	int ends[2];

	if (d->setup->config->stay_minutes == 0 || !stay_pair(ends))
		return false;
	stay_token(d->setup->stay_key, identity, note.token);
	if (!stay_send(STAY_LISTENER, &note, sizeof(note), ends[1])) {
		close(ends[0]);
		close(ends[1]);
		return false;
	}
	close(ends[1]);
	d->stay.is_claimed = desk_stay_move(ends[0], STAY_CLAIMED);
	d->stay.claim_until = loop_now() + STAY_TRY_MOST + STAY_PATIENCE;
	return d->stay.is_claimed;
}

bool desk_claim_begin(struct desk *d)
{
	char identity[CALLER_IDENTITY];

	return d->asked.pty && caller_is_signed_in(&d->caller) &&
	       caller_identity(&d->caller, identity) && claim(d, identity);
}

void desk_claim_proven(struct desk *d)
{
	const char *shown = desk_stay_has_pages(d) ? caller_shown(&d->caller) : NULL;
	char identity[CALLER_IDENTITY];

	/* What a key has opened beside stays a visit of the key, on its own line. */
	if (shown == NULL || d->caller.key[0] != '\0' || strcmp(shown, d->stay.seen) == 0)
		return;
	snprintf(d->stay.seen, sizeof(d->stay.seen), "%s", shown);
	if (session_is_pages(d->session) && d->out.size == 0 && !wire_has_output(&d->wire) &&
	    stay_is_nobody(d->stay.token) && caller_identity(&d->caller, identity))
		claim(d, identity);
}

void desk_claim_give_up(struct desk *d)
{
	desk_stay_close(&d->stay.is_claimed, STAY_CLAIMED);
	d->stay.claim_until = 0;
	d->stay.is_handed = false;
	d->heard_at = loop_now();
	d->pinged_at = 0;
	if (d->serving == SERVING_NOTHING)
		desk_visit_begin(d);
	desk_hear(d);
}

static bool hand_over(struct desk *d)
{
	ARENA_CLEAN struct arena *a = arena_new(2 * STAY_VISIT_MOST);
	char *bytes = arena_take(a, STAY_VISIT_MOST);
	struct stay_visit v = {.version = SHUBBAK_VERSION,
			       .size = sizeof(v),
			       .state = d->wire.state,
			       .channel = d->wire.channel,
			       .plain_name = d->plain_name,
			       .compressed = d->compressed,
			       .handed = d->handed,
			       .known = desk_visit_known(d),
			       .exempt = d->caller.exempt,
			       .asked = d->asked,
			       .gate = d->working,
			       .rest = (uint32_t)(d->wire.in.size - d->wire.taken)};

	if (wire_has_output(&d->wire) || v.rest > WIRE_HEADER + WIRE_PAYLOAD)
		return false;
	memcpy(v.banner, d->banner, sizeof(v.banner));
	memcpy(v.source, d->caller.source, sizeof(v.source));
	memcpy(bytes, &v, sizeof(v));
	if (v.rest > 0)
		memcpy(bytes + sizeof(v), d->wire.in.data + d->wire.taken, v.rest);
	return stay_send(STAY_CLAIMED, bytes, sizeof(v) + v.rest, d->wire.fd);
}

/* The visit is served elsewhere; only how the gate ends is still of interest. */
static _Noreturn void step_aside(struct desk *d)
{
	int status = 0;

	desk_visit_shut(d);
	registry_close(d->registry);
	wire_close(&d->wire);
	desk_class_tell(d, CLASS_ASIDE);
	for (int fd = STAY_FDS; fd <= STAY_OFFERED; fd++)
		close(fd);
	/* There is none where the line itself was taken over from another desk. */
	while (d->gate > 0 && waitpid(d->gate, &status, 0) != d->gate)
		loop_pause(10);
	desk_exit(desk_was_attacked(d, status));
}

void desk_claim_answer(void *ctx, int from, short came)
{
	struct desk *d = ctx;
	char word = 0;
	int fd;
	ssize_t n;

	(void)came;
	if (d->over != NULL || !d->stay.is_claimed)
		return;
	n = stay_receive(from, &word, 1, &fd);
	if (fd >= 0)
		close(fd);
	if (n < 0)
		return;
	if (n == 1 && word == STAY_TAKEN)
		step_aside(d);
	if (n != 1 || word != STAY_READY || !hand_over(d)) {
		desk_claim_give_up(d);
		return;
	}
	/* From here on only the other desk's word counts, or its end: two must not serve one gate.
	 */
	d->stay.is_handed = true;
}
