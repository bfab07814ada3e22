/* must.h - what the fuzzers hold to be true, and how they take an input apart. */
#ifndef TESTS_FUZZ_MUST_H
#define TESTS_FUZZ_MUST_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "services/definition/faults.h"

#include <stdbool.h>
#include <stdint.h>

/* Ends the process, and says what does not hold. */
void must(bool holds, const char *what);

/* Text as it may be shown: UTF-8 without control characters (but line feeds), without marks of
 * direction. NULL is none. */
void must_be_harmless(const char *text);

/* A fault has words, each place of them a value, and a line of a file of `lines` lines (0: it has
 * no lines). */
void must_be_told(const struct error *err, int lines);

/* Every fault of a list, in order of lines. */
void must_all_be_told(const struct fault_list *faults, int lines);

/* What is left of an input. */
struct input {
	const uint8_t *at;
	size_t left;
};

unsigned input_byte(struct input *in);              /* 0 at the end */
uint64_t input_number(struct input *in, int bytes); /* least significant byte first */

/* What stands before the next `end`, or all; NUL bytes become '?'. In `a`. */
char *input_text(struct arena *a, struct input *in, char end);

int input_lines(const char *text, size_t len); /* line feeds, and one */

/* As YAML counts lines, one more at the end: libyaml ends a last line that nothing ends. */
int input_yaml_lines(const char *text, size_t len);

#endif
