/* error.h - what went wrong: what the caller may do, words for the person, a detail for the log. */
#ifndef I18N_BASE_ERROR_H
#define I18N_BASE_ERROR_H

#include <stddef.h>

#define MUST_USE __attribute__((warn_unused_result))

/* Marks a message for translation without translating it. */
#define N_(message) (message)

enum fault {
	FAULT_NONE,
	FAULT_INPUT,    /* what was entered is wrong: say it, keep what was typed */
	FAULT_DENIED,   /* not allowed, or not now: a right is missing, a budget is used up */
	FAULT_MISSING,  /* there is no such thing */
	FAULT_CONFLICT, /* the thing's state does not allow it */
	FAULT_BUSY,     /* try again later: disk full, locked */
	FAULT_BROKEN,   /* a fault of ours: log it with an incident number */
};

#define ERROR_FILLS 4
#define ERROR_VALUE 256 /* bytes: a command line with a path */

struct error {
	enum fault fault;
	const char *say; /* an N_ message with fills such as {min}; static */
	const char *one; /* NULL, or the same with 1 for `number`, which has forms; static */
	unsigned long number;
	const char *said[3]; /* or the definition's own words by enum lang; NULL when `say` is to be
				used */
	const char *before;  /* an N_ message that stands before either, with the same fills: what
				is wrong with what was written; static; NULL */
	struct {
		const char *name;        /* static, without braces */
		char value[ERROR_VALUE]; /* UTF-8, already shown in the person's digits and language
				   where it matters */
	} fills[ERROR_FILLS];
	size_t fill_count;
	struct {
		const char *name;  /* static; NULL: none */
		const char *in[3]; /* by enum lang, as the definition has it */
	} told[2];
	const char *code; /* static, for programs: what this one is, where the fault does not say it
			     all; NULL */
	int line;         /* of a file or a form, from 1; 0 when there is none */
	char field[96];   /* question or key, "" when there is none */
	char detail[240]; /* for the log; no personal data */
};

/* Fills `err` (NULL is accepted) and returns `fault`. `say` is an N_ message; `format` makes the
 * detail. */
enum fault fail(struct error *err, enum fault fault, const char *say, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The message has forms for a number: `one` is that of 1, what was given to fail() that of many
 * others. NULL `err` is accepted. */
void error_count(struct error *err, const char *one, unsigned long number);

/* Says for programs what it is: "pin_wrong". NULL `err` is accepted. */
void error_code(struct error *err, const char *code);

/* Adds the value of a named fill of the message; cut at a code point where too long. NULL `err` is
 * accepted. */
void error_fill(struct error *err, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Writes to standard error and aborts. For bugs, never for what came from outside, nor for memory
 * that is used up: that is memory_end's. */
_Noreturn void fatal(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
