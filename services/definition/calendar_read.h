/* calendar_read.h - a calendar read from its definition file. */
#ifndef SERVICES_DEFINITION_CALENDAR_READ_H
#define SERVICES_DEFINITION_CALENDAR_READ_H

struct reader;     /* services/definition/reader.h */
struct node;       /* services/definition/node.h */
struct definition; /* services/definition/kind.h */

/* Reads the file's tree; what `ret` has is a struct calendar. Faults as the reader notes them. */
void calendar_read(struct reader *r, const struct node *root, struct definition *ret);

struct calendar_rules; /* services/definition/calendar.h */

/* Those of the keys first_day, clear_days and last_day that `map` has, into `to`. What it says of
 * the first day or of clear days ends the other that `to` had: they do not go together. */
void calendar_read_rules(struct reader *r, const struct node *map, struct calendar_rules *to);

#endif
