/* catalogue.c - all the services that can be found: loaded once, shared by every visitor's process,
 * browsed and searched. */
#include "services/catalogue/catalogue_inside.h"

#include "i18n/base/array.h"
#include "i18n/fold.h"
#include "services/catalogue/others.h"
#include "services/definition/file.h"
#include "services/definition/kind_read.h"
#include "services/definition/node.h"
#include "services/search/search.h"
#include "services/definition/service.h"
#include "services/definition/service_read.h"

#include <string.h>

enum fault catalogue_open(const char *terms_folder, struct catalogue **ret, struct error *err)
{
	struct catalogue *c = array_new(1, sizeof(*c));
	enum fault fault;

	c->arena = arena_new_shared(CATALOGUE_MAX);
	c->index = array_new(1, sizeof(struct search_index *));
	fault = kind_read_terms(c->arena, terms_folder, NULL, 0, &c->terms, err);
	if (fault == FAULT_NONE)
		*ret = c;
	else
		catalogue_free(c);
	return fault;
}

enum fault catalogue_use_lists(struct catalogue *c, const struct term_file *files, size_t count,
			       struct error *err)
{
	return term_read_over(c->arena, &c->terms, files, count, &c->terms, err);
}

static void drop_index(struct catalogue *c)
{
	search_free(*c->index);
	*c->index = NULL;
	c->is_frozen = false;
	catalogue_inside_uncount(c->counted);
	c->counted = NULL;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		free(c->ranks[lang]);
		c->ranks[lang] = NULL;
	}
}

void catalogue_free(struct catalogue *c)
{
	if (c == NULL)
		return;
	drop_index(c);
	free(c->index);
	free(c->services);
	free(c->slots);
	arena_free(c->arena);
	free(c);
}

void catalogue_cleanup(struct catalogue **c)
{
	catalogue_free(*c);
	*c = NULL;
}

static size_t hash(const char *id)
{
	size_t h = 1469598103934665603U;

	for (; *id != '\0'; id++)
		h = (h ^ (unsigned char)*id) * 1099511628211U;
	return h;
}

/* The slot in which the id is, or would stand. */
static size_t *slot_of(const struct catalogue *c, const char *id)
{
	size_t at = hash(id) % c->slot_count;

	while (c->slots[at] != 0 && strcmp(c->services[c->slots[at] - 1]->id, id) != 0)
		at = (at + 1) % c->slot_count;
	return &c->slots[at];
}

static void fill_slots(struct catalogue *c)
{
	memset(c->slots, 0, c->slot_count * sizeof(*c->slots));
	for (size_t i = 0; i < c->count; i++)
		*slot_of(c, c->services[i]->id) = i + 1;
}

/* Twice as many slots as there may be services. */
static void make_room(struct catalogue *c)
{
	c->services = array_room(c->services, c->count + 1, &c->room, sizeof(*c->services));
	if (c->slot_count == 2 * c->room)
		return;
	c->slot_count = 2 * c->room;
	free(c->slots);
	c->slots = array_new(c->slot_count, sizeof(*c->slots));
	fill_slots(c);
}

static void put(struct catalogue *c, const struct service *s)
{
	size_t *slot;

	make_room(c);
	slot = slot_of(c, s->id);
	if (*slot != 0) {
		if (c->services[*slot - 1]->version <= s->version)
			c->services[*slot - 1] = s;
		return;
	}
	c->services[c->count] = s;
	*slot = ++c->count;
	c->offered = c->count;
}

static void add(struct catalogue *c, const struct service *s)
{
	drop_index(c);
	put(c, s);
}

enum fault catalogue_add(struct catalogue *c, const char *name, const char *yaml, size_t len,
			 struct fault_list *faults, struct error *err)
{
	struct definition d;
	enum fault fault = kind_read(c->arena, &c->terms, name, yaml, len, &d, faults, err);

	if (fault != FAULT_NONE)
		return fault;
	if (d.kind == KIND_SERVICE)
		add(c, d.what);
	else
		kind_add(c->arena, &c->terms, &d);
	return FAULT_NONE;
}

static enum fault take_service(struct catalogue *c, const char *id, const char *yaml, size_t len,
			       struct error *err)
{
	const struct service *s;
	enum fault fault = service_read_stored(c->arena, &c->terms, id, yaml, len, &s, err);

	if (fault != FAULT_NONE)
		return fault;
	add(c, s);
	if (s->lenient) {
		c->lenient++;
		c->last_lenient = s->id;
	}
	return FAULT_NONE;
}

enum fault catalogue_take(struct catalogue *c, const char *id, const char *yaml, size_t len,
			  struct error *err)
{
	enum fault fault = kind_of(id) == KIND_SERVICE
				   ? take_service(c, id, yaml, len, err)
				   : others_take(c->arena, &c->terms, id, yaml, len, err);

	if (fault != FAULT_INPUT)
		return fault;
	c->passed_over++;
	c->last_passed_over = arena_text(c->arena, id);
	return FAULT_NONE;
}

