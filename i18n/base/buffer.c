/* buffer.c - bytes that are collected piece by piece, up to a cap. */
#include "i18n/base/buffer.h"

#include "i18n/base/array.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_open(struct buffer *b, size_t cap)
{
	*b = (struct buffer){.cap = cap};
}

void buffer_close(struct buffer *b)
{
	free(b->data);
	*b = (struct buffer){.cap = b->cap};
}

void buffer_clear(struct buffer *b)
{
	b->size = 0;
	b->full = false;
	if (b->data != NULL)
		b->data[0] = '\0';
}

static bool make_room(struct buffer *b, size_t len)
{
	size_t need = b->size + len + 1;

	if (len > b->cap || b->size > b->cap - len) {
		b->full = true;
		return false;
	}
	b->data = array_room(b->data, need, &b->room, 1);
	return true;
}

bool buffer_add(struct buffer *b, const void *bytes, size_t len)
{
	if (!make_room(b, len))
		return false;
	if (len > 0)
		memcpy(b->data + b->size, bytes, len);
	b->size += len;
	b->data[b->size] = '\0';
	return true;
}

bool buffer_text(struct buffer *b, const char *s)
{
	return buffer_add(b, s, strlen(s));
}

bool buffer_format(struct buffer *b, const char *format, ...)
{
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len >= 0 && make_room(b, (size_t)len)) {
		vsnprintf(b->data + b->size, (size_t)len + 1, format, args);
		b->size += (size_t)len;
	} else {
		len = -1;
	}
	va_end(args);
	return len >= 0;
}

void buffer_drop(struct buffer *b, size_t len)
{
	if (len >= b->size) {
		buffer_clear(b);
		return;
	}
	memmove(b->data, b->data + len, b->size - len);
	b->size -= len;
	b->data[b->size] = '\0';
}
