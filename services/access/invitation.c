/* invitation.c - the code of an invitation: drawn, kept as a digest, tried. */
#include "services/access/invitation.h"

#include "services/registry/network.h"
#include "services/registry/registry_inside.h"

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
