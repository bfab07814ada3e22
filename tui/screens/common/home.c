/* home.c - the entrance: what a person can do here, what waits for the one who signed in first. */
#include "tui/page/statewords.h"
#include "tui/screens/common/common.h"
#include "tui/screens/leave.h"

#include "tui/page/orgwords.h"

/* --- the screens that home leads to --- */

static bool signed_in(const struct scene *x)
{
	return x->signed_in;
}

static bool many_countries(const struct scene *x)
{
	return x->country == NULL;
}

static struct screen *make_mine(int of)
{
	(void)of;
	return mine_new();
}

static bool has_notices(const struct scene *x)
{
	return x->notices > 0 || x->unread > 0;
}

static struct screen *make_notices(int of)
{
	(void)of;
	return notices_new();
}

static bool has_account(const struct scene *x)
{
	return x->has_account;
}

static struct screen *make_account(int of)
{
	(void)of;
	return account_new();
}

static bool has_organisations(const struct scene *x)
{
	return x->organisations > 0;
}

static struct screen *make_organisations(int of)
{
	(void)of;
	return organisations_new();
}

static struct screen *make_search(int of)
{
	(void)of;
	return search_new_screen("", NULL);
}

static struct screen *make_groups(int of)
{
	return browse_groups_new((enum catalogue_facet)of);
}

static struct screen *make_track(int of)
{
	(void)of;
	return track_new();
}

static struct screen *make_registers(int of)
{
	(void)of;
	return registers_new();
}

/* Where nothing is issued there is nothing to check but receipts: the command does. */
static bool issues(const struct scene *x)
{
	return x->catalogue != NULL && catalogue_issues(x->catalogue);
}

static struct screen *make_check(int of)
{
	(void)of;
	return check_new();
}

/* In the order of home, each with its number's act: its index + 1. */
static const struct choice {
	const char *name;                     /* N_() */
	const char *detail;                   /* N_(), or NULL */
	bool (*right)(const struct scene *x); /* who has it; NULL: everybody */
	struct screen *(*make)(int of);
	int of;
} entries[] = {
	{N_("My applications and drafts"), NULL, signed_in, make_mine, 0},
	{N_("My organisations"), N_("what they have to do, their people, their registration"),
	 has_organisations, make_organisations, 0},
	{N_("Find a service"), NULL, NULL, make_search, 0},
	{N_("Services by life event"), NULL, NULL, make_groups, FACET_LIFE_EVENT},
	{N_("Services by sector"), NULL, NULL, make_groups, FACET_SECTOR},
	{N_("Services by who they are for"), NULL, NULL, make_groups, FACET_AUDIENCE},
	{N_("Services by authority"), NULL, NULL, make_groups, FACET_AUTHORITY},
	{N_("Services by country"), NULL, many_countries, make_groups, FACET_COUNTRY},
	{N_("Track an application"), N_("with your reference number and PIN"), NULL, make_track, 0},
	{N_("Check a register"), N_("for example whether an association is registered"),
	 registers_are_there, make_registers, 0},
	{N_("Check a document"), N_("by the code printed on it"), issues, make_check, 0},
	{N_("Notices for you"), NULL, has_notices, make_notices, 0},
	{N_("My account"), N_("your number, a new PIN, notices (SMS, email)"), has_account,
	 make_account, 0},
};
#define ENTRIES ((int)(sizeof(entries) / sizeof(entries[0])))
#define ACT_LEAVE (ENTRIES + 1)

static bool has(const struct scene *x, const struct choice *e)
{
	return e->right == NULL || e->right(x);
}

void common_trying(struct page *p, const struct scene *x)
{
	const char *day = date_show(p->arena, x->lang, x->country, date_of(x->now));

	if (x->trying && x->dated)
		page_notice(p, NOTICE_WARNING,
			    FILL(p->arena,
				 _("This is a trial version: nothing you send here reaches an "
				   "authority. Its date has been set to {date}."),
				 {"date", day}));
	else
		common_trying_here(p, x);
}

void common_trying_here(struct page *p, const struct scene *x)
{
	if (x->trying)
		page_notice(
			p, NOTICE_WARNING,
			_("This is a trial version: nothing you send here reaches an authority."));
}

/* --- what waits for the one who signed in: questions of an authority, drafts, notices --- */

#define ACT_WAITS 998
#define ACT_OWN 1000 /* above any entry's number */
#define SHOWN 5      /* of each; the list of all of them is an entry */

struct home {
	struct screen screen;
	struct arena *arena;
	const struct application *own[3 * SHOWN]; /* in `arena` */
	size_t count;
	size_t waits; /* how much waits for organisations */
};

static void take(struct home *h, const struct application *mine, size_t count,
		 enum application_state state)
{
	for (size_t i = 0, taken = 0; i < count && taken < SHOWN; i++)
		if (mine[i].state == state) {
			h->own[h->count++] = &mine[i];
			taken++;
		}
}

/* What others have invited the account to. */
static void take_shared(struct home *h, const struct context *x)
{
	struct application *shared;
	size_t count = 0;

	if (!x->scene.signed_in ||
	    member_mine(x->registry, x->caller, h->arena, &shared, &count, NULL) != FAULT_NONE)
		return;
	for (size_t i = 0; i < count && i < SHOWN; i++)
		h->own[h->count++] = &shared[i];
}

