/* command_table_members.h - inside command_table.c only: the rows for several people in one
 * application, and for what they sign. */
#ifndef SERVER_COMMANDS_COMMAND_TABLE_MEMBERS_H
#define SERVER_COMMANDS_COMMAND_TABLE_MEMBERS_H

#include "server/commands/command_options.h"

/* clang-format off */
#define MEMBER_ROWS                                                                                \
	{"members", "REFERENCE", ON_SSH, RIGHT_PROVEN, true, COMMAND_LINE, 1, 8, NULL,          \
	 command_members_list,                                                                     \
	 N_("Lists the people who work on an application and what each may do; the PIN is " \
	    "the first line of standard input.")},                                                                   \
	{"invite", "REFERENCE --name NAME --may view,edit,sign [--for SIGNATURE/NUMBER]",  \
	 ON_SSH, RIGHT_PROVEN, true, COMMAND_LINE, 1, 8, invites, command_members_invite,          \
	 N_("Invites somebody to an application; answers with a code to hand over to them, " \
	    "which works once. --for: says for whom they sign, such as founders/4.")},                         \
	{"join", "REFERENCE", ON_SSH, RIGHT_APPLICANT, true, COMMAND_CODE, 1, 8, NULL,     \
	 command_members_join,                                                                     \
	 N_("Accepts an invitation; its code is the first line of standard input. If you " \
	    "have no account, it gives you a PIN of your own.")},                                \
	{"uninvite", "REFERENCE --number N", ON_SSH, RIGHT_PROVEN, true, COMMAND_LINE, 1, 8,    \
	 by_number, command_members_end,                                                           \
	 N_("Removes a person's rights in an application, by their number in `members`; " \
	    "also your own. What they have signed no longer counts.")},                                        \
	{"text", "REFERENCE [--for SIGNATURE/NUMBER]", ON_SSH, RIGHT_APPLICANT, true,              \
	 COMMAND_TEXT, 1, 8, for_whom, command_sign_text,                                          \
	 N_("Gives you the text to sign, byte for byte; the PIN, or the code of an " \
	    "invitation, is the first line of standard input. To sign it: `ssh-keygen -Y " \
	    "sign -n shubbak -f KEY FILE`.")},                                                                         \
	{"sign", "REFERENCE [--for SIGNATURE/NUMBER] [--take-back]", ON_SSH, RIGHT_PROVEN, true,   \
	 COMMAND_ALL, 1, 8, signs, command_sign,                                                   \
	 N_("Signs an application: reads the signature that ssh-keygen made of its text on " \
	    "standard input, or your PIN on the first line. --take-back: takes your " \
	    "signature back.")},
#define ORGANISATION_ROWS                                                                          \
	{"organisations", "", ON_SSH, RIGHT_OWN, true, COMMAND_NOTHING, 0, 0, NULL,                \
	 command_organisations, N_("Lists the organisations for which your account acts.")},       \
	{"organisation", "REGISTER NUMBER", ON_SSH, RIGHT_OWN, true, COMMAND_NOTHING, 2, 20, NULL, \
	 command_organisation,                                                                     \
	 N_("Shows an organisation to the people who act for it: what they have to do, what" \
	    " was sent, documents, people, and its whole entry in the register.")},                                      \
	{"organisation people", "REGISTER NUMBER", ON_SSH, RIGHT_OWN, true, COMMAND_NOTHING, 2,    \
	 20, NULL, command_organisation_people,                                                    \
	 N_("Lists the people who act for an organisation, what each may do and since when;" \
	    " also for staff of the register.")},                                                                     \
	{"organisation invite", "REGISTER NUMBER --name NAME --may see,file,manage", ON_SSH,       \
	 RIGHT_OWN, true, COMMAND_NOTHING, 2, 20, of_agent, command_organisation_invite,           \
	 N_("Invites somebody to act for an organisation; answers with a code to hand over " \
	    "to them, which works once, with an account.")},                                               \
	{"organisation join", "REGISTER NUMBER", ON_SSH, RIGHT_OWN, true, COMMAND_CODE, 2, 20,     \
	 NULL, command_organisation_join,                                                          \
	 N_("Accepts an invitation to act for an organisation, with your account; its code " \
	    "is the first line of standard input.")},                                                                            \
	{"organisation leave", "REGISTER NUMBER", ON_SSH, RIGHT_OWN, true, COMMAND_NOTHING, 2, 20, \
	 NULL, command_organisation_leave,                                                         \
	 N_("Stops your account from acting for an organisation.")},                                  \
	{"organisation remove", "REGISTER NUMBER --number N [--words WORDS]", ON_SSH, RIGHT_OWN,   \
	 true, COMMAND_NOTHING, 2, 20, removes, command_organisation_remove,                       \
	 N_("Removes a person's right to act for an organisation, by their number in " \
	    "`organisation people`, or takes an invitation back; staff give a reason with " \
	    "--words.")},                 \
	{"organisation claim", "REFERENCE", ON_SSH, RIGHT_PROVEN, true, COMMAND_LINE, 1, 8, NULL,  \
	 command_organisation_claim,                                                               \
	 N_("Attaches to your account the organisation that was registered by an " \
	    "application: you are the first to act for it; the PIN is the first line of " \
	    "standard input.")},
#define ORGANISATION_STAFF_ROW                                                                     \
	{"organisation enter", "REGISTER NUMBER --account ACCOUNT --may see,file,manage --words "  \
	 "WORDS [--name NAME]", ON_SSH, RIGHT_STAFF, true, COMMAND_NOTHING, 2, 20, enters,         \
	 command_organisation_enter,                                                               \
	 N_("Records, for the office that keeps the register, that a person acts for an " \
	    "organisation; the others who act for it are told.")},
#define WITNESS_ROW                                                                                \
	{"witness", "REFERENCE --for SIGNATURE/NUMBER --name NAME --check NUMBER --seen", ON_SSH,  \
	 RIGHT_WITNESS, true, COMMAND_NOTHING, 1, 8, witnesses, command_sign_witness,              \
	 N_("Enters that an application was signed on paper: by whom, and the check number of "    \
	    "the printed text; --seen: their papers were seen.")},
/* clang-format on */

#endif
