/* papers_before_test.c - a paper that was given before is taken for another application of the same
 * person: its bytes, where it came from, what is entered; and who and what is refused. */
#include "services/access/serve.h"
#include "services/application/member.h"
#include "services/document/papers_inside.h"
#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "tests/services/document/judge.h"
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define DAY ((int64_t)86400)
#define ONE "%PDF-1 one %%EOF"
#define ASKS_DAY                                                                                   \
	"{id: photo_day, type: date, required: false, label: {ar: ن, fr: Jour, en: Day}}\n"       \
	"        - {id: card_day, type: date, required: false, label: {ar: ن, fr: J, en: D}}\n"   \
	"        - {id: story"

static struct error err;

struct house {
	struct portal portal;
	struct application first, second; /* the owner's; the first was sent with a photo */
	struct paper_pair pair;           /* from the first to the second */
};

static enum fault put(struct house *h, struct caller *v, const struct application *a,
		      const char *name)
{
	const struct paper_place at = {a, h->portal.service, "photo", name, false};
	struct paper_upload *u = NULL;
	enum fault fault = paper_begin(h->portal.registry, v, &at, true, &u, &err);

	if (fault != FAULT_NONE)
		return fault;
	fault = paper_write(u, 0, ONE, strlen(ONE), &err);
	if (fault == FAULT_NONE)
		fault = paper_end(u, &judge_by_ends, NULL, &err);
	paper_close(u);
	return fault;
}

static void begin(struct house *h, struct caller *v, struct application *ret)
{
	char pin[PIN_DIGITS + 1];

	GOOD(application_begin(h->portal.registry, v, h->portal.service, LANG_EN, ret, pin, &err));
}

static void open_portal(struct house *h, const char *name, const char *paper)
{
	struct portal *p = &h->portal;
	char *yaml;

	portal_open(p, name);
	yaml = sample_acts(p->arena, "{id: story", ASKS_DAY);
	yaml = sample_swap(p->arena, yaml, "{id: card, name",
			   "{id: card, file: accepted, same_as: [face, photo], dated: card_day, "
			   "valid: 20 days, name");
	yaml = sample_swap(p->arena, yaml, "{id: extract, name",
			   "{id: extract, file: accepted, same_as: [face, card], name");
	portal_renew(p, sample_swap(p->arena, yaml, "{id: photo, name",
				    arena_format(p->arena, "{id: photo, %s, name", paper)));
	h->pair = (struct paper_pair){&h->second, &h->first, p->service, p->service};
}

static void send_first(struct house *h, struct caller *v, int days)
{
	struct portal *p = &h->portal;
	struct form *f = portal_form(p);
	struct receipt receipt;

	portal_set(p, f, "photo_day", 0,
		   date_iso(p->arena, date_from_number(date_number(date_of(p->now)) - days)));
	begin(h, v, &h->first);
	GOOD(put(h, v, &h->first, "face.pdf"));
	GOOD(application_submit(p->registry, v, &h->first, f, &receipt, &err));
	form_free(f);
}

static void open_house(struct house *h, const char *name, const char *paper)
{
	struct portal *p = &h->portal;

	open_portal(h, name, paper);
	send_first(h, &p->owner, 1);
	p->now += DAY;
	begin(h, &p->owner, &h->second);
}

static void close_house(struct house *h)
{
	ck_assert_int_eq(portal_verify(&h->portal, true), 0);
	portal_close(&h->portal);
}

static struct paper_offer *offers(struct house *h, struct caller *v, size_t *ret)
{
	struct paper_offer *list = NULL;

	GOOD(papers_offered(h->portal.registry, v, &h->pair, NULL, h->portal.arena, &list, ret,
			    &err));
	return list;
}

static struct papers papers_of(struct house *h, struct caller *v, const struct application *a)
{
	struct portal *p = &h->portal;
	struct papers papers;

	GOOD(papers_list(p->registry, v, a, p->service, NULL, p->arena, &papers, &err));
	return papers;
}

