/* member_code.h - an invitation's code, tried: whose it is, and what a wrong one costs. */
#ifndef SERVICES_APPLICATION_MEMBER_CODE_H
#define SERVICES_APPLICATION_MEMBER_CODE_H

#include "services/application/member_inside.h"

/* The application of the reference, and in `ret_id` the member whose code it is ("" in neither:
 * none was found). FAULT_MISSING, FAULT_DENIED as at application_open. */
MUST_USE enum fault member_code_find(struct registry *r, const struct caller *v,
				     const char *reference, const char *code,
				     struct store_application *ret, char ret_id[33],
				     int *ret_number, struct error *err);

#endif
