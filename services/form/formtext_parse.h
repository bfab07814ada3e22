/* formtext_parse.h - the lines of a filled form sorted into blocks and fields, before anyone looks
 * at what they mean. */
#ifndef SERVICES_FORM_FORMTEXT_PARSE_H
#define SERVICES_FORM_FORMTEXT_PARSE_H

#include "services/definition/faults.h"
#include "services/definition/service.h"

enum part_kind { PART_HEAD, PART_SECTION, PART_DECLARATION, PART_UNKNOWN };

/* One "question: answer", with the lines that go on behind it. */
struct filled_field {
	const char *key;
	char *value;      /* lines parted by \n */
	size_t len, room; /* of the value; bytes */
	int line;
	struct filled_field *next;
};

/* What stands below one [heading]; the lines before the first make PART_HEAD. */
struct filled_part {
	enum part_kind kind;
	const struct section *section; /* PART_SECTION; NULL: eligibility */
	int item;                      /* 0 where the section does not repeat */
	int line;
	struct filled_field *first, **end;
	struct filled_part *next;
};

struct formtext_parse {
	struct arena *arena;
	const struct service *service;
	struct fault_list *faults; /* never NULL */
	int line;                  /* the one being read; at the end: the last one */
	struct filled_part *first, *last;
	struct filled_field *field; /* the one that may go on */
	int blanks;                 /* empty lines since */
};

/* What is wrong with the shape of the file goes to p->faults; reading ends early once there are
 * more than it holds. `p` comes with arena, service and faults set. False, with one fault, where it
 * is no text. */
MUST_USE bool formtext_parse(struct formtext_parse *p, const char *bytes, size_t len);

/* Notes a fault; `value` fills the place {value} and may be NULL. */
void formtext_parse_fault(struct formtext_parse *p, int line, const char *field, const char *say,
			  const char *value);

#endif
