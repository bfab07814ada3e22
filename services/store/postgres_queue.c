/* postgres_queue.c - statements of a transaction that are sent one behind the other, and whose
 * answers are awaited together. */
#include "services/store/postgres.h"
#include "services/store/statement.h"

/* More, and both sides could wait for each other to read. */
#define QUEUE_MOST 100

static enum fault leave_room(struct postgres *s, struct error *err)
{
	return s->queued >= QUEUE_MOST ? postgres_settle(s, NULL, err) : FAULT_NONE;
}

enum fault postgres_queue_once(struct postgres *s, const char *text, const struct parameters *p,
			       int count, struct error *err)
{
	enum fault fault = leave_room(s, err);

	if (fault != FAULT_NONE)
		return fault;
	if (PQenterPipelineMode(s->line) != 1 ||
	    PQsendQueryParams(s->line, text, count, p == NULL ? NULL : p->types,
			      p == NULL ? NULL : p->values, p == NULL ? NULL : p->lengths,
			      p == NULL ? NULL : p->formats, 1) != 1)
		return postgres_fault(s, NULL, err);
	s->queued++;
	return FAULT_NONE;
}

/* By its name, or as it is where that is empty. */
static enum fault queue_by(struct postgres *s, const char *name, const char *text,
			   const struct parameters *p, int count, struct error *err)
{
	if (*name == '\0')
		return postgres_queue_once(s, text, p, count, err);
	if (PQenterPipelineMode(s->line) != 1 ||
	    PQsendQueryPrepared(s->line, name, count, p == NULL ? NULL : p->values,
				p == NULL ? NULL : p->lengths, p == NULL ? NULL : p->formats,
				1) != 1)
		return postgres_fault(s, NULL, err);
	s->queued++;
	return FAULT_NONE;
}

enum fault postgres_queue(struct postgres *s, const char *text, const struct parameters *p,
			  int count, struct error *err)
{
	char name[NAME_ROOM];
	enum fault fault = leave_room(s, err);

	if (fault == FAULT_NONE)
		fault = postgres_names_find(s, text, p, count, name, err);
	return fault == FAULT_NONE ? queue_by(s, name, text, p, count, err) : fault;
}

enum fault postgres_queue_alone(struct postgres *s, const char *text, const struct parameters *p,
				int count, struct error *err)
{
	char name[NAME_ROOM];
	enum fault fault = postgres_settle(s, NULL, err);

	if (fault == FAULT_NONE)
		fault = postgres_names_find(s, text, p, count, name, err);
	if (fault == FAULT_NONE) /* what prepares it */
		fault = postgres_settle(s, NULL, err);
	return fault == FAULT_NONE ? queue_by(s, name, text, p, count, err) : fault;
}
bool postgres_is_good(const PGresult *r)
{
	ExecStatusType status = PQresultStatus(r);

	return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK ||
	       status == PGRES_SINGLE_TUPLE;
}

/* The next statement's answer, with the end that follows it; NULL where the line is gone. */
static PGresult *next_answer(struct postgres *s, int64_t until)
{
	PGresult *r = postgres_result(s, until);

	if (r != NULL)
		PQclear(postgres_result(s, until));
	return r;
}

/* Whether it is one that was asked ahead; one that failed is told like any other. */
static bool keep_ahead(struct postgres *s, int place, PGresult *r)
{
	for (int i = 0; i < s->ahead_count; i++)
		if (s->ahead[i].place == place && postgres_is_good(r)) {
			s->ahead[i].result = r;
			s->ahead[i].place = -1;
			return true;
		}
	return false;
}

enum fault postgres_settle_until(struct postgres *s, int64_t until, PGresult **ret,
				 struct error *err)
{
	int queued = s->queued;
	PGresult *r = NULL;
	enum fault fault = FAULT_NONE;

