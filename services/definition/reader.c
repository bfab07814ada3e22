/* reader.c - takes typed values out of a definition's tree and collects what is wrong with them. */
#include "services/definition/reader.h"

#include "i18n/text.h"
#include "i18n/utf8.h"

#include <errno.h>
#include <string.h>

#define ID_MAX 64

void reader_open(struct reader *r, struct arena *keep, struct arena *scratch, const char *name,
		 struct fault_list *faults)
{
	*r = (struct reader){.arena = keep, .scratch = scratch, .name = name, .faults = faults};
	r->debts_end = &r->debts;
}

/* Where a value stands, as far as the error does not say it itself. */
static struct error placed(const struct reader *r, const struct node *at, const struct error *err)
{
	struct error copy = *err;

	if (copy.line == 0 && at != NULL)
		copy.line = at->line;
	if (copy.field[0] == '\0' && at != NULL && at->key != NULL)
		snprintf(copy.field, sizeof(copy.field), "%s%s%s",
			 at->within != NULL ? at->within : "", at->within != NULL ? ": " : "",
			 at->key);
	if (copy.detail[0] == '\0')
		snprintf(copy.detail, sizeof(copy.detail), "%s:%d: %s", r->name, copy.line,
			 copy.field);
	return copy;
}

void reader_pass(struct reader *r, const struct node *at, const struct error *err)
{
	struct error copy = placed(r, at, err);

	copy.fault = FAULT_INPUT;
	if (r->count++ == 0 || copy.line < r->first.line)
		r->first = copy;
	if (r->faults != NULL)
		faults_add(r->faults, &copy);
}

static struct error words_at(const struct reader *r, const struct node *at, const char *say,
			     const char *value)
{
	const char *key = at->key == NULL ? "" : at->key;
	struct error err;

	fail(&err, FAULT_INPUT, say, "%s:%d: %s: %s", r->name, at->line, key,
	     value == NULL ? "" : value);
	error_fill(&err, "key", "%s", key);
	if (value != NULL)
		error_fill(&err, "value", "%s", value);
	return err;
}

void reader_fault(struct reader *r, const struct node *at, const char *say, const char *value)
{
	struct error err = words_at(r, at, say, value);

	reader_pass(r, at, &err);
}

void reader_fault_known(struct reader *r, const struct node *at, const char *say, const char *value,
			const char *known)
{
	struct error err = words_at(r, at, say, value);

	error_fill(&err, "known", "%s", known);
	reader_pass(r, at, &err);
}

void reader_remark(struct reader *r, const struct node *at, const char *say, const char *value)
{
	struct error err = words_at(r, at, say, value);

	err = placed(r, at, &err);
	if (r->faults != NULL)
		faults_remark(r->faults, &err);
}

void reader_fault_new(struct reader *r, const struct node *at, const char *say, const char *value)
{
	if (!r->stored)
		reader_fault(r, at, say, value);
	r->lenient = r->lenient || r->stored;
}

static int find_word(const char *const *words, const char *word)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}

/* With those that there are, where a message has room for all. */
static void tell_keys(struct reader *r, const struct node *c, const char *const *keys)
{
	char known[KNOWN_MAX] = "";
	size_t len = 0;

	for (int i = 0; keys[i] != NULL; i++) {
		known_add(known, keys[i]);
		len += strlen(keys[i]) + (i > 0 ? strlen(", ") : 0);
	}
	if (strlen(known) == len)
		reader_fault_known(r, c,
				   N_("The key \"{key}\" is not known here; there is: {known}."),
				   NULL, known);
	else
		reader_fault(r, c, N_("The key \"{key}\" is not known here."), NULL);
}

static void refuse_key(struct reader *r, const struct node *map, const struct node *c,
		       const char *const *keys)
{
	for (int i = 0; keys[i] != NULL; i++)
		if (known_is_mistyped(c->key, keys[i]) && node_find(map, keys[i]) == NULL) {
			reader_fault(r, c,
				     N_("The key \"{key}\" is not known here: \"{value}\" is."),
				     keys[i]);
			return;
		}
	tell_keys(r, c, keys);
}

bool reader_map(struct reader *r, const struct node *n, const char *const *keys)
{
	if (n->kind != NODE_MAP) {
		reader_fault(r, n, N_("\"{key}\" must be a map of keys and values."), NULL);
		return false;
	}
	for (const struct node *c = n->first; c != NULL; c = c->next)
		if (find_word(keys, c->key) < 0)
			refuse_key(r, n, c, keys);
	return true;
}

