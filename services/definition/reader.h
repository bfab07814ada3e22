/* reader.h - takes typed values out of a definition's tree and collects what is wrong with them. */
#ifndef SERVICES_DEFINITION_READER_H
#define SERVICES_DEFINITION_READER_H

#include "services/definition/faults.h"
#include "services/definition/known.h"
#include "services/definition/node.h"
#include "services/definition/rule.h"
#include "services/definition/types.h"
#include "services/definition/term.h"

#define READER_NAME_MAX 300  /* bytes of a name, title or label */
#define READER_TEXT_MAX 2000 /* bytes of any other text */
#define READER_LIST_MAX 60   /* of most lists */

/* What can only be checked once the whole form is known (services/definition/links.h). */
struct debt {
	enum { DEBT_RULE, DEBT_PRESET, DEBT_AT, DEBT_UNLIKE } kind;
	const struct node *at;
	bool inside;                     /* it may name what staff fill in */
	bool check;                      /* it is weighed over the whole form when it is sent */
	const struct section *scope;     /* whose questions come first; NULL: eligibility or none */
	struct rule *rule;               /* DEBT_RULE */
	const struct question *question; /* whose default it is */
	const char *name;                /* DEBT_AT: by what a message stands */
	struct debt *next;
};

struct reader {
	struct arena *arena;           /* what is kept */
	struct arena *scratch;         /* the tree, and what ends with the reading */
	const struct term_list *terms; /* NULL while they are read themselves */
	const char *name;              /* of the file */
	const char *yaml;              /* all of it, `len` bytes; of a definition */
	size_t len;
	bool stored; /* it was imported once, when perhaps less was refused */
	/* What a stored text brings behind the author's, which `yaml` then is alone: `all_len`
	   bytes in all. */
	struct block *blocks;
	size_t all_len;
	struct block *used; /* of which its questions are; each once */
	size_t uses;
	const char *country;       /* of the form that is read */
	struct fault_list *faults; /* may be NULL */
	struct error first;        /* of the lowest line */
	size_t count;              /* faults so far */
	bool lenient;              /* something was let pass since it is stored */
	struct debt *debts, **debts_end;
	bool inside;          /* conditions that are read now may name what staff fill in */
	bool check;           /* they are checks over the whole form */
	struct doubt *doubts; /* what has an id, and a fault of its own */
	bool incomplete;      /* something with an id was not understood at all */
	bool unacted;         /* what the acts do is not known, as something before has a fault */
};

/* A question, section, case or stage that has been told as faulty: what refers to it is not told
 * again. */
struct doubt {
	const char *id;
	struct doubt *next;
};

void reader_open(struct reader *r, struct arena *keep, struct arena *scratch, const char *name,
		 struct fault_list *faults);

/* Notes a fault at a value. `say` may have the places {key} and {value}. */
void reader_fault(struct reader *r, const struct node *at, const char *say, const char *value);

/* The same with a further place {known}: what there is instead. */
void reader_fault_known(struct reader *r, const struct node *at, const char *say, const char *value,
			const char *known);

/* The same as reader_fault for what was let pass when a definition that is stored was imported:
 * there it still is.
 */
void reader_fault_new(struct reader *r, const struct node *at, const char *say, const char *value);

/* Notes what is allowed but worth a second look, where the caller takes remarks. */
void reader_remark(struct reader *r, const struct node *at, const char *say, const char *value);

/* Notes a fault that a lower function found, with the line and key of `at` where it has none. */
void reader_pass(struct reader *r, const struct node *at, const struct error *err);

/* False (and a fault) when it is no map; unknown keys are faults of their own. `keys` ends with
 * NULL. */
bool reader_map(struct reader *r, const struct node *n, const char *const *keys);

/* The child of a map; NULL where it is missing, or null: which is the same as left out. */
const struct node *reader_find(const struct node *map, const char *key);

/* True where the key is not there, nor one that was told as mistyped for it. */
bool reader_lacks(const struct node *map, const char *key);

/* Each of these returns NULL, -1 or false where the key is missing or wrong. What is wrong is a
 * fault; what is missing is one where `need` stands. */
const char *reader_word(struct reader *r, const struct node *map, const char *key, bool need);
const char *reader_id(struct reader *r, const struct node *map, const char *key);
/* A word letter by letter as the file has it, where the others fold blanks, hyphens and marks (see
 * i18n/text.h). */
const char *reader_verbatim(struct reader *r, const struct node *map, const char *key);
const struct node *reader_list(struct reader *r, const struct node *map, const char *key, bool need,
			       size_t max);
bool reader_number(struct reader *r, const struct node *map, const char *key, bool need,
		   const long range[2], int *ret);
bool reader_truth(struct reader *r, const struct node *map, const char *key, bool otherwise);
int reader_choice(struct reader *r, const struct node *map, const char *key,
		  const char *const *words);
struct text reader_text(struct reader *r, const struct node *map, const char *key, bool need,
			size_t max);
struct text reader_text_node(struct reader *r, const struct node *n, size_t max);

/* One line of plain words, cleaned; "" is a fault. */
const char *reader_line(struct reader *r, const struct node *n, size_t max);

/* A word of `words` (ends with NULL); its place there, else -1 and a fault. */
int reader_one_of(struct reader *r, const struct node *n, const char *const *words);

/* A list of `words`, as bits by their place there; 0 where the key is missing. */
unsigned reader_bits(struct reader *r, const struct node *map, const char *key,
		     const char *const *words);

/* A condition; its references are left as a debt. */
const struct rule *reader_rule(struct reader *r, const struct node *map, const char *key,
			       const struct section *scope);
/* The same of this very word, for staff alone; NULL where it is no condition, which is not told. */
const struct rule *reader_rule_inside(struct reader *r, const struct node *n);
/* An expression over the whole form, which must be there. */
const struct rule *reader_expression(struct reader *r, const struct node *map, const char *key);
struct debt *reader_owe(struct reader *r, const struct node *at, const struct section *scope);

/* What was read since there were `before` faults has the id (NULL: none was read): if there are
 * more now, nothing is told any more that only follows from them. */
void reader_doubt(struct reader *r, size_t before, const char *id);

/* Whether a thing of this id, which is missing or (`found`) there, was told as faulty before. */
bool reader_is_doubted(const struct reader *r, const char *id, bool found);

bool reader_is_id(const char *s);

#endif
