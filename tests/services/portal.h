/* portal.h - a state folder with the sample service and a clock that stands still, for tests. */
#ifndef TESTS_SERVICES_PORTAL_H
#define TESTS_SERVICES_PORTAL_H

#include "services/application/application.h"
#include "services/registry/folder.h"
#include "services/services.h"

struct portal {
	char folder[FOLDER_PATH];
	const char *address; /* of its database; NULL: in the folder */
	char secret[65];     /* of its backups */
	struct registry *registry;
	struct arena *arena;
	struct term_list terms;
	const struct service *service;
	int64_t now;
	const char *findings;
	struct caller guest, owner, other, host; /* guest and owner come from one source */
};

/* Made in the unit test's folder under `name`, with nothing but the sample in its catalogue; a
 * fault ends the test. */
void portal_open(struct portal *p, const char *name);
void portal_close(struct portal *p);

/* The same, kept by SQLite whatever the runner was given. */
void portal_open_folder(struct portal *p, const char *name);

/* A state folder as it stands, to a path that is not there yet. */
void portal_copy(const char *from, const char *to);

/* Its clock, for another registry that is opened on its folder: `ctx` is the portal. */
int64_t portal_clock(void *ctx);

/* A form that may be submitted. */
struct form *portal_form(struct portal *p);

/* Where a question stands. */
struct field_path portal_path(const struct portal *p, const char *question, int item);

/* Answers as typed. */
void portal_set(struct portal *p, struct form *f, const char *question, int item, const char *raw);

/* A definition of any kind is taken as this version of its key; a fault ends the test. */
void portal_import(struct portal *p, const char *key, int version, const char *yaml);

/* The sample in a version 4 of this text, which is the portal's `service` from now on. */
void portal_renew(struct portal *p, const char *yaml);

/* A request number, ever another one. */
const char *portal_request(void);

/* Applies with a fresh form and number; the receipt. */
struct receipt portal_apply(struct portal *p, struct caller *v);

/* One of staff, with an account of this name and one role in one office ("": all); `ret`: what they
 * were handed. */
struct caller portal_hire(struct portal *p, const char *name, const char *role, const char *office,
			  struct account_paper *ret);

/* What the owner has sent in this way, as the owner opens it. */
void portal_send(struct portal *p, struct application *ret);

/* Runs SQL past the engine, as a thief or a careless administrator would. */
void portal_tamper(const struct portal *p, const char *sql);

/* What the owner has sent is made an appeal of the other one, whatever definitions say; by ids. */
void portal_link(struct portal *p, const char *sent, const char *first);

/* The acts that the ledger has of an application, with blanks between. */
const char *portal_acts(struct portal *p, const struct application *a);

/* The hashes at the heads of the ledger's chains, with blanks between, in the arena. */
const char *portal_heads(struct registry *r, struct arena *a);

/* The findings of verify, one a line, in the portal's arena. */
const char *portal_findings(struct portal *p);

/* Number of findings of verify; each is printed when `loud`. */
int portal_verify(struct portal *p, bool loud);

#endif
