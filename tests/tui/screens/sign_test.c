/* sign_test.c - who works on an application and who signs it, on pages: inviting, taking an
 * invitation in the place of a PIN, reading the text and signing it. */
#include "tests/tui/day.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define CLUB "lb-reading-club"

static const struct catalogue *clubs;

static struct catalogue *with_clubs(struct visit *v)
{
	char yaml[16384];
	FILE *f = fopen("tests/e2e/data/" CLUB ".yaml", "r");
	struct versions_item item = {.id = CLUB, .version = 1, .yaml = yaml};
	struct catalogue *c;
	size_t refused;

	ck_assert_ptr_nonnull(f);
	item.len = fread(yaml, 1, sizeof(yaml) - 1, f);
	fclose(f);
	yaml[item.len] = '\0';
	GOOD(versions_import(v->context.registry, &item, 1, &refused, &err));
	GOOD(catalogue_open("catalogue", &c, &err));
	GOOD(versions_load(v->context.registry, c, &err));
	catalogue_freeze(c);
	return c;
}

/* Of a guest, who has answered all of it and stands at its parts. */
static struct draft *begun(struct visit *v)
{
	struct draft *j;

	if (clubs == NULL)
		clubs = with_clubs(v);
	v->context.scene.catalogue = stack_context(golden_stack(v))->scene.catalogue = clubs;
	v->caller.lang = v->lang; /* as a desk keeps it */
	j = draft_begin(&v->context, catalogue_find(clubs, CLUB), &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(v, j);
	stack_push(golden_stack(v), tasks_new(golden_stack(v), j));
	return j;
}

static void visit_sign(struct visit *v)
{
	struct caller applicant, nada = caller_visitor("", FACE_PAGES);
	struct member_invitation m = {.name = "Nada Haddad", .rights = MEMBER_SIGN, .item = 2};
	struct draft *j = begun(v);
	char code[MEMBER_CODE_DIGITS + 2], reference[REFERENCE_DIGITS + 2];

	v->hide_digits = true;
	stack_push(golden_stack(v), apply_new(catalogue_find(clubs, CLUB)));
	golden_hold(v, "sign-before", false);
	stack_pop(golden_stack(v));
	golden_hold(v, "sign-parts", false);
	golden_type(v, "4"); /* the review: it cannot be sent yet */
	golden_hold(v, "sign-review", false);
	golden_type(v, "1");
	golden_hold(v, "sign-people", true);
	golden_type(v, "2");
	golden_hold(v, "sign-invite", true);
	golden_type(v, "\x1b"
		       "1"
		       "1");
	golden_hold(v, "sign-text", true);
	golden_type(v, "2");
	golden_hold(v, "sign-signed", true);
	GOOD(member_invite(v->context.registry, &v->caller, &j->application, j->service, &m, code,
			   &err));
	snprintf(reference, sizeof(reference), "%s\n", j->application.reference);
	applicant = v->caller;
	nada.lang = v->lang;
	v->caller = nada;
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), track_new());
	memcpy(code + MEMBER_CODE_DIGITS, "\n", 2);
	golden_type(v, reference);
	golden_type(v, code);
	golden_hold(v, "sign-join", false);
	golden_type(v, "2");
	golden_hold(v, "sign-joined", false);
	golden_type(v, "1");
	golden_hold(v, "sign-member", true);
	golden_type(v, "2"); /* what is signed, by whose answers they are */
	golden_hold(v, "sign-answers", true);
	golden_type(v, "0"
		       "3"
		       "2");
	golden_hold(v, "sign-left", false);
	v->caller = applicant;
	GOOD(application_discard(v->context.registry, &v->caller, &j->application, &err));
	draft_drop(j);
}

START_TEST(pages_of_who_works_on_it)
{
	golden_each(visit_sign);
}
END_TEST

