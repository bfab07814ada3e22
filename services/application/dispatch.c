/* dispatch.c - a message to an address of somebody: written with what it tells of, and on its way
 * from then on. */
#include "services/application/dispatch.h"

#include "i18n/cluster.h"
#include "services/registry/id.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#define WORK ((size_t)16 << 10) /* bytes */

bool dispatch_seal(const struct seal *s, const char *owner, const char *binding, const char *words,
		   char *ret, size_t room)
{
	ARENA_CLEAN struct arena *a = arena_new(WORK);
	struct sealed sealed = seal_words(s, a, owner, binding, words);

	if (2 * sealed.len >= room)
		return false;
	sodium_bin2hex(ret, room, sealed.bytes, sealed.len);
	return true;
}

const char *dispatch_open(const struct seal *s, struct arena *a, const char *owner,
			  const char *binding, const char *sealed)
{
	size_t room = strlen(sealed) / 2 + 1;
	unsigned char *bytes = arena_take(a, room);
	struct sealed with = {bytes, 0};
	char *words = NULL;

	if (sodium_hex2bin(bytes, room, sealed, strlen(sealed), NULL, &with.len, NULL) != 0 ||
	    seal_open_words(s, a, owner, binding, with, &words, NULL) != FAULT_NONE)
		return "";
	return words;
}

enum fault dispatch_add(struct registry *r, const struct store_address *to, const char *application,
			int number, const char *words, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(WORK);
	struct store_dispatch row = {.number = number, .at = registry_now(r)};
	size_t len = strlen(words);

	/* A cluster takes a byte at least, and a column at most as many. */
	if (len > LIMIT_DISPATCH)
		words = arena_slice(a, words, cluster_fit(words, LIMIT_DISPATCH, LIMIT_DISPATCH));
	id_new(row.id);
	snprintf(row.address, sizeof(row.address), "%s", to->id);
	snprintf(row.application, sizeof(row.application), "%s",
		 application == NULL ? "" : application);
	snprintf(row.state, sizeof(row.state), "%s", STORE_DISPATCH_WAITING);
	row.next_at = row.at;
	if (!dispatch_seal(&r->seal, row.id, DISPATCH_WORDS, words, row.words, sizeof(row.words)))
		fatal("a message of %zu bytes", strlen(words));
	vouch_row(&r->seal, &store_dispatch_table, &row, row.mac);
	return store_dispatch_add(r->store, &row, err);
}

/* --- of a notice --- */

struct all {
	struct arena *arena;
	struct one {
		struct store_address row;
		struct one *next;
	} * first, **end;
};

static void keep(void *ctx, const struct store_address *row)
{
	struct all *all = ctx;
	struct one *one = arena_take(all->arena, sizeof(*one));

	one->row = *row;
	*all->end = one;
	all->end = &one->next;
}

/* Nothing but what the template has a place for; never what somebody wrote with the act. The number
 * is in one piece: its four among Arabic letters would change places on many telephones. */
static const char *brief(struct change *c, const struct service *s, const struct template *t,
			 enum lang lang)
{
	const struct stage *stage = service_stage(s, c->row.stage);
	const struct template *news = s->notices[TOLD_NEWS];
	const char *values[TEMPLATE_PLACES] = {
		[TEMPLATE_SERVICE] = s->name.in[lang],
		[TEMPLATE_AUTHORITY] = s->authority.in[lang],
		[TEMPLATE_REFERENCE] = c->row.reference,
		[TEMPLATE_STAGE] = stage == NULL ? NULL : stage->name.in[lang],
	};
	struct template short_one = {.text = t->brief};

	if (t->brief.in[lang] != NULL)
		return template_fill(c->arena, &short_one, lang, values);
	return news == NULL ? c->row.reference : template_fill(c->arena, news, lang, values);
}

static enum fault send_to(struct change *c, const struct service *s, const struct template *t,
			  const struct one *first, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (const struct one *one = first; one != NULL && fault == FAULT_NONE; one = one->next) {
		enum lang lang = LANG_EN;

		lang_find(one->row.lang, &lang);
		fault = dispatch_add(c->registry, &one->row, c->row.id, c->event,
				     brief(c, s, t, lang), err);
	}
	return fault;
}

static void keep_proven(void *ctx, const struct store_address *row)
{
	if (row->proven_at > 0)
		keep(ctx, row);
}

enum fault dispatch_member(struct change *c, const struct service *s, const struct template *t,
			   const char *account, struct error *err)
{
	struct all all = {.arena = c->arena, .end = &all.first};
	enum fault fault = store_address_each(c->registry->store, account, keep_proven, &all, err);

	return fault == FAULT_NONE ? send_to(c, s, t, all.first, err) : fault;
}

enum fault dispatch_notice(struct change *c, const struct service *s, const struct template *t,
			   struct error *err)
{
	struct all all = {.arena = c->arena, .end = &all.first};
	enum fault fault = store_address_each_told(c->registry->store, c->row.id, keep, &all, err);

	return fault == FAULT_NONE ? send_to(c, s, t, all.first, err) : fault;
}

/* --- to an account --- */

static const char *words_about(struct arena *a, const struct dispatch_about *about, enum lang lang)
{
	const char *values[TEMPLATE_PLACES] = {[TEMPLATE_SERVICE] = about->name->in[lang],
					       [TEMPLATE_AUTHORITY] = about->authority->in[lang],
					       [TEMPLATE_REFERENCE] = about->number};
	struct template t = {.id = ""};

	if (about->words == NULL || about->words->in[lang] == NULL)
		return about->number;
	t.text = *about->words;
	return template_fill(a, &t, lang, values);
}

enum fault dispatch_account(struct registry *r, const struct dispatch_about *about,
			    const char *account, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	struct all all = {.arena = a, .end = &all.first};
	enum fault fault = store_address_each(r->store, account, keep_proven, &all, err);

	for (const struct one *one = all.first; one != NULL && fault == FAULT_NONE;
	     one = one->next) {
		enum lang lang = LANG_EN;

		lang_find(one->row.lang, &lang);
		fault = dispatch_add(r, &one->row, NULL, 0, words_about(a, about, lang), err);
	}
	return fault;
}
