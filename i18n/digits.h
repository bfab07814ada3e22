/* digits.h - digits of every script that our people type, and numbers as they read them. */
#ifndef I18N_DIGITS_H
#define I18N_DIGITS_H

#include "i18n/base/arena.h"
#include "i18n/lang.h"

#include <stdint.h>

/* 0..9 for an ASCII, Arabic-Indic or Persian digit, else -1. */
int digits_value(uint32_t code);

/* A copy with every such digit in ASCII. */
char *digits_ascii(struct arena *a, const char *s);

/* 1234567 as "1,234,567" (en), "1 234 567" with U+00A0 (fr), "1,234,567" (ar: European digits, as
 * the administrations print them). */
char *digits_show(struct arena *a, enum lang lang, int64_t number);

#endif
