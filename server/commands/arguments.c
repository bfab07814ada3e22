/* arguments.c - words and options of a command line, on the host and over SSH; options may stand
 * anywhere. */
#include "server/commands/arguments.h"

#include "i18n/base/buffer.h"
#include "services/registry/limits.h"

#define WORD_MOST 32 /* bytes of a word whose like is looked for */
#define BEGINNING 3  /* so many letters that are the same make a word the other's short form */

static const struct argument_option *option_find(const struct argument_option *allowed,
						 const char *name, size_t len)
{
	for (; allowed->name != NULL; allowed++)
		if (strlen(allowed->name) == len && memcmp(allowed->name, name, len) == 0)
			return allowed;
	return NULL;
}

/* --- what was meant ----------------------------------------------------------------------------
 */

/* How many letters must be put in, taken out or exchanged to make the one of the other. */
static size_t distance(const char *one, size_t len, const char *other)
{
	size_t row[WORD_MOST + 1], width = strlen(other);

	for (size_t j = 0; j <= width; j++)
		row[j] = j;
	for (size_t i = 1; i <= len; i++) {
		size_t before = row[0];

		row[0] = i;
		for (size_t j = 1; j <= width; j++) {
			size_t above = row[j], best = before + (one[i - 1] != other[j - 1]);

			best = above + 1 < best ? above + 1 : best;
			row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
			before = above;
		}
	}
	return row[width];
}

bool arguments_is_near(const char *typed, size_t len, const char *name)
{
	size_t size = strlen(name), shorter = len < size ? len : size;

	if (len == 0 || len > WORD_MOST || size > WORD_MOST)
		return false;
	if (shorter >= BEGINNING && memcmp(typed, name, shorter) == 0)
		return true;
	return distance(typed, len, name) <= (shorter < 4 ? 1 : 2) && shorter >= BEGINNING;
}

static const char *option_near(const struct argument_option *allowed, const char *name, size_t len)
{
	for (; allowed->name != NULL; allowed++)
		if (arguments_is_near(name, len, allowed->name))
			return allowed->name;
	return NULL;
}

/* --- options ---------------------------------------------------------------------------------- */

static enum fault wrong_option(struct error *err, const char *say, const char *word)
{
	fail(err, FAULT_INPUT, say, "usage");
	error_fill(err, "option", "%s", word);
	return FAULT_INPUT;
}

static enum fault no_option(struct error *err, const struct argument_option *allowed,
			    const char *word)
{
	const char *near = option_near(allowed, word + 2, strcspn(word + 2, "="));

	if (near == NULL)
		return wrong_option(err, N_("Unknown option: {option}."), word);
	wrong_option(err, N_("Unknown option: {option}. Did you mean {other}?"), word);
	error_fill(err, "other", "--%s", near);
	return FAULT_INPUT;
}

/* Takes the option at words[*i], and its value where it has one. */
static enum fault take_option(const char *const *words, size_t count, size_t *i,
			      const struct argument_option *allowed, struct arguments *ret,
			      struct error *err)
{
	const char *name = words[*i] + 2;
	size_t len = strcspn(name, "=");
	const struct argument_option *o = option_find(allowed, name, len);
	const char *value = "";

	if (o == NULL)
		return no_option(err, allowed, words[*i]);
	if (o->takes_value && name[len] == '=')
		value = name + len + 1;
	else if (o->takes_value && *i + 1 < count)
		value = words[++*i];
	else if (o->takes_value)
		return wrong_option(err, N_("The option {option} needs a value."), words[*i]);
	else if (name[len] == '=')
		return wrong_option(err, N_("The option {option} takes no value."), words[*i]);
	if (ret->option_count == LIMIT_ARGUMENTS)
		return wrong_option(err, N_("There are too many arguments on the command line."),
				    "");
	ret->options[ret->option_count].name = o->name;
	ret->options[ret->option_count++].value = value;
	return FAULT_NONE;
}

enum fault arguments_read(struct arena *a, const char *const *words, size_t count,
			  const struct argument_option *allowed, struct arguments *ret,
			  struct error *err)
{
	bool options = true;

	*ret = (struct arguments){.words = arena_array(a, count + 1, sizeof(*ret->words))};
	for (size_t i = 0; i < count; i++) {
		if (options && strcmp(words[i], "--") == 0) {
			options = false;
		} else if (options && strncmp(words[i], "--", 2) == 0) {
			enum fault f = take_option(words, count, &i, allowed, ret, err);

			if (f != FAULT_NONE)
				return f;
		} else {
			ret->words[ret->count++] = words[i];
		}
	}
	return FAULT_NONE;
}

const char *arguments_get(const struct arguments *a, const char *name)
{
	const char *value = NULL;

	for (size_t i = 0; i < a->option_count; i++)
		if (strcmp(a->options[i].name, name) == 0)
			value = a->options[i].value;
	return value;
}

const char *arguments_each(const struct arguments *a, const char *name, size_t *at)
{
	while (*at < a->option_count) {
		size_t i = (*at)++;

		if (strcmp(a->options[i].name, name) == 0)
			return a->options[i].value;
	}
	return NULL;
}

const char *arguments_join(const struct arguments *a, struct arena *arena, size_t first)
{
	const char *line = "";

	for (size_t i = first; i < a->count; i++)
		line = arena_format(arena, "%s%s%s", line, i > first ? " " : "", a->words[i]);
	return line;
}

/* One word at `*s`, quotes taken away; NULL where a quote is not closed. An apostrophe inside a
 * word is a letter of it: people search for l'extrait; but behind a closing quote it opens another,
 * as where programs write 'l'"'"'extrait'. */
static const char *one_word(struct arena *a, const char **s)
{
	char *word = arena_take(a, strlen(*s) + 1);
	size_t len = 0;
	char quote = '\0';
	const char *p = *s, *closed = *s; /* behind the last closing quote, or the beginning */

	for (; *p != '\0' && (quote != '\0' || strchr(" \t\n", *p) == NULL); p++) {
		if (quote == '\0' && (*p == '"' || (*p == '\'' && p == closed))) {
			quote = *p;
		} else if (quote != '\0' && *p == quote) {
			quote = '\0';
			closed = p + 1;
		} else if (*p == '\\' && quote != '\'' && p[1] != '\0') {
			word[len++] = *++p;
		} else {
			word[len++] = *p;
		}
	}
	*s = p;
	return quote == '\0' ? word : NULL;
}

enum fault arguments_split(struct arena *a, const char *line, const char **ret, size_t cap,
			   size_t *ret_count, struct error *err)
{
	size_t count = 0;

	for (;;) {
		line += strspn(line, " \t\n");
		if (*line == '\0')
			break;
		if (count == cap)
			return fail(err, FAULT_INPUT,
				    N_("There are too many arguments on the command line."),
				    "usage");
		ret[count] = one_word(a, &line);
		if (ret[count++] == NULL)
			return fail(err, FAULT_INPUT,
				    N_("A quotation mark on the command line is not closed."),
				    "usage");
	}
	*ret_count = count;
	return FAULT_NONE;
}
