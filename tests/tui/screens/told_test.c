/* told_test.c - what a person must know is told before it is needed, once, and without filling the
 * page. */
#include "tests/tui/golden.h"

#include "tui/page/words.h"

static const struct service *service_of(const struct visit *v, const char *id)
{
	const struct service *s = catalogue_find(v->context.scene.catalogue, id);

	ck_assert_msg(s != NULL, "%s", id);
	return s;
}

/* --- how an answer is written ----------------------------------------------------------------- */

/* The help of the question with this id, on the page where it is asked. */
static const char *help_of(struct visit *v, struct arena *a, const char *service, const char *id)
{
	struct error err = {0};
	struct draft *j = draft_begin(&v->context, service_of(v, service), &err);
	struct field_path at = {0};
	const char *help = NULL;
	const struct page *p;

	ck_assert_msg(j != NULL, "%s", err.detail);
	for (size_t i = 0; i < j->service->form->section_count; i++)
		for (size_t k = 0; k < j->service->form->sections[i].question_count; k++)
			if (strcmp(j->service->form->sections[i].questions[k].id, id) == 0)
				at = (struct field_path){
					&j->service->form->sections[i], 0,
					&j->service->form->sections[i].questions[k]};
	ck_assert_msg(at.question != NULL, "%s", id);
	stack_push(golden_stack(v), questions_new(golden_stack(v), j, &at));
	p = stack_view(golden_stack(v), a);
	for (const struct block *b = p->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_FIELD &&
		    strcmp(b->field->label, words_of(&at.question->label, v->lang)) == 0)
			help = b->field->help;
	stack_home(golden_stack(v), NULL);
	draft_drop(j);
	return help == NULL ? "" : help;
}

START_TEST(how_it_is_written_is_told_at_its_question)
{
	static const struct {
		const char *service, *question, *help;
	} cases[] = {
		{"lb-disability-card", "id_number",
		 "The number of the Lebanese identity card has 6 to 12 digits."},
		{"tn-disability-card", "cin",
		 "Leave it empty if there is no card, for a child for example. "
		 "The number of the identity card (CIN) has 8 digits."},
		{"dz-birth-record-12s", "given_name_latin",
		 "Use only the letters A to Z, without accents."},
		{"dz-birth-record-12s", "given_name", "A name, in Arabic letters."},
		/* An example is enough. */
		{"lb-disability-card", "phone",
		 "A number where you can be reached, for example 03 123456."},
	};
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_str_eq(help_of(&v, a, cases[i].service, cases[i].question),
				 cases[i].help);
	golden_close(&v);
}
END_TEST

/* --- what is not known ------------------------------------------------------------------------ */

/* How often a page says these words, wherever. */
static int count_of(const struct page *p, const char *words)
{
	int count = 0;

	for (const struct block *b = p->first; b != NULL; b = b->next) {
		count += b->label != NULL && strcmp(b->label, words) == 0;
		count += b->detail != NULL && strcmp(b->detail, words) == 0;
	}
	return count;
}

START_TEST(what_is_not_known_is_said_once)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	const struct page *p;
	struct visit v;

	golden_open(&v, LANG_EN, 40, 15);
	stack_push(golden_stack(&v), service_new(service_of(&v, "eg-takaful")));
	p = stack_view(golden_stack(&v), a);
	ck_assert_int_eq(count_of(p, "Fee and time"), 1);
	ck_assert_int_eq(count_of(p, "neither is known"), 1);
	ck_assert_int_eq(count_of(p, "Not known"), 1);
	ck_assert_int_eq(count_of(p, "Where and how · Valid for · Legal basis"), 1);
	ck_assert_int_eq(count_of(p, "Legal basis"), 0);
	ck_assert_str_eq(words_head(a, LANG_EN, service_of(&v, "eg-takaful"), 0),
			 words_of(&service_of(&v, "eg-takaful")->authority, LANG_EN));
	golden_close(&v);
}
END_TEST