bool reader_lacks(const struct node *map, const char *key)
{
	if (reader_find(map, key) != NULL)
		return false;
	for (const struct node *c = map->first; c != NULL; c = c->next)
		if (known_is_mistyped(c->key, key))
			return false;
	return true;
}

const struct node *reader_find(const struct node *map, const char *key)
{
	const struct node *n = node_find(map, key);

	return n == NULL || node_is_null(n) ? NULL : n;
}

static const struct node *find(struct reader *r, const struct node *map, const char *key, bool need)
{
	const struct node *n = reader_find(map, key);

	if (need && reader_lacks(map, key))
		reader_fault(r, map, N_("The key \"{value}\" is missing."), key);
	return n;
}

static const char *verbatim_of(struct reader *r, const struct node *n)
{
	if (n->kind == NODE_WORD && !node_is_null(n) && n->value[0] != '\0')
		return n->value;
	reader_fault(r, n,
		     n->kind == NODE_WORD ? N_("\"{key}\" must not be empty.")
					  : N_("\"{key}\" must be a single value."),
		     NULL);
	return NULL;
}

/* A value for programs: blanks, hyphens and marks that an editor has put in count as what they
 * stand for. */
static const char *word_of(struct reader *r, const struct node *n)
{
	const char *word = verbatim_of(r, n);
	struct error err;
	char *text;

	if (word == NULL)
		return NULL;
	if (text_clean(r->scratch, word, strlen(word), TEXT_LINES, &text, &err) != FAULT_NONE) {
		reader_pass(r, n, &err);
		return NULL;
	}
	if (text[0] == '\0')
		reader_fault(r, n, N_("\"{key}\" must be a single value."), NULL);
	return text[0] == '\0' ? NULL : text;
}

const char *reader_verbatim(struct reader *r, const struct node *map, const char *key)
{
	const struct node *n = reader_find(map, key);

	return n == NULL ? NULL : arena_text(r->arena, verbatim_of(r, n));
}

const char *reader_word(struct reader *r, const struct node *map, const char *key, bool need)
{
	const struct node *n = find(r, map, key, need);

	return n == NULL ? NULL : arena_text(r->arena, word_of(r, n));
}

bool reader_is_id(const char *s)
{
	size_t len = strlen(s);

	return len > 0 && len <= ID_MAX && s[0] >= 'a' && s[0] <= 'z' &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-_") == len;
}

const char *reader_id(struct reader *r, const struct node *map, const char *key)
{
	const struct node *n = find(r, map, key, true);
	const char *word = n == NULL ? NULL : word_of(r, n);

	if (word == NULL || reader_is_id(word))
		return arena_text(r->arena, word);
	reader_fault(r, n,
		     N_("\"{value}\" is not an id: use lower-case letters a to z, digits, - and _, "
			"beginning with a letter."),
		     word);
	return NULL;
}

static void refuse_length(struct reader *r, const struct node *n, size_t max)
{
	char limit[32];

	snprintf(limit, sizeof(limit), "%zu", max);
	reader_fault(r, n, N_("The list \"{key}\" is too long: {value} entries at most."), limit);
}

const struct node *reader_list(struct reader *r, const struct node *map, const char *key, bool need,
			       size_t max)
{
	const struct node *n = find(r, map, key, need);

	if (n == NULL)
		return NULL;
	if (n->kind != NODE_LIST)
		reader_fault(r, n, N_("\"{key}\" must be a list."), NULL);
	else if (n->count > max)
		refuse_length(r, n, max);
	else if (n->count == 0 && need)
		reader_fault(r, n, N_("The list \"{key}\" must not be empty."), NULL);
	else
		return n;
	return NULL;
}

bool reader_number(struct reader *r, const struct node *map, const char *key, bool need,
		   const long range[2], int *ret)
{
	const struct node *n = find(r, map, key, need);
	const char *word = n == NULL ? NULL : word_of(r, n);
	char *end, limits[64];
	long number;

	if (word == NULL)
		return false;
	errno = 0;
	number = strtol(word, &end, 10);
	if (errno == 0 && *end == '\0' && word[0] != '+' && word[0] != ' ' && number >= range[0] &&
	    number <= range[1]) {
		*ret = (int)number;
		return true;
	}
	snprintf(limits, sizeof(limits), "%ld-%ld", range[0], range[1]);
	reader_fault(r, n, N_("\"{key}\" must be a whole number in the range {value}."), limits);
	return false;
}

