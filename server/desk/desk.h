/* desk.h - the trusted half of one visitor: registry, pages and commands; hears of the network only
 * by messages. */
#ifndef SERVER_DESK_DESK_H
#define SERVER_DESK_DESK_H

#include "server/config.h"
#include "server/gate/gate.h"
#include "server/desk/stay.h"
#include "services/catalogue/catalogue.h"

/* How much a visitor would lose by being sent away; the listener sends away the lowest first. A
   desk tells its own as struct desk_note, a packet each. */
enum desk_class {
	CLASS_KNOCKING, /* its login goes on, or stalls: told anew with each phase */
	CLASS_ASKED,    /* its login waits for a person's answer */
	CLASS_IN,       /* in, but nothing asked for */
	CLASS_STALLED,  /* its line has not moved for a while, though there is something to take */
	CLASS_SILENT,   /* no key pressed ever */
	CLASS_IDLE,     /* has not pressed a key for a while */
	CLASS_WAITING,  /* its line is lost, its owner may come back */
	CLASS_ACTIVE,
	CLASS_KEPT,  /* signed in and at it, or a draft changed lately */
	CLASS_ASIDE, /* its visit was handed over; it only watches over the gate */
};
struct desk_note {
	int pid;
	int class;                       /* enum desk_class */
	unsigned char token[STAY_TOKEN]; /* of who has signed in; zeros: nobody */
};

/* How a desk ends, for the listener. */
enum { DESK_DONE = 0, DESK_ATTACKED = 70 };

struct desk_setup {
	const struct config *config;
	const char *state; /* folder */
	const struct catalogue *catalogue;
	struct gate_host *host;
	int client;      /* the visitor's connection */
	char source[64]; /* address prefix */
	bool exempt;     /* it is of the configuration's exempt networks */
	int port;        /* that is listened on */
	int notes;       /* pipe to the listener */
	int stays;       /* packets to the listener: visits that outlive their lines */
	bool has_reader; /* the listener can start readers */
	const unsigned char *stay_key; /* STAY_KEY bytes */
};

/* Forks the gate and serves the visitor; never returns. */
_Noreturn void desk_run(const struct desk_setup *s);

#endif
