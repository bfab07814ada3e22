/* fuzz_test.c - a short run of what the fuzzer does for hours: the same inputs at each run. */
#include "tests/unit.h"

#include "tests/fuzz/runs.h"
#include "tests/i18n/random.h"

#define TARGETS 4
#define INPUT_MOST 600

#ifdef SHUBBAK_SANITIZED
#define INPUTS 1000
#else
#define INPUTS 3000
#endif

START_TEST(any_bytes_are_harmless)
{
	char input[INPUT_MOST * 4 + 2];
	uint32_t seed = 31;

	for (int i = 0; i < INPUTS; i++) {
		size_t len = random_next(&seed) % INPUT_MOST;

		if (i % 2 == 0)
			random_bytes(&seed, input + 1, len);
		else
			len = random_text(&seed, input + 1, INPUT_MOST);
		input[0] = (char)(i / 2 % TARGETS);
		target_text((const uint8_t *)input, len + 1);
	}
}
END_TEST

START_TEST(known_bytes_are_harmless)
{
	runs_fixed("text", target_text, 3000);
}
END_TEST

SUITE(fuzz, any_bytes_are_harmless, known_bytes_are_harmless)
