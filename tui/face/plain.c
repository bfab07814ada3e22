/* plain.c - the same screens as lines and prompts, top to bottom, nothing redrawn; logical order,
 * for speech and for programs.
 *
 * One line is asked for at a time:
 *   at the choices   a number, or ? 0 l v q; + at a long list; on a page that searches, words too
 *   at a question    the answer; a slash before a number or a command: /3 /? /0 /l /v /q
 *   at a long list   the first letters of a name too; + shows a handful of it
 */
#include "tui/face/plain_inside.h"

#include "i18n/i18n.h"
#include "services/registry/limits.h"
#include "tui/face/who.h"
#include "tui/screens/screens.h"

/* --- asking ----------------------------------------------------------------------------------- */

void plain_say(struct plain *p, const char *text)
{
	plain_line(&p->to, text);
}

const struct field *plain_here(const struct plain *p)
{
	const struct block *b = page_field_block(p->page, p->field);

	return b == NULL ? NULL : b->field;
}

/* `said`: the question stands right above. */
static void put_prompt(struct plain *p, bool said)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 10);
	const struct field *f = plain_here(p);
	bool seen = !p->to.raw || p->x->scene.secret_echoes;

	p->entry.secret = f != NULL && f->kind == FIELD_SECRET && p->to.raw;
	plain_prompt(&p->to, f == NULL ? plain_choice_prompt(a, p->page)
				       : plain_question_prompt(a, f, seen, said));
}

void plain_ask_line(struct plain *p)
{
	put_prompt(p, false);
}

void plain_look(struct plain *p)
{
	arena_reset(p->pages);
	p->page = stack_view(p->stack, p->pages);
	p->to.visual = p->x->scene.plain_visual;
	p->to.cols = p->x->scene.plain_cols;
	if (p->field != 0 && plain_here(p) == NULL)
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

void plain_ask(struct plain *p, int field)
{
	const struct field *f;

	p->field = field;
	p->listed = 0;
	buffer_clear(&p->letters);
	buffer_clear(&p->lines);
	if (field != 0 && p->first_asked) {
		stack_update(p->stack, &(struct input){.kind = INPUT_FOCUS, .field = field});
		plain_look(p);
	}
	p->first_asked = true;
	f = plain_here(p);
	buffer_clear(&p->before);
	if (f != NULL && f->error != NULL)
		plain_say(p, f->error);
	else if (f != NULL && f->kind != FIELD_SECRET)
		buffer_text(&p->before, f->value);
	put_prompt(p, f != NULL && plain_question(&p->to, f));
}

static void say_goodbye(struct plain *p)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 10);
	const char *reference = stack_reference(p->stack);

	if (p->goodbye)
		return;
	p->goodbye = true;
	if (reference == NULL)
		return;
	plain_say(p, "");
	plain_say(p, _("Your draft is saved. Its reference number is:"));
	plain_say(p, plain_spoken(a, reference));
}

/* Who is signed in is said above the first page in their language, and again when it is another. */
static void say_who(struct plain *p)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 10);
	const char *who = who_words(a, p->x->caller);

	if (who_is_guest(p->x->caller) || p->page->every_language ||
	    (p->who != NULL && strcmp(p->who, who) == 0))
		return;
	free(p->who);
	p->who = strdup(who);
	plain_say(p, FILL(a, _("Signed in: {who}"), {"who", who}));
}

/* After an event: the page where it is another one or something may have changed, then what is
 * asked. */
void plain_go_on(struct plain *p)
{
	if (stack_is_over(p->stack)) {
		say_goodbye(p);
		return;
	}
	plain_look(p);
	p->shown = stack_stamp(p->stack);
	say_who(p);
	p->rows = plain_page(&p->to, p->page);
	p->field = 0;
	p->first_asked = false;
	if (page_field_count(p->page) > 0 && p->slash_told != 1 + (int)message_lang()) {
		plain_say(p,
			  _("Type a slash for commands: /0 back, /? help, /l language, /q leave."));
		p->slash_told = 1 + (int)message_lang();
	}
	plain_ask(p, first_field(p->page));
}

bool plain_is_turned(const struct plain *p)
{
	return stack_is_over(p->stack) || stack_stamp(p->stack) != p->shown;
}

void plain_send(struct plain *p, enum input_kind kind, int act)
{
	stack_update(p->stack, &(struct input){.kind = kind, .act = act});
	plain_go_on(p);
}

/* --- lines ------------------------------------------------------------------------------------ */

/* Empty lines at the choices that come together are asked about once. */
static void ask_again(struct plain *p)
{
	if (p->unasked && !plain_is_over(p))
		plain_ask_line(p);
	p->unasked = false;
}

static bool is_bare(const struct plain *p)
{
	return p->field == 0 && p->entry.line.size == 0 && !p->entry.over_long;
}

