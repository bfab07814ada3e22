/* preference.c - what the owner of a key chose before: the language, and how a terminal is sent
 * Arabic. */
#include "services/access/preference.h"

#include "services/access/pace.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/store_visitor.h"

enum fault preference_get(struct registry *r, const struct caller *c, struct preference *ret,
			  bool *ret_known, struct error *err)
{
	struct store_visitor_choice choice;
	bool known = false;
	enum fault fault = FAULT_NONE;

	if (c->key[0] != '\0')
		fault = store_visitor_find_choice(r->store, c->key, &choice, &known, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret_known = known && lang_find(choice.lang, &ret->lang);
	if (*ret_known)
		ret->terminal = choice.terminal;
	return FAULT_NONE;
}

static enum fault set(struct registry *r, struct caller *c,
		      const struct store_visitor_choice *choice, struct error *err)
{
	struct store_visitor_choice before;
	bool known = false;
	enum fault fault = store_begin(r->store, err);

	if (fault == FAULT_NONE)
		fault = store_visitor_find_choice(r->store, c->key, &before, &known, err);
	if (fault == FAULT_NONE && !known)
		fault = pace_take(r, c, PACE_KEY, err);
	if (fault == FAULT_NONE)
		fault = store_visitor_put_choice(r->store, choice, err);
	if (fault == FAULT_NONE)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	return fault;
}

enum fault preference_set(struct registry *r, struct caller *c, const struct preference *p,
			  struct error *err)
{
	struct store_visitor_choice choice = {.terminal = p->terminal, .at = registry_now(r)};
	int64_t paced[CALLER_PACES];
	struct store_runs runs = {0};
	enum fault fault;

	if (c->key[0] == '\0')
		return FAULT_NONE;
	snprintf(choice.key, sizeof(choice.key), "%s", c->key);
	snprintf(choice.lang, sizeof(choice.lang), "%s", lang_code(p->lang));
	vouch_row(&r->seal, &store_visitor_choice_table, &choice, choice.mac);
	memcpy(paced, c->paced, sizeof(paced));
	do {
		memcpy(c->paced, paced, sizeof(paced));
		fault = set(r, c, &choice, err);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}

enum fault preference_forget(struct registry *r, const struct caller *c, struct error *err)
{
	struct store_runs runs = {0};
	enum fault fault;

	if (c->key[0] == '\0')
		return FAULT_NONE;
	do {
		fault = store_begin(r->store, err);
		if (fault == FAULT_NONE)
			fault = store_visitor_drop_choice(r->store, c->key, err);
		if (fault == FAULT_NONE)
			fault = store_commit(r->store, err);
		store_rollback(r->store);
	} while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}
