/* plain_choice.c - what a line means where a choice is asked for: a number, a command, words. */
#include "tui/face/plain_inside.h"

#include "i18n/i18n.h"
#include "tui/page/words.h"
#include "tui/screens/leave.h"

void plain_choice_leave(struct plain *p)
{
	if (leave_is_asked(p->stack))
		stack_end(p->stack);
	else
		stack_push(p->stack, leave_new(p->stack));
	plain_go_on(p);
}

/* The only letter or sign of the text; 0 where there are more. Arabic letters stand for the keys
 * where they are. */
uint32_t plain_choice_sign(const char *s)
{
	struct key k = {.kind = KEY_CHAR};

	if (utf8_decode(s, strlen(s), &k.code) != strlen(s))
		return 0;
	if (k.code == 0x61F)
		return '?';
	return key_letter(&k) != 0 ? (uint32_t)key_letter(&k) : k.code;
}

/* To the next of the list that this page was opened from, or to the one before it. */
static bool step(struct plain *p, int by)
{
	if (!stack_has_steps(p->stack))
		return false;
	if (stack_update(p->stack, &(struct input){.kind = INPUT_STEP, .act = by})) {
		plain_go_on(p);
		return true;
	}
	plain_say(p, by > 0 ? _("This is the last item in the list.")
			    : _("This is the first item in the list."));
	plain_ask_line(p);
	return true;
}

static void say_range(struct plain *p)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 10);

	if (p->page->choices == 0)
		plain_say(p, _("There is nothing to choose here."));
	else if (p->page->every_language) /* none is chosen yet */
		plain_say(p,
			  arena_format(a,
				       p->x->scene.charset == CHARSET_UTF8
					       ? "Type a number · Tapez un numéro · اكتب رقماً: 1-%d"
					       : "Type a number · Tapez un numéro: 1-%d",
				       p->page->choices));
	else
		plain_say(p, words_choose(a, p->page->choices));
	plain_ask_line(p);
}

/* The next handful of a long list; behind the last one the first again. */
static bool show_rows(struct plain *p)
{
	if (!plain_page_is_long(p->page))
		return false;
	p->rows = plain_page_rows(&p->to, p->page, p->rows);
	plain_ask_line(p);
	return true;
}

bool plain_choice_command(struct plain *p, const char *words)
{
	if (strcmp(words, "00") == 0 && !p->pasted) {
		plain_vanish(p);
		return true;
	}
	switch (plain_choice_sign(words)) {
	case '?': plain_send(p, INPUT_HELP, 0); return true;
	case 'l': plain_send(p, INPUT_LANGUAGE, 0); return true;
	case 'q': plain_choice_leave(p); return true;
	case '+': return show_rows(p);
	case 'n':
	case 'p': return step(p, plain_choice_sign(words) == 'n' ? 1 : -1);
	case 'v':
		p->x->scene.plain_visual = !p->x->scene.plain_visual;
		plain_go_on(p);
		return true;
	case '0':
		if (p->page->wants_back)
			plain_send(p, INPUT_BACK, 0);
		else
			say_range(p);
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

bool plain_choice_number(struct plain *p, const char *words)
{
	const struct block *b = page_choice(p->page, number_of(words));

	if (b == NULL)
		return false;
	plain_send(p, INPUT_CHOOSE, b->act);
	return true;
}

/* A plus before a row's number marks it, or takes its mark away. */
static bool mark(struct plain *p, const char *number)
{
	const struct block *b = page_choice(p->page, number_of(number));

	if (b == NULL || b->kind != BLOCK_ROW)
		return false;
	plain_send(p, INPUT_MARK, b->act);
	return true;
}

void plain_choice_take(struct plain *p, struct arena *a, const char *words)
{
	const char *ascii = digits_ascii(a, words);

	if (words[0] == '\0') { /* blanks only */
		plain_ask_line(p);
	} else if (words[0] == '+' && words[1] != '\0' && p->page->marks) {
		if (!mark(p, ascii + 1))
			say_range(p);
	} else if (plain_choice_number(p, ascii) || plain_choice_command(p, ascii)) {
		return;
	} else if (p->page->searches && number_of(ascii) == 0 && strcmp(words, "+") != 0) {
		stack_update(p->stack,
			     &(struct input){.kind = INPUT_SEARCH, .text = words, .final = true});
		plain_go_on(p);
	} else if (number_of(ascii) > 0 && p->page->choices > 0 && !p->page->every_language) {
		plain_say(p, words_no_choice(a, words, p->page->choices));
		plain_ask_line(p);
	} else {
		say_range(p);
	}
}
