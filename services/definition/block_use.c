/* block_use.c - what a form takes from blocks, put among its own questions. */
#include "services/definition/block_use.h"

#include "services/definition/block.h"
#include "services/definition/block_part.h"
#include "services/definition/kind.h"
#include "services/definition/sections.h"

#include <string.h>

#define PREFIX_MAX 40 /* bytes: ids have 64 */
#define USES_MAX 200  /* of blocks by one definition, and by what it uses */

/* A block within a block, to see one that comes to itself again. */
struct way {
	const struct way *before;
	const char *id;
};

/* One use: what it says, and what it has become so far. */
struct use {
	struct reader *r;
	const struct node *at; /* the map with "use", or a question of several parts */
	bool parts;
	const struct way *way;
	const struct block *block;
	const char *as;           /* before each id, with "_"; NULL */
	const struct node *only;  /* NULL: all */
	const struct node *with;  /* NULL */
	const struct node *inner; /* the block's questions, what it uses itself put in already */
};

static const struct node *expand(struct reader *r, const struct node *list, const struct way *way);

/* --- finding the block --- */

static const struct block *find_among(const struct block *list, const char *id)
{
	for (; list != NULL; list = list->next)
		if (strcmp(list->id, id) == 0)
			return list;
	return NULL;
}

static void refuse_unknown(struct reader *r, const struct node *at, const char *id)
{
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < r->terms->other_count; i++)
		if (r->terms->others[i].kind == KIND_BLOCK)
			known_add(known, r->terms->others[i].id);
	if (known[0] == '\0')
		reader_fault(r, at,
			     N_("There is no block \"{value}\": give its file with this one, or "
				"import it first."),
			     id);
	else
		reader_fault_known(r, at,
				   N_("There is no block \"{value}\"; there is {known}. Give its "
				      "file with this one, or import it first."),
				   id, known);
}

/* What a service was imported with goes before what there is now. */
static const struct block *find_block(struct reader *r, const struct node *use, const char *key)
{
	const char *id = reader_id(r, use, key);
	const struct node *at = reader_find(use, key);
	const struct block *b = id == NULL ? NULL : find_among(r->blocks, id);
	bool faulty = false;

	if (id == NULL || b != NULL)
		return b;
	if (!r->stored)
		b = block_find(r->terms, id, &faulty);
	if (faulty)
		reader_fault(r, at, N_("The block \"{value}\" has faults of its own."), id);
	else if (b == NULL)
		refuse_unknown(r, at, id);
	return b;
}

static bool is_circle(struct reader *r, const struct node *at, const struct way *way,
		      const char *id)
{
	const char *round = id;
	bool found = false;

	for (; way != NULL && !found; way = way->before) {
		found = strcmp(way->id, id) == 0;
		round = arena_format(r->scratch, "%s > %s", way->id, round);
	}
	if (found)
		reader_fault_known(r, at,
				   N_("The block \"{value}\" comes to itself again: {known}."), id,
				   round);
	return found;
}

static void remember(struct reader *r, const struct block *b)
{
	struct block **end = &r->used, *copy;

	if (find_among(r->used, b->id) != NULL)
		return;
	copy = arena_take(r->scratch, sizeof(*copy));
	*copy = *b;
	copy->next = NULL;
	while (*end != NULL)
		end = &(*end)->next;
	*end = copy;
}

/* --- its questions --- */

static struct node *copy_of(const struct use *u, const struct node *n)
{
	struct node *copy = arena_take(u->r->scratch, sizeof(*copy)), **end = &copy->first;

	*copy = *n;
	copy->next = NULL;
	copy->line = u->at->line;
	if (n->within == NULL)
		copy->within = arena_format(u->r->scratch, "%s:%d", u->block->id, n->line);
	copy->first = NULL;
	for (const struct node *c = n->first; c != NULL; c = c->next, end = &(*end)->next)
		*end = copy_of(u, c);
	return copy;
}

static const char *id_of(const struct node *question)
{
	const struct node *id = reader_find(question, "id");

	return id != NULL && id->kind == NODE_WORD ? id->value : NULL;
}

static bool has_question(const struct node *list, const char *id)
{
	for (const struct node *n = list->first; n != NULL; n = n->next)
		if (id_of(n) != NULL && strcmp(id_of(n), id) == 0)
			return true;
	return false;
}

/* Those of the block are called otherwise; what the use itself names is not. */
static const char *rename_one(void *ctx, const char *question)
{
	const struct use *u = ctx;

	return u->as != NULL && has_question(u->inner, question)
		       ? arena_format(u->r->scratch, "%s_%s", u->as, question)
		       : NULL;
}

static struct node *word_like(const struct use *u, const struct node *n, const char *value)
{
	struct node *word = copy_of(u, n);

	word->value = value;
	return word;
}

static struct node *own_copy(const struct use *u, const struct node *n)
{
	struct node *copy = arena_take(u->r->scratch, sizeof(*copy));

	*copy = *n;
	copy->next = NULL;
	return copy;
}

