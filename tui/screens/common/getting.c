/* getting.c - how one comes to an account, what it is for, and what to do where its PIN is lost;
 * opened from the help, and wherever something needs an account. */
#include "tui/page/accountwords.h"
#include "tui/page/contactwords.h"
#include "tui/screens/common/common.h"

enum { ACT_LOST = 1 };

static void put_whom(struct page *p, const struct scene *x)
{
	page_heading(p, _("Who gives you one"));
	page_text(p, TONE_PLAIN, accountwords(x->account_office[x->lang]));
	page_text(p, TONE_PLAIN,
		  _("The office gives you two numbers: the account number, with 10 digits, and a "
		    "PIN with 8 digits."));
}

static void put_organisation(struct page *p)
{
	page_heading(p, _("To act for an organisation"));
	page_bullet(p, _("Once you have an account, give its number to the person who manages the "
			 "organisation on the portal: that person can invite you."));
	page_bullet(p, _("If you applied for its registration, attach it to your account on the "
			 "page of that application."));
	page_bullet(p, _("If nobody acts for it with an account yet, no account is needed: the "
			 "person who applied for its registration sends its applications with the "
			 "reference number and the PIN of that application."));
}

static struct page *getting_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	struct page *p = page_new(a, "getting", _("How to get an account"));

	(void)s;
	p->wants_back = true;
	page_text(p, TONE_PLAIN,
		  _("You can apply for most services without an account, with a reference number "
		    "and a PIN. With an account you see all your applications together, and you "
		    "can act for an organisation."));
	put_whom(p, x);
	page_heading(p, _("How to sign in"));
	page_text(p, TONE_PLAIN,
		  _("With the account number and the PIN, or with an SSH key that the office has "
		    "added to your account:"));
	page_code(p, common_ssh(x, a, x->plain ? "plain-me" : "me"));
	put_organisation(p);
	page_heading(p, _("If you have lost a PIN"));
	if (x->recovers > 0 && !x->signed_in)
		page_menu(p, ACT_LOST, _("I have lost the PIN of my account"), NULL, NULL);
	else
		page_text(p, TONE_PLAIN,
			  _("For a new PIN for your account, ask the office that opened it."));
	common_tracking_lost(p);
	page_heading(p, _("Complaints, comments and questions"));
	page_text(p, TONE_PLAIN, contactwords(x->contact[x->lang]));
	return p;
}

static bool getting_update(struct screen *s, struct stack *st, const struct input *e)
{
	(void)s;
	if (e->kind != INPUT_CHOOSE || e->act != ACT_LOST)
		return false;
	stack_push(st, lost_new());
	return true;
}

static const struct screen_ops ops = {
	.name = "getting", .view = getting_view, .update = getting_update};

struct screen *getting_new(void)
{
	return common_make(sizeof(struct screen), &ops);
}
