/* desk_stay.c - a visit that outlives its line: it waits for its owner, who takes it back from
 * another line with the cursor where it was.
 *
 *   on the line --line lost, a draft or signed in--> waiting --owner's claim--> on the new line
 *        |  claim: the line is tried first                └--time is up, or sent away--> over
 *        └----------------------------- dead: as if it was lost just now
 */
#include "server/desk/desk_inside.h"

#include "i18n/i18n.h"
#include "server/log.h"

#include <fcntl.h>

bool desk_stay_move(int fd, int number)
{
	bool moved = fd >= 0 && dup3(fd, number, O_CLOEXEC) == number;

	if (fd >= 0)
		close(fd);
	return moved;
}

void desk_stay_open(struct desk *d)
{
	if (!desk_stay_move(d->setup->stays, STAY_LISTENER))
		fatal("no descriptor for the listener");
}

void desk_stay_close(bool *open, int fd)
{
	if (*open)
		close(fd);
	*open = false;
}

/* --- who may have this visit ------------------------------------------------------------------ */

bool desk_stay_has_pages(const struct desk *d)
{
	return d->serving == SERVING_SESSION && d->asked.pty && !d->finishing && !d->farewell &&
	       session_is_open(d->session);
}

/* Whose visit it is; false where it is nobody's, or where there is nothing to come back for: the
 * draft that is open must be theirs. */
static bool identity_of(const struct desk *d, char ret[CALLER_IDENTITY])
{
	const struct caller *c = &d->caller;
	const char *draft;

	if (d->setup->config->stay_minutes == 0 || !desk_stay_has_pages(d) ||
	    !caller_identity(c, ret))
		return false;
	draft = stack_reference(session_screens(d->session));
	return c->known ||
	       (draft != NULL && (c->key[0] != '\0' || caller_proof(c, draft, NULL) != NULL));
}

/* Tells the listener whenever it is somebody else, or nobody any more. */
static void tell_identity(struct desk *d)
{
	struct stay_note note = {.pid = (int32_t)getpid(), .word = STAY_HERE};
	int ends[2] = {-1, -1};
	char identity[CALLER_IDENTITY];

	if (identity_of(d, identity))
		stay_token(d->setup->stay_key, identity, note.token);
	if (memcmp(note.token, d->stay.token, STAY_TOKEN) == 0)
		return;
	if (!d->stay.is_known && !stay_is_nobody(note.token) && !stay_pair(ends))
		return;
	if (stay_send(STAY_LISTENER, &note, sizeof(note), ends[1])) {
		memcpy(d->stay.token, note.token, STAY_TOKEN);
		if (ends[0] >= 0)
			d->stay.is_known = desk_stay_move(ends[0], STAY_OWN);
		ends[0] = -1;
		/* The listener forgets its end too; the next identity comes with another. */
		if (stay_is_nobody(note.token))
			desk_stay_close(&d->stay.is_known, STAY_OWN);
	}
	for (int i = 0; i < 2; i++)
		if (ends[i] >= 0)
			close(ends[i]);
}

/* --- the line is lost ------------------------------------------------------------------------- */

bool desk_stay_is_lost(const struct desk *d)
{
	return d->stay.until != 0;
}

void desk_stay_lose(struct desk *d, const char *why)
{
	if (desk_stay_is_lost(d))
		return;
	if (d->wire.wrong != NULL || !d->stay.is_known || !desk_stay_has_pages(d)) {
		desk_end(d, why);
		return;
	}
	desk_leave_gate(d);
	if (d->attacked) {
		desk_end(d, "the gate was attacked");
		return;
	}
	d->stay.until = loop_now() + (int64_t)d->setup->config->stay_minutes * 60000;
	desk_visit_lose(d);
	log_line(LOG_INFO, "a visit from %s has lost its line and waits: %s", d->caller.source,
		 why);
}

/* --- claimed by a newcomer -------------------------------------------------------------------- */

static void refuse(struct desk *d)
{
	desk_stay_close(&d->stay.is_offered, STAY_OFFERED);
	d->stay.offer_until = d->stay.try_until = 0;
}

/* What waits is only worth having while nobody has changed the draft elsewhere. */
static void make_ready(struct desk *d)
{
	char word = STAY_READY;

	if (!stack_is_current(session_screens(d->session))) {
		refuse(d);
		desk_end(d, "its draft was changed elsewhere");
	} else if (!stay_send(STAY_OFFERED, &word, 1, -1)) {
		refuse(d);
	} else {
		d->stay.offer_until = loop_now() + STAY_PATIENCE;
	}
}

/* A line that seems to be alive is tried: what is sent over it must arrive. */
static void try_line(struct desk *d)
{
	d->stay.tried_at = loop_now();
	d->stay.try_until = d->stay.tried_at + STAY_TRY_MOST;
	if (d->pinged_at == 0 && wire_put(&d->wire, WIRE_PING, NULL, 0))
		d->pinged_at = d->stay.tried_at;
	desk_visit_tell(
		d,
		_("Another session was just opened with your key or your numbers. If this was not "
		  "you, tell the authority and get a new PIN (“My account”, or at its counter)."));
	buffer_text(&d->out, "\a");
}

