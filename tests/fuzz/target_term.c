/* target_term.c - the shared lists: what is taken can be found by its code, and shown.
 *
 * An input is terms.yaml, a NUL, and places.yaml; where one is empty the catalogue's stands for it.
 */
#include "services/definition/number_layout.h"
#include "services/definition/pattern.h"
#include "services/definition/service.h"
#include "services/definition/term.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/target.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILES 4
#define TEXT "{ar: ع, fr: f, en: e}"

static const char *const small[] = {
	"sectors: [{code: a, name: " TEXT "}]\naudiences: [{code: b, name: " TEXT "}]\n"
	"life_events: [{code: c, name: " TEXT "}]\n"
	"countries:\n - {code: LB, name: " TEXT ", currency: LBP, calling_code: 961,\n"
	"    phone_pattern: '[0-9]+', phone_says: " TEXT ",\n"
	"    id_pattern: '[0-9]+', id_says: " TEXT "}\n",
	"places: [{code: x, country: LB, level: 1, name: " TEXT "}]\n",
	"countries: [{code: LB, name: " TEXT "}, {code: FR, name: " TEXT "}]\n",
	"words: [{said: [a, b c], means: [d]}, {said: [e], country: LB}]\n",
};
static char folder[] = "/tmp/shubbak-fuzz-XXXXXX";
static const char *const names[] = {"terms.yaml", "places.yaml", "countries.yaml", "words.yaml"};
static int files[FILES]; /* of the folder */

static void drop_folder(void)
{
	char path[64];

	for (int i = 0; i < FILES; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
}

static void make_folder(void)
{
	char path[64];

	if (files[0] != 0)
		return;
	must(mkdtemp(folder) != NULL, "a temporary folder");
	atexit(drop_folder);
	for (int i = 0; i < FILES; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		files[i] = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		must(files[i] > 0, "a file can be made");
	}
}

static void put(int which, const void *bytes, size_t len)
{
	must(ftruncate(files[which], 0) == 0 && pwrite(files[which], bytes, len, 0) == (ssize_t)len,
	     "a file can be written");
}

/* The next part, or the small one; returns its lines. */
static int put_part(int which, struct input *in)
{
	const uint8_t *nul = in->left == 0 ? NULL : memchr(in->at, '\0', in->left);
	size_t len = nul == NULL ? in->left : (size_t)(nul - in->at);
	const char *text = len == 0 ? small[which] : (const char *)in->at;
	size_t size = len == 0 ? strlen(text) : len;

	put(which, text, size);
	in->at += len;
	in->left -= len;
	input_byte(in);
	return input_yaml_lines(text, size);
}

static void check_text(const struct text *t)
{
	must(text_is_set(t), "a term has words");
	for (int lang = 0; lang < LANG_COUNT; lang++)
		must_be_harmless(t->in[lang]);
}

static void check_terms(const struct term *list, size_t count)
{
	must(count > 0, "a list is not empty");
	for (size_t i = 0; i < count; i++) {
		must(term_find(list, count, list[i].code) == &list[i], "a code is one term's");
		check_text(&list[i].name);
	}
}

/* What digits of a national number say can be told of each number as long as they are. */
static void check_layout(const char *layout)
{
	char digits[200], day[NUMBER_LAYOUT_DAY];
	const char *sex;
	size_t len = layout == NULL ? 0 : strlen(layout);

	if (layout == NULL || len >= sizeof(digits))
		return;
	must(number_layout_check(layout, NULL) == FAULT_NONE, "a country's layout can be used");
	for (char digit = '0'; digit <= '9'; digit++) {
		memset(digits, digit, len);
		digits[len] = '\0';
		must(number_layout_says(layout, digits, day, &sex) &&
			     strlen(day) == NUMBER_LAYOUT_DAY - 1,
		     "a number says a day");
		must((sex != NULL) == (strchr(layout, 's') != NULL), "and a sex, or not");
	}
}

static void check_countries(const struct term_list *t)
{
	for (size_t i = 0; i < t->country_count; i++) {
		const struct country *c = &t->countries[i];

		must(term_country(t, c->term.code) == c, "a code is one country's");
		must(pattern_check(c->phone_pattern, NULL) == FAULT_NONE &&
			     pattern_check(c->id_pattern, NULL) == FAULT_NONE,
		     "a country's patterns can be used");
		check_text(&c->term.name);
		check_text(&c->phone_says);
		check_text(&c->id_says);
		must(c->id_almost == NULL || pattern_check(c->id_almost, NULL) == FAULT_NONE,
		     "a country's patterns can be used");
		if (c->id_almost != NULL)
			check_text(&c->id_almost_says);
		else
			must(!text_is_set(&c->id_almost_says), "nothing is said of no pattern");
		check_layout(c->id_shows);
		must_be_harmless(c->currency);
		must_be_harmless(c->calling_code);
	}
}

static void check_places(const struct term_list *t)
{
	for (size_t i = 0; i < t->place_count; i++) {
		const struct place_entry *p = &t->places[i];
		const struct place_entry *parent =
			p->parent == NULL ? NULL : term_place(t, p->parent);

		must(term_place(t, p->code) == p, "a code is one place's");
		must(term_country(t, p->country) != NULL, "a place is in a country");
		must(p->level == 1 || (p->level == 2 && parent != NULL && parent->level == 1),
		     "a place has its level");
		check_text(&p->name);
		check_text(&p->short_name);
	}
}

void target_term(const uint8_t *data, size_t size)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)256 << 20);
	struct input in = {data, size};
	struct term_list t;
	struct error err = {0};
	int most = 0;

	make_folder();
	for (int i = 0; i < FILES; i++) {
		int lines = put_part(i, &in);

		most = lines > most ? lines : most;
	}
	if (term_read(a, folder, &t, &err) != FAULT_NONE) {
		must_be_told(&err, most);
		return;
	}
	check_terms(t.sectors, t.sector_count);
	check_terms(t.audiences, t.audience_count);
	check_terms(t.life_events, t.life_event_count);
	check_terms(t.world, t.world_count);
	check_countries(&t);
	check_places(&t);
}
