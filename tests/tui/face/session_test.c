/* session_test.c - one person at one terminal, and at another: frames, clocks, sizes, answers that
 * are late, and how it ends. */
#include "tests/tui/fixture.h"
#include "tests/tui/terminal.h"

#define DOWN "\x1B[B"
#define PUTTY "\x1B[>0;136;0c"
#define CURSOR "\x1B[1;1R" /* the last answer to what a terminal is asked */

/* A session, what it has sent since the last look, and the terminal that shows it. */
struct seat {
	struct fixture f;
	struct caller caller;
	struct session *session;
	struct terminal terminal;
	struct buffer sent;
	int64_t now;
};

static struct session_line line_on(const char *term, int cols, int rows)
{
	return (struct session_line){
		.term = term, .banner = "", .cols = cols, .rows = rows, .raw = true};
}

/* A turn, whose bytes arrive at once. */
static void turn(struct seat *s)
{
	buffer_clear(&s->sent);
	session_turn(s->session, s->now, &s->sent);
	if (session_known(s->session).charset == CHARSET_UTF8 && s->sent.size > 0)
		terminal_write(&s->terminal, s->sent.data, s->sent.size);
	session_arrived(s->session, s->now);
}

static void sit(struct seat *s, const struct session_line *line)
{
	struct context x = {.caller = &s->caller,
			    .scene = {.lang = LANG_EN, .portal = "portal.example", .port = 22}};

	*s = (struct seat){.f = {.choices = 8}, .now = 1000};
	s->caller = caller_visitor("", FACE_PAGES);
	buffer_open(&s->sent, (size_t)1 << 20);
	terminal_open(&s->terminal, line->cols, line->rows);
	s->session = session_new(&x, true, line);
	stack_home(session_stack(s->session), fixture_menu(&s->f));
	turn(s);
}

static void leave(struct seat *s)
{
	session_free(s->session);
	buffer_close(&s->sent);
}

static void type(struct seat *s, const char *keys)
{
	session_feed(s->session, keys, strlen(keys), s->now);
}

static void expect_log(struct seat *s, const char *log)
{
	ck_assert_str_eq(s->f.log, log);
	s->f.log[0] = '\0';
}

static bool shows(const struct terminal *t, const char *words)
{
	for (int row = 0; row < t->rows; row++) {
		char text[TERMINAL_COLS * 4 + 1];
		size_t len = 0;

		for (int col = 0; col < t->cols; col++)
			if (t->drawn[row][col].glyph.cols > 0)
				len += utf8_encode(t->drawn[row][col].glyph.code[0], text + len);
		text[len] = '\0';
		if (strstr(text, words) != NULL)
			return true;
	}
	return false;
}

static bool was_sent(const struct seat *s, const char *bytes)
{
	return s->sent.size > 0 && memmem(s->sent.data, s->sent.size, bytes, strlen(bytes)) != NULL;
}

START_TEST(one_frame_is_under_way_at_a_time)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct seat s;

	sit(&s, &line);
	ck_assert(session_is_pages(s.session));
	ck_assert(s.terminal.other_screen && shows(&s.terminal, "Item 1"));
	ck_assert_msg(was_sent(&s, "\033[6n"), "the terminal is asked before its first frame");
	turn(&s);
	ck_assert_msg(s.sent.size == 0, "nothing has changed");
	type(&s, DOWN);
	session_turn(s.session, s.now, &s.sent);
	ck_assert(s.sent.size > 0 && session_is_in_flight(s.session));
	buffer_clear(&s.sent);
	type(&s, DOWN DOWN "4");
	session_turn(s.session, s.now, &s.sent);
	ck_assert_msg(s.sent.size == 0, "a frame is under way");
	session_arrived(s.session, s.now);
	turn(&s);
	ck_assert_msg(s.sent.size > 0 && s.sent.size < 300, "%zu bytes for four keys", s.sent.size);
	expect_log(&s, "choose 4;");
	leave(&s);
}
END_TEST

