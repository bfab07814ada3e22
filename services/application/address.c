/* address.c - where a person wants to be told what is new besides the portal: by SMS or e-mail. */
#include "services/application/address.h"

#include "i18n/base/array.h"
#include "i18n/digits.h"
#include "i18n/domain.h"
#include "services/access/account.h"
#include "services/application/dispatch.h"
#include "services/application/look.h"
#include "services/registry/budget.h"
#include "services/registry/limits.h"
#include "services/registry/vouch.h"
#include "services/registry/vouch_address.h"
#include "services/registry/registry_inside.h"

#define CODE 6 /* digits */
#define MINUTE 60
#define EMAIL_MOST 254 /* RFC 5321, 4.5.3.1.3 */

const char *const address_channels[] = {"sms", "email", NULL};

/* One call: within one transaction, so that who may is asked with what is changed. */
struct call {
	struct registry *registry;
	struct caller *caller;
	const struct application *of;
	struct arena *arena;
	enum channel channel;
	const char *value; /* as typed: read_typed */
	const char *words; /* of the message with the code; when it is proven the code */
	bool right;        /* it was */
	char owner[33];
	struct address *list;
	struct store_address *rows;
	size_t count, room, row_room;
};

/* --- what was typed --- */

static enum fault is_none(struct error *err)
{
	return fail(err, FAULT_INPUT,
		    N_("This is not a mobile number or an email address. Type a number with + and "
		       "the country code, such as +9613123456, or an email address, such as "
		       "name@example.org."),
		    "no address");
}

static const char *read_sms(struct arena *a, const char *typed)
{
	const char *s = digits_ascii(a, typed);
	char *to = arena_take(a, strlen(s) + 2);
	size_t len = 0;

	for (; *s != '\0'; s++) {
		if (*s == ' ' || *s == '-' || *s == '(' || *s == ')' || *s == '.')
			continue;
		if (!(*s >= '0' && *s <= '9') && !(*s == '+' && len == 0))
			return NULL;
		to[len++] = *s;
	}
	to[len] = '\0';
	if (len >= 2 && to[0] == '0' && to[1] == '0') {
		to[1] = '+';
		to++, len--;
	}
	return to[0] == '+' && to[1] >= '1' && len >= 8 && len <= 16 ? to : NULL;
}

/* What begins with a dash would be an option of programs that send. */
static const char *read_email(struct arena *a, const char *typed)
{
	const char *value = typed[0] == '-' ? NULL : domain_email(a, typed);

	return value == NULL || strlen(value) > EMAIL_MOST ? NULL : value;
}

/* Without its channel before it is told by what it looks like. */
static enum fault read_typed(struct call *c, const char *typed, struct error *err)
{
	c->channel = strchr(typed, '@') != NULL ? CHANNEL_EMAIL : CHANNEL_SMS;
	for (int i = 0; address_channels[i] != NULL; i++) {
		size_t len = strlen(address_channels[i]);

		if (strncmp(typed, address_channels[i], len) != 0 || typed[len] != ':')
			continue;
		typed += len + 1 + strspn(typed + len + 1, " ");
		c->channel = (enum channel)i;
		break;
	}
	c->value =
		c->channel == CHANNEL_SMS ? read_sms(c->arena, typed) : read_email(c->arena, typed);
	return c->value == NULL ? is_none(err) : FAULT_NONE;
}

/* --- whose --- */

static enum fault needs_pin(struct error *err)
{
	fail(err, FAULT_DENIED,
	     N_("With a key alone you cannot change where your notices are sent. Connect without "
		"your key, as `ssh -o PubkeyAuthentication=no me@…`, and sign in with the number "
		"and the PIN of your account."),
	     "by key alone");
	error_code(err, ACCESS_PIN_NEEDED);
	return FAULT_DENIED;
}

static enum fault find_owner(struct call *c, struct error *err)
{
	struct store_application row;
	struct account own;
	bool found = false;
	enum fault fault;

	if (c->of == NULL) {
		fault = account_own(c->registry, c->caller, c->arena, &own, err);
		if (fault == FAULT_NONE && !c->caller->account_shown && !c->caller->key_acts)
			return needs_pin(err);
		snprintf(c->owner, sizeof(c->owner), "%s", c->caller->account);
		return fault;
	}
	fault = store_application_again(c->registry->store, c->of->id, c->of->reference, &row,
					&found, err);
	if (fault == FAULT_NONE && !found)
		fault = access_missing(c->caller, err);
	if (fault == FAULT_NONE)
		fault = look_may(c->registry, c->caller, ACCESS_ADDRESS, NULL, &row, err);
	snprintf(c->owner, sizeof(c->owner), "%s", fault == FAULT_NONE ? row.id : "");
	return fault;
}

