/* invitation.c - whom one invites, and the code for it: drawn, kept as a digest, tried. */
#include "services/access/invitation.h"

#include "i18n/text.h"
#include "services/registry/network.h"
#include "services/registry/registry_inside.h"

#include <string.h>

enum fault invitation_name(struct arena *a, const char *typed, const char **ret, struct error *err)
{
	char *name = NULL;

	if (typed != NULL &&
	    text_clean(a, typed, strlen(typed), TEXT_LINE, &name, err) == FAULT_NONE &&
	    *name != '\0' && strlen(name) < CALLER_NAME) {
		*ret = name;
		return FAULT_NONE;
	}
	fail(err, FAULT_INPUT, N_("Write the name of the person whom you invite, on one line."),
	     "no name");
	if (err != NULL)
		snprintf(err->field, sizeof(err->field), "name");
	return FAULT_INPUT;
}

enum fault invitation_rights(int rights, int all, struct error *err)
{
	if (rights == 0 || (rights & ~all) != 0)
		return fail(err, FAULT_INPUT,
			    N_("Choose at least one thing that the person may do."), "rights %d",
			    rights);
	return FAULT_NONE;
}

enum fault invitation_stands(const struct invitation_at *at, int64_t now, const char *taken,
			     struct error *err)
{
	if (at->ended > 0)
		return fail(err, FAULT_CONFLICT,
			    N_("This invitation was cancelled. Ask the person who invited you."),
			    "taken back");
	if (at->joined > 0)
		return fail(err, FAULT_CONFLICT, taken, "taken");
	if (at->until < now)
		return fail(err, FAULT_CONFLICT,
			    N_("This invitation has expired. Ask the person who invited you for "
			       "another."),
			    "too old");
	return FAULT_NONE;
}

void invitation_draw(char ret[INVITATION_DIGITS + 1])
{
	for (int i = 0; i < INVITATION_DIGITS; i++)
		ret[i] = (char)('0' + randombytes_uniform(10));
	ret[INVITATION_DIGITS] = '\0';
}

void invitation_digest(const struct seal *s, const char *id, const char *code,
		       char ret[SEAL_DIGEST + 1])
{
	struct seal_digest d;

	seal_digest_begin(&d, s, "code of an invitation");
	seal_digest_text(&d, id);
	seal_digest_text(&d, code);
	seal_digest_end(&d, ret);
}

bool invitation_is(const struct seal *s, const char *id, const char *kept, const char *code)
{
	char digest[SEAL_DIGEST + 1];

	invitation_digest(s, id, code, digest);
	return kept[0] != '\0' && sodium_memcmp(digest, kept, SEAL_DIGEST) == 0;
}

enum fault invitation_try(struct registry *r, const struct caller *v, const char *name, bool exists,
			  struct attempt *ret, struct error *err)
{
	*ret = (struct attempt){.name = name, .exists = exists, .strange = true};
	ret->budget = BUDGET_PIN_NETWORK;
	network_name(&r->seal, v->source, ret->source);
	if (ret->source[0] != '\0')
		snprintf(ret->subject, sizeof(ret->subject), "%s %s", ret->source, ret->name);
	return attempt_open(r, ret, err);
}
