/* caller.c - who asks: what was proven in this visit, and what was looked at in it. */
#include "services/access/caller.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *caller_face_code(enum caller_face face)
{
	static const char *const codes[] = {[FACE_PAGES] = "pages",
					    [FACE_PLAIN] = "plain",
					    [FACE_COMMAND] = "command",
					    [FACE_FILES] = "files",
					    [FACE_HOST] = "host"};

	return codes[face];
}

const char *caller_role_code(enum caller_role role)
{
	static const char *const codes[] = {[ROLE_APPLICANT] = "applicant",
					    [ROLE_STAFF] = "authority",
					    [ROLE_AUTHORITY] = "authority",
					    [ROLE_PORTAL] = "portal"};

	return codes[role];
}

/* FNV-1a: ids and what is kept of PINs are random, so none is mistaken for another. */
static uint64_t hash(const char *id)
{
	uint64_t h = 0xcbf29ce484222325;

	for (; *id != '\0'; id++)
		h = (h ^ (unsigned char)*id) * 0x100000001b3;
	return h;
}

struct caller caller_visitor(const char *source, enum caller_face face)
{
	struct caller c = {.role = ROLE_APPLICANT, .face = face};

	snprintf(c.source, sizeof(c.source), "%s", source);
	return c;
}

struct caller caller_anew(const struct caller *c)
{
	struct caller fresh = caller_visitor(c->source, c->face);

	fresh.lang = c->lang;
	fresh.exempt = c->exempt;
	return fresh;
}

struct caller caller_host(void)
{
	return (struct caller){.role = ROLE_AUTHORITY, .face = FACE_HOST, .known = true};
}

struct caller caller_portal(void)
{
	return (struct caller){.role = ROLE_PORTAL, .face = FACE_HOST, .known = true};
}

void caller_act_as(struct caller *c, const char *account)
{
	snprintf(c->account, sizeof(c->account), "%s", account);
	c->role = ROLE_STAFF;
	c->known = true;
}

void caller_be(struct caller *c, const char *account, const char *pin)
{
	snprintf(c->account, sizeof(c->account), "%s", account);
	c->account_shown = pin != NULL;
	c->account_pin = pin != NULL ? hash(pin) : 0;
	c->known = true;
}

bool caller_shows(const struct caller *c, const char *pin)
{
	return c->account_shown && c->account_pin == hash(pin);
}

void caller_serve_no_more(struct caller *c)
{
	c->served = (struct caller_served){.person = ""};
	if (c->role == ROLE_STAFF)
		caller_forget_proofs(c);
}

bool caller_is_signed_in(const struct caller *c)
{
	return c->key[0] != '\0' || c->reference[0] != '\0' || c->account[0] != '\0';
}

bool caller_account(const struct caller *c, char ret[CALLER_IDENTITY])
{
	if (c->role == ROLE_STAFF)
		snprintf(ret, CALLER_IDENTITY, "staff:%s", c->account);
	else if (c->key[0] != '\0')
		snprintf(ret, CALLER_IDENTITY, "key:%s", c->key);
	else if (c->reference[0] != '\0')
		snprintf(ret, CALLER_IDENTITY, "reference:%s", c->reference);
	else if (c->account[0] != '\0')
		caller_account_name(c->account, ret);
	return caller_is_signed_in(c);
}

void caller_account_name(const char *account, char ret[CALLER_IDENTITY])
{
	snprintf(ret, CALLER_IDENTITY, "account:%s", account);
}

bool caller_holder(const struct caller *c, char ret[CALLER_IDENTITY])
{
	ret[0] = '\0';
	if (c->role != ROLE_APPLICANT)
		return false;
	if (c->key[0] != '\0')
		snprintf(ret, CALLER_IDENTITY, "%s", c->key);
	else if (c->account_shown)
		caller_account_name(c->account, ret);
	return ret[0] != '\0';
}

static void drop_proof(struct caller *c, const char *reference)
{
	for (size_t i = 0; i < c->proven_count; i++)
		if (strcmp(c->proven[i].reference, reference) == 0) {
			memmove(&c->proven[i], &c->proven[i + 1],
				(--c->proven_count - i) * sizeof(c->proven[0]));
			return;
		}
}

