/* identifier.c - the numbers by which a person is found, exactly: of a telephone, a country's, or
 * of any other document. */
#include "services/party/identifier.h"

#include "i18n/base/array.h"
#include "i18n/fold.h"
#include "i18n/text.h"
#include "services/definition/answer.h"
#include "services/definition/type.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define DOCUMENT_LEAST 4 /* letters and digits */
#define DOCUMENT_MOST 40

static const char *const kinds[] = {[IDENTIFIER_NATIONAL_ID] = "national_id",
				    [IDENTIFIER_PHONE] = "phone",
				    [IDENTIFIER_DOCUMENT] = "document"};
static const struct type_ops *const types[] = {
	[IDENTIFIER_NATIONAL_ID] = &type_national_id, [IDENTIFIER_PHONE] = &type_phone};
static const struct {
	const char *code, *message;
} evidences[] = {[EVIDENCE_DECLARED] = {"declared", N_("as the person says")},
		 [EVIDENCE_SEEN] = {"seen", N_("a paper was seen")}};

const char *identifier_evidence_message(enum identifier_evidence evidence)
{
	return evidences[evidence].message;
}

/* --- as it is typed --- */

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

static bool may_part(const char *text)
{
	for (; *text != '\0'; text++)
		if (is_ascii(*text) && !isalnum((unsigned char)*text) &&
		    strchr(" -./", *text) == NULL)
			return false;
	return true;
}

/* Letters and digits, which alone are the same on every paper; letters as a search sees them, since
   keyboards have several for one. */
static enum fault read_document(struct arena *a, const char *typed, char **ret, struct error *err)
{
	char *text, *to;
	size_t kept = 0, count = 0;
	bool is_one;
	enum fault fault = text_clean(a, typed, strlen(typed), TEXT_LINE, &text, err);

	if (fault != FAULT_NONE)
		return fault;
	is_one = may_part(text);
	to = text = fold_text(a, text);
	for (const char *s = text; *s != '\0'; s++) {
		if (*s == ' ')
			continue;
		to[kept++] = (char)(is_ascii(*s) ? toupper((unsigned char)*s) : *s);
		count += ((unsigned char)*s & 0xc0) != 0x80;
	}
	to[kept] = '\0';
	if (!is_one || count < DOCUMENT_LEAST || count > DOCUMENT_MOST)
		return fail(err, FAULT_INPUT,
			    N_("A document's number has 4 to 40 letters and digits."),
			    "a document's number");
	*ret = to;
	return FAULT_NONE;
}

/* As a question of that type takes it. */
static enum fault read_typed(const struct term_list *terms, struct arena *a,
			     const struct type_ops *type, const char *country, const char *typed,
			     char **ret, struct error *err)
{
	const struct answer_ground g = {.terms = terms, .lang = LANG_EN};
	const struct question q = {.type = type, .country = country};
	char *kept;
	enum fault fault = answer_read(&g, a, &q, typed, &kept, err);

	if (fault == FAULT_NONE && kept[0] == '\0')
		return fail(err, FAULT_INPUT, N_("Enter the number."), "no number");
	if (fault == FAULT_NONE)
		*ret = kept;
	return fault;
}

enum fault identifier_read(const struct term_list *terms, struct arena *a,
			   enum identifier_kind kind, const char *country, const char *typed,
			   struct identifier *ret, struct error *err)
{
	struct identifier one = {.kind = kind};
	bool of_country = kind == IDENTIFIER_NATIONAL_ID;
	char *value = NULL;
	enum fault fault = kind == IDENTIFIER_DOCUMENT
				   ? read_document(a, typed, &value, err)
				   : read_typed(terms, a, types[kind], country, typed, &value, err);

	if (fault != FAULT_NONE)
		return fault;
	one.value = value;
	snprintf(one.scheme, sizeof(one.scheme), "%s%s%s", kinds[kind], of_country ? ":" : "",
		 of_country ? country : "");
	*ret = one;
	return FAULT_NONE;
}

enum fault identifier_guess(const struct term_list *terms, struct arena *a, const char *country,
			    const char *typed, struct identifier ret[IDENTIFIER_KINDS],
			    size_t *ret_count, struct error *err)
{
	size_t count = 0;

	for (int kind = 0; kind < IDENTIFIER_KINDS; kind++)
		if (identifier_read(terms, a, (enum identifier_kind)kind, country, typed,
				    &ret[count], NULL) == FAULT_NONE)
			count++;
	if (count == 0)
		return fail(err, FAULT_INPUT,
			    N_("Enter the whole number of a document or of a telephone."),
			    "no number");
	*ret_count = count;
	return FAULT_NONE;
}

/* --- as it is kept --- */

static void tell_found(void *ctx, const char *party)
{
	struct identifier_found *to = ctx;

	for (size_t i = 0; i < to->count; i++)
		if (strcmp(to->ids[i], party) == 0)
			return;
	if (to->count < IDENTIFIER_FOUND)
		snprintf(to->ids[to->count++], sizeof(to->ids[0]), "%s", party);
}

static int compare(const void *one, const void *two)
{
	return strcmp(one, two);
}

enum fault identifier_find(struct registry *r, const struct identifier *list, size_t count,
			   struct identifier_found *ret, struct error *err)
{
	char key[SEAL_DIGEST + 1];
	enum fault fault = FAULT_NONE;
	size_t all = 0;

	*ret = (struct identifier_found){.count = 0};
	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		size_t having = 0;

