/* golden.c - pages over a fresh registry, and its screens held against files under
 * tests/golden/. */
#include "tests/tui/golden.h"

#include "tests/services/portal.h"

#include <errno.h>
#include <sys/stat.h>

#define NOW 1795000000 /* 2026-11-18T11:06:40Z: the day on which every golden visit happens */
#define PAGES_MOST 40  /* screens of one long page */

static struct catalogue *catalogue;
static struct registry *registry;

static int64_t fixed_now(void *ctx)
{
	(void)ctx;
	return NOW;
}

/* Outside of any test there is nothing to abort. */
static void must(enum fault fault, const struct error *err)
{
	if (fault != FAULT_NONE)
		fatal("%s (%s)", err->say == NULL ? "fault" : err->say, err->detail);
}

/* The translations that were built with this very program. */
static char *own_locale(struct arena *a)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));

	if (n <= 0 || n >= (ssize_t)sizeof(path))
		ck_abort_msg("this program does not find itself");
	while (n > 0 && path[n - 1] != '/')
		n--;
	return arena_format(a, "%.*slocale", (int)n, path);
}

static const char *made_state(struct arena *a)
{
	return arena_format(a, "%s/golden", unit_folder());
}

/* As the portal's listener does before its desks: what every visit reads is made once. */
static void prepare(void)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const char *state = made_state(a);
	char secret[65];
	struct error err = {0};

	must(versions_create(state, NULL, "catalogue", secret, &err), &err);
	must(registry_open(state, NULL, &registry, &err), &err);
	must(catalogue_open("catalogue", &catalogue, &err), &err);
	must(versions_load(registry, catalogue, &err), &err);
	catalogue_freeze(catalogue);
	registry_close(registry);
	registry = NULL;
}

__attribute__((constructor)) static void enter(void)
{
	unit_before(prepare);
}

/* Once per test process; check forks each test, so each has its own registry under the runner's
 * folder. */
static void open_registry(void)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	char *state = arena_format(a, "%s/golden-%d", unit_folder(), (int)getpid());
	struct error err = {0};

	if (registry != NULL)
		return;
	must(message_open(own_locale(a), &err), &err);
	portal_copy(made_state(a), state);
	must(registry_open(state, NULL, &registry, &err), &err);
	registry_use_clock(registry, fixed_now, NULL);
}

void golden_open(struct visit *v, enum lang lang, int cols, int rows)
{
	open_registry();
	*v = (struct visit){.lang = lang, .cols = cols, .rows = rows};
	v->context = (struct context){.registry = registry,
				      .caller = &v->caller,
				      .scene = {.catalogue = catalogue,
						.lang = lang,
						.portal = "portal.example",
						.port = 22}};
	zone_use_offset(120);
	v->caller = caller_visitor("", FACE_PAGES);
	message_use(lang);
	v->pages = pages_new(&v->context, true, cols, rows);
}

void golden_close(struct visit *v)
{
	pages_free(v->pages);
}

void golden_come_with_key(struct visit *v, const char *key)
{
	pages_free(v->pages);
	caller_forget_proofs(&v->caller);
	snprintf(v->caller.key, sizeof(v->caller.key), "%s", key);
	v->pages = pages_new(&v->context, true, v->cols, v->rows);
}

struct stack *golden_stack(struct visit *v)
{
	return pages_stack(v->pages);
}

void golden_type(struct visit *v, const char *keys)
{
	struct key_reader reader = {0};
	struct key k;
	bool whole, first = true;

	pages_grid(v->pages, &whole);
	for (; *keys != '\0'; keys++) {
		unsigned char byte = *keys == '\n' ? '\r' : (unsigned char)*keys;
		bool got = byte == 0x0e || key_feed(&reader, byte, &k);

		if (byte == 0x0e)
			k = (struct key){.kind = KEY_PAGE_DOWN};
		else if (!got && byte == 0x1b)
			got = key_rest(&reader, &k);
		if (!got)
			continue;
		k.after = v->after == 0 && first ? GOLDEN_LOOK : v->after;
		first = false;
		pages_key(v->pages, &k, true, false);
		pages_grid(v->pages, &whole);
	}
}

/* An answer that the question takes; NULL where it may stay empty. */
static const char *answer_to(const struct question *q)
{
	static const char *const answers[][2] = {
		{"text", "2026"},        {"name", "Rima Haddad"},
		{"date", "14/3/1999"},   {"number", "2"},
		{"money", "100"},        {"national_id", "000012345678"},
		{"phone", "03 123 456"}, {"email", "rima@example.org"},
		{"place", "1"},
	};

	if (q->choice_count > 0)
		return q->choices[0].code;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (strcmp(q->type->name, answers[i][0]) == 0)
			return answers[i][1];
	return q->require != NULL ? "yes" : "no";
}

void golden_fill(struct visit *v, struct draft *j)
{
	struct field_path at = {0};

	for (size_t i = 0; i < j->service->form->section_count; i++) {
		const struct section *s = &j->service->form->sections[i];

		while (s->repeats && form_items(j->form, s) < (s->min > 1 ? s->min : 1))
			if (form_add_item(j->form, s, NULL) != FAULT_NONE)
				break;
	}
	while (form_next(j->form, &at)) {
		if (form_get(j->form, &at) == NULL &&
		    draft_answer(&v->context, j, &at, answer_to(at.question), NULL) != FAULT_NONE)
			(void)!draft_answer(&v->context, j, &at,
					    at.question->type == &type_phone ? "+33 6 12 34 56 78"
									     : "Hamra",
					    NULL);
		if (form_clash(j->form, &at, false, NULL))
			(void)!draft_answer(&v->context, j, &at,
					    at.question->choice_count > 1
						    ? at.question->choices[1].code
						    : "000012345679",
					    NULL);
	}
}

