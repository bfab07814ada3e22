/* command_block.h - what is typed for acts as a text file: a block for each application, with an
 * act, its reason and its words, and every fault by its line. */
#ifndef SERVER_COMMANDS_COMMAND_BLOCK_H
#define SERVER_COMMANDS_COMMAND_BLOCK_H

#include "server/commands/command_inside.h"

/* clang-format off */
/*
 *   queue: 1                     the head: which kind of file it is
 *   # a note, which is not read
 *   [1234 5678 9012 34]          a block: one application
 *   revision: 3                  as it was seen
 *   act: object                  nothing: it stays as it is
 *   reason: narrow
 *   to: …   item: born=incorrect, plan=outdated   office: tyre   task: …
 *   opinion.advice: good         what is filled in with the act, or with the task
 *   words: One metre is left.
 *     A further line begins with a blank.
 */
/* clang-format on */
enum block_key {
	BLOCK_QUEUE,
	BLOCK_REVISION,
	BLOCK_ACT,
	BLOCK_REASON,
	BLOCK_TO,
	BLOCK_ITEM,
	BLOCK_OFFICE,
	BLOCK_TASK,
	BLOCK_WORDS,
	BLOCK_KEYS
};
extern const char *const command_block_keys[]; /* NULL behind the last */

struct command_value {
	char *text; /* NULL: nothing */
	size_t len, room;
	int line; /* 0: it does not stand there */
};

/* "opinion.advice: good": what staff fill in with an act or a task. */
struct command_fill {
	const char *key;
	struct command_value value;
	struct command_fill *next;
};

struct command_block {
	const char *reference; /* digits; "" of the head, and where it is none, which was told */
	int line;
	struct command_value values[BLOCK_KEYS];
	struct command_fill *fills; /* in the order of the file */
	struct command_block *next;
};

/* The head and what follows it, in `a`; what is wrong with the shape goes to `faults`. */
struct command_block *command_block_read(struct arena *a, const char *text, size_t len,
					 struct fault_list *faults);

/* "" where there is none; 0 where it is no number. */
const char *command_block_value(const struct command_block *b, enum block_key key);
int64_t command_block_revision(struct arena *a, const struct command_block *b);

/* What is typed for the act. FAULT_INPUT, `err->field` says with which key. */
MUST_USE enum fault command_block_answers(struct command *c, const struct command_block *b,
					  const struct service *s, struct act_answers *ret,
					  struct error *err);

/* Where a fault of this field stands: that of the act for what stands in no line of its own. */
int command_block_line(const struct command_block *b, const char *field);

/* Notes a fault; `value` (may be NULL) fills the place {value}. */
void command_block_fault(struct fault_list *faults, int line, const char *field, const char *say,
			 const char *value);

#endif
