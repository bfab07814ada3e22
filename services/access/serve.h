/* serve.h - a person at the counter: found by a number or added, and served with their consent. */
#ifndef SERVICES_ACCESS_SERVE_H
#define SERVICES_ACCESS_SERVE_H

#include "services/access/caller.h"
#include "services/form/form.h"
#include "services/party/party.h"

struct serve_person {
	char id[33];
	const char *name;
	struct identifier *identifiers; /* by scheme */
	size_t count;
};

/*
 * Each asks for ACCESS_ASSIST with the service that the person has come for, which is the purpose
 * of the entry that it leaves, with in which role and office. What is told stands in `a`. `s` has a
 * form; `terms` are the catalogue's.
 */

/* Those who have this number exactly, of a document or of a telephone: how many there are, and
 * the names of the first IDENTIFIER_FOUND, without identifiers. Each of these is looked at; that
 * nobody was found is entered, too. FAULT_INPUT: it is no number. FAULT_BUSY with {seconds}: too
 * many at once (pace.h). */
MUST_USE enum fault serve_find(struct registry *r, struct caller *c, const struct term_list *terms,
			       const struct service *s, const char *typed, struct arena *a,
			       struct serve_person **ret, size_t *ret_all, struct error *err);

/* Somebody new, by a name and by what numbers there are, also none: `p` gets an id. Faults of
 * party_add, and as above; that a number is another person's is a look at them. */
MUST_USE enum fault serve_add(struct registry *r, struct caller *c, const struct service *s,
			      struct serve_person *p, struct error *err);

/* The person, whose id was told above, has said yes to an application of the service in their name,
 * and reads `lang`: that is entered, and `c` serves them from then on until caller_serve_no_more.
 * FAULT_MISSING: there is no such person. */
MUST_USE enum fault serve_consent(struct registry *r, struct caller *c, const struct service *s,
				  const char *person, enum lang lang, struct error *err);

/* What is known of the person who is served, into a form of that service: into a question of name,
 * national number or telephone that is the only one of its type and that everybody is asked, since
 * then it is the applicant's. Nothing where nobody is served. */
MUST_USE enum fault serve_fill(struct registry *r, const struct caller *c, struct form *f,
			       struct error *err);

#endif
