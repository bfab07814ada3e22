/* service_differs.h - in what two services for the same purpose are not alike, as far as both are
 * known. */
#ifndef SERVICES_DEFINITION_SERVICE_DIFFERS_H
#define SERVICES_DEFINITION_SERVICE_DIFFERS_H

#include "services/definition/types.h"

/* What a person plans by. The authority is none: each country has its own. */
enum service_differs { DIFFERS_FEE = 1, DIFFERS_TIME = 2, DIFFERS_PAPERS = 4 };

/* Bits by enum service_differs. Nothing is said of what is known of one alone; of papers it is how
 * many they are, since their names never are the same. */
unsigned service_differs(const struct service *one, const struct service *other);

/* Whether two countries have them for the same purpose: of one sector and one life event at least.
 */
bool service_is_counterpart(const struct service *one, const struct service *other);

#endif
