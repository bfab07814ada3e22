/* formtext_parse.c - the lines of a filled form sorted into blocks and fields, before anyone looks
 * at what they mean. */
#include "services/form/formtext_parse.h"

#include "i18n/base/array.h"
#include "i18n/digits.h"
#include "i18n/text.h"
#include "i18n/utf8.h"
#include "services/form/form.h"
#include "services/registry/limits.h"

#include <string.h>

#define KEY_MOST 256 /* bytes of a key with all that an editor puts around it */

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
		refuse(p,
		       N_("The section [{value}] appears in a form only once, without a number."),
		       id);
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
		refuse(p, N_("You cannot add more entries to this section: [{value}]."), id);
		return;
	}
	b = open_part(p, PART_SECTION);
	b->section = s;
	b->item = item;
}

/* A heading or a key as it is compared; NULL where it is none, which is told. */
static const char *clean(struct formtext_parse *p, const char *s, size_t len)
{
	struct error err;
	char *text;

	if (text_clean(p->arena, s, len, TEXT_LINE, &text, &err) == FAULT_NONE)
		return text;
	refuse(p, err.say, NULL);
	return NULL;
}

/* `[id]` or `[id 2]`. */
static void read_heading(struct formtext_parse *p, const char *bytes, size_t len)
{
	const char *line = clean(p, bytes, len);
	const char *id, *rest, *end;
	const struct section *s;
	int item;

	if (line == NULL) {
		open_part(p, PART_UNKNOWN);
		return;
	}
	id = line + 1 + strspn(line + 1, " ");
	rest = id + strcspn(id, " ]");
	id = arena_slice(p->arena, id, (size_t)(rest - id));
	rest += strspn(rest, " ");
	end = rest + strlen(rest);
	s = service_section(p->service, id);
	if (end == rest || end[-1] != ']') {
		open_part(p, PART_UNKNOWN);
		refuse(p, N_("A heading ends with a bracket: [{value}]."), id);
		return;
	}
	item = read_item(p, arena_slice(p->arena, rest, (size_t)(end - 1 - rest)));
	if (strcmp(id, "declaration") == 0 && item == 0) {
		if (count_parts(p, PART_DECLARATION, NULL) > 0)
			refuse(p,
			       N_("The section [{value}] appears in a form only once, without a "
				  "number."),
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
	const char *key;
	size_t margin;
	bool blank;

	p->field = NULL;
	key = key_len > KEY_MOST ? "" : clean(p, line, key_len);
	if (key == NULL)
		return;
	if (key[0] == '\0' || strlen(key) > 64) {
		refuse(p,
		       N_("This line is not an answer. Write an answer as \"question: answer\", "
			  "start a note with #, and start an extra line of an answer with a "
			  "space."),
		       NULL);
		return;
	}
	f = arena_take(p->arena, sizeof(*f));
	f->key = key;
	f->line = p->line;
	len -= key_len + 1;
	colon++;
	margin = text_margin(colon, len, &blank);
	colon += margin;
	len -= margin;
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
		       N_("This line starts with a space, but there is no answer before it to "
			  "continue."),
		       NULL);
		return;
	}
	if (f->len > 0)
		append(p, f, "\n\n\n\n\n\n\n\n\n", (size_t)(p->blanks > 8 ? 8 : p->blanks) + 1);
	append(p, f, line, len);
	p->blanks = 0;
}

static void read_line(struct formtext_parse *p, const char *line, size_t len)
{
	bool further;
	size_t margin = text_margin(line, len, &further);

	if (len > LIMIT_FORMTEXT_LINE)
		refuse(p, N_("This line is longer than 8 KiB."), NULL);
	else if (margin == len)
		p->blanks += p->field != NULL ? 1 : 0;
	else if (further)
		read_further(p, line + margin, len - margin);
	else if (line[margin] == '[')
		read_heading(p, line + margin, len - margin);
	else if (line[margin] != '#')
		read_field(p, line + margin, len - margin);
}

static size_t line_end(const char *bytes, size_t len)
{
	size_t end = 0;

	while (end < len && bytes[end] != '\n' && bytes[end] != '\r')
		end++;
	return end;
}

/* The line in which something is no text; 0 where all is. */
static int line_of_no_text(const char *bytes, size_t len)
{
	for (int line = 1; len > 0; line++) {
		size_t end = line_end(bytes, len);

		if (!utf8_is_valid(bytes, end) || memchr(bytes, '\0', end) != NULL)
			return line;
		end += end + 1 < len && bytes[end] == '\r' && bytes[end + 1] == '\n';
		end += end < len;
		bytes += end;
		len -= end;
	}
	return 0;
}

bool formtext_parse(struct formtext_parse *p, const char *bytes, size_t len)
{
	p->line = line_of_no_text(bytes, len);
	if (p->line > 0) {
		refuse(p,
		       N_("From this line on the file is not plain text in UTF-8: save it as text "
			  "in UTF-8, then send it again."),
		       NULL);
		return false;
	}
	p->line = 1;
	open_part(p, PART_HEAD);
	for (p->line = 0; len > 0 && !p->faults->more;) {
		size_t end = line_end(bytes, len);
		bool pair = end + 1 < len && bytes[end] == '\r' && bytes[end + 1] == '\n';
		size_t skip = end == len ? 0 : pair ? 2 : 1;

		p->line++;
		read_line(p, bytes, end);
		bytes += end + skip;
		len -= end + skip;
	}
	p->line = p->line == 0 ? 1 : p->line; /* of an empty file too */
	return true;
}
