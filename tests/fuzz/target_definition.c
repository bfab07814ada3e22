/* target_definition.c - a definition's YAML: its tree, the service that it makes, and that
 * service's form, blank and being filled. */
#include "i18n/base/buffer.h"
#include "services/definition/node.h"
#include "services/definition/rule.h"
#include "services/definition/service_read.h"
#include "services/form/formtext.h"
#include "services/registry/limits.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/target.h"

#include <string.h>

#define ARENA ((size_t)512 << 20)
#define REQUEST "ABCD-1234-EFGH-5678"
#define STEPS_MOST 100000

static const struct date today = {2026, 11, 23};

/* --- the tree --------------------------------------------------------------------------------- */

static void check_node(const struct node *n, const struct node *parent, int depth, int lines)
{
	size_t count = 0;

	must(depth <= NODE_DEPTH_MAX, "a tree is not too deep");
	must(n->line >= 1 && n->line <= lines, "a value has a line");
	must(parent == NULL || parent->kind == NODE_LIST || (n->key != NULL && n->key[0] != '\0'),
	     "what stands in a map has a key");
	must(parent == NULL || parent->kind == NODE_MAP || n->key == parent->key,
	     "what stands in a list has the list's key");
	must((n->kind == NODE_WORD) == (n->value != NULL), "a word has a value");
	for (const struct node *c = n->first; c != NULL; c = c->next, count++) {
		check_node(c, n, depth + 1, lines);
		must(n->kind != NODE_MAP || node_find(n, c->key) == c, "a key stands once");
	}
	must(count == n->count, "children are counted");
}

/* In double quotes, as YAML and JSON have them. */
static void write_quoted(struct buffer *b, const char *s)
{
	buffer_text(b, "\"");
	for (; *s != '\0'; s++)
		if (*s == '"' || *s == '\\')
			buffer_format(b, "\\%c", *s);
		else if ((unsigned char)*s < 0x20 || *s == 0x7F)
			buffer_format(b, "\\x%02x", (unsigned)*s);
		else if (strncmp(s, "\xC2\x85", 2) == 0)
			buffer_text(b, "\\N"), s++;
		else if (strncmp(s, "\xE2\x80\xA8", 3) == 0 || strncmp(s, "\xE2\x80\xA9", 3) == 0)
			buffer_text(b, (unsigned char)s[2] == 0xA8 ? "\\L" : "\\P"), s += 2;
		else if (strncmp(s, "\xEF\xBB\xBF", 3) == 0)
			buffer_text(b, "\\uFEFF"), s += 2;
		else if (strncmp(s, "\xC2", 1) == 0 && (unsigned char)s[1] < 0xA0)
			buffer_format(b, "\\x%02x", (unsigned char)s[1]), s++;
		else if (strncmp(s, "\xEF\xBF\xBE", 3) == 0 || strncmp(s, "\xEF\xBF\xBF", 3) == 0)
			buffer_format(b, "\\uFFF%c", (unsigned char)s[2] == 0xBE ? 'E' : 'F'),
				s += 2;
		else
			buffer_add(b, s, 1);
	buffer_text(b, "\"");
}

/* On one line, whatever it was. */
static void write_node(struct buffer *b, const struct node *n)
{
	const char *ends = n->kind == NODE_MAP ? "{}" : "[]";

	if (node_is_null(n)) {
		buffer_text(b, "~");
		return;
	}
	if (n->kind == NODE_WORD) {
		write_quoted(b, n->value);
		return;
	}
	buffer_add(b, ends, 1);
	for (const struct node *c = n->first; c != NULL; c = c->next) {
		if (n->kind == NODE_MAP) {
			buffer_text(b, "? ");
			write_quoted(b, c->key);
			buffer_text(b, " : ");
		}
		write_node(b, c);
		buffer_text(b, c->next == NULL ? "" : ", ");
	}
	buffer_add(b, ends + 1, 1);
}

