/* papers_staff_test.c - papers of what was sent: asked for anew, given to the authority with the
 * reply and not before, to the roles that see them, each fetching entered; seen at a counter; those
 * without which nothing is sent. */
#include "services/document/content.h"
#include "services/registry/ledger.h"
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
#define ONE "%PDF-1 one %%EOF"
#define TWO "%PDF-1 another %%EOF"

static struct error err;

struct house {
	struct portal portal;
	struct caller officer;
	struct application a; /* sent by the owner */
	struct paper_place at;
};

static void open_portal(struct house *h, const char *name, const char *photo)
{
	struct portal *p = &h->portal;
	struct account_paper paper;
	char *yaml;

	portal_open(p, name);
	yaml = sample_acts(p->arena, "{id: remind", "{id: remind");
	yaml = sample_swap(p->arena, yaml, "{id: photo, name",
			   arena_format(p->arena, "{id: photo, %s, name", photo));
	portal_renew(p, yaml);
	h->officer = portal_hire(p, "Rima Khoury", "officer", "", &paper);
	h->at = (struct paper_place){&h->a, p->service, "photo", "photo.pdf", false};
}

static enum fault put(struct house *h, struct caller *v, const char *bytes)
{
	struct paper_upload *u = NULL;
	enum fault fault = paper_begin(h->portal.registry, v, &h->at, true, &u, &err);

	if (fault != FAULT_NONE)
		return fault;
	fault = paper_write(u, 0, bytes, strlen(bytes), &err);
	if (fault == FAULT_NONE)
		fault = paper_end(u, &judge_by_ends, NULL, &err);
	paper_close(u);
	return fault;
}

static struct paper_need photo(struct house *h, struct caller *v)
{
	struct portal *p = &h->portal;
	struct papers papers;

	GOOD(papers_list(p->registry, v, &h->a, p->service, NULL, p->arena, &papers, &err));
	ck_assert_uint_eq(papers.count, 1);
	return papers.needs[0];
}

/* A draft with its photo is sent. */
static void send(struct house *h, const char *bytes)
{
	struct portal *p = &h->portal;
	struct form *f = portal_form(p);
	struct receipt receipt;
	char pin[PIN_DIGITS + 1];

	GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, &h->a, pin, &err));
	if (bytes != NULL)
		GOOD(put(h, &p->owner, bytes));
	GOOD(application_submit(p->registry, &p->owner, &h->a, f, &receipt, &err));
	form_free(f);
}

static void ask_again(struct house *h)
{
	static const struct named items[] = {
		{.wrong = WRONG_OUTDATED, .is_paper = true, .question = "photo"}};
	const struct act_answers answers = {.words = "Please.", .items = items, .item_count = 1};

	GOOD(application_act(h->portal.registry, &h->portal.host, &h->a, h->portal.service,
			     "correct", &answers, &err));
}

static enum fault fetch(struct house *h, struct caller *v, const char *id, const char *bytes)
{
	struct paper_reading *r = NULL;
	char piece[100];
	size_t len = 0;
	enum fault fault =
		paper_open(h->portal.registry, v, &h->a, h->portal.service, id, &r, &err);

	if (fault != FAULT_NONE)
		return fault;
	GOOD(paper_read(r, 0, piece, sizeof(piece), &len, &err));
	ck_assert_uint_eq(len, strlen(bytes));
	ck_assert_mem_eq(piece, bytes, len);
	paper_close_reading(r);
	return FAULT_NONE;
}

