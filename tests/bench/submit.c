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
#include "services/services.h"

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
#define MEMORY ((size_t)64 * 1024 * 1024)

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
	struct registry *registry;
	const struct service *service;
	struct form *form;
	struct caller caller;
	struct application drafts[BURST + OFFERED];
};

static unsigned long long microseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (unsigned long long)t.tv_sec * 1000000 + (unsigned long long)t.tv_nsec / 1000;
}

static bool is_good(enum fault fault, const struct error *err, const char *what)
{
	if (fault == FAULT_NONE)
		return true;
	fprintf(stderr, "submit: %s: %s (%s)\n", what, err->say, err->detail);
	atomic_store(&b->failed, true);
	return false;
}

/* --- what is applied for */

static char *read_file(const char *path, size_t *ret_len)
{
	FILE *f = fopen(path, "re");
	char *bytes = calloc(1, 65536);

	if (f == NULL || bytes == NULL)
		return NULL;
	*ret_len = fread(bytes, 1, 65535, f);
	fclose(f);
	return bytes;
}

/* The definition in `a`, for as long as the terms in it live. */
static const struct service *read_service(struct arena *a, struct registry *r, const char *path,
					  struct term_list *terms, bool import)
{
	size_t len = 0;
	char *yaml = read_file(path, &len);
	const struct service *s = NULL;
	struct error err = {0};
	size_t refused;

	if (yaml == NULL)
		return NULL;
	if (!is_good(term_read(a, registry_terms(r), terms, &err), &err, "terms") ||
	    !is_good(service_read(a, terms, path, yaml, len, &s, NULL, &err), &err, path))
		s = NULL;
	if (s != NULL && import &&
	    !is_good(versions_import(
			     r, &(struct versions_item){s->id, s->version, yaml, len, false, false},
			     1, &refused, &err),
		     &err, "import"))
		s = NULL;
	free(yaml);
	return s;
}

static bool fill(struct form *f, const struct service *s, int number)
{
	static const char *const answers[][2] = {
		{"first_name", "Samira"},  {"last_name", "Haddad"},
		{"father", "Georges"},     {"born", "14/3/1990"},
		{"phone", "03123456"},     {"mail", "s@example.org"},
		{"urgent", "no"},          {"register", "4711"},
		{"village", "Zahle"},      {"street", "Rue du Fleuve"},
		{"reason", "School year"}, {"copies", NULL},
	};
	struct field_path at = {0};
	size_t set = 0;

	while (form_next(f, &at))
		for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
			char own[12];
			struct error err = {0};

			if (strcmp(at.question->id, answers[i][0]) != 0)
				continue;
			snprintf(own, sizeof own, "%d", number % 9 + 1);
			if (!is_good(form_set(f, &at, answers[i][1] == NULL ? own : answers[i][1],
					      LANG_EN, &err),
				     &err, at.question->id))
				return false;
			set++;
		}
	return s->form != NULL && set == sizeof answers / sizeof answers[0];
}

/* --- a desk */

static void note(enum load load, unsigned long long began)
{
	unsigned long long now = microseconds();
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
		struct caller visitor = d->caller;

		is_good(application_begin(d->registry, &visitor, d->service, LANG_EN, &d->drafts[i],
					  pin, &err),
			&err, "draft");
	}
}

static void submit_one(struct desk *d, enum load load, int draft, unsigned long long due)
{
	struct caller visitor = d->caller;
	struct receipt receipt;
	struct error err = {0};

	/* Each draft is another person's visit. */
	caller_prove(&visitor, d->drafts[draft].reference, PROVEN_HERE);
	if (is_good(application_submit(d->registry, &visitor, &d->drafts[draft], d->form, &receipt,
				       &err),
		    &err, "submission"))
		note(load, due);
}

static void submit_burst(struct desk *d)
{
	for (int i = 0; i < BURST && !atomic_load(&b->failed); i++)
		submit_one(d, LOAD_BURST, i, microseconds());
}

/* What waits behind a slow one counts from when it was due. */
static void submit_offered(struct desk *d)
{
	unsigned long long due = microseconds() + (unsigned)d->number * OFFERED_PERIOD / DESKS;

	for (int i = 0; i < OFFERED && !atomic_load(&b->failed); i++, due += OFFERED_PERIOD) {
		unsigned long long now = microseconds();

		if (due > now)
			nanosleep(&(struct timespec){0, (long)(due - now) * 1000}, NULL);
		submit_one(d, LOAD_OFFERED, BURST + i, due);
	}
}