/* Who reads French reads in French what was begun in English, and it is the same that is signed. */
START_TEST(the_text_is_in_the_language_of_who_signs)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	struct visit v;
	struct draft *j;
	const char *text;
	const enum lang french = LANG_FR;
	struct signature_wish w = {.item = 2};

	golden_open(&v, LANG_EN, 80, 50);
	j = begun(&v);
	GOOD(signature_text(v.context.registry, &v.caller, &j->application, j->service, &w, a,
			    &text, &err));
	ck_assert_ptr_nonnull(strstr(text, j->service->name.in[LANG_EN]));
	w.lang = &french;
	GOOD(signature_text(v.context.registry, &v.caller, &j->application, j->service, &w, a,
			    &text, &err));
	ck_assert_ptr_nonnull(strstr(text, j->service->name.in[LANG_FR]));
	ck_assert_ptr_null(strstr(text, j->service->name.in[LANG_EN]));
	GOOD(signature_sign(v.context.registry, &v.caller, &j->application, j->service, &w, text,
			    &err));
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* The head of the text that was printed, as an operator types it. */
START_TEST(a_signature_on_paper_is_entered_at_the_counter)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	struct visit v;
	struct draft *j;
	struct caller rana, applicant;
	struct signature_standing *list;
	struct signature_wish w = {.item = 2};
	const char *text;
	char typed[200];
	size_t count;

	golden_open(&v, LANG_EN, 80, 24);
	j = begun(&v);
	applicant = v.caller;
	GOOD(signature_text(v.context.registry, &v.caller, &j->application, j->service, &w, a,
			    &text, &err));
	rana = day_hire(&v, "Rana Aoun", "operator", NULL);
	rana.lang = LANG_EN;
	day_come_as(&v, &rana);
	golden_shows(&v, "A signature on paper", true);
	golden_type(&v, "3");
	snprintf(typed, sizeof(typed), "%s\nfounders 2\n%.9s\n", j->application.reference,
		 strstr(text, "\ncheck ") + 7);
	golden_type(&v, typed);
	golden_type(&v, "Sami Nassar\n");
	golden_shows(&v, "I have checked who it is", true);
	golden_type(&v, "2");
	golden_shows(&v, "Entered: it was signed on paper", true);
	v.caller = applicant;
	GOOD(signature_standings(v.context.registry, &v.caller, &j->application, j->service, a,
				 &list, &count, &err));
	ck_assert_uint_eq(list[0].have, 1);
	ck_assert_str_eq(list[0].places[1].way, "paper");
	ck_assert_str_eq(list[0].places[1].person, "Sami Nassar");
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* Before the founders are written down nobody knows how many sign. */
START_TEST(who_signs_is_not_counted_too_early)
{
	struct visit v;
	struct draft *j;

	golden_open(&v, LANG_EN, 80, 24);
	if (clubs == NULL)
		clubs = with_clubs(&v);
	v.context.scene.catalogue = stack_context(golden_stack(&v))->scene.catalogue = clubs;
	j = draft_begin(&v.context, catalogue_find(clubs, CLUB), &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	stack_push(golden_stack(&v), tasks_new(golden_stack(&v), j));
	golden_shows(&v, "have signed", false);
	stack_push(golden_stack(&v), people_new(&j->application));
	golden_shows(&v, "is known once the list", true);
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* Who is removed a moment after they left: the list says so, and nothing is offered any more. */
START_TEST(who_has_left_need_not_be_removed)
{
	struct member_invitation m = {.name = "Karim Zaki", .rights = MEMBER_VIEW};
	char code[MEMBER_CODE_DIGITS + 1];
	struct application a;
	struct draft *j;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	j = begun(&v);
	GOOD(member_invite(v.context.registry, &v.caller, &j->application, j->service, &m, code,
			   &err));
	stack_push(golden_stack(&v), people_new(&j->application));
	golden_type(&v, "3");
	golden_shows(&v, "Yes, remove Karim Zaki", true);
	a = j->application;
	GOOD(member_end(v.context.registry, &v.caller, &a, j->service, 1, &err));
	golden_type(&v, "2");
	golden_shows(&v, "This person no longer takes part in this application.", true);
	golden_shows(&v, "People and signatures", true);
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

SUITE(sign, the_text_is_in_the_language_of_who_signs, who_has_left_need_not_be_removed,
      who_signs_is_not_counted_too_early, pages_of_who_works_on_it,
      a_signature_on_paper_is_entered_at_the_counter)
