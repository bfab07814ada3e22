/* orgwords.c - who acts for an organisation and what waits for them, in words. */
#include "tui/page/orgwords.h"

#include "i18n/i18n.h"
#include "i18n/money.h"
#include "services/definition/service_entry.h"
#include "tui/page/signwords.h"
#include "tui/page/words.h"

const char *orgwords_rights(struct arena *a, enum lang lang, int rights)
{
	const char *const names[] = {
		/* TRANSLATORS: what somebody may do for an organisation: see all that is its own */
		_("view"),
		/* TRANSLATORS: what somebody may do for an organisation: send applications */
		_("send"),
		/* TRANSLATORS: what somebody may do for an organisation: invite and end people */
		_("manage"), NULL};

	return signwords_rights(a, lang, names, rights);
}

static const char *day_of(struct arena *a, enum lang lang, const char *country, int64_t at)
{
	return bidi_isolate(a, date_show(a, lang, country, date_of(at)));
}

static const char *way_of(const struct agent *m)
{
	switch (m->way) {
	case AGENT_APPLICANT: return _("applied for the registration");
	case AGENT_CLAIMED: return _("with the PIN of the registration application");
	case AGENT_INVITATION: return _("by invitation");
	case AGENT_OFFICE: break;
	}
	return _("added by the office");
}

const char *orgwords_agent(struct arena *a, enum lang lang, const char *country,
			   const struct agent *m)
{
	const char *may = orgwords_rights(a, lang, m->rights);

	switch (m->state) {
	case MEMBER_INVITED:
		return FILL(a, _("invited to {rights}; valid until {moment}"), {"rights", may},
			    {"moment", bidi_isolate(a, date_moment(a, lang, country, m->until))});
	case MEMBER_LATE: return _("the invitation was not accepted in time");
	case MEMBER_ENDED:
		return m->joined_at == 0
			       ? FILL(a, _("the invitation was cancelled on {day}"),
				      {"day", day_of(a, lang, country, m->ended_at)})
			       : FILL(a, _("from {day} to {end}: {rights}"), {"rights", may},
				      {"day", day_of(a, lang, country, m->joined_at)},
				      {"end", day_of(a, lang, country, m->ended_at)});
	case MEMBER_JOINED: break;
	}
	return FILL(a, _("may {rights}; since {day} ({way})"), {"rights", may},
		    {"day", day_of(a, lang, country, m->joined_at)}, {"way", way_of(m)});
}

static const char *payment_of(struct arena *a, enum lang lang, const char *country,
			      const struct organisation_wait *w)
{
	const char *amount = money_show(a, lang, w->amount, w->currency);

	if (w->due_at == 0)
		return FILL(a, _("To be paid: {amount}"), {"amount", amount});
	return FILL(a, _("To be paid: {amount}, by {day}"), {"amount", amount},
		    {"day", day_of(a, lang, country, w->due_at)});
}

const char *orgwords_wait(struct arena *a, enum lang lang, const char *country,
			  const struct organisation_wait *w)
{
	const char *day =
		w->later == NULL ? "" : bidi_isolate(a, date_show(a, lang, country, w->day));

	switch (w->kind) {
	case ORG_SIGNATURE: return _("Your signature is needed");
	case ORG_CORRECTION: return _("The authority is waiting for an answer");
	case ORG_PAYMENT: return payment_of(a, lang, country, w);
	case ORG_DUE: return FILL(a, _("due by {day}"), {"day", day});
	case ORG_MISSED:
		return FILL(a, _("was due by {day} and has not been received"), {"day", day});
	case ORG_DRAFT: break;
	}
	return _("One of your drafts, not sent yet");
}

char *orgwords_waits(struct arena *a, size_t count)
{
	return FILL(a, _("items waiting: {count}"), {"count", arena_format(a, "%zu", count)});
}

const char *orgwords_sends(const struct service *s)
{
	if (s->about == NULL || !s->about->people)
		return NULL;
	/* TRANSLATORS: behind "Who sends it" */
	return _("Only people who act for the organisation on this portal, signed in to their "
		 "account. If nobody acts for it yet: the person who applied for its registration "
		 "here, with the reference number and the PIN of that application.");
}

const char *orgwords_before(enum orgwords_who who)
{
	switch (who) {
	case ORGWORDS_NOBODYS:
		return _("You can fill this in, but not send it yet: your account does not act for "
			 "any organisation in this register. Ask the person who manages the "
			 "organisation on the portal to invite you. If you applied for its "
			 "registration, attach the organisation to your account on the page of "
			 "that application.");
	case ORGWORDS_SEER:
		return _("You can fill this in, but not send it yet: your account may not send "
			 "applications for the organisation. Ask the person who manages it on the "
			 "portal for the right to send them.");
	case ORGWORDS_GUEST: break;
	}
	return _("As a guest you can fill this in, but not send it: only the organisation's own "
		 "people can. You need an account that acts for the organisation, or the reference "
		 "number and the PIN of the application that registered it.");
}

const char *orgwords_founder(void)
{
	/* TRANSLATORS: "organisation claim" is a command, and stays as it is */
	return _("You send everything for this organisation yourself, with this reference number "
		 "and its PIN. If you have an account, you can attach the organisation to it once, "
		 "here or with `organisation claim`, and invite others; from then on, everything "
		 "is sent with an account.");
}

const char *orgwords_come(void)
{
	return _("They sign in to their account:");
}

const char *orgwords_way(void)
{
	return _("There they open the organisation under “Check a register” and choose “I was "
		 "invited”. Or they type, with the code in place of CODE:");
}

const char *orgwords_line(struct arena *a, const char *ssh, const char *book, const char *number)
{
	return arena_format(a, "echo CODE | %s organisation join %s '%s'", ssh, book, number);
}
