/* vanish_test.c - the quick exit: which keys it is where, what it keeps, what is sent last, and
 * that nothing else is. */
#include "tests/tui/fixture.h"

#include "services/registry/limits.h"

#define CTRL_X "\x18"
#define LAST "\x1B[H\x1B[2J\x1B[3J\x1B[H"
#define NAMES "\x1B]0; \x1B\\\x1B]52;c;\x1B\\\x1B]52;p;\x1B\\" /* title and clipboard */
#define WILL_MOST 1024                                         /* what a gate keeps of a will */

/* One person at a terminal, and what was sent since the last look. */
struct place {
	struct fixture f;
	struct caller caller;
	struct session *session;
	struct buffer sent;
	int64_t now;
};

enum on { ON_MENU, ON_FORM, ON_SEARCH };

static void come(struct place *p, const struct session_line *line, enum on on)
{
	struct context x = {.caller = &p->caller,
			    .scene = {.lang = LANG_EN, .portal = "portal.example", .port = 22}};

	*p = (struct place){.f = {.choices = 8}, .now = 1000};
	p->caller = caller_visitor("", FACE_PAGES);
	buffer_open(&p->sent, (size_t)1 << 20);
	p->session = session_new(&x, true, line);
	stack_home(session_stack(p->session), on == ON_MENU   ? fixture_menu(&p->f)
					      : on == ON_FORM ? fixture_form(&p->f)
							      : fixture_search(&p->f));
	session_turn(p->session, p->now, &p->sent);
	session_arrived(p->session, p->now);
	buffer_clear(&p->sent);
}

static void come_to_pages(struct place *p, enum on on)
{
	const struct session_line line = {
		.term = "xterm", .banner = "", .cols = 80, .rows = 24, .raw = true};

	come(p, &line, on);
}

static void go(struct place *p)
{
	session_free(p->session);
	buffer_close(&p->sent);
}

/* Keys that come together; what is shown for them arrives at once. */
static void type(struct place *p, const char *keys)
{
	buffer_clear(&p->sent);
	session_feed(p->session, keys, strlen(keys), p->now);
	session_turn(p->session, p->now, &p->sent);
	session_arrived(p->session, p->now);
}

static void type_later(struct place *p, int64_t milliseconds, const char *keys)
{
	p->now += milliseconds;
	type(p, keys);
}

static bool has(const struct buffer *b, const char *bytes)
{
	return b->size > 0 && memmem(b->data, b->size, bytes, strlen(bytes)) != NULL;
}

static bool ends(const struct buffer *b, const char *bytes)
{
	size_t len = strlen(bytes);

	return b->size >= len && memcmp(b->data + b->size - len, bytes, len) == 0;
}

/* The terminal is told to forget, and nothing that a person could read is sent. */
static void expect_gone(const struct place *p)
{
	ck_assert(session_is_over(p->session) && session_has_vanished(p->session));
	ck_assert_msg(p->sent.size > 0 && strncmp(p->sent.data, "\x18\x1B\\", 3) == 0,
		      "what was half sent is broken off");
	ck_assert(has(&p->sent, "\x1B[?1049l") && has(&p->sent, NAMES) && ends(&p->sent, LAST));
	ck_assert(has(&p->sent, "\x1B[?2004l") && !has(&p->sent, "\r\n"));
	ck_assert(!has(&p->sent, "\a") && !has(&p->sent, "Item") && !has(&p->sent, "Shubbak"));
}

static void expect_stays(const struct place *p)
{
	ck_assert(!session_is_over(p->session) && !session_has_vanished(p->session));
}

static void expect_log(struct place *p, const char *log)
{
	ck_assert_str_eq(p->f.log, log);
	p->f.log[0] = '\0';
}

START_TEST(one_key_from_every_place)
{
	static const struct {
		enum on on;
		const char *before, *log;
	} places[] = {
		{ON_MENU, "", ""},
		{ON_SEARCH, "pass", "look p;look pa;look pas;look pass;"},
		/* What was typed is kept where it is right, as when leaving. */
		{ON_FORM, "Layla", "answer 1 Layla;"},
		{ON_FORM, "Layla 7", "answer 1 Layla 7;"},
		{ON_FORM, "\t", "focus 2;"},
		{ON_FORM, "Layla\r12", "answer 1 Layla;focus 2;answer 2 12;"},
		{ON_FORM, "Layla\r\r", "answer 1 Layla;focus 2;answer 2 ;focus 3;"},
		{ON_FORM, "\x1B", "back;"},
		{ON_MENU, "?", ""},
		{ON_MENU, "\x03", ""},
		{ON_MENU, "\x1B]11;rgb:0", ""}, /* an answer of the terminal that never ends */
		{ON_MENU, "\x1B[", "back;"},
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct place p;

		come_to_pages(&p, places[i].on);
		for (const char *s = places[i].before; *s != '\0'; s++)
			type(&p, (char[]){*s, '\0'});
		type(&p, CTRL_X);
		expect_gone(&p);
		ck_assert_msg(strcmp(p.f.log, places[i].log) == 0, "place %zu: %s", i, p.f.log);
		type(&p, "1");
		ck_assert_msg(p.sent.size == 0, "nothing comes behind it");
		go(&p);
	}
}
END_TEST

