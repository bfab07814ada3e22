/* type.h - the types of questions: how each is defined, read, checked, shown and told. One file a
 * type (type_date.c, …), and one row in TYPE_ROWS. */
#ifndef SERVICES_DEFINITION_TYPE_H
#define SERVICES_DEFINITION_TYPE_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "services/definition/types.h"

/* The one table, in the order in which messages name them. A row is the type's name in definitions;
 * its file defines `type_NAME`. */
#define TYPE_ROWS(ROW)                                                                             \
	ROW(text)                                                                                  \
	ROW(name)                                                                                  \
	ROW(date)                                                                                  \
	ROW(number)                                                                                \
	ROW(money)                                                                                 \
	ROW(choice)                                                                                \
	ROW(choices)                                                                               \
	ROW(yesno)                                                                                 \
	ROW(national_id)                                                                           \
	ROW(phone)                                                                                 \
	ROW(email)                                                                                 \
	ROW(place)                                                                                 \
	ROW(decimal)                                                                               \
	ROW(country)

struct answer_ground; /* services/definition/answer.h */
struct node;          /* services/definition/node.h */
struct reader;        /* services/definition/reader.h */
struct type_entry;    /* services/definition/type_inside.h */

enum type_trait {
	TYPE_SEVERAL = 1,  /* an answer is a list of codes: compared with "has" */
	TYPE_ORDERED = 2,  /* one answer is less or more than another */
	TYPE_DAY = 4,      /* it has an age */
	TYPE_LTR = 8,      /* written from the left in every language */
	TYPE_LISTED = 16,  /* a blank form lists its options */
	TYPE_NUMERIC = 32, /* a number without a unit: compared with every other such */
	TYPE_WORDS = 64,   /* free text: kept with the dashes and quotes of its writer */
};

/* One of those that a question lets choose from; people answer with its place in the list, too. */
struct type_option {
	const char *code;
	const struct text *name;
	const struct text *short_name; /* as pages list it; often the same */
};

/* A message of struct type_limits that counts, in both forms: .COUNTED_(min, "… {min} letter.", "…
 * {min} letters."); xgettext knows it. */
#define COUNTED_(which, one, many) which##_one = (one), .which = (many)

/* What "min" and "max" are to a type, in a unit in which they can be compared. */
struct type_limits {
	const char *min, *max, *both;             /* messages with the places {min} and {max} */
	const char *same;                         /* where both are one; NULL: both */
	const char *min_one, *max_one, *same_one; /* the same of 1; NULL: they count nothing */
	const char *refusal; /* of a limit that is none; NULL: the usual words */
	bool (*fits)(const struct question *q, const char *limit);
	int64_t (*value)(const struct answer_ground *g, const struct question *q,
			 const char *limit); /* NULL: a whole number */
	int64_t (*measure)(const struct question *q, const char *canonical);
	/* Where an answer may stand for a stretch: its end; it is refused only where it lies
	   beyond a limit as a whole. NULL: measure's. */
	int64_t (*measure_end)(const struct question *q, const char *canonical);
	char *(*show)(struct arena *a, enum lang lang, const struct question *q,
		      int64_t limit); /* NULL: in digits */
};

/* A type of question. What is NULL is as its comment says; messages are not translated here. */
struct type_ops {
	const char *name;
	unsigned traits; /* enum type_trait, or-ed */

	/* --- its definition --- */
	const char *const *keys; /* beside those of every question; ends with NULL; NULL: none */
	const struct type_limits *limits; /* NULL: it has none, nor the keys "min" and "max" */
	/* Reads its keys (but the limits); `country` is the service's own. NULL: there is nothing
	   to read. */
	void (*define)(struct reader *r, const struct node *n, const char *country,
		       struct question *q);
	/* Whether a condition may compare it with this, which may be put into canonical form (in
	   `a`). NULL: with anything. */
	bool (*literal)(const struct term_list *terms, struct arena *a, const struct question *q,
			const char **literal);
	/* How conditions compare two answers in canonical form: -1, 0, 1, or 2 when they cannot be
	   put in order. NULL: by what they look like (services/definition/rule.h). */
	int (*compare)(const char *one, const char *two);

