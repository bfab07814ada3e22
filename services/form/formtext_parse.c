/* formtext_parse.c - the lines of a filled form sorted into blocks and fields, before anyone looks
 * at what they mean. */
#include "services/form/formtext_parse.h"

#include "i18n/base/array.h"
#include "i18n/digits.h"
#include "i18n/utf8.h"
#include "services/form/form.h"
#include "services/registry/limits.h"

#include <string.h>

void formtext_parse_fault(struct formtext_parse *p, int line, const char *field, const char *say,
			  const char *value)
{
	struct error err;

	fail(&err, FAULT_INPUT, say, "line %d", line);
	if (value != NULL)
		error_fill(&err, "value", "%s", value);
	err.line = line;
	snprintf(err.field, sizeof(err.field), "%s", field == NULL ? "" : field);
	faults_add(p->faults, &err);
}

static void refuse(struct formtext_parse *p, const char *say, const char *value)
{
	formtext_parse_fault(p, p->line, NULL, say, value);
}

static struct filled_part *open_part(struct formtext_parse *p, enum part_kind kind)
{
	struct filled_part *b = arena_take(p->arena, sizeof(*b));

	b->kind = kind;
	b->line = p->line;
	b->end = &b->first;
	if (p->last == NULL)
		p->first = b;
	else
		p->last->next = b;
	p->last = b;
	p->field = NULL;
	return b;
}

/* How many blocks there are of this kind and section. */
static int count_parts(const struct formtext_parse *p, enum part_kind kind, const struct section *s)
{
	int count = 0;

	for (const struct filled_part *b = p->first; b != NULL; b = b->next)
		count += b->kind == kind && b->section == s;
	return count;
}

/* A heading's number, 0 where it has none, -1 where it is none. */
static int read_item(struct formtext_parse *p, const char *number)
{
	const char *digits = digits_ascii(p->arena, number);

	if (digits[0] == '\0')
		return 0;
	if (digits[strspn(digits, "0123456789")] != '\0' || strlen(digits) > 3)
		return -1;
	return (int)strtol(digits, NULL, 10);
}

static void refuse_item(struct formtext_parse *p, const char *id, int expected)
{
	char *head = arena_format(p->arena, "[%s %d]", id, expected);

	open_part(p, PART_UNKNOWN);
	refuse(p,
	       N_("The entries of this section are numbered in order: {value} is expected here."),
	       head);
}

static void open_section(struct formtext_parse *p, const struct section *s, const char *id,
			 int item)
{
	int before = count_parts(p, PART_SECTION, s);
	bool repeats = s != NULL && s->repeats;
	struct filled_part *b;

	if (!repeats && (before > 0 || item != 0)) {
		open_part(p, PART_UNKNOWN);
		refuse(p, N_("The section [{value}] stands in a form once, without a number."), id);
		return;
	}
	if (repeats && item == 0 && before == 0)
		item = 1;
	if (repeats && item != before + 1) {
		refuse_item(p, id, before + 1);
		return;
	}
	if (repeats && item > (s->max < LIMIT_ITEMS ? s->max : LIMIT_ITEMS)) {
		open_part(p, PART_UNKNOWN);
		refuse(p, N_("There may be no more entries of this section: [{value}]."), id);
		return;
	}
	b = open_part(p, PART_SECTION);
	b->section = s;
	b->item = item;
}

