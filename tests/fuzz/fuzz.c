/* fuzz.c - libFuzzer's way in; `make fuzz` runs it, FUZZ_TARGET names the target. */
#include "tests/fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
	const char *name;
	target_run *run;
} targets[] = {
	{"text", target_text},       {"wire", target_wire},
	{"sftp", target_sftp},       {"proxy", target_proxy},
	{"reader", target_reader},   {"rule", target_rule},
	{"pattern", target_pattern}, {"definition", target_definition},
	{"term", target_term},       {"form", target_form},
};

static target_run *chosen;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *name = getenv("FUZZ_TARGET");

	(void)argc, (void)argv;
	for (size_t i = 0; name != NULL && i < sizeof(targets) / sizeof(targets[0]); i++)
		if (strcmp(targets[i].name, name) == 0)
			chosen = targets[i].run;
	if (chosen != NULL)
		return 0;
	fprintf(stderr, "FUZZ_TARGET is one of");
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
		fprintf(stderr, " %s", targets[i].name);
	fprintf(stderr, "\n");
	exit(2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	chosen(data, size);
	return 0;
}
