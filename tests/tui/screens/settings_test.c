/* settings_test.c - what is remembered for a key is shown and forgotten, and stays forgotten in the
 * rest of the visit; who has no key has no settings. */
#include "tests/tui/golden.h"

#define KEY_DIGITS 64

/* A key of its own for each language and size. */
static void come(struct visit *v)
{
	char key[KEY_DIGITS + 1];

	memset(key, '7', KEY_DIGITS);
	key[KEY_DIGITS] = '\0';
	key[0] = (char)('0' + v->lang);
	key[1] = v->cols == 80 ? '1' : v->cols == 40 ? '2' : '3';
	golden_come_with_key(v, key);
	stack_home(golden_stack(v), home_new());
}

static bool is_remembered(struct visit *v, struct preference *ret)
{
	bool known = true;

	ck_assert_int_eq(preference_get(v->context.registry, &v->caller, ret, &known, NULL),
			 FAULT_NONE);
	return known;
}

static void visit_settings(struct visit *v)
{
	struct preference kept;

	come(v);
	stack_context(golden_stack(v))->scene.letters_chosen = true;
	stack_context(golden_stack(v))->scene.letters_of = 1;
	stack_use_lang(golden_stack(v), v->lang);
	ck_assert(is_remembered(v, &kept) && kept.lang == v->lang && kept.terminal != 0);
	golden_type(v, "\x0c");
	golden_hold(v, "language-key", false);
	golden_type(v, "5");
	golden_hold(v, "settings", true);
	golden_type(v, "1");
	golden_hold(v, "settings-forgotten", true);
	ck_assert(!is_remembered(v, &kept));
	/* A language that is chosen in this visit holds for it, and is not remembered. */
	golden_type(v, "\x1b\x1b");
	stack_use_lang(golden_stack(v), v->lang);
	ck_assert(!is_remembered(v, &kept));
	golden_type(v, "\x0c"
		       "5");
	golden_hold(v, "settings-none", true);
	/* The next visit learns again. */
	come(v);
	stack_use_lang(golden_stack(v), v->lang);
	ck_assert(is_remembered(v, &kept) && kept.terminal == 0);
}

START_TEST(shown_and_forgotten)
{
	golden_each(visit_settings);
}
END_TEST

START_TEST(a_guest_has_none)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	stack_home(golden_stack(&v), home_new());
	stack_push(golden_stack(&v), language_new(false));
	ck_assert_int_eq(stack_view(golden_stack(&v), a)->choices, 4);
	golden_type(&v, "5");
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "language");
	golden_close(&v);
}
END_TEST

SUITE(settings, shown_and_forgotten, a_guest_has_none)
