/* persons_test.c - the forms of the starter catalogue before people as they are: who is taken, who
 * is told what, and which papers they need (persons.txt, persons_age.txt, persons_cross.txt,
 * persons_names.txt). */
#include "services/form/form.h"

#include "i18n/money.h"
#include "services/definition/file.h"
#include "services/definition/length.h"
#include "services/definition/service_window.h"
#include "services/registry/limits.h"
#include "tests/services/real.h"
#include "tests/unit.h"

#include <string.h>

#define ARENA ((size_t)16 * 1024 * 1024)

static const struct date today = {2026, 11, 27};
static const int64_t now = 1795780800; /* at noon of that day */

/* One person before one form. */
struct row {
	const char *file;
	int line;
	char *service, *who, *answers, *wanted;
};

struct judge {
	struct arena *arena;
	const struct catalogue *catalogue;
	const struct row *row;
	struct form *form;
	char *said; /* all that the person is told, in English */
	int wrong;
};

static const char *words_of_error(const struct error *err)
{
	return err->said[LANG_EN] != NULL ? err->said[LANG_EN] : err->say;
}

static void hear(struct judge *j, const char *words)
{
	j->said = arena_format(j->arena, "%s%s\n", j->said, words);
}

/* "question" or "question#2", its second item. */
static struct field_path path_of(struct judge *j, char *name)
{
	struct field_path at = {0};
	char *item = strchr(name, '#');
	struct error err = {0};

	if (item != NULL)
		*item++ = '\0';
	at.question = service_question(form_service(j->form), name, &at.section);
	ck_assert_msg(at.question != NULL, "%s:%d: no question %s", j->row->file, j->row->line,
		      name);
	if (at.section != NULL && at.section->repeats)
		at.item = item == NULL ? 1 : (int)strtol(item, NULL, 10);
	while (at.section != NULL && form_items(j->form, at.section) < at.item)
		ck_assert_int_eq(form_add_item(j->form, at.section, &err), FAULT_NONE);
	return at;
}

static void answer(struct judge *j, char *words)
{
	char *value = strchr(words, '=');
	struct error err = {0};
	struct field_path at;

	ck_assert_msg(value != NULL, "%s:%d: %s", j->row->file, j->row->line, words);
	*value++ = '\0';
	at = path_of(j, words);
	if (form_set(j->form, &at, value, LANG_EN, &err) != FAULT_NONE)
		hear(j, words_of_error(&err));
}

/* What is told of the answers together; what is not answered yet is waited for. */
static void hear_all(struct judge *j)
{
	const struct question *refused = form_refused(j->form);
	struct field_path at = {0};
	struct error err = {0};

	if (refused != NULL &&
	    !form_clash(j->form, &(struct field_path){.question = refused}, false, NULL))
		hear(j, refused->says.in[LANG_EN]);
	while (form_next(j->form, &at))
		if (form_clash(j->form, &at, false, &err))
			hear(j, words_of_error(&err));
}

static bool needs_paper(struct judge *j, const char *id)
{
	const struct service *s = form_service(j->form);
	size_t *papers, count = form_papers(j->form, j->arena, &papers);
	bool known = false;

	for (size_t i = 0; i < s->paper_count; i++)
		known = known || strcmp(s->papers[i].id, id) == 0;
	ck_assert_msg(known, "%s:%d: no paper %s", j->row->file, j->row->line, id);
	for (size_t i = 0; i < count; i++)
		if (strcmp(s->papers[papers[i]].id, id) == 0)
			return true;
	return false;
}

/* Whether the review says so, where what is missing counts, too. */
static bool is_told_at_last(struct judge *j, const char *words)
{
	struct form_fault *faults;
	size_t count = form_faults(j->form, j->arena, &faults);

	for (size_t i = 0; i < count; i++)
		if (strstr(words_of_error(&faults[i].error), words) != NULL)
			return true;
	return false;
}

/* Whether it is said of an answer that is taken as it stands. */
static bool is_warned(struct judge *j, const char *words)
{
	struct field_path at = {0};
	struct error err = {0};

	while (form_next(j->form, &at))
		if (form_remark(j->form, &at, &err) && strstr(words_of_error(&err), words) != NULL)
			return true;
	return false;
}

/* Whether staff may do it at the first stage, by these answers. */
static bool allows_act(struct judge *j, const char *id)
{
	const struct service *s = form_service(j->form);
	const struct act *act = service_act(s, &s->stages[0], id);

	ck_assert_msg(act != NULL, "%s:%d: no act %s", j->row->file, j->row->line, id);
	return act->when == NULL || form_holds(j->form, act->when);
}

/* "fee 12.500", as the answers have it; "fee unknown". */
static bool costs(struct judge *j, const char *amount)
{
	const struct fee *fee = form_fee(j->form, j->arena);
	int64_t minor = 0;

	if (fee != NULL && strcmp(amount, "unknown") == 0)
		return !fee->known;
	ck_assert_msg(fee != NULL && money_read(amount, fee->currency, &minor), "%s:%d: %s",
		      j->row->file, j->row->line, amount);
	return fee->known && fee->amount_minor == minor;
}

/* "closed" on that day, "time 30d", "time unknown", or "fee 12.500". */
static bool holds_of_service(struct judge *j, const char *verb)
{
	const struct service *s = form_service(j->form);
	const struct duration *time = form_time(j->form);
	struct duration wanted = {0};

	if (strcmp(verb, "closed") == 0)
		return service_window_at(s, now) == WINDOW_LATE;
	if (strncmp(verb, "fee ", 4) == 0)
		return costs(j, verb + 4);
	if (strcmp(verb, "time unknown") == 0)
		return time == NULL;
	ck_assert_msg(strncmp(verb, "time ", 5) == 0 && length_parse(verb + 5, &wanted),
		      "%s:%d: %s is nothing that can come of it", j->row->file, j->row->line, verb);
	return time != NULL && time->value == wanted.value && time->unit == wanted.unit;
}

