/* papers_age_test.c - how old a paper may be by the day that stands on it: told until when, refused
 * when it is sent and when a correction is answered, told to staff and to nobody's loss between. */
#include "i18n/message.h"
#include "services/application/member.h"
#include "tests/services/document/judge.h"
#include "tests/services/portal.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define DAY ((int64_t)86400)
#define ONE "%PDF-1 one %%EOF"
#define ASKS_DAY                                                                                   \
	"{id: photo_day, type: date, required: false, label: {ar: ن, fr: Jour, en: Day}}\n"       \
	"        - {id: story"

static struct error err;

struct house {
	struct portal portal;
	struct application a; /* of the owner */
	struct form *form;
};

static void open_house(struct house *h, const char *name, const char *paper)
{
	struct portal *p = &h->portal;
	char pin[PIN_DIGITS + 1];
	char *yaml;

	portal_open(p, name);
	p->owner.lang = LANG_EN;
	yaml = sample_acts(p->arena, "{id: story", ASKS_DAY);
	portal_renew(p, sample_swap(p->arena, yaml, "{id: photo, name",
				    arena_format(p->arena, "{id: photo, %s, name", paper)));
	h->form = portal_form(p);
	GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, &h->a, pin, &err));
}

static void close_house(struct house *h)
{
	ck_assert_int_eq(portal_verify(&h->portal, true), 0);
	form_free(h->form);
	portal_close(&h->portal);
}

/* So many days before the portal's day. */
static const char *days_ago(struct house *h, int days)
{
	return date_iso(h->portal.arena,
			date_from_number(date_number(date_of(h->portal.now)) - days));
}

static enum fault submit(struct house *h)
{
	struct portal *p = &h->portal;
	struct receipt receipt;

	return application_submit(p->registry, &p->owner, &h->a, h->form, &receipt, &err);
}

static void ask(struct house *h, const char *question, bool is_paper)
{
	struct portal *p = &h->portal;
	const struct named items[] = {
		{.wrong = WRONG_OUTDATED, .is_paper = is_paper, .question = question}};
	const struct act_answers answers = {.words = "Please.", .items = items, .item_count = 1};

	GOOD(application_act(p->registry, &p->host, &h->a, p->service, "correct", &answers, &err));
}

static enum fault put(struct house *h, struct caller *v, const char *question, const char *now)
{
	struct portal *p = &h->portal;
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));
	struct field_path at = portal_path(p, question, 0);
	struct application_answer answer = {
		.at = at, .service = p->service, .now = now, .arena = p->arena};
	enum fault fault = application_load(p->registry, v, &h->a, f, &err);

	answer.was = arena_text(p->arena, form_get(f, &at));
	if (fault == FAULT_NONE)
		fault = application_put(p->registry, v, &h->a, &answer, &err);
	form_free(f);
	return fault;
}

static enum fault reply(struct house *h, struct caller *v)
{
	return application_reply(h->portal.registry, v, &h->a, h->portal.service, "", &err);
}

static struct paper_need photo(struct house *h, struct caller *v)
{
	struct portal *p = &h->portal;
	struct form *f = form_new(p->service, &p->terms, date_of(p->now));
	struct papers papers;

	GOOD(application_load(p->registry, v, &h->a, f, &err));
	GOOD(papers_list(p->registry, v, &h->a, p->service, f, p->arena, &papers, &err));
	form_free(f);
	ck_assert_uint_eq(papers.count, 1);
	return papers.needs[0];
}

START_TEST(what_is_too_old_is_not_sent)
{
	struct house h;
	struct portal *p = &h.portal;
	struct paper_need n;
	struct receipt receipt;

	open_house(&h, "papers-old", "file: accepted, dated: photo_day, valid: 10 days");
	portal_set(p, h.form, "photo_day", 0, days_ago(&h, 11));
	ck_assert_ptr_nonnull(form_lapsed(h.form, NULL));
	ck_assert_int_eq(submit(&h), FAULT_INPUT);
	ck_assert_str_eq(err.field, "photo");
	ck_assert_ptr_nonnull(strstr(message_error(p->arena, &err), "This document is too old"));
	ck_assert_ptr_nonnull(strstr(message_error(p->arena, &err), "Photo"));
	ck_assert_int_eq(application_apply(p->registry, &p->owner, h.form, portal_request(),
					   LANG_EN, &receipt, &err),
			 FAULT_INPUT);
	portal_set(p, h.form, "photo_day", 0, days_ago(&h, 10));
	ck_assert_ptr_null(form_lapsed(h.form, NULL));
	GOOD(submit(&h));
	n = photo(&h, &p->owner);
	ck_assert_int_eq(date_compare(n.until, date_of(p->now)), 0);
	ck_assert(!n.lapsed);
	p->now += DAY;
	n = photo(&h, &p->host);
	ck_assert(n.lapsed && n.until.year != 0);
	close_house(&h);
}
END_TEST

