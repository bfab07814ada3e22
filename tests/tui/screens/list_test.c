/* list_test.c - the list machine: sorted, filtered, narrowed, marked, walked through; as pages in
 * every language and size, and as plain lines. */
#include "tests/tui/golden.h"

#include "tui/screens/common/common.h"
#include "tui/screens/common/list.h"

enum { NAME, STATE, NUMBER, DUE, OFFICE, COLUMNS };

static const struct list_column columns[COLUMNS] = {
	[NAME] = {N_("Service"), .weight = 1, .sorts = true},
	[STATE] = {N_("Status"), VALUE_STATE, .weight = 2, .bare = true, .filters = true},
	[NUMBER] = {N_("Reference number"), VALUE_CODE, .weight = 3, .bare = true},
	[DUE] = {N_("Due by"), VALUE_DATE, .weight = 4, .sorts = true},
	[OFFICE] = {N_("Authority"), .weight = 5, .filters = true}};

static const struct list_kind kind = {.columns = columns,
				      .count = COLUMNS,
				      .marks = true,
				      .narrows = true,
				      .few = 5,
				      .unsorted = N_("Latest change first")};

/* A queue as an office has it: a screen over the machine, which notes what was opened. */
struct queue {
	struct screen screen;
	struct list list;
	size_t rows;
	char opened[40];
};

static const struct sample {
	const char *name[LANG_COUNT];
	enum application_state state;
	int due; /* days behind NOW; 0: none */
	const char *office[LANG_COUNT];
} samples[] = {
	{{"جواز سفر", "Passeport", "Passport"}, STATE_IN_REVIEW, 9, {"زحلة", "Zahlé", "Zahle"}},
	{{"إخراج قيد", "Extrait d'état civil", "Extract of civil status"},
	 STATE_SUBMITTED,
	 2,
	 {"صور", "Tyr", "Tyre"}},
	{{"رخصة قيادة، بدل من ضائع أو تالف أو مسروق من أي فئة",
	  "Permis de conduire, remplacement d'un permis perdu, abîmé ou volé, de toute catégorie",
	  "Driving licence, replacement of a lost, damaged or stolen one, of any category"},
	 STATE_NEEDS_INFO,
	 -3,
	 {"صور", "Tyr", "Tyre"}},
	{{"بطاقة هوية", "Carte d'identité", "Identity card"}, STATE_DRAFT, 0, {"", "", ""}},
	{{"بطاقة معوق", "Carte de handicap", "Disability card"},
	 STATE_IN_REVIEW,
	 30,
	 {"زحلة", "Zahlé", "Zahle"}},
	{{"شهادة ميلاد", "Acte de naissance", "Birth certificate"},
	 STATE_APPROVED,
	 0,
	 {"صور", "Tyr", "Tyre"}},
	{{"شهادة وفاة", "Acte de décès", "Death certificate"},
	 STATE_SUBMITTED,
	 5,
	 {"طرابلس", "Tripoli", "Tripoli"}},
};
#define SAMPLES (sizeof(samples) / sizeof(samples[0]))
#define MIDNIGHT 1794960000

static void queue_load(struct screen *s, struct stack *st)
{
	struct queue *q = (struct queue *)s;
	const struct context *x = stack_context(st);
	struct arena *a = list_begin(&q->list);

	for (size_t i = 0; i < q->rows; i++) {
		const struct sample *from = &samples[i];
		struct list_row *row = list_add(&q->list, arena_format(a, "row-%zu", i));
		int64_t due = MIDNIGHT + from->due * (int64_t)86400;

		row->cells[NAME].shown = from->name[x->scene.lang];
		row->cells[STATE] =
			(struct list_cell){.shown = _(application_state_message(from->state)),
					   .key = application_state_code(from->state),
					   .order = from->state};
		row->cells[NUMBER].shown =
			words_reference(a, arena_format(a, "1234567890%04zu", i));
		if (from->due != 0)
			row->cells[DUE] = (struct list_cell){
				.shown = date_show(a, x->scene.lang, NULL, date_of(due)),
				.order = due};
		row->cells[OFFICE] =
			(struct list_cell){from->office[x->scene.lang], from->office[LANG_EN], 0};
	}
	list_ready(&q->list);
}

