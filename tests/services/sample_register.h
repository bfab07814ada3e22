/* sample_register.h - a small register, and the small definition whose acts enter and change its
 * entries; for tests. */
#ifndef TESTS_SERVICES_SAMPLE_REGISTER_H
#define TESTS_SERVICES_SAMPLE_REGISTER_H

#include "tests/services/portal.h"

#include "services/definition/register.h"

extern const char sample_register_yaml[];

/* The portal has it, and the sample (version 4) whose act "order" enters what was applied for, and
 * whose clock "stands" does. */
void sample_register_open(struct portal *p, const char *name);

/* The register as the portal has it. */
const struct register_definition *sample_register(struct portal *p);

/* An entry that is there at once, of no application: "Cedar Hikers", number 1 of Zahle; once. */
#define SAMPLE_ENTRY "lb-caza-zahle/2026/0001"
void sample_register_put(struct portal *p);

/* Sent by this person, and ordered by the host; the application. */
struct application sample_register_enter(struct portal *p, const char *full_name,
					 const char *story);

#endif
