/* access.c - the one question "may": who may do what with an application, as a table. */
#include "services/access/access.h"

#include "services/access/agency.h"
#include "services/access/membership.h"
#include "services/access/person.h"
#include "services/access/staff.h"
#include "services/definition/role.h"
#include "services/definition/types.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_application.h"

/* What a caller may be to an application. */
enum {
	BY_HOLDER = 1, /* came in with a key that holds it, or with one of its holder's account */
	BY_SIGNED_IN =
		2,       /* signed in with its reference and PIN, or its holder's account and PIN */
	BY_PIN = 4,      /* the PIN was proven in this visit, at the sign-in or on a page */
	BY_BEGINNER = 8, /* began it in this visit */
	BY_AUTHORITY = 16, /* acts for the authority, from this host */
	BY_PORTAL = 32,    /* the portal itself */
	BY_ANYBODY = 64,
	BY_TRUSTED_HOLDER = 128, /* came in with such a key where the operator lets a key act */
	BY_STAFF = 256,          /* a role that is granted to the account reaches it, and may */
	BY_HELPER = 512,         /* serves the person whose it is, who has consented to it */
	BY_SELF = 1024,          /* anybody but staff, who begin nothing in their own name */
	BY_MEMBER = 2048,        /* works on it: may look */
	BY_EDITOR = 4096,        /* may change its answers, too */
	BY_SIGNER = 8192,        /* may sign it, and has shown a PIN */
	BY_SIGNER_KEY = 16384,   /* the same by a key alone */
	BY_EDITOR_PIN = 32768,   /* may change its answers, and has shown a PIN */
	BY_PEOPLE = 65536,       /* of the people of the organisation whose entry it is, or who have
				    sent it */
	BY_FILER = 131072,       /* who may send for it */
	BY_FILER_PROVEN = 262144, /* and has shown the account's PIN */
	BY_MANAGER = 524288,      /* who manages its people, and has shown it */
	BY_MANAGER_KEY = 1048576, /* the same by a key alone */
	BY_LEFT = 2097152, /* whoever has sent it for an organisation of whose people they were */
	BY_PROVEN = BY_SIGNED_IN | BY_PIN | BY_BEGINNER | BY_TRUSTED_HOLDER,
	BY_OWNER = BY_HOLDER | BY_SIGNED_IN | BY_PIN | BY_BEGINNER
};

#define NOBODYS (-1)

/* One row an act. A key is only the gate's word: it opens what is its owner's and fills drafts
 * (BY_OWNER); what acts in the owner's name asks for the PIN, unless it was begun in this visit
 * (BY_PROVEN). */
