/* log.h - one line per event, without personal data; faults of ours get a short incident number. */
#ifndef SERVER_LOG_H
#define SERVER_LOG_H

#include "i18n/base/error.h"

#include <stdbool.h>

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };
extern const char *const log_levels[]; /* their words, NULL behind the last */

/* Lines of this level and worse go to `file` (added at its end), or to standard error where it is
   NULL or "". FAULT_BUSY: the file cannot be opened; the log then stays where it was. */
MUST_USE enum fault log_open(enum log_level level, const char *file, struct error *err);

/* The name of the process in the lines that follow: "listener", "clerk", "desk". Static. */
void log_as(const char *who);

/* True where lines of this level are written. */
bool log_is_wanted(enum log_level level);

/* One line; made harmless and cut at 1,000 bytes. */
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A fault of ours: logs its detail under a new number such as "7K3-9QD", which is left in `ret`. */
#define LOG_INCIDENT 8
void log_incident(const char *what, const struct error *err, char ret[LOG_INCIDENT]);

#endif