/* Where only a note tells what it costs, that is what is known of it. */
START_TEST(a_note_stands_for_an_amount)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	const struct service *s;
	const struct page *p;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	s = service_of(&v, "lb-company-sal-registration");
	ck_assert(!s->fee->known);
	ck_assert_str_eq(words_fee(a, LANG_EN, s->fee), words_of(&s->fee->note, LANG_EN));
	stack_push(golden_stack(&v), service_new(s));
	p = stack_view(golden_stack(&v), a);
	ck_assert_int_eq(count_of(p, words_of(&s->fee->note, LANG_EN)), 1);
	golden_close(&v);
}
END_TEST

/* --- the PIN ---------------------------------------------------------------------------------- */

/* It is shown again in this visit: at the beginning, when a person stops, and on the receipt. */
START_TEST(the_pin_is_promised_as_it_is_shown)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	stack_push(golden_stack(&v), apply_new(service_of(&v, "lb-disability-card")));
	golden_type(&v, "1");
	ck_assert_int_eq(
		count_of(stack_view(golden_stack(&v), a),
			 "We keep a draft for 30 days. The PIN is shown in this session only."),
		1);
	golden_close(&v);
}
END_TEST

/* And that a key alone will not do, where the operator has it so. */
START_TEST(that_the_pin_is_needed_is_told_in_time)
{
	static const char words[] =
		"When you come back, you need the PIN to submit, even with a key.";
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	stack_push(golden_stack(&v), apply_new(service_of(&v, "lb-disability-card")));
	golden_type(&v, "1");
	ck_assert_int_eq(count_of(stack_view(golden_stack(&v), a), words), 0); /* has no key */
	snprintf(v.caller.key, sizeof(v.caller.key), "%064d", 7);
	stack_look(golden_stack(&v));
	ck_assert_int_eq(count_of(stack_view(golden_stack(&v), a), words), 1);
	golden_type(&v, "1\n0"); /* to the list of its parts, and back: later */
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "later");
	ck_assert_int_eq(count_of(stack_view(golden_stack(&v), a), words), 1);
	stack_context(golden_stack(&v))->caller->key_acts = true;
	stack_look(golden_stack(&v));
	ck_assert_int_eq(count_of(stack_view(golden_stack(&v), a), words), 0);
	golden_close(&v);
}
END_TEST

/* What was not taken is not kept where nobody sees it: the next try begins in an empty field. */
START_TEST(a_pin_that_is_short_is_typed_anew)
{
	struct error err = {0};
	struct draft *j;
	struct visit v;
	char pin[PIN_DIGITS + 2], number[REFERENCE_DIGITS + 2];

	golden_open(&v, LANG_EN, 80, 24);
	j = draft_begin(&v.context, service_of(&v, "lb-disability-card"), &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	snprintf(pin, sizeof(pin), "%s\n", j->pin);
	snprintf(number, sizeof(number), "%s\n", j->application.reference);
	caller_forget_proofs(&v.caller);
	stack_push(golden_stack(&v), track_new());
	golden_type(&v, number);
	golden_type(&v, "12345\n");
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "track");
	golden_type(&v, pin);
	ck_assert_str_ne(stack_top(golden_stack(&v))->ops->name, "track");
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* --- the time ----------------------------------------------------------------------------------
 */

START_TEST(what_is_done_while_one_waits_is_no_unknown_time)
{
	static const char *const said[LANG_COUNT] = {
		"بلا تاريخ محدد (تُنجز هذه الخدمة عادةً فوراً)",
		"aucune date (démarche en principe immédiate)",
		"no date (this service is usually done at once)"};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct visit v;
		struct words_time time = {0};

		golden_open(&v, (enum lang)lang, 80, 24);
		time.service = service_of(&v, "dz-residence-certificate");
		time.stage = &time.service->stages[0];
		ck_assert_str_eq(words_time(a, (enum lang)lang, &time), said[lang]);
		golden_close(&v);
	}
}
END_TEST

