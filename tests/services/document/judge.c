/* judge.c - who judges papers in tests: by how a file begins and ends. */
#include "tests/services/document/judge.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static enum fault by_ends(void *ctx, const struct paper_bytes *bytes, struct paper_facts *ret,
			  struct error *err)
{
	char *all = malloc((size_t)bytes->size + 1);
	size_t size = 0, len = 1;
	enum fault fault = FAULT_NONE;

	(void)ctx;
	while (fault == FAULT_NONE && len > 0) {
		fault = bytes->next(bytes->ctx, all + size, (size_t)bytes->size - size, &len, err);
		size += len;
	}
	all[size] = '\0';
	*ret = (struct paper_facts){.verdict = PAPER_OTHER, .bytes = (int64_t)size};
	if (fault == FAULT_NONE && size >= 5 && memcmp(all, "%PDF-", 5) == 0) {
		bool whole = size >= 5 && memcmp(all + size - 5, "%%EOF", 5) == 0;

		ret->verdict = whole ? PAPER_FINE : PAPER_CUT;
		ret->type = PAPER_PDF;
		ret->width = 595;
		ret->height = 842;
		for (const char *at = all; (at = strstr(at, "/Page")) != NULL; at++)
			ret->pages++;
	}
	free(all);
	return fault;
}

static enum fault gone(void *ctx, const struct paper_bytes *bytes, struct paper_facts *ret,
		       struct error *err)
{
	(void)ctx, (void)bytes, (void)ret;
	return fail(err, FAULT_BUSY, paper_verdict_message(PAPER_UNJUDGED), "gone");
}

static enum fault blind(void *ctx, const struct paper_bytes *bytes, struct paper_facts *ret,
			struct error *err)
{
	(void)ctx, (void)err;
	*ret = (struct paper_facts){.verdict = PAPER_FINE,
				    .type = PAPER_PDF,
				    .bytes = bytes->size,
				    .pages = 1,
				    .width = 595,
				    .height = 842};
	return FAULT_NONE;
}

const struct paper_judge judge_by_ends = {by_ends, NULL}, judge_blind = {blind, NULL},
			 judge_gone = {gone, NULL};
