/* deadline.c - the day by which an authority has to answer. */
#include "services/application/deadline.h"

#include "services/definition/calendar_count.h"

int64_t deadline_after(int64_t from, const struct duration *duration, const struct service *s)
{
	struct calendar_ask ask = {
		.calendar = s->calendar, .service = s->id, .length = *duration, .from = from};
	struct calendar_count count;

	ask.length.value = duration_most(duration);
	if (s->calendar != NULL)
		ask.rules = s->calendar->rules;
	calendar_count(NULL, &ask, &count);
	return count.due_at;
}

enum deadline_whose deadline_whose(const struct service *s, const struct stage *stage)
{
	if (s->clock_count > 0)
		return DEADLINE_CLOCK;
	if (s->duration != NULL && s->duration->value > 0)
		return DEADLINE_SERVICE;
	if (stage != NULL && stage->target.value > 0)
		return DEADLINE_STAGE;
	return s->duration != NULL ? DEADLINE_AT_ONCE : DEADLINE_NONE;
}

int64_t deadline_of(const struct service *s, const struct stage *stage, int64_t from)
{
	switch (deadline_whose(s, stage)) {
	case DEADLINE_SERVICE: return deadline_after(from, s->duration, s);
	case DEADLINE_STAGE: return deadline_after(from, &stage->target, s);
	case DEADLINE_CLOCK:
	case DEADLINE_AT_ONCE:
	case DEADLINE_NONE: break;
	}
	return 0;
}
