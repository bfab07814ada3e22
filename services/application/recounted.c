/* recounted.c - what the history of an application says of silence that decided on another day than
 * a calendar that came later has. */
#include "services/application/recounted.h"

#include "i18n/base/array.h"
#include "services/definition/service.h"

#include <stdlib.h>

static const char *part(struct arena *a, const char **rest)
{
	size_t len = strcspn(*rest, "/");
	const char *ret = arena_slice(a, *rest, len);

	*rest += len + ((*rest)[len] == '/' ? 1 : 0);
	return ret;
}

static struct date read_day(struct arena *a, const char **rest)
{
	struct date d = {0};

	return date_read_iso(part(a, rest), &d) ? d : (struct date){0};
}

/* False: it is no such line. */
static bool read_line(struct arena *a, const struct event *e, struct recounted_line *ret)
{
	const char *rest = e->reason;

	if (strcmp(e->act, SERVICE_RECOUNT) != 0)
		return false;
	*ret = (struct recounted_line){.opened_at = e->at};
	ret->clock = part(a, &rest);
	ret->place = (size_t)strtoul(part(a, &rest), NULL, 10);
	ret->decided = read_day(a, &rest);
	ret->now = read_day(a, &rest);
	ret->calendar = part(a, &rest);
	ret->version = (int)strtol(part(a, &rest), NULL, 10);
	return true;
}

bool application_recounted(struct arena *a, const struct event *e, const char **ret_clock,
			   struct date *ret_decided, struct date *ret_now)
{
	struct recounted_line line;

	if (!read_line(a, e, &line))
		return false;
	if (ret_clock != NULL)
		*ret_clock = line.clock;
	*ret_decided = line.decided;
	*ret_now = line.now;
	return true;
}

struct recounted_line *recounted_find(const struct recounted *l, size_t place)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->all[i].place == place)
			return &l->all[i];
	return NULL;
}

/* The newest of what one clock did; where it has the same day again, that ends it. */
static void keep(struct recounted *l, struct arena *a, struct recounted_line line)
{
	struct recounted_line *old = recounted_find(l, line.place);

	if (date_compare(line.now, line.decided) == 0)
		line.closed_at = line.opened_at;
	if (old == NULL) {
		l->all = array_room_in(a, l->all, l->count + 1, &l->room, sizeof(*l->all));
		old = &l->all[l->count++];
	}
	*old = line;
}

static void close_all(struct recounted *l, int64_t at)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->all[i].closed_at == 0)
			l->all[i].closed_at = at;
}

struct recounted recounted_read(struct arena *a, const struct event *events, size_t count)
{
	struct recounted l = {.count = 0};

	for (size_t i = 0; i < count; i++) {
		const struct event *e = &events[i];
		struct recounted_line line;

		if (read_line(a, e, &line) && line.place > 0 && line.place < i)
			keep(&l, a, line);
		if (strcmp(e->act, SERVICE_CLOSE) == 0 && strcmp(e->reason, SERVICE_RECOUNT) == 0)
			close_all(&l, e->at);
	}
	return l;
}

size_t recounted_task(struct arena *a, const struct service *s, const struct event *events,
		      size_t count, struct application_task *ret)
{
	struct application_task t = {.task = &service_recount};
	struct recounted l = recounted_read(a, events, count);
	bool is_open = false;

	t.recounts = arena_array(a, l.count + 1, sizeof(*t.recounts));
	for (size_t i = 0; i < l.count; i++)
		is_open = is_open || l.all[i].closed_at == 0;
	for (size_t i = 0; i < l.count; i++) {
		const struct recounted_line *from = &l.all[i];
		const struct clock *clock = service_clock_doing(s, events[from->place].act);

		if (clock == NULL || (is_open && from->closed_at > 0))
			continue;
		if (t.opened_at == 0 || from->opened_at < t.opened_at)
			t.opened_at = from->opened_at;
		if (from->closed_at > t.closed_at)
			t.closed_at = from->closed_at;
		t.recounts[t.recount_count++] =
			(struct application_recount){.clock = clock,
						     .place = from->place,
						     .decided = from->decided,
						     .now = from->now,
						     .calendar = from->calendar,
						     .version = from->version};
	}
	if (t.recount_count > 0)
		*ret = t;
	return t.recount_count > 0 ? 1 : 0;
}
