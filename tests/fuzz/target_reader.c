/* target_reader.c - files as anybody may send them, as far as they are looked at by ours: how they
 * begin and end; a document to be drawn; and what a reader may claim. */
#include "server/reader/drawing.h"
#include "server/reader/judge.h"
#include "server/reader/reader_inside.h"
#include "services/registry/limits.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/target.h"

#include <string.h>

/* Whatever is said of a file, its blanks at the end change nothing, and a byte that is none does.
 */
static void run_file(const struct input *in)
{
	struct judge_bytes b = {in->at, in->left};
	enum paper_type type = judge_beginning(b);

	must(type < PAPER_TYPES, "a beginning is of a type");
	(void)judge_is_two(b);
	must(!judge_is_late_pdf(b) || memmem(b.at, b.size, "%PDF-", 5) != NULL,
	     "a late PDF is there");
	(void)judge_is_jpeg_rest(b.at, b.size);
	if (type == PAPER_PDF)
		must(judge_pdf_end(b) != PAPER_FINE || memmem(b.at, b.size, "%%EOF", 5) != NULL,
		     "a PDF that has ended says so");
	if (type == PAPER_TIFF && judge_tiff_end(b) == PAPER_FINE)
		must(b.size >= 14, "a TIFF has a directory");
}

static bool is_same(const char *one, const char *two)
{
	return strcmp(one == NULL ? "" : one, two == NULL ? "" : two) == 0;
}

static void check_block(const struct drawing_block *one, const struct drawing_block *two)
{
	must(one->kind < DRAWING_KINDS, "a block is of a kind");
	must(one->kind == two->kind && one->side == two->side && is_same(one->text, two->text) &&
		     is_same(one->more, two->more),
	     "a block is the same again");
	must(one->side >= 0 && one->side <= DRAWING_MATRIX_MOST, "a matrix has sides");
	if (one->side > 0)
		must(memcmp(one->modules, two->modules, (size_t)one->side * (size_t)one->side) == 0,
		     "a matrix is the same again");
}

static void run_drawing(const struct input *in)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	BUFFER_CLEAN struct buffer again;
	struct drawing one, two;

	buffer_open(&again, LIMIT_DRAWING);
	if (!drawing_unpack(in->at, in->left, a, &one))
		return;
	must(drawing_pack(&one, &again), "what was unpacked can be packed");
	must(again.size == in->left && memcmp(again.data, in->at, again.size) == 0,
	     "there is one way to pack it");
	must(drawing_unpack(again.data, again.size, a, &two), "and unpacked again");
	must(one.count == two.count && one.at == two.at && one.lang == two.lang &&
		     is_same(one.title, two.title) && is_same(one.foot, two.foot),
	     "it is the same again");
	for (size_t i = 0; i < one.count; i++)
		check_block(&one.blocks[i], &two.blocks[i]);
}

static void run_facts(struct input *in)
{
	int64_t bytes = (int64_t)(input_number(in, 3));
	unsigned char claim[READER_FACTS] = {0}, again[READER_FACTS];
	struct paper_facts f;

	memcpy(claim, in->at, in->left < sizeof(claim) ? in->left : sizeof(claim));
	if (!reader_unpack_facts(claim, bytes, &f))
		return;
	must(f.verdict <= PAPER_LARGE && f.type < PAPER_TYPES, "a verdict is one");
	must(f.bytes >= 0 && f.bytes <= bytes, "no more was read than there is");
	must(f.pages >= 0 && f.pages <= LIMIT_READER_PAGES && f.width >= 0 && f.height >= 0,
	     "pages and sides are such");
	if (f.verdict != PAPER_FINE)
		return;
	must(f.type != PAPER_NO_TYPE && f.pages > 0 && f.width > 0 && f.height > 0 &&
		     f.bytes == bytes,
	     "of what is taken all is told");
	reader_pack_facts(&f, again);
	must(memcmp(claim, again, sizeof(again)) == 0, "it is said in one way");
}

void target_reader(const uint8_t *data, size_t size)
{
	struct input in = {data, size};

	switch (input_byte(&in) % 4) {
	case 0: run_drawing(&in); break;
	case 1: run_facts(&in); break;
	default: run_file(&in); break;
	}
}