/* For which the account acts, and how much waits there; most visits have none. */
static void read_organisations(struct home *h, struct context *x)
{
	const struct term_list *terms = catalogue_terms(x->scene.catalogue);
	struct organisation *list;
	size_t count = 0;

	h->waits = 0;
	if (x->registry == NULL || !x->scene.has_account ||
	    organisation_mine(x->registry, x->caller, terms, h->arena, &list, &count, NULL) !=
		    FAULT_NONE)
		count = 0;
	x->scene.organisations = (int)count;
	for (size_t i = 0; i < count && i < SHOWN; i++) {
		const struct organisation_at at = {list[i].entry.of, list[i].entry.number, terms};
		struct organisation_space space;

		if (organisation_space(x->registry, x->caller, &at, h->arena, &space, NULL) ==
		    FAULT_NONE)
			h->waits += space.wait_count;
	}
}

/* Where they cannot be read now, the list of all says so. */
static void home_load(struct screen *s, struct stack *st)
{
	struct home *h = (struct home *)s;
	const struct context *x = stack_context(st);
	struct application *mine;
	size_t count = 0;

	arena_reset(h->arena);
	h->count = 0;
	read_organisations(h, stack_context(st));
	if (x->registry == NULL || !x->scene.signed_in ||
	    application_mine(x->registry, x->caller, h->arena, &mine, &count, NULL) != FAULT_NONE)
		return;
	take(h, mine, count, STATE_NEEDS_INFO);
	take(h, mine, count, STATE_DRAFT);
	take_shared(h, x);
}

/* Where they stand among the entries, so that no number changes with the reading of them. */
static void tell_unread(struct page *p, const struct scene *x, struct block *text, int number)
{
	if (text != NULL && number > 0)
		/* TRANSLATORS: on the first page, with the number of "Notices for you" below */
		text->label =
			FILL(p->arena, _("Unread notices: {count}. Choose {number} to read them."),
			     {"count", arena_format(p->arena, "%d", x->unread)},
			     {"number", arena_format(p->arena, "%d", number)});
}

/* The text that tells of unread notices, yet empty; NULL: there are none. */
static struct block *put_own(struct page *p, const struct home *h, const struct scene *x)
{
	struct block *unread = NULL;

	if (h->count == 0 && x->unread == 0 && !x->waits)
		return NULL;
	page_heading(p, _("Waiting for you"));
	common_waits(p, x, ACT_WAITS);
	for (size_t i = 0; i < h->count; i++) {
		const struct application *app = h->own[i];
		const struct service *service = catalogue_find(x->catalogue, app->service);

		page_menu(p, ACT_OWN + (int)i,
			  service == NULL ? app->service : words_of(&service->name, x->lang),
			  words_reference(p->arena, app->reference),
			  statewords(service, app->state));
	}
	if (x->unread > 0)
		unread = page_text(p, TONE_PLAIN, "");
	page_gap(p);
	return unread;
}

/* --- home --- */

/* What stands below an entry's name; of organisations how much waits for them, where anything does.
 */
static const char *detail_of(const struct home *h, struct arena *a, const struct choice *e)
{
	if (e->make == make_organisations && h->waits > 0)
		return orgwords_waits(a, h->waits);
	return e->detail == NULL ? NULL : _(e->detail);
}

static struct page *home_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct home *h = (const struct home *)s;
	struct page *p = page_new(a, "home", _("Welcome to Shubbak"));
	struct block *unread, *put;
	int notices = 0;

	common_trying(p, x);
	unread = put_own(p, h, x); /* first: it is seen where rows are few */
	page_text(p, TONE_PLAIN, _("Type a few words to find a service, or choose a number."));
	for (int i = 0; i < ENTRIES; i++) {
		if (!has(x, &entries[i]))
			continue;
		put = page_menu(p, i + 1, _(entries[i].name), detail_of(h, a, &entries[i]), NULL);
		if (entries[i].make == make_notices)
			notices = put->number;
	}
	tell_unread(p, x, unread, notices);
	page_menu(p, ACT_LEAVE, _("Leave"), NULL, NULL);
	p->searches = true;
	p->search = "";
	return p;
}

/* On pages the number may be the first letter of a word (9anoun): it ends no visit. */
static void leave(struct stack *st)
{
	if (stack_context(st)->scene.plain)
		stack_end(st);
	else
		stack_push(st, leave_new(st));
}

static bool home_update(struct screen *s, struct stack *st, const struct input *e)
{
	const struct home *h = (const struct home *)s;

	if (e->kind == INPUT_SEARCH) {
		if (e->final && track_is_number(e->text))
			stack_push(st, track_new_typed(e->text));
		else if (e->text[0] != '\0')
			stack_push(st, search_new_screen(e->text, NULL));
		return true;
	}
	if (e->kind == INPUT_BACK)
		return true;
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act >= ACT_OWN && (size_t)(e->act - ACT_OWN) < h->count)
		track_open(st, h->own[e->act - ACT_OWN]);
	else if (e->act == ACT_WAITS)
		stack_push(st, recovery_new());
	else if (e->act == ACT_LEAVE)
		leave(st);
	else if (e->act >= 1 && e->act <= ENTRIES &&
		 has(&stack_context(st)->scene, &entries[e->act - 1]))
		stack_push(st, entries[e->act - 1].make(entries[e->act - 1].of));
	return true;
}

static void home_free(struct screen *s)
{
	arena_free(((struct home *)s)->arena);
	free(s);
}

static const struct screen_ops ops = {.name = "home",
				      .load = home_load,
				      .view = home_view,
				      .update = home_update,
				      .free = home_free};

struct screen *home_new(void)
{
	struct home *h = common_make(sizeof(*h), &ops);

	h->arena = arena_new((size_t)16 << 20);
	return &h->screen;
}

struct screen *home_of(const struct context *x)
{
	return x->caller->role == ROLE_STAFF && x->registry != NULL ? office_new() : home_new();
}
