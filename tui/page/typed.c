/* typed.c - a text that is being typed, as a page shows it: its rows, and the way each runs. */
#include "tui/page/typed.h"

#include "i18n/base/arena.h"
#include "i18n/cluster.h"
#include "i18n/text.h"
#include "services/registry/limits.h"

#include <string.h>

enum direction typed_base(const char *text, size_t len, size_t at, enum direction field)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 * 1024);
	size_t start = at, end = at;

	while (start > 0 && text[start - 1] != '\n')
		start--;
	while (end < len && text[end] != '\n' && end - start < LIMIT_ANSWER)
		end++;
	return text_is_rtl(arena_slice(a, text + start, end - start), field == DIRECTION_RTL)
		       ? DIRECTION_RTL
		       : DIRECTION_LTR;
}

size_t typed_row(const char *text, size_t len, size_t at, int cols, size_t *ret_next)
{
	const char *s = text + at, *end = memchr(s, '\n', len - at);
	size_t to_end = end == NULL ? len - at : (size_t)(end - s), next;
	size_t size = cluster_fold(s, len - at, cols, &next);

	if (next >= to_end && cluster_cols(s, to_end) <= cols) {
		size = to_end;
		next = end == NULL ? len - at : to_end + 1;
	}
	*ret_next = at + next;
	return size;
}

bool typed_is_on_row(const char *text, size_t len, size_t at, size_t next, size_t cursor)
{
	return cursor >= at && (cursor < next || (next == len && text[next - 1] != '\n'));
}
