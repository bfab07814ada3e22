/* sample.c - files of each kind that is taken, made by the libraries that write them, and of kinds
 * that are not. */
#include "tests/server/reader/sample.h"

#include "tests/unit.h"

#include <jpeglib.h>
#include <png.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <zlib.h>

#define OBJECTS 6

/* Something that no way of packing makes nothing of; the same at each run. */
static void fill(unsigned char *to, size_t size)
{
	unsigned seed = 7;

	for (size_t i = 0; i < size; i++) {
		seed = seed * 1103515245 + 12345;
		to[i] = (unsigned char)(i / 16 + (seed >> 24) % 32);
	}
}

void sample_png(struct buffer *to)
{
	png_image image = {.version = PNG_IMAGE_VERSION,
			   .width = SAMPLE_WIDTH,
			   .height = SAMPLE_HEIGHT,
			   .format = PNG_FORMAT_RGB};
	static unsigned char pixels[SAMPLE_WIDTH * SAMPLE_HEIGHT * 3], bytes[65536];
	png_alloc_size_t size = sizeof(bytes);

	fill(pixels, sizeof(pixels));
	ck_assert(png_image_write_to_memory(&image, bytes, &size, 0, pixels, 0, NULL));
	buffer_clear(to);
	ck_assert(buffer_add(to, bytes, size));
}

void sample_jpeg(struct buffer *to, int progressive)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	static unsigned char row[SAMPLE_WIDTH * 3];
	unsigned char *bytes = NULL;
	unsigned long size = 0;
	JSAMPROW rows[] = {row};

	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &size);
	jpeg.image_width = SAMPLE_WIDTH;
	jpeg.image_height = SAMPLE_HEIGHT;
	jpeg.input_components = 3;
	jpeg.in_color_space = JCS_RGB;
	jpeg_set_defaults(&jpeg);
	if (progressive)
		jpeg_simple_progression(&jpeg);
	jpeg_start_compress(&jpeg, TRUE);
	fill(row, sizeof(row));
	while (jpeg.next_scanline < jpeg.image_height)
		jpeg_write_scanlines(&jpeg, rows, 1);
	jpeg_finish_compress(&jpeg);
	buffer_clear(to);
	ck_assert(buffer_add(to, bytes, size));
	jpeg_destroy_compress(&jpeg);
	free(bytes);
}

static void put_page(TIFF *t, unsigned packing)
{
	static unsigned char row[SAMPLE_WIDTH];
	bool bits = packing == COMPRESSION_CCITTFAX4;

	TIFFSetField(t, TIFFTAG_IMAGEWIDTH, SAMPLE_WIDTH);
	TIFFSetField(t, TIFFTAG_IMAGELENGTH, SAMPLE_HEIGHT);
	TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, bits ? 1 : 8);
	TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, 1);
	TIFFSetField(t, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
	TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, 16);
	TIFFSetField(t, TIFFTAG_COMPRESSION, packing);
	fill(row, sizeof(row));
	for (uint32_t i = 0; i < SAMPLE_HEIGHT; i++)
		ck_assert_int_eq(TIFFWriteScanline(t, row, i, 0), 1);
	ck_assert_int_eq(TIFFWriteDirectory(t), 1);
}

