/* reference.c - reference numbers and PINs: made, read as people type them, and shown. */
#include "services/access/reference.h"

#include "i18n/digits.h"
#include "i18n/text.h"
#include "i18n/utf8.h"

#include <sodium.h>
#include <string.h>

#define TYPED_MOST 1000 /* bytes of a number with all that stands around it */

static void random_digits(char *to, size_t count)
{
	for (size_t i = 0; i < count; i++)
		to[i] = (char)('0' + randombytes_uniform(10));
	to[count] = '\0';
}

static int modulo_97(const char *digits)
{
	int rest = 0;

	for (; *digits != '\0'; digits++)
		rest = (rest * 10 + (*digits - '0')) % 97;
	return rest;
}

/* ISO 7064 MOD 97-10: the whole number leaves 1 when divided by 97. */
static void random_number(char *to, size_t count)
{
	size_t codes = count - 2; /* digits before the check digits */
	int check;

	random_digits(to, codes);
	check = 98 - modulo_97(to) * 100 % 97;
	to[codes] = (char)('0' + check / 10);
	to[codes + 1] = (char)('0' + check % 10);
	to[count] = '\0';
}

void reference_new(char ret[REFERENCE_DIGITS + 1])
{
	random_number(ret, REFERENCE_DIGITS);
}

void reference_new_document(char ret[DOCUMENT_DIGITS + 1])
{
	random_number(ret, DOCUMENT_DIGITS);
}

void reference_new_account(char ret[ACCOUNT_DIGITS + 1])
{
	random_number(ret, ACCOUNT_DIGITS);
}

void reference_new_account_pin(char ret[ACCOUNT_PIN_DIGITS + 1])
{
	random_digits(ret, ACCOUNT_PIN_DIGITS);
}

void reference_new_pin(char ret[PIN_DIGITS + 1])
{
	random_digits(ret, PIN_DIGITS);
}

/* What stands between groups of digits once the text is folded; free text keeps its dashes. */
static bool is_between(uint32_t code)
{
	return code == ' ' || code == '-' || code == '\n' || (code >= 0x2012 && code <= 0x2015);
}

/* Exactly `count` digits, no more than a receipt's code has, and nothing else but what may stand
 * between; else `ret` stays as it is. */
static bool read_digits(const char *typed, char *ret, size_t count)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 16);
	char digits[RECEIPT_DIGITS + 1];
	size_t left = strlen(typed), found = 0;
	uint32_t code;
	char *s;

	if (left > TYPED_MOST || text_clean(a, typed, left, TEXT_LINES, &s, NULL) != FAULT_NONE)
		return false;
	left = strlen(s);
	for (size_t len; left > 0; s += len, left -= len) {
		int digit;

		len = utf8_decode(s, left, &code);
		digit = digits_value(code);
		if (digit >= 0 && found < count)
			digits[found++] = (char)('0' + digit);
		else if (digit >= 0 || !is_between(code))
			return false;
	}
	digits[found] = '\0';
	if (found == count)
		memcpy(ret, digits, count + 1);
	return found == count;
}

enum fault reference_read(const char *typed, char ret[REFERENCE_DIGITS + 1], struct error *err)
{
	char digits[REFERENCE_DIGITS + 1];

	if (!read_digits(typed, digits, REFERENCE_DIGITS))
		return fail(
			err, FAULT_INPUT,
			N_("Enter the 14-digit reference number that you were given, for example "
			   "1234 5678 9012 34."),
			"not 14 digits");
	if (modulo_97(digits) != 1)
		return fail(err, FAULT_INPUT,
			    N_("This reference number is not right. Check it against what you were "
			       "given, digit by digit."),
			    "check digits");
	snprintf(ret, REFERENCE_DIGITS + 1, "%s", digits);
	return FAULT_NONE;
}

enum fault reference_read_pin(const char *typed, char ret[PIN_DIGITS + 1], struct error *err)
{
	if (!read_digits(typed, ret, PIN_DIGITS))
		return fail(err, FAULT_INPUT,
			    N_("Enter the 6-digit tracking PIN you got with the reference number."),
			    "not 6 digits");
	return FAULT_NONE;
}

