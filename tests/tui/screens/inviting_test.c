/* inviting_test.c - whom one invites, on a page: what was typed, what was wrong with it and where,
 * and the code. */
#include "tests/unit.h"
#include "tui/screens/common/inviting.h"

#include "services/access/invitation.h"

#include <string.h>

static void type(struct inviting *v, int field, const char *text)
{
	const struct input typed = {.kind = INPUT_ANSWER, .field = field, .text = text};

	inviting_answer(v, &typed);
}

static const struct page *page_of(struct arena *a, struct inviting *v)
{
	static const char *const rights[] = {"see", "file", "manage"};
	struct page *p = page_new(a, "invite", "Invite");

	inviting_end(v);
	inviting_put(p, v, "They get a code.", rights, 3);
	return p;
}

static bool is_wrong(const struct page *p, int field)
{
	const struct block *b = page_field_block(p, field);

	ck_assert_ptr_nonnull(b);
	return b->field->error != NULL;
}

START_TEST(what_is_wrong_stands_at_its_field)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct inviting v = {.name = NULL};
	char long_one[2 * CALLER_NAME];
	const char *name = NULL;
	const struct page *p;

	message_use(LANG_EN);
	memset(long_one, 'a', sizeof(long_one));
	long_one[sizeof(long_one) - 1] = '\0';
	type(&v, INVITING_NAME, long_one);
	type(&v, INVITING_MAY, "1");
	ck_assert_int_eq(invitation_name(a, v.name, &name, &v.error), FAULT_INPUT);
	p = page_of(a, &v);
	ck_assert(is_wrong(p, INVITING_NAME) && !is_wrong(p, INVITING_MAY));
	ck_assert_int_eq(p->focus_field, INVITING_NAME);

	type(&v, INVITING_NAME, "Rami Saad");
	ck_assert_int_eq(v.wrong, 0);
	ck_assert_int_eq(invitation_name(a, v.name, &name, &v.error), FAULT_NONE);
	ck_assert_str_eq(name, "Rami Saad");
	ck_assert_int_eq(invitation_rights(0, 7, &v.error), FAULT_INPUT);
	p = page_of(a, &v);
	ck_assert(!is_wrong(p, INVITING_NAME) && is_wrong(p, INVITING_MAY));

	inviting_begin(&v);
	fail(&v.error, FAULT_BUSY, N_("The portal is busy. Try again in a few minutes."), "busy");
	p = page_of(a, &v);
	ck_assert(!is_wrong(p, INVITING_NAME) && !is_wrong(p, INVITING_MAY));
	ck_assert_int_eq(p->first->kind, BLOCK_NOTICE);
	inviting_free(&v);
}
END_TEST

START_TEST(rights_are_chosen_by_their_numbers)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct inviting v = {.name = NULL};
	const struct option *options;

	ck_assert(!inviting_chose(&v, 1));
	type(&v, INVITING_MAY, "1,3");
	ck_assert(inviting_chose(&v, 1) && !inviting_chose(&v, 2) && inviting_chose(&v, 3));
	ck_assert(!inviting_chose(&v, 13));
	options = page_field_block(page_of(a, &v), INVITING_MAY)->field->options;
	ck_assert(options[0].chosen && !options[1].chosen && options[2].chosen);
	ck_assert_str_eq(options[2].label, "manage");
	type(&v, INVITING_MAY, "");
	ck_assert_ptr_null(v.chosen);
	inviting_free(&v);
}
END_TEST

START_TEST(the_code_is_shown_below_how_to_hand_it_over)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct inviting v = {.code = "0123456789"};
	struct page *p = page_new(a, "invite", "Invite");

	message_use(LANG_EN);
	page_text(p, TONE_PLAIN, "which one");
	inviting_put_code(p, &v, "the way in");
	ck_assert_int_eq(p->first->kind, BLOCK_NOTICE);
	ck_assert_str_eq(p->first->next->label, "which one");
	ck_assert_str_eq(p->last->label, "the way in");
	inviting_forget(&v);
	for (size_t i = 0; i < sizeof(v.code); i++)
		ck_assert_int_eq(v.code[i], 0);
}
END_TEST

SUITE(inviting, what_is_wrong_stands_at_its_field, rights_are_chosen_by_their_numbers,
      the_code_is_shown_below_how_to_hand_it_over)