	/* --- its answers --- */
	enum fault (*read)(struct type_entry *e);
	/* Whether a stored answer has its shape; it is valid UTF-8 and not empty. NULL: always. */
	bool (*is_shaped)(const struct answer_ground *g, const struct question *q,
			  const char *canonical);
	/* Refuses a kept answer that is not as the type's own keys ask, besides limits and pattern.
	   NULL: they ask nothing. */
	enum fault (*check)(const struct question *q, const char *canonical, struct error *err);
	/* What the whole answer must match (NULL: nothing), and in `says` the words that explain
	   it, where there are some. NULL: as the question says. */
	const char *(*pattern)(const struct term_list *terms, const struct question *q,
			       const struct text **says);
	/* Whether a limit or a default moves with the day. NULL: none does. */
	bool (*moves)(const char *written);
	/* A default that is not written as an answer is, in canonical form; NULL where it is. */
	char *(*preset)(const struct answer_ground *g, struct arena *a, const struct question *q);
	/* In words; as it is typed in a file; as it is edited on a page (NULL: like a file). NULL,
	   or where they return NULL: as it is kept. */
	char *(*show)(const struct answer_ground *g, struct arena *a, const struct question *q,
		      const char *canonical, enum lang lang);
	char *(*plain)(struct arena *a, const struct question *q, const char *canonical);
	char *(*edit)(struct arena *a, const struct question *q, const char *canonical,
		      enum lang lang);
	/* A message about an answer that is taken but worth a second look; NULL, or where it
	   returns NULL: there is none. */
	const char *(*remark)(const struct question *q, const char *canonical);
	/* What it lets choose from, in order; NULL: it is typed. */
	size_t (*options)(const struct term_list *terms, struct arena *a, const struct question *q,
			  const struct type_option **ret);

	/* --- its words: messages with places --- */
	const char *expects; /* a blank form: what kind of answer; NULL */
	const char *unit;    /* a page says it beside the question's help; NULL */
	const char *hint;    /* a page says it where the question has no help; NULL */
	/* Another expectation than these three, of a question that says more by its keys: a blank
	   form and a page tell it. NULL, or where it returns NULL: these. */
	const char *(*expects_of)(const struct question *q);
	/* Fills the places of these. NULL: they have none. */
	void (*fill)(const struct question *q, enum lang lang, struct error *words);
	/* Answers that a person might give, for demonstrations; end with NULL. Where a language has
	   none, the first one's. */
	const char *const *samples[LANG_COUNT];
};

#define TYPE_DECLARE(name) extern const struct type_ops type_##name;
TYPE_ROWS(TYPE_DECLARE)
#undef TYPE_DECLARE

/* The names as definitions write them, ending with NULL; and the type of a place among them. */
extern const char *const type_names[];
const struct type_ops *type_at(int place);

/* Whether a question of this type may have the key, beside those of every question. */
bool type_has_key(const struct type_ops *t, const char *key);

/* Puts the keys that any type has into `to`, which has room for `room`; returns how many. */
size_t type_all_keys(const char **to, size_t room);

/* Whether a telephone number was typed with its country's code (in ASCII digits). */
bool type_phone_has_code(const char *typed);

/* In which letters a name is written, where its question leaves that open: 1 in Arabic ones, 2 in
 * Latin ones, 0 in others. */
int type_name_script(const struct question *q, const char *canonical);

/* Whether two questions of type name are about one person, as far as their definition says: with
 * the same word behind `whose`, or both without. */
bool type_name_is_same_person(const struct question *q, const struct question *other);

/* The options of a question; none where it is typed. */
size_t type_options(const struct term_list *terms, struct arena *a, const struct question *q,
		    const struct type_option **ret);

/* What kind of answer a blank form says that the question expects, and what a page says beside its
 * help; NULL: nothing. */
const char *type_expects(const struct question *q);
const char *type_unit(const struct question *q);

/* One of the type's messages about this question, its places filled in. */
struct error type_words(const struct question *q, enum lang lang, const char *message);

#endif
