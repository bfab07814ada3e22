/* number_layout.h - what the digits of a country's national number say of whose it is. */
#ifndef SERVICES_DEFINITION_NUMBER_LAYOUT_H
#define SERVICES_DEFINITION_NUMBER_LAYOUT_H

#include "i18n/base/error.h"

#include <stdbool.h>

/*
 * A letter stands for each digit: "cyymmdd.....s.", where c is the century of the birth (2 is
 * 19.., 3 is 20..), y, m and d are its year, month and day, s is odd for a man, and a point is
 * anything. FAULT_INPUT: it is no such word.
 */
enum fault number_layout_check(const char *layout, struct error *err);

#define NUMBER_LAYOUT_DAY 11 /* bytes of a day, "1990-03-14" */

/* The day of birth, "" where the layout has none; *ret_sex "male", "female", or NULL. False where
 * the number has not that many digits. */
bool number_layout_says(const char *layout, const char *digits, char ret_day[NUMBER_LAYOUT_DAY],
			const char **ret_sex);

#endif
