/* search_quality_test.c - the judged queries find their services among the first: figures of two
 * halves, and floors under them; and of people's own words by language and by kind. */
#include "services/catalogue/catalogue.h"

#include "i18n/lang.h"
#include "services/definition/file.h"
#include "tests/services/real.h"
#include "tests/unit.h"

#include <string.h>
#include <unistd.h>

#define QUERIES_FILE "tests/services/search/queries.txt"
#define QUERIES_MIN 150 /* in both halves together */
#define QUERIES_MAX 1000
#define ANSWERS_MAX 12
#define FIRST 5   /* what is seen without scrolling */
#define LOOKED 20 /* as many as the page of a search shows */

/* Slightly under what is reached; `make search-quality` says how much that is. */
static const double recall_floors[] = {0.99, 0.975};
static const double rank_floors[] = {0.99, 0.94};

enum half { HALF_TUNE, HALF_HELD, HALVES };
static const char *const half_names[HALVES] = {"tune", "held"};

/* What a query of people's own words is, as the heads of their files tell it. */
enum kind { KIND_OF_NAME, KIND_OF_ERROR, KIND_OF_LATIN, KIND_OF_DIALECT, KIND_OF_SITUATION, KINDS };
static const char *const kind_names[KINDS] = {"name", "error", "latin", "dialect", "situation"};

struct query {
	enum kind kind; /* of people's own words */
	enum lang lang;
	const char *country; /* NULL: none */
	const char *words;
	const char *answers[ANSWERS_MAX]; /* ids */
	size_t answer_count;
};

struct figures {
	size_t count;
	double recall; /* sums, divided by `count` when they are told */
	double rank;
};

/* The file's head says this rule. */
static enum half half_of(const struct query *q)
{
	unsigned sum = 0;

	for (const char *s = q->words; *s != '\0'; s++)
		sum += (unsigned char)*s;
	return sum % 2 == 0 ? HALF_TUNE : HALF_HELD;
}

/* --- the file --------------------------------------------------------------------------------- */

/* The part up to the next `mark`, which is taken away from `*rest`. */
static char *part(char **rest, const char *mark)
{
	char *start = *rest, *end = strstr(start, mark);

	*rest = end == NULL ? start + strlen(start) : end + strlen(mark);
	if (end != NULL)
		*end = '\0';
	return start;
}

static enum kind kind_of(const char *name)
{
	for (int i = 0; i < KINDS; i++)
		if (strcmp(kind_names[i], name) == 0)
			return (enum kind)i;
	ck_abort_msg("%s: no kind", name);
}

static struct query parse(char *line, bool with_kind)
{
	struct query q = {0};
	char *rest = line;
	const char *lang, *country;

	if (with_kind)
		q.kind = kind_of(part(&rest, " | "));
	lang = part(&rest, " | ");
	country = part(&rest, " | ");
	q.words = part(&rest, " | ");
	ck_assert_msg(lang_find(lang, &q.lang), "%s: no language", lang);
	q.country = strcmp(country, "-") == 0 ? NULL : country;
	while (*rest != '\0') {
		ck_assert_uint_lt(q.answer_count, ANSWERS_MAX);
		q.answers[q.answer_count++] = part(&rest, " ");
	}
	ck_assert_msg(q.words[0] != '\0' && q.answer_count > 0, "%s: no answer", q.words);
	return q;
}

static size_t read_queries(struct arena *a, const char *path, bool with_kind, struct query *to)
{
	struct error err;
	size_t len, count = 0;
	char *text, *rest;

	ck_assert_int_eq(file_read(a, path, 512 * 1024, &text, &len, &err), FAULT_NONE);
	for (rest = arena_slice(a, text, len); *rest != '\0';) {
		char *line = part(&rest, "\n");

		if (line[0] == '\0' || line[0] == '#')
			continue;
		ck_assert_uint_lt(count, QUERIES_MAX);
		to[count++] = parse(line, with_kind);
	}
	return count;
}

/* --- measuring -------------------------------------------------------------------------------- */

static bool is_answer(const struct query *q, const char *id)
{
	for (size_t i = 0; i < q->answer_count; i++)
		if (strcmp(q->answers[i], id) == 0)
			return true;
	return false;
}