/* A frame that is under way is not waited for, and one that has not left yet is thrown away. */
START_TEST(it_waits_for_nothing)
{
	struct place p;

	come_to_pages(&p, ON_MENU);
	session_feed(p.session, "\x1B[B", 3, p.now);
	session_turn(p.session, p.now, &p.sent);
	ck_assert(session_is_in_flight(p.session) && p.sent.size > 0);
	session_feed(p.session, CTRL_X, 1, p.now);
	session_turn(p.session, p.now, &p.sent);
	expect_gone(&p);
	go(&p);
}
END_TEST

/* The first 0 goes back at once; the second is part of it wherever it finds itself. */
START_TEST(twice_zero_where_no_text_is_typed)
{
	static const char *const zeros[] = {"0", "\u0660", "\u06F0", "\u00E0"};

	for (size_t i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++) {
		struct place p;

		come_to_pages(&p, ON_MENU);
		type(&p, zeros[i]);
		expect_stays(&p);
		expect_log(&p, "back;");
		type_later(&p, 200, zeros[i]);
		expect_gone(&p);
		expect_log(&p, "");
		go(&p);
	}
}
END_TEST

START_TEST(back_twice_is_no_exit)
{
	struct place p;

	come_to_pages(&p, ON_MENU);
	type(&p, "0");
	type_later(&p, 201, "0");
	expect_stays(&p);
	expect_log(&p, "back;back;");
	type_later(&p, 10, "\x1B[B"); /* another key between them */
	type(&p, "0");
	expect_stays(&p);
	type_later(&p, 1000, "\x1B[200~00\x1B[201~");
	expect_stays(&p);
	type_later(&p, 1000, "00");
	expect_gone(&p);
	go(&p);
}
END_TEST

/* A keyboard repeats after a pause, then quickly; whoever taps again has left. */
START_TEST(a_key_that_is_held_is_no_exit)
{
	struct place p;

	come_to_pages(&p, ON_MENU);
	type(&p, "0");
	type_later(&p, 250, "0");
	for (int i = 0; i < 20; i++)
		type_later(&p, 33, "0");
	expect_stays(&p);
	type_later(&p, 150, "0");
	expect_gone(&p);
	go(&p);
}
END_TEST

/* Some terminals mark no paste: it comes at once. */
START_TEST(a_paste_without_marks_is_no_exit)
{
	struct place p;

	come_to_pages(&p, ON_MENU);
	type(&p, "00961");
	expect_stays(&p);
	go(&p);
}
END_TEST

/* Within a number they are two of its digits, on whatever page they find themselves. */
START_TEST(two_zeros_of_a_number_are_no_exit)
{
	static const char *const numbers[] = {"2001", "8000", "900010", "29001010012345"};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct place p;

		come_to_pages(&p, ON_MENU);
		for (const char *s = numbers[i]; *s != '\0'; s++)
			type_later(&p, 180, (char[]){*s, '\0'});
		expect_stays(&p);
		expect_log(&p, i == 0 || i == 3 ? "choose 2;" : i == 1 ? "choose 8;" : "");
		type_later(&p, 1000, "0");
		expect_log(&p, "back;");
		type_later(&p, 180, "0");
		expect_gone(&p);
		go(&p);
	}
}
END_TEST

/* Nor are those of a time that is typed where digits choose. */
START_TEST(zeros_of_a_time_are_no_exit)
{
	struct place p;

	come_to_pages(&p, ON_MENU);
	for (const char *s = "8:00"; *s != '\0'; s++)
		type_later(&p, 180, (char[]){*s, '\0'});
	expect_stays(&p);
	go(&p);
}
END_TEST

