/* command_demo_queue.c - the many applications of a demonstration: what became of each, by whom, on
 * which day. */
#include "server/commands/command_demo.h"

#include "i18n/base/array.h"

#include <string.h>

#define DAY ((int64_t)24 * 60 * 60) /* seconds */
#define TICK (3 * DAY)              /* so often the clerk looks in this past */
#define STEPS 4

/* What becomes of one: it was sent so many days ago, from the first to the last, and then each step
 * is done so many days later. */
struct fate {
	int first, last;
	struct step {
		enum demo_doing doing;
		int day;
	} steps[STEPS];
};

enum {
	FRESH,
	CLAIMED,
	OPINED,
	PROPOSED,
	CORRECTING,
	REPLIED,
	GRANTED,
	REFUSED,
	WITHDRAWN,
	NEARLY,
	SILENT,
	OVERDUE,
	ASKED,
	FORWARDED,
	APPROVED,
	REJECTED,
	LATE,
	FATES
};
static const struct fate fates[FATES] = {
	[FRESH] = {0, 8, {{DOES_NOTHING, 0}}},
	[CLAIMED] = {2, 9, {{DOES_CLAIM, 1}}},
	[OPINED] = {4, 10, {{DOES_CLAIM, 1}, {DOES_CLOSE, 3}}},
	[PROPOSED] = {6, 11, {{DOES_CLOSE, 3}, {DOES_PROPOSE, 5}}},
	[CORRECTING] = {6, 16, {{DOES_CORRECT, 4}}},
	[REPLIED] = {8, 10, {{DOES_CORRECT, 3}, {DOES_REPLY, 5}}},
	[GRANTED] = {15, 80, {{DOES_CLOSE, 2}, {DOES_PROPOSE, 4}, {DOES_GRANT, 8}}},
	[REFUSED] = {15, 80, {{DOES_CLOSE, 3}, {DOES_PROPOSE, 5}, {DOES_OBJECT, 9}}},
	[WITHDRAWN] = {5, 60, {{DOES_WITHDRAW, 2}}},
	[NEARLY] = {18, 19, {{DOES_NOTHING, 0}}},
	[SILENT] = {25, 70, {{DOES_NOTHING, 0}}},
	[OVERDUE] = {36, 60, {{DOES_NOTHING, 0}}},
	[ASKED] = {3, 12, {{DOES_ASK, 2}}},
	[FORWARDED] = {3, 12, {{DOES_FORWARD, 2}}},
	[APPROVED] = {10, 80, {{DOES_FORWARD, 2}, {DOES_APPROVE, 5}}},
	[REJECTED] = {10, 80, {{DOES_REJECT, 3}}},
	[LATE] = {20, 45, {{DOES_NOTHING, 0}}},
};

/* How many come to which end. */
static const int of_stalls[FATES] = {
	[FRESH] = 14,     [CLAIMED] = 8, [OPINED] = 8,   [PROPOSED] = 8,
	[CORRECTING] = 8, [REPLIED] = 6, [GRANTED] = 18, [REFUSED] = 8,
	[WITHDRAWN] = 6,  [NEARLY] = 8,  [SILENT] = 8};
static const int of_help[FATES] = {[FRESH] = 10,     [CLAIMED] = 5, [OPINED] = 5,   [PROPOSED] = 5,
				   [CORRECTING] = 5, [REPLIED] = 3, [GRANTED] = 10, [REFUSED] = 5,
				   [WITHDRAWN] = 3,  [NEARLY] = 5,  [SILENT] = 4};
static const int of_halls[FATES] = {
	[FRESH] = 10,  [CLAIMED] = 6,  [OPINED] = 5,  [PROPOSED] = 5,  [CORRECTING] = 5,
	[REPLIED] = 3, [GRANTED] = 10, [REFUSED] = 5, [WITHDRAWN] = 3, [OVERDUE] = 8};
static const int of_papers[FATES] = {
	[FRESH] = 4,    [CLAIMED] = 3,  [ASKED] = 4,     [FORWARDED] = 3,
	[APPROVED] = 4, [REJECTED] = 2, [WITHDRAWN] = 1, [LATE] = 3};

/* By service; who applies in which language, in turn. */
static const struct many {
	const char *service, *country;
	enum lang langs[3];
	const int *counts; /* FATES */
} services[] = {
	{"demo-market-stall", "LB", {LANG_AR, LANG_FR, LANG_EN}, of_stalls},
	{"demo-home-help", "EG", {LANG_AR, LANG_AR, LANG_EN}, of_help},
	{"demo-hall-booking", "TN", {LANG_FR, LANG_AR, LANG_FR}, of_halls},
	{"dz-birth-record-12s", "DZ", {LANG_AR, LANG_FR, LANG_AR}, of_papers},
	{"lb-judicial-record", "LB", {LANG_AR, LANG_EN, LANG_FR}, of_papers},
	{"tn-criminal-record-b3", "TN", {LANG_FR, LANG_AR, LANG_FR}, of_papers},
};
#define SERVICES (sizeof(services) / sizeof(services[0]))