/* Recall at 5 and the reciprocal rank of one query; 0 where no answer is among those looked at. */
static struct figures measure(const struct query *q, const struct service *const *found,
			      size_t count)
{
	size_t most = q->answer_count < FIRST ? q->answer_count : FIRST, among = 0;
	struct figures f = {.count = 1};

	for (size_t i = 0; i < count; i++) {
		if (!is_answer(q, found[i]->id))
			continue;
		if (f.rank <= 0)
			f.rank = 1 / (double)(i + 1);
		among += i < FIRST;
	}
	f.recall = (double)among / (double)most;
	return f;
}

static void add(struct figures *to, const struct figures *one)
{
	to->count += one->count;
	to->recall += one->recall;
	to->rank += one->rank;
}

/* What went wrong, to better the ranking by; never of the half that only measures. */
static void say_miss(const struct query *q, const struct figures *f,
		     const struct service *const *found, size_t count)
{
	if (half_of(q) == HALF_HELD || (f->recall >= 1 && f->rank >= 1))
		return;
	printf("%s %-3s %-28s recall %.2f  rank %.2f ", lang_code(q->lang),
	       q->country == NULL ? "-" : q->country, q->words, f->recall, f->rank);
	for (size_t i = 0; i < count && i < FIRST; i++)
		printf(" %s%s", is_answer(q, found[i]->id) ? "+" : "", found[i]->id);
	printf("\n");
}

static void say_figures(const char *half, const char *lang, const struct figures *f)
{
	printf("%-6s %-10s %8zu %12.3f %22.3f\n", half, lang, f->count,
	       f->recall / (double)f->count, f->rank / (double)f->count);
}

static void say_all(struct figures figures[HALVES][LANG_COUNT + 1])
{
	printf("recall at 5: of the services that answer a query, at most five, the share among "
	       "the first five found\n"
	       "reciprocal rank: 1, 1/2, 1/3 … by the place of the first that answers; 0 beyond "
	       "%d\n\n"
	       "%-6s %-10s %8s %12s %22s\n",
	       LOOKED, "half", "language", "queries", "recall at 5", "mean reciprocal rank");
	for (int half = 0; half < HALVES; half++) {
		for (int lang = 0; lang < LANG_COUNT; lang++)
			say_figures(half_names[half], lang_code((enum lang)lang),
				    &figures[half][lang]);
		say_figures(half_names[half], "all", &figures[half][LANG_COUNT]);
	}
	fflush(stdout); /* a test that fails does not come to its end */
}

static void check_answers(const struct catalogue *c, const struct query *q)
{
	for (size_t i = 0; i < q->answer_count; i++) {
		const struct service *s = catalogue_find(c, q->answers[i]);

		ck_assert_msg(s != NULL, "%s: there is no %s", q->words, q->answers[i]);
		ck_assert_msg(q->country == NULL || strcmp(s->country, q->country) == 0,
			      "%s: %s is of another country", q->words, s->id);
	}
}

/* QUALITY=figures prints them, QUALITY=misses also what missed in the half to tune by. */
START_TEST(finds_what_is_judged_right)
{
	static struct query queries[QUERIES_MAX];
	static struct figures figures[HALVES][LANG_COUNT + 1];
	const char *says = getenv("QUALITY");
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();
	size_t count = read_queries(a, QUERIES_FILE, false, queries);

	ck_assert_uint_ge(count, QUERIES_MIN);
	for (size_t i = 0; i < count; i++) {
		const struct query *q = &queries[i];
		const struct service **found;
		size_t n = catalogue_search(c, a, q->words, q->country, LOOKED, &found);
		struct figures f = measure(q, found, n);

		check_answers(c, q);
		add(&figures[half_of(q)][q->lang], &f);
		add(&figures[half_of(q)][LANG_COUNT], &f);
		if (says != NULL && strcmp(says, "misses") == 0)
			say_miss(q, &f, found, n);
	}
	if (says != NULL)
		say_all(figures);
	for (int half = 0; half < HALVES; half++) {
		const struct figures *f = &figures[half][LANG_COUNT];

		ck_assert_uint_ge(f->count, QUERIES_MIN / 3);
		ck_assert_double_ge(f->recall / (double)f->count, recall_floors[half]);
		ck_assert_double_ge(f->rank / (double)f->count, rank_floors[half]);
	}
}
END_TEST

/* --- people's own words ----------------------------------------------------------------------- */

#define PEOPLE_MIN 100

/* How many of `count` had a right one among the first 1, 3 and 5, and the sum of their ranks. */
struct reach {
	double count, at[3], rank;
};
static const size_t reaches[3] = {1, 3, 5};