size_t catalogue_lenient(const struct catalogue *c, const char **ret_last)
{
	*ret_last = c->lenient > 0 ? c->last_lenient : "";
	return c->lenient;
}

void catalogue_is_of_training(struct catalogue *c)
{
	c->is_training = true;
}

bool catalogue_is_training(const struct catalogue *c)
{
	return c->is_training;
}

size_t catalogue_passed_over(const struct catalogue *c, const char **ret_last)
{
	*ret_last = c->passed_over > 0 ? c->last_passed_over : "";
	return c->passed_over;
}

enum fault catalogue_check_file(const struct catalogue *c, const char *path, char id[80],
				struct fault_list *faults, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct definition d;
	const char *yaml;
	size_t len;
	struct error why = {0};
	enum fault fault = file_text(a, path, NODE_FILE_MAX, &yaml, &len, &why);

	if (fault != FAULT_NONE) {
		if (faults != NULL)
			faults_add(faults, &why);
		if (err != NULL)
			*err = why;
		return fault;
	}
	fault = kind_read(a, &c->terms, path, yaml, len, &d, faults, err);
	if (fault == FAULT_NONE)
		snprintf(id, 80, "%s", d.key);
	return fault;
}

static bool is_over(const struct service *s)
{
	return s->end != NULL && s->end->over;
}

void catalogue_retire(struct catalogue *c, const char *id, const struct service_end *end)
{
	size_t *slot = c->slot_count == 0 ? NULL : slot_of(c, id);
	struct service *s;
	struct service_end *copy;

	if (slot == NULL || *slot == 0)
		return;
	copy = arena_take(c->arena, sizeof(*copy));
	*copy = *end;
	copy->instead = end->instead == NULL ? NULL : arena_text(c->arena, end->instead);
	s = arena_take(c->arena, sizeof(*s));
	*s = *c->services[*slot - 1];
	s->end = copy;
	c->services[*slot - 1] = s;
}

void catalogue_pass_over_end(struct catalogue *c, const char *id)
{
	c->ends_passed_over++;
	c->last_end_passed_over = arena_text(c->arena, id);
}

size_t catalogue_ends_passed_over(const struct catalogue *c, const char **ret_last)
{
	*ret_last = c->ends_passed_over > 0 ? c->last_end_passed_over : "";
	return c->ends_passed_over;
}

static int compare_services(const void *a, const void *b)
{
	const struct service *one = *(const struct service *const *)a;
	const struct service *two = *(const struct service *const *)b;
	int order = is_over(one) - is_over(two);

	if (order == 0)
		order = strcmp(one->country, two->country);
	if (order == 0)
		order = strcmp(one->sector->code, two->sector->code);
	return order == 0 ? strcmp(one->id, two->id) : order;
}

static void rank(struct catalogue *c, enum lang lang)
{
	ARENA_CLEAN struct arena *a = arena_new(CATALOGUE_MAX);
	const char **names = arena_array(a, c->offered + 1, sizeof(*names));

	for (size_t i = 0; i < c->offered; i++)
		names[i] = fold_text(a, c->services[i]->name.in[lang]);
	c->ranks[lang] = array_new(c->offered, sizeof(size_t));
	catalogue_inside_order(names, c->offered, c->ranks[lang]);
}

void catalogue_freeze(struct catalogue *c)
{
	drop_index(c);
	make_room(c);
	qsort(c->services, c->count, sizeof(*c->services), compare_services);
	fill_slots(c);
	c->offered = 0;
	while (c->offered < c->count && !is_over(c->services[c->offered]))
		c->offered++;
	for (size_t i = 0; i < c->count; i++)
		c->issues = c->issues || c->services[i]->output_count > 0;
	for (int lang = 0; lang < LANG_COUNT; lang++)
		rank(c, (enum lang)lang);
	c->counted = catalogue_inside_count(c);
	c->is_frozen = true;
}

const struct search_index *catalogue_inside_index(const struct catalogue *c)
{
	if (*c->index == NULL && c->is_frozen)
		*c->index = search_new(c->services, c->offered, &c->terms);
	return *c->index;
}

void catalogue_seal(struct catalogue *c)
{
	catalogue_inside_index(c);
	arena_seal(c->arena);
}

const struct term_list *catalogue_terms(const struct catalogue *c)
{
	return c == NULL ? NULL : &c->terms;
}

size_t catalogue_count(const struct catalogue *c)
{
	return c->offered;
}

bool catalogue_issues(const struct catalogue *c)
{
	return c->issues;
}

size_t catalogue_ended(const struct catalogue *c)
{
	return c->count - c->offered;
}

const struct service *catalogue_at(const struct catalogue *c, size_t index)
{
	return c->services[index];
}

const struct service *catalogue_find(const struct catalogue *c, const char *id)
{
	size_t *slot = c->slot_count == 0 ? NULL : slot_of(c, id);

	return slot == NULL || *slot == 0 ? NULL : c->services[*slot - 1];
}