static void read_file(const char *path, struct buffer *to)
{
	FILE *f = fopen(path, "rb");
	char bytes[4096];
	size_t n;

	ck_assert_ptr_nonnull(f);
	buffer_clear(to);
	while ((n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		ck_assert(buffer_add(to, bytes, n));
	fclose(f);
}

void sample_tiff(struct buffer *to, int pages, unsigned packing)
{
	char path[300];
	TIFF *t;

	snprintf(path, sizeof(path), "%s/sample-%d.tif", unit_folder(), (int)getpid());
	t = TIFFOpen(path, "w");
	ck_assert_ptr_nonnull(t);
	for (int i = 0; i < pages; i++)
		put_page(t, packing);
	TIFFClose(t);
	read_file(path, to);
	unlink(path);
}

/* --- PDF --- */

struct pdf {
	struct buffer *to;
	size_t at[OBJECTS];
	int count;
};

static void begin_object(struct pdf *p)
{
	p->at[p->count++] = p->to->size;
	buffer_format(p->to, "%d 0 obj\n", p->count);
}

static void put_object(struct pdf *p, const char *words)
{
	begin_object(p);
	buffer_format(p->to, "%s\nendobj\n", words);
}

static void put_stream(struct pdf *p, const char *dict, const void *bytes, size_t size)
{
	begin_object(p);
	buffer_format(p->to, "<<%s/Length %zu>>\nstream\n", dict, size);
	ck_assert(buffer_add(p->to, bytes, size));
	buffer_text(p->to, "\nendstream\nendobj\n");
}

static struct pdf begin_pdf(struct buffer *to, const char *page)
{
	struct pdf p = {.to = to};

	buffer_clear(to);
	buffer_text(to, "%PDF-1.4\n");
	put_object(&p, "<</Type/Catalog/Pages 2 0 R>>");
	put_object(&p, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	put_object(&p, page);
	return p;
}

static void end_pdf(struct pdf *p, const char *trailer)
{
	size_t at = p->to->size;

	buffer_format(p->to, "xref\n0 %d\n0000000000 65535 f \n", p->count + 1);
	for (int i = 0; i < p->count; i++)
		buffer_format(p->to, "%010zu 00000 n \n", p->at[i]);
	buffer_format(p->to, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%zu\n%%%%EOF\n",
		      p->count + 1, trailer, at);
	ck_assert(!p->to->full);
}

void sample_pdf(struct buffer *to, const void *stream, size_t size, const char *filter,
		const char *trailer)
{
	struct pdf p =
		begin_pdf(to, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>");
	char dict[80] = "";

	if (filter[0] != '\0')
		snprintf(dict, sizeof(dict), "/Filter/%s", filter);
	put_stream(&p, dict, stream, size);
	end_pdf(&p, trailer);
}

void sample_pdf_picture(struct buffer *to, int width, int height, const struct buffer *jpeg)
{
	struct pdf p = begin_pdf(to, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate 90"
				     "/Resources<</XObject<</A 4 0 R>>>>/Contents 5 0 R>>");
	char dict[200];

	snprintf(dict, sizeof(dict),
		 "/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB"
		 "/BitsPerComponent 8/Filter[/DCTDecode]",
		 width, height);
	put_stream(&p, dict, jpeg->data, jpeg->size);
	put_stream(&p, "", "/A Do", 5);
	end_pdf(&p, "");
}

void sample_lock(struct buffer *pdf, const char *password)
{
	qpdf_data q = qpdf_init();

	ck_assert_int_eq(qpdf_read_memory(q, "sample", pdf->data, pdf->size, NULL), 0);
	ck_assert_int_eq(qpdf_init_write_memory(q), 0);
	qpdf_set_r6_encryption_parameters2(q, password, "owner", 1, 1, 1, 1, 1, 1, qpdf_r3p_full,
					   1);
	ck_assert_int_eq(qpdf_write(q), 0);
	buffer_clear(pdf);
	ck_assert(buffer_add(pdf, qpdf_get_buffer(q), qpdf_get_buffer_length(q)));
	qpdf_cleanup(&q);
}

void sample_zeros(struct buffer *to, size_t size)
{
	static unsigned char zeros[1 << 20], packed[1 << 16];
	z_stream z = {0};
	int said = Z_OK;

	buffer_clear(to);
	ck_assert_int_eq(deflateInit(&z, 1), Z_OK);
	while (said == Z_OK) {
		if (z.avail_in == 0) {
			z.next_in = zeros;
			z.avail_in = (unsigned)(size < sizeof(zeros) ? size : sizeof(zeros));
			size -= z.avail_in;
		}
		z.next_out = packed;
		z.avail_out = sizeof(packed);
		said = deflate(&z, size == 0 ? Z_FINISH : Z_NO_FLUSH);
		ck_assert(buffer_add(to, packed, sizeof(packed) - z.avail_out));
	}
	ck_assert_int_eq(said, Z_STREAM_END);
	deflateEnd(&z);
}

void sample_zip(struct buffer *to)
{
	static const char zip[] =
		"PK\3\4\n\0\0\0\0\0\0\0\0\0\x86\xa6\x10\x36\5\0\0\0\5\0\0\0\1\0\0\0"
		"ahello"
		"PK\1\2\x1e\3\n\0\0\0\0\0\0\0\0\0\x86\xa6\x10\x36\5\0\0\0\5\0\0\0"
		"\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a"
		"PK\5\6\0\0\0\0\1\0\1\0/\0\0\0$\0\0\0\0\0";

	buffer_clear(to);
	ck_assert(buffer_add(to, zip, sizeof(zip) - 1));
}
