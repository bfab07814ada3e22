/* vain_test.c - words that were searched in vain: told once three sources had them, and nothing
 * that one source does fills the table. */
#include "tests/services/engine.h"
#include "tests/services/portal.h"
#include "tests/services/real.h"
#include "tests/services/tamper.h"
#include "tests/unit.h"

#include "i18n/date.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_vain.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define DAY 86400

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* A visit that has searched these words, each by itself. */
static struct vain searched(const char *const *words, size_t count)
{
	struct vain v = {.count = 0};

	for (; v.count < count; v.count++)
		snprintf(v.words[v.count], VAIN_WORD, "%s", words[v.count]);
	return v;
}

static enum fault count_as(struct portal *p, const struct caller *c, const char *word)
{
	struct vain v = searched(&word, 1);

	return vain_count(p->registry, c, &v, &err);
}

/* A visit from a network of this number. */
static enum fault count_from(struct portal *p, int network, const char *word)
{
	char source[64];
	struct caller c;

	snprintf(source, sizeof(source), "10.%d.%d.0/24", network / 256, network % 256);
	c = caller_visitor(source, FACE_PAGES);
	return count_as(p, &c, word);
}

/* "unicorn 3, …", as the administrator sees it. */
static const char *listed(struct portal *p)
{
	struct vain_word *list;
	const char *all = "";
	size_t count;

	GOOD(vain_list(p->registry, &p->host, p->arena, &list, &count, &err));
	for (size_t i = 0; i < count; i++)
		all = arena_format(p->arena, "%s%s%s %d", all, i > 0 ? ", " : "", list[i].word,
				   list[i].count);
	return all;
}

static int64_t ask(struct portal *p, const char *sql)
{
	struct raw *d = tamper_open(p);
	int64_t number = raw_number(d, sql);

	raw_close(d);
	return number;
}

START_TEST(a_word_is_told_once_three_sources_had_it)
{
	struct portal p;

	portal_open(&p, "vain");
	GOOD(count_from(&p, 1, "unicorn"));
	GOOD(count_from(&p, 2, "unicorn"));
	GOOD(count_from(&p, 2, "unicorn"));
	p.now += DAY;
	GOOD(count_from(&p, 1, "unicorn"));
	ck_assert_str_eq(listed(&p), "");
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain WHERE word = '' AND count = 2"), 1);
	GOOD(count_from(&p, 3, "unicorn"));
	ck_assert_str_eq(listed(&p), "unicorn 3");
	/* From then on each source counts once a day. */
	GOOD(count_from(&p, 3, "unicorn"));
	ck_assert_str_eq(listed(&p), "unicorn 3");
	GOOD(count_from(&p, 2, "unicorn"));
	p.now += DAY;
	GOOD(count_from(&p, 3, "unicorn"));
	ck_assert_str_eq(listed(&p), "unicorn 5");
	/* Of the days before nothing is left; of one day the last sixteen. */
	ck_assert_int_eq(ask(&p, "SELECT length(sources) FROM vain"), 16);
	for (int i = 0; i < 40; i++)
		GOOD(count_from(&p, 100 + i, "وحيد"));
	ck_assert_str_eq(listed(&p), "وحيد 40, unicorn 5");
	ck_assert_int_eq(ask(&p, "SELECT max(length(sources)) FROM vain"), 256);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* Nothing in the table is a word of one source's, or an address, or the same for two words. */
START_TEST(what_stands_there_tells_of_nobody)
{
	static const char *const both[] = {"unicorn", "griffin"};
	struct vain v = searched(both, 2);
	struct caller c = caller_visitor("203.0.113.0/24", FACE_COMMAND);
	struct portal p;
	struct raw *d;

	portal_open(&p, "vain-nobody");
	GOOD(vain_count(p.registry, &c, &v, &err));
	d = tamper_open(&p);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM vain"), 2);
	ck_assert_int_eq(raw_number(d, "SELECT count(DISTINCT sources) FROM vain"), 2);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM vain WHERE word <> '' OR sources LIKE"
				       " '%203%113%' OR id LIKE '%unicorn%'"),
			 0);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM vain WHERE length(id) = 64"
				       " AND length(sources) = 16"),
			 2);
	raw_close(d);
	portal_close(&p);
}
END_TEST

/* Also where the operator has exempted the network; staff and the host search for others. */
START_TEST(one_source_counts_for_little)
{
	struct caller centre = caller_visitor("203.0.113.0/24", FACE_PAGES);
	struct caller staff;
	struct account_paper paper;
	char word[VAIN_WORD];
	struct portal p;
	int counted = 0;

	portal_open(&p, "vain-flood");
	centre.exempt = true;
	for (; counted < 1000; counted++) {
		snprintf(word, sizeof(word), "un%c%c", 'a' + counted / 26 % 26, 'a' + counted % 26);
		if (count_as(&p, &centre, word) != FAULT_NONE)
			break;
	}
	ck_assert_int_eq(counted, LIMIT_VAIN_SOURCE);
	ck_assert_int_eq(err.fault, FAULT_BUSY);
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain"), LIMIT_VAIN_SOURCE);
	p.now += LIMIT_VAIN_SOURCE_SECONDS;
	GOOD(count_as(&p, &centre, "unicorn"));
	ck_assert_int_eq(count_as(&p, &centre, "griffin"), FAULT_BUSY);
	GOOD(count_from(&p, 1, "griffin"));
	staff = portal_hire(&p, "Nadia Saleh", "officer", "", &paper);
	GOOD(count_as(&p, &staff, "dragon"));
	GOOD(count_as(&p, &p.host, "dragon"));
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain"), LIMIT_VAIN_SOURCE + 2);
	portal_close(&p);
}
END_TEST

