/* service_entry.c - what acts of a service do with entries of registers, as a definition has it. */
#include "services/definition/service_entry_inside.h"

#include "services/definition/kind.h"
#include "services/definition/length.h"
#include "services/definition/number.h"
#include "services/definition/register.h"
#include "services/definition/service.h"
#include "services/definition/type.h"

#include <string.h>

const char *const entry_effect_codes[] = {"enter", "change", "suspend", "end", NULL};

static const char *const own_keys[] = {"register", "as", "since", "valid", "status", "from", NULL};
static const char *const sinces[] = {"act_day", "complete_day", "submitted_day", "valid_until",
				     NULL};

/* --- reading --- */

static bool is_own(const char *key)
{
	for (int i = 0; own_keys[i] != NULL; i++)
		if (strcmp(own_keys[i], key) == 0)
			return true;
	return false;
}

/* Every other key is a column of the register. */
static void read_sources(struct reader *r, const struct node *map, struct entry_effect *to)
{
	to->sources = arena_array(r->arena, map->count, sizeof(*to->sources));
	for (const struct node *n = map->first; n != NULL; n = n->next) {
		struct entry_source *source = &to->sources[to->source_count];

		if (is_own(n->key) || node_is_null(n))
			continue;
		if (n->kind != NODE_WORD) {
			reader_fault(r, n,
				     N_("Write which answer \"{key}\" gets: the id of a question, "
					"of a repeated section, or of a value."),
				     NULL);
			continue;
		}
		source->column = arena_text(r->arena, n->key);
		source->from = arena_text(r->arena, n->value);
		source->line = n->line;
		to->source_count++;
	}
}

/* "active", [active, lapsed]. */
static void read_from(struct reader *r, const struct node *map, struct entry_effect *to)
{
	const struct node *n = reader_find(map, "from");
	const struct node *one = n != NULL && n->kind == NODE_LIST ? n->first : n;

	for (; one != NULL; one = n->kind == NODE_LIST ? one->next : NULL) {
		if (one->kind != NODE_WORD || to->from_count == ENTRY_FROM) {
			reader_fault(r, n,
				     N_("Write the statuses of entries that this is for, as in "
					"[active, lapsed]; at most eight."),
				     NULL);
			return;
		}
		to->from[to->from_count++] = arena_text(r->arena, one->value);
	}
}

static void read_since(struct reader *r, const struct node *map, struct entry_effect *to)
{
	const struct node *n = reader_find(map, "since");
	int since = n == NULL ? 0 : reader_choice(r, map, "since", sinces);

	to->since = since < 0 ? ENTRY_SINCE_ACT : (enum entry_since)since;
	if (to->since != ENTRY_SINCE_UNTIL)
		return;
	if (to->kind == ENTRY_EFFECT_ENTER)
		reader_fault(r, n, N_("A new entry was valid until no day before."), NULL);
	else if (reader_find(map, "valid") == NULL)
		reader_fault(r, n,
			     N_("Say with \"valid\" how much longer it is valid than until then."),
			     NULL);
}

static void read_entry(struct reader *r, const struct node *map, enum entry_effect_kind kind,
		       struct entry_effect *to)
{
	static const char *const as[] = {"subject", NULL};

	*to = (struct entry_effect){.kind = kind, .line = map->line};
	read_since(r, map, to);
	read_from(r, map, to);
	if (reader_find(map, "register") != NULL)
		to->book = reader_id(r, map, "register");
	if (reader_find(map, "as") != NULL)
		reader_choice(r, map, "as", as);
	if (reader_find(map, "status") != NULL)
		to->status = reader_id(r, map, "status");
	if (reader_find(map, "valid") != NULL)
		length_read(r, map, "valid", &to->valid);
	if (to->valid.value > 0 && to->valid.unit == UNIT_WORKING_DAY)
		reader_fault(r, reader_find(map, "valid"),
			     N_("An entry is valid for days, weeks, months or years."), NULL);
	read_sources(r, map, to);
}

bool service_entry_read(struct reader *r, const struct node *n, struct act *to)
{
	for (int i = 0; entry_effect_codes[i] != NULL; i++) {
		const struct node *map = reader_find(n, entry_effect_codes[i]);

		if (map == NULL)
			continue;
		if (map->kind == NODE_MAP || reader_map(r, map, own_keys))
			read_entry(r, map, (enum entry_effect_kind)i,
				   &to->entries[to->entry_count++]);
		return true;
	}
	return false;
}

bool service_entry_any(const struct service *s)
{
	const struct act *act;

	for (size_t i = 0; (act = service_all_acts(s, i)) != NULL; i++)
		if (act->entry_count > 0)
			return true;
	return false;
}

const char *service_entry_book(const struct service *s, const struct entry_effect *e)
{
	if (e->book != NULL)
		return e->book;
	return s->about == NULL ? NULL : s->about->book;
}

/* --- when all is read --- */

