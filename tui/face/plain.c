/* plain.c - the same screens as lines and prompts, top to bottom, nothing redrawn; logical order,
 * for speech and for programs.
 *
 * One line is asked for at a time:
 *   at the choices   a number, or ? 0 l v q; on a page that searches, words too
 *   at a question    the answer; a slash before a number or a command: /3 /? /0 /l /v /q
 *   at a long list   the first letters of a name too
 */
#include "tui/face/plain.h"

#include "i18n/i18n.h"
#include "services/registry/limits.h"
#include "tui/page/layout.h"
#include "tui/screens/leave.h"
#include "tui/page/narrow.h"
#include "tui/face/plain_entry.h"
#include "tui/screens/screens.h"

#define SLASH_KEY "ظ" /* on the Arabic keyboard; with a number or a question mark it is no word */

struct plain {
	struct context own;
	struct context *x; /* `own`, or that of a stack which is somebody else's */
	struct stack *stack;
	struct plain_out to;
	struct arena *pages;
	struct page *page;
	unsigned shown;   /* stack_stamp of the page printed last */
	int field;        /* the question that is asked; 0: a choice is */
	bool first_asked; /* the first question was asked: moves are told to the screen */
	bool goodbye;     /* said */
	struct key_reader keys;
	struct plain_entry entry; /* being typed */
	struct buffer lines;      /* those before it of an answer of several */
};

static void say(struct plain *p, const char *text)
{
	plain_line(&p->to, text);
}

/* --- asking ----------------------------------------------------------------------------------- */

static const struct field *field_here(const struct plain *p)
{
	const struct block *b = page_field_block(p->page, p->field);

	return b == NULL ? NULL : b->field;
}

static void prompt(struct plain *p)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 10);
	const struct field *f = field_here(p);
	bool seen = !p->to.raw || p->x->secret_echoes;

	p->entry.secret = f != NULL && f->kind == FIELD_SECRET && p->to.raw;
	plain_prompt(&p->to, f == NULL ? plain_choice_prompt(a, p->page)
				       : plain_question_prompt(a, f, seen));
}

static void look(struct plain *p)
{
	arena_reset(p->pages);
	p->page = stack_view(p->stack, p->pages);
	p->to.visual = p->x->plain_visual;
	p->to.cols = p->x->plain_cols;
	if (p->field != 0 && field_here(p) == NULL)
		p->field = 0;
}

static int first_field(const struct page *page)
{
	if (page_field_block(page, page->focus_field) != NULL)
		return page->focus_field;
	for (const struct block *b = page->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_FIELD)
			return b->field->id;
	return 0;
}

static void ask(struct plain *p, int field)
{
	const struct field *f;

	p->field = field;
	buffer_clear(&p->lines);
	if (field != 0 && p->first_asked) {
		stack_update(p->stack, &(struct input){.kind = INPUT_FOCUS, .field = field});
		look(p);
	}
	p->first_asked = true;
	f = field_here(p);
	if (f != NULL && f->error != NULL)
		say(p, f->error);
	if (f != NULL)
		plain_question(&p->to, f);
	prompt(p);
}

static void say_goodbye(struct plain *p)
{
	const char *reference = stack_reference(p->stack);

	if (p->goodbye)
		return;
	p->goodbye = true;
	if (reference == NULL)
		return;
	say(p, "");
	say(p, _("Your draft is kept. Its reference:"));
	say(p, reference);
}

/* After an event: the page where it is another one or something may have changed, then what is
 * asked. */
static void go_on(struct plain *p)
{
	if (stack_is_over(p->stack)) {
		say_goodbye(p);
		return;
	}
	look(p);
	p->shown = stack_stamp(p->stack);
	plain_page(&p->to, p->page);
	p->field = 0;
	p->first_asked = false;
	if (page_field_count(p->page) > 0)
		say(p, _("A slash gives commands: /0 back, /? help, /l language, /q leave."));
	ask(p, first_field(p->page));
}