/* Of the instant card no source has the time: its clock does not run, and no other is told. */
START_TEST(a_time_that_no_source_has_is_not_known)
{
	static const char *const said[LANG_COUNT] = {[LANG_FR] = "inconnue (aucun délai publié)",
						     [LANG_EN] =
							     "not known (no time limit published)"};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	for (int lang = LANG_AR + 1; lang < LANG_COUNT; lang++) {
		struct visit v;
		struct words_time time = {0};

		golden_open(&v, (enum lang)lang, 80, 24);
		time.service = service_of(&v, "eg-national-id");
		ck_assert_str_eq(words_time(a, (enum lang)lang, &time), said[lang]);
		golden_close(&v);
	}
}
END_TEST

/* Without the marks that set apart. */
static char *bare(char *s)
{
	char *to = s;

	for (const char *from = s; *from != '\0';)
		if (strncmp(from, "\u2066", 2) == 0 && (unsigned char)from[2] >= 0xA6)
			from += 3;
		else
			*to++ = *from++;
	*to = '\0';
	return s;
}

/* Of 15 days that a private portal tells no day is promised, and none is overdue; those of the
 * administration's own sheet are told as ever. */
START_TEST(an_estimate_is_no_promise)
{
	static const char *const said[LANG_COUNT][3] = {
		{"عادةً نحو 15 يوماً، أي حوالي 30 نوفمبر 2026",
		 "عادةً نحو 15 يوماً؛ وقد انقضت هذه المدة", "idara.tn"},
		{"15\u00A0jours en général, soit vers le 30 novembre 2026",
		 "15\u00A0jours en général\u00A0; ce délai est dépassé", "idara.tn"},
		{"usually about 15 days, so around 30 November 2026",
		 "usually about 15 days; that time has passed", "private portal"}};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct visit v;
		struct words_time time = {.due_at = 1796000000};
		enum lang in = (enum lang)lang;

		golden_open(&v, in, 80, 24);
		time.service = service_of(&v, "tn-lost-identity-card");
		ck_assert_str_eq(bare(words_time(a, in, &time)), said[lang][0]);
		ck_assert_str_eq(words_time_label(&time), message_get("Answer expected"));
		ck_assert_msg(strstr(words_time_origin(&time, in), said[lang][2]) != NULL, "%s",
			      words_time_origin(&time, in));
		time.now = time.due_at + (int64_t)20 * 86400;
		ck_assert_str_eq(bare(words_time(a, in, &time)), said[lang][1]);
		time.service = service_of(&v, "tn-national-identity-card");
		ck_assert_str_eq(words_time_label(&time), message_get("Due by"));
		ck_assert_ptr_null(words_time_origin(&time, in));
		golden_close(&v);
	}
}
END_TEST

/* To staff it is not "you" whose answer is awaited. */
START_TEST(who_is_awaited_is_told_to_each)
{
	static const char *const said[LANG_COUNT][2] = {
		{"المهلة متوقفة إلى أن تجيب", "المهلة متوقفة إلى أن يجيب مقدّم الطلب"},
		{"délai suspendu jusqu'à votre réponse",
		 "délai suspendu jusqu'à la réponse du demandeur"},
		{"paused until you answer", "paused until the applicant answers"}};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		for (int staff = 0; staff < 2; staff++) {
			struct visit v;
			struct service with_clock;
			struct words_time time = {
				.service = &with_clock, .asked = true, .of_staff = staff == 1};

			golden_open(&v, (enum lang)lang, 80, 24);
			with_clock = *service_of(&v, "lb-disability-card");
			with_clock.clock_count = 1;
			ck_assert_str_eq(words_time(a, (enum lang)lang, &time), said[lang][staff]);
			with_clock.clock_count = 0;
			time.due_at = 1796000000;
			ck_assert_int_eq(
				strstr(words_time(a, LANG_EN, &time), "until you answer") != NULL,
				lang == LANG_EN && staff == 0);
			golden_close(&v);
		}
	}
}
END_TEST

