/* emvco.c - what a QR code says to the program of a bank or a wallet that pays (EMVCo's merchant
 * presented mode). */
#include "services/money/emvco.h"

#include "i18n/base/buffer.h"
#include "i18n/money.h"

#include <stdlib.h>
#include <string.h>

#define FIELD_MOST 99 /* bytes of a value */
#define NAME_MOST 25
#define CITY_MOST 15
#define PAYLOAD_MOST 1024

/*
 *	payload := field*        field := id (2 digits) | length (2 digits) | value
 *
 *	00 "01"  01 "12" (for one payment)  02-51 merchant  52 category  53 currency
 *	54 amount  58 country  59 name  60 city  62 ( 01 the bill's number )  63 CRC of all before
 */

/* ISO 4217, numeric. */
static const struct {
	const char *code, *number;
} currencies[] = {{"LBP", "422"}, {"TND", "788"}, {"DZD", "012"}, {"EGP", "818"}, {"USD", "840"},
		  {"EUR", "978"}, {"SYP", "760"}, {"JOD", "400"}, {"LYD", "434"}, {"MAD", "504"},
		  {"SAR", "682"}, {"AED", "784"}, {"IQD", "368"}, {"GBP", "826"}};

static const char *number_of(const char *currency)
{
	for (size_t i = 0; i < sizeof(currencies) / sizeof(currencies[0]); i++)
		if (strcmp(currencies[i].code, currency) == 0)
			return currencies[i].number;
	return NULL;
}

unsigned emvco_crc(const char *text)
{
	unsigned crc = 0xffff;

	for (; *text != '\0'; text++) {
		crc ^= (unsigned)(unsigned char)*text << 8;
		for (int i = 0; i < 8; i++)
			crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
		crc &= 0xffff;
	}
	return crc;
}

static bool is_plain(const char *text, size_t most)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++)
		if (text[i] < ' ' || text[i] > '~')
			return false;
	return len > 0 && len <= most;
}

static bool are_all(const char *text, size_t len, char from, char to)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] < from || text[i] > to)
			return false;
	return strlen(text) == len;
}

static int account_field(const char *account)
{
	int field = strlen(account) > 3 && account[2] == ':' && account[0] >= '0' &&
				    account[0] <= '9' && account[1] >= '0' && account[1] <= '9'
			    ? (account[0] - '0') * 10 + account[1] - '0'
			    : 0;
	const char *rest = account + 3, *second = field == 0 ? NULL : strchr(rest, ':');

	if (field < 2 || field > 51 || (field >= 26) != (second != NULL))
		return 0;
	if (second != NULL &&
	    (second == rest || second[1] == '\0' || strlen(rest) + 7 > FIELD_MOST))
		return 0;
	return is_plain(rest, FIELD_MOST) ? field : 0;
}

bool emvco_is_whole(const struct emvco_merchant *m)
{
	return account_field(m->account) != 0 && are_all(m->category, 4, '0', '9') &&
	       are_all(m->country, 2, 'A', 'Z') && is_plain(m->name, NAME_MOST) &&
	       is_plain(m->city, CITY_MOST);
}

static void put(struct buffer *to, int field, const char *value)
{
	buffer_format(to, "%02d%02zu%s", field, strlen(value), value);
}

static void put_account(struct arena *a, struct buffer *to, const char *account)
{
	const char *rest = account + 3, *second = strchr(rest, ':');
	int field = account_field(account);
	const char *id;

	if (second == NULL) {
		put(to, field, rest);
		return;
	}
	id = arena_slice(a, rest, (size_t)(second - rest));
	put(to, field,
	    arena_format(a, "00%02zu%s01%02zu%s", strlen(id), id, strlen(second + 1), second + 1));
}

char *emvco_payload(struct arena *a, const struct emvco_merchant *m, int64_t minor,
		    const char *currency, const char *reference)
{
	const char *number = number_of(currency);
	BUFFER_CLEAN struct buffer text = {.data = NULL};
	struct buffer *to = &text;

	if (!emvco_is_whole(m) || number == NULL || minor <= 0)
		return NULL;
	buffer_open(to, PAYLOAD_MOST);
	put(to, 0, "01");
	put(to, 1, "12");
	put_account(a, to, m->account);
	put(to, 52, m->category);
	put(to, 53, number);
	put(to, 54, money_plain(a, minor, currency));
	put(to, 58, m->country);
	put(to, 59, m->name);
	put(to, 60, m->city);
	put(to, 62, arena_format(a, "01%02zu%s", strlen(reference), reference));
	buffer_text(to, "6304");
	return arena_format(a, "%s%04X", to->data, emvco_crc(to->data));
}
