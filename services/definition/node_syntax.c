/* node_syntax.c - why a definition is no YAML, in words for its author. */
#include "services/definition/node_syntax.h"

#include "i18n/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* libyaml's words (0.2.5), and what an author has to do. */
static const struct {
	const char *problem, *say;
} known[] = {
	{"mapping values are not allowed in this context",
	 N_("A colon makes a key here, where none can stand: put a text that has a colon into "
	    "quotation marks.")},
	{"did not find expected key",
	 N_("This does not fit the lines above it: look at its indentation, and whether a colon, "
	    "a bracket or a quotation mark is missing before it.")},
	{"did not find expected '-' indicator",
	 N_("This does not fit the lines above it: look at its indentation, and whether a colon, "
	    "a bracket or a quotation mark is missing before it.")},
	{"could not find expected ':'",
	 N_("A key needs a colon and a space behind it: \"key: value\".")},
	{"did not find expected ',' or '}'", N_("A comma or a closing bracket is missing here.")},
	{"did not find expected ',' or ']'", N_("A comma or a closing bracket is missing here.")},
	{"did not find expected node content", N_("A value is missing here.")},
	{"found character that cannot start any token",
	 N_("No text can begin with {value} here: put it into quotation marks.")},
	{"found unknown escape character",
	 N_("In double quotation marks a backslash must be written twice; or use single ones.")},
	{"block sequence entries are not allowed in this context",
	 N_("The dash of a list cannot stand here: begin it on a line of its own.")},
	{"did not find expected alphabetic or numeric character",
	 N_("Anchors (&), aliases (*) and tags (!) are not used in definitions: write the value "
	    "out.")},
};

static const char *line_at(const struct node_syntax *s)
{
	const char *at = s->text;

	for (int line = 1; line < s->line && strchr(at, '\n') != NULL; line++)
		at = strchr(at, '\n') + 1;
	return at;
}

static bool is_indented_by_tab(const struct node_syntax *s)
{
	const char *line = line_at(s);

	return memchr(line, '\t', strspn(line, " \t")) != NULL;
}

/* The character at which it was seen, as a text. */
static void add_character(const struct node_syntax *s, struct error *err)
{
	const char *at = line_at(s);
	uint32_t code;
	size_t taken = 0;

	for (size_t i = 0; i <= s->column && *at != '\0'; i++, at += taken)
		taken = utf8_decode(at, strlen(at), &code);
	error_fill(err, "value", "%.*s", (int)taken, at - taken);
}

static enum fault refuse(const struct node_syntax *s, int line, const char *say, struct error *err)
{
	fail(err, FAULT_INPUT, say, "line %d: %s", line, s->problem);
	add_character(s, err);
	if (err != NULL)
		err->line = line;
	return FAULT_INPUT;
}

static const char *say_of(const char *problem)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i].problem, problem) == 0)
			return known[i].say;
	return N_("This is not YAML: look for a quotation mark, a bracket or a colon that is "
		  "missing, and at the indentation.");
}

enum fault node_syntax_refuse(const struct node_syntax *s, struct error *err)
{
	if (is_indented_by_tab(s))
		return refuse(s, s->line,
			      N_("A tab stands at the beginning of this line: indent with spaces."),
			      err);
	if (strcmp(s->problem, "found unexpected end of stream") == 0)
		return refuse(s, s->open,
			      N_("The quotation mark that begins a text here is never closed."),
			      err);
	/* The text swallowed the lines up to the next quotation mark. */
	if (s->quote_to > s->quote_from && s->line <= s->quote_to + 1)
		return refuse(s, s->quote_from,
			      N_("A text in quotation marks begins here and goes on over the next "
				 "lines: the quotation mark that closes it is missing."),
			      err);
	if (s->quote_from > 0 && s->line == s->quote_to)
		return refuse(s, s->line,
			      N_("Something stands behind a closing quotation mark: put a comma "
				 "there, or write a quotation mark that belongs to the text as "
				 "\\\"."),
			      err);
	return refuse(s, s->line, say_of(s->problem), err);
}
