/* data_run_apart.c - a paragraph whose data are set apart from the sentence, for the screen. */
#include "i18n/data_run_inside.h"

#include "i18n/base/buffer.h"
#include "i18n/bidi.h"
#include "i18n/utf8.h"

#include <string.h>

#define LRM 0x200E
#define DEPTH_MOST 8 /* isolates within isolates that are followed */

/* What an FSI at `i` makes of what it holds: by its first letter outside of isolates. */
static enum direction first_base(const struct data_scan *sc, size_t i)
{
	for (i++; i < sc->count && data_run_inside_code(sc, i) != DATA_PDI;) {
		if (data_run_inside_code(sc, i) >= DATA_LRI &&
		    data_run_inside_code(sc, i) <= DATA_FSI) {
			i = data_run_inside_pass(sc, i);
			continue;
		}
		if (data_run_inside_kind(sc, i) == DATA_KIND_LETTER)
			return DIRECTION_LTR;
		if (data_run_inside_kind(sc, i++) == DATA_KIND_RTL)
			return DIRECTION_RTL;
	}
	return DIRECTION_LTR;
}

/* The bases of the paragraph and of the isolates that are open; those too deep are only counted. */
struct bases {
	enum direction at[DEPTH_MOST];
	size_t depth;
};

static void follow(struct bases *b, const struct data_scan *sc, size_t i)
{
	uint32_t code = data_run_inside_code(sc, i);

	if (code == DATA_PDI) {
		b->depth -= b->depth > 1 ? 1 : 0;
	} else if (code >= DATA_LRI && code <= DATA_FSI) {
		if (b->depth < DEPTH_MOST)
			b->at[b->depth] = code == DATA_LRI   ? DIRECTION_LTR
					  : code == DATA_RLI ? DIRECTION_RTL
							     : first_base(sc, i);
		b->depth++;
	}
}

static enum direction base_of(const struct bases *b)
{
	return b->at[b->depth > DEPTH_MOST ? DEPTH_MOST - 1 : b->depth - 1];
}

static void add_code(struct buffer *out, uint32_t code)
{
	char bytes[4];

	buffer_add(out, bytes, utf8_encode(code, bytes));
}

/* Signs between ٣ and ٤ would take their direction; the mark gives them that of the run. */
static void add_run(struct buffer *out, const char *s, const struct data_scan *sc, size_t from,
		    size_t end)
{
	for (size_t i = from; i < end; i++) {
		buffer_add(out, s + sc->signs[i].at, sc->signs[i + 1].at - sc->signs[i].at);
		if (data_run_inside_kind(sc, i) == DATA_KIND_INDIC && i + 1 < end &&
		    data_run_inside_kind(sc, i + 1) != DATA_KIND_INDIC)
			add_code(out, LRM);
	}
}

/* Returns the sign behind the run that begins at sign `i`. */
static size_t add_apart(struct buffer *out, const char *s, const struct data_scan *sc, size_t i,
			const struct data_run *run, enum direction base)
{
	bool whole = base == DIRECTION_RTL || !run->letters;
	size_t end = i;

	while (sc->signs[end].at < run->end)
		end++;
	add_code(out, whole ? DATA_LRI : LRM);
	add_run(out, s, sc, i, end);
	if (whole)
		add_code(out, DATA_PDI);
	return end;
}

const char *data_run_apart(struct arena *a, const char *s, enum direction base)
{
	/* A page has hundreds of paragraphs: only what comes out takes its room. */
	ARENA_CLEAN struct arena *scratch = NULL;
	struct bases bases = {.at = {base}, .depth = 1};
	struct data_run *runs;
	struct buffer out;
	struct data_scan sc;
	size_t count, next = 0;

	if (!bidi_has_rtl(s, strlen(s)))
		return s;
	scratch = arena_new(SIZE_MAX / 2);
	count = data_run_find(scratch, s, &runs);
	if (count == 0)
		return s;
	sc = data_run_inside_scan(scratch, s);
	buffer_open(&out, SIZE_MAX / 2);
	for (size_t i = 0; i < sc.count;) {
		follow(&bases, &sc, i);
		if (next < count && sc.signs[i].at == runs[next].from) {
			i = add_apart(&out, s, &sc, i, &runs[next++], base_of(&bases));
			continue;
		}
		buffer_add(&out, s + sc.signs[i].at, sc.signs[i + 1].at - sc.signs[i].at);
		i++;
	}
	s = arena_slice(a, out.data, out.size);
	buffer_close(&out);
	return s;
}
