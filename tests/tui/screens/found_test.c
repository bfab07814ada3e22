/* found_test.c - what a search has found is sorted and filtered as a whole, not only the best of
 * it.
 */
#include "tests/tui/golden.h"

#include "tui/page/contactwords.h"
#include "tui/screens/common/common.h"

#define WORDS "certificat" /* found in more services than are listed at first */
#define BEST 20

/* How many matches there are, and how many of them are of this country. */
static size_t matches(const struct visit *v, struct arena *a, const char *country)
{
	const struct service **found;

	return catalogue_search(v->context.scene.catalogue, a, WORDS, country,
				catalogue_count(v->context.scene.catalogue), &found);
}

/* The number that the page of filters says behind this value; -1 where it does not stand there. */
static int counted(struct visit *v, struct arena *a, const char *value)
{
	const struct page *p = stack_view(golden_stack(v), a);

	for (const struct block *b = p->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_ROW && strcmp(b->cells[0], value) == 0)
			return (int)strtol(b->cells[1] + 1, NULL, 10); /* "(4)" */
	return -1;
}

/* Takes the choice with this label, wherever its number stands. */
static void choose(struct visit *v, struct arena *a, const char *label)
{
	const struct page *p = stack_view(golden_stack(v), a);

	for (const struct block *b = p->first; b != NULL; b = b->next)
		if (b->number > 0 && b->act != 0 && strncmp(b->label, label, strlen(label)) == 0) {
			stack_update(golden_stack(v),
				     &(struct input){.kind = INPUT_CHOOSE, .act = b->act});
			return;
		}
	ck_abort_msg("no choice \"%s\"", label);
}

static size_t rows(struct visit *v, struct arena *a)
{
	const struct page *p = stack_view(golden_stack(v), a);
	size_t count = 0;

	for (const struct block *b = p->first; b != NULL; b = b->next)
		count += b->kind == BLOCK_ROW;
	return count;
}

START_TEST(every_match_is_filtered)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	size_t all, tunisian;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	all = matches(&v, a, NULL);
	tunisian = matches(&v, a, "TN");
	ck_assert_uint_gt(all, BEST);
	stack_push(golden_stack(&v), search_new_screen(WORDS, NULL));
	ck_assert_uint_eq(rows(&v, a), BEST);
	choose(&v, a, "Sort and filter");
	ck_assert_int_eq(counted(&v, a, "Tunisia"), (int)tunisian);
	choose(&v, a, "Tunisia");
	choose(&v, a, "Show ");
	ck_assert_uint_eq(rows(&v, a), tunisian);
	/* Other words are filtered alike; without a filter the best of them are listed. */
	stack_update(golden_stack(&v), &(struct input){.kind = INPUT_SEARCH, .text = "passport"});
	ck_assert_uint_gt(rows(&v, a), 0);
	choose(&v, a, "Remove all filters");
	stack_update(golden_stack(&v), &(struct input){.kind = INPUT_SEARCH, .text = WORDS});
	ck_assert_uint_eq(rows(&v, a), BEST);
	golden_close(&v);
}
END_TEST

/* Values are in the order of their letters: É is an E. */
START_TEST(values_are_in_the_order_of_their_letters)
{
	static const char *const order[] = {"Algérie", "Égypte", "Liban", "Tunisie"};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	size_t at = 0, most = sizeof(order) / sizeof(order[0]);
	struct visit v;

	golden_open(&v, LANG_FR, 80, 24);
	stack_push(golden_stack(&v), search_new_screen("certificat", NULL));
	choose(&v, a, "Trier et filtrer");
	for (const struct block *b = stack_view(golden_stack(&v), a)->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_ROW)
			for (size_t i = 0; i < most; i++)
				if (strcmp(b->cells[0], order[i]) == 0)
					ck_assert_uint_eq(i, at++);
	ck_assert_uint_eq(at, most);
	golden_close(&v);
}
END_TEST

/* Where the words found something while they were typed, the Enter behind them is theirs; the hints
 * say of each Enter what it does. */
