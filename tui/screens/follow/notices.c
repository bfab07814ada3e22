/* notices.c - what a person was told of their applications: the list of it, and each on a page. */
#include "tui/screens/common/common.h"
#include "tui/page/momentwords.h"
#include "tui/page/noticewords.h"
#include "tui/screens/common/list.h"

/* --- the list --- */

enum { SERVICE, ABOUT, STATUS, AT, REFERENCE, COLUMNS };

static const struct list_column columns[COLUMNS] = {
	[SERVICE] = {N_("Service"), .weight = 1, .sorts = true},
	/* TRANSLATORS: what a notice is about: "Approved", "Your answer is needed" */
	[ABOUT] = {N_("About"), VALUE_WORDS, .weight = 2, .bare = true, .filters = true},
	[STATUS] = {N_("Status"), VALUE_STATE, .weight = 3, .bare = true, .filters = true},
	/* TRANSLATORS: the day on which a notice was written */
	[AT] = {N_("Sent on"), VALUE_DATE, .weight = 4, .sorts = true},
	[REFERENCE] = {N_("Reference number"), VALUE_CODE, .weight = 5, .bare = true}};

static const struct list_kind kind = {.columns = columns,
				      .count = COLUMNS,
				      .narrows = true,
				      .few = 9,
				      .unsorted = N_("Newest first")};

struct notices {
	struct screen screen;
	struct list list;
	struct error error; /* of the last load; fault NONE: none */
};

static struct screen *notice_new(const struct notice_item *n);

static const char *service_name(const struct scene *x, const struct application *a)
{
	const struct service *service = catalogue_find(x->catalogue, a->service);

	return service == NULL ? a->service : words_of(&service->name, x->lang);
}

static void fill_row(struct list_row *row, struct arena *a, const struct scene *x,
		     const struct notice_item *n)
{
	const struct service *service = catalogue_find(x->catalogue, n->application.service);
	bool is_new = n->read_at == 0;

	row->of = n;
	row->cells[SERVICE].shown = service_name(x, &n->application);
	row->cells[ABOUT].shown =
		noticewords(a, x->lang, service, catalogue_terms(x->catalogue), n).about;
	row->cells[STATUS] = (struct list_cell){
		/* TRANSLATORS: of one notice: nobody has opened it; somebody has */
		.shown = is_new ? _("Not read yet") : _("Read"),
		.key = is_new ? "new" : "read",
		.order = is_new ? 0 : 1};
	row->cells[AT] = (struct list_cell){
		.shown = date_show(a, x->lang, service == NULL ? NULL : service->country,
				   momentwords_day(service, n->at)),
		.order = n->at};
	row->cells[REFERENCE].shown = words_reference(a, n->application.reference);
}

static void notices_load(struct screen *s, struct stack *st)
{
	struct notices *all = (struct notices *)s;
	const struct context *x = stack_context(st);
	struct arena *a = list_begin(&all->list);
	struct notice_item *found = NULL;
	size_t count = 0;

	all->error = (struct error){0};
	if (notice_own(x->registry, x->caller, a, &found, &count, &all->error) != FAULT_NONE)
		count = 0;
	for (size_t i = 0; i < count; i++)
		fill_row(list_add(&all->list, arena_format(a, "%s/%d", found[i].application.id,
							   found[i].number)),
			 a, &x->scene, &found[i]);
	list_ready(&all->list);
}

static struct page *notices_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct notices *all = (const struct notices *)s;
	struct page *p = page_new(a, "notices", _("Notices for you"));

	(void)x;
	p->wants_back = true;
	list_put(&all->list, p);
	if (all->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &all->error));
	else if (all->list.count == 0)
		page_notice(p, NOTICE_INFO, _("There are no notices for you."));
	return p;
}

static bool notices_update(struct screen *s, struct stack *st, const struct input *e)
{
	const struct list_row *row;

	if (!list_update(&((struct notices *)s)->list, st, e, &row))
		return false;
	if (row != NULL)
		stack_push(st, notice_new(row->of));
	return true;
}

/* What the row holds goes when the list, uncovered, is read anew. */
static bool notices_step(struct screen *s, struct stack *st, int by)
{
	const struct list_row *row = list_step(&((struct notices *)s)->list, by);
	struct screen *next;

	if (row == NULL)
		return false;
	next = notice_new(row->of);
	stack_replace(st, next);
	return true;
}

static void notices_free(struct screen *s)
{
	list_close(&((struct notices *)s)->list);
	free(s);
}

static const struct screen_ops notices_ops = {.name = "notices",
					      .load = notices_load,
					      .view = notices_view,
					      .update = notices_update,
					      .step = notices_step,
					      .free = notices_free};

struct screen *notices_new(void)
{
	struct notices *all = common_make(sizeof(*all), &notices_ops);

	list_open(&all->list, &kind);
	return &all->screen;
}

/* --- one of them --- */

#define ACT_OPEN 1

struct one {
	struct screen screen;
	struct arena *arena;
	struct notice_item notice; /* its words in `arena` */
};

/* What stays unread where it cannot be noted is read the next time. */
static void one_load(struct screen *s, struct stack *st)
{
	struct one *o = (struct one *)s;
	struct context *x = stack_context(st);
	struct error err = {0};

	if (o->notice.read_at == 0 && notice_read(x->registry, x->caller, &o->notice.application,
						  o->notice.number, &err) == FAULT_NONE)
		o->notice.read_at = o->notice.at;
}

static struct page *one_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct notice_item *n = &((const struct one *)s)->notice;
	struct page *p = page_new(a, "notice", service_name(x, &n->application));
	const struct noticewords w =
		noticewords(a, x->lang, catalogue_find(x->catalogue, n->application.service),
			    catalogue_terms(x->catalogue), n);

	p->trail = _("Notices for you");
	p->wants_back = true;
	page_text(p, TONE_QUIET,
		  momentwords_first(a, x->lang,
				    catalogue_find(x->catalogue, n->application.service), n->at));
	if (w.as_sent)
		page_text(p, TONE_QUIET, words_written_in(n->lang, x->lang));
	page_text(p, TONE_PLAIN, bidi_isolate(a, w.text));
	if (strstr(n->unsent, address_channels[CHANNEL_SMS]) != NULL)
		page_text(p, TONE_QUIET, _("This notice could not be sent by SMS."));
	if (strstr(n->unsent, address_channels[CHANNEL_EMAIL]) != NULL)
		page_text(p, TONE_QUIET, _("This notice could not be sent by email."));
	page_pair(p, _("Reference number"), words_reference(a, n->application.reference), 0);
	page_menu(p, ACT_OPEN, _("Open the application"), NULL, NULL);
	return p;
}

static bool one_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind != INPUT_CHOOSE || e->act != ACT_OPEN)
		return false;
	track_open(st, &((struct one *)s)->notice.application);
	return true;
}

static void one_free(struct screen *s)
{
	arena_free(((struct one *)s)->arena);
	free(s);
}

static const struct screen_ops one_ops = {.name = "notice",
					  .load = one_load,
					  .view = one_view,
					  .update = one_update,
					  .steps = true,
					  .free = one_free};

static struct screen *notice_new(const struct notice_item *n)
{
	struct one *o = common_make(sizeof(*o), &one_ops);

	o->arena = arena_new((size_t)64 << 10);
	o->notice = *n;
	o->notice.template = arena_text(o->arena, n->template);
	o->notice.words = arena_text(o->arena, n->words);
	o->notice.unsent = arena_text(o->arena, n->unsent);
	return &o->screen;
}
