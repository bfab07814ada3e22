/* node.c - a YAML file as a small tree that remembers its lines; what definitions and lists are
 * read from. */
#include "services/definition/node.h"

#include "i18n/text.h"
#include "services/definition/node_bytes.h"
#include "services/definition/node_syntax.h"

#include <string.h>
#include <yaml.h>

struct walk {
	struct arena *arena;
	yaml_parser_t parser;
	const char *text;
	size_t nodes;
	int quote_from, quote_to; /* lines of what was read last, where it stands in quotes */
	struct error *err;
};

static enum fault refuse(struct walk *w, size_t line, const char *say, const char *detail)
{
	enum fault fault = fail(w->err, FAULT_INPUT, say, "line %zu: %s", line, detail);

	if (w->err != NULL)
		w->err->line = (int)line;
	return fault;
}

/* What goes beyond a limit, which stands in the words as {value}. */
static enum fault refuse_more(struct walk *w, size_t line, const char *say, size_t limit)
{
	refuse(w, line, say, "limit");
	error_fill(w->err, "value", "%zu", limit);
	return FAULT_INPUT;
}

static enum fault refuse_syntax(struct walk *w)
{
	const yaml_parser_t *p = &w->parser;
	struct node_syntax s = {.problem = p->problem == NULL ? "?" : p->problem,
				.line = (int)p->problem_mark.line + 1,
				.column = p->problem_mark.column,
				.text = w->text,
				.open = (int)p->context_mark.line + 1,
				.quote_from = w->quote_from,
				.quote_to = w->quote_to};

	return node_syntax_refuse(&s, w->err);
}

static void remember_quotes(struct walk *w, const yaml_event_t *event)
{
	bool quoted = event->type == YAML_SCALAR_EVENT &&
		      (event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
		       event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE);

	w->quote_from = quoted ? (int)event->start_mark.line + 1 : 0;
	w->quote_to = quoted ? (int)event->end_mark.line + 1 : 0;
}

/* The next event; the caller deletes it. */
static enum fault step(struct walk *w, yaml_event_t *event)
{
	if (!yaml_parser_parse(&w->parser, event))
		return refuse_syntax(w);
	remember_quotes(w, event);
	return FAULT_NONE;
}

static enum fault put_word(struct walk *w, const yaml_event_t *event, struct node *n)
{
	size_t len = event->data.scalar.length;
	const char *bytes = (const char *)event->data.scalar.value;

	if (memchr(bytes, '\0', len) != NULL)
		return refuse(w, event->start_mark.line + 1,
			      N_("A definition cannot contain a NUL character."), "NUL");
	n->kind = NODE_WORD;
	n->value = arena_slice(w->arena, bytes, len);
	n->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	return FAULT_NONE;
}

static bool is_marked(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_ALIAS_EVENT: return true;
	case YAML_SCALAR_EVENT:
		return event->data.scalar.anchor != NULL || event->data.scalar.tag != NULL;
	case YAML_SEQUENCE_START_EVENT:
		return event->data.sequence_start.anchor != NULL ||
		       event->data.sequence_start.tag != NULL;
	case YAML_MAPPING_START_EVENT:
		return event->data.mapping_start.anchor != NULL ||
		       event->data.mapping_start.tag != NULL;
	default: return false;
	}
}

static enum fault read_children(struct walk *w, struct node *parent, int depth);

/* Builds the node that `event` begins, with all below it. */
static enum fault read_node(struct walk *w, const yaml_event_t *event, struct node *n, int depth)
{
	size_t line = event->start_mark.line + 1;

	if (is_marked(event))
		return refuse(w, line,
			      N_("Anchors (&), aliases (*) and tags (!) are not used in "
				 "definitions: write the value out."),
			      "marked");
	if (depth > NODE_DEPTH_MAX)
		return refuse_more(w, line,
				   N_("This is nested too deeply: {value} levels at most."),
				   NODE_DEPTH_MAX);
	if (++w->nodes > NODE_COUNT_MAX)
		return refuse_more(w, line,
				   N_("There are too many values in this file: {value} at most."),
				   NODE_COUNT_MAX);
	if (n->line == 0)
		n->line = (int)line;
	switch (event->type) {
	case YAML_SCALAR_EVENT: return put_word(w, event, n);
	case YAML_SEQUENCE_START_EVENT: n->kind = NODE_LIST; break;
	case YAML_MAPPING_START_EVENT: n->kind = NODE_MAP; break;
	default: return refuse(w, line, N_("A value is missing here."), "no value");
	}
	return read_children(w, n, depth + 1);
}

static enum fault check_key(struct walk *w, const struct node *map, struct node *key)
{
	char *clean = NULL;

