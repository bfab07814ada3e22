/* rule_scan.c - the words and signs of a condition's text, one after the other. */
#include "services/definition/rule_scan.h"

#include <string.h>

_Static_assert(RULE_TEXT_MAX == 1000 && RULE_USES_MAX == 200 && RULE_DEPTH_MAX == 20, "as it says");

enum fault rule_scan_refuse(struct scan *s, const char *say)
{
	fail(s->err, FAULT_INPUT, say, "condition, byte %zu: %s", (size_t)(s->at - s->text),
	     s->text);
	if (*s->at == '\0')
		error_fill(s->err, "value", "%s", s->text);
	else
		error_fill(s->err, "value", "%.60s", s->at);
	return FAULT_INPUT;
}

enum fault rule_scan_refuse_size(struct scan *s)
{
	return rule_scan_refuse(
		s, N_("The condition is too large at \"{value}\": it may have 1000 bytes, 200 "
		      "comparisons and 20 brackets in each other."));
}

void rule_scan_blanks(struct scan *s)
{
	s->at += strspn(s->at, " \t\n");
}

static size_t word_len(const char *at)
{
	return strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:+");
}

bool rule_scan_sign(struct scan *s, const char *sign)
{
	rule_scan_blanks(s);
	if (strncmp(s->at, sign, strlen(sign)) != 0)
		return false;
	s->at += strlen(sign);
	return true;
}

bool rule_scan_keyword(struct scan *s, const char *word)
{
	rule_scan_blanks(s);
	if (word_len(s->at) != strlen(word) || strncmp(s->at, word, strlen(word)) != 0)
		return false;
	s->at += strlen(word);
	return true;
}

/* Else nothing is taken, for the word may be a question's id. */
bool rule_scan_function(struct scan *s, const char *name)
{
	const char *before = s->at;

	if (rule_scan_keyword(s, name) && rule_scan_sign(s, "("))
		return true;
	s->at = before;
	return false;
}

bool rule_scan_apart(struct scan *s, char sign)
{
	rule_scan_blanks(s);
	if (*s->at != sign || word_len(s->at) != 1)
		return false;
	s->at++;
	return true;
}

enum fault rule_scan_word(struct scan *s, const char **ret)
{
	size_t len;

	rule_scan_blanks(s);
	len = word_len(s->at);
	if (len == 0)
		return rule_scan_refuse(s,
					N_("A word is missing in the condition at \"{value}\"."));
	*ret = arena_slice(s->arena, s->at, len);
	if (s->words != NULL)
		s->words[s->word_count++] =
			(struct scan_word){*ret, (size_t)(s->at - s->text), len, false};
	s->at += len;
	return FAULT_NONE;
}

enum fault rule_scan_close(struct scan *s)
{
	if (rule_scan_sign(s, ")"))
		return FAULT_NONE;
	return rule_scan_refuse(
		s, N_("A closing bracket is missing in the condition at \"{value}\"."));
}
