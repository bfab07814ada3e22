/* service_window.c - the days on which a service is applied for. */
#include "services/definition/service_window.h"

#include "i18n/zone.h"
#include "services/definition/calendar.h"
#include "services/definition/reader.h"

#define DAY 86400

static struct date day_there(const struct calendar *c, int64_t now)
{
	int64_t there = now + (c == NULL ? zone_offset(now) : zone_rule_offset(&c->clock, now));

	return date_from_number(there / DAY - (there % DAY < 0));
}

enum service_window service_window_at(const struct service *s, int64_t now)
{
	struct date today;

	if (now == 0)
		return WINDOW_OPEN;
	today = day_there(s->calendar, now);
	if (s->opens.year != 0 && date_compare(today, s->opens) < 0)
		return WINDOW_EARLY;
	if (s->closes.year != 0 && date_compare(s->closes, today) < 0)
		return WINDOW_LATE;
	return WINDOW_OPEN;
}

static struct date read_day(struct reader *r, const struct node *map, const char *key)
{
	const char *word = reader_word(r, map, key, false);
	struct date day = {0};

	if (word == NULL || (date_read_iso(word, &day) && date_is_valid(day)))
		return day;
	reader_fault(r, reader_find(map, key),
		     N_("\"{value}\" is not a day: write it as 2026-03-14."), word);
	return (struct date){0};
}

void service_window_read(struct reader *r, const struct node *root, struct service *s)
{
	static const char *const keys[] = {"from", "until", NULL};
	const struct node *n = reader_find(root, "open");

	if (n == NULL || !reader_map(r, n, keys))
		return;
	s->opens = read_day(r, n, "from");
	s->closes = read_day(r, n, "until");
	if (reader_lacks(n, "from") && reader_lacks(n, "until"))
		reader_fault(r, n, N_("\"{key}\" needs a day under \"from\" or \"until\"."), NULL);
	if (s->opens.year != 0 && s->closes.year != 0 && date_compare(s->closes, s->opens) < 0)
		reader_fault(r, n, N_("The last day of \"{key}\" is before the first."), NULL);
	/* Where nobody applies here, a page may still say since when it is over. */
	if (reader_lacks(root, "form") && reader_lacks(n, "until"))
		reader_fault(r, n, N_("\"{key}\" needs \"form\": nobody applies here without one."),
			     NULL);
}
