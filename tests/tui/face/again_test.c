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
	expect(said, "“79” is not one of the choices. Type the number of one of them, or its "
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
	expect(t.out.data, "\nPress Enter to keep it.\n");
	say(&t, "\n");
	ck_assert_ptr_null(strstr(t.out.data, "not one of the choices"));
	close_talk(&t);
}
END_TEST

START_TEST(digits_are_counted)
{
	static const char *const said[LANG_COUNT] = {
		"عدد الأرقام التي كتبتها 7. رقم البطاقة مؤلف من 8 أرقام.\n",
		("Nombre de chiffres saisis\u00A0: 7. Le numéro de la carte d'identité (CIN) "
		 "a 8 chiffres.\n"),
		("Your 7-digit number does not fit here. The number of the identity card (CIN) "
		 "has 8 digits.\n")};
	struct talk t;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		open_talk(&t, (enum lang)lang, "national_id", NULL);
		expect(say(&t, "123 45.67\n"), said[lang]);
		expect(say(&t, "١٢٣٤٥٦٧\n"), said[lang]);
		close_talk(&t);
	}
	open_talk(&t, LANG_EN, "national_id", NULL);
	expect(say(&t, "12345O78\n"), "\"12345O78\" does not fit here. The number of the identity "
				      "card (CIN) has 8 digits.\n");
	close_talk(&t);
	open_talk(&t, LANG_EN, "phone", NULL);
	expect(say(&t, "20 123\n"),
	       "Your 5-digit number does not fit here. A Tunisian number has 8 digits");
	close_talk(&t);
}
END_TEST

/* Enter does what was said above it, whatever was typed in between. */
START_TEST(enter_goes_on_behind_a_wrong_answer)
{
	struct talk t;

	open_talk(&t, LANG_EN, "email", NULL);
	expect(say(&t, "nobody\n"), "\nPress Enter to continue without an answer.\n");
	expect(say(&t, "nobody\n"), "\nPress Enter to continue without an answer.\n");
	say(&t, "\n");
	ck_assert_ptr_null(
		strstr(t.out.data, "Press Enter to continue without an answer.\nYour answer"));
	ck_assert_ptr_null(strstr(t.out.data, "Email address:"));
	close_talk(&t);
	open_talk(&t, LANG_EN, "email", "one@example.org");
	expect(say(&t, "nobody\n"), "\nYour answer so far: one@example.org\nPress Enter to keep "
				    "it, or type - to clear it.\n");
	say(&t, "\n");
	for (struct field_path at = {0}; form_next(t.draft->form, &at);)
		if (strcmp(at.question->type->name, "email") == 0)
			ck_assert_str_eq(form_get(t.draft->form, &at), "one@example.org");
	close_talk(&t);
}
END_TEST

/* --- a line that drops --- */

struct secret {
	struct screen screen;
	int tries;
};

static struct page *secret_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	struct page *p = page_new(a, "secret", "A number");
	struct field *f = arena_take(a, sizeof(*f));

	(void)s;
	(void)x;
	*f = (struct field){.id = 1,
			    .kind = FIELD_SECRET,
			    .label = "PIN",
			    .value = "",
			    .required = true,
			    .lines = 1};
	page_field(p, f);
	return p;
}

static bool secret_update(struct screen *s, struct stack *st, const struct input *e)
{
	(void)st;
	((struct secret *)s)->tries += e->kind == INPUT_NEXT;
	return e->kind == INPUT_ANSWER || e->kind == INPUT_NEXT;
}

static void secret_forget(struct screen *s)
{
	(void)s;
}

static const struct screen_ops secret_ops = {
	.name = "secret", .view = secret_view, .update = secret_update, .forget = secret_forget};

START_TEST(the_first_number_behind_a_lost_line_counts)
{
	struct secret *s = calloc(1, sizeof(*s));
	struct talk t;

	ck_assert_ptr_nonnull(s);
	s->screen.ops = &secret_ops;
	open_talk(&t, LANG_EN, "phone", NULL);
	stack_push(golden_stack(&t.visit), &s->screen);
	plain_free(t.plain);
	t.plain = plain_over(golden_stack(&t.visit), false, &t.out);
	stack_forget(golden_stack(&t.visit));
	plain_resume(t.plain, false);
	say(&t, "246810\n");
	ck_assert_int_eq(s->tries, 1);
	close_talk(&t);
}
END_TEST

SUITE(again, a_wrong_choice_is_told_with_the_numbers, what_stood_there_is_kept_by_enter,
      digits_are_counted, enter_goes_on_behind_a_wrong_answer,
      the_first_number_behind_a_lost_line_counts)
