/* postgres_names.c - statements that a server's session keeps prepared under their names, so that
 * it neither reads nor plans them again at each transaction.
 *
 * Behind a pooler a session is another's with each transaction, and nobody knows what was prepared
 * in it: each transaction that writes, and each view, asks for the names first, and prepares what
 * it misses. Others cannot come between: the session is its own until it ends. A name is made of
 * the statement's text, so that versions of the portal may share sessions.
 */
#include "services/store/postgres.h"

#include <sodium.h>

#define NAMES_MOST 200 /* in one session, each with its plan; */
#define NAMES_VIEW_MOST                                                                            \
	120 /* where those who only read make no more, so that writers have room                   \
	     */
#define IS_KEPT "SELECT count(*) FROM pg_prepared_statements WHERE name = '%s'"

/* Writers' plans go through no whole table (postgres_turn.c), which is best for a view of all that
   there is: neither has the other's. */
static void name_of(const struct postgres *s, const char *text, const struct parameters *p,
		    int count, char ret[NAME_ROOM])
{
	unsigned char sum[crypto_generichash_BYTES_MIN];
	crypto_generichash_state h;
	size_t len = strlen(POSTGRES_NAME);

	crypto_generichash_init(&h, NULL, 0, sizeof(sum));
	crypto_generichash_update(&h, (const unsigned char *)text, strlen(text));
	if (count > 0)
		crypto_generichash_update(&h, (const unsigned char *)p->types,
					  (size_t)count * sizeof(p->types[0]));
	if (s->store.viewing)
		crypto_generichash_update(&h, (const unsigned char *)"view", 4);
	crypto_generichash_final(&h, sum, sizeof(sum));
	memcpy(ret, POSTGRES_NAME, len);
	sodium_bin2hex(ret + len, NAME_ROOM - len, sum, (NAME_ROOM - len) / 2);
}

static const char *told(const struct names *n)
{
	return n->told == NULL || PQntuples(n->told) == 0 ? "" : PQgetvalue(n->told, 0, 0);
}

static bool is_there(const struct names *n, const char *name)
{
	for (int i = 0; i < n->made_count; i++)
		if (strcmp(n->made[i], name) == 0)
			return true;
	return strstr(told(n), name) != NULL;
}

static bool has_room(const struct postgres *s)
{
	const struct names *n = &s->names;

	return n->made_count < NAMES_MADE_MOST &&
	       strlen(told(n)) / (NAME_ROOM - 1) + (size_t)n->made_count <
		       (s->store.viewing ? NAMES_VIEW_MOST : NAMES_MOST);
}

/* A pooler that looks into statements keeps them under names of its own, and takes none of ours
   twice from the same line: with such a one names are left alone from the first on. */
static enum fault look_at_first(struct postgres *s, const char *name, struct error *err)
{
	char text[sizeof(IS_KEPT) + NAME_ROOM];
	PGresult *r = NULL;
	enum fault fault;

	snprintf(text, sizeof(text), IS_KEPT, name);
	fault = postgres_queue_once(s, text, NULL, 0, err);
	if (fault == FAULT_NONE)
		fault = postgres_settle(s, &r, err);
	if (fault == FAULT_NONE) {
		s->names.is_proven = true;
		s->names.is_unfit = PQgetvalue(r, 0, 0)[7] != 1; /* a number of eight bytes */
	}
	PQclear(r);
	return fault;
}

static enum fault make(struct postgres *s, const char *name, const char *text,
		       const struct parameters *p, int count, struct error *err)
{
	struct names *n = &s->names;

	if (PQenterPipelineMode(s->line) != 1 ||
	    PQsendPrepare(s->line, name, text, count, count == 0 ? NULL : p->types) != 1)
		return postgres_fault(s, NULL, err);
	s->queued++;
	snprintf(n->made[n->made_count++], NAME_ROOM, "%s", name);
	return n->is_proven ? FAULT_NONE : look_at_first(s, name, err);
}

enum fault postgres_names_find(struct postgres *s, const char *text, const struct parameters *p,
			       int count, char ret[NAME_ROOM], struct error *err)
{
	struct names *n = &s->names;
	enum fault fault = FAULT_NONE;

	*ret = '\0';
	if (n->is_asked) {
		n->is_asked = false;
		fault = postgres_settle(s, &n->told, err);
		n->is_told = fault == FAULT_NONE && !n->is_unfit;
	}
	if (!n->is_told)
		return fault;
	name_of(s, text, p, count, ret);
	if (!is_there(n, ret) && has_room(s))
		fault = make(s, ret, text, p, count, err);
	n->is_told = n->is_told && !n->is_unfit;
	if (!n->is_told || !is_there(n, ret))
		*ret = '\0';
	return fault;
}

void postgres_names_are(struct postgres *s, PGresult *told)
{
	s->names.told = told;
	s->names.is_told = !s->names.is_unfit;
}

bool postgres_names_are_wrong(struct postgres *s, const char *state)
{
	bool is_wrong = strcmp(state, "26000") == 0 || strcmp(state, "42P05") == 0;

	if (is_wrong)
		s->names.is_unfit = true;
	return is_wrong;
}

void postgres_names_forget(struct postgres *s)
{
	PQclear(s->names.told);
	s->names.told = NULL;
	s->names.made_count = 0;
	s->names.is_asked = s->names.is_told = false;
}
