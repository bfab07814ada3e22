/* member_rows.c - rows of those who work on an application: read, made, written. */
#include "services/application/member_inside.h"

#include "i18n/base/array.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch_member.h"

static void keep(void *ctx, const struct store_member *row)
{
	struct members *m = ctx;
	struct store_member *to;

	m->rows = array_room_in(m->arena, m->rows, m->count + 2, &m->room, sizeof(*m->rows));
	to = &m->rows[m->count++];
	*to = *row;
	to->name = table_bytes_keep(m->arena, row->name);
	to->content = table_bytes_keep(m->arena, row->content);
	to->proof = table_bytes_keep(m->arena, row->proof);
}

enum fault members_read(struct registry *r, const char *application, struct arena *a,
			struct members *ret, struct error *err)
{
	*ret = (struct members){.arena = a};
	ret->rows = array_room_in(a, NULL, 1, &ret->room, sizeof(*ret->rows));
	return store_member_each(r->store, application, keep, ret, err);
}

enum fault members_make(struct change *c, struct members *m, const char *name,
			struct store_member **ret, struct error *err)
{
	struct store_member *row;

	if (m->count >= LIMIT_MEMBERS)
		return fail(err, FAULT_DENIED,
			    N_("Too many people were invited to this application. Ask one of those "
			       "already invited to continue."),
			    "%zu members", m->count);
	m->rows = array_room_in(m->arena, m->rows, m->count + 2, &m->room, sizeof(*m->rows));
	row = &m->rows[m->count];
	*row = (struct store_member){.number = (int)m->count + 1, .at = c->now};
	id_new(row->id);
	snprintf(row->application, sizeof(row->application), "%s", c->row.id);
	row->name = member_seal(&c->registry->seal, m->arena, row, MEMBER_NAME, name);
	m->count++;
	c->row.members = (int)m->count;
	*ret = row;
	return FAULT_NONE;
}

enum fault members_check_open(const struct change *c, struct error *err)
{
	enum application_state state = change_state(c->row.state);

	if (state == STATE_DRAFT || application_is_open(state))
		return FAULT_NONE;
	return fail(err, FAULT_CONFLICT,
		    N_("This application is closed and can no longer be changed."), "state %s",
		    c->row.state);
}

struct table_bytes member_seal(const struct seal *s, struct arena *a,
			       const struct store_member *row, const char *what, const char *words)
{
	struct sealed sealed = seal_words(s, a, row->id, what, words);

	return (struct table_bytes){sealed.bytes, sealed.len};
}

const char *member_open(const struct seal *s, struct arena *a, const struct store_member *row,
			const char *what, struct table_bytes sealed)
{
	char *words = NULL;

	if (sealed.len == 0 ||
	    seal_open_words(s, a, row->id, what, (struct sealed){sealed.at, sealed.len}, &words,
			    NULL) != FAULT_NONE)
		return "";
	return words;
}

bool member_lives(const struct store_member *row, int64_t now)
{
	return row->ended_at == 0 &&
	       (row->joined_at > 0 || row->signed_at > 0 || row->until >= now);
}

struct store_member *members_signer(const struct members *m, const char *signature, int item,
				    int64_t now)
{
	for (size_t i = 0; i < m->count; i++)
		if (member_lives(&m->rows[i], now) &&
		    strcmp(m->rows[i].signature, signature) == 0 && m->rows[i].item == item)
			return &m->rows[i];
	return NULL;
}

struct store_member *members_numbered(const struct members *m, int number)
{
	return number > 0 && (size_t)number <= m->count ? &m->rows[number - 1] : NULL;
}

struct store_member *members_find(const struct members *m, const char *id)
{
	for (size_t i = 0; i < m->count; i++)
		if (id[0] != '\0' && strcmp(m->rows[i].id, id) == 0)
			return &m->rows[i];
	return NULL;
}

enum fault member_write(struct change *c, struct store_member *row, bool is_new,
			enum ledger_act act, struct error *err)
{
	struct ledger_entry who = change_who(c->caller);

	if (c->by.role[0] != '\0')
		who.role = c->by.role;
	if (c->by.office[0] != '\0')
		who.office = c->by.office;
	return vouch_member(c->registry, row, is_new, act, &who, err);
}

/* --- whose PIN it is --- */

struct by_number {
	int number;
	char hash[128];
};

static void look(void *ctx, const struct store_member *row)
{
	struct by_number *b = ctx;

	if (row->number == b->number && row->joined_at > 0 && row->ended_at == 0)
		memcpy(b->hash, row->pin, sizeof(b->hash));
}

/* One hash for each try, as of an application's: the number is a part of the PIN. */
enum fault member_hash_of(struct registry *r, const char *application, const char *pin,
			  char ret[128], struct error *err)
{
	struct by_number b = {.number = 10 * (pin[0] - '0') + pin[1] - '0'};
	enum fault fault = store_member_each(r->store, application, look, &b, err);

	memcpy(ret, b.hash, sizeof(b.hash));
	return fault;
}