static bool is_turned(const struct plain *p)
{
	return stack_is_over(p->stack) || stack_stamp(p->stack) != p->shown;
}

static void send(struct plain *p, enum input_kind kind, int act)
{
	stack_update(p->stack, &(struct input){.kind = kind, .act = act});
	go_on(p);
}

/* --- commands and choices --------------------------------------------------------------------- */

static void leave(struct plain *p)
{
	if (leave_is_asked(p->stack))
		stack_end(p->stack);
	else
		stack_push(p->stack, leave_new(p->stack));
	go_on(p);
}

/* The only letter or sign of the text; 0 where there are more. Arabic letters stand for the keys
 * where they are. */
static uint32_t only_sign(const char *s)
{
	struct key k = {.kind = KEY_CHAR};

	if (utf8_decode(s, strlen(s), &k.code) != strlen(s))
		return 0;
	if (k.code == 0x61F)
		return '?';
	return key_letter(&k) != 0 ? (uint32_t)key_letter(&k) : k.code;
}

static bool command(struct plain *p, const char *words)
{
	switch (only_sign(words)) {
	case '?': send(p, INPUT_HELP, 0); return true;
	case 'l': send(p, INPUT_LANGUAGE, 0); return true;
	case 'q': leave(p); return true;
	case 'v':
		p->x->plain_visual = !p->x->plain_visual;
		go_on(p);
		return true;
	case '0':
		if (p->page->wants_back)
			send(p, INPUT_BACK, 0);
		else
			prompt(p);
		return true;
	default: return false;
	}
}

/* A number of digits only; 0: none. */
static int number_of(const char *s)
{
	int number = 0;

	if (*s == '\0')
		return 0;
	for (; *s >= '0' && *s <= '9' && number < 100000; s++)
		number = number * 10 + (*s - '0');
	return *s == '\0' ? number : 0;
}

static bool choose(struct plain *p, const char *words)
{
	const struct block *b = page_choice(p->page, number_of(words));

	if (b == NULL)
		return false;
	send(p, INPUT_CHOOSE, b->act);
	return true;
}

static void say_range(struct plain *p, struct arena *a)
{
	if (p->page->choices > 0)
		say(p, FILL(a, _("Choose a number from 1 to {last}."),
			    {"last", arena_format(a, "%d", p->page->choices)}));
	prompt(p);
}

static void take_choice(struct plain *p, struct arena *a, const char *words)
{
	const char *ascii = digits_ascii(a, words);

	if (words[0] == '\0') {
		prompt(p);
	} else if (choose(p, ascii) || command(p, ascii)) {
		return;
	} else if (p->page->searches && number_of(ascii) == 0) {
		stack_update(p->stack,
			     &(struct input){.kind = INPUT_SEARCH, .text = words, .final = true});
		go_on(p);
	} else {
		say_range(p, a);
	}
}

/* --- answers ---------------------------------------------------------------------------------- */

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
	if (is_turned(p)) {
		go_on(p);
		return;
	}
	look(p);
	wrong = field_in_error(p->page);
	if (wrong == NULL)
		plain_page(&p->to, p->page);
	ask(p, wrong == NULL ? 0 : wrong->id);
}

static bool give(struct plain *p, const char *text)
{
	return stack_update(p->stack,
			    &(struct input){.kind = INPUT_ANSWER, .field = p->field, .text = text});
}

static void answer(struct plain *p, const char *text)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 10);
	const struct field *f = field_here(p);
	const char *before = f == NULL ? "" : arena_text(a, f->value);
	int field = p->field;
	bool back = p->page->wants_back && strcmp(digits_ascii(a, text), "0") == 0;
	bool taken = give(p, text);

	buffer_clear(&p->lines);
	if (is_turned(p)) {
		go_on(p);
		return;
	}
	if (!taken && back) { /* 0 goes back wherever it is no answer; the answer stays as it was */
		give(p, before);
		send(p, INPUT_BACK, 0);
		return;
	}
	look(p);
	f = field_here(p);
	if (!taken) {
		if (f != NULL && f->error != NULL)
			say(p, f->error);
		prompt(p);
		return;
	}
	f = field_behind(p->page, field);
	if (f == NULL)
		finish(p);
	else
		ask(p, f->id);
}