START_TEST(a_small_change_follows_one_that_is_under_way)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct seat s;

	sit(&s, &line);
	session_resize(s.session, 100, 30); /* a whole page is sent */
	session_turn(s.session, s.now, &s.sent);
	type(&s, DOWN);
	ck_assert_msg(session_until(s.session) == 0, "none follows a whole page");
	s.now += 400;
	session_turn(s.session, s.now, &s.sent);
	ck_assert(session_is_in_flight(s.session) && session_until(s.session) == 0);
	session_arrived(s.session, s.now);
	buffer_clear(&s.sent);
	session_turn(s.session, s.now, &s.sent);
	ck_assert_msg(s.sent.size > 0 && s.sent.size <= 160 && session_is_in_flight(s.session),
		      "%zu bytes", s.sent.size);
	type(&s, DOWN);
	ck_assert_int_eq(session_until(s.session), s.now + 150);
	for (int i = 0; i < 2; i++) {
		buffer_clear(&s.sent);
		s.now += i == 0 ? 149 : 1;
		session_turn(s.session, s.now, &s.sent);
		ck_assert_int_eq(s.sent.size > 0, i);
	}
	session_arrived(s.session, s.now);
	ck_assert_msg(!session_is_in_flight(s.session), "all has arrived");
	leave(&s);
}
END_TEST

START_TEST(nothing_follows_where_the_line_does_not_move_nor_another_page)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct seat s;
	int sent = 0;

	sit(&s, &line);
	for (int i = 0; i < 60; i++, s.now += 150) { /* nothing of it arrives */
		type(&s, i % 2 == 0 ? DOWN : "\x1B[A");
		buffer_clear(&s.sent);
		session_turn(s.session, s.now, &s.sent);
		sent += s.sent.size > 0;
	}
	ck_assert_msg(sent > 10 && sent < 20, "%d frames", sent);
	ck_assert_int_eq(session_until(s.session), 0);
	session_moved(s.session, s.now);
	ck_assert_msg(session_until(s.session) != 0, "the line moves again");
	turn(&s);
	turn(&s);
	type(&s, DOWN);
	session_turn(s.session, s.now, &s.sent);
	ck_assert(session_is_in_flight(s.session));
	stack_home(session_stack(s.session), fixture_menu(&s.f)); /* another page */
	type(&s, DOWN);
	ck_assert_int_eq(session_until(s.session), 0);
	leave(&s);
}
END_TEST

START_TEST(a_page_that_has_not_arrived_decides_nothing)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct seat s;

	sit(&s, &line);
	s.f.deliberate = true;
	stack_home(session_stack(s.session), fixture_menu(&s.f));
	session_turn(s.session, s.now, &s.sent);
	type(&s, "3");
	expect_log(&s, "");
	session_arrived(s.session, s.now);
	type(&s, "3");
	expect_log(&s, "choose 3;");
	leave(&s);
}
END_TEST

START_TEST(a_lone_escape_waits_for_what_may_follow)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct seat s;

	sit(&s, &line);
	ck_assert_int_eq(session_until(s.session), 0);
	type(&s, CURSOR); /* all answers have come */
	type(&s, "\033");
	ck_assert_int_eq(session_until(s.session), 1050);
	s.now = 1049;
	turn(&s);
	expect_log(&s, "");
	s.now = session_until(s.session);
	turn(&s);
	expect_log(&s, "back;");
	ck_assert_int_eq(session_until(s.session), 0);
	leave(&s);
}
END_TEST

START_TEST(late_answers_are_no_keys)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct context *x;
	struct seat s;

	sit(&s, &line);
	x = stack_context(session_stack(s.session));
	ck_assert(!x->scene.letters_sure && x->scene.letters == TERMINAL_VISUAL);
	type(&s, "\033"); /* the first byte of an answer, and a slow line */
	ck_assert_int_eq(session_until(s.session), 4000);
	s.now = 3900;
	turn(&s);
	expect_log(&s, "");
	type(&s, &PUTTY[1]);
	ck_assert_int_eq(session_until(s.session), 0);
	ck_assert(x->scene.letters_sure && x->scene.letters == TERMINAL_UBA_AUTO);
	turn(&s);
	ck_assert_msg(s.sent.size > 500, "the page is sent anew, the other way");
	expect_log(&s, "");
	leave(&s);
}
END_TEST

