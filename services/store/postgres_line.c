/* postgres_line.c - the line to a database of PostgreSQL: dialled, asked, and given up where no
 * answer comes. */
#include "services/store/postgres.h"

#include <errno.h>
#include <poll.h>
#include <sodium.h>
#include <time.h>

#define PAUSE                                                                                      \
	100 /* milliseconds before the second try, and twice as many before each further one */
#define PAUSE_MOST 800 /* so that a crowd of those who wait leaves the machine to who mends it */

/* A COMMIT that was cancelled while it waited for the standby says that it was done, and this. */
static void notice(void *ctx, const PGresult *r)
{
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

	if (state != NULL && strcmp(state, "01000") == 0)
		((struct postgres *)ctx)->is_local = true;
}

/* A line that was cut is noticed within seconds; the address may say otherwise. */
static PGconn *dial(const char *address)
{
	const char *const names[] = {
		"connect_timeout",  "tcp_user_timeout", "keepalives_idle", "keepalives_interval",
		"keepalives_count", "client_encoding",  "dbname",          NULL};
	const char *const values[] = {"2", "3000", "2", "1", "3", "UTF8", address, NULL};

	return PQconnectdbParams(names, values, 1);
}

int64_t postgres_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void postgres_pause(int *tries)
{
	int most = PAUSE << *tries;
	long pause = most / 2 + (long)randombytes_uniform((uint32_t)most / 2);

	if (most < PAUSE_MOST)
		++*tries;
	nanosleep(&(struct timespec){0, pause * 1000000L}, NULL);
}

bool postgres_is_up(const struct postgres *s)
{
	return s->line != NULL && PQstatus(s->line) == CONNECTION_OK;
}

enum fault postgres_dial(struct postgres *s, struct error *err)
{
	if (postgres_is_up(s))
		return FAULT_NONE;
	PQfinish(s->line);
	s->queued = 0;
	postgres_names_forget(s);
	s->names.is_proven = s->names.is_unfit = false;
	s->line = dial(s->address);
	if (!postgres_is_up(s))
		return postgres_fault(s, NULL, err);
	/* Else a database that reads nothing would be waited for while something is sent. */
	PQsetnonblocking(s->line, 1);
	PQsetNoticeReceiver(s->line, notice, s);
	return FAULT_NONE;
}

/* Waits for what may be read, or (`is_full`) written as well. False: not in time. */
static bool await_line(PGconn *line, bool is_full, int64_t until, bool *ret_lost)
{
	struct pollfd one = {.fd = PQsocket(line), .events = is_full ? POLLIN | POLLOUT : POLLIN};
	int64_t left = until - postgres_clock();
	int ready = left > 0 ? poll(&one, 1, (int)left) : 0;

	*ret_lost = (ready < 0 && errno != EINTR) ||
		    (ready > 0 && one.revents != POLLOUT && PQconsumeInput(line) != 1);
	return ready != 0;
}

/* Until all is sent and, where an answer is wanted, PQgetResult would not wait; on a line that is
   lost it does not. False: not in time, and the line was given up. */
static bool is_done(struct postgres *s, bool answer, int64_t until)
{
	bool is_lost = false, is_full;

	while (!is_lost && ((is_full = PQflush(s->line) == 1) || (answer && PQisBusy(s->line)))) {
		if (await_line(s->line, is_full, until, &is_lost))
			continue;
		PQfinish(s->line);
		s->line = NULL;
		return false;
	}
	return true;
}

bool postgres_is_sent(struct postgres *s, int64_t until)
{
	return is_done(s, false, until);
}

PGresult *postgres_result(struct postgres *s, int64_t until)
{
	return is_done(s, true, until) ? PQgetResult(s->line) : NULL;
}

PGresult *postgres_answer(struct postgres *s, int milliseconds)
{
	int64_t until = postgres_clock() + milliseconds;
	PGresult *last = NULL, *r;

	while ((r = postgres_result(s, until)) != NULL) {
		PQclear(last);
		last = r;
	}
	if (s->line != NULL)
		return last;
	PQclear(last);
	return NULL;
}

PGresult *postgres_ask(struct postgres *s, const char *text, int milliseconds)
{
	return PQsendQuery(s->line, text) == 1 ? postgres_answer(s, milliseconds) : NULL;
}
