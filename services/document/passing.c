/* passing.c - a paper's bytes on their way: in, and on to whoever judges them; and the sum of them.
 */
#include "services/document/passing.h"

/* From the content to whoever judges; the sum is made of the same where there is none. */
struct way {
	struct content *content;
	int64_t at;
	struct sum *sum; /* NULL: there is one */
};

void passing_add(struct passing_sum *p, int64_t had, int64_t offset, const void *bytes, size_t len)
{
	if (p->sum == NULL && p->done == 0 && had == 0)
		p->sum = sum_new();
	if (p->sum != NULL && offset == p->done) {
		sum_add(p->sum, bytes, len);
		p->done += (int64_t)len;
		return;
	}
	sum_free(p->sum);
	*p = (struct passing_sum){.done = -1};
}

static enum fault pass(void *ctx, void *to, size_t room, size_t *ret_len, struct error *err)
{
	struct way *w = ctx;
	enum fault fault = content_read(w->content, w->at, to, room, ret_len, err);

	if (fault != FAULT_NONE)
		return fault;
	if (w->sum != NULL)
		sum_add(w->sum, to, *ret_len);
	w->at += (int64_t)*ret_len;
	return FAULT_NONE;
}

static enum fault end(struct way *w, char ret[PAPER_SUM + 1], struct error *err)
{
	unsigned char bytes[16384];
	size_t len = 1;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && len > 0)
		fault = pass(w, bytes, sizeof(bytes), &len, err);
	sum_end(w->sum, ret);
	w->sum = NULL;
	sodium_memzero(bytes, sizeof(bytes));
	return fault;
}

enum fault passing_judge(struct content *c, struct passing_sum *p, const struct paper_judge *judge,
			 struct paper_facts *ret, char ret_sum[PAPER_SUM + 1], struct error *err)
{
	bool made = p->sum != NULL && p->done == c->size;
	struct way w = {.content = c, .sum = made ? NULL : sum_new()};
	const struct paper_bytes bytes = {.size = c->size, .next = pass, .ctx = &w};
	enum fault fault = judge->judge(judge->ctx, &bytes, ret, err);

	if (fault == FAULT_NONE && ret->verdict == PAPER_FINE && !made)
		fault = end(&w, ret_sum, err);
	else if (fault == FAULT_NONE && ret->verdict == PAPER_FINE) {
		sum_end(p->sum, ret_sum);
		*p = (struct passing_sum){.done = -1};
	}
	sum_free(w.sum);
	return fault;
}

enum fault passing_sum(struct content *c, char ret[PAPER_SUM + 1], struct error *err)
{
	struct way w = {.content = c, .sum = sum_new()};

	return end(&w, ret, err);
}
