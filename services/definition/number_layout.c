/* number_layout.c - what the digits of a country's national number say of whose it is. */
#include "services/definition/number_layout.h"

#include <string.h>

#define CENTURY_BEFORE 17 /* the digit 2 stands for the years 1900 to 1999 */

static size_t count_of(const char *layout, char letter)
{
	size_t count = 0;

	for (; *layout != '\0'; layout++)
		count += *layout == letter;
	return count;
}

static bool is_layout(const char *s)
{
	bool day = count_of(s, 'c') == 1 && count_of(s, 'y') == 2 && count_of(s, 'm') == 2 &&
		   count_of(s, 'd') == 2;

	return s[strspn(s, "cymds.")] == '\0' && day && count_of(s, 's') < 2;
}

enum fault number_layout_check(const char *layout, struct error *err)
{
	if (is_layout(layout))
		return FAULT_NONE;
	fail(err, FAULT_INPUT,
	     N_("\"{value}\" does not say what each digit is: write c, yy, mm and dd for the day "
		"of "
		"birth, s for the sex, and points for all others."),
	     "layout");
	error_fill(err, "value", "%s", layout);
	return FAULT_INPUT;
}

/* The digits that stand where the layout has the letter, as one number. */
static int taken(const char *layout, const char *digits, char letter)
{
	int number = 0;

	for (size_t i = 0; layout[i] != '\0'; i++)
		if (layout[i] == letter)
			number = number * 10 + (digits[i] - '0');
	return number;
}

bool number_layout_says(const char *layout, const char *digits, char ret_day[NUMBER_LAYOUT_DAY],
			const char **ret_sex)
{
	int year;

	ret_day[0] = '\0';
	*ret_sex = NULL;
	if (layout == NULL || strlen(layout) != strlen(digits) ||
	    digits[strspn(digits, "0123456789")] != '\0')
		return false;
	year = (CENTURY_BEFORE + taken(layout, digits, 'c')) * 100 + taken(layout, digits, 'y');
	snprintf(ret_day, NUMBER_LAYOUT_DAY, "%04u-%02u-%02u", (unsigned)year % 10000,
		 (unsigned)taken(layout, digits, 'm') % 100,
		 (unsigned)taken(layout, digits, 'd') % 100);
	if (count_of(layout, 's') == 1)
		*ret_sex = taken(layout, digits, 's') % 2 == 1 ? "male" : "female";
	return true;
}