static void keep(void *ctx, const struct store_address *row)
{
	struct call *c = ctx;

	c->rows = array_room_in(c->arena, c->rows, c->count + 1, &c->row_room, sizeof(*c->rows));
	c->rows[c->count++] = *row;
}

static const char *open_value(const struct call *c, const struct store_address *row)
{
	return dispatch_open(&c->registry->seal, c->arena, row->id, DISPATCH_ADDRESS, row->value);
}

static enum fault start(struct call *c, struct error *err)
{
	enum fault fault = find_owner(c, err);

	c->rows = NULL;
	c->count = c->row_room = 0;
	return fault == FAULT_NONE ? store_address_each(c->registry->store, c->owner, keep, c, err)
				   : fault;
}

static struct store_address *find(const struct call *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->rows[i].channel, address_channels[c->channel]) == 0 &&
		    strcmp(open_value(c, &c->rows[i]), c->value) == 0)
			return &c->rows[i];
	return NULL;
}

enum fault address_list(struct registry *r, struct caller *v, const struct application *a,
			struct arena *arena, struct address **ret, size_t *ret_count,
			struct error *err)
{
	struct call c = {.registry = r, .caller = v, .of = a, .arena = arena};
	enum fault fault = start(&c, err);

	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_array(arena, c.count + 1, sizeof(**ret));
	*ret_count = c.count;
	for (size_t i = 0; i < c.count; i++) {
		struct address *one = &(*ret)[i];

		*one = (struct address){.channel = strcmp(c.rows[i].channel, "sms") == 0
							   ? CHANNEL_SMS
							   : CHANNEL_EMAIL,
					.value = open_value(&c, &c.rows[i]),
					.lang = LANG_EN,
					.at = c.rows[i].at,
					.proven_at = c.rows[i].proven_at};
		snprintf(one->id, sizeof(one->id), "%s", c.rows[i].id);
		lang_find(c.rows[i].lang, &one->lang);
	}
	return FAULT_NONE;
}

/* --- changes --- */

static enum fault put(struct call *c, struct store_address *row, struct error *err)
{
	vouch_row(&c->registry->seal, &store_address_table, row, row->mac);
	return store_address_act(c->registry->store, row, err);
}

static void digest_code(const struct seal *s, const char *id, const char *code,
			char ret[SEAL_DIGEST + 1])
{
	struct seal_digest d;

	seal_digest_begin(&d, s, "code of an address");
	seal_digest_text(&d, id);
	seal_digest_text(&d, code);
	seal_digest_end(&d, ret);
}

static enum fault spend(struct call *c, struct error *err)
{
	struct store *s = c->registry->store;
	const char *source = c->caller->exempt ? "" : c->caller->source;
	int64_t now = registry_now(c->registry);
	enum fault fault = budget_ask(s, BUDGET_ADDRESS, c->owner, now, err);

	if (fault == FAULT_NONE)
		fault = budget_ask(s, BUDGET_ADDRESS_SOURCE, source, now, err);
	if (fault == FAULT_NONE)
		fault = budget_use(s, BUDGET_ADDRESS, c->owner, now, err);
	if (fault == FAULT_NONE && source[0] != '\0')
		fault = budget_use(s, BUDGET_ADDRESS_SOURCE, source, now, err);
	return fault;
}

static enum fault make(struct call *c, const char *code, struct store_address *row,
		       struct error *err)
{
	if (c->count >= LIMIT_ADDRESSES)
		return fail(err, FAULT_DENIED,
			    N_("There are too many addresses here. Remove one first."),
			    "%zu addresses", c->count);
	*row = (struct store_address){.at = registry_now(c->registry)};
	id_new(row->id);
	snprintf(row->owner, sizeof(row->owner), "%s", c->owner);
	snprintf(row->channel, sizeof(row->channel), "%s", address_channels[c->channel]);
	snprintf(row->lang, sizeof(row->lang), "%s", lang_codes[c->caller->lang]);
	if (!dispatch_seal(&c->registry->seal, row->id, DISPATCH_ADDRESS, c->value, row->value,
			   sizeof(row->value)))
		return is_none(err);
	digest_code(&c->registry->seal, row->id, code, row->code);
	vouch_row(&c->registry->seal, &store_address_table, row, row->mac);
	return store_address_add(c->registry->store, row, err);
}

static const char *with_code(struct arena *a, const char *words, const char *code)
{
	const char *at = strstr(words, "{code}");

	return at == NULL ? code
			  : arena_format(a, "%.*s%s%s", (int)(at - words), words, code,
					 at + strlen("{code}"));
}

