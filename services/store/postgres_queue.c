/* postgres_queue.c - statements of a transaction that are sent one behind the other, and whose
 * answers are awaited together. */
#include "services/store/postgres.h"

/* More, and both sides could wait for each other to read. */
#define QUEUE_MOST 100

enum fault postgres_queue(struct postgres *s, const char *text, const struct parameters *p,
			  int count, struct error *err)
{
	enum fault fault = FAULT_NONE;

	if (s->queued >= QUEUE_MOST)
		fault = postgres_settle(s, NULL, err);
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

bool postgres_is_good(const PGresult *r)
{
	ExecStatusType status = PQresultStatus(r);

	return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK ||
	       status == PGRES_SINGLE_TUPLE;
}

/* The next statement's answer, with the end that follows it; NULL where the line is gone. */
static PGresult *next_answer(struct postgres *s)
{
	PGresult *r = PQgetResult(s->line);

	if (r != NULL)
		PQclear(PQgetResult(s->line));
	return r;
}

enum fault postgres_settle(struct postgres *s, PGresult **ret, struct error *err)
{
	int queued = s->queued;
	PGresult *r = NULL;
	enum fault fault = FAULT_NONE;

	s->queued = 0;
	if (queued > 0 && PQpipelineSync(s->line) != 1)
		return postgres_fault(s, NULL, err);
	/* Behind the first that failed the others are passed over. */
	for (int i = 0; i < queued && PQstatus(s->line) == CONNECTION_OK; i++) {
		PQclear(r);
		r = next_answer(s);
		if (fault == FAULT_NONE && !postgres_is_good(r))
			fault = postgres_fault(s, r, err);
	}
	if (queued > 0 && PQstatus(s->line) == CONNECTION_OK) {
		PQclear(PQgetResult(s->line)); /* of the sync */
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