static struct reach reach_of(const struct query *q, const struct service *const *found, size_t n)
{
	struct reach r = {.count = 1};

	for (size_t i = 0; i < n; i++) {
		if (!is_answer(q, found[i]->id))
			continue;
		r.rank = 1 / (double)(i + 1);
		for (int k = 0; k < 3; k++)
			r.at[k] = i < reaches[k];
		break;
	}
	return r;
}

static void add_reach(struct reach *to, const struct reach *one)
{
	to->count += one->count;
	to->rank += one->rank;
	for (int k = 0; k < 3; k++)
		to->at[k] += one->at[k];
}

static void say_reach(const char *file, const char *of, const struct reach *r)
{
	if (r->count > 0)
		printf("%-8s %-10s %8.0f %11.3f %11.3f %11.3f %22.3f\n", file, of, r->count,
		       r->at[0] / r->count, r->at[1] / r->count, r->at[2] / r->count,
		       r->rank / r->count);
}

/* Of the file that is only measured no line is ever said, nor a part of one. */
static const struct people {
	const char *name, *path;
	bool is_held;
	double floor_name, floor_all; /* under recall at 3 */
} people[] = {
	{"people", "tests/services/search/queries_people.txt", false, 0.98, 0.97},
	{"held", "tests/services/search/queries_held.txt", true, 0.95, 0.85},
};

struct reached {
	struct reach langs[LANG_COUNT], kinds[KINDS], all;
};

static void say_people(const struct people *p, const struct reached *r)
{
	printf("\nrecall at k: the share of queries with a right one among the first k\n\n"
	       "%-8s %-10s %8s %11s %11s %11s %22s\n",
	       "file", "", "queries", "recall at 1", "at 3", "at 5", "mean reciprocal rank");
	for (int lang = 0; lang < LANG_COUNT; lang++)
		say_reach(p->name, lang_code((enum lang)lang), &r->langs[lang]);
	for (int kind = 0; kind < KINDS; kind++)
		say_reach(p->name, kind_names[kind], &r->kinds[kind]);
	say_reach(p->name, "all", &r->all);
	fflush(stdout);
}

static void say_unreached(const struct query *q, const struct reach *r,
			  const struct service *const *found, size_t n)
{
	if (r->at[1] > 0)
		return;
	printf("%-9s %s %-3s %s  rank %.2f ", kind_names[q->kind], lang_code(q->lang),
	       q->country == NULL ? "-" : q->country, q->words, r->rank);
	for (size_t i = 0; i < n && i < FIRST; i++)
		printf(" %s%s", is_answer(q, found[i]->id) ? "+" : "", found[i]->id);
	printf("\n");
}

static void measure_people(const struct catalogue *c, const struct people *p, const char *says,
			   struct reached *to)
{
	static struct query queries[QUERIES_MAX];
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	size_t count = read_queries(a, p->path, true, queries);

	ck_assert_uint_ge(count, PEOPLE_MIN);
	for (size_t i = 0; i < count; i++) {
		struct query *q = &queries[i];
		const struct service **found;
		size_t n = catalogue_search(c, a, q->words, q->country, LOOKED, &found);
		struct reach r = reach_of(q, found, n);

		if (p->is_held)
			q->words = "a line that is only measured";
		check_answers(c, q);
		add_reach(&to->langs[q->lang], &r);
		add_reach(&to->kinds[q->kind], &r);
		add_reach(&to->all, &r);
		if (!p->is_held && says != NULL && strcmp(says, "misses") == 0)
			say_unreached(q, &r, found, n);
	}
}

static void judge(const struct people *p)
{
	const char *says = getenv("QUALITY");
	CATALOGUE_CLEAN struct catalogue *c = real_catalogue();
	struct reached r = {0};

	measure_people(c, p, says, &r);
	if (says != NULL)
		say_people(p, &r);
	ck_assert_double_ge(r.kinds[KIND_OF_NAME].at[1] / r.kinds[KIND_OF_NAME].count,
			    p->floor_name);
	ck_assert_double_ge(r.all.at[1] / r.all.count, p->floor_all);
}

START_TEST(finds_by_peoples_own_words)
{
	judge(&people[0]);
}
END_TEST

START_TEST(finds_by_words_that_were_only_measured)
{
	if (access(people[1].path, R_OK) == 0)
		judge(&people[1]);
}
END_TEST

SUITE(search_quality, finds_what_is_judged_right, finds_by_peoples_own_words,
      finds_by_words_that_were_only_measured)
