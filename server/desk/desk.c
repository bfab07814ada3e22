/* desk.c - the trusted half of one visitor: its loop, its gate, its clocks and its end. */
#include "server/desk/desk_inside.h"

#include "i18n/message.h"
#include "server/log.h"
#include "server/sandbox/sandbox.h"
#include "services/registry/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

void desk_end(struct desk *d, const char *why)
{
	if (d->over == NULL)
		d->over = why != NULL ? why : "unknown";
}

/* --- messages of the gate --- */

static void on_hello(struct desk *d, const struct wire_message *m)
{
	struct wire_reader r = wire_read(m);

	wire_text(&r, d->banner, sizeof(d->banner));
	d->compressed = wire_number(&r, 1) != 0;
	if (!wire_is_read(&r))
		desk_end(d, "a greeting that is none");
	log_line(LOG_DEBUG, "client %s from %s", d->banner, d->setup->source);
}

static void on_step(struct desk *d, const struct wire_message *m)
{
	d->is_asked = m->data[0] == STEP_ASKED;
	d->has_moved = true;
}

static void on_pin(struct desk *d, const struct wire_message *m)
{
	struct wire_reader r = wire_read(m);
	char reference[65], pin[33];
	unsigned char verdict[2] = {0, 1};

	wire_text(&r, reference, sizeof(reference));
	wire_text(&r, pin, sizeof(pin));
	if (!wire_is_read(&r)) {
		desk_end(d, "a reference that is none");
		return;
	}
	verdict[0] = (unsigned char)desk_identity_pin(d, reference, pin);
	explicit_bzero(pin, sizeof(pin));
	wire_put(&d->wire, WIRE_VERDICT, verdict, sizeof(verdict));
}

static void on_code(struct desk *d, const struct wire_message *m)
{
	struct wire_reader r = wire_read(m);
	char key[65], code[65];
	unsigned char verdict[2] = {0, 1};

	wire_text(&r, key, sizeof(key));
	wire_text(&r, code, sizeof(code));
	if (!wire_is_read(&r)) {
		desk_end(d, "a code that is none");
		return;
	}
	verdict[0] = (unsigned char)desk_identity_code(d, key, code);
	wire_put(&d->wire, WIRE_VERDICT, verdict, sizeof(verdict));
}

static void on_enter(struct desk *d, const struct wire_message *m)
{
	struct wire_reader r = wire_read(m);
	bool plain = wire_number(&r, 1) != 0;
	unsigned name = (unsigned)wire_number(&r, 1);
	char key[65];

	wire_text(&r, key, sizeof(key));
	if (!wire_is_read(&r) || name > NAME_STAFF)
		desk_end(d, "an identity that is none");
	else
		desk_identity_enter(d, plain, name, key);
}

static void on_open(struct desk *d, const struct wire_message *m)
{
	struct wire_open o;

	if (!wire_get_open(m, &o))
		desk_end(d, "a request that is none");
	else
		desk_visit_open(d, &o);
}

static void on_resize(struct desk *d, const struct wire_message *m)
{
	desk_visit_resize(d, m->data[0] | m->data[1] << 8, m->data[2] | m->data[3] << 8);
}

static void on_ask(struct desk *d, const struct wire_message *m)
{
	struct wire_ask ask;

	if (!wire_get_ask(m, &ask))
		desk_end(d, "a question that is none");
	else
		desk_visit_ask(d, &ask);
}

static void on_bye(struct desk *d, const struct wire_message *m)
{
	struct wire_reader r = wire_read(m);

	wire_text(&r, d->gate_said, sizeof(d->gate_said));
	desk_memory_bye(d);
	/* Why somebody did not come in is told; why somebody leaves is the client's affair. */
	if (d->class <= CLASS_ASKED && d->gate_said[0] != '\0')
		desk_end(d, d->gate_said);
	desk_stay_lose(d, "the client left");
}

