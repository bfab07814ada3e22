/* key.c - bytes from a terminal to keys, one by one, and what a key means whatever the keyboard. */
#include "tui/terminal/key_sequence.h"

#include "i18n/digits.h"

#include <string.h>

#define STRING_MAX 4096 /* bytes of a string answer; whatever is longer is none */
#define LONG_SEQUENCE (-1)

static void take(struct key_reader *r, size_t used)
{
	r->count -= used;
	memmove(r->bytes, r->bytes + used, r->count);
}

static void keep_answer(struct key_reader *r, unsigned char byte)
{
	if (r->answer_size + 1 < sizeof(r->answer) && byte >= 0x20 && byte <= 0x7E)
		r->answer[r->answer_size++] = (char)byte;
	r->answer[r->answer_size] = '\0';
}

const char *key_answer(const struct key_reader *r)
{
	return r->answer;
}

/* Of all strings only a terminal's name and version are asked for. */
static bool is_version(const struct key_reader *r)
{
	return strncmp(r->answer, "P>|", 3) == 0;
}

/* Inside a string answer, or a sequence too long to be kept: true when the byte belonged to it. */
static bool swallowed(struct key_reader *r, unsigned char byte)
{
	bool ends;

	if (r->swallow == 0)
		return false;
	if (r->swallow == LONG_SEQUENCE) {
		if (byte < 0x20 || byte > 0x7E) {
			r->swallow = 0;
			return false;
		}
		if (byte >= 0x40)
			r->swallow = 0;
		return true;
	}
	if (r->count == 1) { /* an ESC stood before this byte */
		r->swallow = 0;
		if (byte == '\\') {
			r->count = 0;
			r->answered = is_version(r);
		}
		return byte == '\\';
	}
	if (byte == KEY_ESC) {
		r->bytes[r->count++] = byte;
		return true;
	}
	ends = byte == 0x07 || ++r->swallow > STRING_MAX;
	/* No answer holds a line end; who wants to get out presses Ctrl-C or Ctrl-X. */
	if (byte == '\r' || byte == '\n' || byte == 0x03 || byte == 0x18) {
		r->swallow = 0;
		return false;
	}
	if (!ends) {
		keep_answer(r, byte);
		return true;
	}
	r->swallow = 0;
	r->answered = byte == 0x07 && is_version(r);
	return true;
}

/* The begin of a paste means nothing by itself, like all that a pasted text does not hold. */
static void note_paste(struct key_reader *r, const unsigned char *bytes, struct key *k)
{
	static const char begin[] = "\x1B[200~";
	bool was = r->pasting;

	if (k->kind == KEY_NONE && memcmp(bytes, begin, sizeof(begin) - 1) == 0)
		r->pasting = true;
	else if (k->kind == KEY_PASTE_END)
		r->pasting = false;
	else if (was)
		k->pasted = k->kind == KEY_CHAR || k->kind == KEY_ENTER || k->kind == KEY_TAB;
	if (k->kind == KEY_PASTE_END ? !was : was && !k->pasted)
		k->kind = KEY_NONE;
}

/* A string answer begins; what already stands behind its first bytes belongs to it. */
static void begin_string(struct key_reader *r)
{
	unsigned char rest[KEY_PENDING];
	size_t count = r->count;

	memcpy(rest, r->bytes, count);
	r->swallow = 1;
	r->count = 0;
	for (size_t i = 0; i < count; i++)
		if (!swallowed(r, rest[i]))
			r->bytes[r->count++] = rest[i];
}

