/* runs.h - a short run of what a fuzzer does for hours: the same inputs at each run. */
#ifndef TESTS_FUZZ_RUNS_H
#define TESTS_FUZZ_RUNS_H

#include "tests/fuzz/target.h"

/* Every file of tests/fuzz/corpus/NAME/ as it is, then `count` inputs that are made of them by a
 * fixed chain of changes: bytes, words of tests/fuzz/corpus/NAME.dict, pieces of each other. A
 * sanitized build runs a sixth of them. */
void runs_fixed(const char *name, target_run *run, int count);

#endif