static const struct {
	unsigned by;
	bool staged;     /* the stage says whose turn it is */
	int word;        /* enum role_word: by which definitions of roles call it; NOBODYS: it is
			    nothing for staff */
	const char *say; /* to who may look at it but not do this */
} acts[] = {
	[ACCESS_VISIT] = {BY_ANYBODY, false, NOBODYS, NULL},
	[ACCESS_BEGIN] = {BY_SELF | BY_HELPER, false, NOBODYS, NULL},
	/* Who has the request number and the same answers, which are compared before. */
	[ACCESS_RENEW] = {BY_SELF | BY_HELPER, false, NOBODYS, NULL},
	[ACCESS_LOOK] = {BY_OWNER | BY_AUTHORITY | BY_STAFF | BY_HELPER | BY_MEMBER | BY_PEOPLE,
			 false, ROLE_WORD_LOOK, N_("Only the applicant may do this.")},
	[ACCESS_OPEN] = {BY_HOLDER | BY_SIGNED_IN, false, NOBODYS,
			 N_("Only the applicant may do this.")},
	[ACCESS_OPEN_ANY] = {BY_AUTHORITY | BY_STAFF, false, ROLE_WORD_LOOK,
			     N_("Only the organisation that hosts the portal can do this.")},
	[ACCESS_FILL] = {BY_OWNER | BY_HELPER | BY_EDITOR | BY_FILER, false, NOBODYS,
			 N_("Only the applicant and people who may edit for them can do this.")},
	[ACCESS_DISCARD] = {BY_OWNER | BY_HELPER, false, NOBODYS,
			    N_("Only the applicant may do this.")},
	[ACCESS_SUBMIT] = {BY_PROVEN | BY_HELPER, false, NOBODYS,
			   N_("Only the applicant may do this.")},
	[ACCESS_WITHDRAW] = {BY_PROVEN, false, NOBODYS, N_("Only the applicant may do this.")},
	[ACCESS_CORRECT] = {BY_PROVEN | BY_EDITOR_PIN | BY_FILER_PROVEN, false, NOBODYS,
			    N_("Only the applicant and people who may edit for them can do this.")},
	[ACCESS_REPLY] = {BY_PROVEN | BY_FILER_PROVEN, false, NOBODYS,
			  N_("Only the applicant may do this.")},
	[ACCESS_TAKE] = {BY_PROVEN | BY_HELPER, false, NOBODYS,
			 N_("Only the applicant may do this.")},
	[ACCESS_APPEAL] = {BY_PROVEN, false, NOBODYS, N_("Only the applicant may do this.")},
	[ACCESS_ADDRESS] = {BY_PROVEN, false, NOBODYS, N_("Only the applicant may do this.")},
	[ACCESS_LINK] = {BY_OWNER, false, NOBODYS, N_("Only the applicant may do this.")},
	[ACCESS_ASK] = {BY_AUTHORITY | BY_STAFF, true, ROLE_WORD_ASK,
			N_("Only the authority can do this.")},
	[ACCESS_DECIDE] = {BY_AUTHORITY | BY_STAFF, true, ROLE_WORD_DECIDE,
			   N_("Only the authority can do this.")},
	[ACCESS_FORWARD] = {BY_AUTHORITY | BY_STAFF, true, ROLE_WORD_FORWARD,
			    N_("Only the authority can do this.")},
	[ACCESS_CLOSE] = {BY_AUTHORITY | BY_STAFF, true, ROLE_WORD_CLOSE_TASK,
			  N_("Only the authority can do this.")},
	[ACCESS_SEE] = {BY_AUTHORITY | BY_STAFF | BY_HELPER, true, ROLE_WORD_ASK,
			N_("Only the authority can do this.")},
	[ACCESS_ASSIGN] = {BY_AUTHORITY | BY_STAFF, true, ROLE_WORD_ASSIGN,
			   N_("Only the authority can do this.")},
	[ACCESS_REASSIGN] = {BY_AUTHORITY | BY_STAFF, false, ROLE_WORD_REASSIGN,
			     N_("Only the authority can do this.")},
	[ACCESS_GIVE] = {BY_AUTHORITY | BY_STAFF, false, ROLE_WORD_RENEW,
			 N_("Only the organisation that hosts the portal can do this.")},
	[ACCESS_KNOW] = {BY_OWNER | BY_AUTHORITY, false, NOBODYS,
			 N_("Only the applicant may do this.")},
	[ACCESS_EXPIRE] = {BY_PORTAL, false, NOBODYS,
			   N_("Only the organisation that hosts the portal can do this.")},
	[ACCESS_MANAGE] = {BY_AUTHORITY, false, NOBODYS,
			   N_("Only the organisation that hosts the portal can do this.")},
	[ACCESS_ACCOUNTS] = {BY_AUTHORITY | BY_STAFF, false, ROLE_WORD_ACCOUNTS,
			     N_("Only the organisation that hosts the portal can do this.")},
	[ACCESS_ASSIST] = {BY_STAFF, false, ROLE_WORD_ASSIST,
			   N_("Only staff of a centre may do this.")},
	[ACCESS_MEMBERS] = {BY_PROVEN, false, NOBODYS, N_("Only the applicant may do this.")},
	[ACCESS_SIGN] = {BY_PROVEN | BY_SIGNER, false, NOBODYS,
			 N_("Only people invited to sign can do this.")},
	[ACCESS_WITNESS] = {BY_AUTHORITY | BY_STAFF, false, ROLE_WORD_WITNESS,
			    N_("Only the organisation that hosts the portal can do this.")},
	[ACCESS_AUDIT] = {BY_AUTHORITY | BY_STAFF, false, ROLE_WORD_AUDIT,
			  N_("Only the organisation that hosts the portal can do this.")},
	[ACCESS_PAY] = {BY_AUTHORITY | BY_STAFF, false, ROLE_WORD_TAKE_PAYMENT,
			N_("Only the organisation that hosts the portal can do this.")},
	[ACCESS_IMPORT] = {BY_AUTHORITY | BY_STAFF, false, ROLE_WORD_IMPORT_PAYMENTS,
			   N_("Only the organisation that hosts the portal can do this.")},
	[ACCESS_UNPAY] = {BY_AUTHORITY | BY_STAFF, false, ROLE_WORD_UNDO_PAYMENT,
			  N_("Only the organisation that hosts the portal can do this.")},
	[ACCESS_ORG_SEE] = {BY_PEOPLE | BY_AUTHORITY | BY_STAFF, false, ROLE_WORD_LOOK,
			    N_("Only the people of this organisation may do this, with their "
			       "account.")},
	[ACCESS_ORG_FILE] =
		{BY_FILER | BY_HELPER, false, NOBODYS,
		 N_("Only people who may send applications for this organisation can do this.")},
	[ACCESS_ORG_MANAGE] = {BY_MANAGER, false, NOBODYS,
			       N_("Only a person who manages this organisation can do this, with "
				  "their own account.")},
	[ACCESS_ORG_CLAIM] = {BY_PROVEN, false, NOBODYS, N_("Only the applicant may do this.")},
	[ACCESS_ORG_OFFICE] = {BY_AUTHORITY | BY_STAFF, false, ROLE_WORD_DECIDE,
			       N_("Only the authority can do this.")},
};

