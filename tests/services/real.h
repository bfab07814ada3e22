/* real.h - the catalogue that comes with the portal, loaded for tests. */
#ifndef TESTS_SERVICES_REAL_H
#define TESTS_SERVICES_REAL_H

#include "services/catalogue/catalogue.h"

/* Every definition under catalogue, sealed; a fault ends the test. Owned by the caller. */
struct catalogue *real_catalogue(void);

#endif
