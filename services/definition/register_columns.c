/* register_columns.c - the columns of a register, and the number that is made of them. */
#include "services/definition/register_read.h"

#include "services/definition/class.h"
#include "services/definition/number.h"
#include "services/definition/type.h"

#include <string.h>

#define KEYS_MAX 100
#define TYPES_MAX 40
#define GROUP_MOST 12 /* columns of a group */

/* What a column may be besides the types of questions. */
static const char *const more_types[] = {"person", "organisation", "group", NULL};
static const char *const finds[] = {"no", "exact", "name", NULL};

/* --- one column --- */

static bool is_among(const char *const *list, const char *word)
{
	for (size_t i = 0; list[i] != NULL; i++)
		if (strcmp(list[i], word) == 0)
			return true;
	return false;
}

static const char *const *known_keys(struct arena *a)
{
	static const char *const common[] = {"id", "type", "class", "find", "label", "of"};
	static const char *const not [] = {"min",    "max",   "pattern", "script",
					   "single", "lines", "unlike",  NULL};
	const char *all[KEYS_MAX] = {NULL};
	const char **keys = arena_array(a, KEYS_MAX, sizeof(*keys));
	size_t count = 0;

	for (; count < sizeof(common) / sizeof(common[0]); count++)
		keys[count] = common[count];
	type_all_keys(all, KEYS_MAX - 10);
	for (size_t i = 0; all[i] != NULL; i++)
		if (!is_among(not, all[i]))
			keys[count++] = all[i];
	return keys;
}

static int read_type(struct reader *r, const struct node *n, bool in_group, int *ret_count)
{
	const char *names[TYPES_MAX] = {NULL};
	int count = 0;

	for (; type_names[count] != NULL; count++)
		names[count] = type_names[count];
	*ret_count = count;
	for (int i = 0; more_types[i] != NULL; i++)
		if (!in_group || strcmp(more_types[i], "group") != 0)
			names[count++] = more_types[i];
	return reader_choice(r, n, "type", names);
}

static void read_find(struct reader *r, const struct node *n, struct register_column *to)
{
	int find = reader_find(n, "find") == NULL ? 0 : reader_choice(r, n, "find", finds);

	to->find = find < 0 ? REGISTER_FIND_NOT : (enum register_find)find;
	if (to->find == REGISTER_FIND_NOT)
		return;
	if (to->question.class == CLASS_SENSITIVE)
		reader_fault(r, reader_find(n, "find"),
			     N_("What is sensitive stands in no index: leave \"find\" out."), NULL);
	if (to->of != NULL)
		reader_fault(r, reader_find(n, "find"),
			     N_("A group is not found by its values: leave \"find\" out."), NULL);
}

static bool read_column(struct reader *r, const struct node *n, const struct register_definition *d,
			bool in_group, struct register_column *to);

static void read_group(struct reader *r, const struct node *n, const struct register_definition *d,
		       struct register_column *to)
{
	const struct node *list = reader_list(r, n, "of", true, GROUP_MOST);
	struct register_column *of;

	if (list == NULL)
		return;
	of = arena_array(r->arena, list->count, sizeof(*of));
	to->of = of;
	for (const struct node *one = list->first; one != NULL; one = one->next)
		to->of_count += read_column(r, one, d, true, &of[to->of_count]);
}

static bool read_column(struct reader *r, const struct node *n, const struct register_definition *d,
			bool in_group, struct register_column *to)
{
	struct question *q = &to->question;
	int type, types;

	*to = (struct register_column){.question = {.type = &type_text, .lines = 1},
				       .line = n->line};
	if (!reader_map(r, n, known_keys(r->scratch)))
		return false;
	q->id = reader_id(r, n, "id");
	q->label = reader_text(r, n, "label", true, READER_NAME_MAX);
	class_read(r, n, in_group ? CLASS_PUBLIC : CLASS_PERSONAL, &q->class);
	type = read_type(r, n, in_group, &types);
	if (type >= 0 && type < types) {
		q->type = type_at(type);
		if (q->type->define != NULL)
			q->type->define(r, n, d->country, q);
	}
	to->is_person = type == types;
	to->is_organisation = type == types + 1;
	if (type == types + 2)
		read_group(r, n, d, to);
	else if (reader_find(n, "of") != NULL)
		reader_fault(r, reader_find(n, "of"),
			     N_("\"{key}\" is for a column of type group."), NULL);
	read_find(r, n, to);
	return q->id != NULL;
}

