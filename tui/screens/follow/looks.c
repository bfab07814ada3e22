/* looks.c - the page that tells the applicant who looked at an application besides them. */
#include "tui/screens/common/common.h"
#include "tui/screens/follow/status.h"

#define SHOWN 100 /* looks on the page; the command lists LOOKS_MOST */

struct looks {
	struct screen screen;
	struct status *status; /* two screens below; it stays there as long as this one is open */
	struct arena *loaded;
	struct looks_told told;
	struct error error;
};

static void looks_load(struct screen *s, struct stack *st)
{
	struct looks *l = (struct looks *)s;
	struct context *x = stack_context(st);

	arena_reset(l->loaded);
	l->told = (struct looks_told){.count = 0};
	l->error = (struct error){0};
	if (looks_of(x->registry, x->caller, &l->status->application, l->loaded, &l->told,
		     &l->error) != FAULT_NONE)
		l->told.count = 0;
}

static void put_look(struct page *p, const struct scene *x, const struct looks *l,
		     const struct looks_one *one)
{
	struct arena *a = p->arena;

	page_bullet(p, words_look(a, x->lang, l->status->service, one));
	if (one->purpose[0] != '\0')
		page_pair(p, _("Reason for access"),
			  bidi_isolate(a,
				       text_safe(a, words_look_why(x->catalogue, x->lang, one), 0)),
			  0);
}

static struct page *looks_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct looks *l = (const struct looks *)s;
	struct page *p = page_new(a, "looks", _("Who looked at my data"));

	p->wants_back = true;
	if (l->error.fault != FAULT_NONE) {
		page_notice(p, NOTICE_ERROR, message_error(a, &l->error));
		return p;
	}
	page_pair(p, _("Reference number"), words_reference(a, l->status->application.reference),
		  0);
	if (l->told.count == 0) {
		page_text(p, TONE_PLAIN,
			  _("Nobody but you has looked at this application since it was sent."));
		return p;
	}
	page_text(p, TONE_PLAIN,
		  _("This lists each time somebody from the authority or the portal opened your "
		    "application, newest first. Your own visits are not listed."));
	common_clock(p, x, l->status->service);
	for (size_t i = 0; i < l->told.count && i < SHOWN; i++)
		put_look(p, x, l, &l->told.list[i]);
	if (l->told.count > SHOWN)
		page_text(p, TONE_QUIET,
			  _("Older ones are not shown here: the command `looks` lists more."));
	return p;
}

static void looks_free(struct screen *s)
{
	arena_free(((struct looks *)s)->loaded);
	free(s);
}

static const struct screen_ops ops = {
	.name = "looks", .load = looks_load, .view = looks_view, .free = looks_free};

struct screen *looks_new(struct status *f)
{
	struct looks *l = common_make(sizeof(*l), &ops);

	l->status = f;
	l->loaded = arena_new((size_t)4 << 20);
	return &l->screen;
}
