/* track.c - reference and PIN, then the application or the draft they open. */
#include "tui/screens/common/common.h"

enum { FIELD_REFERENCE = 1, FIELD_PIN };
#define ACT_LOST 1

struct track {
	struct screen screen;
	char reference[REFERENCE_DIGITS + 1];
	char pin[MEMBER_CODE_DIGITS + 1]; /* or the longer one of a member, or an invitation's
					     code */
	int focus;
	struct error errors[3]; /* by field; [0]: of the pair */
};

static const struct field *make_field(struct arena *a, const struct track *t, int id,
				      const char *label, const char *value)
{
	struct field *f = arena_take(a, sizeof(*f));

	*f = (struct field){.id = id,
			    .kind = id == FIELD_PIN ? FIELD_SECRET : FIELD_LINE,
			    .label = label,
			    .value = value,
			    .required = true,
			    .ltr = true,
			    .lines = 1};
	if (t->errors[id].fault != FAULT_NONE)
		f->error = message_error(a, &t->errors[id]);
	return f;
}

static struct page *track_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct track *t = (const struct track *)s;
	struct page *p = page_new(a, "track", _("Track an application"));
	char shown[REFERENCE_DIGITS + 4] = "";

	p->wants_back = true;
	if (t->errors[0].fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &t->errors[0]));
	page_text(p, TONE_PLAIN,
		  _("Both numbers were given to you when the application was begun."));
	if (t->reference[0] != '\0')
		reference_show(t->reference, shown);
	page_field(p,
		   make_field(a, t, FIELD_REFERENCE, _("Reference number"), arena_text(a, shown)));
	page_field(p, make_field(a, t, FIELD_PIN, _("Tracking PIN"), t->pin));
	p->focus_field = t->focus;
	p->next_label = _("Open");
	if (x->recovers > 0 && !x->signed_in)
		page_menu(p, ACT_LOST, _("The PIN of my account is lost"), NULL, NULL);
	return p;
}

static enum fault read_secret(const char *typed, char ret[MEMBER_CODE_DIGITS + 1],
			      struct error *err)
{
	return reference_read_invitation(typed, ret, NULL) == FAULT_NONE
		       ? FAULT_NONE
		       : reference_read_any_pin(typed, ret, err);
}

static bool answer(struct track *t, const struct input *e)
{
	struct error *err = &t->errors[e->field == FIELD_PIN ? FIELD_PIN : FIELD_REFERENCE];
	enum fault fault;

	*err = (struct error){0};
	t->errors[0] = (struct error){0};
	if (e->field == FIELD_PIN) {
		explicit_bzero(t->pin, sizeof(t->pin));
		fault = read_secret(e->text, t->pin, err);
	} else {
		fault = reference_read(e->text, t->reference, err);
	}
	t->focus = fault == FAULT_NONE ? 0 : e->field;
	return fault == FAULT_NONE;
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
	if (draft_where(j, &at))
		stack_push(st, questions_new(st, j, &at));
	draft_drop(j);
}

static void next(struct track *t, struct stack *st)
{
	struct context *x = stack_context(st);
	struct application a;

	if (t->reference[0] == '\0' || t->pin[0] == '\0') {
		t->focus = t->reference[0] == '\0' ? FIELD_REFERENCE : FIELD_PIN;
		return;
	}
	if (strlen(t->pin) == MEMBER_CODE_DIGITS) {
		stack_replace(st, join_new(t->reference, t->pin));
		return;
	}
	if (application_open(x->registry, x->caller, t->reference, t->pin, &a, &t->errors[0]) ==
	    FAULT_NONE) {
		stack_pop(st);
		track_open(st, &a);
		return;
	}
	explicit_bzero(t->pin, sizeof(t->pin));
	t->focus = FIELD_PIN;
	stack_turn(st);
}

static bool track_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct track *t = (struct track *)s;

	if (e->kind == INPUT_ANSWER)
		return answer(t, e);
	if (e->kind == INPUT_NEXT) {
		next(t, st);
		return true;
	}
	if (e->kind == INPUT_CHOOSE && e->act == ACT_LOST) {
		stack_push(st, lost_new());
		return true;
	}
	return false;
}

static void track_forget(struct screen *s)
{
	struct track *t = (struct track *)s;

	explicit_bzero(t->pin, sizeof(t->pin));
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
