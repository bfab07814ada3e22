/* judge.c - what a file really is: its type by libmagic and by its first bytes, nothing else in it,
 * and then read to its end. */
#include "server/reader/judge.h"

#include "services/registry/limits.h"

#include <magic.h>
#include <string.h>

#define HEAD ((size_t)64 * 1024) /* bytes that libmagic is shown */

static magic_t magic; /* of this process's one file */

/* By enum paper_type, as libmagic says them. */
static const char *const mimes[PAPER_TYPES] = {
	[PAPER_PDF] = "application/pdf",
	[PAPER_PNG] = "image/png",
	[PAPER_JPEG] = "image/jpeg",
	[PAPER_TIFF] = "image/tiff",
};

bool judge_prepare(void)
{
	if (magic != NULL)
		return true;
	magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
			   MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF);
	return magic != NULL && magic_load(magic, NULL) == 0;
}

bool judge_has_pixels(uint64_t width, uint64_t height, uint64_t *all)
{
	if (width == 0 || height == 0 || width > LIMIT_READER_PIXELS ||
	    height > LIMIT_READER_PIXELS || width * height > LIMIT_READER_PIXELS)
		return false;
	*all += width * height;
	return *all <= LIMIT_READER_ALL_PIXELS;
}

/* Both have to say the same; what tells a type stands at the beginning. */
static bool is_by_magic(struct judge_bytes b, enum paper_type type)
{
	const char *said = magic_buffer(magic, b.at, b.size < HEAD ? b.size : HEAD);

	return said != NULL && strcmp(said, mimes[type]) == 0;
}

static void judge_beginning_so(struct judge_bytes b, struct paper_facts *ret)
{
	switch (ret->type) {
	case PAPER_PDF: judge_pdf(b, ret); break;
	case PAPER_PNG: judge_png(b, ret); break;
	case PAPER_JPEG: judge_jpeg(b, ret); break;
	case PAPER_TIFF: judge_tiff(b, ret); break;
	default: break;
	}
}

void judge_file(const unsigned char *bytes, size_t size, struct paper_facts *ret)
{
	struct judge_bytes b = {bytes, size};

	*ret = (struct paper_facts){.verdict = PAPER_OTHER, .bytes = (int64_t)size};
	ret->type = judge_beginning(b);
	if (ret->type == PAPER_NO_TYPE)
		ret->verdict = judge_is_late_pdf(b) ? PAPER_MIXED : PAPER_OTHER;
	else if (judge_is_two(b))
		ret->verdict = PAPER_MIXED;
	else
		judge_beginning_so(b, ret);
	if (ret->verdict == PAPER_FINE && !is_by_magic(b, ret->type))
		ret->verdict = PAPER_MIXED;
}
