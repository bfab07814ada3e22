/* emvco.h - what a QR code says to the program of a bank or a wallet that pays (EMVCo's merchant
 * presented mode). */
#ifndef SERVICES_MONEY_EMVCO_H
#define SERVICES_MONEY_EMVCO_H

#include "i18n/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* The merchant, as the authority's provider has given it: all of it, or there is no code. */
struct emvco_merchant {
	const char *account;  /* "26:org.example.pay:0123": the field, its identifier, the number;
				 or "02:4000123456789012" of a field below 26 */
	const char *category; /* four digits of ISO 18245 */
	const char *country;  /* two letters */
	const char *name, *city; /* at most 25 and 15 bytes of ASCII */
};

/* Whether it is whole, and each part what it has to be. */
bool emvco_is_whole(const struct emvco_merchant *m);

/* The payload in `a`: `minor` of the currency with the reference as the bill's number, for one
 * payment. NULL: the merchant is not whole, the currency has no number here, or nothing is owed. */
char *emvco_payload(struct arena *a, const struct emvco_merchant *m, int64_t minor,
		    const char *currency, const char *reference);

/* CRC-16/CCITT-FALSE of a text. */
unsigned emvco_crc(const char *text);

#endif
