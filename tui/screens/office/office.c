/* office.c - the home of staff: how much waits, whose it is, what is overdue, and of which
 * services.
 */
#include "tui/screens/office/office.h"

#include "tui/screens/office/accounts.h"
#include "tui/screens/office/audit.h"

enum {
	ACT_MINE = 1,
	ACT_UNASSIGNED,
	ACT_OVERDUE,
	ACT_ALL,
	ACT_AGAIN,
	ACT_ENDED,
	ACT_NUMBER,
	ACT_HOLDERS,
	ACT_ACCOUNTS,
	ACT_OFFICES,
	ACT_AUDIT,
	ACT_TASKS,
	ACT_FIND,
	ACT_RENEW,
	ACT_WAITS,
	ACT_REGISTERS,
	ACT_TILL,
	ACT_WITNESS,
	ACT_LEAVE
};
#define ACT_SERVICE 100 /* above those; its place among the counts behind it */

struct office {
	struct screen screen;
	struct arena *arena;
	struct queue_counts counts; /* in `arena`, of each service one */
	int64_t again;              /* what silence decided, to be looked at again */
	bool looks, hands_over, opens_accounts, audits; /* what the roles are for */
	bool assists;                                   /* persons who come in */
	struct office_tally tasks;                      /* of their offices */
	bool renews;                                    /* PINs that are lost */
	bool takes;                                     /* what people pay */
	bool repays;    /* what was paid: providers' files, mistakes, money that goes back */
	bool witnesses; /* signatures on paper, where a service has any */
	struct spool_held held; /* for who opens accounts */
	struct error error;
};

/* The stages of a service in one. */
static void add_up(struct queue_counts *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->count; i++) {
		struct queue_count *last = kept == 0 ? NULL : &c->of[kept - 1];

		if (last == NULL || strcmp(last->service, c->of[i].service) != 0) {
			c->of[kept++] = c->of[i];
			continue;
		}
		last->all += c->of[i].all;
		last->mine += c->of[i].mine;
		last->unassigned += c->of[i].unassigned;
		last->overdue += c->of[i].overdue;
	}
	c->count = kept;
}

static bool may(const struct context *x, enum access_act act)
{
	return access_may(x->registry, x->caller, act, NULL, NULL) == FAULT_NONE;
}

/* Who has no role at all is told so where the lists would stand. */
static bool has_queues(const struct office *o)
{
	return o->looks || !(o->opens_accounts || o->audits || o->assists || o->takes || o->repays);
}

static bool any_signs(const struct catalogue *c)
{
	for (size_t i = 0; i < catalogue_count(c); i++)
		if (catalogue_at(c, i)->signature_count > 0)
			return true;
	return false;
}

static void office_load(struct screen *s, struct stack *st)
{
	struct office *o = (struct office *)s;
	const struct context *x = stack_context(st);

	arena_reset(o->arena);
	o->counts = (struct queue_counts){.of = NULL};
	o->error = (struct error){0};
	o->again = 0;
	caller_serve_no_more(x->caller);
	o->looks = may(x, ACCESS_LOOK);
	o->hands_over = may(x, ACCESS_REASSIGN);
	o->opens_accounts = may(x, ACCESS_ACCOUNTS);
	o->audits = may(x, ACCESS_AUDIT);
	o->assists = may(x, ACCESS_ASSIST);
	o->tasks = (struct office_tally){0, 0};
	o->renews = may(x, ACCESS_GIVE);
	o->takes = may(x, ACCESS_PAY);
	o->repays = may(x, ACCESS_IMPORT) || may(x, ACCESS_UNPAY);
	o->witnesses = any_signs(x->scene.catalogue) && may(x, ACCESS_WITNESS);
	o->held = (struct spool_held){.count = 0};
	if (o->opens_accounts)
		(void)!spool_held(x->registry, &o->held, NULL);
	if (!has_queues(o))
		return;
	o->tasks = office_count_tasks(x);
	if (queue_counts(x->registry, x->caller, o->arena, &o->counts, &o->error) == FAULT_NONE)
		add_up(&o->counts);
	if (o->error.fault == FAULT_NONE && o->hands_over)
		(void)!queue_again_count(x->registry, x->caller, &o->again, &o->error);
}

static const char *number(struct arena *a, int64_t n)
{
	return arena_format(a, "%lld", (long long)n);
}

