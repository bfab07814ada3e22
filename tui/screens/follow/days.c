/* days.c - how the times of an application run: which days were counted, which were left out, and
 * why. */
#include "tui/page/clockwords.h"
#include "tui/screens/follow/status.h"

struct days {
	struct screen screen;
	struct status *status; /* the screen below; it stays there as long as this one is open */
	struct arena *arena;   /* what was read last */
	struct application_clock *clocks;
	size_t count;
	struct error error;
};

static void days_load(struct screen *s, struct stack *st)
{
	struct days *d = (struct days *)s;
	struct status *f = d->status;
	struct context *x = stack_context(st);

	arena_reset(d->arena);
	d->error = (struct error){0};
	d->count = 0;
	if (application_clocks(x->registry, x->caller, &f->application, f->service, d->arena,
			       &d->clocks, &d->count, &d->error) != FAULT_NONE)
		d->count = 0;
}

static void put_clock(struct page *p, const struct scene *x, const struct service *s,
		      const struct application_clock *k)
{
	page_heading(p, clockwords_name(k, x->lang));
	page_text(p, TONE_PLAIN, clockwords_state(p->arena, x->lang, s, k));
	for (size_t i = 0; i < k->count.run_count; i++)
		page_bullet(p, clockwords_run(p->arena, x->lang, s, &k->count.runs[i]));
}

static struct page *days_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct days *d = (const struct days *)s;
	struct page *p = page_new(a, "days", _("How the days are counted"));

	p->wants_back = true;
	if (d->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &d->error));
	for (size_t i = 0; i < d->count; i++)
		put_clock(p, x, d->status->service, &d->clocks[i]);
	return p;
}

static void days_free(struct screen *s)
{
	arena_free(((struct days *)s)->arena);
	free(s);
}

static const struct screen_ops days_ops = {
	.name = "days", .load = days_load, .view = days_view, .free = days_free};

struct screen *days_new(struct status *f)
{
	struct days *d = common_make(sizeof(*d), &days_ops);

	d->status = f;
	d->arena = arena_new((size_t)4 << 20);
	return &d->screen;
}