/* Words instead of a number: true when they chose, or named more than one, or none. */
static bool choose_by_words(struct plain *p, struct arena *a, const struct field *f,
			    const char *words)
{
	struct option *options;
	struct narrow found;

	if (f->kind != FIELD_CHOICE || f->option_count == 0 || words[0] == '\0' ||
	    words[0] == '-' || strpbrk(digits_ascii(a, words), "0123456789") != NULL)
		return false;
	options = arena_array(a, f->option_count, sizeof(*options));
	memcpy(options, f->options, f->option_count * sizeof(*options));
	found = narrow_options(options, f->option_count, words);
	if (found.left == 0)
		return false;
	if (found.left == 1 || found.exact) {
		say(p, options[found.best - 1].label);
		answer(p, arena_format(a, "%d", found.best));
		return true;
	}
	plain_options(&p->to, options, f->option_count);
	prompt(p);
	return true;
}

static void take_answer(struct plain *p, struct arena *a, const struct field *f, const char *words)
{
	bool text = layout_field_is_text(f);

	if (choose_by_words(p, a, f, words))
		return;
	if (words[0] == '\0')
		answer(p, text ? f->value : plain_chosen_numbers(a, f));
	else if (strcmp(words, "-") == 0 && !f->required)
		answer(p, "");
	else
		answer(p, text ? words : plain_numbers(a, words));
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
 * 0, ?, l and q. */
static bool take_command(struct plain *p, struct arena *a, const struct field *f, const char *words)
{
	const char *ascii = digits_ascii(a, words);

	if (words[0] == '/' && words[1] != '\0')
		return choose(p, ascii + 1) || command(p, ascii + 1);
	if (strncmp(ascii, SLASH_KEY, strlen(SLASH_KEY)) == 0 &&
	    (ascii[strlen(SLASH_KEY)] <= '9' || only_sign(ascii + strlen(SLASH_KEY)) == '?'))
		return choose(p, ascii + strlen(SLASH_KEY)) ||
		       command(p, ascii + strlen(SLASH_KEY));
	if (!layout_field_is_text(f) || only_sign(ascii) == '?')
		return command(p, ascii);
	return false;
}

/* --- lines ------------------------------------------------------------------------------------ */

static void take_line(struct plain *p)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)256 << 10);
	const struct field *f = field_here(p);
	struct error err = {0};
	char *words = NULL;
	enum fault fault;

	fault = text_clean(a, p->entry.line.size > 0 ? p->entry.line.data : "", p->entry.line.size,
			   TEXT_LINE, &words, &err);
	if (p->entry.over_long)
		fault = fail(&err, FAULT_INPUT, N_("This line is too long."), "over %d bytes",
			     LIMIT_ANSWER);
	plain_entry_clear(&p->entry);
	if (fault != FAULT_NONE) {
		say(p, message_error(a, &err));
		prompt(p);
	} else if (f == NULL) {
		take_choice(p, a, words);
	} else if (take_command(p, a, f, words)) {
		return;
	} else if (f->kind == FIELD_LINES) {
		take_line_of_many(p, a, f, words);
	} else {
		take_answer(p, a, f, words);
	}
}

static void raw_control(struct plain *p, uint32_t letter)
{
	switch (letter) {
	case 'C':
		plain_entry_clear(&p->entry);
		buffer_text(p->to.out, "\r\n");
		leave(p);
		break;
	case 'D':
		if (p->entry.line.size > 0)
			break;
		buffer_text(p->to.out, "\r\n");
		plain_end(p);
		break;
	case 'L':
		plain_entry_clear(&p->entry);
		buffer_text(p->to.out, "\r\n");
		send(p, INPUT_LANGUAGE, 0);
		break;
	default: break;
	}
}

