/* calendar_read.c - a calendar read from its definition file. */
#include "services/definition/calendar_read.h"

#include "i18n/zone.h"
#include "services/definition/calendar.h"
#include "services/definition/kind.h"
#include "services/definition/reader.h"

#include <stdio.h>
#include <string.h>

#define CALENDAR_ID_MAX 40
#define HOLIDAYS_MAX 1000
#define RUN_MAX 1100 /* days of one holiday or suspension: three years */

static const long years[2] = {1900, 2200};

/* --- days --- */

static void refuse_day(struct reader *r, const struct node *n, const char *word)
{
	reader_fault(r, n, N_("\"{value}\" is no day: write it as 2027-01-31."), word);
}

/* A whole day; all zero where there is none. */
static struct date read_day(struct reader *r, const struct node *map, const char *key, bool need)
{
	const char *word = reader_word(r, map, key, need);
	struct date day = {0};

	if (word == NULL)
		return day;
	if (date_read_iso(word, &day) && date_is_valid(day))
		return day;
	refuse_day(r, reader_find(map, key), word);
	return (struct date){0};
}

/* "12-25": a day of every year. */
static struct date read_yearly(struct reader *r, const struct node *map, const char *key, bool need)
{
	const char *word = reader_word(r, map, key, need);
	char whole[16];
	struct date day = {0};

	if (word == NULL)
		return day;
	/* In a leap year, so that 02-29 is one: it is kept in such years alone. */
	snprintf(whole, sizeof(whole), "2000-%.8s", word);
	if (strlen(word) == 5 && date_read_iso(whole, &day) && date_is_valid(day)) {
		day.year = 0;
		return day;
	}
	reader_fault(r, reader_find(map, key),
		     N_("\"{value}\" is no day of every year: write month and day as 12-25."),
		     word);
	return (struct date){0};
}

static bool is_day(struct date day)
{
	return day.month != 0;
}

static void check_order(struct reader *r, const struct node *map, const char *key,
			struct date first, struct date last)
{
	if (!is_day(first) || !is_day(last))
		return;
	if (date_compare(last, first) < 0)
		reader_fault(r, reader_find(map, key), N_("It ends before it begins."), NULL);
	else if (first.year > 0 && date_number(last) - date_number(first) > RUN_MAX)
		reader_fault(r, reader_find(map, key), N_("It is longer than three years."), NULL);
}

/* --- sources --- */

static const struct calendar_source *find_source(const struct calendar *c, const char *id)
{
	for (size_t i = 0; i < c->source_count; i++)
		if (strcmp(c->sources[i].id, id) == 0)
			return &c->sources[i];
	return NULL;
}

static void read_source(struct reader *r, const struct node *n, struct calendar *c)
{
	static const char *const keys[] = {"id", "title", "url", "date", "kind", NULL};
	struct calendar_source *to = &c->sources[c->source_count];
	const struct node *title;
	int kind;

	if (!reader_map(r, n, keys))
		return;
	to->id = reader_id(r, n, "id");
	title = reader_find(n, "title");
	if (title == NULL)
		reader_fault(r, n, N_("The key \"{value}\" is missing."), "title");
	else
		to->title = reader_line(r, title, READER_TEXT_MAX);
	to->url = reader_word(r, n, "url", true);
	to->date = reader_word(r, n, "date", false);
	kind = reader_choice(r, n, "kind", codes_source_kind);
	to->kind = kind < 0 ? SOURCE_COMPILATION : (enum source_kind)kind;
	if (to->id == NULL)
		return;
	if (find_source(c, to->id) != NULL)
		reader_fault(r, n, N_("The id \"{value}\" appears twice here."), to->id);
	c->source_count++;
}

static void read_sources(struct reader *r, const struct node *root, struct calendar *c)
{
	const struct node *list = reader_list(r, root, "sources", false, HOLIDAYS_MAX);

	if (list == NULL)
		return;
	c->sources = arena_array(r->arena, list->count, sizeof(*c->sources));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_source(r, n, c);
}