START_TEST(the_hint_says_what_the_first_enter_does)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	stack_push(golden_stack(&v), search_new_screen(WORDS, NULL));
	golden_type(&v, "\x7Ft"); /* typed, as they are found already */
	golden_shows(&v, "Enter Search", true);
	golden_shows(&v, "Enter Read more", false);
	golden_type(&v, "\n");
	golden_shows(&v, "Choose a number from 1 to", true);
	golden_shows(&v, "▲", false);
	golden_shows(&v, "Enter Search", false);
	golden_shows(&v, "Enter Read more", true);
	golden_type(&v, "\n");
	golden_shows(&v, "▲", true);
	golden_close(&v);
}
END_TEST

/* Where nothing can be chosen, no number is asked for. */
START_TEST(without_results_words_alone_are_asked_for)
{
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	stack_push(golden_stack(&v), search_new_screen("", NULL));
	golden_type(&v, "\n");
	golden_shows(&v, "Type search words.", true);
	golden_shows(&v, "choose a number", false);
	golden_close(&v);
}
END_TEST

/* What several countries have says so, and is kept to one by one key, and back. */
START_TEST(results_are_kept_to_one_country)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct visit v;
	size_t all;

	golden_open(&v, LANG_EN, 80, 50);
	stack_push(golden_stack(&v), search_new_screen("passport", NULL));
	all = rows(&v, a);
	golden_shows(&v, "Fees and documents vary by country.",
		     true); /* the time is known in one alone */
	choose(&v, a, "Only in: Tunisia");
	golden_shows(&v, "All countries", false);
	golden_shows(&v, "Ordinary passport", true);
	golden_shows(&v, "Lebanon", false);
	ck_assert_uint_lt(rows(&v, a), all);
	choose(&v, a, "Search in all countries");
	ck_assert_uint_eq(rows(&v, a), all);
	stack_update(golden_stack(&v),
		     &(struct input){.kind = INPUT_SEARCH, .text = "passport lebanon"});
	ck_assert_uint_gt(rows(&v, a), 0);
	golden_close(&v);
}
END_TEST

/* What has some of the words alone is not told as if it had all. */
START_TEST(what_has_not_all_words_says_so)
{
	struct visit v;

	golden_open(&v, LANG_EN, 40, 15);
	stack_push(golden_stack(&v), search_new_screen("passport morocco", NULL));
	golden_shows(&v, "No exact match. The closest:", true);
	golden_close(&v);
	golden_open(&v, LANG_EN, 40, 15);
	stack_push(golden_stack(&v), search_new_screen("passprt", NULL));
	golden_shows(&v, "The closest:", false);
	golden_shows(&v, "by country.", true);
	golden_close(&v);
	golden_open(&v, LANG_FR, 40, 15);
	stack_push(golden_stack(&v), search_new_screen("passeport maroc", NULL));
	golden_shows(&v, "Aucun résultat exact. Au plus près", true);
	golden_close(&v);
}
END_TEST

/* Words that are longer than their box are cut where one begins; one word anywhere, and where a
 * blank was just typed. */
START_TEST(long_words_are_cut_between_two)
{
	static const struct {
		const char *words, *shown;
	} rows[] = {
		{"my national identity card lebanon", "Search: …identity card lebanon\n"},
		{"the identity card is in the lebanon", "Search: …card is in the lebanon\n"},
		{"identitycardofthelebaneserepublic", "Search: …ycardofthelebaneserepublic\n"},
		{"identitycardofthelebaneserepubli ", "Search: …ycardofthelebaneserepubli\n"},
		{"passport", "Search: passport"},
	};
	struct visit v;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		golden_open(&v, LANG_EN, 40, 15);
		stack_push(golden_stack(&v), search_new_screen(rows[i].words, NULL));
		golden_shows(&v, rows[i].shown, true);
		golden_close(&v);
	}
}
END_TEST

/* Where a country is named that has no such service, what is listed says of which countries it is,
 * and whom to ask. */
