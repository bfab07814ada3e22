/* command_issued_pdf.c - a document that was issued, as a PDF: its parts as blocks, drawn by a
 * process that has nothing. */
#include "server/commands/command_inside.h"
#include "server/commands/command_issued.h"

#include "i18n/bidi.h"
#include "i18n/data_run.h"
#include "i18n/message.h"
#include "server/reader/reader.h"
#include "tui/page/document.h"
#include "tui/page/qr.h"

struct making {
	struct arena *arena;
	enum direction base;
	struct drawing_block *blocks; /* of parts, and one more for each that is typed */
	size_t count;
};

/* Dates, numbers and references keep their order beside Arabic letters. */
static const char *apart(const struct making *m, const char *text)
{
	return text == NULL ? NULL : data_run_apart(m->arena, text, m->base);
}

static struct drawing_block *add(struct making *m, enum drawing_kind kind, const char *text)
{
	struct drawing_block *b = &m->blocks[m->count++];

	*b = (struct drawing_block){.kind = kind, .text = apart(m, text)};
	return b;
}

/* Beside what is typed a code of it, for whoever has the paper before a camera. */
static void add_typed(struct making *m, const char *typed)
{
	const unsigned char *modules;
	struct drawing_block *b;
	int side;

	add(m, DRAWING_CODE, NULL)->text = typed;
	if (!qr_modules(m->arena, typed, &side, &modules))
		return;
	b = add(m, DRAWING_MATRIX, NULL);
	b->modules = modules;
	b->side = side;
}

/* A gap stands between paragraphs; around other parts there is one already. */
static bool is_words(const struct document_part *p)
{
	return p->kind == DOCUMENT_TEXT || p->kind == DOCUMENT_ITEM;
}

static void add_part(struct making *m, const struct document_part *p, bool between)
{
	switch (p->kind) {
	case DOCUMENT_TITLE: add(m, DRAWING_TITLE, p->value); break;
	case DOCUMENT_CODE:
		add(m, DRAWING_PAIR, p->label)->more = bidi_isolate(m->arena, p->value);
		break;
	case DOCUMENT_PAIR: add(m, DRAWING_PAIR, p->label)->more = apart(m, p->value); break;
	case DOCUMENT_TEXT: add(m, DRAWING_PARAGRAPH, p->value); break;
	case DOCUMENT_ITEM:
		add(m, DRAWING_PARAGRAPH, arena_format(m->arena, "\u2022 %s", p->value));
		break;
	case DOCUMENT_GAP:
		if (between)
			add(m, DRAWING_PARAGRAPH, "");
		break;
	case DOCUMENT_RULE: add(m, DRAWING_RULE, NULL); break;
	case DOCUMENT_TYPED: add_typed(m, p->value); break;
	}
}

/* In the document's own language, which messages are in. */
static struct drawing drawing_of(struct command *c, const struct document *d)
{
	const struct issued *one = d->issued;
	struct document_part *parts;
	size_t count = document_parts(c->arena, d, &parts);
	struct making m = {.arena = c->arena, .base = lang_direction(one->lang)};

	m.blocks = arena_array(c->arena, 2 * count + 1, sizeof(*m.blocks));
	for (size_t i = 0; i < count; i++)
		add_part(&m, &parts[i],
			 i > 0 && i + 1 < count && is_words(&parts[i - 1]) &&
				 is_words(&parts[i + 1]));
	return (struct drawing){.lang = one->lang,
				.title = one->title,
				.author = one->authority,
				.foot = bidi_isolate(c->arena, document_code(c->arena, one->code)),
				.at = one->at,
				.blocks = m.blocks,
				.count = m.count};
}

enum fault command_issued_draw(struct command *c, const struct document *d, struct buffer *to,
			       struct error *err)
{
	struct drawing drawing;

	if (c->portal->reader == NULL)
		return fail(err, FAULT_BUSY,
			    N_("No PDF can be written at the moment. Read it as text, or try "
			       "again later."),
			    "no reader");
	drawing = drawing_of(c, d);
	return reader_draw(c->portal->reader, &drawing, to, err);
}
