/* change.c - one change of one application: read, altered, entered in the ledger, committed. */
#include "services/application/change.h"

#include "services/access/account_parts.h"
#include "services/registry/id.h"
#include "services/registry/network.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/store/store_answer.h"
#include "services/store/store_event.h"

static enum fault ask_may(struct change *c, enum access_act act, const struct access_turn *turn,
			  bool is_new, struct error *err)
{
	struct access_object o = {.id = c->row.id,
				  .reference = c->row.reference,
				  .pin = c->row.pin,
				  .actor = turn->actor,
				  .role = turn->role,
				  .act = turn->act,
				  .service = c->row.service,
				  .office = c->row.office,
				  .subject = c->row.subject,
				  .helper = c->row.helper,
				  .is_draft = c->was_draft,
				  .by = &c->by};

	return access_may(c->registry, c->caller, act, is_new ? NULL : &o, err);
}

enum fault change_may(struct change *c, enum access_act act, int actor, struct error *err)
{
	return ask_may(c, act, &(struct access_turn){.actor = actor}, false, err);
}

enum fault change_may_at(struct change *c, enum access_act act, const struct access_turn *turn,
			 struct error *err)
{
	return ask_may(c, act, turn, false, err);
}

/* The first run keeps what later ones begin with. */
static void prepare(struct change *c)
{
	if (c->runs.count == 0) {
		if (c->operation[0] == '\0')
			id_new(c->operation);
		c->given = c->row;
		if (c->paced != NULL)
			memcpy(c->paces, c->paced->paced, sizeof(c->paces));
	}
	c->row = c->given;
	c->content = NULL;
	c->is_stale = false;
	c->as_of = 0;
	c->event = 0;
	c->by = (struct access_by){.role = ""};
	c->arena = arena_new(REGISTRY_WORK);
	c->now = registry_now(c->registry);
}

/* Of two the one with the lower id is locked first, whichever is changed. */
static enum fault lock(struct change *c, const char *id, struct error *err)
{
	struct store *s = c->registry->store;
	const char *also = c->also == NULL ? "" : c->also;
	bool first = also[0] != '\0' && strcmp(also, id) < 0;
	enum fault fault = first ? store_application_lock(s, also, err) : FAULT_NONE;

	if (fault == FAULT_NONE && id[0] != '\0')
		fault = store_application_lock(s, id, err);
	return fault == FAULT_NONE && also[0] != '\0' && !first
		       ? store_application_lock(s, also, err)
		       : fault;
}

static enum fault read_row(struct change *c, const char *id, struct error *err)
{
	struct store *s = c->registry->store;
	bool found = false;
	enum fault fault = FAULT_NONE;

	if (c->compares_answers)
		fault = store_answer_ahead(s, id, err);
	if (fault == FAULT_NONE && c->reference != NULL)
		fault = store_application_again(s, id, c->reference, &c->row, &found, err);
	else if (fault == FAULT_NONE)
		fault = store_application_get(s, id, &c->row, &found, err);
	return fault == FAULT_NONE && !found ? access_missing(c->caller, err) : fault;
}

enum fault change_read(struct change *c, const char *id, struct error *err)
{
	enum fault fault;

	prepare(c);
	fault = store_begin(c->registry->store, err);
	if (fault == FAULT_NONE)
		fault = lock(c, id, err);
	if (fault == FAULT_NONE && *id != '\0')
		fault = read_row(c, id, err);
	/* What was read before is what stands there where nobody has changed it since. */
	if (fault == FAULT_NONE && c->ahead != NULL && c->ahead->revision == c->row.revision)
		c->content = c->ahead;
	c->ahead = NULL;
	c->before = c->row.revision;
	c->was_draft = *id != '\0' && change_state(c->row.state) == STATE_DRAFT;
	return fault;
}

enum fault change_begin(struct change *c, enum access_act act, const char *id, struct error *err)
{
	enum fault fault = change_read(c, id, err);

	return fault == FAULT_NONE
		       ? ask_may(c, act, &(struct access_turn){.actor = ACCESS_NO_STAGE},
				 *id == '\0', err)
		       : fault;
}

/* Whoever acts for it, in whichever role. */
static bool is_authority(const char *role)
{
	return role[0] != '\0' && strcmp(role, caller_role_code(ROLE_APPLICANT)) != 0 &&
	       strcmp(role, caller_role_code(ROLE_PORTAL)) != 0;
}

/* Saving answers of a draft raises its revision without an entry: that was the applicant. */
static const char *who_was_faster(const struct change *c, const struct ledger_last *last)
{
	const char *mine = caller_role_code(c->caller->role);
	const char *theirs =
		last->revision < c->before ? caller_role_code(ROLE_APPLICANT) : last->role;

	if (!is_authority(mine) && is_authority(theirs))
		return N_("The authority has changed this application meanwhile. Look at what it "
			  "is now before you go on.");
	if (strcmp(theirs, mine) != 0 && strcmp(theirs, caller_role_code(ROLE_APPLICANT)) == 0)
		return N_("The applicant has changed this application meanwhile. Look at what it "
			  "is now before you go on.");
	return N_("This application was changed elsewhere in the meantime. Look at it again before "
		  "you go on.");
}

