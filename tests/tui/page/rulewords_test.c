/* rulewords_test.c - conditions as people read them. */
#include "tui/page/rulewords.h"

#include "i18n/i18n.h"
#include "services/definition/rule.h"
#include "tests/services/sample.h"
#include "tests/services/sample_acts.h"
#include "tests/unit.h"

#include <string.h>

static const char task[] =
	"for: officer, due: 15 days, form: {questions: [{id: advice, type: choice, label: {ar: ن, "
	"fr: n, en: Advice}, choices: [{code: good, label: {ar: ن, fr: n, en: Favourable}}, {code: "
	"bad, label: {ar: ن, fr: n, en: Unfavourable}}, {code: none, label: {ar: ن, fr: n, en: No "
	"objection}}]}]}}\n";

static const char *told(struct arena *a, const struct service *s, enum lang lang, const char *text)
{
	struct rule *rule = NULL;
	struct error err = {0};

	ck_assert_msg(rule_read(a, text, &rule, &err) == FAULT_NONE, "%s: %s", text, err.say);
	message_use(lang);
	return rulewords(a, lang, s, rule);
}

static const struct {
	const char *rule, *en;
} rows[] = {
	{"opinion.advice = bad", "Opinion · Advice: Unfavourable"},
	{"not (opinion.advice = bad)", "Opinion · Advice: not Unfavourable"},
	{"not not opinion.advice = bad", "Opinion · Advice: Unfavourable"},
	{"opinion.advice != bad", "Opinion · Advice: not Unfavourable"},
	{"opinion.advice in (good, none)", "Opinion · Advice: Favourable or No objection"},
	{"not opinion.advice in (good, none)", "Opinion · Advice: not Favourable or No objection"},
	{"answered(spouse)", "Person en · Spouse en: any answer"},
	{"not answered(spouse)", "Person en · Spouse en: no answer"},
	{"resident = yes", "Resident en: Yes"},
	{"aids has crutch", "Contact en · Aids en: Crutch"},
	{"shoe < 40", "Contact en · Shoe en: less than 40"},
	{"shoe <= 40", "Contact en · Shoe en: at most 40"},
	{"shoe > 40", "Contact en · Shoe en: more than 40"},
	{"shoe >= 40", "Contact en · Shoe en: at least 40"},
	{"not shoe < 40", "Contact en · Shoe en: at least 40"},
	{"not shoe <= 40", "Contact en · Shoe en: more than 40"},
	{"not shoe > 40", "Contact en · Shoe en: at most 40"},
	{"not shoe >= 40", "Contact en · Shoe en: less than 40"},
	{"age(birth) >= 18", "Person en · Years since “Birth en”: at least 18"},
	{"shoe = 40 and status = single",
	 "Contact en · Shoe en: 40, and Person en · Status en: Single"},
	{"not (shoe = 40 and status = single)",
	 "Contact en · Shoe en: not 40, or Person en · Status en: not Single"},
	{"shoe = 40 and (status = single or status = widowed)",
	 "Contact en · Shoe en: 40, and (Person en · Status en: Single, or Person en · Status en: "
	 "Widowed)"},
};

START_TEST(by_labels_and_names)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	const struct service *s =
		sample_service_of(a, sample_acts(a, "for: officer, due: 15 days}\n", task));

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_str_eq(told(a, s, LANG_EN, rows[i].rule), rows[i].en);
	ck_assert_str_eq(told(a, s, LANG_FR, "status = single"),
			 "Person fr · Status fr: Célibataire");
	/* what no words are there for */
	ck_assert_ptr_null(told(a, s, LANG_EN, "count(members) > 2"));
	ck_assert_ptr_null(told(a, s, LANG_EN, "shoe + 1 > 2"));
	ck_assert_ptr_null(told(a, s, LANG_EN, "shoe = 40 and shoe + 1 > 2"));
	ck_assert_ptr_null(told(a, s, LANG_EN, "nothing = 40"));
}
END_TEST

SUITE(rulewords, by_labels_and_names)
