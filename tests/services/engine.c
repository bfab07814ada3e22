/* engine.c - which engine a test's registry is kept by. */
#include "tests/services/engine.h"

#include "tests/unit.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define VARIABLE "SHUBBAK_TEST_POSTGRES"

bool engine_is_postgres(void)
{
	return getenv(VARIABLE) != NULL;
}

const char *engine_address(void)
{
	static int count;
	char text[256], *address = NULL;
	PGconn *line;
	PGresult *r;

	if (!engine_is_postgres())
		return NULL;
	snprintf(text, sizeof(text), "%s dbname=template1", getenv(VARIABLE));
	line = PQconnectdb(text);
	ck_assert_msg(PQstatus(line) == CONNECTION_OK, "%s", PQerrorMessage(line));
	count++;
	snprintf(text, sizeof(text), "CREATE DATABASE t%d_%d TEMPLATE template0 STRATEGY file_copy",
		 (int)getpid(), count);
	r = PQexec(line, text);
	ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQresultErrorMessage(r));
	PQclear(r);
	PQfinish(line);
	ck_assert_int_gt(
		asprintf(&address, "%s dbname=t%d_%d", getenv(VARIABLE), (int)getpid(), count), 0);
	return address;
}
