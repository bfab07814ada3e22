/* slip.c - what an operator hands to a person: the numbers of the application that was sent in
 * their name, in lines of 40 columns for any printer. */
#include "tui/page/slip.h"

#include "i18n/base/buffer.h"
#include "i18n/i18n.h"
#include "tui/page/sheet.h"
#include "tui/page/words.h"

#include <string.h>

#define RULE "----------------------------------------"
_Static_assert(sizeof(RULE) == SLIP_COLS + 1, "a rule is as wide as the slip");

struct writing {
	struct arena *arena;
	enum lang lang;
	struct buffer *to;
};

/* Printers know no isolates: what they set apart stands on a line of its own here. */
static char *without_isolates(struct arena *a, const char *text)
{
	char *kept = arena_text(a, text), *to = kept;

	for (const char *s = kept; *s != '\0';)
		if (strncmp(s, "\xe2\x81", 2) == 0 && s[2] >= '\xa6' && s[2] <= '\xa9')
			s += 3;
		else
			*to++ = *s++;
	*to = '\0';
	return kept;
}

/* Folded, `indent` columns from the edge where reading begins. */
static void put(struct writing *w, int indent, const char *text)
{
	const struct strip where = {.width = SLIP_COLS - indent};
	struct sheet sheet;
	int count;

	sheet_open(&sheet, w->arena, lang_direction(w->lang), SLIP_COLS);
	count = sheet_fold(&sheet, 0, &where, without_isolates(w->arena, text));
	for (int i = 0; i < count; i++) {
		buffer_format(w->to, "%*s", indent, "");
		for (const struct piece *p = sheet_line(&sheet, i)->first; p != NULL; p = p->next)
			buffer_add(w->to, p->text, p->len);
		buffer_text(w->to, "\n");
	}
}

static void put_pair(struct writing *w, const char *label, const char *value)
{
	put(w, 0, FILL(w->arena, _("{label}:"), {"label", label}));
	put(w, 2, value);
}

static void put_numbers(struct writing *w, const struct slip *s)
{
	char reference[REFERENCE_DIGITS + 4];

	reference_show(s->receipt->reference, reference);
	put_pair(w, _("Reference number"), reference);
	if (s->receipt->pin[0] != '\0')
		put_pair(w, _("Tracking PIN"), s->receipt->pin);
	put_pair(w, _("Submitted on"),
		 date_moment(w->arena, w->lang, s->service->country, s->receipt->submitted_at));
	put_pair(w, _("Due by"),
		 words_time(w->arena, w->lang,
			    &(struct words_time){.service = s->service,
						 .stage = &s->service->stages[0],
						 .due_at = s->receipt->due_at}));
}

static void put_counter(struct writing *w, const struct caller_served *served)
{
	char staff[ACCOUNT_DIGITS + 3];

	reference_show_account(served->staff, staff);
	/* TRANSLATORS: what follows are a centre and the number of one of its staff */
	put(w, 0, _("Sent in your name and with your consent by:"));
	if (served->centre[0] != '\0')
		put(w, 2, text_safe(w->arena, served->centre, 0));
	put(w, 2, FILL(w->arena, _("staff number {number}"), {"number", staff}));
}

char *slip_text(struct arena *a, enum lang lang, const struct slip *s)
{
	BUFFER_CLEAN struct buffer to;
	struct writing w = {.arena = a, .lang = lang, .to = &to};

	buffer_open(&to, (size_t)1 << 16);
	put(&w, 0, RULE);
	put(&w, 0, words_of(&s->service->name, lang));
	put_pair(&w, _("Authority"), words_of(&s->service->authority, lang));
	put_pair(&w, _("Applicant"), text_safe(a, s->served->name, 0));
	put_numbers(&w, s);
	put_pair(&w, _("Follow it"), s->follow);
	put_pair(&w, _("Or sign in"), s->sign_in);
	put_counter(&w, s->served);
	put(&w, 0, RULE);
	return arena_slice(a, to.data, to.size);
}