static struct page *queue_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	struct page *p = page_new(a, "queue", _("My applications and drafts"));

	(void)x;
	p->wants_back = true;
	list_put(&((const struct queue *)s)->list, p);
	return p;
}

/* What a row opens: a page that only says which. */
struct inside {
	struct screen screen;
	const char *name;
};

static struct page *inside_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	struct page *p = page_new(a, "inside", ((const struct inside *)s)->name);

	(void)x;
	p->wants_back = true;
	page_menu(p, 1, _("Back"), NULL, NULL);
	return p;
}

static const struct screen_ops inside_ops = {.name = "inside", .view = inside_view, .steps = true};

static struct screen *inside_new(struct queue *q, const struct list_row *row)
{
	struct inside *s = common_make(sizeof(*s), &inside_ops);

	snprintf(q->opened, sizeof(q->opened), "%s", row->id);
	s->name = row->cells[NAME].shown;
	return &s->screen;
}

static bool queue_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct queue *q = (struct queue *)s;
	const struct list_row *row;

	if (!list_update(&q->list, st, e, &row))
		return false;
	if (row != NULL)
		stack_push(st, inside_new(q, row));
	return true;
}

static bool queue_step(struct screen *s, struct stack *st, int by)
{
	struct queue *q = (struct queue *)s;
	const struct list_row *row = list_step(&q->list, by);

	if (row != NULL)
		stack_replace(st, inside_new(q, row));
	return row != NULL;
}

static void queue_free(struct screen *s)
{
	list_close(&((struct queue *)s)->list);
	free(s);
}

static const struct screen_ops queue_ops = {.name = "queue",
					    .load = queue_load,
					    .view = queue_view,
					    .update = queue_update,
					    .step = queue_step,
					    .free = queue_free};

static struct queue *queue_new(size_t rows)
{
	struct queue *q = common_make(sizeof(*q), &queue_ops);

	list_open(&q->list, &kind);
	q->rows = rows;
	return q;
}

/* The digits of the rows that are left, in order. */
static const char *left(const struct queue *q)
{
	static char text[SAMPLES + 1];

	for (size_t i = 0; i < q->list.shown_count; i++)
		text[i] = q->list.shown[i]->id[4];
	text[q->list.shown_count] = '\0';
	return text;
}

/* The choice with this label on the page that stands; 0: none. */
static int act_of(const struct visit *v, const char *label)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	const struct page *p = stack_view(pages_screens(v->pages), a);

	for (const struct block *b = p->first; b != NULL; b = b->next)
		if (b->number > 0 && strcmp(b->label, label) == 0)
			return b->act;
	return 0;
}

static void choose(struct visit *v, const char *label)
{
	int act = act_of(v, label);

	ck_assert_msg(act != 0, "no choice \"%s\"", label);
	stack_update(golden_stack(v), &(struct input){.kind = INPUT_CHOOSE, .act = act});
}

static struct queue *open_queue(struct visit *v, size_t rows)
{
	struct queue *q = queue_new(rows);

	golden_open(v, LANG_EN, 80, 24);
	stack_push(golden_stack(v), &q->screen);
	return q;
}

START_TEST(columns_are_sorted_both_ways)
{
	struct visit v;
	struct queue *q = open_queue(&v, SAMPLES);

	ck_assert_str_eq(left(q), "0123456");
	list_sort(&q->list, NAME);
	ck_assert_str_eq(left(q), "5642130");
	list_sort(&q->list, NAME);
	ck_assert_str_eq(left(q), "0312465");
	list_sort(&q->list, DUE);
	ck_assert_msg(strcmp(left(q), "2160435") == 0, "what is not due comes last: %s", left(q));
	list_sort(&q->list, DUE);
	ck_assert_str_eq(left(q), "4061235");
	stack_look(golden_stack(&v));
	ck_assert_str_eq(left(q), "4061235");
	list_sort(&q->list, -1);
	ck_assert_str_eq(left(q), "0123456");
	golden_close(&v);
}
END_TEST

