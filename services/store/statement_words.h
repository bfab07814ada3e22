/* statement_words.h - inside statement.c only: the words that several statements share. */
#ifndef SERVICES_STORE_STATEMENT_WORDS_H
#define SERVICES_STORE_STATEMENT_WORDS_H

/* A column of its own behind those of the list. */
#define HELD                                                                                       \
	", CASE WHEN EXISTS (SELECT 1 FROM holder WHERE holder.application = application.id)"      \
	" THEN 1 ELSE 0 END"

/* Of an entry `l`: no change of its object came after it. */
#define NEWEST                                                                                     \
	"l.revision = (SELECT max(m.revision) FROM ledger m WHERE m.object = l.object"             \
	" AND m.effect > 0)"

/* Of a grant `g`: its role is among these, each between commas. */
#define AMONG(roles) "replace(" roles ", ',' || g.role || ',', '') <> CAST(" roles " AS TEXT)"

/* Roles that accounts have together at $1, each pair once, also each with itself. */
#define TOGETHER                                                                                   \
	"SELECT g.role, h.role, count(DISTINCT g.account) FROM account_grant g"                    \
	" JOIN account_grant h ON h.account = g.account AND h.role >= g.role"                      \
	" WHERE (g.until = 0 OR g.until > CAST($1 AS BIGINT)) AND (h.until = 0 OR h.until > $1)"   \
	" GROUP BY g.role, h.role ORDER BY g.role, h.role"

/* Each grant of these roles with the office that it names, then with those below it. */
#define HELD_OVER                                                                                  \
	"WITH RECURSIVE held (office, service) AS"                                                 \
	" (SELECT g.office, g.service FROM account_grant g WHERE g.account = $1"                   \
	" AND g.since <= CAST($2 AS BIGINT) AND (g.until = 0 OR g.until > $2)"                     \
	" AND " AMONG("$3") " UNION SELECT p.id, h.service FROM held h JOIN party p ON p.above = " \
			    "h.office"                                                             \
			    " WHERE h.office <> '' AND p.kind = 'office')"

/* What tells looks at one revision of an object apart; "" of the change that made it. */
#define LOOK "CASE WHEN effect = 0 THEN operation ELSE '' END"

/* Of a key ($1): it was not revoked, or is another account's since. */
#define OPENS                                                                                      \
	" AND (NOT EXISTS (SELECT 1 FROM account_key k WHERE k.key = $1 AND k.ended <> 0)"         \
	" OR EXISTS (SELECT 1 FROM account_key k WHERE k.key = $1 AND k.ended = 0))"

/* Of a holder `h`: a name ($1) under which an account holds, or a key that the account ($2) has or
   had, and that no other has now (NO_OTHERS); and the visit came without a key ($3: "") or with one
   that the account has. */
#define NO_OTHERS                                                                                  \
	" AND NOT EXISTS (SELECT 1 FROM account_key o WHERE o.key = k.key AND o.ended = 0"         \
	" AND o.account <> k.account)"
#define OF_ACCOUNT                                                                                 \
	"(h.key = $1 OR h.key IN (SELECT k.key FROM account_key k WHERE k.account = $2" NO_OTHERS  \
	"))"
#define BY_KEY                                                                                     \
	" AND ($3 = '' OR EXISTS (SELECT 1 FROM account_key c WHERE c.account = $2"                \
	" AND c.key = $3 AND c.ended = 0))"
/* Of notices: how many there are, and how many nobody has read. */
#define TALLY                                                                                      \
	"SELECT count(*), coalesce(sum(CASE WHEN n.read_at = 0 THEN 1 ELSE 0 END), 0)"             \
	" FROM notice n WHERE n.member = '' AND n.application IN "
/* Entries `l` with whom and what they name; whether who looked has done anything with it, too. */
#define AUDIT                                                                                      \
	"SELECT l.at, l.act, l.effect, l.object, l.revision, l.actor, l.role, l.office,"           \
	" l.purpose, l.face, l.reason, l.origin, l.lane, l.seq, coalesce(a.reference, ''),"        \
	" coalesce(a.service, ''), coalesce(a.office, ''), coalesce(w.number, ''),"                \
	" coalesce(o.number, ''), CASE WHEN a.assignee = l.actor OR EXISTS"                        \
	" (SELECT 1 FROM ledger g"                                                                 \
	" WHERE g.object = l.object AND g.effect > 0 AND g.actor = l.actor) THEN 1 ELSE 0 END"     \
	" FROM ledger l LEFT JOIN member m ON m.id = l.object"                                     \
	" LEFT JOIN application a ON a.id = coalesce(m.application, l.object)"                     \
	" LEFT JOIN account w ON w.id = l.actor LEFT JOIN account o ON o.id = l.object WHERE "
/* The words of the two indexes of staff's entries; of the list of states below it holds, too: each
   value by itself, since SQLite makes a table of its own of IN and more than two, for every index
   and every row that is written. */
#define BY_STAFF "l.role <> 'applicant' AND l.role <> 'portal' AND l.role <> '' AND "
#define NEWEST_FIRST " ORDER BY l.at DESC, l.origin, l.lane, l.seq DESC"

#define ALL(name, text, list) [SQL_ALL + SQL_TABLE_##name] = {"SELECT @ FROM " text, &list, 0},
#define FILL(name, text, list) [SQL_FILL + SQL_TABLE_##name] = {"INSERT INTO " text " @", &list, 0},

/* Of the applications that staff list, as the indices have it. */
#define DUE "(CASE WHEN due_at = 0 THEN 9223372036854775807 ELSE due_at END)"
#define QUEUED                                                                                     \
	"(state = 'submitted' OR state = 'awaiting_payment' OR state = 'in_review'"                \
	" OR state = 'needs_info')"
