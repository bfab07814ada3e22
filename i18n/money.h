/* money.h - amounts in a currency's minor unit. */
#ifndef I18N_MONEY_H
#define I18N_MONEY_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "i18n/lang.h"

#include <stdbool.h>
#include <stdint.h>

/* Decimals of the minor unit by ISO 4217 (LBP 2, TND 3, DZD 2, EGP 2, EUR 2, USD 2 …); -1 for a
 * code not known. */
int money_decimals(const char *currency);

/* What a sentence calls the currency: in Arabic «الليرة اللبنانية», else its code. */
const char *money_in_words(enum lang lang, const char *currency);

/* True for a currency's code as ISO 4217 writes it, and for the names by which amounts of the
 * portal's own currencies are written, such as "L.L." or «دينار». */
bool money_is_name(const char *name);

/* A decimal number with `.` or `,` or `٫` before the decimals, digits of every script, thousands
   set apart by blanks, `'` or `٬`, also by `.` or `,` where that cannot be the decimals
   ("1,234.50", "10.000.000", and "500,000" of a currency without three decimals); the currency may
   stand before or behind it by its code or name ("12.50 USD", "$12.50"). Nothing is guessed: where
   "1,234" could be either the fault names both, as `lang` writes them, and how each is written.
   FAULT_INPUT: that, not a number, another currency, too many decimals, more than 15 digits with
   all its decimals, as it is shown and taken back.
   FAULT_BROKEN: a currency not known. */
MUST_USE enum fault money_parse(const char *s, const char *currency, enum lang lang,
				int64_t *ret_minor, struct error *err);

/* As definitions write it: a point before the decimals and nothing between thousands, "12.500";
   other marks only where they can mean one thing. False where it is no amount. */
bool money_read(const char *s, const char *currency, int64_t *ret_minor);

/* "12.50 USD", "12,50 USD"; a whole amount without decimals: "10,000,000 LBP", "10 000 000 LBP",
 * "10,000,000 ل.ل.". From a thousand on with all of them where the currency has three, so that no
 * comma can be taken for a point: "1,500.000 TND". */
char *money_show(struct arena *a, enum lang lang, int64_t minor, const char *currency);

/* Plain for forms and commands, and read back as it stands: "12.500", "1.2340". */
char *money_plain(struct arena *a, int64_t minor, const char *currency);

#endif