static void apply(struct desk *d)
{
	unsigned long long until = microseconds() + APPLY_SECONDS * 1000000ull;

	for (int i = 0; i < APPLY_MAX && !atomic_load(&b->failed); i++) {
		unsigned long long began = microseconds();
		struct caller visitor = d->caller;
		struct receipt receipt;
		struct error err = {0};
		char request[40];

		if (began >= until)
			return;
		snprintf(request, sizeof request, "BENCH-%05d-%05d-%05d", d->number, i, DESKS);
		if (is_good(application_apply(d->registry, &visitor, d->form, request, LANG_EN,
					      &receipt, &err),
			    &err, "filled form"))
			note(LOAD_APPLY, began);
	}
}

/* Every desk begins this load together; the first one there says when. */
static void take_turn(struct desk *d, enum load load, void (*work)(struct desk *d))
{
	if (pthread_barrier_wait(&b->turn) == PTHREAD_BARRIER_SERIAL_THREAD)
		atomic_store(&b->began[load], microseconds());
	work(d);
}

static int run_desk(int number, const char *folder, const char *definition)
{
	struct arena *a = arena_new(MEMORY);
	struct desk *d = calloc(1, sizeof *d);
	struct term_list terms;
	struct error err = {0};
	char source[64];
	bool ready;

	alarm(LIMIT_SECONDS);
	if (d == NULL)
		return 1;
	d->number = number;
	snprintf(source, sizeof source, "127.0.%d.0/24", number);
	d->caller = caller_visitor(source, FACE_PAGES);
	d->caller.exempt = true;
	ready = is_good(registry_open(folder, NULL, &d->registry, &err), &err, "open") &&
		(d->service = read_service(a, d->registry, definition, &terms, false)) != NULL;
	if (ready) {
		d->form = form_new(d->service, &terms, date_of(registry_now(d->registry)));
		ready = fill(d->form, d->service, number);
	}
	if (!ready)
		atomic_store(&b->failed, true);
	if (!atomic_load(&b->failed))
		prepare(d);
	take_turn(d, LOAD_BURST, submit_burst);
	take_turn(d, LOAD_OFFERED, submit_offered);
	take_turn(d, LOAD_APPLY, apply);
	form_free(d->form);
	registry_close(d->registry);
	arena_free(a);
	free(d);
	return atomic_load(&b->failed) ? 1 : 0;
}

/* --- before and after */

static bool make_state(const char *folder, const char *catalogue, const char *definition)
{
	ARENA_CLEAN struct arena *a = arena_new(MEMORY);
	struct registry *r = NULL;
	struct term_list terms;
	struct error err = {0};
	char secret[65];
	bool ok = is_good(versions_create(folder, NULL, catalogue, secret, &err), &err, "create") &&
		  is_good(registry_open(folder, NULL, &r, &err), &err, "open") &&
		  read_service(a, r, definition, &terms, true) != NULL;

	registry_close(r);
	return ok;
}

static void tell(void *ctx, const char *line)
{
	(void)ctx;
	fprintf(stderr, "submit: verify: %s\n", line);
}

/* Everything that was answered is there, each once, and the ledger with it. */
static bool prove(const char *folder)
{
	struct registry *r = NULL;
	struct figures figures = {0};
	struct error err = {0};
	size_t answered = 0;
	bool ok = is_good(registry_open(folder, NULL, &r, &err), &err, "open") &&
		  is_good(figures_count(r, &figures, &err), &err, "count") &&
		  is_good(verify_run(r, NULL, tell, NULL, &err), &err, "verify");

	for (int i = 0; i < LOADS; i++)
		answered += atomic_load(&b->count[i]);
	if (ok && figures.applications != (int64_t)answered) {
		fprintf(stderr, "submit: %zu were answered, %lld are there\n", answered,
			(long long)figures.applications);
		ok = false;
	}
	registry_close(r);
	return ok;
}

static int compare(const void *x, const void *y)
{
	uint32_t m = *(const uint32_t *)x, n = *(const uint32_t *)y;

	return m < n ? -1 : m > n;
}

static void say(enum load load)
{
	size_t n = atomic_load(&b->count[load]);
	unsigned long long us = atomic_load(&b->ended[load]) - atomic_load(&b->began[load]);
	uint32_t *took = b->took[load];

	if (n == 0)
		return;
	qsort(took, n, sizeof *took, compare);
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
	if (!make_state(argv[1], argv[2], argv[3]))
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
	ok = !late && prove(argv[1]) && !atomic_load(&b->failed);
	for (int i = 0; i < LOADS && ok; i++)
		say((enum load)i);
	return ok ? 0 : 1;
}
