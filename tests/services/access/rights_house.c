/* rights_house.c - a portal with what belongs to somebody, and who may not touch it. */
#include "tests/services/access/rights_house.h"

#include "tests/services/raw.h"
#include "tests/unit.h"

#include <string.h>

/* --- the house --- */

static void submit_one(struct house *h, enum victim v)
{
	struct portal *p = &h->portal;
	struct receipt receipt = portal_apply(p, &p->owner);

	memcpy(h->pins[v], receipt.pin, sizeof(receipt.pin));
	GOOD(application_open(p->registry, &p->owner, receipt.reference, NULL, &h->victims[v],
			      &h->err));
}

/* An account with a key, and with a role where `g` has one; its id. */
static void open_account(struct house *h, struct account_grant *g, struct account_paper *ret,
			 char id[33])
{
	struct portal *p = &h->portal;
	struct account account;

	GOOD(account_open(p->registry, &p->host, "Rima Khoury", ret, &h->err));
	if (g != NULL)
		GOOD(account_grant(p->registry, &p->host, ret->number, g, &h->err));
	GOOD(account_get(p->registry, &p->host, p->arena, ret->number, &account, &h->err));
	memcpy(id, account.id, sizeof(account.id));
}

static void open_accounts(struct house *h)
{
	struct portal *p = &h->portal;
	struct account_grant other = {.role = "administrator"};
	struct account_paper paper;
	char id[33];

	h->grant = (struct account_grant){.role = "officer"};
	open_account(h, &h->grant, &h->account, id);
	GOOD(account_add_key(p->registry, &p->host, h->account.number, "laptop", RIGHTS_KEY,
			     &h->err));
	GOOD(account_renew_code(p->registry, &p->host, h->account.number, &h->code, &h->err));
	open_account(h, NULL, &paper, h->staff[STAFF_WITHOUT_A_ROLE]);
	open_account(h, &other, &paper, h->staff[STAFF_ENDED]);
	GOOD(account_end(p->registry, &p->host, paper.number, other.id, &h->err));
}

void rights_house_open(struct house *h, const char *name, const char *of)
{
	struct portal *p = &h->portal;
	struct application *v = h->victims;
	struct preference chosen = {LANG_FR, 0};
	struct field_path at;
	char pin[PIN_DIGITS + 1], folder[80];

	*h = (struct house){0};
	snprintf(folder, sizeof(folder), "%s%s", name, of);
	portal_open(p, folder);
	h->form = portal_form(p);
	GOOD(application_begin(p->registry, &p->owner, p->service, LANG_EN, &v[VICTIM_DRAFT],
			       h->pins[VICTIM_DRAFT], &h->err));
	at = portal_path(p, "full_name", 0);
	GOOD(application_put(p->registry, &p->owner, &v[VICTIM_DRAFT],
			     &(struct application_answer){.at = at, .now = "Mayy"}, &h->err));
	for (int i = VICTIM_SUBMITTED; i < VICTIMS; i++)
		submit_one(h, (enum victim)i);
	GOOD(application_ask(p->registry, &p->host, &v[VICTIM_ASKED], p->service, "Which?",
			     &h->err));
	GOOD(application_stage(p->registry, &p->host, &v[VICTIM_ISSUING], p->service, "issue", "",
			       &h->err));
	GOOD(preference_set(p->registry, &p->owner, &chosen, &h->err));
	GOOD(application_begin(p->registry, &p->other, p->service, LANG_EN, &h->own, pin, &h->err));
	open_accounts(h);
	memset(h->gone.id, 'f', sizeof(h->gone.id) - 1);
}

void rights_house_close(struct house *h)
{
	form_free(h->form);
	portal_close(&h->portal);
}

struct caller rights_house_intrude(const struct house *h, enum intruder who)
{
	static const char *const sources[INTRUDERS] = {"203.0.113.0/24",
						       "203.0.114.0/24",
						       "203.0.115.0/24",
						       "203.0.116.0/24",
						       "203.0.117.0/24",
						       "",
						       ""};
	struct caller c = caller_visitor(sources[who], FACE_PAGES);

	if (who == ANOTHER_KEY)
		memset(c.key, 'c', 64);
	else if (who == SIGNED_IN_ELSEWHERE)
		caller_sign_in(&c, h->own.reference);
	else if (who == PROVEN_ELSEWHERE)
		caller_prove(&c, h->own.reference, NULL, PROVEN_PIN);
	else if (who == FALSE_AUTHORITY)
		c.role = ROLE_AUTHORITY; /* over a line */
	else if (h->staff[who][0] != '\0') {
		caller_act_as(&c, h->staff[who]);
		c.face = FACE_HOST;
	}
	return c;
}

/* --- what the registry holds --- */

/* Wrong tries are counted, what PostgreSQL's side has done is marked, and the catalogue belongs to
   nobody. */
static bool is_left_out(const char *table)
{
	static const char *const names[] = {"tries", "done", "definition", "meta"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(table, names[i]) == 0)
			return true;
	return false;
}

static void add_row(void *ctx, const struct raw_value *values, int count)
{
	for (int i = 0; i < count; i++) {
		buffer_add(ctx, values[i].at, values[i].len);
		buffer_text(ctx, "|");
	}
}

static void add_rows(struct raw *d, struct buffer *out, const char *sql)
{
	raw_each(d, sql, add_row, out);
}

static void add_tables(struct house *h, struct raw *d, struct buffer *out)
{
	struct raw_column *list;
	size_t count = raw_columns(d, h->portal.arena, &list);

	for (size_t i = 0; i < count; i++)
		if (list[i].is_first && !is_left_out(list[i].table))
			raw_each_of(d, list[i].table, add_row, out);
}

static void add_victims(struct house *h, struct raw *d, struct buffer *out)
{
	static const struct {
		const char *table, *column;
	} parts[] = {{"application", "id"},      {"holder", "application"},
		     {"request", "application"}, {"answer", "application"},
		     {"items", "application"},   {"event", "application"}};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		for (int v = 0; v < VICTIMS; v++)
			add_rows(d, out,
				 arena_format(h->portal.arena, "SELECT * FROM %s WHERE %s = '%s'",
					      parts[i].table, parts[i].column, h->victims[v].id));
	add_rows(d, out,
		 arena_format(h->portal.arena, "SELECT * FROM choice WHERE key = '%s'",
			      h->portal.owner.key));
}

struct buffer rights_house_content(struct house *h, bool all)
{
	struct raw *d = raw_open(h->portal.folder, h->portal.address);
	struct buffer out;

	buffer_open(&out, (size_t)1 << 24);
	if (all)
		add_tables(h, d, &out);
	else
		add_victims(h, d, &out);
	ck_assert_uint_gt(out.size, 1000);
	raw_close(d);
	return out;
}