START_TEST(a_country_without_such_a_service_says_so)
{
	static const struct {
		enum lang lang;
		const char *words, *said; /* NULL: nothing is left out */
	} rows[] = {{LANG_EN, "divorce tunisia", "No such service is listed here for Tunisia."},
		    {LANG_EN, "divorce tunisia", "Ask the authority concerned"},
		    {LANG_FR, "casier judiciaire égypte", "pour ce pays (Égypte)"},
		    {LANG_AR, "طلاق تونس", "لا توجد هنا خدمة كهذه في تونس"},
		    {LANG_EN, "driving licence egypt", "No exact match for Egypt."},
		    {LANG_EN, "passport lebanon", NULL},
		    {LANG_EN, "passport renewal lebanon", NULL},
		    {LANG_EN, "lebanese", NULL},
		    {LANG_EN, "divorce", NULL}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
		const char *looked = rows[i].said == NULL ? "other countries" : rows[i].said;
		bool there = false;
		struct visit v;

		golden_open(&v, rows[i].lang, 132, 50);
		stack_push(golden_stack(&v), search_new_screen(rows[i].words, NULL));
		for (const struct block *b = stack_view(golden_stack(&v), a)->first; b != NULL;
		     b = b->next)
			there = there || (b->kind == BLOCK_TEXT &&
					  strstr(text_safe(a, b->label, 0), looked) != NULL);
		ck_assert_msg(there == (rows[i].said != NULL), "%s", rows[i].words);
		golden_close(&v);
	}
}
END_TEST

/* Kept to a country, too: what others have is a key away. */
START_TEST(kept_to_a_country_without_such_a_service)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 132, 50);
	stack_push(golden_stack(&v), search_new_screen("driving licence", "EG"));
	ck_assert_uint_gt(rows(&v, a), 0);
	golden_shows(&v, "No exact match for Egypt; other countries have one.", true);
	choose(&v, a, "Search in all countries");
	golden_shows(&v, "No exact match", false);
	stack_push(golden_stack(&v), search_new_screen("driving licence", "TN"));
	golden_shows(&v, "No exact match", false);
	golden_close(&v);
}
END_TEST

/* Whoever looks for an application of her own finds the page where it is opened, first. */
START_TEST(an_application_of_ones_own)
{
	static const struct {
		const char *words;
		bool leads;
	} rows[] = {{"what is my reference number", true},
		    {"suivre ma demande", true},
		    {"status of my application", true},
		    {"suivi", true},
		    {"وين صارت معاملتي", true},
		    {"بمتابعة", true},
		    {"civil status of my father", false},
		    {"demande de passeport", false},
		    {"application form", false},
		    {"رقم الهوية", false}};
	struct visit w;

	golden_open(&w, LANG_EN, 80, 24);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ck_assert_msg(
			contactwords_follow_is_sought(catalogue_terms(w.context.scene.catalogue),
						      rows[i].words) == rows[i].leads,
			"%s", rows[i].words);
	golden_close(&w);
	for (int asked = 0; asked < 2; asked++) {
		struct visit v;

		golden_open(&v, LANG_EN, 80, 24);
		stack_push(golden_stack(&v),
			   search_new_screen(asked ? "my reference number" : "passport", NULL));
		golden_shows(&v, "1  Track an application", asked);
		golden_type(&v, "1\n");
		golden_shows(&v, "You were given the reference number", asked);
		golden_close(&v);
	}
}
END_TEST

#define TEXT "{ar: \"كلمة\", fr: \"mot\", en: \"word\"}"

/* A service that has the words of a complaint itself. */
static const char noise[] =
	"id: lb-noise\nversion: 1\ncountry: LB\nsector: municipal\naudience: resident\n"
	"name: {ar: \"شكوى من الضجيج\", fr: \"Plainte pour bruit\", en: \"Complaint of noise\"}\n"
	"summary: " TEXT "\nauthority: " TEXT "\n"
	"sources: [{title: Rules, url: \"https://rules.example.org/\", date: null, kind: law}]\n"
	"verified: 2026-11-20\nconfidence: low\n";

