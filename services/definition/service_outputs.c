/* service_outputs.c - the documents that a service issues, and the acts that issue or revoke them,
 * as a definition has them. */
#include "services/definition/service_outputs.h"

#include "i18n/base/array.h"
#include "services/definition/length.h"
#include "services/definition/number.h"
#include "services/definition/output.h"
#include "services/definition/service.h"

#include <string.h>

#define TEXT_MOST 4000 /* bytes of the words in one language */
#define NUMBER_MOST 60 /* of how a number is written */

/* --- effects of acts --- */

bool service_outputs_effect(struct reader *r, const struct node *n, struct act *to)
{
	static const char *const keys[] = {"issue", "revoke", NULL};
	const struct node *issue, *revoke;
	struct act_output *effect;

	if (n->kind != NODE_MAP)
		return false;
	issue = reader_find(n, "issue");
	revoke = reader_find(n, "revoke");
	if ((issue == NULL && revoke == NULL) || !reader_map(r, n, keys))
		return issue != NULL || revoke != NULL;
	to->outputs = array_room_in(r->arena, to->outputs, to->output_count + 1, &to->output_room,
				    sizeof(*to->outputs));
	effect = &to->outputs[to->output_count];
	*effect = (struct act_output){.id = reader_id(r, n, issue != NULL ? "issue" : "revoke"),
				      .revokes = issue == NULL,
				      .at = issue != NULL ? issue : revoke};
	if (issue != NULL && revoke != NULL)
		reader_fault(r, revoke,
			     N_("Issuing and revoking are two effects: an entry of \"effects\" for "
				"each."),
			     NULL);
	to->output_count += effect->id != NULL;
	return true;
}

static void check_effect(struct reader *r, const struct service *s, struct act_output *effect,
			 bool *issued)
{
	const struct output *output = output_of(s, effect->id);
	char known[KNOWN_MAX] = "";

	if (output != NULL && !effect->revokes)
		issued[output - s->outputs] = true;
	for (size_t i = 0; output == NULL && i < s->output_count; i++)
		known_add(known, s->outputs[i].id);
	if (output == NULL && !reader_is_doubted(r, effect->id, false))
		reader_fault_known(r, effect->at,
				   N_("There is no document \"{value}\"; \"outputs\" has: "
				      "{known}."),
				   effect->id, known);
	effect->at = NULL; /* the tree goes when all is read */
}

/* Acts of several stages and each stage's own; short forms have no effects. */
static void check_effects(struct reader *r, const struct service *s, bool *issued)
{
	for (size_t i = 0; i < s->act_count; i++)
		for (size_t k = 0; k < s->acts[i].output_count; k++)
			check_effect(r, s, &s->acts[i].outputs[k], issued);
	for (size_t at = 0; at < s->stage_count; at++)
		for (size_t i = 0; i < s->stages[at].act_count; i++)
			for (size_t k = 0; k < s->stages[at].acts[i]->output_count; k++)
				check_effect(r, s, &s->stages[at].acts[i]->outputs[k], issued);
}

/* --- numbers --- */

static bool is_known(const struct number_piece *p, const struct output_number *number)
{
	if (p->kind == PIECE_OFFICE)
		return number->by_office;
	return p->kind != PIECE_COLUMN && !number_is_broken(p);
}

/* Of two offices that count each for itself the numbers must differ. */
static void check_number(struct reader *r, const struct node *n, const struct output_number *number)
{
	struct number_piece p;

	for (size_t at = 0; number_piece(number->text, &at, &p);)
		if (!is_known(&p, number)) {
			reader_fault_known(
				r, n,
				N_("A number cannot have \"{value}\"; within braces it has: "
				   "{known}."),
				arena_slice(r->scratch, p.words, p.len),
				number->by_office ? "n, n:5, year, office" : "n, n:5, year");
			return;
		}
	if (!number_has(number->text, PIECE_COUNT, NULL))
		reader_fault(r, n,
			     N_("Every document has a number of its own: write n within braces, or "
				"n:5 for five digits, into \"text\"."),
			     NULL);
	if (number->by_office && !number_has(number->text, PIECE_OFFICE, NULL))
		reader_fault(r, n,
			     N_("Each office counts for itself, so the number must have office "
				"within braces in its text: else two documents would have one "
				"number."),
			     NULL);
}

