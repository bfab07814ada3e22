/* term.c - the shared lists that definitions use: sectors, audiences, life events, countries,
 * places, and what people say. */
#include "services/definition/term.h"

#include "services/definition/faults.h"
#include "services/definition/file.h"
#include "services/definition/number_layout.h"
#include "services/definition/pattern.h"
#include "services/definition/reader.h"
#include "services/definition/saying.h"
#include "services/definition/service.h"
#include "services/definition/term_inside.h"
#include "services/definition/world.h"

#include <string.h>

#define TERMS_MAX 300
#define PLACES_MAX 5000
#define SCRATCH_MAX ((size_t)64 * 1024 * 1024) /* bytes while one file is read */

static const long levels[2] = {1, 2}, majorities[2] = {1, 30};

static struct term read_term(struct reader *r, const struct node *n)
{
	static const char *const keys[] = {"code", "name", NULL};
	struct term t = {0};

	if (!reader_map(r, n, keys))
		return t;
	t.code = reader_id(r, n, "code");
	t.name = reader_text(r, n, "name", true, READER_NAME_MAX);
	return t;
}

static void refuse_twice(struct reader *r, const struct node *n, const char *code, bool twice)
{
	if (twice)
		reader_fault(r, n, N_("The code \"{value}\" appears twice here."), code);
}

static struct term *read_terms(struct reader *r, const struct node *map, const char *key,
			       size_t *ret_count)
{
	const struct node *list = reader_list(r, map, key, true, TERMS_MAX);
	struct term *terms;

	if (list == NULL)
		return NULL;
	terms = arena_array(r->arena, list->count, sizeof(*terms));
	*ret_count = 0;
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct term t = read_term(r, n);

		if (t.code == NULL)
			continue;
		refuse_twice(r, n, t.code, term_find(terms, *ret_count, t.code) != NULL);
		terms[(*ret_count)++] = t;
	}
	return terms;
}

static const char *read_checked(struct reader *r, const struct node *n, const char *key, bool need,
				enum fault (*check)(const char *word, struct error *err))
{
	const char *word = reader_word(r, n, key, need);
	struct error err;

	if (word != NULL && check(word, &err) != FAULT_NONE)
		reader_pass(r, node_find(n, key), &err);
	return word;
}

static void check_country_code(struct reader *r, const struct node *n, const char *code)
{
	if (strlen(code) != 2 || strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2)
		reader_fault(r, n,
			     N_("\"{value}\" is not a country's code of two capital letters."),
			     code);
}

static void read_country(struct reader *r, const struct node *n, struct term_list *t)
{
	static const char *const keys[] = {
		"code",       "name",       "currency", "calling_code", "phone_pattern",
		"phone_says", "id_pattern", "id_says",  "id_almost",    "id_almost_says",
		"id_shows",   "majority",   NULL};
	struct country *c = &t->countries[t->country_count];
	int majority;

	if (!reader_map(r, n, keys))
		return;
	c->term.code = reader_word(r, n, "code", true);
	c->term.name = reader_text(r, n, "name", true, READER_NAME_MAX);
	c->currency = reader_word(r, n, "currency", true);
	c->calling_code = reader_word(r, n, "calling_code", true);
	c->phone_pattern = read_checked(r, n, "phone_pattern", true, pattern_check);
	c->phone_says = reader_text(r, n, "phone_says", true, READER_TEXT_MAX);
	c->id_pattern = read_checked(r, n, "id_pattern", true, pattern_check);
	c->id_says = reader_text(r, n, "id_says", true, READER_TEXT_MAX);
	c->id_almost = read_checked(r, n, "id_almost", reader_find(n, "id_almost_says") != NULL,
				    pattern_check);
	c->id_almost_says =
		reader_text(r, n, "id_almost_says", c->id_almost != NULL, READER_TEXT_MAX);
	c->id_shows = read_checked(r, n, "id_shows", false, number_layout_check);
	if (reader_number(r, n, "majority", false, majorities, &majority))
		c->majority = arena_format(r->arena, "%d", majority);
	if (c->term.code == NULL)
		return;
	check_country_code(r, n, c->term.code);
	refuse_twice(r, n, c->term.code, term_country(t, c->term.code) != NULL);
	t->country_count++;
}