enum fault access_missing(const struct caller *c, struct error *err)
{
	const char *say =
		N_("This application is no longer available. It was deleted or has expired.");

	if (c->role == ROLE_STAFF)
		say = N_("This account no longer has such an application here: somebody may have "
			 "taken it over or finished it. Look at your list again.");
	return fail(err, FAULT_MISSING, say, "no application for this caller");
}

/* To who has proven it, by a PIN that is another by now. */
static enum fault has_another_pin(struct error *err)
{
	return fail(err, FAULT_MISSING,
		    N_("This application now has a new PIN. Open it again with that PIN."),
		    "proven by the PIN before");
}

static bool was_shown(const struct caller *c, const struct access_object *o)
{
	return c->role != ROLE_STAFF && (caller_is_in_by(c, o->reference, NULL) ||
					 caller_proof(c, o->reference, NULL) != NULL);
}

/* By role alone. The authority without an account acts on this host and over no line. */
static unsigned role_of(const struct caller *c)
{
	unsigned by = BY_ANYBODY | (c->role == ROLE_STAFF ? 0 : BY_SELF);

	if (c->face != FACE_HOST)
		return by;
	if (c->role == ROLE_AUTHORITY)
		return by | BY_AUTHORITY;
	return c->role == ROLE_PORTAL ? by | BY_PORTAL : by;
}

/* Whether it is the person's of the caller's account, whichever of its keys holds it. */
static enum fault is_persons(struct registry *r, const struct caller *c, const char *id, bool *ret,
			     struct error *err)
{
	struct person person;
	bool is = false;
	enum fault fault = person_of(r, c, &person, &is, err);

	*ret = false;
	return fault == FAULT_NONE && is
		       ? store_application_is_of(r->store, id, &person.row, ret, err)
		       : fault;
}

/* Of what the visitor has proven of an application; nothing of staff, whose keys and PINs are those
   of the account. */
static enum fault bearing(struct registry *r, const struct caller *c, const struct access_object *o,
			  unsigned *ret, struct error *err)
{
	const struct caller_proof *proof;
	unsigned by = role_of(c);
	bool held = false, own = false;
	enum fault fault = FAULT_NONE;

	if (o != NULL && c->role != ROLE_STAFF) {
		if (caller_is_in_by(c, o->reference, o->pin))
			by |= BY_SIGNED_IN | BY_PIN;
		proof = caller_proof(c, o->reference, o->pin);
		if (proof != NULL)
			by |= proof->here ? BY_BEGINNER : BY_PIN;
		if (c->key[0] != '\0')
			fault = store_application_is_held(r->store, o->id, c->key, &held, err);
		if (fault == FAULT_NONE)
			fault = is_persons(r, c, o->id, &own, err);
	}
	if (own && c->account_shown)
		by |= BY_SIGNED_IN | BY_PIN;
	if (held || own)
		by |= BY_HOLDER | (c->key_acts ? BY_TRUSTED_HOLDER : 0);
	*ret = by;
	return fault;
}

