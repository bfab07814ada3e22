/* fixture.c - small screens of the tests' own, pages over them, and keys as text. */
#include "tests/tui/fixture.h"

struct actor {
	struct screen screen;
	struct fixture *fixture;
	int depth;
	char words[64];
};

void fixture_open(struct fixture *s, enum lang lang, int cols, int rows)
{
	*s = (struct fixture){.choices = 8};
	s->context =
		(struct context){.caller = &s->caller,
				 .scene = {.lang = lang, .portal = "portal.example", .port = 22}};
	s->pages = pages_new(&s->context, true, cols, rows);
	s->stack = pages_stack(s->pages);
}

void fixture_close(struct fixture *s)
{
	pages_free(s->pages);
}

__attribute__((format(printf, 2, 3))) static void note(struct fixture *s, const char *format, ...)
{
	size_t len = strlen(s->log);
	va_list args;

	va_start(args, format);
	vsnprintf(s->log + len, sizeof(s->log) - len, format, args);
	va_end(args);
}

static struct screen *make(struct fixture *s, const struct screen_ops *ops)
{
	struct actor *a = calloc(1, sizeof(*a));

	ck_assert_ptr_nonnull(a);
	a->screen.ops = ops;
	a->fixture = s;
	return &a->screen;
}

/* --- a menu ----------------------------------------------------------------------------------- */

static struct page *menu_view(const struct screen *screen, const struct scene *x, struct arena *a)
{
	const struct actor *actor = (const struct actor *)screen;
	struct page *p = page_new(a, "menu", arena_format(a, "Menu %d", actor->depth));

	(void)x;
	p->wants_back = true;
	p->deliberate = actor->fixture->deliberate;
	for (int i = 1; i <= actor->fixture->choices; i++)
		page_menu(p, i, arena_format(a, "Item %d", i), "with a detail",
			  i == 2 ? "Done" : NULL);
	return p;
}

static bool menu_update(struct screen *screen, struct stack *st, const struct input *e);
static const struct screen_ops menu_ops = {
	.name = "menu", .view = menu_view, .update = menu_update};

static bool menu_update(struct screen *screen, struct stack *st, const struct input *e)
{
	struct actor *actor = (struct actor *)screen;
	struct fixture *s = actor->fixture;

	if (e->kind == INPUT_BACK)
		note(s, "back;");
	if (e->kind != INPUT_CHOOSE)
		return false;
	note(s, "choose %d;", e->act);
	if (s->turns) {
		struct screen *deeper = make(s, &menu_ops);

		((struct actor *)deeper)->depth = actor->depth + 1;
		stack_push(st, deeper);
	}
	return true;
}

struct screen *fixture_menu(struct fixture *s)
{
	return make(s, &menu_ops);
}

/* --- a form ----------------------------------------------------------------------------------- */

/* Of the first options of the long list. */
static const char *const names[] = {"Beirut\nBeyrouth\nبيروت", "Bint Jbeil\nBint Jbeil\nبنت جبيل",
				    "Byblos\nJbeil\nجبيل", "The Beqaa\nLa Békaa\nالبقاع"};

static const struct option *options(const struct fixture *s, struct arena *a, int field,
				    size_t count)
{
	struct option *list = arena_array(a, count, sizeof(*list));

	for (size_t i = 0; i < count; i++) {
		char number[24];
		const char *values = arena_format(a, ",%s,", s->values[field]);

		snprintf(number, sizeof(number), ",%zu,", i + 1);
		list[i].label = arena_format(a, "Option %c%zu", 'A' + field, i + 1);
		if (field == 3 && i < sizeof(names) / sizeof(names[0]))
			list[i].names = names[i];
		list[i].chosen = strstr(values, number) != NULL;
	}
	return list;
}

static struct page *form_view(const struct screen *screen, const struct scene *x, struct arena *a)
{
	const struct fixture *s = ((const struct actor *)screen)->fixture;
	struct page *p = page_new(a, "form", "A form");
	struct field f[FIXTURE_FIELDS] = {
		{.id = 1, .kind = FIELD_LINE, .label = "Name", .required = true},
		{.id = 2, .kind = FIELD_LINE, .label = "Number", .zero = true, .ltr = true},
		{.id = 3, .kind = FIELD_CHOICE, .label = "One of them", .option_count = 2},
		{.id = 4, .kind = FIELD_CHOICES, .label = "Several", .option_count = 12}};

	(void)x;
	f[0].kind = s->name;
	if (s->single)
		f[3].kind = FIELD_CHOICE;
	p->wants_back = true;
	p->next_label = "Continue";
	for (int i = 0; i < FIXTURE_FIELDS; i++) {
		f[i].value = arena_text(a, s->values[i]);
		if (s->errors[i][0] != '\0')
			f[i].error = arena_text(a, s->errors[i]);
		if (f[i].option_count > 0)
			f[i].options = options(s, a, i, f[i].option_count);
		page_field(p, &f[i]);
	}
	page_menu(p, 7, "Another way", NULL, NULL);
	return p;
}

