/* gate_inside.h - what the files of the gate share with each other, and nobody else. */
#ifndef SERVER_GATE_GATE_INSIDE_H
#define SERVER_GATE_GATE_INSIDE_H

#include "server/gate/gate.h"
#include "server/loop.h"
#include "server/sftp/sftp.h"
#include "server/wire.h"
#include "services/registry/limits.h"

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>

struct gate_channel {
	struct gate *gate;
	ssh_channel channel; /* NULL: the place is free */
	struct ssh_channel_callbacks_struct callbacks;
	struct wire_open asked;
	int envs, lang_rank;
	bool ended; /* closed from here; what still comes is thrown away */
	bool gone;  /* the client has closed it */
};

/* What is awaited of the client; gate_phase.c has the drawing. Keys are agreed from GATE_SERVICE
 * on, and requests to come in may come. */
enum gate_phase { GATE_VERSION, GATE_OFFER, GATE_KEYS, GATE_SERVICE, GATE_SIGN_IN, GATE_IN };

/* A login's time; monotonic milliseconds. */
struct gate_clock {
	int64_t since;   /* the phase has begun, or the person was asked */
	int64_t until;   /* all of it must be over; put off by what persons take */
	int64_t told_at; /* when the desk was told last, and what */
	enum wire_step told;
	bool asks;     /* a person is waited for */
	uint64_t sent; /* packets before the exchange was answered; 0: not yet known */
};

struct gate {
	const struct config *config;
	ssh_session session;
	ssh_event event;
	struct ssh_callbacks_struct status;
	struct wire wire;
	enum gate_phase phase;
	struct gate_clock clock;
	int64_t deadline;       /* milliseconds of the monotonic clock; 0: none */
	const char *over;       /* why this ends; NULL: it goes on */
	const char *last_words; /* shown by the client as the line is closed; NULL: none */
	struct ssh_server_callbacks_struct server;
	struct ssh_counter_struct read; /* bytes, as the line has brought them */
	struct ssh_counter_struct counter;
	int client; /* descriptor */
	int line;   /* the same connection, for after libssh has closed it */
	bool compressed;

	char user[65];       /* "" until the first step of the login */
	enum wire_name name; /* as whom they come */
	bool plain, greeted;
	uint8_t taken;     /* messages of output on this channel, as WIRE_DRAINED counts them */
	char key[65];      /* of staff: the key that was proven, before the code is; "" */
	bool refused;      /* what was typed last */
	bool no_reference; /* what was typed last as one: its check digits do not fit */
	int tries;
	bool asking;                       /* for an answer that libssh has not given yet */
	uint64_t asked_at;                 /* which of its packets that was */
	struct ssh_counter_struct settled; /* what had come before the packets of this step */

	struct gate_channel channels[LIMIT_CHANNELS];
	struct gate_channel *active;
	struct buffer out, errors; /* for the active channel */
	size_t stdin_bytes;
	bool input_ended, undrained, finished;
	int exit_status;
	int drain_wait; /* milliseconds until the next look */
	int queued;     /* bytes on their way at the last look */
	bool moved;     /* the client has taken some since the desk last asked */
	clock_t shown;  /* processor time at which the desk was told of it last */
	struct sftp *sftp;
	char will[WIRE_WILL_MOST]; /* what puts the active channel's terminal back */
	size_t will_size;
};

/* Before the keys are agreed, once the client's version may be read. */
void gate_choose_compression(struct gate *g);

void gate_end(struct gate *g, const char *why);
/* The line's round trip in milliseconds, 0 where it is not known; `ret_lossy` (or NULL): a packet
 * was lost. */
int gate_trip(const struct gate *g, bool *ret_lossy);

/* gate_phase.c: how far a login has come, and its clocks. */
void gate_phase_start(struct gate *g); /* the clocks */
void gate_phase_hear(struct gate *g);  /* and what the session tells of its exchange of keys */
/* What was awaited has come, and `next` is; passed over where the login is there already. */
void gate_phase_finish(struct gate *g, enum gate_phase next);
/* A person is waited for from now on, unless one is already. */
void gate_phase_ask(struct gate *g);
void gate_phase_answered(struct gate *g);
void gate_phase_look(struct gate *g); /* after each step of the exchange */
void gate_phase_watch(const struct gate *g, struct loop *l);
void gate_phase_turn(struct gate *g); /* tells the desk that a person is waited for */

/* gate_auth.c: who comes in as what. */
void gate_auth_start(struct gate *g);
/* After each step of a login: ends the visit where a request got no answer. */
void gate_auth_settle(struct gate *g);

/* gate_channel.c: channels, and the bytes of the one in use. */
ssh_channel gate_channel_new(ssh_session session, void *userdata);
void gate_channel_take(struct gate *g, const struct wire_message *m);
/* Writes what the client's window allows, closes what has finished, and tells the desk when all has
 * arrived. */
void gate_channel_pump(struct gate *g);
/* The desk is gone without a word: its terminal is put back. */
void gate_channel_put_back(struct gate *g);
bool gate_channel_is_free(const struct gate *g); /* room for more from the desk */

/* gate_keys.c: a session on the client's descriptor; NULL on a fault. */
ssh_session gate_keys_accept(struct gate_host *h, int client);
/* The other half, of a client of our own that comes in as a guest; not connected yet. */
ssh_session gate_keys_client(int fd);
/* The public key as it goes over the line: its size, 0 where it does not fit `blob`. */
#define GATE_KEY_MOST 4096
size_t gate_keys_blob(ssh_key key, unsigned char blob[GATE_KEY_MOST]);
/* True when a signature by it would be taken: its kind is known, and it is long enough. */
bool gate_keys_is_taken(ssh_key key, const unsigned char *blob, size_t size);

#endif
