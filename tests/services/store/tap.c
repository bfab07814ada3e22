/* tap.c - a line to PostgreSQL that can be cut at a chosen statement, or falls silent there, and on
 * which names can be changed. */
#include "tests/services/store/tap.h"

#include "services/registry/folder.h"
#include "tests/unit.h"

#include <arpa/inet.h>
#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * What the client sends, after one message without a type, is
 *
 *	type (1 byte) | length of what follows with itself (4, the big end first) | …
 *
 * A statement ends with a message of type Q (text alone) or E; any number of the latter are
 * answered behind one of type S, which is sent with the last of them. What the server answers to Q
 * and S ends with a message of type Z. Within a COPY rows come by messages of type d, and c is
 *their end.
 */
#define READY "Z\0\0\0\5"
#define READY_LENGTH 6
#define SYNC "S\0\0\0\4"
#define SYNC_LENGTH 5
#define ROOM ((size_t)4 << 20)

/* Both processes see it. */
struct orders {
	atomic_int
		due[2]; /* statements until the next cut, and from it to the one behind; 0: none */
	atomic_int how[2];
	atomic_bool renames;
};

struct tap {
	struct orders *orders;
	char *server, *database, *address;
	int listener;
	pid_t child;
};

/* One side's bytes that were not passed on yet. */
struct flow {
	int from, to;
	unsigned char *bytes;
	size_t len;
};

static struct sockaddr_un socket_in(const char *folder)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int len = snprintf(at.sun_path, sizeof(at.sun_path), "%s/.s.PGSQL.5432", folder);

	ck_assert_int_lt(len, (int)sizeof(at.sun_path));
	return at;
}

static bool pass_on(int to, const unsigned char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t sent = send(to, bytes, len, MSG_NOSIGNAL);

		if (sent <= 0)
			return false;
		bytes += sent;
		len -= (size_t)sent;
	}
	return true;
}

/* False at the end of that side. */
static bool fetch(struct flow *f)
{
	ssize_t got = f->len == ROOM ? 0 : recv(f->from, f->bytes + f->len, ROOM - f->len, 0);

	if (got <= 0)
		return false;
	f->len += (size_t)got;
	return true;
}

/* Bytes up to the end of the next statement, or of what asks for the answers of those before it; 0
   where it is not all there. The first message of a session has no type. */
static size_t statement_length(const struct flow *f, bool is_first)
{
	size_t at = 0;

	for (;;) {
		size_t head = is_first ? 0 : 1;
		unsigned char type = f->bytes[at];
		uint32_t len;

		if (at + head + 4 > f->len)
			return 0;
		memcpy(&len, f->bytes + at + head, 4);
		at += head + ntohl(len);
		if (at > f->len)
			return 0;
		if (is_first || strchr("QESXpdc", type) != NULL)
			return at;
	}
}

/* --- cuts --- */

