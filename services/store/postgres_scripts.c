/* postgres_scripts.c - the tables of the registry in PostgreSQL, a script a version. */
#include "services/store/postgres.h"

/*
 * One script a version, never changed once it was released. The first makes the tables as
 * sqlite_scripts.c has them at version POSTGRES_FIRST, which has a picture of them; a registry of
 * version n runs those behind it. `registry` has the number.
 *
 * Other hosts may have the registry open while a script runs: it only adds, and what the version
 * before goes on writing until its visits end is whole afterwards, too.
 */
#define DUE "(CASE WHEN due_at = 0 THEN 9223372036854775807 ELSE due_at END)"
#define QUEUED "state IN ('submitted', 'awaiting_payment', 'in_review', 'needs_info')"
const char *const postgres_scripts[] = {
	"CREATE TABLE registry (version bigint NOT NULL);"
	"INSERT INTO registry VALUES (7);"

	"CREATE TABLE meta (name text PRIMARY KEY, number bigint NOT NULL,"
	"  mac text NOT NULL DEFAULT '');"
	"INSERT INTO meta (name, number) VALUES ('catalogue_stamp', 0);"

	"CREATE TABLE origin (id text PRIMARY KEY, home bigint NOT NULL,"
	"  mac text NOT NULL DEFAULT '');"

	"CREATE TABLE definition ("
	"  service text NOT NULL, version bigint NOT NULL, yaml bytea NOT NULL,"
	"  imported_at bigint NOT NULL, mac text NOT NULL DEFAULT '',"
	"  PRIMARY KEY (service, version));"

	/* `ends` is a day of the place, 2027-01-31. */
	"CREATE TABLE retired ("
	"  service text PRIMARY KEY, ends text NOT NULL, instead text NOT NULL,"
	"  mac text NOT NULL);"

	"CREATE TABLE application ("
	"  id text PRIMARY KEY, reference text NOT NULL UNIQUE,"
	"  service text NOT NULL, version bigint NOT NULL,"
	"  state text NOT NULL, stage text NOT NULL, lang text NOT NULL,"
	"  pin text NOT NULL, source text NOT NULL,"
	"  begun_at bigint NOT NULL, changed_at bigint NOT NULL,"
	"  submitted_at bigint NOT NULL, due_at bigint NOT NULL,"
	"  section text NOT NULL, item bigint NOT NULL, question text NOT NULL,"
	"  revision bigint NOT NULL DEFAULT 0, mac text NOT NULL DEFAULT '',"
	"  FOREIGN KEY (service, version) REFERENCES definition (service, version));"
	"CREATE INDEX application_draft ON application (changed_at) WHERE state = 'draft';"
	"CREATE INDEX application_source ON application (source, begun_at) WHERE state = 'draft';"
	"CREATE INDEX application_service ON application (service, version);"
	"CREATE INDEX application_network ON application (id) WHERE source LIKE '%/%';"

	"CREATE TABLE holder ("
	"  key text NOT NULL, application text NOT NULL REFERENCES application (id)"
	"  ON DELETE CASCADE, since bigint NOT NULL,"
	"  PRIMARY KEY (key, application));"
	"CREATE INDEX holder_application ON holder (application);"

	"CREATE TABLE request ("
	"  number text PRIMARY KEY, application text NOT NULL REFERENCES application (id)"
	"  ON DELETE CASCADE, content text NOT NULL);"
	"CREATE INDEX request_application ON request (application);"

	"CREATE TABLE answer ("
	"  application text NOT NULL REFERENCES application (id) ON DELETE CASCADE,"
	"  section text NOT NULL, item bigint NOT NULL, question text NOT NULL,"
	"  sealed bytea NOT NULL, clear text NOT NULL DEFAULT '',"
	"  PRIMARY KEY (application, section, item, question));"

	"CREATE TABLE items ("
	"  application text NOT NULL REFERENCES application (id) ON DELETE CASCADE,"
	"  section text NOT NULL, count bigint NOT NULL,"
	"  PRIMARY KEY (application, section));"

	"CREATE TABLE event ("
	"  application text NOT NULL REFERENCES application (id) ON DELETE CASCADE,"
	"  number bigint NOT NULL, at bigint NOT NULL, state text NOT NULL,"
	"  stage text NOT NULL, actor text NOT NULL, note bytea NOT NULL,"
	"  PRIMARY KEY (application, number));"

	"CREATE TABLE ledger ("
	"  seq bigint NOT NULL, at bigint NOT NULL, act text NOT NULL,"
	"  object text NOT NULL, actor text NOT NULL, reason text NOT NULL,"
	"  digest text NOT NULL, prev bytea NOT NULL, hash bytea NOT NULL,"
	"  recipe bigint NOT NULL, origin text NOT NULL, lane bigint NOT NULL,"
	"  subject text NOT NULL, revision bigint NOT NULL, effect bigint NOT NULL,"
	"  office text NOT NULL, purpose text NOT NULL, role text NOT NULL,"
	"  face text NOT NULL, operation text NOT NULL,"
	"  PRIMARY KEY (origin, lane, seq));"
	"CREATE UNIQUE INDEX ledger_operation ON ledger (operation);"
	"CREATE UNIQUE INDEX ledger_object ON ledger"
	"  (object, revision, (CASE WHEN effect = 0 THEN operation ELSE '' END));"
	"CREATE TABLE ledger_head ("
	"  origin text NOT NULL, lane bigint NOT NULL, seq bigint NOT NULL,"
	"  hash bytea NOT NULL, mac text NOT NULL, recipe bigint NOT NULL,"
	"  PRIMARY KEY (origin, lane));"

	"CREATE TABLE tries ("
	"  subject text NOT NULL, minute bigint NOT NULL, count bigint NOT NULL,"
	"  PRIMARY KEY (subject, minute));"
	"CREATE INDEX tries_minute ON tries (minute);"
	"CREATE TABLE pace (subject text PRIMARY KEY, full_at bigint NOT NULL);"
	"CREATE TABLE choice ("
	"  key text PRIMARY KEY, lang text NOT NULL, terminal bigint NOT NULL,"
	"  at bigint NOT NULL, mac text NOT NULL DEFAULT '');"
	"CREATE INDEX choice_at ON choice (at);"

	/* What a transaction was, for the one whose commit was cut off to know it again. */
	"CREATE TABLE done (operation text PRIMARY KEY, at bigint NOT NULL);"
	"CREATE INDEX done_at ON done (at);",

	/* With which keys it was made; store_open's caller fills in the digest. */
	("INSERT INTO meta (name, number) VALUES ('keys', 0);"
	 "UPDATE registry SET version = 8;"),

	/* How many there are is kept with the heads that whoever changes it writes anyway. */
	("ALTER TABLE ledger_head ADD COLUMN drafts bigint NOT NULL DEFAULT 0;"
	 "ALTER TABLE ledger_head ADD COLUMN applications bigint NOT NULL DEFAULT 0;"
	 "ALTER TABLE ledger_head ADD COLUMN counted bigint NOT NULL DEFAULT 0;"
	 "UPDATE ledger_head SET counted = seq;"
	 "UPDATE ledger_head SET"
	 "  drafts = (SELECT count(*) FROM application WHERE state = 'draft'),"
	 "  applications = (SELECT count(*) FROM application WHERE state <> 'draft')"
	 "  WHERE (origin, lane) = (SELECT h.origin, min(h.lane) FROM ledger_head h"
	 "  JOIN origin o ON o.id = h.origin AND o.home = 1 GROUP BY h.origin);"
	 "UPDATE registry SET version = 9;"),

	/* Who there is, what they sign in to, and what they may. */
	("CREATE TABLE party ("
	 "  id text PRIMARY KEY, kind text NOT NULL, code text NOT NULL, above text NOT NULL,"
	 "  place text NOT NULL, name text NOT NULL, sealed bytea NOT NULL,"
	 "  since bigint NOT NULL, revision bigint NOT NULL, mac text NOT NULL);"
	 "CREATE UNIQUE INDEX party_code ON party (code) WHERE code <> '';"
	 "CREATE INDEX party_above ON party (above) WHERE above <> '';"
	 "CREATE TABLE account ("
	 "  id text PRIMARY KEY, number text NOT NULL UNIQUE,"
	 "  party text NOT NULL REFERENCES party (id), pin text NOT NULL,"
	 "  since bigint NOT NULL, revision bigint NOT NULL, mac text NOT NULL);"
	 "CREATE TABLE account_key ("
	 "  account text NOT NULL REFERENCES account (id), key text NOT NULL,"
	 "  name text NOT NULL, since bigint NOT NULL, ended bigint NOT NULL,"
	 "  PRIMARY KEY (account, key));"
	 "CREATE INDEX account_key_key ON account_key (key);"
	 "CREATE TABLE account_grant ("
	 "  id text PRIMARY KEY, account text NOT NULL REFERENCES account (id),"
	 "  role text NOT NULL, service text NOT NULL, office text NOT NULL,"
	 "  since bigint NOT NULL, until bigint NOT NULL, given_by text NOT NULL);"
	 "CREATE INDEX account_grant_account ON account_grant (account);"
	 "ALTER TABLE application ADD COLUMN office text NOT NULL DEFAULT '';"
	 "UPDATE registry SET version = 10;"),

	/* One-time codes. */
	("ALTER TABLE account ADD COLUMN code text NOT NULL DEFAULT '',"
	 " ADD COLUMN code_step bigint NOT NULL DEFAULT 0;"
	 "UPDATE registry SET version = 11;"),

	/* Who has it; and what staff list, by the words of the statements that read it. */
	("ALTER TABLE application ADD COLUMN assignee text NOT NULL DEFAULT '';"
	 "CREATE INDEX application_queue ON application (" DUE ", id, assignee) WHERE " QUEUED ";"
	 "CREATE INDEX application_queue_service ON application"
	 "  (service, " DUE ", id, assignee, stage) WHERE " QUEUED ";"
	 "CREATE INDEX application_queue_office ON application"
	 "  (office, " DUE ", id, assignee, stage) WHERE office <> '' AND " QUEUED ";"
	 "CREATE INDEX application_queue_count ON application"
	 "  (service, office, stage, assignee, due_at, state) WHERE " QUEUED ";"
	 "CREATE INDEX application_queue_assignee ON application"
	 "  (assignee, " DUE ", id) WHERE assignee <> '' AND " QUEUED ";"
	 "UPDATE registry SET version = 12;"),

	/* Who looked and acted for an authority, by day and by account; what the many others do
	   writes nothing here. The same words as in statement.c. */
	("CREATE INDEX ledger_staff_at ON ledger (at)"
	 "  WHERE role NOT IN ('applicant', 'portal', '');"
	 "CREATE INDEX ledger_staff_actor ON ledger (actor, at)"
	 "  WHERE role NOT IN ('applicant', 'portal', '');"
	 "UPDATE registry SET version = 13;"),

	/* When clocks are to be looked at. */
	("CREATE TABLE clock (application text PRIMARY KEY, at bigint NOT NULL);"
	 "CREATE INDEX clock_at ON clock (at);"
	 "UPDATE registry SET version = 14;"),

	/* What applicants were told. */
	("CREATE TABLE notice ("
	 "  application text NOT NULL REFERENCES application (id) ON DELETE CASCADE,"
	 "  number bigint NOT NULL, at bigint NOT NULL, template text NOT NULL,"
	 "  version bigint NOT NULL, lang text NOT NULL, read_at bigint NOT NULL,"
	 "  words bytea NOT NULL, PRIMARY KEY (application, number));"
	 "UPDATE registry SET version = 15;"),

	/* From here on the digest of an application covers its notices. Where people want to be
	   told, and what is to go out. */
	("CREATE TABLE address ("
	 "  id text PRIMARY KEY, owner text NOT NULL, channel text NOT NULL,"
	 "  lang text NOT NULL, at bigint NOT NULL, proven_at bigint NOT NULL,"
	 "  tries bigint NOT NULL, code text NOT NULL, value text NOT NULL,"
	 "  mac text NOT NULL);"
	 "CREATE INDEX address_owner ON address (owner);"
	 "CREATE INDEX address_open ON address (at) WHERE proven_at = 0;"
	 "CREATE TABLE dispatch ("
	 "  id text PRIMARY KEY, address text NOT NULL REFERENCES address (id)"
	 "  ON DELETE CASCADE, application text NOT NULL, number bigint NOT NULL,"
	 "  state text NOT NULL, at bigint NOT NULL, next_at bigint NOT NULL,"
	 "  tries bigint NOT NULL, why text NOT NULL, words text NOT NULL,"
	 "  mac text NOT NULL);"
	 "CREATE INDEX dispatch_address ON dispatch (address);"
	 "CREATE INDEX dispatch_next ON dispatch (next_at) WHERE state = 'waiting';"
	 "CREATE INDEX dispatch_failed ON dispatch (application) WHERE state = 'failed';"
	 "UPDATE registry SET version = 16;"),

	/* How applications hang together. */
	("CREATE TABLE link ("
	 "  application text NOT NULL REFERENCES application (id) ON DELETE CASCADE,"
	 "  kind text NOT NULL, other text NOT NULL,"
	 "  PRIMARY KEY (application, kind, other));"
	 "CREATE INDEX link_other ON link (other);"
	 "UPDATE registry SET version = 17;"),

	/* By which numbers persons are found; and for whom an application is, by whom and since
	   when with the consent of that person, where one of staff has filled it in. */
	("CREATE TABLE identifier ("
	 "  party text NOT NULL REFERENCES party (id), scheme text NOT NULL, key text NOT NULL,"
	 "  sealed bytea NOT NULL, evidence text NOT NULL, since bigint NOT NULL,"
	 "  mac text NOT NULL, PRIMARY KEY (party, scheme, key));"
	 "CREATE INDEX identifier_key ON identifier (key);"
	 "ALTER TABLE application ADD COLUMN subject text NOT NULL DEFAULT '',"
	 " ADD COLUMN helper text NOT NULL DEFAULT '',"
	 " ADD COLUMN consent_at bigint NOT NULL DEFAULT 0;"
	 "UPDATE registry SET version = 18;"),

	/* What waits to open an account anew, and what the clerk has to do about accounts. */
	("CREATE TABLE account_recovery ("
	 "  account text NOT NULL REFERENCES account (id), what text NOT NULL,"
	 "  at bigint NOT NULL, ready_at bigint NOT NULL, asked_by text NOT NULL,"
	 "  code text NOT NULL, PRIMARY KEY (account, what));"
	 "CREATE TABLE errand ("
	 "  id text PRIMARY KEY, kind text NOT NULL, number text NOT NULL,"
	 "  what text NOT NULL, asked_by text NOT NULL, at bigint NOT NULL,"
	 "  mac text NOT NULL);"
	 "UPDATE registry SET version = 19;"),

	/* What SQLite's indexes alone needed. */
	("UPDATE registry SET version = 20;"),

	/* Papers that were put for applications, and their bytes. */
	("CREATE TABLE paper ("
	 "  id text PRIMARY KEY, application text NOT NULL REFERENCES application (id)"
	 "  ON DELETE CASCADE, requirement text NOT NULL, name text NOT NULL UNIQUE,"
	 "  state text NOT NULL, type text NOT NULL, pages bigint NOT NULL,"
	 "  width bigint NOT NULL, height bigint NOT NULL, bytes bigint NOT NULL,"
	 "  at bigint NOT NULL, put_at bigint NOT NULL, actor text NOT NULL,"
	 "  role text NOT NULL, source text NOT NULL, event bigint NOT NULL,"
	 "  key text NOT NULL, label text NOT NULL, sum text NOT NULL, mac text NOT NULL);"
	 "CREATE INDEX paper_application ON paper (application);"
	 "CREATE INDEX paper_source ON paper (source, at) WHERE source <> '';"
	 "CREATE INDEX paper_coming ON paper (at) WHERE state = 'coming';"
	 "CREATE TABLE paper_chunk ("
	 "  paper text NOT NULL REFERENCES paper (id) ON DELETE CASCADE,"
	 "  number bigint NOT NULL, sealed bytea NOT NULL, PRIMARY KEY (paper, number));"
	 "UPDATE registry SET version = 21;"),

	/* Who works on an application besides its applicant, and who signs it; and which are to be
	   looked at, since answers that are signed have changed. */
	("CREATE TABLE member ("
	 "  id text PRIMARY KEY, application text NOT NULL REFERENCES application (id)"
	 "  ON DELETE CASCADE, number bigint NOT NULL, rights bigint NOT NULL,"
	 "  signature text NOT NULL, item bigint NOT NULL, code text NOT NULL,"
	 "  at bigint NOT NULL, until bigint NOT NULL, joined_at bigint NOT NULL,"
	 "  ended_at bigint NOT NULL, account text NOT NULL, pin text NOT NULL,"
	 "  key text NOT NULL, signed_at bigint NOT NULL, way text NOT NULL,"
	 "  digest text NOT NULL, lost bigint NOT NULL, round bigint NOT NULL, name bytea NOT NULL,"
	 "  content bytea NOT NULL, proof bytea NOT NULL, mac text NOT NULL,"
	 "  UNIQUE (application, number));"
	 "CREATE INDEX member_account ON member (account) WHERE account <> '';"
	 "CREATE TABLE unsure ("
	 "  application text PRIMARY KEY REFERENCES application (id) ON DELETE CASCADE,"
	 "  at bigint NOT NULL);"
	 "ALTER TABLE application ADD COLUMN members bigint NOT NULL DEFAULT 0;"
	 "ALTER TABLE notice ADD COLUMN member text NOT NULL DEFAULT '';"
	 "UPDATE registry SET version = 22;"),

	/* Registers: their entries, each with its values, its history, by what it is found; and how
	   far numbers were counted. */
	("CREATE TABLE entry ("
	 "  id text PRIMARY KEY, book text NOT NULL, number text NOT NULL, scope text NOT NULL,"
	 "  counted bigint NOT NULL, status text NOT NULL, subject text NOT NULL,"
	 "  office text NOT NULL, application text NOT NULL, since bigint NOT NULL,"
	 "  until bigint NOT NULL, made_at bigint NOT NULL, changed_at bigint NOT NULL,"
	 "  revision bigint NOT NULL, next_at bigint NOT NULL, mac text NOT NULL,"
	 "  UNIQUE (book, number), UNIQUE (book, scope, counted));"
	 "CREATE INDEX entry_application ON entry (application);"
	 "CREATE INDEX entry_next ON entry (next_at) WHERE next_at > 0;"
	 "CREATE TABLE entry_value ("
	 "  entry text NOT NULL REFERENCES entry (id), revision bigint NOT NULL,"
	 "  name text NOT NULL, clear text NOT NULL, sealed bytea NOT NULL,"
	 "  PRIMARY KEY (entry, revision, name));"
	 "CREATE TABLE entry_event ("
	 "  entry text NOT NULL REFERENCES entry (id), number bigint NOT NULL,"
	 "  at bigint NOT NULL, act text NOT NULL, status text NOT NULL,"
	 "  application text NOT NULL, reason text NOT NULL, words bytea NOT NULL,"
	 "  PRIMARY KEY (entry, number));"
	 "CREATE INDEX entry_event_missed ON entry_event (at) WHERE act = 'missed';"
	 "CREATE TABLE entry_key ("
	 "  key text NOT NULL, entry text NOT NULL REFERENCES entry (id),"
	 "  PRIMARY KEY (key, entry));"
	 "CREATE INDEX entry_key_entry ON entry_key (entry);"
	 "CREATE TABLE entry_scope ("
	 "  book text NOT NULL, scope text NOT NULL, counted bigint NOT NULL,"
	 "  PRIMARY KEY (book, scope));"
	 "UPDATE registry SET version = 23;"),

	/* What is owed for applications, and what came of it. What has no due yet refers to none.
	 */
	("CREATE TABLE due ("
	 "  id text PRIMARY KEY, application text NOT NULL REFERENCES application (id)"
	 "  ON DELETE CASCADE, number bigint NOT NULL, charge text NOT NULL,"
	 "  reference text NOT NULL UNIQUE,"
	 "  currency text NOT NULL, amount bigint NOT NULL, paid bigint NOT NULL,"
	 "  payments bigint NOT NULL, state text NOT NULL, at bigint NOT NULL,"
	 "  due_at bigint NOT NULL, mac text NOT NULL);"
	 "CREATE INDEX due_application ON due (application);"
	 "CREATE TABLE payment ("
	 "  id text PRIMARY KEY, due text NOT NULL, place bigint NOT NULL, kind text NOT NULL,"
	 "  number text NOT NULL UNIQUE, currency text NOT NULL, amount bigint NOT NULL,"
	 "  paid_at bigint NOT NULL, at bigint NOT NULL, account text NOT NULL,"
	 "  office text NOT NULL, means text NOT NULL, source text NOT NULL,"
	 "  trace text NOT NULL, file text NOT NULL, undoes text NOT NULL,"
	 "  undone bigint NOT NULL, why text NOT NULL, words text NOT NULL,"
	 "  mac text NOT NULL);"
	 "CREATE INDEX payment_due ON payment (due);"
	 "CREATE INDEX payment_at ON payment (at);"
	 "CREATE UNIQUE INDEX payment_trace ON payment (source, trace)"
	 "  WHERE source <> '' AND undone = 0;"
	 "UPDATE registry SET version = 24;"),

	/* Documents that were issued, and their numbers. */
	("CREATE TABLE numbering (scope text PRIMARY KEY, n bigint NOT NULL);"
	 "CREATE TABLE issued ("
	 "  id text PRIMARY KEY, application text NOT NULL REFERENCES application (id),"
	 "  service text NOT NULL, version bigint NOT NULL, output text NOT NULL,"
	 "  scope text NOT NULL, n bigint NOT NULL, number text NOT NULL,"
	 "  found text NOT NULL, lang text NOT NULL, at bigint NOT NULL,"
	 "  until bigint NOT NULL, content bytea NOT NULL, status text NOT NULL,"
	 "  ended_at bigint NOT NULL, mac text NOT NULL);"
	 "CREATE UNIQUE INDEX issued_found ON issued (found);"
	 "CREATE UNIQUE INDEX issued_number ON issued (scope, n);"
	 "CREATE INDEX issued_application ON issued (application);"
	 "UPDATE registry SET version = 25;"),

	/* Who acts for an organisation that a register has. */
	("CREATE TABLE agent ("
	 "  id text PRIMARY KEY, entry text NOT NULL REFERENCES entry (id),"
	 "  number bigint NOT NULL, rights bigint NOT NULL, way text NOT NULL,"
	 "  actor text NOT NULL, code text NOT NULL, at bigint NOT NULL,"
	 "  until bigint NOT NULL, joined_at bigint NOT NULL, ended_at bigint NOT NULL,"
	 "  account text NOT NULL, ender text NOT NULL, name bytea NOT NULL,"
	 "  words bytea NOT NULL, ended_words bytea NOT NULL, mac text NOT NULL,"
	 "  UNIQUE (entry, number));"
	 "CREATE INDEX agent_account ON agent (account) WHERE account <> '';"
	 "UPDATE registry SET version = 26;"),

	/* Words that were searched in vain. */
	("CREATE TABLE vain ("
	 "  id text PRIMARY KEY, word text NOT NULL, count bigint NOT NULL,"
	 "  day bigint NOT NULL, sources text NOT NULL);"
	 "CREATE INDEX vain_least ON vain (count, day, id);"
	 "UPDATE registry SET version = 27;"),
	NULL,
};
