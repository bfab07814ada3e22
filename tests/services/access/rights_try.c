/* rights_try.c - calls that take a registry, tried by callers who may not and by those who may. */
#include "tests/services/access/rights_try.h"

#include "tests/unit.h"

/* The same call on one that never was must look the same: nothing tells that there is one. */
static void is_told_nothing(struct house *h, const struct rights_row *row, enum intruder who,
			    const struct application *victim)
{
	struct caller c = rights_house_intrude(h, who), again = c;
	struct application a = *victim, ghost = h->gone;
	struct error told;
	enum fault fault, gone;

	reference_new(ghost.reference); /* wrong PINs of one are counted */
	/* Who holds a struct may have written another reference into it. */
	if (!row->by_row && c.proven_count + (c.reference[0] != '\0') > 0)
		memcpy(a.reference, h->own.reference, sizeof(a.reference));
	h->err = (struct error){0};
	fault = row->run(h, &c, &a);
	told = h->err;
	ck_assert_msg(fault == FAULT_DENIED || fault == FAULT_MISSING,
		      "%s as intruder %d: fault %d", row->name, (int)who, (int)fault);
	h->err = (struct error){0};
	gone = row->run(h, &again, &ghost);
	ck_assert_msg(fault == gone, "%s tells intruder %d of it", row->name, (int)who);
	if (told.say != NULL && h->err.say != NULL)
		ck_assert_msg(strcmp(told.say, h->err.say) == 0 &&
				      strcmp(told.detail, h->err.detail) == 0,
			      "%s: %s (%s), %s (%s)", row->name, told.say, told.detail, h->err.say,
			      h->err.detail);
	ck_assert_msg(c.looked_count == 0, "%s: a look that was none", row->name);
}

bool rights_is_same(const struct buffer *one, const struct buffer *two)
{
	return one->size == two->size && memcmp(one->data, two->data, one->size) == 0;
}

/* Staff begin nothing in their own name. */
static void is_free(struct house *h, const struct rights_row *row, struct caller *c,
		    struct application *a)
{
	enum fault fault = row->run(h, c, a);

	if (fault != FAULT_DENIED || c->role != ROLE_STAFF)
		GOOD(fault);
}

static void try_strangers(struct house *h, const struct rights_row *row)
{
	BUFFER_CLEAN struct buffer before = rights_house_content(h, !row->free), after;

	for (int who = 0; who < INTRUDERS; who++)
		for (int v = 0; v < VICTIMS; v++) {
			struct caller c = rights_house_intrude(h, (enum intruder)who);
			struct application a = h->victims[v];

			if (row->free)
				is_free(h, row, &c, &a);
			else
				is_told_nothing(h, row, (enum intruder)who, &h->victims[v]);
		}
	after = rights_house_content(h, !row->free);
	ck_assert_msg(rights_is_same(&before, &after), "%s has changed something", row->name);
	buffer_close(&after);
}

void rights_try_strangers(const char *house, const struct rights_row *rows, size_t count)
{
	struct house here, *h = &here;

	rights_house_open(h, "rights-", house);
	for (size_t i = 0; i < count; i++)
		try_strangers(h, &rows[i]);
	ck_assert_int_eq(portal_verify(&h->portal, true), 0);
	rights_house_close(h);
}

static void try_owners(const struct rights_row *row)
{
	struct house here, *h = &here;
	int done = 0;

	rights_house_open(h, "owners-", row->name);
	for (int v = 0; v < VICTIMS; v++) {
		struct caller owner = h->portal.owner, host = h->portal.host;
		struct application a = h->victims[v], same = a;

		done += row->run(h, &owner, &a) == FAULT_NONE;
		done += row->run(h, &host, &same) == FAULT_NONE;
	}
	ck_assert_msg(done > 0, "%s is refused to everybody: %s (%s)", row->name, h->err.say,
		      h->err.detail);
	rights_house_close(h);
}

void rights_try_owners(const struct rights_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		try_owners(&rows[i]);
}
