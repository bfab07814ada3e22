/* layout_qr.c - a QR code in half blocks, two modules a row; in words where there is no room. */
#include "tui/page/layout_body.h"

#include "i18n/message.h"

#include <qrencode.h>
#include <string.h>

#define QUIET 2 /* modules left white around it */

static bool is_black(const QRcode *qr, int x, int y)
{
	if (x < 0 || y < 0 || x >= qr->width || y >= qr->width)
		return false;
	return (qr->data[y * qr->width + x] & 1) != 0;
}

/* Ink on paper: the upper and the lower module of a cell. */
static const char *cell_of(const QRcode *qr, int x, int y)
{
	bool upper = is_black(qr, x, y), lower = is_black(qr, x, y + 1);

	if (upper)
		return lower ? "█" : "▀";
	return lower ? "▄" : " ";
}

static void put_row(struct body *b, const QRcode *qr, int y)
{
	struct buffer row;

	buffer_open(&row, 4096);
	for (int x = -QUIET; x < qr->width + QUIET; x++)
		buffer_text(&row, cell_of(qr, x, y));
	sheet_put(b->sheet, b->sheet->count,
		  &(struct piece){.text = arena_slice(b->sheet->arena, row.data, row.size),
				  .len = row.size,
				  .style = STYLE_PAPER,
				  .base = DIRECTION_LTR,
				  .shape = BIDI_FIELD});
	buffer_close(&row);
}

/* A part of a code is of no use, so it is seen whole or not at all; what it holds stands below it
 * where there is room, since the page before has it too. */
void layout_qr(struct body *b, const char *text)
{
	QRcode *qr = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	int cols = qr == NULL ? 0 : qr->width + 2 * QUIET, rows = (cols + 1) / 2;
	int room = b->at->height - b->sheet->count;
	bool fits = qr != NULL && cols <= b->sheet->width && rows <= room;

	for (int y = -QUIET; fits && y < qr->width + QUIET; y += 2)
		put_row(b, qr, y);
	QRcode_free(qr);
	if (!fits)
		layout_text(b,
			    FILL(b->sheet->arena,
				 _("The QR code needs a window of {cols} columns and {rows} rows "
				   "at least."),
				 {"cols", arena_format(b->sheet->arena, "%d",
						       cols + b->at->cols - b->sheet->width)},
				 {"rows",
				  arena_format(b->sheet->arena, "%d", rows + b->at->rows - room)}));
	if (fits && rows + 2 > room)
		return;
	sheet_gap(b->sheet);
	sheet_put(b->sheet, b->sheet->count,
		  &(struct piece){.text = text,
				  .len = strlen(text),
				  .style = STYLE_STRONG,
				  .base = DIRECTION_LTR,
				  .shape = BIDI_FIELD});
}