START_TEST(what_was_sent_stays_and_is_fetched_by_whom_it_concerns)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_need n;
	struct ledger_entry *entries;
	size_t count;

	open_portal(&h, "papers-sent", "file: accepted");
	send(&h, ONE);
	ck_assert_int_eq(put(&h, &p->owner, TWO), FAULT_DENIED);
	ck_assert_int_eq(paper_drop(p->registry, &p->owner, &h.at, &err), FAULT_DENIED);
	n = photo(&h, &h.officer);
	ck_assert_int_eq(n.standing, STANDING_CAME);
	ck_assert(n.files[0].sent);
	ck_assert_str_eq(n.files[0].sum, "");
	GOOD(fetch(&h, &h.officer, n.files[0].id, ONE));
	GOOD(ledger_of(p->registry, h.a.id, p->arena, &entries, &count, &err));
	ck_assert_int_eq(entries[count - 1].act, LEDGER_PAPER_READ);
	ck_assert_str_eq(entries[count - 1].reason, "photo");
	ck_assert_str_eq(entries[count - 1].actor, h.officer.account);
	ck_assert_str_eq(entries[count - 1].role, "officer");
	GOOD(fetch(&h, &p->owner, n.files[0].id, ONE));
	ck_assert_int_eq(fetch(&h, &p->guest, n.files[0].id, ONE), FAULT_MISSING);
	ck_assert_int_eq(put(&h, &h.officer, TWO), FAULT_DENIED);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(what_is_asked_for_anew_goes_with_the_reply)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_need n;

	open_portal(&h, "papers-asked", "file: accepted");
	send(&h, ONE);
	ask_again(&h);
	n = photo(&h, &p->owner);
	ck_assert_int_eq(n.standing, STANDING_RETURNED);
	ck_assert_int_eq(n.named->wrong, WRONG_OUTDATED);
	GOOD(put(&h, &p->owner, TWO));
	GOOD(put(&h, &p->owner, TWO));
	n = photo(&h, &p->owner);
	ck_assert_int_eq(n.standing, STANDING_CAME);
	ck_assert_uint_eq(n.file_count, 2);
	ck_assert(n.files[0].sent && !n.files[1].sent);
	/* to the authority the first alone, until the reply */
	ck_assert_int_eq(fetch(&h, &h.officer, n.files[1].id, TWO), FAULT_MISSING);
	n = photo(&h, &h.officer);
	ck_assert_uint_eq(n.file_count, 1);
	ck_assert_int_eq(n.standing, STANDING_RETURNED);
	GOOD(application_reply(p->registry, &p->owner, &h.a, p->service, "Here.", &err));
	n = photo(&h, &h.officer);
	ck_assert_uint_eq(n.file_count, 2);
	GOOD(fetch(&h, &h.officer, n.files[1].id, TWO));
	ck_assert_int_eq(put(&h, &p->owner, TWO), FAULT_DENIED);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(a_class_that_no_role_sees_is_withheld)
{
	struct house h;
	struct paper_need n;
	char id[33];

	open_portal(&h, "papers-class", "file: accepted, class: sensitive");
	send(&h, ONE);
	n = photo(&h, &h.portal.owner);
	memcpy(id, n.files[0].id, sizeof(id));
	n = photo(&h, &h.officer);
	ck_assert_int_eq(n.standing, STANDING_WITHHELD);
	ck_assert_uint_eq(n.file_count, 0);
	ck_assert_int_eq(fetch(&h, &h.officer, id, ONE), FAULT_DENIED);
	portal_close(&h.portal);
}
END_TEST

START_TEST(what_was_seen_at_a_counter_counts)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_need n;

	open_portal(&h, "papers-shown", "file: accepted");
	send(&h, NULL);
	ck_assert_int_eq(paper_show(p->registry, &p->owner, &h.at, true, &err), FAULT_DENIED);
	ck_assert_int_eq(paper_show(p->registry, &p->guest, &h.at, true, &err), FAULT_MISSING);
	ck_assert_int_eq(photo(&h, &p->owner).standing, STANDING_MISSING);
	GOOD(paper_show(p->registry, &h.officer, &h.at, true, &err));
	GOOD(paper_show(p->registry, &h.officer, &h.at, true, &err));
	n = photo(&h, &p->owner);
	ck_assert_int_eq(n.standing, STANDING_SHOWN);
	ck_assert_uint_eq(n.file_count, 1);
	ck_assert_str_eq(n.files[0].actor, "authority");
	ck_assert_int_eq(portal_verify(p, true), 0);
	GOOD(paper_show(p->registry, &h.officer, &h.at, false, &err));
	ck_assert_int_eq(photo(&h, &p->owner).standing, STANDING_MISSING);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* What is no file is seen there, too; it is on no list before. */
