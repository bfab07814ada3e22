/* papers_kept_test.c - papers in a backup, and on the way from one engine to the other and back. */
#include "services/document/blob.h"
#include "services/registry/registry_inside.h"
#include "services/upkeep/upkeep.h"
#include "tests/services/document/judge.h"
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define SIZE (3 * CHUNK + 123)

static struct error err;
static char bytes[SIZE];

struct house {
	struct portal portal;
	struct application a;
	struct paper_place at;
};

/* A draft with one paper that is whole and one that is coming. */
static void fill(struct house *h)
{
	struct portal *p = &h->portal;
	struct paper_upload *u = NULL;
	char pin[PIN_DIGITS + 1];

	memset(bytes, 'x', sizeof(bytes));
	memcpy(bytes, "%PDF-", 5);
	memcpy(bytes + SIZE - 5, "%%EOF", 5);
	portal_renew(p, sample_swap(p->arena, sample_with(p->arena, "version: 3", "version: 4"),
				    "{id: photo, name", "{id: photo, file: accepted, name"));
	GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, &h->a, pin, &err));
	h->at = (struct paper_place){&h->a, p->service, "photo", "photo.pdf", false};
	GOOD(paper_begin(p->registry, &p->owner, &h->at, true, &u, &err));
	GOOD(paper_write(u, 0, bytes, SIZE, &err));
	GOOD(paper_end(u, &judge_by_ends, NULL, &err));
	paper_close(u);
	h->at.label = "half.pdf";
	GOOD(paper_begin(p->registry, &p->owner, &h->at, true, &u, &err));
	GOOD(paper_write(u, 0, bytes, CHUNK + 7, &err));
	paper_close(u);
	ck_assert_int_eq(portal_verify(p, true), 0);
}

static void read_in(struct house *h, struct registry *r)
{
	struct portal *p = &h->portal;
	struct paper_reading *reading = NULL;
	struct papers papers;
	char piece[5000];
	size_t len = 0;

	GOOD(papers_list(r, &p->owner, &h->a, p->service, NULL, p->arena, &papers, &err));
	ck_assert_uint_eq(papers.needs[0].file_count, 2);
	for (size_t i = 0; i < 2; i++) {
		const struct paper_file *f = &papers.needs[0].files[i];

		if (f->state == PAPER_COMING)
			ck_assert_int_eq(f->bytes, (int64_t)CHUNK + 7);
		else
			GOOD(paper_open(r, &p->owner, &h->a, p->service, f->id, &reading, &err));
	}
	ck_assert_ptr_nonnull(reading);
	for (size_t at = 0; at < SIZE; at += len) {
		GOOD(paper_read(reading, (int64_t)at, piece, sizeof(piece), &len, &err));
		ck_assert_mem_eq(piece, bytes + at, len);
	}
	paper_close_reading(reading);
}

START_TEST(a_backup_has_them)
{
	char file[FOLDER_PATH + 16], copy[FOLDER_PATH + 16];
	struct registry *r = NULL;
	struct house h;
	struct portal *p = &h.portal;

	portal_open(p, "papers-backup");
	fill(&h);
	snprintf(file, sizeof(file), "%s.backup", p->folder);
	snprintf(copy, sizeof(copy), "%s-copy", p->folder);
	GOOD(backup_write(p->registry, file, &err));
	GOOD(backup_restore(file, p->secret, copy, &err));
	GOOD(registry_open(copy, NULL, &r, &err));
	registry_use_clock(r, portal_clock, p);
	read_in(&h, r);
	registry_close(r);
	portal_close(p);
}
END_TEST

static void use(struct portal *p, const char *address)
{
	registry_close(p->registry);
	p->address = address;
	GOOD(registry_open(p->folder, address, &p->registry, &err));
	registry_use_clock(p->registry, portal_clock, p);
	ck_assert_int_eq(portal_verify(p, true), 0);
}

/* From files into rows, and as rows back; one that is coming is gone on with. */
START_TEST(they_move_there_and_back)
{
	struct store_poured moved;
	struct paper_upload *u = NULL;
	const char *address;
	struct house h;
	struct portal *p = &h.portal;

	if (!engine_is_postgres())
		return;
	portal_open_folder(p, "papers-move");
	fill(&h);
	address = engine_address();
	GOOD(move_run(p->registry, address, NULL, &moved, &err));
	use(p, address);
	read_in(&h, p->registry);
	GOOD(move_run(p->registry, NULL, NULL, &moved, &err));
	use(p, NULL);
	read_in(&h, p->registry);
	GOOD(paper_begin(p->registry, &p->owner, &h.at, false, &u, &err));
	GOOD(paper_write(u, (int64_t)CHUNK + 7, bytes + CHUNK + 7, SIZE - CHUNK - 7, &err));
	GOOD(paper_end(u, &judge_by_ends, NULL, &err));
	paper_close(u);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

SUITE(papers_kept, a_backup_has_them, they_move_there_and_back)