static void on_beat(struct desk *d, const struct wire_message *m)
{
	struct wire_reader r = wire_read(m);
	bool moved = wire_number(&r, 1) != 0;

	desk_stay_trip(d, (int)wire_number(&r, 2));
	if (moved) {
		desk_line_moved(d);
		desk_work_moved(d);
	}
}

static void on_message(struct desk *d, const struct wire_message *m)
{
	switch (m->kind) {
	case WIRE_HELLO: on_hello(d, m); break;
	case WIRE_STEP: on_step(d, m); break;
	case WIRE_PIN: on_pin(d, m); break;
	case WIRE_CODE: on_code(d, m); break;
	case WIRE_ENTER: on_enter(d, m); break;
	case WIRE_OPEN: on_open(d, m); break;
	case WIRE_INPUT: desk_visit_input(d, m->data, m->size); break;
	case WIRE_INPUT_END: desk_visit_input_end(d); break;
	case WIRE_RESIZE: on_resize(d, m); break;
	case WIRE_DRAINED: desk_visit_drained(d, m->data[0]); break;
	case WIRE_SHUT: desk_visit_shut(d); break;
	case WIRE_FILE_ASK: on_ask(d, m); break;
	case WIRE_BYE: on_bye(d, m); break;
	case WIRE_BEAT: on_beat(d, m); break;
	default: break;
	}
}

void desk_hear(struct desk *d)
{
	struct wire_message m;

	/* What comes behind the news that the line is gone, or while another desk is asked for the
	 * visit, is not for this one. */
	while (d->over == NULL && !desk_stay_is_lost(d) && !desk_claim_is_on(d) &&
	       wire_next(&d->wire, &m))
		on_message(d, &m);
	if (d->wire.fd >= 0 && d->wire.wrong != NULL)
		desk_end(d, d->wire.wrong);
}

static void read_gate(void *ctx, int fd, short came)
{
	struct desk *d = ctx;
	bool alive;

	(void)fd;
	if (desk_claim_is_on(d) || (came & (POLLIN | POLLHUP | POLLERR)) == 0)
		return;
	alive = wire_fill(&d->wire);
	d->heard_at = loop_now();
	d->pinged_at = 0;
	desk_identity_look_at_clock(d);
	desk_hear(d);
	if (!alive)
		desk_stay_lose(d, "the gate is gone");
}

/* --- clocks --- */

static void read_signals(void *ctx, int fd, short came)
{
	struct desk *d = ctx;
	int sig;

	(void)came;
	while ((sig = loop_signal(fd)) != 0) {
		d->sent_away = true;
		if (sig == SIGUSR2)
			desk_take_leave(d, _("Too many sessions are open with this key, with these "
					     "numbers, or from where you are, so this one ends. "
					     "What is in a draft is saved. Goodbye."));
		else if (sig == SIGUSR1)
			desk_take_leave(d, _("Many people are waiting, and this session makes room "
					     "for them. What is in a draft is saved. Goodbye."));
		else
			desk_take_leave(d, _("The portal is closing for a short time. What is in a "
					     "draft is saved. Come back in a few minutes."));
	}
}

static bool awaits_gate(const struct desk *d)
{
	return desk_visit_is_in_flight(d) || d->wire.out.size > 0 || d->finished;
}

static void tell_incident(const struct desk *d, const char *what, int sig)
{
	char incident[LOG_INCIDENT];
	struct error err = {0};

	fail(&err, FAULT_BROKEN, "", "signal %d, source %s", sig, d->setup->source);
	log_incident(what, &err, incident);
}