START_TEST(what_is_brought_is_seen_at_a_counter)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_place nothing;
	struct papers papers;

	open_portal(&h, "papers-brought", "file: brought");
	send(&h, NULL);
	ck_assert_int_eq(put(&h, &h.officer, ONE), FAULT_INPUT);
	GOOD(papers_list(p->registry, &h.officer, &h.a, p->service, NULL, p->arena, &papers, &err));
	ck_assert_uint_eq(papers.count, 0);
	ck_assert_int_eq(paper_show(p->registry, &p->owner, &h.at, true, &err), FAULT_DENIED);
	GOOD(paper_show(p->registry, &h.officer, &h.at, true, &err));
	ck_assert_int_eq(photo(&h, &p->owner).standing, STANDING_SHOWN);
	ck_assert(!photo(&h, &h.officer).asked);
	nothing = h.at;
	nothing.requirement = "phota";
	ck_assert_int_eq(paper_show(p->registry, &h.officer, &nothing, true, &err), FAULT_INPUT);
	GOOD(paper_show(p->registry, &h.officer, &h.at, false, &err));
	GOOD(papers_list(p->registry, &p->owner, &h.a, p->service, NULL, p->arena, &papers, &err));
	ck_assert_uint_eq(papers.count, 0);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(a_type_that_is_not_asked_for_is_refused)
{
	struct house h;
	struct portal *p = &h.portal;
	struct form *f;
	char pin[PIN_DIGITS + 1];

	open_portal(&h, "papers-types", "file: accepted, types: [png, tiff]");
	f = portal_form(p);
	GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, &h.a, pin, &err));
	ck_assert_int_eq(put(&h, &p->owner, ONE), FAULT_INPUT);
	ck_assert_str_eq(err.code, "type");
	ck_assert_str_eq(err.fills[0].value, "PNG, TIFF");
	ck_assert_uint_eq(photo(&h, &p->owner).file_count, 0);
	form_free(f);
	portal_close(p);
	open_portal(&h, "papers-types-pdf", "file: accepted, types: [pdf]");
	send(&h, ONE);
	ck_assert_int_eq(photo(&h, &h.officer).standing, STANDING_CAME);
	portal_close(p);
}
END_TEST

START_TEST(without_what_is_required_nothing_is_sent)
{
	struct house h;
	struct portal *p = &h.portal;
	struct form *f;
	struct receipt receipt;
	char pin[PIN_DIGITS + 1];

	open_portal(&h, "papers-required", "file: required");
	f = portal_form(p);
	ck_assert_int_eq(application_apply(p->registry, &p->owner, f, portal_request(), LANG_EN,
					   &receipt, &err),
			 FAULT_INPUT);
	ck_assert_str_eq(err.field, "photo");
	GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, &h.a, pin, &err));
	ck_assert_int_eq(application_submit(p->registry, &p->owner, &h.a, f, &receipt, &err),
			 FAULT_INPUT);
	ck_assert_str_eq(err.field, "photo");
	GOOD(put(&h, &p->owner, ONE));
	GOOD(application_submit(p->registry, &p->owner, &h.a, f, &receipt, &err));
	form_free(f);
	portal_close(p);
}
END_TEST