/* Nothing is said of what nobody has answered, and nothing refused. */
START_TEST(without_its_day_nothing_is_said)
{
	struct house h;

	open_house(&h, "papers-no-day", "dated: photo_day, valid: 1y");
	ck_assert_ptr_null(form_lapsed(h.form, NULL));
	GOOD(submit(&h));
	close_house(&h);
}
END_TEST

/* Nor where the paper is not asked for at all. */
START_TEST(what_is_not_asked_for_may_be_old)
{
	struct house h;

	open_house(&h, "papers-old-unasked",
		   "file: accepted, dated: photo_day, valid: 10 days, when: answered(shoe)");
	portal_set(&h.portal, h.form, "photo_day", 0, days_ago(&h, 11));
	GOOD(submit(&h));
	ask(&h, "photo", true);
	GOOD(reply(&h, &h.portal.owner));
	close_house(&h);
}
END_TEST

static bool *came(struct house *h, const char *id)
{
	const struct service *s = h->portal.service;
	bool *ret = arena_array(h->portal.arena, s->paper_count, sizeof(*ret));

	for (size_t i = 0; i < s->paper_count; i++)
		ret[i] = strstr(id, s->papers[i].id) != NULL;
	return ret;
}

/* Of those of which one is enough another may stand in its place, unless the old one alone came. */
START_TEST(another_of_a_choice_spares_it)
{
	static const struct {
		int card, extract; /* days ago; 0: not answered */
		const char *came;
		const char *lapsed; /* NULL: none */
	} rows[] = {{0, 20, "", NULL},
		    {0, 20, "extract", "extract"},
		    {0, 20, "card extract", NULL},
		    {0, 5, "extract", NULL},
		    {20, 20, "", "card"},
		    {20, 5, "card", "card"},
		    {20, 5, "card extract", NULL}};
	struct house h;
	struct portal *p = &h.portal;
	char *yaml;

	portal_open(p, "papers-age-choice");
	yaml = sample_acts(p->arena, "{id: story",
			   "{id: card_day, type: date, required: false, label: {ar: ن, fr: J, en: "
			   "D}}\n        - " ASKS_DAY);
	yaml = sample_swap(p->arena, yaml, "{id: card, name",
			   "{id: card, dated: card_day, valid: 10d, name");
	portal_renew(p, sample_swap(p->arena, yaml, "{id: extract, name",
				    "{id: extract, dated: photo_day, valid: 10d, name"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct form *f = portal_form(p);
		const struct paper *lapsed;

		portal_set(p, f, "birth", 0, days_ago(&h, 4000)); /* a minor */
		if (rows[i].card != 0)
			portal_set(p, f, "card_day", 0, days_ago(&h, rows[i].card));
		portal_set(p, f, "photo_day", 0, days_ago(&h, rows[i].extract));
		lapsed = form_lapsed(f, *rows[i].came == '\0' ? NULL : came(&h, rows[i].came));
		ck_assert_msg((lapsed == NULL) == (rows[i].lapsed == NULL) &&
				      (lapsed == NULL || strcmp(lapsed->id, rows[i].lapsed) == 0),
			      "row %zu: %s", i, lapsed == NULL ? "none" : lapsed->id);
		form_free(f);
	}
	portal_close(p);
}
END_TEST

START_TEST(with_a_paper_goes_its_day)
{
	struct house h;
	struct portal *p = &h.portal;

	open_house(&h, "papers-day", "file: accepted, dated: photo_day, valid: 10 days");
	portal_set(p, h.form, "photo_day", 0, days_ago(&h, 9));
	GOOD(submit(&h));
	p->now += 3 * DAY;
	/* what nobody asked for is in nobody's way */
	ask(&h, "story", false);
	GOOD(reply(&h, &p->owner));
	ask(&h, "photo", true);
	ck_assert_int_eq(reply(&h, &p->owner), FAULT_INPUT);
	ck_assert_str_eq(err.field, "photo");
	ck_assert_int_eq(put(&h, &p->owner, "code", "AB1"), FAULT_DENIED);
	GOOD(put(&h, &p->owner, "photo_day", days_ago(&h, 1)));
	GOOD(reply(&h, &p->owner));
	ask(&h, "photo_day", false);
	GOOD(put(&h, &p->owner, "photo_day", days_ago(&h, 11)));
	ck_assert_int_eq(reply(&h, &p->owner), FAULT_INPUT);
	close_house(&h);
}
END_TEST

static struct caller join(struct house *h, int rights)
{
	struct portal *p = &h->portal;
	const struct member_invitation m = {.name = "Lina", .rights = rights};
	char code[MEMBER_CODE_DIGITS + 1], pin[MEMBER_PIN_DIGITS + 1];
	struct caller c = caller_visitor("", FACE_PAGES);
	struct application a;

	GOOD(member_invite(p->registry, &p->owner, &h->a, p->service, &m, code, &err));
	GOOD(member_join(p->registry, &c, h->a.reference, code, &p->terms, &a, pin, &err));
	return c;
}

#define KEY "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

/* A member by an account, of which a key alone has come. */
static void by_key_alone(struct house *h)
{
	struct portal *p = &h->portal;
	const struct member_invitation m = {.name = "Rami", .rights = MEMBER_EDIT};
	char code[MEMBER_CODE_DIGITS + 1], pin[MEMBER_PIN_DIGITS + 1];
	struct caller c = caller_visitor("", FACE_PAGES);
	struct account_paper paper;
	struct application a;

	GOOD(account_open(p->registry, &p->host, "Rami Haddad", &paper, &err));
	GOOD(account_add_key(p->registry, &p->host, paper.number, "own", KEY, &err));
	GOOD(sign_in_account(p->registry, &c, paper.number, paper.pin, &err));
	GOOD(member_invite(p->registry, &p->owner, &h->a, p->service, &m, code, &err));
	GOOD(member_join(p->registry, &c, h->a.reference, code, &p->terms, &a, pin, &err));
	c.account_shown = false;
	snprintf(c.key, sizeof(c.key), "%s", KEY);
	ck_assert_int_eq(put(h, &c, "story", "by key"), FAULT_DENIED);
	ck_assert_ptr_nonnull(strstr(err.say, "With a key alone you cannot change"));
	c.account_shown = true;
	GOOD(put(h, &c, "story", "by PIN"));
}

/* Who may edit does so in a correction as in a draft; the applicant sends. */
START_TEST(members_correct_and_the_applicant_sends)
{
	static const struct {
		int rights;
		enum fault fault;
	} who[] = {{MEMBER_VIEW, FAULT_DENIED}, {MEMBER_EDIT, FAULT_NONE}};
	struct house h;
	struct portal *p = &h.portal;
	struct caller all[2];
	const struct paper_place at = {&h.a, NULL, "photo", "photo.pdf", false};

	open_house(&h, "papers-members", "file: accepted");
	for (size_t i = 0; i < 2; i++)
		all[i] = join(&h, who[i].rights);
	GOOD(submit(&h));
	ck_assert_int_eq(put(&h, &all[1], "story", "before it is asked for"), FAULT_CONFLICT);
	ask(&h, "story", false);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_int_eq(put(&h, &all[i], "story", "mended"), who[i].fault);
		ck_assert_int_eq(put(&h, &all[i], "code", "AB1"), FAULT_DENIED);
		ck_assert_int_eq(reply(&h, &all[i]), FAULT_DENIED);
	}
	by_key_alone(&h);
	GOOD(reply(&h, &p->owner));
	ask(&h, "photo", true);
	for (size_t i = 0; i < 2; i++) {
		struct paper_upload *u = NULL;
		struct paper_place place = at;

		place.service = p->service;
		ck_assert_int_eq(paper_begin(p->registry, &all[i], &place, true, &u, &err),
				 who[i].fault);
		if (u == NULL)
			continue;
		GOOD(paper_write(u, 0, ONE, strlen(ONE), &err));
		GOOD(paper_end(u, &judge_by_ends, NULL, &err));
		paper_close(u);
	}
	ck_assert_int_eq(photo(&h, &p->owner).standing, STANDING_CAME);
	GOOD(reply(&h, &p->owner));
	ck_assert(photo(&h, &p->host).files[0].sent);
	close_house(&h);
}
END_TEST

SUITE(papers_age, what_is_too_old_is_not_sent, without_its_day_nothing_is_said,
      what_is_not_asked_for_may_be_old, another_of_a_choice_spares_it, with_a_paper_goes_its_day,
      members_correct_and_the_applicant_sends)