static const struct calendar_source *read_named(struct reader *r, const struct node *map,
						const struct calendar *c)
{
	const char *id = reader_word(r, map, "source", false);
	const struct calendar_source *source = id == NULL ? NULL : find_source(c, id);
	char known[KNOWN_MAX] = "";

	if (id == NULL || source != NULL)
		return source;
	for (size_t i = 0; i < c->source_count; i++)
		known_add(known, c->sources[i].id);
	reader_fault_known(r, reader_find(map, "source"),
			   N_("There is no source \"{value}\"; there is {known}."), id, known);
	return NULL;
}

/* --- holidays and suspensions --- */

static void read_holiday(struct reader *r, const struct node *n, struct calendar *c)
{
	static const char *const keys[] = {"date",       "until", "every",    "to",     "from_year",
					   "until_year", "name",  "expected", "source", NULL};
	static const char *const words[] = {"no", "yes", NULL};
	struct calendar_holiday *h = &c->holidays[c->holiday_count];
	bool yearly = reader_find(n, "every") != NULL;
	const struct node *expected = reader_find(n, "expected");
	const char *last = yearly ? "to" : "until";

	if (!reader_map(r, n, keys))
		return;
	if (yearly == (reader_find(n, "date") != NULL))
		reader_fault(r, n,
			     N_("A holiday has either \"date\", a day of one year, or \"every\", "
				"a day of every year."),
			     NULL);
	h->first = yearly ? read_yearly(r, n, "every", true) : read_day(r, n, "date", true);
	h->last = yearly ? read_yearly(r, n, last, false) : read_day(r, n, last, false);
	check_order(r, n, last, h->first, h->last);
	if (!is_day(h->last))
		h->last = h->first;
	reader_number(r, n, "from_year", false, years, &h->since);
	reader_number(r, n, "until_year", false, years, &h->until);
	h->name = reader_text(r, n, "name", true, READER_NAME_MAX);
	h->expected = expected != NULL && reader_one_of(r, expected, words) == 1;
	h->source = read_named(r, n, c);
	c->holiday_count++;
}

static void read_holidays(struct reader *r, const struct node *root, struct calendar *c)
{
	const struct node *list = reader_list(r, root, "holidays", false, HOLIDAYS_MAX);

	if (list == NULL)
		return;
	c->holidays = arena_array(r->arena, list->count, sizeof(*c->holidays));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_holiday(r, n, c);
}

/* "all", or the services' ids: one that is not there yet may come. */
static void read_services(struct reader *r, const struct node *map, struct calendar_suspension *s)
{
	const struct node *list = reader_list(r, map, "services", true, HOLIDAYS_MAX);

	if (list == NULL)
		return;
	s->services = arena_array(r->arena, list->count, sizeof(*s->services));
	for (const struct node *n = list->first; n != NULL; n = n->next) {
		const char *id = n->kind == NODE_WORD ? n->value : "";

		if (strcmp(id, "all") == 0 && list->count == 1)
			return;
		if (!reader_is_id(id) || strcmp(id, "all") == 0)
			reader_fault(r, n,
				     N_("\"{value}\" is no service: write [all], or the ids of "
					"services."),
				     id);
		else
			s->services[s->service_count++] = arena_text(r->arena, id);
	}
}

static void read_suspension(struct reader *r, const struct node *n, struct calendar *c)
{
	static const char *const keys[] = {"from", "until", "services", "law", "source", NULL};
	struct calendar_suspension *s = &c->suspensions[c->suspension_count];

	if (!reader_map(r, n, keys))
		return;
	s->first = read_day(r, n, "from", true);
	s->last = read_day(r, n, "until", true);
	check_order(r, n, "until", s->first, s->last);
	read_services(r, n, s);
	s->law = reader_text(r, n, "law", true, READER_TEXT_MAX);
	s->source = read_named(r, n, c);
	c->suspension_count++;
}

static void read_suspensions(struct reader *r, const struct node *root, struct calendar *c)
{
	const struct node *list = reader_list(r, root, "suspensions", false, HOLIDAYS_MAX);

	if (list == NULL)
		return;
	c->suspensions = arena_array(r->arena, list->count, sizeof(*c->suspensions));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_suspension(r, n, c);
}

/* --- the whole --- */

