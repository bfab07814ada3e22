/* page.c - a page as data: blocks in reading order, without any idea of columns, colours or
 * terminals. */
#include "tui/page/page.h"

#include <string.h>

struct page *page_new(struct arena *a, const char *name, const char *title)
{
	struct page *p = arena_take(a, sizeof(*p));

	p->arena = a;
	p->name = name;
	p->title = title == NULL ? "" : title;
	return p;
}

static struct block *add(struct page *p, enum block_kind kind, const char *label)
{
	struct block *b = arena_take(p->arena, sizeof(*b));

	b->kind = kind;
	b->label = label == NULL ? "" : label;
	if (p->last == NULL)
		p->first = b;
	else
		p->last->next = b;
	p->last = b;
	return b;
}

/* Gives a choice the next number of the page. */
static struct block *choosable(struct page *p, struct block *b, int act)
{
	b->act = act;
	if (act != 0)
		b->number = ++p->choices;
	return b;
}

struct block *page_heading(struct page *p, const char *text)
{
	return add(p, BLOCK_HEADING, text);
}

struct block *page_text(struct page *p, enum tone tone, const char *text)
{
	struct block *b = add(p, BLOCK_TEXT, text);

	b->level = (int)tone;
	return b;
}

struct block *page_notice(struct page *p, enum notice kind, const char *text)
{
	struct block *b = add(p, BLOCK_NOTICE, text);

	b->level = (int)kind;
	return b;
}

struct block *page_notice_first(struct page *p, enum notice kind, const char *text)
{
	struct block *b = arena_take(p->arena, sizeof(*b));

	*b = (struct block){
		.kind = BLOCK_NOTICE, .label = text, .level = (int)kind, .next = p->first};
	p->first = b;
	if (p->last == NULL)
		p->last = b;
	return b;
}

struct block *page_bullet(struct page *p, const char *text)
{
	return add(p, BLOCK_BULLET, text);
}

struct block *page_pair(struct page *p, const char *label, const char *value, int act)
{
	struct block *b = add(p, BLOCK_PAIR, label);

	b->detail = value == NULL ? "" : value;
	return choosable(p, b, act);
}

struct block *page_menu(struct page *p, int act, const char *label, const char *detail,
			const char *tag)
{
	struct block *b = add(p, BLOCK_MENU, label);

	b->detail = detail;
	b->tag = tag;
	return choosable(p, b, act);
}

struct block *page_table(struct page *p, const struct page_table *t)
{
	struct block *b = add(p, BLOCK_TABLE, "");
	struct page_column *columns = arena_array(p->arena, t->count, sizeof(*columns));
	struct page_table *copy = arena_take(p->arena, sizeof(*copy));

	memcpy(columns, t->columns, t->count * sizeof(*columns));
	*copy = *t;
	copy->columns = columns;
	b->table = copy;
	return b;
}

struct block *page_row(struct page *p, int act, const char *const *cells)
{
	const struct page_table *t = p->last->table;
	struct block *b = add(p, BLOCK_ROW, "");
	const char **copy = arena_array(p->arena, t->count, sizeof(*copy));

	for (size_t i = 0; i < t->count; i++) {
		copy[i] = cells[i] == NULL ? "" : cells[i];
		if (t->columns[i].weight == 1)
			b->label = copy[i];
	}
	b->table = t;
	b->cells = copy;
	return choosable(p, b, act);
}

void page_unseen(struct page *p, int number, int act)
{
	struct block *b = add(p, BLOCK_MENU, "");

	b->act = act;
	b->number = number;
	b->unseen = true;
}

struct block *page_stage(struct page *p, enum mark mark, const char *name, const char *when)
{
	struct block *b = add(p, BLOCK_STAGE, name);

	b->level = (int)mark;
	b->detail = when;
	return b;
}

struct block *page_big(struct page *p, const char *text)
{
	return add(p, BLOCK_BIG, text);
}

struct block *page_field(struct page *p, const struct field *f)
{
	struct block *b = add(p, BLOCK_FIELD, f->label);
	struct field *copy = arena_take(p->arena, sizeof(*copy));

	*copy = *f;
	if (copy->value == NULL)
		copy->value = "";
	if (copy->label == NULL)
		copy->label = "";
	b->field = copy;
	return b;
}

struct block *page_code(struct page *p, const char *text)
{
	return add(p, BLOCK_CODE, text);
}

struct block *page_qr(struct page *p, const char *text, const char *read)
{
	struct block *b = add(p, BLOCK_QR, text);

	b->detail = read;
	return b;
}

struct block *page_gap(struct page *p)
{
	return add(p, BLOCK_GAP, "");
}

const struct block *page_choice(const struct page *p, int number)
{
	if (number <= 0)
		return NULL;
	for (const struct block *b = p->first; b != NULL; b = b->next)
		if (b->number == number)
			return b;
	return NULL;
}

const struct block *page_field_block(const struct page *p, int field)
{
	for (const struct block *b = p->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_FIELD && b->field->id == field)
			return b;
	return NULL;
}

size_t page_field_count(const struct page *p)
{
	size_t count = 0;

	for (const struct block *b = p->first; b != NULL; b = b->next)
		count += b->kind == BLOCK_FIELD;
	return count;
}