struct happening {
	int64_t at;
	size_t deed; /* of a club, counted from 1; 0: it is an application's, below */
	struct demo_one *one;
	enum demo_doing doing;
};
struct queue {
	struct demonstration *d;
	struct happening *list;
	size_t count, room;
	int64_t ticked_at;
};

/* --- when --- */

static void add(struct queue *q, int64_t at, struct demo_one *one, enum demo_doing doing)
{
	q->list = array_room_in(q->d->command->arena, q->list, q->count + 1, &q->room,
				sizeof(*q->list));
	q->list[q->count++] = (struct happening){.at = at, .one = one, .doing = doing};
}

/* In the morning of that day by UTC, which is office hours in all four countries; never to come. */
static int64_t hour_of(int64_t now, int days_ago, unsigned number)
{
	int64_t at = (now / DAY - days_ago) * DAY + 7 * 3600 + number * 997 % (5 * 3600);

	return at < now ? at : now - 60;
}

static void plan_one(struct queue *q, const struct many *m, const struct service *s,
		     const struct fate *fate, unsigned number, int64_t now)
{
	struct demo_one *one = arena_take(q->d->command->arena, sizeof(*one));
	int ago = fate->first + (int)(number * 7 % (unsigned)(fate->last - fate->first + 1));

	*one = (struct demo_one){.service = s, .person = command_demo_person(m->country, number)};
	one->person.lang = m->langs[number % 3];
	/* Some of them are the citizen's; all others are held by a key that nobody has. */
	if (number % 60 == 1)
		snprintf(one->key, sizeof(one->key), "%s",
			 command_demo_account(q->d, DEMO_CITIZEN)->key);
	else
		snprintf(one->key, sizeof(one->key), "%064x", number + 1);
	add(q, hour_of(now, ago, number), one, DOES_SUBMIT);
	for (size_t i = 0; i < STEPS && fate->steps[i].doing != DOES_NOTHING; i++)
		add(q, hour_of(now, ago - fate->steps[i].day, number + 1), one,
		    fate->steps[i].doing);
}

static void plan(struct queue *q, int64_t now)
{
	unsigned number = 0;

	for (size_t i = 0; i < SERVICES; i++) {
		const struct service *s = catalogue_find(q->d->catalogue, services[i].service);

		for (size_t fate = 0; s != NULL && fate < FATES; fate++)
			for (int k = 0; k < services[i].counts[fate]; k++)
				plan_one(q, &services[i], s, &fates[fate], number++, now);
	}
}

/* One after the other on a day of several. */
static void plan_clubs(struct queue *q, int64_t now)
{
	for (size_t i = 0; i < command_demo_deeds(); i++) {
		add(q, (now / DAY - command_demo_deed_day(i)) * DAY + 7 * 3600 + 60 * (int64_t)i,
		    NULL, DOES_NOTHING);
		q->list[q->count - 1].deed = i + 1;
	}
}

static int by_time(const void *one, const void *two)
{
	const struct happening *a = one, *b = two;

	return a->at != b->at ? (a->at > b->at) - (a->at < b->at) : (int)a->doing - (int)b->doing;
}

/* What the clerk does meanwhile. */
static enum fault tick(struct queue *q, struct error *err)
{
	struct tick done = {0};

	if (q->d->now < q->ticked_at + TICK)
		return FAULT_NONE;
	q->ticked_at = q->d->now;
	return tick_run(q->d->registry, &done, err);
}

enum fault command_demo_queue(struct demonstration *d, int64_t now, struct error *err)
{
	struct queue q = {.d = d};
	enum fault f = command_demo_be_staff(d, err);

	if (f == FAULT_NONE)
		plan(&q, now);
	plan_clubs(&q, now);
	qsort(q.list, q.count, sizeof(*q.list), by_time);
	for (size_t i = 0; f == FAULT_NONE && i < q.count; i++) {
		d->now = q.list[i].at;
		f = q.list[i].deed > 0 ? command_demo_deed(d, q.list[i].deed - 1, err)
				       : command_demo_do(d, q.list[i].one, q.list[i].doing, err);
		if (f == FAULT_NONE)
			f = tick(&q, err);
	}
	d->now = now;
	q.ticked_at = 0;
	return f == FAULT_NONE ? tick(&q, err) : f;
}