/* Of staff: whether a role may do `act` with it; at a stage that is an officer's or a head's, that
   role. */
static enum fault add_staff(struct registry *r, const struct caller *c, enum access_act act,
			    const struct access_object *o, unsigned *by, struct error *err)
{
	bool may = false;
	enum fault fault;

	if (c->role != ROLE_STAFF || acts[act].word == NOBODYS)
		return FAULT_NONE;
	fault = staff_reaches(r, c, role_portal_words[acts[act].word], acts[act].staged, o, &may,
			      err);
	if (fault == FAULT_NONE && may)
		*by |= BY_STAFF;
	return fault;
}

/* Only where nothing else makes it theirs, so that nobody's own visit asks for it. */
static enum fault add_member(struct registry *r, const struct caller *c,
			     const struct access_object *o, unsigned *by, struct error *err)
{
	struct membership m;
	enum fault fault = FAULT_NONE;

	if (o == NULL || o->id[0] == '\0' || c->role != ROLE_APPLICANT || (*by & BY_OWNER) != 0)
		return FAULT_NONE;
	fault = membership_of(r, c, o->id, o->reference, &m, err);
	if (fault != FAULT_NONE || m.id[0] == '\0')
		return fault;
	*by |= BY_MEMBER;
	if ((m.rights & MEMBER_EDIT) != 0)
		*by |= BY_EDITOR | (m.proven ? BY_EDITOR_PIN : 0);
	if ((m.rights & MEMBER_SIGN) != 0)
		*by |= m.proven ? BY_SIGNER : BY_SIGNER_KEY;
	return FAULT_NONE;
}

/* Of what is asked of an organisation's people; or of what they have sent, where nothing else makes
   it the caller's. */
static enum fault add_people(struct registry *r, const struct caller *c,
			     const struct access_object *o, unsigned *by, struct error *err)
{
	struct agency m = {.rights = 0};
	enum fault fault = FAULT_NONE;

	if (o != NULL && o->entry != NULL)
		fault = agency_of(r, c, o->entry, &m, err);
	else if (o != NULL && o->id[0] != '\0' && (*by & BY_OWNER) == 0)
		fault = agency_of_application(r, c, o->id, &m, err);
	if (fault != FAULT_NONE || m.id[0] == '\0')
		return fault;
	*by |= BY_PEOPLE;
	if ((m.rights & AGENT_FILE) != 0)
		*by |= BY_FILER | (m.proven ? BY_FILER_PROVEN : 0);
	if ((m.rights & AGENT_MANAGE) != 0)
		*by |= m.proven ? BY_MANAGER : BY_MANAGER_KEY;
	return FAULT_NONE;
}

/* What is done with what was sent, but where one is told of it. */
static bool acts_on_it(enum access_act act)
{
	return act == ACCESS_FILL ||
	       ((acts[act].by & BY_PROVEN) == BY_PROVEN && act != ACCESS_ADDRESS);
}

/* Who has left an organisation looks at what they have sent for it, and does nothing more with it,
   by whatever makes it theirs. */
static enum fault part(struct registry *r, enum access_act act, const struct access_object *o,
		       unsigned *by, struct error *err)
{
	bool left = false;
	enum fault fault = FAULT_NONE;

	if (o != NULL && o->id[0] != '\0' && (*by & BY_OWNER) != 0 && acts_on_it(act))
		fault = agency_has_left(r, o->id, &left, err);
	if (left)
		*by = (*by & ~(unsigned)(BY_OWNER | BY_PROVEN)) | BY_LEFT;
	return fault;
}

