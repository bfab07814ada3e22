/* witness.c - at a counter: somebody has signed the printed text of an application, and one of
 * staff has seen it. */
#include "tui/screens/office/office.h"

#include <stdlib.h>
#include <string.h>

enum { FIELD_REFERENCE = 1, FIELD_AS, FIELD_NAME, FIELD_CHECK, FIELDS };
enum { ACT_NO = 1, ACT_ENTER, ACT_MORE };
#define TYPED 320 /* bytes of one field */

struct witness {
	struct screen screen;
	char typed[FIELDS][TYPED];
	bool asks, done; /* whether it is seen; it was entered */
	struct error error;
	int wrong; /* the field that it is of; 0: of none */
};

static void put_field(struct page *p, const struct witness *v, int id, const char *label,
		      const char *help)
{
	struct field *f = arena_take(p->arena, sizeof(*f));

	*f = (struct field){.id = id,
			    .kind = FIELD_LINE,
			    .label = label,
			    .help = help,
			    .value = v->typed[id],
			    .required = true,
			    .ltr = id != FIELD_NAME,
			    .lines = 1};
	if (v->wrong == id && v->error.fault != FAULT_NONE)
		f->error = message_error(p->arena, &v->error);
	page_field(p, f);
}

static void put_fields(struct page *p, const struct witness *v)
{
	page_text(p, TONE_PLAIN,
		  _("The first three are at the top of the printed text that the person signed."));
	put_field(p, v, FIELD_REFERENCE, _("Reference number"), NULL);
	put_field(p, v, FIELD_AS, _("Signature"),
		  _("as printed after “signature”, for example: founders 4"));
	put_field(p, v, FIELD_CHECK, _("Check number"), _("as printed after “check”"));
	put_field(p, v, FIELD_NAME, _("Name of the person who signed"), NULL);
	p->focus_field = v->wrong;
	p->next_label = _("Continue");
}

static struct page *witness_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct witness *v = (const struct witness *)s;
	struct page *p = page_new(a, "witness", _("A signature on paper"));

	(void)x;
	p->wants_back = true;
	if (v->error.fault != FAULT_NONE && v->wrong == 0)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
	if (v->done) {
		page_notice(p, NOTICE_DONE,
			    _("Entered: it was signed on paper, as you have seen."));
		page_menu(p, ACT_MORE, _("Another signature"), NULL, NULL);
		return p;
	}
	if (!v->asks) {
		put_fields(p, v);
		return p;
	}
	p->deliberate = true;
	page_pair(p, _("Reference number"), words_reference(a, v->typed[FIELD_REFERENCE]), 0);
	page_pair(p, _("Name of the person who signed"),
		  bidi_isolate(a, text_safe(a, v->typed[FIELD_NAME], 0)), 0);
	page_text(p, TONE_PLAIN,
		  _("Ask for an identity document. The portal records that you have seen it, and "
		    "the applicant is told."));
	page_menu(p, ACT_NO, _("Not yet: back"), NULL, NULL);
	page_menu(p, ACT_ENTER, _("I have checked who it is: enter the signature"), NULL, NULL);
	return p;
}

/* "founders 4", "founders/4", "4" */
static struct signature_wish wish_of(struct arena *a, const char *typed)
{
	size_t len = strcspn(typed, " /");
	struct signature_wish w = {.item = 1};
	const char *number = typed[len] == '\0' ? typed : typed + len + 1;
	char *end;
	long item = strtol(number, &end, 10);

	if (end != number && item >= 1 && item <= 1000)
		w.item = (int)item;
	if (typed[len] != '\0' || end == number)
		w.signature = arena_slice(a, typed, len);
	return w;
}

static void enter(struct witness *v, const struct context *x)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 16);
	struct signature_wish w = wish_of(a, v->typed[FIELD_AS]);
	const struct signature_paper paper = {
		.name = v->typed[FIELD_NAME], .check = v->typed[FIELD_CHECK], .seen = true};

	v->done = signature_witness(x->registry, x->caller, v->typed[FIELD_REFERENCE], &w, &paper,
				    catalogue_terms(x->scene.catalogue), &v->error) == FAULT_NONE;
	v->asks = false;
}

static bool keep(struct witness *v, const struct input *e)
{
	char digits[REFERENCE_DIGITS + 1];

	v->error = (struct error){0};
	v->wrong = 0;
	if (e->field == FIELD_REFERENCE) {
		if (reference_read(e->text, digits, &v->error) != FAULT_NONE) {
			v->wrong = FIELD_REFERENCE;
			return false;
		}
		snprintf(v->typed[FIELD_REFERENCE], TYPED, "%s", digits);
		return true;
	}
	snprintf(v->typed[e->field], TYPED, "%s", e->text);
	return true;
}

/* The first that is empty, which is asked for. */
static int empty_field(const struct witness *v)
{
	for (int id = FIELD_REFERENCE; id < FIELDS; id++)
		if (v->typed[id][0] == '\0')
			return id;
	return 0;
}

static bool witness_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct witness *v = (struct witness *)s;

	if (e->kind == INPUT_ANSWER && e->field > 0 && e->field < FIELDS)
		return keep(v, e);
	if (e->kind == INPUT_NEXT) {
		v->wrong = empty_field(v);
		v->asks = v->wrong == 0;
		if (!v->asks)
			fail(&v->error, FAULT_INPUT, N_("Answer this question."), "empty");
		stack_turn(st);
		return true;
	}
	if (e->kind != INPUT_CHOOSE)
		return false;
	v->error = (struct error){0};
	if (e->act == ACT_ENTER && v->asks)
		enter(v, stack_context(st));
	else if (e->act == ACT_MORE)
		memset(v->typed, 0, sizeof(v->typed));
	v->asks = false;
	if (e->act == ACT_MORE)
		v->done = false;
	stack_turn(st);
	return true;
}

static const struct screen_ops ops = {
	.name = "witness", .view = witness_view, .update = witness_update};

struct screen *witness_new(void)
{
	return common_make(sizeof(struct witness), &ops);
}