bool reader_truth(struct reader *r, const struct node *map, const char *key, bool otherwise)
{
	static const char *const words[] = {"false", "true", NULL};
	const struct node *n = reader_find(map, key);
	int which = n == NULL ? -1 : reader_one_of(r, n, words);

	return which < 0 ? otherwise : which == 1;
}

int reader_one_of(struct reader *r, const struct node *n, const char *const *words)
{
	const char *word = word_of(r, n);
	int which = word == NULL ? -1 : find_word(words, word);
	char all[KNOWN_MAX] = "";

	if (word == NULL || which >= 0)
		return which;
	for (int i = 0; words[i] != NULL; i++)
		known_add(all, words[i]);
	reader_fault(r, n, N_("\"{key}\" must be one of: {value}."), all);
	return -1;
}

int reader_choice(struct reader *r, const struct node *map, const char *key,
		  const char *const *words)
{
	const struct node *n = find(r, map, key, true);

	return n == NULL ? -1 : reader_one_of(r, n, words);
}

/* Directional marks turn words around on some screens and stay unseen on others. */
static bool has_bidi_control(const char *s)
{
	size_t len = strlen(s), taken;
	uint32_t code;

	for (; len > 0 && (taken = utf8_decode(s, len, &code)) > 0; s += taken, len -= taken)
		if (code == 0x061C || code == 0x200E || code == 0x200F ||
		    (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069))
			return true;
	return false;
}

/* Names are one line wherever the file breaks them. */
static char *unbroken(struct arena *a, const char *s)
{
	char *copy = arena_text(a, s);

	for (char *c = copy; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	return copy;
}

static const char *clean(struct reader *r, const struct node *n, enum text_kind kind, size_t max)
{
	const char *word = verbatim_of(r, n);
	struct error err;
	char *text, limit[32];

	if (word == NULL)
		return NULL;
	if (has_bidi_control(word)) {
		reader_fault(r, n,
			     N_("\"{key}\" contains a directional mark. Remove it: the portal sets "
				"the direction."),
			     NULL);
		return NULL;
	}
	if (kind == TEXT_TITLE)
		word = unbroken(r->scratch, word);
	if (text_clean(r->scratch, word, strlen(word), kind, &text, &err) != FAULT_NONE) {
		reader_pass(r, n, &err);
		return NULL;
	}
	if (text[0] == '\0') {
		reader_fault(r, n, N_("\"{key}\" must not be empty."), NULL);
		return NULL;
	}
	if (strlen(text) > max) {
		snprintf(limit, sizeof(limit), "%zu", max);
		reader_fault(r, n, N_("\"{key}\" is longer than {value} bytes."), limit);
		return NULL;
	}
	return arena_text(r->arena, text);
}

const char *reader_line(struct reader *r, const struct node *n, size_t max)
{
	return clean(r, n, TEXT_TITLE, max);
}

struct text reader_text_node(struct reader *r, const struct node *n, size_t max)
{
	enum text_kind kind = max <= READER_NAME_MAX ? TEXT_TITLE : TEXT_PAGE;
	struct text text = {{NULL, NULL, NULL}};

	if (n->kind != NODE_MAP) {
		reader_fault(r, n,
			     N_("\"{key}\" must be a text in three languages: {ar: …, fr: …, "
				"en: …}."),
			     NULL);
		return text;
	}
	if (!reader_map(r, n, lang_codes))
		return text;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const struct node *word = reader_find(n, lang_codes[lang]);

		if (word == NULL)
			reader_fault(r, n, N_("\"{key}\" is missing in the language {value}."),
				     lang_codes[lang]);
		else
			text.in[lang] = clean(r, word, kind, max);
	}
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (text.in[lang] == NULL)
			return (struct text){{NULL, NULL, NULL}};
	return text;
}

struct text reader_text(struct reader *r, const struct node *map, const char *key, bool need,
			size_t max)
{
	const struct node *n = find(r, map, key, need);

	if (n == NULL)
		return (struct text){{NULL, NULL, NULL}};
	return reader_text_node(r, n, max);
}

unsigned reader_bits(struct reader *r, const struct node *map, const char *key,
		     const char *const *words)
{
	const struct node *list = reader_list(r, map, key, false, READER_LIST_MAX);
	unsigned bits = 0;

	if (list == NULL)
		return 0;
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		int which = reader_one_of(r, n, words);

		if (which >= 0)
			bits |= 1U << which;
	}
	return bits;
}
