/* kind_read.c - one definition of any kind read from its file. */
#include "services/definition/kind_read.h"

#include "services/definition/block.h"
#include "services/definition/block_read.h"
#include "services/definition/calendar_read.h"
#include "services/definition/known.h"
#include "services/definition/own.h"
#include "services/definition/reader.h"
#include "services/definition/register_read.h"
#include "services/definition/role_read.h"
#include "services/definition/service_read.h"
#include "services/definition/template_read.h"

#include <string.h>

#define SCRATCH_MAX ((size_t)64 * 1024 * 1024) /* bytes while one file is read */

/* Who reads it: id, version and what it says; faults are the reader's. */
static void (*const readers[KIND_COUNT])(struct reader *r, const struct node *root,
					 struct definition *ret) = {
	[KIND_CALENDAR] = calendar_read, [KIND_TEMPLATE] = template_read,
	[KIND_ROLE] = role_read,         [KIND_REGISTER] = register_read,
	[KIND_BLOCK] = block_read,       [KIND_SERVICE] = service_read_root,
};

static const char *first_key(const struct node *root)
{
	return root->kind == NODE_MAP && root->first != NULL ? root->first->key : "";
}

static enum kind kind_of_root(const struct node *root)
{
	for (int i = 0; i < KIND_COUNT; i++)
		if (i != KIND_SERVICE && strcmp(first_key(root), kind_name((enum kind)i)) == 0)
			return (enum kind)i;
	return KIND_SERVICE;
}

enum kind kind_read_which(const char *yaml, size_t len)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SCRATCH_MAX);
	const char *id;

	return kind_read_head(scratch, yaml, len, &id);
}

enum kind kind_read_head(struct arena *a, const char *yaml, size_t len, const char **ret_id)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SCRATCH_MAX);
	const struct node *root, *id;
	struct error none;
	enum kind kind;

	*ret_id = NULL;
	if (node_read(scratch, yaml, len, &root, &none) != FAULT_NONE)
		return KIND_SERVICE;
	kind = kind_of_root(root);
	id = reader_find(root, kind == KIND_SERVICE ? "id" : kind_name(kind));
	if (id != NULL && id->kind == NODE_WORD)
		*ret_id = arena_text(a, id->value);
	return kind;
}

/* A first key that is nearly a kind's: all else would be told as wrong, too. */
static bool is_mistyped(struct reader *r, const struct node *root)
{
	if (reader_find(root, "id") != NULL)
		return false;
	for (int i = 0; i < KIND_COUNT; i++)
		if (known_is_mistyped(first_key(root), kind_name((enum kind)i))) {
			reader_fault(r, root->first,
				     N_("The key \"{key}\" is not known here: \"{value}\" is."),
				     kind_name((enum kind)i));
			return true;
		}
	return false;
}

static const char *key_of(struct arena *a, const struct definition *d)
{
	return d->kind == KIND_SERVICE ? d->id
				       : arena_format(a, "%s:%s", kind_name(d->kind), d->id);
}

static enum fault end(const struct reader *r, struct error *err)
{
	if (r->faults != NULL)
		faults_sort(r->faults);
	if (r->count == 0)
		return FAULT_NONE;
	if (err != NULL)
		*err = r->first;
	return FAULT_INPUT;
}

/* What a stored service was imported with stands behind it. */
static void take_blocks(struct reader *r)
{
	size_t at = block_own_length(r->yaml, r->len);
	struct block_shared shared;

	r->all_len = r->len;
	r->len = at;
	while (block_next(r->scratch, r->yaml, r->all_len, &at, &shared)) {
		struct block *b = arena_take(r->scratch, sizeof(*b));

		*b = (struct block){.id = shared.id,
				    .version = shared.version,
				    .yaml = shared.yaml,
				    .len = shared.len,
				    .next = r->blocks};
		r->blocks = b;
	}
}

/* What is kept of one that is not stored yet. */
static enum fault keep(struct reader *r, const struct node *root, struct definition *d,
		       struct error *err)
{
	d->kept = r->yaml;
	d->kept_len = r->len;
	if (d->kind == KIND_SERVICE && r->used != NULL)
		d->kept = block_keep(r->arena, r->yaml, r->len, r->used, &d->kept_len);
	if (d->kept_len > NODE_FILE_MAX)
		reader_fault(r, root,
			     N_("With the blocks that it uses the definition is larger than "
				"{value} bytes."),
			     arena_format(r->scratch, "%zu", NODE_FILE_MAX));
	return end(r, err);
}

/* `as`: what it must be; NULL: what its first key says. */
static enum fault read_text(struct reader *r, const enum kind *as, struct definition *ret,
			    struct error *err)
{
	const struct node *root;
	struct definition d = {.id = NULL};
	struct error why;
	enum fault fault;

	if (r->stored)
		take_blocks(r);
	if (node_read(r->scratch, r->yaml, r->len, &root, &why) != FAULT_NONE) {
		reader_pass(r, NULL, &why);
		return end(r, err);
	}
	d.kind = as != NULL ? *as : kind_of_root(root);
	if (as != NULL || d.kind != KIND_SERVICE || !is_mistyped(r, root))
		readers[d.kind](r, root, &d);
	fault = end(r, err);
	if (fault == FAULT_NONE && !r->stored)
		fault = keep(r, root, &d, err);
	if (fault != FAULT_NONE)
		return fault;
	d.key = key_of(r->arena, &d);
	*ret = d;
	return FAULT_NONE;
}

