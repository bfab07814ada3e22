/* audit.c - what an auditor asks the ledger for: by whom, for which office, on which day, of which
 * application; and why. */
#include "tui/screens/office/audit.h"

enum { FIELD_PURPOSE = 1, FIELD_ACCOUNT, FIELD_REFERENCE, FIELD_OFFICE, FIELD_DAY, FIELDS };
#define DAY ((int64_t)24 * 60 * 60) /* seconds */

struct asking {
	struct screen screen;
	char *typed[FIELDS]; /* NULL: nothing */
	int at;              /* the field that the error is about; 0: none */
	struct error error;
};

/* As it is typed; "host" is taken in every language. */
static const char *host_word(void)
{
	/* TRANSLATORS: who runs the portal's machine, as an auditor types it */
	return _("host");
}

static const char *typed(const struct asking *q, int field)
{
	return q->typed[field] == NULL ? "" : q->typed[field];
}

static void put(struct page *p, const struct asking *q, int id, const char *label, const char *help)
{
	struct field *f = arena_take(p->arena, sizeof(*f));

	*f = (struct field){.id = id,
			    .kind = FIELD_LINE,
			    .label = label,
			    .help = help,
			    .value = typed(q, id),
			    .required = id == FIELD_PURPOSE,
			    .unmarked = true,
			    .ltr = id != FIELD_PURPOSE,
			    .lines = 1};
	if (q->at == id && q->error.fault != FAULT_NONE)
		f->error = message_error(p->arena, &q->error);
	page_field(p, f);
}

static struct page *asking_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct asking *q = (const struct asking *)s;
	struct page *p = page_new(a, "audit", _("Who viewed and who acted"));

	(void)x;
	p->wants_back = true;
	if (q->at == 0 && q->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &q->error));
	page_text(p, TONE_PLAIN,
		  _("The audit ledger records who viewed what and who did what. Your search is "
		    "recorded too."));
	put(p, q, FIELD_PURPOSE, _("Reason for the search"),
	    _("It is recorded in the audit ledger."));
	page_text(p, TONE_STRONG, _("At least one of these four:"));
	put(p, q, FIELD_ACCOUNT, _("By which person?"),
	    FILL(a, _("The number of the account, or: {host}"), {"host", host_word()}));
	put(p, q, FIELD_REFERENCE, _("Of which application?"), _("Its reference number."));
	put(p, q, FIELD_OFFICE, _("For which office?"),
	    _("Its code. The offices below it are included."));
	put(p, q, FIELD_DAY, _("On which day?"), _("Such as 31/12/2026."));
	p->next_label = _("Search the audit ledger");
	return p;
}

static const char *or_null(const char *text)
{
	return *text == '\0' ? NULL : text;
}

/* The host has no number; it is called as the page calls it, or as it stands in what was found. */
static const char *account_of(const char *words)
{
	const char *const names[] = {"host", host_word(), _("the portal's host")};
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 10);
	const char *folded = fold_text(a, words);

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(fold_text(a, names[i]), folded) == 0)
			return names[0];
	return or_null(words);
}

/* What is no number is told at its field, before the ledger is asked. */
static enum fault check_numbers(struct asking *q, const struct audit_question *question)
{
	char reference[REFERENCE_DIGITS + 1], account[ACCOUNT_DIGITS + 1];
	enum fault fault = FAULT_NONE;

	q->at = FIELD_ACCOUNT;
	if (question->account != NULL && strcmp(question->account, "host") != 0)
		fault = reference_read_account(question->account, account, &q->error);
	if (fault != FAULT_NONE || question->reference == NULL)
		return fault;
	q->at = FIELD_REFERENCE;
	return reference_read(question->reference, reference, &q->error);
}

static enum fault read_question(struct asking *q, struct audit_question *ret)
{
	const char *day = typed(q, FIELD_DAY);
	struct date date;
	enum fault fault = FAULT_NONE;

	*ret = (struct audit_question){.reference = or_null(typed(q, FIELD_REFERENCE)),
				       .account = account_of(typed(q, FIELD_ACCOUNT)),
				       .office = or_null(typed(q, FIELD_OFFICE))};
	q->at = FIELD_PURPOSE;
	if (*typed(q, FIELD_PURPOSE) == '\0')
		return fail(&q->error, FAULT_INPUT, N_("Write the reason for the search."),
			    "no purpose");
	fault = check_numbers(q, ret);
	if (fault != FAULT_NONE)
		return fault;
	q->at = FIELD_DAY;
	if (*day != '\0')
		fault = date_parse(day, &date, &q->error);
	if (fault != FAULT_NONE || *day == '\0')
		return fault;
	ret->from = zone_utc(date_number(date) * DAY);
	ret->until = zone_utc((date_number(date) + 1) * DAY);
	return FAULT_NONE;
}

/* The purpose is this look's alone. */
static void ask(struct asking *q, struct stack *st)
{
	const struct context *x = stack_context(st);
	const char *before = x->caller->purpose;
	struct arena *found_in = arena_new((size_t)32 << 20);
	struct audit_question question;
	struct audit found;
	enum fault fault;

	q->error = (struct error){0};
	fault = read_question(q, &question);
	if (fault == FAULT_NONE) {
		q->at = 0;
		x->caller->purpose = typed(q, FIELD_PURPOSE);
		fault = audit_list(x->registry, x->caller, &question, found_in, &found, &q->error);
		x->caller->purpose = before;
	}
	if (fault == FAULT_NONE) {
		stack_push(st, audit_found_new(found_in, &found));
		return;
	}
	arena_free(found_in);
	stack_turn(st);
}

static bool asking_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct asking *q = (struct asking *)s;

	if (e->kind == INPUT_ANSWER && e->field > 0 && e->field < FIELDS) {
		q->error = (struct error){0};
		free(q->typed[e->field]);
		q->typed[e->field] = strdup(e->text);
		return true;
	}
	if (e->kind != INPUT_NEXT)
		return false;
	ask(q, st);
	return true;
}

static void asking_free(struct screen *s)
{
	struct asking *q = (struct asking *)s;

	for (int i = 0; i < FIELDS; i++)
		free(q->typed[i]);
	free(q);
}

static const struct screen_ops ops = {
	.name = "audit", .view = asking_view, .update = asking_update, .free = asking_free};

struct screen *audit_new(void)
{
	return common_make(sizeof(struct asking), &ops);
}
