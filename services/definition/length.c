/* length.c - a length of time as a definition says it in one word: "3 working_days", "2m". */
#include "services/definition/length.h"

#include <stdlib.h>
#include <string.h>

#define MOST 3650

static const struct {
	const char *word, *one, *letter;
	enum time_unit unit;
	int times;
} units[] = {
	{" days", " day", "d", UNIT_DAY, 1},
	{" working_days", " working_day", "wd", UNIT_WORKING_DAY, 1},
	{" weeks", " week", "w", UNIT_WEEK, 1},
	{" months", " month", "m", UNIT_MONTH, 1},
	{" years", " year", "y", UNIT_MONTH, 12},
};

bool length_parse(const char *word, struct duration *ret)
{
	char *end;
	long value = *word >= '0' && *word <= '9' ? strtol(word, &end, 10) : 0;

	if (value < 1 || value > MOST)
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(end, units[i].word) == 0 || strcmp(end, units[i].letter) == 0 ||
		    (value == 1 && strcmp(end, units[i].one) == 0)) {
			*ret = (struct duration){.value = (int)value * units[i].times,
						 .unit = units[i].unit};
			return ret->value <= MOST;
		}
	return false;
}

bool length_read(struct reader *r, const struct node *map, const char *key, struct duration *ret)
{
	const char *word = reader_word(r, map, key, false);

	if (word == NULL)
		return false;
	if (length_parse(word, ret))
		return true;
	reader_fault(r, reader_find(map, key),
		     N_("\"{value}\" is no length of time: write it as \"3 days\", "
			"\"3 working_days\", \"2 weeks\", \"2 months\" or \"1 year\"."),
		     word);
	return false;
}
