/* narrow.c - a long list of options, narrowed by letters of their names. */
#include "tui/page/narrow.h"

#include "i18n/i18n.h"

#include <string.h>
#include <strings.h>

#define LONG_FROM 10                /* options */
#define TYPED_MOST 400              /* bytes */
#define NAME_MOST ((size_t)1 << 16) /* bytes of the names of one option and their folded forms */

/* How well a name fits, from bad to good. */
enum fit { FIT_NONE, FIT_WORDS, FIT_BEGIN, FIT_WHOLE };

bool narrow_is_long(const struct field *f)
{
	return f->option_count >= LONG_FROM;
}

/* The next word of a folded text; its size, 0 at the end. */
static size_t next_word(const char **at)
{
	*at += strspn(*at, " ");
	return strcspn(*at, " ");
}

static bool begins(const char *word, const char *typed, size_t size)
{
	const char *bare;

	if (strncmp(word, typed, size) == 0)
		return true;
	bare = fold_without_prefix(word);
	return bare != NULL && strncmp(bare, typed, size) == 0;
}

/* `words`: folded, each with a NUL behind it, up to `end`. */
static bool has_word(const char *words, const char *end, const char *typed, size_t size)
{
	for (; words < end; words += strlen(words) + 1)
		if (begins(words, typed, size))
			return true;
	return false;
}

/* `typed` is folded; `name` is of one language. */
static enum fit fit_name(struct arena *a, const char *name, const char *typed)
{
	char *folded = fold_text(a, name), *end = folded + strlen(folded);

	if (strcmp(folded, typed) == 0)
		return FIT_WHOLE;
	if (begins(folded, typed, strlen(typed)))
		return FIT_BEGIN;
	for (char *blank = strchr(folded, ' '); blank != NULL; blank = strchr(blank + 1, ' '))
		*blank = '\0';
	for (size_t n; (n = next_word(&typed)) > 0; typed += n)
		if (!has_word(folded, end, typed, n))
			return FIT_NONE;
	return FIT_WORDS;
}

static enum fit fit_option(const struct option *o, const char *typed)
{
	ARENA_CLEAN struct arena *a = arena_new(NAME_MOST);
	const char *names = o->names != NULL ? o->names : o->label;
	enum fit best = FIT_NONE;

	if (o->code != NULL && strcmp(fold_text(a, o->code), typed) == 0)
		return FIT_WHOLE;
	while (*names != '\0') {
		size_t len = strcspn(names, "\n");
		enum fit fit = fit_name(a, arena_slice(a, names, len), typed);

		if (fit > best)
			best = fit;
		names += len + (names[len] == '\n' ? 1 : 0);
	}
	return best;
}

struct narrow narrow_options(struct option *options, size_t count, const char *typed)
{
	ARENA_CLEAN struct arena *a = arena_new(NAME_MOST);
	/* What is longer than any name fits none. */
	const char *folded = strlen(typed) > TYPED_MOST ? "\x7F" : fold_text(a, typed);
	struct narrow found = {0};
	enum fit best = FIT_NONE;

	for (size_t i = 0; i < count; i++) {
		enum fit fit = folded[0] == '\0' ? FIT_WORDS : fit_option(&options[i], folded);

		options[i].hidden = fit == FIT_NONE;
		found.left += fit != FIT_NONE ? 1 : 0;
		if (fit <= best)
			continue;
		best = fit;
		found.best = (int)i + 1;
	}
	found.exact = best == FIT_WHOLE;
	return found;
}

bool narrow_begins(const struct field *f, const char *letter)
{
	ARENA_CLEAN struct arena *a = arena_new(NAME_MOST);
	struct option *options = arena_array(a, f->option_count + 1, sizeof(*options));

	if (letter[0] == '\0')
		return false;
	for (size_t i = 0; i < f->option_count; i++)
		if (f->options[i].code != NULL &&
		    strncasecmp(f->options[i].code, letter, strlen(letter)) == 0)
			return true;
	memcpy(options, f->options, f->option_count * sizeof(*options));
	return narrow_options(options, f->option_count, letter).left > 0;
}
