/* noticewords_test.c - a notice says in its reader's language what was sent, or stays as it is. */
#include "tui/page/noticewords.h"

#include "services/definition/kind.h"
#include "services/definition/register.h"
#include "services/definition/template.h"
#include "tests/tui/golden.h"

#include <string.h>

#define SERVICE "tn-criminal-record-b3"

struct seat {
	struct visit visit;
	struct arena *arena;
	struct service service; /* to be changed */
	struct stage stages[2];
	struct notice_item notice;
};

static const struct term_list *terms_of(const struct seat *s)
{
	return catalogue_terms(s->visit.context.scene.catalogue);
}

/* Sent in Arabic by this template. */
static void open_seat(struct seat *s, const char *template, const struct stage *stage,
		      const char *words)
{
	const char *values[TEMPLATE_PLACES] = {[TEMPLATE_WORDS] = words};

	memset(s, 0, sizeof(*s));
	golden_open(&s->visit, LANG_EN, 80, 24);
	s->arena = arena_new((size_t)1 << 20);
	s->service = *catalogue_find(s->visit.context.scene.catalogue, SERVICE);
	s->stages[0] = (struct stage){.id = "one", .name = {{"واحدة", "Une", "One"}}};
	s->stages[1] = (struct stage){.id = "two", .name = {{"اثنتان", "Deux", "Two"}}};
	s->service.stages = s->stages;
	s->service.stage_count = 2;
	s->notice.template = template;
	s->notice.lang = LANG_AR;
	snprintf(s->notice.application.reference, sizeof(s->notice.application.reference), "%s",
		 "17387242786111");
	values[TEMPLATE_SERVICE] = s->service.name.in[LANG_AR];
	values[TEMPLATE_AUTHORITY] = s->service.authority.in[LANG_AR];
	values[TEMPLATE_REFERENCE] = "1738 7242 7861 11";
	values[TEMPLATE_STAGE] = stage == NULL ? NULL : stage->name.in[LANG_AR];
	s->notice.words =
		template_fill(s->arena, template_find(terms_of(s), template), LANG_AR, values);
}

static void close_seat(struct seat *s)
{
	arena_free(s->arena);
	golden_close(&s->visit);
}

static struct noticewords read_it(struct seat *s, enum lang lang)
{
	return noticewords(s->arena, lang, &s->service, terms_of(s), &s->notice);
}

START_TEST(the_stage_that_it_has_moved_to)
{
	const struct stage second = {.name = {{"اثنتان", "Deux", "Two"}}};
	struct noticewords w;
	struct seat s;

	open_seat(&s, "moved", &second, NULL);
	w = read_it(&s, LANG_EN);
	ck_assert_ptr_nonnull(strstr(w.text, "moved on to the stage “Two”"));
	ck_assert_str_eq(w.about, "Moved to: Two");
	ck_assert(!w.as_sent);
	w = read_it(&s, LANG_AR);
	ck_assert_str_eq(w.text, s.notice.words);
	ck_assert_ptr_nonnull(strstr(w.about, "اثنتان"));
	ck_assert(!w.as_sent);
	s.stages[0].name.in[LANG_AR] = "اثنتان"; /* of two with one name it can be either */
	w = read_it(&s, LANG_EN);
	ck_assert_str_eq(w.text, s.notice.words);
	ck_assert_str_eq(w.about, "Moved to another stage");
	ck_assert(w.as_sent);
	close_seat(&s);
}
END_TEST

/* An operator's own template need not name the stage: the first one is not meant then. */
START_TEST(no_stage_where_its_words_name_none)
{
	struct noticewords w;
	struct seat s;

	open_seat(&s, "asked", NULL, NULL);
	s.service.notices[TOLD_MOVED] = s.service.notices[TOLD_ASKED];
	s.service.notices[TOLD_ASKED] = NULL;
	w = read_it(&s, LANG_EN);
	ck_assert_str_eq(w.about, "Moved to another stage");
	ck_assert_ptr_nonnull(strstr(w.text, "has a question for you"));
	close_seat(&s);
}
END_TEST

START_TEST(what_somebody_wrote_stays_as_it_is)
{
	struct noticewords w;
	struct seat s;

	open_seat(&s, "signed", NULL, "ليلى");
	w = read_it(&s, LANG_EN);
	ck_assert_ptr_nonnull(strstr(w.text, "was signed by: \u2068ليلى\u2069."));
	ck_assert_str_eq(w.about, "Somebody has signed");
	ck_assert(!w.as_sent);
	close_seat(&s);
}
END_TEST

/* The day of a register's duty and what is due are said as in any other place. */
START_TEST(what_falls_due_is_said_anew)
{
	static struct register_later laters[] = {
		{.id = "report", .name = {{"التقرير السنوي", "Rapport annuel", "Annual report"}}}};
	static const struct register_definition clubs = {
		.id = "clubs", .laters = laters, .later_count = 1};
	const char *words = "التقرير السنوي، 31 مارس 2027، EG-C-1";
	struct definition *others;
	struct term_list terms;
	struct noticewords w;
	struct seat s;

	open_seat(&s, "duty_due", NULL, words);
	w = read_it(&s, LANG_EN);
	ck_assert_ptr_nonnull(strstr(w.text, arena_format(s.arena, "\u2068%s\u2069 (", words)));
	terms = *terms_of(&s);
	others = arena_array(s.arena, terms.other_count + 1, sizeof(*others));
	memcpy(others, terms.others, terms.other_count * sizeof(*others));
	others[terms.other_count++] = (struct definition){.kind = KIND_REGISTER, .what = &clubs};
	terms.others = others;
	w = noticewords(s.arena, LANG_EN, &s.service, &terms, &s.notice);
	ck_assert_ptr_nonnull(strstr(w.text, "\u2066Annual report, 31 March 2027, EG-C-1\u2069 ("));
	ck_assert(!w.as_sent);
	close_seat(&s);
}
END_TEST

START_TEST(other_words_than_the_template_has_now_stay_as_sent)
{
	struct noticewords w;
	struct seat s;
	char *sent;

	open_seat(&s, "signed", NULL, "ليلى");
	sent = s.notice.words;
	for (int i = 0; i < 3; i++) {
		s.notice.words = arena_text(s.arena, sent);
		if (i == 0)
			s.notice.words += 2; /* its first letter */
		else
			s.notice.words[i == 1 ? strlen(sent) - 1 : 0] = '\0';
		w = read_it(&s, LANG_EN);
		ck_assert_str_eq(w.text, s.notice.words);
		ck_assert_str_eq(w.about, "Somebody has signed");
		ck_assert(w.as_sent);
	}
	w = noticewords(s.arena, LANG_EN, NULL, NULL, &s.notice);
	ck_assert_str_eq(w.about, "");
	ck_assert(w.as_sent);
	close_seat(&s);
}
END_TEST

SUITE(noticewords, the_stage_that_it_has_moved_to, no_stage_where_its_words_name_none,
      what_somebody_wrote_stays_as_it_is, what_falls_due_is_said_anew,
      other_words_than_the_template_has_now_stay_as_sent)