	s->queued = 0;
	s->names.is_asked = false;
	if (queued > 0 && PQpipelineSync(s->line) != 1)
		return postgres_fault(s, NULL, err);
	/* Behind the first that failed the others are passed over. */
	for (int i = 0; i < queued && PQstatus(s->line) == CONNECTION_OK; i++) {
		PQclear(r);
		r = next_answer(s, until);
		if (keep_ahead(s, i, r)) {
			r = NULL;
			continue;
		}
		if (fault == FAULT_NONE && !postgres_is_good(r))
			fault = postgres_fault(s, r, err);
	}
	if (queued > 0 && PQstatus(s->line) == CONNECTION_OK) {
		PQclear(postgres_result(s, until)); /* of the sync */
		PQexitPipelineMode(s->line);
	} else if (queued > 0 && fault == FAULT_NONE) {
		fault = postgres_fault(s, NULL, err);
	}
	if (fault == FAULT_NONE && ret != NULL)
		*ret = r;
	else
		PQclear(r);
	return fault;
}

enum fault postgres_settle(struct postgres *s, PGresult **ret, struct error *err)
{
	return postgres_settle_until(s, postgres_clock() + POSTGRES_STATEMENT, ret, err);
}

/* --- answers asked for ahead --- */

static struct ahead *find_ahead(struct postgres *s, enum sql which, const char *with)
{
	for (int i = 0; i < s->ahead_count; i++)
		if (s->ahead[i].which == which && strcmp(s->ahead[i].with, with) == 0)
			return &s->ahead[i];
	return NULL;
}

/* What is on its way already is sent once. */
enum fault postgres_ahead_of(struct postgres *s, enum sql which, const char *text, const char *with,
			     struct error *err)
{
	struct ahead *known = find_ahead(s, which, with);
	struct parameters p;
	enum fault fault;

	if (known != NULL)
		known->uses++;
	if (known != NULL || s->ahead_count == AHEAD_MOST ||
	    strlen(with) >= sizeof(s->ahead[0].with))
		return FAULT_NONE;
	postgres_put_parameter(&p, 0, &DATUM_T(with));
	fault = postgres_queue(s, text, &p, which != SQL_COUNT, err);
	if (fault != FAULT_NONE)
		return fault;
	s->ahead[s->ahead_count] =
		(struct ahead){.which = which, .place = s->queued - 1, .uses = 1};
	snprintf(s->ahead[s->ahead_count++].with, sizeof(s->ahead[0].with), "%s", with);
	return FAULT_NONE;
}

enum fault postgres_ahead(struct store *store, enum sql which, const char *with, struct error *err)
{
	char text[STATEMENT_ROOM];

	statement_write(which, STATEMENT_LOCKS, false, text);
	return postgres_ahead_of(postgres_of(store), which, text, with, err);
}

/* By what the statement is wanted with; NULL: by nothing that is ever asked ahead. */
static const char *key_of(const struct postgres *s, enum sql which, const struct datum *with,
			  size_t count)
{
	bool is_own_head = which == SQL_HEAD_GET && count == 2 && with[1].number == s->lane;

	if (count == 0)
		return "";
	return (count == 1 || is_own_head) && with[0].kind == DATUM_TEXT ? with[0].data : NULL;
}

enum fault postgres_take_ahead(struct postgres *s, enum sql which, const struct datum *with,
			       size_t count, PGresult **ret, struct error *err)
{
	const char *key = key_of(s, which, with, count);
	struct ahead *a = key == NULL ? NULL : find_ahead(s, which, key);
	enum fault fault = FAULT_NONE;

	*ret = NULL;
	if (a == NULL)
		return FAULT_NONE;
	if (a->place >= 0)
		fault = postgres_settle(s, NULL, err);
	if (fault != FAULT_NONE)
		return fault;
	if (--a->uses > 0) {
		*ret = PQcopyResult(a->result, PG_COPYRES_ATTRS | PG_COPYRES_TUPLES);
		return FAULT_NONE;
	}
	*ret = a->result;
	s->ahead_count--;
	memmove(a, a + 1, (size_t)(&s->ahead[s->ahead_count] - a) * sizeof(*a));
	return FAULT_NONE;
}

void postgres_drop_ahead(struct postgres *s)
{
	for (int i = 0; i < s->ahead_count; i++)
		PQclear(s->ahead[i].result);
	s->ahead_count = 0;
}
