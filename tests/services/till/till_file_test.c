/* till_file_test.c - what was paid elsewhere is taken in from providers' files: each row is
 * accounted for, none twice; what was changed past the portal is found. */
#include "services/application/dues.h"
#include "services/till/till_file.h"
#include "tests/services/portal.h"
#include "tests/services/sample_fees.h"
#include "tests/unit.h"

#include <string.h>

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)

/* Applications of which each owes 1000 pounds, and a file of what came. */
#define MOST 4
struct house {
	struct portal portal;
	struct application sent[MOST];
	const char *rf[MOST];
	const char *told; /* what came of each row, with blanks between */
	struct till_tally tally;
};

static struct due due_of(struct house *h, size_t which)
{
	struct portal *p = &h->portal;
	struct due *dues;
	size_t count;

	GOOD(application_get(p->registry, &p->owner, &h->sent[which], &err));
	GOOD(dues_of(p->registry, &p->owner, &h->sent[which], p->arena, &dues, &count, &err));
	ck_assert_uint_eq(count, 1);
	return dues[0];
}

static void open_house(struct house *h, const char *name, size_t count)
{
	struct portal *p = &h->portal;

	portal_open(p, name);
	portal_renew(p, sample_fees(p->arena, "amount: 1000 LBP", "amount: 1000 EGP"));
	for (size_t i = 0; i < count; i++) {
		portal_send(p, &h->sent[i]);
		h->rf[i] = arena_text(p->arena, due_of(h, i).reference);
	}
}

static void hear(void *ctx, const struct till_row *row)
{
	struct house *h = ctx;

	h->told = arena_format(h->portal.arena, "%s%s%s%s ", h->told, till_results[row->result],
			       row->why < 0 ? "" : ":", row->why < 0 ? "" : till_whys[row->why]);
}

static enum fault take_with(struct house *h, const char *text, const struct till_totals *totals)
{
	struct portal *p = &h->portal;

	h->told = "";
	return till_import(p->registry, &p->host, &p->terms, text, strlen(text), totals, hear, h,
			   &h->tally, &err);
}

static enum fault take(struct house *h, const char *text)
{
	return take_with(h, text, &(struct till_totals){.count = -1});
}

#define PLAIN "transaction,reference,amount,currency,status,paid_at\n"
#define FAWRY                                                                                      \
	"requestId,fawryRefNumber,merchantRefNumber,customerMobile,paymentAmount,orderAmount,"     \
	"fawryFees,orderStatus,paymentTime\r\n"

