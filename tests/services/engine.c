/* engine.c - which engine a test's registry is kept by. */
#include "tests/services/engine.h"

#include "tests/unit.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* What tests/postgres.py says: the cluster without the database, and a small disk where it could
   mount one. */
#define CLUSTER "SHUBBAK_TEST_POSTGRES"
#define SMALL_DISK "SHUBBAK_TEST_SMALL_DISK"

#define DATABASES 40 /* in use by one test at once */

bool engine_is_postgres(void)
{
	return getenv(CLUSTER) != NULL;
}

void engine_skip(const char *test, const char *why)
{
	size_t len = strlen(test);

	if (len > 3 && strcmp(test + len - 3, "_fn") == 0) /* check's own */
		len -= 3;
	fprintf(stderr, "skipped: %.*s: %s\n", (int)len, test, why);
}

/* --- databases --- */

/* One test after the other takes the same few names. */
static struct {
	char *address; /* NULL: not in use */
} databases[DATABASES];
static bool on_small_disk;

static PGconn *connect_to(const char *database)
{
	char address[512];
	PGconn *line;

	snprintf(address, sizeof(address), "%s dbname=%s", getenv(CLUSTER), database);
	line = PQconnectdb(address);
	ck_assert_msg(PQstatus(line) == CONNECTION_OK, "%s", PQerrorMessage(line));
	return line;
}

/* Whether there was a row. */
static bool run(PGconn *line, const char *sql)
{
	PGresult *result = PQexec(line, sql);
	ExecStatusType status = PQresultStatus(result);
	bool row = PQntuples(result) > 0;

	ck_assert_msg(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, "%s: %s", sql,
		      PQresultErrorMessage(result));
	PQclear(result);
	return row;
}

static void make_tablespace(PGconn *line)
{
	char sql[400];

	if (run(line, "SELECT 1 FROM pg_tablespace WHERE spcname = 'small'"))
		return;
	snprintf(sql, sizeof(sql), "CREATE TABLESPACE small LOCATION '%s/space'",
		 getenv(SMALL_DISK));
	run(line, sql);
}

/* A file for a file: statements that make or drop the tables take several times as long. */
static void make(PGconn *line, const char *name, const char *like)
{
	char sql[200];

	if (on_small_disk)
		make_tablespace(line);
	snprintf(sql, sizeof(sql), "CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy %s", name,
		 like, on_small_disk ? "TABLESPACE small" : "");
	run(line, sql);
}

/* Whoever was killed may still have a transaction there. */
static void drop(PGconn *line, const char *name)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
		 "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
		 " WHERE datname = '%s'",
		 name);
	run(line, sql);
	snprintf(sql, sizeof(sql), "SELECT 1 FROM pg_database WHERE datname = '%s'", name);
	if (!run(line, sql))
		return;
	snprintf(sql, sizeof(sql), "DROP DATABASE %s", name);
	run(line, sql);
}

const char *engine_copy(const char *like)
{
	char name[32];
	PGconn *line;
	int at = 0;

	if (!engine_is_postgres())
		return NULL;
	while (at < DATABASES && databases[at].address != NULL)
		at++;
	ck_assert_int_lt(at, DATABASES);
	snprintf(name, sizeof(name), "%s%d", on_small_disk ? "small" : "test", at);
	line = connect_to("postgres");
	drop(line, name);
	make(line, name, like);
	PQfinish(line);
	ck_assert_int_gt(asprintf(&databases[at].address, "%s dbname=%s", getenv(CLUSTER), name),
			 0);
	return databases[at].address;
}

const char *engine_address(void)
{
	return engine_copy("template0");
}

void engine_keep(const char *address, const char *name)
{
	char sql[200];
	PGconn *line;

	if (address == NULL)
		return;
	line = connect_to("postgres");
	drop(line, name);
	/* Not where its copy lies: that may be the small disk of one test. */
	snprintf(sql, sizeof(sql),
		 "CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy TABLESPACE pg_default", name,
		 strstr(address, "dbname=") + strlen("dbname="));
	run(line, sql);
	PQfinish(line);
}

void engine_release(const char *address)
{
	for (int i = 0; address != NULL && i < DATABASES; i++)
		if (databases[i].address == address) {
			free(databases[i].address);
			databases[i].address = NULL;
			return;
		}
}

void engine_place(struct engine_place *p, const char *name)
{
	snprintf(p->folder, sizeof(p->folder), "%s/%s", unit_folder(), name);
	p->address = engine_address();
}

/* --- a disk that can be full --- */

bool engine_use_small_disk(void)
{
	on_small_disk = engine_is_postgres();
	return !engine_is_postgres() || getenv(SMALL_DISK) != NULL;
}

static void limit_files(rlim_t bytes)
{
	struct rlimit limit;

	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void name_filler(char path[FOLDER_PATH])
{
	snprintf(path, FOLDER_PATH, "%s/filler", getenv(SMALL_DISK));
}

/* A file takes all but so many bytes. */
static void fill_disk(size_t room)
{
	char path[FOLDER_PATH];
	struct statvfs disk;
	off_t size;
	int file;

	engine_free_disk();
	name_filler(path);
	file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	ck_assert_int_ge(file, 0);
	ck_assert_int_eq(fstatvfs(file, &disk), 0);
	size = (off_t)(disk.f_bavail * disk.f_frsize) - (off_t)room;
	if (size > 0)
		ck_assert_int_eq(posix_fallocate(file, 0, size), 0);
	close(file);
}

void engine_limit_disk(size_t bytes)
{
	if (engine_is_postgres())
		fill_disk(bytes);
	else
		limit_files(bytes);
}

void engine_free_disk(void)
{
	char path[FOLDER_PATH];

	if (!engine_is_postgres()) {
		limit_files(RLIM_INFINITY);
		return;
	}
	name_filler(path);
	unlink(path);
}
