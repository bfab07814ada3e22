/* desk_identity.c - who stands at the desk: what the gate claims, and what is checked here. */
#include "server/desk/desk_inside.h"

#include "server/log.h"

/* This visit alone waits: a desk serves nobody else. */
static void keep_waiting(void *ctx, int milliseconds)
{
	(void)ctx;
	loop_pause(milliseconds);
}

struct registry *desk_identity_registry(struct desk *d)
{
	struct error err = {0};
	char incident[LOG_INCIDENT];
	enum fault fault;

	if (d->registry_tried)
		return d->registry;
	fault = registry_open_later(d->setup->state, config_registry(d->setup->config),
				    &d->registry, &err);
	d->registry_tried = fault != FAULT_BUSY;
	if (fault != FAULT_NONE) {
		d->registry = NULL;
		log_incident("the registry cannot be opened", &err, incident);
	}
	if (d->registry != NULL)
		registry_use_wait(d->registry, keep_waiting, NULL);
	d->portal.registry = d->registry;
	return d->registry;
}

void desk_identity_look_at_clock(struct desk *d)
{
	struct error err = {0};

	if (catalogue_is_training(d->setup->catalogue) && desk_identity_registry(d) != NULL &&
	    registry_read_clock(d->registry, &err) != FAULT_NONE)
		log_line(LOG_WARNING, "the clock that is set by hand: %s", err.detail);
}

void desk_identity_await_registry(struct desk *d)
{
	struct error err = {0};

	/* What cannot be had is told by the call that needs it. */
	if (desk_identity_registry(d) != NULL && registry_await(d->registry, &err) != FAULT_NONE)
		log_line(LOG_DEBUG, "the registry does not answer: %s", err.detail);
}

/* The one place where a visit's caller is made: nothing is proven yet. */
void desk_identity_begin(struct desk *d)
{
	d->caller = caller_visitor(d->setup->source, FACE_PAGES);
	d->caller.exempt = d->setup->exempt;
	d->caller.lang = (enum lang)d->setup->config->lang;
	d->caller.key_acts = d->setup->config->pin_for_acts == 0;
	d->caller.recovers = d->setup->config->recovery_days;
	d->portal.caller = &d->caller;
}

void desk_identity_face(struct desk *d, enum caller_face face, enum lang lang)
{
	d->caller.face = face;
	d->caller.lang = lang;
}

/* True when the key has applications here: then it is somebody, and not one of any number of new
 * keys. */
static bool has_applications(struct desk *d)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 * 1024 * 1024);
	struct application *list;
	size_t count = 0;

	return application_mine(d->registry, &d->caller, a, &list, &count, NULL) == FAULT_NONE &&
	       count > 0;
}

/* Whose key it is: an account's, of one of its applications, or nobody's yet. */
static void know(struct desk *d)
{
	struct error err = {0};
	char incident[LOG_INCIDENT];

	if (sign_in_key(d->registry, &d->caller, &err) == FAULT_BROKEN)
		log_incident("an account by its key", &err, incident);
	d->caller.known = d->caller.known || has_applications(d);
}

static bool is_key(const char *key)
{
	return strlen(key) == 64 && strspn(key, "0123456789abcdef") == 64;
}

void desk_identity_enter(struct desk *d, bool plain, enum wire_name name, const char *key)
{
	struct caller *c = &d->caller;

	d->plain_name = plain;
	/* Staff are who has shown a code here, and nobody else, whatever the gate says. */
	if ((name == NAME_STAFF) != (c->role == ROLE_STAFF)) {
		desk_end(d, "an identity without a proof");
		return;
	}
	if (name == NAME_STAFF)
		return;
	if (is_key(key))
		memcpy(c->key, key, 65);
	else if (key[0] != '\0')
		desk_end(d, "a key that is none");
	/* `me` without a key has shown reference and PIN. */
	if (name == NAME_ME && !caller_is_signed_in(c))
		desk_end(d, "an identity without a proof");
	if (c->key[0] != '\0' && desk_identity_registry(d) != NULL)
		know(d);
}

/* What a sign-in came to; faults of ours are logged. */
static enum wire_verdict verdict_of(enum fault fault, const char *what, const struct error *err)
{
	char incident[LOG_INCIDENT];

	if (fault == FAULT_BROKEN)
		log_incident(what, err, incident);
	return fault == FAULT_NONE ? VERDICT_GOOD : VERDICT_WRONG;
}

/* Who has shown one secret shows no other: a visit is one person's. */
static bool is_first_proof(struct desk *d)
{
	if (caller_is_signed_in(&d->caller))
		desk_end(d, "a second proof");
	return d->over == NULL;
}

/* By the number of an account. */
static enum wire_verdict account_by_pin(struct desk *d, const char *number, const char *pin)
{
	struct error err = {0};
	enum fault f;

	if (desk_identity_registry(d) == NULL)
		return VERDICT_WRONG;
	f = sign_in_account(d->registry, &d->caller, number, pin, &err);
	return verdict_of(f, "sign-in by account", &err);
}

enum wire_verdict desk_identity_pin(struct desk *d, const char *reference, const char *pin)
{
	char number[REFERENCE_DIGITS + 1], digits[REFERENCE_PIN_MOST + 1];
	struct application opened;
	struct error err = {0};
	enum fault f;

	if (!is_first_proof(d))
		return VERDICT_WRONG;
	if (reference_read_account(reference, number, &err) == FAULT_NONE)
		return account_by_pin(d, number, pin);
	if (reference_read(reference, number, &err) != FAULT_NONE)
		return VERDICT_NO_REFERENCE;
	if (desk_identity_registry(d) == NULL ||
	    reference_read_any_pin(pin, digits, &err) != FAULT_NONE)
		return VERDICT_WRONG;
	f = application_open(d->registry, &d->caller, number, digits, &opened, &err);
	explicit_bzero(digits, sizeof(digits));
	if (f == FAULT_NONE)
		caller_sign_in(&d->caller, number);
	return verdict_of(f, "sign-in by PIN", &err);
}

enum wire_verdict desk_identity_code(struct desk *d, const char *key, const char *code)
{
	struct error err = {0};
	enum fault f;

	if (!is_first_proof(d) || !is_key(key) || desk_identity_registry(d) == NULL)
		return VERDICT_WRONG;
	f = sign_in_staff(d->registry, &d->caller, key, code, &err);
	return verdict_of(f, "sign-in of staff", &err);
}
