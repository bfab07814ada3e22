/* sqlite_scripts.c - the tables of the registry in SQLite, a script a version. */
#include "services/store/sqlite.h"

/*
 * One script a version, never changed once it was released: a registry of version n runs those
 * behind the nth. Ids and times are made by the portal; times are UTC seconds, 0 for none.
 *
 *   definition ─┬─< application ─┬─< answer, items   values by section, item, question
 *               │                ├─< event           history that the applicant sees
 *               │                ├─< holder          keys that open it without a PIN
 *               │                └─< request         numbers of filled forms sent
 *   ledger ── ledger_head, one of each origin and lane        origin (one is this registry's own)
 *   clock (when an application is to be looked at)
 *   tries, pace         choice (of a key: language, terminal)          meta (stamp, keys)
 *   retired (services that end, by day)
 *   party (offices above each other) ──< account ─┬─< account_key
 *                                                 └─< account_grant
 *
 * A script that adds a column needs no new digests where the column's default is 0 or '': vouch.h.
 */
#define DUE "(CASE WHEN due_at = 0 THEN 9223372036854775807 ELSE due_at END)"
#define QUEUED_OLD "state IN ('submitted', 'awaiting_payment', 'in_review', 'needs_info')"
#define QUEUED                                                                                     \
	"(state = 'submitted' OR state = 'awaiting_payment' OR state = 'in_review'"                \
	" OR state = 'needs_info')"
#define QUEUES(queued)                                                                             \
	"CREATE INDEX application_queue ON application (" DUE ", id, assignee) WHERE " queued ";"  \
	"CREATE INDEX application_queue_service ON application"                                    \
	"  (service, " DUE ", id, assignee, stage) WHERE " queued ";"                              \
	"CREATE INDEX application_queue_office ON application"                                     \
	"  (office, " DUE ", id, assignee, stage) WHERE office <> '' AND " queued ";"              \
	"CREATE INDEX application_queue_count ON application"                                      \
	"  (service, office, stage, assignee, due_at, state) WHERE " queued ";"                    \
	"CREATE INDEX application_queue_assignee ON application"                                   \
	"  (assignee, " DUE ", id) WHERE assignee <> '' AND " queued ";"
#define STAFFS(by_staff)                                                                           \
	"CREATE INDEX ledger_staff_at ON ledger (at) WHERE " by_staff ";"                          \
	"CREATE INDEX ledger_staff_actor ON ledger (actor, at) WHERE " by_staff ";"