static enum fault add(struct call *c, struct error *err)
{
	char code[CODE + 1];
	struct store_address row, *before = NULL;
	enum fault fault = start(c, err);

	if (fault == FAULT_NONE)
		before = find(c);
	if (before != NULL && before->proven_at > 0)
		return fail(err, FAULT_INPUT, N_("Notices are already sent to this address."),
			    "proven");
	if (fault == FAULT_NONE)
		fault = spend(c, err);
	if (fault == FAULT_NONE && before != NULL) {
		fault = store_address_drop(c->registry->store, before->id, err);
		c->count--;
	}
	snprintf(code, sizeof(code), "%06u", randombytes_uniform(1000000));
	if (fault == FAULT_NONE)
		fault = make(c, code, &row, err);
	return fault == FAULT_NONE ? dispatch_add(c->registry, &row, NULL, 0,
						  with_code(c->arena, c->words, code), err)
				   : fault;
}

/* A wrong one counts against each that waits for its code: it might be any one's. What was changed
 * past the portal is not signed anew. */
static enum fault prove(struct call *c, struct error *err)
{
	const struct seal *seal = &c->registry->seal;
	const struct ledger_entry who = change_who(c->caller);
	int64_t now = registry_now(c->registry);
	enum fault fault = start(c, err);

	c->right = false;
	for (size_t i = 0; i < c->count && fault == FAULT_NONE && !c->right; i++) {
		struct store_address *row = &c->rows[i];
		char digest[SEAL_DIGEST + 1];
		bool late = row->at < now - (int64_t)LIMIT_ADDRESS_MINUTES * MINUTE;

		if (row->code[0] == '\0' || !vouch_holds(seal, &store_address_table, row))
			continue;
		digest_code(seal, row->id, c->words, digest);
		c->right = !late && sodium_memcmp(digest, row->code, SEAL_DIGEST) == 0;
		row->tries += !c->right;
		if (c->right)
			row->proven_at = now;
		if (c->right || late || row->tries >= LIMIT_ADDRESS_TRIES)
			row->code[0] = '\0';
		fault = put(c, row, err);
		if (fault == FAULT_NONE && c->right)
			fault = vouch_address(c->registry, row, LEDGER_ADDRESS_PROVEN, &who, err);
	}
	return fault;
}

static enum fault drop(struct call *c, struct error *err)
{
	const struct ledger_entry who = change_who(c->caller);
	enum fault fault = start(c, err);
	struct store_address *row = fault == FAULT_NONE ? find(c) : NULL;

	if (fault == FAULT_NONE && row == NULL)
		return fail(err, FAULT_MISSING, N_("No notices are sent to this address."),
			    "no such address");
	if (fault == FAULT_NONE && row->proven_at > 0)
		fault = vouch_address(c->registry, row, LEDGER_ADDRESS_DROPPED, &who, err);
	return fault == FAULT_NONE ? store_address_drop(c->registry->store, row->id, err) : fault;
}

static enum fault run(struct call *c, enum fault (*step)(struct call *c, struct error *err),
		      struct error *err)
{
	struct store *s = c->registry->store;
	struct store_runs runs = {0};
	enum fault fault;

	do {
		fault = store_begin(s, err);
		if (fault == FAULT_NONE)
			fault = step(c, err);
		if (fault == FAULT_NONE)
			fault = store_commit(s, err);
		store_rollback(s);
	} while (fault != FAULT_NONE && store_again(s, &runs));
	return fault;
}

enum fault address_add(struct registry *r, struct caller *v, const struct application *a,
		       const char *typed, const char *words, struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct call c = {.registry = r, .caller = v, .of = a, .arena = arena, .words = words};
	enum fault fault = read_typed(&c, typed, err);

	return fault == FAULT_NONE ? run(&c, add, err) : fault;
}

enum fault address_prove(struct registry *r, struct caller *v, const struct application *a,
			 const char *code, struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct call c = {.registry = r,
			 .caller = v,
			 .of = a,
			 .arena = arena,
			 .words = digits_ascii(arena, code)};
	enum fault fault = run(&c, prove, err);

	return fault != FAULT_NONE || c.right
		       ? fault
		       : fail(err, FAULT_INPUT,
			      N_("This is not the code that was sent last, or it is too old. Check "
				 "it, or have a new one sent."),
			      "another code");
}

enum fault address_drop(struct registry *r, struct caller *v, const struct application *a,
			const char *typed, struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct call c = {.registry = r, .caller = v, .of = a, .arena = arena};
	enum fault fault = read_typed(&c, typed, err);

	return fault == FAULT_NONE ? run(&c, drop, err) : fault;
}
