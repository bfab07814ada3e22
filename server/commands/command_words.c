/* command_words.c - services and applications as lines for people. */
#include "server/commands/command_issued.h"

#include "services/definition/service_window.h"
#include "tui/page/acted.h"
#include "tui/page/duewords.h"
#include "tui/page/momentwords.h"
#include "tui/page/orgwords.h"
#include "tui/page/statewords.h"
#include "tui/page/words.h"

#include <time.h>

const char *command_in(const struct command *c, const struct text *t)
{
	return text_is_set(t) ? t->in[c->lang] : NULL;
}

/* A figure and, in brackets, its note. */
static const char *with_note(struct command *c, const char *figure, const struct text *note)
{
	const char *n = command_in(c, note);

	return n != NULL ? arena_format(c->arena, "%s (%s)", figure, n) : figure;
}

const char *command_fee(struct command *c, const struct service *s)
{
	const char *figure = words_fee(c->arena, c->lang, s->fee);

	/* Without an amount the note is all that is known, and the figure. */
	return s->fee != NULL && s->fee->known ? with_note(c, figure, &s->fee->note) : figure;
}

const char *command_duration(struct command *c, const struct service *s)
{
	const struct duration *time = service_time(s);
	const char *figure = words_duration(c->arena, c->lang, time);

	return time != NULL ? with_note(c, figure, &time->note) : figure;
}

int64_t command_now(const struct command *c)
{
	return c->portal->registry == NULL ? (int64_t)time(NULL)
					   : registry_now(c->portal->registry);
}

const char *command_country(const struct command *c, const struct service *s)
{
	if (c->portal->catalogue == NULL)
		return s->country;
	return words_country(catalogue_terms(c->portal->catalogue), c->lang, s->country);
}

void command_print_head(struct command *c, const struct service *s)
{
	command_line(c, s->id);
	buffer_format(c->out, "  %s\n  %s · %s\n", text_safe(c->arena, s->name.in[c->lang], 0),
		      text_safe(c->arena, command_country(c, s), 0),
		      text_safe(c->arena, words_head(c->arena, c->lang, s, command_now(c)), 0));
}

void command_heading(struct command *c, const char *text)
{
	buffer_format(c->out, "\n%s\n", text);
}

void command_bullet(struct command *c, const char *text)
{
	buffer_format(c->out, "- %s\n", text_safe(c->arena, text, 0));
}

static void print_texts(struct command *c, const char *title, const struct text *list, size_t count)
{
	if (count == 0)
		return;
	command_heading(c, title);
	for (size_t i = 0; i < count; i++)
		command_bullet(c, list[i].in[c->lang]);
}

/* `alternative`: instead of the one before it. */
static void print_paper(struct command *c, const struct paper *p, bool alternative, bool decided)
{
	const char *line = words_paper(c->arena, c->lang, p, decided);

	if (alternative)
		line = FILL(c->arena, _("or: {paper}"), {"paper", line});
	if (p->in != NULL)
		line = arena_format(c->arena, "%s [%s]", line, p->in->name.in[c->lang]);
	command_bullet(c, with_note(c, line, &p->note));
}

/* The places of those that are asked for among the service's papers. */
static size_t wanted_papers(struct command *c, const struct service *s, const struct form *form,
			    size_t **ret)
{
	if (form != NULL)
		return form_papers(form, c->arena, ret);
	*ret = arena_array(c->arena, s->paper_count + 1, sizeof(**ret));
	for (size_t i = 0; i < s->paper_count; i++)
		(*ret)[i] = i;
	return s->paper_count;
}

void command_print_papers(struct command *c, const struct service *s, const struct form *form)
{
	size_t *wanted;
	size_t count = wanted_papers(c, s, form, &wanted);
	int choice = 0;

	if (count == 0 && form == NULL)
		return;
	command_heading(c, _("Required documents"));
	for (size_t i = 0; i < count; i++) {
		const struct paper *p = &s->papers[wanted[i]];

		print_paper(c, p, p->choice > 0 && p->choice == choice, form != NULL);
		choice = p->choice;
	}
	if (count == 0)
		command_line(
			c,
			s->paper_count == 0
				? _("We do not know which documents are needed: ask the authority.")
				: _("No documents in your case, as far as we know."));
}

/* Behind its title: what day it is of, and when it was read. */
static const char *source_days(struct command *c, const struct service *s, const struct source *o)
{
	const char *of = o->date.year == 0
				 ? ""
				 : arena_format(c->arena, ", %s",
						date_show(c->arena, c->lang, s->country, o->date));

	if (o->seen.year == 0)
		return of;
	return arena_format(c->arena, "%s, %s", of,
			    FILL(c->arena, _("read on {date}"),
				 {"date", date_show(c->arena, c->lang, s->country, o->seen)}));
}

