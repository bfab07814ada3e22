/* limits.h - what a visitor can make grow, and how far. */
#ifndef SERVICES_REGISTRY_LIMITS_H
#define SERVICES_REGISTRY_LIMITS_H

#define LIMIT_DRAFT_DAYS 30 /* a draft nobody changed for so long is wiped */

/* Open drafts a source, begun within a day without a key: a mobile operator's, a school's or a
   centre's visitors share one. */
#define LIMIT_DRAFTS_SOURCE 500

#define LIMIT_DRAFTS_KEY 50         /* open drafts a key */
#define LIMIT_ANSWERS (1024 * 1024) /* bytes of all answers of an application, sealed */
#define LIMIT_HOLDERS 8             /* keys that open one application */
#define LIMIT_WORDS 4000            /* bytes of a question, a reply or a reason */
#define LIMIT_HASHING 4             /* PINs hashed at a time on this machine, 19 MiB each */

#define LIMIT_PIN_REFERENCE 5 /* wrong PINs a reference within … */
#define LIMIT_PIN_REFERENCE_MINUTES 15
#define LIMIT_PIN_SOURCE 20 /* wrong PINs and unknown references a source within … */
#define LIMIT_PIN_SOURCE_MINUTES 60

#endif