static void check_id(struct reader *r, const struct node *n, const struct register_definition *d,
		     const char *id)
{
	static const char *const own[] = {"register", "as",     "since",  "until", "status",
					  "number",   "year",   "office", "n",     "entry",
					  "valid",    "reason", "words",  NULL};

	if (is_among(own, id))
		reader_fault(r, n, N_("The id \"{value}\" is the portal's own."), id);
	if (register_column(d, id) != NULL)
		reader_fault(r, n, N_("The id \"{value}\" appears twice here."), id);
}

/* --- the number --- */

/* What may stand in a number, or bound its counting: public, as the number is, and always there. */
static void check_place(struct reader *r, const struct node *n, const struct register_definition *d,
			const char *id)
{
	const struct register_column *c = register_column(d, id);
	char known[KNOWN_MAX] = "";

	known_add(known, "year");
	known_add(known, "office");
	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].question.class == CLASS_PUBLIC && d->columns[i].of == NULL)
			known_add(known, d->columns[i].question.id);
	if (c == NULL)
		reader_fault_known(r, n,
				   N_("A number cannot have \"{value}\"; it may have: {known}."),
				   id, known);
	else if (c->question.class != CLASS_PUBLIC || c->of != NULL)
		reader_fault_known(r, n,
				   N_("A number is public, and \"{value}\" is not; it may have: "
				      "{known}."),
				   id, known);
}

static bool is_word(const char *word)
{
	return strcmp(word, "year") == 0 || strcmp(word, "office") == 0;
}

static void read_scope(struct reader *r, const struct node *map, struct register_definition *d)
{
	const struct node *n = reader_find(map, "scope");
	const struct node *one = n != NULL && n->kind == NODE_LIST ? n->first : n;

	for (; one != NULL; one = n->kind == NODE_LIST ? one->next : NULL) {
		const char *id = reader_line(r, one, READER_NAME_MAX);

		if (id == NULL)
			continue;
		if (d->number.scope_count == REGISTER_SCOPE) {
			reader_fault(r, n, N_("A number counts within four things at most."), NULL);
			return;
		}
		if (!is_word(id))
			check_place(r, one, d, id);
		d->number.scope[d->number.scope_count++] = arena_text(r->arena, id);
	}
}

/* Of two entries in different scopes the numbers must differ. */
static void check_number(struct reader *r, const struct node *n,
			 const struct register_definition *d)
{
	const char *text = d->number.text;
	struct number_piece p;

	for (size_t at = 0; number_piece(text, &at, &p);)
		if (p.kind == PIECE_COLUMN || number_is_broken(&p))
			check_place(r, n, d, arena_slice(r->scratch, p.words, p.len));
	if (!number_has(text, PIECE_COUNT, NULL))
		reader_fault(r, n,
			     N_("A number needs {n}, or {n:5} for five digits: what is counted."),
			     NULL);
	for (size_t i = 0; i < d->number.scope_count; i++) {
		const char *id = d->number.scope[i];
		enum number_piece_kind kind = strcmp(id, "year") == 0     ? PIECE_YEAR
					      : strcmp(id, "office") == 0 ? PIECE_OFFICE
									  : PIECE_COLUMN;

		if (!number_has(text, kind, id))
			reader_fault(r, n,
				     N_("The number counts anew within each \"{value}\", so it "
					"must have it in its text: else two entries would have "
					"one number."),
				     id);
	}
}

static void read_number(struct reader *r, const struct node *root, struct register_definition *d)
{
	static const char *const keys[] = {"text", "scope", NULL};
	const struct node *n = reader_find(root, "number");

	if (n == NULL) {
		if (reader_lacks(root, "number"))
			reader_fault(r, root, N_("The key \"{value}\" is missing."), "number");
		return;
	}
	if (!reader_map(r, n, keys))
		return;
	d->number.text = reader_word(r, n, "text", true);
	read_scope(r, n, d);
	if (d->number.text != NULL)
		check_number(r, reader_find(n, "text"), d);
}

/* --- all of them --- */

void register_read_columns(struct reader *r, const struct node *root, struct register_definition *d)
{
	const struct node *list = reader_list(r, root, "columns", true, REGISTER_COLUMNS);
	bool is_public = false;

	if (list == NULL)
		return;
	d->columns = arena_array(r->arena, list->count, sizeof(*d->columns));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		struct register_column *to = &d->columns[d->column_count];

		if (!read_column(r, n, d, false, to))
			continue;
		check_id(r, n, d, to->question.id);
		is_public = is_public || to->question.class == CLASS_PUBLIC;
		d->column_count++;
	}
	if (!is_public)
		reader_remark(r, list,
			      N_("No column is public: whoever checks an entry is told its number "
				 "and its status, and nothing else."),
			      NULL);
	read_number(r, root, d);
}
