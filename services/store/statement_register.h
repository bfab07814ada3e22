/* statement_register.h - inside statement.c only: the statements for the entries of registers. */
#ifndef SERVICES_STORE_STATEMENT_REGISTER_H
#define SERVICES_STORE_STATEMENT_REGISTER_H

#include "services/store/store_register.h"

/* clang-format off */
#define REGISTER_STATEMENTS                                                                        \
	[SQL_ENTRY_ADD] = {"INSERT INTO entry @", &store_register_entry_table, 0},                 \
	[SQL_ENTRY_ACT] = {"UPDATE entry SET @", &store_register_entry_table, TABLE_ACTS},         \
	[SQL_ENTRY_LOCK] = {"SELECT id FROM entry WHERE id = $1~", NULL, 0},                       \
	[SQL_ENTRY_GET] = {"SELECT @ FROM entry WHERE id = $1", &store_register_entry_table, 0},   \
	[SQL_ENTRY_FIND] = {"SELECT @ FROM entry WHERE book = $1 AND number = $2",                 \
			    &store_register_entry_table, 0},                                       \
	[SQL_ENTRY_NEXT] = {"SELECT @ FROM entry WHERE id > $1 ORDER BY id LIMIT 1",               \
			    &store_register_entry_table, 0},                                       \
	[SQL_ENTRY_FOLLOWING] = {"SELECT @ FROM entry WHERE book = $1 AND number > $2"             \
				 " ORDER BY number LIMIT 1", &store_register_entry_table, 0},      \
	[SQL_ENTRY_OF] = {"SELECT @ FROM entry WHERE application = $1 AND ($2 = '' OR book = $2)" \
			  " ORDER BY number LIMIT 1", &store_register_entry_table, 0},             \
	[SQL_ENTRY_DUE] = {"SELECT id FROM entry WHERE next_at > 0 AND next_at <= $1"              \
			   " ORDER BY next_at, id LIMIT 1", NULL, 0},                              \
	[SQL_ENTRY_MISSED] =                                                                       \
		{"SELECT v.entry, v.reason FROM entry_event v JOIN entry e ON e.id = v.entry"      \
		 " WHERE v.act = 'missed' AND e.book = $1 ORDER BY v.at DESC, v.entry, v.number"   \
		 " LIMIT 100 OFFSET $2", NULL, 0},                                                                         \
	[SQL_ENTRY_TALLY] = {"SELECT count(*) FROM entry WHERE book = $1", NULL, 0},               \
	[SQL_ENTRY_GONE] =                                                                         \
		{"SELECT l.object FROM ledger l WHERE l.act = $1 AND l.revision = 1 AND NOT EXISTS" \
		 " (SELECT 1 FROM entry e WHERE e.id = l.object)", NULL, 0},                       \
	[SQL_ENTRY_COUNT] =                                                                        \
		{"INSERT INTO entry_scope (book, scope, counted) VALUES ($1, $2, 1)"               \
		 " ON CONFLICT (book, scope) DO UPDATE SET counted = entry_scope.counted + 1"      \
		 " RETURNING counted", NULL, 0},                                                   \
	[SQL_ENTRY_MISCOUNTED] =                                                                   \
		{"SELECT s.book || ' ' || s.scope FROM entry_scope s WHERE s.counted <>"           \
		 " (SELECT count(*) FROM entry e WHERE e.book = s.book AND e.scope = s.scope)"     \
		 " OR s.counted <> (SELECT coalesce(max(e.counted), 0) FROM entry e"               \
		 " WHERE e.book = s.book AND e.scope = s.scope)"                                   \
		 " UNION SELECT e.book || ' ' || e.scope FROM entry e WHERE NOT EXISTS"            \
		 " (SELECT 1 FROM entry_scope s WHERE e.book = s.book AND e.scope = s.scope)",     \
		 NULL, 0},                                                                         \
	[SQL_ENTRY_VALUE_ADD] = {"INSERT INTO entry_value @", &store_register_value_table, 0},     \
	[SQL_ENTRY_VALUE_EACH] = {"SELECT @ FROM entry_value WHERE entry = $1"                     \
				  " ORDER BY revision, name", &store_register_value_table, 0},     \
	[SQL_ENTRY_EVENT_ADD] = {"INSERT INTO entry_event @", &store_register_event_table, 0},     \
	[SQL_ENTRY_EVENT_EACH] = {"SELECT @ FROM entry_event WHERE entry = $1 ORDER BY number",    \
				  &store_register_event_table, 0},                                 \
	[SQL_ENTRY_KEY_ADD] = {"INSERT INTO entry_key @", &store_register_key_table, 0},           \
	[SQL_ENTRY_KEY_DROP] = {"DELETE FROM entry_key WHERE entry = $1", NULL, 0},                \
	[SQL_ENTRY_KEY_EACH] = {"SELECT @ FROM entry_key WHERE entry = $1 ORDER BY key",           \
				&store_register_key_table, 0},                                     \
	[SQL_ENTRY_KEY_MATCH] =                                                                    \
		{"SELECT entry, count(*) AS hits FROM entry_key"                                   \
		 " WHERE key IN ($1, $2, $3, $4, $5, $6, $7, $8)"                                  \
		 " GROUP BY entry ORDER BY hits DESC, entry LIMIT 200", NULL, 0},
/* clang-format on */

#endif
