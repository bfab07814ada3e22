/* short_of_memory.c - stands before malloc of a program that is tried: counts what one of its
 * processes allocates, and gives it nothing at a chosen place, or from there on.
 *
 * The test holds the other end of `struct control`, a file that all processes of the program map.
 * Which process one is shows by what it calls: the desk forks the gate; a kiosk asks what its
 * terminal is like.
 */
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <termios.h>
#include <unistd.h>

#define FRAMES 12 /* deep enough to tell who asked for what */
#define PLACES 65536

enum role { NOBODY, COMMAND, KIOSK, DESK, GATE };

/* Numbers of 64 bits, as the test writes and reads them. */
static struct control {
	uint64_t role;    /* whose allocations count */
	uint64_t fail_at; /* the number of the first one that fails, from 1; 0: none */
	uint64_t and_on;  /* all after it fail too */
	uint64_t record;  /* note the first number of each place in the program */
	uint64_t count;
	uint64_t failed; /* how many did */
	uint64_t places;
	uint64_t first[PLACES];
} * control;

static uint64_t seen[2 * PLACES]; /* places by their hash, in the counted process alone */
static enum role role = COMMAND;
static int depth, inside;

static void *(*next_malloc)(size_t);
static void *(*next_calloc)(size_t, size_t);
static void *(*next_realloc)(void *, size_t);
static pid_t (*next_fork)(void), (*next_bare_fork)(void);
static int (*next_tcgetattr)(int, struct termios *);

static void find(void)
{
	*(void **)&next_malloc = dlsym(RTLD_NEXT, "malloc");
	*(void **)&next_calloc = dlsym(RTLD_NEXT, "calloc");
	*(void **)&next_realloc = dlsym(RTLD_NEXT, "realloc");
	*(void **)&next_fork = dlsym(RTLD_NEXT, "fork");
	*(void **)&next_bare_fork = dlsym(RTLD_NEXT, "_Fork");
	*(void **)&next_tcgetattr = dlsym(RTLD_NEXT, "tcgetattr");
}

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("SHORT_OF_MEMORY");
	void *frames[FRAMES];
	int fd = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
	void *p = fd < 0 ? MAP_FAILED
			 : mmap(NULL, sizeof(*control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	backtrace(frames, FRAMES); /* loads what it needs */
	if (fd >= 0)
		close(fd);
	if (p != MAP_FAILED)
		control = p;
}

static void record(uint64_t number)
{
	void *frames[FRAMES];
	int n = backtrace(frames, FRAMES);
	uint64_t hash = 14695981039346656037U;
	size_t at;

	for (int i = 2; i < n; i++)
		hash = (hash ^ (uint64_t)(uintptr_t)frames[i]) * 1099511628211U;
	hash |= 1;
	for (at = hash % (2 * PLACES); seen[at] != 0; at = (at + 1) % (2 * PLACES))
		if (seen[at] == hash)
			return;
	if (control->places == PLACES)
		return;
	seen[at] = hash;
	control->first[control->places++] = number;
}

/* True when this one is to be given nothing. */
static int fails(void)
{
	uint64_t number;

	if (control == NULL || inside || role == NOBODY || control->role != role)
		return 0;
	inside = 1;
	number = ++control->count;
	if (control->record)
		record(number);
	inside = 0;
	if (control->fail_at == 0 || number < control->fail_at ||
	    (number > control->fail_at && !control->and_on))
		return 0;
	control->failed++;
	return 1;
}

void *malloc(size_t size)
{
	if (next_malloc == NULL)
		find();
	return fails() ? NULL : next_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	if (next_calloc == NULL)
		find();
	return fails() ? NULL : next_calloc(count, size);
}

void *realloc(void *p, size_t size)
{
	if (next_realloc == NULL)
		find();
	return size > 0 && fails() ? NULL : next_realloc(p, size);
}

static pid_t forked(pid_t child)
{
	if (child == 0) {
		depth++;
		role = depth == 2 ? GATE : NOBODY;
	} else if (depth == 1) {
		role = DESK;
	}
	return child;
}

pid_t fork(void)
{
	return forked(next_fork());
}

pid_t _Fork(void)
{
	return forked(next_bare_fork());
}

int tcgetattr(int fd, struct termios *t)
{
	/* Ncurses asks, too, wherever it is. */
	role = role == COMMAND ? KIOSK : role;
	return next_tcgetattr(fd, t);
}