static struct paper_file photo(struct house *h, struct caller *v, const struct application *a)
{
	struct papers papers = papers_of(h, v, a);

	ck_assert_str_eq(papers.needs[0].paper->id, "photo");
	ck_assert_uint_eq(papers.needs[0].file_count, 1);
	return papers.needs[0].files[0];
}

static void has_bytes(struct house *h, const struct application *a, const char *id)
{
	struct portal *p = &h->portal;
	struct paper_reading *r = NULL;
	char piece[100];
	size_t len = 0;

	GOOD(paper_open(p->registry, &p->owner, a, p->service, id, &r, &err));
	GOOD(paper_read(r, 0, piece, sizeof(piece), &len, &err));
	ck_assert_uint_eq(len, strlen(ONE));
	ck_assert_mem_eq(piece, ONE, len);
	paper_close_reading(r);
}

static enum ledger_act last_act(struct house *h, const char *object)
{
	struct ledger_entry *entries;
	size_t count = 0;

	GOOD(ledger_of(h->portal.registry, object, h->portal.arena, &entries, &count, &err));
	ck_assert_uint_gt(count, 0);
	return entries[count - 1].act;
}

START_TEST(it_is_the_same_file_and_says_where_it_came_from)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_offer *list;
	struct paper_file before, now;
	struct paper_place at;
	struct application third;
	size_t count = 0;

	open_house(&h, "papers-taken", "file: accepted");
	before = photo(&h, &p->owner, &h.first);
	list = offers(&h, &p->owner, &count);
	/* the card is of its kind as well, as its definition says */
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(list[0].paper->id, "photo");
	ck_assert_str_eq(list[1].paper->id, "card");
	ck_assert_str_eq(list[1].there, "photo");
	GOOD(paper_take(p->registry, &p->owner, &h.pair, "photo", list[0].file.id, &err));
	ck_assert_int_eq(last_act(&h, h.first.id), LEDGER_PAPER_READ);
	GOOD(paper_take(p->registry, &p->owner, &h.pair, "photo", list[0].file.id, &err));
	now = photo(&h, &p->owner, &h.second);
	ck_assert_int_eq(last_act(&h, now.id), LEDGER_PAPER_PUT);
	ck_assert_str_ne(now.id, before.id);
	ck_assert_str_eq(now.label, "face.pdf");
	ck_assert_str_eq(now.sum, before.sum);
	ck_assert(now.type == before.type && now.pages == before.pages);
	ck_assert_str_eq(now.from.reference, h.first.reference);
	ck_assert_int_eq(now.from.at, before.at);
	ck_assert(now.at == p->now && before.from.reference[0] == '\0');
	has_bytes(&h, &h.second, now.id);
	at = (struct paper_place){&h.second, p->service, "photo", "face.pdf", false};
	GOOD(paper_rename(p->registry, &p->owner, &at, "other.pdf", &err));
	/* and on from there: when it came first stays */
	p->now += DAY;
	third = h.second;
	begin(&h, &p->owner, &h.second);
	h.pair.from = &third;
	GOOD(paper_take(p->registry, &p->owner, &h.pair, "card", now.id, &err));
	now = papers_of(&h, &p->owner, &h.second).needs[1].files[0];
	ck_assert_str_eq(now.label, "other.pdf");
	ck_assert_str_eq(now.from.reference, third.reference);
	ck_assert_int_eq(now.from.at, before.at);
	GOOD(paper_drop(p->registry, &p->owner,
			&(struct paper_place){&third, p->service, "photo", "other.pdf", false},
			&err));
	has_bytes(&h, &h.second, now.id);
	close_house(&h);
}
END_TEST

