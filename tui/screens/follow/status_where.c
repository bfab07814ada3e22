/* status_where.c - the office that an application went to, and the one where what comes of it is
 * collected, as its answers say it. */
#include "tui/screens/follow/status.h"

#include "tui/page/paperwords.h"
#include "tui/page/wherewords.h"

/* What they tell is told as long as it is open, or something is collected. */
void status_where_load(struct status *f, const struct context *x)
{
	form_free(f->answers);
	f->answers = NULL;
	if (f->service == NULL)
		return;
	if (application_is_open(f->application.state)
		    ? !wherewords_any(f->service) && f->service->paper_count == 0
		    : f->application.state != STATE_APPROVED || f->service->collect_at == NULL)
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

/* --- whom to ask ------------------------------------------------------------------------------ */

bool status_is_had(const struct status *f)
{
	return f->issued_count > 0 && f->service != NULL && !text_is_set(&f->service->collect);
}

const char *status_collect(struct arena *a, const struct scene *x, const struct status *f)
{
	const char *place =
		f->answers == NULL ? NULL : wherewords_collect_at(a, x->lang, f->answers);

	return place == NULL && f->service != NULL && text_is_set(&f->service->collect)
		       ? words_of(&f->service->collect, x->lang)
		       : place;
}

static void put_collect(struct page *p, const struct scene *x, const struct status *f)
{
	const struct service *s = f->service;
	const char *place = status_collect(p->arena, x, f);

	/* TRANSLATORS: heading above what is collected, and where */
	page_heading(p, _("Collection"));
	if (text_is_set(&s->output))
		page_pair(p, _("What you get"), words_of(&s->output, x->lang), 0);
	if (place != NULL)
		page_pair(p, _("Where to collect it"), place, 0);
	else
		page_text(p, TONE_PLAIN, words_collect(s, x->lang));
}

static bool is_applicants_turn(const struct status *f)
{
	const struct stage *stage = service_stage(f->service, f->application.stage);

	return f->application.state == STATE_NEEDS_INFO ||
	       f->application.state == STATE_AWAITING_PAYMENT ||
	       (stage != NULL && stage->actor == ACTOR_APPLICANT);
}

/* Where one applies is said to nobody who has applied. */
static void put_authority(struct page *p, const struct scene *x, const struct status *f)
{
	page_pair(p, _("Authority"), words_of(&f->service->authority, x->lang), 0);
	common_country(p, x, f->service);
}

/* Papers are to be brought, unless all have come as files. */
static bool tells_papers(const struct status *f)
{
	return f->answers != NULL && f->service->paper_count > 0 &&
	       (f->papers.asked == 0 || f->papers.settled < f->papers.asked);
}

/* As the receipt says it: who comes back has nothing else that says it. */
static void put_papers(struct page *p, const struct scene *x, const struct status *f)
{
	const struct service *s = f->service;

	if (!tells_papers(f))
		return;
	common_papers(p, x, s, f->answers, false);
	page_heading(p, _("Handing in the documents"));
	if (text_is_set(&s->channel))
		page_pair(p, _("Where and how"), words_of(&s->channel, x->lang), 0);
	else
		page_text(p, TONE_PLAIN, paperwords_no_way(s));
}

void status_counter_put(struct page *p, const struct scene *x, const struct status *f)
{
	enum application_state state = f->application.state;

	if (state == STATE_WITHDRAWN || state == STATE_EXPIRED)
		return;
	if (application_is_open(state))
		put_papers(p, x, f);
	if (application_is_open(state) && !is_applicants_turn(f)) {
		page_heading(p, _("If there is a delay"));
		page_text(p, TONE_PLAIN,
			  _("Contact the authority and give your reference number:"));
		put_authority(p, x, f);
	} else if (state == STATE_REJECTED) {
		status_put_refusal(p, x, f);
		put_authority(p, x, f);
	} else {
		bool told =
			application_is_open(state)
				? tells_papers(f)
				: state == STATE_APPROVED && status_collect(p->arena, x, f) != NULL;

		if (state == STATE_APPROVED && !status_is_had(f))
			put_collect(p, x, f);
		else
			page_heading(p, _("Who to contact"));
		if (told)
			put_authority(p, x, f);
		else
			common_counter(p, x, f->service);
	}
}