static void read_countries(struct reader *r, const struct node *map, struct term_list *t)
{
	const struct node *list = reader_list(r, map, "countries", true, TERMS_MAX);

	if (list == NULL)
		return;
	t->countries = arena_array(r->arena, list->count, sizeof(*t->countries));
	t->country_count = 0;
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_country(r, n, t);
}

static void read_lists(struct reader *r, const struct node *root, struct term_list *t)
{
	static const char *const keys[] = {"sectors", "audiences", "life_events", "countries",
					   NULL};

	if (!reader_map(r, root, keys))
		return;
	t->sectors = read_terms(r, root, "sectors", &t->sector_count);
	t->audiences = read_terms(r, root, "audiences", &t->audience_count);
	t->life_events = read_terms(r, root, "life_events", &t->life_event_count);
	read_countries(r, root, t);
}

static void check_place(struct reader *r, const struct node *n, const struct place_entry *p,
			const struct term_list *t)
{
	const struct place_entry *parent = p->parent == NULL ? NULL : term_place(t, p->parent);

	if (strspn(p->code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") !=
	    strlen(p->code))
		reader_fault(r, n,
			     N_("\"{value}\" is not a place's code: use letters, digits, - "
				"and _."),
			     p->code);
	refuse_twice(r, n, p->code, term_place(t, p->code) != NULL);
	if (p->country != NULL && term_country(t, p->country) == NULL)
		reader_fault(r, n, N_("\"{value}\" is not a country of terms.yaml."), p->country);
	if (p->level == 2 && (parent == NULL || parent->level != 1))
		reader_fault(r, n,
			     N_("A place of level 2 needs a parent of level 1 listed before it."),
			     p->code);
}

static void read_place(struct reader *r, const struct node *n, struct term_list *t)
{
	static const char *const keys[] = {"code", "country",    "level", "parent",
					   "name", "short_name", NULL};
	struct place_entry p = {0};

	if (!reader_map(r, n, keys))
		return;
	p.code = reader_word(r, n, "code", true);
	p.country = reader_word(r, n, "country", true);
	p.parent = reader_word(r, n, "parent", false);
	p.name = reader_text(r, n, "name", true, READER_NAME_MAX);
	p.short_name = reader_text(r, n, "short_name", false, READER_NAME_MAX);
	if (!text_is_set(&p.short_name))
		p.short_name = p.name;
	if (!reader_number(r, n, "level", true, levels, &p.level) || p.code == NULL)
		return;
	check_place(r, n, &p, t);
	t->places[t->place_count++] = p;
}

static void read_places(struct reader *r, const struct node *root, struct term_list *t)
{
	static const char *const keys[] = {"places", NULL};
	const struct node *list;

	if (!reader_map(r, root, keys))
		return;
	list = reader_list(r, root, "places", true, PLACES_MAX);
	if (list == NULL)
		return;
	t->places = arena_array(r->arena, list->count, sizeof(*t->places));
	t->place_count = 0;
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_place(r, n, t);
}

static void read_nation(struct reader *r, const struct node *n, struct term_list *t)
{
	static const char *const keys[] = {"code", "name", NULL};
	struct term *nation = &t->world[t->world_count];

	if (!reader_map(r, n, keys))
		return;
	nation->code = reader_word(r, n, "code", true);
	nation->name = reader_text(r, n, "name", true, READER_NAME_MAX);
	if (nation->code == NULL)
		return;
	check_country_code(r, n, nation->code);
	refuse_twice(r, n, nation->code, term_find(t->world, t->world_count, nation->code) != NULL);
	t->world_count++;
}

static void read_world(struct reader *r, const struct node *root, struct term_list *t)
{
	static const char *const keys[] = {"countries", NULL};
	const struct node *list;

	if (!reader_map(r, root, keys))
		return;
	list = reader_list(r, root, "countries", true, TERMS_MAX);
	if (list == NULL)
		return;
	t->world = arena_array(r->arena, list->count, sizeof(*t->world));
	t->world_count = 0;
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_nation(r, n, t);
}

/* The files: what is in each, who takes it, and what stands for one that is not there. */
static const struct source_file {
	const char *name;
	void (*take)(struct reader *, const struct node *, struct term_list *);
	const char *own, *own_end;
} sources[TERM_FILES] = {
	{"terms.yaml", read_lists, NULL, NULL},
	{"places.yaml", read_places, NULL, NULL},
	{"countries.yaml", read_world, world_yaml, world_yaml_end},
	{"words.yaml", term_said, saying_yaml, saying_yaml_end},
};

static enum fault take_bytes(struct arena *a, const struct source_file *source,
			     const struct term_file *file, struct term_list *t, struct error *err)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SCRATCH_MAX);
	struct reader r;
	const struct node *root;
	struct error fault;

	reader_open(&r, a, scratch, source->name, file->faults);
	if (node_read(scratch, file->yaml, file->len, &root, &fault) != FAULT_NONE)
		reader_pass(&r, NULL, &fault);
	else
		source->take(&r, root, t);
	if (r.count == 0)
		return FAULT_NONE;
	if (file->faults != NULL)
		faults_sort(file->faults);
	if (err != NULL)
		*err = r.first;
	return FAULT_INPUT;
}

