/* services.c - services as rows of a list: what searching and browsing share. */
#include "services/definition/service_window.h"
#include "tui/screens/find/services.h"

#include "tui/page/duewords.h"
#include "tui/screens/common/common.h"

enum { NAME, HEAD, COUNTRY, AUTHORITY, FEE, TIME, WAY, COLUMNS };

static const struct list_column columns[COLUMNS] = {
	[NAME] = {.label = N_("Service"),
		  .sort_label = N_("Name of the service"),
		  .weight = 1,
		  .sorts = true},
	[HEAD] = {.weight = 3, .bare = true},
	[COUNTRY] = {.label = N_("Country"),
		     .value = VALUE_STATE,
		     .weight = 2,
		     .bare = true,
		     .filters = true},
	[AUTHORITY] = {N_("Authority"), .filters = true, .sorts = true},
	[FEE] = {N_("Fee"), .filters = true},
	[TIME] = {.label = N_("Time"), .value = VALUE_NUMBER, .lasts = true, .sorts = true},
	/* TRANSLATORS: how a service is applied for: on this portal, or elsewhere */
	[WAY] = {N_("How to apply"), .filters = true}};

static const struct list_kind kind = {.columns = columns,
				      .count = COLUMNS,
				      .stacked = true,
				      .few = 20,
				      .unsorted = N_("Default order")};

/* What was found for a few words is narrowed sooner. */
static const struct list_kind found = {.columns = columns,
				       .count = COLUMNS,
				       .stacked = true,
				       .few = 9,
				       .unsorted = N_("Best match first")};

void services_open(struct list *l, bool searched)
{
	list_open(l, searched ? &found : &kind);
}

/* Whether it costs anything, as the row tells it: amounts of several currencies have no order. */
static struct list_cell fee_cell(const struct service *s)
{
	switch (duewords_kind(s)) {
	case FEE_FREE: return (struct list_cell){_("free"), "free", 1};
	case FEE_BY_CASE: return (struct list_cell){_("varies by case"), "case", 2};
	case FEE_CHARGED: return (struct list_cell){_("with a fee"), "fee", 3};
	case FEE_TOLD: return (struct list_cell){_("see the service's page"), "told", 4};
	case FEE_UNKNOWN: break;
	}
	return (struct list_cell){_("not known"), "unknown", 5};
}

static int64_t minutes(const struct duration *d)
{
	static const int64_t unit[] = {
		[UNIT_MINUTE] = 1,         [UNIT_HOUR] = 60,       [UNIT_DAY] = 1440,
		[UNIT_WORKING_DAY] = 1440, [UNIT_WEEK] = 7 * 1440, [UNIT_MONTH] = 30 * 1440};

	return duration_most(d) * unit[d->unit];
}

/* `of_one`: the page is of one country, and says so itself. */
static void fill_row(struct list_row *row, struct arena *a, const struct scene *x,
		     const struct service *s, bool of_one)
{
	const struct duration *time = service_time(s);

	row->of = s;
	row->cells[NAME].shown = words_of(&s->name, x->lang);
	row->cells[HEAD].shown = words_head(a, x->lang, s, x->now);
	/* An appeal is begun from what was refused. */
	if (service_takes(s) && x->applies && !service_has_effects(s) &&
	    service_window_at(s, x->now) == WINDOW_OPEN)
		/* TRANSLATORS: of a service in a list: "authority · fee · time · apply here" */
		row->cells[HEAD].shown =
			FILL(a, _("{head} · apply here"), {"head", row->cells[HEAD].shown});
	if (s->end != NULL && s->end->over)
		/* TRANSLATORS: of a service in a list: "authority · fee · time · has ended" */
		row->cells[HEAD].shown =
			FILL(a, _("{head} · has ended"), {"head", row->cells[HEAD].shown});
	if (!of_one)
		row->cells[COUNTRY] = (struct list_cell){
			.shown = words_country(catalogue_terms(x->catalogue), x->lang, s->country),
			.key = s->country};
	row->cells[AUTHORITY] = (struct list_cell){.shown = words_of(&s->authority, x->lang),
						   .key = words_of(&s->authority, LANG_EN)};
	row->cells[FEE] = fee_cell(s);
	if (time != NULL)
		row->cells[TIME] = (struct list_cell){.shown = words_duration(a, x->lang, time),
						      .order = minutes(time)};
	row->cells[WAY] = service_takes(s)
				  ? (struct list_cell){_("on this portal"), "here", 1}
				  : (struct list_cell){_("not on this portal"), "elsewhere", 2};
}

static void fill(struct list *l, const struct scene *x, const struct service *const *services,
		 size_t count, bool of_one)
{
	struct arena *a = list_begin(l);

	for (size_t i = 0; i < count; i++)
		fill_row(list_add(l, services[i]->id), a, x, services[i], of_one);
	list_ready(l);
}

void services_fill(struct list *l, const struct scene *x, const struct service *const *services,
		   size_t count)
{
	fill(l, x, services, count, false);
}

void services_fill_country(struct list *l, const struct scene *x,
			   const struct service *const *services, size_t count)
{
	fill(l, x, services, count, true);
}

bool services_update(struct list *l, struct stack *st, const struct input *e)
{
	const struct list_row *row;

	if (!list_update(l, st, e, &row))
		return false;
	if (row != NULL)
		stack_push(st, service_new(row->of));
	return true;
}

bool services_step(struct list *l, struct stack *st, int by)
{
	const struct list_row *row = list_step(l, by);

	if (row == NULL)
		return false;
	stack_replace(st, service_new(row->of));
	return true;
}
