/* audit_found.c - what the ledger has of looks and acts, as a list: looks outside a queue first;
 * and one entry of it, without any answer. */
#include "tui/screens/office/audit.h"

#include "tui/screens/common/list.h"

enum { WHAT, BY, ABOUT, MOMENT, OUTSIDE, COLUMNS };

static const struct list_column columns[COLUMNS] = {
	[WHAT] = {N_("What"), .weight = 1, .sorts = true, .filters = true},
	[BY] = {N_("By"), .weight = 2, .sorts = true, .filters = true},
	[ABOUT] = {N_("About"), VALUE_CODE, .weight = 4, .bare = true, .filters = true},
	[MOMENT] = {N_("When"), VALUE_DATE, .weight = 3, .bare = true, .sorts = true},
	[OUTSIDE] = {NULL, VALUE_STATE, .weight = 5, .bare = true}};

static const struct list_kind kind = {.columns = columns,
				      .count = COLUMNS,
				      .narrows = true,
				      .few = 8,
				      .unsorted = N_("Views outside a queue first")};

struct found {
	struct screen screen;
	struct arena *arena;
	struct audit audit;
	struct list list;
};

static const char *const acts[LEDGER_ACTS] = {
	[LEDGER_DRAFT_OPENED] = N_("Application begun"),
	[LEDGER_SUBMITTED] = N_("Application submitted"),
	[LEDGER_RENEWED] = N_("New PIN of an application"),
	[LEDGER_LINKED] = N_("Application linked to a key or an account"),
	[LEDGER_LOOKED] = N_("Viewed"),
	[LEDGER_ASKED] = N_("Question to the applicant"),
	[LEDGER_REPLIED] = N_("Applicant's answer"),
	[LEDGER_DECIDED] = N_("Decided"),
	[LEDGER_STAGED] = N_("Brought to another stage"),
	[LEDGER_WITHDRAWN] = N_("Application withdrawn"),
	[LEDGER_DISCARDED] = N_("Draft deleted"),
	[LEDGER_EXPIRED] = N_("Draft expired"),
	[LEDGER_IMPORTED] = N_("Definition imported"),
	[LEDGER_TAKEN_BACK] = N_("Definition taken back"),
	[LEDGER_RETIRED] = N_("Service ended"),
	[LEDGER_RESUMED] = N_("Service offered again"),
	[LEDGER_PARTY_ADDED] = N_("Person or office added"),
	[LEDGER_ACCOUNT_OPENED] = N_("Account opened"),
	[LEDGER_PIN_GIVEN] = N_("New PIN of an account"),
	[LEDGER_KEY_ADDED] = N_("Key added to an account"),
	[LEDGER_KEY_REVOKED] = N_("Key of an account revoked"),
	[LEDGER_GRANTED] = N_("Role granted"),
	[LEDGER_GRANT_ENDED] = N_("Role ended"),
	[LEDGER_ACTED] = N_("Act or task done"),
	[LEDGER_CORRECTED] = N_("Answer corrected"),
	[LEDGER_CODE_GIVEN] = N_("New secret for one-time codes"),
	[LEDGER_SIGNED_IN] = N_("Signed in"),
	[LEDGER_RECOVERY_ASKED] = N_("Recovery of an account requested"),
	[LEDGER_RECOVERY_BEGUN] = N_("Recovery of an account waits"),
	[LEDGER_RECOVERY_STOPPED] = N_("Recovery of an account stopped"),
	[LEDGER_ISSUED] = N_("Document issued"),
	[LEDGER_ISSUE_ENDED] = N_("Document replaced or revoked"),
	[LEDGER_ADDRESS_PROVEN] = N_("Address for notices added"),
	[LEDGER_ADDRESS_DROPPED] = N_("Address for notices removed"),
	[LEDGER_ASSIGNED] = N_("Taken up or handed over"),
	[LEDGER_TRAINING_MADE] = N_("Trial portal created"),
	[LEDGER_CLOCK_SET] = N_("Clock set by hand"),
	[LEDGER_AUDITED] = N_("Audit ledger viewed"),
	[LEDGER_CONSENTED] = N_("A person's consent taken"),
	[LEDGER_PAPER_PUT] = N_("Document sent as a file"),
	[LEDGER_PAPER_SHOWN] = N_("Document seen at a counter"),
	[LEDGER_PAPER_DROPPED] = N_("Document taken back"),
	[LEDGER_PAPER_READ] = N_("Document fetched"),
	[LEDGER_INVITED] = N_("Invited to an application"),
	[LEDGER_JOINED] = N_("Invitation accepted"),
	[LEDGER_SIGNED] = N_("Application signed"),
	[LEDGER_UNSIGNED] = N_("Signature taken back"),
	[LEDGER_UNCOVERED] = N_("Signature no longer covers the text"),
	[LEDGER_MEMBER_ENDED] = N_("No longer works on an application"),
	[LEDGER_AGENT_ADDED] = N_("Entered or invited for an organisation"),
	[LEDGER_AGENT_JOINED] = N_("Accepted an invitation to act for an organisation"),
	[LEDGER_AGENT_ENDED] = N_("No longer acts for an organisation"),
	[LEDGER_DUE_RAISED] = N_("Fee charged"),
	[LEDGER_DUE_PAID] = N_("Payment entered"),
	[LEDGER_DUE_UNDONE] = N_("Payment cancelled"),
	[LEDGER_DUE_REFUNDED] = N_("Payment refunded"),
	[LEDGER_DUE_CANCELLED] = N_("Fee no longer owed"),
	[LEDGER_PAYMENT_KEPT] = N_("Payment kept; purpose not known"),
	[LEDGER_PAYMENT_MATCHED] = N_("Payment recognised"),
	[LEDGER_ENTERED] = N_("Entered in a register"),
	[LEDGER_ENTRY_CHANGED] = N_("Entry of a register changed"),
};