START_TEST(what_its_owner_chose_on_such_a_terminal_stands)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct seat s;

	line.known.chosen = (int)TERMINAL_TOKEN + (int)PROBE_PUTTY * PREFERENCE_OF;
	sit(&s, &line);
	ck_assert(session_known(s.session).chosen == line.known.chosen);
	type(&s, PUTTY);
	ck_assert_int_eq(stack_context(session_stack(s.session))->scene.letters, TERMINAL_TOKEN);
	leave(&s);
}
END_TEST

START_TEST(too_small_a_window_goes_on_in_lines_and_back)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct seat s;

	sit(&s, &line);
	session_resize(s.session, 80, 6);
	turn(&s);
	ck_assert(!session_is_pages(s.session) && !s.terminal.other_screen);
	ck_assert(was_sent(&s, "too small") && was_sent(&s, "1. Item 1: with a detail\r\n"));
	ck_assert_int_eq(stack_context(session_stack(s.session))->caller->face, FACE_PLAIN);
	type(&s, "2\r");
	expect_log(&s, "choose 2;");
	turn(&s);
	session_resize(s.session, 80, 24);
	ck_assert(session_is_pages(s.session));
	turn(&s);
	ck_assert(s.terminal.other_screen && shows(&s.terminal, "Item 8"));
	ck_assert_int_eq(stack_context(session_stack(s.session))->caller->face, FACE_PAGES);
	type(&s, "3");
	expect_log(&s, "choose 3;");
	leave(&s);
}
END_TEST

START_TEST(a_lost_line_goes_on_at_another_terminal)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct session_line other = line_on("vt100", 60, 20), dumb = line_on("dumb", 80, 24);
	struct seat s;

	sit(&s, &line);
	stack_home(session_stack(s.session), fixture_form(&s.f));
	turn(&s);
	type(&s, "Layla");
	turn(&s);
	session_lose(s.session);
	ck_assert(session_suits(s.session, &other) && session_suits(s.session, &dumb));
	terminal_open(&s.terminal, 60, 20);
	session_resume(s.session, &other);
	turn(&s);
	ck_assert(shows(&s.terminal, "Layla") && shows(&s.terminal, "You are back"));
	ck_assert_msg(!was_sent(&s, "\033[?1049h"), "a vt100 has one screen");
	type(&s, "\r");
	expect_log(&s, "answer 1 Layla;focus 2;");
	session_lose(s.session);
	session_resume(s.session, &dumb);
	turn(&s);
	ck_assert(!session_is_pages(s.session) && was_sent(&s, "Your answer so far: Layla"));
	leave(&s);
}
END_TEST

/* Whose key is all that is known of the newcomer has shown no PIN: nothing that this visit has
   proven, shown or typed of one goes over to the other line. */
START_TEST(a_key_takes_back_no_pin)
{
	struct session_line line = line_on("xterm", 80, 24);

	for (int by_key = 0; by_key <= 1; by_key++) {
		struct seat s;

		sit(&s, &line);
		if (by_key)
			memset(s.caller.key, 'a', 64);
		caller_prove(&s.caller, "12345678901234", NULL, PROVEN_HERE);
		stack_home(session_stack(s.session), track_new());
		turn(&s);
		type(&s, "\t123456");
		turn(&s);
		ck_assert(shows(&s.terminal, "\u2022\u2022\u2022\u2022\u2022\u2022"));
		session_lose(s.session);
		terminal_open(&s.terminal, 80, 24);
		session_resume(s.session, &line);
		turn(&s);
		ck_assert(shows(&s.terminal, "You are back"));
		ck_assert_int_eq(shows(&s.terminal, "\u2022\u2022"), !by_key);
		ck_assert_uint_eq(s.caller.proven_count, by_key ? 0 : 1);
		leave(&s);
	}
}
END_TEST

START_TEST(lines_take_back_no_half_typed_pin)
{
	struct session_line line = line_on("dumb", 80, 24);
	struct seat s;

	sit(&s, &line);
	stack_home(session_stack(s.session), track_new());
	type(&s, "1\r"); /* lines tell of another page after the next line that comes */
	turn(&s);
	type(&s, "00000000000001\r");
	turn(&s);
	type(&s, "123456");
	turn(&s);
	session_lose(s.session);
	session_resume(s.session, &line);
	turn(&s);
	ck_assert(was_sent(&s, "Tracking PIN"));
	type(&s, "\r");
	turn(&s);
	ck_assert(was_sent(&s, "Tracking PIN")); /* asked once more, since there is none */
	leave(&s);
}
END_TEST

