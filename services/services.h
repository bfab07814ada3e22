/* services.h - the face of services/: catalogue, forms, applications, search, registry, upkeep. */
#ifndef SERVICES_SERVICES_H
#define SERVICES_SERVICES_H

#include "services/access/access.h"
#include "services/access/caller.h"
#include "services/access/preference.h"
#include "services/access/reference.h"
#include "services/application/application.h"
#include "services/application/deadline.h"
#include "services/catalogue/catalogue.h"
#include "services/catalogue/lists.h"
#include "services/catalogue/others.h"
#include "services/catalogue/retire.h"
#include "services/catalogue/snapshot.h"
#include "services/catalogue/versions.h"
#include "services/definition/answer.h"
#include "services/definition/calendar.h"
#include "services/definition/faults.h"
#include "services/definition/kind_read.h"
#include "services/definition/rule.h"
#include "services/definition/service.h"
#include "services/definition/service_read.h"
#include "services/definition/term.h"
#include "services/definition/type.h"
#include "services/form/form.h"
#include "services/form/formtext.h"
#include "services/registry/ledger.h"
#include "services/registry/registry.h"
#include "services/search/personname.h"
#include "services/search/search.h"
#include "services/upkeep/upkeep.h"

#endif