/* Staff are told which of their colleagues it was; "" where it was none of them. */
static enum fault name_of_faster(struct change *c, const char **ret, struct error *err)
{
	struct ledger_entry *entries = NULL;
	size_t count = 0;
	enum fault fault = FAULT_NONE;

	*ret = "";
	if (c->caller->role == ROLE_STAFF)
		fault = ledger_of(c->registry, c->row.id, c->arena, &entries, &count, err);
	while (count > 0 && ledger_act_effect(entries[count - 1].act) == LEDGER_LOOKS)
		count--;
	if (fault != FAULT_NONE || count == 0 ||
	    strcmp(entries[count - 1].actor, c->caller->account) == 0)
		return fault;
	return account_parts_name(c->registry, c->arena, entries[count - 1].actor, ret, err);
}

static enum fault tell_faster(struct change *c, const struct ledger_last *last, const char *name,
			      struct error *err)
{
	bool named = name[0] != '\0' && is_authority(last->role);

	fail(err, FAULT_CONFLICT,
	     named ? N_("{name} has changed this application meanwhile. Look at what it is now "
			"before you go on.")
		   : who_was_faster(c, last),
	     "revision %lld, not as seen", (long long)c->before);
	if (named)
		error_fill(err, "name", "%s", name);
	return FAULT_CONFLICT;
}

enum fault change_compare(struct change *c, const struct application *a, struct error *err)
{
	struct ledger_last last;
	const char *name = "";
	enum fault fault;

	if (a->revision == c->before)
		return FAULT_NONE;
	fault = ledger_last(c->registry, c->row.id, &last, err);
	if (fault == FAULT_NONE)
		fault = name_of_faster(c, &name, err);
	if (fault != FAULT_NONE)
		return fault;
	c->is_stale = true;
	return tell_faster(c, &last, name, err);
}

/* Its history begins when it is no draft any more; of what this change wrote, or has read of it,
 * the last line is known. */
static enum fault last_event(const struct change *c, int *ret, struct error *err)
{
	size_t known = c->content == NULL ? 0 : c->content->line_count;

	if (c->event == 0 && known > 0) {
		*ret = c->content->lines[known - 1].row.number;
		return FAULT_NONE;
	}
	if (c->event == 0 && c->before > 0 && !c->was_draft)
		return store_event_last(c->registry->store, c->row.id, ret, err);
	*ret = c->event;
	return FAULT_NONE;
}

const char *change_event_actor(const struct change *c)
{
	if (c->caller->role == ROLE_STAFF && strcmp(c->row.helper, c->caller->account) == 0)
		return EVENT_OPERATOR;
	return caller_role_code(c->caller->role);
}

enum fault change_event(struct change *c, const char *note, struct error *err)
{
	struct store_event event = {.application = c->row.id,
				    .at = c->as_of > 0 ? c->as_of : c->now,
				    .state = c->row.state,
				    .stage = c->row.stage,
				    .actor = change_event_actor(c)};
	struct sealed sealed;
	char binding[32];
	int last = 0;
	enum fault fault = last_event(c, &last, err);

	if (fault != FAULT_NONE)
		return fault;
	event.number = c->event = last + 1;
	record_event_binding(binding, sizeof(binding), event.number);
	sealed = seal_words(&c->registry->seal, c->arena, c->row.id, binding, note);
	event.note = (struct table_bytes){sealed.bytes, sealed.len};
	if (c->content != NULL)
		record_add_line(c->arena, c->content, &event, note);
	return store_event_add(c->registry->store, &event, err);
}

const char *change_actor(const struct caller *v)
{
	if (v->role == ROLE_PORTAL)
		return "portal";
	if (v->role == ROLE_AUTHORITY)
		return "host";
	if (v->role == ROLE_STAFF)
		return v->account;
	if (v->key[0] != '\0')
		return v->key;
	return v->account_shown ? v->account : "guest";
}

struct ledger_entry change_who(const struct caller *v)
{
	return (struct ledger_entry){.actor = change_actor(v),
				     .role = caller_role_code(v->role),
				     .office = v->office,
				     .purpose = v->purpose,
				     .face = caller_face_code(v->face)};
}

/* What there is more of, or less: nothing but a draft ends. */
static int drafts_by(const struct change *c, enum ledger_act act)
{
	if (act == LEDGER_DRAFT_OPENED)
		return 1;
	if (ledger_act_effect(act) == LEDGER_ENDS)
		return -1;
	return act == LEDGER_SUBMITTED && c->was_draft ? -1 : 0;
}