const char *audit_act(const char *code)
{
	enum ledger_act act = ledger_act_find(code);

	return act == LEDGER_ACTS || acts[act] == NULL ? code : _(acts[act]);
}

const char *audit_by(struct arena *a, const struct audit_entry *e)
{
	if (e->by_name[0] != '\0')
		return text_safe(a, e->by_name, 0);
	if (strcmp(e->by, "host") == 0)
		return _("the portal's host");
	if (strcmp(e->by, "portal") == 0)
		return _("the portal itself");
	return strcmp(e->by, "applicant") == 0 ? _("the applicant") : e->by;
}

static const char *account_shown(struct arena *a, const char *digits)
{
	char number[ACCOUNT_DIGITS + 3];

	reference_show_account(digits, number);
	return arena_text(a, number);
}

static const char *about(struct arena *a, const struct audit_entry *e)
{
	if (e->reference[0] != '\0')
		return words_reference(a, e->reference);
	if (e->account[0] != '\0')
		return account_shown(a, e->account);
	if (strcmp(e->object, "ledger") == 0)
		return _("the ledger itself");
	/* TRANSLATORS: somebody was looked for, and nobody was found by that number */
	return strcmp(e->object, "person") == 0 ? _("a person who was not found") : e->object;
}

/* In the language of now, whichever it was read in. */
static void found_load(struct screen *s, struct stack *st)
{
	struct found *f = (struct found *)s;
	const struct context *x = stack_context(st);
	struct arena *a = list_begin(&f->list);

	for (size_t i = 0; i < f->audit.count; i++) {
		const struct audit_entry *e = &f->audit.entries[i];
		struct list_row *row = list_add(&f->list, arena_format(a, "%zu", i));

		row->of = e;
		row->cells[WHAT] = (struct list_cell){.shown = audit_act(e->act), .key = e->act};
		row->cells[BY].shown = audit_by(a, e);
		row->cells[ABOUT].shown = about(a, e);
		row->cells[MOMENT] = (struct list_cell){
			.shown = date_moment(a, x->scene.lang, NULL, e->at), .order = e->at};
		if (e->is_outside)
			row->cells[OUTSIDE].shown = _("outside a queue");
	}
	list_ready(&f->list);
}

