/* questions_entry.c - a question for the number of an entry of a register. */
#include "services/application/entry_asked.h"
#include "services/definition/service_entry.h"
#include "tui/screens/apply/questions.h"

#include <string.h>

/* The question behind this one on its page; 0: it is the last. */
static int next_shown(const struct questions *q, size_t index)
{
	for (size_t i = index + 1; i < questions_count(q); i++)
		if (questions_shows(q, i, q->page))
			return (int)i + 1;
	return 0;
}

bool questions_names_entry(struct questions *q, struct stack *st, size_t index, const char *was)
{
	const struct context *x = stack_context(st);
	const struct service_about *about = q->draft->service->about;
	struct field_path where = questions_path(q, index);
	const char *now = form_get(q->draft->form, &where);
	bool anew = now == NULL || strcmp(now, was) != 0;
	struct error err = {0};
	enum fault fault;

	if (x->registry == NULL || about == NULL || q->draft->named_count > 0 ||
	    strcmp(about->by, where.question->id) != 0)
		return true;
	fault = entry_asked(x->registry, x->caller, q->draft->service, now, &err);
	if (fault == FAULT_DENIED && anew && next_shown(q, index) != 0)
		q->focus = next_shown(q, index);
	if (fault == FAULT_DENIED && anew)
		stack_push(st, founder_early_new(&err, q->draft->service, now));
	if (fault != FAULT_INPUT)
		return true; /* what cannot be asked now is asked at the end */
	draft_keep_rejected(q->draft, &where, now, &err);
	if (!anew)
		return true; /* one goes on; the parts and the review tell it */
	q->errors[index] = err;
	q->told = q->focus = (int)index + 1;
	return false;
}
