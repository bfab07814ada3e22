/* layout_qr.c - a QR code in half blocks, two modules a row; in words where there is no room. */
#include "tui/page/layout_body.h"

#include "i18n/message.h"
#include "tui/page/qr.h"

#include <string.h>

static void put_row(struct body *b, const char *line)
{
	sheet_put(b->sheet, b->sheet->count,
		  &(struct piece){.text = line,
				  .len = strlen(line),
				  .style = STYLE_PAPER,
				  .base = DIRECTION_LTR,
				  .shape = BIDI_FIELD});
}

/* A part of a code is of no use, so it is seen whole or not at all; what it holds stands below it
 * where there is room, since the page before has it too. */
void layout_qr(struct body *b, const char *text, const char *read)
{
	struct qr qr = {.cols = 0};
	int room = b->at->height - b->sheet->count;
	bool fits = qr_draw(b->sheet->arena, text, false, &qr) && qr.cols <= b->sheet->width &&
		    qr.rows <= room;

	for (int i = 0; fits && i < qr.rows; i++)
		put_row(b, qr.lines[i]);
	if (!fits)
		layout_text(b,
			    FILL(b->sheet->arena,
				 _("The QR code needs a window of {cols} columns and {rows} rows "
				   "at least."),
				 {"cols", arena_format(b->sheet->arena, "%d",
						       qr.cols + b->at->cols - b->sheet->width)},
				 {"rows", arena_format(b->sheet->arena, "%d",
						       qr.rows + b->at->rows - room)}));
	if (fits && qr.rows + 2 > room)
		return;
	sheet_gap(b->sheet);
	layout_code(b, read == NULL ? text : read, 0);
}
