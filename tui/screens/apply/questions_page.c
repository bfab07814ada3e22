/* questions_page.c - the page of a family of questions: their fields, their choices, its title. */
#include "tui/screens/apply/questions.h"

#include "tui/screens/common/question.h"

/* --- the page --- */

/* What stands by a question of another part, or of another page, is mended there: the message says
 * where. */
static const char *clash_words(struct arena *a, const struct scene *x, const struct questions *q,
			       size_t index, const struct error *err)
{
	const struct section *home = NULL;
	const struct question *other = service_question(q->draft->service, err->field, &home);
	const char *said = message_error(a, err);

	if (other == NULL || (home == q->section && other->page == questions_at(q, index)->page))
		return said;
	return FILL(
		a,
		_("{refusal} Change this answer, or the one in the part “{section}”: {question}"),
		{"refusal", said},
		{"section", home == NULL ? _("Can you apply?") : words_of(&home->title, x->lang)},
		{"question", words_of(&other->label, x->lang)});
}

static void put_question(struct page *p, const struct questions *q, const struct scene *x,
			 size_t index)
{
	struct arena *a = p->arena;
	struct field_path where = questions_path(q, index);
	const struct rejected *rejected = questions_rejected(q, index);
	struct field *f = question_field(x, a, q->draft->form, &where,
					 rejected == NULL ? NULL : rejected->raw);
	struct error clash = {0};

	f->id = (int)index + 1;
	if (q->errors[index].fault != FAULT_NONE)
		f->error = clash_words(a, x, q, index, &q->errors[index]);
	else if (rejected != NULL)
		f->error = message_error(a, &rejected->error);
	else if (questions_lacks(q, index, &clash) ||
		 (q->told == 0 && form_clash(q->draft->form, &where, false, &clash)))
		f->error = message_error(a, &clash);
	page_field(p, f);
}

static const char *title_of(const struct questions *q, const struct scene *x, struct arena *a)
{
	if (q->section == NULL)
		return _("Can you apply?");
	if (q->item == 0)
		return words_of(&q->section->title, x->lang);
	return FILL(a, _("{section}: {item} {number}"),
		    {"section", words_of(&q->section->title, x->lang)},
		    {"item", words_of(&q->section->item, x->lang)},
		    {"number", arena_format(a, "%d", q->item)});
}

/* Whether an answer may still open a page behind this one. */
static bool may_grow(const struct questions *q)
{
	for (size_t i = 0; i < questions_count(q); i++)
		if (questions_at(q, i)->page > q->page &&
		    !questions_has_page(q, questions_at(q, i)->page))
			return true;
	return false;
}

/* The title; where a section has several pages, which of them this is, and of how many where that
 * is known. */
static const char *numbered_title(const struct questions *q, const struct scene *x, struct arena *a)
{
	int all = 0, now = 0, last = questions_last_page(q);

	for (int page = 1; page <= last; page++)
		if (questions_has_page(q, page)) {
			all++;
			now += page <= q->page ? 1 : 0;
		}
	if (all < 2)
		return title_of(q, x, a);
	if (may_grow(q))
		/* TRANSLATORS: one page with the questions of a part; how many there will be is not
		   known yet */
		return FILL(a, _("{title} (page {page})"), {"title", title_of(q, x, a)},
			    {"page", arena_format(a, "%d", now)});
	/* TRANSLATORS: one page of several with the questions of a part */
	return FILL(a, _("{title} (page {page} of {last})"), {"title", title_of(q, x, a)},
		    {"page", arena_format(a, "%d", now)}, {"last", arena_format(a, "%d", all)});
}

/* The answer that is worth a second look stands on this page, with its remark. */
static bool is_remarked_here(const struct questions *q)
{
	const struct field_path *at = &q->draft->remarked;

	return at->question != NULL && at->section == q->section && at->item == q->item &&
	       at->question->page == q->page;
}

struct page *questions_page_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct questions *q = (const struct questions *)s;
	struct page *p = page_new(a, q->screen.ops->name, numbered_title(q, x, a));
	const struct question *refused = q->section == NULL ? form_refused(q->draft->form) : NULL;

	p->trail = words_of(&q->draft->service->name, x->lang);
	p->wants_back = true;
	if (!is_remarked_here(q))
		common_remark(p, x, q->draft);
	if (!draft_is_kept(q->draft))
		page_text(p, TONE_QUIET,
			  _("Nothing is saved yet: your draft begins after this. If the "
			    "connection breaks here, you have to answer again."));
	if (refused != NULL &&
	    !form_clash(q->draft->form, &(struct field_path){.question = refused}, false, NULL))
		page_notice(p, NOTICE_WARNING, common_refusal(refused, x->lang));
	for (size_t i = 0; i < questions_count(q); i++)
		if (questions_shows(q, i, q->page))
			put_question(p, q, x, i);
	p->focus_field = q->focus != 0 ? q->focus : questions_first(q);
	p->next_label = _("Continue");
	return p;
}