static bool is_same(const struct node *one, const struct node *two)
{
	const struct node *c = one->first, *d = two->first;

	if (one->kind != two->kind || one->count != two->count ||
	    node_is_null(one) != node_is_null(two) || (one->key == NULL) != (two->key == NULL) ||
	    (one->key != NULL && strcmp(one->key, two->key) != 0))
		return false;
	if (one->kind == NODE_WORD && !node_is_null(one) && strcmp(one->value, two->value) != 0)
		return false;
	for (; c != NULL; c = c->next, d = d->next)
		if (!is_same(c, d))
			return false;
	return true;
}

/* A tree written and read again is the same; returns what was written, NULL where there is no tree
 * or it is too long now. */
static const char *check_tree(struct arena *a, const char *yaml, size_t len)
{
	BUFFER_CLEAN struct buffer b = {0};
	const struct node *root = NULL, *again = NULL;
	struct error err = {0};

	if (node_read(a, yaml, len, &root, &err) != FAULT_NONE) {
		must_be_told(&err, input_yaml_lines(yaml, len));
		must(root == NULL, "nothing comes back with a fault");
		return NULL;
	}
	check_node(root, NULL, 0, input_yaml_lines(yaml, len));
	buffer_open(&b, NODE_FILE_MAX);
	write_node(&b, root);
	if (b.full)
		return NULL;
	must(node_read(a, b.data, b.size, &again, NULL) == FAULT_NONE, "what is written is YAML");
	must(is_same(root, again), "what is written is what was read");
	return arena_slice(a, b.data, b.size);
}

/* --- the service ------------------------------------------------------------------------------ */

static void check_text(const struct text *t)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		must((t->in[lang] != NULL) == text_is_set(t), "a text is in each language or none");
		must_be_harmless(t->in[lang]);
	}
}

static void check_texts(const struct service *s)
{
	const struct text *const texts[] = {&s->name,    &s->summary, &s->authority, &s->silence,
					    &s->channel, &s->output,  &s->collect,   &s->validity,
					    &s->notes,   &s->benefit};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_text(texts[i]);
	for (size_t i = 0; i < s->eligibility_count; i++)
		check_text(&s->eligibility[i]);
	for (size_t i = 0; i < s->legal_basis_count; i++)
		check_text(&s->legal_basis[i]);
	for (size_t i = 0; i < s->case_count; i++)
		check_text(&s->cases[i].name);
	for (size_t i = 0; i < s->stage_count; i++) {
		check_text(&s->stages[i].name);
		must(service_stage(s, s->stages[i].id) == &s->stages[i], "an id is one stage's");
	}
	for (size_t i = 0; i < s->paper_count; i++) {
		check_text(&s->papers[i].name);
		check_text(&s->papers[i].note);
	}
	for (size_t i = 0; i < s->source_count; i++) {
		must_be_harmless(s->sources[i].title);
		must_be_harmless(s->sources[i].url);
		must_be_harmless(s->sources[i].bare);
		for (int lang = 0; lang < LANG_COUNT; lang++)
			must_be_harmless(s->sources[i].remark.in[lang]);
	}
	for (size_t i = 0; s->fee != NULL && i < s->fee->amount_count; i++) {
		check_text(&s->fee->amounts[i].note);
		must(s->fee->amounts[i].known || text_is_set(&s->fee->amounts[i].note),
		     "an amount that is not known is told in words");
	}
	if (s->if_refused != NULL)
		check_text(&s->if_refused->text);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		for (size_t i = 0; i < s->keyword_count[lang]; i++)
			must_be_harmless(s->keywords[lang][i]);
}

static void check_questions(const struct service *s, const struct section *home,
			    const struct question *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct section *found;
		const struct question *q = &list[i];

		must(service_question(s, q->id, &found) == q && found == home,
		     "an id is one question's");
		must(text_is_set(&q->label), "a question has words");
		check_text(&q->label);
		check_text(&q->help);
		check_text(&q->says);
		must(q->page >= 1, "a question is on a page");
		for (size_t j = 0; j < q->choice_count; j++)
			check_text(&q->choices[j].name);
	}
}

