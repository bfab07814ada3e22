/* table.c - a table's columns, listed once: members of its struct as values, and as parts of
 * statements. */
#include "services/store/table.h"

#include "i18n/base/arena.h"
#include "i18n/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct datum table_datum(const struct table_field *f, const void *row)
{
	const char *member = (const char *)row + f->offset;
	struct table_bytes bytes;
	const char *text;

	switch (f->kind) {
	case TABLE_CHARS: return (struct datum){.kind = DATUM_TEXT, .data = member};
	case TABLE_TEXT:
		memcpy(&text, member, sizeof(text));
		return (struct datum){.kind = DATUM_TEXT, .data = text == NULL ? "" : text};
	case TABLE_INT:
		return (struct datum){.kind = DATUM_NUMBER,
				      .number = *(const int *)(const void *)member};
	case TABLE_NUMBER:
		return (struct datum){.kind = DATUM_NUMBER,
				      .number = *(const int64_t *)(const void *)member};
	case TABLE_BYTES: break;
	}
	memcpy(&bytes, member, sizeof(bytes));
	return (struct datum){.kind = DATUM_BYTES, .data = bytes.at, .size = bytes.len};
}

bool table_put(const struct table_field *f, void *row, const struct datum *d)
{
	char *member = (char *)row + f->offset;
	const char *text = d->data;
	struct table_bytes bytes = {d->data, d->size};
	int small = (int)d->number;

	switch (f->kind) {
	case TABLE_CHARS:
		memset(member, 0, f->size);
		if (strlen(text) >= f->size)
			return false;
		memcpy(member, text, strlen(text));
		return true;
	case TABLE_TEXT: memcpy(member, &text, sizeof(text)); return true;
	case TABLE_INT:
		if (small != d->number)
			small = 0;
		memcpy(member, &small, sizeof(small));
		return small == d->number;
	case TABLE_NUMBER: memcpy(member, &d->number, sizeof(d->number)); return true;
	case TABLE_BYTES: memcpy(member, &bytes, sizeof(bytes)); return true;
	}
	return false;
}

/* --- parts of statements --- */

struct part {
	char *to;
	size_t room, len;
};

__attribute__((format(printf, 2, 3))) static void add(struct part *p, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(p->to + p->len, p->room - p->len, format, args);
	va_end(args);
	if (len < 0 || (size_t)len >= p->room - p->len)
		fatal("a statement of more than %zu bytes", p->room);
	p->len += (size_t)len;
}

size_t table_columns(const struct table *t, char *to, size_t room)
{
	struct part p = {to, room, 0};

	for (size_t i = 0; i < t->count; i++)
		add(&p, "%s%s.%s", i == 0 ? "" : ", ", t->name, t->fields[i].name);
	return p.len;
}

size_t table_values(const struct table *t, bool many, char *to, size_t room)
{
	struct part p = {to, room, 0};

	for (size_t i = 0; i < t->count; i++)
		add(&p, "%s%s", i == 0 ? "(" : ", ", t->fields[i].name);
	add(&p, many ? ") SELECT * FROM unnest(" : ") VALUES (");
	for (size_t i = 0; i < t->count; i++)
		add(&p, "%s$%zu", i == 0 ? "" : ", ", i + 1);
	add(&p, ")");
	return p.len;
}

size_t table_settings(const struct table *t, unsigned writes, char *to, size_t room)
{
	struct part p = {to, room, 0};
	int number = 1;

	for (size_t i = 0; i < t->count; i++)
		if (t->fields[i].writes & writes) {
			add(&p, "%s%s = $%d", number == 1 ? "" : ", ", t->fields[i].name, number);
			number++;
		}
	add(&p, " WHERE %s = $%d", t->fields[0].name, number);
	return p.len;
}

size_t table_renewals(const struct table *t, unsigned writes, char *to, size_t room)
{
	struct part p = {to, room, 0};

	for (size_t i = 0; i < t->count; i++)
		if (t->fields[i].writes & writes)
			add(&p, "%s%s = excluded.%s", p.len == 0 ? "" : ", ", t->fields[i].name,
			    t->fields[i].name);
	return p.len;
}

struct table_bytes table_bytes_keep(struct arena *a, struct table_bytes from)
{
	void *to = arena_take(a, from.len + 1);

	if (from.len > 0)
		memcpy(to, from.at, from.len);
	return (struct table_bytes){to, from.len};
}
