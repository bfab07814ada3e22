/* track.c - reference and PIN, then the application or the draft they open. */
#include "tui/screens/common/numbers.h"

#include "i18n/digits.h"

#define ACT_LOST 1
#define NUMBER_LEAST 10 /* digits */

struct track {
	struct screen screen;
	struct numbers numbers; /* its PIN may be a member's, or an invitation's code */
};

static struct page *track_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct track *t = (const struct track *)s;
	struct page *p = page_new(a, "track", _("Track an application"));

	p->wants_back = true;
	if (t->numbers.errors[0].fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &t->numbers.errors[0]));
	page_text(p, TONE_PLAIN,
		  _("You were given the reference number and the PIN when you started the "
		    "application."));
	numbers_put(p, &t->numbers, true);
	p->next_label = _("Open");
	if (t->numbers.errors[0].fault != FAULT_NONE)
		common_tracking_lost(p);
	if (x->recovers > 0 && !x->signed_in)
		page_menu(p, ACT_LOST, _("I have lost my PIN"), NULL, NULL);
	return p;
}

static enum fault read_secret(const char *typed, char *ret, struct error *err)
{
	return reference_read_invitation(typed, ret, NULL) == FAULT_NONE
		       ? FAULT_NONE
		       : reference_read_any_pin(typed, ret, err);
}

void track_open(struct stack *st, const struct application *a)
{
	struct context *x = stack_context(st);
	struct error err = {0};
	struct membership own;
	struct draft *j;
	struct field_path at;

	if (a->state != STATE_DRAFT) {
		stack_push(st, status_new(a));
		return;
	}
	if (a->members > 0 && member_own(x->registry, x->caller, a, &own, &err) == FAULT_NONE &&
	    own.number > 0 && (own.rights & MEMBER_EDIT) == 0) {
		stack_push(st, people_new(a));
		return;
	}
	j = draft_resume(x, a, &err);
	if (j == NULL) {
		stack_push(st, common_trouble(x, &err));
		return;
	}
	stack_push(st, tasks_new(st, j));
	if (draft_where(j, &at)) {
		stack_push(st, questions_new(st, j, &at));
		stack_tell(st, N_("This is your draft, at the question that was open. “Back” "
				  "shows all its parts."));
	}
	draft_drop(j);
}

static void next(struct track *t, struct stack *st)
{
	struct context *x = stack_context(st);
	struct numbers *n = &t->numbers;
	struct application a;

	if (!numbers_are_there(n, true))
		return;
	if (strlen(n->pin) == MEMBER_CODE_DIGITS) {
		stack_replace(st, join_new(n->reference, n->pin));
		return;
	}
	if (application_open(x->registry, x->caller, n->reference, n->pin, &a, &n->errors[0]) ==
	    FAULT_NONE) {
		stack_pop(st);
		track_open(st, &a);
		return;
	}
	numbers_forget_pin(n);
	n->focus = NUMBERS_PIN;
	stack_turn(st);
}

/* Whoever has lost the number types that of the choice into its place. */
static bool is_lost(const struct stack *st, const struct input *e)
{
	const struct scene *x = &stack_context(st)->scene;

	if (e->kind == INPUT_CHOOSE)
		return e->act == ACT_LOST;
	return e->kind == INPUT_ANSWER && e->field == NUMBERS_REFERENCE &&
	       strcmp(e->text, "1") == 0 && x->recovers > 0 && !x->signed_in;
}

static bool track_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct track *t = (struct track *)s;

	if (is_lost(st, e)) {
		if (e->kind == INPUT_ANSWER) /* the 1 is nothing of a number */
			stack_replace(st, track_new());
		stack_push(st, lost_new());
		return true;
	}
	if (e->kind == INPUT_ANSWER)
		return numbers_answer(&t->numbers, e, read_secret);
	if (e->kind == INPUT_NEXT) {
		next(t, st);
		return true;
	}
	return false;
}

static void track_forget(struct screen *s)
{
	numbers_forget_pin(&((struct track *)s)->numbers);
}

static void track_free(struct screen *s)
{
	explicit_bzero(s, sizeof(struct track));
	free(s);
}

static const struct screen_ops track_ops = {.name = "track",
					    .view = track_view,
					    .update = track_update,
					    .forget = track_forget,
					    .free = track_free};

struct screen *track_new(void)
{
	return common_make(sizeof(struct track), &track_ops);
}

bool track_is_number(const char *words)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 << 10);
	const char *ascii = digits_ascii(a, words);
	size_t digits = 0;

	for (; *ascii != '\0'; ascii++) {
		if (*ascii >= '0' && *ascii <= '9')
			digits++;
		else if (*ascii != ' ' && *ascii != '-')
			return false;
	}
	return digits >= NUMBER_LEAST;
}

struct screen *track_new_typed(const char *words)
{
	struct screen *s = track_new();

	numbers_answer(&((struct track *)s)->numbers,
		       &(struct input){INPUT_ANSWER, .field = NUMBERS_REFERENCE, .text = words},
		       read_secret);
	return s;
}