static bool is_pin(uint64_t shown, const char *pin)
{
	return shown == 0 || pin == NULL || shown == hash(pin);
}

void caller_sign_in(struct caller *c, const char *reference)
{
	const struct caller_proof *proof = caller_proof(c, reference, NULL);

	c->reference_pin = proof != NULL ? proof->pin : 0;
	drop_proof(c, reference);
	snprintf(c->reference, sizeof(c->reference), "%s", reference);
	c->known = true;
}

void caller_prove(struct caller *c, const char *reference, const char *pin, enum caller_how how)
{
	struct caller_proof *to;

	drop_proof(c, reference);
	if (c->proven_count == CALLER_PROVEN)
		memmove(&c->proven[0], &c->proven[1], --c->proven_count * sizeof(c->proven[0]));
	to = &c->proven[c->proven_count++];
	snprintf(to->reference, sizeof(to->reference), "%s", reference);
	to->pin = pin != NULL ? hash(pin) : 0;
	to->here = how == PROVEN_HERE;
	to->own = how == PROVEN_PIN_OWN ||
		  (how == PROVEN_HERE && (c->key[0] != '\0' || c->account_shown));
}

void caller_forget_proofs(struct caller *c)
{
	c->proven_count = 0;
}

bool caller_is_in_by(const struct caller *c, const char *reference, const char *pin)
{
	return c->reference[0] != '\0' && strcmp(c->reference, reference) == 0 &&
	       is_pin(c->reference_pin, pin);
}

const struct caller_proof *caller_proof(const struct caller *c, const char *reference,
					const char *pin)
{
	for (size_t i = 0; i < c->proven_count; i++)
		if (strcmp(c->proven[i].reference, reference) == 0)
			return is_pin(c->proven[i].pin, pin) ? &c->proven[i] : NULL;
	return NULL;
}

const char *caller_shown(const struct caller *c)
{
	const struct caller_proof *last;

	if (c->proven_count == 0)
		return NULL;
	last = &c->proven[c->proven_count - 1];
	return last->here ? NULL : last->reference;
}

/* What a key begins or holds is the key's; a PIN that was typed beside opens what is not. */
static bool has_others(const struct caller *c)
{
	for (size_t i = 0; i < c->proven_count; i++)
		if (!c->proven[i].own)
			return true;
	return false;
}

/* Who has shown another PIN of it is not given the visit that one opened. */
static void put_identity(char ret[CALLER_IDENTITY], const char *what, const char *name,
			 uint64_t pin)
{
	snprintf(ret, CALLER_IDENTITY, "%s:%s %016" PRIx64, what, name, pin);
}

static bool is_by_pin_of_account(const struct caller *c)
{
	return c->role != ROLE_STAFF && c->account_shown && c->key[0] == '\0' &&
	       c->reference[0] == '\0';
}

bool caller_identity(const struct caller *c, char ret[CALLER_IDENTITY])
{
	if (is_by_pin_of_account(c)) {
		put_identity(ret, "account", c->account, c->account_pin);
		return !has_others(c);
	}
	if (caller_account(c, ret)) {
		if (c->reference[0] == '\0')
			return !has_others(c);
		if (c->role == ROLE_STAFF || c->key[0] != '\0' || has_others(c))
			return false;
		put_identity(ret, "reference", c->reference, c->reference_pin);
		return true;
	}
	if (c->proven_count != 1)
		return false;
	put_identity(ret, "reference", c->proven[0].reference, c->proven[0].pin);
	return true;
}

bool caller_has_looked(const struct caller *c, const char *id)
{
	uint64_t h = hash(id);

	for (size_t i = 0; i < c->looked_count; i++)
		if (c->looked[i] == h)
			return true;
	return false;
}

void caller_look(struct caller *c, const char *id)
{
	if (caller_has_looked(c, id))
		return;
	if (c->looked_count == CALLER_LOOKED)
		memmove(&c->looked[0], &c->looked[1], --c->looked_count * sizeof(c->looked[0]));
	c->looked[c->looked_count++] = hash(id);
}
