/* arguments.h - words and options of a command line, on the host and over SSH; options may stand
 * anywhere. */
#ifndef SERVER_COMMANDS_ARGUMENTS_H
#define SERVER_COMMANDS_ARGUMENTS_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "services/registry/limits.h"

#include <stdbool.h>
#include <stddef.h>

/* What a command accepts; a list ends with a NULL name. */
struct argument_option {
	const char *name; /* without the dashes */
	bool takes_value;
};

struct arguments {
	const char **words; /* room for one more than there are */
	size_t count;
	struct {
		const char *name, *value; /* value "" where the option takes none */
	} options[LIMIT_ARGUMENTS];
	size_t option_count;
};

/* Sorts `count` words into words (a list in `a`) and options ("--name value", "--name=value"; all
   after "--" are words). FAULT_INPUT: an unknown option (with the one that
   may have been meant), a value that is missing or too much, too
   many options. */
MUST_USE enum fault arguments_read(struct arena *a, const char *const *words, size_t count,
				   const struct argument_option *allowed, struct arguments *ret,
				   struct error *err);

/* Whether `name` may be what was meant by a word of `len` bytes that is none: the one begins the
 * other, or a letter or two are wrong. */
bool arguments_is_near(const char *typed, size_t len, const char *name);

/* The last value given, "" for one without; NULL when the option was not given. */
const char *arguments_get(const struct arguments *a, const char *name);

/* The values of an option that may be given several times, one after the other: from *at = 0 until
 * NULL. */
const char *arguments_each(const struct arguments *a, const char *name, size_t *at);

/* Words from `first` on, with single blanks between them. */
const char *arguments_join(const struct arguments *a, struct arena *arena, size_t first);

/* A command line split as a shell would: blanks, '…', "…" and backslash. FAULT_INPUT: a quote that
   is not closed, more than `cap` words. */
MUST_USE enum fault arguments_split(struct arena *a, const char *line, const char **ret, size_t cap,
				    size_t *ret_count, struct error *err);

#endif
