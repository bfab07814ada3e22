/* rights_register_test.c - rights_test.c's table of the calls about entries of registers. The
 * host's own command has an entry; what anybody may know, anybody may. */
#include "tests/services/access/rights_try.h"
#include "tests/services/sample_register.h"
#include "tests/unit.h"

#include "services/application/entry_asked.h"
#include "services/application/entry_fill.h"
#include "services/definition/kind_read.h"
#include "services/register/check.h"
#include "services/register/entry_act.h"

static const struct register_definition *clubs(struct house *h)
{
	struct definition d = {.what = NULL};

	GOOD(kind_read_as(h->portal.arena, &h->portal.terms, KIND_REGISTER, true, "lb-clubs",
			  sample_register_yaml, strlen(sample_register_yaml), &d, NULL, &h->err));
	return d.what;
}

static void open_entry(struct house *h, const struct caller *c)
{
	if (c->role == ROLE_AUTHORITY && c->face == FACE_HOST)
		sample_register_put(&h->portal);
}

TRY(check_find)
{
	struct entry *list;
	size_t count;
	bool more;
	enum fault fault;

	open_entry(h, c);
	fault = check_find(REGISTRY, c, clubs(h), "cedar", h->portal.arena, &list, &count, &more,
			   &h->err);
	return fault == FAULT_MISSING ? FAULT_NONE : fault;
}

TRY(check_entry)
{
	struct entry e;
	enum fault fault;

	open_entry(h, c);
	fault = check_entry(REGISTRY, c, clubs(h), SAMPLE_ENTRY, h->portal.arena, &e, &h->err);
	return fault == FAULT_MISSING ? FAULT_NONE : fault;
}

TRY(check_any)
{
	bool any;

	return check_any(REGISTRY, c, clubs(h), &any, &h->err);
}

TRY(check_count)
{
	int64_t count;

	return check_count(REGISTRY, c, clubs(h), &count, &h->err);
}

static enum fault pass(void *ctx, const struct entry *e, struct error *err)
{
	(void)ctx, (void)e, (void)err;
	return FAULT_NONE;
}

/* Of a register of persons, of which nobody gets all. */
TRY(check_each)
{
	struct register_definition d = *clubs(h);

	d.subject = REGISTER_PERSON;
	return check_each(REGISTRY, c, &d, pass, NULL, &h->err);
}

TRY(check_of_application)
{
	struct entry e;
	bool found;

	return check_of_application(REGISTRY, c, &h->portal.terms, "none", h->portal.arena, &e,
				    &found, &h->err);
}

TRY(check_file)
{
	struct entry e;

	open_entry(h, c);
	return check_file(REGISTRY, c, clubs(h), SAMPLE_ENTRY, h->portal.arena, &e, &h->err);
}

TRY(check_missed)
{
	struct check_missed *list;
	size_t count;

	return check_missed(REGISTRY, c, clubs(h), h->portal.arena, &list, &count, &h->err);
}

TRY(entry_act_list)
{
	struct entry_act *list;
	size_t count;

	open_entry(h, c);
	return entry_act_list(REGISTRY, c, clubs(h), SAMPLE_ENTRY, h->portal.arena, &list, &count,
			      &h->err);
}

TRY(entry_act_do)
{
	open_entry(h, c);
	return entry_act_do(REGISTRY, c, clubs(h), SAMPLE_ENTRY, "rest",
			    &(struct entry_typed){.words = "Winter."}, &h->err);
}

TRY(entry_fill)
{
	struct entry_filled *list;
	size_t count;

	open_entry(h, c);
	return entry_fill(REGISTRY, c, h->portal.service, SAMPLE_ENTRY, h->portal.arena, &list,
			  &count, &h->err);
}

TRY(entry_asked)
{
	open_entry(h, c);
	return entry_asked(REGISTRY, c, h->portal.service, SAMPLE_ENTRY, &h->err);
}

static const struct rights_row rows[] = {
	ROW(check_find, true, false),
	ROW(check_entry, true, false),
	ROW(check_any, true, false),
	ROW(check_count, true, false),
	ROW(check_of_application, true, false),
	ROW(check_each, false, false),
	ROW(check_file, false, false),
	ROW(check_missed, false, false),
	ROW(entry_act_list, false, false),
	ROW(entry_act_do, false, false),
	ROW(entry_fill, true, false),
	ROW(entry_asked, true, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("entries", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_register, strangers_are_told_nothing_and_change_nothing, who_may_does)