static void read_number(struct reader *r, const struct node *map, struct output *to)
{
	static const char *const keys[] = {"text", "scope", NULL};
	static const char *const scopes[] = {"service", "office", NULL};
	const struct node *n = reader_find(map, "number");
	const char *text;

	to->number = (struct output_number){.text = "{year}/{n:5}"};
	if (n == NULL || !reader_map(r, n, keys))
		return;
	to->number.by_office =
		reader_find(n, "scope") != NULL && reader_choice(r, n, "scope", scopes) == 1;
	text = reader_word(r, n, "text", true);
	if (text == NULL)
		return;
	if (strlen(text) > NUMBER_MOST)
		reader_fault(r, reader_find(n, "text"), N_("\"{key}\" is too long."), NULL);
	to->number.text = text;
	check_number(r, reader_find(n, "text"), &to->number);
}

/* --- words --- */

/* What there is instead. */
static void refuse_place(struct reader *r, const struct node *n, const struct service *s,
			 const struct section *each, const struct output_piece *p)
{
	char known[KNOWN_MAX] = "";
	const char *name = arena_slice(r->scratch, p->at, p->len);
	const struct section *home = NULL;

	if (p->kind == OUTPUT_PLACE && s->form != NULL &&
	    service_question(s, name, &home) != NULL && home != NULL && home->repeats) {
		reader_fault_known(r, n,
				   N_("\"{value}\" is asked several times: write it between "
				      "#each {known} and /each, both within braces."),
				   name, home->id);
		return;
	}
	for (size_t i = 0; each != NULL && i < each->question_count; i++)
		known_add(known, each->questions[i].id);
	for (int i = 0; output_facts[i] != NULL; i++)
		if (i != OUTPUT_REGISTER || output_book(s) != NULL)
			known_add(known, output_facts[i]);
	for (size_t i = 0; s->form != NULL && i < s->form->section_count; i++)
		for (size_t k = 0;
		     !s->form->sections[i].repeats && k < s->form->sections[i].question_count; k++)
			known_add(known, s->form->sections[i].questions[k].id);
	/* Whether an act enters something is not known then. */
	if (r->unacted && strcmp(name, output_facts[OUTPUT_REGISTER]) == 0)
		return;
	if (!reader_is_doubted(r, name, false))
		reader_fault_known(r, n,
				   N_("A document cannot tell \"{value}\"; within braces it tells: "
				      "{known}."),
				   name, known);
}

static const struct section *find_each(struct reader *r, const struct node *n,
				       const struct service *s, const struct output_piece *p)
{
	const char *name = arena_slice(r->scratch, p->at, p->len);
	const struct section *each = s->form == NULL ? NULL : service_section(s, name);
	char known[KNOWN_MAX] = "";

	if (each != NULL && each->repeats)
		return each;
	for (size_t i = 0; s->form != NULL && i < s->form->section_count; i++)
		if (s->form->sections[i].repeats)
			known_add(known, s->form->sections[i].id);
	reader_fault_known(r, n,
			   N_("\"{value}\" is no repeated section; \"#each\" takes: {known}."),
			   name, known);
	return NULL;
}

static void check_text(struct reader *r, const struct node *n, const struct service *s,
		       const char *text)
{
	const struct section *each = NULL;
	bool open = false;
	struct output_piece p;

	while ((p = output_next(&text)).kind != OUTPUT_END) {
		struct output_named named = {.fact = OUTPUT_FACTS};

		if (p.kind == OUTPUT_WORDS)
			continue;
		if (p.kind == OUTPUT_EACH && !open) {
			each = find_each(r, n, s, &p);
			open = true;
		} else if (p.kind == OUTPUT_BACK && open) {
			each = NULL;
			open = false;
		} else {
			if (p.kind == OUTPUT_PLACE)
				named = output_find(s, each, &p);
			if (named.question == NULL && named.value == NULL &&
			    named.fact == OUTPUT_FACTS)
				refuse_place(r, n, s, each, &p);
		}
	}
	if (open)
		reader_fault(r, n, N_("\"#each\" has no end: write /each within braces behind it."),
			     NULL);
}

/* How often a text has this piece. */
static size_t count_piece(const char *text, const struct output_piece *wanted)
{
	struct output_piece p;
	size_t count = 0;

	while ((p = output_next(&text)).kind != OUTPUT_END)
		count += p.kind == wanted->kind && p.len == wanted->len &&
			 strncmp(p.at, wanted->at, p.len) == 0;
	return count;
}

/* Each language tells the same. */
static void check_same(struct reader *r, const struct node *n, const struct text *t)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const char *at = t->in[lang];
		struct output_piece p;

		while ((p = output_next(&at)).kind != OUTPUT_END)
			for (int other = 0; other < LANG_COUNT &&
					    (p.kind == OUTPUT_PLACE || p.kind == OUTPUT_EACH);
			     other++)
				if (count_piece(t->in[other], &p) == 0) {
					reader_fault(r, n,
						     N_("The languages do not tell the same: "
							"\"{value}\" is not in all of them."),
						     arena_slice(r->scratch, p.at, p.len));
					return;
				}
	}
}

