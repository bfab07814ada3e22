/* service_about.c - the entry of a register that a service is about: what its conditions know of
 * it, and what it fills in, as a definition has it. */
#include "services/definition/service_entry_inside.h"

#include "services/definition/class.h"
#include "services/definition/service.h"
#include "services/definition/type.h"

#include <string.h>

/* --- what is known of the entry --- */

static struct question own_fact(const char *id, const struct type_ops *type, const char *country)
{
	return (struct question){.id = id,
				 .type = type,
				 .class = CLASS_PUBLIC,
				 .label = {{id, id, id}},
				 .lines = 1,
				 .page = 1,
				 .country = country};
}

/* Its statuses as choices, by their ids. */
static struct question status_fact(struct arena *a, const struct register_definition *d)
{
	struct question q = own_fact("status", &type_choice, d->country);
	struct term *choices = arena_array(a, d->status_count + 1, sizeof(*choices));

	for (size_t i = 0; i < d->status_count; i++)
		choices[i] =
			(struct term){d->statuses[i].id,
				      {{d->statuses[i].id, d->statuses[i].id, d->statuses[i].id}}};
	q.choices = choices;
	q.choice_count = d->status_count;
	return q;
}

static const struct section *entry_known(struct reader *r, const char *book)
{
	const struct register_definition *d = register_find(r->terms, book);
	struct section *to;
	struct question *q;

	if (d == NULL)
		return NULL;
	to = arena_take(r->arena, sizeof(*to));
	q = arena_array(r->arena, d->column_count + SERVICE_ENTRY_FACTS, sizeof(*q));
	*to = (struct section){
		.id = SERVICE_ENTRY, .title = d->name, .class = CLASS_PUBLIC, .questions = q};
	q[to->question_count++] = own_fact("number", &type_text, d->country);
	q[to->question_count++] = status_fact(r->arena, d);
	q[to->question_count++] = own_fact("since", &type_date, d->country);
	q[to->question_count++] = own_fact("valid_until", &type_date, d->country);
	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].of == NULL && !class_is_sealed(d->columns[i].question.class))
			q[to->question_count++] = d->columns[i].question;
	return to;
}

/* `{seat: seat, phone: phone}`: questions, and the columns that answer them. */
static void read_fills(struct reader *r, const struct node *map, struct service_about *to)
{
	const struct node *list = reader_find(map, "fill");

	if (list == NULL)
		return;
	if (list->kind != NODE_MAP) {
		reader_fault(r, list,
			     N_("Write which question gets which column, as in {seat: seat, phone: "
				"phone}."),
			     NULL);
		return;
	}
	to->fills = arena_array(r->arena, list->count, sizeof(*to->fills));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		if (n->kind == NODE_WORD)
			to->fills[to->fill_count++] =
				(struct entry_fill){arena_text(r->arena, n->key),
						    arena_text(r->arena, n->value), n->line};
}

void service_entry_about(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"register", "by", "fill", "from", NULL};
	static const char *const froms[] = {"people", NULL};
	const struct node *n = reader_find(root, "about");
	struct service_about *about;

	if (n == NULL || !reader_map(r, n, keys))
		return;
	about = arena_take(r->arena, sizeof(*about));
	*about = (struct service_about){
		.book = reader_id(r, n, "register"), .by = reader_id(r, n, "by"), .line = n->line};
	if (about->book == NULL || about->by == NULL)
		return;
	if (reader_find(n, "from") != NULL)
		about->people = reader_choice(r, n, "from", froms) == 0;
	about->entry = entry_known(r, about->book);
	read_fills(r, n, about);
	s->about = about;
}

const struct section *service_entry_known(const struct service *s)
{
	return s->about == NULL ? NULL : s->about->entry;
}

/* --- when all is read --- */

static bool fits(const struct question *q, const struct question *column)
{
	bool words = (q->type == &type_text || q->type == &type_name) &&
		     (column->type == &type_text || column->type == &type_name);

	return words || (q->type == column->type && q->level == column->level &&
			 (q->level == 0 || strcmp(q->country, column->country) == 0));
}

static void check_fill(struct reader *r, const struct service *s,
		       const struct register_definition *d, const struct entry_fill *fill)
{
	const struct section *section = NULL;
	const struct question *q = service_question(s, fill->question, &section);
	const struct register_column *c = register_column(d, fill->column);
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].of == NULL && d->columns[i].question.class != CLASS_SENSITIVE)
			known_add(known, d->columns[i].question.id);
	if (q == NULL || section == NULL || section->repeats ||
	    strcmp(fill->question, s->about->by) == 0)
		service_entry_fault(
			r, fill->line,
			N_("\"{value}\" must be another question of the form that is answered "
			   "once."),
			fill->question, NULL);
	else if (c == NULL || c->of != NULL || c->question.class == CLASS_SENSITIVE)
		service_entry_fault(
			r, fill->line,
			N_("No question is answered with \"{value}\" of the entry; there is: "
			   "{known}."),
			fill->column, known);
	else if (!fits(q, &c->question))
		service_entry_fault(
			r, fill->line,
			N_("The column is of another type than the question \"{value}\"."),
			fill->question, NULL);
}

/* It is answered once, in words, and by everybody. */
void service_about_check(struct reader *r, const struct service *s)
{
	const struct section *section = NULL;
	const struct question *q = service_question(s, s->about->by, &section);
	const struct register_definition *d;

	d = service_entry_register(r, s->about->book, s->about->line);
	if (d != NULL && s->about->people && d->subject != REGISTER_ORGANISATION)
		service_entry_fault(
			r, s->about->line,
			N_("\"from: people\" is for a register of organisations: \"{value}\" has "
			   "another subject, and nobody acts for its entries."),
			d->id, NULL);
	for (size_t i = 0; d != NULL && i < s->about->fill_count; i++)
		check_fill(r, s, d, &s->about->fills[i]);
	if (q == NULL || section == NULL || section->repeats || !q->required || q->when != NULL)
		service_entry_fault(
			r, s->about->line,
			N_("\"{value}\" must be a question of the form that everybody answers "
			   "once: the number of the entry."),
			s->about->by, NULL);
}
