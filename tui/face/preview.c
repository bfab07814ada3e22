/* preview.c - what visitors would see of a service, page after page as text, before it is imported.
 *
 *   service   apply   eligibility   tasks   sections, each: its items where it repeats, its pages
 *   review    declare                       of a service that is applied for at the counter:
 * service
 */
#include "tui/face/preview.h"

#include "i18n/i18n.h"
#include "services/registry/limits.h"
#include "tui/face/pages.h"
#include "tui/face/plain_page.h"
#include "tui/face/plain_question.h"
#include "tui/page/narrow.h"
#include "tui/page/print.h"
#include "tui/screens/screens.h"

#define SCREENS_MOST 200 /* of one page: a window of five rows has room for a question each */

enum step {
	STEP_SERVICE,
	STEP_APPLY,
	STEP_ELIGIBILITY,
	STEP_TASKS,
	STEP_SECTIONS,
	STEP_REVIEW,
	STEP_DECLARE
};

struct preview {
	struct context context;
	struct caller caller;
	bool plain;
	const struct service *service;
	struct draft *draft; /* NULL: no form */
	struct pages *pages; /* its stack is used by both faces */
	struct arena *arena; /* of one page */
	enum step next;
	size_t section; /* of STEP_SECTIONS */
	int page;       /* of a section or of eligibility, from 1; 0: the items before them */
};

struct preview *preview_new(const struct preview_for *to, const struct catalogue *catalogue,
			    const struct service *service)
{
	struct preview *p = calloc(1, sizeof(*p));

	if (p == NULL)
		fatal("out of memory");
	p->caller = caller_visitor("", to->plain ? FACE_PLAIN : FACE_PAGES);
	p->context = (struct context){.caller = &p->caller,
				      .preview = true,
				      .scene = {.catalogue = catalogue,
						.lang = to->lang,
						.portal = to->portal,
						.plain = to->plain}};
	p->plain = to->plain;
	p->service = service;
	p->arena = arena_new(LIMIT_PAGE);
	p->pages = pages_new(&p->context, true, to->cols, to->rows);
	if (service->form != NULL)
		p->draft = draft_show(&p->context, service);
	return p;
}

void preview_free(struct preview *p)
{
	if (p == NULL)
		return;
	pages_free(p->pages);
	draft_drop(p->draft);
	arena_free(p->arena);
	free(p);
}

/* --- one page --------------------------------------------------------------------------------- */

static void add_grid(struct preview *p, struct buffer *out)
{
	bool whole;
	const struct grid *g = pages_grid(p->pages, &whole);

	for (int row = 0; row < g->rows; row++) {
		print_row(g, row, out);
		buffer_text(out, "\n");
	}
}

/* From where it stands down, until nothing moves any more. */
static void add_screens(struct preview *p, struct buffer *out)
{
	BUFFER_CLEAN struct buffer last, now;

	buffer_open(&last, LIMIT_PAGE);
	buffer_open(&now, LIMIT_PAGE);
	add_grid(p, &last);
	buffer_add(out, last.data, last.size);
	for (int i = 0; i < SCREENS_MOST; i++) {
		pages_key(p->pages, &(struct key){.kind = KEY_PAGE_DOWN}, true, false);
		buffer_clear(&now);
		add_grid(p, &now);
		if (now.size == last.size && memcmp(now.data, last.data, now.size) == 0)
			return;
		buffer_text(out, "\n");
		buffer_add(out, now.data, now.size);
		buffer_clear(&last);
		buffer_add(&last, now.data, now.size);
	}
}

/* All of a page: the options of a question show when it is stood at. */
static void add_page(struct preview *p, struct buffer *out)
{
	const struct page *page;
	int stood = 0;

	arena_reset(p->arena);
	page = stack_view(pages_stack(p->pages), p->arena);
	add_screens(p, out);
	for (const struct block *b = page->first; b != NULL; b = b->next) {
		if (b->kind != BLOCK_FIELD)
			continue;
		if (stood++ > 0)
			pages_key(p->pages, &(struct key){.kind = KEY_TAB}, true, false);
		if (stood > 1 && b->field->option_count > 0) {
			buffer_text(out, "\n");
			add_screens(p, out);
		}
	}
}

/* A long list is shown to visitors by handfuls, when they ask for it. */
static void add_question(struct preview *p, const struct plain_out *to, const struct field *f)
{
	bool said = plain_question(to, f);
	size_t next = 0;

	do
		next = narrow_is_long(f)
			       ? plain_question_list(to, f->options, f->option_count, next)
			       : 0;
	while (next > 0);
	plain_line(to, plain_question_prompt(p->arena, f, true, said));
}