static enum fault add_helper(struct registry *r, const struct caller *c,
			     const struct access_object *o, unsigned *by, struct error *err)
{
	const struct access_object at = {.id = "",
					 .reference = "",
					 .service = c->served.service,
					 .by = o == NULL ? NULL : o->by};
	bool may = false;
	enum fault fault = FAULT_NONE;

	if (staff_serves(c, o))
		fault = staff_reaches(r, c, "assist", false, &at, &may, err);
	if (fault == FAULT_NONE && may)
		*by |= BY_HELPER;
	return fault;
}

/* To who may look at it, but not do this. */
static enum fault refuse(const struct caller *c, enum access_act act, unsigned by,
			 struct error *err)
{
	if (c->role == ROLE_STAFF)
		return fail(err, FAULT_DENIED,
			    N_("Your account's current roles do not allow this."), "act %d",
			    (int)act);
	if ((by & BY_LEFT) != 0)
		return fail(err, FAULT_DENIED, acts[ACCESS_ORG_FILE].say, "act %d by who has left",
			    (int)act);
	if ((by & BY_SIGNER_KEY) != 0 && act == ACCESS_SIGN)
		return fail(err, FAULT_DENIED,
			    N_("You cannot sign on a page with a key alone. Connect without your "
			       "key, as `ssh -o PubkeyAuthentication=no me@…`, and sign in with "
			       "the number and the PIN of your account; or sign the text with the "
			       "key itself: `ssh-keygen -Y sign -n shubbak`."),
			    "act %d by key alone", (int)act);
	if ((by & BY_EDITOR) != 0 && act == ACCESS_CORRECT)
		return fail(err, FAULT_DENIED,
			    N_("With a key alone you cannot change what was sent. Connect without "
			       "your key, as `ssh -o PubkeyAuthentication=no me@…`, and sign in "
			       "with the number and the PIN of your account."),
			    "act %d by key alone", (int)act);
	if (((by & BY_MANAGER_KEY) != 0 && act == ACCESS_ORG_MANAGE) ||
	    ((by & BY_FILER) != 0 && (act == ACCESS_REPLY || act == ACCESS_CORRECT)))
		return fail(err, FAULT_DENIED,
			    N_("With a key alone you cannot do this for an organisation. Connect "
			       "without your key, as `ssh -o PubkeyAuthentication=no me@…`, and "
			       "sign in with the number and the PIN of your account."),
			    "act %d by key alone", (int)act);
	if ((by & BY_HOLDER) == 0 || (acts[act].by & BY_PIN) == 0)
		return fail(err, FAULT_DENIED, acts[act].say, "act %d", (int)act);
	fail(err, FAULT_DENIED,
	     N_("With a key alone you cannot submit, answer or withdraw an application: you also "
		"need its PIN."),
	     "act %d by key alone", (int)act);
	error_code(err, ACCESS_PIN_NEEDED);
	return FAULT_DENIED;
}

enum fault access_may(struct registry *r, const struct caller *c, enum access_act act,
		      const struct access_object *o, struct error *err)
{
	unsigned by = 0, looks = 0;
	enum fault fault = bearing(r, c, o, &by, err);

	if (fault == FAULT_NONE)
		fault = part(r, act, o, &by, err);
	if (fault == FAULT_NONE)
		fault = add_helper(r, c, o, &by, err);
	if (fault == FAULT_NONE)
		fault = add_member(r, c, o, &by, err);
	if (fault == FAULT_NONE)
		fault = add_people(r, c, o, &by, err);
	looks = by;
	if (fault == FAULT_NONE)
		fault = add_staff(r, c, act, o, &by, err);
	if (fault == FAULT_NONE && (by & acts[act].by) == 0)
		fault = add_staff(r, c, ACCESS_LOOK, o, &looks, err);
	if (fault != FAULT_NONE)
		return fault;
	if ((by & acts[act].by) == 0) {
		if (o != NULL && o->id[0] != '\0' &&
		    (looks & (acts[ACCESS_LOOK].by | BY_LEFT)) == 0)
			return was_shown(c, o) ? has_another_pin(err) : access_missing(c, err);
		return refuse(c, act, by, err);
	}
	if (acts[act].staged && o != NULL && o->actor == ACTOR_APPLICANT)
		return fail(err, FAULT_DENIED,
			    N_("At this stage it is the applicant's turn, not the authority's."),
			    "act %d at the applicant's stage", (int)act);
	return FAULT_NONE;
}
