/* buffer.h - bytes that are collected piece by piece, up to a cap. */
#ifndef I18N_BASE_BUFFER_H
#define I18N_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/* `data` is NUL-terminated behind `size` once anything was added. Over `cap` bytes nothing more is
 * taken and `full` stands. */
struct buffer {
	char *data;
	size_t size; /* bytes in it */
	size_t room; /* bytes allocated */
	size_t cap;  /* bytes at most */
	bool full;
};

void buffer_open(struct buffer *b, size_t cap);
void buffer_close(struct buffer *b);
void buffer_clear(struct buffer *b);

/* False, and nothing added, when the cap would be passed. */
bool buffer_add(struct buffer *b, const void *bytes, size_t len);
bool buffer_text(struct buffer *b, const char *s);
bool buffer_format(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Takes the first `len` bytes away. */
void buffer_drop(struct buffer *b, size_t len);

#define BUFFER_CLEAN __attribute__((cleanup(buffer_close)))

#endif
