/* code.h - one-time codes of accounts: RFC 6238 with SHA-1, six digits, a step of thirty seconds,
 * as every application for them takes it. */
#ifndef SERVICES_ACCESS_CODE_H
#define SERVICES_ACCESS_CODE_H

#include <stdbool.h>
#include <stdint.h>

#define CODE_DIGITS 6
#define CODE_SECONDS 30
#define CODE_SECRET 33 /* room for 20 random bytes in base32, with its end */
#define CODE_URI 160

/* From the system's random source. */
void code_new(char ret[CODE_SECRET]);

/* Which step `digits` are the code of: that of `now` (UTC seconds), the one before or the one
 * behind it, and later than step `after`; 0: of none. The same work whichever it is; "" as secret
 * is never right. */
int64_t code_step(const char *secret, const char digits[CODE_DIGITS + 1], int64_t now,
		  int64_t after);

/* The code of `now` (UTC seconds), as the application for codes shows it; false where `secret` is
 * none. */
bool code_make(const char *secret, int64_t now, char ret[CODE_DIGITS + 1]);

/* "otpauth://totp/…", which applications read from a QR code; `number` is the account's. */
void code_uri(const char *secret, const char *number, char ret[CODE_URI]);

#endif
