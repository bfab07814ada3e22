/* term_keeps.c - whether shared lists have all codes of those whose place they take. */
#include "services/definition/term.h"

#include <stdio.h>
#include <string.h>

static enum fault lost(const char *list, const char *code, struct error *err)
{
	fail(err, FAULT_CONFLICT,
	     N_("{file} must keep the code \"{value}\", a place also its country and level: "
		"definitions and answers that are kept may have it. Its name may change."),
	     "%s: %s", list, code);
	error_fill(err, "file", "%s", list);
	error_fill(err, "value", "%s", code);
	return FAULT_CONFLICT;
}

static const struct term *first_lost(const struct term *old, size_t old_count,
				     const struct term *fresh, size_t count)
{
	for (size_t i = 0; i < old_count; i++)
		if (term_find(fresh, count, old[i].code) == NULL)
			return &old[i];
	return NULL;
}

/* A question asks for places of a country and a level. */
static bool keeps_place(const struct place_entry *old, const struct place_entry *fresh)
{
	return fresh != NULL && fresh->level == old->level &&
	       strcmp(fresh->country, old->country) == 0;
}

/* Conditions name it: without it they would not be read any more. */
static bool lost_majority(const struct term_list *old, const struct term_list *fresh, char *ret,
			  size_t size)
{
	for (size_t i = 0; i < old->country_count; i++) {
		const struct country *was = &old->countries[i];

		if (was->majority == NULL || term_country(fresh, was->term.code)->majority != NULL)
			continue;
		snprintf(ret, size, "%s, majority: %s", was->term.code, was->majority);
		return true;
	}
	return false;
}

enum fault term_keeps(const struct term_list *old, const struct term_list *fresh, struct error *err)
{
	const struct term *gone =
		first_lost(old->sectors, old->sector_count, fresh->sectors, fresh->sector_count);
	char code[80];

	if (gone == NULL)
		gone = first_lost(old->audiences, old->audience_count, fresh->audiences,
				  fresh->audience_count);
	if (gone == NULL)
		gone = first_lost(old->life_events, old->life_event_count, fresh->life_events,
				  fresh->life_event_count);
	for (size_t i = 0; gone == NULL && i < old->country_count; i++)
		if (term_country(fresh, old->countries[i].term.code) == NULL)
			gone = &old->countries[i].term;
	if (gone != NULL)
		return lost("terms.yaml", gone->code, err);
	if (lost_majority(old, fresh, code, sizeof(code)))
		return lost("terms.yaml", code, err);
	for (size_t i = 0; i < old->place_count; i++)
		if (!keeps_place(&old->places[i], term_place(fresh, old->places[i].code)))
			return lost("places.yaml", old->places[i].code, err);
	return FAULT_NONE;
}