/* A screen that counts how often it has read. */
struct counting {
	struct screen screen;
	int loads;
};

static void count_load(struct screen *s, struct stack *st)
{
	(void)st;
	((struct counting *)s)->loads++;
}

static struct page *count_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	(void)x;
	return page_new(a, "count",
			arena_format(a, "Read %d", ((const struct counting *)s)->loads));
}

static const struct screen_ops count_ops = {
	.name = "count", .load = count_load, .view = count_view};

START_TEST(what_is_opened_uncovered_or_taken_up_again_is_read_again)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct counting *c = calloc(1, sizeof(*c));
	struct seat s;

	ck_assert_ptr_nonnull(c);
	c->screen.ops = &count_ops;
	sit(&s, &line);
	stack_push(session_stack(s.session), &c->screen);
	turn(&s);
	ck_assert(shows(&s.terminal, "Read 1"));
	type(&s, "?");
	turn(&s);
	ck_assert_int_eq(c->loads, 1);
	type(&s, "0");
	turn(&s);
	ck_assert(shows(&s.terminal, "Read 2"));
	session_resize(s.session, 60, 20);
	turn(&s);
	ck_assert_msg(c->loads == 2, "another size needs nothing new");
	session_lose(s.session);
	session_resume(s.session, &line);
	turn(&s);
	ck_assert(shows(&s.terminal, "Read 3"));
	leave(&s);
}
END_TEST

START_TEST(lines_go_on_over_lines_alone)
{
	struct session_line line = line_on("dumb", 80, 24);
	struct session_line pages = line_on("xterm", 80, 24);
	struct seat s;

	sit(&s, &line);
	ck_assert(!session_is_pages(s.session) && session_until(s.session) == 0);
	session_lose(s.session);
	ck_assert(!session_suits(s.session, &pages));
	ck_assert(session_suits(s.session, &line));
	pages.plain = true;
	ck_assert(session_suits(s.session, &pages));
	session_resume(s.session, &pages);
	turn(&s);
	ck_assert(was_sent(&s, "Menu 0") && !was_sent(&s, "\033["));
	leave(&s);
}
END_TEST

START_TEST(a_frame_that_another_has_sent_is_waited_for)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct session_known known;
	struct seat s;

	sit(&s, &line);
	type(&s, DOWN);
	session_turn(s.session, s.now, &s.sent);
	known = session_known(s.session);
	ck_assert(known.in_flight && known.probe.asked);
	session_lose(s.session);
	line.known = known;
	session_resume(s.session, &line);
	buffer_clear(&s.sent);
	session_turn(s.session, s.now, &s.sent);
	ck_assert_msg(s.sent.size == 0, "the frame of before is still under way");
	session_arrived(s.session, s.now);
	turn(&s);
	ck_assert(was_sent(&s, "Item 1") && !was_sent(&s, "\033[6n"));
	leave(&s);
}
END_TEST

START_TEST(the_end_puts_the_terminal_back)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct buffer will;
	struct seat s;

	sit(&s, &line);
	buffer_open(&will, 1024);
	ck_assert(session_will(s.session, &will) && strstr(will.data, "\033[?1049l") != NULL);
	ck_assert_ptr_nonnull(
		strstr(will.data, "\r\nThe connection to the portal has broken off."));
	ck_assert(!session_will(s.session, &will));
	type(&s, "\033[8;1$y"); /* the terminal turns rows itself, and is told not to */
	turn(&s);
	ck_assert(was_sent(&s, "\033[8l"));
	ck_assert(session_will(s.session, &will) && strstr(will.data, "\033[8h") != NULL);
	type(&s, DOWN);
	session_turn(s.session, s.now, &s.sent);
	session_leave(s.session, "The portal closes.");
	ck_assert(!session_is_open(s.session) && !session_is_over(s.session));
	buffer_clear(&s.sent);
	session_turn(s.session, s.now, &s.sent);
	ck_assert_msg(s.sent.size == 0, "the frame under way comes first");
	session_arrived(s.session, s.now);
	turn(&s);
	ck_assert(session_is_over(s.session) && !s.terminal.other_screen);
	ck_assert(was_sent(&s, "\033[8h") && was_sent(&s, "\r\nThe portal closes.\r\n"));
	ck_assert_msg(!session_will(s.session, &will), "its last bytes may not have arrived");
	type(&s, "3");
	expect_log(&s, "");
	buffer_close(&will);
	leave(&s);
}
END_TEST