/* At the counter: what the person shows spares a file, also one without which nothing is sent. */
START_TEST(who_serves_a_person_sees_their_papers)
{
	struct house h;
	struct portal *p = &h.portal;
	struct serve_person hala = {.name = "Hala Haddad"};
	struct account_paper paper;
	struct receipt receipt;
	struct caller operator;
	struct papers papers;
	struct paper_need n;
	struct form *f;
	char pin[PIN_DIGITS + 1];

	open_portal(&h, "papers-counter", "file: required");
	operator= portal_hire(p, "Sami Nassar", "operator", "", &paper);
	f = portal_form(p);
	GOOD(serve_add(p->registry, &operator, p->service, &hala, &err));
	GOOD(serve_consent(p->registry, &operator, p->service, hala.id, LANG_FR, &err));
	GOOD(application_begin_with(p->registry, &operator, f, LANG_EN, &h.a, pin, &err));
	GOOD(application_load(p->registry, &operator, & h.a, f, &err));
	GOOD(papers_list(p->registry, &operator, & h.a, p->service, f, p->arena, &papers, &err));
	ck_assert(papers.seer && papers.open);
	ck_assert_int_eq(application_submit(p->registry, &operator, & h.a, f, &receipt, &err),
			 FAULT_INPUT);
	GOOD(paper_show(p->registry, &operator, & h.at, true, &err));
	n = photo(&h, &operator);
	ck_assert_int_eq(n.standing, STANDING_SHOWN);
	ck_assert_str_eq(n.files[0].actor, "operator");
	GOOD(application_submit(p->registry, &operator, & h.a, f, &receipt, &err));
	ck_assert_int_eq(photo(&h, &h.officer).standing, STANDING_SHOWN);
	form_free(f);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* Past the engine: a row, a column, a byte of the file. */
START_TEST(what_was_changed_is_found)
{
	struct house h;
	struct portal *p = &h.portal;
	char path[FOLDER_PATH + 100], byte;
	struct raw *d;
	FILE *file;

	open_portal(&h, "papers-changed", "file: accepted");
	send(&h, ONE);
	d = tamper_open(p);
	tamper_rows(p, d, "paper");
	tamper_columns(p, d, "paper", "state = 'whole'");
	if (engine_is_postgres()) {
		tamper_rows(p, d, "paper_chunk");
		tamper_columns(p, d, "paper_chunk", "number = 0");
	} else {
		snprintf(path, sizeof(path), "%s/documents/%s", p->folder,
			 (const char *)raw_get(d, p->arena, "SELECT name FROM paper").at);
		file = fopen(path, "r+");
		ck_assert_ptr_nonnull(file);
		fseek(file, 30, SEEK_SET);
		byte = (char)(fgetc(file) ^ 1);
		fseek(file, 30, SEEK_SET);
		fputc(byte, file);
		fclose(file);
		ck_assert_int_eq(portal_verify(p, false), 1);
	}
	raw_close(d);
	portal_close(p);
}
END_TEST

/* Whatever has come to stand there under the paper's own key: staff are given what was judged. */
START_TEST(staff_are_given_what_was_judged)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_need n;
	struct store_paper row;
	struct content content;
	bool found = false;

	open_portal(&h, "papers-other-bytes", "file: accepted");
	send(&h, ONE);
	n = photo(&h, &h.officer);
	GOOD(store_paper_get(p->registry->store, n.files[0].id, &row, &found, &err));
	ck_assert(found);
	snprintf(row.state, sizeof(row.state), "%s", STORE_PAPER_COMING);
	GOOD(content_open(&content, p->registry, &row, true, &err));
	GOOD(content_write(&content, 0, "%PDF-1 two", 10, &err));
	GOOD(content_end(&content, &err));
	content_close(&content);
	ck_assert_int_eq(fetch(&h, &h.officer, n.files[0].id, ONE), FAULT_BROKEN);
	ck_assert_int_eq(portal_verify(p, false), 1);
	portal_close(p);
}
END_TEST

SUITE(papers_staff, what_is_brought_is_seen_at_a_counter, a_type_that_is_not_asked_for_is_refused,
      what_was_sent_stays_and_is_fetched_by_whom_it_concerns,
      what_is_asked_for_anew_goes_with_the_reply, a_class_that_no_role_sees_is_withheld,
      what_was_seen_at_a_counter_counts, without_what_is_required_nothing_is_sent,
      who_serves_a_person_sees_their_papers, what_was_changed_is_found,
      staff_are_given_what_was_judged)
