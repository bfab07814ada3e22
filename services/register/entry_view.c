/* entry_view.c - an entry read for whoever sees these classes. */
#include "services/register/entry_view.h"

#include "i18n/base/array.h"
#include "services/definition/class.h"
#include "services/register/entry_inside.h"
#include "services/register/later_next.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_application.h"

#include <string.h>

struct view {
	struct registry *registry;
	struct arena *arena;
	struct entry *entry;
	unsigned sees;
	bool is_staff;
	size_t line_room;
	struct change_of {
		int64_t revision;
		const struct register_column *column;
	} * changes;
	size_t change_count, change_room;
	enum fault fault;
	struct error *err;
};

/* --- values --- */

static void open_cells(struct view *v)
{
	struct entry *e = v->entry;

	e->cells = arena_array(v->arena, e->of->column_count + 1, sizeof(*e->cells));
	for (size_t i = 0; i < e->of->column_count; i++) {
		const struct register_column *c = &e->of->columns[i];
		bool seen = class_is_among(c->question.class, v->sees);

		if (seen || v->is_staff)
			e->cells[e->cell_count++] =
				(struct entry_cell){.column = c, .value = "", .withheld = !seen};
	}
}

static struct entry_cell *cell_of(const struct view *v, const char *column)
{
	for (size_t i = 0; i < v->entry->cell_count; i++)
		if (strcmp(v->entry->cells[i].column->question.id, column) == 0)
			return &v->entry->cells[i];
	return NULL;
}

/* Rows come by revision: the last one stays. What is withheld is not opened. */
static void keep_value(void *ctx, const struct store_register_value *row)
{
	struct view *v = ctx;
	struct entry_cell *cell = cell_of(v, row->name);
	char *value = NULL;

	if (v->fault != FAULT_NONE || cell == NULL || cell->withheld)
		return;
	/* A seal on what is public now: the class was another then. */
	v->fault = entry_value(v->registry, v->arena, v->entry->id, row, &value, v->err);
	if (v->fault != FAULT_NONE)
		return;
	cell->value = entry_value_as(&cell->column->question, value);
	v->changes = array_room_in(v->arena, v->changes, v->change_count + 1, &v->change_room,
				   sizeof(*v->changes));
	v->changes[v->change_count++] = (struct change_of){row->revision, cell->column};
}

/* --- history --- */

/* Reminders, what was told, and what was sent about it, are between the authority and the owner. */
static bool is_public(const char *act)
{
	return strcmp(act, ENTRY_SENT) != 0 && strcmp(act, LATER_REMINDED) != 0 &&
	       strcmp(act, LATER_MISSED) != 0 && strcmp(act, LATER_TOLD) != 0;
}

static void keep_line(void *ctx, const struct store_register_event *row)
{
	struct view *v = ctx;
	struct entry *e = v->entry;
	char binding[ENTRY_BINDING], *words = NULL;
	struct entry_line *line;

	if (v->fault != FAULT_NONE || (!v->is_staff && !is_public(row->act)))
		return;
	entry_words_binding(binding, row->number);
	if (v->is_staff)
		v->fault = seal_open_words(&v->registry->seal, v->arena, e->id, binding,
					   (struct sealed){row->words.at, row->words.len}, &words,
					   v->err);
	e->lines = array_room_in(v->arena, e->lines, e->line_count + 1, &v->line_room,
				 sizeof(*e->lines));
	line = &e->lines[e->line_count++];
	*line = (struct entry_line){
		.number = row->number,
		.at = row->at,
		.act = arena_text(v->arena, row->act),
		.status = register_status(e->of, row->status),
		.reason = arena_text(v->arena, row->reason),
		.words = words == NULL ? "" : words,
		.application = v->is_staff ? arena_text(v->arena, row->application) : ""};
}

/* The first line makes all of them. */
static void add_changes(struct view *v, struct entry_line *line)
{
	line->changed = arena_array(v->arena, v->change_count + 1, sizeof(*line->changed));
	for (size_t i = 0; line->number > 1 && i < v->change_count; i++)
		if (v->changes[i].revision == line->number)
			line->changed[line->changed_count++] = v->changes[i].column;
}

/* Staff are told applications by their references; one that is gone has none. */
static enum fault add_reference(struct view *v, struct entry_line *line, struct error *err)
{
	struct store_application row;
	bool found = false;
	enum fault fault = line->application[0] == '\0'
				   ? FAULT_NONE
				   : store_application_get(v->registry->store, line->application,
							   &row, &found, err);

	line->application = found ? arena_text(v->arena, row.reference) : "";
	return fault;
}

static enum fault read_lines(struct view *v, struct error *err)
{
	enum fault fault =
		store_register_each_event(v->registry->store, v->entry->id, keep_line, v, err);

	fault = fault == FAULT_NONE ? v->fault : fault;
	for (size_t i = 0; fault == FAULT_NONE && i < v->entry->line_count; i++) {
		add_changes(v, &v->entry->lines[i]);
		fault = add_reference(v, &v->entry->lines[i], err);
	}
	return fault;
}

enum fault entry_view(struct registry *r, struct arena *a, const struct register_definition *d,
		      const struct store_register_entry *row, unsigned sees, bool is_staff,
		      bool with_lines, struct entry *ret, struct error *err)
{
	struct view v = {.registry = r,
			 .arena = a,
			 .entry = ret,
			 .sees = sees,
			 .is_staff = is_staff,
			 .err = err};
	enum fault fault;

	*ret = (struct entry){.of = d,
			      .status = register_status(d, row->status),
			      .status_id = arena_text(a, row->status),
			      .since = row->since,
			      .until = row->until,
			      .made_at = row->made_at,
			      .changed_at = row->changed_at,
			      .revision = row->revision,
			      .office = arena_text(a, row->office)};
	memcpy(ret->id, row->id, sizeof(ret->id));
	memcpy(ret->number, row->number, sizeof(ret->number));
	open_cells(&v);
	fault = store_register_each_value(r->store, row->id, keep_value, &v, err);
	fault = fault == FAULT_NONE ? v.fault : fault;
	return fault == FAULT_NONE && with_lines ? read_lines(&v, err) : fault;
}
