/* sql.h - inside services/store/ only: the statements by name. */
#ifndef SERVICES_STORE_SQL_H
#define SERVICES_STORE_SQL_H

/* Every table there is, with the list of its columns: what a row refers to stands before it. */
#define SQL_TABLES(T)                                                                              \
	T(META, "meta", store_definition_stamp_table)                                              \
	T(ORIGIN, "origin", store_ledger_origin_table)                                             \
	T(DEFINITION, "definition", store_definition_table)                                        \
	T(RETIRED, "retired", store_definition_retired_table)                                      \
	T(PARTY, "party", store_party_table)                                                       \
	T(IDENTIFIER, "identifier", store_party_identifier_table)                                  \
	T(ACCOUNT, "account", store_account_table)                                                 \
	T(ACCOUNT_KEY, "account_key", store_account_key_table)                                     \
	T(ACCOUNT_GRANT, "account_grant", store_account_grant_table)                               \
	T(ACCOUNT_RECOVERY, "account_recovery", store_recovery_table)                              \
	T(ERRAND, "errand", store_errand_table)                                                    \
	T(APPLICATION, "application", store_application_table)                                     \
	T(HOLDER, "holder", store_application_holder_table)                                        \
	T(REQUEST, "request", store_application_request_table)                                     \
	T(LINK, "link", store_link_table)                                                          \
	T(ANSWER, "answer", store_answer_table)                                                    \
	T(ITEMS, "items", store_answer_items_table)                                                \
	T(EVENT, "event", store_event_table)                                                       \
	T(CLOCK, "clock", store_clock_table)                                                       \
	T(NOTICE, "notice", store_notice_table)                                                    \
	T(PAPER, "paper", store_paper_table)                                                       \
	T(PAPER_CHUNK, "paper_chunk", store_paper_chunk_table)                                     \
	T(MEMBER, "member", store_member_table)                                                    \
	T(UNSURE, "unsure", store_unsure_table)                                                    \
	T(ADDRESS, "address", store_address_table)                                                 \
	T(DISPATCH, "dispatch", store_dispatch_table)                                              \
	T(ENTRY, "entry", store_register_entry_table)                                              \
	T(ENTRY_VALUE, "entry_value", store_register_value_table)                                  \
	T(ENTRY_EVENT, "entry_event", store_register_event_table)                                  \
	T(ENTRY_KEY, "entry_key", store_register_key_table)                                        \
	T(ENTRY_SCOPE, "entry_scope", store_register_scope_table)                                  \
	T(AGENT, "agent", store_agent_table)                                                       \
	T(DUE, "due", store_due_table)                                                             \
	T(PAYMENT, "payment", store_payment_table)                                                 \
	T(NUMBERING, "numbering", store_numbering_table)                                           \
	T(ISSUED, "issued", store_issued_table)                                                    \
	T(LEDGER, "ledger", store_ledger_table)                                                    \
	T(LEDGER_HEAD, "ledger_head", store_ledger_head_table)                                     \
	T(TRIES, "tries", store_visitor_try_table)                                                 \
	T(PACE, "pace", store_visitor_pace_table)                                                  \
	T(CHOICE, "choice", store_visitor_choice_table)                                            \
	T(VAIN, "vain", store_vain_table)
#define SQL_TABLE(name, text, list) SQL_TABLE_##name,
enum sql_table { SQL_TABLES(SQL_TABLE) SQL_TABLE_COUNT };
#undef SQL_TABLE
#define SQL_TABLE_TEXT(name, text, list) text,

