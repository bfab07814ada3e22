/* ascii.h - signs and letters that stand in for others on a terminal without UTF-8. */
#ifndef I18N_ASCII_H
#define I18N_ASCII_H

#include <stdint.h>

/* Marks as signs that look alike, Latin letters without their accents, "?" for the rest; one column
 * for one column. */
uint32_t ascii_of(uint32_t code);

#endif