/* "Zahle 2, Tyre 3*, …" of a column: how many, and which are chosen. */
static const char *values(const struct queue *q, struct arena *a, int column)
{
	struct list_value *found;
	size_t count = list_values(&q->list, a, column, &found);
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_format(a, "%s%s %zu%s;", text, found[i].key, found[i].count,
				    found[i].chosen ? "*" : "");
	return text;
}

START_TEST(filters_add_up_and_say_how_many)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct visit v;
	struct queue *q = open_queue(&v, SAMPLES);

	ck_assert_str_eq(values(q, a, STATE),
			 "draft 1;submitted 2;in_review 2;needs_info 1;approved 1;");
	ck_assert_str_eq(values(q, a, OFFICE), "Tripoli 1;Tyre 3;Zahle 2;");
	list_filter(&q->list, OFFICE, "Tyre");
	ck_assert_str_eq(left(q), "125");
	ck_assert_str_eq(values(q, a, STATE),
			 "draft 0;submitted 1;in_review 0;needs_info 1;approved 1;");
	ck_assert_str_eq(values(q, a, OFFICE), "Tripoli 1;Tyre 3*;Zahle 2;");
	list_filter(&q->list, STATE, "submitted");
	ck_assert_str_eq(left(q), "1");
	list_filter(&q->list, OFFICE, "Tripoli");
	ck_assert_str_eq(left(q), "16");
	ck_assert_str_eq(values(q, a, OFFICE), "Tripoli 1*;Tyre 1*;Zahle 0;");
	list_filter(&q->list, OFFICE, "Tyre");
	ck_assert_str_eq(left(q), "6");
	list_unfilter(&q->list);
	ck_assert_str_eq(left(q), "0123456");
	golden_close(&v);
}
END_TEST

/* As the rows are: an accent is no letter behind Z. */
START_TEST(filters_stand_in_the_order_of_their_letters)
{
	static const char *const countries[] = {"Tunisie", "Égypte", "Algérie"};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct visit v;
	struct queue *q = open_queue(&v, SAMPLES);

	for (size_t i = 0; i < q->list.count; i++)
		q->list.rows[i].cells[OFFICE] = (struct list_cell){.shown = countries[i % 3]};
	ck_assert_str_eq(values(q, a, OFFICE), "Algérie 2;Égypte 2;Tunisie 3;");
	golden_close(&v);
}
END_TEST

START_TEST(letters_narrow_whatever_is_shown)
{
	struct visit v;
	struct queue *q = open_queue(&v, SAMPLES);

	golden_type(&v, "cert\n");
	ck_assert_str_eq(left(q), "56");
	golden_type(&v, " tyre\n");
	ck_assert_msg(strcmp(left(q), "5") == 0, "words of several columns: %s", left(q));
	golden_type(&v, "\x15\n");
	ck_assert_str_eq(left(q), "0123456");
	golden_close(&v);
}
END_TEST

START_TEST(a_short_list_is_only_a_list)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	struct visit v;
	const struct page *p;

	open_queue(&v, 5);
	p = stack_view(golden_stack(&v), a);
	ck_assert(!p->searches && p->choices == 5);
	ck_assert_int_eq(act_of(&v, "Sort and filter"), 0);
	golden_close(&v);
	open_queue(&v, 6);
	p = stack_view(golden_stack(&v), a);
	ck_assert(p->searches && p->choices == 7);
	ck_assert_int_ne(act_of(&v, "Sort and filter"), 0);
	golden_close(&v);
}
END_TEST

