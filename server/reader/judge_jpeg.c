/* judge_jpeg.c - reads a JPEG to its end, by libjpeg-turbo, row by row. */
#include "server/reader/judge.h"

#include <jpeglib.h>
#include <setjmp.h>
#include <string.h>

#define ROWS 8
#define REMARKS_MOST 1000 /* words of libjpeg's about bytes that it passed over */

struct jpeg_reading {
	struct jpeg_decompress_struct jpeg;
	struct jpeg_error_mgr errors;
	jmp_buf away;
	struct paper_facts *ret;
	bool is_cut;
};

static struct jpeg_reading *of(j_common_ptr jpeg)
{
	return jpeg->client_data;
}

_Noreturn static void fail_jpeg(j_common_ptr jpeg)
{
	longjmp(of(jpeg)->away, 1);
}

/* A picture goes on where pieces of it are lost; a paper does not. Bytes too many before a marker
 * are what many cameras write. Its words are asked, since its header of numbers cannot be read
 * beside poison.h. */
static void note(j_common_ptr jpeg, int level)
{
	struct jpeg_reading *r = of(jpeg);
	const char *words;

	if (level >= 0 || jpeg->err->msg_code > jpeg->err->last_jpeg_message)
		return;
	words = jpeg->err->jpeg_message_table[jpeg->err->msg_code];
	if (++jpeg->err->num_warnings > REMARKS_MOST ||
	    (strstr(words, "Corrupt") != NULL && strstr(words, "extraneous") == NULL))
		longjmp(r->away, 1);
}

/* There is no more: what libjpeg would make up instead is not what was sent. */
static boolean end_bytes(j_decompress_ptr jpeg)
{
	struct jpeg_reading *r = of((j_common_ptr)jpeg);

	r->is_cut = true;
	longjmp(r->away, 1);
}

static void skip_bytes(j_decompress_ptr jpeg, long count)
{
	struct jpeg_source_mgr *from = jpeg->src;

	if (count <= 0)
		return;
	if ((size_t)count > from->bytes_in_buffer)
		end_bytes(jpeg);
	from->next_input_byte += count;
	from->bytes_in_buffer -= (size_t)count;
}

static void be_silent(j_common_ptr jpeg)
{
	(void)jpeg;
}

static void read_rows(struct jpeg_reading *r)
{
	struct jpeg_decompress_struct *j = &r->jpeg;
	JDIMENSION width = j->output_width * (JDIMENSION)j->output_components;
	JSAMPARRAY rows = j->mem->alloc_sarray((j_common_ptr)j, JPOOL_IMAGE, width, ROWS);

	while (j->output_scanline < j->output_height)
		jpeg_read_scanlines(j, rows, ROWS);
	jpeg_finish_decompress(j);
}

static void read_jpeg(struct jpeg_reading *r)
{
	struct jpeg_decompress_struct *j = &r->jpeg;
	uint64_t all = 0;

	jpeg_read_header(j, TRUE);
	r->ret->width = (int)j->image_width;
	r->ret->height = (int)j->image_height;
	if (!judge_has_pixels(j->image_width, j->image_height, &all)) {
		r->ret->verdict = PAPER_LARGE;
		return;
	}
	/* As it is: no colours are reckoned. */
	j->out_color_space = j->jpeg_color_space;
	j->do_fancy_upsampling = FALSE;
	jpeg_start_decompress(j);
	read_rows(r);
	r->ret->verdict = PAPER_FINE;
}

void judge_jpeg(struct judge_bytes b, struct paper_facts *ret)
{
	struct jpeg_reading r = {.ret = ret};

	ret->verdict = PAPER_BROKEN;
	ret->pages = 1;
	r.jpeg.err = jpeg_std_error(&r.errors);
	r.errors.error_exit = fail_jpeg;
	r.errors.emit_message = note;
	r.errors.output_message = be_silent;
	r.jpeg.client_data = &r;
	jpeg_create_decompress(&r.jpeg);
	r.jpeg.client_data = &r;
	if (setjmp(r.away) == 0) {
		jpeg_mem_src(&r.jpeg, b.at, b.size);
		r.jpeg.src->fill_input_buffer = end_bytes;
		r.jpeg.src->skip_input_data = skip_bytes;
		read_jpeg(&r);
	}
	if (r.is_cut)
		ret->verdict = PAPER_CUT;
	else if (ret->verdict == PAPER_FINE && r.jpeg.src != NULL &&
		 !judge_is_jpeg_rest(r.jpeg.src->next_input_byte, r.jpeg.src->bytes_in_buffer))
		ret->verdict = PAPER_MIXED;
	jpeg_destroy_decompress(&r.jpeg);
}