START_TEST(rows_are_matched_short_over_and_unknown)
{
	struct house h;
	struct portal *p = &h.portal;
	struct till_kept *kept;
	struct till_due d;
	size_t count;

	open_house(&h, "file-rows", 4);
	GOOD(take(&h, arena_format(p->arena,
				   PLAIN "t1,%s,1000.00,EGP,PAID,2026-03-13\n"
					 "t2,%s,400,EGP,PAID,\n"
					 "t3,%s,1200.50,EGP,paid,2026-03-13T10:00:00Z\n"
					 "t4,RF451234512345,10,EGP,PAID,\n"
					 "t5,%s,1000,USD,PAID,\n"
					 "t6,%s,1000,EGP,UNPAID,\n",
				   h.rf[0], h.rf[1], h.rf[2], h.rf[3], h.rf[3])));
	ck_assert_str_eq(h.told, "paid part over kept:unknown kept:currency refused ");
	ck_assert_uint_eq(h.tally.rows, 6);
	ck_assert_uint_eq(h.tally.results[TILL_KEPT], 2);
	ck_assert_int_eq(due_of(&h, 0).state, DUE_PAID);
	ck_assert_int_eq(h.sent[0].state, STATE_IN_REVIEW);
	ck_assert_int_eq(due_of(&h, 0).payments[0].paid_at / 86400, (p->now - 86400) / 86400);
	ck_assert_int_eq(due_of(&h, 1).state, DUE_PART);
	ck_assert_int_eq(h.sent[1].state, STATE_AWAITING_PAYMENT);
	ck_assert_int_eq(due_of(&h, 2).state, DUE_OVER);
	ck_assert_int_eq(due_of(&h, 2).paid, 120050);
	ck_assert_int_eq(h.sent[2].state, STATE_IN_REVIEW);
	ck_assert_int_eq(due_of(&h, 3).state, DUE_OPEN);
	/* What is kept goes where somebody says that it was for. */
	GOOD(till_kept(p->registry, &p->host, p->arena, &kept, &count, &err));
	ck_assert_uint_eq(count, 2);
	count = kept[0].amount == 1000 ? 0 : 1;
	/* It is nobody's, so there is nothing to undo. */
	ck_assert_int_eq(till_undo(p->registry, &p->host, &p->terms, kept[0].number, "wrong",
				   p->arena, &d, &err),
			 FAULT_MISSING);
	GOOD(till_find(p->registry, &p->host, &p->terms, h.rf[3], p->arena, &d, &err));
	ck_assert_int_eq(
		till_match(p->registry, &p->host, kept[1 - count].number, p->arena, &d, &err),
		FAULT_CONFLICT);
	GOOD(till_match(p->registry, &p->host, kept[count].number, p->arena, &d, &err));
	ck_assert_int_eq(due_of(&h, 3).paid, 1000);
	ck_assert_int_eq(till_match(p->registry, &p->host, kept[count].number, p->arena, &d, &err),
			 FAULT_CONFLICT);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(nothing_counts_twice)
{
	struct house h;
	struct portal *p = &h.portal;
	const char *file, *other;

	open_house(&h, "file-twice", 2);
	file = arena_format(p->arena,
			    PLAIN "t1,%s,300,EGP,PAID,\n"
				  "t1,%s,300,EGP,PAID,\n"
				  "t2,RF451234512345,5,EGP,PAID,\n",
			    h.rf[0], h.rf[0]);
	GOOD(take(&h, file));
	ck_assert_str_eq(h.told, "part twice kept:unknown ");
	GOOD(take(&h, file));
	ck_assert_str_eq(h.told, "before twice before ");
	/* By another file: the same, then with another amount, then for another. */
	other = arena_format(p->arena, PLAIN "t1,%s,300,EGP,PAID,\n", h.rf[0]);
	GOOD(take(&h, other));
	ck_assert_str_eq(h.told, "before ");
	GOOD(take(&h, arena_format(p->arena, PLAIN "t1,%s,301,EGP,PAID,\n", h.rf[0])));
	ck_assert_str_eq(h.told, "clashes ");
	GOOD(take(&h, arena_format(p->arena, PLAIN "t1,%s,300,EGP,PAID,\n", h.rf[1])));
	ck_assert_str_eq(h.told, "clashes ");
	ck_assert_int_eq(due_of(&h, 0).paid, 30000);
	ck_assert_int_eq(due_of(&h, 1).paid, 0);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

/* What another process does while a row is taken in: done once, when the clock is looked at, which
 * is between reading and entering. */
struct meanwhile {
	struct house *house;
	struct registry *other;
	const char *text; /* the same is taken in; NULL: the first application is withdrawn */
	bool done;
};

static int64_t do_meanwhile(void *ctx)
{
	struct meanwhile *m = ctx;
	struct portal *p = &m->house->portal;
	struct till_tally tally;
	const char *told = m->house->told;

	if (m->done)
		return p->now;
	m->done = true;
	if (m->text == NULL)
		GOOD(application_withdraw(m->other, &p->owner, &m->house->sent[0], p->service,
					  &err));
	else
		GOOD(till_import(m->other, &p->host, &p->terms, m->text, strlen(m->text),
				 &(struct till_totals){.count = -1}, hear, m->house, &tally, &err));
	m->house->told = told;
	return p->now;
}

static void take_while(struct house *h, const char *text, const char *other)
{
	struct portal *p = &h->portal;
	struct meanwhile m = {.house = h, .text = other};

	GOOD(registry_open(p->folder, p->address, &m.other, &err));
	registry_use_clock(m.other, portal_clock, p);
	registry_use_clock(p->registry, do_meanwhile, &m);
	GOOD(take(h, text));
	registry_use_clock(p->registry, portal_clock, p);
	ck_assert(m.done);
	registry_close(m.other);
}

START_TEST(what_happens_while_a_row_is_taken_in_is_told)
{
	struct house h;
	struct portal *p = &h.portal;
	const char *unknown = PLAIN "t1,RF451234512345,5,EGP,PAID,\n", *known;

	open_house(&h, "file-meanwhile", 2);
	take_while(&h, unknown, unknown);
	ck_assert_str_eq(h.told, "before ");
	known = arena_format(p->arena, PLAIN "t2,%s,300,EGP,PAID,\n", h.rf[1]);
	take_while(&h, known, known);
	ck_assert_str_eq(h.told, "before ");
	ck_assert_int_eq(due_of(&h, 1).paid, 30000);
	take_while(&h, arena_format(p->arena, PLAIN "t3,%s,5,EGP,PAID,\n", h.rf[0]),
		   arena_format(p->arena, PLAIN "t3,%s,5,EGP,PAID,\n", h.rf[1]));
	ck_assert_str_eq(h.told, "clashes ");
	/* What is not owed any more is kept, as of a file that comes afterwards. */
	take_while(&h, arena_format(p->arena, PLAIN "t4,%s,1000,EGP,PAID,\n", h.rf[0]), NULL);
	ck_assert_str_eq(h.told, "kept:cancelled ");
	ck_assert_int_eq(due_of(&h, 0).state, DUE_CANCELLED);
	ck_assert_int_eq(due_of(&h, 0).paid, 0);
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(a_fawry_file_is_read_as_it_comes)
{
	struct house h;
	struct portal *p = &h.portal;

	open_house(&h, "file-fawry", 2);
	GOOD(take(&h, arena_format(p->arena,
				   "\xef\xbb\xbf" FAWRY
				   "a,765158467,%s,0100,1005.00,1000.00,5.00,PAID,1773400000000\r\n"
				   "b,765158468,\"%s\",\"01,\n00\",1000,1000,5,PAID,\r\n"
				   "c,765158469,%s,0100,1004,1000,5,PAID,\r\n"
				   "d,765158470,%s,0100,1000,1000,0,EXPIRED,\r\n",
				   h.rf[0], h.rf[1], h.rf[1], h.rf[1])));
	ck_assert_str_eq(h.told, "paid paid refused refused ");
	ck_assert_int_eq(due_of(&h, 0).paid, 100000);
	ck_assert_int_eq(due_of(&h, 0).payments[0].paid_at, 1773400000);
	ck_assert_str_eq(due_of(&h, 0).payments[0].source, "fawry");
	ck_assert_str_eq(due_of(&h, 0).payments[0].trace, "765158467");
	ck_assert_int_eq(portal_verify(p, true), 0);
	portal_close(p);
}
END_TEST

START_TEST(a_wrong_row_is_told_and_the_others_count)
{
	static const struct {
		const char *row;
		enum provider_fault fault;
	} wrong[] = {
		{"=1+1,X,1,EGP,PAID,", PROVIDER_FORMULA},
		{"w,@SUM(A1),1,EGP,PAID,", PROVIDER_FORMULA},
		{"w,X,-5,EGP,PAID,", PROVIDER_FORMULA},
		{"w,X,+5,EGP,PAID,", PROVIDER_FORMULA},
		{"w,X,1", PROVIDER_SHORT},
		{",X,1,EGP,PAID,", PROVIDER_TRACE},
		{"w,X,1,XYZ,PAID,", PROVIDER_CURRENCY},
		{"w,X,0,EGP,PAID,", PROVIDER_AMOUNT},
		{"w,X,1.005,EGP,PAID,", PROVIDER_AMOUNT},
		{"w,X,ten,EGP,PAID,", PROVIDER_AMOUNT},
		{"w,X,99999999999999999999,EGP,PAID,", PROVIDER_AMOUNT},
		{"w,X,90071992547409.93,EGP,PAID,", PROVIDER_AMOUNT},
		{"w,X,1,EGP,CANCELLED,", PROVIDER_UNPAID},
		{"w,X,1,EGP,PAID,soon", PROVIDER_DAY},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 22);

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		const char *text = arena_format(a, PLAIN "g,X,1,EGP,PAID,\n%s\n", wrong[i].row);
		struct provider_file f;

		GOOD(provider_read(a, text, strlen(text), NULL, &f, &err));
		ck_assert_uint_eq(f.count, 2);
		ck_assert_int_eq(f.rows[0].fault, PROVIDER_SOUND);
		ck_assert_msg(f.rows[1].fault == wrong[i].fault, "%s: %d", wrong[i].row,
			      (int)f.rows[1].fault);
		ck_assert_int_eq(f.rows[1].line, 3);
	}
}
END_TEST

START_TEST(a_file_that_does_not_add_up_is_not_begun)
{
	struct house h;
	struct portal *p = &h.portal;
	const char *row;
	char *damaged;

	open_house(&h, "file-sums", 1);
	row = arena_format(p->arena, PLAIN "t1,%s,1000,EGP,PAID,\n", h.rf[0]);
	ck_assert_int_eq(take(&h, ""), FAULT_INPUT);
	ck_assert_int_eq(take(&h, "no,such,columns\n1,2,3\n"), FAULT_INPUT);
	ck_assert_int_eq(take(&h, arena_format(p->arena, "%st2,\"RF", row)), FAULT_INPUT);
	ck_assert_int_eq(err.line, 3);
	ck_assert_int_eq(take(&h, arena_format(p->arena, "%sTOTAL,2,1000,,,\n", row)), FAULT_INPUT);
	ck_assert_int_eq(take(&h, arena_format(p->arena, "%sTotal,2,1000,,,\n", row)), FAULT_INPUT);
	damaged = arena_text(p->arena, row); /* "1\0" is no 1 */
	strstr(damaged, "1000")[1] = '\0';
	ck_assert_int_eq(till_import(p->registry, &p->host, &p->terms, damaged, strlen(row),
				     &(struct till_totals){.count = -1}, hear, &h, &h.tally, &err),
			 FAULT_INPUT);
	ck_assert_int_eq(err.line, 2);
	ck_assert_int_eq(take(&h, arena_format(p->arena, "%sTOTAL,1,999,,,\n", row)), FAULT_INPUT);
	ck_assert_int_eq(
		take(&h, arena_format(p->arena, "%sTOTAL,1,1000,,,\nt9,x,1,EGP,PAID,\n", row)),
		FAULT_INPUT);
	ck_assert_int_eq(take_with(&h, row, &(struct till_totals){.count = 3}), FAULT_INPUT);
	ck_assert_int_eq(take_with(&h, row, &(struct till_totals){.count = -1, .sum = "1000.01"}),
			 FAULT_INPUT);
	ck_assert_str_eq(h.told, "");
	ck_assert_int_eq(due_of(&h, 0).paid, 0);
	GOOD(take_with(&h, arena_format(p->arena, "%sTOTAL,1,1000.00,,,\n", row),
		       &(struct till_totals){.count = 1, .sum = "1000"}));
	ck_assert_str_eq(h.told, "paid ");
	portal_close(p);
}
END_TEST

/* Each of them, and it is found. */
START_TEST(what_is_changed_past_the_portal_is_found)
{
	static const char *const changes[] = {
		"UPDATE due SET amount = 1 WHERE paid > 0",
		"UPDATE due SET state = 'paid'",
		"UPDATE due SET paid = 100000 WHERE paid = 0",
		"UPDATE payment SET amount = 2000 WHERE due = ''",
		"UPDATE payment SET paid_at = 1 WHERE due <> ''",
		"DELETE FROM payment WHERE due <> ''",
		"DELETE FROM payment WHERE due = ''",
		"DELETE FROM due WHERE paid = 0",
		"UPDATE payment SET due = (SELECT id FROM due WHERE paid = 0) WHERE due = ''",
		"INSERT INTO payment SELECT 'x', due, place, kind, 'P1', currency, amount, "
		"paid_at, at, "
		"account, office, means, '', '', file, undoes, undone, why, words, mac FROM "
		"payment WHERE due <> ''",
		"INSERT INTO due SELECT 'x', application, number, charge, 'RF00', currency, "
		"amount, paid, "
		"payments, state, at, due_at, mac FROM due WHERE paid = 0",
	};

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct house h;
		struct portal *p = &h.portal;
		char name[32];

		snprintf(name, sizeof(name), "file-tamper-%zu", i);
		open_house(&h, name, 2);
		GOOD(take(&h,
			  arena_format(p->arena, PLAIN "t1,%s,300,EGP,PAID,\nt2,none,5,EGP,PAID,\n",
				       h.rf[0])));
		ck_assert_int_eq(portal_verify(p, true), 0);
		portal_tamper(p, changes[i]);
		ck_assert_msg(portal_verify(p, false) > 0, "%s", changes[i]);
		portal_close(p);
	}
}
END_TEST

SUITE(till_file, rows_are_matched_short_over_and_unknown, nothing_counts_twice,
      what_happens_while_a_row_is_taken_in_is_told, a_fawry_file_is_read_as_it_comes,
      a_wrong_row_is_told_and_the_others_count, a_file_that_does_not_add_up_is_not_begun,
      what_is_changed_past_the_portal_is_found)