/* Every question with its prompt, where a visitor is asked one after the other. */
static void add_lines(struct preview *p, struct buffer *out)
{
	const struct plain_out to = {.out = out};
	const struct page *page;

	arena_reset(p->arena);
	page = stack_view(pages_stack(p->pages), p->arena);
	plain_page(&to, page);
	for (const struct block *b = page->first; b != NULL; b = b->next) {
		if (b->kind == BLOCK_FIELD)
			add_question(p, &to, b->field);
	}
	if (page_field_count(page) == 0)
		plain_line(&to, plain_choice_prompt(p->arena, page));
}

/* The conditions of what stands on the page, in the author's own words. */
static void add_conditions(struct preview *p, const struct section *s, int page, struct buffer *out)
{
	const struct form_definition *form = p->service->form;
	const struct question *all = s == NULL ? form->eligibility : s->questions;
	size_t count = s == NULL ? form->eligibility_count : s->question_count;

	if (s != NULL && s->when != NULL)
		buffer_format(out, "--- %s: when: %s\n", s->id, rule_text(s->when));
	for (size_t i = 0; i < count; i++)
		if (all[i].page == page && all[i].when != NULL)
			buffer_format(out, "--- %s: when: %s\n", all[i].id, rule_text(all[i].when));
}

static void add(struct preview *p, struct screen *s, struct buffer *out)
{
	stack_push(pages_stack(p->pages), s);
	if (p->plain)
		add_lines(p, out);
	else
		add_page(p, out);
	buffer_text(out, "\n");
	stack_pop(pages_stack(p->pages));
}

/* --- which is next ---------------------------------------------------------------------------- */

/* The first question of the next page from `page` on; NULL: there is none. */
static const struct question *first_of(const struct question *all, size_t count, int page)
{
	const struct question *first = NULL;

	for (size_t i = 0; i < count; i++)
		if (all[i].page >= page && (first == NULL || all[i].page < first->page))
			first = &all[i];
	return first;
}

static void add_questions(struct preview *p, const char *key, const struct section *s,
			  const struct question *first, struct buffer *out)
{
	const struct field_path at = {s, s != NULL && s->repeats ? 1 : 0, first};

	p->page = first->page;
	buffer_format(out, "=== %s%s, page %d\n", key, s == NULL ? "" : s->id, first->page);
	add_conditions(p, s, first->page, out);
	add(p, questions_new(pages_stack(p->pages), p->draft, &at), out);
}

/* False: eligibility has no further page. */
static bool add_eligibility(struct preview *p, struct buffer *out)
{
	const struct form_definition *form = p->service->form;
	const struct question *first =
		first_of(form->eligibility, form->eligibility_count, ++p->page);

	if (first == NULL)
		return false;
	add_questions(p, "form: eligibility", NULL, first, out);
	return true;
}

/* False: there is no further section. */
static bool add_section(struct preview *p, struct buffer *out)
{
	const struct form_definition *form = p->service->form;
	const struct section *s;
	const struct question *first;

	for (; p->section < form->section_count; p->section++, p->page = -1) {
		s = &form->sections[p->section];
		if (++p->page == 0 && s->repeats) {
			buffer_format(out, "=== form: sections: %s\n", s->id);
			add_conditions(p, s, 0, out);
			add(p, items_new(pages_stack(p->pages), p->draft, s), out);
			return true;
		}
		p->page += p->page == 0;
		first = first_of(s->questions, s->question_count, p->page);
		if (first == NULL)
			continue;
		add_questions(p, "form: sections: ", s, first, out);
		return true;
	}
	return false;
}

static void add_titled(struct preview *p, const char *title, struct screen *s, struct buffer *out)
{
	buffer_format(out, "=== %s\n", title);
	add(p, s, out);
	p->next++;
}

/* What has several pages is added until there is none left; then the next is tried. */
static bool add_several(struct preview *p, struct buffer *out)
{
	if (p->next == STEP_ELIGIBILITY) {
		if (add_eligibility(p, out))
			return true;
		draft_show_kept(p->draft);
		p->page = -1;
		p->next++;
	} else if (p->next == STEP_SECTIONS) {
		if (add_section(p, out))
			return true;
		p->next++;
	}
	return false;
}

bool preview_next(struct preview *p, struct buffer *out)
{
	struct stack *st = pages_stack(p->pages);

	if (p->next > STEP_SERVICE && p->draft == NULL)
		return false;
	if (add_several(p, out))
		return true;
	switch (p->next) {
	case STEP_SERVICE: add_titled(p, "service", service_new(p->service), out); return true;
	case STEP_APPLY: add_titled(p, "apply", apply_new(p->service), out); return true;
	case STEP_TASKS: add_titled(p, "tasks", tasks_new(st, p->draft), out); return true;
	case STEP_REVIEW: add_titled(p, "review", review_new(st, p->draft), out); return true;
	case STEP_DECLARE:
		add_titled(p, "declaration", declare_new(st, p->draft), out);
		return true;
	default: return false;
	}
}