/* "taken", "told WORDS", "told at last WORDS", "warned WORDS", "remarked QUESTION", "asks
 * QUESTION", "lacks QUESTION", "paper ID", "act ID", and of the service itself, each with "not". */
static bool holds(struct judge *j, char *wanted)
{
	bool negated = strncmp(wanted, "not ", 4) == 0;
	char *verb = negated ? wanted + 4 : wanted;

	if (strcmp(verb, "taken") == 0)
		return j->said[0] == '\0';
	if (strncmp(verb, "told at last ", 13) == 0)
		return is_told_at_last(j, verb + 13) != negated;
	if (strncmp(verb, "warned ", 7) == 0)
		return is_warned(j, verb + 7) != negated;
	if (strncmp(verb, "remarked ", 9) == 0) {
		struct field_path at = path_of(j, verb + 9);
		struct error err = {0};

		return form_remark(j->form, &at, &err) != negated;
	}
	if (strncmp(verb, "told ", 5) == 0)
		return (strstr(j->said, verb + 5) != NULL) != negated;
	if (strncmp(verb, "act ", 4) == 0)
		return allows_act(j, verb + 4) != negated;
	if (strncmp(verb, "paper ", 6) == 0)
		return needs_paper(j, verb + 6) != negated;
	if (strncmp(verb, "asks ", 5) == 0) {
		struct field_path at = path_of(j, verb + 5);

		return form_asks(j->form, &at) != negated;
	}
	if (strncmp(verb, "lacks ", 6) == 0) {
		struct field_path at = path_of(j, verb + 6);

		return (form_get(j->form, &at) == NULL) != negated;
	}
	return holds_of_service(j, verb) != negated;
}

/* Calls `each` with what stands between semicolons. */
static void between_semicolons(struct judge *j, char *words,
			       void (*each)(struct judge *j, char *one))
{
	for (char *rest = NULL, *one = strtok_r(words, ";", &rest); one != NULL;
	     one = strtok_r(NULL, ";", &rest)) {
		while (*one == ' ')
			one++;
		each(j, one);
	}
}

static void weigh(struct judge *j, char *wanted)
{
	if (holds(j, wanted))
		return;
	fprintf(stderr, "%s:%d: %s, %s: not \"%s\"; told: %s\n", j->row->file, j->row->line,
		j->row->service, j->row->who, wanted, j->said);
	j->wrong++;
}

static void judge_row(struct judge *j, const struct row *row)
{
	const struct service *s = catalogue_find(j->catalogue, row->service);

	j->row = row;
	ck_assert_msg(s != NULL && s->form != NULL, "%s:%d: no form %s", row->file, row->line,
		      row->service);
	j->said = arena_text(j->arena, "");
	j->form = form_new(s, catalogue_terms(j->catalogue), today);
	between_semicolons(j, row->answers, answer);
	hear_all(j);
	between_semicolons(j, row->wanted, weigh);
	form_free(j->form);
}

/* A row: "service | who", then its answers and what comes of them, each on a line that is set in.
 */
static bool next_row(char **rest, int *line, struct row *ret)
{
	char *parts[3];
	int found = 0;

	while (found < 3 && *rest != NULL) {
		char *one = strsep(rest, "\n");

		(*line)++;
		if (one[0] == '#' || one[0] == '\0')
			continue;
		ck_assert_msg((one[0] == '\t') == (found > 0), "%s:%d: %s", ret->file, *line, one);
		parts[found++] = one + (one[0] == '\t');
	}
	ck_assert_msg(found == 0 || found == 3, "%s:%d: the last row is not whole", ret->file,
		      *line);
	if (found == 0)
		return false;
	*ret = (struct row){ret->file, *line,   parts[0], strstr(parts[0], " | "),
			    parts[1],  parts[2]};
	ck_assert_msg(ret->who != NULL, "%s:%d: who?", ret->file, *line);
	*ret->who = '\0';
	ret->who += strlen(" | ");
	return true;
}

/* Judges all rows of a file; how many there were. */
static int judge_file(struct judge *j, const char *file)
{
	struct row row = {.file = file};
	struct error err = {0};
	int line = 0, rows = 0;
	size_t len;
	char *text;

	ck_assert_int_eq(file_read(j->arena, file, 1024 * 1024, &text, &len, &err), FAULT_NONE);
	for (; next_row(&text, &line, &row); rows++)
		judge_row(j, &row);
	return rows;
}

START_TEST(people_are_answered_as_they_are)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	struct catalogue *c = real_catalogue();
	struct judge j = {.arena = a, .catalogue = c};

	ck_assert_int_gt(judge_file(&j, "tests/services/form/persons.txt"), 20);
	ck_assert_int_gt(judge_file(&j, "tests/services/form/persons_age.txt"), 20);
	ck_assert_int_gt(judge_file(&j, "tests/services/form/persons_cross.txt"), 20);
	ck_assert_int_gt(judge_file(&j, "tests/services/form/persons_names.txt"), 20);
	catalogue_free(c);
	ck_assert_msg(j.wrong == 0, "%d of what should come of them did not", j.wrong);
}
END_TEST

SUITE(persons, people_are_answered_as_they_are)
