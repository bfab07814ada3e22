/* paint_letters.c - the letters that documents are drawn with, loaded before the process is shut
 * in, and a PDF that says when it was made by no clock. */
#include "server/reader/paint.h"

#include "server/reader/reader_inside.h"
#include "services/registry/limits.h"

#include <cairo/cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <string.h>

/* Debian's fonts-hosny-amiri (Arabic, and Latin beside it) and fonts-dejavu-core. */
static const char *const files[] = {
	"/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf",
	"/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Bold.ttf",
	"/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
	"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
};

static PangoFontMap *map; /* of these files alone */

/* --- loading --- */

static bool open_letters(void)
{
	FcConfig *config = FcConfigCreate();

	if (config == NULL)
		return false;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		if (!FcConfigAppFontAddFile(config, (const FcChar8 *)files[i]))
			return false;
	/* Both libraries ask for the one in use; no other is read. */
	FcConfigSetCurrent(config);
	map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	return map != NULL;
}

/* Whatever is loaded at its first use is loaded by this: each look in each direction, letters that
 * only the last file has, and such as none has. */
static bool draw_once(enum lang lang)
{
	static const char words[] = "Abc \xc3\xa9\xc5\x93 0123 \xd8\xb4\xd8\xa8\xd8\xa7\xd9\x83 "
				    "\xd9\xa1\xd9\xa2 \xe2\x80\xa6 \xe2\x98\x85 \xe4\xb8\xad";
	struct drawing_block blocks[DRAWING_MATRIX];
	struct drawing d = {.lang = lang, .title = words, .author = words, .foot = words};
	struct buffer pdf;
	bool large = false, good;

	for (int i = 0; i < DRAWING_MATRIX; i++)
		blocks[i] = (struct drawing_block){
			.kind = (enum drawing_kind)i, .text = words, .more = words};
	d.blocks = blocks;
	d.count = DRAWING_MATRIX;
	buffer_open(&pdf, LIMIT_DRAWN);
	good = paint_pdf(&d, &pdf, &large);
	buffer_close(&pdf);
	return good;
}

/* What libraries say could be words of a document, and would be said to nobody. */
static GLogWriterOutput be_silent(GLogLevelFlags level, const GLogField *fields, gsize count,
				  gpointer ctx)
{
	(void)level, (void)fields, (void)count, (void)ctx;
	return G_LOG_WRITER_HANDLED;
}

bool paint_prepare(void)
{
	g_log_set_writer_func(be_silent, NULL, NULL);
	return open_letters() && draw_once(LANG_AR) && draw_once(LANG_FR);
}

PangoLayout *paint_letters(cairo_t *cairo)
{
	PangoContext *context = pango_font_map_create_context(map);
	cairo_font_options_t *options = cairo_font_options_create();
	PangoLayout *l;

	/* As they are, whatever a screen would make of them. */
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	pango_cairo_context_set_resolution(context, 72);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_cairo_update_context(cairo, context);
	l = pango_layout_new(context);
	g_object_unref(context);
	cairo_font_options_destroy(options);
	return l;
}

/* --- text --- */

static bool is_drawn(gunichar c)
{
	if (c == '\n')
		return true;
	return c >= 0x20 && !(c >= 0x7f && c < 0xa0) && !(c >= 0x202a && c <= 0x202e) &&
	       c != 0x2028 && c != 0x2029 && c != 0xfeff;
}

char *paint_clean(const char *text)
{
	char *valid = g_utf8_make_valid(text == NULL ? "" : text, -1), *to = valid, *next;

	for (char *at = valid; *at != '\0'; at = next) {
		next = g_utf8_next_char(at);
		if (is_drawn(g_utf8_get_char(at))) {
			memmove(to, at, (size_t)(next - at));
			to += next - at;
		}
	}
	*to = '\0';
	return valid;
}

/* --- a PDF --- */

static cairo_status_t put(void *ctx, const unsigned char *bytes, unsigned size)
{
	return buffer_add(ctx, bytes, size) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void say(cairo_surface_t *surface, cairo_pdf_metadata_t what, const char *words)
{
	char *clean = paint_clean(words);

	cairo_pdf_surface_set_metadata(surface, what, clean);
	g_free(clean);
}

cairo_surface_t *paint_open(const struct drawing *d, double wide, double high, struct buffer *to)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(put, to, wide, high);
	time_t at = (time_t)d->at;
	struct tm t = {0};
	char day[64];

	gmtime_r(&at, &t);
	snprintf(day, sizeof(day), "%04d-%02d-%02dT%02d:%02d:%02dZ", 1900 + t.tm_year, 1 + t.tm_mon,
		 t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec);
	say(surface, CAIRO_PDF_METADATA_TITLE, d->title);
	say(surface, CAIRO_PDF_METADATA_AUTHOR, d->author);
	say(surface, CAIRO_PDF_METADATA_CREATOR, "Shubbak");
	say(surface, CAIRO_PDF_METADATA_CREATE_DATE, day);
	say(surface, CAIRO_PDF_METADATA_MOD_DATE, day);
	return surface;
}
