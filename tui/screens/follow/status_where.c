/* status_where.c - the office that an application went to, and the one where what comes of it is
 * collected, as its answers say it. */
#include "tui/screens/follow/status.h"

#include "tui/page/wherewords.h"

/* What they tell is told as long as it is open, or something is collected. */
void status_where_load(struct status *f, const struct context *x)
{
	form_free(f->answers);
	f->answers = NULL;
	if (f->service == NULL || !wherewords_any(f->service) ||
	    (!application_is_open(f->application.state) &&
	     (f->application.state != STATE_APPROVED || f->service->collect_at == NULL)))
		return;
	f->answers = form_new(f->service, catalogue_terms(x->scene.catalogue), date_of(f->now));
	if (application_load(x->registry, x->caller, &f->application, f->answers, &f->error) ==
	    FAULT_NONE)
		return;
	form_free(f->answers);
	f->answers = NULL;
}

void status_where_put(struct page *p, const struct scene *x, const struct status *f)
{
	if (f->answers != NULL)
		common_where(p, x, f->answers);
}
