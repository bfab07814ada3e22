/* rule_inside.h - how a condition is kept; for the files rule*.c alone. */
#ifndef SERVICES_DEFINITION_RULE_INSIDE_H
#define SERVICES_DEFINITION_RULE_INSIDE_H

#include "services/definition/rule.h"

struct rule_literal {
	const char *text;
	bool is_question;
	int (*compare)(const char *one, const char *two); /* NULL: by what they look like */
};

struct rule {
	const char *text; /* of the outermost rule */
	enum rule_joint joint;
	struct rule *left, *right; /* RULE_NOT: left alone */
	enum rule_subject subject; /* the rest: RULE_COMPARE */
	const char *name;
	enum rule_relation relation;
	struct rule_literal *literals;
	size_t literal_count, room;
};

#endif
