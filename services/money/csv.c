/* csv.c - a file of cells, one line after the other. */
#include "services/money/csv.h"

#include <string.h>

/* The first of these in the first line. */
static char find_mark(const char *text, size_t len)
{
	for (size_t i = 0; i < len && text[i] != '\n' && text[i] != '\r'; i++)
		if (text[i] == ',' || text[i] == ';' || text[i] == '\t')
			return text[i];
	return ',';
}

void csv_open(struct csv *c, const char *text, size_t len)
{
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3, len -= 3;
	*c = (struct csv){.at = text, .end = text + len, .mark = find_mark(text, len), .next = 1};
}

static bool is_end(const struct csv *c)
{
	return c->at == c->end || *c->at == '\n' || *c->at == '\r';
}

static void pass_end(struct csv *c)
{
	if (c->at < c->end && *c->at == '\r')
		c->at++;
	if (c->at < c->end && *c->at == '\n')
		c->at++;
	c->next++;
}

/* "a ""word""": without its quotes. */
static char *read_quoted(struct csv *c, struct arena *a, bool *broken)
{
	char *to = arena_take(a, (size_t)(c->end - c->at) + 1);
	size_t len = 0;

	for (c->at++; c->at < c->end; c->at++) {
		if (*c->at == '"' && (c->at + 1 == c->end || c->at[1] != '"')) {
			c->at++;
			to[len] = '\0';
			*broken = *broken || (!is_end(c) && *c->at != c->mark);
			return to;
		}
		c->at += *c->at == '"';
		c->next += *c->at == '\n';
		to[len++] = *c->at;
	}
	*broken = true;
	to[len] = '\0';
	return to;
}

static const char *read_cell(struct csv *c, struct arena *a, bool *broken)
{
	const char *from = c->at;

	if (c->at < c->end && *c->at == '"')
		return read_quoted(c, a, broken);
	while (!is_end(c) && *c->at != c->mark)
		c->at++;
	return arena_slice(a, from, (size_t)(c->at - from));
}

bool csv_next(struct csv *c, struct arena *a, const char *ret[CSV_CELLS], size_t *ret_count,
	      bool *ret_broken)
{
	*ret_count = 0;
	*ret_broken = false;
	while (c->at < c->end && is_end(c))
		pass_end(c);
	if (c->at == c->end)
		return false;
	c->line = c->next;
	for (;;) {
		const char *cell = read_cell(c, a, ret_broken);

		if (*ret_count < CSV_CELLS)
			ret[*ret_count] = cell;
		(*ret_count)++;
		if (*ret_broken || is_end(c))
			break;
		c->at++;
	}
	pass_end(c);
	return true;
}
