/* plain_question.c - a question of a page as lines: itself first, then what may be answered. */
#include "tui/face/plain_question.h"

#include "i18n/i18n.h"
#include "tui/page/layout.h"
#include "tui/page/narrow.h"

#include <string.h>

#define LINE_MOST ((size_t)1 << 20) /* bytes of all that one question is made of */

static const char *value_of(struct arena *a, const struct field *f)
{
	const char *value = "";

	if (layout_field_is_text(f))
		return f->kind == FIELD_SECRET ? "" : f->value;
	for (size_t i = 0; i < f->option_count; i++) {
		if (!f->options[i].chosen)
			continue;
		value = value[0] == '\0' ? f->options[i].label
					 : FILL(a, _("{first}, {next}"), {"first", value},
						{"next", f->options[i].label});
	}
	return value;
}

static void put_option(const struct plain_out *o, struct arena *a, const struct option *option,
		       size_t index)
{
	plain_line(o, arena_format(a, "%zu. %s", index + 1, option->label));
}

static size_t shown_count(const struct option *options, size_t count)
{
	size_t shown = 0;

	for (size_t i = 0; i < count; i++)
		shown += !options[i].hidden;
	return shown;
}

size_t plain_question_list(const struct plain_out *o, const struct option *options, size_t count,
			   size_t from)
{
	ARENA_CLEAN struct arena *a = arena_new(LINE_MOST);
	size_t before = shown_count(options, from), said = 0;

	for (size_t i = from; i < count; i++) {
		if (options[i].hidden)
			continue;
		if (said == PLAIN_HANDFUL) {
			plain_more(o, before + said, shown_count(options, count));
			return i;
		}
		said++;
		put_option(o, a, &options[i], i);
	}
	return 0;
}

static void put_options(const struct plain_out *o, struct arena *a, const struct field *f)
{
	const char *count = arena_format(a, "%zu", f->option_count);

	if (narrow_is_long(f)) {
		plain_line(o, FILL(a,
				   _("Choices: {count}. Type the first letters of one, or + to see "
				     "a few at a time."),
				   {"count", count}));
		return;
	}
	for (size_t i = 0; i < f->option_count; i++)
		put_option(o, a, &f->options[i], i);
}

static void put_keeps(const struct plain_out *o, const struct field *f)
{
	plain_line(o, f->required ? _("Press Enter to keep it.")
				  : _("Press Enter to keep it, or type - to clear it."));
}

/* What stands there already, and how it is kept. */
static void put_value(const struct plain_out *o, struct arena *a, const struct field *f,
		      const char *value)
{
	if (value[0] == '\0' && !f->required)
		plain_line(o, _("Press Enter to continue without an answer."));
	if (value[0] == '\0')
		return;
	plain_line(o, FILL(a, _("Your answer so far: {answer}"), {"answer", value}));
	if (f->error != NULL && f->option_count == 0)
		return; /* what was typed was not taken, and would not be now */
	put_keeps(o, f);
}

/* The same behind words that were not taken: of what stood there before them. */
static void put_way_on(const struct plain_out *o, struct arena *a, const struct field *f,
		       const char *before)
{
	if (f->kind == FIELD_SECRET)
		return;
	if (before[0] == '\0' && !f->required)
		plain_line(o, _("Press Enter to continue without an answer."));
	if (before[0] == '\0')
		return;
	plain_line(o, FILL(a, _("Your answer so far: {answer}"), {"answer", before}));
	put_keeps(o, f);
}

static const char *named(struct arena *a, const struct field *f)
{
	if (f->instead != NULL)
		return FILL(a, _("{label} ({state})"), {"label", f->label}, {"state", f->instead});
	return f->required ? FILL(a, _("{question} (required)"), {"question", f->label}) : f->label;
}

static bool has_help(const struct field *f)
{
	return f->help != NULL && f->help[0] != '\0';
}

bool plain_question(const struct plain_out *o, const struct field *f)
{
	ARENA_CLEAN struct arena *a = arena_new(LINE_MOST);
	const char *value = value_of(a, f);

	plain_line(o, "");
	if (!has_help(f) && f->option_count == 0 && f->kind != FIELD_LINES && f->required &&
	    value[0] == '\0')
		return false;
	plain_line(o, named(a, f));
	if (has_help(f))
		plain_line(o, f->help);
	put_options(o, a, f);
	if (f->kind == FIELD_LINES)
		plain_line(o, _("You can write several lines. Enter an empty line to finish."));
	put_value(o, a, f, value);
	return true;
}

void plain_question_again(const struct plain_out *o, const struct field *f, const char *before)
{
	ARENA_CLEAN struct arena *a = arena_new(LINE_MOST);

	if (f->option_count == 0) {
		put_way_on(o, a, f, before);
		return;
	}
	put_options(o, a, f);
	if (value_of(a, f)[0] != '\0')
		put_value(o, a, f, value_of(a, f));
}

/* --- prompts ---------------------------------------------------------------------------------- */

/* Of a question that was said just now. */
static const char *short_prompt(struct arena *a, const struct field *f, bool seen)
{
	const char *last = arena_format(a, "%zu", f->option_count);

	if (f->option_count == 1)
		return _("1 chooses it");
	if (f->kind == FIELD_CHOICE)
		return FILL(a, _("A number from 1 to {last}"), {"last", last});
	if (f->kind == FIELD_CHOICES)
		return FILL(a, _("Numbers from 1 to {last} with commas"), {"last", last});
	if (f->kind == FIELD_SECRET && seen)
		return _("Your answer, which will be seen as you type it");
	return _("Your answer");
}

static const char *full_prompt(struct arena *a, const struct field *f, bool seen)
{
	const char *label = named(a, f), *last = arena_format(a, "%zu", f->option_count);

	if (f->option_count == 1)
		return FILL(a, _("{question}, 1 chooses it"), {"question", label});
	if (f->kind == FIELD_CHOICE)
		return FILL(a, _("{question}, a number from 1 to {last}"), {"question", label},
			    {"last", last});
	if (f->kind == FIELD_CHOICES)
		return FILL(a, _("{question}, numbers from 1 to {last} separated by commas"),
			    {"question", label}, {"last", last});
	if (f->kind == FIELD_SECRET && seen)
		return FILL(a, _("{question} (it will be seen as you type)"), {"question", label});
	return label;
}

const char *plain_question_prompt(struct arena *a, const struct field *f, bool seen, bool said)
{
	return plain_page_asks(a, said ? short_prompt(a, f, seen) : full_prompt(a, f, seen));
}

/* --- options by their numbers ----------------------------------------------------------------- */

char *plain_question_numbers(struct arena *a, const char *words)
{
	char *text = digits_ascii(a, words), *to = text;
	bool apart = false;

	for (const char *s = text; *s != '\0'; s++) {
		if (*s >= '0' && *s <= '9') {
			if (apart && to > text)
				*to++ = ',';
			*to++ = *s;
			apart = false;
		} else if (*s == ' ' || *s == ',' || *s == ';' || (unsigned char)*s == 0xD8 ||
			   (unsigned char)*s == 0x8C) { /* D8 8C is the Arabic comma */
			apart = true;
		} else {
			return arena_text(a, words);
		}
	}
	*to = '\0';
	return text;
}

const char *plain_question_chosen(struct arena *a, const struct field *f)
{
	const char *numbers = "";

	for (size_t i = 0; i < f->option_count; i++)
		if (f->options[i].chosen)
			numbers = arena_format(a, "%s%s%zu", numbers, numbers[0] == '\0' ? "" : ",",
					       i + 1);
	return numbers;
}
