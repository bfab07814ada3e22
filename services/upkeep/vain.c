/* vain.c - words that were searched in vain, counted for the administrator. */
#include "services/upkeep/vain.h"

#include "i18n/date.h"
#include "services/access/access.h"
#include "services/access/pace.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_vain.h"

#include <string.h>

#define SOURCE 16 /* digits of the digest of one */

void vain_note(struct vain *v, const struct catalogue *c, const char *text)
{
	const char *words[LIMIT_VAIN_VISIT];
	struct arena *a;
	size_t count;

	if (v == NULL || v->count == LIMIT_VAIN_VISIT)
		return;
	a = arena_new((size_t)1 << 20);
	count = catalogue_vain(c, a, text, words, LIMIT_VAIN_VISIT);
	for (size_t i = 0; i < count && v->count < LIMIT_VAIN_VISIT; i++) {
		size_t at = 0;

		while (at < v->count && strcmp(v->words[at], words[i]) != 0)
			at++;
		if (at == v->count)
			snprintf(v->words[v->count++], VAIN_WORD, "%s", words[i]);
	}
	arena_free(a);
}

static void name_word(const struct registry *r, const char *word, char ret[SEAL_DIGEST + 1])
{
	struct seal_digest d;

	seal_digest_begin(&d, &r->seal, "vain");
	seal_digest_text(&d, word);
	seal_digest_end(&d, ret);
}

/* Of the source with this word, so that no two words tell that they are of one source; of a word
 * that is known by day, too. */
static void name_source(const struct registry *r, const char *source, const char *word, int64_t day,
			char ret[SOURCE + 1])
{
	char whole[SEAL_DIGEST + 1];
	struct seal_digest d;

	seal_digest_begin(&d, &r->seal, "vain source");
	seal_digest_text(&d, word);
	seal_digest_text(&d, source);
	seal_digest_number(&d, day);
	seal_digest_end(&d, whole);
	memcpy(ret, whole, SOURCE);
	ret[SOURCE] = '\0';
}

static bool has_source(const struct store_vain *row, const char *source)
{
	for (const char *s = row->sources; strlen(s) >= SOURCE; s += SOURCE)
		if (memcmp(s, source, SOURCE) == 0)
			return true;
	return false;
}

/* Where there is no room the oldest goes. */
static void add_source(struct store_vain *row, const char *source)
{
	size_t len = strlen(row->sources);

	if (len + SOURCE >= sizeof(row->sources)) {
		memmove(row->sources, row->sources + SOURCE, len - SOURCE);
		len -= SOURCE;
	}
	memcpy(row->sources + len, source, SOURCE + 1);
}

/* Once more; true when it is from another source, or of another day. */
static bool count_one(const struct registry *r, const char *source, const char *word,
		      struct store_vain *row)
{
	int64_t day = date_begin(date_of(registry_now(r)));
	bool known = row->count >= LIMIT_VAIN_SOURCES;
	char name[SOURCE + 1];

	if (known && row->day != day)
		row->sources[0] = '\0';
	name_source(r, source, word, known ? day : 0, name);
	if (has_source(row, name))
		return false;
	row->day = day;
	row->count++;
	if (!known && row->count == LIMIT_VAIN_SOURCES) {
		snprintf(row->word, sizeof(row->word), "%s", word);
		row->sources[0] = '\0';
		name_source(r, source, word, day, name);
	}
	add_source(row, name);
	return true;
}

static enum fault count_word(struct registry *r, const char *source, const char *word,
			     struct error *err)
{
	struct store_vain row = {.count = 0};
	char id[SEAL_DIGEST + 1];
	bool found = false;
	enum fault fault;

	name_word(r, word, id);
	fault = store_vain_find(r->store, id, &row, &found, err);
	if (fault == FAULT_NONE && !found) {
		memcpy(row.id, id, sizeof(id));
		fault = store_vain_make_room(r->store, LIMIT_VAIN, err);
	}
	return fault == FAULT_NONE && count_one(r, source, word, &row)
		       ? store_vain_put(r->store, &row, err)
		       : fault;
}

/* One after the other of all who count, in the order of store.h. */
static enum fault count_once(struct registry *r, struct caller *c, const struct vain *v,
			     struct error *err)
{
	enum fault fault = store_begin(r->store, err);

	if (fault == FAULT_NONE)
		fault = store_lock(r->store, "vain", err);
	if (fault == FAULT_NONE)
		fault = pace_take(r, c, PACE_VAIN, err);
	for (size_t i = 0; i < v->count && fault == FAULT_NONE; i++)
		fault = count_word(r, c->source, v->words[i], err);
	if (fault == FAULT_NONE)
		fault = store_commit(r->store, err);
	store_rollback(r->store);
	return fault;
}

/* What is asked first only reads: that does not wait. */
enum fault vain_count(struct registry *r, const struct caller *c, const struct vain *v,
		      struct error *err)
{
	struct caller anybody = *c;
	struct store_runs runs = {0};
	enum fault fault = FAULT_NONE;

	if (v->count == 0 || c->role != ROLE_APPLICANT || c->source[0] == '\0')
		return FAULT_NONE;
	anybody.exempt = false;
	fault = access_may(r, c, ACCESS_VISIT, NULL, err);
	if (fault == FAULT_NONE)
		fault = pace_ask(r, &anybody, PACE_VAIN, err);
	if (fault != FAULT_NONE)
		return fault;
	do
		fault = count_once(r, &anybody, v, err);
	while (fault != FAULT_NONE && store_again(r->store, &runs));
	return fault;
}

struct listing {
	struct arena *arena;
	struct vain_word *list;
	size_t count;
};

static void add_word(void *ctx, const struct store_vain *row)
{
	struct listing *l = ctx;

	if (l->count < LIMIT_VAIN)
		l->list[l->count++] =
			(struct vain_word){arena_text(l->arena, row->word), row->count, row->day};
}

enum fault vain_list(struct registry *r, const struct caller *c, struct arena *a,
		     struct vain_word **ret, size_t *ret_count, struct error *err)
{
	struct listing l = {.arena = a};
	enum fault fault = access_may(r, c, ACCESS_ACCOUNTS, NULL, err);

	if (fault != FAULT_NONE)
		return fault;
	l.list = arena_array(a, LIMIT_VAIN, sizeof(*l.list));
	fault = store_vain_each(r->store, LIMIT_VAIN_SOURCES, add_word, &l, err);
	if (fault == FAULT_NONE) {
		*ret = l.list;
		*ret_count = l.count;
	}
	return fault;
}
