/* issue_text.c - the words of a document that is issued: the definition's, with the answers in
 * their places. */
#include "services/application/issue.h"

#include "i18n/bidi.h"
#include "i18n/text.h"
#include "services/definition/output.h"
#include "services/registry/limits.h"

#include <string.h>

/* Stands at the beginning of a line where the definition, and no answer, has a point of a list. */
#define POINT "\x1e"

struct filling {
	struct arena *arena;
	const struct form *form;
	const struct service *service;
	enum lang lang;
	const char *const *facts;
	struct buffer *to;
	const struct section *each;
	int item; /* of that */
};

/* What was answered is data: it ends no line, opens no place, and is no point of a list. */
static const char *plain(struct arena *a, const char *value)
{
	char *text = text_safe(a, value, 0);

	for (char *c = text; *c != '\0'; c++)
		if (*c == '\n' || *c == '\t' || *c == POINT[0])
			*c = ' ';
	return text;
}

static const char *value_of(struct filling *f, const struct output_piece *p)
{
	struct output_named n = output_find(f->service, f->each, p);
	bool withheld = false;

	if (n.question != NULL) {
		struct field_path at = {n.section, n.section == f->each ? f->item : 0, n.question};

		return form_asks(f->form, &at) ? form_show(f->form, f->arena, &at, f->lang) : "";
	}
	if (n.value != NULL)
		return form_value(f->form, f->arena, n.value, f->lang, &withheld);
	return n.fact == OUTPUT_FACTS ? "" : f->facts[n.fact];
}

static void put_place(struct filling *f, const struct output_piece *p)
{
	const char *value = value_of(f, p);

	value = plain(f->arena, value == NULL ? "" : value);
	/* Set apart from the words around it, for whatever shows or draws them. */
	if (value[0] != '\0')
		buffer_text(f->to, bidi_isolate(f->arena, value));
}

/* A dash that begins a line of the definition makes a point of it. */
static void put_words(struct filling *f, const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		bool begins = f->to->size == 0 || f->to->data[f->to->size - 1] == '\n';

		if (begins && at[i] == '-' && i + 1 < len && at[i + 1] == ' ') {
			buffer_text(f->to, POINT);
			i++;
		} else {
			buffer_add(f->to, &at[i], 1);
		}
	}
}

/* One item's, from `at` to the end of it. */
static const char *put_once(struct filling *f, const char *at)
{
	struct output_piece p;

	while ((p = output_next(&at)).kind != OUTPUT_END && p.kind != OUTPUT_BACK)
		if (p.kind == OUTPUT_PLACE)
			put_place(f, &p);
		else
			put_words(f, p.at, p.len);
	return at;
}

static const char *put_each(struct filling *f, const struct output_piece *p, const char *at)
{
	const struct section *each =
		service_section(f->service, arena_slice(f->arena, p->at, p->len));
	int items =
		each == NULL || !form_asks_section(f->form, each) ? 0 : form_items(f->form, each);
	struct output_piece over;
	const char *end = at;

	f->each = each;
	for (f->item = 1; f->item <= items && !f->to->full; f->item++)
		put_once(f, at);
	f->each = NULL;
	f->item = 0;
	while ((over = output_next(&end)).kind != OUTPUT_END && over.kind != OUTPUT_BACK)
		continue;
	return end;
}

/* As lines of what is kept. */
static void put_lines(struct buffer *to, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		bool point = strncmp(text, POINT, strlen(POINT)) == 0;
		size_t skip = point ? strlen(POINT) : 0;

		skip += strspn(text + skip, " ");
		if (skip >= len)
			buffer_format(to, "%s\t\n", ISSUE_GAP);
		else
			buffer_format(to, "%s\t%.*s\n", point ? ISSUE_ITEM : ISSUE_TEXT,
				      (int)(len - skip), text + skip);
		text += len + (text[len] == '\n');
	}
}

enum fault issue_text(struct arena *a, const struct form *form, const struct output *output,
		      enum lang lang, const char *const *facts, struct buffer *to)
{
	BUFFER_CLEAN struct buffer text;
	struct filling f = {.arena = a,
			    .form = form,
			    .service = form_service(form),
			    .lang = lang,
			    .facts = facts,
			    .to = &text};
	const char *at = output->text.in[lang];
	struct output_piece p;

	buffer_open(&text, LIMIT_ISSUED_TEXT);
	while ((p = output_next(&at)).kind != OUTPUT_END)
		if (p.kind == OUTPUT_PLACE)
			put_place(&f, &p);
		else if (p.kind == OUTPUT_EACH)
			at = put_each(&f, &p, at);
		else
			put_words(&f, p.at, p.len);
	if (text.size > 0)
		put_lines(to, text.data);
	return text.full ? FAULT_DENIED : FAULT_NONE;
}