bool key_next(struct key_reader *r, struct key *ret)
{
	while (r->count > 0 && r->swallow == 0) {
		struct key_step step;
		unsigned char first = r->bytes[0];

		if (r->after_cr && first == '\n') {
			r->after_cr = false;
			take(r, 1);
			continue;
		}
		step = key_sequence_read(r->bytes, r->count);
		if (step.outcome == KEY_STEP_MORE) {
			if (r->count == KEY_PENDING) {
				r->count = 0;
				r->swallow = LONG_SEQUENCE;
			}
			return false;
		}
		r->after_cr = first == '\r';
		note_paste(r, r->bytes, &step.key);
		if (step.key.kind == KEY_ANSWER || step.outcome == KEY_STEP_DROP) {
			r->answer_size = 0;
			for (size_t i = 1; i < step.used; i++)
				keep_answer(r, r->bytes[i]);
		}
		take(r, step.used);
		if (step.outcome == KEY_STEP_DROP) {
			begin_string(r);
			continue;
		}
		*ret = step.key;
		return true;
	}
	return false;
}

bool key_feed(struct key_reader *r, unsigned char byte, struct key *ret)
{
	if (swallowed(r, byte)) {
		if (!r->answered)
			return false;
		r->answered = false;
		*ret = (struct key){.kind = KEY_ANSWER};
		return true;
	}
	r->bytes[r->count++] = byte;
	return key_next(r, ret);
}

/* Of what a person can have typed, only ESC, ESC [, ESC O (and a digit), ESC P, ESC ], ESC _ and
 * two ESC (with a bracket or an O) are left waiting; longer beginnings come from a machine, and so
 * does their rest. */
bool key_waits(const struct key_reader *r)
{
	if (r->count == 0 || r->swallow != 0)
		return false;
	if (r->bytes[0] != KEY_ESC)
		return key_sequence_read(r->bytes, r->count).outcome != KEY_STEP_MORE;
	return r->count <= 2 || ((r->bytes[1] == 'O' || r->bytes[1] == KEY_ESC) && r->count == 3) ||
	       key_sequence_read(r->bytes, r->count).outcome != KEY_STEP_MORE;
}

bool key_rest(struct key_reader *r, struct key *ret)
{
	if (!key_waits(r))
		return false;
	if (key_next(r, ret))
		return true;
	if (r->count == 0 || r->bytes[0] != KEY_ESC || r->swallow != 0)
		return false;
	take(r, 1);
	r->after_cr = false;
	r->pasting = false; /* an end that never came must not hold the keys for ever */
	*ret = (struct key){.kind = KEY_ESCAPE};
	return true;
}

/* --- what a key means whatever the keyboard --------------------------------------------------- */

static bool is_in(uint32_t code, const uint32_t *list, size_t count, int *ret)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == code) {
			*ret = (int)i;
			return true;
		}
	return false;
}

int key_digit(const struct key *k, bool azerty, bool letters)
{
	/* à & é " ' ( - è _ ç, the top row from its 0 on */
	static const uint32_t row[] = {0xE0, '&', 0xE9, '"', '\'', '(', '-', 0xE8, '_', 0xE7};
	int digit;

	if (k->kind != KEY_CHAR)
		return -1;
	digit = digits_value(k->code);
	if (digit >= 0 || !azerty || (letters && k->code >= 0x80))
		return digit;
	return is_in(k->code, row, sizeof(row) / sizeof(row[0]), &digit) ? digit : -1;
}

char key_letter(const struct key *k)
{
	/* The Arabic letter on the key of a, b, c … of an American keyboard; b has lam-alef, which
	 * comes as a presentation form or as two letters. */
	static const uint32_t arabic[26] = {0x634, 0xFEFB, 0x624, 0x64A, 0x62B, 0x628, 0x644,
					    0x627, 0x647,  0x62A, 0x646, 0x645, 0x629, 0x649,
					    0x62E, 0x62D,  0x636, 0x642, 0x633, 0x641, 0x639,
					    0x631, 0x635,  0x621, 0x63A, 0x626};
	int at;

	if (k->kind != KEY_CHAR)
		return 0;
	if (k->code >= 'a' && k->code <= 'z')
		return (char)k->code;
	if (k->code >= 'A' && k->code <= 'Z')
		return (char)(k->code - 'A' + 'a');
	return is_in(k->code, arabic, 26, &at) ? (char)('a' + at) : 0;
}
