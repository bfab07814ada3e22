/* slip.c - what an operator hands to a person: the numbers of the application that was sent in
 * their name, in lines of 40 columns for any printer. */
#include "tui/page/slip.h"

#include "i18n/base/buffer.h"
#include "i18n/i18n.h"
#include "tui/page/momentwords.h"
#include "tui/page/sheet.h"
#include "tui/page/words.h"

#include <string.h>

#define RULE "----------------------------------------\n"
_Static_assert(sizeof(RULE) == SLIP_COLS + 2, "a rule is as wide as the slip");

struct writing {
	struct arena *arena;
	enum lang lang;
	struct buffer *to;
};

/* Printers know no isolates, neither those of the words nor those that folding has set around
 * numbers: what they set apart stands on a line of its own here. */
static char *without_isolates(struct arena *a, const char *text, size_t len)
{
	char *kept = arena_slice(a, text, len), *to = kept;

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
	const struct strip where = {.width = SLIP_COLS - 2 - indent};
	struct sheet sheet;
	int count;

	sheet_open(&sheet, w->arena, lang_direction(w->lang), SLIP_COLS - 2);
	count = sheet_fold(&sheet, 0, &where, text);
	for (int i = 0; i < count; i++) {
		buffer_format(w->to, "%*s", indent, "");
		for (const struct piece *p = sheet_line(&sheet, i)->first; p != NULL; p = p->next)
			buffer_text(w->to, without_isolates(w->arena, p->text, p->len));
		buffer_text(w->to, "\n");
	}
}

static const char *reference_of(struct arena *a, const struct slip *s)
{
	char shown[REFERENCE_DIGITS + 4];

	reference_show(s->receipt->reference, shown);
	return arena_text(a, shown);
}

/* A centre, and the number of one of its staff. */
static const char *counter_of(struct arena *a, const struct caller_served *served)
{
	char staff[ACCOUNT_DIGITS + 3];

	reference_show_account(served->staff, staff);
	if (served->centre[0] == '\0')
		return FILL(a, _("staff number {number}"), {"number", staff});
	/* TRANSLATORS: who has sent an application for somebody: a centre, and one of its staff */
	return FILL(a, _("{centre}, staff number {number}"),
		    {"centre", text_safe(a, served->centre, 0)}, {"number", staff});
}

char *slip_for(struct arena *a, const struct caller_served *served)
{
	const char *name = bidi_isolate(a, text_safe(a, served->name, 0));

	if (served->centre[0] == '\0')
		/* TRANSLATORS: in the first row: for whom one of staff fills in a form */
		return FILL(a, _("for: {person}"), {"person", name});
	/* TRANSLATORS: the same, and in which office */
	return FILL(a, _("for: {person} · {centre}"), {"person", name},
		    {"centre", bidi_isolate(a, text_safe(a, served->centre, 0))});
}

size_t slip_parts(struct arena *a, enum lang lang, const struct slip *s,
		  struct slip_part ret[SLIP_PARTS])
{
	const struct service *service = s->service;
	const struct words_time time = {
		.service = service, .stage = &service->stages[0], .due_at = s->receipt->due_at};
	const struct {
		const char *label, *value;
	} parts[] = {
		{NULL, words_of(&service->name, lang)},
		{_("Authority"), words_of(&service->authority, lang)},
		{_("Applicant"), s->served == NULL ? "" : text_safe(a, s->served->name, 0)},
		{_("Reference number"), reference_of(a, s)},
		{_("Tracking PIN"), s->receipt->pin},
		{_("Submitted on"), momentwords_first(a, lang, service, s->receipt->submitted_at)},
		{words_time_label(&time), s->served == NULL ? "" : words_time(a, lang, &time)},
		{_("Verification code"), s->receipt->code},
		{_("Track it"), s->follow},
		{_("Or sign in"), s->sign_in == NULL ? "" : s->sign_in},
		{_("Sent in your name and with your consent by"),
		 s->served == NULL ? "" : counter_of(a, s->served)},
	};
	size_t count = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].value[0] != '\0')
			ret[count++] =
				(struct slip_part){parts[i].label, arena_text(a, parts[i].value)};
	return count;
}

char *slip_text(struct arena *a, enum lang lang, const struct slip *s)
{
	struct slip_part parts[SLIP_PARTS];

	return slip_print(a, lang, parts, slip_parts(a, lang, s, parts));
}

char *slip_print(struct arena *a, enum lang lang, const struct slip_part *parts, size_t count)
{
	BUFFER_CLEAN struct buffer to;
	struct writing w = {.arena = a, .lang = lang, .to = &to};

	buffer_open(&to, (size_t)1 << 16);
	buffer_text(&to, RULE);
	for (size_t i = 0; i < count; i++) {
		if (parts[i].label != NULL)
			put(&w, 0, FILL(a, _("{label}:"), {"label", parts[i].label}));
		put(&w, parts[i].label == NULL ? 0 : 2, parts[i].value);
	}
	buffer_text(&to, RULE);
	return arena_slice(a, to.data, to.size);
}
