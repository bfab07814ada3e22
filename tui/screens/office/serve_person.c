/* serve_person.c - a person who is not known yet: the least that is needed, also without documents.
 */
#include "tui/screens/office/serve.h"

#include "services/access/serve.h"

enum { FIELD_NAME = 1, FIELD_NATIONAL, FIELD_PHONE, FIELD_DOCUMENT, FIELD_SEEN, FIELDS };
enum { SEEN_NO = 1, SEEN_YES };

struct person_screen {
	struct screen screen;
	const struct service *service;
	char typed[FIELD_SEEN][SERVE_TYPED]; /* by field; [0]: before, and nowhere yet */
	int seen;
	int focus;
	struct error errors[FIELDS];
};

static enum identifier_kind number_kind(int field)
{
	return field == FIELD_NATIONAL ? IDENTIFIER_NATIONAL_ID
	       : field == FIELD_PHONE  ? IDENTIFIER_PHONE
				       : IDENTIFIER_DOCUMENT;
}

static void put_line(struct page *p, const struct person_screen *v, int id, const char *label)
{
	struct field *f = arena_take(p->arena, sizeof(*f));

	*f = (struct field){.id = id,
			    .kind = FIELD_LINE,
			    .label = label,
			    .value = arena_text(p->arena, v->typed[id]),
			    .required = id == FIELD_NAME,
			    .ltr = id != FIELD_NAME,
			    .lines = 1};
	if (v->errors[id].fault != FAULT_NONE)
		f->error = message_error(p->arena, &v->errors[id]);
	page_field(p, f);
}

static void put_seen(struct page *p, const struct person_screen *v)
{
	struct field *f = arena_take(p->arena, sizeof(*f));
	struct option *options = arena_array(p->arena, 2, sizeof(*options));

	options[0] = (struct option){.label = _(identifier_evidence_message(EVIDENCE_DECLARED)),
				     .chosen = v->seen == SEEN_NO};
	options[1] = (struct option){.label = _(identifier_evidence_message(EVIDENCE_SEEN)),
				     .chosen = v->seen == SEEN_YES};
	*f = (struct field){.id = FIELD_SEEN,
			    .kind = FIELD_CHOICE,
			    .label = _("Where do the numbers come from?"),
			    .value = v->seen == SEEN_NO ? "1" : "2",
			    .preset = true,
			    .options = options,
			    .option_count = 2};
	page_field(p, f);
}

static struct page *person_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct person_screen *v = (const struct person_screen *)s;
	struct page *p = page_new(a, "serve_person", _("A new person"));

	p->trail = words_of(&v->service->name, x->lang);
	p->wants_back = true;
	if (v->errors[0].fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->errors[0]));
	page_text(p, TONE_PLAIN,
		  _("A name is enough. With a number, the person can be found next time."));
	put_line(p, v, FIELD_NAME, _("Full name"));
	put_line(p, v, FIELD_NATIONAL, _("National number"));
	put_line(p, v, FIELD_PHONE, _("Telephone"));
	put_line(p, v, FIELD_DOCUMENT, _("Number of another document"));
	put_seen(p, v);
	p->focus_field = v->focus;
	p->next_label = _("Continue");
	return p;
}

/* The number of a field; nothing where it is empty. */
static enum fault read_number(const struct context *x, const struct person_screen *v, int field,
			      struct arena *a, struct serve_person *to, struct error *err)
{
	struct identifier *one = &to->identifiers[to->count];
	enum fault fault;

	if (v->typed[field][0] == '\0')
		return FAULT_NONE;
	fault = identifier_read(catalogue_terms(x->scene.catalogue), a, number_kind(field),
				v->service->country, v->typed[field], one, err);
	if (v->seen == SEEN_YES && field != FIELD_PHONE)
		one->evidence = EVIDENCE_SEEN;
	to->count += fault == FAULT_NONE;
	return fault;
}

static bool answer(struct person_screen *v, const struct context *x, const struct input *e)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct identifier known[1];
	struct serve_person read = {.identifiers = known};
	struct error *err = &v->errors[e->field];

	v->errors[0] = *err = (struct error){0};
	v->focus = 0;
	if (e->field == FIELD_SEEN) {
		v->seen = e->text[0] == '2' ? SEEN_YES : SEEN_NO;
		return true;
	}
	if (serve_take(v->typed[e->field], e->text, err) == FAULT_NONE && e->field != FIELD_NAME &&
	    read_number(x, v, e->field, a, &read, err) != FAULT_NONE)
		v->focus = e->field;
	if (e->field == FIELD_NAME && (e->text[0] == '\0' || err->fault != FAULT_NONE))
		fail(err, FAULT_INPUT,
		     N_("Enter the person's name; if it is very long, shorten it."), "a name");
	return err->fault == FAULT_NONE;
}

static void next(struct person_screen *v, struct stack *st)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct context *x = stack_context(st);
	struct identifier known[FIELD_SEEN];
	struct serve_person person = {.name = v->typed[FIELD_NAME], .identifiers = known};
	struct error *err = &v->errors[0];

	*err = (struct error){0};
	for (int field = FIELD_NATIONAL; field < FIELD_SEEN && err->fault == FAULT_NONE; field++)
		if (read_number(x, v, field, a, &person, err) != FAULT_NONE)
			v->focus = field;
	if (err->fault == FAULT_NONE &&
	    serve_add(x->registry, x->caller, v->service, &person, err) == FAULT_NONE)
		stack_replace(st, serve_consent_new(v->service, person.id, person.name));
	else
		stack_turn(st);
}

static bool person_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct person_screen *v = (struct person_screen *)s;

	if (e->kind == INPUT_ANSWER)
		return answer(v, stack_context(st), e);
	if (e->kind != INPUT_NEXT)
		return false;
	next(v, st);
	return true;
}

static void person_free(struct screen *s)
{
	explicit_bzero(s, sizeof(struct person_screen));
	free(s);
}

/* What was typed to be found by is not asked again: it stands where it fits, a telephone first,
   since many numbers might be a country's. */
static void person_load(struct screen *s, struct stack *st)
{
	static const int fields[] = {FIELD_PHONE, FIELD_NATIONAL, FIELD_DOCUMENT};
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 20);
	struct person_screen *v = (struct person_screen *)s;
	const struct term_list *terms = catalogue_terms(stack_context(st)->scene.catalogue);
	struct identifier one;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]) && v->typed[0][0] != '\0'; i++)
		if (identifier_read(terms, a, number_kind(fields[i]), v->service->country,
				    v->typed[0], &one, NULL) == FAULT_NONE) {
			memcpy(v->typed[fields[i]], v->typed[0], sizeof(v->typed[0]));
			v->typed[0][0] = '\0';
		}
}

static const struct screen_ops ops = {.name = "serve_person",
				      .load = person_load,
				      .view = person_view,
				      .update = person_update,
				      .free = person_free};

struct screen *serve_person_new(const struct service *s, const char *typed)
{
	struct person_screen *v = common_make(sizeof(*v), &ops);

	v->service = s;
	v->seen = SEEN_NO;
	snprintf(v->typed[0], sizeof(v->typed[0]), "%s", typed);
	return &v->screen;
}
