/* judge_tiff.c - reads each page of a TIFF to its end, by libtiff, piece by piece. */
#include "server/reader/judge.h"

#include "services/registry/limits.h"

#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#define PIECE_MOST ((tmsize_t)64 << 20) /* bytes of a strip or a tile, unpacked */

struct tiff_reading {
	struct judge_bytes b;
	size_t at;
	uint64_t pixels; /* of all pages */
	bool has_failed;
};

/* libtiff goes on after many errors, as with rows that it could not read. */
static void note(thandle_t ctx, const char *where, const char *format, va_list words)
{
	struct tiff_reading *r = ctx;

	(void)where, (void)format, (void)words;
	if (r != NULL)
		r->has_failed = true;
}

/* --- a file in memory, that is only read --- */

static tmsize_t read_some(thandle_t ctx, void *to, tmsize_t size)
{
	struct tiff_reading *r = ctx;
	size_t left = r->b.size - r->at, n = (size_t)size < left ? (size_t)size : left;

	memcpy(to, r->b.at + r->at, n);
	r->at += n;
	return (tmsize_t)n;
}

static tmsize_t write_none(thandle_t ctx, void *from, tmsize_t size)
{
	(void)ctx, (void)from, (void)size;
	return -1;
}

static toff_t go(thandle_t ctx, toff_t to, int whence)
{
	struct tiff_reading *r = ctx;
	toff_t from = whence == SEEK_CUR ? r->at : whence == SEEK_END ? r->b.size : 0;

	r->at = from + to > r->b.size ? r->b.size : (size_t)(from + to);
	return r->at;
}

static int close_none(thandle_t ctx)
{
	(void)ctx;
	return 0;
}

static toff_t size_of(thandle_t ctx)
{
	const struct tiff_reading *r = ctx;

	return r->b.size;
}

/* --- pages --- */

/* Those that scanners and their programs write, and that can be read everywhere. */
static bool is_known(unsigned packing)
{
	static const unsigned short known[] = {
		COMPRESSION_NONE,      COMPRESSION_CCITTRLE,      COMPRESSION_CCITTFAX3,
		COMPRESSION_CCITTFAX4, COMPRESSION_LZW,           COMPRESSION_JPEG,
		COMPRESSION_PACKBITS,  COMPRESSION_ADOBE_DEFLATE, COMPRESSION_DEFLATE,
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i] == packing)
			return true;
	return false;
}

static bool read_pieces(TIFF *t)
{
	bool tiled = TIFFIsTiled(t) != 0, good = true;
	uint32_t count = tiled ? TIFFNumberOfTiles(t) : TIFFNumberOfStrips(t);
	tmsize_t size = tiled ? TIFFTileSize(t) : TIFFStripSize(t);
	void *piece = size > 0 && size <= PIECE_MOST ? malloc((size_t)size) : NULL;

	for (uint32_t i = 0; i < count && piece != NULL && good; i++)
		good = (tiled ? TIFFReadEncodedTile(t, i, piece, size)
			      : TIFFReadEncodedStrip(t, i, piece, size)) > 0;
	good = good && piece != NULL && count > 0;
	free(piece);
	return good;
}

static enum paper_verdict read_page(TIFF *t, struct tiff_reading *r, struct paper_facts *ret)
{
	uint32_t width = 0, height = 0;
	uint16_t packing = COMPRESSION_NONE;

	TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &width);
	TIFFGetField(t, TIFFTAG_IMAGELENGTH, &height);
	TIFFGetFieldDefaulted(t, TIFFTAG_COMPRESSION, &packing);
	if (width == 0 || height == 0 || !is_known(packing))
		return PAPER_BROKEN;
	if (++ret->pages > LIMIT_READER_PAGES || !judge_has_pixels(width, height, &r->pixels))
		return PAPER_LARGE;
	if (ret->pages == 1) {
		ret->width = (int)width;
		ret->height = (int)height;
	}
	return read_pieces(t) ? PAPER_FINE : PAPER_BROKEN;
}

static enum paper_verdict read_pages(TIFF *t, struct tiff_reading *r, struct paper_facts *ret)
{
	enum paper_verdict said;

	do
		said = read_page(t, r, ret);
	while (said == PAPER_FINE && TIFFReadDirectory(t) != 0);
	return said == PAPER_FINE && r->has_failed ? PAPER_BROKEN : said;
}

void judge_tiff(struct judge_bytes b, struct paper_facts *ret)
{
	struct tiff_reading r = {.b = b};
	enum paper_verdict end = judge_tiff_end(b);
	TIFF *t;

	ret->verdict = end;
	if (end == PAPER_CUT || end == PAPER_BROKEN)
		return;
	TIFFSetErrorHandler(NULL);
	TIFFSetErrorHandlerExt(note);
	TIFFSetWarningHandler(NULL);
	/* m: nothing is mapped; D: bits are not turned in place. */
	t = TIFFClientOpen("paper", "rm", &r, read_some, write_none, go, close_none, size_of, NULL,
			   NULL);
	ret->verdict = t == NULL ? PAPER_BROKEN : read_pages(t, &r, ret);
	if (t != NULL)
		TIFFClose(t);
	if (ret->verdict == PAPER_FINE)
		ret->verdict = end;
}
