/* fill_test.c - the number of an entry is typed, and the form has what the entry has; what a person
 * answers otherwise stays. */
#include "tests/services/sample_register.h"
#include "tests/services/sample_renewal.h"
#include "tests/tui/golden.h"

#include "services/catalogue/lists.h"
#include "services/catalogue/versions.h"
#include "services/registry/registry_inside.h"

#define NUMBER "lb-caza-zahle/2026/0001"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static struct field_path path_of(const struct draft *j, const char *id)
{
	struct field_path at = {0};

	while (form_next(j->form, &at))
		if (strcmp(at.question->id, id) == 0)
			return at;
	ck_abort_msg("%s is not asked", id);
}

static void put(const struct context *x, struct draft *j, const char *id, const char *answer)
{
	struct field_path at = path_of(j, id);

	GOOD(draft_answer(x, j, &at, answer, &err));
}

static const char *answer(const struct draft *j, const char *id)
{
	struct field_path at = path_of(j, id);
	const char *value = form_get(j->form, &at);

	return value == NULL ? "" : value;
}

/* Nobody has typed it: the first letter takes its place. */
static bool stands_ready(const struct draft *j, const char *id)
{
	struct field_path at = path_of(j, id);

	return form_stands_ready(j->form, &at);
}

START_TEST(what_the_entry_has_is_answered)
{
	struct context x = {.scene = {.lang = LANG_EN}};
	struct term_list terms;
	struct portal p;
	struct draft *j;

	sample_renewal_open(&p, "fill", "", "");
	sample_register_enter(&p, "Karim Saab", "Olive Singers");
	GOOD(lists_terms(p.registry, p.arena, NULL, 0, &terms, &err));
	GOOD(versions_find(p.registry, p.arena, &terms, "lb-renewal", 1, &p.service, &err));
	x.registry = p.registry;
	x.caller = &p.owner;
	j = draft_begin(&x, p.service, &err);
	ck_assert_ptr_nonnull(j);
	put(&x, j, "club_number", NUMBER);
	ck_assert_str_eq(answer(j, "club_name"), "Cedar Hikers");
	ck_assert_str_eq(answer(j, "who"), "Mayy Haddad");
	ck_assert(stands_ready(j, "club_name") && stands_ready(j, "who"));
	ck_assert(!stands_ready(j, "club_number"));
	/* another number, and another entry's; but for what was answered otherwise */
	put(&x, j, "who", "Lina Haddad");
	ck_assert(!stands_ready(j, "who"));
	put(&x, j, "club_number", "lb-caza-zahle/2026/0002");
	ck_assert_str_eq(answer(j, "club_name"), "Olive Singers");
	ck_assert_str_eq(answer(j, "who"), "Lina Haddad");
	/* it is kept with the draft */
	draft_catch_up(&x, j);
	ck_assert_str_eq(answer(j, "club_name"), "Olive Singers");
	ck_assert_str_eq(answer(j, "who"), "Lina Haddad");
	put(&x, j, "club_number", "none");
	ck_assert_str_eq(answer(j, "club_name"), "Olive Singers");
	draft_drop(j);
	portal_close(&p);
}
END_TEST

SUITE(fill, what_the_entry_has_is_answered)
