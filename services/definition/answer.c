/* answer.c - one answer: read as a person types it, checked against its question, said in words. */
#include "services/definition/answer.h"

#include "i18n/digits.h"
#include "i18n/fold.h"
#include "i18n/money.h"
#include "i18n/text.h"
#include "i18n/utf8.h"
#include "services/definition/pattern.h"
#include "services/definition/service.h"
#include "services/definition/term.h"

#include <string.h>
#include <utf8proc.h>

#define SCRATCH_MAX ((size_t)16 * 1024 * 1024) /* bytes while one answer is read */
#define DIGITS_MAX 15

/* One answer on its way from what was typed to what is kept. */
struct entry {
	const struct answer_ground *g;
	struct arena *scratch;
	const struct question *q;
	const char *text;    /* cleaned */
	char *kept;          /* in the scratch arena */
	const char **folded; /* labels of the choices, LANG_COUNT each; NULL until needed */
	struct error *err;
};

static enum fault refuse(const struct entry *e, const char *say)
{
	return fail(e->err, FAULT_INPUT, say, "%s: not a %d", e->q->id, (int)e->q->type);
}

static enum fault refuse_to(const struct entry *e, const char *say, const char *place, size_t value)
{
	refuse(e, say);
	error_place(e->err, place, "%zu", value);
	return FAULT_INPUT;
}

/* In the definition's own words where it has some. */
static enum fault refuse_saying(struct error *err, const struct question *q,
				const struct text *says, const char *say)
{
	fail(err, FAULT_INPUT, say, "%s: pattern", q->id);
	if (err != NULL && text_is_set(says))
		for (int lang = 0; lang < LANG_COUNT; lang++)
			err->said[lang] = says->in[lang];
	return FAULT_INPUT;
}

/* A copy without any of the ASCII characters in `signs`, nor blanks that are no ASCII. */
static char *without(struct arena *a, const char *s, const char *signs)
{
	char *copy = arena_text(a, s), *to = copy;
	size_t len = strlen(s);
	uint32_t code;

	for (size_t taken; len > 0 && (taken = utf8_decode(s, len, &code)) > 0;
	     s += taken, len -= taken) {
		if (code == 0x00A0 || code == 0x202F || code == 0x2009 ||
		    (code < 0x80 && strchr(signs, (int)code) != NULL))
			continue;
		memcpy(to, s, taken);
		to += taken;
	}
	*to = '\0';
	return copy;
}

static bool is_digits(const char *s)
{
	return s[0] != '\0' && s[strspn(s, "0123456789")] == '\0';
}

static enum fault read_name(struct entry *e)
{
	const char *s = e->text;
	size_t len = strlen(s), letters = 0;
	uint32_t code;

	for (size_t taken; len > 0 && (taken = utf8_decode(s, len, &code)) > 0;
	     s += taken, len -= taken) {
		utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);
		bool letter = c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
		bool mark = c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
		bool sign = code == ' ' || code == '\'' || code == 0x2019 || code == '-' ||
			    code == '.' || code == 0x200C || code == 0x200D;

		if (!letter && !mark && !sign)
			return refuse(e, N_("Write the name with letters alone, without digits and "
					    "signs."));
		letters += letter;
	}
	if (letters == 0)
		return refuse(e,
			      N_("Write the name with letters alone, without digits and signs."));
	e->kept = arena_text(e->scratch, e->text);
	return FAULT_NONE;
}

static enum fault read_date(struct entry *e)
{
	struct date day;
	enum fault fault = date_parse(e->text, &day, e->err);

	if (fault == FAULT_NONE)
		e->kept = date_iso(e->scratch, day);
	return fault;
}

static enum fault read_number(struct entry *e)
{
	char *s = without(e->scratch, digits_ascii(e->scratch, e->text), " ");
	const char *digits = s[0] == '-' ? s + 1 : s;

	if (!is_digits(digits))
		return refuse(e, N_("Enter a whole number in digits."));
	digits += strspn(digits, "0");
	if (*digits == '\0')
		digits = "0";
	if (strlen(digits) > DIGITS_MAX)
		return refuse(e, N_("This number is too long: enter 15 digits at most."));
	e->kept = arena_format(e->scratch, "%s%s", s[0] == '-' && digits[0] != '0' ? "-" : "",
			       digits);
	return FAULT_NONE;
}

static enum fault read_money(struct entry *e)
{
	int64_t minor;
	enum fault fault = money_parse(e->text, e->q->currency, &minor, e->err);

	if (fault == FAULT_NONE)
		e->kept = arena_format(e->scratch, "%lld", (long long)minor);
	return fault;
}

