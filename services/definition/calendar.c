/* calendar.c - the days of a place: its weekend, its holidays, the days on which a decree let no
 * time run, and its clock. */
#include "services/definition/calendar.h"

#include "services/definition/kind.h"

const struct calendar *calendar_find(const struct term_list *terms, const char *id)
{
	return kind_find(terms, KIND_CALENDAR, id);
}
