/* rights_paper_test.c - rights_test.c's table of the calls about papers, of a service whose first
 * paper may be sent as a file. */
#include "tests/services/access/rights_try.h"
#include "tests/services/document/judge.h"
#include "tests/unit.h"

#define BYTES "%PDF-1 %%EOF"

/* The sample's definition, in which that is so. */
static struct paper_place place(struct house *h, const struct application *a)
{
	const struct service *s = h->portal.service;
	struct service *with = arena_take(h->portal.arena, sizeof(*with));
	struct paper *papers = arena_array(h->portal.arena, s->paper_count, sizeof(*papers));

	memcpy(papers, s->papers, s->paper_count * sizeof(*papers));
	papers[0].way = PAPER_ACCEPTED;
	*with = *s;
	with->papers = papers;
	return (struct paper_place){a, with, papers[0].id, "scan.pdf", false};
}

static enum fault put(struct house *h, struct caller *c, const struct paper_place *at)
{
	struct paper_upload *u = NULL;
	enum fault fault = paper_begin(REGISTRY, c, at, true, &u, &h->err);

	if (fault == FAULT_NONE)
		fault = paper_write(u, 0, BYTES, strlen(BYTES), &h->err);
	if (fault == FAULT_NONE)
		fault = paper_end(u, &judge_by_ends, NULL, &h->err);
	paper_close(u);
	return fault;
}

TRY(paper_begin)
{
	const struct paper_place at = place(h, a);
	struct paper_upload *u = NULL;
	enum fault fault = paper_begin(REGISTRY, c, &at, true, &u, &h->err);

	paper_close(u);
	return fault;
}

TRY(papers_list)
{
	const struct paper_place at = place(h, a);
	struct papers papers;

	return papers_list(REGISTRY, c, a, at.service, NULL, h->portal.arena, &papers, &h->err);
}

/* What its owner has put before; of others nobody's. */
TRY(paper_open)
{
	const struct paper_place at = place(h, a);
	struct papers papers = {.count = 0};
	struct paper_reading *r = NULL;
	const char *id = "none";
	enum fault fault;

	if (put(h, c, &at) == FAULT_NONE &&
	    papers_list(REGISTRY, c, a, at.service, NULL, h->portal.arena, &papers, &h->err) ==
		    FAULT_NONE)
		id = papers.needs[0].files[0].id;
	h->err = (struct error){0};
	fault = paper_open(REGISTRY, c, a, at.service, id, &r, &h->err);
	paper_close_reading(r);
	return fault;
}

TRY(paper_rename)
{
	const struct paper_place at = place(h, a);

	(void)!put(h, c, &at);
	h->err = (struct error){0};
	return paper_rename(REGISTRY, c, &at, "other.pdf", &h->err);
}

TRY(paper_drop)
{
	const struct paper_place at = place(h, a);

	(void)!put(h, c, &at);
	h->err = (struct error){0};
	return paper_drop(REGISTRY, c, &at, &h->err);
}

TRY(paper_show)
{
	const struct paper_place at = place(h, a);

	return paper_show(REGISTRY, c, &at, true, &h->err);
}

/* Another application of the owner's, or the intruder's own. */
static struct application other_than(struct house *h, const struct caller *c,
				     const struct application *a)
{
	bool owns = strcmp(c->key, h->portal.owner.key) == 0 && c->key[0] != '\0';

	for (int v = 0; owns && v < VICTIMS; v++)
		if (strcmp(h->victims[v].id, a->id) != 0)
			return h->victims[v];
	return h->own;
}

TRY(papers_before)
{
	struct application found;

	return papers_before(REGISTRY, c, a->reference, &found, &h->err);
}

/* Into theirs. */
TRY(papers_offered)
{
	const struct application other = other_than(h, c, a);
	const struct paper_place at = place(h, a);
	const struct paper_pair pair = {a, &other, at.service, at.service};
	struct paper_offer *list = NULL;
	size_t count = 0;

	return papers_offered(REGISTRY, c, &pair, NULL, h->portal.arena, &list, &count, &h->err);
}

/* Out of theirs. */
TRY(paper_take)
{
	const struct application other = other_than(h, c, a);
	const struct paper_place at = place(h, a);
	const struct paper_pair pair = {&other, a, at.service, at.service};
	struct paper_offer *list = NULL;
	size_t count = 0;
	const char *id = "none";

	(void)!put(h, c, &at);
	if (papers_offered(REGISTRY, c, &pair, NULL, h->portal.arena, &list, &count, &h->err) ==
		    FAULT_NONE &&
	    count > 0)
		id = list[0].file.id;
	h->err = (struct error){0};
	return paper_take(REGISTRY, c, &pair, at.requirement, id, &h->err);
}

static const struct rights_row rows[] = {
	ROW(papers_before, false, true), ROW(papers_offered, false, false),
	ROW(paper_take, false, false),   ROW(papers_list, false, false),
	ROW(paper_begin, false, false),  ROW(paper_open, false, false),
	ROW(paper_rename, false, false), ROW(paper_drop, false, false),
	ROW(paper_show, false, false),
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

START_TEST(strangers_are_told_nothing_and_change_nothing)
{
	rights_try_strangers("papers", rows, ROWS);
}
END_TEST

START_TEST(who_may_does)
{
	rights_try_owners(rows, ROWS);
}
END_TEST

SUITE(rights_paper, strangers_are_told_nothing_and_change_nothing, who_may_does)
