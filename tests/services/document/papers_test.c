/* papers_test.c - papers of an application: put in pieces, gone on with, judged, replaced, taken
 * back, read by who may; none of them in clear on the disk. */
#include "services/document/content.h"
#include "services/registry/budget.h"
#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/network.h"
#include "services/registry/registry_inside.h"
#include "tests/services/document/judge.h"
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define MARKER "0 WORDS THAT STAND NOWHERE ELSE "
#define PIECE 32768

static struct error err;

struct house {
	struct portal portal;
	struct application a; /* the owner's draft */
	struct paper_place at;
};

/* The photo may be sent as a file, one of two cards; a report is sensitive. */
static char *with_files(struct arena *a, const char *yaml)
{
	static const char *const swaps[][2] = {
		{"{id: photo, name", "{id: photo, file: accepted, name"},
		{"{id: report, name", "{id: report, file: accepted, class: sensitive, name"},
		{"- one_of:", "- file: accepted\n    one_of:"},
	};
	char *text = arena_text(a, yaml);

	for (size_t i = 0; i < sizeof(swaps) / sizeof(swaps[0]); i++)
		text = sample_swap(a, text, swaps[i][0], swaps[i][1]);
	return text;
}

static void open_house(struct house *h, const char *name)
{
	struct portal *p = &h->portal;
	char pin[PIN_DIGITS + 1];

	portal_open(p, name);
	portal_renew(p, with_files(p->arena, sample_acts(p->arena, "{id: remind", "{id: remind")));
	GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, &h->a, pin, &err));
	h->at = (struct paper_place){&h->a, p->service, "photo", "photo.pdf", false};
}

/* So many bytes of which the marker is everywhere. */
static char *pdf(struct arena *a, size_t size)
{
	char *bytes = arena_take(a, size);

	for (size_t i = 0; i < size; i++)
		bytes[i] = MARKER[i % strlen(MARKER)];
	memcpy(bytes, "%PDF-1.7 /Page /Page", 20);
	memcpy(bytes + size - 5, "%%EOF", 5);
	return bytes;
}

static enum fault write_all(struct paper_upload *u, const char *bytes, size_t from, size_t until)
{
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && from < until) {
		size_t part = until - from < PIECE ? until - from : PIECE;

		fault = paper_write(u, (int64_t)from, bytes + from, part, &err);
		from += part;
	}
	return fault;
}

static enum fault put_as(struct house *h, struct caller *v, const char *bytes, size_t size)
{
	struct paper_upload *u = NULL;
	enum fault fault = paper_begin(h->portal.registry, v, &h->at, true, &u, &err);

	if (fault != FAULT_NONE)
		return fault;
	fault = write_all(u, bytes, 0, size);
	if (fault == FAULT_NONE)
		fault = paper_end(u, &judge_by_ends, NULL, &err);
	paper_close(u);
	return fault;
}

static void put(struct house *h, const char *bytes, size_t size)
{
	GOOD(put_as(h, &h->portal.owner, bytes, size));
}

static struct papers list_as(struct house *h, struct caller *v)
{
	struct portal *p = &h->portal;
	struct papers papers;

	GOOD(papers_list(p->registry, v, &h->a, p->service, NULL, p->arena, &papers, &err));
	return papers;
}

static const struct paper_need *need(const struct papers *papers, const char *id)
{
	for (size_t i = 0; i < papers->count; i++)
		if (strcmp(papers->needs[i].paper->id, id) == 0)
			return &papers->needs[i];
	ck_abort_msg("no %s", id);
}

static void read_as(struct house *h, struct caller *v, const char *id, const char *bytes,
		    size_t size)
{
	struct paper_reading *r = NULL;
	char piece[1000];
	size_t len = 0;

	GOOD(paper_open(h->portal.registry, v, &h->a, h->portal.service, id, &r, &err));
	ck_assert_int_eq(paper_size(r), (int64_t)size);
	for (size_t at = 0; at < size; at += len) {
		GOOD(paper_read(r, (int64_t)at, piece, sizeof(piece), &len, &err));
		ck_assert_uint_gt(len, 0);
		ck_assert(memcmp(piece, bytes + at, len) == 0);
	}
	GOOD(paper_read(r, (int64_t)size, piece, sizeof(piece), &len, &err));
	ck_assert_uint_eq(len, 0);
	paper_close_reading(r);
}

