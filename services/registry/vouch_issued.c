/* vouch_issued.c - that a document was issued, and that it holds no more, is entered in the ledger.
 */
#include "services/registry/vouch_issued.h"

#include "i18n/date.h"
#include "services/registry/registry_inside.h"

/* What an entry's reason says of a document. */
static void put_sum(const struct store_issued *row, const char *code, char ret[65])
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
	char sum[65] = "", reason[160];

	if (act == LEDGER_ISSUED)
		put_sum(row, code, sum);
	snprintf(reason, sizeof(reason), "%s/%s", row->output,
		 act == LEDGER_ISSUED ? sum : row->status);
	return ledger_add_next(r,
			       &(struct ledger_entry){.act = act,
						      .object = row->id,
						      .actor = "portal",
						      .role = "portal",
						      .reason = reason},
			       row->mac, VOUCH_ISSUED_RECIPE, err);
}
