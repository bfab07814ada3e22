/* submit.c - how many applications 64 processes submit at once, each durable when it is answered.
 *
 *	submit FOLDER CATALOGUE SERVICE.yaml
 *
 * FOLDER becomes a fresh state folder. Each process opens it for itself, as a desk does. Three
 * loads, each printed as `LOAD COUNT PER-SECOND P50 P99 MAX` with times in microseconds:
 *
 *	burst    drafts that exist are submitted as fast as it goes
 *	offered  the same at 640 a second together, each at its own moment
 *	apply    filled forms in one step: with the making of a reference and the hashing of its PIN
 *
 * Afterwards the registry must hold exactly what was answered, and be whole.
 */
#include "tests/bench/applicant.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define DESKS 64
#define BURST 20              /* drafts a desk submits as fast as it can */
#define OFFERED 10            /* drafts a desk submits one by one … */
#define OFFERED_PERIOD 100000 /* … each so many microseconds after the one before */
#define APPLY_SECONDS 5
#define APPLY_MAX 400 /* filled forms a desk sends at most */
#define LIMIT_SECONDS 110

enum load { LOAD_BURST, LOAD_OFFERED, LOAD_APPLY, LOADS };
static const char *const loads[LOADS] = {"burst", "offered", "apply"};

/* What all desks share. */
struct bench {
	pthread_barrier_t turn; /* a load begins when every desk is there */
	atomic_bool failed;
	atomic_size_t count[LOADS];
	atomic_ullong began[LOADS], ended[LOADS]; /* of the first and the last, microseconds */
	uint32_t took[LOADS][DESKS * APPLY_MAX];
};

static struct bench *b;

struct desk {
	int number;
	struct applicant applicant;
	struct application drafts[BURST + OFFERED];
};

static bool is_good(enum fault fault, const struct error *err, const char *what)
{
	if (fault != FAULT_NONE)
		atomic_store(&b->failed, true);
	return applicant_is_good(fault, err, what);
}

/* --- a desk */

static void note(enum load load, unsigned long long began)
{
	unsigned long long now = applicant_clock();
	size_t n = atomic_fetch_add(&b->count[load], 1);
	unsigned long long last = atomic_load(&b->ended[load]);

	b->took[load][n] = (uint32_t)(now - began);
	while (last < now && !atomic_compare_exchange_weak(&b->ended[load], &last, now))
		;
}

static void prepare(struct desk *d)
{
	struct error err = {0};
	char pin[PIN_DIGITS + 1];

	for (int i = 0; i < BURST + OFFERED && !atomic_load(&b->failed); i++) {
		struct caller visitor = d->applicant.caller;

		is_good(application_begin(d->applicant.registry, &visitor, d->applicant.service,
					  LANG_EN, &d->drafts[i], pin, &err),
			&err, "draft");
	}
}

static void submit_one(struct desk *d, enum load load, int draft, unsigned long long due)
{
	struct caller visitor = d->applicant.caller;
	struct receipt receipt;
	struct error err = {0};

	/* Each draft is another person's visit. */
	caller_prove(&visitor, d->drafts[draft].reference, NULL, PROVEN_HERE);
	if (is_good(application_submit(d->applicant.registry, &visitor, &d->drafts[draft],
				       d->applicant.form, &receipt, &err),
		    &err, "submission"))
		note(load, due);
}

static void submit_burst(struct desk *d)
{
	for (int i = 0; i < BURST && !atomic_load(&b->failed); i++)
		submit_one(d, LOAD_BURST, i, applicant_clock());
}

/* What waits behind a slow one counts from when it was due. */
static void submit_offered(struct desk *d)
{
	unsigned long long due = applicant_clock() + (unsigned)d->number * OFFERED_PERIOD / DESKS;

	for (int i = 0; i < OFFERED && !atomic_load(&b->failed); i++, due += OFFERED_PERIOD) {
		unsigned long long now = applicant_clock();

		if (due > now)
			nanosleep(&(struct timespec){0, (long)(due - now) * 1000}, NULL);
		submit_one(d, LOAD_OFFERED, BURST + i, due);
	}
}

