/* reference.h - reference numbers: 12 random digits and 2 check digits (ISO 7064 MOD 97-10), shown
 * as 4 4 4 2; account numbers, 8 and 2, shown as 4 3 3; and the PINs of either. */
#ifndef SERVICES_ACCESS_REFERENCE_H
#define SERVICES_ACCESS_REFERENCE_H

#include "i18n/base/error.h"
#include "services/access/code.h"

#include <stdbool.h>

#define REFERENCE_DIGITS 14
#define PIN_DIGITS 6
#define ACCOUNT_DIGITS 10
#define ACCOUNT_PIN_DIGITS 8
#define DOCUMENT_DIGITS 16 /* of an issued document's code: 14 random, 2 check digits */
#define RECEIPT_MARK 6     /* digits behind the reference in a receipt's code */
#define RECEIPT_DIGITS (REFERENCE_DIGITS + RECEIPT_MARK)

/* From the system's random source. */
void reference_new(char ret[REFERENCE_DIGITS + 1]);
void reference_new_pin(char ret[PIN_DIGITS + 1]);
void reference_new_account(char ret[ACCOUNT_DIGITS + 1]);
void reference_new_account_pin(char ret[ACCOUNT_PIN_DIGITS + 1]);

/* Digits of every script, blanks and hyphens anywhere. FAULT_INPUT when it is not 14 digits or the
 * check digits are wrong. */
MUST_USE enum fault reference_read(const char *typed, char ret[REFERENCE_DIGITS + 1],
				   struct error *err);
MUST_USE enum fault reference_read_pin(const char *typed, char ret[PIN_DIGITS + 1],
				       struct error *err);

MUST_USE enum fault reference_read_account_pin(const char *typed, char ret[ACCOUNT_PIN_DIGITS + 1],
					       struct error *err);

/* Either: a tracking PIN, or the longer one of somebody who works on the application. */
#define REFERENCE_PIN_MOST ACCOUNT_PIN_DIGITS
MUST_USE enum fault reference_read_any_pin(const char *typed, char ret[REFERENCE_PIN_MOST + 1],
					   struct error *err);

/* The code of an invitation. */
#define INVITATION_DIGITS 10
MUST_USE enum fault reference_read_invitation(const char *typed, char ret[INVITATION_DIGITS + 1],
					      struct error *err);

/* A one-time code of six digits, blanks and all as above. */
MUST_USE enum fault reference_read_code(const char *typed, char ret[CODE_DIGITS + 1],
					struct error *err);

/* "1234 5678 9012 34" */
void reference_show(const char *reference, char ret[REFERENCE_DIGITS + 4]);

/* The same of an account's number: "1234 567 890". */
MUST_USE enum fault reference_read_account(const char *typed, char ret[ACCOUNT_DIGITS + 1],
					   struct error *err);
void reference_show_account(const char *number, char ret[ACCOUNT_DIGITS + 3]);

/* Codes by which anybody checks a document: "1234 5678 9012 3456" of one that was issued, "1234
 * 5678 9012 3456 7890" of a receipt. Read as references are; FAULT_INPUT: it has neither 16 nor 20
 * digits, or its check digits are wrong, which most slips of the hand come to. */
void reference_new_document(char ret[DOCUMENT_DIGITS + 1]);
MUST_USE enum fault reference_read_check(const char *typed, char ret[RECEIPT_DIGITS + 1],
					 struct error *err);
#define REFERENCE_CHECK_SHOWN (RECEIPT_DIGITS + 5) /* room */
void reference_show_check(const char *code, char ret[REFERENCE_CHECK_SHOWN]);

#endif
