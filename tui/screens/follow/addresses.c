/* addresses.c - where notices go besides the portal: of a person's account, or of one application.
 */
#include "tui/screens/common/common.h"

#include <string.h>

enum { FIELD_NEW = 1, FIELD_CODE };
#define ACT_DROP 1 /* and those behind it: of the first address, the second, … */

struct addresses {
	struct screen screen;
	struct arena *arena;
	bool of_account;
	struct application application;
	struct address *list; /* in `arena` */
	size_t count;
	bool is_waiting;    /* for a code */
	bool sent, proven;  /* just now */
	struct error error; /* of the list; fault NONE: none */
	int wrong;          /* the field that the last fault is of */
	struct error fault;
	char *typed[3]; /* by field; NULL: nothing */
};

static const struct application *of(const struct addresses *f)
{
	return f->of_account ? NULL : &f->application;
}

static void addresses_load(struct screen *s, struct stack *st)
{
	struct addresses *f = (struct addresses *)s;
	const struct context *x = stack_context(st);

	arena_reset(f->arena);
	f->error = (struct error){0};
	f->count = 0;
	f->is_waiting = false;
	if (address_list(x->registry, x->caller, of(f), f->arena, &f->list, &f->count, &f->error) !=
	    FAULT_NONE)
		f->count = 0;
	for (size_t i = 0; i < f->count; i++)
		f->is_waiting = f->is_waiting || f->list[i].proven_at == 0;
}

static void put_field(struct page *p, const struct addresses *f, int id, const char *label,
		      const char *help)
{
	struct field *field = arena_take(p->arena, sizeof(*field));

	*field = (struct field){.id = id,
				.kind = FIELD_LINE,
				.label = label,
				.help = help,
				.value = f->typed[id] == NULL ? "" : f->typed[id],
				.ltr = true,
				.unmarked = id == FIELD_CODE || f->count == 0,
				.lines = 1};
	if (f->wrong == id && f->fault.fault != FAULT_NONE)
		field->error = message_error(p->arena, &f->fault);
	page_field(p, field);
}

/* What a key alone does not do is not asked for: how it is done is said in its place. */
static void put_way(struct page *p, const struct scene *x)
{
	page_text(p, TONE_PLAIN,
		  _("With a key alone you can neither see nor change where your notices are sent. "
		    "Connect without your key, and sign in with the number and the PIN of your "
		    "account:"));
	page_code(p, common_ssh(x, p->arena, "-o PubkeyAuthentication=no me"));
}

static void put_list(struct page *p, const struct addresses *f)
{
	for (size_t i = 0; i < f->count; i++)
		page_menu(p, ACT_DROP + (int)i,
			  FILL(p->arena,
			       f->list[i].proven_at == 0 ? _("Remove {address}")
							 : _("Stop sending to {address}"),
			       {"address", bidi_isolate(p->arena, f->list[i].value)}),
			  NULL, f->list[i].proven_at == 0 ? _("not confirmed yet") : NULL);
	if (f->count > 0)
		page_gap(p);
}

static struct page *addresses_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct addresses *f = (const struct addresses *)s;
	struct page *p = page_new(a, "addresses", _("Notices (SMS, email)"));

	p->wants_back = true;
	if (f->of_account && pin_is_needed(&f->error)) {
		put_way(p, x);
		return p;
	}
	if (f->error.fault != FAULT_NONE) {
		page_notice(p, NOTICE_ERROR, message_error(a, &f->error));
		return p;
	}
	if (f->sent)
		page_notice(p, NOTICE_DONE,
			    _("We have sent a code to this address. Type it here: no notices are "
			      "sent to the address before you do."));
	else if (f->proven)
		page_notice(p, NOTICE_DONE,
			    _("From now on, notices are also sent to this address."));
	if (!f->sent && f->fault.fault == FAULT_NONE) /* else the code is what matters */
		page_text(p, TONE_PLAIN,
			  _("We will tell you by SMS or email when there is something new. To see "
			    "what it is, sign in to the portal."));
	put_list(p, f);
	if (f->is_waiting)
		put_field(p, f, FIELD_CODE, _("The code that was sent"), NULL);
	put_field(p, f, FIELD_NEW,
		  f->count == 0 ? _("Mobile number or email address")
				: _("Another mobile number or email address"),
		  _("A number with + and the country code, such as +9613123456, or an email "
		    "address, such as name@example.org."));
	p->focus_field = f->wrong;
	p->next_label = _("Continue");
	return p;
}