START_TEST(only_between_applications_of_ones_own)
{
	struct house h;
	struct portal *p = &h.portal;
	struct caller by_key;
	struct application found, theirs;
	struct paper_offer *list = NULL;
	size_t count = 0;
	char id[33];

	open_house(&h, "papers-not-theirs", "file: accepted");
	by_key = caller_visitor("192.0.2.0/24", FACE_PAGES);
	memcpy(by_key.key, p->owner.key, sizeof(by_key.key));
	memcpy(id, photo(&h, &p->owner, &h.first).id, sizeof(id));
	begin(&h, &p->other, &theirs);
	GOOD(papers_before(p->registry, &p->owner, h.first.reference, &found, &err));
	ck_assert_str_eq(found.id, h.first.id);
	ck_assert_int_eq(papers_before(p->registry, &p->other, h.first.reference, &found, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(papers_before(p->registry, &by_key, h.first.reference, &found, &err),
			 FAULT_DENIED);
	ck_assert_str_eq(err.code, ACCESS_PIN_NEEDED);
	/* out of another's, and into it */
	h.pair.to = &theirs;
	ck_assert_int_eq(paper_take(p->registry, &p->other, &h.pair, "photo", id, &err),
			 FAULT_MISSING);
	ck_assert_int_eq(paper_take(p->registry, &p->owner, &h.pair, "photo", id, &err),
			 FAULT_MISSING);
	h.pair.to = &h.second;
	ck_assert_int_eq(
		papers_offered(p->registry, &by_key, &h.pair, NULL, p->arena, &list, &count, &err),
		FAULT_DENIED);
	ck_assert_int_eq(paper_take(p->registry, &p->host, &h.pair, "photo", id, &err),
			 FAULT_DENIED);
	ck_assert_int_eq(paper_take(p->registry, &p->owner, &h.pair, "report", id, &err),
			 FAULT_MISSING);
	h.pair.from = &h.second;
	ck_assert_int_eq(paper_take(p->registry, &p->owner, &h.pair, "photo", id, &err),
			 FAULT_INPUT);
	ck_assert_uint_eq(papers_of(&h, &p->owner, &h.second).needs[0].file_count, 0);
	close_house(&h);
}
END_TEST

/* Who works on the second is not its applicant, whatever they have themselves. */
START_TEST(members_take_nothing)
{
	const struct member_invitation m = {.name = "Lina", .rights = MEMBER_EDIT};
	char code[MEMBER_CODE_DIGITS + 1], pin[MEMBER_PIN_DIGITS + 1];
	struct house h;
	struct portal *p = &h.portal;
	struct application theirs, joined;
	struct paper_offer *list = NULL;
	size_t count = 0;
	char id[33];

	open_house(&h, "papers-no-members", "file: accepted");
	begin(&h, &p->other, &theirs);
	GOOD(put(&h, &p->other, &theirs, "face.pdf"));
	memcpy(id, photo(&h, &p->other, &theirs).id, sizeof(id));
	GOOD(member_invite(p->registry, &p->owner, &h.second, p->service, &m, code, &err));
	GOOD(member_join(p->registry, &p->other, h.second.reference, code, &p->terms, &joined, pin,
			 &err));
	GOOD(put(&h, &p->other, &h.second, "own.pdf"));
	h.pair.from = &theirs;
	ck_assert_int_eq(papers_offered(p->registry, &p->other, &h.pair, NULL, p->arena, &list,
					&count, &err),
			 FAULT_DENIED);
	ck_assert_int_eq(paper_take(p->registry, &p->other, &h.pair, "photo", id, &err),
			 FAULT_DENIED);
	close_house(&h);
}
END_TEST

/* What the answers of the second do not call for is not offered for it. */
START_TEST(what_is_asked_for_is_offered)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_offer *list = NULL;
	struct form *f;
	size_t count = 0;

	open_house(&h, "papers-asked-for", "file: accepted");
	f = portal_form(p); /* of no minor, who would need a card */
	GOOD(papers_offered(p->registry, &p->owner, &h.pair, f, p->arena, &list, &count, &err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(list[0].paper->id, "photo");
	portal_set(p, f, "birth", 0, date_iso(p->arena, date_of(p->now - 400 * DAY)));
	GOOD(papers_offered(p->registry, &p->owner, &h.pair, f, p->arena, &list, &count, &err));
	ck_assert_uint_eq(count, 2);
	form_free(f);
	close_house(&h);
}
END_TEST

/* Its bytes are no more what they were: nothing of it stays here. */
START_TEST(what_is_damaged_leaves_nothing)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_offer *list;
	char path[FOLDER_PATH + 100];
	struct raw *d;
	size_t count = 0;
	FILE *file;

	open_house(&h, "papers-damaged", "file: accepted");
	list = offers(&h, &p->owner, &count);
	if (engine_is_postgres()) {
		portal_tamper(p, "UPDATE paper_chunk SET sealed = overlay(sealed placing "
				 "'\\x00000000'::bytea from 30)");
	} else {
		d = tamper_open(p);
		snprintf(path, sizeof(path), "%s/documents/%s", p->folder,
			 (const char *)raw_get(d, p->arena, "SELECT name FROM paper").at);
		raw_close(d);
		file = fopen(path, "r+");
		ck_assert_ptr_nonnull(file);
		fseek(file, 30, SEEK_SET);
		fputs("xxxx", file);
		fclose(file);
	}
	ck_assert_int_eq(
		paper_take(p->registry, &p->owner, &h.pair, "photo", list[0].file.id, &err),
		FAULT_BROKEN);
	ck_assert_uint_eq(papers_of(&h, &p->owner, &h.second).needs[0].file_count, 0);
	portal_close(p);
}
END_TEST

/* By the day that was answered there, as long as both definitions let it be. */
START_TEST(what_is_too_old_is_not_offered)
{
	struct house h;
	size_t count = 0;

	open_house(&h, "papers-too-old", "file: accepted, dated: photo_day, valid: 10 days");
	ck_assert_int_eq(date_compare(offers(&h, &h.portal.owner, &count)[0].until,
				      date_from_number(date_number(date_of(h.portal.now)) + 8)),
			 0);
	ck_assert_uint_eq(count, 2);
	h.portal.now += 8 * DAY;
	(void)offers(&h, &h.portal.owner, &count);
	ck_assert_uint_eq(count, 2);
	h.portal.now += DAY;
	(void)offers(&h, &h.portal.owner, &count);
	ck_assert_uint_eq(count, 0);
	close_house(&h);
	/* a card may be of twenty days, a photo of forty */
	open_house(&h, "papers-older", "file: accepted, dated: photo_day, valid: 40 days");
	ck_assert_int_eq(date_compare(offers(&h, &h.portal.owner, &count)[1].until,
				      date_from_number(date_number(date_of(h.portal.now)) + 18)),
			 0);
	h.portal.now += 18 * DAY;
	(void)offers(&h, &h.portal.owner, &count);
	ck_assert_uint_eq(count, 2);
	h.portal.now += DAY;
	ck_assert_str_eq(offers(&h, &h.portal.owner, &count)[0].paper->id, "photo");
	ck_assert_uint_eq(count, 1);
	close_house(&h);
}
END_TEST

/* As what is sent: nothing is left behind. */
/* Whoever took it was killed, or is at it still: what is sent by its name is what was sent. */
START_TEST(a_half_that_was_being_taken_is_not_gone_on_with)
{
	struct house h;
	struct paper_origin from = {.at = 1};
	struct paper_upload *half = NULL, *u = NULL;
	struct paper_place at = {&h.second, NULL, "photo", "face.pdf", false};
	struct paper_file file;

	open_house(&h, "papers-half", "file: accepted");
	at.service = h.portal.service;
	snprintf(from.reference, sizeof(from.reference), "%s", h.first.reference);
	GOOD(paper_begin_from(h.portal.registry, &h.portal.owner, &at, &from, &half, &err));
	GOOD(paper_write(half, 0, "%PDF-1", 6, &err));
	GOOD(paper_begin(h.portal.registry, &h.portal.owner, &at, false, &u, &err));
	ck_assert_int_eq(paper_come(u), 0);
	GOOD(paper_write(u, 0, ONE, strlen(ONE), &err));
	GOOD(paper_end(u, &judge_by_ends, NULL, &err));
	paper_close(u);
	paper_close(half);
	file = photo(&h, &h.portal.owner, &h.second);
	ck_assert_str_eq(file.from.reference, "");
	has_bytes(&h, &h.second, file.id);
	close_house(&h);
}
END_TEST

START_TEST(it_counts_for_the_application)
{
	struct house h;
	struct portal *p = &h.portal;
	size_t count = 0;
	struct paper_offer *list;

	open_house(&h, "papers-counted", "file: accepted");
	list = offers(&h, &p->owner, &count);
	for (int i = 0; i < LIMIT_PAPERS; i++)
		GOOD(put(&h, &p->owner, &h.second, arena_format(p->arena, "%d.pdf", i)));
	ck_assert_int_eq(
		paper_take(p->registry, &p->owner, &h.pair, "photo", list[0].file.id, &err),
		FAULT_DENIED);
	ck_assert_uint_eq(papers_of(&h, &p->owner, &h.second).needs[0].file_count, LIMIT_PAPERS);
	close_house(&h);
}
END_TEST

START_TEST(what_was_changed_past_the_portal_is_not_taken)
{
	struct house h;
	struct portal *p = &h.portal;
	size_t count = 0;
	struct paper_offer *list;

	open_house(&h, "papers-forged", "file: accepted");
	list = offers(&h, &p->owner, &count);
	portal_tamper(p, "UPDATE paper SET pages = 7");
	ck_assert_int_eq(
		paper_take(p->registry, &p->owner, &h.pair, "photo", list[0].file.id, &err),
		FAULT_BROKEN);
	ck_assert_uint_eq(papers_of(&h, &p->owner, &h.second).needs[0].file_count, 0);
	portal_close(p);
}
END_TEST

/* Who serves a person takes for them, from what they have applied for in their name, and no
 * longer. */
START_TEST(a_centre_takes_for_whom_it_serves)
{
	struct house h;
	struct portal *p = &h.portal;
	struct serve_person hala = {.name = "Hala Haddad"};
	struct account_paper paper;
	struct caller operator;
	char id[33];
	size_t count = 0;

	open_portal(&h, "papers-served", "file: accepted");
	operator= portal_hire(p, "Sami Nassar", "operator", "", &paper);
	GOOD(serve_add(p->registry, &operator, p->service, &hala, &err));
	GOOD(serve_consent(p->registry, &operator, p->service, hala.id, LANG_FR, &err));
	send_first(&h, &operator, 1);
	begin(&h, &operator, & h.second);
	memcpy(id, offers(&h, &operator, & count)[0].file.id, sizeof(id));
	caller_serve_no_more(&operator);
	ck_assert_int_ne(paper_take(p->registry, &operator, & h.pair, "photo", id, &err),
			 FAULT_NONE);
	GOOD(serve_consent(p->registry, &operator, p->service, hala.id, LANG_FR, &err));
	GOOD(paper_take(p->registry, &operator, & h.pair, "photo", id, &err));
	ck_assert_str_eq(photo(&h, &operator, & h.second).from.reference, h.first.reference);
	close_house(&h);
}
END_TEST

SUITE(papers_before, a_half_that_was_being_taken_is_not_gone_on_with,
      it_is_the_same_file_and_says_where_it_came_from, only_between_applications_of_ones_own,
      what_is_too_old_is_not_offered, it_counts_for_the_application,
      what_was_changed_past_the_portal_is_not_taken, a_centre_takes_for_whom_it_serves,
      members_take_nothing, what_is_asked_for_is_offered, what_is_damaged_leaves_nothing)
