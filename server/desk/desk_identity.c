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

void desk_identity_enter(struct desk *d, bool plain, bool named, const char *key)
{
	struct caller *c = &d->caller;

	d->plain_name = plain;
	if (strlen(key) == 64 && strspn(key, "0123456789abcdef") == 64)
		memcpy(c->key, key, 65);
	else if (key[0] != '\0')
		desk_end(d, "a key that is none");
	/* `me` without a key has shown reference and PIN. */
	if (named && !caller_is_signed_in(c))
		desk_end(d, "an identity without a proof");
	if (c->key[0] != '\0' && desk_identity_registry(d) != NULL)
		c->known = has_applications(d);
}

enum wire_verdict desk_identity_pin(struct desk *d, const char *reference, const char *pin)
{
	char number[REFERENCE_DIGITS + 1], digits[PIN_DIGITS + 1];
	struct application opened;
	struct error err = {0};
	enum fault f;

	if (reference_read(reference, number, &err) != FAULT_NONE)
		return VERDICT_NO_REFERENCE;
	if (desk_identity_registry(d) == NULL ||
	    reference_read_pin(pin, digits, &err) != FAULT_NONE)
		return VERDICT_WRONG;
	f = application_open(d->registry, &d->caller, number, digits, &opened, &err);
	explicit_bzero(digits, sizeof(digits));
	if (f == FAULT_BROKEN) {
		char incident[LOG_INCIDENT];

		log_incident("sign-in by PIN", &err, incident);
	}
	if (f != FAULT_NONE)
		return VERDICT_WRONG;
	caller_sign_in(&d->caller, number);
	return VERDICT_GOOD;
}