		seal_index(&r->seal, list[i].scheme, list[i].value, key);
		fault = store_party_find(r->store, key, IDENTIFIER_FOUND, tell_found, ret, err);
		if (fault == FAULT_NONE)
			fault = store_party_count_with(r->store, key, &having, err);
		all += having;
	}
	ret->all = ret->count < IDENTIFIER_FOUND ? ret->count : all;
	qsort(ret->ids, ret->count, sizeof(ret->ids[0]), compare);
	return fault;
}

/* To what a value is sealed, besides its person. */
static const char *binding_of(struct arena *a, const char *scheme, const char *key)
{
	return arena_format(a, "identifier %s %s", scheme, key);
}

struct list {
	struct registry *registry;
	struct arena *arena;
	struct identifier *items;
	size_t count, room;
};

static enum fault broken(const char *person, struct error *err)
{
	return fail(err, FAULT_BROKEN,
		    N_("There is a problem with the portal's registry. Everything already saved is "
		       "safe. Please tell the portal's operator."),
		    "an identifier of %s is not as the portal wrote it", person);
}

static enum fault keep(void *ctx, const struct store_party_identifier *row, struct error *err)
{
	struct list *l = ctx;
	const struct seal *seal = &l->registry->seal;
	struct identifier *to;
	char *value;
	enum fault fault;

	if (!vouch_holds(seal, &store_party_identifier_table, row))
		return broken(row->party, err);
	fault = seal_open_words(seal, l->arena, row->party,
				binding_of(l->arena, row->scheme, row->key),
				(struct sealed){row->sealed.at, row->sealed.len}, &value, err);
	if (fault != FAULT_NONE)
		return fault;
	l->items = array_room_in(l->arena, l->items, l->count + 1, &l->room, sizeof(*l->items));
	to = &l->items[l->count++];
	*to = (struct identifier){.value = value};
	snprintf(to->scheme, sizeof(to->scheme), "%s", row->scheme);
	for (int i = 0; i < IDENTIFIER_KINDS; i++)
		if (strncmp(row->scheme, kinds[i], strlen(kinds[i])) == 0)
			to->kind = (enum identifier_kind)i;
	if (strcmp(row->evidence, evidences[EVIDENCE_SEEN].code) == 0)
		to->evidence = EVIDENCE_SEEN;
	return FAULT_NONE;
}

enum fault identifier_of(struct registry *r, struct arena *a, const char *person,
			 struct identifier **ret, size_t *ret_count, struct error *err)
{
	struct list l = {.registry = r, .arena = a};
	enum fault fault = store_party_each_identifier(r->store, person, keep, &l, err);

	if (fault == FAULT_NONE) {
		*ret = l.items;
		*ret_count = l.count;
	}
	return fault;
}

/* A telephone may be a family's; a country's number is one person's. */
static enum fault check_free(struct registry *r, const struct identifier *list, size_t at,
			     struct error *err)
{
	struct identifier_found found = {.count = 0};
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < at; i++)
		if (strcmp(list[i].scheme, list[at].scheme) == 0 &&
		    strcmp(list[i].value, list[at].value) == 0)
			return fail(err, FAULT_CONFLICT, N_("This number is here twice."), "twice");
	if (list[at].kind == IDENTIFIER_NATIONAL_ID)
		fault = identifier_find(r, &list[at], 1, &found, err);
	if (fault == FAULT_NONE && found.count > 0)
		return fail(err, FAULT_CONFLICT,
			    N_("Another person already has this national number: find them by it."),
			    "national number taken");
	return fault;
}

enum fault identifier_put(struct registry *r, const char *person, const struct identifier *list,
			  size_t count, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(REGISTRY_WORK);
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; i < count && fault == FAULT_NONE; i++) {
		struct store_party_identifier row = {.since = registry_now(r)};
		struct sealed sealed;

		fault = check_free(r, list, i, err);
		snprintf(row.party, sizeof(row.party), "%s", person);
		snprintf(row.scheme, sizeof(row.scheme), "%s", list[i].scheme);
		snprintf(row.evidence, sizeof(row.evidence), "%s",
			 evidences[list[i].evidence].code);
		seal_index(&r->seal, row.scheme, list[i].value, row.key);
		sealed = seal_words(&r->seal, a, person, binding_of(a, row.scheme, row.key),
				    list[i].value);
		row.sealed = (struct table_bytes){sealed.bytes, sealed.len};
		vouch_row(&r->seal, &store_party_identifier_table, &row, row.mac);
		if (fault == FAULT_NONE)
			fault = store_party_add_identifier(r->store, &row, err);
	}
	return fault;
}

struct sum {
	const struct seal *seal;
	struct seal_digest digest;
	size_t count;
	bool whole;
};

static enum fault add_up(void *ctx, const struct store_party_identifier *row, struct error *err)
{
	struct sum *s = ctx;

	(void)err;
	vouch_add_row(&s->digest, &store_party_identifier_table, row);
	s->whole = s->whole && vouch_holds(s->seal, &store_party_identifier_table, row);
	s->count++;
	return FAULT_NONE;
}

enum fault identifier_digest(const struct seal *seal, struct store *s, const char *party,
			     const char *row, char ret[SEAL_DIGEST + 1], int *ret_recipe,
			     bool *ret_whole, struct error *err)
{
	struct sum sum = {.seal = seal, .whole = true};
	enum fault fault;

	seal_digest_begin(&sum.digest, seal, "person with identifiers");
	seal_digest_text(&sum.digest, row);
	fault = store_party_each_identifier(s, party, add_up, &sum, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret_recipe = sum.count == 0 ? 1 : 2;
	*ret_whole = sum.whole;
	if (sum.count == 0)
		memcpy(ret, row, SEAL_DIGEST + 1);
	else
		seal_digest_end(&sum.digest, ret);
	return FAULT_NONE;
}
