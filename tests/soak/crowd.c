/* crowd.c - so many visitors who come again and again until they are told to rest (visits.c).
 *
 *	crowd PORT SESSIONS THINK RAMP FOLDER BROWSE WAY FORM
 *
 * THINK: seconds between a page and a key, RAMP: until all have come, FOLDER: for keys, then files:
 * the scripts of those who browse and apply, a filled form. On standard input "go", "rest" and "?",
 * each answered by a line of counts; it ends with its input. A receipt is told as it comes, on
 * standard error what was wrong. Each comes by the header of a balancer, from many networks.
 */
#include "tests/soak/visits.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define STACK (512 * 1024) /* bytes of a visitor's thread: pages and answers stand there */
#define FROM (10u << 24 | 64u << 16) /* 10.64.0.0 */
#define NETWORKS 500
#define PAUSE 1.0 /* seconds at most between two visits of one */

static struct soak soak = {.resting = true, .lock = PTHREAD_MUTEX_INITIALIZER};
static double ramp;

static void rest(double seconds)
{
	for (; seconds > 0 && !soak.resting; seconds--)
		usleep((useconds_t)(1e6 * (seconds < 1 ? seconds : 1)));
}

static void *live(void *data)
{
	struct visitor v = {.soak = &soak, .slot = (unsigned)(uintptr_t)data};

	/* Neighbours' first numbers would be much alike. */
	v.chance[2] = (unsigned short)(v.slot * 40503);
	v.chance[0] = (unsigned short)(v.slot * 30011 + 7);
	while (!soak.over) {
		while (soak.resting && !soak.over)
			usleep(200000);
		rest(visitor_chance(&v) * ramp);
		while (!soak.resting) {
			soak.busy++;
			visits_one(&v);
			soak.busy--;
			rest(visitor_chance(&v) * PAUSE);
		}
	}
	return NULL;
}

static bool begin(unsigned slot)
{
	pthread_attr_t small;
	pthread_t thread;
	bool ok;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, STACK);
	pthread_attr_setdetachstate(&small, PTHREAD_CREATE_DETACHED);
	ok = pthread_create(&thread, &small, live, (void *)(uintptr_t)slot) == 0;
	pthread_attr_destroy(&small);
	return ok;
}

static void answer(void)
{
	pthread_mutex_lock(&soak.lock);
	printf("counts busy=%u alive=%u visits=%u logins=%u pages=%u slow=%u dropped=%u "
	       "returned=%u tracked=%u commands=%u receipts=%u wrong=%u\n",
	       soak.busy, soak.alive, soak.visits, soak.logins, soak.pages, soak.slow, soak.dropped,
	       soak.returned, soak.tracked, soak.commands, soak.receipt_count, soak.wrong);
	fflush(stdout);
	pthread_mutex_unlock(&soak.lock);
}

static void obey(void)
{
	char line[20];

	while (fgets(line, sizeof line, stdin) != NULL) {
		if (strcmp(line, "go\n") == 0)
			soak.resting = false;
		else if (strcmp(line, "rest\n") == 0)
			soak.resting = true;
		answer();
	}
	soak.resting = soak.over = true;
}

static bool read_form(const char *file)
{
	FILE *f = fopen(file, "re");
	size_t n = f == NULL ? 0 : fread(soak.form, 1, sizeof soak.form - 1, f);

	if (f != NULL)
		fclose(f);
	return n > 0;
}

int main(int argc, char **argv)
{
	struct rlimit files;
	unsigned sessions;

	if (argc != 9 || !script_read(argv[6], &soak.browse) || !script_read(argv[7], &soak.way) ||
	    !read_form(argv[8])) {
		fprintf(stderr, "usage: crowd PORT SESSIONS THINK RAMP FOLDER BROWSE WAY FORM\n");
		return 2;
	}
	soak.where = (struct where){
		.port = (int)strtol(argv[1], NULL, 10), .from = FROM, .networks = NETWORKS};
	sessions = (unsigned)strtoul(argv[2], NULL, 10);
	soak.think = strtod(argv[3], NULL);
	ramp = strtod(argv[4], NULL);
	soak.folder = argv[5];
	soak.receipts = calloc(RECEIPTS, sizeof *soak.receipts);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN);
	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	for (unsigned i = 0; soak.receipts != NULL && i < sessions; i++)
		if (!begin(i))
			return 1;
	obey();
	while (soak.busy > 0)
		usleep(50000);
	return 0;
}
