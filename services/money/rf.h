/* rf.h - references of payments by ISO 11649: RF, two check digits, and up to 21 characters. */
#ifndef SERVICES_MONEY_RF_H
#define SERVICES_MONEY_RF_H

#include <stdbool.h>
#include <stddef.h>

#define RF_MOST 25  /* characters */
#define RF_ROOM 26  /* bytes, with its end */
#define RF_SHOWN 33 /* bytes: groups of four, with its end */

/*
 *	check := 98 - (number of "rest RF00" mod 97), two digits
 *	"RFcc" moved behind "rest", letters A = 10 … Z = 35, is 1 mod 97
 */

/* A new one of 12 random digits: nothing of an application shows in it, and a phone can type it. */
void rf_new(char ret[RF_ROOM]);

/* With its check digits; false: `rest` is not 1 to 21 of 0-9 A-Z. */
bool rf_make(const char *rest, char ret[RF_ROOM]);

/* As typed: blanks and hyphens anywhere, small letters, digits of every script. False: it is none,
 * or its check digits are wrong. */
bool rf_read(const char *typed, char ret[RF_ROOM]);

/* "RF18 5390 0754 7034" */
void rf_show(const char *reference, char ret[RF_SHOWN]);

#endif
