/* real.h - the catalogue that comes with the portal, loaded for tests. */
#ifndef TESTS_SERVICES_REAL_H
#define TESTS_SERVICES_REAL_H

#include "services/catalogue/catalogue.h"

/* Every definition under catalogue, sealed; a fault ends the test. Owned by the caller. */
struct catalogue *real_catalogue(void);

/* The same with what dist/law has of associations, as where one of its laws is in use. */
struct catalogue *real_catalogue_of_law(void);

#endif
