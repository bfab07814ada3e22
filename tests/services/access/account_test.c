/* account_test.c - accounts are opened, carry keys and roles, and every change of them is whole and
 * entered. */
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "services/registry/ledger.h"
#include "services/registry/limits.h"
#include "services/registry/pin.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_account.h"

#include <string.h>

#define ONE "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define TWO "SHA256:BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static struct error err;

#define GOOD(call) ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err.say, err.detail)
#define BAD(fault, call) ck_assert_int_eq(call, fault)

static struct account_paper opened(struct portal *p, const char *name)
{
	struct account_paper paper;

	GOOD(account_open(p->registry, &p->host, name, &paper, &err));
	return paper;
}

static struct account shown(struct portal *p, const char *number)
{
	struct account a;

	GOOD(account_get(p->registry, &p->host, p->arena, number, &a, &err));
	return a;
}

static bool pin_is(struct portal *p, const struct account_paper *paper)
{
	struct store_account row;
	bool found = false, right = false;

	GOOD(store_account_find(p->registry->store, STORE_BY_NUMBER, paper->number, &row, &found,
				&err));
	ck_assert(found);
	GOOD(pin_check(&p->registry->seal, paper->number, paper->pin, row.pin, &right, &err));
	return right;
}

START_TEST(numbers_are_checked_and_shown_in_groups)
{
	char number[ACCOUNT_DIGITS + 1], read[ACCOUNT_DIGITS + 1], text[ACCOUNT_DIGITS + 3];

	for (int i = 0; i < 500; i++) {
		reference_new_account(number);
		reference_show_account(number, text);
		ck_assert_uint_eq(strlen(text), 12);
		ck_assert(text[4] == ' ' && text[8] == ' ');
		GOOD(reference_read_account(text, read, &err));
		ck_assert_str_eq(read, number);
		number[i % ACCOUNT_DIGITS] =
			(char)('0' + (number[i % ACCOUNT_DIGITS] - '0' + 1 + i % 9) % 10);
		BAD(FAULT_INPUT, reference_read_account(number, read, &err));
	}
	/* ISO 7064 MOD 97-10: "794" has the check digits 44. */
	GOOD(reference_read_account("\u0660\u0660\u0660\u0660 \u0660\u0667\u0669 444", read, &err));
	ck_assert_str_eq(read, "0000079444");
	BAD(FAULT_INPUT, reference_read_account("00000000079444", read, &err));
}
END_TEST

