/* numbers.c - a reference number and its PIN, typed. */
#include "tui/screens/common/numbers.h"

static const struct field *make_field(struct arena *a, const struct numbers *n, int id,
				      const char *label, const char *value)
{
	struct field *f = arena_take(a, sizeof(*f));

	*f = (struct field){.id = id,
			    .kind = id == NUMBERS_PIN ? FIELD_SECRET : FIELD_LINE,
			    .label = label,
			    .value = value,
			    .required = true,
			    .numeric = true,
			    .ltr = true,
			    .lines = 1};
	if (n->errors[id].fault != FAULT_NONE)
		f->error = message_error(a, &n->errors[id]);
	return f;
}

void numbers_put(struct page *p, const struct numbers *n, bool pin)
{
	char shown[REFERENCE_DIGITS + 4] = "";

	if (n->reference[0] != '\0')
		reference_show(n->reference, shown);
	page_field(p, make_field(p->arena, n, NUMBERS_REFERENCE, _("Reference number"),
				 arena_text(p->arena, shown)));
	if (pin)
		page_field(p, make_field(p->arena, n, NUMBERS_PIN, _("Tracking PIN"), n->pin));
	p->focus_field = n->focus;
}

bool numbers_answer(struct numbers *n, const struct input *e, numbers_read *read)
{
	int field = e->field == NUMBERS_PIN ? NUMBERS_PIN : NUMBERS_REFERENCE;
	struct error *err = &n->errors[field];
	enum fault fault;

	*err = n->errors[0] = (struct error){0};
	if (field == NUMBERS_PIN) {
		numbers_forget_pin(n);
		fault = read(e->text, n->pin, err);
	} else {
		fault = reference_read(e->text, n->reference, err);
	}
	n->focus = fault == FAULT_NONE ? 0 : field;
	return fault == FAULT_NONE;
}

bool numbers_are_there(struct numbers *n, bool pin)
{
	if (n->reference[0] != '\0' && (!pin || n->pin[0] != '\0'))
		return true;
	n->focus = n->reference[0] == '\0' ? NUMBERS_REFERENCE : NUMBERS_PIN;
	return false;
}

void numbers_forget_pin(struct numbers *n)
{
	explicit_bzero(n->pin, sizeof(n->pin));
}
