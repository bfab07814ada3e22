/* command_issued_pdf.c - an issued document as a PDF: its parts as blocks for the process that
 * draws. */
#include "server/commands/command_inside.h"

#include "server/reader/reader.h"
#include "tui/page/document.h"

/* A gap needs no block: what stands apart has its space. */
static bool to_block(struct arena *a, const struct document_part *p, struct drawing_block *ret)
{
	static const enum drawing_kind kinds[] = {
		[DOCUMENT_TITLE] = DRAWING_TITLE,    [DOCUMENT_PAIR] = DRAWING_PAIR,
		[DOCUMENT_CODE] = DRAWING_PAIR,      [DOCUMENT_TEXT] = DRAWING_PARAGRAPH,
		[DOCUMENT_ITEM] = DRAWING_PARAGRAPH, [DOCUMENT_RULE] = DRAWING_RULE,
		[DOCUMENT_TYPED] = DRAWING_CODE,
	};

	if (p->kind == DOCUMENT_GAP)
		return false;
	*ret = (struct drawing_block){.kind = kinds[p->kind], .text = p->value};
	if (p->kind == DOCUMENT_PAIR || p->kind == DOCUMENT_CODE) {
		ret->text = p->label;
		ret->more = bidi_isolate(a, p->value);
	}
	if (p->kind == DOCUMENT_ITEM)
		ret->text = arena_format(a, "\xe2\x80\xa2 %s", p->value); /* • */
	return true;
}

enum fault command_issued_draw(struct command *c, const struct document *d, struct buffer *to,
			       struct error *err)
{
	const struct issued *i = d->issued;
	struct document_part *parts;
	size_t count = document_parts(c->arena, d, &parts);
	struct drawing_block *blocks = arena_array(c->arena, count + 1, sizeof(*blocks));
	struct drawing drawing = {.lang = i->lang,
				  .title = i->title,
				  .author = i->authority,
				  .foot = i->number,
				  .at = i->at,
				  .blocks = blocks};

	for (size_t k = 0; k < count; k++)
		drawing.count += to_block(c->arena, &parts[k], &blocks[drawing.count]);
	if (c->portal->drawing == NULL)
		return fail(err, FAULT_BUSY,
			    N_("No PDF can be made here now. The document is to be had as text."),
			    "nothing draws here");
	return reader_draw(c->portal->drawing, &drawing, to, err);
}