/* From 1 to `count`, or 0. */
static size_t number_in_list(struct arena *a, const char *s, size_t count)
{
	const char *digits = digits_ascii(a, s);

	if (!is_digits(digits) || strlen(digits) > 4)
		return 0;
	return strtoul(digits, NULL, 10) <= count ? strtoul(digits, NULL, 10) : 0;
}

static bool says_exactly(const struct text *t, const char *s)
{
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (t->in[lang] != NULL && strcmp(t->in[lang], s) == 0)
			return true;
	return false;
}

/* Folded once for all the pieces of an answer. */
static void fold_labels(struct entry *e)
{
	if (e->folded != NULL)
		return;
	e->folded = arena_array(e->scratch, e->q->choice_count * LANG_COUNT, sizeof(char *));
	for (size_t i = 0; i < e->q->choice_count; i++)
		for (size_t lang = 0; lang < LANG_COUNT; lang++)
			e->folded[i * LANG_COUNT + lang] =
				fold_text(e->scratch, e->q->choices[i].name.in[lang]);
}

static bool says_folded(const struct entry *e, size_t choice, const char *folded)
{
	for (size_t lang = 0; lang < LANG_COUNT; lang++)
		if (strcmp(e->folded[choice * LANG_COUNT + lang], folded) == 0)
			return true;
	return false;
}

/* By code, then number, then label in any language: as it stands, then folded where one alone
 * fits. */
static const struct term *find_choice(struct entry *e, const char *s)
{
	const struct question *q = e->q;
	const struct term *found = NULL;
	const char *folded;
	size_t number;

	for (size_t i = 0; i < q->choice_count; i++)
		if (strcasecmp(q->choices[i].code, s) == 0)
			return &q->choices[i];
	number = number_in_list(e->scratch, s, q->choice_count);
	if (number > 0)
		return &q->choices[number - 1];
	for (size_t i = 0; i < q->choice_count; i++)
		if (says_exactly(&q->choices[i].name, s))
			return &q->choices[i];
	fold_labels(e);
	folded = fold_text(e->scratch, s);
	for (size_t i = 0; folded[0] != '\0' && i < q->choice_count; i++) {
		if (!says_folded(e, i, folded))
			continue;
		if (found != NULL)
			return NULL;
		found = &q->choices[i];
	}
	return found;
}

static enum fault read_choice(struct entry *e)
{
	const struct term *choice = find_choice(e, e->text);

	if (choice == NULL)
		return refuse_to(e, N_("Choose a number from 1 to {max}."), "max",
				 e->q->choice_count);
	e->kept = arena_text(e->scratch, choice->code);
	return FAULT_NONE;
}

/* The next piece between separators, trimmed; NULL at the end. `*at` moves on. */
static char *next_piece(struct arena *a, const char **at, bool by_blanks)
{
	static const char *const commas[] = {",", ";", "،", "؛", "\n", NULL};
	const char *s = *at, *end;
	size_t skip = 0;

	if (*s == '\0')
		return NULL;
	for (end = s; *end != '\0' && skip == 0; end += skip == 0) {
		for (int i = 0; commas[i] != NULL && skip == 0; i++)
			if (strncmp(end, commas[i], strlen(commas[i])) == 0)
				skip = strlen(commas[i]);
		if (by_blanks && *end == ' ')
			skip = 1;
	}
	*at = end + skip;
	while (end > s && *s == ' ')
		s++;
	while (end > s && end[-1] == ' ')
		end--;
	return arena_slice(a, s, (size_t)(end - s));
}

static bool mark_choices(struct entry *e, bool by_blanks, bool *marked)
{
	const char *at = e->text, *piece;

	memset(marked, 0, e->q->choice_count);
	while ((piece = next_piece(e->scratch, &at, by_blanks)) != NULL) {
		const struct term *choice;

		if (piece[0] == '\0')
			continue;
		choice = find_choice(e, piece);
		if (choice == NULL)
			return false;
		marked[choice - e->q->choices] = true;
	}
	return true;
}

/* Labels may hold blanks, so commas are tried first. */
static enum fault read_choices(struct entry *e)
{
	bool *marked = arena_array(e->scratch, e->q->choice_count + 1, sizeof(*marked));
	char *list = arena_text(e->scratch, "");

	if (!mark_choices(e, false, marked) && !mark_choices(e, true, marked))
		return refuse_to(e, N_("Choose numbers from 1 to {max}, with commas between them."),
				 "max", e->q->choice_count);
	for (size_t i = 0; i < e->q->choice_count; i++)
		if (marked[i])
			list = arena_format(e->scratch, "%s%s%s", list, list[0] == '\0' ? "" : ",",
					    e->q->choices[i].code);
	e->kept = list;
	return FAULT_NONE;
}

