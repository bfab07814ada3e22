/* block_read.c - a block of shared questions read from its definition file. */
#include "services/definition/block_read.h"

#include "services/definition/block.h"
#include "services/definition/kind.h"
#include "services/definition/links.h"
#include "services/definition/sections.h"

/* By which defaults that move with the day are tried; a service tries them by its own. */
static const struct date some_day = {2026, 11, 27};

/* Its questions as the one section of a form: what they name stands among them. */
static void check_questions(struct reader *r, const struct node *root)
{
	const struct node *list = reader_list(r, root, "questions", true, SECTIONS_QUESTIONS_MAX);
	struct service s = {.verified = some_day, .terms = r->terms};

	for (const struct node *n = list == NULL ? NULL : list->first; n != NULL; n = n->next)
		if (reader_find(n, "page") != NULL)
			reader_fault(
				r, reader_find(n, "page"),
				N_("A block has no pages: write \"page\" beside the \"use\" of "
				   "it."),
				NULL);
	if (list == NULL || r->terms->country_count == 0)
		return;
	s.country = r->terms->countries[0].term.code;
	s.form = sections_read_shared(r, list, s.country);
	links_check(r, &s);
}

void block_read(struct reader *r, const struct node *root, struct definition *ret)
{
	static const char *const keys[] = {"block", "version", "title", "questions", NULL};
	static const long versions[2] = {1, 1000000};
	struct arena *keep = r->arena;
	struct block *b = arena_take(keep, sizeof(*b));

	if (!reader_map(r, root, keys))
		return;
	b->id = reader_id(r, root, "block");
	reader_number(r, root, "version", true, versions, &b->version);
	b->title = reader_text(r, root, "title", false, READER_NAME_MAX);
	b->yaml = arena_slice(keep, r->yaml, r->len);
	b->len = r->len;
	r->arena = r->scratch;
	if (!r->stored)
		check_questions(r, root);
	r->arena = keep;
	ret->id = b->id;
	ret->version = b->version;
	ret->what = b;
}