/* One name for each statement; their texts stand in statement.c. */
enum sql {
	SQL_DEFINITION_ADD,
	SQL_DEFINITION_FIND,
	SQL_DEFINITION_NEWEST,
	SQL_DEFINITION_BEFORE,
	SQL_DEFINITION_EACH,
	SQL_DEFINITION_EACH_NEWEST,
	SQL_DEFINITION_EACH_OF,
	SQL_DEFINITION_COUNT,
	SQL_DEFINITION_GONE,
	SQL_DEFINITION_PUT_MAC,
	SQL_DEFINITION_DROP,
	SQL_RETIRED_GET,
	SQL_RETIRED_PUT,
	SQL_RETIRED_DROP,
	SQL_RETIRED_EACH,
	SQL_RETIRED_GONE,
	SQL_STAMP_GET,
	SQL_STAMP_PUT,
	SQL_STAMP_COUNT,
	SQL_STAMP_NOW,
	SQL_STAMP_ADD,

	SQL_PARTY_ADD,
	SQL_PARTY_GET,
	SQL_PARTY_OFFICE,
	SQL_PARTY_ABOVE,
	SQL_PARTY_EACH,
	SQL_PARTY_EACH_OFFICE,
	SQL_PARTY_GONE,
	SQL_IDENTIFIER_ADD,
	SQL_IDENTIFIER_EACH,
	SQL_IDENTIFIER_COUNT,
	SQL_IDENTIFIER_FIND,

	SQL_ACCOUNT_ADD,
	SQL_ACCOUNT_GET,
	SQL_ACCOUNT_LOCK,
	SQL_ACCOUNT_FIND,
	SQL_ACCOUNT_OF_KEY,
	SQL_ACCOUNT_NEXT,
	SQL_ACCOUNT_ACT,
	SQL_ACCOUNT_GONE,
	SQL_ACCOUNT_KEY_PUT,
	SQL_ACCOUNT_KEY_EACH,
	SQL_ACCOUNT_GRANT_ADD,
	SQL_ACCOUNT_GRANT_ACT,
	SQL_ACCOUNT_GRANT_EACH,
	SQL_ACCOUNT_REACHED,
	SQL_ACCOUNT_PAIRS,
	SQL_ACCOUNT_HELD,
	SQL_ACCOUNT_OVER,
	SQL_RECOVERY_ADD,
	SQL_RECOVERY_DROP,
	SQL_RECOVERY_EACH,
	SQL_RECOVERY_LATE,
	SQL_ERRAND_ADD,
	SQL_ERRAND_ACT,
	SQL_ERRAND_DROP,
	SQL_ERRAND_LOCK,
	SQL_ERRAND_GET,
	SQL_ERRAND_NEXT,
	SQL_ERRAND_ALL,

	SQL_APPLICATION_ADD,
	SQL_APPLICATION_GET,
	SQL_APPLICATION_LOCK,
	SQL_APPLICATION_FIND,
	SQL_APPLICATION_ACT,
	SQL_APPLICATION_SAVE,
	SQL_APPLICATION_DROP,
	SQL_APPLICATION_EACH,
	SQL_APPLICATION_OF_KEY,
	SQL_APPLICATION_OF_ACCOUNT,
	SQL_APPLICATION_OLD_DRAFTS,
	SQL_APPLICATION_OLD_NETWORKS,
	SQL_APPLICATION_DRAFTS_OF_SOURCE,
	SQL_APPLICATION_DRAFTS_OF_KEY,
	SQL_APPLICATION_COUNT_OF,
	SQL_QUEUE_OF_ALL,
	SQL_QUEUE_OF_SERVICE,
	SQL_QUEUE_OF_OFFICE,
	SQL_QUEUE_OF_ASSIGNEE,
	SQL_QUEUE_COUNT,
	SQL_QUEUE_COUNT_OF_SERVICE,
	SQL_QUEUE_HELD,
	SQL_ENDED,
	SQL_ENDED_OF_ACTOR,
	SQL_HOLDER_ADD,
	SQL_HOLDER_HAS,
	SQL_HOLDER_IS_OF_ACCOUNT,
	SQL_HOLDER_EACH,
	SQL_REQUEST_ADD,
	SQL_REQUEST_FIND,
	SQL_REQUEST_EACH,
	SQL_LINK_ADD,
	SQL_LINK_OF,
	SQL_LINK_TO,
	SQL_LINK_DROP,

