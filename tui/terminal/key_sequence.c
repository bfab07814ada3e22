/* key_sequence.c - the first key of some bytes: UTF-8, xterm's, VT's, the Linux console's, rxvt's
 * and PuTTY's sequences.
 *
 *   ESC                        Escape, when nothing follows or something that no sequence has
 *   ESC [ 0-9:;<=>? !-/ final  CSI: arrows, Home, End, 3~ …; answers of the terminal mean nothing
 *   ESC [ 0-9 $                rxvt with Shift
 *   ESC [ [ A-E                F1-F5 of the Linux console
 *   ESC [ 200~ … ESC [ 201~    a paste
 *   ESC O [1-9] final          SS3: arrows and the keypad in application mode
 *   ESC b f d DEL              Alt with a letter or Backspace: word by word
 *   ESC ESC [ or O, C or D     rxvt and PuTTY: Alt with an arrow
 *   ESC [ > … c, ESC [ … $ y, ESC [ … R, ESC P > | … ESC \   answers to what was asked
 *   ESC P [01>!] … ESC \       DCS, and
 *   ESC ] [0-9lL] … ESC \|BEL  OSC, ESC _ G … APC: strings that a terminal answers, passed over
 */
#include "tui/terminal/key_sequence.h"

#include "i18n/utf8.h"

#include <string.h>

static struct key_step step_key(size_t used, enum key_kind kind, uint32_t code)
{
	return (struct key_step){KEY_STEP_KEY, used, {.kind = kind, .code = code}};
}

static struct key_step step_more(void)
{
	return (struct key_step){.outcome = KEY_STEP_MORE};
}

static bool is_between(unsigned char b, unsigned char low, unsigned char high)
{
	return b >= low && b <= high;
}

/* --- characters ------------------------------------------------------------------------------- */

static size_t utf8_size(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (is_between(lead, 0xC2, 0xDF))
		return 2;
	if (is_between(lead, 0xE0, 0xEF))
		return 3;
	return is_between(lead, 0xF0, 0xF4) ? 4 : 0;
}

static bool is_second(unsigned char lead, unsigned char b)
{
	return is_between(b, lead == 0xE0 ? 0xA0 : (lead == 0xF0 ? 0x90 : 0x80),
			  lead == 0xED ? 0x9F : (lead == 0xF4 ? 0x8F : 0xBF));
}

static struct key_step parse_char(const unsigned char *s, size_t len)
{
	size_t size = utf8_size(s[0]);
	uint32_t code = 0;
	size_t good = 1;

	if (size == 0)
		return step_key(1, KEY_CHAR, 0xFFFD);
	while (good < len && good < size &&
	       (good == 1 ? is_second(s[0], s[1]) : is_between(s[good], 0x80, 0xBF)))
		good++;
	if (good < size)
		return good < len ? step_key(good, KEY_CHAR, 0xFFFD) : step_more();
	if (utf8_decode((const char *)s, size, &code) == 0)
		return step_key(size, KEY_CHAR, 0xFFFD);
	if (code >= 0x80 && code < 0xA0)
		return step_key(size, KEY_NONE, 0);
	return step_key(size, KEY_CHAR, code);
}

static struct key_step parse_control(unsigned char b)
{
	switch (b) {
	case '\t': return step_key(1, KEY_TAB, 0);
	case '\r':
	case '\n': return step_key(1, KEY_ENTER, 0);
	case 0x08:
	case 0x7F: return step_key(1, KEY_BACKSPACE, 0);
	default:
		if (b >= 1 && b <= 26)
			return step_key(1, KEY_CTRL, (uint32_t)('A' + b - 1));
		return step_key(1, KEY_NONE, 0);
	}
}

/* --- sequences -------------------------------------------------------------------------------- */

#define PASTE_ENDS 201

static enum key_kind tilde_kind(unsigned number)
{
	switch (number) {
	case PASTE_ENDS: return KEY_PASTE_END;
	case 1:
	case 7: return KEY_HOME;
	case 3: return KEY_DELETE;
	case 4:
	case 8: return KEY_END;
	case 5: return KEY_PAGE_UP;
	case 6: return KEY_PAGE_DOWN;
	default: return KEY_NONE;
	}
}

/* `modifier` as xterm counts it: 2 Shift, 3 Alt, 5 Ctrl … */
static enum key_kind letter_kind(unsigned char final, unsigned modifier)
{
	bool word = modifier >= 3;

	switch (final) {
	case 'A': return KEY_UP;
	case 'B': return KEY_DOWN;
	case 'C': return word ? KEY_WORD_RIGHT : KEY_RIGHT;
	case 'D': return word ? KEY_WORD_LEFT : KEY_LEFT;
	case 'H': return KEY_HOME;
	case 'F': return KEY_END;
	case 'Z': return KEY_BACKTAB;
	case 'a': return KEY_UP; /* rxvt with Shift */
	case 'b': return KEY_DOWN;
	case 'c': return KEY_RIGHT;
	case 'd': return KEY_LEFT;
	default: return KEY_NONE;
	}
}

/* The first two numbers of "5;3"; anything else there is no key of ours. */
static bool read_numbers(const unsigned char *s, size_t len, unsigned ret[2])
{
	size_t which = 0;

	ret[0] = ret[1] = 0;
	for (size_t i = 0; i < len; i++) {
		if (s[i] == ';' && which == 0)
			which = 1;
		else if (is_between(s[i], '0', '9') && ret[which] < 1000)
			ret[which] = ret[which] * 10 + (unsigned)(s[i] - '0');
		else
			return false;
	}
	return true;
}

static enum key_kind csi_kind(const unsigned char *numbers, size_t len, unsigned char final)
{
	unsigned n[2];