static bool is_one_of(struct arena *a, const char *const *words, const char *folded)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(fold_text(a, words[i]), folded) == 0)
			return true;
	return false;
}

static enum fault read_yesno(struct entry *e)
{
	static const char *const yes[] = {"yes", "y", "oui", "o", "1", "نعم", "ن", "true", NULL};
	static const char *const no[] = {"no", "n", "non", "2", "لا", "ل", "كلا", "false", NULL};
	const char *folded = fold_text(e->scratch, e->text);

	if (is_one_of(e->scratch, yes, folded))
		e->kept = arena_text(e->scratch, "yes");
	else if (is_one_of(e->scratch, no, folded))
		e->kept = arena_text(e->scratch, "no");
	else
		return refuse(e, N_("Answer yes or no."));
	return FAULT_NONE;
}

static enum fault read_national_id(struct entry *e)
{
	char *s = without(e->scratch, digits_ascii(e->scratch, e->text), " -./");
	const struct country *c = term_country(e->g->terms, e->q->country);
	const struct text *says = text_is_set(&e->q->says) || c == NULL ? &e->q->says : &c->id_says;

	if (!is_digits(s) || strlen(s) > 40)
		return refuse_saying(e->err, e->q, says, N_("Enter the number in digits alone."));
	e->kept = s;
	return FAULT_NONE;
}

/* The national number behind a calling code and a trunk 0, or NULL. */
static const char *national(const char *digits, const struct country *c)
{
	size_t len = strlen(c->calling_code);

	if (strncmp(digits, c->calling_code, len) != 0)
		return NULL;
	digits += len;
	return digits + (digits[0] == '0');
}

static char *phone_of(const struct entry *e, const char *s, const struct country *c)
{
	bool international = s[0] == '+' || strncmp(s, "00", 2) == 0;
	const char *digits = s[0] == '+' ? s + 1 : international ? s + 2 : s;
	const char *own;

	if (!is_digits(digits) || strlen(digits) > DIGITS_MAX)
		return NULL;
	own = national(digits, c);
	if (international && own == NULL)
		return strlen(digits) >= 7 && digits[0] != '0'
			       ? arena_format(e->scratch, "+%s", digits)
			       : NULL;
	if (!international && pattern_matches(c->phone_pattern, digits + (digits[0] == '0')))
		own = digits + (digits[0] == '0');
	if (own == NULL || !pattern_matches(c->phone_pattern, own))
		return NULL;
	return arena_format(e->scratch, "+%s%s", c->calling_code, own);
}

static enum fault read_phone(struct entry *e)
{
	const struct country *c = term_country(e->g->terms, e->q->country);
	const char *s = without(e->scratch, digits_ascii(e->scratch, e->text), " -./()");

	e->kept = c == NULL ? NULL : phone_of(e, s, c);
	if (e->kept != NULL)
		return FAULT_NONE;
	return refuse_saying(e->err, e->q, c == NULL ? &e->q->says : &c->phone_says,
			     N_("Enter a telephone number, with + and the country's code where it "
				"is a foreign one."));
}

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static bool is_mail_local(const char *s, size_t len)
{
	if (len == 0 || len > 64 || s[0] == '.' || s[len - 1] == '.')
		return false;
	for (size_t i = 0; i < len; i++)
		if (strchr(LETTERS DIGITS ".!#$%&'*+/=?^_`{|}~-", s[i]) == NULL ||
		    (s[i] == '.' && s[i + 1] == '.'))
			return false;
	return true;
}

static bool is_domain(const char *s)
{
	size_t labels = 0;

	if (strlen(s) > 253)
		return false;
	for (;;) {
		size_t len = strspn(s, LETTERS DIGITS "-");

		if (len == 0 || len > 63 || s[0] == '-' || s[len - 1] == '-')
			return false;
		labels++;
		if (s[len] == '\0')
			return labels >= 2 && len >= 2 && strspn(s, DIGITS) < len;
		if (s[len] != '.')
			return false;
		s += len + 1;
	}
}

static enum fault read_email(struct entry *e)
{
	const char *at = strrchr(e->text, '@');
	char *kept;

	if (at == NULL || !is_mail_local(e->text, (size_t)(at - e->text)) || !is_domain(at + 1))
		return refuse(e, N_("Enter an e-mail address such as name@example.org."));
	kept = arena_text(e->scratch, e->text);
	for (char *s = kept + (at - e->text); *s != '\0'; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s - 'A' + 'a');
	e->kept = kept;
	return FAULT_NONE;
}

