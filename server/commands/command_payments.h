/* command_payments.h - inside command_table.c only: the rows of the family `payments`, over SSH and
 * on the host. */
#ifndef SERVER_COMMANDS_COMMAND_PAYMENTS_H
#define SERVER_COMMANDS_COMMAND_PAYMENTS_H

/* clang-format off */
#define COMMAND_PAYMENTS_SSH \
	{"payments show", "PAYMENT-REFERENCE", ON_SSH, RIGHT_MONEY, true, COMMAND_NOTHING, 1, 8, \
	 NULL, command_payments_show, \
	 N_("Shows what is owed under a payment reference, and what came for it.")}, \
	{"payments take", \
	 "PAYMENT-REFERENCE [--amount AMOUNT] [--by " \
	 "cash|card|transfer|stamp|franked|receipt|notice] " \
	 "[--proof NUMBER]", \
	 ON_SSH, RIGHT_CASHIER, true, COMMAND_NOTHING, 1, 8, takes, command_payments_take, \
	 N_("Takes a payment at the counter, all that is owed where no amount is said; " \
	    "--proof: the number of the stamp, or of another office's receipt. Answers with " \
	    "the receipt to hand out.")}, \
	{"payments undo", "RECEIPT --words WORDS", ON_SSH, RIGHT_TREASURER, true, COMMAND_NOTHING, \
	 1, 8, with_words, command_payments_undo, \
	 N_("Undoes a payment that somebody else has entered wrongly, by an entry against " \
	    "it; --words: the reason.")}, \
	{"payments refund", "PAYMENT-REFERENCE [--amount AMOUNT] --words WORDS", ON_SSH, \
	 RIGHT_TREASURER, true, COMMAND_NOTHING, 1, 8, refunds, command_payments_refund, \
	 N_("Enters that money was given back: what was paid too much, where no amount is " \
	    "said; --words: the reason.")}, \
	{"payments let-off", "PAYMENT-REFERENCE --words WORDS", ON_SSH, RIGHT_TREASURER, true, \
	 COMMAND_NOTHING, 1, 8, with_words, command_payments_let_off, \
	 N_("Lets somebody off a fee of which nothing was paid; --words: the reason.")}, \
	{"payments import", "[--currency CODE] [--count NUMBER] [--sum AMOUNT]", ON_SSH, \
	 RIGHT_IMPORTER, true, COMMAND_ALL, 0, 0, sums, command_payments_import, \
	 N_("Takes in a payment provider's file (CSV) on standard input and says what came " \
	    "of each row; --count, --sum: of its payments, as they were told elsewhere. Run " \
	    "again, it goes on where it stopped.")}, \
	{"payments kept", "", ON_SSH, RIGHT_TREASURER, true, COMMAND_NOTHING, 0, 0, NULL, \
	 command_payments_kept, N_("Lists the payments from files that match nothing that is owed.")}, \
	{"payments match", "RECEIPT --to PAYMENT-REFERENCE", ON_SSH, RIGHT_TREASURER, true, \
	 COMMAND_NOTHING, 1, 8, with_goal, command_payments_match, \
	 N_("Enters what a payment that is kept was for.")}, \
	{"payments day", "[DATE]", ON_SSH, RIGHT_TREASURER, true, COMMAND_NOTHING, 0, 1, NULL, \
	 command_payments_day, \
	 N_("Sums up what came and went back on a day; without one, today.")},

#define COMMAND_PAYMENTS_HOST \
	{"payments show", "PAYMENT-REFERENCE [--as ACCOUNT]", ON_HOST, RIGHT_OWED, true, \
	 COMMAND_NOTHING, 1, 8, NULL, command_payments_show, \
	 N_("Shows what is owed under a payment reference, and what came for it.")}, \
	{"payments take", \
	 "PAYMENT-REFERENCE [--amount AMOUNT] [--by " \
	 "cash|card|transfer|stamp|franked|receipt|notice] " \
	 "[--proof NUMBER] [--as ACCOUNT]", \
	 ON_HOST, RIGHT_TAKE, true, COMMAND_NOTHING, 1, 8, takes, command_payments_take, \
	 N_("Takes a payment at the counter, all that is owed where no amount is said; " \
	    "--proof: the number of the stamp, or of another office's receipt. Answers with " \
	    "the receipt to hand out.")}, \
	{"payments undo", "RECEIPT --words WORDS [--as ACCOUNT]", ON_HOST, RIGHT_TAKE_BACK, true, \
	 COMMAND_NOTHING, 1, 8, with_words, command_payments_undo, \
	 N_("Undoes a payment that somebody else has entered wrongly, by an entry against " \
	    "it; --words: the reason.")}, \
	{"payments refund", "PAYMENT-REFERENCE [--amount AMOUNT] --words WORDS [--as ACCOUNT]", \
	 ON_HOST, RIGHT_TAKE_BACK, true, COMMAND_NOTHING, 1, 8, refunds, command_payments_refund, \
	 N_("Enters that money was given back: what was paid too much, where no amount is " \
	    "said; --words: the reason.")}, \
	{"payments let-off", "PAYMENT-REFERENCE --words WORDS [--as ACCOUNT]", ON_HOST, \
	 RIGHT_TAKE_BACK, true, COMMAND_NOTHING, 1, 8, with_words, command_payments_let_off, \
	 N_("Lets somebody off a fee of which nothing was paid; --words: the reason.")}, \
	{"payments import", "FILE [--currency CODE] [--count NUMBER] [--sum AMOUNT] [--as ACCOUNT]", \
	 ON_HOST, RIGHT_TAKE_IN, true, COMMAND_NOTHING, 1, 1, sums, command_payments_import, \
	 N_("Takes in a payment provider's file (CSV) and says what came of each row; " \
	    "--count, --sum: of its payments, as they were told elsewhere. Run again, it " \
	    "goes on where it stopped.")}, \
	{"payments kept", "[--as ACCOUNT]", ON_HOST, RIGHT_TAKE_BACK, true, COMMAND_NOTHING, 0, 0, \
	 NULL, command_payments_kept, \
	 N_("Lists the payments from files that match nothing that is owed.")}, \
	{"payments match", "RECEIPT --to PAYMENT-REFERENCE [--as ACCOUNT]", ON_HOST, \
	 RIGHT_TAKE_BACK, true, COMMAND_NOTHING, 1, 8, with_goal, command_payments_match, \
	 N_("Enters what a payment that is kept was for.")}, \
	{"payments day", "[DATE] [--as ACCOUNT]", ON_HOST, RIGHT_TAKE_BACK, true, COMMAND_NOTHING, \
	 0, 1, NULL, command_payments_day, \
	 N_("Sums up what came and went back on a day; without one, today.")},
/* clang-format on */

#endif
