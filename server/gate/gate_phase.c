/* gate_phase.c - how far a login has come, and how long it may take for the next step.
 *
 *   VERSION --its line--> OFFER --KEXINIT--> KEYS --NEWKEYS--> SERVICE --asked for--> SIGN_IN -->
 * IN ╎                                        ╎ the fingerprint is shown to a person     a key is
 * unlocked, a reference and a PIN typed
 *
 * Only a finished phase is progress: bytes are none, so who sends one now and then comes no
 * further, and a line of seconds a round trip does.
 */
#include "server/gate/gate_inside.h"

#define DEFERRED 1000 /* milliseconds that the kernel keeps a connection that says nothing */
#define TELL 200      /* milliseconds that a phase may last before the desk hears of it */
#define REPLY 2       /* packets by which the exchange is answered: the reply, and NEWKEYS */
#define SHARE 0.55f   /* of libssh's way: below it the version is read, above it KEXINIT too */

/* Clients that ask for the name only when the service was granted. */
static bool asks_for_name(ssh_session session)
{
	static const char *const names[] = {"SSH-2.0-PuTTY", "SSH-2.0-WinSCP", "SSH-2.0-TTSSH"};
	const char *banner = ssh_get_clientbanner(session);

	for (size_t i = 0; banner != NULL && i < sizeof(names) / sizeof(names[0]); i++)
		if (strncmp(banner, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

static void tell(struct gate *g, enum wire_step step, int64_t now)
{
	unsigned char byte = (unsigned char)step;

	if (!wire_put(&g->wire, WIRE_STEP, &byte, 1))
		gate_end(g, g->wire.wrong);
	g->clock.told_at = now;
	g->clock.told = step;
}

static void set_deadline(struct gate *g)
{
	const struct gate_clock *c = &g->clock;
	int64_t person = c->since + (int64_t)g->config->person_seconds * 1000;
	int64_t phase = c->since + (int64_t)g->config->phase_seconds * 1000;

	if (c->asks)
		g->deadline = person;
	else
		g->deadline = phase < c->until ? phase : c->until;
}

/* A phase begins, or a person has answered. A person's time is not the login's. */
static void restart(struct gate *g, bool asks)
{
	struct gate_clock *c = &g->clock;
	int64_t now = loop_now();

	if (c->asks)
		c->until += now - c->since;
	c->since = now;
	c->asks = asks;
	set_deadline(g);
	/* Most logins are over before this would be worth a word. */
	if (!asks && (c->told == STEP_ASKED || now - c->told_at >= TELL))
		tell(g, STEP_FINISHED, now);
}

void gate_phase_finish(struct gate *g, enum gate_phase next)
{
	if (next <= g->phase || g->over != NULL)
		return;
	g->phase = next;
	if (next < GATE_IN)
		restart(g, next == GATE_SIGN_IN && asks_for_name(g->session));
}

void gate_phase_ask(struct gate *g)
{
	if (!g->clock.asks && g->over == NULL)
		restart(g, true);
}

void gate_phase_answered(struct gate *g)
{
	if (g->over == NULL)
		restart(g, false);
}

/* libssh tells how far the exchange is as a share of the whole. */
static void on_status(void *userdata, float share)
{
	struct gate *g = userdata;

	gate_phase_finish(g, share < SHARE ? GATE_OFFER : GATE_KEYS);
	if (g->phase == GATE_KEYS && g->clock.sent == 0)
		g->clock.sent = g->counter.out_packets;
}

void gate_phase_look(struct gate *g)
{
	/* The client has our key now, and may show it to a person before it goes on. */
	if (g->phase == GATE_KEYS && g->counter.out_packets >= g->clock.sent + REPLY)
		gate_phase_ask(g);
}

void gate_phase_start(struct gate *g)
{
	int64_t now = loop_now(), began = now - DEFERRED;

	g->clock = (struct gate_clock){
		.until = began + (int64_t)g->config->login_seconds * 1000,
		.since = began,
		.told_at = now,
	};
	set_deadline(g);
}

void gate_phase_hear(struct gate *g)
{
	g->status =
		(struct ssh_callbacks_struct){.userdata = g, .connect_status_function = on_status};
	ssh_callbacks_init(&g->status);
	ssh_set_callbacks(g->session, &g->status);
}

static bool is_untold(const struct gate *g)
{
	return g->phase < GATE_IN && g->clock.asks && g->clock.told != STEP_ASKED;
}

void gate_phase_watch(const struct gate *g, struct loop *l)
{
	if (is_untold(g))
		loop_until(l, g->clock.since + TELL);
}

void gate_phase_turn(struct gate *g)
{
	if (is_untold(g) && loop_now() >= g->clock.since + TELL)
		tell(g, STEP_ASKED, loop_now());
}
