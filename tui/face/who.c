/* who.c - who is here, as every page says it. */
#include "tui/face/who.h"

#include "i18n/i18n.h"
#include "tui/page/slip.h"

bool who_is_guest(const struct caller *c)
{
	return !caller_is_signed_in(c) && c->who[0] == '\0';
}

const char *who_words(struct arena *a, const struct caller *c)
{
	if (c->served.person[0] != '\0')
		return slip_for(a, &c->served);
	if (c->who[0] != '\0')
		return bidi_isolate(a, c->who);
	if (c->key[0] != '\0')
		return FILL(a, _("Key {key}"), {"key", bidi_isolate(a, arena_slice(a, c->key, 6))});
	/* TRANSLATORS: who is signed in: by the reference and PIN of one application */
	return c->reference[0] != '\0' ? _("Applicant") : _("Guest");
}