/* Whether the words of `part` stand in `whole`, beside each other and whole. */
static bool holds_words(const char *whole, const char *part)
{
	size_t len = strlen(part);

	for (const char *s = strstr(whole, part); s != NULL; s = strstr(s + 1, part))
		if ((s == whole || s[-1] == ' ') && (s[len] == ' ' || s[len] == '\0'))
			return true;
	return false;
}

static bool place_is(struct arena *a, const struct place_entry *p, const char *folded, bool whole)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const char *name = fold_text(a, p->name.in[lang]);
		const char *short_name = fold_text(a, p->short_name.in[lang]);

		if (whole ? strcmp(name, folded) == 0 || strcmp(short_name, folded) == 0
			  : holds_words(name, folded))
			return true;
	}
	return false;
}

/* The one place that fits; NULL for none, or several. */
static const struct place_entry *
place_named(const struct entry *e, const struct place_entry *const *list, size_t count, bool whole)
{
	const char *folded = fold_text(e->scratch, e->text);
	const struct place_entry *found = NULL;

	for (size_t i = 0; folded[0] != '\0' && i < count; i++) {
		if (!place_is(e->scratch, list[i], folded, whole))
			continue;
		if (found != NULL)
			return NULL;
		found = list[i];
	}
	return found;
}

static enum fault read_place(struct entry *e)
{
	const struct place_entry **list, *found = NULL;
	size_t count = term_places(e->g->terms, e->scratch, e->q->country, e->q->level, &list);
	size_t number = number_in_list(e->scratch, e->text, count);

	for (size_t i = 0; found == NULL && i < count; i++)
		if (strcasecmp(list[i]->code, e->text) == 0)
			found = list[i];
	if (found == NULL && number > 0)
		found = list[number - 1];
	if (found == NULL)
		found = place_named(e, list, count, true);
	if (found == NULL)
		found = place_named(e, list, count, false);
	if (found == NULL)
		return refuse_to(
			e, N_("Choose a number from 1 to {max}, or write the name of the place."),
			"max", count);
	e->kept = arena_text(e->scratch, found->code);
	return FAULT_NONE;
}

static enum fault read_text(struct entry *e)
{
	e->kept = arena_text(e->scratch, e->text);
	return FAULT_NONE;
}

enum fault answer_read(const struct answer_ground *g, struct arena *a, const struct question *q,
		       const char *raw, char **ret, struct error *err)
{
	static enum fault (*const readers[])(struct entry *) = {
		[QUESTION_TEXT] = read_text,
		[QUESTION_NAME] = read_name,
		[QUESTION_DATE] = read_date,
		[QUESTION_NUMBER] = read_number,
		[QUESTION_MONEY] = read_money,
		[QUESTION_CHOICE] = read_choice,
		[QUESTION_CHOICES] = read_choices,
		[QUESTION_YESNO] = read_yesno,
		[QUESTION_NATIONAL_ID] = read_national_id,
		[QUESTION_PHONE] = read_phone,
		[QUESTION_EMAIL] = read_email,
		[QUESTION_PLACE] = read_place,
	};
	ARENA_CLEAN struct arena *scratch = arena_new(SCRATCH_MAX);
	struct entry e = {.g = g, .scratch = scratch, .q = q, .err = err};
	bool lines = q->type == QUESTION_TEXT && q->lines > 1;
	char *text;
	enum fault fault;

	if (strlen(raw) > ANSWER_MAX)
		return refuse(&e, N_("This answer is too long."));
	fault = text_clean(scratch, raw, strlen(raw), lines ? TEXT_LINES : TEXT_LINE, &text, err);
	e.text = text;
	e.kept = arena_text(scratch, "");
	if (fault == FAULT_NONE && text[0] != '\0')
		fault = readers[q->type](&e);
	if (fault == FAULT_NONE && e.kept[0] != '\0')
		fault = answer_check(g, q, e.kept, err);
	if (fault == FAULT_NONE)
		*ret = arena_text(a, e.kept);
	return fault;
}

char *answer_preset(const struct answer_ground *g, struct arena *a, const struct question *q)
{
	struct date day;
	char *kept;

	if (q->preset == NULL)
		return NULL;
	if (q->type == QUESTION_DATE && date_limit(q->preset, g->today, &day, NULL) == FAULT_NONE)
		return date_iso(a, day);
	if (answer_read(g, a, q, q->preset, &kept, NULL) != FAULT_NONE || kept[0] == '\0')
		return NULL;
	return kept;
}
