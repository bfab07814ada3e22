/* memory.h - what happens when memory is used up: a reserve, and an end in order. */
#ifndef I18N_BASE_MEMORY_H
#define I18N_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Every allocation of the program and of its libraries comes by here (malloc, calloc, realloc and
 * free are this file's, in front of the system's), since few libraries keep their promises when
 * one fails:
 *
 *     malloc --the system has none--> reserve --used up--> memory_end --> last act --> end
 *                                        └ noted: memory_is_low
 *
 * Whoever asked goes on with what the reserve gave, and a loop that sees memory_is_low at the end
 * of its turn takes its leave in words. So nothing fails half-way, and no library is asked what it
 * does without memory. What is given back to the reserve as a whole can be given out again.
 *
 * A build with sanitizers has the sanitizer's malloc instead, and no reserve.
 */
#define MEMORY_RESERVE ((size_t)1024 * 1024) /* bytes; a turn's pages and words take a tenth */
#define MEMORY_LAST ((size_t)64 * 1024)      /* bytes beyond it, for the last act alone */

/* What this process does last when memory is used up, in the place of what an earlier call said
 * (NULL: one line on standard error, and exit status 1); `why` is for the log. When it comes back,
 * the process ends with status 1. Forgets that memory was low. */
void memory_guard(void (*last_act)(void *ctx, const char *why), void *ctx);

/* True from the first time on that the reserve had to help. */
bool memory_is_low(void);

/* Ends the process by its last act: the reserve or a cap is used up. Takes no memory itself. */
_Noreturn void memory_end(const char *why);

#endif