/* What stands on one page under numbers of its own is called by a name of its own. */
START_TEST(no_two_acts_are_called_the_same)
{
	static const char *const names[] = {"Send it to another stage",
					    "Hand it to a colleague",
					    "Return it to the queue",
					    "Take it up",
					    "Ask the applicant",
					    "Answer",
					    "Withdraw my application",
					    "Approve it",
					    "Refuse it"};
	enum { NAMES = sizeof(names) / sizeof(names[0]) };

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct visit v;

		golden_open(&v, (enum lang)lang, 80, 24);
		for (int i = 0; i < NAMES; i++)
			for (int k = 0; k < i; k++)
				ck_assert_str_ne(message_get(names[i]), message_get(names[k]));
		golden_close(&v);
	}
}
END_TEST

/* --- a second look -----------------------------------------------------------------------------
 */

START_TEST(a_title_is_remarked_as_soon_as_it_is_typed)
{
	static const char words[] = "Is there a title or a shortened word in this name?";
	struct error err = {0};
	struct draft *j;
	struct field_path at = {0};
	struct buffer out;
	struct plain *plain;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	j = draft_begin(&v.context, service_of(&v, "lb-disability-card"), &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	while (form_next(j->form, &at) && at.question->type != &type_name)
		;
	ck_assert_ptr_nonnull(at.question);
	stack_push(golden_stack(&v), tasks_new(golden_stack(&v), j));
	stack_push(golden_stack(&v), questions_new(golden_stack(&v), j, &at));
	golden_shows(&v, words, false);
	golden_type(&v, "Dr. Rima Haddad\n");
	golden_shows(&v, words, true); /* below its question; it is taken all the same */
	ck_assert_str_eq(form_get(j->form, &at), "Dr. Rima Haddad");
	golden_type(&v, "\x1b");
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "tasks");
	golden_shows(&v, words, true); /* and on the page that comes after it, once */
	stack_update(golden_stack(&v), &(struct input){.kind = INPUT_HELP});
	golden_type(&v, "0");
	stack_push(golden_stack(&v), questions_new(golden_stack(&v), j, &at));
	buffer_open(&out, (size_t)1 << 20);
	plain = plain_over(golden_stack(&v), false, &out);
	buffer_clear(&out);
	plain_feed(plain, "Dr. Rima Khoury\n", strlen("Dr. Rima Khoury\n"));
	buffer_text(&out, "");
	ck_assert_ptr_nonnull(strstr(out.data, words));
	plain_free(plain);
	buffer_close(&out);
	stack_home(golden_stack(&v), NULL);
	draft_drop(j);
	golden_close(&v);
}
END_TEST

/* --- remarks of sources ------------------------------------------------------------------------
 */

START_TEST(a_remark_is_read_in_ones_language_or_with_its_own)
{
	const struct source three = {.remark = {{"نسخة", "Une copie", "A copy"}}};
	const struct source french = {.remark = {{NULL, "Une copie", NULL}}};
	const struct source bare = {.bare = "A copy"};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);

	message_use(LANG_EN);
	ck_assert_str_eq(words_remark(a, LANG_FR, &three), "Une copie");
	ck_assert_str_eq(text_safe(a, words_remark(a, LANG_EN, &french), 0), "Français: Une copie");
	ck_assert_ptr_null(words_remark(a, LANG_EN, &bare));
}
END_TEST

/* No remark of the catalogue is in one language alone. */
START_TEST(remarks_of_the_catalogue_are_translated)
{
	const struct catalogue *c;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	c = v.context.scene.catalogue;
	for (size_t i = 0; i < catalogue_count(c); i++)
		for (size_t k = 0; k < catalogue_at(c, i)->source_count; k++) {
			const struct source *from = &catalogue_at(c, i)->sources[k];

			ck_assert_msg(from->bare == NULL, "%s", catalogue_at(c, i)->id);
			for (int lang = 0; lang < LANG_COUNT; lang++)
				ck_assert_msg((from->remark.in[lang] == NULL) ==
						      (from->remark.in[0] == NULL),
					      "%s", catalogue_at(c, i)->id);
		}
	golden_close(&v);
}
END_TEST