static void print_sources(struct command *c, const struct service *s)
{
	command_heading(c, _("Sources"));
	for (size_t i = 0; i < s->source_count; i++) {
		const struct source *o = &s->sources[i];
		const char *remark;

		command_bullet(c, arena_format(c->arena, "%s (%s)%s", o->title,
					       words_source_kind(o->kind), source_days(c, s, o)));
		if (o->url != NULL && o->url[0] != '\0')
			buffer_format(c->out, "  %s\n", text_safe(c->arena, o->url, 0));
		remark = words_remark(c->arena, c->lang, o);
		if (remark != NULL)
			buffer_format(c->out, "  %s\n", text_safe(c->arena, remark, 0));
	}
	command_pair(c, _("Page last checked"),
		     date_show(c->arena, c->lang, s->country, s->verified));
	if (words_confidence(s->confidence) != NULL)
		command_line(c, message_get(words_confidence(s->confidence)));
}

/* Of one that ends: when, and what stands in its place. */
static void print_end(struct command *c, const struct service *s)
{
	const struct service *next =
		s->end == NULL || s->end->instead == NULL
			? NULL
			: catalogue_find(c->portal->catalogue, s->end->instead);
	const char *window;

	if (s->end != NULL)
		command_line(c, words_end(c->arena, c->lang, s));
	window = service_takes(s) ? words_window(c->arena, c->lang, s, command_now(c)) : NULL;
	if (window != NULL)
		command_line(c, window);
	if (next != NULL)
		command_line(c, FILL(c->arena, _("Use this service instead: {service}"),
				     {"service", arena_format(c->arena, "%s (%s)",
							      next->name.in[c->lang], next->id)}));
}

/* How one applies: what is signed, or has files, before it is sent is begun on a page. */
static void print_way_in(struct command *c, const struct service *s)
{
	const char *pages = command_ssh(c->arena, c->portal, "guest");
	const char *words =
		_("To apply: `form {id}` prints a form to complete, `apply {id}` submits it.");

	if (service_way_in(s) == SERVICE_SIGNED_FIRST)
		words = _("Apply: begin it on a page ({command}), and invite there who has to "
			  "sign.");
	else if (service_way_in(s) == SERVICE_FILES_FIRST)
		words = _("Apply: begin it on a page ({command}), and send there the documents "
			  "that have to come first.");
	buffer_text(c->out, "\n");
	if (service_has_effects(s)) {
		command_line(c, _("An appeal begins with the application that was refused: `appeal "
				  "REFERENCE`."));
		return;
	}
	command_line(c, FILL(c->arena, words, {"id", s->id}, {"command", pages}));
}

void command_print_service(struct command *c, const struct service *s)
{
	command_line(c, s->name.in[c->lang]);
	command_line(c, s->summary.in[c->lang]);
	print_end(c, s);
	buffer_text(c->out, "\n");
	command_pair(c, _("Authority"), s->authority.in[c->lang]);
	command_pair(c, _("Country"), command_country(c, s));
	command_pair(c, _("Sector"), s->sector->name.in[c->lang]);
	command_pair(c, _("Who it is for"), words_audience(c->arena, c->lang, s));
	if (orgwords_sends(s) != NULL)
		command_pair(c, _("Who sends it"), orgwords_sends(s));
	if (s->fee != NULL || s->charge_count == 0)
		command_pair(c, _("Fee"), command_fee(c, s));
	for (size_t i = 0; i < s->charge_count; i++)
		command_pair(c, command_in(c, &s->charges[i].name),
			     duewords_charge(c->arena, c->lang, &s->charges[i]));
	command_pair(c, _("Time"), command_duration(c, s));
	command_pair(c, _("If there is no reply in time"), command_in(c, &s->silence));
	command_pair(c, _("Where and how"), command_in(c, &s->channel));
	command_pair(c, _("What you get"), command_in(c, &s->output));
	command_pair(c, _("Where to collect it"), command_in(c, &s->collect));
	command_pair(c, _("Valid for"), command_in(c, &s->validity));
	command_pair(c, _("Benefit"), command_in(c, &s->benefit));
	command_pair(c, _("Notes"), command_in(c, &s->notes));
	print_texts(c, _("Who can apply"), s->eligibility, s->eligibility_count);
	command_print_papers(c, s, NULL);
	command_sign_who(c, s);
	print_texts(c, _("Legal basis"), s->legal_basis, s->legal_basis_count);
	print_sources(c, s);
	if (service_takes(s) && service_window_at(s, command_now(c)) == WINDOW_OPEN)
		print_way_in(c, s);
}

const char *command_ssh(struct arena *a, const struct command_portal *p, const char *user)
{
	const char *port = p->port != 0 && p->port != 22 ? arena_format(a, "-p %d ", p->port) : "";

	return arena_format(a, "ssh -C %s%s@%s", port, user, p->host);
}

/* Once for each place, as long as nothing of another comes between. */
static bool tells_clock(struct command *c, const struct service *s)
{
	const char *country = s == NULL ? "" : s->country;
	bool is_other = c->clock == NULL || strcmp(c->clock, country) != 0;

	c->clock = country;
	return is_other;
}

