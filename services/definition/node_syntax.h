/* node_syntax.h - why a definition is no YAML, in words for its author. */
#ifndef SERVICES_DEFINITION_NODE_SYNTAX_H
#define SERVICES_DEFINITION_NODE_SYNTAX_H

#include "i18n/base/error.h"

struct node_syntax {
	const char *problem;      /* as libyaml names it */
	int line;                 /* where it saw it; from 1 */
	size_t column;            /* code points before it */
	const char *text;         /* the whole file */
	int open;                 /* the line at which what it was reading began */
	int quote_from, quote_to; /* lines of the text in quotation marks just before; 0: none */
};

/* Tells it as FAULT_INPUT, by the line at which it is to be mended. */
enum fault node_syntax_refuse(const struct node_syntax *s, struct error *err);

#endif
