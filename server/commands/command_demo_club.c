/* command_demo_club.c - the clubs of a demonstration: registered, some of them suspended, struck
 * off or lapsed; and one that an account acts for, with what it has sent, what it owes and what is
 * asked of it. */
#include "server/commands/command_demo.h"

#include "services/application/organisation.h"
#include "services/register/check.h"
#include "services/register/entry_act.h"

#include <string.h>

#define REGISTER "demo-clubs"
#define REGISTRATION "demo-club-registration"
#define REPORT "demo-club-report"
#define CHANGE "demo-club-change"

enum deed {
	APPLIES,
	IS_ENTERED,
	IS_REFUSED,
	REPORTS,
	CHANGES,
	IS_TAKEN, /* what it has sent last */
	IS_ASKED,
	INVITES,
	DRAFTS,
	IS_SUSPENDED,
	IS_STRUCK
};

/* Invented, in the language in which each has applied; the first is the account's. */
static const struct {
	enum lang lang;
	const char *name, *object, *caza, *chair, *secretary, *treasurer;
} clubs[DEMO_CLUBS] = {
	{LANG_AR, "نادي أصدقاء النهر", "تنظيف ضفاف النهر والمشي على دروبه", "lb-caza-zahle",
	 "ليلى كرم", "رامي سعد", "مريم نصار"},
	{LANG_FR, "Ciné-club du Port", "Projeter et discuter des films", "lb-caza-beirut",
	 "Nadia Rahmé", "Fadi Khoury", "Rita Saad"},
	{LANG_EN, "Olive Grove Singers", "Singing together", "lb-caza-saida", "Karim Haddad",
	 "Hoda Nassar", "Samir Karam"},
	{LANG_AR, "نادي الشطرنج", "تعليم الشطرنج وإقامة المباريات", "lb-caza-beirut", "سامي خوري",
	 "أمل حداد", "جورج رحمة"},
	{LANG_FR, "Les Amis de la bibliothèque", "Lire à voix haute aux enfants", "lb-caza-saida",
	 "Rania Saad", "Walid Nassar", "Mona Haddad"},
	{LANG_AR, "نادي النحّالين", "تربية النحل وتبادل الخبرة", "lb-caza-zahle", "منير كرم",
	 "سعاد سعد", "نبيل خوري"},
	{LANG_EN, "Harbour Walkers", "Walks along the coast", "lb-caza-beirut", "Ziad Rahme",
	 "Aida Khoury", "Jad Nassar"},
	{LANG_AR, "نادي المطالعة", "قراءة كتاب كل شهر", "lb-caza-saida", "هدى نصار", "طارق حداد",
	 "سلمى كرم"},
};

static const struct {
	int days_ago, club;
	enum deed deed;
} deeds[] = {
	{88, 1, APPLIES},      {86, 1, IS_ENTERED}, /* over since two days */
	{84, 2, APPLIES},      {80, 2, IS_ENTERED}, {82, 3, APPLIES},    {79, 3, IS_ENTERED},
	{30, 3, IS_SUSPENDED}, {78, 0, APPLIES},    {75, 0, IS_ENTERED}, /* until in nine days */
	{70, 4, APPLIES},      {66, 4, IS_ENTERED}, {60, 5, APPLIES},    {57, 5, IS_ENTERED},
	{15, 5, IS_STRUCK},    {50, 6, APPLIES},    {46, 6, IS_REFUSED}, {40, 0, REPORTS},
	{36, 0, IS_TAKEN},     {20, 0, CHANGES},    {17, 0, IS_TAKEN},   {6, 0, CHANGES},
	{3, 0, IS_ASKED},      {2, 0, INVITES},     {1, 0, DRAFTS},      {2, 7, APPLIES},
};

size_t command_demo_deeds(void)
{
	return sizeof(deeds) / sizeof(deeds[0]);
}

int command_demo_deed_day(size_t which)
{
	return deeds[which].days_ago;
}

/* --- who --- */