/* Rows by hand, so that no thousands of visits are needed. */
static void fill(struct portal *p, int count)
{
	struct store *s = p->registry->store;
	int64_t day = date_begin(date_of(p->now));

	GOOD(store_begin(s, &err));
	for (int i = 0; i < count; i++) {
		struct store_vain row = {.count = 1 + (i > 1), .day = day - (i == 1) * DAY};

		snprintf(row.id, sizeof(row.id), "%d", i);
		GOOD(store_vain_put(s, &row, &err));
	}
	GOOD(store_commit(s, &err));
}

START_TEST(what_was_counted_least_and_longest_ago_makes_room)
{
	struct portal p;

	portal_open(&p, "vain-room");
	fill(&p, LIMIT_VAIN - 1);
	GOOD(count_from(&p, 1, "unicorn"));
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain"), LIMIT_VAIN);
	GOOD(count_from(&p, 1, "griffin"));
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain"), LIMIT_VAIN);
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain WHERE id = '1'"), 0);
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain WHERE id = '0'"), 1);
	/* One that is there takes no other's room. */
	GOOD(count_from(&p, 2, "griffin"));
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain WHERE id = '0'"), 1);
	GOOD(count_from(&p, 2, "dragon"));
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain WHERE id = '0'"), 0);
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain WHERE count = 2"), LIMIT_VAIN - 2);
	portal_close(&p);
}
END_TEST

START_TEST(what_nobody_searches_any_more_is_forgotten)
{
	struct portal p;
	int64_t drafts;

	portal_open(&p, "vain-old");
	for (int i = 0; i < 3; i++)
		GOOD(count_from(&p, i, "unicorn"));
	p.now += (int64_t)(LIMIT_VAIN_DAYS - 1) * DAY;
	GOOD(count_from(&p, 1, "griffin"));
	GOOD(expire_run(p.registry, &drafts, &err));
	ck_assert_str_eq(listed(&p), "unicorn 3");
	p.now += (int64_t)2 * DAY;
	GOOD(expire_run(p.registry, &drafts, &err));
	ck_assert_str_eq(listed(&p), "");
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain"), 1);
	portal_close(&p);
}
END_TEST

/* A visit that finds what it looks for, or looks for nothing, opens no database; nor does one whose
 * words may not be kept. */
START_TEST(what_is_not_counted_opens_nothing)
{
	struct catalogue *c = real_catalogue();
	struct vain v = {.count = 0};
	struct portal p;

	portal_open(&p, "vain-rest");
	registry_rest(p.registry);
	vain_note(NULL, c, "unicorn");
	vain_note(&v, c, "03123456");
	GOOD(vain_count(p.registry, &p.guest, &v, &err));
	ck_assert(registry_is_resting(p.registry));
	for (int i = 0; i < 2; i++)
		vain_note(&v, c, "the unicorn, a griffin 7");
	ck_assert_uint_eq(v.count, 2);
	vain_note(&v, c, "aab aac aad aae aaf aag aah aai");
	ck_assert_uint_eq(v.count, LIMIT_VAIN_VISIT);
	ck_assert_str_eq(v.words[0], "unicorn");
	ck_assert_str_eq(v.words[7], "aag");
	GOOD(vain_count(p.registry, &p.guest, &v, &err));
	ck_assert(!registry_is_resting(p.registry));
	ck_assert_int_eq(ask(&p, "SELECT count(*) FROM vain"), LIMIT_VAIN_VISIT);
	catalogue_free(c);
	portal_close(&p);
}
END_TEST

/* Each from networks of their own; true when all were counted. */
static bool count_ten(const struct portal *p, int first)
{
	const char *word = "unicorn";
	const struct vain v = searched(&word, 1);
	struct registry *r = NULL;
	bool good = registry_open(p->folder, p->address, &r, &err) == FAULT_NONE;

	for (int i = first; good && i < first + 10; i++) {
		char source[32];
		struct caller c;

		snprintf(source, sizeof(source), "10.1.%d.0/24", i);
		c = caller_visitor(source, FACE_PAGES);
		good = vain_count(r, &c, &v, &err) == FAULT_NONE;
	}
	registry_close(r);
	return good;
}

START_TEST(several_at_once_lose_nothing)
{
	struct portal p;
	pid_t children[4];
	int status;

	portal_open(&p, "vain-at-once");
	for (int i = 0; i < 4; i++) {
		children[i] = fork();
		ck_assert_int_ge(children[i], 0);
		if (children[i] == 0)
			_exit(count_ten(&p, 10 * i) ? 0 : 1);
	}
	for (int i = 0; i < 4; i++) {
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	ck_assert_str_eq(listed(&p), "unicorn 40");
	portal_close(&p);
}
END_TEST

SUITE(vain, a_word_is_told_once_three_sources_had_it, what_stands_there_tells_of_nobody,
      one_source_counts_for_little, what_was_counted_least_and_longest_ago_makes_room,
      what_nobody_searches_any_more_is_forgotten, what_is_not_counted_opens_nothing,
      several_at_once_lose_nothing)