void service_entry_fault(struct reader *r, int line, const char *say, const char *value,
			 const char *known)
{
	const struct node at = {.line = line, .key = "effects"};

	if (known == NULL)
		reader_fault(r, &at, say, value);
	else
		reader_fault_known(r, &at, say, value, known);
}

/* What the form has of it, and whether it comes more than once. */
static bool is_there(const struct service *s, const char *id, bool *ret_many)
{
	const struct section *section = service_section(s, id), *in = NULL;
	const struct question *q = service_question(s, id, &in);
	const struct whole *whole = service_whole(s, id);

	*ret_many = section != NULL && section->repeats;
	if (q != NULL)
		*ret_many = in != NULL && in->repeats;
	if (whole != NULL)
		*ret_many = whole->section != NULL && whole->section->repeats;
	return q != NULL || whole != NULL || service_value(s, id) != NULL ||
	       (section != NULL && section->repeats);
}

const struct register_definition *service_entry_register(struct reader *r, const char *id, int line)
{
	const struct register_definition *d = register_find(r->terms, id);
	char known[KNOWN_MAX] = "";

	if (d != NULL || r->stored || kind_is_faulty(r->terms, KIND_REGISTER, id))
		return d;
	for (size_t i = 0; (d = register_at(r->terms, i)) != NULL; i++)
		known_add(known, d->id);
	if (known[0] == '\0')
		service_entry_fault(
			r, line,
			N_("There is no register \"{value}\". A register is imported before the "
			   "services that name it, or together with them."),
			id, NULL);
	else
		service_entry_fault(
			r, line,
			N_("There is no register \"{value}\"; there is {known}. A register is "
			   "imported before the services that name it, or together with them."),
			id, known);
	return NULL;
}

/* Words that were chosen are kept in one language, and no condition knows them by their code. */
static void remark_words(struct reader *r, const struct service *s, const struct question *q,
			 const struct entry_source *source)
{
	const struct node at = {.line = source->line, .key = "effects"};
	const struct service_value *value = service_value(s, source->from);

	if (value != NULL)
		q = value->question;
	if ((q != NULL && q->type->options != NULL) || (value != NULL && value->truth))
		reader_remark(
			r, &at,
			N_("The column is of type text: it keeps the words that were chosen "
			   "for \"{value}\", in the language of the application, and no "
			   "condition finds their code there. Give the column the type and the "
			   "codes of what it gets."),
			source->from);
}

static bool is_same_money(const struct question *q, const struct question *column)
{
	return q->currency == NULL || column->currency == NULL ||
	       strcmp(q->currency, column->currency) == 0;
}

/* Every answer must be one that the column has, too. */
static void check_codes(struct reader *r, const struct question *q, const struct question *column,
			int line)
{
	char known[KNOWN_MAX] = "";

	for (size_t i = 0; i < q->choice_count; i++)
		if (term_find(column->choices, column->choice_count, q->choices[i].code) == NULL)
			known_add(known, q->choices[i].code);
	if (known[0] != '\0')
		service_entry_fault(
			r, line,
			N_("The column has not all the codes of \"{value}\": add to its "
			   "\"choices\" in a higher version of the register: {known}."),
			q->id, known);
	else if (!is_same_money(q, column))
		service_entry_fault(
			r, line,
			N_("The column takes amounts in another currency than \"{value}\" has."),
			q->id, NULL);
}

/* Words fit a column of text; what is a day, a number or a choice only its own kind. */
static void check_type(struct reader *r, const struct service *s, const struct register_column *c,
		       const struct entry_source *source)
{
	const struct section *section;
	const struct question *q = service_question(s, source->from, &section);
	const struct type_ops *type = c->question.type;

	if (c->of != NULL)
		return;
	if (type == &type_text || type == &type_name) {
		remark_words(r, s, q, source);
		return;
	}
	if (type == &type_place && q != NULL && q->type == type &&
	    (q->level != c->question.level || strcmp(q->country, c->question.country) != 0)) {
		service_entry_fault(
			r, source->line,
			N_("The column takes places of another country or level than \"{value}\" "
			   "asks for."),
			source->from, NULL);
		return;
	}
	if (q == NULL || q->type != type)
		service_entry_fault(
			r, source->line,
			N_("The column is of another type than what it gets from \"{value}\": let "
			   "it be one of type text, or of the same type."),
			source->from, NULL);
	else
		check_codes(r, q, &c->question, source->line);
}

/* Its columns are called as the questions that they get. */
static void check_group(struct reader *r, const struct service *s, const struct register_column *c,
			const struct entry_source *source)
{
	const struct section *section = service_section(s, source->from);

	for (size_t i = 0; section != NULL && i < c->of_count; i++) {
		const char *id = c->of[i].question.id;

		for (size_t k = 0; id != NULL && k < section->question_count; k++)
			if (section->questions[k].id != NULL &&
			    strcmp(section->questions[k].id, id) == 0)
				check_type(r, s, &c->of[i],
					   &(struct entry_source){id, id, source->line});
	}
}

