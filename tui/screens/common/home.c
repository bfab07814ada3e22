/* home.c - the entrance: what a person can do here, what waits for the one who signed in first. */
#include "tui/screens/common/common.h"

enum {
	ACT_SEARCH = 1,
	ACT_EVENT,
	ACT_SECTOR,
	ACT_AUDIENCE,
	ACT_AUTHORITY,
	ACT_COUNTRY,
	ACT_TRACK,
	ACT_MINE,
	ACT_LEAVE
};

static struct page *home_view(const struct screen *s, const struct context *x, struct arena *a)
{
	struct page *p = page_new(a, "home", _("Welcome to the counter"));

	(void)s;
	page_text(p, TONE_PLAIN, _("Type a few words to find a service, or choose a number."));
	if (caller_is_signed_in(x->caller))
		page_menu(p, ACT_MINE, _("My applications and drafts"), NULL, NULL);
	page_menu(p, ACT_SEARCH, _("Find a service by words"), NULL, NULL);
	page_menu(p, ACT_EVENT, _("Services by life event"), NULL, NULL);
	page_menu(p, ACT_SECTOR, _("Services by sector"), NULL, NULL);
	page_menu(p, ACT_AUDIENCE, _("Services by audience"), NULL, NULL);
	page_menu(p, ACT_AUTHORITY, _("Services by authority"), NULL, NULL);
	if (x->country == NULL)
		page_menu(p, ACT_COUNTRY, _("Services by country"), NULL, NULL);
	page_menu(p, ACT_TRACK, _("Track an application"), _("with its reference and PIN"), NULL);
	page_menu(p, ACT_LEAVE, _("Leave"), NULL, NULL);
	p->searches = true;
	p->search = "";
	return p;
}

static struct screen *target(int act)
{
	switch (act) {
	case ACT_SEARCH: return search_new_screen("");
	case ACT_EVENT: return browse_groups_new(FACET_LIFE_EVENT);
	case ACT_SECTOR: return browse_groups_new(FACET_SECTOR);
	case ACT_AUDIENCE: return browse_groups_new(FACET_AUDIENCE);
	case ACT_AUTHORITY: return browse_groups_new(FACET_AUTHORITY);
	case ACT_COUNTRY: return browse_groups_new(FACET_COUNTRY);
	case ACT_TRACK: return track_new();
	case ACT_MINE: return mine_new();
	default: return NULL;
	}
}

static bool home_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct screen *next;

	(void)s;
	if (e->kind == INPUT_SEARCH) {
		if (e->text[0] != '\0')
			stack_push(st, search_new_screen(e->text));
		return true;
	}
	if (e->kind == INPUT_BACK)
		return true;
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_LEAVE) {
		stack_end(st);
		return true;
	}
	next = target(e->act);
	if (next != NULL)
		stack_push(st, next);
	return true;
}

static const struct screen_ops ops = {.name = "home", .view = home_view, .update = home_update};

struct screen *home_new(void)
{
	return common_make(sizeof(struct screen), &ops);
}