static bool form_update(struct screen *screen, struct stack *st, const struct input *e)
{
	struct fixture *s = ((struct actor *)screen)->fixture;
	int at = e->field - 1;

	(void)st;
	switch (e->kind) {
	case INPUT_ANSWER:
		note(s, "answer %d %s;", e->field, e->text);
		s->errors[at][0] = '\0';
		if (at == 0 && (e->text[0] == '\0' || strpbrk(e->text, "0123456789") != NULL)) {
			snprintf(s->errors[at], sizeof(s->errors[at]), "Write a name");
			return false;
		}
		if (at == 3 && s->single && strspn(e->text, "0123456789") != strlen(e->text)) {
			snprintf(s->errors[at], sizeof(s->errors[at]), "Choose one");
			return false;
		}
		snprintf(s->values[at], sizeof(s->values[at]), "%s", e->text);
		return true;
	case INPUT_NEXT: note(s, "next;"); return true;
	case INPUT_FOCUS: note(s, "focus %d;", e->field); return true;
	case INPUT_CHOOSE: note(s, "choose %d;", e->act); return true;
	case INPUT_BACK: note(s, "back;"); return true;
	default: return false;
	}
}

static const struct screen_ops form_ops = {
	.name = "form", .view = form_view, .update = form_update};

struct screen *fixture_form(struct fixture *s)
{
	return make(s, &form_ops);
}

/* --- a search --------------------------------------------------------------------------------- */

static struct page *search_view(const struct screen *screen, const struct scene *x, struct arena *a)
{
	const struct actor *actor = (const struct actor *)screen;
	struct page *p = page_new(a, "search", "Find");

	(void)x;
	p->searches = true;
	p->wants_back = true;
	p->search = arena_text(a, actor->words);
	for (int i = 1; i <= 3 && actor->words[0] != '\0'; i++)
		page_menu(p, i, arena_format(a, "%s %d", actor->words, i), NULL, NULL);
	return p;
}

static bool search_update(struct screen *screen, struct stack *st, const struct input *e)
{
	struct actor *actor = (struct actor *)screen;

	if (e->kind == INPUT_SEARCH) {
		snprintf(actor->words, sizeof(actor->words), "%s", e->text);
		note(actor->fixture, "%s %s;", e->final ? "find" : "look", e->text);
		return true;
	}
	if (e->kind == INPUT_CHOOSE)
		note(actor->fixture, "choose %d;", e->act);
	if (e->kind == INPUT_CHOOSE && actor->fixture->opens != NULL)
		stack_push(st, actor->fixture->opens(actor->fixture));
	if (e->kind == INPUT_BACK)
		note(actor->fixture, "back;");
	return e->kind == INPUT_CHOOSE || e->kind == INPUT_BACK;
}

static const struct screen_ops search_ops = {
	.name = "search", .view = search_view, .update = search_update};

struct screen *fixture_search(struct fixture *s)
{
	return make(s, &search_ops);
}

/* --- keys and pictures ------------------------------------------------------------------------ */

void fixture_show(struct fixture *s, struct screen *screen)
{
	stack_home(pages_stack(s->pages), screen);
}

static void press(struct fixture *s, struct key *k, bool painted)
{
	bool whole;

	k->after = s->after == 0 && s->looks ? FIXTURE_LOOK : s->after;
	s->looks = false;
	if (painted)
		pages_grid(s->pages, &whole);
	pages_key(s->pages, k, painted, painted);
}

void fixture_type(struct fixture *s, const char *keys, bool painted)
{
	struct key_reader reader = {0};
	struct key k;

	s->looks = painted;
	for (; *keys != '\0'; keys++)
		for (bool more = key_feed(&reader, (unsigned char)*keys, &k); more;
		     more = key_next(&reader, &k))
			press(s, &k, painted);
	while (key_waits(&reader))
		if (key_rest(&reader, &k))
			press(s, &k, painted);
}

struct buffer fixture_text(struct fixture *s)
{
	struct buffer out;
	bool whole;

	buffer_open(&out, (size_t)1 << 20);
	print_grid(pages_grid(s->pages, &whole), &out);
	return out;
}

void fixture_expect(struct fixture *s, const char *words)
{
	struct buffer out = fixture_text(s);

	ck_assert_msg(strstr(out.data, words) != NULL, "\"%s\" is not in\n%s", words, out.data);
	buffer_close(&out);
}

void fixture_expect_not(struct fixture *s, const char *words)
{
	struct buffer out = fixture_text(s);

	ck_assert_msg(strstr(out.data, words) == NULL, "\"%s\" is in\n%s", words, out.data);
	buffer_close(&out);
}

void fixture_expect_log(struct fixture *s, const char *log)
{
	ck_assert_str_eq(s->log, log);
	s->log[0] = '\0';
}
