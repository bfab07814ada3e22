/* answer.c - one answer: read as a person types it, checked against its question, said in words. */
#include "services/definition/answer.h"

#include "i18n/text.h"
#include "services/definition/type.h"
#include "services/definition/type_inside.h"
#include "services/registry/limits.h"

#include <string.h>

#define SCRATCH_MAX ((size_t)16 * 1024 * 1024) /* bytes while one answer is read */

static enum text_kind kind_of(const struct question *q)
{
	if (q->lines > 1)
		return TEXT_LINES;
	return (q->type->traits & TYPE_WORDS) != 0 ? TEXT_WORDS : TEXT_LINE;
}

enum fault answer_read(const struct answer_ground *g, struct arena *a, const struct question *q,
		       const char *raw, char **ret, struct error *err)
{
	ARENA_CLEAN struct arena *scratch = arena_new(SCRATCH_MAX);
	struct type_entry e = {.ground = g, .q = q, .scratch = scratch, .err = err};
	char *text;
	enum fault fault;

	if (strlen(raw) > LIMIT_ANSWER)
		return type_inside_refuse(&e, N_("This answer is too long. Shorten it."));
	fault = text_clean(scratch, raw, strlen(raw), kind_of(q), &text, err);
	e.text = text;
	e.kept = arena_text(scratch, "");
	if (fault == FAULT_NONE && text[0] != '\0')
		fault = q->type->read(&e);
	if (fault == FAULT_NONE && e.kept[0] != '\0')
		fault = answer_check(g, q, e.kept, err);
	if (fault == FAULT_NONE)
		*ret = arena_text(a, e.kept);
	return fault;
}

const char *answer_remark(const struct question *q, const char *canonical)
{
	return q->type->remark == NULL ? NULL : q->type->remark(q, canonical);
}

char *answer_preset(const struct answer_ground *g, struct arena *a, const struct question *q)
{
	char *kept = NULL;

	if (q->preset == NULL)
		return NULL;
	if (q->type->preset != NULL)
		kept = q->type->preset(g, a, q);
	if (kept != NULL)
		return kept;
	if (answer_read(g, a, q, q->preset, &kept, NULL) != FAULT_NONE || kept[0] == '\0')
		return NULL;
	return kept;
}
