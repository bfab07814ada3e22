/* fuzz.c - libFuzzer's way in; `make fuzz` runs it. */
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	target_run(data, size);
	return 0;
}
