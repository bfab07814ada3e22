/* account_code.c - the secret of an account's one-time codes: given, sealed, and opened again. */
#include "services/access/account_code.h"

#include "services/access/account_second.h"
#include "services/registry/registry_inside.h"

#include <string.h>

#define BINDING "code"
#define WORK ((size_t)4096) /* bytes */

static void seal_code(const struct seal *s, struct store_account *row, const char *secret)
{
	ARENA_CLEAN struct arena *a = arena_new(WORK);
	struct sealed sealed = seal_words(s, a, row->id, BINDING, secret);

	if (2 * sealed.len >= sizeof(row->code))
		fatal("a sealed secret of %zu bytes", sealed.len);
	sodium_bin2hex(row->code, sizeof(row->code), sealed.bytes, sealed.len);
}

void account_code_open(const struct seal *s, const struct store_account *row, char ret[CODE_SECRET])
{
	ARENA_CLEAN struct arena *a = arena_new(WORK);
	unsigned char bytes[sizeof(row->code) / 2];
	struct sealed sealed = {bytes, 0};
	char *words = NULL;

	ret[0] = '\0';
	if (sodium_hex2bin(bytes, sizeof(bytes), row->code, strlen(row->code), NULL, &sealed.len,
			   NULL) == 0 &&
	    seal_open_words(s, a, row->id, BINDING, sealed, &words, NULL) == FAULT_NONE) {
		snprintf(ret, CODE_SECRET, "%s", words);
		sodium_memzero(words, strlen(words));
	}
}

enum fault account_renew_code(struct registry *r, const struct caller *c, const char *number,
			      struct account_code *ret, struct error *err)
{
	struct account_change change = {.registry = r, .caller = c};
	struct account_code made = {.number = ""};
	bool waits = false;
	enum fault fault;

	code_new(made.secret);
	do {
		fault = account_change_begin(&change, number, err);
		if (fault == FAULT_NONE)
			fault = account_second(&change, ACCOUNT_CODE, &waits, err);
		if (fault == FAULT_NONE && !waits) {
			seal_code(&r->seal, &change.row, made.secret);
			change.row.code_step = 0;
			fault = account_change_enter(&change, LEDGER_CODE_GIVEN, "", err);
		}
		fault = account_change_end(&change, fault, err);
	} while (account_change_again(&change, fault));
	fault = account_second_needed(fault, waits, err);
	if (fault == FAULT_NONE) {
		snprintf(made.number, sizeof(made.number), "%.10s", change.row.number);
		code_uri(made.secret, made.number, made.uri);
		*ret = made;
	}
	sodium_memzero(&made, sizeof(made));
	return fault;
}