static enum fault applicant_of(struct demonstration *d, int club, struct caller *ret,
			       struct error *err)
{
	*ret = caller_visitor("demonstration", FACE_PAGES);
	ret->key_acts = ret->exempt = ret->by_key_alone = true;
	ret->lang = clubs[club].lang;
	if (club != 0) {
		snprintf(ret->key, sizeof(ret->key), "%064x", 9000U + (unsigned)club);
		return FAULT_NONE;
	}
	snprintf(ret->key, sizeof(ret->key), "%s", command_demo_account(d, DEMO_CLUB)->key);
	return sign_in_key(d->registry, ret, err);
}

/* --- its forms --- */

static void set(struct form *f, const char *question, int item, const char *words, enum lang lang)
{
	struct field_path at = {0};

	while (form_next(f, &at))
		if (strcmp(at.question->id, question) == 0 && (item == 0 || at.item == item))
			(void)!form_set(f, &at, words, lang, NULL);
}

static const char *said(enum lang lang, const char *ar, const char *fr, const char *en)
{
	return lang == LANG_AR ? ar : lang == LANG_FR ? fr : en;
}

/* Of one with a form that takes them. A new chair changes places with the treasurer; `again`: back.
 */
static void answer(struct demonstration *d, struct form *f, int club, bool again)
{
	enum lang lang = clubs[club].lang;
	bool swaps = !again && strcmp(form_service(f)->id, CHANGE) == 0;

	set(f, "club_name", 0, clubs[club].name, lang);
	set(f, "object", 0, clubs[club].object, lang);
	set(f, "seat_caza", 0, clubs[club].caza, lang);
	set(f, "members", 0, arena_format(d->command->arena, "%d", 12 + 3 * club), lang);
	set(f, "chair", 0, clubs[club].chair, lang);
	set(f, "phone", 0, arena_format(d->command->arena, "03 555 7%02d", club), lang);
	set(f, "member", 1, clubs[club].secretary, lang);
	set(f, "post", 1, said(lang, "أمانة السر", "Secrétariat", "Secretary"), lang);
	set(f, "member", 2, swaps ? clubs[club].chair : clubs[club].treasurer, lang);
	set(f, "post", 2, said(lang, "أمانة الصندوق", "Trésorerie", "Treasurer"), lang);
	set(f, "club_number", 0, d->clubs[club].number, lang);
	set(f, "new_chair", 0, swaps ? clubs[club].treasurer : clubs[club].chair, lang);
	set(f, "activities", 0,
	    said(lang, "ثلاثة أيام لتنظيف النهر، ونزهة كل شهر.", "Une sortie par mois.",
		 "One outing a month."),
	    lang);
}

static enum fault send(struct demonstration *d, int club, const char *service, struct error *err)
{
	struct demo_club *to = &d->clubs[club];
	struct receipt r = {0};
	struct caller who;
	char request[24];
	struct form *f;
	enum fault fault = applicant_of(d, club, &who, err);
	bool again = to->service != NULL && strcmp(to->service->id, service) == 0;

	to->service = catalogue_find(d->catalogue, service);
	if (fault != FAULT_NONE || to->service == NULL)
		return fault;
	f = form_new(to->service, catalogue_terms(d->catalogue), date_of(d->now));
	command_new_request(request);
	if (!command_demo_fill(d, f, NULL, clubs[club].lang, 1000))
		fault = fail(err, FAULT_BROKEN, N_("The demonstration's form is not taken."), "%s",
			     service);
	answer(d, f, club, again);
	if (fault == FAULT_NONE)
		fault = application_apply(d->registry, &who, f, request, clubs[club].lang, &r, err);
	snprintf(to->reference, sizeof(to->reference), "%s", r.reference);
	form_free(f);
	return fault;
}

static enum fault draft(struct demonstration *d, struct error *err)
{
	const struct service *s = catalogue_find(d->catalogue, REPORT);
	struct application_answer one = {.now = d->clubs[0].number};
	struct application a = {0};
	char pin[PIN_DIGITS + 1];
	struct caller who;
	enum fault f = applicant_of(d, 0, &who, err);

