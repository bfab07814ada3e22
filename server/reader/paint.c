/* paint.c - draws a document's blocks on A4 pages as a PDF, by pango (which shapes Arabic) and
 * cairo. */
#include "server/reader/reader_inside.h"

#include "server/reader/paint.h"
#include "services/registry/limits.h"

#include <string.h>

#define POINTS_WIDE 595.276 /* 210 mm; a point is 1/72 inch */
#define POINTS_HIGH 841.890 /* 297 mm */
#define EDGE 62.0           /* left and right */
#define TOP 62.0
#define FOOT 72.0     /* from the lowest row's end to the page's */
#define FOOT_ROW 50.0 /* from the foot's base line to the page's end */
#define LABELS 0.36   /* of the width, for what a pair's value is */
#define GAP 12.0      /* between a pair's two columns */
#define MODULE 2.6    /* points of a QR code's module */
#define QUIET 4       /* modules of light around it */
#define PAGES_MOST LIMIT_READER_PAGES

enum look { LOOK_TITLE, LOOK_HEADING, LOOK_TEXT, LOOK_LABEL, LOOK_SMALL, LOOK_CODE, LOOK_FOOT };

static const struct {
	const char *letters;
	double before, after; /* points above and below */
	double grey;
} looks[] = {
	[LOOK_TITLE] = {"Amiri Bold 22", 0, 14, 0}, [LOOK_HEADING] = {"Amiri Bold 15", 12, 4, 0},
	[LOOK_TEXT] = {"Amiri 12.5", 0, 7, 0},      [LOOK_LABEL] = {"Amiri 12.5", 0, 3, 0.32},
	[LOOK_SMALL] = {"Amiri 10", 2, 4, 0.25},    [LOOK_CODE] = {"DejaVu Sans Mono 13", 6, 8, 0},
	[LOOK_FOOT] = {"Amiri 9.5", 0, 0, 0.32},
};

struct paint {
	const struct drawing *d;
	cairo_t *cairo;
	PangoLayout *layouts[sizeof(looks) / sizeof(looks[0])];
	double y; /* where the next row begins */
	int page; /* from 1; 0: none is begun */
};

static const double inner = POINTS_WIDE - 2 * EDGE, bottom = POINTS_HIGH - FOOT;

static bool is_rtl(const struct paint *p)
{
	return lang_direction(p->d->lang) == DIRECTION_RTL;
}

static double points(int units)
{
	return (double)units / PANGO_SCALE;
}

/* --- letters --- */