/* A blank in each language: harmless, and nothing is wrong with it but what is missing. */
static void check_blanks(struct arena *a, const struct service *s, const struct term_list *terms)
{
	struct fault_list *faults = arena_take(a, sizeof(*faults));

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const struct formtext_order order = {.service = s,
						     .terms = terms,
						     .lang = (enum lang)lang,
						     .today = today,
						     .request = REQUEST,
						     .send = "ssh guest@portal apply"};
		char *text = formtext_blank(a, &order);
		struct filled filled;

		must_be_harmless(text);
		if (strlen(text) > LIMIT_FORMTEXT)
			continue;
		*faults = (struct fault_list){0};
		must(formtext_read(s, terms, today, text, strlen(text), &filled, faults, NULL) ==
			     FAULT_INPUT,
		     "nobody has signed a blank");
		must_all_be_told(faults, input_lines(text, strlen(text)));
		must(strcmp(filled.service, s->id) == 0 && filled.version == s->version &&
			     strcmp(filled.request, REQUEST) == 0 && filled.lang == (enum lang)lang,
		     "a blank says whose it is");
	}
}

static void check_form(struct arena *a, const struct service *s, const struct term_list *terms)
{
	const struct form_definition *d = s->form;
	struct form *f = form_new(s, terms, today);
	struct form_fault *faults;
	struct field_path at = {0};
	size_t count, steps = 0, *papers;

	check_questions(s, NULL, d->eligibility, d->eligibility_count);
	for (size_t i = 0; i < d->section_count; i++) {
		check_text(&d->sections[i].title);
		check_text(&d->sections[i].item);
		check_questions(s, &d->sections[i], d->sections[i].questions,
				d->sections[i].question_count);
	}
	for (size_t i = 0; i < d->check_count; i++)
		must(!d->checks[i].warns || service_question(s, d->checks[i].at, NULL) != NULL,
		     "what only warns stands by a question");
	for (; form_next(f, &at); steps++) {
		struct error err;

		must(steps < STEPS_MOST && form_asks(f, &at), "the questions asked have an end");
		must_be_harmless(form_show(f, a, &at, LANG_AR));
		if (form_clash(f, &at, true, &err) || form_remark(f, &at, &err))
			must_be_told(&err, 0);
	}
	for (size_t i = 0; i < d->section_count; i++)
		form_section_state(f, &d->sections[i]);
	count = form_faults(f, a, &faults);
	for (size_t i = 0; i < count; i++)
		must_be_told(&faults[i].error, 0);
	must(form_papers(f, a, &papers) <= s->paper_count, "papers are those of the service");
	must_be_harmless(form_canonical_text(f, a));
	form_free(f);
	check_blanks(a, s, terms);
}

/* --- both ------------------------------------------------------------------------------------- */

static const struct service *read_service(struct arena *a, const struct term_list *terms,
					  const char *yaml, size_t len, struct fault_list *faults)
{
	const struct service *s = NULL;
	struct error err = {0};
	enum fault fault;

	*faults = (struct fault_list){0};
	fault = service_read(a, terms, "any.yaml", yaml, len, &s, faults, &err);
	must((fault == FAULT_NONE) == (faults->count == 0), "faults are told where there are some");
	must((fault == FAULT_NONE) == (s != NULL), "nothing comes back with a fault");
	must_all_be_told(faults, input_yaml_lines(yaml, len));
	if (fault != FAULT_NONE)
		must(faults->more || err.line == faults->items[0].line, "the first fault is told");
	return s;
}

static const struct term_list *shared_terms(void)
{
	static struct arena *keep;
	static struct term_list terms;

	if (keep == NULL) {
		keep = arena_new(ARENA);
		must(term_read(keep, "catalogue", &terms, NULL) == FAULT_NONE,
		     "there is a catalogue");
	}
	return &terms;
}

void target_definition(const uint8_t *data, size_t size)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const struct term_list *terms = shared_terms();
	struct fault_list *faults = arena_take(a, 2 * sizeof(*faults)), *others = faults + 1;
	const char *yaml = (const char *)data, *line = check_tree(a, yaml, size);
	const struct service *s = read_service(a, terms, yaml, size, faults);

	if (line != NULL) {
		read_service(a, terms, line, strlen(line), others);
		must(others->count == faults->count, "it does not matter how YAML is written");
	}
	if (s == NULL)
		return;
	must(s->id != NULL && s->version > 0 && s->sector != NULL && s->audience_count > 0,
	     "a service has what every service has");
	check_texts(s);
	if (s->form != NULL)
		check_form(a, s, terms);
}
