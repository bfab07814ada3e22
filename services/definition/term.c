/* term.c - the shared lists that definitions use: sectors, audiences, life events, countries,
 * places. */
#include "services/definition/term.h"

#include "services/definition/file.h"
#include "services/definition/pattern.h"
#include "services/definition/reader.h"
#include "services/definition/service.h"
#include "services/definition/world.h"

#include <string.h>

#define TERMS_MAX 300
#define PLACES_MAX 5000
#define SCRATCH_MAX ((size_t)64 * 1024 * 1024) /* bytes while one file is read */

static const long levels[2] = {1, 2};

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
		reader_fault(r, n, N_("The code \"{value}\" stands here twice."), code);
}

static struct term *read_terms(struct reader *r, const struct node *map, const char *key,
			       size_t *ret_count)
{
	const struct node *list = reader_list(r, map, key, true, TERMS_MAX);
	struct term *terms;

	if (list == NULL)
		return NULL;
	terms = arena_array(r->arena, list->count, sizeof(*terms));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct term t = read_term(r, n);

		if (t.code == NULL)
			continue;
		refuse_twice(r, n, t.code, term_find(terms, *ret_count, t.code) != NULL);
		terms[(*ret_count)++] = t;
	}
	return terms;
}

static const char *read_pattern(struct reader *r, const struct node *n, const char *key)
{
	const char *pattern = reader_word(r, n, key, true);
	struct error err;

	if (pattern != NULL && pattern_check(pattern, &err) != FAULT_NONE)
		reader_pass(r, node_find(n, key), &err);
	return pattern;
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
	static const char *const keys[] = {"code",         "name",          "currency",
					   "calling_code", "phone_pattern", "phone_says",
					   "id_pattern",   "id_says",       NULL};
	struct country *c = &t->countries[t->country_count];

	if (!reader_map(r, n, keys))
		return;
	c->term.code = reader_word(r, n, "code", true);
	c->term.name = reader_text(r, n, "name", true, READER_NAME_MAX);
	c->currency = reader_word(r, n, "currency", true);
	c->calling_code = reader_word(r, n, "calling_code", true);
	c->phone_pattern = read_pattern(r, n, "phone_pattern");
	c->phone_says = reader_text(r, n, "phone_says", true, READER_TEXT_MAX);
	c->id_pattern = read_pattern(r, n, "id_pattern");
	c->id_says = reader_text(r, n, "id_says", true, READER_TEXT_MAX);
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
			     N_("A place of level 2 needs a parent of level 1 that stands "
				"before it."),
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
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_nation(r, n, t);
}

/* One of the files: what is in it, and who takes it. */
struct source_file {
	const char *name;
	void (*take)(struct reader *, const struct node *, struct term_list *);
};

static enum fault take_bytes(struct arena *a, struct source_file file, const char *yaml, size_t len,
			     struct term_list *t, struct error *err)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SCRATCH_MAX);
	struct reader r;
	const struct node *root;
	enum fault fault = node_read(scratch, yaml, len, &root, err);

	if (fault != FAULT_NONE)
		return fault;
	reader_open(&r, a, scratch, file.name, NULL);
	file.take(&r, root, t);
	if (r.count == 0)
		return FAULT_NONE;
	if (err != NULL)
		*err = r.first;
	return FAULT_INPUT;
}

static enum fault take_file(struct arena *a, const char *folder, struct source_file file,
			    struct term_list *t, struct error *err)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SCRATCH_MAX);
	const char *path = arena_format(scratch, "%s/%s", folder, file.name);
	const char *yaml;
	size_t len;
	enum fault fault = file_text(scratch, path, NODE_FILE_MAX, &yaml, &len, err);

	return fault == FAULT_NONE ? take_bytes(a, file, yaml, len, t, err) : fault;
}

enum fault term_read(struct arena *a, const char *folder, struct term_list *ret, struct error *err)
{
	const struct source_file lists = {"terms.yaml", read_lists};
	const struct source_file places = {"places.yaml", read_places};
	const struct source_file world = {"countries.yaml", read_world};
	struct term_list t = {0};
	enum fault fault = take_file(a, folder, lists, &t, err);

	if (fault == FAULT_NONE)
		fault = take_file(a, folder, places, &t, err);
	if (fault != FAULT_NONE)
		return fault;
	fault = take_file(a, folder, world, &t, err);
	if (fault == FAULT_MISSING)
		fault = take_bytes(a, world, world_yaml, (size_t)(world_yaml_end - world_yaml), &t,
				   err);
	if (fault == FAULT_NONE)
		*ret = t;
	return fault;
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