static void take_line(struct plain *p)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)256 << 10);
	const struct field *f = plain_here(p);
	struct error err = {0};
	char *words = NULL;
	enum fault fault;

	fault = text_clean(a, p->entry.line.size > 0 ? p->entry.line.data : "", p->entry.line.size,
			   f == NULL ? TEXT_LINE : TEXT_WORDS, &words, &err);
	if (p->entry.over_long)
		fault = fail(&err, FAULT_INPUT, N_("This line is too long."), "over %d bytes",
			     LIMIT_ANSWER);
	plain_entry_clear(&p->entry);
	if (fault != FAULT_NONE) {
		plain_say(p, message_error(a, &err));
		plain_ask_line(p);
	} else if (f == NULL) {
		plain_choice_take(p, a, words);
	} else {
		plain_answer_take(p, a, f, words);
	}
}

/* Without a raw terminal Ctrl-X comes as a line of its own. */
static bool is_cancel(const struct plain *p)
{
	return !p->to.raw && p->entry.line.size == 1 && p->entry.line.data[0] == 0x18;
}

void plain_vanish(struct plain *p)
{
	if (is_cancel(p))
		plain_entry_clear(&p->entry);
	plain_answer_keep(p);
	plain_entry_clear(&p->entry);
	p->goodbye = true;
	stack_vanish(p->stack);
}

static void end_line(struct plain *p)
{
	if (is_cancel(p))
		plain_vanish(p);
	else if (is_bare(p))
		p->unasked = true;
	else
		take_line(p);
}

static void raw_control(struct plain *p, uint32_t letter)
{
	switch (letter) {
	case 'C':
		plain_entry_clear(&p->entry);
		buffer_text(p->to.out, "\r\n");
		plain_choice_leave(p);
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
		plain_send(p, INPUT_LANGUAGE, 0);
		break;
	case 'X': plain_vanish(p); break;
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
		end_line(p);
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
		if (p->unasked && bytes[i] != '\n' && bytes[i] != '\r')
			ask_again(p);
		/* Without marks, several lines that come at once are a paste. */
		p->pasted = p->to.raw && i + 1 < len && (unsigned char)bytes[i + 1] > ' ';
		if (p->to.raw)
			feed_raw(p, (unsigned char)bytes[i]);
		else if (bytes[i] == '\n')
			end_line(p);
		else if (bytes[i] != '\r')
			plain_entry_add(&p->entry, bytes + i, 1);
	}
	ask_again(p);
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
	buffer_open(&p->letters, LIMIT_ANSWER);
	buffer_open(&p->before, LIMIT_ANSWER);
	return p;
}

struct plain *plain_new(const struct context *x, bool lang_known, bool raw, struct buffer *out)
{
	struct plain *p = make(raw, out);

	p->own = *x;
	p->own.scene.plain = true;
	p->x = &p->own;
	message_use(p->x->scene.lang);
	p->stack = stack_new(p->x);
	stack_push(p->stack, screens_start(p->x, lang_known));
	plain_go_on(p);
	return p;
}

struct plain *plain_over(struct stack *st, bool raw, struct buffer *out)
{
	struct plain *p = make(raw, out);

	p->x = stack_context(st);
	p->x->scene.plain = true;
	p->stack = st;
	plain_go_on(p);
	return p;
}

void plain_resume(struct plain *p, bool raw)
{
	const struct field *f;

	p->to.raw = raw;
	p->keys = (struct key_reader){0};
	if (p->entry.secret)
		plain_entry_clear(&p->entry); /* who cannot see it begins it anew */
	plain_look(p);
	p->shown = stack_stamp(p->stack); /* what was forgotten meanwhile has turned the page */
	p->rows = plain_page(&p->to, p->page);
	f = plain_here(p);
	put_prompt(p, f != NULL && plain_question(&p->to, f));
	plain_entry_repeat(&p->entry);
}

void plain_free(struct plain *p)
{
	if (p == NULL)
		return;
	if (p->x == &p->own)
		stack_free(p->stack);
	else
		p->x->scene.plain = false;
	arena_free(p->pages);
	free(p->who);
	plain_entry_close(&p->entry);
	buffer_close(&p->lines);
	buffer_close(&p->letters);
	buffer_close(&p->before);
	free(p);
}

/* What was typed and not ended by a line's end is an answer too. */
static void take_rest(struct plain *p)
{
	if (!p->to.raw && p->entry.line.size > 0)
		take_line(p);
	/* So is what stands in lines that no empty one has ended. */
	if (!plain_is_over(p) && p->lines.size > 0)
		take_line(p);
}

void plain_end(struct plain *p)
{
	if (plain_is_over(p))
		return;
	take_rest(p);
	stack_end(p->stack);
	plain_say(p, "");
	say_goodbye(p);
}

void plain_leave(struct plain *p, const char *message)
{
	if (plain_is_over(p))
		return;
	take_rest(p);
	stack_end(p->stack);
	plain_say(p, "");
	plain_say(p, message);
	say_goodbye(p);
}

void plain_tell(struct plain *p, const char *message)
{
	if (message == NULL || plain_is_over(p))
		return;
	plain_say(p, "");
	plain_say(p, message);
	plain_ask_line(p);
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
