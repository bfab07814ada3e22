/* entry_key.c - by what entries are found: keyed digests of their number, and of what their columns
 * let find. */
#include "services/register/entry_key.h"

#include "i18n/base/array.h"
#include "i18n/fold.h"
#include "services/definition/type.h"
#include "services/register/entry_number.h"
#include "services/registry/registry_inside.h"
#include "services/search/personname.h"
#include "services/search/skeleton.h"

#include <string.h>

struct keys {
	const struct seal *seal;
	struct arena *arena;
	char (*list)[65];
	size_t count, room;
};

static void add(struct keys *k, const char *domain, const char *value)
{
	char key[SEAL_DIGEST + 1];

	if (value[0] == '\0')
		return;
	seal_index(k->seal, domain, value, key);
	for (size_t i = 0; i < k->count; i++)
		if (strcmp(k->list[i], key) == 0)
			return;
	k->list = array_room_in(k->arena, k->list, k->count + 1, &k->room, sizeof(*k->list));
	memcpy(k->list[k->count++], key, sizeof(key));
}

static bool is_persons(const struct register_column *c)
{
	return c->is_person || c->question.type == &type_name;
}

/* Two words in an order that does not depend on how they stand. */
static void add_pairs(struct keys *k, const char *domain, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++) {
			bool turn = strcmp(words[i], words[j]) > 0;

			add(k, domain,
			    arena_format(k->arena, "%s %s", words[turn ? j : i],
					 words[turn ? i : j]));
		}
}

static void add_value(struct keys *k, const char *book, const struct register_column *c,
		      const char *value)
{
	const char *domain = arena_format(k->arena, "entry:%s:%s", book, c->question.id);
	const char *words[SKELETON_WORDS];
	size_t count;

	if (c->find == REGISTER_FIND_EXACT)
		add(k, domain, entry_number_fold(k->arena, value));
	if (c->find != REGISTER_FIND_NAME)
		return;
	count = skeleton_words(k->arena, value, words);
	if (is_persons(c)) {
		add_pairs(k, domain, words, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		add(k, domain, words[i]);
}

static void add_number(struct keys *k, const char *book, const char *number)
{
	add(k, arena_format(k->arena, "entry:%s:#", book), entry_number_fold(k->arena, number));
}

enum fault entry_key_put(struct registry *r, struct arena *a, const struct register_definition *d,
			 const struct store_register_entry *row, const struct entry_put *values,
			 size_t count, struct error *err)
{
	struct keys k = {.seal = &r->seal, .arena = a};
	enum fault fault = store_register_drop_keys(r->store, row->id, err);

	add_number(&k, d->id, row->number);
	for (size_t i = 0; i < count; i++)
		add_value(&k, d->id, values[i].column, values[i].value);
	for (size_t i = 0; fault == FAULT_NONE && i < k.count; i++) {
		struct store_register_key key;

		memcpy(key.key, k.list[i], sizeof(key.key));
		memcpy(key.entry, row->id, sizeof(key.entry));
		fault = store_register_add_key(r->store, &key, err);
	}
	return fault;
}

size_t entry_key_query(struct registry *r, struct arena *a, const struct register_definition *d,
		       const struct register_column *column, const char *words,
		       char ret[STORE_REGISTER_KEYS][65])
{
	struct keys k = {.seal = &r->seal, .arena = a};

	if (column == NULL)
		add_number(&k, d->id, words);
	else
		add_value(&k, d->id, column, words);
	for (size_t i = 0; i < STORE_REGISTER_KEYS; i++)
		snprintf(ret[i], 65, "%s", i < k.count ? k.list[i] : "");
	return k.count < STORE_REGISTER_KEYS ? k.count : STORE_REGISTER_KEYS;
}

/* --- comparing what was found --- */

static bool has_word(const char *const *list, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], word) == 0)
			return true;
	return false;
}

/* How many of the words that were typed stand in the value; of three and more one may be another.
 */
static int grade_words(struct arena *a, const char *typed, const char *value)
{
	const char *wanted[SKELETON_WORDS], *there[SKELETON_WORDS];
	size_t count = skeleton_words(a, typed, wanted), has = skeleton_words(a, value, there);
	size_t hits = 0;

	for (size_t i = 0; i < count; i++)
		hits += has_word(there, has, wanted[i]);
	if (count == 0 || hits + (count > 2) < count)
		return 0;
	return 10 + (hits == count ? 20 : 0) + (hits == count && has == count ? 20 : 0);
}

int entry_key_grade(struct arena *a, const struct register_column *column, const char *words,
		    const char *value)
{
	int grade;

	if (column->find == REGISTER_FIND_EXACT)
		return strcmp(entry_number_fold(a, words), entry_number_fold(a, value)) == 0 ? 100
											     : 0;
	if (strcmp(fold_text(a, words), fold_text(a, value)) == 0)
		return 90;
	grade = grade_words(a, words, value);
	return grade > 0 ? grade + (int)personname_compare(words, value) : 0;
}
