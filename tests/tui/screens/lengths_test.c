/* lengths_test.c - how many answers and pages the forms of the starter catalogue take of people as
 * they are (lengths.txt), as docs/FORMS.md says. */
#include "tests/tui/golden.h"

#include "services/definition/file.h"
#include "tui/screens/screens.h"

#include <stdlib.h>
#include <string.h>

#define ARENA ((size_t)32 * 1024 * 1024)
#define PERSONS "tests/tui/screens/lengths.txt"
#define GUIDE "docs/FORMS.md"
#define SCREENS_MOST 40 /* of one page */
#define PERSONS_MOST 8  /* at one form */
#define ROUNDS 8        /* an answer may open the next question */

enum { ANSWERS, PAGES, FIGURES };

struct walk {
	struct visit *visit;
	struct arena *arena;
	const struct service *service;
	struct draft *draft;
	char *given; /* the person's answers, each between semicolons */
	long figures[FIGURES];
};

/* --- answers --- */

/* What the person says to it, in `a`; NULL: nothing of their own. */
static const char *own_words(struct walk *w, const struct field_path *at)
{
	const char *plain = arena_format(w->arena, ";%s=", at->question->id);
	const char *of_item = arena_format(w->arena, ";%s#%d=", at->question->id, at->item);
	const char *found = at->item > 0 ? strstr(w->given, of_item) : NULL, *end;

	found = found != NULL ? found : strstr(w->given, plain);
	if (found == NULL)
		return NULL;
	found = strchr(found, '=') + 1;
	end = strchr(found, ';');
	return arena_slice(w->arena, found, (size_t)(end - found));
}

static bool takes(struct walk *w, const struct field_path *at, const char *words)
{
	struct error err = {0};

	return form_set(w->draft->form, at, words, LANG_EN, &err) == FAULT_NONE;
}

/* Right for any question of the catalogue, the first that fits. */
static void answer_anyhow(struct walk *w, const struct field_path *at)
{
	static const char *const words[] = {
		"no",
		"1",
		"Rana Karam",
		"سمير محمد كرم",
		"1/3/1990",
		"12",
		"03 123456",
		"0550 12 34 56",
		"20 123 456",
		"0100 123 4567",
		"+33 6 12 34 56 78",
		"29003012112342",
		"12345678",
		"123456789012345678",
		"14:05",
		"X204871",
		"name@example.org",
		"2026",
		"Books for the villages of the district, for everybody."};

	/* Who may apply says so. */
	if (at->section == NULL && takes(w, at, "yes"))
		return;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (takes(w, at, words[i]))
			return;
	ck_abort_msg("%s: nothing fits %s", w->service->id, at->question->id);
}

static void answer(struct walk *w, const struct field_path *at)
{
	const char *own = own_words(w, at);

	if (own != NULL && takes(w, at, own))
		return;
	if (form_get(w->draft->form, at) == NULL && at->question->required)
		answer_anyhow(w, at);
}

/* As many items as the person names in one of its questions. */
static void add_items(struct walk *w, const struct section *s)
{
	struct error err;

	for (int item = form_items(w->draft->form, s) + 1; item <= s->max; item++) {
		bool named = false;

		for (size_t i = 0; i < s->question_count && !named; i++)
			named = strstr(w->given, arena_format(w->arena, ";%s#%d=",
							      s->questions[i].id, item)) != NULL;
		if (!named || form_add_item(w->draft->form, s, &err) != FAULT_NONE)
			return;
	}
}

static void fill(struct walk *w)
{
	const struct form_definition *f = w->service->form;

	for (int round = 0; round < ROUNDS; round++) {
		struct field_path at = {0};

		for (size_t i = 0; i < f->section_count; i++)
			if (f->sections[i].repeats &&
			    form_asks_section(w->draft->form, &f->sections[i]))
				add_items(w, &f->sections[i]);
		while (form_next(w->draft->form, &at))
			answer(w, &at);
	}
}

/* --- pages --- */

static char *seen(struct walk *w)
{
	BUFFER_CLEAN struct buffer out;
	bool whole;
	const struct grid *g = pages_grid(w->visit->pages, &whole);

	buffer_open(&out, (size_t)1 << 20);
	for (int row = 0; row < g->rows; row++) {
		print_row(g, row, &out);
		buffer_text(&out, "\n");
	}
	return arena_text(w->arena, out.data);
}

/* The screen's page, and below it what does not fit the window. */
static void count_page(struct walk *w, struct screen *s)
{
	const char *last, *now;

	stack_push(golden_stack(w->visit), s);
	now = seen(w);
	for (int i = 0; i < SCREENS_MOST; i++) {
		w->figures[PAGES]++;
		last = now;
		golden_type(w->visit, "\x0e");
		now = seen(w);
		if (strcmp(last, now) == 0)
			break;
	}
	stack_pop(golden_stack(w->visit));
}