/* Who is sent away is asked nothing more: the last words stand last. */
START_TEST(lines_end_with_the_last_words)
{
	struct session_line line = line_on("dumb", 80, 24);
	struct seat s;

	sit(&s, &line);
	ck_assert(!session_is_pages(s.session));
	session_leave(s.session, "The portal closes.");
	turn(&s);
	ck_assert(session_is_over(s.session));
	buffer_text(&s.sent, "");
	ck_assert_str_eq(s.sent.data, "\r\nThe portal closes.\r\n");
	leave(&s);
}
END_TEST

START_TEST(input_that_ends_ends_the_visit)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct seat s;

	sit(&s, &line);
	session_end_input(s.session);
	turn(&s);
	ck_assert(session_is_over(s.session) && !s.terminal.other_screen);
	leave(&s);
	line.term = "dumb";
	line.raw = false;
	sit(&s, &line);
	session_lose(s.session);
	session_resume(s.session, &line); /* the page that the test has put there is said */
	type(&s, "4");
	session_end_input(s.session);
	turn(&s);
	expect_log(&s, "choose 4;");
	ck_assert(session_is_over(s.session));
	leave(&s);
}
END_TEST

START_TEST(the_terminals_own_charset)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct seat s;

	charset_open();
	line.known.charset = CHARSET_LATIN1;
	sit(&s, &line);
	stack_home(session_stack(s.session), fixture_form(&s.f));
	turn(&s);
	type(&s, "Ren\xE9\r");
	expect_log(&s, "answer 1 René;focus 2;");
	turn(&s);
	ck_assert(was_sent(&s, "Ren\xE9") && !was_sent(&s, "René"));
	leave(&s);
}
END_TEST

START_TEST(a_person_is_told_on_either_face)
{
	static const char *const terms[] = {"xterm", "dumb"};

	for (size_t i = 0; i < 2; i++) {
		struct session_line line = line_on(terms[i], 80, 24);
		struct seat s;

		sit(&s, &line);
		ck_assert(session_is_pages(s.session) == (i == 0));
		session_tell(s.session, "The portal closes.");
		turn(&s);
		ck_assert(i == 0 ? shows(&s.terminal, "The portal closes.")
				 : was_sent(&s, "The portal closes."));
		ck_assert(session_is_open(s.session));
		leave(&s);
	}
}
END_TEST

/* Lines have no terminal to put back, but last words; what they are made of may change. */
START_TEST(the_will_has_last_words)
{
	struct session_line line = line_on("xterm", 80, 24);
	struct buffer will;
	struct seat s;

	line.plain = true;
	sit(&s, &line);
	buffer_open(&will, 1024);
	ck_assert(session_will(s.session, &will));
	ck_assert_int_eq(strncmp(will.data, "\r\nThe connection", 16), 0);
	ck_assert(!session_will(s.session, &will));
	message_use(LANG_FR);
	ck_assert_msg(session_will(s.session, &will), "in another language other words");
	message_use(LANG_EN);
	buffer_close(&will);
	leave(&s);
}
END_TEST

SUITE(session, one_frame_is_under_way_at_a_time, a_small_change_follows_one_that_is_under_way,
      nothing_follows_where_the_line_does_not_move_nor_another_page,
      a_page_that_has_not_arrived_decides_nothing, a_lone_escape_waits_for_what_may_follow,
      late_answers_are_no_keys, what_its_owner_chose_on_such_a_terminal_stands,
      too_small_a_window_goes_on_in_lines_and_back, a_lost_line_goes_on_at_another_terminal,
      a_key_takes_back_no_pin, lines_take_back_no_half_typed_pin,
      what_is_opened_uncovered_or_taken_up_again_is_read_again, lines_go_on_over_lines_alone,
      a_frame_that_another_has_sent_is_waited_for, the_end_puts_the_terminal_back,
      lines_end_with_the_last_words, input_that_ends_ends_the_visit, the_terminals_own_charset,
      a_person_is_told_on_either_face, the_will_has_last_words)
