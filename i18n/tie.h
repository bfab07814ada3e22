/* tie.h - where a line had better not end: within a telephone, a reference, an amount, a date, an
 * address. */
#ifndef I18N_TIE_H
#define I18N_TIE_H

#include <stdbool.h>
#include <stddef.h>

/* True where the blank at byte `at` of the text stands within data: between numbers ("03 123456",
 * "8:30 - 14:00", "12 à 14"), a number and its currency, its per cent sign or what it counts ("14
 * chiffres"), a name and how many there are of it ("Taxes (5)"), a day, its month and its year, a
 * short end behind a dot ("… · apply here"). What ends a clause ends the data: in "12, 14" the two
 * are apart. Signs of direction do not count. */
bool tie_holds(const char *s, size_t len, size_t at);

/* Of a place where tie_holds: whether a line that would be short without may end there: before a
 * range's second end, behind a label or "article", between a number and what it counts. */
bool tie_is_loose(const char *s, size_t len, size_t at);

/* True where the word around byte `at` is a number, a code or an address: it holds a digit, an @
 * or a slash, so that its hyphens part no words. */
bool tie_is_code(const char *s, size_t len, size_t at);

#endif