static void check_source(struct reader *r, const struct service *s,
			 const struct register_definition *d, const struct entry_source *source)
{
	const struct register_column *c = d == NULL ? NULL : register_column(d, source->column);
	char known[KNOWN_MAX] = "";
	bool many = false;

	if (!is_there(s, source->from, &many))
		service_entry_fault(
			r, source->line,
			N_("\"{value}\" is no question, repeated section or value of this form."),
			source->from, NULL);
	else if (d != NULL && c != NULL && many != (c->of != NULL))
		service_entry_fault(
			r, source->line,
			many ? N_("\"{value}\" is answered more than once: only a column of type "
				  "group takes that.")
			     : N_("\"{value}\" is answered once: a column of type group takes a "
				  "repeated section."),
			source->from, NULL);
	if (c != NULL && !many)
		check_type(r, s, c, source);
	if (c != NULL && many)
		check_group(r, s, c, source);
	if (d == NULL || c != NULL)
		return;
	for (size_t i = 0; i < d->column_count; i++)
		known_add(known, d->columns[i].question.id);
	service_entry_fault(r, source->line,
			    N_("The register has no column \"{value}\"; it has: {known}."),
			    source->column, known);
}

/* What its number is made of has to be there. */
static void check_number(struct reader *r, const struct register_definition *d,
			 const struct entry_effect *e)
{
	struct number_piece p;

	for (size_t at = 0; d->number.text != NULL && number_piece(d->number.text, &at, &p);) {
		bool there = p.kind != PIECE_COLUMN;

		for (size_t i = 0; i < e->source_count; i++)
			there = there || (strlen(e->sources[i].column) == p.len &&
					  strncmp(e->sources[i].column, p.words, p.len) == 0);
		if (!there)
			service_entry_fault(
				r, e->line,
				N_("The register's number is made of \"{value}\": enter that, "
				   "too."),
				arena_slice(r->scratch, p.words, p.len), NULL);
	}
}

static void check_known(struct reader *r, const struct register_definition *d,
			const struct entry_effect *e, const char *status)
{
	char known[KNOWN_MAX] = "";

	if (register_status(d, status) != NULL)
		return;
	for (size_t i = 0; i < d->status_count; i++)
		known_add(known, d->statuses[i].id);
	service_entry_fault(r, e->line, N_("There is no status \"{value}\"; there is {known}."),
			    status, known);
}

static void check_status(struct reader *r, const struct register_definition *d,
			 const struct entry_effect *e)
{
	if (e->kind == ENTRY_EFFECT_SUSPEND && e->status == NULL &&
	    register_bears(d, REGISTER_RESTS) == NULL)
		service_entry_fault(
			r, e->line,
			N_("The register \"{value}\" has no status of an entry that rests, such "
			   "as suspended."),
			d->id, NULL);
	if (e->kind == ENTRY_EFFECT_END && e->status == NULL &&
	    register_bears(d, REGISTER_ENDED) == NULL)
		service_entry_fault(
			r, e->line,
			N_("The register \"{value}\" has no status of an entry that has ended, "
			   "such as dissolved."),
			d->id, NULL);
	if (e->status != NULL)
		check_known(r, d, e, e->status);
}

/* A longer time for what has ended makes it hold again, or nobody can say what it is. */
static void check_from(struct reader *r, const struct register_definition *d,
		       const struct entry_effect *e)
{
	for (size_t i = 0; i < e->from_count; i++) {
		const struct register_status *status = register_status(d, e->from[i]);

		if (status == NULL)
			check_known(r, d, e, e->from[i]);
		else if (status->bears == REGISTER_ENDED && e->valid.value > 0 && e->status == NULL)
			service_entry_fault(
				r, e->line,
				N_("An entry with the status \"{value}\" has ended: say with "
				   "\"status\" which one it has when it is valid again."),
				e->from[i], NULL);
	}
}

static void check_entry(struct reader *r, const struct service *s, const struct entry_effect *e)
{
	const char *book = service_entry_book(s, e);
	const struct register_definition *d;

	if (book == NULL) {
		service_entry_fault(
			r, e->line,
			N_("Say in which \"{value}\": here, or with \"about\" of the service."),
			"register", NULL);
		return;
	}
	d = service_entry_register(r, book, e->line);
	for (size_t i = 0; i < e->source_count; i++)
		check_source(r, s, d, &e->sources[i]);
	if (d == NULL)
		return;
	if (e->kind == ENTRY_EFFECT_ENTER)
		check_number(r, d, e);
	check_status(r, d, e);
	check_from(r, d, e);
}

void service_entry_check(struct reader *r, const struct node *root, const struct service *s)
{
	const struct act *act;

	(void)root;
	if (r->stored)
		return;
	if (s->about != NULL)
		service_about_check(r, s);
	for (size_t i = 0; (act = service_all_acts(s, i)) != NULL; i++)
		for (size_t k = 0; k < act->entry_count; k++)
			check_entry(r, s, &act->entries[k]);
}
