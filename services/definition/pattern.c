/* pattern.c - the regular expressions of definitions: which are allowed, and whether an answer
 * fits. */
#include "services/definition/pattern.h"

#include "i18n/utf8.h"
#include "services/definition/pattern_read.h"

#include <string.h>

/* All steps that could be the next one, at once (Thompson 1968): each stands there once however
 * many ways lead to it, so that no answer takes longer than its length times the steps. */
struct front {
	uint16_t steps[PATTERN_STEPS + 1];
	size_t count;
};

struct run {
	const struct pattern *pattern;
	struct front fronts[2];
	uint32_t seen[PATTERN_STEPS + 1]; /* the turn in which a step was added last */
	uint32_t turn;
};

static void add(struct run *r, struct front *front, size_t step)
{
	if (r->seen[step] == r->turn)
		return;
	r->seen[step] = r->turn;
	front->steps[front->count++] = (uint16_t)step;
}

/* The steps to which those lead that take no letter; they are added behind and looked at in turn.
 */
static void spread(struct run *r, struct front *front)
{
	for (size_t i = 0; i < front->count; i++) {
		size_t at = front->steps[i];
		const struct pattern_step *step = &r->pattern->steps[at];

		if (at == r->pattern->step_count || step->kind == PATTERN_SET)
			continue;
		if (step->kind == PATTERN_SPLIT)
			add(r, front, at + 1);
		add(r, front, (size_t)((ptrdiff_t)at + step->to));
	}
}

static void take(struct run *r, const struct front *from, struct front *to, uint32_t letter)
{
	const struct pattern *p = r->pattern;
	uint16_t classes = pattern_set_classes(letter);
	bool fits[PATTERN_MAX];

	for (size_t i = 0; i < p->set_count; i++)
		fits[i] = pattern_set_has(&p->sets[i], p->ranges, letter, classes);
	r->turn++;
	to->count = 0;
	for (size_t i = 0; i < from->count; i++) {
		size_t at = from->steps[i];

		if (at < p->step_count && p->steps[at].kind == PATTERN_SET && fits[p->steps[at].to])
			add(r, to, at + 1);
	}
	spread(r, to);
}

static bool fits_whole(const struct pattern *p, const char *s)
{
	struct run r = {.pattern = p, .turn = 1};
	struct front *now = &r.fronts[0], *next = &r.fronts[1];
	size_t len = strlen(s), taken;
	uint32_t letter;

	add(&r, now, 0);
	spread(&r, now);
	for (; len > 0 && now->count > 0; s += taken, len -= taken) {
		struct front *before = now;

		taken = utf8_decode(s, len, &letter);
		if (taken == 0)
			return false;
		take(&r, now, next, letter);
		now = next;
		next = before;
	}
	return len == 0 && r.seen[p->step_count] == r.turn;
}

enum fault pattern_check(const char *pattern, struct error *err)
{
	struct pattern p;

	return pattern_read(pattern, &p, err);
}

/* It is read anew each time: some microseconds, against kilobytes for each pattern of the catalogue
 * in the memory of every visit. */
bool pattern_matches(const char *pattern, const char *s)
{
	struct pattern p;

	return pattern_read(pattern, &p, NULL) == FAULT_NONE && fits_whole(&p, s);
}
