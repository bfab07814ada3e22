/* command_block.c - what is typed for acts as a text file: a block for each application, with an
 * act, its reason and its words, and every fault by its line. */
#include "server/commands/command_block.h"

#include "i18n/base/array.h"
#include "i18n/digits.h"
#include "i18n/text.h"
#include "i18n/utf8.h"

#include <stdlib.h>

const char *const command_block_keys[BLOCK_KEYS + 1] = {
	[BLOCK_QUEUE] = "queue",   [BLOCK_REVISION] = "revision",
	[BLOCK_ACT] = "act",       [BLOCK_REASON] = "reason",
	[BLOCK_TO] = "to",         [BLOCK_ITEM] = "item",
	[BLOCK_OFFICE] = "office", [BLOCK_TASK] = "task",
	[BLOCK_WORDS] = "words",   [BLOCK_KEYS] = NULL};

struct reading {
	struct arena *arena;
	struct fault_list *faults;
	struct command_block *first, *last;
	struct command_value *value; /* the one that may go on; NULL */
	int line, blanks;            /* empty lines since that value's last */
};

void command_block_fault(struct fault_list *faults, int line, const char *field, const char *say,
			 const char *value)
{
	struct error err = {0};

	fail(&err, FAULT_INPUT, say, "line %d", line);
	error_fill(&err, "value", "%.100s", value == NULL ? "" : value);
	err.line = line;
	snprintf(err.field, sizeof(err.field), "%s", field == NULL ? "" : field);
	faults_add(faults, &err);
}

static void refuse(struct reading *r, const char *say, const char *value)
{
	command_block_fault(r->faults, r->line, NULL, say, value);
}

static void open_block(struct reading *r, const char *reference)
{
	struct command_block *b = arena_take(r->arena, sizeof(*b));

	*b = (struct command_block){.reference = reference, .line = r->line};
	if (r->last == NULL)
		r->first = b;
	else
		r->last->next = b;
	r->last = b;
	r->value = NULL;
}

static void read_heading(struct reading *r, const char *line, size_t len)
{
	char digits[REFERENCE_DIGITS + 1] = "";
	const char *end = memchr(line, ']', len);
	struct error err;

	if (end == NULL)
		refuse(r, N_("A heading ends with a bracket: [{value}]."),
		       arena_slice(r->arena, line + 1, len - 1));
	else if (reference_read(arena_slice(r->arena, line + 1, (size_t)(end - line - 1)), digits,
				&err) != FAULT_NONE)
		refuse(r, err.say, NULL);
	open_block(r, arena_text(r->arena, digits));
	for (struct command_block *b = r->first; b != r->last; b = b->next)
		if (digits[0] != '\0' && strcmp(b->reference, digits) == 0)
			refuse(r, N_("This application stands in the file twice: [{value}]."),
			       digits);
}

static void append(struct reading *r, const char *bytes, size_t len)
{
	struct command_value *v = r->value;

	if (v->len > LIMIT_WORDS)
		return; /* it is refused for its length later */
	v->text = array_room_in(r->arena, v->text, v->len + len + 1, &v->room, 1);
	memcpy(v->text + v->len, bytes, len);
	v->len += len;
	v->text[v->len] = '\0';
}

static struct command_value *find_fill(struct reading *r, const char *line, size_t len)
{
	struct command_fill **end = &r->last->fills;

	for (; *end != NULL; end = &(*end)->next)
		if (strlen((*end)->key) == len && memcmp((*end)->key, line, len) == 0)
			return &(*end)->value;
	*end = arena_take(r->arena, sizeof(**end));
	(*end)->key = arena_slice(r->arena, line, len);
	return &(*end)->value;
}

static struct command_value *find_key(struct reading *r, const char *line, size_t len)
{
	for (int i = 0; command_block_keys[i] != NULL; i++)
		if (strlen(command_block_keys[i]) == len &&
		    memcmp(command_block_keys[i], line, len) == 0)
			return &r->last->values[i];
	if (len > 2 && memchr(line + 1, '.', len - 2) != NULL)
		return find_fill(r, line, len);
	return NULL;
}

static void read_key(struct reading *r, const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len);
	size_t key = colon == NULL ? 0 : (size_t)(colon - line);
	bool blank;

	r->value = NULL;
	while (key > 0 && (line[key - 1] == ' ' || line[key - 1] == '\t'))
		key--;
	if (key == 0) {
		refuse(r,
		       N_("This line is nothing that is read here: write \"act: …\", a note with # "
			  "in front, a further line of words with a space in front."),
		       NULL);
		return;
	}
	r->value = find_key(r, line, key);
	if (r->value == NULL || r->value->line > 0) {
		refuse(r,
		       r->value == NULL ? N_("There is no line \"{value}:\" here.")
					: N_("\"{value}:\" stands in this block twice."),
		       arena_slice(r->arena, line, key));
		r->value = NULL;
		return;
	}
	r->value->line = r->line;
	r->blanks = 0;
	len -= (size_t)(colon - line) + 1;
	colon++;
	key = text_margin(colon, len, &blank);
	append(r, colon + key, len - key);
}

