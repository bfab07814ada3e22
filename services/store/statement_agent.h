/* statement_agent.h - inside statement.c only: the statements for who acts for an organisation that
 * a register has. */
#ifndef SERVICES_STORE_STATEMENT_AGENT_H
#define SERVICES_STORE_STATEMENT_AGENT_H

#include "services/store/store_agent.h"

/* clang-format off */
#define AGENT_STATEMENTS                                                                           \
	[SQL_AGENT_ADD] = {"INSERT INTO agent @", &store_agent_table, 0},                          \
	[SQL_AGENT_ACT] = {"UPDATE agent SET @", &store_agent_table, TABLE_ACTS},                  \
	[SQL_AGENT_EACH] = {"SELECT @ FROM agent WHERE entry = $1 ORDER BY number",                \
			    &store_agent_table, 0},                                                \
	[SQL_AGENT_ALL] = {"SELECT @ FROM agent ORDER BY id", &store_agent_table, 0},              \
	[SQL_AGENT_GONE] =                                                                         \
		{"SELECT l.object FROM ledger l WHERE l.act = $1 AND NOT EXISTS"                   \
		 " (SELECT 1 FROM agent g WHERE g.id = l.object)", NULL, 0},                       \
	[SQL_AGENT_OF_ACCOUNT] =                                                                   \
		{"SELECT entry FROM agent WHERE account = $1 AND account <> ''"                    \
		 " AND joined_at > 0 AND ended_at = 0 ORDER BY joined_at, id LIMIT 50", NULL, 0},
/* clang-format on */

#endif