static void end_sessions(const struct tap *t)
{
	char sql[200];
	PGconn *line = PQconnectdb(t->server);
	PGresult *result;

	snprintf(sql, sizeof(sql),
		 "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
		 " WHERE datname = '%s' AND pid <> pg_backend_pid()",
		 t->database);
	result = PQexec(line, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		_exit(1);
	PQclear(result);
	PQfinish(line);
}

/* Whether its answer is asked for by a message that comes later. */
static bool is_one_of_many(const struct flow *statements)
{
	return strchr("PB", statements->bytes[0]) != NULL;
}

/* Whether this statement is where the line ends. */
static bool is_due(struct orders *o, enum tap_end *ret_how)
{
	if (o->due[0] == 0 || --o->due[0] > 0)
		return false;
	*ret_how = (enum tap_end)(int)o->how[0];
	o->how[0] = (int)o->how[1];
	o->due[0] = (int)o->due[1];
	o->due[1] = 0;
	return true;
}

static void pass_rest(struct flow *answers)
{
	do {
		pass_on(answers->to, answers->bytes, answers->len);
		answers->len = 0;
	} while (fetch(answers));
}

static void await_answer(struct flow *answers)
{
	while (answers->len < READY_LENGTH ||
	       memcmp(answers->bytes + answers->len - READY_LENGTH, READY, READY_LENGTH - 1) != 0)
		if (!fetch(answers))
			return;
}

/* Until whoever waits has gone. */
static void be_silent(const struct flow *statements)
{
	struct pollfd one = {statements->from, 0, 0};

	while (poll(&one, 1, -1) < 0 && errno == EINTR)
		;
}

static void cut(const struct tap *t, enum tap_end how, const struct flow *statements, size_t len,
		struct flow *answers)
{
	if (how == TAP_ENDED) {
		end_sessions(t);
		pass_on(statements->to, statements->bytes, len);
		pass_rest(answers);
	} else if (how == TAP_HALF) {
		pass_on(statements->to, statements->bytes, len);
		if (is_one_of_many(statements))
			pass_on(statements->to, (const unsigned char *)SYNC, SYNC_LENGTH);
		if (fetch(answers))
			pass_on(answers->to, answers->bytes, answers->len / 2);
	} else if (how == TAP_UNANSWERED || how == TAP_SILENT) {
		pass_on(statements->to, statements->bytes, len);
		if (is_one_of_many(statements))
			pass_on(statements->to, (const unsigned char *)SYNC, SYNC_LENGTH);
		await_answer(answers);
	}
	if (how > TAP_ENDS)
		be_silent(statements);
}

/* --- names --- */

#define NAME "portal_"
#define OTHER_NAME "pooler_"

/* In a message of type P the name comes first, in one of type B behind another; both end with a
   NUL. */
static void rename_in(unsigned char *bytes, size_t len)
{
	uint32_t message;

	for (size_t at = 0; at + 5 < len; at += 1 + ntohl(message)) {
		unsigned char *name = bytes + at + 5;

		memcpy(&message, bytes + at + 1, 4);
		if (bytes[at] == 'B')
			name += strlen((char *)name) + 1;
		if (strchr("PB", bytes[at]) != NULL &&
		    strncmp((char *)name, NAME, strlen(NAME)) == 0)
			memcpy(name, OTHER_NAME, strlen(NAME));
	}
}

/* --- sessions --- */

/* False when the line was cut. */
static bool pass_statements(const struct tap *t, struct flow *statements, struct flow *answers,
			    bool *is_first)
{
	enum tap_end how;
	size_t len;

	while ((len = statement_length(statements, *is_first)) > 0) {
		if (!*is_first && strchr("XS", statements->bytes[0]) == NULL &&
		    is_due(t->orders, &how)) {
			cut(t, how, statements, len, answers);
			return false;
		}
		if (!*is_first && t->orders->renames)
			rename_in(statements->bytes, len);
		*is_first = false;
		if (!pass_on(statements->to, statements->bytes, len))
			return false;
		statements->len -= len;
		memmove(statements->bytes, statements->bytes + len, statements->len);
	}
	return true;
}

static void serve(const struct tap *t, int client, int server)
{
	static unsigned char rooms[2][ROOM];
	struct flow statements = {client, server, rooms[0], 0};
	struct flow answers = {server, client, rooms[1], 0};
	struct pollfd ends[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
	bool is_first = true, goes_on = true;

	while (goes_on && poll(ends, 2, -1) > 0) {
		if (ends[1].revents != 0) {
			goes_on = fetch(&answers) && pass_on(client, answers.bytes, answers.len);
			answers.len = 0;
		}
		if (goes_on && ends[0].revents != 0)
			goes_on = fetch(&statements) &&
				  pass_statements(t, &statements, &answers, &is_first);
	}
}

static void serve_all(const struct tap *t, const char *folder)
{
	struct sockaddr_un at = socket_in(folder);

	for (;;) {
		int client = accept(t->listener, NULL, NULL);
		int server = socket(AF_UNIX, SOCK_STREAM, 0);

		if (client < 0 || connect(server, (struct sockaddr *)&at, sizeof(at)) != 0)
			_exit(1);
		serve(t, client, server);
		close(client);
		close(server);
	}
}

/* --- the tap --- */

static char *part_of(const char *address, const char *keyword)
{
	PQconninfoOption *all = PQconninfoParse(address, NULL), *o = all;
	char *value;

	ck_assert_ptr_nonnull(all);
	while (strcmp(o->keyword, keyword) != 0)
		o++;
	ck_assert_ptr_nonnull(o->val);
	value = strdup(o->val);
	PQconninfoFree(all);
	return value;
}

struct tap *tap_open(const char *address)
{
	static int count;
	struct tap *t = calloc(1, sizeof(*t));
	char folder[FOLDER_PATH], *host = part_of(address, "host");
	struct sockaddr_un at;
	struct error err;

	snprintf(folder, sizeof(folder), "%s/tap-%d-%d", unit_folder(), (int)getpid(), count++);
	ck_assert_int_eq(folder_make(folder, &err), FAULT_NONE);
	at = socket_in(folder);
	t->database = part_of(address, "dbname");
	ck_assert_int_gt(asprintf(&t->server, "%s dbname=postgres", address), 0);
	ck_assert_int_gt(asprintf(&t->address, "%s host=%s", address, folder), 0);
	t->listener = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_eq(bind(t->listener, (struct sockaddr *)&at, sizeof(at)), 0);
	ck_assert_int_eq(listen(t->listener, 4), 0);
	t->orders = mmap(NULL, sizeof(*t->orders), PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ck_assert_ptr_ne(t->orders, MAP_FAILED);
	t->child = fork();
	if (t->child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		serve_all(t, host);
	}
	ck_assert_int_gt(t->child, 0);
	free(host);
	return t;
}

void tap_close(struct tap *t)
{
	kill(t->child, SIGKILL);
	waitpid(t->child, NULL, 0);
	close(t->listener);
	munmap(t->orders, sizeof(*t->orders));
	free(t->server);
	free(t->database);
	free(t->address);
	free(t);
}

const char *tap_address(const struct tap *t)
{
	return t->address;
}

void tap_cut(struct tap *t, enum tap_end how, int nth)
{
	t->orders->how[0] = (int)how;
	t->orders->due[1] = 0;
	t->orders->due[0] = nth;
}

void tap_cut_again(struct tap *t, enum tap_end how, int nth)
{
	t->orders->how[1] = (int)how;
	t->orders->due[1] = nth;
}

void tap_rename(struct tap *t)
{
	t->orders->renames = true;
}

bool tap_was_cut(struct tap *t)
{
	bool all = t->orders->due[0] == 0;

	t->orders->due[0] = t->orders->due[1] = 0;
	return all;
}

int tap_left(struct tap *t)
{
	int left = (int)t->orders->due[0];

	ck_assert(!tap_was_cut(t));
	return left;
}