static enum fault read_file(struct arena *a, const char *folder, const struct source_file *source,
			    struct term_file *ret, struct error *err)
{
	const char *path = arena_format(a, "%s/%s", folder, source->name);
	const char *yaml;
	enum fault fault;

	*ret = (struct term_file){.name = source->name};
	fault = file_text(a, path, NODE_FILE_MAX, &yaml, &ret->len, err);
	ret->yaml = yaml;
	if (fault == FAULT_MISSING && source->own != NULL) {
		ret->yaml = source->own;
		ret->len = (size_t)(source->own_end - source->own);
		fault = FAULT_NONE;
	}
	return fault;
}

const char *term_file_name(const char *path)
{
	const char *slash = strrchr(path, '/'), *last = slash == NULL ? path : slash + 1;

	for (size_t i = 0; i < TERM_FILES; i++)
		if (strcmp(last, sources[i].name) == 0)
			return sources[i].name;
	return NULL;
}

static const struct term_file *find_file(const struct term_file *files, size_t count,
					 const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(files[i].name, name) == 0)
			return &files[i];
	return NULL;
}

enum fault term_read_over(struct arena *a, const struct term_list *old,
			  const struct term_file *files, size_t count, struct term_list *ret,
			  struct error *err)
{
	struct term_list t = *old;
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < TERM_FILES; i++) {
		const struct term_file *own = find_file(files, count, sources[i].name);

		if (own != NULL)
			fault = take_bytes(a, &sources[i], own, &t, err);
	}
	if (fault == FAULT_NONE)
		*ret = t;
	return fault;
}

enum fault term_files(struct arena *a, const char *folder, const struct term_file *files,
		      size_t count, struct term_file ret[TERM_FILES], struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t i = 0; fault == FAULT_NONE && i < TERM_FILES; i++) {
		const struct term_file *own = find_file(files, count, sources[i].name);

		if (own != NULL)
			ret[i] = *own;
		else
			fault = read_file(a, folder, &sources[i], &ret[i], err);
	}
	return fault;
}

enum fault term_read(struct arena *a, const char *folder, struct term_list *ret, struct error *err)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SCRATCH_MAX);
	struct term_file files[TERM_FILES];
	enum fault fault = term_files(scratch, folder, NULL, 0, files, err);

	return fault == FAULT_NONE
		       ? term_read_over(a, &(struct term_list){0}, files, TERM_FILES, ret, err)
		       : fault;
}

const struct term *term_find(const struct term *list, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].code, code) == 0)
			return &list[i];
	return NULL;
}

const struct country *term_country(const struct term_list *t, const char *code)
{
	for (size_t i = 0; i < t->country_count; i++)
		if (strcmp(t->countries[i].term.code, code) == 0)
			return &t->countries[i];
	return NULL;
}

const struct place_entry *term_place(const struct term_list *t, const char *code)
{
	for (size_t i = 0; i < t->place_count; i++)
		if (strcmp(t->places[i].code, code) == 0)
			return &t->places[i];
	return NULL;
}

size_t term_places(const struct term_list *t, struct arena *a, const char *country, int level,
		   const struct place_entry ***ret)
{
	const struct place_entry **list = arena_array(a, t->place_count + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < t->place_count; i++)
		if (t->places[i].level == level && strcmp(t->places[i].country, country) == 0)
			list[count++] = &t->places[i];
	*ret = list;
	return count;
}