START_TEST(what_is_put_in_pieces_is_there_whole)
{
	static const size_t sizes[] = {25, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK + 777};
	struct house h;
	struct portal *p = &h.portal;

	open_house(&h, "papers-whole");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		const char *bytes = pdf(p->arena, sizes[i]);
		struct papers papers;
		const struct paper_need *n;
		char sum[PAPER_SUM + 1];
		unsigned char hash[32];

		put(&h, bytes, sizes[i]);
		papers = list_as(&h, &p->owner);
		n = need(&papers, "photo");
		ck_assert_int_eq(n->standing, STANDING_CAME);
		ck_assert_uint_eq(n->file_count, 1);
		ck_assert_str_eq(n->files[0].label, "photo.pdf");
		ck_assert_str_eq(n->files[0].actor, "applicant");
		ck_assert_int_eq(n->files[0].type, PAPER_PDF);
		ck_assert_int_eq(n->files[0].pages, 2);
		ck_assert_int_eq(n->files[0].bytes, (int64_t)sizes[i]);
		ck_assert_int_eq(n->files[0].at, p->now);
		crypto_hash_sha256(hash, (const unsigned char *)bytes, sizes[i]);
		sodium_bin2hex(sum, sizeof(sum), hash, sizeof(hash));
		ck_assert_str_eq(n->files[0].sum, sum);
		read_as(&h, &p->owner, n->files[0].id, bytes, sizes[i]);
	}
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* Its sum is that of what is kept, in whatever order it came. */
START_TEST(what_came_twice_has_the_sum_of_what_is_kept)
{
	const size_t size = CHUNK + 99, cuts[] = {7, 700, CHUNK - 1, CHUNK, CHUNK + 90};
	struct house h;
	struct portal *p = &h.portal;

	open_house(&h, "papers-twice");
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		char *bytes = pdf(p->arena, size), sum[PAPER_SUM + 1];
		struct paper_upload *u = NULL;
		struct papers papers;
		unsigned char hash[32];

		GOOD(paper_begin(p->registry, &p->owner, &h.at, true, &u, &err));
		GOOD(write_all(u, bytes, 0, size));
		bytes[cuts[i]] = '!';
		bytes[size - 6] = '?';
		GOOD(write_all(u, bytes, cuts[i], cuts[i] + 1));
		GOOD(write_all(u, bytes, size - 6, size));
		GOOD(paper_end(u, i % 2 == 0 ? &judge_by_ends : &judge_blind, NULL, &err));
		paper_close(u);
		crypto_hash_sha256(hash, (const unsigned char *)bytes, size);
		sodium_bin2hex(sum, sizeof(sum), hash, sizeof(hash));
		papers = list_as(&h, &p->owner);
		ck_assert_str_eq(need(&papers, "photo")->files[0].sum, sum);
	}
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* The line drops with each visit; the last one ends it. */
START_TEST(what_is_broken_off_is_gone_on_with)
{
	size_t size = 4 * CHUNK + 99, at = 0;
	struct house h;
	struct portal *p = &h.portal;
	struct paper_upload *u = NULL;
	struct papers papers;
	const char *bytes;

	open_house(&h, "papers-resumed");
	bytes = pdf(p->arena, size);
	while (at < size) {
		size_t until = at + CHUNK - 1000 < size ? at + CHUNK - 1000 : size;

		GOOD(paper_begin(p->registry, &p->owner, &h.at, false, &u, &err));
		ck_assert_int_eq(paper_come(u), (int64_t)at);
		/* what was sent already may come once more, what leaves a gap may not */
		ck_assert_int_eq(paper_write(u, (int64_t)at + 1, "x", 1, &err), FAULT_INPUT);
		GOOD(write_all(u, bytes, at < 500 ? 0 : at - 500, until));
		at = until;
		if (at < size)
			ck_assert_int_eq(paper_end(u, &judge_by_ends, NULL, &err), FAULT_CONFLICT);
		else
			GOOD(paper_end(u, &judge_by_ends, NULL, &err));
		paper_close(u);
		papers = list_as(&h, &p->owner);
		ck_assert_int_eq(need(&papers, "photo")->standing,
				 at < size ? STANDING_COMING : STANDING_CAME);
		ck_assert_int_eq(need(&papers, "photo")->files[0].bytes, (int64_t)at);
	}
	read_as(&h, &p->owner, need(&papers, "photo")->files[0].id, bytes, size);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* Who goes on elsewhere is not written over by the line that hangs. */
START_TEST(one_of_two_lines_goes_on)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_upload *hangs = NULL, *goes = NULL;
	struct papers papers;
	const char *bytes;
	size_t size = CHUNK + 10;

	open_house(&h, "papers-lines");
	bytes = pdf(p->arena, size);
	GOOD(paper_begin(p->registry, &p->owner, &h.at, false, &hangs, &err));
	GOOD(paper_write(hangs, 0, "%PDF- other words", 17, &err));
	GOOD(paper_begin(p->registry, &p->owner, &h.at, false, &goes, &err));
	GOOD(write_all(goes, bytes, 0, size));
	ck_assert_int_eq(paper_end(hangs, &judge_by_ends, NULL, &err), FAULT_CONFLICT);
	paper_close(hangs);
	GOOD(paper_end(goes, &judge_by_ends, NULL, &err));
	paper_close(goes);
	papers = list_as(&h, &p->owner);
	read_as(&h, &p->owner, need(&papers, "photo")->files[0].id, bytes, size);
	portal_close(p);
}
END_TEST