static void count(struct walk *w)
{
	struct stack *st = golden_stack(w->visit);
	struct field_path at = {0}, before = {0};

	while (form_next(w->draft->form, &at)) {
		bool same = before.question != NULL && before.section == at.section;

		w->figures[ANSWERS]++;
		if (!same && at.section != NULL && at.section->repeats)
			count_page(w, items_new(st, w->draft, at.section));
		if (!same || before.item != at.item || before.question->page != at.question->page)
			count_page(w, questions_new(st, w->draft, &at));
		before = at;
	}
}

/* --- one form --- */

static int compare(const void *one, const void *two)
{
	long a = *(const long *)one, b = *(const long *)two;

	return a < b ? -1 : a > b;
}

/* The middle one; of two the greater. */
static long median(long *list, size_t count)
{
	qsort(list, count, sizeof(*list), compare);
	return list[count / 2];
}

static void walk_one(struct walk *w, bool sendable)
{
	struct form_fault *faults;
	size_t wrong;

	w->draft = draft_try(&w->visit->context, w->service);
	fill(w);
	wrong = form_faults(w->draft->form, w->arena, &faults);
	ck_assert_msg(!sendable || wrong == 0, "%s:%s %s", w->service->id, w->given,
		      wrong == 0 ? "" : faults[0].error.say);
	draft_show_kept(w->draft);
	count(w);
	draft_drop(w->draft);
}

/* Another folder's definitions, where the environment names one: so an older form is measured. */
static const struct service *service_of(struct walk *w, const char *folder, const char *id)
{
	struct catalogue *c = NULL;
	struct error err = {0};
	const char *path, *yaml;
	size_t len;
	char *text;

	if (folder == NULL)
		return catalogue_find(w->visit->context.scene.catalogue, id);
	if (catalogue_open(folder, &c, &err) != FAULT_NONE)
		ck_abort_msg("%s: %s", folder, err.say);
	path = arena_format(w->arena, "%s/%.2s/%s.yaml", folder, id, id);
	ck_assert_int_eq(file_read(w->arena, path, 1 << 20, &text, &len, &err), FAULT_NONE);
	yaml = text;
	ck_assert_int_eq(catalogue_add(c, path, yaml, len, NULL, &err), FAULT_NONE);
	catalogue_freeze(c);
	w->visit->context.scene.catalogue = c;
	return catalogue_find(c, id);
}

/* All rows of one form, from `at` on, which stands behind them then: its medians as the guide has
 * them. */
static const char *measure(struct visit *v, struct arena *a, const char *folder, char **at,
			   const char **ret_id)
{
	long all[FIGURES][PERSONS_MOST] = {{0}};
	struct walk w = {.visit = v, .arena = a};
	size_t persons = 0;

	*ret_id = NULL;
	while (*at != NULL && **at != '\0') {
		char *bar = strstr(*at, " | "), *answers = strchr(*at, '\t');
		const char *id;

		ck_assert_msg(bar != NULL && answers != NULL, PERSONS ": %.40s", *at);
		id = arena_slice(a, *at, (size_t)(bar - *at));
		if (*ret_id != NULL && strcmp(*ret_id, id) != 0)
			break;
		*ret_id = id;
		*at = strchr(answers, '\n');
		w.given = arena_format(a, ";%.*s;", (int)(*at - answers - 1), answers + 1);
		while (strstr(w.given, "; ") != NULL) {
			char *gap = strstr(w.given, "; ");

			memmove(gap + 1, gap + 2, strlen(gap + 2) + 1);
		}
		*at += strspn(*at, "\n");
		if (w.service == NULL)
			w.service = service_of(&w, folder, id);
		memset(w.figures, 0, sizeof(w.figures));
		walk_one(&w, folder == NULL);
		ck_assert_uint_lt(persons, PERSONS_MOST);
		for (size_t i = 0; i < FIGURES; i++)
			all[i][persons] = w.figures[i];
		persons++;
	}
	return arena_format(a, "%ld | %ld", median(all[ANSWERS], persons),
			    median(all[PAGES], persons));
}

START_TEST(forms_are_as_long_as_the_guide_says)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *folder = getenv("FORMS_FROM"), *id, *figures;
	struct error err = {0};
	struct visit v;
	size_t len;
	char *text, *guide;
	int wrong = 0;

	ck_assert_int_eq(file_read(a, PERSONS, 1 << 20, &text, &len, &err), FAULT_NONE);
	ck_assert_int_eq(file_read(a, GUIDE, 1 << 20, &guide, &len, &err), FAULT_NONE);
	golden_open(&v, LANG_EN, 40, 15);
	text = strstr(text, "\n\n") + 2;
	while (*text != '\0') {
		figures = measure(&v, a, folder, &text, &id);
		if (folder != NULL)
			printf("%s | %s\n", id, figures);
		else if (strstr(guide, arena_format(a, "| %s | %s |", id, figures)) == NULL) {
			fprintf(stderr, GUIDE " does not say: | %s | %s |\n", id, figures);
			wrong++;
		}
	}
	golden_close(&v);
	ck_assert_int_eq(wrong, 0);
}
END_TEST

SUITE(lengths, forms_are_as_long_as_the_guide_says)
