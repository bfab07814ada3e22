/* desk_stay.c - a visit that outlives its line: it waits for its owner, who takes it back from
 * another line with the cursor where it was.
 *
 *   on the line --line lost, a draft or signed in--> waiting --owner's claim--> on the new line
 *        |  claim: the line is tried first                └--time is up, or sent away--> over
 *        └----------------------------- dead: as if it was lost just now
 *
 * At the other desk, the newcomer's: whoever has proven an identity claims the visit that stayed,
 * before the first page, or when reference and PIN were typed on a page. While it waits for the
 * answer nothing is read from its gate. After it has handed its gate's end over, it only watches
 * over its gate's end.
 */
#include "server/desk/desk_inside.h"

#include "i18n/i18n.h"
#include "server/log.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>

/* What a newcomer hands over beside its gate's end; the same program made and reads it. */
struct stay_visit {
	char version[16];
	uint32_t size;
	enum wire_state state;
	uint8_t channel;
	bool plain_name, compressed;
	struct session_known known;
	char banner[65];
	char source[64];
	struct wire_open asked;
	uint32_t rest; /* bytes of the gate's messages that follow */
};
#define VISIT_MOST (sizeof(struct stay_visit) + WIRE_HEADER + WIRE_PAYLOAD)

/* Puts a descriptor at the number that the sandbox lets descriptors pass on. */
static bool move_to(int fd, int number)
{
	bool moved = fd >= 0 && dup3(fd, number, O_CLOEXEC) == number;

	if (fd >= 0)
		close(fd);
	return moved;
}

void desk_stay_open(struct desk *d)
{
	if (!move_to(d->setup->stays, STAY_LISTENER))
		fatal("no descriptor for the listener");
}

static void close_one(bool *open, int fd)
{
	if (*open)
		close(fd);
	*open = false;
}

/* --- who may have this visit ------------------------------------------------------------------ */

static const struct stack *stack_of(const struct desk *d)
{
	return session_screens(d->session);
}

/* Only one that somebody types into at a terminal of their own. */
static bool has_pages(const struct desk *d)
{
	return d->serving == SERVING_SESSION && d->asked.pty && !d->finishing && !d->farewell &&
	       session_is_open(d->session);
}

/* The one identity that all of this visit belongs to; false where there is none, or where somebody
 * else's application was opened in it too: who has proven one must not be handed the other. */
static bool identity_of(const struct desk *d, char *ret, size_t room)
{
	const struct caller *v = &d->portal.caller;
	const struct context *x;
	const char *draft;

	if (d->setup->config->stay_minutes == 0 || !has_pages(d))
		return false;
	x = stack_context(stack_of(d));
	draft = stack_reference(stack_of(d));
	if (x->proven_several)
		return false;
	if (v->key[0] != '\0') {
		snprintf(ret, room, "key:%s", v->key);
		/* A PIN that was typed beside opens what is not the key's. */
		return d->opened.id[0] == '\0' && x->proven[0] == '\0' &&
		       (draft != NULL || d->signed_in);
	}
	if (d->opened.id[0] != '\0') {
		snprintf(ret, room, "reference:%s", d->opened.reference);
		return x->proven[0] == '\0' || strcmp(x->proven, d->opened.reference) == 0;
	}
	snprintf(ret, room, "reference:%s", x->proven);
	return draft != NULL && strcmp(draft, x->proven) == 0;
}