/* `[id]` or `[id 2]`. */
static void read_heading(struct formtext_parse *p, const char *line, size_t len)
{
	size_t id_len = strcspn(line + 1, " \t]") < len - 1 ? strcspn(line + 1, " \t]") : len - 1;
	const char *id = arena_slice(p->arena, line + 1, id_len);
	const char *rest = line + 1 + id_len, *end = line + len;
	const struct section *s = service_section(p->service, id);
	int item;

	while (rest < end && (*rest == ' ' || *rest == '\t'))
		rest++;
	while (end > rest && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	if (end == rest || end[-1] != ']') {
		open_part(p, PART_UNKNOWN);
		refuse(p, N_("A heading ends with a bracket: [{value}]."), id);
		return;
	}
	item = read_item(p, arena_slice(p->arena, rest, (size_t)(end - 1 - rest)));
	if (strcmp(id, "declaration") == 0 && item == 0) {
		if (count_parts(p, PART_DECLARATION, NULL) > 0)
			refuse(p,
			       N_("The section [{value}] stands in a form once, without a number."),
			       id);
		open_part(p, PART_DECLARATION);
	} else if (s != NULL || strcmp(id, "eligibility") == 0) {
		open_section(p, s, id, item);
	} else {
		open_part(p, PART_UNKNOWN);
		refuse(p, N_("This form has no section [{value}]."), id);
	}
}

/* Beyond what an answer may have nothing more is added: it is refused for its length later. */
static void append(struct formtext_parse *p, struct filled_field *f, const char *bytes, size_t len)
{
	if (f->value != NULL && f->len > LIMIT_ANSWER)
		return;
	f->value = array_room_in(p->arena, f->value, f->len + len + 1, &f->room, 1);
	memcpy(f->value + f->len, bytes, len);
	f->len += len;
	f->value[f->len] = '\0';
}

static void read_field(struct formtext_parse *p, const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len);
	size_t key_len = colon == NULL ? 0 : (size_t)(colon - line);
	struct filled_part *b = p->last;
	struct filled_field *f;

	p->field = NULL;
	while (key_len > 0 && (line[key_len - 1] == ' ' || line[key_len - 1] == '\t'))
		key_len--;
	if (key_len == 0 || key_len > 64) {
		refuse(p,
		       N_("This line is no answer: an answer is written as \"question: answer\", a "
			  "note begins with #, a further line of an answer with a blank."),
		       NULL);
		return;
	}
	f = arena_take(p->arena, sizeof(*f));
	f->key = arena_slice(p->arena, line, key_len);
	f->line = p->line;
	colon++;
	len -= (size_t)(colon - line);
	while (len > 0 && (*colon == ' ' || *colon == '\t'))
		colon++, len--;
	while (len > 0 && (colon[len - 1] == ' ' || colon[len - 1] == '\t'))
		len--;
	append(p, f, colon, len);
	*b->end = f;
	b->end = &f->next;
	p->field = f;
	p->blanks = 0;
}

/* A further line of the answer before it, with the empty lines between. */
static void read_further(struct formtext_parse *p, const char *line, size_t len)
{
	struct filled_field *f = p->field;

	if (f == NULL) {
		refuse(p,
		       N_("This line begins with a blank but there is no answer before it that it "
			  "could belong to."),
		       NULL);
		return;
	}
	for (; len > 0 && (*line == ' ' || *line == '\t'); line++)
		len--;
	if (f->len > 0)
		append(p, f, "\n\n\n\n\n\n\n\n\n", (size_t)(p->blanks > 8 ? 8 : p->blanks) + 1);
	append(p, f, line, len);
	p->blanks = 0;
}

/* Marks of direction that an editor may put before a line's first letter. */
static size_t mark_len(const char *line, size_t len)
{
	static const char *const marks[] = {"\u200E", "\u200F", "\u061C", "\uFEFF", NULL};

	for (int i = 0; marks[i] != NULL; i++)
		if (len >= strlen(marks[i]) && memcmp(line, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

/* A blank line that only looks like a further one is none. */
static bool is_empty(const char *line, size_t len)
{
	while (len > 0 && (line[len - 1] == ' ' || line[len - 1] == '\t'))
		len--;
	return len == 0;
}

static void read_line(struct formtext_parse *p, const char *line, size_t len)
{
	for (size_t mark; (mark = mark_len(line, len)) > 0; len -= mark)
		line += mark;
	if (is_empty(line, len))
		len = 0;
	if (len > LIMIT_FORMTEXT_LINE)
		refuse(p, N_("This line is longer than 8 KiB."), NULL);
	else if (len == 0 && p->field != NULL)
		p->blanks++;
	else if (len == 0 || line[0] == '#')
		return;
	else if (line[0] == ' ' || line[0] == '\t')
		read_further(p, line, len);
	else if (line[0] == '[')
		read_heading(p, line, len);
	else
		read_field(p, line, len);
}

static size_t line_end(const char *bytes, size_t len)
{
	size_t end = 0;

	while (end < len && bytes[end] != '\n' && bytes[end] != '\r')
		end++;
	return end;
}

static bool check_bytes(struct formtext_parse *p, const char *line, size_t len)
{
	if (utf8_is_valid(line, len) && memchr(line, '\0', len) == NULL)
		return true;
	refuse(p, N_("This line is not UTF-8 text: save the file as UTF-8."), NULL);
	return false;
}

void formtext_parse(struct formtext_parse *p, const char *bytes, size_t len)
{
	if (len >= 3 && memcmp(bytes, "\uFEFF", 3) == 0)
		bytes += 3, len -= 3;
	p->line = 1;
	open_part(p, PART_HEAD);
	for (p->line = 0; len > 0 && !p->faults->more;) {
		size_t end = line_end(bytes, len);
		bool pair = end + 1 < len && bytes[end] == '\r' && bytes[end + 1] == '\n';
		size_t skip = end == len ? 0 : pair ? 2 : 1;

		p->line++;
		if (check_bytes(p, bytes, end))
			read_line(p, bytes, end);
		bytes += end + skip;
		len -= end + skip;
	}
	p->line = p->line == 0 ? 1 : p->line; /* of an empty file too */
}