/* Who hammers it gets out, whatever was typed before, and however slowly. */
START_TEST(hammered_zeros_leave)
{
	static const char *const keys[] = {"80000", "90000", "290000"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct place p;

		come_to_pages(&p, ON_MENU);
		for (const char *s = keys[i]; *s != '\0'; s++) {
			expect_stays(&p);
			type_later(&p, 180, (char[]){*s, '\0'});
		}
		expect_gone(&p);
		go(&p);
		come_to_pages(&p, ON_MENU);
		for (const char *s = keys[i]; *s != '\0'; s++)
			type_later(&p, 300, (char[]){*s, '\0'});
		expect_stays(&p);
		ck_assert_ptr_nonnull(strstr(p.f.log, "back;"));
		type_later(&p, 180, "0");
		expect_gone(&p);
		go(&p);
	}
}
END_TEST

/* In a text 00 is text; in a number of two digits the second 0 is its last one. */
START_TEST(no_exit_where_zeros_mean_something)
{
	struct place p;

	come_to_pages(&p, ON_FORM);
	type(&p, "00");
	expect_stays(&p);
	expect_log(&p, "");
	go(&p);
	come_to_pages(&p, ON_MENU);
	p.f.choices = 20;
	stack_turn(session_stack(p.session));
	type(&p, "10");
	expect_stays(&p);
	expect_log(&p, "choose 10;");
	go(&p);
}
END_TEST

/* From a question of choices the first 0 leads to a text; the second is none of it. */
START_TEST(the_second_zero_is_no_answer)
{
	struct place p;

	come_to_pages(&p, ON_FORM);
	type(&p, "Layla\r12\r");
	stack_push(session_stack(p.session), help_new("questions", false));
	type(&p, "");
	p.f.log[0] = '\0';
	type(&p, "00");
	expect_gone(&p);
	expect_log(&p, "");
	go(&p);
}
END_TEST

/* --- plain lines ------------------------------------------------------------------------------ */

static void come_to_lines(struct place *p, const char *term, bool raw, enum on on)
{
	const struct session_line line = {
		.term = term, .banner = "", .cols = 80, .rows = 24, .raw = raw, .plain = true};

	come(p, &line, on);
	/* The page that the test has put there is said when another has stood over it. */
	type(p, raw ? "?\r" : "?\n");
	type(p, raw ? "0\r" : "0\n");
	p->f.log[0] = '\0';
}

static void expect_gone_from_lines(const struct place *p)
{
	ck_assert(session_is_over(p->session) && session_has_vanished(p->session));
	ck_assert(has(&p->sent, NAMES) && ends(&p->sent, LAST) && !has(&p->sent, "Lay"));
}

static bool is_only(const struct buffer *b, const char *unit, size_t times)
{
	size_t len = strlen(unit);

	for (size_t i = 0; i < b->size; i += len)
		if (i + len > b->size || memcmp(b->data + i, unit, len) != 0)
			return false;
	return b->size == len * times;
}

START_TEST(plain_lines_too)
{
	static const struct {
		const char *term;
		bool raw;
		enum on on;
		const char *keys;
	} ways[] = {
		{"xterm", true, ON_MENU, "00\r"},
		{"xterm", true, ON_MENU, "\u0660\u0660\r"},
		{"xterm", true, ON_MENU, CTRL_X},
		{"xterm", true, ON_MENU, "a half line" CTRL_X},
		{"xterm", true, ON_SEARCH, "00\r"},
		{"xterm", true, ON_FORM, "/00\r"},
		{"xterm", true, ON_FORM, "Layla\r12\r00\r"},
		{"dumb", true, ON_MENU, "00\r"},
		{"", false, ON_MENU, "00\n"},
		{"", false, ON_FORM, "/00\n"},
		{"", false, ON_MENU, CTRL_X "\n"},
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct place p;

		come_to_lines(&p, ways[i].term, ways[i].raw, ways[i].on);
		type(&p, ways[i].keys);
		ck_assert_msg(session_is_over(p.session), "way %zu", i);
		ck_assert_msg(strcmp(ways[i].term, "xterm") == 0
				      ? has(&p.sent, NAMES) && ends(&p.sent, LAST)
				      : is_only(&p.sent, ways[i].raw ? "\r\n" : "\n", 100),
			      "way %zu", i);
		ck_assert(!has(&p.sent, "reference") && !has(&p.sent, "1049"));
		go(&p);
	}
}
END_TEST

START_TEST(a_line_with_more_is_no_exit)
{
	struct place p;

	come_to_lines(&p, "xterm", true, ON_FORM);
	type(&p, "00\r"); /* a text is asked for: an answer, which is refused here */
	expect_stays(&p);
	expect_log(&p, "answer 1 00;");
	go(&p);
	come_to_lines(&p, "", false, ON_MENU);
	type(&p, "000\n");
	expect_stays(&p);
	type(&p, "a" CTRL_X "b\n");
	expect_stays(&p);
	go(&p);
}
END_TEST

