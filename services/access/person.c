/* person.c - the person of an account, whose visit it is. */
#include "services/access/person.h"

#include "services/registry/registry_inside.h"
#include "services/store/store_account.h"

enum fault person_of(struct registry *r, const struct caller *c, struct person *ret, bool *ret_is,
		     struct error *err)
{
	struct store_account row;
	bool is = c->account[0] != '\0';
	enum fault fault = FAULT_NONE;

	if (is && c->account_shown)
		fault = store_account_find(r->store, STORE_BY_ID, c->account, &row, &is, err);
	if (fault != FAULT_NONE)
		return fault;
	if (is && c->account_shown)
		is = caller_shows(c, row.pin);
	caller_account_name(c->account, ret->holder);
	ret->row = (struct store_application_person){c->account, ret->holder, c->key};
	*ret_is = is;
	return FAULT_NONE;
}