static enum fault read_one(struct arena *a, const struct term_list *terms, const enum kind *as,
			   bool stored, const char *name, const char *yaml, size_t len,
			   struct definition *ret, struct fault_list *faults, struct error *err)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SCRATCH_MAX);
	struct reader r;

	reader_open(&r, a, scratch, name, faults);
	r.terms = terms;
	r.yaml = yaml;
	r.len = len;
	r.stored = stored;
	return read_text(&r, as, ret, err);
}

enum fault kind_read(struct arena *a, const struct term_list *terms, const char *name,
		     const char *yaml, size_t len, struct definition *ret,
		     struct fault_list *faults, struct error *err)
{
	return read_one(a, terms, NULL, false, name, yaml, len, ret, faults, err);
}

enum fault kind_read_as(struct arena *a, const struct term_list *terms, enum kind kind, bool stored,
			const char *name, const char *yaml, size_t len, struct definition *ret,
			struct fault_list *faults, struct error *err)
{
	return read_one(a, terms, &kind, stored, name, yaml, len, ret, faults, err);
}

enum fault kind_read_own(struct arena *a, const struct term_list *terms, const char *key,
			 struct definition *ret, bool *ret_found, struct error *err)
{
	enum fault fault = FAULT_NONE;

	*ret_found = false;
	for (size_t i = 0; fault == FAULT_NONE && !*ret_found && i < own_count; i++) {
		fault = kind_read(a, terms, own_files[i].name, own_files[i].yaml,
				  (size_t)(own_files[i].end - own_files[i].yaml), ret, NULL, err);
		*ret_found = fault == FAULT_NONE && strcmp(ret->key, key) == 0;
	}
	return fault;
}

static enum fault add_own(struct arena *a, struct term_list *terms, struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < own_count; i++) {
		struct definition d;

		fault = read_one(a, terms, NULL, true, own_files[i].name, own_files[i].yaml,
				 (size_t)(own_files[i].end - own_files[i].yaml), &d, NULL, err);
		if (fault == FAULT_NONE)
			kind_add(a, terms, &d);
	}
	return fault;
}

/* --- lists that were read --- */

/* What is read from the same bytes is the same. Whoever looks at a registry again and again, as the
   clerk does, had nearly all of its work in reading lists that seldom change. They stay until the
   process ends, since services point into them, so that there are few. */
#define KEPT_MOST 4

static struct {
	struct arena *arena; /* whose the rest is */
	struct term_file from[TERM_FILES];
	struct term_list terms;
} kept[KEPT_MOST];
static size_t kept_count;

static bool are_same(const struct term_file *one, const struct term_file *other)
{
	for (size_t i = 0; i < TERM_FILES; i++)
		if (one[i].len != other[i].len ||
		    memcmp(one[i].yaml, other[i].yaml, one[i].len) != 0)
			return false;
	return true;
}

static bool find_kept(const struct term_file *from, struct term_list *ret)
{
	for (size_t i = 0; i < TERM_FILES; i++)
		if (from[i].faults != NULL) /* also what is worth a second look is asked for */
			return false;
	for (size_t i = 0; i < kept_count; i++)
		if (are_same(kept[i].from, from)) {
			*ret = kept[i].terms;
			return true;
		}
	return false;
}

static void keep_lists(struct arena *a, const struct term_file *from, const struct term_list *terms)
{
	kept[kept_count].arena = a;
	for (size_t i = 0; i < TERM_FILES; i++) {
		char *copy = arena_array(a, from[i].len + 1, 1);

		memcpy(copy, from[i].yaml, from[i].len);
		kept[kept_count].from[i] =
			(struct term_file){.name = from[i].name, .yaml = copy, .len = from[i].len};
	}
	kept[kept_count++].terms = *terms;
}

static enum fault read_terms(struct arena *a, const struct term_file *from, struct term_list *ret,
			     struct error *err)
{
	struct term_list terms = {0};
	enum fault fault = term_read_over(a, &(struct term_list){0}, from, TERM_FILES, &terms, err);

	if (fault == FAULT_NONE)
		fault = add_own(a, &terms, err);
	if (fault == FAULT_NONE)
		*ret = terms;
	return fault;
}

enum fault kind_read_terms(struct arena *a, const char *folder, const struct term_file *files,
			   size_t count, struct term_list *ret, struct error *err)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SCRATCH_MAX);
	struct term_file from[TERM_FILES];
	struct arena *own = kept_count < KEPT_MOST ? arena_new(SCRATCH_MAX) : NULL;
	enum fault fault = term_files(scratch, folder, files, count, from, err);
	bool is_kept = fault == FAULT_NONE && find_kept(from, ret);

	if (fault == FAULT_NONE && !is_kept)
		fault = read_terms(own != NULL ? own : a, from, ret, err);
	if (fault == FAULT_NONE && !is_kept && own != NULL)
		keep_lists(own, from, ret);
	else
		arena_free(own);
	return fault;
}