	if (f == FAULT_NONE)
		f = application_begin(d->registry, &who, s, clubs[0].lang, &a, pin, err);
	if (f != FAULT_NONE)
		return f;
	one.at.section = &s->form->sections[0];
	one.at.question = &s->form->sections[0].questions[0];
	return application_put(d->registry, &who, &a, &one, err);
}

/* --- what the municipality does --- */

static enum fault decide(struct demonstration *d, int club, const char *act, const char *words,
			 struct error *err)
{
	struct demo_club *of = &d->clubs[club];
	struct application a = {0};
	enum fault f = application_open_host(d->registry, &d->head, of->reference, &a, err);

	if (f == FAULT_NONE)
		f = application_act(d->registry, &d->head, &a, of->service, act,
				    &(struct act_answers){.words = words}, err);
	return f;
}

static enum fault enter(struct demonstration *d, int club, struct error *err)
{
	struct demo_club *of = &d->clubs[club];
	struct application a = {0};
	struct entry e;
	bool found = false;
	enum fault f = decide(d, club, "enter", "", err);

	if (f == FAULT_NONE)
		f = application_open_host(d->registry, &d->head, of->reference, &a, err);
	if (f == FAULT_NONE)
		f = check_of_application(d->registry, &d->head, catalogue_terms(d->catalogue), a.id,
					 d->command->arena, &e, &found, err);
	if (f == FAULT_NONE && found)
		snprintf(of->number, sizeof(of->number), "%s", e.number);
	return f;
}

static enum fault act_on(struct demonstration *d, int club, const char *act, const char *reason,
			 const char *words, struct error *err)
{
	return entry_act_do(d->registry, &d->head,
			    register_find(catalogue_terms(d->catalogue), REGISTER),
			    d->clubs[club].number, act,
			    &(struct entry_typed){.reason = reason, .words = words}, err);
}

static enum fault invite(struct demonstration *d, struct error *err)
{
	const struct term_list *terms = catalogue_terms(d->catalogue);
	const struct organisation_at at = {register_find(terms, REGISTER), d->clubs[0].number,
					   terms};
	const struct organisation_agent who = {.name = clubs[0].secretary, .rights = AGENT_FILE};
	char code[INVITATION_DIGITS + 1];
	struct caller by;
	enum fault f = applicant_of(d, 0, &by, err);

	if (f == FAULT_NONE)
		f = organisation_invite(d->registry, &by, &at, &who, code, err);
	explicit_bzero(code, sizeof(code));
	return f;
}

static enum fault act(struct demonstration *d, int club, enum deed deed, struct error *err)
{
	bool reports = strcmp(d->clubs[club].service == NULL ? "" : d->clubs[club].service->id,
			      REPORT) == 0;

	switch (deed) {
	case APPLIES: return send(d, club, REGISTRATION, err);
	case REPORTS: return send(d, club, REPORT, err);
	case CHANGES: return send(d, club, CHANGE, err);
	case DRAFTS: return draft(d, err);
	case INVITES: return invite(d, err);
	case IS_ENTERED: return enter(d, club, err);
	case IS_TAKEN: return decide(d, club, reports ? "accept" : "take_note", "", err);
	case IS_REFUSED:
		return decide(d, club, "object", _("Another club already has this name."), err);
	case IS_ASKED:
		return decide(d, club, "question",
			      _("How many members were present at the election?"), err);
	case IS_SUSPENDED:
		return act_on(d, club, "suspend", NULL,
			      _("The club's premises are closed for repairs."), err);
	case IS_STRUCK: break;
	}
	return act_on(d, club, "strike", "asked", _("The club asked for it in writing."), err);
}

enum fault command_demo_deed(struct demonstration *d, size_t which, struct error *err)
{
	enum lang lang = message_lang();
	enum fault f;

	if (catalogue_find(d->catalogue, REGISTRATION) == NULL)
		return FAULT_NONE;
	message_use(clubs[deeds[which].club].lang);
	f = act(d, deeds[which].club, deeds[which].deed, err);
	message_use(lang);
	return f;
}
