/* fee.c - what is known of a fee before there are answers: free, charged, by case, told in words.
 */
#include "services/definition/fee.h"

/* One more amount: the least so far, and whether there is another. */
static void add(int64_t minor, bool *any, int64_t *least, bool *more)
{
	*more = *more || (*any && minor != *least);
	if (!*any || minor < *least)
		*least = minor;
	*any = true;
}

bool fee_least(const struct fee *fee, int64_t *ret_minor, bool *ret_more)
{
	bool any = false, more = false, open = false;
	int64_t least = 0;

	if (fee->known)
		add(fee->amount_minor, &any, &least, &more);
	for (size_t i = 0; i < fee->amount_count; i++) {
		open = open || !fee->amounts[i].known;
		if (fee->amounts[i].known)
			add(fee->amounts[i].amount_minor, &any, &least, &more);
	}
	*ret_minor = least;
	*ret_more = more || (any && open);
	return any;
}

enum fee_kind fee_kind(const struct fee *fee)
{
	int64_t least;
	bool more;

	if (fee == NULL)
		return FEE_UNKNOWN;
	if (!fee_least(fee, &least, &more))
		return fee->note.in[LANG_AR] != NULL ? FEE_TOLD : FEE_UNKNOWN;
	if (least > 0)
		return FEE_CHARGED;
	return more ? FEE_BY_CASE : FEE_FREE;
}