	SQL_ANSWER_ADD,
	SQL_ANSWER_PUT,
	SQL_ANSWER_DROP,
	SQL_ANSWER_DROP_SECTION,
	SQL_ANSWER_FIND,
	SQL_ANSWER_EACH,
	SQL_ANSWER_SIZE,
	SQL_ANSWER_CLEAR,
	SQL_ITEMS_PUT,
	SQL_ITEMS_RAISE,
	SQL_ITEMS_BEGIN,
	SQL_ITEMS_EACH,
	SQL_ITEMS_DROP_ALL,

	SQL_EVENT_ADD,
	SQL_EVENT_LAST,
	SQL_EVENT_EACH,

	SQL_CLOCK_PUT,
	SQL_CLOCK_GET,
	SQL_CLOCK_DROP,
	SQL_CLOCK_NEXT,
	SQL_CLOCK_WAKE,
	SQL_CLOCK_WAKE_DUE,
	SQL_CLOCK_RAISE,
	SQL_CLOCK_DECIDED,
	SQL_CLOCK_LOOKED,
	SQL_CLOCK_AGAIN,
	SQL_CLOCK_AGAIN_COUNT,

	SQL_NOTICE_ADD,
	SQL_NOTICE_EACH,
	SQL_NOTICE_UNREAD,
	SQL_NOTICE_READ,
	SQL_NOTICE_READ_ONE,
	SQL_NOTICE_TALLY_OF_KEY,
	SQL_NOTICE_TALLY_OF_ACCOUNT,

	SQL_NOTICE_READ_OF_MEMBER,
	SQL_NOTICE_NEXT_OF_MEMBER,

	SQL_MEMBER_ADD,
	SQL_MEMBER_ACT,
	SQL_MEMBER_EACH,
	SQL_MEMBER_ALL,
	SQL_MEMBER_GONE,
	SQL_MEMBER_OF_ACCOUNT,
	SQL_UNSURE_PUT,
	SQL_UNSURE_NEXT,
	SQL_UNSURE_DROP,

	SQL_ADDRESS_ADD,
	SQL_ADDRESS_ACT,
	SQL_ADDRESS_GET,
	SQL_ADDRESS_DROP,
	SQL_ADDRESS_DROP_OF,
	SQL_ADDRESS_DROP_OLD,
	SQL_ADDRESS_EACH,
	SQL_ADDRESS_TOLD,
	SQL_ADDRESS_ALL,
	SQL_ADDRESS_GONE,
	SQL_DISPATCH_ADD,
	SQL_DISPATCH_ACT,
	SQL_DISPATCH_GET,
	SQL_DISPATCH_DROP,
	SQL_DISPATCH_DROP_OLD,
	SQL_DISPATCH_LOCK,
	SQL_DISPATCH_NEXT,
	SQL_DISPATCH_TALLY,
	SQL_DISPATCH_HELD,
	SQL_DISPATCH_UNSENT,
	SQL_DISPATCH_FAILED,
	SQL_DISPATCH_ALL,