START_TEST(an_account_is_opened_and_its_name_is_sealed)
{
	struct account_paper paper;
	struct account *list, a;
	size_t count;
	struct portal p;
	struct raw *d;

	portal_open(&p, "account-opened");
	paper = opened(&p, "  Rima   Khoury ");
	a = shown(&p, paper.number);
	ck_assert_str_eq(a.name, "Rima Khoury");
	ck_assert_int_eq(a.since, p.now);
	ck_assert_uint_eq(strlen(paper.pin), ACCOUNT_PIN_DIGITS);
	ck_assert(pin_is(&p, &paper));
	d = raw_open(p.folder, p.address);
	ck_assert_int_eq(raw_number(d, "SELECT count(*) FROM party WHERE kind = 'person' AND name"
				       " = '' AND length(sealed) > 40"),
			 1);
	raw_close(d);
	opened(&p, "Tarek Saad");
	GOOD(account_list(p.registry, &p.host, p.arena, &list, &count, &err));
	ck_assert_uint_eq(count, 2);
	ck_assert_int_lt(strcmp(list[0].number, list[1].number), 0);
	BAD(FAULT_INPUT, account_open(p.registry, &p.host, " ", &paper, &err));
	BAD(FAULT_MISSING, account_get(p.registry, &p.host, p.arena, "0000079444", &a, &err));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(a_new_pin_ends_the_one_before)
{
	struct account_paper first, second;
	struct portal p;

	portal_open(&p, "account-pin");
	first = opened(&p, "Rima Khoury");
	GOOD(account_renew_pin(p.registry, &p.host, first.number, &second, &err));
	ck_assert_str_eq(first.number, second.number);
	ck_assert(!pin_is(&p, &first));
	ck_assert(pin_is(&p, &second));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(keys_are_named_several_and_revoked)
{
	struct account_paper rima, tarek;
	struct store_account owner;
	char name[8], key[PUBLICKEY], typed[PUBLICKEY_SHOWN];
	struct portal p;
	bool found = true;

	portal_open(&p, "account-keys");
	rima = opened(&p, "Rima Khoury");
	tarek = opened(&p, "Tarek Saad");
	GOOD(account_add_key(p.registry, &p.host, rima.number, "laptop", ONE, &err));
	BAD(FAULT_CONFLICT, account_add_key(p.registry, &p.host, tarek.number, "x", ONE, &err));
	BAD(FAULT_CONFLICT, account_add_key(p.registry, &p.host, rima.number, "laptop", TWO, &err));
	BAD(FAULT_INPUT, account_add_key(p.registry, &p.host, rima.number, "", TWO, &err));
	BAD(FAULT_INPUT, account_add_key(p.registry, &p.host, rima.number, "y", "key", &err));
	GOOD(account_add_key(p.registry, &p.host, rima.number, "token", TWO, &err));
	GOOD(account_revoke_key(p.registry, &p.host, rima.number, "laptop", &err));
	BAD(FAULT_MISSING, account_revoke_key(p.registry, &p.host, rima.number, "laptop", &err));
	GOOD(publickey_read(ONE, key, &err));
	GOOD(store_account_find(p.registry->store, STORE_BY_KEY, key, &owner, &found, &err));
	ck_assert(!found);
	GOOD(account_add_key(p.registry, &p.host, tarek.number, "desk", ONE, &err));
	GOOD(account_revoke_key(p.registry, &p.host, rima.number, TWO, &err));
	ck_assert_uint_eq(shown(&p, rima.number).key_count, 2);
	for (int i = 0; i < LIMIT_ACCOUNT_KEYS; i++) {
		memset(key, 'e', 64);
		key[0] = "0123456789abcdef"[i % 16];
		publickey_show(key, typed);
		snprintf(name, sizeof(name), "k%d", i);
		GOOD(account_add_key(p.registry, &p.host, rima.number, name, typed, &err));
	}
	BAD(FAULT_CONFLICT, account_add_key(p.registry, &p.host, rima.number, "z", TWO, &err));
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

/* As ssh-keygen makes the line and prints its fingerprint. */
START_TEST(a_key_is_read_as_a_line_or_by_its_fingerprint)
{
	static const char line[] =
		"ssh-ed25519 "
		"AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA rima@desk\n";
	char one[PUBLICKEY], two[PUBLICKEY], text[PUBLICKEY_SHOWN];

	GOOD(publickey_read(line, one, &err));
	publickey_show(one, text);
	GOOD(publickey_read(text, two, &err));
	ck_assert_str_eq(one, two);
	ck_assert_uint_eq(strlen(one), 64);
	ck_assert_uint_eq(strlen(text), 50);
	BAD(FAULT_INPUT, publickey_read("", one, &err));
	BAD(FAULT_INPUT, publickey_read("ssh-ed25519", one, &err));
	BAD(FAULT_INPUT, publickey_read("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIA==", one, &err));
	BAD(FAULT_INPUT, publickey_read("SHA256:AAAA", one, &err));
	BAD(FAULT_INPUT, publickey_read("-----BEGIN OPENSSH PRIVATE KEY-----", one, &err));
}
END_TEST

START_TEST(roles_are_granted_over_what_there_is)
{
	struct party office = {.name = "Beirut", .code = "beirut"};
	struct account_paper paper;
	struct account_grant g;
	struct account a;
	struct portal p;
	char id[33];

	portal_open(&p, "account-grants");
	paper = opened(&p, "Rima Khoury");
	GOOD(offices_add(p.registry, &p.host, "", &office, &err));
#define GRANT(...)                                                                                 \
	(g = (struct account_grant){__VA_ARGS__},                                                  \
	 account_grant(p.registry, &p.host, paper.number, &g, &err))
	BAD(FAULT_MISSING, GRANT(.role = "minister"));
	ck_assert_ptr_nonnull(strstr(err.fills[1].value, "officer"));
	BAD(FAULT_MISSING, GRANT(.role = "officer", .service = "lb-none"));
	BAD(FAULT_MISSING, GRANT(.role = "officer", .service = "terms.yaml"));
	BAD(FAULT_MISSING, GRANT(.role = "officer", .office = "tripoli"));
	BAD(FAULT_INPUT, GRANT(.role = "officer", .until = p.now));
	GOOD(GRANT(.role = "officer", .service = "lb-sample", .office = "beirut",
		   .until = p.now + 60));
	BAD(FAULT_CONFLICT, GRANT(.role = "administrator"));
	a = shown(&p, paper.number);
	ck_assert_uint_eq(a.grant_count, 1);
	ck_assert_str_eq(a.grants[0].office, "beirut");
	ck_assert_str_eq(a.grants[0].by, "host");
	p.now += 60; /* it has ended by itself */
	GOOD(GRANT(.role = "administrator"));
	memcpy(id, g.id, sizeof(id));
	BAD(FAULT_CONFLICT, GRANT(.role = "head"));
	BAD(FAULT_MISSING, account_end(p.registry, &p.host, paper.number, "abc", &err));
	GOOD(account_end(p.registry, &p.host, paper.number, id + 20, &err));
	BAD(FAULT_MISSING, account_end(p.registry, &p.host, paper.number, id, &err));
	for (int i = 0; i < LIMIT_ACCOUNT_GRANTS; i++)
		GOOD(GRANT(.role = "head"));
	BAD(FAULT_CONFLICT, GRANT(.role = "head"));
#undef GRANT
	ck_assert_int_eq(portal_verify(&p, true), 0);
	portal_close(&p);
}
END_TEST

START_TEST(every_change_is_entered)
{
	struct account_grant g = {.role = "officer"};
	struct account_paper paper;
	struct account a;
	struct ledger_entry *entries;
	size_t count;
	struct portal p;
	static const enum ledger_act acts[] = {LEDGER_ACCOUNT_OPENED, LEDGER_KEY_ADDED,
					       LEDGER_KEY_REVOKED,    LEDGER_GRANTED,
					       LEDGER_GRANT_ENDED,    LEDGER_PIN_GIVEN};

	portal_open(&p, "account-entries");
	paper = opened(&p, "Rima Khoury");
	GOOD(account_add_key(p.registry, &p.host, paper.number, "laptop", ONE, &err));
	GOOD(account_revoke_key(p.registry, &p.host, paper.number, "laptop", &err));
	GOOD(account_grant(p.registry, &p.host, paper.number, &g, &err));
	GOOD(account_end(p.registry, &p.host, paper.number, g.id, &err));
	GOOD(account_renew_pin(p.registry, &p.host, paper.number, &paper, &err));
	a = shown(&p, paper.number);
	GOOD(ledger_of(p.registry, a.id, p.arena, &entries, &count, &err));
	ck_assert_uint_eq(count, 6);
	for (size_t i = 0; i < count; i++) {
		ck_assert_int_eq(entries[i].act, acts[i]);
		ck_assert_int_eq(entries[i].revision, (int64_t)i + 1);
		ck_assert_str_eq(entries[i].actor, "host");
		ck_assert_uint_eq(strlen(entries[i].subject), 32);
	}
	portal_close(&p);
}
END_TEST

/* What was changed past the portal gets no new digest by the next change, whoever makes it. */
START_TEST(a_tampered_account_is_not_made_good)
{
	static const char *const changes[] = {
		"UPDATE account SET code_step = 7",
		"UPDATE account_key SET name = 'token'",
		"UPDATE account_grant SET role = 'administrator'",
	};
	struct account_grant g, more;
	struct account_paper paper, fresh;
	struct account_code code;
	struct portal p;
	char name[32];

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		snprintf(name, sizeof(name), "account-tampered-%zu", i);
		portal_open(&p, name);
		g = more = (struct account_grant){.role = "officer"};
		paper = opened(&p, "Rima Khoury");
		GOOD(account_add_key(p.registry, &p.host, paper.number, "laptop", ONE, &err));
		GOOD(account_grant(p.registry, &p.host, paper.number, &g, &err));
		portal_tamper(&p, changes[i]);
#define CHANGE(what, ...)                                                                          \
	BAD(FAULT_BROKEN, account_##what(p.registry, &p.host, paper.number, __VA_ARGS__, &err))
		CHANGE(renew_pin, &fresh);
		CHANGE(renew_code, &code);
		CHANGE(add_key, "phone", TWO);
		CHANGE(revoke_key, ONE);
		CHANGE(grant, &more);
		CHANGE(end, g.id);
#undef CHANGE
		ck_assert_int_gt(portal_verify(&p, false), 0);
		portal_close(&p);
	}
}
END_TEST

SUITE(account, numbers_are_checked_and_shown_in_groups, an_account_is_opened_and_its_name_is_sealed,
      a_new_pin_ends_the_one_before, keys_are_named_several_and_revoked,
      a_key_is_read_as_a_line_or_by_its_fingerprint, roles_are_granted_over_what_there_is,
      every_change_is_entered, a_tampered_account_is_not_made_good)
