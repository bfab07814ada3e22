/* reader_facts.c - what a reader says of a file, as bytes, and back: a claim that is looked at. */
#include "server/reader/reader_inside.h"

#include "services/registry/limits.h"

const char *const reader_jobs[] = {"", "judge", "draw", NULL};

static unsigned char *put(unsigned char *at, uint64_t n, int bytes)
{
	for (int i = 0; i < bytes; i++)
		*at++ = (unsigned char)(n >> 8 * i);
	return at;
}

void reader_pack_facts(const struct paper_facts *facts, unsigned char to[READER_FACTS])
{
	to = put(to, facts->verdict, 1);
	to = put(to, facts->type, 1);
	to = put(to, (uint64_t)facts->pages, 4);
	to = put(to, (uint64_t)facts->width, 4);
	to = put(to, (uint64_t)facts->height, 4);
	put(to, (uint64_t)facts->bytes, 8);
}

static uint64_t take(const unsigned char **at, int bytes)
{
	uint64_t n = 0;

	for (int i = 0; i < bytes; i++)
		n |= (uint64_t) * (*at)++ << 8 * i;
	return n;
}

static bool is_within(int n, int least, int most)
{
	return n >= least && n <= most;
}

/* Of what is taken all must be told. */
static bool is_whole(const struct paper_facts *f, int64_t bytes)
{
	return f->type != PAPER_NO_TYPE && f->bytes == bytes &&
	       is_within(f->pages, 1, LIMIT_READER_PAGES) &&
	       is_within(f->width, 1, LIMIT_READER_PIXELS) &&
	       is_within(f->height, 1, LIMIT_READER_PIXELS);
}

bool reader_unpack_facts(const unsigned char from[READER_FACTS], int64_t bytes,
			 struct paper_facts *ret)
{
	unsigned verdict = (unsigned)take(&from, 1), type = (unsigned)take(&from, 1);
	struct paper_facts f = {.verdict = (enum paper_verdict)verdict,
				.type = (enum paper_type)type};

	f.pages = (int)take(&from, 4);
	f.width = (int)take(&from, 4);
	f.height = (int)take(&from, 4);
	f.bytes = (int64_t)take(&from, 8);
	if (verdict > PAPER_LARGE || type >= PAPER_TYPES || f.bytes < 0 || f.bytes > bytes ||
	    (f.verdict == PAPER_FINE && !is_whole(&f, bytes)))
		return false;
	if (f.verdict != PAPER_FINE)
		f.pages = f.width = f.height = 0;
	*ret = f;
	return true;
}
