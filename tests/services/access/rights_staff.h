/* rights_staff.h - for rights_test.c: the calls of staff, as it tries them. */
#ifndef TESTS_SERVICES_ACCESS_RIGHTS_STAFF_H
#define TESTS_SERVICES_ACCESS_RIGHTS_STAFF_H

#include "tests/services/access/rights_house.h"

#define RIGHTS_STAFF(name)                                                                         \
	enum fault try_##name(struct house *h, struct caller *c, struct application *a)
RIGHTS_STAFF(staff_list);
RIGHTS_STAFF(staff_reach);
RIGHTS_STAFF(queue_page);
RIGHTS_STAFF(queue_counts);
RIGHTS_STAFF(assign_claim);
RIGHTS_STAFF(assign_release);
RIGHTS_STAFF(assign_hand_over);
RIGHTS_STAFF(assign_people);
RIGHTS_STAFF(assign_holder);

#endif
