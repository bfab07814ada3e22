/* date_inside.h - what showing a day and reading it share: the months' names. */
#ifndef I18N_DATE_INSIDE_H
#define I18N_DATE_INSIDE_H

#include "i18n/date.h"

/* The sets of names of the Arab East, of Tunisia and Algeria, and the one that the others print. */
enum date_names { DATE_LEVANT, DATE_MAGHREB, DATE_EGYPT, DATE_SETS };

extern const char *const date_arabic_months[][12];
extern const char *const date_french_months[12];
extern const char *const date_english_months[12];

int date_days_in_month(int year, int month);

#endif
