/* paint.h - what drawing takes of pango and cairo: letters that are loaded already, and a PDF
 * without a clock. */
#ifndef SERVER_READER_PAINT_H
#define SERVER_READER_PAINT_H

#include "i18n/base/buffer.h"
#include "server/reader/drawing.h"

#include <pango/pangocairo.h>

/* A layout with the letters of paint_prepare; the caller's. */
PangoLayout *paint_letters(cairo_t *cairo);

/* Text as it may be laid: without controls but line feeds and isolates; g_free. */
char *paint_clean(const char *text);

/* A PDF whose bytes go to `to`, with what the drawing says of itself. */
cairo_surface_t *paint_open(const struct drawing *d, double wide, double high, struct buffer *to);

#endif
