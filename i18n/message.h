/* message.h - the interface's own sentences in the person's language (gettext). Only the faces
 * (tui/, server/) translate. */
#ifndef I18N_MESSAGE_H
#define I18N_MESSAGE_H

#include "i18n/base/arena.h"
#include "i18n/base/error.h"
#include "i18n/lang.h"

/*
 * Finds the translations (.mo files under DIR/ar/LC_MESSAGES/shubbak.mo …) and makes the locale
 * links that glibc needs; once per process, before any fork. FAULT_BROKEN, in words, when a known
 * message does not come out translated in Arabic and French; all messages are English then. No file
 * is read afterwards, in any language.
 */
MUST_USE enum fault message_open(const char *dir, struct error *err);

/* From now on _() speaks this language. One process serves one visitor at a time, so one setting is
 * enough (see HOUSE.md). */
void message_use(enum lang lang);
enum lang message_lang(void);

const char *message_get(const char *message);
const char *message_plural(const char *one, const char *many, unsigned long n);

/* Source files use these two; xgettext knows N_, _, P_ and L_. Whole sentences, named fills such as
 * {reference}. */
#define _(message) message_get(message)
#define P_(one, many, n) message_plural(one, many, n)
/* A message as a country says it, for message_get; who has no words of its own gets this key back.
 */
#define L_(country, message) country "\004" message

struct fill {
	const char *name; /* without braces */
	const char *value;
};

/* Puts the values into {name} fills; a place without a value stays as it is. `fills` ends with a
 * NULL name. In Arabic, and where a value holds right-to-left letters, the value is set apart
 * (bidi_isolate): bidi_row needs it, and text_safe leaves it out where the text goes elsewhere. */
char *message_fill(struct arena *a, const char *message, const struct fill *fills);
#define FILL(arena, message, ...)                                                                  \
	message_fill(arena, message, (const struct fill[]){__VA_ARGS__, {0}})

/* The words of an error in the language in use, fills filled in; a plain sentence for an error
 * that has none. */
char *message_error(struct arena *a, const struct error *err);

#endif