/* --- what stands behind a label ----------------------------------------------------------------
 */

#define OPEN "\xE2\x81\xA8" /* first strong isolate, and its end */
#define CLOSE "\xE2\x81\xA9"

START_TEST(no_colon_stands_behind_a_question)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 16);

	message_use(LANG_EN);
	ck_assert_str_eq(words_labelled(a, "Do you live there?", "Yes"), "Do you live there? Yes");
	ck_assert_str_eq(words_labelled(a, "Town", "Zahle?"), "Town: Zahle?");
	message_use(LANG_AR);
	ck_assert_str_eq(words_labelled(a, "هل الأسرة لبنانية؟", "نعم"),
			 OPEN "هل الأسرة لبنانية؟" CLOSE " " OPEN "نعم" CLOSE);
	ck_assert_str_eq(words_labelled(a, "الجنس", "ذكر"),
			 OPEN "الجنس" CLOSE ": " OPEN "ذكر" CLOSE);
	message_use(LANG_EN);
}
END_TEST

/* --- what was done -----------------------------------------------------------------------------
 */

static void expect(struct visit *v, const char *words)
{
	struct buffer out;
	bool whole;

	buffer_open(&out, (size_t)1 << 20);
	print_grid(pages_grid(v->pages, &whole), &out);
	ck_assert_msg(strstr(out.data, words) != NULL, "\"%s\" is not in\n%s", words, out.data);
	buffer_close(&out);
}

/* However far the page was read before. */
START_TEST(keeping_with_a_key_is_said)
{
	static const char key[] =
		"55aa11bb22cc33dd44ee55ff66007711882299aa33bb44cc55dd66ee77ff8899";
	struct receipt receipt;
	struct error err = {0};
	struct draft *j;
	struct visit v;

	golden_open(&v, LANG_EN, 40, 15);
	j = draft_begin(&v.context, service_of(&v, "lb-disability-card"), &err);
	ck_assert_msg(j != NULL, "%s", err.detail);
	golden_fill(&v, j);
	ck_assert_msg(application_submit(v.context.registry, v.context.caller, &j->application,
					 j->form, &receipt, &err) == FAULT_NONE,
		      "%s", err.detail);
	golden_come_with_key(&v, key);
	stack_push(golden_stack(&v), track_new());
	golden_type(&v, j->application.reference);
	golden_type(&v, "\n");
	golden_type(&v, j->pin);
	golden_type(&v, "\n"
			"\x0e"
			"3");
	ck_assert_str_eq(stack_top(golden_stack(&v))->ops->name, "status");
	expect(&v, "From now on your key opens");
	golden_type(&v, "\x0e"
			"2"   /* withdraw */
			"2"); /* really: the PIN was given in this visit */
	expect(&v, "You withdrew this application.");
	draft_drop(j);
	golden_close(&v);
}
END_TEST

SUITE(told, no_colon_stands_behind_a_question, keeping_with_a_key_is_said,
      that_the_pin_is_needed_is_told_in_time, a_pin_that_is_short_is_typed_anew,
      what_is_done_while_one_waits_is_no_unknown_time, a_time_that_no_source_has_is_not_known,
      an_estimate_is_no_promise, who_is_awaited_is_told_to_each, no_two_acts_are_called_the_same,
      a_title_is_remarked_as_soon_as_it_is_typed, a_remark_is_read_in_ones_language_or_with_its_own,
      remarks_of_the_catalogue_are_translated, how_it_is_written_is_told_at_its_question,
      what_is_not_known_is_said_once, a_note_stands_for_an_amount,
      the_pin_is_promised_as_it_is_shown)
