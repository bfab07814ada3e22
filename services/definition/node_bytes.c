/* node_bytes.c - whether a definition file is text at all, told by the line at which it is not. */
#include "services/definition/node_bytes.h"

#include "i18n/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

size_t node_bytes_mark(const char *bytes, size_t len)
{
	return len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static bool is_utf16(const char *bytes, size_t len)
{
	return len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}

/* What YAML itself does not take, U+0085 (a line end) aside. */
static bool is_unseen(uint32_t code)
{
	return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0x7F ||
	       (code >= 0x80 && code < 0xA0 && code != 0x85) || code == 0xFEFF || code == 0xFFFE ||
	       code == 0xFFFF;
}

static enum fault refuse(struct error *err, int line, const char *say, unsigned value)
{
	fail(err, FAULT_INPUT, say, "line %d: %02X", line, value);
	error_fill(err, "value", "%04X", value);
	if (err != NULL)
		err->line = line;
	return FAULT_INPUT;
}

enum fault node_bytes_check(const char *bytes, size_t len, struct error *err)
{
	int line = 1;
	size_t taken;

	if (is_utf16(bytes, len))
		return refuse(err, 1, N_("This is UTF-16 text: save the file as UTF-8."), 0);
	for (size_t at = node_bytes_mark(bytes, len); at < len; at += taken) {
		uint32_t code;

		taken = utf8_decode(bytes + at, len - at, &code);
		if (taken == 0)
			return refuse(err, line,
				      N_("This is not UTF-8 text: perhaps it was saved as Latin-1 "
					 "or Windows-1252. Save the file as UTF-8."),
				      (unsigned char)bytes[at]);
		if (is_unseen(code))
			return refuse(err, line,
				      code == 0 ? N_("A NUL character stands here: take it out.")
						: N_("The invisible character U+{value} stands "
						     "here: take it out."),
				      code);
		line += code == '\n';
	}
	return FAULT_NONE;
}