static void take_claim(void *ctx, int from, short came)
{
	struct desk *d = ctx;
	struct stay_note note;
	int fd;
	ssize_t n;

	(void)came;
	if (d->over != NULL || !d->stay.is_known)
		return;
	n = stay_receive(from, &note, sizeof(note), &fd);
	if (n == 0) {
		/* The listener has forgotten this desk for another of the same identity. */
		desk_stay_close(&d->stay.is_known, STAY_OWN);
		if (desk_stay_is_lost(d))
			desk_end(d, "its owner is elsewhere");
		return;
	}
	if (n != (ssize_t)sizeof(note) || fd < 0 || d->stay.is_offered || d->farewell) {
		if (fd >= 0)
			close(fd);
		return;
	}
	d->stay.is_offered = desk_stay_move(fd, STAY_OFFERED);
	if (desk_stay_is_lost(d))
		make_ready(d);
	else
		try_line(d);
}

void desk_stay_trip(struct desk *d, int milliseconds)
{
	int64_t patience = (int64_t)STAY_TRIPS * milliseconds;

	if (d->stay.try_until == 0 || milliseconds == 0)
		return;
	if (patience < STAY_TRY_LEAST)
		patience = STAY_TRY_LEAST;
	if (patience < STAY_TRY_MOST)
		d->stay.try_until = d->stay.tried_at + patience;
}

void desk_stay_heard(struct desk *d)
{
	if (d->stay.try_until != 0)
		refuse(d);
}

static bool is_whole(const struct stay_visit *v, size_t size)
{
	return size >= sizeof(*v) && v->size == sizeof(*v) &&
	       strncmp(v->version, SHUBBAK_VERSION, sizeof(v->version)) == 0 &&
	       v->rest == size - sizeof(*v) && v->rest <= WIRE_HEADER + WIRE_PAYLOAD &&
	       memchr(v->source, '\0', sizeof(v->source)) != NULL &&
	       memchr(v->banner, '\0', sizeof(v->banner)) != NULL;
}

static void adopt(struct desk *d, const struct stay_visit *v, const char *rest, int gate)
{
	wire_open(&d->wire, gate, END_DESK);
	d->wire.state = v->state;
	d->wire.channel = v->channel;
	buffer_add(&d->wire.in, rest, v->rest);
	d->plain_name = v->plain_name;
	d->compressed = v->compressed;
	d->handed = v->handed;
	memcpy(d->banner, v->banner, sizeof(d->banner));
	d->asked = v->asked;
	memcpy(d->caller.source, v->source, sizeof(v->source));
	d->caller.exempt = v->exempt;
	d->heard_at = d->key_at = d->moved_at = loop_now();
	d->pinged_at = 0;
	d->stay.until = 0;
	desk_work_pass(d, v->gate);
	desk_visit_resume(d, &v->known);
	desk_hear(d);
	log_line(LOG_INFO, "a visit is taken back from %s", d->caller.source);
}

static void take_visit(void *ctx, int from, short came)
{
	ARENA_CLEAN struct arena *a = arena_new(2 * STAY_VISIT_MOST);
	char *bytes = arena_take(a, STAY_VISIT_MOST);
	struct desk *d = ctx;
	struct stay_visit v;
	int fd;
	ssize_t n;
	bool good = false, suits;
	char word = STAY_TAKEN;

	(void)came;
	if (d->over != NULL || !d->stay.is_offered ||
	    (n = stay_receive(from, bytes, STAY_VISIT_MOST, &fd)) < 0)
		return;
	if ((size_t)n >= sizeof(v) && fd >= 0 && desk_stay_is_lost(d)) {
		memcpy(&v, bytes, sizeof(v));
		good = is_whole(&v, (size_t)n);
	}
	suits = good && desk_visit_suits(d, &v.asked, v.plain_name);
	/* A newcomer that has given up goes on by itself with the same gate. */
	if (suits && stay_send(STAY_OFFERED, &word, 1, -1))
		adopt(d, &v, bytes + sizeof(v), fd);
	else if (fd >= 0)
		close(fd);
	refuse(d);
	if (good && !suits)
		desk_end(d, "its owner is on another kind of line");
}

/* --- the loop's part -------------------------------------------------------------------------- */

void desk_stay_watch(struct desk *d, struct loop *l)
{
	if (d->stay.is_known)
		loop_watch(l, STAY_OWN, POLLIN, take_claim, d);
	if (d->stay.is_offered)
		loop_watch(l, STAY_OFFERED, POLLIN, take_visit, d);
	if (d->stay.is_claimed)
		loop_watch(l, STAY_CLAIMED, POLLIN, desk_claim_answer, d);
	loop_until(l, d->stay.until);
	loop_until(l, d->stay.try_until);
	loop_until(l, d->stay.offer_until);
	if (!d->stay.is_handed)
		loop_until(l, d->stay.claim_until);
}

static void watch_clocks(struct desk *d, int64_t now)
{
	if (d->stay.try_until != 0 && now >= d->stay.try_until) {
		d->stay.try_until = 0;
		desk_stay_lose(d, "its owner has come on another line");
		if (desk_stay_is_lost(d))
			make_ready(d);
		else
			refuse(d);
	}
	if (d->stay.offer_until != 0 && now >= d->stay.offer_until)
		refuse(d);
	if (d->stay.claim_until != 0 && !d->stay.is_handed && now >= d->stay.claim_until)
		desk_claim_give_up(d);
	if (d->stay.until != 0 && now >= d->stay.until)
		desk_end(d, "nobody came back");
}

void desk_stay_turn(struct desk *d)
{
	if (d->over != NULL)
		return;
	watch_clocks(d, loop_now());
	if (d->over != NULL || desk_stay_is_lost(d) || desk_claim_is_on(d))
		return;
	desk_claim_proven(d);
	if (!desk_claim_is_on(d))
		tell_identity(d);
}
