/* plain_answer.c - what a line means where a question is asked: an answer, or a command. */
#include "tui/face/plain_inside.h"

#include "i18n/i18n.h"
#include "tui/page/layout.h"
#include "tui/page/narrow.h"

#define SLASH_KEY "ظ" /* on the Arabic keyboard; with a number or a question mark it is no word */

static const struct field *field_behind(const struct page *page, int id)
{
	bool passed = false;

	for (const struct block *b = page->first; b != NULL; b = b->next) {
		if (b->kind != BLOCK_FIELD)
			continue;
		if (passed)
			return b->field;
		passed = b->field->id == id;
	}
	return NULL;
}

static const struct field *field_in_error(const struct page *page)
{
	const struct block *b = page_field_block(page, page->focus_field);

	if (b != NULL && b->field->error != NULL)
		return b->field;
	for (b = page->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_FIELD && b->field->error != NULL)
			return b->field;
	return NULL;
}

/* All questions are answered: on to the next page, back to one in error, or to the choices. */
static void finish(struct plain *p)
{
	const struct field *wrong;

	stack_update(p->stack, &(struct input){.kind = INPUT_NEXT});
	if (plain_is_turned(p)) {
		plain_go_on(p);
		return;
	}
	plain_look(p);
	wrong = field_in_error(p->page);
	if (wrong == NULL)
		p->rows = plain_page(&p->to, p->page);
	plain_ask(p, wrong == NULL ? 0 : wrong->id);
}

static bool give(struct plain *p, const char *text)
{
	return stack_update(p->stack,
			    &(struct input){.kind = INPUT_ANSWER, .field = p->field, .text = text});
}

static void answer(struct plain *p, const char *text)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 10);
	const struct field *f = plain_here(p);
	const char *before = f == NULL ? "" : arena_text(a, f->value);
	int field = p->field;
	bool back = p->page->wants_back && strcmp(digits_ascii(a, text), "0") == 0;
	bool taken = give(p, text);

	buffer_clear(&p->lines);
	if (plain_is_turned(p)) {
		plain_go_on(p);
		return;
	}
	if (!taken && back) { /* 0 goes back wherever it is no answer; the answer stays as it was */
		give(p, before);
		plain_send(p, INPUT_BACK, 0);
		return;
	}
	plain_look(p);
	f = plain_here(p);
	if (!taken) {
		if (f != NULL && f->error != NULL)
			plain_say(p, f->error);
		if (f != NULL)
			plain_question_again(&p->to, f, p->before.size > 0 ? p->before.data : "");
		plain_ask_line(p);
		return;
	}
	if (f != NULL && f->remark != NULL)
		plain_say(p, f->remark);
	f = field_behind(p->page, field);
	if (f == NULL)
		finish(p);
	else
		plain_ask(p, f->id);
}

static struct option *copied(struct arena *a, const struct field *f)
{
	struct option *options = arena_array(a, f->option_count, sizeof(*options));

	memcpy(options, f->options, f->option_count * sizeof(*options));
	return options;
}

/* The next handful of a long list, of those that the letters fit. */
static void show_some(struct plain *p, struct arena *a, const struct field *f)
{
	struct option *options = copied(a, f);

	narrow_options(options, f->option_count, p->letters.size > 0 ? p->letters.data : "");
	p->listed = plain_question_list(&p->to, options, f->option_count, p->listed);
	plain_ask_line(p);
}

/* Words instead of a number: true when they chose, or named more than one, or none. */
static bool choose_by_words(struct plain *p, struct arena *a, const struct field *f,
			    const char *words)
{
	struct option *options;
	struct narrow found;

	if (f->option_count == 0 || words[0] == '\0' || words[0] == '-' ||
	    strpbrk(digits_ascii(a, words), "0123456789") != NULL)
		return false;
	options = copied(a, f);
	found = narrow_options(options, f->option_count, words);
	/* Of several that are to be chosen, a name that fits one is an answer as it stands. */
	if (found.left == 0 || (f->kind != FIELD_CHOICE && (found.left == 1 || found.exact)))
		return false;
	if (found.left == 1 || found.exact) {
		plain_say(p, options[found.best - 1].label);
		answer(p, arena_format(a, "%d", found.best));
		return true;
	}
	p->listed = 0;
	buffer_clear(&p->letters);
	buffer_text(&p->letters, words);
	show_some(p, a, f);
	return true;
}