static void watch_gate(struct desk *d, int64_t now)
{
	int64_t patience = awaits_gate(d) ? DESK_PING : DESK_PING_IDLE;

	if (desk_stay_is_lost(d) || desk_claim_is_on(d))
		return;
	if (d->pinged_at == 0 && now - d->heard_at >= patience && d->wire.wrong == NULL) {
		d->pinged_at = now;
		wire_put(&d->wire, WIRE_PING, NULL, 0);
	} else if (d->pinged_at != 0 && now - d->pinged_at >= LIMIT_DEAF) {
		tell_incident(d, "a gate did not answer", 0);
		d->is_deaf = true;
		desk_stay_lose(d, "the gate does not answer");
		return;
	}
	if (desk_stalled_for(d, now) > LIMIT_STALL)
		desk_stay_lose(d, "the line has stalled");
	else if (desk_stalled_for(d, now) == 0)
		d->moved_at = now;
}

static void watch_person(struct desk *d, int64_t now)
{
	int64_t limit = (int64_t)d->setup->config->idle_minutes * 60000, idle = now - d->key_at;
	int64_t warning = (int64_t)d->setup->config->warning_seconds * 1000;

	if (d->serving == SERVING_NOTHING || d->finishing || desk_stay_is_lost(d))
		return;
	if (idle >= limit) {
		desk_take_leave(d, _("Your session has ended because nothing was typed for a long "
				     "time. What is in a draft is saved."));
	} else if (!d->warned && warning > 0 && idle >= limit - warning) {
		d->warned = true;
		desk_visit_tell(d, _("Still there? Press a key to stay."));
	}
}

/* What a stolen key has open is shut, whether a key is pressed there or not. Where the registry
   cannot be asked now, nothing is read either. */
static void watch_staff(struct desk *d, int64_t now)
{
	struct error err = {0};

	if (d->caller.role != ROLE_STAFF || d->farewell || d->over != NULL ||
	    now - d->staff_at < LIMIT_STAFF_LOOK)
		return;
	if (d->staff_at != 0 && d->registry != NULL &&
	    sign_in_holds(d->registry, &d->caller, &err) == FAULT_DENIED)
		desk_take_leave(d, message_get(err.say));
	d->staff_at = now;
}

/* Clients leave by themselves when their channel has ended; those that do not are left. */
static void watch_farewell(struct desk *d, int64_t now)
{
	if (d->farewell && now >= d->leave_at)
		desk_end(d, "the portal closed it");
}

/* Who reads, or thinks about an answer, holds no database open. */
static bool holds_database(const struct desk *d)
{
	return d->registry != NULL && d->serving == SERVING_SESSION &&
	       !registry_is_resting(d->registry);
}

static void rest_database(const struct desk *d, int64_t now)
{
	if (holds_database(d) && now - d->key_at >= DESK_REST)
		registry_rest(d->registry);
}

static void wait_until(const struct desk *d, struct loop *l)
{
	int64_t until = desk_visit_until(d);

	if (d->farewell)
		loop_within(l, 100);
	else if (until != 0 && !desk_claim_is_on(d))
		loop_until(l, until);
	else
		loop_within(l, awaits_gate(d) || d->pinged_at != 0 ? DESK_PING : DESK_LOOK);
	if (holds_database(d))
		loop_within(l, DESK_REST);
}

static void rest(void *ctx)
{
	desk_visit_rest(ctx);
}

static void wait_for_all(struct desk *d, struct loop *l)
{
	loop_begin(l);
	if (wire_has_output(&d->wire))
		loop_watch(l, d->wire.fd, POLLIN | POLLOUT, read_gate, d);
	else if (!desk_claim_is_on(d))
		loop_watch(l, d->wire.fd, POLLIN, read_gate, d);
	loop_watch(l, d->signals, POLLIN, read_signals, d);
	desk_stay_watch(d, l);
	wait_until(d, l);
	loop_rests(l, rest, d);
	if (!loop_wait(l))
		desk_end(d, "poll failed");
	loop_answer(l);
}

