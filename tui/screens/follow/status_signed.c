/* status_signed.c - who has signed an application, on its page; and what of it somebody sees who
 * works on it and is not its applicant. */
#include "tui/screens/follow/status.h"

#include "services/application/organisation.h"
#include "tui/page/signwords.h"

/* What it has entered may be nobody's yet: then it is the applicant's, by account or by PIN. */
static void load_organisation(struct status *f, const struct context *x)
{
	bool is_free;

	f->ours = f->claims = f->sends = false;
	if (x->scene.has_account &&
	    organisation_has(x->registry, x->caller, f->application.reference, &f->ours, NULL) !=
		    FAULT_NONE)
		f->ours = false;
	is_free = !f->ours && !f->member && f->application.state == STATE_APPROVED &&
		  organisation_is_free(x->registry, x->caller, &f->application,
				       catalogue_terms(x->scene.catalogue));
	f->claims = is_free && x->scene.has_account;
	f->sends = is_free && !x->scene.has_account;
}

void status_signed_load(struct status *f, const struct context *x)
{
	struct membership own = {.rights = 0};

	f->standing_count = 0;
	f->member = f->application.members > 0 &&
		    member_own(x->registry, x->caller, &f->application, &own, NULL) == FAULT_NONE &&
		    own.number > 0;
	f->edits = f->member && (own.rights & MEMBER_EDIT) != 0;
	load_organisation(f, x);
	if (f->service == NULL || f->service->signature_count == 0 ||
	    signature_standings(x->registry, x->caller, &f->application, f->service, f->loaded,
				&f->standings, &f->standing_count, NULL) != FAULT_NONE)
		f->standing_count = 0;
}

void status_put_signed(struct page *p, const struct scene *x, const struct status *f)
{
	for (size_t i = 0; i < f->standing_count; i++)
		page_pair(p, words_of(&f->standings[i].signature->name, x->lang),
			  signwords_standing(p->arena, &f->standings[i]), 0);
}

void status_put_member(struct page *p, const struct scene *x, const struct status *f,
		       const struct status_choices *acts)
{
	if (f->edits && status_named(f) != NULL && f->service != NULL)
		page_menu(p, acts->correct, _("Correct what is asked for"), NULL, NULL);
	papers_put_menu(p, x, acts->papers, &f->papers);
	page_menu(p, acts->answers, _("See the answers that were given"), NULL, NULL);
	page_menu(p, acts->people, _("People and signatures"), NULL, NULL);
}