static const char *name_of(const struct scene *x, const char *id)
{
	const struct service *service = catalogue_find(x->catalogue, id);

	return service == NULL ? id : words_of(&service->name, x->lang);
}

static void put_services(struct page *p, const struct scene *x, const struct queue_counts *c)
{
	static const struct page_column columns[] = {{"", VALUE_WORDS, 1, false},
						     {"", VALUE_NUMBER, 2, false},
						     {"", VALUE_NUMBER, 3, false},
						     {"", VALUE_NUMBER, 4, false}};
	struct page_column labelled[4];
	const struct page_table t = {.columns = labelled, .count = 4};

	if (c->count == 0)
		return;
	memcpy(labelled, columns, sizeof(columns));
	labelled[0].label = _("By service");
	labelled[1].label = _("Waiting");
	labelled[2].label = _("Overdue");
	labelled[3].label = _("Unassigned");
	page_gap(p);
	page_table(p, &t);
	for (size_t i = 0; i < c->count; i++) {
		const char *cells[4] = {
			name_of(x, c->of[i].service), number(p->arena, c->of[i].all),
			number(p->arena, c->of[i].overdue), number(p->arena, c->of[i].unassigned)};

		page_row(p, ACT_SERVICE + (int)i, cells);
	}
}

static void put_queues(struct page *p, const struct office *o)
{
	const struct queue_count *sum = &o->counts.sum;
	struct arena *a = p->arena;

	page_menu(p, ACT_MINE, _("Mine"), NULL, number(a, sum->mine));
	page_menu(p, ACT_UNASSIGNED, _("Not yet assigned"), NULL, number(a, sum->unassigned));
	page_menu(p, ACT_OVERDUE, _("Overdue"), NULL, number(a, sum->overdue));
	page_menu(p, ACT_ALL, _("All"), NULL, number(a, sum->all));
	page_menu(p, ACT_ENDED, _("Ended"), NULL, NULL);
	page_menu(p, ACT_NUMBER, _("Open one by its reference number"), NULL, NULL);
}

/* There only as long as something waits: behind what always is, so that no number of that is
 * another today than it was yesterday. */
static void put_waiting(struct page *p, const struct office *o)
{
	struct arena *a = p->arena;

	if (o->again > 0)
		page_menu(p, ACT_AGAIN, _("To review"), NULL, number(a, o->again));
	if (o->tasks.all > 0)
		page_menu(p, ACT_TASKS, _("Our tasks"),
			  o->tasks.overdue == 0
				  ? _("for your offices and roles")
				  : FILL(a,
					 P_("{count} is overdue", "{count} are overdue",
					    o->tasks.overdue),
					 {"count", arena_format(a, "%zu", o->tasks.overdue)}),
			  arena_format(a, "%zu", o->tasks.all));
}

/* These have commands, and no pages. */
static void put_repays(struct page *p, const struct scene *x)
{
	page_text(p, TONE_PLAIN,
		  _("You work on payments with commands: importing a provider's file, cancelling, "
		    "refunding, waiving a fee, totals of a day. This command lists them:"));
	page_code(p, arena_format(p->arena, "%s help", common_ssh(x, p->arena, "staff")));
}

