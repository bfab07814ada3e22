/* qr.c - a QR code in half blocks, two modules a row. */
#include "tui/page/qr.h"

#include "i18n/base/array.h"
#include "i18n/base/buffer.h"

#include <qrencode.h>
#include <string.h>

#define QUIET 2 /* modules left white around it */
#define ROW_MOST ((size_t)4096)

static bool is_black(const QRcode *qr, int x, int y)
{
	if (x < 0 || y < 0 || x >= qr->width || y >= qr->width)
		return false;
	return (qr->data[y * qr->width + x] & 1) != 0;
}

/* The upper and the lower module of a cell. */
static const char *cell_of(const QRcode *qr, bool dark, int x, int y)
{
	bool upper = is_black(qr, x, y) != dark, lower = is_black(qr, x, y + 1) != dark;

	if (upper)
		return lower ? "█" : "▀";
	return lower ? "▄" : " ";
}

static const char *line_of(struct arena *a, const QRcode *qr, bool dark, int y)
{
	BUFFER_CLEAN struct buffer row;

	buffer_open(&row, ROW_MOST);
	for (int x = -QUIET; x < qr->width + QUIET; x++)
		buffer_text(&row, cell_of(qr, dark, x, y));
	return arena_slice(a, row.data, row.size);
}

bool qr_modules(struct arena *a, const char *text, int *ret_side, const unsigned char **ret)
{
	QRcode *qr = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	size_t count = qr == NULL ? 0 : (size_t)qr->width * (size_t)qr->width;
	unsigned char *modules = arena_take(a, count + 1);

	if (qr == NULL)
		return false;
	memcpy(modules, qr->data, count);
	*ret_side = qr->width;
	*ret = modules;
	QRcode_free(qr);
	return true;
}

bool qr_draw(struct arena *a, const char *text, bool dark, struct qr *ret)
{
	QRcode *qr = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);

	if (qr == NULL)
		return false;
	ret->cols = qr->width + 2 * QUIET;
	ret->rows = 0;
	ret->lines = arena_array(a, (size_t)(ret->cols + 1) / 2, sizeof(*ret->lines));
	for (int y = -QUIET; y < qr->width + QUIET; y += 2)
		ret->lines[ret->rows++] = line_of(a, qr, dark, y);
	QRcode_free(qr);
	return true;
}
