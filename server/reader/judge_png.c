/* judge_png.c - reads a PNG to its end, by libpng, row by row. */
#include "server/reader/judge.h"

#include <png.h>

#define CHUNK_MOST                                                                                 \
	8000000          /* bytes that one chunk may take in memory: a colour profile's are few    \
			  */
#define CHUNKS_MOST 1000 /* that are kept, of a remark or a profile */

struct png_reading {
	struct paper_facts *ret;
	bool is_ended;
	size_t left; /* bytes behind its end */
};

static void be_silent(png_structp png, png_const_charp words)
{
	(void)png, (void)words;
}

static void fail_png(png_structp png, png_const_charp words)
{
	(void)words;
	png_longjmp(png, 1);
}

static void on_info(png_structp png, png_infop info)
{
	struct png_reading *r = png_get_progressive_ptr(png);
	uint64_t all = 0;

	r->ret->width = (int)png_get_image_width(png, info);
	r->ret->height = (int)png_get_image_height(png, info);
	if (!judge_has_pixels((uint64_t)r->ret->width, (uint64_t)r->ret->height, &all)) {
		r->ret->verdict = PAPER_LARGE;
		png_longjmp(png, 1);
	}
	png_start_read_image(png);
}

static void on_row(png_structp png, png_bytep row, png_uint_32 number, int pass)
{
	(void)png, (void)row, (void)number, (void)pass;
}

static void on_end(png_structp png, png_infop info)
{
	struct png_reading *r = png_get_progressive_ptr(png);

	(void)info;
	r->is_ended = true;
	r->left = png_process_data_pause(png, 0);
}

/* libpng wants bytes that it may write to, and writes none. */
static void feed(png_structp png, png_infop info, struct judge_bytes b)
{
	png_process_data(png, info, (png_bytep)(uintptr_t)b.at, b.size);
}

/* All that was not so when it jumped stands in `r`. */
static void read_png(png_structp png, png_infop info, struct judge_bytes b, struct png_reading *r)
{
	if (setjmp(png_jmpbuf(png)) != 0)
		return;
	png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
	png_set_chunk_malloc_max(png, CHUNK_MOST);
	png_set_chunk_cache_max(png, CHUNKS_MOST);
	png_set_progressive_read_fn(png, r, on_info, on_row, on_end);
	feed(png, info, b);
	r->ret->verdict = r->is_ended ? PAPER_FINE : PAPER_CUT;
}

void judge_png(struct judge_bytes b, struct paper_facts *ret)
{
	struct png_reading r = {.ret = ret};
	png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, fail_png, be_silent);
	png_infop info = png == NULL ? NULL : png_create_info_struct(png);

	ret->verdict = PAPER_BROKEN;
	ret->pages = 1;
	if (info != NULL)
		read_png(png, info, b, &r);
	png_destroy_read_struct(&png, &info, NULL);
	if (ret->verdict == PAPER_FINE && !judge_is_nothing(b.at + b.size - r.left, r.left))
		ret->verdict = PAPER_MIXED;
}
