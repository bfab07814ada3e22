/* sample_club.h - a club that a register has, with its founder and three others who have accounts.
 */
#ifndef TESTS_SERVICES_SAMPLE_CLUB_H
#define TESTS_SERVICES_SAMPLE_CLUB_H

#include "tests/services/sample.h"
#include "tests/services/sample_register.h"

#include "services/application/organisation.h"

struct club {
	struct portal portal;
	const struct service *report;
	struct organisation_at at;
	char number[160];
	struct application founding;
	struct account_paper paper[4];
	struct caller manager, filer, seer, other;
};

struct caller club_account(struct club *c, const char *name, struct account_paper *paper);

/* Sent by `v`, and entered by the office's act. */
struct application club_entered(struct club *c, struct caller *v, const char *name);

/* The same with the slip that who has sent it was given. */
struct receipt club_founded(struct club *c, struct caller *v, const char *name,
			    struct application *ret);

/* Which entry that application has entered. */
void club_tell_at(struct club *c, const struct application *a);

/* The founder alone is its people. */
void club_open(struct club *c, const char *name);

#endif
