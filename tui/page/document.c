/* document.c - an issued document for its reader: as parts without any idea of paper or screen, and
 * as lines of text for files and printers. */
#include "tui/page/document.h"

#include "i18n/base/array.h"
#include "i18n/base/buffer.h"
#include "i18n/cluster.h"
#include "i18n/i18n.h"
#include "services/definition/output.h"
#include "tui/page/page.h"
#include "tui/page/words.h"
#include "tui/page/words_entry.h"

#include <string.h>

#define TEXT_MOST ((size_t)256 * 1024)
#define IN 2 /* columns by which a line goes on */

/* --- its parts --- */

struct making {
	struct arena *arena;
	struct document_part *parts;
	size_t count, room;
};

static void put(struct making *m, enum document_kind kind, const char *label, const char *value)
{
	if (value == NULL)
		return;
	m->parts = array_room_in(m->arena, m->parts, m->count + 1, &m->room, sizeof(*m->parts));
	m->parts[m->count++] = (struct document_part){kind, label, value};
}

char *document_code(struct arena *a, const char *code)
{
	char shown[REFERENCE_CHECK_SHOWN];

	reference_show_check(code, shown);
	return arena_text(a, shown);
}

char *document_line(struct arena *a, enum lang lang, const struct service *s,
		    const struct issued *i)
{
	const struct output *output = s == NULL ? NULL : output_of(s, i->output);
	const char *status = _(issued_status_message(i->status));

	if (i->status == ISSUED_VALID && i->until.year > 0)
		status =
			FILL(a, _("valid until {date}"),
			     {"date", date_show(a, lang, s == NULL ? NULL : s->country, i->until)});
	/* TRANSLATORS: an issued document: its name, its number, whether it is valid */
	return FILL(a, _("{document}, {number}: {status}"),
		    {"document",
		     output == NULL ? text_safe(a, i->title, 0) : words_of(&output->name, lang)},
		    {"number", i->number}, {"status", status});
}

void document_put_list(struct page *p, enum lang lang, const struct service *s,
		       const struct issued *list, size_t count)
{
	if (count > 0)
		page_heading(p, _("Documents that were issued"));
	for (size_t i = 0; i < count; i++)
		page_bullet(p, document_line(p->arena, lang, s, &list[i]));
}

const char *document_stands_for(const struct checked *d)
{
	switch (d->kind) {
	case CHECKED_DOCUMENT: return _("A document issued through this portal");
	case CHECKED_RECEIPT: return _("The receipt of an application sent through this portal");
	case CHECKED_DECISION: break;
	}
	return _("The decision on an application sent through this portal");
}

const char *document_verdict(const struct checked *d)
{
	if (d->kind == CHECKED_DOCUMENT && d->status == ISSUED_VALID && !d->valid)
		return _("Genuine, but what it certifies is not valid now: check the register");
	if (d->kind == CHECKED_DOCUMENT)
		return _(issued_status_message(d->status));
	if (!d->valid)
		return _("No longer valid: the application was reopened");
	if (d->kind == CHECKED_RECEIPT)
		return _("This receipt is genuine.");
	switch (d->state) {
	case STATE_APPROVED: return _("This decision is genuine: the application was accepted.");
	case STATE_REJECTED: return _("This decision is genuine: the application was refused.");
	default: return _("This decision is genuine.");
	}
}

bool document_grants(const struct checked *d)
{
	return d->valid && (d->kind != CHECKED_DECISION || d->state == STATE_APPROVED);
}

const char *document_advice(const struct checked *d)
{
	if (d->valid)
		return d->kind == CHECKED_RECEIPT
			       ? _("It proves that the application was received, not that it was "
				   "accepted.")
			       : NULL;
	if (d->kind == CHECKED_DOCUMENT)
		return _("Do not rely on this document. Ask its holder for a valid one, or ask the "
			 "authority.");
	return _("Do not rely on this decision. Ask its holder for the current one, or ask the "
		 "authority.");
}

const char *document_holder(const struct checked *d, enum lang lang)
{
	if (d->holder_is.in[lang] == NULL)
		return _("Holder");
	return words_of(&d->holder_is, lang);
}

const char *document_standing(struct arena *a, const struct checked *d, enum lang lang)
{
	const struct entry e = {.status = d->standing, .status_id = ""};

	if (d->book == NULL)
		return NULL;
	return arena_format(a, "%s · %s: %s", words_of(&d->book->name, lang),
			    bidi_isolate(a, d->entry), words_entry_status(&e, lang));
}

static const char *day(struct making *m, const struct document *d, struct date date)
{
	return date.year == 0 ? NULL : date_show(m->arena, message_lang(), d->country, date);
}

