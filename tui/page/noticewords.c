/* noticewords.c - a notice as its reader has it: the portal's own sentences in the language in use,
 * what somebody has written in its midst as it stands. */
#include "tui/page/noticewords.h"

#include "i18n/bidi.h"
#include "i18n/i18n.h"
#include "services/access/reference.h"
#include "services/definition/service.h"
#include "services/definition/template.h"
#include "tui/page/deedwords.h"
#include "tui/page/words.h"

#include <string.h>

#define WORDS_HERE "\x1f" /* stands for what was written, which is not known yet */

/* What a notice of the portal's own is about. */
static const char *const abouts[TOLD_COUNT] = {
	[TOLD_ASKED] = N_("Your answer is needed"),
	[TOLD_APPROVED] = N_("Approved"),
	[TOLD_REJECTED] = N_("Refused"),
	[TOLD_CLOSED] = N_("Closed without a decision"),
	[TOLD_MOVED] = N_("Moved to another stage"),
	[TOLD_ASSISTED] = N_("Sent in your name"),
	[TOLD_RENEWED] = N_("New PIN"),
	[TOLD_JOINED] = N_("An invitation was accepted"),
	[TOLD_SIGNED] = N_("Somebody has signed"),
	[TOLD_UNSIGNED] = N_("A signature was taken back"),
	[TOLD_UNCOVERED] = N_("Your signature no longer covers all the answers"),
	[TOLD_MEMBER_ENDED] = N_("You no longer take part"),
	[TOLD_DUTY_DUE] = N_("Something falls due"),
	[TOLD_DUTY_MISSED] = N_("Something was not handed in"),
	[TOLD_FEE_DUE] = N_("A fee is due"),
	[TOLD_FEE_PAID] = N_("A fee was paid"),
	[TOLD_FEE_OVER] = N_("Too much was paid"),
	[TOLD_TO_PAY] = N_("A payment is awaited"),
};

static const char *about(struct arena *a, enum lang lang, const struct service *s,
			 const char *template, const struct stage *stage)
{
	for (int i = 0; s != NULL && i < TOLD_COUNT; i++) {
		if (s->notices[i] == NULL || strcmp(s->notices[i]->id, template) != 0)
			continue;
		if (i == TOLD_MOVED && stage != NULL)
			return FILL(a, _("Moved to: {stage}"),
				    {"stage", words_of(&stage->name, lang)});
		return abouts[i] == NULL ? "" : _(abouts[i]);
	}
	return "";
}

static const char *fill(struct arena *a, const struct service *s, const struct template *t,
			const struct notice_item *n, const struct stage *stage, enum lang lang,
			const char *words)
{
	char reference[REFERENCE_DIGITS + 4];
	const char *values[TEMPLATE_PLACES] = {
		[TEMPLATE_SERVICE] = s->name.in[lang],
		[TEMPLATE_AUTHORITY] = s->authority.in[lang],
		[TEMPLATE_REFERENCE] = reference,
		[TEMPLATE_STAGE] = stage == NULL ? NULL : stage->name.in[lang],
		[TEMPLATE_WORDS] = words,
	};

	reference_show(n->application.reference, reference);
	return template_fill(a, t, lang, values);
}

/* What was written in its midst, "" where there is no place for it; NULL: these are not its words.
 */
static const char *written(struct arena *a, const char *filled, const char *sent)
{
	const char *here = strstr(filled, WORDS_HERE);
	size_t len = strlen(sent), before, behind;

	if (here == NULL)
		return strcmp(filled, sent) == 0 ? "" : NULL;
	before = (size_t)(here - filled);
	behind = strlen(here + 1);
	if (len < before + behind || memcmp(filled, sent, before) != 0 ||
	    strcmp(here + 1, sent + len - behind) != 0)
		return NULL;
	return arena_slice(a, sent + before, len - before - behind);
}

/* The name of a charge is the portal's, too, and what a register has done. */
static const char *in_language(struct arena *a, const struct service *s,
			       const struct term_list *terms, const char *words, enum lang of,
			       enum lang lang)
{
	const char *deed = deedwords(a, lang, s, terms, words);

	if (deed != NULL)
		return deed;
	for (size_t i = 0; i < s->charge_count; i++)
		if (s->charges[i].name.in[of] != NULL &&
		    strcmp(s->charges[i].name.in[of], words) == 0)
			return words_of(&s->charges[i].name, lang);
	return words;
}

/* What was written is set apart: in another script it would change places with what is around it.
 */
static const char *safely(struct arena *a, const char *filled, const char *words)
{
	const char *here = strstr(filled, WORDS_HERE);

	if (here == NULL)
		return text_safe(a, filled, 0);
	if (words[0] != '\0')
		words = bidi_isolate(a, text_safe(a, words, 0));
	return arena_format(a, "%s%s%s",
			    text_safe(a, arena_slice(a, filled, (size_t)(here - filled)), 0), words,
			    text_safe(a, here + 1, 0));
}

/* These words in `lang`; NULL where others were sent, or by its name it can be another stage. No
 * stage at all comes first: such words speak of none. */
static const char *anew(struct arena *a, enum lang lang, const struct service *s,
			const struct term_list *terms, const struct template *t,
			const struct notice_item *n, const struct stage **ret_stage)
{
	const char *found = NULL;

	*ret_stage = NULL;
	for (size_t i = 0; i <= s->stage_count && (found == NULL || n->lang != lang); i++) {
		const struct stage *stage = i == 0 ? NULL : &s->stages[i - 1];
		const char *words =
			written(a, fill(a, s, t, n, stage, n->lang, WORDS_HERE), n->words);
		const char *text;

		if (words == NULL)
			continue;
		text = safely(a, fill(a, s, t, n, stage, lang, WORDS_HERE),
			      in_language(a, s, terms, words, n->lang, lang));
		if (stage == NULL)
			return text;
		if (found != NULL && strcmp(found, text) != 0)
			return NULL;
		found = text;
		*ret_stage = stage;
	}
	return found;
}

struct noticewords noticewords(struct arena *a, enum lang lang, const struct service *s,
			       const struct term_list *terms, const struct notice_item *n)
{
	const struct template *t = terms == NULL ? NULL : template_find(terms, n->template);
	const struct stage *stage = NULL;
	const char *text = s == NULL || t == NULL ? NULL : anew(a, lang, s, terms, t, n, &stage);

	return (struct noticewords){
		.text = text == NULL ? text_safe(a, n->words, 0) : text,
		.about = about(a, lang, s, n->template, text == NULL ? NULL : stage),
		.as_sent = text == NULL && n->lang != lang};
}