static void read_text(struct reader *r, const struct node *map, const struct service *s,
		      struct output *to)
{
	const struct node *n = reader_find(map, "text");
	size_t before = r->count;

	to->text = reader_text(r, map, "text", true, TEXT_MOST);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (to->text.in[lang] == NULL)
			return;
	for (int lang = 0; lang < LANG_COUNT && !r->incomplete; lang++)
		check_text(r, reader_find(n, lang_codes[lang]), s, to->text.in[lang]);
	if (r->count == before)
		check_same(r, n, &to->text);
}

/* --- the rest --- */

/* Whoever has its code is told whose it is by this answer. */
static void read_holder(struct reader *r, const struct node *map, const struct service *s,
			struct output *to)
{
	const struct node *n = reader_find(map, "holder");
	const char *id = n == NULL ? NULL : reader_id(r, map, "holder");
	const struct section *home = NULL;
	const struct question *q =
		id == NULL || s->form == NULL ? NULL : service_question(s, id, &home);

	if (id == NULL || r->incomplete)
		return;
	if (q == NULL)
		reader_fault(r, n, N_("There is no question \"{value}\" in the form."), id);
	else if (home != NULL && home->repeats)
		reader_fault(r, n,
			     N_("\"{value}\" is asked several times: a document has one holder."),
			     id);
	else if (q->class == CLASS_SENSITIVE)
		reader_fault(
			r, n,
			N_("\"{value}\" is sensitive: whoever has the document's code would be "
			   "told it."),
			id);
	else {
		to->holder = q;
		to->holder_section = home;
	}
}

static void read_valid(struct reader *r, const struct node *map, struct output *to)
{
	const struct node *n = reader_find(map, "valid");

	to->valid_as_entry = n != NULL && n->kind == NODE_WORD && strcmp(n->value, "entry") == 0;
	if (n == NULL || to->valid_as_entry || !length_read(r, map, "valid", &to->valid))
		return;
	if (to->valid.unit == UNIT_WORKING_DAY)
		reader_fault(
			r, n,
			N_("A document is valid for days, weeks, months or years: working days "
			   "are for times that run."),
			NULL);
}

static void read_output(struct reader *r, const struct node *n, struct service *s)
{
	static const char *const keys[] = {"id", "name", "number", "valid", "holder", "text", NULL};
	struct output *to = &s->outputs[s->output_count];
	size_t before = r->count;

	if (!reader_map(r, n, keys))
		return;
	to->id = reader_id(r, n, "id");
	to->name = reader_text(r, n, "name", true, READER_NAME_MAX);
	read_number(r, n, to);
	read_valid(r, n, to);
	read_holder(r, n, s, to);
	read_text(r, n, s, to);
	if (to->id != NULL && output_of(s, to->id) != NULL)
		reader_fault(r, reader_find(n, "id"), N_("The id \"{value}\" appears twice here."),
			     to->id);
	if (to->valid_as_entry && r->count == before && !output_tells_entry(s, to))
		reader_fault(r, reader_find(n, "valid"),
			     N_("As long as which entry? Its text has to tell register_number, "
				"within braces."),
			     NULL);
	reader_doubt(r, before, to->id);
	s->output_count += to->id != NULL;
}

/* What no act issues nobody ever gets. */
static void check_issued(struct reader *r, const struct node *list, const struct service *s,
			 const bool *issued)
{
	const struct node *n = list == NULL ? NULL : list->first;

	for (size_t i = 0; n != NULL && i < s->output_count; i++, n = n->next)
		if (!issued[i])
			reader_fault(r, n,
				     N_("Nobody ever gets the document \"{value}\": no act has "
					"\"issue: {value}\" among its effects."),
				     s->outputs[i].id);
}

void service_outputs_read(struct reader *r, const struct node *root, struct service *s)
{
	const struct node *list = reader_list(r, root, "outputs", false, READER_LIST_MAX);
	bool issued[READER_LIST_MAX] = {false};
	size_t before = r->count;

	if (list != NULL && reader_lacks(root, "form"))
		reader_fault(r, list,
			     N_("\"{key}\" needs \"form\": they are issued of applications."),
			     NULL);
	if (list != NULL) {
		s->outputs = arena_array(r->arena, list->count, sizeof(*s->outputs));
		for (const struct node *n = list->first; n != NULL; n = n->next)
			read_output(r, n, s);
	}
	check_effects(r, s, issued);
	if (r->count == before && !r->unacted)
		check_issued(r, list, s, issued);
}
