/* statement_vain.h - inside statement.c only: the statements for words that were searched in vain.
 */
#ifndef SERVICES_STORE_STATEMENT_VAIN_H
#define SERVICES_STORE_STATEMENT_VAIN_H

#include "services/store/store_vain.h"

/* clang-format off */
#define VAIN_STATEMENTS                                                                            \
	[SQL_VAIN_GET] = {"SELECT @ FROM vain WHERE id = $1", &store_vain_table, 0},               \
	[SQL_VAIN_PUT] = {"INSERT INTO vain @ ON CONFLICT (id) DO UPDATE SET #",                   \
			  &store_vain_table, TABLE_ACTS},                                          \
	[SQL_VAIN_COUNT] = {"SELECT count(*) FROM vain", NULL, 0},                                 \
	[SQL_VAIN_DROP_LEAST] =                                                                    \
		{"DELETE FROM vain WHERE id ="                                                     \
		 " (SELECT id FROM vain ORDER BY count, day, id LIMIT 1)", NULL, 0},               \
	[SQL_VAIN_DROP_OLD] = {"DELETE FROM vain WHERE day < $1", NULL, 0},                        \
	[SQL_VAIN_EACH] =                                                                          \
		{"SELECT @ FROM vain WHERE count >= $1 ORDER BY count DESC, day DESC, id",         \
		 &store_vain_table, 0},
/* clang-format on */

#endif
