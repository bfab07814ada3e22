/* rule_scan.h - the words and signs of a condition's text, one after the other; for the files
 * rule*.c alone. */
#ifndef SERVICES_DEFINITION_RULE_SCAN_H
#define SERVICES_DEFINITION_RULE_SCAN_H

#include "services/definition/rule_inside.h"

/* Where a word of the text stands, for whoever asks (rule_rename.c). */
struct scan_word {
	const char *word; /* as the rule has it */
	size_t at, len;
	bool is_name;
};

struct scan {
	struct arena *arena;
	const char *text, *at;
	size_t depth, uses;
	bool within;             /* of "where": no other group is gone through there */
	struct scan_word *words; /* as many as the text could have; NULL: nobody asks */
	size_t word_count;
	struct error *err;
};

/* What stands in brackets is the one or the other. */
struct parsed {
	struct rule *rule;
	struct rule_sum *sum;
};

/* FAULT_INPUT with the place as {value}. */
enum fault rule_scan_refuse(struct scan *s, const char *say);
enum fault rule_scan_refuse_size(struct scan *s);

void rule_scan_blanks(struct scan *s);
/* True, and past it, when the sign, the word, or the function's name and its "(" stand next. */
bool rule_scan_sign(struct scan *s, const char *sign);
bool rule_scan_keyword(struct scan *s, const char *word);
bool rule_scan_function(struct scan *s, const char *name);
/* + and - are signs between blanks alone: else they belong to a word, as in today-18y. */
bool rule_scan_apart(struct scan *s, char sign);
enum fault rule_scan_word(struct scan *s, const char **ret);
enum fault rule_scan_close(struct scan *s);

/* rule.c: a whole rule, or an expression that stands alone; and nothing else in the text. */
enum fault rule_take(struct scan *s, struct parsed *ret);
enum fault rule_take_all(struct scan *s, struct parsed *ret);
/* rule_sum.c: an expression; or a rule, where it stands in brackets. */
enum fault rule_sum_take(struct scan *s, struct parsed *ret);

#endif
