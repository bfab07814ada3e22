/* golden_find_test.c - the pages from the language to a service, in every language and size. */
#include "tests/tui/golden.h"

#include "tui/screens/common/common.h"

static void put(struct visit *v, struct screen *s, const char *name, bool whole)
{
	stack_home(golden_stack(v), home_new());
	stack_push(golden_stack(v), s);
	golden_hold(v, name, whole);
}

static void visit_door(struct visit *v)
{
	struct error busy;

	fail(&busy, FAULT_BUSY, N_("The portal is very busy. Please try again in a few minutes."),
	     "a test");
	golden_hold(v, "home", false);
	put(v, language_new(true), "language", false);
	put(v, help_new("home", false), "help", true);
	put(v, language_new(false), "language-again", false);
	golden_type(v, "4");
	golden_hold(v, "letters", true);
	put(v, language_missing_new(true), "no-arabic", true);
	put(v, common_trouble(&v->context, &busy), "trouble", false);
	stack_home(golden_stack(v), home_new());
	golden_type(v, "\x03");
	golden_hold(v, "leave", false);
}

START_TEST(door)
{
	golden_each(visit_door);
}
END_TEST

static void visit_browse(struct visit *v)
{
	put(v, browse_groups_new(FACET_SECTOR), "sectors", true);
	put(v, browse_groups_new(FACET_LIFE_EVENT), "life-events", true);
	put(v, browse_groups_new(FACET_AUDIENCE), "audiences", false);
	put(v, browse_groups_new(FACET_AUTHORITY), "authorities", false);
	put(v, browse_groups_new(FACET_COUNTRY), "countries", false);
	put(v, browse_services_new(FACET_SECTOR, "identity"), "list", true);
}

START_TEST(browse)
{
	golden_each(visit_browse);
}
END_TEST

static void visit_search(struct visit *v)
{
	static const char *const words[LANG_COUNT] = {"جواز سفر", "passeport", "passport"};
	static const char *const complaints[LANG_COUNT] = {"شكوى ضد البلدية", "plainte commune",
							   "complaint municipality"};

	put(v, search_new_screen("", NULL), "search-empty", false);
	stack_home(golden_stack(v), home_new());
	golden_type(v, words[v->lang]);
	golden_type(v, "\n");
	golden_hold(v, "search", true);
	golden_type(v, "1\n");
	golden_type(v, "n?"); /* a letter goes on to the next result; the help says so there */
	golden_hold(v, "help-list", true);
	put(v, search_new_screen("xqzzv", NULL), "search-none", false);
	put(v, search_new_screen(complaints[v->lang], NULL), "search-complaint", false);
}

START_TEST(searches)
{
	golden_each(visit_search);
}
END_TEST

static void visit_services(struct visit *v)
{
	static const char *const ids[] = {"lb-disability-card", "lb-biometric-passport",
					  "tn-driving-licence-renewal", "eg-takaful"};

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		const struct service *s = catalogue_find(v->context.scene.catalogue, ids[i]);

		ck_assert_ptr_nonnull(s);
		put(v, service_new(s), ids[i], true);
	}
}

START_TEST(services)
{
	golden_each(visit_services);
}
END_TEST

SUITE(golden_find, door, browse, searches, services)
