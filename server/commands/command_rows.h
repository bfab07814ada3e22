/* command_rows.h - what the rows of the tables of commands run, by file. */
#ifndef SERVER_COMMANDS_COMMAND_ROWS_H
#define SERVER_COMMANDS_COMMAND_ROWS_H

#include "server/commands/command.h"

enum exit_status command_help(struct command *c), command_version(struct command *c);
enum exit_status command_scp(struct command *c);
enum exit_status command_catalogue_services(struct command *c),
	command_catalogue_search(struct command *c), command_catalogue_service(struct command *c),
	command_catalogue_form(struct command *c);
enum exit_status command_check(struct command *c), command_registers(struct command *c);
enum exit_status command_entry_show(struct command *c), command_entry_act(struct command *c),
	command_entry_missed(struct command *c), command_export_register(struct command *c);
enum exit_status command_organisations(struct command *c), command_organisation(struct command *c),
	command_organisation_people(struct command *c),
	command_organisation_invite(struct command *c),
	command_organisation_join(struct command *c), command_organisation_leave(struct command *c),
	command_organisation_remove(struct command *c),
	command_organisation_enter(struct command *c),
	command_organisation_claim(struct command *c);
enum exit_status command_application_apply(struct command *c),
	command_application_track(struct command *c),
	command_application_withdraw(struct command *c);
enum exit_status command_appeal(struct command *c), command_reply(struct command *c);
enum exit_status command_person_find(struct command *c), command_person_add(struct command *c),
	command_person_assist(struct command *c);
enum exit_status command_looks(struct command *c), command_looks_copy(struct command *c);
enum exit_status command_audit(struct command *c);
enum exit_status command_authority_show(struct command *c),
	command_authority_clocks(struct command *c), command_authority_ask(struct command *c),
	command_authority_decide(struct command *c), command_authority_stage(struct command *c);
enum exit_status command_act_list(struct command *c), command_act_do(struct command *c);
enum exit_status command_queue(struct command *c), command_queue_assign(struct command *c),
	command_queue_hand_over(struct command *c), command_decide(struct command *c);
enum exit_status command_holding_list(struct command *c), command_holding_move(struct command *c);
enum exit_status command_definitions_check(struct command *c),
	command_definitions_import(struct command *c), command_export(struct command *c);
enum exit_status command_offer_list(struct command *c), command_offer_retire(struct command *c),
	command_offer_take_back(struct command *c), command_offer_gaps(struct command *c);
enum exit_status command_account_add(struct command *c), command_account_list(struct command *c),
	command_account_show(struct command *c), command_account_pin(struct command *c),
	command_account_code(struct command *c), command_account_key(struct command *c),
	command_account_grant(struct command *c), command_account_end(struct command *c);
enum exit_status command_members_list(struct command *c), command_members_invite(struct command *c),
	command_members_join(struct command *c), command_members_end(struct command *c);
enum exit_status command_sign_text(struct command *c), command_sign(struct command *c),
	command_sign_witness(struct command *c);
enum exit_status command_check_code(struct command *c);
enum exit_status command_issued(struct command *c), command_receipt_print(struct command *c);
enum exit_status command_signers(struct command *c), command_signers_host(struct command *c),
	command_signers_new(struct command *c);
enum exit_status command_renew(struct command *c);
enum exit_status command_recover(struct command *c), command_recover_stop(struct command *c);
enum exit_status command_own_account(struct command *c), command_own_pin(struct command *c);
enum exit_status command_notice_list(struct command *c);
enum exit_status command_messages_by(struct command *c);
enum exit_status command_messages_failed(struct command *c);
enum exit_status command_dues(struct command *c);
enum exit_status command_payments_show(struct command *c), command_payments_take(struct command *c),
	command_payments_undo(struct command *c), command_payments_refund(struct command *c),
	command_payments_let_off(struct command *c), command_payments_import(struct command *c),
	command_payments_kept(struct command *c), command_payments_match(struct command *c),
	command_payments_day(struct command *c);
enum exit_status command_office_add(struct command *c), command_office_list(struct command *c);
enum exit_status command_papers(struct command *c), command_papers_put(struct command *c);
enum exit_status command_preview(struct command *c);
enum exit_status command_demo_code(struct command *c);
enum exit_status command_clock_show(struct command *c), command_clock_set(struct command *c);
enum exit_status command_rehearse(struct command *c);
enum exit_status command_serve(struct command *c), command_serve_local(struct command *c);
enum exit_status command_move(struct command *c);
enum exit_status command_state_init(struct command *c), command_status(struct command *c),
	command_state_verify(struct command *c), command_state_backup(struct command *c),
	command_state_restore(struct command *c);

#endif
