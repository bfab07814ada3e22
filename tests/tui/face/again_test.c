/* again_test.c - an answer that was not taken, in plain lines: what was wrong with it, what there
 * is to choose, and what stands there still. */
#include "tests/tui/golden.h"

#include "services/definition/type.h"

#define SERVICE "tn-disability-card"

struct talk {
	struct visit visit;
	struct draft *draft;
	struct buffer out;
	struct plain *plain;
};

/* Stands at the first question of this type, which has this answer (NULL: none). */
static void open_talk(struct talk *t, enum lang lang, const char *type, const char *answer)
{
	struct field_path at = {0};
	struct error err = {0};

	memset(t, 0, sizeof(*t));
	golden_open(&t->visit, lang, 80, 24);
	t->draft = draft_try(&t->visit.context,
			     catalogue_find(t->visit.context.scene.catalogue, SERVICE));
	while (form_next(t->draft->form, &at) && strcmp(at.question->type->name, type) != 0)
		;
	ck_assert(at.question != NULL && strcmp(at.question->type->name, type) == 0);
	ck_assert(answer == NULL ||
		  draft_answer(&t->visit.context, t->draft, &at, answer, &err) == FAULT_NONE);
	stack_push(golden_stack(&t->visit), questions_new(golden_stack(&t->visit), t->draft, &at));
	buffer_open(&t->out, (size_t)1 << 20);
	t->plain = plain_over(golden_stack(&t->visit), false, &t->out);
}

static void close_talk(struct talk *t)
{
	plain_free(t->plain);
	buffer_close(&t->out);
	draft_drop(t->draft);
	golden_close(&t->visit);
}

static const char *say(struct talk *t, const char *line)
{
	buffer_clear(&t->out);
	plain_feed(t->plain, line, strlen(line));
	return t->out.data == NULL ? "" : t->out.data;
}

static void expect(const char *said, const char *words)
{
	ck_assert_msg(strstr(said, words) != NULL, "\"%s\" is not in\n%s", words, said);
}

START_TEST(a_wrong_choice_is_told_with_the_numbers)
{
	struct talk t;
	const char *said;

	open_talk(&t, LANG_EN, "choice", NULL);
	said = say(&t, "79\n");
	expect(said, "\"79\" is none of the choices. Type the number of one of them, or its "
		     "name.\n1. ");
	ck_assert_ptr_null(strstr(said, "one of these:"));
	close_talk(&t);
}
END_TEST

START_TEST(what_stood_there_is_kept_by_enter)
{
	struct talk t;

	open_talk(&t, LANG_EN, "choice", "2");
	expect(say(&t, "79\n"), "\nYour answer so far: ");
	expect(t.out.data, "\nEnter keeps it.\n");
	say(&t, "\n");
	ck_assert_ptr_null(strstr(t.out.data, "none of the choices"));
	close_talk(&t);
}
END_TEST

START_TEST(digits_are_counted)
{
	static const char *const said[LANG_COUNT] = {
		"عدد الأرقام المكتوبة: 7. رقم بطاقة التعريف الوطنية: 8 أرقام.\n",
		"Chiffres saisis : 7. Le numéro de la carte d'identité nationale (CIN) : 8 "
		"chiffres.\n",
		"Digits that were typed: 7. The number of the national identity card (CIN): 8 "
		"digits.\n"};
	struct talk t;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		open_talk(&t, (enum lang)lang, "national_id", NULL);
		expect(say(&t, "123 45.67\n"), said[lang]);
		expect(say(&t, "١٢٣٤٥٦٧\n"), said[lang]);
		close_talk(&t);
	}
	open_talk(&t, LANG_EN, "national_id", NULL);
	expect(say(&t, "12345O78\n"), "\"12345O78\" does not fit here. The number of the national "
				      "identity card (CIN): 8 digits.\n");
	close_talk(&t);
	open_talk(&t, LANG_EN, "phone", NULL);
	expect(say(&t, "20 123\n"), "Digits that were typed: 5. A Tunisian number: 8 digits");
	close_talk(&t);
}
END_TEST

SUITE(again, a_wrong_choice_is_told_with_the_numbers, what_stood_there_is_kept_by_enter,
      digits_are_counted)