static void apply(struct desk *d)
{
	unsigned long long until = applicant_clock() + APPLY_SECONDS * 1000000ull;

	for (int i = 0; i < APPLY_MAX && !atomic_load(&b->failed); i++) {
		unsigned long long began = applicant_clock();
		struct caller visitor = d->applicant.caller;
		struct receipt receipt;
		struct error err = {0};
		char request[40];

		if (began >= until)
			return;
		snprintf(request, sizeof request, "BENCH-%05d-%05d-%05d", d->number, i, DESKS);
		if (is_good(application_apply(d->applicant.registry, &visitor, d->applicant.form,
					      request, LANG_EN, &receipt, &err),
			    &err, "filled form"))
			note(LOAD_APPLY, began);
	}
}

/* Every desk begins this load together; the first one there says when. */
static void take_turn(struct desk *d, enum load load, void (*work)(struct desk *d))
{
	if (pthread_barrier_wait(&b->turn) == PTHREAD_BARRIER_SERIAL_THREAD)
		atomic_store(&b->began[load], applicant_clock());
	work(d);
}

static int run_desk(int number, const char *folder, const char *definition)
{
	struct desk *d = calloc(1, sizeof *d);

	alarm(LIMIT_SECONDS);
	if (d == NULL)
		return 1;
	d->number = number;
	if (!applicant_open(&d->applicant, folder, NULL, definition, number))
		atomic_store(&b->failed, true);
	if (!atomic_load(&b->failed))
		prepare(d);
	take_turn(d, LOAD_BURST, submit_burst);
	take_turn(d, LOAD_OFFERED, submit_offered);
	take_turn(d, LOAD_APPLY, apply);
	applicant_close(&d->applicant);
	free(d);
	return atomic_load(&b->failed) ? 1 : 0;
}

/* --- afterwards */

static size_t answered(void)
{
	size_t sum = 0;

	for (int i = 0; i < LOADS; i++)
		sum += atomic_load(&b->count[i]);
	return sum;
}

static void say(enum load load)
{
	size_t n = atomic_load(&b->count[load]);
	unsigned long long us = atomic_load(&b->ended[load]) - atomic_load(&b->began[load]);
	uint32_t *took = b->took[load];

	if (n == 0)
		return;
	qsort(took, n, sizeof *took, applicant_compare);
	printf("%s\t%zu\t%.0f\t%u\t%u\t%u\n", loads[load], n, (double)n * 1e6 / (double)us,
	       took[n / 2], took[n * 99 / 100], took[n - 1]);
}

int main(int argc, char **argv)
{
	pthread_barrierattr_t shared;
	bool ok, late = false;
	int status;

	b = mmap(NULL, sizeof *b, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (argc != 4 || b == MAP_FAILED) {
		fprintf(stderr, "usage: submit FOLDER CATALOGUE SERVICE.yaml\n");
		return 2;
	}
	if (!applicant_make(argv[1], NULL, argv[2], argv[3]))
		return 1;
	pthread_barrierattr_init(&shared);
	pthread_barrierattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
	pthread_barrier_init(&b->turn, &shared, DESKS);
	for (int i = 0; i < DESKS; i++)
		if (fork() == 0)
			_exit(run_desk(i, argv[1], argv[3]));
	while (wait(&status) > 0)
		late = late || WIFSIGNALED(status);
	if (late)
		fprintf(stderr, "submit: not done after %d seconds\n", LIMIT_SECONDS);
	ok = !late && applicant_prove(argv[1], NULL, answered()) && !atomic_load(&b->failed);
	for (int i = 0; i < LOADS && ok; i++)
		say((enum load)i);
	return ok ? 0 : 1;
}
