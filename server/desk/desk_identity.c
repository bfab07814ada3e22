/* desk_identity.c - who stands at the desk: what the gate claims, and what is checked here. */
#include "server/desk/desk_inside.h"

#include "server/log.h"

struct registry *desk_identity_registry(struct desk *d)
{
	struct error err = {0};
	char incident[LOG_INCIDENT];

	if (d->registry_tried)
		return d->registry;
	d->registry_tried = true;
	if (registry_open(d->setup->state, &d->registry, &err) != FAULT_NONE) {
		d->registry = NULL;
		log_incident("the registry cannot be opened", &err, incident);
	}
	d->portal.registry = d->registry;
	return d->registry;
}

/* True when the key has applications here: then it is somebody, and not one of any number of new
 * keys. */
static bool has_applications(struct desk *d)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 * 1024 * 1024);
	struct application *list;
	size_t count = 0;

	return application_mine(d->registry, &d->portal.caller, a, &list, &count, NULL) ==
		       FAULT_NONE &&
	       count > 0;
}

void desk_identity_enter(struct desk *d, bool plain, bool named, const char *key)
{
	struct caller *v = &d->portal.caller;

	d->plain_name = plain;
	d->named = named;
	if (strlen(key) == 64 && strspn(key, "0123456789abcdef") == 64)
		memcpy(v->key, key, 65);
	else if (key[0] != '\0')
		desk_end(d, "a key that is none");
	/* `me` without a key has shown reference and PIN. */
	if (named && v->key[0] == '\0' && !d->signed_in)
		desk_end(d, "an identity without a proof");
	if (v->key[0] != '\0' && desk_identity_registry(d) != NULL)
		d->signed_in = has_applications(d);
}

bool desk_identity_pin(struct desk *d, const char *reference, const char *pin)
{
	struct command_portal *p = &d->portal;
	char number[REFERENCE_DIGITS + 1], digits[PIN_DIGITS + 1];
	struct error err = {0};

	if (desk_identity_registry(d) == NULL ||
	    reference_read(reference, number, &err) != FAULT_NONE ||
	    reference_read_pin(pin, digits, &err) != FAULT_NONE)
		return false;
	p->caller.face = FACE_PAGES;
	if (application_open(p->registry, &p->caller, number, digits, &d->opened, &err) !=
	    FAULT_NONE) {
		if (err.fault == FAULT_BROKEN) {
			char incident[LOG_INCIDENT];

			log_incident("sign-in by PIN", &err, incident);
		}
		return false;
	}
	memcpy(p->reference, number, sizeof(number));
	memcpy(p->pin, digits, sizeof(digits));
	d->signed_in = true;
	return true;
}