	if (key->kind != NODE_WORD ||
	    text_clean(w->arena, key->value, strlen(key->value), TEXT_LINE, &clean, NULL) !=
		    FAULT_NONE ||
	    clean[0] == '\0')
		return refuse(w, (size_t)key->line, N_("A key must be one word."), "key");
	key->value = clean;
	if (map->count == NODE_KEYS_MAX)
		return refuse_more(w, (size_t)key->line,
				   N_("There are too many keys here: {value} at most."),
				   NODE_KEYS_MAX);
	if (node_find(map, key->value) == NULL)
		return FAULT_NONE;
	refuse(w, (size_t)key->line, N_("The key \"{key}\" appears twice here."), "key twice");
	error_fill(w->err, "key", "%s", key->value);
	return FAULT_INPUT;
}

/* One child: in a map its key first. `*ret` NULL: the list or map has ended. */
static enum fault read_child(struct walk *w, const struct node *parent, int depth,
			     struct node **ret)
{
	yaml_event_t event;
	struct node key = {0};
	struct node *n = arena_take(w->arena, sizeof(*n));
	enum fault fault = step(w, &event);

	*ret = NULL;
	if (fault != FAULT_NONE)
		return fault;
	if (event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT) {
		yaml_event_delete(&event);
		return FAULT_NONE;
	}
	n->key = parent->key;
	if (parent->kind == NODE_MAP) {
		fault = read_node(w, &event, &key, depth);
		yaml_event_delete(&event);
		if (fault == FAULT_NONE)
			fault = check_key(w, parent, &key);
		if (fault == FAULT_NONE)
			fault = step(w, &event);
		if (fault != FAULT_NONE)
			return fault;
		n->key = key.value;
		n->line = key.line;
	}
	fault = read_node(w, &event, n, depth);
	yaml_event_delete(&event);
	if (fault == FAULT_NONE)
		*ret = n;
	return fault;
}

static enum fault read_children(struct walk *w, struct node *parent, int depth)
{
	struct node **end = &parent->first;

	for (;;) {
		struct node *child;
		enum fault fault = read_child(w, parent, depth, &child);

		if (fault != FAULT_NONE || child == NULL)
			return fault;
		*end = child;
		end = &child->next;
		parent->count++;
	}
}

/* Passes over the events that must come next: what is not the one expected is a fault. */
static enum fault pass(struct walk *w, yaml_event_type_t expected, const char *say)
{
	yaml_event_t event;
	enum fault fault = step(w, &event);

	if (fault != FAULT_NONE)
		return fault;
	if (event.type != expected)
		fault = refuse(w, event.start_mark.line + 1, say, "unexpected event");
	yaml_event_delete(&event);
	return fault;
}

static enum fault read_document(struct walk *w, struct node *root)
{
	yaml_event_t event;
	enum fault fault = pass(w, YAML_STREAM_START_EVENT, N_("This is not YAML."));

	if (fault == FAULT_NONE)
		fault = pass(w, YAML_DOCUMENT_START_EVENT, N_("The file is empty."));
	if (fault == FAULT_NONE)
		fault = step(w, &event);
	if (fault != FAULT_NONE)
		return fault;
	fault = read_node(w, &event, root, 0);
	yaml_event_delete(&event);
	if (fault == FAULT_NONE)
		fault = pass(w, YAML_DOCUMENT_END_EVENT, N_("This is not YAML."));
	if (fault == FAULT_NONE)
		fault = pass(w, YAML_STREAM_END_EVENT,
			     N_("A file holds one definition: a second one begins here."));
	return fault;
}

static enum fault parse(struct walk *w, size_t len, struct node *root)
{
	enum fault fault;

	if (!yaml_parser_initialize(&w->parser))
		fatal("out of memory");
	yaml_parser_set_encoding(&w->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&w->parser, (const unsigned char *)w->text, len);
	fault = read_document(w, root);
	yaml_parser_delete(&w->parser);
	return fault;
}

enum fault node_read(struct arena *a, const char *yaml, size_t len, const struct node **ret,
		     struct error *err)
{
	struct walk w = {.arena = a, .err = err};
	struct node *root = arena_take(a, sizeof(*root));
	size_t mark = node_bytes_mark(yaml, len);
	enum fault fault;

	if (len > NODE_FILE_MAX)
		return refuse_more(&w, 1, N_("The file is larger than {value} KiB."),
				   NODE_FILE_MAX / 1024);
	fault = node_bytes_check(yaml, len, err);
	if (fault != FAULT_NONE)
		return fault;
	w.text = arena_slice(a, yaml + mark, len - mark);
	fault = parse(&w, len - mark, root);
	if (fault == FAULT_NONE)
		*ret = root;
	return fault;
}

const struct node *node_find(const struct node *map, const char *key)
{
	if (map == NULL || map->kind != NODE_MAP)
		return NULL;
	for (const struct node *n = map->first; n != NULL; n = n->next)
		if (strcmp(n->key, key) == 0)
			return n;
	return NULL;
}

bool node_is_null(const struct node *n)
{
	return n->kind == NODE_WORD && !n->quoted &&
	       (n->value[0] == '\0' || strcmp(n->value, "null") == 0 || strcmp(n->value, "~") == 0);
}