/* The dash that takes an answer away, as keyboards and editors make it. */
static bool is_dash(const char *words)
{
	return strcmp(words, "-") == 0 || strcmp(words, "\u2013") == 0 ||
	       strcmp(words, "\u2014") == 0;
}

/* What Enter gives where words are asked for: what stood there before something was typed that is
 * no answer, or none where none is needed. */
static const char *standing(const struct plain *p, struct arena *a, const struct field *f)
{
	if (f->error == NULL)
		return f->value;
	if (p->before.size > 0)
		return arena_text(a, p->before.data);
	return f->required ? f->value : "";
}

static void take_answer(struct plain *p, struct arena *a, const struct field *f, const char *words)
{
	bool text = layout_field_is_text(f);

	if (choose_by_words(p, a, f, words))
		return;
	if (words[0] == '\0')
		answer(p, text ? standing(p, a, f) : plain_question_chosen(a, f));
	else if (is_dash(words) && !f->required)
		answer(p, "");
	else
		answer(p, text ? words : plain_question_numbers(a, words));
}

/* Lines are collected until an empty one. */
static void take_line_of_many(struct plain *p, struct arena *a, const struct field *f,
			      const char *words)
{
	if (words[0] != '\0') {
		if (p->lines.size > 0)
			buffer_text(&p->lines, "\n");
		buffer_text(&p->lines, words);
		return;
	}
	take_answer(p, a, f, p->lines.size > 0 ? arena_text(a, p->lines.data) : "");
}

/* True when the line was a command or a choice. At a list of options nothing else can be meant by
 * 0, ?, l and q, and + shows a long one. */
static bool take_command(struct plain *p, struct arena *a, const struct field *f, const char *words)
{
	const char *ascii = digits_ascii(a, words);

	if (words[0] == '/' && words[1] != '\0')
		return plain_choice_number(p, ascii + 1) || plain_choice_command(p, ascii + 1);
	if (strncmp(ascii, SLASH_KEY, strlen(SLASH_KEY)) == 0 &&
	    (ascii[strlen(SLASH_KEY)] <= '9' ||
	     plain_choice_sign(ascii + strlen(SLASH_KEY)) == '?'))
		return plain_choice_number(p, ascii + strlen(SLASH_KEY)) ||
		       plain_choice_command(p, ascii + strlen(SLASH_KEY));
	if (narrow_is_long(f) && plain_choice_sign(ascii) == '+') {
		show_some(p, a, f);
		return true;
	}
	if (!layout_field_is_text(f) || plain_choice_sign(ascii) == '?')
		return plain_choice_command(p, ascii);
	return false;
}

void plain_answer_take(struct plain *p, struct arena *a, const struct field *f, const char *words)
{
	if (take_command(p, a, f, words))
		return;
	if (f->kind == FIELD_LINES)
		take_line_of_many(p, a, f, words);
	else
		take_answer(p, a, f, words);
}

/* Half a number is no answer, and half a command none either. */
void plain_answer_keep(struct plain *p)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)256 << 10);
	const struct field *f = plain_here(p);
	bool counts = p->entry.line.size > 0 && p->entry.line.data[0] != '/' && !p->entry.over_long;
	const char *last = counts ? arena_text(a, p->entry.line.data) : "";
	const char *before = p->lines.size > 0 ? arena_text(a, p->lines.data) : "";
	const char *text = arena_format(a, "%s%s%s", before,
					before[0] != '\0' && last[0] != '\0' ? "\n" : "", last);
	struct error err = {0};
	char *words = NULL;

	if (f == NULL || f->kind == FIELD_SECRET || !layout_field_is_text(f) || text[0] == '\0')
		return;
	if (text_clean(a, text, strlen(text), f->kind == FIELD_LINES ? TEXT_LINES : TEXT_WORDS,
		       &words, &err) == FAULT_NONE)
		give(p, words);
}
