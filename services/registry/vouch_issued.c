/* vouch_issued.c - that a document was issued, and that it holds no more, is entered in the ledger.
 */
#include "services/registry/vouch_issued.h"

#include "i18n/date.h"
#include "services/registry/id.h"
#include "services/registry/registry_inside.h"

void vouch_issued_sum(const struct store_issued *row, const char *code, char ret[65])
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	const char *until = row->until == 0 ? "" : date_iso(a, date_from_number(row->until));
	const char *text = arena_format(a, "%s\n%s\n%s\n%s\n", code, row->number,
					date_iso(a, date_of(row->at)), until);
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(sum, (const unsigned char *)text, strlen(text));
	sodium_bin2hex(ret, 65, sum, sizeof(sum));
}

enum fault vouch_issued(struct registry *r, const struct store_issued *row, enum ledger_act act,
			const char *code, struct error *err)
{
	char operation[ID_LENGTH + 1], sum[65] = "", reason[160];
	struct ledger_last last;
	enum fault fault = ledger_last(r, row->id, &last, err);

	if (fault != FAULT_NONE)
		return fault;
	id_new(operation);
	if (act == LEDGER_ISSUED)
		vouch_issued_sum(row, code, sum);
	snprintf(reason, sizeof(reason), "%s/%s", row->output,
		 act == LEDGER_ISSUED ? sum : row->status);
	return ledger_add(r,
			  &(struct ledger_entry){.act = act,
						 .object = row->id,
						 .revision = last.revision + 1,
						 .actor = "portal",
						 .role = "portal",
						 .reason = reason,
						 .operation = operation,
						 .digest = row->mac,
						 .digest_recipe = VOUCH_ISSUED_RECIPE},
			  err);
}
