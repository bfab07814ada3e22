/* rule_rename.c - the text of a condition with its questions called otherwise. */
#include "services/definition/rule_scan.h"

#include <string.h>

/* Codes stand beside names and may look like them: the rule knows which is which. */
static void mark(void *ctx, struct rule_use *use)
{
	struct scan *s = ctx;
	bool counts = use->subject == RULE_COUNT || use->subject == RULE_GROUP;

	for (size_t i = 0; i < s->word_count; i++)
		if ((s->words[i].word == use->name && !counts) ||
		    (s->words[i].word == use->literal && use->literal_is_question))
			s->words[i].is_name = true;
}

static const char *put_names(const struct scan *s,
			     const char *(*rename)(void *ctx, const char *question), void *ctx)
{
	const char *text = arena_text(s->arena, ""), *from = s->text;

	for (size_t i = 0; i < s->word_count; i++) {
		const struct scan_word *w = &s->words[i];
		const char *other = w->is_name ? rename(ctx, w->word) : NULL;

		if (other == NULL)
			continue;
		text = arena_format(s->arena, "%s%.*s%s", text, (int)(s->text + w->at - from), from,
				    other);
		from = s->text + w->at + w->len;
	}
	return arena_format(s->arena, "%s%s", text, from);
}

const char *rule_rename(struct arena *a, const char *text,
			const char *(*rename)(void *ctx, const char *question), void *ctx)
{
	struct scan s = {.arena = a, .text = text, .at = text};
	struct parsed p = {NULL, NULL};

	s.words = arena_array(a, strlen(text) + 1, sizeof(*s.words));
	if (rule_take_all(&s, &p) != FAULT_NONE || p.rule == NULL)
		return text;
	rule_each(p.rule, mark, &s);
	return put_names(&s, rename, ctx);
}
