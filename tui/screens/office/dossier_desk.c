/* dossier_desk.c - what staff fill in with an act, or with a task that they close: its questions on
 * the page, what is typed there, and whether it is whole. */
#include "tui/screens/office/dossier.h"

#include "i18n/base/array.h"
#include "tui/screens/common/question.h"

/* --- what is typed, until it is done --- */

static void wipe(char **text)
{
	if (*text != NULL)
		explicit_bzero(*text, strlen(*text));
	free(*text);
	*text = NULL;
}

static void set(char **to, const char *text)
{
	wipe(to);
	if (text == NULL || text[0] == '\0')
		return;
	*to = strdup(text);
	if (*to == NULL)
		fatal("out of memory");
}

void dossier_desk_forget(struct dossier_typed *t)
{
	for (size_t i = 0; i < t->filled_room; i++) {
		wipe(&t->filled[i].value);
		wipe(&t->filled[i].refused);
	}
	free(t->filled);
	t->filled = NULL;
	t->filled_room = 0;
}

static struct dossier_filled *filled_at(const struct dossier *d, size_t i)
{
	return i < d->typed.filled_room ? &d->typed.filled[i] : NULL;
}

static struct field_path path(const struct desk_form *desk, size_t i)
{
	return (struct field_path){&desk->section, 0, &desk->section.questions[i]};
}

struct form *dossier_desk_form(const struct dossier *d, const struct desk_form *desk,
			       const struct scene *x)
{
	struct form *f = form_new(desk->asks, catalogue_terms(x->catalogue), date_of(d->now));

	for (size_t i = 0; i < desk->section.question_count && i < d->typed.filled_room; i++) {
		struct field_path at = path(desk, i);

		if (d->typed.filled[i].value != NULL)
			(void)form_load(f, &at, d->typed.filled[i].value);
	}
	return f;
}

/* --- on the page --- */

void dossier_desk_put(struct page *p, const struct scene *x, const struct dossier *d,
		      const struct desk_form *desk)
{
	struct form *form = dossier_desk_form(d, desk, x);

	for (size_t i = 0; i < desk->section.question_count; i++) {
		const struct dossier_filled *typed = filled_at(d, i);
		struct field_path at = path(desk, i);
		struct field *f;

		if (!form_asks(form, &at))
			continue;
		f = question_field(x, p->arena, form, &at, typed == NULL ? NULL : typed->refused);
		f->id = DOSSIER_QUESTION + 1 + (int)i;
		if (typed != NULL && typed->error.fault != FAULT_NONE)
			f->error = message_error(p->arena, &typed->error);
		page_field(p, f);
	}
	form_free(form);
}

static void answer(struct dossier *d, const struct desk_form *desk, const struct scene *x,
		   const struct input *e)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	size_t i = (size_t)(e->field - DOSSIER_QUESTION - 1);
	struct dossier_filled *to = &d->typed.filled[i];
	struct field_path at = path(desk, i);
	struct form *form = dossier_desk_form(d, desk, x);
	const char *codes =
		question_is_list(at.question) ? question_codes(x, a, at.question, e->text) : NULL;

	to->error = (struct error){0};
	set(&to->refused, NULL);
	if (form_set(form, &at, codes != NULL ? codes : e->text, x->lang, &to->error) == FAULT_NONE)
		set(&to->value, form_get(form, &at));
	else if (codes == NULL)
		set(&to->refused, e->text);
	form_free(form);
}

bool dossier_desk_take(struct dossier *d, const struct desk_form *desk, const struct scene *x,
		       const struct input *e)
{
	size_t count = desk == NULL ? 0 : desk->section.question_count;

	if ((size_t)(e->field - DOSSIER_QUESTION) > count)
		return false;
	if (d->typed.filled_room < count) {
		d->typed.filled = array_new(count, sizeof(*d->typed.filled));
		d->typed.filled_room = count;
	}
	answer(d, desk, x, e);
	return d->typed.filled[e->field - DOSSIER_QUESTION - 1].error.fault == FAULT_NONE;
}

/* --- whether it is whole --- */

static size_t index_of(const struct desk_form *desk, const struct question *q)
{
	return q == NULL ? 0 : (size_t)(q - desk->section.questions);
}

bool dossier_desk_is_whole(struct dossier *d, const struct desk_form *desk, const struct scene *x,
			   int *ret_field)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct form *form = dossier_desk_form(d, desk, x);
	struct form_fault *faults = NULL;
	size_t count = form_faults(form, a, &faults), first = desk->section.question_count;

	if (d->typed.filled_room < first) {
		d->typed.filled = array_new(first, sizeof(*d->typed.filled));
		d->typed.filled_room = first;
	}
	for (size_t i = count; i > 0; i--) {
		first = index_of(desk, faults[i - 1].at.question);
		d->typed.filled[first].error = faults[i - 1].error;
	}
	for (size_t i = 0; i < first; i++)
		if (d->typed.filled[i].refused != NULL)
			first = i;
	form_free(form);
	*ret_field = DOSSIER_QUESTION + 1 + (int)first;
	return first == desk->section.question_count;
}

const char *const *dossier_desk_lines(const struct dossier *d, const struct desk_form *desk,
				      struct arena *a, const struct scene *x)
{
	struct form *form = dossier_desk_form(d, desk, x);
	const char **lines = arena_array(a, desk->section.question_count + 1, sizeof(*lines));
	struct field_path at = {0};
	size_t count = 0;

	while (form_next(form, &at))
		if (form_get(form, &at) != NULL)
			lines[count++] = words_labelled(a, words_of(&at.question->label, x->lang),
							form_show(form, a, &at, x->lang));
	lines[count] = NULL;
	form_free(form);
	return lines;
}
