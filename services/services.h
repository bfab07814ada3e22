/* services.h - the face of services/: catalogue, forms, applications, search, registry and ledger.
 */
#ifndef SERVICES_SERVICES_H
#define SERVICES_SERVICES_H

#include "services/application.h"
#include "services/catalogue.h"
#include "services/faults.h"
#include "services/form.h"
#include "services/formtext.h"
#include "services/ledger.h"
#include "services/personname.h"
#include "services/reference.h"
#include "services/registry.h"
#include "services/rule.h"
#include "services/search.h"
#include "services/service.h"
#include "services/term.h"

#endif