/* Nor does it write into what was judged, by however it goes from one chunk to another and back. */
START_TEST(what_was_judged_stays_as_it_was)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_upload *hangs = NULL, *goes = NULL;
	struct papers papers;
	const char *bytes;
	size_t size = 2 * CHUNK + 10;

	open_house(&h, "papers-judged");
	bytes = pdf(p->arena, size);
	GOOD(paper_begin(p->registry, &p->owner, &h.at, false, &hangs, &err));
	GOOD(write_all(hangs, bytes, 0, CHUNK + 10));
	GOOD(paper_begin(p->registry, &p->owner, &h.at, false, &goes, &err));
	GOOD(write_all(goes, bytes, 0, size));
	GOOD(paper_end(goes, &judge_by_ends, NULL, &err));
	paper_close(goes);
	ck_assert_int_eq(paper_write(hangs, CHUNK - 4, "evil words", 10, &err), FAULT_CONFLICT);
	ck_assert_int_eq(paper_write(hangs, INT64_MAX, "evil words", 10, &err), FAULT_INPUT);
	paper_close(hangs);
	papers = list_as(&h, &p->owner);
	read_as(&h, &p->owner, need(&papers, "photo")->files[0].id, bytes, size);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* An end that was marked and then not kept is gone on with, also where it filled its chunk. */
START_TEST(an_end_that_was_not_kept_is_none)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_upload *u = NULL;
	struct papers papers;
	struct store_paper row;
	struct content content;
	const char *bytes;
	bool found = false;
	size_t size = CHUNK + 10;

	open_house(&h, "papers-marked");
	bytes = pdf(p->arena, size);
	GOOD(paper_begin(p->registry, &p->owner, &h.at, true, &u, &err));
	GOOD(write_all(u, bytes, 0, CHUNK));
	paper_close(u);
	papers = list_as(&h, &p->owner);
	GOOD(store_paper_get(p->registry->store, need(&papers, "photo")->files[0].id, &row, &found,
			     &err));
	ck_assert(found);
	GOOD(content_open(&content, p->registry, &row, true, &err));
	GOOD(content_end(&content, &err));
	content_close(&content);
	GOOD(paper_begin(p->registry, &p->owner, &h.at, false, &u, &err));
	ck_assert_int_eq(paper_come(u), CHUNK);
	GOOD(write_all(u, bytes, CHUNK, size));
	GOOD(paper_end(u, &judge_by_ends, NULL, &err));
	paper_close(u);
	read_as(&h, &p->owner, row.id, bytes, size);
	portal_close(p);
}
END_TEST

START_TEST(what_is_no_paper_is_not_taken)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_upload *u = NULL;
	struct papers papers;

	open_house(&h, "papers-refused");
	ck_assert_int_eq(put_as(&h, &p->owner, "PK\3\4", 4), FAULT_INPUT);
	ck_assert_str_eq(err.code, "other");
	ck_assert_int_eq(put_as(&h, &p->owner, "", 0), FAULT_INPUT);
	papers = list_as(&h, &p->owner);
	ck_assert_uint_eq(need(&papers, "photo")->file_count, 0);
	/* without a judge, or one that hangs, nothing is taken; what came is kept */
	GOOD(paper_begin(p->registry, &p->owner, &h.at, false, &u, &err));
	GOOD(paper_write(u, 0, "%PDF-1 %%EOF", 12, &err));
	ck_assert_int_eq(paper_end(u, NULL, NULL, &err), FAULT_BUSY);
	ck_assert_int_eq(paper_end(u, &judge_gone, NULL, &err), FAULT_BUSY);
	papers = list_as(&h, &p->owner);
	ck_assert_int_eq(need(&papers, "photo")->standing, STANDING_COMING);
	GOOD(paper_end(u, &judge_by_ends, NULL, &err));
	paper_close(u);
	/* more than a file may have */
	GOOD(paper_begin(p->registry, &p->owner, &h.at, true, &u, &err));
	ck_assert_int_eq(paper_write(u, LIMIT_PAPER, "x", 1, &err), FAULT_INPUT);
	paper_close(u);
	/* what the definition has not, and what is no name */
	h.at.requirement = "payslip";
	ck_assert_int_eq(put_as(&h, &p->owner, "", 0), FAULT_INPUT);
	h.at.requirement = "photo";
	h.at.label = "../x";
	ck_assert_int_eq(put_as(&h, &p->owner, "", 0), FAULT_INPUT);
	h.at.label = "a\033b";
	ck_assert_int_eq(put_as(&h, &p->owner, "", 0), FAULT_INPUT);
	portal_close(p);
}
END_TEST

