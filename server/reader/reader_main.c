/* reader_main.c - the command shubbak-reader, which the portal starts for each file that it reads
 * and each document that it draws. */
#include "server/reader/reader_inside.h"

#include <sys/prctl.h>

int main(int argc, char **argv)
{
	/* Executed by a descriptor it would have that one's number for a name. */
	prctl(PR_SET_NAME, "shubbak-reader");
	for (int job = READER_JUDGE; argc == 2 && job <= READER_DRAW; job++)
		if (strcmp(argv[1], reader_jobs[job]) == 0)
			reader_serve((enum reader_job)job);
	fputs("shubbak-reader: shubbak starts it by itself; see shubbak-serve(1).\n", stderr);
	return 2;
}