static struct page *office_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct office *o = (const struct office *)s;
	bool queues = has_queues(o);
	struct page *p = page_new(a, "office",
				  queues                   ? _("Waiting applications")
				  : o->assists || o->takes ? _("At the counter")
				  : o->audits              ? _("The ledger")
				  : o->repays              ? _("Payments")
							   : _("The portal's staff"));

	common_trying(p, x);
	if (o->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &o->error));
	if (o->held.count > 0)
		page_notice(
			p, NOTICE_WARNING,
			FILL(a,
			     P_("Messages by SMS and email cannot be sent: {count} waits, "
				"since {date} ({why}). It goes out as soon as the operator of the "
				"portal's host has repaired the sender.",
				"Messages by SMS and email cannot be sent: {count} wait, "
				"the oldest since {date} ({why}). They go out as soon as the "
				"operator "
				"of the portal's host has repaired the sender.",
				(unsigned long)o->held.count),
			     {"count", number(a, o->held.count)},
			     {"date", date_moment(a, x->lang, NULL, o->held.since)},
			     {"why", text_safe(a, o->held.why, 0)}));
	common_waits(p, x, ACT_WAITS);
	/* Whose roles look at nothing has no lists, which would only refuse. */
	if (queues && o->error.fault != FAULT_DENIED)
		put_queues(p, o);
	if (o->hands_over)
		page_menu(p, ACT_HOLDERS, _("Who has what"), NULL, NULL);
	if (o->opens_accounts) {
		page_menu(p, ACT_ACCOUNTS, _("Accounts"), _("who they are, keys, roles"), NULL);
		page_menu(p, ACT_OFFICES, _("Offices"), _("where they are, who has a role there"),
			  NULL);
	}
	if (o->audits)
		page_menu(p, ACT_AUDIT, _("Who viewed and who acted"),
			  _("by person, office and day"), NULL);
	if (o->repays)
		put_repays(p, x);
	put_waiting(p, o);
	put_services(p, x, &o->counts);
	if (queues)
		page_gap(p);
	if (o->takes)
		page_menu(p, ACT_TILL, _("Take a payment"), _("by its payment reference"), NULL);
	if (o->assists)
		page_menu(p, ACT_FIND, _("Serve a person"), _("find the service first"), NULL);
	else
		page_menu(p, ACT_FIND, _("Find a service"), NULL, NULL);
	if (registers_are_there(x))
		page_menu(p, ACT_REGISTERS, _("Check a register"), NULL, NULL);
	/* Who has lists finds it there, and gives it on the application's own page. */
	if (o->renews && !queues)
		page_menu(p, ACT_RENEW, _("Somebody has lost a PIN"),
			  _("a new one is given, on a slip"), NULL);
	if (o->witnesses)
		page_menu(p, ACT_WITNESS, _("A signature on paper"),
			  _("enter it from the printed text"), NULL);
	page_menu(p, ACT_LEAVE, _("Leave"), NULL, NULL);
	return p;
}

static void choose(struct office *o, struct stack *st, int act)
{
	struct queue_filter f = {.mine = act == ACT_MINE,
				 .unassigned = act == ACT_UNASSIGNED,
				 .overdue = act == ACT_OVERDUE,
				 .again = act == ACT_AGAIN};
	static const char *const titles[] = {[ACT_MINE] = N_("Mine"),
					     [ACT_UNASSIGNED] = N_("Not yet assigned"),
					     [ACT_OVERDUE] = N_("Overdue"),
					     [ACT_ALL] = N_("All"),
					     [ACT_AGAIN] = N_("To review")};
	static struct screen *(*const screens[ACT_LEAVE])(void) = {
		[ACT_ENDED] = office_ended_new,  [ACT_NUMBER] = office_number_new,
		[ACT_HOLDERS] = holders_new,     [ACT_ACCOUNTS] = accounts_new,
		[ACT_OFFICES] = office_tree_new, [ACT_AUDIT] = audit_new,
		[ACT_TASKS] = office_tasks_new,  [ACT_WAITS] = recovery_new,
		[ACT_REGISTERS] = registers_new, [ACT_TILL] = till_new,
		[ACT_WITNESS] = witness_new};

	if (act >= ACT_SERVICE && (size_t)(act - ACT_SERVICE) < o->counts.count) {
		f.service = o->counts.of[act - ACT_SERVICE].service;
		stack_push(st, office_queue_new(&f, NULL));
	} else if (act <= ACT_AGAIN) {
		stack_push(st, office_queue_new(&f, titles[act]));
	} else if (act == ACT_FIND) {
		stack_push(st, search_new_screen("", NULL));
	} else if (act == ACT_RENEW) {
		stack_push(st, renew_new(NULL));
	} else if (act == ACT_LEAVE) {
		stack_end(st);
	} else if (act > ACT_AGAIN && act < ACT_LEAVE) {
		stack_push(st, screens[act]());
	}
}

static bool office_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind == INPUT_BACK)
		return true;
	if (e->kind != INPUT_CHOOSE)
		return false;
	choose((struct office *)s, st, e->act);
	return true;
}

static void office_free(struct screen *s)
{
	arena_free(((struct office *)s)->arena);
	free(s);
}

static const struct screen_ops ops = {.name = "office",
				      .load = office_load,
				      .view = office_view,
				      .update = office_update,
				      .free = office_free};

struct screen *office_new(void)
{
	struct office *o = common_make(sizeof(*o), &ops);

	o->arena = arena_new((size_t)4 << 20);
	return &o->screen;
}