static struct node *key_of(struct use *u, const struct node *n)
{
	struct node *copy;

	if (n->kind == NODE_WORD && u->as != NULL && strcmp(n->key, "id") == 0)
		return word_like(u, n, arena_format(u->r->scratch, "%s_%s", u->as, n->value));
	if (n->kind == NODE_WORD && strcmp(n->key, "shown_by") == 0)
		return rename_one(u, n->value) == NULL ? copy_of(u, n)
						       : word_like(u, n, rename_one(u, n->value));
	if (n->kind == NODE_WORD && (strcmp(n->key, "when") == 0 || strcmp(n->key, "abroad") == 0))
		return word_like(u, n, rule_rename(u->r->scratch, n->value, rename_one, u));
	copy = copy_of(u, n);
	if (u->parts && strcmp(n->key, "label") == 0)
		block_part_label(u->r->scratch, u->at, copy);
	return copy;
}

/* What a part is called as a whole, which a block around it calls otherwise. */
static const char *whole_of(const struct use *u, const struct node *from)
{
	if (u->parts)
		return u->as;
	return from->part_of == NULL || u->as == NULL
		       ? from->part_of
		       : arena_format(u->r->scratch, "%s_%s", u->as, from->part_of);
}

/* Both conditions: that of the use goes for all of its questions. */
static void join_when(const struct use *u, struct node *question, struct node **end)
{
	const struct node *all = reader_find(u->at, "when");
	struct node *n;

	if (all == NULL)
		return;
	for (n = question->first; n != NULL; n = n->next)
		if (strcmp(n->key, "when") == 0 && n->kind == NODE_WORD) {
			n->value =
				arena_format(u->r->scratch, "(%s) and (%s)", all->value, n->value);
			return;
		}
	*end = own_copy(u, all);
}

static struct node **put(struct node **end, struct node *n)
{
	*end = n;
	return &n->next;
}

/* The block's keys, those of `with` in the place of some of them and behind them. */
static struct node *question_of(struct use *u, const struct node *from)
{
	struct node *q = copy_of(u, from), **end = &q->first;
	const struct node *with =
		u->with == NULL || id_of(from) == NULL ? NULL : reader_find(u->with, id_of(from));
	const struct node *page = reader_find(u->at, "page");

	q->first = NULL;
	for (const struct node *n = from->first; n != NULL; n = n->next)
		if (!node_is_null(n) && (with == NULL || node_find(with, n->key) == NULL))
			end = put(end, key_of(u, n));
	for (const struct node *n = with == NULL ? NULL : with->first; n != NULL; n = n->next)
		if (!node_is_null(n))
			end = put(end, own_copy(u, n));
	if (page != NULL && node_find(q, "page") == NULL)
		end = put(end, own_copy(u, page));
	join_when(u, q, end);
	if (u->parts)
		block_part_say(u->r->scratch, u->at, q, id_of(from), u->r->country);
	q->part_of = whole_of(u, from);
	return q;
}

/* --- what a use says --- */

static bool is_named(const struct node *list, const char *id)
{
	for (const struct node *n = list->first; n != NULL; n = n->next)
		if (n->kind == NODE_WORD && strcmp(n->value, id) == 0)
			return true;
	return false;
}

static void refuse_question(const struct use *u, const struct node *at, const char *id)
{
	char known[KNOWN_MAX] = "";

	for (const struct node *n = u->inner->first; n != NULL; n = n->next)
		if (id_of(n) != NULL)
			known_add(known, id_of(n));
	reader_fault_known(u->r, at, N_("The block has no question \"{value}\"; it has {known}."),
			   id, known);
}

static void check_only(struct use *u)
{
	if (u->only == NULL)
		return;
	for (const struct node *n = u->only->first; n != NULL; n = n->next)
		if (n->kind != NODE_WORD || !has_question(u->inner, n->value))
			refuse_question(u, n, n->kind == NODE_WORD ? n->value : "");
}

/* What makes it the question that it is stays the block's. */
static void check_with(struct use *u)
{
	for (const struct node *n = u->with == NULL ? NULL : u->with->first; n != NULL;
	     n = n->next) {
		if (!has_question(u->inner, n->key))
			refuse_question(u, n, n->key);
		else if (n->kind != NODE_MAP)
			reader_fault(u->r, n, N_("\"{key}\" must be a map of keys and values."),
				     NULL);
		for (const struct node *k = n->kind == NODE_MAP ? n->first : NULL; k != NULL;
		     k = k->next)
			if (strcmp(k->key, "id") == 0 || strcmp(k->key, "type") == 0 ||
			    strcmp(k->key, "use") == 0)
				reader_fault(u->r, k,
					     N_("\"{key}\" is the block's own: it cannot be "
						"another one here."),
					     NULL);
	}
}