static void keep(struct addresses *f, int field, const char *text)
{
	free(f->typed[field]);
	f->typed[field] = text == NULL || *text == '\0' ? NULL : strdup(text);
}

static enum fault add(struct addresses *f, struct context *x)
{
	return address_add(x->registry, x->caller, of(f), f->typed[FIELD_NEW],
			   /* TRANSLATORS: the whole text of an SMS or e-mail */
			   _("{code} is your code for notices of the portal Shubbak. Tell it to "
			     "nobody else."),
			   &f->fault);
}

/* The code first: who has typed both has answered the older question. */
static void go_on(struct addresses *f, struct stack *st)
{
	struct context *x = stack_context(st);
	enum fault fault = FAULT_NONE;

	f->sent = f->proven = false;
	f->fault = (struct error){0};
	f->wrong = 0;
	if (f->typed[FIELD_CODE] != NULL) {
		fault = address_prove(x->registry, x->caller, of(f), f->typed[FIELD_CODE],
				      &f->fault);
		f->proven = fault == FAULT_NONE;
		f->wrong = fault == FAULT_NONE ? 0 : FIELD_CODE;
		keep(f, FIELD_CODE, NULL);
	}
	if (fault == FAULT_NONE && f->typed[FIELD_NEW] != NULL) {
		fault = add(f, x);
		f->sent = fault == FAULT_NONE;
		f->wrong = fault == FAULT_NONE ? 0 : FIELD_NEW;
		if (fault == FAULT_NONE)
			keep(f, FIELD_NEW, NULL);
	}
	stack_turn(st);
}

static void drop(struct addresses *f, struct stack *st, size_t which)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 10);
	struct context *x = stack_context(st);
	const struct address *one = &f->list[which];
	struct error err = {0};

	f->sent = f->proven = false;
	if (address_drop(x->registry, x->caller, of(f),
			 arena_format(a, "%s:%s", address_channels[one->channel], one->value),
			 &err) != FAULT_NONE)
		stack_push(st, common_trouble(x, &err));
	else
		stack_turn(st);
}

static bool addresses_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct addresses *f = (struct addresses *)s;

	if (e->kind == INPUT_ANSWER && (e->field == FIELD_NEW || e->field == FIELD_CODE)) {
		keep(f, e->field, e->text);
		return true;
	}
	if (e->kind == INPUT_NEXT) {
		go_on(f, st);
		return true;
	}
	if (e->kind != INPUT_CHOOSE || e->act < ACT_DROP || (size_t)(e->act - ACT_DROP) >= f->count)
		return false;
	drop(f, st, (size_t)(e->act - ACT_DROP));
	return true;
}

static void addresses_free(struct screen *s)
{
	struct addresses *f = (struct addresses *)s;

	free(f->typed[FIELD_NEW]);
	free(f->typed[FIELD_CODE]);
	arena_free(f->arena);
	free(f);
}

static const struct screen_ops ops = {.name = "addresses",
				      .load = addresses_load,
				      .view = addresses_view,
				      .update = addresses_update,
				      .free = addresses_free};

struct screen *addresses_new(const struct application *a)
{
	struct addresses *f = common_make(sizeof(*f), &ops);

	f->arena = arena_new((size_t)256 << 10);
	f->of_account = a == NULL;
	if (a != NULL)
		f->application = *a;
	return &f->screen;
}