START_TEST(a_draft_s_papers_are_replaced_renamed_and_taken_back)
{
	struct house h;
	struct portal *p = &h.portal;
	struct papers papers;
	struct ledger_entry *entries;
	char id[33];
	size_t count;

	open_house(&h, "papers-draft");
	put(&h, "%PDF-1 one %%EOF", 16);
	papers = list_as(&h, &p->owner);
	memcpy(id, need(&papers, "photo")->files[0].id, sizeof(id));
	put(&h, "%PDF-1 two %%EOF", 16);
	papers = list_as(&h, &p->owner);
	ck_assert_uint_eq(need(&papers, "photo")->file_count, 1);
	ck_assert_str_ne(need(&papers, "photo")->files[0].id, id);
	GOOD(ledger_of(p->registry, id, p->arena, &entries, &count, &err));
	ck_assert_uint_eq(count, 2);
	ck_assert_int_eq(entries[0].act, LEDGER_PAPER_PUT);
	ck_assert_str_eq(entries[0].subject, h.a.id);
	ck_assert_str_eq(entries[0].reason, "photo");
	ck_assert_int_eq(entries[1].act, LEDGER_PAPER_DROPPED);
	GOOD(paper_rename(p->registry, &p->owner, &h.at, "back  side.pdf", &err));
	ck_assert_int_eq(paper_drop(p->registry, &p->owner, &h.at, &err), FAULT_MISSING);
	put(&h, "%PDF-1 front %%EOF", 18);
	papers = list_as(&h, &p->owner);
	ck_assert_uint_eq(need(&papers, "photo")->file_count, 2);
	ck_assert_int_eq(portal_verify(p, true), 0);
	h.at.label = "back side.pdf";
	GOOD(paper_drop(p->registry, &p->owner, &h.at, &err));
	papers = list_as(&h, &p->owner);
	ck_assert_uint_eq(need(&papers, "photo")->file_count, 1);
	GOOD(application_discard(p->registry, &p->owner, &h.a, &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* One of which one is enough settles all. */
START_TEST(of_several_one_is_enough)
{
	struct house h;
	struct papers papers;

	open_house(&h, "papers-choice");
	papers = list_as(&h, &h.portal.owner);
	ck_assert_uint_eq(papers.count, 4);
	/* none must come as a file; what comes all the same counts */
	ck_assert_uint_eq(papers.asked, 0);
	ck_assert_uint_eq(papers.settled, 0);
	ck_assert(papers.open);
	h.at.requirement = "extract";
	put(&h, "%PDF-1 %%EOF", 12);
	papers = list_as(&h, &h.portal.owner);
	ck_assert_uint_eq(papers.asked, 1);
	ck_assert_uint_eq(papers.settled, 1);
	ck_assert_int_eq(need(&papers, "extract")->standing, STANDING_CAME);
	ck_assert_int_eq(need(&papers, "card")->standing, STANDING_OTHER);
	portal_close(&h.portal);
}
END_TEST

START_TEST(too_many_are_refused)
{
	struct house h;
	struct portal *p = &h.portal;

	open_house(&h, "papers-many");
	for (int i = 0; i < LIMIT_PAPERS; i++) {
		h.at.label = arena_format(p->arena, "%d.pdf", i);
		put(&h, "%PDF-1 %%EOF", 12);
	}
	h.at.label = "more.pdf";
	ck_assert_int_eq(put_as(&h, &p->owner, "%PDF-1 %%EOF", 12), FAULT_DENIED);
	portal_close(p);
}
END_TEST

/* Of a network: what was sent counts whatever became of it, and so does that it was judged. */
START_TEST(a_network_sends_so_much_a_day)
{
	static const struct {
		enum budget which;
		int most;
	} budgets[] = {
		{BUDGET_PAPER_BYTES, (int)(LIMIT_PAPER_SOURCE_BYTES >> 20)},
		{BUDGET_PAPER_JUDGED, LIMIT_PAPER_JUDGED},
	};
	struct house h;
	struct portal *p = &h.portal;
	struct paper_upload *u = NULL;
	char network[NETWORK];

	open_house(&h, "papers-network");
	network_name(&p->registry->seal, p->owner.source, network);
	for (size_t i = 0; i < sizeof(budgets) / sizeof(budgets[0]); i++) {
		GOOD(store_begin(p->registry->store, &err));
		GOOD(budget_use_many(p->registry->store, budgets[i].which, network, p->now,
				     budgets[i].most - 2, &err));
		GOOD(store_commit(p->registry->store, &err));
		put(&h, "%PDF-1 %%EOF", 12);
		GOOD(paper_drop(p->registry, &p->owner, &h.at, &err));
		put(&h, "%PDF-1 %%EOF", 12);
		GOOD(paper_drop(p->registry, &p->owner, &h.at, &err));
		ck_assert_int_eq(put_as(&h, &p->owner, "%PDF-1 %%EOF", 12), FAULT_DENIED);
		ck_assert_str_eq(err.code, "too_many_tries");
		p->owner.exempt = true;
		put(&h, "%PDF-1 %%EOF", 12);
		p->owner.exempt = false;
		p->now += (int64_t)2 * 86400;
		put(&h, "%PDF-1 %%EOF", 12);
		p->now += (int64_t)2 * 86400;
	}
	/* What never became whole was sent, too. */
	GOOD(store_begin(p->registry->store, &err));
	GOOD(budget_use_many(p->registry->store, BUDGET_PAPER_BYTES, network, p->now,
			     budgets[0].most - 1, &err));
	GOOD(store_commit(p->registry->store, &err));
	GOOD(paper_begin(p->registry, &p->owner, &h.at, true, &u, &err));
	GOOD(paper_write(u, 0, "%PDF-", 5, &err));
	paper_close(u);
	ck_assert_int_eq(put_as(&h, &p->owner, "%PDF-1 %%EOF", 12), FAULT_DENIED);
	portal_close(p);
}
END_TEST

static enum fault count_one(void *ctx, const char *name, struct error *why)
{
	(void)name, (void)why;
	++*(int64_t *)ctx;
	return FAULT_NONE;
}

/* What no one went on with is forgotten; a file that no row names goes at the second look. */
START_TEST(what_is_left_behind_goes)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_upload *u = NULL;
	struct papers papers;
	int64_t drafts;

	open_house(&h, "papers-left");
	put(&h, "%PDF-1 %%EOF", 12);
	h.at.label = "half.pdf";
	GOOD(paper_begin(p->registry, &p->owner, &h.at, true, &u, &err));
	GOOD(paper_write(u, 0, "%PDF-", 5, &err));
	paper_close(u);
	p->now += LIMIT_PAPER_HOURS * 3600 + 1;
	GOOD(expire_run(p->registry, &drafts, &err));
	papers = list_as(&h, &p->owner);
	ck_assert_uint_eq(need(&papers, "photo")->file_count, 1);
	ck_assert_str_eq(need(&papers, "photo")->files[0].label, "photo.pdf");
	GOOD(blob_sweep(p->registry, INT64_MAX, &err));
	read_as(&h, &p->owner, need(&papers, "photo")->files[0].id, "%PDF-1 %%EOF", 12);
	if (!engine_is_postgres()) {
		char path[FOLDER_PATH + 16];

		snprintf(path, sizeof(path), "%s/documents", p->folder);
		drafts = 0;
		GOOD(folder_walk(path, count_one, &drafts, &err));
		ck_assert_int_eq(drafts, 1);
	}
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

SUITE(papers, what_is_put_in_pieces_is_there_whole, what_came_twice_has_the_sum_of_what_is_kept,
      what_is_broken_off_is_gone_on_with, one_of_two_lines_goes_on, what_was_judged_stays_as_it_was,
      an_end_that_was_not_kept_is_none, what_is_no_paper_is_not_taken,
      a_draft_s_papers_are_replaced_renamed_and_taken_back, of_several_one_is_enough,
      too_many_are_refused, a_network_sends_so_much_a_day, what_is_left_behind_goes)
