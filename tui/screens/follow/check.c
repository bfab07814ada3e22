/* check.c - whether a document or a receipt is real and still valid, by the code that stands on it:
 * for anybody. */
#include "tui/screens/common/common.h"

#include "services/registry/signer.h"
#include "tui/page/document.h"

enum { FIELD_CODE = 1 };
enum { ACT_ANOTHER = 1 };

struct check_page {
	struct screen screen;
	struct arena *arena; /* of what was found */
	char typed[64];
	struct checked found;
	bool any;           /* something was */
	struct error error; /* fault NONE: nothing is wrong */
};

static const struct field *make_field(struct arena *a, const struct check_page *c)
{
	struct field *f = arena_take(a, sizeof(*f));

	*f = (struct field){.id = FIELD_CODE,
			    .kind = FIELD_LINE,
			    .label = _("Verification code"),
			    .value = c->typed,
			    .required = true,
			    .numeric = true,
			    .ltr = true,
			    .lines = 1};
	if (c->error.fault != FAULT_NONE)
		f->error = message_error(a, &c->error);
	return f;
}

/* --- what it stands for --- */

static void put_pair(struct page *p, const char *label, const char *value)
{
	if (value != NULL && value[0] != '\0')
		page_pair(p, label, bidi_isolate(p->arena, text_safe(p->arena, value, 0)), 0);
}

/* With the names that the months have in the service's country. */
static const char *day(const struct page *p, const struct scene *x, const struct checked *d,
		       struct date date)
{
	return date.year == 0 ? NULL
			      : date_show(p->arena, x->lang,
					  d->country == NULL ? x->country : d->country, date);
}

static void put_found(struct page *p, const struct scene *x, const struct checked *d)
{
	bool issued = d->kind == CHECKED_DOCUMENT;

	page_notice(p,
		    document_grants(d) ? NOTICE_DONE
		    : d->valid         ? NOTICE_INFO
				       : NOTICE_WARNING,
		    document_verdict(d));
	if (document_advice(d) != NULL)
		page_text(p, TONE_PLAIN, document_advice(d));
	page_text(p, TONE_STRONG, document_stands_for(d));
	put_pair(p, issued ? _("Document") : _("Service"), words_of(&d->title, x->lang));
	put_pair(p, _("Authority"), words_of(&d->authority, x->lang));
	put_pair(p, issued ? _("Document number") : _("Reference number"), d->number);
	put_pair(p, document_holder(d, x->lang), d->holder);
	put_pair(p, _("In the register"), document_standing(p->arena, d, x->lang));
	if (d->kind == CHECKED_DECISION)
		put_pair(p, _("Status"), _(application_state_message(d->state)));
	put_pair(p,
		 issued                       ? _("Issued on")
		 : d->kind == CHECKED_RECEIPT ? _("Submitted on")
					      : _("Decided on"),
		 day(p, x, d, date_of(d->at)));
	put_pair(p, _("Valid until"), day(p, x, d, d->until));
	if (d->ended_at > 0)
		put_pair(p, _("Not valid since"), day(p, x, d, date_of(d->ended_at)));
	page_text(p, TONE_PLAIN,
		  _("Compare what is shown here with the document. If anything differs, the "
		    "document has been changed."));
}

/* For who has the document as a file, with its signature beside it. */
static void put_offline(struct page *p, const struct scene *x)
{
	struct arena *a = p->arena;

	page_heading(p, _("For specialists: check the signature yourself"));
	page_text(p, TONE_PLAIN,
		  _("Each receipt and each document that is fetched with sftp comes with the "
		    "portal's signature, in a separate file that ends in .sig. Save the portal's "
		    "public keys once, with this command on one line:"));
	page_code(p, arena_format(a, "%s signers > keys", common_ssh(x, a, "guest")));
	page_text(p, TONE_PLAIN,
		  _("This command, on one line and with the name of your file in place of FILE, "
		    "then tells you whether the file was changed after it was signed. Only the "
		    "portal can tell whether the document is still valid:"));
	page_code(p, "ssh-keygen -Y verify -f keys -I " SIGNER_WHO " -n " SIGNER_NAMESPACE
		     " -s FILE.sig <FILE");
}

static struct page *check_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct check_page *c = (const struct check_page *)s;
	struct page *p = page_new(a, "check", _("Check a document"));

	p->wants_back = true;
	if (c->any) {
		/* without the field, at which a low screen would stand instead of the verdict */
		put_found(p, x, &c->found);
		page_menu(p, ACT_ANOTHER, _("Check another code"), NULL, NULL);
		put_offline(p, x);
		return p;
	}
	page_text(p, TONE_PLAIN,
		  _("Type the code on the document (16 digits) or on the receipt (20 digits). It "
		    "is not the reference number. You will see whether the document is genuine and "
		    "still valid."));
	page_field(p, make_field(a, c));
	p->focus_field = FIELD_CODE;
	p->next_label = _("Check");
	put_offline(p, x);
	return p;
}

/* --- asking --- */

static void find(struct check_page *c, struct stack *st)
{
	struct context *x = stack_context(st);

	arena_reset(c->arena);
	c->any = false;
	c->error = (struct error){0};
	if (x->registry == NULL)
		fail(&c->error, FAULT_BUSY,
		     N_("The portal's registry cannot be reached now. Please try again in a few "
			"minutes."),
		     "no registry");
	else
		c->any = checked_find(x->registry, x->caller, catalogue_terms(x->scene.catalogue),
				      c->typed, c->arena, &c->found, &c->error) == FAULT_NONE;
	stack_turn(st);
}

/* From what was found back to the code. */
static bool ask_again(struct check_page *c, struct stack *st)
{
	c->any = false;
	c->typed[0] = '\0';
	stack_turn(st);
	return true;
}

static bool check_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct check_page *c = (struct check_page *)s;
	char code[RECEIPT_DIGITS + 1], shown[REFERENCE_CHECK_SHOWN];

	if (e->kind == INPUT_ANSWER) {
		c->any = false;
		c->error = (struct error){0};
		if (reference_read_check(e->text, code, &c->error) != FAULT_NONE)
			return false;
		reference_show_check(code, shown);
		snprintf(c->typed, sizeof(c->typed), "%s", shown);
		return true;
	}
	if (c->any && (e->kind == INPUT_BACK || (e->kind == INPUT_CHOOSE && e->act == ACT_ANOTHER)))
		return ask_again(c, st);
	if (e->kind != INPUT_NEXT)
		return false;
	if (c->typed[0] != '\0')
		find(c, st);
	return true;
}

static void check_free(struct screen *s)
{
	arena_free(((struct check_page *)s)->arena);
	free(s);
}

static const struct screen_ops ops = {
	.name = "check", .view = check_view, .update = check_update, .free = check_free};

struct screen *check_new(void)
{
	struct check_page *c = common_make(sizeof(*c), &ops);

	c->arena = arena_new((size_t)4 << 20);
	return &c->screen;
}
