/* service_notices.c - by which template the applicant is told of an act. */
#include "services/definition/service_notices.h"

#include "services/definition/kind.h"
#include "services/definition/service.h"
#include "services/definition/template.h"

#include <string.h>

static void refuse_template(struct reader *r, const struct node *n, const char *id)
{
	char known[KNOWN_MAX] = "none";

	for (size_t i = 0; i < r->terms->other_count; i++)
		if (r->terms->others[i].kind == KIND_TEMPLATE)
			known_add(known, r->terms->others[i].id);
	reader_fault_known(r, n, N_("There is no template \"{value}\"; there is {known}."), id,
			   known);
}

void service_notices_read(struct reader *r, const struct node *map, struct act *to)
{
	const char *id = reader_word(r, map, "notice", false);

	if (id == NULL)
		return;
	to->is_untold = strcmp(id, "none") == 0;
	if (!to->is_untold)
		to->notice = template_find(r->terms, id);
	if (!to->is_untold && to->notice == NULL && !kind_is_faulty(r->terms, KIND_TEMPLATE, id))
		refuse_template(r, reader_find(map, "notice"), id);
}

void service_notices_default(struct reader *r, struct service *s)
{
	static const char *const ids[TOLD_COUNT] = {
		[TOLD_ASKED] = "asked",         [TOLD_APPROVED] = "approved",
		[TOLD_REJECTED] = "rejected",   [TOLD_CLOSED] = "closed",
		[TOLD_MOVED] = "moved",         [TOLD_ASSISTED] = "assisted",
		[TOLD_RENEWED] = "renewed",     [TOLD_NEWS] = "news",
		[TOLD_TASK] = "task_due",       [TOLD_JOINED] = "joined",
		[TOLD_SIGNED] = "signed",       [TOLD_UNSIGNED] = "unsigned",
		[TOLD_UNCOVERED] = "uncovered", [TOLD_MEMBER_ENDED] = "member_ended",
		[TOLD_DUTY_DUE] = "duty_due",   [TOLD_DUTY_MISSED] = "duty_missed",
		[TOLD_DUTY_HEAD] = "duty_head", [TOLD_FEE_DUE] = "fee_due",
		[TOLD_FEE_PAID] = "fee_paid",   [TOLD_FEE_OVER] = "fee_over",
		[TOLD_TO_PAY] = "to_pay",
	};

	for (int i = 0; i < TOLD_COUNT; i++)
		s->notices[i] = template_find(r->terms, ids[i]);
}