/* --- text of a screen --- */

/* Zeros in the place of the digits of `secret`, which may stand apart by blanks. */
static void hide(char *text, const char *secret)
{
	for (char *p = text; secret != NULL && *p != '\0'; p++) {
		const char *want = secret;
		char *q = p;

		while (*want != '\0' && (*q == *want || (*q == ' ' && q > p))) {
			if (*q == *want)
				want++;
			q++;
		}
		if (*want != '\0')
			continue;
		for (; p < q; p++)
			if (*p != ' ')
				*p = '0';
		p--;
	}
}

/* Rows with half blocks hold a QR of random digits: their places are kept, their modules are not.
 */
static void hide_qr(struct buffer *text)
{
	struct buffer shown;
	char *line = text->data, *end;

	buffer_open(&shown, text->size + 64);
	for (; *line != '\0'; line = end) {
		bool qr = false;

		end = line + strcspn(line, "\n");
		for (char *c = line; c + 2 < end; c++)
			qr = qr || (memcmp(c, "\xe2\x96", 2) == 0 && (unsigned char)c[2] < 0xa0);
		end += *end == '\n';
		if (qr)
			buffer_text(&shown, "(a row of the QR)\n");
		else
			buffer_add(&shown, line, (size_t)(end - line));
	}
	buffer_clear(text);
	buffer_add(text, shown.data, shown.size);
	buffer_close(&shown);
}

static void add_screen(struct visit *v, struct buffer *out)
{
	bool whole;

	print_grid(pages_grid(v->pages, &whole), out);
	buffer_text(out, "\n");
}

static void screen_text(struct visit *v, bool all, struct buffer *out)
{
	struct buffer last, now;

	buffer_open(out, (size_t)1 << 20);
	add_screen(v, out);
	if (!all)
		return;
	buffer_open(&last, (size_t)1 << 16);
	buffer_open(&now, (size_t)1 << 16);
	add_screen(v, &last);
	for (int i = 0; i < PAGES_MOST; i++) {
		golden_type(v, "\x0e");
		buffer_clear(&now);
		add_screen(v, &now);
		if (now.size == last.size && memcmp(now.data, last.data, now.size) == 0)
			break;
		buffer_format(out, "--- page down\n%s", now.data);
		buffer_clear(&last);
		buffer_add(&last, now.data, now.size);
	}
	buffer_close(&last);
	buffer_close(&now);
}

/* --- files --- */

static void make_folders(char *path)
{
	for (char *p = strchr(path, '/'); p != NULL; p = strchr(p + 1, '/')) {
		*p = '\0';
		if (mkdir(path, 0777) != 0 && errno != EEXIST)
			ck_abort_msg("cannot make %s", path);
		*p = '/';
	}
}

static void write_file(char *path, const struct buffer *text)
{
	FILE *f;

	make_folders(path);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fwrite(text->data, 1, text->size, f);
	fclose(f);
}

static bool is_same(const char *path, const struct buffer *text)
{
	struct buffer file;
	char piece[4096];
	FILE *f = fopen(path, "r");
	size_t n;
	bool same;

	if (f == NULL)
		return false;
	buffer_open(&file, (size_t)1 << 20);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		buffer_add(&file, piece, n);
	fclose(f);
	same = file.size == text->size && memcmp(file.data, text->data, text->size) == 0;
	buffer_close(&file);
	return same;
}

bool golden_file(char *path, const struct buffer *text)
{
	const char *write = getenv("GOLDEN");

	if (write != NULL && strcmp(write, "write") == 0) {
		write_file(path, text);
		return true;
	}
	if (is_same(path, text))
		return true;
	printf("%s differs; it is now:\n%s\n", path, text->data);
	return false;
}

void golden_shows(struct visit *v, const char *words, bool there)
{
	struct buffer out;
	bool whole;

	buffer_open(&out, (size_t)1 << 20);
	print_grid(pages_grid(v->pages, &whole), &out);
	ck_assert_msg((strstr(out.data, words) != NULL) == there, "\"%s\" is %sin\n%s", words,
		      there ? "not " : "", out.data);
	buffer_close(&out);
}

void golden_hold(struct visit *v, const char *name, bool whole)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	char *path = arena_format(a, "tests/golden/%s/%dx%d/%s.txt", lang_code(v->lang), v->cols,
				  v->rows, name);
	struct buffer text;

	screen_text(v, whole, &text);
	hide(text.data, v->hide_reference);
	hide(text.data, v->hide_pin);
	for (size_t i = 0; v->hide_more != NULL && v->hide_more[i] != NULL; i++)
		hide(text.data, v->hide_more[i]);
	hide_qr(&text);
	for (char *p = text.data; v->hide_digits && *p != '\0'; p++)
		if (*p >= '1' && *p <= '9')
			*p = '0';
	v->differences += !golden_file(path, &text);
	buffer_close(&text);
}

void golden_each(void (*visit)(struct visit *v))
{
	static const int sizes[][2] = {{80, 24}, {40, 15}, {132, 50}};
	int differences = 0;

	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			struct visit v;

			golden_open(&v, (enum lang)lang, sizes[i][0], sizes[i][1]);
			visit(&v);
			differences += v.differences;
			golden_close(&v);
		}
	ck_assert_msg(
		differences == 0,
		"%d golden screens differ; look at them, then `make golden` if they are right",
		differences);
}
