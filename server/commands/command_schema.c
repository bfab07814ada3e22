/* command_schema.c - all that is public of a register as a table: rows of CSV, and what its columns
 * are as Table Schema. */
#include "server/commands/command_schema.h"

#include "i18n/date.h"
#include "i18n/text.h"
#include "services/definition/answer.h"
#include "services/definition/type.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define LINE "\r\n"

static bool is_given(const struct register_column *c)
{
	return c->question.class == CLASS_PUBLIC;
}

/* --- CSV --- */

/* Harmless text, in quotes where it has to be. */
static const char *field(struct arena *a, const char *text)
{
	const char *safe = text_safe(a, text, 4000);
	bool reckons = *safe != '\0' && strchr("=+-@\t\r", *safe) != NULL;
	bool quotes = reckons || strpbrk(safe, "\",\r\n") != NULL;
	char *to = arena_take(a, 2 * strlen(safe) + 5);
	size_t len = 0;

	if (!quotes)
		return safe;
	to[len++] = '"';
	if (reckons)
		to[len++] = '\'';
	for (const char *s = safe; *s != '\0'; s++) {
		if (*s == '"')
			to[len++] = '"';
		to[len++] = *s;
	}
	to[len++] = '"';
	to[len] = '\0';
	return to;
}

char *command_schema_head(struct arena *a, const struct register_definition *d)
{
	char *line = arena_text(a, "number,status,since,valid_until");

	for (size_t i = 0; i < d->column_count; i++)
		if (is_given(&d->columns[i]))
			line = arena_format(a, "%s,%s", line, d->columns[i].question.id);
	return arena_format(a, "%s" LINE, line);
}

static const char *day(struct arena *a, int64_t at)
{
	return at == 0 ? "" : date_iso(a, date_of(at));
}

/* As it is kept; of money the main unit, of a group its parts by blanks. */
static const char *plain(struct arena *a, const struct entry_cell *cell)
{
	const struct register_column *c = cell->column;
	char *copy;

	if (cell->value[0] == '\0')
		return "";
	if (c->of == NULL)
		return c->is_person || c->is_organisation || c->question.type == &type_text
			       ? cell->value
			       : answer_show_plain(a, &c->question, cell->value);
	copy = arena_text(a, cell->value);
	for (char *s = copy; *s != '\0'; s++)
		*s = *s == '\n' ? ';' : *s == '\t' ? ' ' : *s;
	return copy;
}

char *command_schema_row(struct arena *a, const struct entry *e)
{
	char *line = arena_format(a, "%s,%s,%s,%s", field(a, e->number), field(a, e->status_id),
				  day(a, e->since), day(a, e->until == 0 ? 0 : e->until - 1));

	for (size_t i = 0; i < e->cell_count; i++)
		line = arena_format(a, "%s,%s", line, field(a, plain(a, &e->cells[i])));
	return arena_format(a, "%s" LINE, line);
}

/* --- Table Schema --- */

static const char *type_of(const struct register_column *c)
{
	const struct type_ops *t = c->question.type;

	if (c->of != NULL || c->is_person || c->is_organisation)
		return "string";
	if (t == &type_number)
		return "integer";
	if (t == &type_decimal || t == &type_money)
		return "number";
	return t == &type_yesno ? "boolean" : "string";
}

static json_t *codes_of(const struct term_list *terms, struct arena *a,
			const struct register_column *c)
{
	const struct type_option *options;
	size_t count = type_options(terms, a, &c->question, &options);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(options[i].code));
	return list;
}

static json_t *field_json(const struct term_list *terms, struct arena *a,
			  const struct register_column *c, enum lang lang)
{
	json_t *j = json_pack("{s:s, s:s, s:s}", "name", c->question.id, "type", type_of(c),
			      "title", c->question.label.in[lang]);

	if (c->question.type == &type_yesno)
		json_object_update_new(
			j, json_pack("{s:[s], s:[s]}", "trueValues", "yes", "falseValues", "no"));
	if (c->question.type == &type_choice || c->question.type == &type_place)
		json_object_set_new(j, "constraints",
				    json_pack("{s:o}", "enum", codes_of(terms, a, c)));
	return j;
}

static json_t *own_fields(const struct register_definition *d)
{
	json_t *statuses = json_array();

	for (size_t i = 0; i < d->status_count; i++)
		json_array_append_new(statuses, json_string(d->statuses[i].id));
	return json_pack("[{s:s, s:s, s:{s:b, s:b}}, {s:s, s:s, s:{s:o}}, {s:s, s:s}, {s:s, s:s}]",
			 "name", "number", "type", "string", "constraints", "required", 1, "unique",
			 1, "name", "status", "type", "string", "constraints", "enum", statuses,
			 "name", "since", "type", "date", "name", "valid_until", "type", "date");
}

char *command_schema(struct arena *a, const struct term_list *terms,
		     const struct register_definition *d, enum lang lang)
{
	json_t *fields = own_fields(d), *j;
	char *text, *ret;

	for (size_t i = 0; i < d->column_count; i++)
		if (is_given(&d->columns[i]))
			json_array_append_new(fields, field_json(terms, a, &d->columns[i], lang));
	j = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:{s:o, s:s}}", "profile",
		      "tabular-data-resource", "name", d->id, "title", d->name.in[lang], "path",
		      arena_format(a, "%s.csv", d->id), "format", "csv", "mediatype", "text/csv",
		      "encoding", "utf-8", "schema", "fields", fields, "primaryKey", "number");
	text = json_dumps(j, JSON_INDENT(2));
	ret = arena_format(a, "%s\n", text == NULL ? "{}" : text);
	free(text);
	json_decref(j);
	return ret;
}
