/* statement.c - every statement that the registry runs, by name. */
#include "services/store/statement.h"

#include "services/store/statement_agent.h"
#include "services/store/statement_paper.h"
#include "services/store/statement_member.h"
#include "services/store/statement_due.h"
#include "services/store/statement_issued.h"
#include "services/store/statement_recovery.h"
#include "services/store/statement_register.h"
#include "services/store/statement_vain.h"
#include "services/store/statement_words.h"
#include "services/store/store_account.h"
#include "services/store/store_address.h"
#include "services/store/store_answer.h"
#include "services/store/store_application.h"
#include "services/store/store_clock.h"
#include "services/store/store_definition.h"
#include "services/store/store_event.h"
#include "services/store/store_ledger.h"
#include "services/store/store_link.h"
#include "services/store/store_notice.h"
#include "services/store/store_party.h"
#include "services/store/store_visitor.h"

/*
 * Kept to what PostgreSQL speaks too: $1 …, ON CONFLICT, no dialect's functions, numbers of one
 * size. Two marks stand for the columns of the table's list, and
 * one for words of PostgreSQL:
 *
 *	@	by the statement's first word those to read, those to insert with their values, or
 *		those that `writes` names with what they are set to
 *	#	those that `writes` names, set to what could not be inserted
 *	~	the rows are locked until the end of the transaction
 */