START_TEST(its_page_sorts_and_filters)
{
	struct visit v;
	struct queue *q = open_queue(&v, SAMPLES);

	choose(&v, "Sort and filter");
	ck_assert_int_eq(act_of(&v, "Remove all filters"), 0); /* there are none yet */
	choose(&v, "Tyre");
	choose(&v, "Remove all filters");
	ck_assert_str_eq(left(q), "0123456");
	choose(&v, "Tyre");
	choose(&v, "Due by");
	ck_assert_str_eq(left(q), "215");
	choose(&v, "Due by");
	ck_assert_str_eq(left(q), "125");
	choose(&v, "Show these 3 results");
	ck_assert_ptr_eq(stack_top(golden_stack(&v)), &q->screen);
	choose(&v, "Remove all filters");
	ck_assert_str_eq(left(q), "4061235");
	choose(&v, "Sort and filter");
	choose(&v, "Latest change first");
	ck_assert_str_eq(left(q), "0123456");
	golden_close(&v);
}
END_TEST

START_TEST(n_and_p_go_on_from_inside)
{
	struct visit v;
	struct queue *q = open_queue(&v, SAMPLES);

	list_sort(&q->list, NAME);             /* 5642130 */
	list_filter(&q->list, OFFICE, "Tyre"); /* 521 */
	ck_assert_ptr_null(list_step(&q->list, 1));
	golden_type(&v, "2");
	ck_assert_str_eq(q->opened, "row-2");
	golden_type(&v, "n");
	ck_assert_str_eq(q->opened, "row-1");
	ck_assert_uint_eq(stack_depth(golden_stack(&v)), 3);
	golden_type(&v, "n");
	ck_assert_str_eq(q->opened, "row-1");
	golden_type(&v, "\u062D"); /* p on the Arabic layout */
	ck_assert_str_eq(q->opened, "row-2");
	list_filter(&q->list, STATE, "approved"); /* 5: the open one is gone from the list */
	golden_type(&v, "n");
	ck_assert_str_eq(q->opened, "row-2");
	golden_type(&v, "p");
	ck_assert_str_eq(q->opened, "row-5");
	golden_type(&v, "0");
	ck_assert_ptr_eq(stack_top(golden_stack(&v)), &q->screen);
	golden_close(&v);
}
END_TEST

/* Whoever types words where none can be typed is not carried to another row by their first letter.
 */
START_TEST(words_go_through_no_list)
{
	static const char *const words[] = {"perdu", "naissance", "passport",
					    "\u062D\u0627\u062F\u062B"};
	struct visit v;
	struct queue *q = open_queue(&v, SAMPLES);

	list_sort(&q->list, NAME); /* 5642130 */
	golden_type(&v, "4");
	ck_assert_str_eq(q->opened, "row-2");
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		golden_type(&v, words[i]);
		ck_assert_str_eq(q->opened, "row-2");
		ck_assert_uint_eq(stack_depth(golden_stack(&v)), 3);
		golden_type(&v, "\x0e"); /* another key ends the word */
	}
	golden_type(&v, "nn");
	ck_assert_str_eq(q->opened, "row-3");
	/* Behind a while it is another command: the row is read, and then the language chosen. */
	pages_key(v.pages, &(struct key){.kind = KEY_CHAR, .code = 'l', .after = 2000}, true,
		  false);
	ck_assert_str_eq(q->opened, "row-3");
	ck_assert_uint_eq(stack_depth(golden_stack(&v)), 4);
	golden_close(&v);
}
END_TEST

START_TEST(no_steps_where_there_is_no_list)
{
	struct visit v;
	struct queue *q = open_queue(&v, SAMPLES);

	ck_assert(!stack_has_steps(golden_stack(&v)));
	golden_type(&v, "1");
	ck_assert(stack_has_steps(golden_stack(&v)));
	golden_type(&v, "?");
	ck_assert(!stack_has_steps(golden_stack(&v)));
	golden_type(&v, "n0");
	ck_assert_str_eq(q->opened, "row-0");
	golden_close(&v);
}
END_TEST

START_TEST(rows_are_marked_by_the_blank)
{
	struct visit v;
	struct queue *q = open_queue(&v, SAMPLES);
	struct key down = {.kind = KEY_DOWN};

	golden_type(&v, " "); /* nothing is chosen: the page goes on below */
	ck_assert_uint_eq(q->list.mark_count, 0);
	pages_key(v.pages, &down, true, true);
	golden_type(&v, " ");
	ck_assert(list_is_marked(&q->list, "row-0"));
	list_sort(&q->list, NAME);
	stack_look(golden_stack(&v));
	ck_assert(list_is_marked(&q->list, "row-0"));
	golden_type(&v, "\x15"); /* what is typed goes to the words again */
	list_mark(&q->list, "row-0");
	ck_assert(!list_is_marked(&q->list, "row-0"));
	golden_close(&v);
}
END_TEST