/* A telephone number under a line of its own. */
START_TEST(lines_that_are_pasted_are_no_exit)
{
	struct place p;

	come_to_lines(&p, "xterm", true, ON_MENU);
	type(&p, "00\r00961\r");
	expect_stays(&p);
	type(&p, "00\r");
	expect_gone_from_lines(&p);
	go(&p);
}
END_TEST

/* As on pages: a text that was not ended is kept, half a command or half a secret is not. */
START_TEST(half_a_line_is_kept)
{
	static const struct {
		enum field_kind kind;
		const char *keys, *log;
	} ways[] = {
		{FIELD_LINE, "Lay" CTRL_X, "answer 1 Lay;"},
		{FIELD_LINE, "/0" CTRL_X, ""},
		{FIELD_LINE, "Layla\r" CTRL_X, "answer 1 Layla;focus 2;"},
		{FIELD_LINES, "Layla\rand Lay" CTRL_X, "answer 1 Layla\nand Lay;"},
		{FIELD_LINES, "Layla\r/0" CTRL_X, "answer 1 Layla;"},
		{FIELD_LINES, "Layla\r/00\r", "answer 1 Layla;"},
		{FIELD_SECRET, "Lay" CTRL_X, ""},
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct place p;

		come_to_lines(&p, "xterm", true, ON_FORM);
		p.f.name = ways[i].kind;
		type(&p, "/?\r");
		type(&p, "0\r");
		p.f.log[0] = '\0';
		type(&p, ways[i].keys);
		expect_gone_from_lines(&p);
		ck_assert_msg(strcmp(p.f.log, ways[i].log) == 0, "way %zu: %s", i, p.f.log);
		go(&p);
	}
}
END_TEST

/* --- what is left to others ------------------------------------------------------------------- */

/* Whoever must finish it instead has the same bytes, and no words. */
START_TEST(the_will_wipes_too)
{
	struct buffer will;
	struct place p;

	come_to_pages(&p, ON_MENU);
	buffer_open(&will, WILL_MOST);
	ck_assert(session_will(p.session, &will) && has(&will, "The connection"));
	type(&p, CTRL_X);
	ck_assert(session_will(p.session, &will) && !will.full);
	ck_assert(has(&will, "\x1B[?1049l") && ends(&will, LAST) && !has(&will, "The connection"));
	ck_assert(!session_will(p.session, &will));
	buffer_close(&will);
	go(&p);
}
END_TEST

/* Some terminals keep their lines whatever they are told: they are pushed out. The will stays
 * short. */
START_TEST(saved_lines_are_pushed_out)
{
	const struct session_line line = {
		.term = "screen.xterm-256color", .banner = "", .cols = 80, .rows = 24, .raw = true};
	struct buffer will;
	struct place p;

	come(&p, &line, ON_MENU);
	buffer_open(&will, WILL_MOST);
	type(&p, CTRL_X);
	ck_assert(session_is_over(p.session) && has(&p.sent, "\x1B[24S\x1B[24S"));
	ck_assert(ends(&p.sent, LAST) && p.sent.size < 3000);
	ck_assert(session_will(p.session, &will) && !will.full && !has(&will, "\x1B[24S"));
	buffer_close(&will);
	go(&p);
}
END_TEST

/* What the terminal was made to leave is given back to it: here, that it turns rows itself. */
START_TEST(what_was_switched_is_switched_back)
{
	struct place p;

	come_to_pages(&p, ON_MENU);
	type(&p, "\x1B[8;1$y");
	ck_assert(has(&p.sent, "\x1B[8l"));
	type(&p, CTRL_X);
	ck_assert(session_is_over(p.session) && ends(&p.sent, "\x1B[8h\x1B[?1243h"));
	go(&p);
}
END_TEST

SUITE(vanish, one_key_from_every_place, it_waits_for_nothing, twice_zero_where_no_text_is_typed,
      two_zeros_of_a_number_are_no_exit, zeros_of_a_time_are_no_exit, hammered_zeros_leave,
      back_twice_is_no_exit, a_key_that_is_held_is_no_exit, a_paste_without_marks_is_no_exit,
      lines_that_are_pasted_are_no_exit, half_a_line_is_kept, no_exit_where_zeros_mean_something,
      the_second_zero_is_no_answer, plain_lines_too, a_line_with_more_is_no_exit,
      the_will_wipes_too, saved_lines_are_pushed_out, what_was_switched_is_switched_back)
