/* deedwords.c - what was written of an entry of a register, as its reader has it: the name of what
 * was done or falls due, its day, the entry's number. */
#include "tui/page/deedwords.h"

#include "i18n/date.h"
#include "services/definition/register.h"
#include "services/definition/service.h"
#include "tui/page/words.h"

#include <string.h>

struct reader {
	struct arena *arena;
	enum lang of, lang;
	const char *name; /* as it was written in `of` */
	char *said;       /* in `lang`; NULL: not found yet */
};

/* "Suspension", or "Suspension (Risk to health)" where `more` is its reason. */
static void try_name(struct reader *r, const struct text *name, const struct text *more)
{
	const char *of = name->in[r->of], *also = more == NULL ? NULL : more->in[r->of];

	if (r->said != NULL || of == NULL || (more != NULL && also == NULL))
		return;
	if (more == NULL && strcmp(of, r->name) == 0)
		r->said = arena_text(r->arena, words_of(name, r->lang));
	else if (more != NULL && strcmp(arena_format(r->arena, "%s (%s)", of, also), r->name) == 0)
		r->said = arena_format(r->arena, "%s (%s)", words_of(name, r->lang),
				       words_of(more, r->lang));
}

static void try_register(struct reader *r, const struct register_definition *d,
			 const struct service *s)
{
	try_name(r, &d->name, NULL);
	for (size_t i = 0; i < d->later_count; i++)
		try_name(r, &d->laters[i].name, NULL);
	for (size_t i = 0; i < d->act_count; i++) {
		try_name(r, &d->acts[i].name, NULL);
		for (size_t k = 0; k < d->acts[i].reason_count; k++)
			try_name(r, &d->acts[i].name, &d->acts[i].reasons[k].name);
	}
	for (size_t i = 0; i < d->status_count; i++)
		try_name(r, &s->name, &d->statuses[i].name);
}

static const char *name_in(struct reader *r, const struct service *s, const struct term_list *terms)
{
	const struct register_definition *d;

	try_name(r, &s->name, NULL);
	for (size_t i = 0; (d = register_at(terms, i)) != NULL; i++)
		try_register(r, d, s);
	return r->said;
}

/* The last "COMMA BLANK" before `end`; NULL. */
static const char *comma_before(const char *words, const char *end, const char *comma)
{
	size_t len = strlen(comma);

	for (const char *at = end - len; at >= words; at--)
		if (memcmp(at, comma, len) == 0)
			return at;
	return NULL;
}

/* As it was written in `r->of`; NULL: it was not, or nothing has this name. */
static char *said_of(struct reader *r, const struct service *s, const struct term_list *terms,
		     const char *words)
{
	const char *comma = r->of == LANG_AR ? "، " : ", ";
	size_t len = strlen(comma), all = strlen(words);
	const char *number = all < len ? NULL : comma_before(words, words + all, comma);
	const char *day =
		number == NULL || number < words + len ? NULL : comma_before(words, number, comma);
	struct error err;
	struct date date;

	if (day == NULL)
		return NULL;
	r->name = arena_slice(r->arena, words, (size_t)(day - words));
	if (date_parse(arena_slice(r->arena, day + len, (size_t)(number - day) - len), &date,
		       &err) != FAULT_NONE ||
	    name_in(r, s, terms) == NULL)
		return NULL;
	comma = r->lang == LANG_AR ? "، " : ", ";
	return arena_format(r->arena, "%s%s%s%s%s", r->said, comma,
			    date_show(r->arena, r->lang, s->country, date), comma, number + len);
}

char *deedwords(struct arena *a, enum lang lang, const struct service *s,
		const struct term_list *terms, const char *words)
{
	char *ret = NULL;

	for (int of = 0; of < LANG_COUNT && ret == NULL; of++) {
		struct reader r = {.arena = a, .of = (enum lang)of, .lang = lang};

		ret = said_of(&r, s, terms, words);
	}
	return ret;
}