	SQL_PAPER_ADD,
	SQL_PAPER_ACT,
	SQL_PAPER_GET,
	SQL_PAPER_DROP,
	SQL_PAPER_EACH,
	SQL_PAPER_ALL,
	SQL_PAPER_HAS,
	SQL_PAPER_OLD,
	SQL_PAPER_COMING,
	SQL_PAPER_GONE,
	SQL_PAPER_PUT_CHUNK,
	SQL_PAPER_GET_CHUNK,
	SQL_PAPER_LAST_CHUNK,
	SQL_PAPER_CUT_CHUNKS,
	SQL_ENTRY_ADD,
	SQL_ENTRY_ACT,
	SQL_ENTRY_LOCK,
	SQL_ENTRY_GET,
	SQL_ENTRY_FIND,
	SQL_ENTRY_NEXT,
	SQL_ENTRY_FOLLOWING,
	SQL_ENTRY_OF,
	SQL_ENTRY_DUE,
	SQL_ENTRY_TALLY,
	SQL_ENTRY_MISSED,
	SQL_ENTRY_GONE,
	SQL_ENTRY_COUNT,
	SQL_ENTRY_MISCOUNTED,
	SQL_ENTRY_VALUE_ADD,
	SQL_ENTRY_VALUE_EACH,
	SQL_ENTRY_EVENT_ADD,
	SQL_ENTRY_EVENT_EACH,
	SQL_ENTRY_KEY_ADD,
	SQL_ENTRY_KEY_DROP,
	SQL_ENTRY_KEY_EACH,
	SQL_ENTRY_KEY_MATCH,
	SQL_AGENT_ADD,
	SQL_AGENT_ACT,
	SQL_AGENT_EACH,
	SQL_AGENT_ALL,
	SQL_AGENT_GONE,
	SQL_AGENT_OF_ACCOUNT,
	SQL_DUE_ADD,
	SQL_DUE_ACT,
	SQL_DUE_LOCK,
	SQL_DUE_GET,
	SQL_DUE_FIND,
	SQL_DUE_EACH,
	SQL_DUE_ALL,
	SQL_DUE_GONE,
	SQL_PAYMENT_ADD,
	SQL_PAYMENT_ACT,
	SQL_PAYMENT_FIND,
	SQL_PAYMENT_TRACE,
	SQL_PAYMENT_EACH,
	SQL_PAYMENT_ALL,
	SQL_PAYMENT_BETWEEN,
	SQL_ISSUED_ADD,
	SQL_ISSUED_ACT,
	SQL_ISSUED_FIND,
	SQL_ISSUED_OF,
	SQL_ISSUED_ALL,
	SQL_ISSUED_GONE,
	SQL_NUMBERING_TAKE,
	SQL_NUMBERING_GET,
	SQL_NUMBERING_GAPS,

	SQL_LEDGER_ADD,
	SQL_LEDGER_EACH,
	SQL_LEDGER_BY_OBJECT,
	SQL_LEDGER_OF,
	SQL_LEDGER_LAST,
	SQL_LEDGER_HASH,
	SQL_AUDIT_TIME,
	SQL_AUDIT_ACTOR,
	SQL_AUDIT_OBJECT,
	SQL_LEDGER_GONE,
	SQL_HEAD_GET,
	SQL_HEAD_EACH,
	SQL_HEAD_PUT,
	SQL_HEAD_TALLY,
	SQL_HEAD_RECOUNT,
	SQL_APPLICATION_TALLY,
	SQL_ORIGIN_HOME,
	SQL_ORIGIN_HAS,
	SQL_ORIGIN_EACH,
	SQL_ORIGIN_PUT,

	SQL_TRY_ADD,
	SQL_TRY_EACH,
	SQL_TRY_DROP_OLD,
	SQL_PACE_GET,
	SQL_PACE_TAKE,
	SQL_PACE_DROP_FULL,
	SQL_CHOICE_GET,
	SQL_CHOICE_PUT,
	SQL_CHOICE_DROP,
	SQL_CHOICE_EACH,
	SQL_CHOICE_DROP_OLD,
	SQL_VAIN_GET,
	SQL_VAIN_PUT,
	SQL_VAIN_COUNT,
	SQL_VAIN_DROP_LEAST,
	SQL_VAIN_DROP_OLD,
	SQL_VAIN_EACH,

	/* Whole tables, read and filled: each by its number in SQL_TABLES. */
	SQL_ALL,
	SQL_ALL_LAST = SQL_ALL + SQL_TABLE_COUNT - 1,
	SQL_FILL,
	SQL_FILL_LAST = SQL_FILL + SQL_TABLE_COUNT - 1,
	SQL_META_EMPTY,
	SQL_ORIGIN_EMPTY,

	SQL_COUNT
};

#endif
