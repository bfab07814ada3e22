/* org.h - an organisation for which the visitor's account acts: what its pages share. */
#ifndef TUI_SCREENS_ORGANISATION_ORG_H
#define TUI_SCREENS_ORGANISATION_ORG_H

#include "services/application/organisation.h"
#include "services/document/papers_sent.h"
#include "tui/page/words_entry.h"
#include "tui/screens/common/common.h"

/* Which one; it lives as long as the catalogue's terms, but for its number. */
struct org_at {
	const struct register_definition *of;
	char number[160];
};
struct organisation_at org_at(const struct org_at *o, const struct context *x);

/* Its space; its people; the whole entry as it is kept; an invitation that is to be taken. */
struct screen *org_space_new(const struct register_definition *d, const char *number);
struct screen *org_people_new(const struct org_at *o, const struct agency *own);
struct screen *org_kept_new(const struct org_at *o);
struct screen *org_join_new(const struct register_definition *d, const char *number);

/* The organisation that the application has entered is attached to the visitor's account. */
struct screen *org_claim_new(const struct application *a);

/* Of its people's page: somebody is invited; whether somebody shall really go (`who` NULL: the
 * visitor). *done is set where it was done; it outlives the screen. */
struct screen *org_invite_new(const struct org_at *o, bool *done);
struct screen *org_sure_new(const struct org_at *o, const struct agent *who, bool *done);

#endif