static void put_head(struct making *m, const struct document *d)
{
	const struct issued *i = d->issued;
	const struct date ended = i->ended_at == 0 ? (struct date){0} : date_of(i->ended_at);

	if (i->status != ISSUED_VALID) {
		put(m, DOCUMENT_TEXT, NULL, _(issued_status_message(i->status)));
		put(m, DOCUMENT_PAIR, _("Since"), day(m, d, ended));
		put(m, DOCUMENT_RULE, NULL, "");
	}
	put(m, DOCUMENT_TITLE, NULL, i->title);
	put(m, DOCUMENT_GAP, NULL, "");
	put(m, DOCUMENT_PAIR, _("Authority"), i->authority);
	/* TRANSLATORS: of an issued document, such as a certificate */
	put(m, DOCUMENT_PAIR, _("Document number"), i->number);
	put(m, DOCUMENT_PAIR, _("Issued on"), day(m, d, date_of(i->at)));
	put(m, DOCUMENT_PAIR, _("Valid until"), day(m, d, i->until));
	put(m, DOCUMENT_GAP, NULL, "");
}

static void put_check(struct making *m, const struct document *d)
{
	put(m, DOCUMENT_RULE, NULL, "");
	/* TRANSLATORS: digits on a document or a receipt by which anybody can check it */
	put(m, DOCUMENT_CODE, _("Verification code"), document_code(m->arena, d->issued->code));
	put(m, DOCUMENT_TEXT, NULL,
	    _("Anyone can check with this code that the document is genuine and still valid:"));
	put(m, DOCUMENT_TYPED, NULL,
	    arena_format(m->arena, "%s check %s", d->ssh, d->issued->code));
}

size_t document_parts(struct arena *a, const struct document *d, struct document_part **ret)
{
	static const enum document_kind kinds[] = {[ISSUED_TEXT] = DOCUMENT_TEXT,
						   [ISSUED_ITEM] = DOCUMENT_ITEM,
						   [ISSUED_GAP] = DOCUMENT_GAP};
	struct making m = {.arena = a};

	put_head(&m, d);
	for (size_t i = 0; i < d->issued->line_count; i++)
		put(&m, kinds[d->issued->lines[i].kind], NULL, d->issued->lines[i].words);
	put_check(&m, d);
	*ret = m.parts;
	return m.count;
}

/* --- as text --- */

static void put_rule(struct buffer *to, int cols)
{
	for (int i = 0; i < cols; i++)
		buffer_text(to, "-");
	buffer_text(to, "\n");
}

/* Folded; what goes on stands in. */
static void put_folded(struct buffer *to, const char *text, int cols)
{
	size_t left = strlen(text);
	bool first = true;

	if (left == 0)
		buffer_text(to, "\n");
	while (left > 0) {
		size_t next = 0;
		size_t len = cluster_fold(text, left, first ? cols : cols - IN, &next);

		buffer_format(to, "%*s%.*s\n", first ? 0 : IN, "", (int)len, text);
		if (next == 0)
			break;
		text += next;
		left -= next;
		first = false;
	}
}

/* The title stands in the middle of a wide sheet, as on paper. */
static void put_title(struct buffer *to, const char *title, int cols)
{
	int wide = cluster_cols(title, strlen(title));

	if (cols >= DOCUMENT_WIDE && wide < cols)
		buffer_format(to, "%*s%s\n", (cols - wide) / 2, "", title);
	else
		put_folded(to, title, cols);
}

/* Where nothing sets digits apart their groups change places behind Arabic letters. */
static const char *code_for(struct arena *a, const char *code)
{
	char *digits = arena_text(a, code), *to = digits;

	if (message_lang() != LANG_AR)
		return digits;
	for (const char *c = code; *c != '\0'; c++)
		if (*c != ' ')
			*to++ = *c;
	*to = '\0';
	return digits;
}

static void put_pair(struct buffer *to, struct arena *a, const char *label, const char *value,
		     int cols)
{
	put_folded(to, text_safe(a, words_labelled(a, label, value), 0), cols);
}

static void put_part(struct buffer *to, struct arena *a, const struct document_part *p, int cols)
{
	const char *value = text_safe(a, p->value, 0);

	switch (p->kind) {
	case DOCUMENT_TITLE: put_title(to, value, cols); break;
	case DOCUMENT_CODE: put_pair(to, a, p->label, code_for(a, value), cols); break;
	case DOCUMENT_PAIR: put_pair(to, a, p->label, value, cols); break;
	case DOCUMENT_TEXT:
	case DOCUMENT_TYPED: put_folded(to, value, cols); break;
	case DOCUMENT_ITEM: put_folded(to, arena_format(a, "- %s", value), cols); break;
	case DOCUMENT_GAP: buffer_text(to, "\n"); break;
	case DOCUMENT_RULE: put_rule(to, cols); break;
	}
}

char *document_text(struct arena *a, const struct document *d, int cols)
{
	BUFFER_CLEAN struct buffer to;
	struct document_part *parts;
	size_t count = document_parts(a, d, &parts);

	buffer_open(&to, TEXT_MOST);
	put_rule(&to, cols);
	for (size_t i = 0; i < count; i++)
		put_part(&to, a, &parts[i], cols);
	put_rule(&to, cols);
	return arena_slice(a, to.data, to.size);
}
