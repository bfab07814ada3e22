/* signing.c - what is signed of an application, by whom, and whether it holds. */
#include "services/application/signature_inside.h"

#include "i18n/base/array.h"
#include "i18n/date.h"
#include "services/application/answers.h"
#include "services/application/tell.h"
#include "services/definition/known.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

const char *const signature_ways[] = {"page", "key", "paper", NULL};
const char *const signature_state_codes[] = {"open", "invited", "lost", "signed"};

enum fault signing_open(struct signing *g, struct error *err)
{
	g->form = form_new(g->service, g->service->terms, date_of(registry_now(g->registry)));
	return answers_load_within(g->registry, g->row->id, ~0U, g->form, err);
}

void signing_close(struct signing *g)
{
	if (g->form != NULL)
		form_free(g->form);
	g->form = NULL;
}

/* --- which, and as whom --- */

enum fault signing_choose(struct signing *g, const char *id, struct error *err)
{
	const struct service *s = g->service;
	char known[KNOWN_MAX] = "";

	g->signature = id == NULL || *id == '\0'
			       ? (s->signature_count == 1 ? &s->signatures[0] : NULL)
			       : service_signature(s, id);
	if (g->signature != NULL)
		return FAULT_NONE;
	if (s->signature_count == 0)
		return fail(err, FAULT_INPUT, N_("This application needs no signature."),
			    "no signatures");
	for (size_t i = 0; i < s->signature_count; i++)
		known_add(known, s->signatures[i].id);
	fail(err, FAULT_INPUT, N_("Say which signature you mean: {known}."), "which");
	error_fill(err, "known", "%s", known);
	return FAULT_INPUT;
}

static enum fault no_place(const struct signing *g, size_t places, struct error *err)
{
	fail(err, FAULT_INPUT,
	     N_("No signer here has this number: there are {count}. First fill in who they are."),
	     "%zu places", places);
	error_fill(err, "count", "%zu", places);
	(void)g;
	return FAULT_INPUT;
}

static enum fault taken(const struct signing *g, int item, struct error *err)
{
	fail(err, FAULT_CONFLICT,
	     item > 0 ? N_("Somebody else already signs as {place}. Take that invitation back "
			   "first, or choose another.")
		      : N_("Everyone who signs here has already been invited or has signed."),
	     "place %d", item);
	error_fill(err, "place", "%s",
		   item > 0
			   ? signed_place(g->arena, g->form, g->signature, item, g->lang, g->hidden)
			   : "");
	return FAULT_CONFLICT;
}

enum fault signing_place(struct signing *g, const struct members *all, const char *id, int item,
			 int *ret_item, struct error *err)
{
	enum fault fault = signing_choose(g, id, err);
	int64_t now = registry_now(g->registry);
	size_t places;

	if (fault != FAULT_NONE)
		return fault;
	places = signed_places(g->form, g->signature);
	if (item < 0 || (size_t)item > places || places == 0)
		return no_place(g, places, err);
	if (item > 0 && members_signer(all, g->signature->id, item, now) != NULL)
		return taken(g, item, err);
	for (int i = 1; item == 0 && (size_t)i <= places; i++)
		if (members_signer(all, g->signature->id, i, now) == NULL)
			item = i;
	*ret_item = item;
	return item == 0 ? taken(g, 0, err) : FAULT_NONE;
}

/* --- the text --- */

static enum fault check_answered(const struct signing *g, struct error *err)
{
	struct form_fault *faults;
	size_t count = form_faults(g->form, g->arena, &faults);

	for (size_t i = 0; i < count; i++) {
		const struct field_path *at = &faults[i].at;

		if ((at->question == NULL && at->section == NULL) ||
		    !signed_covers(g->signature, at))
			continue;
		fail(err, FAULT_INPUT,
		     N_("What is to be signed is not complete yet: the answer to “{question}” is "
			"missing or wrong."),
		     "%s", at->question == NULL ? at->section->id : at->question->id);
		error_fill(err, "question", "%s",
			   at->question == NULL ? at->section->title.in[g->lang]
						: at->question->label.in[g->lang]);
		return FAULT_INPUT;
	}
	return FAULT_NONE;
}

static void make(const struct signing *g, const struct signature *s, const struct store_member *row,
		 struct signed_text *ret)
{
	signed_text_make(g->arena,
			 &(struct signed_of){.seal = &g->registry->seal,
					     .row = g->row,
					     .signature = s,
					     .member = row,
					     .form = g->form,
					     .lang = g->text_lang},
			 ret);
}

enum fault signing_text(const struct signing *g, const struct store_member *row,
			struct signed_text *ret, struct error *err)
{
	size_t places = signed_places(g->form, g->signature);

	if (row->item < 1 || (size_t)row->item > places)
		return no_place(g, places, err);
	make(g, g->signature, row, ret);
	return check_answered(g, err);
}

/* Texts may be long, and those who sign many: each is made, and gone. */
bool signing_holds(struct signing *g, const struct store_member *row)
{
	ARENA_CLEAN struct arena *scratch = arena_new(REGISTRY_WORK);
	const struct signature *s = service_signature(g->service, row->signature);
	struct signing own = *g;
	struct signed_text now;

	own.arena = scratch;
	if (s == NULL || row->signed_at == 0 || row->ended_at > 0 ||
	    !vouch_holds(&g->registry->seal, &store_member_table, row))
		return false;
	make(&own, s, row, &now);
	return strcmp(now.digest, row->digest) == 0;
}

/* --- how it stands --- */