/* Tells the listener whenever it is somebody else, or nobody any more. */
static void tell_identity(struct desk *d)
{
	struct stay_note note = {.pid = (int32_t)getpid(), .word = STAY_HERE};
	int ends[2] = {-1, -1};
	char identity[128];

	if (identity_of(d, identity, sizeof(identity)))
		stay_token(d->setup->stay_key, identity, note.token);
	if (memcmp(note.token, d->stay.token, STAY_TOKEN) == 0)
		return;
	if (!d->stay.is_known && !stay_is_nobody(note.token) && !stay_pair(ends))
		return;
	if (stay_send(STAY_LISTENER, &note, sizeof(note), ends[1])) {
		memcpy(d->stay.token, note.token, STAY_TOKEN);
		if (ends[0] >= 0)
			d->stay.is_known = move_to(ends[0], STAY_OWN);
		ends[0] = -1;
		/* The listener forgets its end too; the next identity comes with another. */
		if (stay_is_nobody(note.token))
			close_one(&d->stay.is_known, STAY_OWN);
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
	if (d->wire.wrong != NULL || !d->stay.is_known || !has_pages(d)) {
		desk_end(d, why);
		return;
	}
	desk_leave_gate(d);
	if (d->attacked) {
		desk_end(d, "the gate was attacked");
		return;
	}
	d->stay.until = desk_now() + (int64_t)d->setup->config->stay_minutes * 60000;
	desk_visit_lose(d);
	log_line(LOG_INFO, "a visit from %s has lost its line and waits: %s",
		 d->portal.caller.source, why);
}

/* --- claimed by a newcomer -------------------------------------------------------------------- */

static void refuse(struct desk *d)
{
	close_one(&d->stay.is_offered, STAY_OFFERED);
	d->stay.offer_until = d->stay.try_until = 0;
}

/* What waits is only worth having while nobody has changed the draft elsewhere. */
static void make_ready(struct desk *d)
{
	char word = STAY_READY;

	if (!stack_is_current(stack_of(d))) {
		refuse(d);
		desk_end(d, "its draft was changed elsewhere");
	} else if (!stay_send(STAY_OFFERED, &word, 1, -1)) {
		refuse(d);
	} else {
		d->stay.offer_until = desk_now() + STAY_PATIENCE;
	}
}

/* A line that seems to be alive is tried: what is sent over it must arrive. */
static void try_line(struct desk *d)
{
	d->stay.try_until = desk_now() + STAY_TRY;
	desk_visit_tell(d, _("Somebody with your numbers or your key opens this on another line."));
	buffer_text(&d->out, "\a");
}

static void take_claim(struct desk *d)
{
	struct stay_note note;
	int fd;
	ssize_t n = stay_receive(STAY_OWN, &note, sizeof(note), &fd);

	if (n == 0) {
		/* The listener has forgotten this desk for another of the same identity. */
		close_one(&d->stay.is_known, STAY_OWN);
		if (desk_stay_is_lost(d))
			desk_end(d, "its owner is elsewhere");
		return;
	}
	if (n != (ssize_t)sizeof(note) || fd < 0 || d->stay.is_offered || d->farewell) {
		if (fd >= 0)
			close(fd);
		return;
	}
	d->stay.is_offered = move_to(fd, STAY_OFFERED);
	if (desk_stay_is_lost(d))
		make_ready(d);
	else
		try_line(d);
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
	memcpy(d->banner, v->banner, sizeof(d->banner));
	d->asked = v->asked;
	memcpy(d->portal.caller.source, v->source, sizeof(v->source));
	d->heard_at = d->key_at = d->moved_at = desk_now();
	d->pinged_at = 0;
	d->stay.until = 0;
	desk_visit_resume(d, &v->known);
	desk_hear(d);
	log_line(LOG_INFO, "a visit is taken back from %s", d->portal.caller.source);
}

static void take_visit(struct desk *d)
{
	ARENA_CLEAN struct arena *a = arena_new(2 * VISIT_MOST);
	char *bytes = arena_take(a, VISIT_MOST);
	struct stay_visit v;
	int fd;
	ssize_t n = stay_receive(STAY_OFFERED, bytes, VISIT_MOST, &fd);
	bool good = false, suits;
	char word = STAY_TAKEN;

	if (n < 0)
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

/* --- claiming, as the newcomer ---------------------------------------------------------------- */

bool desk_stay_is_claiming(const struct desk *d)
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
	d->stay.is_claimed = move_to(ends[0], STAY_CLAIMED);
	d->stay.claim_until = desk_now() + STAY_TRY + STAY_PATIENCE;
	return d->stay.is_claimed;
}

bool desk_stay_claim(struct desk *d)
{
	char identity[128] = "";

	if (!d->asked.pty)
		return false;
	if (d->opened.id[0] != '\0')
		snprintf(identity, sizeof(identity), "reference:%s", d->opened.reference);
	else if (d->portal.caller.key[0] != '\0')
		snprintf(identity, sizeof(identity), "key:%s", d->portal.caller.key);
	return identity[0] != '\0' && claim(d, identity);
}

/* Reference and PIN of a draft were typed on a page just now. */
static void claim_proven(struct desk *d)
{
	const struct context *x = has_pages(d) ? stack_context(stack_of(d)) : NULL;
	char identity[128];

	/* What a key has opened beside stays a visit of the key, on its own line. */
	if (x == NULL || x->proven[0] == '\0' || d->portal.caller.key[0] != '\0' ||
	    strcmp(x->proven, d->stay.seen) == 0)
		return;
	memcpy(d->stay.seen, x->proven, sizeof(d->stay.seen));
	snprintf(identity, sizeof(identity), "reference:%s", x->proven);
	/* One that was begun in this visit is nowhere else. */
	if (!x->proven_here && session_is_pages(d->session) && d->out.size == 0 &&
	    !wire_has_output(&d->wire) && stay_is_nobody(d->stay.token))
		claim(d, identity);
}

/* There is nothing to take back: on with this desk's own pages. */
static void go_on_here(struct desk *d)
{
	close_one(&d->stay.is_claimed, STAY_CLAIMED);
	d->stay.claim_until = 0;
	d->stay.is_handed = false;
	d->heard_at = desk_now();
	d->pinged_at = 0;
	if (d->serving == SERVING_NOTHING)
		desk_visit_begin(d);
	desk_hear(d);
}

static bool hand_over(struct desk *d)
{
	ARENA_CLEAN struct arena *a = arena_new(2 * VISIT_MOST);
	char *bytes = arena_take(a, VISIT_MOST);
	struct stay_visit v = {.version = SHUBBAK_VERSION,
			       .size = sizeof(v),
			       .state = d->wire.state,
			       .channel = d->wire.channel,
			       .plain_name = d->plain_name,
			       .compressed = d->compressed,
			       .known = desk_visit_known(d),
			       .asked = d->asked,
			       .rest = (uint32_t)(d->wire.in.size - d->wire.taken)};

	if (wire_has_output(&d->wire) || v.rest > WIRE_HEADER + WIRE_PAYLOAD)
		return false;
	memcpy(v.banner, d->banner, sizeof(v.banner));
	memcpy(v.source, d->portal.caller.source, sizeof(v.source));
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
	desk_tell_class(d, CLASS_ASIDE);
	for (int fd = STAY_FDS; fd <= STAY_OFFERED; fd++)
		close(fd);
	/* There is none where the line itself was taken over from another desk. */
	while (d->gate > 0 && waitpid(d->gate, &status, 0) != d->gate)
		poll(NULL, 0, 10);
	desk_exit(desk_was_attacked(d, status));
}

static void take_answer(struct desk *d)
{
	char word = 0;
	int fd;
	ssize_t n = stay_receive(STAY_CLAIMED, &word, 1, &fd);

	if (fd >= 0)
		close(fd);
	if (n < 0)
		return;
	if (n == 1 && word == STAY_TAKEN)
		step_aside(d);
	if (n != 1 || word != STAY_READY || !hand_over(d)) {
		go_on_here(d);
		return;
	}
	/* From here on only the other desk's word counts, or its end: two must not serve one gate.
	 */
	d->stay.is_handed = true;
}

/* --- the loop's part -------------------------------------------------------------------------- */

void desk_stay_polls(const struct desk *d, struct pollfd p[3])
{
	p[0] = (struct pollfd){.fd = d->stay.is_known ? STAY_OWN : -1, .events = POLLIN};
	p[1] = (struct pollfd){.fd = d->stay.is_offered ? STAY_OFFERED : -1, .events = POLLIN};
	p[2] = (struct pollfd){.fd = d->stay.is_claimed ? STAY_CLAIMED : -1, .events = POLLIN};
}

int desk_stay_patience(const struct desk *d, int patience)
{
	const int64_t untils[] = {d->stay.until, d->stay.try_until, d->stay.offer_until,
				  d->stay.is_handed ? 0 : d->stay.claim_until};
	int64_t now = desk_now();

	for (size_t i = 0; i < sizeof(untils) / sizeof(untils[0]); i++)
		if (untils[i] != 0 && untils[i] - now < patience)
			patience = untils[i] > now ? (int)(untils[i] - now) : 0;
	return patience;
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
		go_on_here(d);
	if (d->stay.until != 0 && now >= d->stay.until)
		desk_end(d, "nobody came back");
}

void desk_stay_turn(struct desk *d, const struct pollfd p[3])
{
	if (d->over != NULL)
		return;
	if (p[0].revents != 0)
		take_claim(d);
	if (d->stay.is_offered && p[1].revents != 0)
		take_visit(d);
	if (d->stay.is_claimed && p[2].revents != 0)
		take_answer(d);
	watch_clocks(d, desk_now());
	if (d->over != NULL || desk_stay_is_lost(d) || desk_stay_is_claiming(d))
		return;
	claim_proven(d);
	if (!desk_stay_is_claiming(d))
		tell_identity(d);
}
