/* statement_paper.h - inside statement.c only: the statements for papers and their chunks. */
#ifndef SERVICES_STORE_STATEMENT_PAPER_H
#define SERVICES_STORE_STATEMENT_PAPER_H

#include "services/store/store_paper.h"

/* clang-format off */
#define PAPER_STATEMENTS                                                                           \
	[SQL_PAPER_ADD] = {"INSERT INTO paper @", &store_paper_table, 0},                          \
	[SQL_PAPER_ACT] = {"UPDATE paper SET @", &store_paper_table, TABLE_ACTS},                  \
	[SQL_PAPER_GET] = {"SELECT @ FROM paper WHERE id = $1", &store_paper_table, 0},            \
	[SQL_PAPER_DROP] = {"DELETE FROM paper WHERE id = $1", NULL, 0},                           \
	[SQL_PAPER_EACH] =                                                                         \
		{"SELECT @ FROM paper WHERE application = $1 ORDER BY put_at, at, id",             \
		 &store_paper_table, 0},                                                           \
	[SQL_PAPER_ALL] = {"SELECT @ FROM paper ORDER BY id", &store_paper_table, 0},              \
	[SQL_PAPER_HAS] = {"SELECT count(*) FROM paper WHERE name = $1", NULL, 0},                 \
	[SQL_PAPER_OLD] =                                                                          \
		{"SELECT id FROM paper WHERE state = 'coming' AND at < $1 ORDER BY at LIMIT 1",    \
		 NULL, 0},                                                                         \
	[SQL_PAPER_COMING] =                                                                          \
		{"SELECT count(*) FROM paper WHERE source = $1 AND source <> '' AND at > $2"       \
		 " AND state = 'coming'",                                                          \
		 NULL, 0},                                                                         \
	[SQL_PAPER_GONE] =                                                                         \
		{"SELECT l.object FROM ledger l WHERE l.act IN ($1, $2) AND " NEWEST               \
		 " AND NOT EXISTS (SELECT 1 FROM paper p WHERE p.id = l.object"                    \
		 " AND p.state <> 'coming')", NULL, 0},                                            \
	[SQL_PAPER_PUT_CHUNK] =                                                                    \
		{"INSERT INTO paper_chunk @ ON CONFLICT (paper, number) DO UPDATE SET #",          \
		 &store_paper_chunk_table, TABLE_SAVES},                                           \
	[SQL_PAPER_GET_CHUNK] =                                                                    \
		{"SELECT sealed FROM paper_chunk WHERE paper = $1 AND number = $2", NULL, 0},      \
	[SQL_PAPER_LAST_CHUNK] =                                                                   \
		{"SELECT number, length(sealed) FROM paper_chunk WHERE paper = $1"                 \
		 " ORDER BY number DESC LIMIT 1", NULL, 0},                                        \
	[SQL_PAPER_CUT_CHUNKS] =                                                                   \
		{"DELETE FROM paper_chunk WHERE paper = $1 AND number >= $2", NULL, 0},
/* clang-format on */

#endif