START_TEST(a_page_has_so_many_rows)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)8 << 20);
	struct page *p = page_new(a, "many", "Many");
	struct list l;

	message_use(LANG_EN);
	list_open(&l, &kind);
	list_begin(&l);
	for (int i = 0; i < LIMIT_LIST_ROWS + 1; i++)
		list_add(&l, arena_format(a, "row-%d", i))->cells[NAME].shown =
			arena_format(a, "number %d", i);
	list_ready(&l);
	list_put(&l, p);
	ck_assert_int_eq(p->choices, LIMIT_LIST_ROWS + 1);
	ck_assert_str_eq(page_choice(p, LIMIT_LIST_ROWS)->label, "number 499");
	ck_assert_str_eq(page_choice(p, LIMIT_LIST_ROWS + 1)->label, "Sort and filter");
	ck_assert_str_eq(p->first->label, "Choose 501 to sort and filter."); /* seen at once */
	list_close(&l);
}
END_TEST

static void visit_queue(struct visit *v)
{
	struct queue *q = queue_new(SAMPLES);

	stack_push(golden_stack(v), &q->screen);
	golden_hold(v, "queue", true);
	list_mark(&q->list, "row-1");
	list_sort(&q->list, DUE);
	list_filter(&q->list, OFFICE, "Tyre");
	list_filter(&q->list, OFFICE, "Zahle");
	stack_look(golden_stack(v));
	golden_hold(v, "queue-filtered", false);
	stack_push(golden_stack(v), list_tools_new(&q->list));
	golden_hold(v, "queue-sort", true);
}

START_TEST(screens)
{
	golden_each(visit_queue);
}
END_TEST

/* What plain lines say of a page, without what stands before and behind it. */
START_TEST(plain_lines)
{
	struct caller caller = caller_visitor("", FACE_PLAIN);
	struct context x = {.caller = &caller,
			    .scene = {.lang = LANG_EN, .portal = "portal.example"}};
	struct queue *q = queue_new(SAMPLES);
	struct buffer out;
	struct plain *p;

	buffer_open(&out, (size_t)1 << 20);
	p = plain_new(&x, true, false, &out);
	stack_push(plain_stack(p), &q->screen);
	plain_resume(p, false);
	buffer_clear(&out);
	plain_feed(p, "+2\n", 3);
	ck_assert_msg(strstr(out.data, "\n2. Extract of civil status, marked (Submitted): "
				       "1234 5678 9000 01, Due by: 20 November 2026, "
				       "Authority: Tyre\n") != NULL,
		      "%s", out.data);
	ck_assert_ptr_nonnull(strstr(out.data, "+ and a number marks"));
	plain_feed(p, "7\n", 2);
	ck_assert_str_eq(q->opened, "row-6");
	buffer_clear(&out);
	plain_feed(p, "n\n", 2);
	ck_assert_ptr_nonnull(strstr(out.data, "This is the last item in the list."));
	plain_feed(p, "p\n", 2);
	ck_assert_str_eq(q->opened, "row-5");
	ck_assert_ptr_nonnull(strstr(out.data, "\nBirth certificate\n"));
	plain_free(p);
	buffer_close(&out);
}
END_TEST

SUITE(list, columns_are_sorted_both_ways, filters_add_up_and_say_how_many,
      filters_stand_in_the_order_of_their_letters, letters_narrow_whatever_is_shown,
      a_short_list_is_only_a_list, its_page_sorts_and_filters, n_and_p_go_on_from_inside,
      words_go_through_no_list, no_steps_where_there_is_no_list, rows_are_marked_by_the_blank,
      a_page_has_so_many_rows, screens, plain_lines)
