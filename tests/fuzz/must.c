/* must.c - what the fuzzers hold to be true, and how they take an input apart. */
#include "tests/fuzz/must.h"

#include "i18n/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

static bool is_harmful(uint32_t code)
{
	return (code < 0x20 && code != '\n') || (code >= 0x7F && code <= 0x9F) || code == 0x061C ||
	       code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

void must_be_harmless(const char *text)
{
	size_t len = text == NULL ? 0 : strlen(text), taken;
	uint32_t code;

	for (; len > 0; text += taken, len -= taken) {
		taken = utf8_decode(text, len, &code);
		must(taken > 0, "what may be shown is UTF-8");
		must(!is_harmful(code), "what may be shown holds no control character");
	}
}

static bool has_place(const struct error *err, const char *name, size_t len)
{
	for (size_t i = 0; i < err->fill_count; i++)
		if (strlen(err->fills[i].name) == len && memcmp(err->fills[i].name, name, len) == 0)
			return true;
	return false;
}

void must_be_told(const struct error *err, int lines)
{
	const char *say = err->said[0] != NULL ? err->said[0] : err->say;

	must(say != NULL && say[0] != '\0', "a fault has words");
	must(err->fault != FAULT_NONE, "a fault is of a kind");
	if (lines > 0 && (err->line < 1 || err->line > lines))
		fprintf(stderr, "line %d of %d: %s (%s)\n", err->line, lines, say, err->detail);
	must(lines == 0 || (err->line >= 1 && err->line <= lines), "a fault has a line");
	must(utf8_is_valid(err->field, strlen(err->field)), "a fault's field is UTF-8");
	for (const char *s = strchr(say, '{'); s != NULL && err->said[0] == NULL;
	     s = strchr(s + 1, '{')) {
		size_t len = strcspn(s + 1, "{}");

		/* A brace that is shown as one, as in {n,m}, is no place's. */
		if (s[1 + len] == '}' && strcspn(s + 1, " ,:") >= len)
			must(has_place(err, s + 1, len), "each place of the words has a value");
	}
}

void must_all_be_told(const struct fault_list *faults, int lines)
{
	must(faults->count <= FAULTS_MAX, "faults have a cap");
	must(faults->remark_count <= FAULTS_REMARKS_MAX, "remarks have a cap");
	for (size_t i = 0; i < faults->remark_count; i++)
		must_be_told(&faults->remarks[i], lines);
	for (size_t i = 0; i < faults->count; i++) {
		must_be_told(&faults->items[i], lines);
		must(i == 0 || faults->items[i - 1].line <= faults->items[i].line,
		     "faults are in order of lines");
	}
}

unsigned input_byte(struct input *in)
{
	if (in->left == 0)
		return 0;
	in->left--;
	return *in->at++;
}

uint64_t input_number(struct input *in, int bytes)
{
	uint64_t n = 0;

	for (int i = 0; i < bytes; i++)
		n |= (uint64_t)input_byte(in) << (8 * i);
	return n;
}

char *input_text(struct arena *a, struct input *in, char end)
{
	const uint8_t *stop = in->left == 0 ? NULL : memchr(in->at, end, in->left);
	size_t len = stop == NULL ? in->left : (size_t)(stop - in->at);
	char *text = arena_slice(a, (const char *)in->at, len);

	in->at += len;
	in->left -= len;
	input_byte(in);
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\0')
			text[i] = '?';
	return text;
}

int input_lines(const char *text, size_t len)
{
	int lines = 1;

	for (size_t i = 0; i < len; i++)
		lines += text[i] == '\n';
	return lines;
}

int input_yaml_lines(const char *text, size_t len)
{
	int lines = input_lines(text, len) + 1;

	for (size_t i = 0; i < len; i++)
		lines += text[i] == '\r' ||
			 (len - i >= 2 && memcmp(text + i, "\xC2\x85", 2) == 0) ||
			 (len - i >= 3 && memcmp(text + i, "\u2028", 3) == 0) ||
			 (len - i >= 3 && memcmp(text + i, "\u2029", 3) == 0);
	return lines;
}
