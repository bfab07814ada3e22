/* target.h - what the fuzzer feeds: bytes from anywhere into what reads and composes text. */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* Runs one input through the part that its first byte chooses; ends the process when something that
 * always holds does not. */
void target_run(const uint8_t *data, size_t size);

#endif
