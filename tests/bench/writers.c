/* writers.c - how fast several processes write at once, whichever engine keeps the registry.
 *
 *	writers make FOLDER ADDRESS CATALOGUE SERVICE.yaml
 *	writers run FOLDER ADDRESS SERVICE.yaml WRITERS COUNT
 *	writers prove FOLDER ADDRESS SUBMITTED
 *
 * ADDRESS is that of a database of PostgreSQL, or - for SQLite in the folder. `run` has each of the
 * WRITERS open the registry for itself, as a desk does, begin COUNT drafts, and then, all of them
 * together, do one thing after the other as fast as it goes:
 *
 *	save     an answer of each draft is kept
 *	submit   each is submitted
 *	act      what is done with an application afterwards, as many times: asked, replied to and
 *	         decided, or withdrawn
 *
 * Printed for each as `WHAT COUNT PER-SECOND P50 P99 MAX SHARE`, times in microseconds. The rate is
 * that of the time until the first writer is through, in which all of them write; SHARE is how much
 * the slowest has done of its own by then. `prove` looks whether exactly so many are there, and
 * whether all is whole.
 *
 * Drafts are begun without the hashing of a PIN, which is the same work with either engine and
 * would be nearly all of it.
 */
#include "services/application/begin.h"
#include "services/registry/id.h"
#include "tests/bench/applicant.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRITERS_MAX 64
#define COUNT_MAX 400
#define LIMIT_SECONDS 110

enum work { WORK_SAVE, WORK_SUBMIT, WORK_ACT, WORKS };
static const char *const works[WORKS] = {"save", "submit", "act"};

/* What one writer did of one kind: when each was done, and what it took. */
struct done {
	uint64_t began, at[COUNT_MAX];
	uint32_t took[COUNT_MAX];
};

/* What all writers share. */
struct bench {
	pthread_barrier_t turn;
	atomic_bool failed;
	struct done done[WORKS][WRITERS_MAX];
};

static struct bench *b;

struct writer {
	int number, count;
	enum work work;
	int at; /* how many it has done of it */
	struct applicant applicant;
	struct application drafts[COUNT_MAX];
};

static bool is_good(enum fault fault, const struct error *err, const char *what)
{
	if (fault != FAULT_NONE)
		atomic_store(&b->failed, true);
	return applicant_is_good(fault, err, what);
}

/* --- a writer --- */

static void begin_draft(struct writer *w, struct application *ret)
{
	struct change c = {.registry = w->applicant.registry, .caller = &w->applicant.caller};
	bool is_free = false;
	struct error err = {0};
	enum fault fault;

	c.row.version = w->applicant.service->version;
	id_new(c.row.id);
	reference_new(c.row.reference);
	snprintf(c.row.service, sizeof c.row.service, "%s", w->applicant.service->id);
	snprintf(c.row.lang, sizeof c.row.lang, "en");
	fault = change_begin(&c, ACCESS_BEGIN, "", &err);
	if (fault == FAULT_NONE)
		fault = begin_add(&c, w->applicant.service, &is_free, &err);
	if (fault == FAULT_NONE)
		fault = change_enter(&c, LEDGER_DRAFT_OPENED, "", &err);
	is_good(change_end(&c, fault, ret, &err), &err, "draft");
}

/* Each draft is another person's visit. */
static struct caller visitor_of(const struct writer *w, const struct application *a)
{
	struct caller visitor = w->applicant.caller;

	caller_prove(&visitor, a->reference, NULL, PROVEN_HERE);
	return visitor;
}

static void note(struct writer *w, uint64_t began)
{
	struct done *done = &b->done[w->work][w->number];

	if (w->at >= w->count)
		return;
	done->at[w->at] = applicant_clock();
	done->took[w->at] = (uint32_t)(done->at[w->at] - began);
	w->at++;
}

static void save(struct writer *w, struct application *a)
{
	struct caller visitor = visitor_of(w, a);
	struct application_answer answer = {.was = "", .arena = w->applicant.arena};
	struct error err = {0};
	uint64_t began = applicant_clock();

	answer.at.question = service_question(w->applicant.service, "reason", &answer.at.section);
	answer.now = form_get(w->applicant.form, &answer.at);
	if (is_good(application_put(w->applicant.registry, &visitor, a, &answer, &err), &err,
		    "answer"))
		note(w, began);
}

static void submit(struct writer *w, struct application *a)
{
	struct caller visitor = visitor_of(w, a);
	struct receipt receipt;
	struct error err = {0};
	uint64_t began = applicant_clock();

	if (is_good(application_submit(w->applicant.registry, &visitor, a, w->applicant.form,
				       &receipt, &err),
		    &err, "submission"))
		note(w, began);
}

/* Of four applications one is asked about, answered and decided, one withdrawn. */
static void act(struct writer *w, struct application *a)
{
	struct registry *r = w->applicant.registry;
	const struct service *s = w->applicant.service;
	struct caller visitor = visitor_of(w, a), authority = caller_host();
	struct error err = {0};
	uint64_t began = applicant_clock();

	if ((a - w->drafts) % 4 == 1 &&
	    is_good(application_withdraw(r, &visitor, a, NULL, &err), &err, "withdrawal"))
		note(w, began);
	if ((a - w->drafts) % 4 != 0)
		return;
	if (is_good(application_ask(r, &authority, a, s, "Which school?", &err), &err, "question"))
		note(w, began);
	began = applicant_clock();
	if (is_good(application_reply(r, &visitor, a, NULL, "The one in Zahle.", &err), &err,
		    "reply"))
		note(w, began);
	began = applicant_clock();
	if (is_good(application_decide(r, &authority, a, s, true, "", &err), &err, "decision"))
		note(w, began);
}