void command_clock(struct command *c, const struct service *s)
{
	const char *words = momentwords_all(c->arena, c->lang, s, command_now(c));

	if (tells_clock(c, s) && words != NULL)
		command_line(c, words);
}

const char *command_moment(struct command *c, const struct service *s, int64_t at)
{
	if (command_face(c) == ON_HOST)
		return date_rfc3339(c->arena, at);
	return tells_clock(c, s) ? momentwords_first(c->arena, c->lang, s, at)
				 : momentwords(c->arena, c->lang, s, at);
}

/* What may be done; why stands in the history. An appeal here, which is told besides, is a source.
 */
static void print_refusal(struct command *c, const struct application *a, const struct service *s,
			  const struct event *events, size_t count)
{
	int64_t at = application_since(events, count, STATE_REJECTED);
	const struct related *first = command_appealed(c, a);
	bool can = command_can_appeal(c, a, s);
	bool is_last = first != NULL && !can && s->if_refused == NULL;

	if (first != NULL)
		command_pair(c, _("Appeal"), words_appeal_end(false, first));
	if (command_is_authoritys(c)) /* they refuse; what may be done then is the applicant's */
		return;
	if (is_last && words_refusal_stands(first))
		command_pair(c, _("Who to contact"), words_appeal_over());
	else if (!is_last && (s->if_refused != NULL || !can))
		command_pair(c, _("If you do not agree"),
			     words_refusal(c->arena, c->lang,
					   &(struct words_refused){
						   s, c->portal->after_refusal[c->lang], at,
						   registry_now(c->portal->registry)}));
	command_pair(c, _("Authority"), s->authority.in[c->lang]);
	command_pair(c, _("Where and how"), command_in(c, &s->channel));
}

void command_time_print(struct command *c, const struct words_time *time)
{
	const char *origin = words_time_origin(time, c->lang);

	command_pair(c, words_time_label(time), words_time(c->arena, c->lang, time));
	if (origin != NULL)
		command_line(c, arena_format(c->arena, "  %s", origin));
}

/* Until when, by whose word, and what follows when nobody answers. */
static void print_time(struct command *c, const struct application *a, const struct service *s)
{
	const struct words_time time = {.service = s,
					.stage = s == NULL ? NULL : service_stage(s, a->stage),
					.due_at = a->due_at,
					.now = registry_now(c->portal->registry),
					.asked = a->state == STATE_NEEDS_INFO,
					.of_staff = command_is_authoritys(c)};

	command_time_print(c, &time);
	/* While the applicant owes an answer or a fee, the day is theirs. */
	if (s != NULL && !time.asked && a->state != STATE_AWAITING_PAYMENT)
		command_pair(c, _("If there is no reply in time"), words_silence(s, c->lang));
}

/* What no command does: it is asked for question by question. */
static void print_next_step(struct command *c, const struct application *a)
{
	const char *ssh = command_ssh(c->arena, c->portal, "me");

	if (a->state == STATE_DRAFT)
		command_pair(c, _("Next step"),
			     FILL(c->arena,
				  _("Fill in the rest and submit it: sign in with {command}, with "
				    "the reference number and the PIN."),
				  {"command", ssh}));
}

const char *command_state_words(const struct command *c, const struct service *s,
				enum application_state state)
{
	return state == STATE_NEEDS_INFO && command_is_authoritys(c)
		       ? _("Waiting for the applicant")
		       : statewords(s, state);
}

void command_print_application(struct command *c, const struct application *a,
			       const struct service *s, const struct event *events, size_t count)
{
	const struct command_progress progress = command_progress(a, s, events, count);
	char shown[REFERENCE_DIGITS + 4];

	reference_show(a->reference, shown);
	command_pair(c, _("Reference number"), shown);
	command_pair(c, _("Service"), s != NULL ? s->name.in[c->lang] : a->service);
	if (s != NULL) {
		command_pair(c, _("Authority"), s->authority.in[c->lang]);
		command_pair(c, _("Country"), command_country(c, s));
	}
	command_pair(c, _("Status"),
		     a->state == STATE_NEEDS_INFO
			     ? command_state_words(c, s, a->state)
			     : acted_state_now(c->lang, s, events, count, a->state));
	command_progress_print(c, s, &progress);
	if (!command_is_authoritys(c))
		print_next_step(c, a);
	command_history_asked(c, a, s, events, count);
	if (a->state == STATE_REJECTED && s != NULL)
		print_refusal(c, a, s, events, count);
	/* What is issued here is told by itself: see command_issued_print. */
	if (a->state == STATE_APPROVED && s != NULL &&
	    (text_is_set(&s->collect) || s->output_count == 0))
		command_collect_print(c, s);
	if (a->submitted_at > 0)
		command_pair(c, _("Submitted on"), command_moment(c, s, a->submitted_at));
	if (application_is_open(a->state))
		print_time(c, a, s);
}