/* A further line of words, with the empty lines between. */
static void read_further(struct reading *r, const char *line, size_t len)
{
	if (r->value == NULL) {
		refuse(r,
		       N_("This line begins with a space, but nothing stands before it that it "
			  "could belong to."),
		       NULL);
		return;
	}
	if (r->value->len > 0)
		append(r, "\n\n\n\n\n\n\n\n\n", (size_t)(r->blanks > 8 ? 8 : r->blanks) + 1);
	append(r, line, len);
	r->blanks = 0;
}

static void read_line(struct reading *r, const char *line, size_t len)
{
	bool further;
	size_t margin = text_margin(line, len, &further);

	if (len > LIMIT_FORMTEXT_LINE)
		refuse(r, N_("This line is longer than 8 KiB."), NULL);
	else if (!utf8_is_valid(line, len) || memchr(line, '\0', len) != NULL)
		refuse(r, N_("This line is not UTF-8 text. Save the file as UTF-8."), NULL);
	else if (margin == len)
		r->blanks++;
	else if (line[margin] == '#' && (!further || r->value == NULL))
		r->blanks = 0;
	else if (further)
		read_further(r, line + margin, len - margin);
	else if (line[margin] == '[')
		read_heading(r, line + margin, len - margin);
	else
		read_key(r, line + margin, len - margin);
}

struct command_block *command_block_read(struct arena *a, const char *text, size_t len,
					 struct fault_list *faults)
{
	struct reading r = {.arena = a, .faults = faults};

	open_block(&r, "");
	while (len > 0 && !faults->more) {
		const char *end = memchr(text, '\n', len);
		size_t whole = end == NULL ? len : (size_t)(end - text) + 1, bare = whole;

		while (bare > 0 && strchr("\r\n", text[bare - 1]) != NULL)
			bare--;
		r.line++;
		read_line(&r, text, bare);
		text += whole;
		len -= whole;
	}
	return r.first;
}

const char *command_block_value(const struct command_block *b, enum block_key key)
{
	return b->values[key].text == NULL ? "" : b->values[key].text;
}

int64_t command_block_revision(struct arena *a, const struct command_block *b)
{
	const char *digits = digits_ascii(a, command_block_value(b, BLOCK_REVISION));

	if (digits[0] == '\0' || strlen(digits) > 18 ||
	    digits[strspn(digits, "0123456789")] != '\0')
		return 0;
	return strtoll(digits, NULL, 10);
}

static const char *or_null(const struct command_block *b, enum block_key key)
{
	const char *value = command_block_value(b, key);

	return value[0] == '\0' ? NULL : value;
}

/* "born=incorrect, plan=outdated". */
static enum fault read_items(struct command *c, const struct command_block *b,
			     const struct service *s, struct act_answers *to, struct error *err)
{
	const char *list = command_block_value(b, BLOCK_ITEM);
	struct named *items = arena_array(c->arena, LIMIT_NAMED + 1, sizeof(*items));
	enum fault f = FAULT_NONE;

	to->items = items;
	for (list += strspn(list, ", \t\n"); *list != '\0' && f == FAULT_NONE;
	     list += strspn(list, ", \t\n")) {
		size_t len = strcspn(list, ", \t\n");

		if (to->item_count > LIMIT_NAMED)
			break; /* the act refuses so many */
		f = command_items_read(c, s, arena_slice(c->arena, list, len),
				       &items[to->item_count++], err);
		list += len;
	}
	if (f != FAULT_NONE)
		snprintf(err->field, sizeof(err->field), "%s", command_block_keys[BLOCK_ITEM]);
	return f;
}

enum fault command_block_answers(struct command *c, const struct command_block *b,
				 const struct service *s, struct act_answers *ret,
				 struct error *err)
{
	*ret = (struct act_answers){.words = or_null(b, BLOCK_WORDS),
				    .reason = or_null(b, BLOCK_REASON),
				    .stage = or_null(b, BLOCK_TO),
				    .office = or_null(b, BLOCK_OFFICE),
				    .task = or_null(b, BLOCK_TASK)};
	return read_items(c, b, s, ret, err);
}

int command_block_line(const struct command_block *b, const char *field)
{
	for (int i = 0; command_block_keys[i] != NULL; i++)
		if (strcmp(command_block_keys[i], field) == 0)
			return b->values[i].line > 0 ? b->values[i].line
						     : b->values[BLOCK_ACT].line;
	if (field[0] != '\0' && b->values[BLOCK_ITEM].line > 0)
		return b->values[BLOCK_ITEM].line; /* of an answer that it names */
	return b->values[BLOCK_ACT].line > 0 ? b->values[BLOCK_ACT].line : b->line;
}