/* Whoever has something to say of a service is told whom to, in any language, and by the help. */
START_TEST(complaints_have_an_address)
{
	static const char *const words[] = {"شكوى", "complaint", "une réclamation", "بشكوى",
					    "your opinion"};
	struct error err = {0};
	struct catalogue *c;
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	stack_push(golden_stack(&v), search_new_screen("passport", NULL));
	golden_shows(&v, "For a complaint", false);
	stack_home(golden_stack(&v), search_new_screen("بجواز", NULL)); /* a prefix alone is none */
	golden_shows(&v, "For a complaint", false);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		stack_home(golden_stack(&v), search_new_screen(words[i], NULL));
		golden_shows(&v, "Contact the authority responsible for the", true);
	}
	stack_context(golden_stack(&v))->scene.contact[LANG_EN] = "Portal desk, 01 234 567";
	ck_assert_int_eq(catalogue_open("catalogue", &c, &err), FAULT_NONE);
	ck_assert_msg(catalogue_add(c, "noise", noise, strlen(noise), NULL, &err) == FAULT_NONE,
		      "%d: %s %s", err.line, err.say, err.detail);
	catalogue_freeze(c);
	stack_context(golden_stack(&v))->scene.catalogue = c;
	stack_home(golden_stack(&v), search_new_screen("complaint noise", NULL));
	golden_shows(&v, "Portal desk, 01 234 567", true);
	golden_shows(&v, "Services found for these words:", true);
	stack_home(golden_stack(&v), NULL);
	golden_close(&v);
	catalogue_free(c);
	golden_open(&v, LANG_EN, 132, 50);
	stack_context(golden_stack(&v))->scene.contact[LANG_EN] = "Portal desk, 01 234 567";
	stack_push(golden_stack(&v), help_new("home", false));
	golden_shows(&v, "Portal desk, 01 234 567", true);
	golden_close(&v);
}
END_TEST

/* Words that no service is for lead where the answer is, and nothing that is spelled alike stands
 * there. */
START_TEST(words_lead_where_the_answer_is)
{
	static const struct {
		const char *words, *shown;
	} rows[] = {
		{"PIN", "1  Track an application"},
		{"lost my PIN", "1  Track an application"},
		{"code PIN oublié", "1  Track an application"},
		{"نسيت الرمز السري", "1  Track an application"},
		{"help", "1  Help"},
		{"i need help please", "1  Help"},
		{"aide", "1  Help"},
		{"forgot my password", "1  Help"},
		{"login", "1  Help"},
		{"my husband beats me", "! If somebody is in danger, go to the police at once."},
		{"mon mari me frappe", "! If somebody is in danger, go to the police at once."},
		{"زوجي يضربني", "! If somebody is in danger, go to the police at once."}};
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		stack_home(golden_stack(&v), search_new_screen(rows[i].words, NULL));
		golden_shows(&v, rows[i].shown, true);
		golden_shows(&v, "match", false);
		golden_shows(&v, "municipality", false);
	}
	stack_home(golden_stack(&v), search_new_screen("help with food", NULL));
	golden_shows(&v, "1  Help", false);
	stack_home(golden_stack(&v), search_new_screen("a", NULL));
	golden_shows(&v, "Type what you need", true);
	golden_close(&v);
}
END_TEST

/* A country's name gives its whole list, in the order of the list. */
START_TEST(a_country_gives_its_list)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	for (size_t i = 0; i < 2; i++) {
		const struct service **list;
		size_t count =
			catalogue_list(stack_context(golden_stack(&v))->scene.catalogue, a,
				       &(struct catalogue_filter){.country = "LB"}, LANG_EN, &list);

		stack_home(golden_stack(&v), search_new_screen(i == 0 ? "lebanon" : "لبنان", NULL));
		ck_assert_uint_eq(rows(&v, a), count);
		golden_shows(&v, "match", false);
		golden_shows(&v, "There are more results", false);
		golden_shows(&v, arena_format(a, "1  %s", list[0]->name.in[LANG_EN]), true);
	}
	golden_close(&v);
}
END_TEST

/* What somebody did wrong is told like a complaint; where no service has the words, that is the
 * answer, and neither a warning nor what is spelled alike stands below it. */