static enum fault enter(struct change *c, enum ledger_act act, const char *reason,
			const char *digest, struct error *err)
{
	return ledger_add(
		c->registry,
		&(struct ledger_entry){
			.act = act,
			.object = c->row.id,
			.subject = c->row.subject,
			.revision = c->row.revision,
			.actor = change_actor(c->caller),
			.role = c->by.role[0] != '\0' ? c->by.role
						      : caller_role_code(c->caller->role),
			.office = c->by.office[0] != '\0' ? c->by.office : c->caller->office,
			.purpose = c->caller->purpose,
			.face = caller_face_code(c->caller->face),
			.reason = reason,
			.operation = c->operation,
			.digest = digest,
			.digest_recipe = record_recipe(c->registry),
			.drafts = drafts_by(c, act),
			.applications = act == LEDGER_SUBMITTED},
		err);
}

/* When all parts are written, and before the row is. */
static enum fault vouch(struct change *c, struct error *err)
{
	struct store *s = c->registry->store;
	enum fault fault = store_application_ahead(s, c->row.id, vouch_holds_content(&c->row), err);

	return fault == FAULT_NONE
		       ? vouch_application(&c->registry->seal, s, &c->row, c->row.mac, err)
		       : fault;
}

enum fault change_save(struct change *c, struct error *err)
{
	enum fault fault;

	if (!c->is_upkeep)
		c->row.changed_at = c->now;
	fault = vouch(c, err);
	return fault == FAULT_NONE ? store_application_save(c->registry->store, &c->row, err)
				   : fault;
}

enum fault change_enter(struct change *c, enum ledger_act act, const char *reason,
			struct error *err)
{
	char digest[SEAL_DIGEST + 1];
	enum fault fault;

	if (!c->is_upkeep)
		c->row.changed_at = c->now;
	c->row.revision++;
	network_hide(&c->registry->seal, c->row.source, sizeof(c->row.source));
	fault = ledger_ahead(c->registry, err);
	if (fault == FAULT_NONE)
		fault = vouch(c, err);
	if (fault == FAULT_NONE)
		fault = store_application_act(c->registry->store, &c->row, err);
	if (fault == FAULT_NONE)
		fault = record_of_content(c->registry, &c->row, c->content,
					  record_recipe(c->registry), digest, err);
	return fault == FAULT_NONE ? enter(c, act, reason, digest, err) : fault;
}

enum fault change_note(struct change *c, enum ledger_act act, struct error *err)
{
	if (ledger_act_effect(act) == LEDGER_ENDS)
		c->row.revision++;
	return enter(c, act, "", "", err);
}

enum fault change_end(struct change *c, enum fault fault, struct application *a, struct error *err)
{
	int64_t seen;

	if (fault == FAULT_NONE)
		fault = store_commit(c->registry->store, err);
	store_rollback(c->registry->store);
	arena_free(c->arena);
	c->arena = NULL;
	if (fault != FAULT_NONE && c->paced != NULL)
		memcpy(c->paced->paced, c->paces, sizeof(c->paces));
	if (a == NULL || (fault != FAULT_NONE && !c->is_stale))
		return fault;
	seen = c->was_draft && a->revision != c->before ? a->revision : c->row.revision;
	change_show(&c->row, a);
	a->revision = seen;
	return fault;
}

bool change_again(struct change *c, enum fault fault)
{
	return fault != FAULT_NONE && store_again(c->registry->store, &c->runs);
}

enum application_state change_state(const char *code)
{
	for (int i = STATE_DRAFT; i <= STATE_EXPIRED; i++)
		if (strcmp(application_state_code((enum application_state)i), code) == 0)
			return (enum application_state)i;
	return STATE_EXPIRED;
}

void change_show(const struct store_application *row, struct application *ret)
{
	*ret = (struct application){
		.version = row->version,
		.revision = row->revision,
		.state = change_state(row->state),
		.lang = LANG_EN,
		.owned = row->held,
		.begun_at = row->begun_at,
		.changed_at = row->changed_at,
		.submitted_at = row->submitted_at,
		.due_at = row->due_at,
		.consent_at = row->consent_at,
		.item = row->item,
		.members = row->members,
	};
	lang_find(row->lang, &ret->lang);
	snprintf(ret->id, sizeof(ret->id), "%s", row->id);
	snprintf(ret->reference, sizeof(ret->reference), "%.14s", row->reference);
	snprintf(ret->service, sizeof(ret->service), "%s", row->service);
	snprintf(ret->stage, sizeof(ret->stage), "%s", row->stage);
	snprintf(ret->section, sizeof(ret->section), "%s", row->section);
	snprintf(ret->question, sizeof(ret->question), "%s", row->question);
}