	if (!read_numbers(numbers, len, n))
		return KEY_NONE;
	if (n[0] == 3 && (final == '^' || (final == '~' && n[1] >= 3)))
		return KEY_WORD_DELETE;
	if (final == '~' || final == '$' || final == '^' || final == '@')
		return tilde_kind(n[0]);
	if (is_between(final, 'a', 'd') && len > 0)
		return KEY_NONE; /* "c" ends an answer, not a key */
	return letter_kind(final, n[1] != 0 ? n[1] : 0);
}

static bool is_all_digits(const unsigned char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!is_between(s[i], '0', '9'))
			return false;
	return len > 0;
}

/* Device attributes, the state of a mode, the place of the cursor. */
static bool is_answer(const unsigned char *s, size_t len)
{
	unsigned char final = s[len - 1];

	return (final == 'c' && s[2] == '>') || (final == 'y' && s[len - 2] == '$') ||
	       (final == 'R' && is_between(s[2], '0', '9'));
}

static struct key_step parse_csi(const unsigned char *s, size_t len)
{
	size_t at = 2;

	if (len > 2 && s[2] == '[') /* F1-F5 of the Linux console */
		return len == 3 ? step_more() : step_key(s[3] < 0x20 ? 3 : 4, KEY_NONE, 0);
	while (at < len && is_between(s[at], 0x30, 0x3F))
		at++;
	if (at < len && s[at] == '$' && is_all_digits(s + 2, at - 2))
		return step_key(at + 1, csi_kind(s + 2, at - 2, '$'), 0);
	while (at < len && is_between(s[at], 0x20, 0x2F))
		at++;
	if (at == len)
		return step_more();
	if (is_between(s[at], 0x40, 0x7E) && at > 2 && is_answer(s, at + 1))
		return step_key(at + 1, KEY_ANSWER, 0);
	if (is_between(s[at], 0x40, 0x7E))
		return step_key(at + 1, csi_kind(s + 2, at - 2, s[at]), 0);
	/* Broken off. Escape and a bracket that a person typed come as themselves. */
	return at == 2 ? step_key(1, KEY_ESCAPE, 0) : step_key(at, KEY_NONE, 0);
}

static struct key_step parse_ss3(const unsigned char *s, size_t len)
{
	static const char pad[] = "0123456789"; /* p is 0 … y is 9 */
	static const char signs[] = "*+,-./";   /* j is * … o is / */
	size_t at = len > 2 && is_between(s[2], '1', '9') ? 3 : 2;
	unsigned char final;

	if (at >= len)
		return step_more();
	final = s[at];
	if (final == 'M')
		return step_key(at + 1, KEY_ENTER, 0);
	if (final == 'I')
		return step_key(at + 1, KEY_TAB, 0);
	if (is_between(final, 'p', 'y'))
		return step_key(at + 1, KEY_CHAR, (uint32_t)pad[final - 'p']);
	if (is_between(final, 'j', 'o'))
		return step_key(at + 1, KEY_CHAR, (uint32_t)signs[final - 'j']);
	if (is_between(final, 'a', 'd')) /* rxvt with Ctrl */
		return step_key(at + 1, letter_kind((unsigned char)(final - 'a' + 'A'), 5), 0);
	if (is_between(final, 'A', 'H') || is_between(final, 'P', 'S') || final == 'X')
		return step_key(at + 1, letter_kind(final, at == 3 ? (unsigned)(s[2] - '0') : 0),
				0);
	return step_key(1, KEY_ESCAPE, 0);
}

/* Alt with a letter or with Backspace comes as ESC before it. Only where a word is meant: in every
 * other pair the Escape was typed. */
static struct key_step parse_alt(unsigned char second)
{
	switch (second) {
	case 'b': return step_key(2, KEY_WORD_LEFT, 0);
	case 'f': return step_key(2, KEY_WORD_RIGHT, 0);
	case 'd': return step_key(2, KEY_WORD_DELETE, 0);
	case 0x08:
	case 0x7F: return step_key(2, KEY_CTRL, 'W');
	default: return step_key(1, KEY_ESCAPE, 0);
	}
}

static struct key_step parse_alt_arrow(const unsigned char *s, size_t len)
{
	if (len == 2 || (len == 3 && (s[2] == '[' || s[2] == 'O')))
		return step_more();
	if ((s[2] == '[' || s[2] == 'O') && (s[3] == 'C' || s[3] == 'D'))
		return step_key(4, s[3] == 'C' ? KEY_WORD_RIGHT : KEY_WORD_LEFT, 0);
	return step_key(1, KEY_ESCAPE, 0);
}

/* True when ESC and these two bytes begin what only a terminal sends. */
static bool is_string(unsigned char second, unsigned char third)
{
	switch (second) {
	case 'P': return third == '0' || third == '1' || third == '>' || third == '!';
	case ']': return is_between(third, '0', '9') || third == 'l' || third == 'L';
	default: return second == '_' && third == 'G';
	}
}

struct key_step key_sequence_read(const unsigned char *s, size_t len)
{
	if (s[0] != KEY_ESC)
		return s[0] < 0x20 || s[0] == 0x7F ? parse_control(s[0]) : parse_char(s, len);
	if (len == 1)
		return step_more();
	if (s[1] == '[')
		return parse_csi(s, len);
	if (s[1] == 'O')
		return parse_ss3(s, len);
	if (s[1] == 'P' || s[1] == ']' || s[1] == '_') {
		if (len == 2)
			return step_more();
		if (is_string(s[1], s[2]))
			return (struct key_step){.outcome = KEY_STEP_DROP, .used = 3};
	}
	return s[1] == KEY_ESC ? parse_alt_arrow(s, len) : parse_alt(s[1]);
}