static void turn(struct desk *d, struct loop *l)
{
	int64_t now;

	wait_for_all(d, l);
	now = loop_now();
	watch_person(d, now);
	watch_staff(d, now);
	rest_database(d, now);
	desk_memory_watch(d);
	watch_farewell(d, now);
	watch_gate(d, now);
	desk_work_look(d);
	desk_stay_turn(d);
	if (d->over == NULL && !desk_stay_is_lost(d) && !desk_claim_is_on(d))
		desk_visit_turn(d);
	if (!wire_flush(&d->wire))
		desk_stay_lose(d, "the gate is gone");
	desk_class_tell(d, desk_class_now(d));
}

/* --- beginning and end --- */

bool desk_was_attacked(const struct desk *d, int status)
{
	int sig = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	desk_memory_gate(d, status);
	/* One that did not answer because of it was told. */
	if (sig == SIGPROF && !d->is_deaf)
		tell_incident(d, "a gate went round and round and was ended", sig);
	if (sig != SIGSEGV && sig != SIGABRT && sig != SIGBUS && sig != SIGSYS)
		return false;
	tell_incident(d, "a gate was ended by the system", sig);
	return true;
}

void desk_leave_gate(struct desk *d)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, 256);
	if (d->wire.fd < 0)
		return;
	if (d->wire.wrong == NULL && d->wire.state != VISIT_OVER) {
		wire_add_text(&b, "");
		wire_put(&d->wire, WIRE_LEAVE, b.data, b.size);
		wire_flush(&d->wire);
	}
	wire_close(&d->wire);
	/* A gate that was handed over is watched by the desk that it came from. */
	if (d->gate > 0 && desk_was_attacked(d, desk_gate_reap(d->gate)))
		d->attacked = true;
	d->gate = 0;
}

_Noreturn void desk_exit(bool attacked)
{
#ifdef SHUBBAK_SANITIZED
	exit(attacked ? DESK_ATTACKED : DESK_DONE); /* leaks are looked for at exit */
#else
	/* What libraries tidy up at exit is memory shared with the listener: a copy of each page
	   that they touch, a fifth of what a login costs. */
	_exit(attacked ? DESK_ATTACKED : DESK_DONE);
#endif
}

static _Noreturn void end(struct desk *d)
{
	desk_visit_shut(d);
	desk_leave_gate(d);
	desk_vain_count(d);
	registry_close(d->registry);
	log_line(LOG_INFO, "visitor from %s ended: %s", d->caller.source, d->over);
	desk_exit(d->attacked);
}

static void prepare(struct desk *d, const struct desk_setup *s)
{
	const struct config *c = s->config;

	*d = (struct desk){.setup = s};
	d->reader = reader_way_listener();
	d->judge = reader_judge(&d->reader);
	d->portal = (struct command_portal){
		.judge = s->has_reader ? &d->judge : NULL,
		.reader = s->has_reader ? &d->reader : NULL,
		.catalogue = s->catalogue,
		.lang = (enum lang)c->lang,
		.country = strcmp(c->country, "all") == 0 ? NULL : c->country,
		.host = c->host,
		.port = c->port != 0 ? c->port : s->port,
		.gate = s->host,
		.vain = &d->vain,
	};
	config_told(c, d->portal.after_refusal, d->portal.contact, d->portal.account_office);
	config_paying(c, &d->portal.paying);
	desk_identity_begin(d);
	d->heard_at = d->key_at = d->moved_at = loop_now();
	d->class = CLASS_KNOCKING;
}

_Noreturn void desk_run(const struct desk_setup *s)
{
	struct desk d;
	struct loop l;

	log_as("desk");
	prepare(&d, s);
	d.signals = loop_signals((const int[]){SIGTERM, SIGUSR1, SIGUSR2, 0});
	sandbox_signals();
	desk_gate_open(&d);
	desk_work_begin(&d);
	desk_stay_open(&d);
	sandbox_desk(s->state);
	desk_memory_guard(&d);
	while (d.over == NULL)
		turn(&d, &l);
	end(&d);
}