/* All writers begin it together. */
static void take_turn(struct writer *w, enum work work,
		      void (*step)(struct writer *w, struct application *a))
{
	w->work = work;
	w->at = 0;
	pthread_barrier_wait(&b->turn);
	b->done[work][w->number].began = applicant_clock();
	for (int i = 0; i < w->count && !atomic_load(&b->failed); i++)
		step(w, &w->drafts[i]);
}

static int run_writer(char **argv, int number, int count)
{
	struct writer *w = calloc(1, sizeof *w);
	const char *address = strcmp(argv[3], "-") == 0 ? NULL : argv[3];

	alarm(LIMIT_SECONDS);
	if (w == NULL)
		return 1;
	w->number = number;
	w->count = count;
	if (!applicant_open(&w->applicant, argv[2], address, argv[4], number))
		atomic_store(&b->failed, true);
	for (int i = 0; i < count && !atomic_load(&b->failed); i++)
		begin_draft(w, &w->drafts[i]);
	take_turn(w, WORK_SAVE, save);
	take_turn(w, WORK_SUBMIT, submit);
	take_turn(w, WORK_ACT, act);
	applicant_close(&w->applicant);
	free(w);
	return atomic_load(&b->failed) ? 1 : 0;
}

/* --- what is told of them --- */

/* Until the first is through: since when, and how long. */
static void window(enum work work, int writers, int count, uint64_t *ret_began, uint64_t *ret_ended)
{
	*ret_began = b->done[work][0].began;
	*ret_ended = b->done[work][0].at[count - 1];
	for (int i = 1; i < writers; i++) {
		const struct done *d = &b->done[work][i];

		if (d->began < *ret_began)
			*ret_began = d->began;
		if (d->at[count - 1] < *ret_ended)
			*ret_ended = d->at[count - 1];
	}
}

static void say(enum work work, int writers, int count)
{
	static uint32_t took[WRITERS_MAX * COUNT_MAX];
	uint64_t began, ended;
	size_t all = 0, within = 0;
	int least = count;

	window(work, writers, count, &began, &ended);
	for (int i = 0; i < writers; i++) {
		const struct done *d = &b->done[work][i];
		int own = 0;

		for (int k = 0; k < count; k++) {
			took[all++] = d->took[k];
			own += d->at[k] <= ended;
		}
		within += (size_t)own;
		least = own < least ? own : least;
	}
	qsort(took, all, sizeof *took, applicant_compare);
	printf("%s\t%zu\t%.1f\t%u\t%u\t%u\t%.2f\n", works[work], all,
	       (double)within * 1e6 / (double)(ended - began), took[all / 2], took[all * 99 / 100],
	       took[all - 1], (double)least / count);
}

static int run(char **argv)
{
	int writers = (int)strtol(argv[5], NULL, 10), count = (int)strtol(argv[6], NULL, 10);
	pthread_barrierattr_t shared;
	bool good = true;
	int status;

	/* Of fours, so that there are as many acts. */
	if (writers < 1 || writers > WRITERS_MAX || count < 4 || count > COUNT_MAX || count % 4) {
		fprintf(stderr, "writers: 1 to %d writers, a count of 4 to %d in fours\n",
			WRITERS_MAX, COUNT_MAX);
		return 2;
	}
	pthread_barrierattr_init(&shared);
	pthread_barrierattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
	pthread_barrier_init(&b->turn, &shared, (unsigned)writers);
	for (int i = 0; i < writers; i++)
		if (fork() == 0)
			_exit(run_writer(argv, i, count));
	while (wait(&status) > 0)
		good = good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	for (int i = 0; i < WORKS && good; i++)
		say((enum work)i, writers, count);
	if (!good)
		fprintf(stderr, "writers: not done, or not within %d seconds\n", LIMIT_SECONDS);
	return good ? 0 : 1;
}

int main(int argc, char **argv)
{
	const char *address = argc < 4 || strcmp(argv[3], "-") == 0 ? NULL : argv[3];

	b = mmap(NULL, sizeof *b, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (b == MAP_FAILED)
		return 1;
	if (argc == 6 && strcmp(argv[1], "make") == 0)
		return applicant_make(argv[2], address, argv[4], argv[5]) ? 0 : 1;
	if (argc == 7 && strcmp(argv[1], "run") == 0)
		return run(argv);
	if (argc == 5 && strcmp(argv[1], "prove") == 0)
		return applicant_prove(argv[2], address, strtoul(argv[4], NULL, 10)) ? 0 : 1;
	fprintf(stderr, "usage: writers make FOLDER ADDRESS CATALOGUE SERVICE.yaml\n"
			"       writers run FOLDER ADDRESS SERVICE.yaml WRITERS COUNT\n"
			"       writers prove FOLDER ADDRESS SUBMITTED\n");
	return 2;
}
