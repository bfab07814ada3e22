/* error.c - what went wrong: what the caller may do, words for the person, a detail for the log. */
#include "i18n/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* vsnprintf that never leaves half a code point at its end. */
__attribute__((format(printf, 3, 0))) static void print_cut(char *to, size_t room,
							    const char *format, va_list args)
{
	int len = vsnprintf(to, room, format, args);
	size_t end;

	if (len < 0) {
		to[0] = '\0';
		return;
	}
	if ((size_t)len < room)
		return;
	end = room - 1;
	while (end > 0 && ((unsigned char)to[end - 1] & 0xC0) == 0x80)
		end--;
	if (end > 0 && (unsigned char)to[end - 1] >= 0xC0)
		end--;
	to[end] = '\0';
}

enum fault fail(struct error *err, enum fault fault, const char *say, const char *format, ...)
{
	va_list args;

	if (err == NULL)
		return fault;
	*err = (struct error){.fault = fault, .say = say};
	va_start(args, format);
	print_cut(err->detail, sizeof(err->detail), format, args);
	va_end(args);
	return fault;
}

void error_count(struct error *err, const char *one, unsigned long number)
{
	if (err == NULL)
		return;
	err->one = one;
	err->number = number;
}

void error_code(struct error *err, const char *code)
{
	if (err != NULL)
		err->code = code;
}

void error_fill(struct error *err, const char *name, const char *format, ...)
{
	va_list args;

	if (err == NULL || err->fill_count == ERROR_FILLS)
		return;
	err->fills[err->fill_count].name = name;
	va_start(args, format);
	print_cut(err->fills[err->fill_count].value, sizeof(err->fills[0].value), format, args);
	va_end(args);
	err->fill_count++;
}

void fatal(const char *format, ...)
{
	va_list args;

	fputs("shubbak: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}