/* The word before its ids: the whole question's own id, where it is one. */
static void read_head(struct use *u)
{
	static const char *const uses[] = {"use", "as", "only", "with", "when", "page", NULL};
	static const char *const parts[] = {"id",   "type", "label", "required", "class", "is",
					    "only", "with", "when",  "page",     NULL};
	const char *key = u->parts ? "id" : "as";

	(void)reader_map(u->r, u->at, u->parts ? parts : uses);
	if (u->parts)
		(void)reader_text(u->r, u->at, "label", true, READER_NAME_MAX);
	if (u->parts || reader_find(u->at, key) != NULL)
		u->as = reader_id(u->r, u->at, key);
	if (u->as != NULL && strlen(u->as) > PREFIX_MAX)
		reader_fault(u->r, reader_find(u->at, key),
			     N_("\"{key}\" is longer than {value} bytes."),
			     arena_format(u->r->scratch, "%d", PREFIX_MAX));
}

static bool read_use(struct use *u)
{
	const struct node *with = reader_find(u->at, "with"), *when = reader_find(u->at, "when");
	size_t before = u->r->count;

	read_head(u);
	u->only = reader_list(u->r, u->at, "only", false, READER_LIST_MAX);
	if (u->only != NULL && u->only->count == 0)
		reader_fault(u->r, u->only, N_("The list \"{key}\" must not be empty."), NULL);
	if (with != NULL && with->kind != NODE_MAP)
		reader_fault(u->r, with, N_("\"{key}\" must be a map of keys and values."), NULL);
	else
		u->with = with;
	if (when != NULL && when->kind != NODE_WORD)
		reader_fault(u->r, when, N_("\"{key}\" must be a single value."), NULL);
	check_only(u);
	check_with(u);
	return u->r->count == before;
}

static const struct node *questions_of(struct use *u)
{
	const struct node *root, *list;
	struct error err;

	if (node_read(u->r->scratch, u->block->yaml, u->block->len, &root, &err) != FAULT_NONE) {
		reader_pass(u->r, u->at, &err);
		return NULL;
	}
	list = reader_find(root, "questions");
	/* Copied first: what is wrong further in is told by the line of this use, too. */
	if (list != NULL && list->kind == NODE_LIST)
		return expand(u->r, copy_of(u, list), &(struct way){u->way, u->block->id});
	reader_fault(u->r, u->at, N_("The block \"{value}\" has faults of its own."), u->block->id);
	return NULL;
}

/* Blocks that use many others would grow without end. */
static bool uses_too_many(struct use *u)
{
	struct reader *r = u->r;

	if (++r->uses == USES_MAX + 1)
		reader_fault(r, u->at,
			     N_("A definition may use {value} blocks at most, with those that its "
				"blocks use."),
			     arena_format(r->scratch, "%d", USES_MAX));
	return r->uses > USES_MAX;
}

/* One more in the list; false: it has as many already as there may be. */
static bool add(struct reader *r, const struct node *at, struct node *to, struct node ***end,
		struct node *question)
{
	if (to->count == SECTIONS_QUESTIONS_MAX) {
		reader_fault(r, at, N_("The list \"{key}\" is too long: {value} entries at most."),
			     arena_format(r->scratch, "%d", SECTIONS_QUESTIONS_MAX));
		return false;
	}
	*end = put(*end, question);
	to->count++;
	return true;
}

/* The questions of one use, at the end of a list; false: a fault was noted. */
static bool expand_use(struct use *u, struct node *to, struct node ***end)
{
	const char *key = u->parts ? "type" : "use";
	size_t before = u->r->count;

	if (uses_too_many(u))
		return false;
	u->block = find_block(u->r, u->at, key);
	if (u->block == NULL || is_circle(u->r, reader_find(u->at, key), u->way, u->block->id))
		return false;
	remember(u->r, u->block);
	u->inner = questions_of(u);
	if (u->inner == NULL || u->r->count > before || !read_use(u))
		return false;
	for (const struct node *n = u->inner->first; n != NULL; n = n->next) {
		if (u->only != NULL && (id_of(n) == NULL || !is_named(u->only, id_of(n))))
			continue;
		if (!add(u->r, u->at, to, end, question_of(u, n)))
			return false;
	}
	return true;
}

static bool is_use(const struct node *n)
{
	return reader_find(n, "use") != NULL || block_part_is(n);
}

static bool has_use(const struct node *list)
{
	for (const struct node *n = list->first; n != NULL; n = n->next)
		if (is_use(n))
			return true;
	return false;
}

static const struct node *expand(struct reader *r, const struct node *list, const struct way *way)
{
	struct node *all = arena_take(r->scratch, sizeof(*all)), **end = &all->first;

	if (!has_use(list))
		return list;
	*all = *list;
	all->first = NULL;
	all->count = 0;
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct use u = {.r = r, .at = n, .way = way};

		u.parts = reader_find(n, "use") == NULL;
		if (is_use(n) ? !expand_use(&u, all, &end) : !add(r, n, all, &end, own_copy(&u, n)))
			r->incomplete = true;
	}
	return all;
}

const struct node *block_expand(struct reader *r, const struct node *list)
{
	return expand(r, list, NULL);
}