static const char *lost_of(struct signing *g, const struct signature *s,
			   const struct store_member *row)
{
	ARENA_CLEAN struct arena *scratch = arena_new(REGISTRY_WORK);
	struct signing own = *g;
	struct signed_text now;

	own.arena = scratch;
	make(&own, s, row, &now);
	return arena_text(g->arena, signed_differs(scratch, g->service,
						   member_open(&g->registry->seal, scratch, row,
							       MEMBER_CONTENT, row->content),
						   now.content, g->lang));
}

static void stand_one(struct signing *g, const struct signature *s, const struct store_member *row,
		      struct signature_place *to)
{
	to->state = SIGNATURE_INVITED;
	to->member = row->number;
	if ((g->hidden & 1U << CLASS_PERSONAL) == 0)
		to->person = member_open(&g->registry->seal, g->arena, row, MEMBER_NAME, row->name);
	to->way = arena_text(g->arena, row->way);
	if (row->signed_at == 0)
		return;
	to->signed_at = row->signed_at;
	to->state = signing_holds(g, row) ? SIGNATURE_SIGNED : SIGNATURE_LOST;
	if (to->state == SIGNATURE_LOST)
		to->lost = lost_of(g, s, row);
}

void signing_stand(struct signing *g, const struct signature *s, const struct members *all,
		   const char *own, struct signature_standing *ret)
{
	int64_t now = registry_now(g->registry);
	bool draft = strcmp(g->row->state, application_state_code(STATE_DRAFT)) == 0;

	*ret = (struct signature_standing){
		.signature = s,
		.is_open = draft && s->each != NULL && form_asks_section(g->form, s->each) &&
			   form_section_state(g->form, s->each) < SECTION_WRONG,
		.needed = signed_needed(g->form, s),
		.count = signed_places(g->form, s),
		.missing = ""};
	ret->places = arena_array(g->arena, ret->count + 1, sizeof(*ret->places));
	for (size_t i = 0; i < ret->count; i++) {
		struct signature_place *to = &ret->places[i];
		const struct store_member *row = members_signer(all, s->id, (int)i + 1, now);

		*to = (struct signature_place){
			.item = (int)i + 1,
			.name = signed_place(g->arena, g->form, s, (int)i + 1, g->lang, g->hidden),
			.person = "",
			.way = "",
			.lost = ""};
		if (row != NULL)
			stand_one(g, s, row, to);
		to->is_own = row != NULL && own[0] != '\0' && strcmp(row->id, own) == 0;
		ret->have += to->state == SIGNATURE_SIGNED;
		if (to->state != SIGNATURE_SIGNED)
			ret->missing =
				arena_format(g->arena, "%s%s%s", ret->missing,
					     *ret->missing == '\0' ? "" : lang_comma(g->lang),
					     *to->name != '\0' ? to->name : s->name.in[g->lang]);
	}
}

enum fault signing_need(struct signing *g, const struct signature *s, struct error *err)
{
	struct signature_standing now;
	struct members all;
	enum fault fault = members_read(g->registry, g->row->id, g->arena, &all, err);

	if (fault != FAULT_NONE)
		return fault;
	signing_stand(g, s, &all, "", &now);
	if (now.have >= now.needed)
		return FAULT_NONE;
	fail(err, FAULT_DENIED,
	     N_("{have} of {needed} have signed “{signature}”; missing: {missing}."), "%zu of %zu",
	     now.have, now.needed);
	error_code(err, "not_signed");
	error_fill(err, "have", "%zu", now.have);
	error_fill(err, "needed", "%zu", now.needed);
	error_fill(err, "signature", "%s", s->name.in[g->lang]);
	error_fill(err, "missing", "%s", now.missing);
	return FAULT_DENIED;
}

enum fault signing_check_submit(struct change *c, const struct service *s, struct error *err)
{
	struct signing g = {.registry = c->registry,
			    .row = &c->row,
			    .service = s,
			    .arena = c->arena,
			    .lang = c->caller->lang};
	enum fault fault = FAULT_NONE;
	bool any = false;

	for (size_t i = 0; i < s->signature_count; i++)
		any = any || s->signatures[i].before_submit;
	if (!any)
		return FAULT_NONE;
	fault = signing_open(&g, err);
	for (size_t i = 0; i < s->signature_count && fault == FAULT_NONE; i++)
		if (s->signatures[i].before_submit)
			fault = signing_need(&g, &s->signatures[i], err);
	signing_close(&g);
	return fault;
}

/* --- giving --- */

enum fault signing_give(struct change *c, struct signing *g, struct store_member *row,
			const struct signing_given *given, struct error *err)
{
	const struct seal *seal = &c->registry->seal;
	struct signed_text now;
	const char *name;
	enum fault fault = members_check_open(c, err);

	if (fault == FAULT_NONE)
		fault = signing_text(g, row, &now, err);
	if (fault != FAULT_NONE)
		return fault;
	row->signed_at = c->now;
	row->lost = 0;
	snprintf(row->way, sizeof(row->way), "%s", given->way);
	memcpy(row->digest, now.digest, sizeof(row->digest));
	row->content = member_seal(seal, c->arena, row, MEMBER_CONTENT, now.content);
	row->proof = member_seal(seal, c->arena, row, MEMBER_PROOF,
				 arena_format(c->arena, "%s%s%s", now.text,
					      *given->sent == '\0' ? "" : "\n", given->sent));
	fault = member_write(c, row, given->is_new, given->is_new ? LEDGER_INVITED : LEDGER_SIGNED,
			     err);
	if (fault == FAULT_NONE && given->is_new)
		fault = member_write(c, row, false, LEDGER_SIGNED, err);
	if (fault != FAULT_NONE || (row->rights & MEMBER_APPLICANT) != 0)
		return fault;
	name = member_open(seal, c->arena, row, MEMBER_NAME, row->name);
	return tell_about_member(c, g->service, TOLD_SIGNED, name, err);
}
