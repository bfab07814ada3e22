/* form_value.c - what is worked out of a form's answers, in words. */
#include "services/form/form_inside.h"

#include "i18n/digits.h"
#include "i18n/money.h"
#include "services/definition/type.h"

#include <string.h>

#define DECIMALS 6 /* as many as a question can have */

bool form_holds(const struct form *f, const struct rule *rule)
{
	return form_inside_holds(f, NULL, 0, rule);
}

/* "1,234.5", "1 234,5" */
static char *show_number(struct arena *a, struct rule_number n, enum lang lang)
{
	const char *text = rule_number_text(a, n, DECIMALS), *size = text + (*text == '-');
	const char *point = strchr(size, '.');
	const char *whole = digits_show(a, lang, strtoll(size, NULL, 10));

	return arena_format(a, "%.1s%s%s%s", *text == '-' ? "-" : "", whole,
			    point == NULL     ? ""
			    : lang == LANG_FR ? ","
					      : ".",
			    point == NULL ? "" : point + 1);
}

/* To the nearest minor unit. */
static char *show_amount(struct arena *a, struct rule_number n, const char *currency,
			 enum lang lang)
{
	int64_t unit = 1;

	for (int i = 0; i < money_decimals(currency); i++)
		unit *= 10;
	if (!rule_number_work(n, RULE_TIMES, rule_number_whole(unit), &n))
		return NULL;
	return money_show(a, lang, strtoll(rule_number_text(a, n, 0), NULL, 10), currency);
}

static char *show_words(const struct form *f, struct arena *a, const struct service_value *v,
			const char *words, enum lang lang)
{
	struct question truth = {.type = &type_yesno};

	if (v->truth)
		return answer_show(&f->ground, a, &truth, words, lang);
	return v->question == NULL ? arena_text(a, words)
				   : answer_show(&f->ground, a, v->question, words, lang);
}

char *form_value(const struct form *f, struct arena *a, const struct service_value *v,
		 enum lang lang, bool *ret_withheld)
{
	struct rule_value value;

	*ret_withheld = false;
	value = form_inside_value(f, v, ret_withheld);
	if (*ret_withheld)
		return NULL;
	switch (value.kind) {
	case RULE_NUMBER: return show_number(a, value.number, lang);
	case RULE_AMOUNT: return show_amount(a, value.number, v->currency, lang);
	case RULE_DAY:
		return date_show(a, lang, f->service->country, date_from_number(value.number.over));
	case RULE_WORDS: return show_words(f, a, v, value.words, lang);
	case RULE_UNKNOWN:
	case RULE_LENGTH: break;
	}
	return NULL;
}