#define QUEUE(way)                                                                                 \
	"SELECT " DUE ", id, reference, service, version, state, stage, office, assignee,"         \
	" submitted_at, due_at, revision FROM application WHERE " QUEUED " AND " DUE " >= $1"      \
	" AND (" DUE " > $1 OR id > $2) AND ($3 = '' OR assignee = $3)"                            \
	" AND ($4 = 0 OR assignee = '') AND " DUE " <= $5"                                         \
	" AND ($6 = '' OR service = $6) AND ($7 = '' OR stage = $7)"                               \
	" AND ($8 = '' OR office = $8)" way " ORDER BY " DUE ", id LIMIT $9"
/* Read from an index alone; a service ($3) from its part of it. */
#define QUEUE_COUNT(way)                                                                           \
	"SELECT service, office, stage, count(*), count(*) FILTER (WHERE assignee = $1),"          \
	" count(*) FILTER (WHERE assignee = ''),"                                                  \
	" count(*) FILTER (WHERE due_at > 0 AND due_at < $2)"                                      \
	" FROM application WHERE " QUEUED way " GROUP BY 1, 2, 3 ORDER BY 1, 3, 2"

/* Of those at an end, by the last that staff did with each (or one of them, $4), newest first. The
   ledger's index of staff comes first, whatever else an engine believes. */
#define ENDED(by, also_by)                                                                         \
	"SELECT l.at, a.id, a.reference, a.service, a.version, a.state, a.stage, a.office,"        \
	" l.actor, a.submitted_at, a.due_at, a.revision"                                           \
	" FROM ledger l CROSS JOIN application a WHERE a.id = l.object AND " BY_STAFF              \
	"l.at >= $1 AND l.at < $2 AND l.effect > 0" by                                             \
	" AND a.state IN ('approved', 'rejected', 'withdrawn', 'expired')"                         \
	" AND ($3 = '' OR a.service = $3)"                                                         \
	" AND NOT EXISTS (SELECT 1 FROM ledger m WHERE m.object = l.object AND m.effect > 0"       \
	" AND m.revision > l.revision AND m.role NOT IN ('applicant', 'portal', '')" also_by       \
	") ORDER BY l.at DESC, a.id"

/* The offices over $1 with it. */
#define OFFICES_OVER                                                                               \
	"WITH RECURSIVE over (id) AS (SELECT $1 UNION SELECT p.above FROM over o"                  \
	" JOIN party p ON p.id = o.id WHERE p.above <> '' AND p.kind = 'office')"

/* The first of this registry's own. */
#define HOME_HEAD                                                                                  \
	"origin = (SELECT id FROM origin WHERE home = 1) AND lane = (SELECT min(h.lane) FROM"      \
	" ledger_head h JOIN origin o ON o.id = h.origin AND o.home = 1)"

/* Rows with the sign ! before an application's id. */
#define AGAIN " WHERE c.application >= '!' AND c.application < '\"'"

/* When applications are to be looked at. */
#define CLOCKS                                                                                     \
	[SQL_CLOCK_PUT] = {"INSERT INTO clock @ ON CONFLICT (application) DO UPDATE SET #",        \
			   &store_clock_table, TABLE_ACTS},                                        \
	[SQL_CLOCK_GET] = {"SELECT @ FROM clock WHERE application = $1", &store_clock_table, 0},   \
	[SQL_CLOCK_DROP] = {"DELETE FROM clock WHERE application = $1", NULL, 0},                  \
	[SQL_CLOCK_NEXT] =                                                                         \
		{"SELECT application FROM clock WHERE at >= 0 AND at <= $1 AND application >= '0'" \
		 " ORDER BY at LIMIT 1",                                                           \
		 NULL, 0},                                                                         \
	[SQL_CLOCK_WAKE] = {"UPDATE clock SET at = 0 WHERE application >= '0'", NULL, 0},          \
	[SQL_CLOCK_WAKE_DUE] =                                                                     \
		{"INSERT INTO clock (application, at) SELECT id, 0 FROM application"               \
		 " WHERE due_at > 0 AND state IN ('submitted', 'in_review', 'needs_info')"         \
		 " ON CONFLICT (application) DO NOTHING",                                          \
		 NULL, 0},                                                                         \
	[SQL_CLOCK_RAISE] = {"INSERT INTO clock (application, at) VALUES ($1, 1)"                  \
			     " ON CONFLICT (application) DO UPDATE SET at = clock.at + 1",         \
			     NULL, 0},                                                             \
	[SQL_CLOCK_DECIDED] = {"SELECT application, at FROM clock WHERE at < 0 AND at > $1"        \
			       " ORDER BY at LIMIT $2",                                            \
			       NULL, 0},                                                           \
	[SQL_CLOCK_LOOKED] = {"UPDATE clock SET at = $3 WHERE application = $1 AND at = $2", NULL, \
			      0},                                                                  \
	[SQL_CLOCK_AGAIN] =                                                                        \
		{"SELECT a.due_at, a.id, a.reference, a.service, a.version, a.state, a.stage,"     \
		 " a.office, a.assignee, a.submitted_at, a.due_at, a.revision FROM clock c"        \
		 " JOIN application a ON a.id = substr(c.application, 2)" AGAIN                    \
		 " AND c.application > $1 AND ($2 = '' OR a.service = $2)"                         \
		 " ORDER BY c.application LIMIT $3",                                               \
		 NULL, 0},                                                                         \
	[SQL_CLOCK_AGAIN_COUNT] = {"SELECT a.service, a.office, count(*) FROM clock c"             \
				   " JOIN application a ON a.id = substr(c.application, 2)" AGAIN  \
				   " GROUP BY 1, 2",                                               \
				   NULL, 0}

#endif
