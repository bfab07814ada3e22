/* sample_fees.c - the small definition with fees that become due, as its version 4; for tests. */
#include "tests/services/sample_fees.h"

#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define N "name: {ar: ن, fr: n, en: n}"

/* clang-format off */
static const char stages[] =
	"stages:\n"
	"  - id: pay\n"
	"    " N "\n"
	"    bearing: awaiting_payment\n"
	"    by: officer\n"
	"    acts:\n"
	"      - {id: received, " N ", by: payment, to: check, needs: [paid(entry)], notice: none}\n"
	"  - id: check\n"
	"    " N "\n"
	"    bearing: in_review\n"
	"    by: officer\n"
	"    acts:\n"
	"      - {id: assess, " N ", asks: [words]}\n"
	"      - {id: grant, " N ", to: end(approved), needs: [paid(share), paid(scale)]}\n"
	"      - {id: object, " N ", to: end(rejected), asks: [words]}\n"
	"fees:\n"
	"  - {id: entry, " N ", amount: 1000 LBP, raised: submit, due: 15 days}\n"
	"  - {id: scale, " N ", when: answered(income), by: income, tiers: [{to: 100, amount: 50 LBP}, "
		"{to: 1000, amount: 75.50 LBP}, {amount: 90 LBP}], raised: submit}\n"
	"  - {id: share, " N ", when: answered(income), of: income, rate: 0.25 %, min: 10 LBP, "
		"max: 1000 LBP, raised: assess}\n"
	"clocks:\n"
	"  - {id: paid_time, " N ", starts: paid(entry), length: 10 days}\n";
/* clang-format on */

char *sample_fees(struct arena *a, const char *from, const char *to)
{
	const char *at = strstr(sample_yaml, "stages:\n"), *end = strstr(at, "form:\n");
	char *yaml = arena_format(a, "%.*s%s%s", (int)(at - sample_yaml), sample_yaml, stages, end);

	return sample_swap(a, sample_swap(a, yaml, "version: 3", "version: 4"), from, to);
}
