/* registers_test.c - which services do not fit a register any more is told when a new version of it
 * comes. */
#include "services/catalogue/registers.h"

#include "services/catalogue/lists.h"
#include "services/definition/kind_read.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_register.h"
#include "tests/services/sample_renewal.h"
#include "tests/unit.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define SHOWN 60

struct heard {
	struct portal *portal;
	const char *all;
};

static void hear(void *ctx, const struct registers_unfit *u)
{
	struct heard *h = ctx;

	ck_assert_int_gt(u->what->line, 0);
	h->all = arena_format(h->portal->arena, "%s%s %d%s: %.*s;", h->all, u->service, u->version,
			      u->refused ? "" : " perhaps", SHOWN, u->what->say);
}

/* What is told when a version of the register in which `from` is `to` comes. */
static const char *told(struct portal *p, const char *from, const char *to)
{
	struct heard h = {p, ""};
	struct term_list before, now;
	struct definition d;
	const char *yaml = sample_swap(p->arena, sample_register_yaml, "version: 1", "version: 9");

	yaml = sample_swap(p->arena, yaml, from, to);
	GOOD(lists_terms(p->registry, p->arena, NULL, 0, &before, &err));
	now = before;
	GOOD(kind_read_as(p->arena, &now, KIND_REGISTER, false, "lb-clubs", yaml, strlen(yaml), &d,
			  NULL, &err));
	kind_add(p->arena, &now, &d);
	GOOD(registers_each_unfit(p->registry, &before, &now, hear, &h, &err));
	return h.all;
}

START_TEST(services_that_do_not_fit_the_new_register_are_told)
{
	static const char *const rows[][3] = {
		{"", "", ""},
		{"{id: chair, type: name", "{id: chair, type: date",
		 "lb-renewal 1: The column is of another type than the question \"{value}\".;"
		 "lb-sample 4: The column is of another type than what it gets from \"{value;"
		 "lb-sample 4: The column is of another type than what it gets from \"{value;"},
		{"{id: seat, type: place, level: 2", "{id: seat, type: text",
		 "lb-sample 4 perhaps: The column is of type text: it keeps the words that were "
		 "cho;"
		 "lb-sample 4 perhaps: The column is of type text: it keeps the words that were "
		 "cho;"},
	};
	struct portal p;

	sample_renewal_open(&p, "registers-unfit", "", "");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_str_eq(told(&p, rows[i][0], rows[i][1]), rows[i][2]);
	portal_close(&p);
}
END_TEST

SUITE(registers, services_that_do_not_fit_the_new_register_are_told)
