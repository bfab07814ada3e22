/* judge_tiff_end.c - where a TIFF ends, by following all that its directories point to. */
#include "server/reader/judge.h"

#include "services/registry/limits.h"

/*
 *     "II" or "MM", 42, u32 where the first directory stands
 *     a directory: u16 count, `count` times {u16 tag, u16 type, u32 count, u32 value or where it
 *                  stands}, u32 where the next one stands, 0 at the last
 *
 * What a page is made of is told by two lists, where each piece stands and how long it is.
 */
#define DIRECTORIES (2 * LIMIT_READER_PAGES) /* with those inside others */
#define PIECES_MOST 2000000                  /* of one page */
#define ENTRY 12
#define HEADER 8 /* bytes, in which no directory stands */

enum tag {
	STRIPS = 273,
	STRIP_BYTES = 279,
	TILES = 324,
	TILE_BYTES = 325,
	INNER = 330,
	OLD_JPEG = 513,
	OLD_JPEG_BYTES = 514,
	EXIF = 34665,
	PLACE = 34853,
};

struct list {
	uint64_t count, at; /* numbers; where they stand */
	unsigned size;      /* bytes of one; 0: there is no such list */
};

struct walk {
	struct judge_bytes b;
	bool is_big;  /* the most significant byte first */
	uint64_t end; /* of all that was pointed to */
	uint64_t next[DIRECTORIES];
	size_t count, at; /* directories to look at, and looked at */
	struct list strips, strip_bytes, tiles, tile_bytes, old_jpeg, old_jpeg_bytes;
};

/* Numbers behind the end are 0, and the end is noted. */
static uint64_t number(struct walk *w, uint64_t at, unsigned bytes)
{
	uint64_t n = 0;

	if (at + bytes > w->end)
		w->end = at + bytes;
	if (at + bytes > w->b.size)
		return 0;
	for (unsigned i = 0; i < bytes; i++)
		n |= (uint64_t)w->b.at[at + i] << 8 * (w->is_big ? bytes - 1 - i : i);
	return n;
}

static void reach(struct walk *w, uint64_t end)
{
	if (end > w->end)
		w->end = end;
}

static bool is_cut(const struct walk *w)
{
	return w->end > w->b.size;
}

static unsigned size_of(unsigned type)
{
	static const unsigned char sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

	return type < sizeof(sizes) ? sizes[type] : 0;
}

static bool add_directory(struct walk *w, uint64_t at)
{
	if (at == 0)
		return true;
	if (w->count == DIRECTORIES || at < HEADER)
		return false;
	w->next[w->count++] = at;
	return true;
}

static bool add_inner(struct walk *w, const struct list *l)
{
	for (uint64_t i = 0; i < l->count && !is_cut(w); i++)
		if (!add_directory(w, number(w, l->at + i * l->size, l->size)))
			return false;
	return true;
}

static struct list *list_of(struct walk *w, unsigned tag)
{
	switch (tag) {
	case STRIPS: return &w->strips;
	case STRIP_BYTES: return &w->strip_bytes;
	case TILES: return &w->tiles;
	case TILE_BYTES: return &w->tile_bytes;
	case OLD_JPEG: return &w->old_jpeg;
	case OLD_JPEG_BYTES: return &w->old_jpeg_bytes;
	default: return NULL;
	}
}

static bool read_entry(struct walk *w, uint64_t at)
{
	unsigned tag = (unsigned)number(w, at, 2);
	unsigned size = size_of((unsigned)number(w, at + 2, 2));
	struct list l = {number(w, at + 4, 4), at + 8, size}, *to = list_of(w, tag);

	if (l.count * size > 4) {
		l.at = number(w, at + 8, 4);
		reach(w, l.at + l.count * size);
	}
	if (size == 0 || l.count > PIECES_MOST)
		return to == NULL;
	if (to != NULL)
		*to = l;
	return (tag != INNER && tag != EXIF && tag != PLACE) || add_inner(w, &l);
}

/* Where the pieces of a page end. */
static bool reach_pieces(struct walk *w, const struct list *where, const struct list *bytes)
{
	if (where->size == 0)
		return true;
	if (where->count != bytes->count || bytes->size == 0)
		return false;
	for (uint64_t i = 0; i < where->count && !is_cut(w); i++)
		reach(w, number(w, where->at + i * where->size, where->size) +
				 number(w, bytes->at + i * bytes->size, bytes->size));
	return true;
}

static bool read_directory(struct walk *w, uint64_t at)
{
	uint64_t count = number(w, at, 2), last = at + 2 + count * ENTRY;
	const struct list none = {0, 0, 0};

	w->strips = w->strip_bytes = w->tiles = w->tile_bytes = none;
	w->old_jpeg = w->old_jpeg_bytes = none;
	for (uint64_t i = 0; i < count && !is_cut(w); i++)
		if (!read_entry(w, at + 2 + i * ENTRY))
			return false;
	if (is_cut(w))
		return true;
	return reach_pieces(w, &w->strips, &w->strip_bytes) &&
	       reach_pieces(w, &w->tiles, &w->tile_bytes) &&
	       reach_pieces(w, &w->old_jpeg, &w->old_jpeg_bytes) &&
	       add_directory(w, number(w, last, 4));
}

enum paper_verdict judge_tiff_end(struct judge_bytes b)
{
	struct walk w = {.b = b, .is_big = b.size > 0 && b.at[0] == 'M'};

	if (!add_directory(&w, number(&w, 4, 4)))
		return PAPER_BROKEN;
	if (w.count == 0 && !is_cut(&w))
		return PAPER_BROKEN;
	for (; w.at < w.count && !is_cut(&w); w.at++)
		if (!read_directory(&w, w.next[w.at]))
			return PAPER_BROKEN;
	if (is_cut(&w))
		return PAPER_CUT;
	return judge_is_nothing(b.at + w.end, b.size - (size_t)w.end) ? PAPER_FINE : PAPER_MIXED;
}