const char *const sqlite_scripts[] = {
	"CREATE TABLE meta (name TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT;"
	"INSERT INTO meta (name, number) VALUES ('catalogue_stamp', 0);"

	"CREATE TABLE definition ("
	"  service TEXT NOT NULL, version INTEGER NOT NULL, yaml BLOB NOT NULL,"
	"  imported_at INTEGER NOT NULL, PRIMARY KEY (service, version)) STRICT;"

	"CREATE TABLE application ("
	"  id TEXT PRIMARY KEY, reference TEXT NOT NULL UNIQUE,"
	"  service TEXT NOT NULL, version INTEGER NOT NULL,"
	"  state TEXT NOT NULL, stage TEXT NOT NULL, lang TEXT NOT NULL,"
	"  pin TEXT NOT NULL, source TEXT NOT NULL,"
	"  begun_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,"
	"  submitted_at INTEGER NOT NULL, due_at INTEGER NOT NULL,"
	"  section TEXT NOT NULL, item INTEGER NOT NULL, question TEXT NOT NULL,"
	"  FOREIGN KEY (service, version) REFERENCES definition (service, version)) STRICT;"
	"CREATE INDEX application_draft ON application (changed_at) WHERE state = 'draft';"
	"CREATE INDEX application_source ON application (source, begun_at) WHERE state = 'draft';"
	"CREATE INDEX application_service ON application (service, version);"

	"CREATE TABLE holder ("
	"  key TEXT NOT NULL, application TEXT NOT NULL REFERENCES application (id)"
	"  ON DELETE CASCADE, since INTEGER NOT NULL,"
	"  PRIMARY KEY (key, application)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX holder_application ON holder (application);"

	"CREATE TABLE request ("
	"  number TEXT PRIMARY KEY, application TEXT NOT NULL REFERENCES application (id)"
	"  ON DELETE CASCADE, content TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE INDEX request_application ON request (application);"

	"CREATE TABLE answer ("
	"  application TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,"
	"  section TEXT NOT NULL, item INTEGER NOT NULL, question TEXT NOT NULL,"
	"  sealed BLOB NOT NULL,"
	"  PRIMARY KEY (application, section, item, question)) STRICT, WITHOUT ROWID;"

	"CREATE TABLE items ("
	"  application TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,"
	"  section TEXT NOT NULL, count INTEGER NOT NULL,"
	"  PRIMARY KEY (application, section)) STRICT, WITHOUT ROWID;"

	"CREATE TABLE event ("
	"  application TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,"
	"  number INTEGER NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL,"
	"  stage TEXT NOT NULL, actor TEXT NOT NULL, note BLOB NOT NULL,"
	"  PRIMARY KEY (application, number)) STRICT, WITHOUT ROWID;"

	"CREATE TABLE ledger ("
	"  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, act TEXT NOT NULL,"
	"  object TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL,"
	"  digest TEXT NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL) STRICT;"
	"CREATE INDEX ledger_object ON ledger (object, seq);"
	"CREATE TABLE ledger_head ("
	"  one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL,"
	"  hash BLOB NOT NULL, mac TEXT NOT NULL) STRICT;"

	"CREATE TABLE tries ("
	"  subject TEXT NOT NULL, minute INTEGER NOT NULL, count INTEGER NOT NULL,"
	"  PRIMARY KEY (subject, minute)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX tries_minute ON tries (minute);"

	"CREATE TABLE choice ("
	"  key TEXT PRIMARY KEY, lang TEXT NOT NULL, terminal INTEGER NOT NULL,"
	"  at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"

	"PRAGMA application_id = 0x53484231;"
	"PRAGMA user_version = 1;",

	/* Entries of before keep their recipe, and an object's changes are counted: with what was
	   looked at in between they get the revision that they would have had. */
	"CREATE TABLE origin (id TEXT PRIMARY KEY, home INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"INSERT INTO origin (id, home) VALUES (lower(hex(randomblob(8))), 1);"

	"ALTER TABLE ledger RENAME TO ledger_1;"
	"DROP INDEX ledger_object;"
	"CREATE TABLE ledger ("
	"  seq INTEGER NOT NULL, at INTEGER NOT NULL, act TEXT NOT NULL,"
	"  object TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL,"
	"  digest TEXT NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL,"
	"  recipe INTEGER NOT NULL, origin TEXT NOT NULL, lane INTEGER NOT NULL,"
	"  subject TEXT NOT NULL, revision INTEGER NOT NULL, effect INTEGER NOT NULL,"
	"  office TEXT NOT NULL, purpose TEXT NOT NULL, role TEXT NOT NULL,"
	"  face TEXT NOT NULL, operation TEXT NOT NULL,"
	"  PRIMARY KEY (origin, lane, seq)) STRICT, WITHOUT ROWID;"
	"INSERT INTO ledger SELECT seq, at, act, object, actor, reason, digest, prev, hash,"
	"  1, origin.id, 0, '', sum(act <> 'looked') OVER (PARTITION BY object ORDER BY seq),"
	"  CASE WHEN act = 'looked' THEN 0 WHEN act IN ('discarded', 'expired') THEN 2 ELSE 1 END,"
	"  '', '', '', '', origin.id || '/' || seq FROM ledger_1 JOIN origin;"
	"DROP TABLE ledger_1;"
	"CREATE UNIQUE INDEX ledger_operation ON ledger (operation);"
	/* No two changes of an object have one revision; looks do. */
	"CREATE UNIQUE INDEX ledger_object ON ledger"
	"  (object, revision, CASE WHEN effect = 0 THEN operation ELSE '' END);"

	"ALTER TABLE ledger_head RENAME TO ledger_head_1;"
	"CREATE TABLE ledger_head ("
	"  origin TEXT NOT NULL, lane INTEGER NOT NULL, seq INTEGER NOT NULL,"
	"  hash BLOB NOT NULL, mac TEXT NOT NULL, recipe INTEGER NOT NULL,"
	"  PRIMARY KEY (origin, lane)) STRICT, WITHOUT ROWID;"
	"INSERT INTO ledger_head SELECT origin.id, 0, seq, hash, mac, 1"
	"  FROM ledger_head_1 JOIN origin;"
	"DROP TABLE ledger_head_1;"

	"ALTER TABLE application ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;"
	"UPDATE application SET revision = coalesce("
	"  (SELECT max(revision) FROM ledger WHERE object = application.id), 0);"

	"PRAGMA user_version = 2;",

	/* What its class lets be known stands clear, with no sealed bytes beside it. */
	("ALTER TABLE answer ADD COLUMN clear TEXT NOT NULL DEFAULT '';"
	 "PRAGMA user_version = 3;"),

	/* Digests of rows; store_open's caller fills them in within the same transaction. */
	("ALTER TABLE application ADD COLUMN mac TEXT NOT NULL DEFAULT '';"
	 "ALTER TABLE definition ADD COLUMN mac TEXT NOT NULL DEFAULT '';"
	 "ALTER TABLE meta ADD COLUMN mac TEXT NOT NULL DEFAULT '';"
	 "ALTER TABLE origin ADD COLUMN mac TEXT NOT NULL DEFAULT '';"
	 "ALTER TABLE choice ADD COLUMN mac TEXT NOT NULL DEFAULT '';"
	 "PRAGMA user_version = 4;"),

	/* Digests of applications leave to the ledger what it has; they are filled in anew. Where
	   something was begun is kept by a keyed hash; older rows, whose ledger entries are of the
	   prefix itself, are found by their slash until upkeep has changed them. */
	("CREATE INDEX application_network ON application (id) WHERE source LIKE '%/%';"
	 /* How fast networks go: counted for minutes, so that no digest covers it. */
	 "CREATE TABLE pace ("
	 "  subject TEXT PRIMARY KEY, full_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX choice_at ON choice (at);"
	 "PRAGMA user_version = 5;"),

	/* How many answers stand clear is vouched for. */
	"PRAGMA user_version = 6;",

	/* `ends` is a day of the place, 2027-01-31. */
	("CREATE TABLE retired ("
	 "  service TEXT PRIMARY KEY, ends TEXT NOT NULL, instead TEXT NOT NULL,"
	 "  mac TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	 "PRAGMA user_version = 7;"),

	/* With which keys it was made; store_open's caller fills in the digest. */
	("INSERT INTO meta (name, number) VALUES ('keys', 0);"
	 "PRAGMA user_version = 8;"),

	/* How many there are is kept with the heads that whoever changes it writes anyway. */
	("ALTER TABLE ledger_head ADD COLUMN drafts INTEGER NOT NULL DEFAULT 0;"
	 "ALTER TABLE ledger_head ADD COLUMN applications INTEGER NOT NULL DEFAULT 0;"
	 "ALTER TABLE ledger_head ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;"
	 "UPDATE ledger_head SET counted = seq;"
	 "UPDATE ledger_head SET"
	 "  drafts = (SELECT count(*) FROM application WHERE state = 'draft'),"
	 "  applications = (SELECT count(*) FROM application WHERE state <> 'draft')"
	 "  WHERE lane = 0 AND origin = (SELECT id FROM origin WHERE home = 1);"
	 "PRAGMA user_version = 9;"),

	/* Who there is, what they sign in to, and what they may. */
	("CREATE TABLE party ("
	 "  id TEXT PRIMARY KEY, kind TEXT NOT NULL, code TEXT NOT NULL, above TEXT NOT NULL,"
	 "  place TEXT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL,"
	 "  since INTEGER NOT NULL, revision INTEGER NOT NULL, mac TEXT NOT NULL) STRICT,"
	 "  WITHOUT ROWID;"
	 "CREATE UNIQUE INDEX party_code ON party (code) WHERE code <> '';"
	 "CREATE INDEX party_above ON party (above) WHERE above <> '';"
	 "CREATE TABLE account ("
	 "  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE,"
	 "  party TEXT NOT NULL REFERENCES party (id), pin TEXT NOT NULL,"
	 "  since INTEGER NOT NULL, revision INTEGER NOT NULL, mac TEXT NOT NULL) STRICT,"
	 "  WITHOUT ROWID;"
	 "CREATE TABLE account_key ("
	 "  account TEXT NOT NULL REFERENCES account (id), key TEXT NOT NULL,"
	 "  name TEXT NOT NULL, since INTEGER NOT NULL, ended INTEGER NOT NULL,"
	 "  PRIMARY KEY (account, key)) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX account_key_key ON account_key (key);"
	 "CREATE TABLE account_grant ("
	 "  id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id),"
	 "  role TEXT NOT NULL, service TEXT NOT NULL, office TEXT NOT NULL,"
	 "  since INTEGER NOT NULL, until INTEGER NOT NULL, given_by TEXT NOT NULL) STRICT,"
	 "  WITHOUT ROWID;"
	 "CREATE INDEX account_grant_account ON account_grant (account);"
	 "ALTER TABLE application ADD COLUMN office TEXT NOT NULL DEFAULT '';"
	 "PRAGMA user_version = 10;"),

	/* One-time codes. */
	("ALTER TABLE account ADD COLUMN code TEXT NOT NULL DEFAULT '';"
	 "ALTER TABLE account ADD COLUMN code_step INTEGER NOT NULL DEFAULT 0;"
	 "PRAGMA user_version = 11;"),

	/* Who has it; and what staff list, by the words of the statements that read it. */
	("ALTER TABLE application ADD COLUMN assignee TEXT NOT NULL DEFAULT '';" QUEUES(
		QUEUED_OLD) "PRAGMA user_version = 12;"),

	/* Who looked and acted for an authority, by day and by account; what the many others do
	   writes nothing here. The same words as in statement.c. */
	(STAFFS("role NOT IN ('applicant', 'portal', '')") "PRAGMA user_version = 13;"),

	/* When clocks are to be looked at. */
	("CREATE TABLE clock ("
	 "  application TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX clock_at ON clock (at);"
	 "PRAGMA user_version = 14;"),

	/* What applicants were told. */
	("CREATE TABLE notice ("
	 "  application TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,"
	 "  number INTEGER NOT NULL, at INTEGER NOT NULL, template TEXT NOT NULL,"
	 "  version INTEGER NOT NULL, lang TEXT NOT NULL, read_at INTEGER NOT NULL,"
	 "  words BLOB NOT NULL, PRIMARY KEY (application, number)) STRICT, WITHOUT ROWID;"
	 "PRAGMA user_version = 15;"),

	/* From here on the digest of an application covers its notices. Where people want to be
	   told, and what is to go out. */
	("CREATE TABLE address ("
	 "  id TEXT PRIMARY KEY, owner TEXT NOT NULL, channel TEXT NOT NULL,"
	 "  lang TEXT NOT NULL, at INTEGER NOT NULL, proven_at INTEGER NOT NULL,"
	 "  tries INTEGER NOT NULL, code TEXT NOT NULL, value TEXT NOT NULL,"
	 "  mac TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX address_owner ON address (owner);"
	 "CREATE INDEX address_open ON address (at) WHERE proven_at = 0;"
	 "CREATE TABLE dispatch ("
	 "  id TEXT PRIMARY KEY, address TEXT NOT NULL REFERENCES address (id)"
	 "  ON DELETE CASCADE, application TEXT NOT NULL, number INTEGER NOT NULL,"
	 "  state TEXT NOT NULL, at INTEGER NOT NULL, next_at INTEGER NOT NULL,"
	 "  tries INTEGER NOT NULL, why TEXT NOT NULL, words TEXT NOT NULL,"
	 "  mac TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX dispatch_address ON dispatch (address);"
	 "CREATE INDEX dispatch_next ON dispatch (next_at) WHERE state = 'waiting';"
	 "CREATE INDEX dispatch_failed ON dispatch (application) WHERE state = 'failed';"
	 "PRAGMA user_version = 16;"),

	/* How applications hang together. */
	("CREATE TABLE link ("
	 "  application TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,"
	 "  kind TEXT NOT NULL, other TEXT NOT NULL,"
	 "  PRIMARY KEY (application, kind, other)) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX link_other ON link (other);"
	 "PRAGMA user_version = 17;"),

	/* By which numbers persons are found; and for whom an application is, by whom and since
	   when with the consent of that person, where one of staff has filled it in. */
	("CREATE TABLE identifier ("
	 "  party TEXT NOT NULL REFERENCES party (id), scheme TEXT NOT NULL, key TEXT NOT NULL,"
	 "  sealed BLOB NOT NULL, evidence TEXT NOT NULL, since INTEGER NOT NULL,"
	 "  mac TEXT NOT NULL, PRIMARY KEY (party, scheme, key)) STRICT,"
	 "  WITHOUT ROWID;"
	 "CREATE INDEX identifier_key ON identifier (key);"
	 "ALTER TABLE application ADD COLUMN subject TEXT NOT NULL DEFAULT '';"
	 "ALTER TABLE application ADD COLUMN helper TEXT NOT NULL DEFAULT '';"
	 "ALTER TABLE application ADD COLUMN consent_at INTEGER NOT NULL DEFAULT 0;"
	 "PRAGMA user_version = 18;"),

	/* What waits to open an account anew, and what the clerk has to do about accounts. */
	("CREATE TABLE account_recovery ("
	 "  account TEXT NOT NULL REFERENCES account (id), what TEXT NOT NULL,"
	 "  at INTEGER NOT NULL, ready_at INTEGER NOT NULL, asked_by TEXT NOT NULL,"
	 "  code TEXT NOT NULL, PRIMARY KEY (account, what)) STRICT, WITHOUT ROWID;"
	 "CREATE TABLE errand ("
	 "  id TEXT PRIMARY KEY, kind TEXT NOT NULL, number TEXT NOT NULL,"
	 "  what TEXT NOT NULL, asked_by TEXT NOT NULL, at INTEGER NOT NULL,"
	 "  mac TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	 "PRAGMA user_version = 19;"),

	/* The same indexes, by words that cost no table of their own: statement_words.h. */
	("DROP INDEX application_queue;"
	 "DROP INDEX application_queue_service;"
	 "DROP INDEX application_queue_office;"
	 "DROP INDEX application_queue_count;"
	 "DROP INDEX application_queue_assignee;"
	 "DROP INDEX ledger_staff_at;"
	 "DROP INDEX ledger_staff_actor;" QUEUES(QUEUED) STAFFS(
		 "role <> 'applicant' AND role <> 'portal' AND role <> ''") "PRAGMA user_version = "
									    "20;"),

	/* Papers that were put for applications; their bytes stand in files, in chunks where the
	   registry was moved here. */
	("CREATE TABLE paper ("
	 "  id TEXT PRIMARY KEY, application TEXT NOT NULL REFERENCES application (id)"
	 "  ON DELETE CASCADE, requirement TEXT NOT NULL, name TEXT NOT NULL UNIQUE,"
	 "  state TEXT NOT NULL, type TEXT NOT NULL, pages INTEGER NOT NULL,"
	 "  width INTEGER NOT NULL, height INTEGER NOT NULL, bytes INTEGER NOT NULL,"
	 "  at INTEGER NOT NULL, put_at INTEGER NOT NULL, actor TEXT NOT NULL,"
	 "  role TEXT NOT NULL, source TEXT NOT NULL, event INTEGER NOT NULL,"
	 "  key TEXT NOT NULL, label TEXT NOT NULL, sum TEXT NOT NULL, mac TEXT NOT NULL)"
	 "  STRICT, WITHOUT ROWID;"
	 "CREATE INDEX paper_application ON paper (application);"
	 "CREATE INDEX paper_source ON paper (source, at) WHERE source <> '';"
	 "CREATE INDEX paper_coming ON paper (at) WHERE state = 'coming';"
	 "CREATE TABLE paper_chunk ("
	 "  paper TEXT NOT NULL REFERENCES paper (id) ON DELETE CASCADE,"
	 "  number INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (paper, number)) STRICT;"
	 "PRAGMA user_version = 21;"),

	/* Who works on an application besides its applicant, and who signs it; and which are to be
	   looked at, since answers that are signed have changed. */
	("CREATE TABLE member ("
	 "  id TEXT PRIMARY KEY, application TEXT NOT NULL REFERENCES application (id)"
	 "  ON DELETE CASCADE, number INTEGER NOT NULL, rights INTEGER NOT NULL,"
	 "  signature TEXT NOT NULL, item INTEGER NOT NULL, code TEXT NOT NULL,"
	 "  at INTEGER NOT NULL, until INTEGER NOT NULL, joined_at INTEGER NOT NULL,"
	 "  ended_at INTEGER NOT NULL, account TEXT NOT NULL, pin TEXT NOT NULL,"
	 "  key TEXT NOT NULL, signed_at INTEGER NOT NULL, way TEXT NOT NULL,"
	 "  digest TEXT NOT NULL, lost INTEGER NOT NULL, round INTEGER NOT NULL, name BLOB NOT "
	 "NULL,"
	 "  content BLOB NOT NULL, proof BLOB NOT NULL, mac TEXT NOT NULL,"
	 "  UNIQUE (application, number)) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX member_account ON member (account) WHERE account <> '';"
	 "CREATE TABLE unsure ("
	 "  application TEXT PRIMARY KEY REFERENCES application (id) ON DELETE CASCADE,"
	 "  at INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	 "ALTER TABLE application ADD COLUMN members INTEGER NOT NULL DEFAULT 0;"
	 "ALTER TABLE notice ADD COLUMN member TEXT NOT NULL DEFAULT '';"
	 "PRAGMA user_version = 22;"),

	/* Registers: their entries, each with its values, its history, by what it is found; and how
	   far numbers were counted. */
	("CREATE TABLE entry ("
	 "  id TEXT PRIMARY KEY, book TEXT NOT NULL, number TEXT NOT NULL, scope TEXT NOT NULL,"
	 "  counted INTEGER NOT NULL, status TEXT NOT NULL, subject TEXT NOT NULL,"
	 "  office TEXT NOT NULL, application TEXT NOT NULL, since INTEGER NOT NULL,"
	 "  until INTEGER NOT NULL, made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,"
	 "  revision INTEGER NOT NULL, next_at INTEGER NOT NULL, mac TEXT NOT NULL,"
	 "  UNIQUE (book, number), UNIQUE (book, scope, counted)) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX entry_application ON entry (application);"
	 "CREATE INDEX entry_next ON entry (next_at) WHERE next_at > 0;"
	 "CREATE TABLE entry_value ("
	 "  entry TEXT NOT NULL REFERENCES entry (id), revision INTEGER NOT NULL,"
	 "  name TEXT NOT NULL, clear TEXT NOT NULL, sealed BLOB NOT NULL,"
	 "  PRIMARY KEY (entry, revision, name)) STRICT, WITHOUT ROWID;"
	 "CREATE TABLE entry_event ("
	 "  entry TEXT NOT NULL REFERENCES entry (id), number INTEGER NOT NULL,"
	 "  at INTEGER NOT NULL, act TEXT NOT NULL, status TEXT NOT NULL,"
	 "  application TEXT NOT NULL, reason TEXT NOT NULL, words BLOB NOT NULL,"
	 "  PRIMARY KEY (entry, number)) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX entry_event_missed ON entry_event (at) WHERE act = 'missed';"
	 "CREATE TABLE entry_key ("
	 "  key TEXT NOT NULL, entry TEXT NOT NULL REFERENCES entry (id),"
	 "  PRIMARY KEY (key, entry)) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX entry_key_entry ON entry_key (entry);"
	 "CREATE TABLE entry_scope ("
	 "  book TEXT NOT NULL, scope TEXT NOT NULL, counted INTEGER NOT NULL,"
	 "  PRIMARY KEY (book, scope)) STRICT, WITHOUT ROWID;"
	 "PRAGMA user_version = 23;"),

	/* What is owed for applications, and what came of it. What has no due yet refers to none.
	 */
	("CREATE TABLE due ("
	 "  id TEXT PRIMARY KEY, application TEXT NOT NULL REFERENCES application (id)"
	 "  ON DELETE CASCADE, number INTEGER NOT NULL, charge TEXT NOT NULL,"
	 "  reference TEXT NOT NULL UNIQUE,"
	 "  currency TEXT NOT NULL, amount INTEGER NOT NULL, paid INTEGER NOT NULL,"
	 "  payments INTEGER NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL,"
	 "  due_at INTEGER NOT NULL, mac TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX due_application ON due (application);"
	 "CREATE TABLE payment ("
	 "  id TEXT PRIMARY KEY, due TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL,"
	 "  number TEXT NOT NULL UNIQUE, currency TEXT NOT NULL, amount INTEGER NOT NULL,"
	 "  paid_at INTEGER NOT NULL, at INTEGER NOT NULL, account TEXT NOT NULL,"
	 "  office TEXT NOT NULL, means TEXT NOT NULL, source TEXT NOT NULL,"
	 "  trace TEXT NOT NULL, file TEXT NOT NULL, undoes TEXT NOT NULL,"
	 "  undone INTEGER NOT NULL, why TEXT NOT NULL, words TEXT NOT NULL,"
	 "  mac TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX payment_due ON payment (due);"
	 "CREATE INDEX payment_at ON payment (at);"
	 "CREATE UNIQUE INDEX payment_trace ON payment (source, trace)"
	 "  WHERE source <> '' AND undone = 0;"
	 "PRAGMA user_version = 24;"),

	/* Documents that were issued, and their numbers. */
	("CREATE TABLE numbering (scope TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT "
	 "ROWID;"
	 "CREATE TABLE issued ("
	 "  id TEXT PRIMARY KEY, application TEXT NOT NULL REFERENCES application (id),"
	 "  service TEXT NOT NULL, version INTEGER NOT NULL, output TEXT NOT NULL,"
	 "  scope TEXT NOT NULL, n INTEGER NOT NULL, number TEXT NOT NULL,"
	 "  found TEXT NOT NULL, lang TEXT NOT NULL, at INTEGER NOT NULL,"
	 "  until INTEGER NOT NULL, content BLOB NOT NULL, status TEXT NOT NULL,"
	 "  ended_at INTEGER NOT NULL, mac TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	 "CREATE UNIQUE INDEX issued_found ON issued (found);"
	 "CREATE UNIQUE INDEX issued_number ON issued (scope, n);"
	 "CREATE INDEX issued_application ON issued (application);"
	 "PRAGMA user_version = 25;"),

	/* Who acts for an organisation that a register has. */
	("CREATE TABLE agent ("
	 "  id TEXT PRIMARY KEY, entry TEXT NOT NULL REFERENCES entry (id),"
	 "  number INTEGER NOT NULL, rights INTEGER NOT NULL, way TEXT NOT NULL,"
	 "  actor TEXT NOT NULL, code TEXT NOT NULL, at INTEGER NOT NULL,"
	 "  until INTEGER NOT NULL, joined_at INTEGER NOT NULL, ended_at INTEGER NOT NULL,"
	 "  account TEXT NOT NULL, ender TEXT NOT NULL, name BLOB NOT NULL,"
	 "  words BLOB NOT NULL, ended_words BLOB NOT NULL, mac TEXT NOT NULL,"
	 "  UNIQUE (entry, number)) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX agent_account ON agent (account) WHERE account <> '';"
	 "PRAGMA user_version = 26;"),

	/* Words that were searched in vain. */
	("CREATE TABLE vain ("
	 "  id TEXT PRIMARY KEY, word TEXT NOT NULL, count INTEGER NOT NULL,"
	 "  day INTEGER NOT NULL, sources TEXT NOT NULL) STRICT, WITHOUT ROWID;"
	 "CREATE INDEX vain_least ON vain (count, day, id);"
	 "PRAGMA user_version = 27;"),
	NULL,
};