START_TEST(wrongs_are_told_to_somebody)
{
	static const char *const words[] = {"bribe", "corruption", "rude",       "refused", "delay",
					    "رشوة",  "فساد",       "pot-de-vin", "بالفساد", "شكوى"};
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		stack_home(golden_stack(&v), search_new_screen(words[i], NULL));
		golden_shows(&v, "Contact the authority responsible for the", true);
		golden_shows(&v, "match", false);
		golden_shows(&v, "1  Services by life event", true);
		golden_shows(&v, "Not every service is listed here", false);
	}
	stack_home(golden_stack(&v), search_new_screen("passport refused", NULL));
	golden_shows(&v, "Contact the authority responsible for the", true);
	golden_shows(&v, "1  ", true);
	golden_shows(&v, "Services by life event", false);
	golden_close(&v);
}
END_TEST

/* Services that only share words are not compared: results are of several countries, that is all.
 */
START_TEST(what_is_for_another_purpose_is_not_compared)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 24);
	stack_push(golden_stack(&v), search_new_screen("pension", NULL));
	golden_shows(&v, "All countries", false);
	golden_shows(&v, "by country.", false);
	golden_close(&v);
	golden_open(&v, LANG_AR, 80, 24);
	stack_push(golden_stack(&v), search_new_screen("pension", NULL));
	ck_assert_ptr_null(stack_view(golden_stack(&v), a)->trail);
	golden_close(&v);
}
END_TEST

/* Where nothing fits, the life events of what other countries have are a key away, and all of them;
 * and who else knows is said. */
START_TEST(nothing_found_leads_on)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 20);
	struct visit v;

	golden_open(&v, LANG_EN, 80, 50);
	stack_push(golden_stack(&v), search_new_screen("TVA", "DZ"));
	ck_assert_uint_eq(rows(&v, a), 0);
	golden_shows(&v, "Algeria: no services match these words.", true);
	golden_shows(&v, "Other countries have some", true);
	golden_shows(&v, "Not every service is listed here", true);
	choose(&v, a, "Starting and running a business");
	golden_shows(&v, "CASNOS", true);
	stack_push(golden_stack(&v), search_new_screen("zzzzqq", NULL));
	choose(&v, a, "Services by life event");
	golden_shows(&v, "Death in the family", true);
	golden_close(&v);
}
END_TEST

/* How far what was found fits is no part of the answer to who complains. */
START_TEST(what_is_near_stands_apart_from_the_address)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	const struct block *before = NULL;
	struct visit v;

	golden_open(&v, LANG_FR, 80, 24);
	stack_push(golden_stack(&v), search_new_screen("plainte contre une association", NULL));
	golden_shows(&v, "Aucun résultat exact. Au plus près", true);
	for (const struct block *b = stack_view(golden_stack(&v), a)->first;
	     b != NULL && b->kind != BLOCK_TEXT; b = b->next)
		before = b;
	ck_assert_ptr_nonnull(before);
	ck_assert_int_eq(before->kind, BLOCK_GAP);
	golden_close(&v);
}
END_TEST

/* Somebody whose bill is too high is not sent to the equivalence of diplomas. */
START_TEST(what_is_about_something_else_is_not_near)
{
	struct visit v;

	golden_open(&v, LANG_EN, 40, 15);
	stack_push(golden_stack(&v), search_new_screen("power bill too high", NULL));
	golden_shows(&v, "No services match these words.", true);
	golden_shows(&v, "Nearest", false);
	golden_close(&v);
}
END_TEST

SUITE(found, words_lead_where_the_answer_is, a_country_gives_its_list,
      values_are_in_the_order_of_their_letters, what_is_near_stands_apart_from_the_address,
      what_is_about_something_else_is_not_near, results_are_kept_to_one_country,
      what_is_for_another_purpose_is_not_compared, nothing_found_leads_on, every_match_is_filtered,
      what_has_not_all_words_says_so, long_words_are_cut_between_two,
      a_country_without_such_a_service_says_so, kept_to_a_country_without_such_a_service,
      an_application_of_ones_own, complaints_have_an_address, wrongs_are_told_to_somebody,
      the_hint_says_what_the_first_enter_does, without_results_words_alone_are_asked_for)
