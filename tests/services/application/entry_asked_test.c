/* entry_asked_test.c - whether a register has an entry and whether the caller could send for it,
 * told as its number is typed, in the words of the end. */
#include "tests/services/sample_club.h"
#include "tests/unit.h"

#include "i18n/i18n.h"
#include "services/application/entry_asked.h"

#include <string.h>

static struct error err, sent;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

static bool founder_code(const struct error *of)
{
	return of->code != NULL && strcmp(of->code, ORGANISATION_NOT_ITS_PEOPLE) == 0;
}

/* What is told as the number is typed, and what at the end: the same. */
static enum fault both(struct club *c, struct caller *v, const char *number)
{
	struct portal *p = &c->portal;
	struct form *f = form_new(c->report, &p->terms, date_of(p->now));
	const struct section *s = &c->report->form->sections[0];
	struct receipt receipt;
	enum fault early, late;

	err = sent = (struct error){0};
	GOOD(form_set(f, &(struct field_path){.section = s, .question = &s->questions[0]}, number,
		      LANG_EN, &err));
	early = entry_asked(p->registry, v, c->report, number, &err);
	late = application_apply(p->registry, v, f, portal_request(), LANG_EN, &receipt, &sent);
	form_free(f);
	ck_assert_int_eq(early, late);
	if (early != FAULT_NONE) {
		ck_assert_str_eq(message_error(p->arena, &err), message_error(p->arena, &sent));
		ck_assert_str_eq(err.field, sent.field);
		ck_assert_int_eq(founder_code(&err), founder_code(&sent));
	}
	return early;
}

START_TEST(it_is_told_as_at_the_end)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct caller founder = caller_visitor("198.51.100.0/24", FACE_PAGES);
	struct caller guest = caller_visitor("203.0.113.0/24", FACE_PAGES);
	struct application a, of;
	struct receipt slip;

	club_open(c, "entry-asked");
	founder.lang = guest.lang = LANG_EN;
	ck_assert_int_eq(both(c, &guest, "LB-BA-1900-0001"), FAULT_INPUT);
	ck_assert_str_eq(err.field, "club");
	ck_assert_int_eq(both(c, &c->manager, "LB-BA-1900-0001"), FAULT_INPUT);
	ck_assert_int_eq(both(c, &c->manager, c->number), FAULT_NONE);
	ck_assert_int_eq(both(c, &c->other, c->number), FAULT_DENIED);
	ck_assert_int_eq(both(c, &guest, c->number), FAULT_DENIED);
	ck_assert(founder_code(&err));
	/* who has founded it shows its PIN */
	slip = club_founded(c, &founder, "Reading Circle", &a);
	club_tell_at(c, &a);
	ck_assert_int_eq(both(c, &guest, c->number), FAULT_DENIED);
	ck_assert_int_eq(both(c, &founder, c->number), FAULT_NONE);
	GOOD(application_open(p->registry, &guest, slip.reference, slip.pin, &of, &err));
	ck_assert_int_eq(both(c, &guest, c->number), FAULT_NONE);
	/* nothing is asked where nothing was answered */
	GOOD(entry_asked(p->registry, &guest, c->report, "", &err));
	GOOD(entry_asked(p->registry, &guest, c->report, NULL, &err));
	GOOD(entry_asked(p->registry, &guest, p->service, "x", &err));
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(it_is_not_told_who_is_in_a_register)
{
	struct club here, *c = &here;
	struct portal *p = &c->portal;
	struct caller guest = caller_visitor("203.0.113.0/24", FACE_PAGES);
	const char *yaml;

	club_open(c, "entry-asked-persons");
	yaml = sample_swap(p->arena, sample_register_yaml, "version: 1\n", "version: 2\n");
	ck_assert_int_eq(entry_asked(p->registry, &guest, c->report, "9", &err), FAULT_INPUT);
	/* who works there sends in the name of people, whom nobody asks */
	GOOD(entry_asked(p->registry, &p->host, c->report, c->number, &err));
	portal_import(p, "register:lb-clubs", 2,
		      sample_swap(p->arena, yaml, "subject: organisation", "subject: person"));
	GOOD(entry_asked(p->registry, &guest, c->report, "9", &err));
	GOOD(entry_asked(p->registry, &guest, c->report, c->number, &err));
	portal_close(p);
}
END_TEST

SUITE(entry_asked, it_is_told_as_at_the_end, it_is_not_told_who_is_in_a_register)
