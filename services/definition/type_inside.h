/* type_inside.h - what the types of questions share with each other; for the files type_*.c alone.
 */
#ifndef SERVICES_DEFINITION_TYPE_INSIDE_H
#define SERVICES_DEFINITION_TYPE_INSIDE_H

#include "services/definition/answer.h"
#include "services/definition/node.h"
#include "services/definition/reader.h"
#include "services/definition/type.h"

#define TYPE_DIGITS_MAX 15 /* of a number, and of a telephone number without its + */

/* One answer on its way from what was typed to what is kept. */
struct type_entry {
	const struct answer_ground *ground;
	const struct question *q;
	const char *text;      /* cleaned, and not empty */
	char *kept;            /* what to keep, in the scratch arena */
	struct arena *scratch; /* ends with the reading */
	struct error *err;     /* may be NULL */
};

/* FAULT_INPUT with a message; with what was written in its place {value}; in the definition's own
 * words where it has some, behind what was written (digits alone are counted). */
enum fault type_inside_refuse(const struct type_entry *e, const char *say);
enum fault type_inside_refuse_value(const struct type_entry *e, const char *say, const char *value);
enum fault type_inside_refuse_saying(const struct type_entry *e, const struct text *says,
				     const char *say, const char *written);

bool type_inside_is_digits(const char *s);
bool type_inside_is_whole(const char *s); /* digits, and perhaps a - before them */

/* A copy in ASCII digits without any of the ASCII characters in `signs`, nor blanks that are no
 * ASCII. */
char *type_inside_bare(const struct type_entry *e, const char *signs);

/* What the whole numbers of an answer, or of a limit, are worth. */
int64_t type_inside_integer(const struct question *q, const char *canonical);
bool type_inside_is_count(const struct question *q, const char *limit);

/* Limits of how many characters. */
extern const struct type_limits type_inside_characters;

/* The "country" of a question: the service's own where it has none, and one of terms.yaml: else a
 * fault, and false. */
bool type_inside_country(struct reader *r, const struct node *n, const char *country,
			 struct question *q);

/* The options of an answer's question, among which its pieces are found. */
struct type_list {
	struct arena *arena;
	const struct type_option *options;
	size_t count;
	const char **folded; /* the names of each; NULL until needed */
};

struct type_list type_list_open(const struct type_entry *e);

/* Terms as options, in `a`. */
struct type_option *type_list_terms(struct arena *a, const struct term *terms, size_t count);

/* By code, by number, by name in any language: as it stands, then as a search forgives it, where
 * one alone has it. NULL for none, or several. */
const struct type_option *type_list_find(struct type_list *l, const char *s);
const struct type_option *type_list_find_named(struct type_list *l, const char *s); /* no number */

/* The one that has these words, whole and beside each other, in a name; NULL for none, or several.
 */
const struct type_option *type_list_find_part(struct type_list *l, const char *s);

/* FAULT_INPUT that tells what was written, and the codes that there are. */
enum fault type_list_refuse(const struct type_entry *e, const struct type_list *l,
			    const char *value);

/* choice and choices. */
void type_choice_define(struct reader *r, const struct node *n, const char *country,
			struct question *q);
size_t type_choice_options(const struct term_list *terms, struct arena *a, const struct question *q,
			   const struct type_option **ret);
bool type_choice_literal(const struct term_list *terms, struct arena *a, const struct question *q,
			 const char **literal);
extern const char *const type_choice_samples[];

/* A number with a point before its decimals, as it is typed in a language. */
char *type_inside_typed(struct arena *a, const char *number, enum lang lang);

#endif