static void set_layout(PangoLayout *l, enum look look, bool rtl)
{
	PangoFontDescription *letters = pango_font_description_from_string(looks[look].letters);
	PangoContext *context = pango_layout_get_context(l);

	pango_layout_set_font_description(l, letters);
	pango_font_description_free(letters);
	pango_context_set_base_dir(context, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
	pango_layout_set_auto_dir(l, FALSE);
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	pango_layout_context_changed(l);
}

static PangoLayout *make_layout(cairo_t *cairo, enum lang lang, enum look look)
{
	PangoLayout *l = paint_letters(cairo);
	PangoLanguage *language = pango_language_from_string(lang_code(lang));
	bool centred = look == LOOK_TITLE || look == LOOK_CODE;

	pango_context_set_language(pango_layout_get_context(l), language);
	set_layout(l, look, look != LOOK_CODE && lang_direction(lang) == DIRECTION_RTL);
	if (centred)
		pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
	else if (lang_direction(lang) == DIRECTION_RTL)
		pango_layout_set_alignment(l, PANGO_ALIGN_RIGHT);
	return l;
}

/* --- pages --- */

static void put_foot(struct paint *p)
{
	PangoLayout *l = p->layouts[LOOK_FOOT];
	char number[32];
	int width;

	cairo_set_source_rgb(p->cairo, looks[LOOK_FOOT].grey, looks[LOOK_FOOT].grey,
			     looks[LOOK_FOOT].grey);
	snprintf(number, sizeof(number), "%d", p->page);
	pango_layout_set_width(l, -1);
	pango_layout_set_text(l, number, -1);
	pango_layout_get_size(l, &width, NULL);
	cairo_move_to(p->cairo, is_rtl(p) ? EDGE : EDGE + inner - points(width),
		      POINTS_HIGH - FOOT_ROW);
	pango_cairo_show_layout(p->cairo, l);
	pango_layout_set_width(l, (int)((inner - 40) * PANGO_SCALE));
	pango_layout_set_text(l, p->d->foot == NULL ? "" : p->d->foot, -1);
	cairo_move_to(p->cairo, is_rtl(p) ? EDGE + 40 : EDGE, POINTS_HIGH - FOOT_ROW);
	pango_cairo_show_layout(p->cairo, l);
}

static void end_page(struct paint *p)
{
	if (p->page == 0)
		return;
	put_foot(p);
	cairo_show_page(p->cairo);
}

static void begin_page(struct paint *p)
{
	end_page(p);
	p->page++;
	p->y = TOP;
}

/* Room for so many points, on this page or on the next. */
static void need(struct paint *p, double height)
{
	if (p->page == 0 || (p->y + height > bottom && p->y > TOP))
		begin_page(p);
}

/* --- blocks --- */

/* A row of a text at `x`, whose layout is `width` wide. */
static void put_row(struct paint *p, PangoLayoutLine *line, const PangoRectangle *row, double x,
		    int base)
{
	cairo_move_to(p->cairo, x + points(row->x), p->y + points(base - row->y));
	pango_cairo_show_layout_line(p->cairo, line);
	p->y += points(row->height);
}

static void put_rows(struct paint *p, PangoLayout *l, enum look look, double x)
{
	PangoLayoutIter *at = pango_layout_get_iter(l);
	PangoRectangle row;

	do {
		pango_layout_iter_get_line_extents(at, NULL, &row);
		need(p, points(row.height));
		cairo_set_source_rgb(p->cairo, looks[look].grey, looks[look].grey,
				     looks[look].grey);
		put_row(p, pango_layout_iter_get_line_readonly(at), &row, x,
			pango_layout_iter_get_baseline(at));
	} while (pango_layout_iter_next_line(at));
	pango_layout_iter_free(at);
}

static PangoLayout *lay(struct paint *p, enum look look, const char *text, double width)
{
	PangoLayout *l = p->layouts[look];
	char *clean = paint_clean(text);

	pango_layout_set_width(l, (int)(width * PANGO_SCALE));
	pango_layout_set_text(l, clean, -1);
	g_free(clean);
	return l;
}

static double height_of(PangoLayout *l)
{
	int height;

	pango_layout_get_size(l, NULL, &height);
	return points(height);
}

static void put_text(struct paint *p, enum look look, const char *text)
{
	PangoLayout *l = lay(p, look, text, inner);

	/* A heading does not stand alone at the foot. */
	if (look == LOOK_HEADING)
		need(p, height_of(l) + looks[look].before + 40);
	if (p->y > TOP)
		p->y += looks[look].before;
	put_rows(p, l, look, EDGE);
	p->y += looks[look].after;
}

/* Both begin in the same row; what is longer than a page goes on below the other. */
static void put_pair(struct paint *p, const char *what, const char *value)
{
	double labels = inner * LABELS, values = inner - labels - GAP, y, end;
	PangoLayout *label = lay(p, LOOK_LABEL, what, labels);
	PangoLayout *text = lay(p, LOOK_TEXT, value, values);
	double height = height_of(label);
	int page;

	need(p, height > height_of(text) ? height : height_of(text));
	y = p->y;
	page = p->page;
	put_rows(p, label, LOOK_LABEL, is_rtl(p) ? EDGE + values + GAP : EDGE);
	end = p->y;
	if (p->page == page)
		p->y = y;
	put_rows(p, text, LOOK_TEXT, is_rtl(p) ? EDGE : EDGE + labels + GAP);
	if (p->page == page && p->y < end)
		p->y = end;
	p->y += looks[LOOK_LABEL].after;
}

static void put_matrix(struct paint *p, const struct drawing_block *b)
{
	double size = MODULE * (b->side + 2 * QUIET), x = (POINTS_WIDE - size) / 2 + MODULE * QUIET;

	need(p, size);
	cairo_set_source_rgb(p->cairo, 0, 0, 0);
	for (int row = 0; row < b->side; row++)
		for (int col = 0; col < b->side; col++)
			if ((b->modules[row * b->side + col] & 1) != 0)
				cairo_rectangle(p->cairo, x + col * MODULE,
						p->y + (row + QUIET) * MODULE, MODULE, MODULE);
	cairo_fill(p->cairo);
	p->y += size;
}

static void put_rule(struct paint *p)
{
	need(p, 16);
	cairo_set_source_rgb(p->cairo, 0.6, 0.6, 0.6);
	cairo_rectangle(p->cairo, EDGE, p->y + 7, inner, 0.6);
	cairo_fill(p->cairo);
	p->y += 16;
}

static void put_block(struct paint *p, const struct drawing_block *b)
{
	switch (b->kind) {
	case DRAWING_TITLE: put_text(p, LOOK_TITLE, b->text); break;
	case DRAWING_HEADING: put_text(p, LOOK_HEADING, b->text); break;
	case DRAWING_PARAGRAPH: put_text(p, LOOK_TEXT, b->text); break;
	case DRAWING_PAIR: put_pair(p, b->text, b->more); break;
	case DRAWING_SMALL: put_text(p, LOOK_SMALL, b->text); break;
	case DRAWING_CODE: put_text(p, LOOK_CODE, b->text); break;
	case DRAWING_MATRIX: put_matrix(p, b); break;
	case DRAWING_RULE: put_rule(p); break;
	case DRAWING_PAGE: begin_page(p); break;
	default: break;
	}
}

static void put_all(struct paint *p)
{
	const size_t count = sizeof(looks) / sizeof(looks[0]);

	for (size_t i = 0; i < count; i++)
		p->layouts[i] = make_layout(p->cairo, p->d->lang, (enum look)i);
	need(p, 0);
	for (size_t i = 0; i < p->d->count && p->page <= PAGES_MOST; i++)
		put_block(p, &p->d->blocks[i]);
	end_page(p);
	for (size_t i = 0; i < count; i++)
		g_object_unref(p->layouts[i]);
}

bool paint_pdf(const struct drawing *d, struct buffer *ret, bool *ret_large)
{
	cairo_surface_t *surface = paint_open(d, POINTS_WIDE, POINTS_HIGH, ret);
	struct paint p = {.d = d, .cairo = cairo_create(surface)};
	bool good;

	put_all(&p);
	good = cairo_status(p.cairo) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(p.cairo);
	cairo_surface_finish(surface);
	*ret_large = ret->full || p.page > PAGES_MOST;
	good = good && !*ret_large && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
	cairo_surface_destroy(surface);
	return good;
}
