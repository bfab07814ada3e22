/* template_read.c - a template read from its definition file. */
#include "services/definition/template_read.h"

#include "services/definition/kind.h"
#include "services/definition/reader.h"
#include "services/definition/template.h"

#include <string.h>

#define BRIEF_MOST 320 /* bytes: two or three parts of an SMS, with what is filled in */

/* What stands in braces and names nothing would be told to people as it stands. */
static void check_places(struct reader *r, const struct node *n, const char *text)
{
	char known[KNOWN_MAX] = "";
	size_t len = 0;

	for (int i = 0; template_places[i] != NULL; i++)
		known_add(known, template_places[i]);
	for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
		if (template_place_at(at, &len) >= 0)
			continue;
		len = strcspn(at + 1, "{}");
		reader_fault_known(r, n,
				   N_("A notice cannot tell \"{value}\"; within braces it tells: "
				      "{known}."),
				   arena_slice(r->scratch, at + 1, len), known);
	}
}

/* Each language tells the same. */
static bool has_place(const char *text, int place)
{
	size_t len;

	for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{'))
		if (template_place_at(at, &len) == place)
			return true;
	return false;
}

static void check_same(struct reader *r, const struct node *n, const struct text *t)
{
	for (int place = 0; place < TEMPLATE_PLACES; place++)
		for (int lang = 1; lang < LANG_COUNT; lang++)
			if (has_place(t->in[lang], place) != has_place(t->in[0], place)) {
				reader_fault(
					r, n,
					N_("The languages do not tell the same: \"{value}\" is "
					   "not in all of them."),
					template_places[place]);
				break;
			}
}

/* What leaves the portal is read by whoever has the telephone in hand. */
static void read_brief(struct reader *r, const struct node *root, struct template *t)
{
	const struct node *n = reader_find(root, "short");

	t->brief = reader_text(r, root, "short", false, BRIEF_MOST);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (t->brief.in[lang] == NULL)
			return;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const struct node *of = reader_find(n, lang_codes[lang]);

		check_places(r, of, t->brief.in[lang]);
		if (has_place(t->brief.in[lang], TEMPLATE_WORDS))
			reader_fault(r, of,
				     N_("What was written with an act does not go out by SMS or "
					"email: leave \"{value}\" out of the short words."),
				     template_places[TEMPLATE_WORDS]);
	}
	check_same(r, n, &t->brief);
}

static void read_words(struct reader *r, const struct node *root, struct template *t)
{
	const struct node *n = reader_find(root, "text");

	t->text = reader_text(r, root, "text", true, READER_TEXT_MAX);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (t->text.in[lang] == NULL)
			return;
	for (int lang = 0; lang < LANG_COUNT; lang++)
		check_places(r, reader_find(n, lang_codes[lang]), t->text.in[lang]);
	check_same(r, n, &t->text);
}

void template_read(struct reader *r, const struct node *root, struct definition *ret)
{
	static const char *const keys[] = {"template", "version", "to", "text", "short", NULL};
	static const char *const readers[] = {"applicant", "staff", NULL};
	static const long versions[2] = {1, 1000000};
	struct template *t = arena_take(r->arena, sizeof(*t));

	if (!reader_map(r, root, keys))
		return;
	t->id = reader_id(r, root, "template");
	reader_number(r, root, "version", true, versions, &t->version);
	reader_choice(r, root, "to", readers);
	read_words(r, root, t);
	read_brief(r, root, t);
	ret->id = t->id;
	ret->version = t->version;
	ret->what = t;
}