static struct page *found_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct found *f = (const struct found *)s;
	struct page *p = page_new(a, "audit_found", _("Results"));

	(void)x;
	p->trail = _("Who viewed and who acted");
	p->wants_back = true;
	if (f->audit.count == 0)
		page_notice(p, NOTICE_INFO,
			    _("Nothing in the audit ledger matches. Check what you filled in, or "
			      "search by a day."));
	list_put(&f->list, p);
	if (f->audit.more)
		page_text(p, TONE_QUIET,
			  _("There is more than is shown: narrow the search to a day, an account "
			    "or an application."));
	return p;
}

/* --- one entry --- */

struct entry {
	struct screen screen;
	const struct audit_entry *of; /* of the screen below */
};

static const char *face_words(const char *code)
{
	static const char *const faces[] = {[FACE_PAGES] = N_("on pages"),
					    [FACE_PLAIN] = N_("in plain lines"),
					    [FACE_COMMAND] = N_("by a command"),
					    [FACE_FILES] = N_("by files"),
					    [FACE_HOST] = N_("on the host")};

	for (int i = FACE_PAGES; i <= FACE_HOST; i++)
		if (strcmp(caller_face_code((enum caller_face)i), code) == 0)
			return _(faces[i]);
	return code;
}

static struct page *entry_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct audit_entry *e = ((const struct entry *)s)->of;
	const struct role *role = roles_find(e->role);
	struct page *p = page_new(a, "audit_entry", audit_act(e->act));

	p->trail = _("Results");
	p->wants_back = true;
	page_pair(p, _("When"), date_moment(a, x->lang, NULL, e->at), 0);
	page_pair(p, _("By"), audit_by(a, e), 0);
	if (e->by_name[0] != '\0')
		page_pair(p, _("Account number"), account_shown(a, e->by), 0);
	if (e->role[0] != '\0')
		page_pair(p, _("Role"), role == NULL ? e->role : words_of(&role->name, x->lang), 0);
	if (e->office[0] != '\0')
		page_pair(p, _("Office"), e->office, 0);
	page_pair(p, _("About"), about(a, e), 0);
	if (e->purpose[0] != '\0')
		page_pair(p, _("Reason for access"), bidi_isolate(a, text_safe(a, e->purpose, 0)),
			  0);
	if (e->is_outside)
		page_pair(p, _("View"), _("outside a queue"), 0);
	if (e->reason[0] != '\0')
		page_pair(p, _("Reason"), e->reason, 0);
	page_pair(p, _("Revision"), arena_format(a, "%lld", (long long)e->revision), 0);
	if (e->face[0] != '\0')
		page_pair(p, _("How it was done"), face_words(e->face), 0);
	page_pair(p, _("Entry of the ledger"),
		  arena_format(a, "%d/%lld", e->lane, (long long)e->seq), 0);
	return p;
}

static const struct screen_ops entry_ops = {
	.name = "audit_entry", .view = entry_view, .steps = true};

static struct screen *entry_new(const struct audit_entry *of)
{
	struct entry *e = common_make(sizeof(*e), &entry_ops);

	e->of = of;
	return &e->screen;
}

static bool found_update(struct screen *s, struct stack *st, const struct input *e)
{
	const struct list_row *row;

	if (!list_update(&((struct found *)s)->list, st, e, &row))
		return false;
	if (row != NULL)
		stack_push(st, entry_new(row->of));
	return true;
}

static bool found_step(struct screen *s, struct stack *st, int by)
{
	const struct list_row *row = list_step(&((struct found *)s)->list, by);

	if (row == NULL)
		return false;
	stack_replace(st, entry_new(row->of));
	return true;
}

static void found_free(struct screen *s)
{
	struct found *f = (struct found *)s;

	list_close(&f->list);
	arena_free(f->arena);
	free(f);
}

static const struct screen_ops ops = {.name = "audit_found",
				      .load = found_load,
				      .view = found_view,
				      .update = found_update,
				      .step = found_step,
				      .free = found_free};

struct screen *audit_found_new(struct arena *arena, const struct audit *found)
{
	struct found *f = common_make(sizeof(*f), &ops);

	f->arena = arena;
	f->audit = *found;
	list_open(&f->list, &kind);
	return &f->screen;
}
