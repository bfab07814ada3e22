/* drawing.c - a document to be drawn, as bytes for the process that draws it, and back. */
#include "server/reader/drawing.h"

#include "services/registry/limits.h"

#include <string.h>

/*
 * Numbers are little-endian. A text is its length, its bytes and a NUL; a matrix one byte a module.
 *
 *     u8 language, u64 at, text title, text author, text foot, u32 count, and `count` times
 *     u8 kind, text text, text more, u8 side, bytes modules
 */

/* --- there --- */

static void put_number(struct buffer *to, uint64_t n, int bytes)
{
	unsigned char all[8];

	for (int i = 0; i < bytes; i++)
		all[i] = (unsigned char)(n >> 8 * i);
	buffer_add(to, all, (size_t)bytes);
}

static void put_text(struct buffer *to, const char *text)
{
	const char *s = text == NULL ? "" : text;
	size_t len = strlen(s);

	put_number(to, len, 4);
	buffer_add(to, s, len + 1);
}

static bool is_block(const struct drawing_block *b)
{
	if (b->kind >= DRAWING_KINDS)
		return false;
	return b->kind != DRAWING_MATRIX ||
	       (b->modules != NULL && b->side > 0 && b->side <= DRAWING_MATRIX_MOST);
}

static bool put_block(struct buffer *to, const struct drawing_block *b)
{
	size_t side = b->kind == DRAWING_MATRIX ? (size_t)b->side : 0;

	if (!is_block(b))
		return false;
	put_number(to, b->kind, 1);
	put_text(to, b->text);
	put_text(to, b->more);
	put_number(to, side, 1);
	if (side > 0)
		buffer_add(to, b->modules, side * side);
	return true;
}

bool drawing_pack(const struct drawing *d, struct buffer *to)
{
	size_t before = to->size;

	if (d->count > LIMIT_DRAWING_BLOCKS)
		return false;
	put_number(to, d->lang, 1);
	put_number(to, (uint64_t)d->at, 8);
	put_text(to, d->title);
	put_text(to, d->author);
	put_text(to, d->foot);
	put_number(to, d->count, 4);
	for (size_t i = 0; i < d->count; i++)
		if (!put_block(to, &d->blocks[i]))
			return false;
	return !to->full && to->size - before <= LIMIT_DRAWING;
}

/* --- and back --- */

struct unpacking {
	const unsigned char *at;
	size_t left;
	bool bad;
};

static uint64_t take_number(struct unpacking *u, size_t bytes)
{
	uint64_t n = 0;

	if (u->left < bytes) {
		u->bad = true;
		return 0;
	}
	for (size_t i = 0; i < bytes; i++)
		n |= (uint64_t)u->at[i] << 8 * i;
	u->at += bytes;
	u->left -= bytes;
	return n;
}

static const unsigned char *take_bytes(struct unpacking *u, size_t size)
{
	const unsigned char *found = u->at;

	if (u->left < size) {
		u->bad = true;
		return NULL;
	}
	u->at += size;
	u->left -= size;
	return found;
}

/* A text ends where it says, and nowhere before. */
static const char *take_text(struct unpacking *u)
{
	size_t len = (size_t)take_number(u, 4);

	if (u->bad || len >= u->left || u->at[len] != '\0' || memchr(u->at, '\0', len) != NULL) {
		u->bad = true;
		return "";
	}
	return (const char *)take_bytes(u, len + 1);
}

static void take_block(struct unpacking *u, struct drawing_block *b)
{
	b->kind = (enum drawing_kind)take_number(u, 1);
	b->text = take_text(u);
	b->more = take_text(u);
	b->side = (int)take_number(u, 1);
	if (!u->bad && b->side > 0)
		b->modules = take_bytes(u, (size_t)b->side * (size_t)b->side);
	if ((b->kind == DRAWING_MATRIX) != (b->side > 0) || !is_block(b))
		u->bad = true;
}

bool drawing_unpack(const void *bytes, size_t size, struct arena *a, struct drawing *ret)
{
	struct unpacking u = {bytes, size, false};
	struct drawing d = {0};
	uint64_t lang = take_number(&u, 1);
	struct drawing_block *blocks;

	d.at = (int64_t)take_number(&u, 8);
	d.title = take_text(&u);
	d.author = take_text(&u);
	d.foot = take_text(&u);
	d.count = (size_t)take_number(&u, 4);
	if (u.bad || size > LIMIT_DRAWING || lang >= LANG_COUNT || d.count > LIMIT_DRAWING_BLOCKS)
		return false;
	blocks = arena_array(a, d.count + 1, sizeof(*blocks));
	for (size_t i = 0; i < d.count && !u.bad; i++)
		take_block(&u, &blocks[i]);
	d.lang = (enum lang)lang;
	d.blocks = blocks;
	*ret = d;
	return !u.bad && u.left == 0;
}
