/* own.c - definitions of catalogue/ as they were when the program was built: for state folders that
 * are older than they are. */
#include "services/definition/own.h"

/* The compilers' own way of taking in a file (#embed) is younger than C17. */
#define OWN(name, file)                                                                            \
	__asm__(".pushsection .rodata\n"                                                           \
		".global own_" #name ", own_" #name "_end\n"                                       \
		"own_" #name ":\n"                                                                 \
		".incbin \"catalogue/" file "\"\n"                                                 \
		"own_" #name "_end:\n"                                                             \
		".byte 0\n"                                                                        \
		".popsection\n");                                                                  \
	extern const char own_##name[], own_##name##_end[]

OWN(calendar_lb, "calendars/lb.yaml");
OWN(calendar_tn, "calendars/tn.yaml");
OWN(calendar_dz, "calendars/dz.yaml");
OWN(calendar_eg, "calendars/eg.yaml");
OWN(template_asked, "templates/asked.yaml");
OWN(template_approved, "templates/approved.yaml");
OWN(template_rejected, "templates/rejected.yaml");
OWN(template_closed, "templates/closed.yaml");
OWN(template_moved, "templates/moved.yaml");
OWN(template_assisted, "templates/assisted.yaml");
OWN(template_renewed, "templates/renewed.yaml");
OWN(template_news, "templates/news.yaml");
OWN(role_administrator, "roles/administrator.yaml");
OWN(role_auditor, "roles/auditor.yaml");
OWN(role_head, "roles/head.yaml");
OWN(role_officer, "roles/officer.yaml");
OWN(role_operator, "roles/operator.yaml");
OWN(template_task_due, "templates/task_due.yaml");
OWN(template_joined, "templates/joined.yaml");
OWN(template_signed, "templates/signed.yaml");
OWN(template_unsigned, "templates/unsigned.yaml");
OWN(template_uncovered, "templates/uncovered.yaml");
OWN(template_member_ended, "templates/member_ended.yaml");
OWN(template_duty_due, "templates/duty_due.yaml");
OWN(template_duty_missed, "templates/duty_missed.yaml");
OWN(template_duty_head, "templates/duty_head.yaml");
OWN(template_entry_changed, "templates/entry_changed.yaml");
OWN(template_people_changed, "templates/people_changed.yaml");
OWN(template_organisation_changed, "templates/organisation_changed.yaml");
OWN(template_organisation_ended, "templates/organisation_ended.yaml");
OWN(template_organisation_suspended, "templates/organisation_suspended.yaml");
OWN(template_fee_due, "templates/fee_due.yaml");
OWN(template_fee_paid, "templates/fee_paid.yaml");
OWN(template_fee_over, "templates/fee_over.yaml");
OWN(template_to_pay, "templates/to_pay.yaml");
OWN(role_cashier, "roles/cashier.yaml");
OWN(role_treasurer, "roles/treasurer.yaml");
OWN(block_person, "blocks/person.yaml");
OWN(block_person_lb, "blocks/person_lb.yaml");
OWN(block_organisation, "blocks/organisation.yaml");
OWN(block_person_dz, "blocks/person_dz.yaml");
OWN(block_person_eg, "blocks/person_eg.yaml");
OWN(block_person_tn, "blocks/person_tn.yaml");

const struct own_file own_files[] = {
	{"calendars/lb.yaml", own_calendar_lb, own_calendar_lb_end},
	{"calendars/tn.yaml", own_calendar_tn, own_calendar_tn_end},
	{"calendars/dz.yaml", own_calendar_dz, own_calendar_dz_end},
	{"calendars/eg.yaml", own_calendar_eg, own_calendar_eg_end},
	{"templates/asked.yaml", own_template_asked, own_template_asked_end},
	{"templates/approved.yaml", own_template_approved, own_template_approved_end},
	{"templates/rejected.yaml", own_template_rejected, own_template_rejected_end},
	{"templates/closed.yaml", own_template_closed, own_template_closed_end},
	{"templates/moved.yaml", own_template_moved, own_template_moved_end},
	{"templates/assisted.yaml", own_template_assisted, own_template_assisted_end},
	{"templates/renewed.yaml", own_template_renewed, own_template_renewed_end},
	{"templates/news.yaml", own_template_news, own_template_news_end},
	{"roles/administrator.yaml", own_role_administrator, own_role_administrator_end},
	{"roles/auditor.yaml", own_role_auditor, own_role_auditor_end},
	{"roles/head.yaml", own_role_head, own_role_head_end},
	{"roles/officer.yaml", own_role_officer, own_role_officer_end},
	{"roles/operator.yaml", own_role_operator, own_role_operator_end},
	{"templates/task_due.yaml", own_template_task_due, own_template_task_due_end},
	{"templates/joined.yaml", own_template_joined, own_template_joined_end},
	{"templates/signed.yaml", own_template_signed, own_template_signed_end},
	{"templates/unsigned.yaml", own_template_unsigned, own_template_unsigned_end},
	{"templates/uncovered.yaml", own_template_uncovered, own_template_uncovered_end},
	{"templates/member_ended.yaml", own_template_member_ended, own_template_member_ended_end},
	{"templates/duty_due.yaml", own_template_duty_due, own_template_duty_due_end},
	{"templates/duty_missed.yaml", own_template_duty_missed, own_template_duty_missed_end},
	{"templates/duty_head.yaml", own_template_duty_head, own_template_duty_head_end},
	{"templates/entry_changed.yaml", own_template_entry_changed,
	 own_template_entry_changed_end},
	{"templates/people_changed.yaml", own_template_people_changed,
	 own_template_people_changed_end},
	{"templates/organisation_changed.yaml", own_template_organisation_changed,
	 own_template_organisation_changed_end},
	{"templates/organisation_ended.yaml", own_template_organisation_ended,
	 own_template_organisation_ended_end},
	{"templates/organisation_suspended.yaml", own_template_organisation_suspended,
	 own_template_organisation_suspended_end},
	{"templates/fee_due.yaml", own_template_fee_due, own_template_fee_due_end},
	{"templates/fee_paid.yaml", own_template_fee_paid, own_template_fee_paid_end},
	{"templates/fee_over.yaml", own_template_fee_over, own_template_fee_over_end},
	{"templates/to_pay.yaml", own_template_to_pay, own_template_to_pay_end},
	{"roles/cashier.yaml", own_role_cashier, own_role_cashier_end},
	{"roles/treasurer.yaml", own_role_treasurer, own_role_treasurer_end},
	{"blocks/person.yaml", own_block_person, own_block_person_end},
	{"blocks/organisation.yaml", own_block_organisation, own_block_organisation_end},
	{"blocks/person_lb.yaml", own_block_person_lb, own_block_person_lb_end},
	{"blocks/person_dz.yaml", own_block_person_dz, own_block_person_dz_end},
	{"blocks/person_eg.yaml", own_block_person_eg, own_block_person_eg_end},
	{"blocks/person_tn.yaml", own_block_person_tn, own_block_person_tn_end},
};
const size_t own_count = sizeof(own_files) / sizeof(own_files[0]);