static const struct {
	const char *text;
	const struct table *table; /* NULL: no mark */
	unsigned writes;
} statements[SQL_COUNT] = {
	[SQL_DEFINITION_ADD] = {"INSERT INTO definition @", &store_definition_table, 0},
	[SQL_DEFINITION_FIND] = {"SELECT @ FROM definition WHERE service = $1 AND version = $2",
				 &store_definition_table, 0},
	[SQL_DEFINITION_NEWEST] = {"SELECT max(version) FROM definition WHERE service = $1", NULL,
				   0},
	[SQL_DEFINITION_BEFORE] =
		{"SELECT max(version) FROM definition WHERE service = $1 AND version < $2", NULL,
		 0},
	[SQL_DEFINITION_EACH] = {"SELECT @ FROM definition ORDER BY service, version",
				 &store_definition_table, 0},
	[SQL_DEFINITION_EACH_NEWEST] =
		{"SELECT @ FROM definition WHERE version ="
		 " (SELECT max(e.version) FROM definition e WHERE e.service = definition.service)"
		 " ORDER BY service",
		 &store_definition_table, 0},
	[SQL_DEFINITION_EACH_OF] =
		{"SELECT @ FROM definition WHERE service >= $1 AND service < $2 AND version ="
		 " (SELECT max(e.version) FROM definition e WHERE e.service = definition.service)"
		 " ORDER BY service",
		 &store_definition_table, 0},
	[SQL_DEFINITION_COUNT] =
		{"SELECT count(DISTINCT service) FROM definition WHERE service NOT LIKE '%.yaml'"
		 " AND service NOT LIKE '%:%'",
		 NULL, 0},
	[SQL_DEFINITION_GONE] =
		{"SELECT l.object FROM ledger l WHERE l.act = $1 AND " NEWEST " AND NOT EXISTS"
		 " (SELECT 1 FROM definition d WHERE d.service || '/' || d.version = l.object)",
		 NULL, 0},
	[SQL_DEFINITION_PUT_MAC] =
		{"UPDATE definition SET mac = $1 WHERE service = $2 AND version = $3", NULL, 0},
	[SQL_DEFINITION_DROP] = {"DELETE FROM definition WHERE service = $1 AND version = $2", NULL,
				 0},
	[SQL_RETIRED_GET] = {"SELECT @ FROM retired WHERE service = $1",
			     &store_definition_retired_table, 0},
	[SQL_RETIRED_PUT] = {"INSERT INTO retired @ ON CONFLICT (service) DO UPDATE SET #",
			     &store_definition_retired_table, TABLE_ACTS},
	[SQL_RETIRED_DROP] = {"DELETE FROM retired WHERE service = $1", NULL, 0},
	[SQL_RETIRED_EACH] = {"SELECT @ FROM retired ORDER BY service",
			      &store_definition_retired_table, 0},
	[SQL_RETIRED_GONE] =
		{"SELECT l.object FROM ledger l WHERE l.act = $1 AND " NEWEST
		 " AND NOT EXISTS (SELECT 1 FROM retired r WHERE r.service = l.object)",
		 NULL, 0},
	[SQL_STAMP_GET] = {"SELECT @ FROM meta WHERE name = $1", &store_definition_stamp_table, 0},
	[SQL_STAMP_NOW] = {"SELECT number, (SELECT count(*) FROM retired WHERE ends <= $1)"
			   " FROM meta WHERE name = 'catalogue_stamp'",
			   NULL, 0},
	[SQL_STAMP_COUNT] = {"SELECT count(*) FROM meta", NULL, 0},
	[SQL_STAMP_PUT] = {"UPDATE meta SET @", &store_definition_stamp_table, TABLE_ACTS},
	[SQL_STAMP_ADD] = {"INSERT INTO meta @ ON CONFLICT (name) DO UPDATE SET #",
			   &store_definition_stamp_table, TABLE_ACTS},

	[SQL_PARTY_ADD] = {"INSERT INTO party @", &store_party_table, 0},
	[SQL_PARTY_GET] = {"SELECT @ FROM party WHERE id = $1", &store_party_table, 0},
	[SQL_PARTY_OFFICE] = {"SELECT @ FROM party WHERE code = $1 AND kind = 'office'",
			      &store_party_table, 0},
	[SQL_PARTY_ABOVE] = {"SELECT above FROM party WHERE id = $1", NULL, 0},
	[SQL_PARTY_EACH] = {"SELECT @ FROM party ORDER BY id", &store_party_table, 0},
	[SQL_PARTY_EACH_OFFICE] = {"SELECT @ FROM party WHERE kind = 'office' ORDER BY code",
				   &store_party_table, 0},
	[SQL_PARTY_GONE] = {"SELECT l.object FROM ledger l WHERE l.act = $1 AND NOT EXISTS"
			    " (SELECT 1 FROM party p WHERE p.id = l.object)",
			    NULL, 0},
	[SQL_IDENTIFIER_ADD] = {"INSERT INTO identifier @", &store_party_identifier_table, 0},
	[SQL_IDENTIFIER_EACH] = {"SELECT @ FROM identifier WHERE party = $1 ORDER BY scheme, key",
				 &store_party_identifier_table, 0},
	[SQL_IDENTIFIER_COUNT] = {"SELECT count(*) FROM identifier WHERE key = $1", NULL, 0},
	[SQL_IDENTIFIER_FIND] = {"SELECT party FROM identifier WHERE key = $1 LIMIT $2", NULL, 0},

	[SQL_ACCOUNT_ADD] = {"INSERT INTO account @", &store_account_table, 0},
	[SQL_ACCOUNT_GET] = {"SELECT @ FROM account WHERE id = $1", &store_account_table, 0},
	[SQL_ACCOUNT_LOCK] = {"SELECT id FROM account WHERE id = $1~", NULL, 0},
	[SQL_ACCOUNT_FIND] = {"SELECT @ FROM account WHERE number = $1", &store_account_table, 0},
	[SQL_ACCOUNT_OF_KEY] = {"SELECT @ FROM account JOIN account_key k ON k.account = account.id"
				" WHERE k.key = $1 AND k.ended = 0 ORDER BY account.id LIMIT 1",
				&store_account_table, 0},
	[SQL_ACCOUNT_NEXT] = {"SELECT @ FROM account WHERE number > $1 ORDER BY number LIMIT 1",
			      &store_account_table, 0},
	[SQL_ACCOUNT_ACT] = {"UPDATE account SET @", &store_account_table, TABLE_ACTS},
	[SQL_ACCOUNT_GONE] = {"SELECT l.object FROM ledger l WHERE l.act = $1 AND NOT EXISTS"
			      " (SELECT 1 FROM account a WHERE a.id = l.object)",
			      NULL, 0},
	[SQL_ACCOUNT_KEY_PUT] =
		{"INSERT INTO account_key @ ON CONFLICT (account, key) DO UPDATE SET #",
		 &store_account_key_table, TABLE_ACTS},
	[SQL_ACCOUNT_KEY_EACH] = {"SELECT @ FROM account_key WHERE account = $1 ORDER BY key",
				  &store_account_key_table, 0},
	[SQL_ACCOUNT_GRANT_ADD] = {"INSERT INTO account_grant @", &store_account_grant_table, 0},
	[SQL_ACCOUNT_GRANT_ACT] = {"UPDATE account_grant SET @", &store_account_grant_table,
				   TABLE_ACTS},
	[SQL_ACCOUNT_GRANT_EACH] = {"SELECT @ FROM account_grant WHERE account = $1 ORDER BY id",
				    &store_account_grant_table, 0},
	[SQL_ACCOUNT_REACHED] =
		{HELD_OVER " SELECT a.id FROM application a WHERE a.id > $4 AND a.state <> 'draft'"
			   " AND EXISTS (SELECT 1 FROM held h WHERE h.service IN ('', a.service)"
			   " AND h.office IN ('', a.office)) ORDER BY a.id LIMIT $5",
		 NULL, 0},
	[SQL_ACCOUNT_PAIRS] = {TOGETHER, NULL, 0},
	[SQL_ACCOUNT_HELD] = {HELD_OVER " SELECT DISTINCT service, office FROM held"
					" ORDER BY service, office",
			      NULL, 0},
	[SQL_ACCOUNT_OVER] = {OFFICES_OVER
			      " SELECT DISTINCT g.account FROM account_grant g"
			      " WHERE g.service IN ('', $2) AND (g.office = ''"
			      " OR g.office IN (SELECT id FROM over))"
			      " AND g.since <= CAST($3 AS BIGINT) AND (g.until = 0 OR g.until > $3)"
			      " AND " AMONG("$4") " ORDER BY g.account LIMIT $5",
			      NULL, 0},

	[SQL_APPLICATION_ADD] = {"INSERT INTO application @", &store_application_table, 0},
	[SQL_APPLICATION_GET] = {"SELECT @" HELD " FROM application WHERE id = $1",
				 &store_application_table, 0},
	[SQL_APPLICATION_LOCK] = {"SELECT id FROM application WHERE id = $1~", NULL, 0},
	[SQL_APPLICATION_FIND] = {"SELECT @" HELD " FROM application WHERE reference = $1",
				  &store_application_table, 0},
	[SQL_APPLICATION_ACT] = {"UPDATE application SET @", &store_application_table, TABLE_ACTS},
	[SQL_APPLICATION_SAVE] = {"UPDATE application SET @", &store_application_table,
				  TABLE_SAVES},
	[SQL_APPLICATION_DROP] = {"DELETE FROM application WHERE id = $1", NULL, 0},
	[SQL_APPLICATION_EACH] = {"SELECT @" HELD " FROM application WHERE id > $1"
				  " ORDER BY id LIMIT 1",
				  &store_application_table, 0},
	[SQL_APPLICATION_OF_KEY] =
		{"SELECT @" HELD " FROM holder h JOIN application ON application.id = h.application"
		 " WHERE h.key = $1" OPENS " ORDER BY application.changed_at DESC, application.id"
		 " LIMIT 200",
		 &store_application_table, 0},
	[SQL_APPLICATION_OF_ACCOUNT] =
		{"SELECT @" HELD " FROM application WHERE application.id IN"
		 " (SELECT h.application FROM holder h WHERE " OF_ACCOUNT ")" BY_KEY
		 " ORDER BY application.changed_at DESC, application.id LIMIT 200",
		 &store_application_table, 0},
	[SQL_APPLICATION_OLD_DRAFTS] =
		{"SELECT id FROM application WHERE state = 'draft' AND changed_at < $1"
		 " ORDER BY changed_at LIMIT 1",
		 NULL, 0},
	[SQL_APPLICATION_OLD_NETWORKS] =
		{"SELECT id FROM application WHERE source LIKE '%/%' LIMIT 1", NULL, 0},
	[SQL_APPLICATION_DRAFTS_OF_SOURCE] =
		{"SELECT count(*) FROM application a WHERE a.state = 'draft' AND a.source = $1"
		 " AND a.begun_at > $2"
		 " AND NOT EXISTS (SELECT 1 FROM holder h WHERE h.application = a.id)",
		 NULL, 0},
	[SQL_APPLICATION_DRAFTS_OF_KEY] =
		{"SELECT count(*) FROM holder h JOIN application a ON a.id = h.application"
		 " WHERE h.key = $1 AND a.state = 'draft'",
		 NULL, 0},
	[SQL_APPLICATION_COUNT_OF] =
		{"SELECT count(*) FROM application WHERE service = $1 AND version = $2", NULL, 0},
	[SQL_QUEUE_OF_ALL] = {QUEUE(""), NULL, 0},
	[SQL_QUEUE_OF_SERVICE] = {QUEUE(" AND service = $6"), NULL, 0},
	[SQL_QUEUE_OF_OFFICE] = {QUEUE(" AND office <> '' AND office = $8"), NULL, 0},
	[SQL_QUEUE_OF_ASSIGNEE] = {QUEUE(" AND assignee <> '' AND assignee = $3"), NULL, 0},
	[SQL_QUEUE_COUNT] = {QUEUE_COUNT(""), NULL, 0},
	[SQL_QUEUE_COUNT_OF_SERVICE] = {QUEUE_COUNT(" AND service = $3"), NULL, 0},
	[SQL_QUEUE_HELD] = {"SELECT assignee, service, office, count(*),"
			    " count(CASE WHEN due_at > 0 AND due_at < $1 THEN 1 END),"
			    " min(submitted_at) FROM application WHERE " QUEUED
			    " AND assignee <> '' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
			    NULL, 0},
	[SQL_ENDED] = {ENDED("", ""), NULL, 0},
	[SQL_ENDED_OF_ACTOR] = {ENDED(" AND l.actor = $4", " AND m.actor = l.actor"), NULL, 0},
	[SQL_HOLDER_ADD] = {"INSERT INTO holder @ ON CONFLICT (key, application) DO NOTHING",
			    &store_application_holder_table, 0},
	[SQL_HOLDER_HAS] = {"SELECT count(*) FROM holder WHERE key = $1 AND application = $2" OPENS,
			    NULL, 0},
	[SQL_HOLDER_IS_OF_ACCOUNT] = {"SELECT count(*) FROM holder h WHERE " OF_ACCOUNT BY_KEY
				      " AND h.application = $4",
				      NULL, 0},
	[SQL_HOLDER_EACH] = {"SELECT @ FROM holder WHERE application = $1 ORDER BY key",
			     &store_application_holder_table, 0},
	[SQL_REQUEST_ADD] = {"INSERT INTO request @", &store_application_request_table, 0},
	[SQL_REQUEST_FIND] = {"SELECT @ FROM request WHERE number = $1",
			      &store_application_request_table, 0},
	[SQL_REQUEST_EACH] = {"SELECT @ FROM request WHERE application = $1 ORDER BY number",
			      &store_application_request_table, 0},
	[SQL_LINK_ADD] = {"INSERT INTO link @", &store_link_table, 0},
	[SQL_LINK_OF] = {"SELECT @ FROM link WHERE application = $1 ORDER BY kind, other",
			 &store_link_table, 0},
	[SQL_LINK_TO] = {"SELECT @ FROM link WHERE other = $1", &store_link_table, 0},
	[SQL_LINK_DROP] = {"DELETE FROM link WHERE application = $1 AND kind = $2 AND other = $3",
			   NULL, 0},

	[SQL_ANSWER_ADD] = {"INSERT INTO answer @", &store_answer_table, 0},
	[SQL_ANSWER_PUT] = {"INSERT INTO answer @"
			    " ON CONFLICT (application, section, item, question) DO UPDATE SET #",
			    &store_answer_table, TABLE_SAVES},
	[SQL_ANSWER_DROP] = {"DELETE FROM answer WHERE application = $1 AND section = $2"
			     " AND item = $3 AND question = $4",
			     NULL, 0},
	[SQL_ANSWER_DROP_SECTION] = {"DELETE FROM answer WHERE application = $1 AND section = $2",
				     NULL, 0},
	[SQL_ANSWER_FIND] = {"SELECT @ FROM answer WHERE application = $1 AND section = $2"
			     " AND item = $3 AND question = $4",
			     &store_answer_table, 0},
	[SQL_ANSWER_EACH] = {"SELECT @ FROM answer WHERE application = $1"
			     " ORDER BY section, item, question",
			     &store_answer_table, 0},
	[SQL_ANSWER_CLEAR] = {"SELECT count(*) FROM answer WHERE application = $1"
			      " AND length(sealed) = 0",
			      NULL, 0},
	[SQL_ANSWER_SIZE] =
		{"SELECT CAST(sum(length(sealed) + length(clear)) AS BIGINT) FROM answer"
		 " WHERE application = $1",
		 NULL, 0},
	[SQL_ITEMS_PUT] = {"INSERT INTO items @"
			   " ON CONFLICT (application, section) DO UPDATE SET #",
			   &store_answer_items_table, TABLE_SAVES},
	[SQL_ITEMS_RAISE] = {"INSERT INTO items @"
			     " ON CONFLICT (application, section) DO UPDATE SET #"
			     " WHERE excluded.count > items.count",
			     &store_answer_items_table, TABLE_SAVES},
	[SQL_ITEMS_BEGIN] = {"INSERT INTO items @ ON CONFLICT (application, section) DO NOTHING",
			     &store_answer_items_table, TABLE_SAVES},
	[SQL_ITEMS_EACH] = {"SELECT @ FROM items WHERE application = $1 ORDER BY section",
			    &store_answer_items_table, 0},
	[SQL_ITEMS_DROP_ALL] = {"DELETE FROM items WHERE application = $1", NULL, 0},

	[SQL_EVENT_ADD] = {"INSERT INTO event @", &store_event_table, 0},
	[SQL_EVENT_LAST] = {"SELECT max(number) FROM event WHERE application = $1", NULL, 0},
	[SQL_EVENT_EACH] = {"SELECT @ FROM event WHERE application = $1 ORDER BY number",
			    &store_event_table, 0},
	CLOCKS,
	[SQL_NOTICE_ADD] = {"INSERT INTO notice @", &store_notice_table, 0},
	[SQL_NOTICE_EACH] = {"SELECT @ FROM notice WHERE application = $1 ORDER BY number",
			     &store_notice_table, 0},
	[SQL_NOTICE_UNREAD] = {"SELECT count(*) FROM notice WHERE application = $1"
			       " AND read_at = 0 AND member = ''",
			       NULL, 0},
	[SQL_NOTICE_READ] = {"UPDATE notice SET read_at = $2 WHERE application = $1"
			     " AND read_at = 0 AND member = ''",
			     NULL, 0},
	[SQL_NOTICE_READ_ONE] = {"UPDATE notice SET read_at = $3 WHERE application = $1"
				 " AND number = $2 AND read_at = 0",
				 NULL, 0},
	[SQL_NOTICE_TALLY_OF_KEY] =
		{TALLY "(SELECT h.application FROM holder h WHERE h.key = $1" OPENS
		       " UNION SELECT a.id FROM application a WHERE a.reference = $2)",
		 NULL, 0},
	[SQL_NOTICE_TALLY_OF_ACCOUNT] =
		{TALLY "(SELECT h.application FROM holder h WHERE " OF_ACCOUNT BY_KEY
		       " UNION SELECT a.id FROM application a WHERE a.reference = $4)",
		 NULL, 0},

	PAPER_STATEMENTS ISSUED_STATEMENTS MEMBER_STATEMENTS RECOVERY_STATEMENTS
		DUE_STATEMENTS[SQL_ADDRESS_ADD] = {"INSERT INTO address @", &store_address_table,
						   0},
	[SQL_ADDRESS_ACT] = {"UPDATE address SET @", &store_address_table, TABLE_ACTS},
	[SQL_ADDRESS_GET] = {"SELECT @ FROM address WHERE id = $1", &store_address_table, 0},
	[SQL_ADDRESS_DROP] = {"DELETE FROM address WHERE id = $1", NULL, 0},
	[SQL_ADDRESS_DROP_OF] = {"DELETE FROM address WHERE owner = $1", NULL, 0},
	[SQL_ADDRESS_DROP_OLD] = {"DELETE FROM address WHERE proven_at = 0 AND at < $1", NULL, 0},
	[SQL_ADDRESS_EACH] = {"SELECT @ FROM address WHERE owner = $1 ORDER BY at, id",
			      &store_address_table, 0},
	[SQL_ADDRESS_TOLD] =
		{"SELECT @ FROM address WHERE proven_at > 0 AND owner IN (SELECT $1 UNION"
		 " SELECT k.account FROM holder h JOIN account_key k ON k.key = h.key"
		 " WHERE h.application = $1" NO_OTHERS " UNION SELECT substr(h.key, 9)"
		 " FROM holder h WHERE h.application = $1 AND h.key LIKE 'account:%') ORDER BY id",
		 &store_address_table, 0},
	[SQL_ADDRESS_ALL] = {"SELECT @ FROM address ORDER BY id", &store_address_table, 0},
	[SQL_DISPATCH_ADD] = {"INSERT INTO dispatch @", &store_dispatch_table, 0},
	[SQL_DISPATCH_ACT] = {"UPDATE dispatch SET @", &store_dispatch_table, TABLE_ACTS},
	[SQL_DISPATCH_GET] = {"SELECT @ FROM dispatch WHERE id = $1", &store_dispatch_table, 0},
	[SQL_DISPATCH_DROP] = {"DELETE FROM dispatch WHERE id = $1", NULL, 0},
	[SQL_DISPATCH_DROP_OLD] = {"DELETE FROM dispatch WHERE state = 'failed' AND at < $1", NULL,
				   0},
	[SQL_DISPATCH_LOCK] = {"SELECT id FROM dispatch WHERE id = $1~", NULL, 0},
	[SQL_DISPATCH_NEXT] = {"SELECT id FROM dispatch WHERE state = 'waiting' AND next_at <= $1"
			       " ORDER BY next_at, id LIMIT 1",
			       NULL, 0},
	[SQL_DISPATCH_TALLY] =
		{"SELECT coalesce(sum(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0),"
		 " coalesce(sum(CASE WHEN state = 'failed' THEN 1 ELSE 0 END), 0) FROM dispatch",
		 NULL, 0},
	[SQL_DISPATCH_UNSENT] =
		{"SELECT DISTINCT a.channel FROM dispatch d JOIN address a ON a.id = d.address"
		 " WHERE d.application = $1 AND d.number = $2 AND d.state = 'failed'"
		 " ORDER BY a.channel",
		 NULL, 0},
	[SQL_DISPATCH_FAILED] =
		{"SELECT @, (SELECT a.channel FROM address a WHERE a.id = dispatch.address),"
		 " coalesce((SELECT p.reference FROM application p"
		 " WHERE p.id = dispatch.application), '')"
		 " FROM dispatch WHERE state = 'failed' ORDER BY at, id LIMIT 1000",
		 &store_dispatch_table, 0},
	[SQL_DISPATCH_ALL] = {"SELECT @, '', '' FROM dispatch ORDER BY id", &store_dispatch_table,
			      0},

	REGISTER_STATEMENTS AGENT_STATEMENTS
		VAIN_STATEMENTS[SQL_LEDGER_ADD] = {"INSERT INTO ledger @", &store_ledger_table, 0},
	[SQL_LEDGER_EACH] = {"SELECT @ FROM ledger ORDER BY origin, lane, seq", &store_ledger_table,
			     0},
	[SQL_LEDGER_BY_OBJECT] = {"SELECT @ FROM ledger ORDER BY object, revision, " LOOK,
				  &store_ledger_table, 0},
	[SQL_LEDGER_OF] = {"SELECT @ FROM ledger WHERE object = $1"
			   " ORDER BY revision, CASE WHEN effect = 0 THEN 1 ELSE 0 END,"
			   " at, origin, lane, seq",
			   &store_ledger_table, 0},
	[SQL_LEDGER_LAST] = {"SELECT revision, effect, digest, role FROM ledger"
			     " WHERE object = $1 AND effect > 0 ORDER BY revision DESC LIMIT 1",
			     NULL, 0},
	[SQL_LEDGER_GONE] = {"SELECT l.object FROM ledger l WHERE l.act IN ($1, $2)"
			     " AND l.effect = 1 AND l.revision = 1"
			     " AND NOT EXISTS (SELECT 1 FROM application a WHERE a.id = l.object)"
			     " AND NOT EXISTS (SELECT 1 FROM ledger g WHERE g.object = l.object"
			     " AND g.effect = 2)",
			     NULL, 0},
	[SQL_LEDGER_HASH] = {"SELECT hash FROM ledger WHERE origin = $1 AND lane = $2 AND seq = $3",
			     NULL, 0},
	[SQL_AUDIT_TIME] = {AUDIT BY_STAFF "l.at >= $1 AND l.at < $2" NEWEST_FIRST, NULL, 0},
	[SQL_AUDIT_ACTOR] = {AUDIT BY_STAFF
			     "l.actor = $1 AND l.at >= $2 AND l.at < $3" NEWEST_FIRST,
			     NULL, 0},
	[SQL_AUDIT_OBJECT] = {AUDIT "l.object IN (SELECT CAST($1 AS TEXT) UNION ALL SELECT n.id"
				    " FROM member n WHERE n.application = $1)"
				    " AND l.at >= $2 AND l.at < $3" NEWEST_FIRST,
			      NULL, 0},
	[SQL_HEAD_GET] = {"SELECT @ FROM ledger_head WHERE origin = $1 AND lane = $2",
			  &store_ledger_head_table, 0},
	[SQL_HEAD_EACH] = {"SELECT @ FROM ledger_head ORDER BY origin, lane",
			   &store_ledger_head_table, 0},
	[SQL_HEAD_PUT] = {"INSERT INTO ledger_head @ ON CONFLICT (origin, lane) DO UPDATE SET #",
			  &store_ledger_head_table, TABLE_ACTS},
	/* Never counted from the rows themselves: there may be millions. */
	[SQL_HEAD_TALLY] =
		{"SELECT CAST(coalesce(sum(CASE WHEN o.id IS NULL THEN 0 ELSE h.seq END),"
		 " 0) AS BIGINT), CAST(coalesce(sum(h.drafts), 0) AS BIGINT),"
		 " CAST(coalesce(sum(h.applications), 0) AS BIGINT),"
		 " CAST(coalesce(sum(CASE WHEN h.counted = h.seq THEN 0 ELSE 1 END), 0) AS BIGINT)"
		 " FROM ledger_head h LEFT JOIN origin o ON o.id = h.origin AND o.home = 1",
		 NULL, 0},
	[SQL_HEAD_RECOUNT] = {"UPDATE ledger_head SET counted = seq, drafts = CASE WHEN " HOME_HEAD
			      " THEN (SELECT count(*) FROM application WHERE state = 'draft')"
			      " ELSE 0 END, applications = CASE WHEN " HOME_HEAD
			      " THEN (SELECT count(*) FROM application WHERE state <> 'draft')"
			      " ELSE 0 END",
			      NULL, 0},
	[SQL_APPLICATION_TALLY] =
		{"SELECT CAST(coalesce(sum(CASE WHEN state = 'draft' THEN 1 ELSE 0 END), 0)"
		 " AS BIGINT), CAST(coalesce(sum(CASE WHEN state = 'draft' THEN 0 ELSE 1 END), 0)"
		 " AS BIGINT) FROM application",
		 NULL, 0},
	[SQL_ORIGIN_HOME] = {"SELECT @ FROM origin WHERE home = 1", &store_ledger_origin_table, 0},
	[SQL_ORIGIN_HAS] = {"SELECT count(*) FROM origin WHERE id = $1", NULL, 0},
	[SQL_ORIGIN_EACH] = {"SELECT @ FROM origin ORDER BY id", &store_ledger_origin_table, 0},
	[SQL_ORIGIN_PUT] = {"UPDATE origin SET @", &store_ledger_origin_table, TABLE_ACTS},

	[SQL_TRY_ADD] = {"INSERT INTO tries @ ON CONFLICT (subject, minute)"
			 " DO UPDATE SET count = tries.count + excluded.count",
			 &store_visitor_try_table, 0},
	[SQL_TRY_EACH] = {"SELECT @ FROM tries WHERE subject = $1 AND minute > $2 ORDER BY minute",
			  &store_visitor_try_table, 0},
	[SQL_TRY_DROP_OLD] = {"DELETE FROM tries WHERE minute < $1 AND subject LIKE $2", NULL, 0},
	[SQL_PACE_GET] = {"SELECT @ FROM pace WHERE subject = $1", &store_visitor_pace_table, 0},
	/* Of a bucket that is full again at $2 + what it lacks, at most $4, $3 more are taken. */
	[SQL_PACE_TAKE] =
		{"INSERT INTO pace (subject, full_at) VALUES ($1, CAST($2 AS BIGINT) + CAST($3 AS "
		 "BIGINT))"
		 " ON CONFLICT (subject) DO UPDATE SET full_at = $2 + $3"
		 " + CASE WHEN pace.full_at < $2 THEN 0 WHEN pace.full_at > $2 + $4 THEN $4"
		 " ELSE pace.full_at - $2 END RETURNING full_at",
		 NULL, 0},
	[SQL_PACE_DROP_FULL] = {"DELETE FROM pace WHERE full_at <= $1", NULL, 0},
	[SQL_CHOICE_GET] = {"SELECT @ FROM choice WHERE key = $1", &store_visitor_choice_table, 0},
	[SQL_CHOICE_PUT] = {"INSERT INTO choice @ ON CONFLICT (key) DO UPDATE SET #",
			    &store_visitor_choice_table, TABLE_SAVES},
	[SQL_CHOICE_DROP] = {"DELETE FROM choice WHERE key = $1", NULL, 0},
	[SQL_CHOICE_EACH] = {"SELECT @ FROM choice ORDER BY key", &store_visitor_choice_table, 0},
	[SQL_CHOICE_DROP_OLD] = {"DELETE FROM choice WHERE at < $1 AND NOT EXISTS"
				 " (SELECT 1 FROM holder WHERE holder.key = choice.key)",
				 NULL, 0},

	SQL_TABLES(ALL) SQL_TABLES(FILL)[SQL_META_EMPTY] = {"DELETE FROM meta", NULL, 0},
	[SQL_ORIGIN_EMPTY] = {"DELETE FROM origin", NULL, 0},
};

/* What a mark stands for. */
static size_t expand(enum sql which, char mark, bool many, char *to, size_t room)
{
	const struct table *t = statements[which].table;

	if (mark == '#')
		return table_renewals(t, statements[which].writes, to, room);
	if (statements[which].text[0] == 'S')
		return table_columns(t, to, room);
	if (statements[which].text[0] == 'I')
		return table_values(t, many, to, room);
	return table_settings(t, statements[which].writes, to, room);
}

void statement_write(enum sql which, const char *lock, bool many, char to[STATEMENT_ROOM])
{
	size_t len = 0;

	for (const char *c = statements[which].text; *c != '\0'; c++) {
		if (len + strlen(STATEMENT_LOCKS) >= STATEMENT_ROOM)
			fatal("statement %d is too long", (int)which);
		if (*c == '@' || *c == '#')
			len += expand(which, *c, many, to + len, STATEMENT_ROOM - len);
		else if (*c == '~')
			len += (size_t)snprintf(to + len, STATEMENT_ROOM - len, "%s", lock);
		else
			to[len++] = *c;
	}
	to[len] = '\0';
}
