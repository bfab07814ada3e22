/* service_fees.h - the fees of a service that become due, as a definition has them. */
#ifndef SERVICES_DEFINITION_SERVICE_FEES_H
#define SERVICES_DEFINITION_SERVICE_FEES_H

#include "services/definition/reader.h"
#include "services/definition/rule_type.h"

/* Before the stages are read: the list "fees". */
void service_fees_read(struct reader *r, const struct node *root, struct service *s);

/* The fee of this id; NULL: there is none, which has been told. */
const struct charge *service_fees_find(struct reader *r, const struct node *n,
				       const struct service *s, const char *id);

/* "paid(FEE)" among what an act needs. */
void service_fees_need(struct reader *r, const struct node *n, const struct service *s,
		       const char *id, struct need *to);

/* Of an act that is done when it is paid. */
void service_fees_check_act(struct reader *r, const struct node *n, const struct act *act);

/* When all acts are read: that each fee is raised by one, and can be paid before what needs it. */
void service_fees_link(struct reader *r, const struct node *root, const struct service *s);

/* When all is read: that what the fee is worked out of, whose debt this is, is a figure that an
 * applicant gives; nothing where it is no fee's. */
void service_fees_settle(struct reader *r, const struct debt *debt, const struct service *s,
			 const struct rule_type *type);

#endif