static void raw_key(struct plain *p, const struct key *k)
{
	if (plain_entry_key(&p->entry, k))
		return;
	plain_entry_show(&p->entry);
	if (k->kind == KEY_CTRL) {
		raw_control(p, k->code);
	} else if (k->kind == KEY_ENTER) {
		buffer_text(p->to.out, "\r\n");
		take_line(p);
	}
}

static void feed_raw(struct plain *p, unsigned char byte)
{
	struct key k;

	/* Without a clock an Escape waits for its next byte: only that of a sequence is one. */
	if (p->keys.count == 1 && strchr("[OP]_\x1B", byte) == NULL && key_waits(&p->keys))
		key_rest(&p->keys, &k);
	for (bool more = key_feed(&p->keys, byte, &k); more; more = key_next(&p->keys, &k))
		if (!plain_is_over(p))
			raw_key(p, &k);
}

void plain_feed(struct plain *p, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len && !plain_is_over(p); i++) {
		if (p->to.raw)
			feed_raw(p, (unsigned char)bytes[i]);
		else if (bytes[i] == '\n')
			take_line(p);
		else if (bytes[i] != '\r')
			plain_entry_add(&p->entry, bytes + i, 1);
	}
	plain_entry_show(&p->entry);
}

/* --- the visit -------------------------------------------------------------------------------- */

static struct plain *make(bool raw, struct buffer *out)
{
	struct plain *p = calloc(1, sizeof(*p));

	if (p == NULL)
		fatal("out of memory");
	p->to = (struct plain_out){.out = out, .raw = raw};
	p->pages = arena_new(LIMIT_PAGE);
	plain_entry_open(&p->entry, &p->to);
	buffer_open(&p->lines, LIMIT_ANSWER);
	return p;
}

struct plain *plain_new(const struct context *x, bool lang_known, bool raw, struct buffer *out)
{
	struct plain *p = make(raw, out);

	p->own = *x;
	p->own.plain = true;
	p->x = &p->own;
	message_use(p->x->lang);
	p->stack = stack_new(p->x);
	stack_push(p->stack, screens_start(p->x, lang_known));
	go_on(p);
	return p;
}

struct plain *plain_over(struct stack *st, bool raw, struct buffer *out)
{
	struct plain *p = make(raw, out);

	p->x = stack_context(st);
	p->x->plain = true;
	p->stack = st;
	go_on(p);
	return p;
}

void plain_resume(struct plain *p, bool raw)
{
	const struct field *f;

	p->to.raw = raw;
	p->keys = (struct key_reader){0};
	look(p);
	plain_page(&p->to, p->page);
	f = field_here(p);
	if (f != NULL)
		plain_question(&p->to, f);
	prompt(p);
	plain_entry_repeat(&p->entry);
}

void plain_free(struct plain *p)
{
	if (p == NULL)
		return;
	if (p->x == &p->own)
		stack_free(p->stack);
	else
		p->x->plain = false;
	arena_free(p->pages);
	plain_entry_close(&p->entry);
	buffer_close(&p->lines);
	free(p);
}

void plain_end(struct plain *p)
{
	if (plain_is_over(p))
		return;
	if (!p->to.raw && p->entry.line.size > 0)
		take_line(p);
	/* What stands in lines that no empty one has ended is an answer too. */
	if (!plain_is_over(p) && p->lines.size > 0)
		take_line(p);
	stack_end(p->stack);
	say(p, "");
	say_goodbye(p);
}

void plain_tell(struct plain *p, const char *message)
{
	if (message == NULL || plain_is_over(p))
		return;
	say(p, "");
	say(p, message);
	prompt(p);
	plain_entry_repeat(&p->entry);
}

bool plain_is_over(const struct plain *p)
{
	return stack_is_over(p->stack);
}

struct stack *plain_stack(struct plain *p)
{
	return p->stack;
}
