/* typing.c - what is being typed on the pages that are open, kept while they are covered by others.
 */
#include "tui/face/typing.h"

#include "i18n/base/array.h"
#include "i18n/base/error.h"
#include "services/registry/limits.h"
#include "tui/page/narrow.h"

#include <stdlib.h>
#include <string.h>

static void typing_free(struct typing *t)
{
	for (size_t i = 0; i < t->count; i++) {
		edit_close(&t->fields[i].edit);
		edit_close(&t->fields[i].find);
	}
	edit_close(&t->search);
	free(t->fields);
	free(t);
}

void typing_prune(struct typing **list, const struct stack *st)
{
	while (*list != NULL) {
		struct typing *t = *list;

		if (st != NULL && stack_has_page(st, t->page)) {
			list = &t->next;
			continue;
		}
		*list = t->next;
		typing_free(t);
	}
}

struct typing *typing_of(struct typing **list, const struct stack *st, bool *ret_new)
{
	unsigned page = stack_page(st);
	struct typing *t;

	*ret_new = false;
	for (t = *list; t != NULL; t = t->next)
		if (t->page == page)
			return t;
	t = calloc(1, sizeof(*t));
	if (t == NULL)
		fatal("out of memory");
	t->page = page;
	t->at.number = -1;
	t->next = *list;
	*list = t;
	*ret_new = true;
	return t;
}

struct typing_field *typing_find(struct typing *t, int field)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->fields[i].field == field)
			return &t->fields[i];
	return NULL;
}

static struct typing_field *add(struct typing *t, const struct field *f)
{
	struct typing_field *entry = typing_find(t, f->id);

	if (entry != NULL)
		return entry;
	t->fields = array_room(t->fields, t->count + 1, &t->room, sizeof(*t->fields));
	entry = &t->fields[t->count++];
	*entry = (struct typing_field){.field = f->id};
	edit_open(&entry->edit, "", DIRECTION_LTR, f->ltr,
		  f->kind == FIELD_LINES && f->lines > 1 ? f->lines : 1);
	edit_open(&entry->find, "", DIRECTION_LTR, false, 1);
	return entry;
}

void typing_set(struct edit *e, const char *text)
{
	size_t len = strlen(text);

	if (e->text.size == len && (len == 0 || memcmp(e->text.data, text, len) == 0))
		return;
	if (e->text.data != NULL)
		explicit_bzero(e->text.data, e->text.size);
	buffer_clear(&e->text);
	buffer_add(&e->text, text, len);
	e->at = e->text.size;
	e->goal = -1;
	e->full = false;
}

/* --- options by their numbers ----------------------------------------------------------------- */

bool typing_has(const char *numbers, int number)
{
	while (*numbers != '\0') {
		char *end;
		long n = strtol(numbers, &end, 10);

		if (end == numbers)
			return false;
		if (n == number)
			return true;
		numbers = *end == ',' ? end + 1 : end;
	}
	return false;
}

/* The numbers in order, whatever the order of typing. */
void typing_toggle(struct edit *e, int number)
{
	struct buffer numbers;
	bool was = e->text.size > 0 && typing_has(e->text.data, number), put = was;
	const char *p = e->text.size > 0 ? e->text.data : "";

	buffer_open(&numbers, LIMIT_ANSWER);
	while (*p != '\0') {
		char *end;
		long n = strtol(p, &end, 10);

		if (end == p)
			break;
		if (!put && n > number) {
			buffer_format(&numbers, "%s%d", numbers.size > 0 ? "," : "", number);
			put = true;
		}
		if (!was || n != number)
			buffer_format(&numbers, "%s%ld", numbers.size > 0 ? "," : "", n);
		p = *end == ',' ? end + 1 : end;
	}
	if (!put)
		buffer_format(&numbers, "%s%d", numbers.size > 0 ? "," : "", number);
	typing_set(e, numbers.size > 0 ? numbers.data : "");
	buffer_close(&numbers);
}

static const char *chosen_numbers(struct arena *a, const struct field *f)
{
	const char *numbers = "";

	for (size_t i = 0; i < f->option_count; i++)
		if (f->options[i].chosen)
			numbers = numbers[0] == '\0' ? arena_format(a, "%zu", i + 1)
						     : arena_format(a, "%s,%zu", numbers, i + 1);
	return numbers;
}

/* The options with what is chosen and hidden by now. */
static void put_options(struct typing_field *entry, struct arena *a, struct field *f)
{
	struct option *options = arena_array(a, f->option_count + 1, sizeof(*options));
	const char *numbers = entry->edit.text.size > 0 ? entry->edit.text.data : "";

	for (size_t i = 0; i < f->option_count; i++) {
		options[i] = f->options[i];
		if (entry->changed)
			options[i].chosen = typing_has(numbers, (int)i + 1);
	}
	f->options = options;
	if (entry->find.text.size == 0)
		return;
	f->find = arena_slice(a, entry->find.text.data, entry->find.text.size);
	narrow_options(options, f->option_count, f->find);
}

/* --- a page and what was typed ---------------------------------------------------------------- */

static void sync_field(struct typing *t, struct arena *a, struct block *b, enum direction direction)
{
	struct typing_field *entry = add(t, b->field);
	bool is_text = layout_field_is_text(b->field);
	struct field *f;

	entry->edit.direction = b->field->ltr ? DIRECTION_LTR : direction;
	entry->find.direction = direction;
	if (!entry->changed)
		typing_set(&entry->edit, is_text ? b->field->value : chosen_numbers(a, b->field));
	if (is_text && !entry->changed)
		return;
	f = arena_take(a, sizeof(*f));
	*f = *b->field;
	f->ready = false;
	if (is_text)
		f->value = arena_slice(a, entry->edit.text.data, entry->edit.text.size);
	else
		put_options(entry, a, f);
	b->field = f;
}

void typing_sync(struct typing *t, struct page *p, enum direction direction)
{
	for (struct block *b = p->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_FIELD)
			sync_field(t, p->arena, b, direction);
	if (p->searches && !t->searches) {
		edit_open(&t->search, p->search == NULL ? "" : p->search, direction, false, 1);
		t->searches = true;
		t->searched = t->search.text.size > 0; /* they were not typed here */
	}
	t->search.direction = direction;
}