void calendar_read_rules(struct reader *r, const struct node *map, struct calendar_rules *to)
{
	static const char *const words[] = {"no", "yes", NULL}, *const last[] = {"stays", "next",
										 NULL};
	const struct node *first = reader_find(map, "first_day");
	const struct node *clear = reader_find(map, "clear_days");
	const struct node *moves = reader_find(map, "last_day");

	bool counts = first != NULL && reader_one_of(r, first, words) == 1;
	bool is_clear = clear != NULL && reader_one_of(r, clear, words) == 1;

	if (first != NULL || is_clear)
		to->first_day = counts;
	if (clear != NULL || counts)
		to->clear_days = is_clear;
	if (moves != NULL)
		to->moves = reader_one_of(r, moves, last) == 1;
	if (counts && is_clear)
		reader_fault(
			r, map,
			N_("Of clear days the first does not count: leave out \"first_day\" or "
			   "\"clear_days\"."),
			NULL);
}

static void read_weekend(struct reader *r, const struct node *root, struct calendar *c)
{
	static const char *const days[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat", NULL};
	const struct node *list = reader_find(root, "weekend");
	unsigned bits = reader_bits(r, root, "weekend", days);

	if (list == NULL)
		reader_fault(r, root, N_("The key \"{value}\" is missing."), "weekend");
	if (bits == 127)
		reader_fault(r, list, N_("A week without any working day has no end of time."),
			     NULL);
	for (int i = 0; i < 7; i++)
		c->weekend[i] = (bits & (1U << i)) != 0;
}

static void read_zone(struct reader *r, const struct node *root, struct calendar *c)
{
	const char *rule = reader_word(r, root, "clock", true);

	c->zone = reader_word(r, root, "zone", true);
	if (c->zone != NULL && strlen(c->zone) > ZONE_NAME_MAX)
		reader_fault(r, reader_find(root, "zone"),
			     N_("\"{value}\" is no time zone such as Africa/Cairo."), c->zone);
	c->time = reader_text(r, root, "time", false, READER_NAME_MAX);
	if (rule != NULL && !zone_rule_read(rule, &c->clock))
		reader_fault(r, reader_find(root, "clock"),
			     N_("\"{value}\" is no clock: write it as POSIX does, "
				"EET-2EEST,M3.5.0/0,M10.5.0/0 or CET-1."),
			     rule);
}

/* How days are counted, where what has a length does not say it. */
static void read_rules(struct reader *r, const struct node *root, struct calendar_rules *ret)
{
	static const char *const keys[] = {"first_day", "clear_days", "last_day", NULL};
	const struct node *n = reader_find(root, "counting");

	if (n != NULL && reader_map(r, n, keys))
		calendar_read_rules(r, n, ret);
}

/* Calendars are called after countries, and parts or courts of theirs: EG, LB-judicial. */
static const char *read_id(struct reader *r, const struct node *root)
{
	const char *id = reader_word(r, root, "calendar", true);

	if (id == NULL ||
	    (strlen(id) <= CALENDAR_ID_MAX &&
	     strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
		     strlen(id)))
		return id;
	reader_fault(r, reader_find(root, "calendar"),
		     N_("\"{value}\" is no calendar's id: use letters, digits, - and _, at most "
			"40."),
		     id);
	return NULL;
}

void calendar_read(struct reader *r, const struct node *root, struct definition *ret)
{
	static const char *const keys[] = {"calendar", "version",     "zone",     "clock",
					   "time",     "weekend",     "counting", "sources",
					   "holidays", "suspensions", NULL};
	static const long versions[2] = {1, 1000000};
	struct calendar *c = arena_take(r->arena, sizeof(*c));

	if (!reader_map(r, root, keys))
		return;
	c->id = read_id(r, root);
	reader_number(r, root, "version", true, versions, &c->version);
	read_zone(r, root, c);
	read_weekend(r, root, c);
	read_rules(r, root, &c->rules);
	read_sources(r, root, c);
	read_holidays(r, root, c);
	read_suspensions(r, root, c);
	ret->id = c->id;
	ret->version = c->version;
	ret->what = c;
}
