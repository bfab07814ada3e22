/* log.c - one line per event, without personal data; faults of ours get a short incident number. */
#include "server/log.h"

#include "i18n/base/arena.h"
#include "i18n/date.h"
#include "i18n/text.h"
#include "server/sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdarg.h>

#define LINE_MAX_BYTES 1000
#define LOWEST 64 /* above SANDBOX_GATE and those of server/desk/stay.h */

static enum log_level wanted = LOG_INFO;
static int log_fd = STDERR_FILENO;
static const char *process = "shubbak";

const char *const log_levels[] = {"error", "warning", "info", "debug", NULL};

/* Its number stays, and is never one that processes keep for something else: a desk puts its own
 * descriptors at the numbers below, and would close the log by it. Where so many may not be open
 * it stays where it came. */
static void move_to(int fd)
{
	int to = -1;

	if (fd != STDERR_FILENO && log_fd != STDERR_FILENO)
		to = dup3(fd, log_fd, O_CLOEXEC);
	else if (fd != STDERR_FILENO)
		to = fcntl(fd, F_DUPFD_CLOEXEC, LOWEST);
	if (to >= 0)
		close(fd);
	else
		to = fd;
	if (log_fd != STDERR_FILENO && log_fd != to)
		close(log_fd);
	log_fd = to;
}

enum fault log_open(enum log_level level, const char *file, struct error *err)
{
	int fd = STDERR_FILENO;

	wanted = level;
	if (file != NULL && file[0] != '\0')
		fd = sandbox_open_log(file);
	if (fd < 0) {
		fail(err, FAULT_BUSY, N_("The log file {file} cannot be opened: {reason}"),
		     "open %d", errno);
		error_fill(err, "file", "%s", file);
		error_fill(err, "reason", "%s", strerror(errno));
		return FAULT_BUSY;
	}
	move_to(fd);
	return FAULT_NONE;
}

void log_as(const char *who)
{
	process = who;
}

bool log_is_wanted(enum log_level level)
{
	return level <= wanted;
}

void log_line(enum log_level level, const char *format, ...)
{
	ARENA_CLEAN struct arena *a = NULL;
	const char *text, *line;
	va_list args;

	if (!log_is_wanted(level))
		return;
	a = arena_new((size_t)256 * 1024);
	va_start(args, format);
	text = arena_vformat(a, format, args);
	va_end(args);
	text = text_safe(a, text, LINE_MAX_BYTES);
	line = arena_format(a, "%s %s %s[%d] %s\n", date_rfc3339(a, (int64_t)time(NULL)),
			    log_levels[level], process, (int)getpid(), text);
	/* Nothing can be done about a log that takes no more. */
	if (write(log_fd, line, strlen(line)) < 0)
		return;
}

void log_incident(const char *what, const struct error *err, char ret[LOG_INCIDENT])
{
	/* Without letters and digits that are taken for one another. */
	static const char letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

	for (int i = 0; i < LOG_INCIDENT - 1; i++)
		ret[i] = i == 3 ? '-' : letters[randombytes_uniform(sizeof(letters) - 1)];
	ret[LOG_INCIDENT - 1] = '\0';
	log_line(LOG_ERROR, "incident %s: %s: %s (%s)", ret, what,
		 err != NULL && err->say != NULL ? err->say : "", err != NULL ? err->detail : "");
}