enum fault reference_read_any_pin(const char *typed, char ret[REFERENCE_PIN_MOST + 1],
				  struct error *err)
{
	return read_digits(typed, ret, REFERENCE_PIN_MOST) ? FAULT_NONE
							   : reference_read_pin(typed, ret, err);
}

enum fault reference_read_account_pin(const char *typed, char ret[ACCOUNT_PIN_DIGITS + 1],
				      struct error *err)
{
	if (!read_digits(typed, ret, ACCOUNT_PIN_DIGITS))
		return fail(err, FAULT_INPUT,
			    N_("The PIN of an account has 8 digits, as it was given to you."),
			    "not 8 digits");
	return FAULT_NONE;
}

enum fault reference_read_invitation(const char *typed, char ret[INVITATION_DIGITS + 1],
				     struct error *err)
{
	if (!read_digits(typed, ret, INVITATION_DIGITS))
		return fail(err, FAULT_INPUT, N_("The code of an invitation has 10 digits."),
			    "not 10 digits");
	return FAULT_NONE;
}

enum fault reference_read_code(const char *typed, char ret[CODE_DIGITS + 1], struct error *err)
{
	if (!read_digits(typed, ret, CODE_DIGITS))
		return fail(err, FAULT_INPUT, N_("A one-time code has 6 digits."), "not 6 digits");
	return FAULT_NONE;
}

void reference_show(const char *reference, char ret[REFERENCE_DIGITS + 4])
{
	snprintf(ret, REFERENCE_DIGITS + 4, "%.4s %.4s %.4s %.2s", reference, reference + 4,
		 reference + 8, reference + 12);
}

enum fault reference_read_account(const char *typed, char ret[ACCOUNT_DIGITS + 1],
				  struct error *err)
{
	char digits[ACCOUNT_DIGITS + 1];

	if (!read_digits(typed, digits, ACCOUNT_DIGITS))
		return fail(err, FAULT_INPUT,
			    N_("An account number has 10 digits, for example 1234 567 890."),
			    "not 10 digits");
	if (modulo_97(digits) != 1)
		return fail(err, FAULT_INPUT,
			    N_("This account number is not correct. Compare it with the one that "
			       "you were given, digit by digit."),
			    "check digits");
	snprintf(ret, ACCOUNT_DIGITS + 1, "%s", digits);
	return FAULT_NONE;
}

void reference_show_account(const char *number, char ret[ACCOUNT_DIGITS + 3])
{
	snprintf(ret, ACCOUNT_DIGITS + 3, "%.4s %.3s %.3s", number, number + 4, number + 7);
}

/* Of a receipt the reference says by its own check digits whether it was mistyped. */
enum fault reference_read_check(const char *typed, char ret[RECEIPT_DIGITS + 1], struct error *err)
{
	char digits[RECEIPT_DIGITS + 1], checked[RECEIPT_DIGITS + 1];
	bool is_document = read_digits(typed, digits, DOCUMENT_DIGITS);

	if (!is_document && !read_digits(typed, digits, RECEIPT_DIGITS))
		return fail(err, FAULT_INPUT,
			    N_("The verification code has 16 digits on a document (1234 5678 9012 "
			       "3456) or 20 digits on a receipt (1234 5678 9012 3456 7890)."),
			    "neither 16 nor 20 digits");
	snprintf(checked, sizeof(checked), "%.*s", is_document ? DOCUMENT_DIGITS : REFERENCE_DIGITS,
		 digits);
	if (modulo_97(checked) != 1)
		return fail(err, FAULT_INPUT,
			    N_("This code is not correct. Compare it with the document, digit by "
			       "digit."),
			    "check digits");
	memcpy(ret, digits, sizeof(digits));
	return FAULT_NONE;
}

void reference_show_check(const char *code, char ret[REFERENCE_CHECK_SHOWN])
{
	size_t len = 0;

	for (size_t i = 0; code[i] != '\0' && i < RECEIPT_DIGITS; i++) {
		if (i > 0 && i % 4 == 0)
			ret[len++] = ' ';
		ret[len++] = code[i];
	}
	ret[len] = '\0';
}
