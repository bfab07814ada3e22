/* snapshot.h - the newest definitions in one file, so that visitors browse without a database. */
#ifndef SERVICES_CATALOGUE_SNAPSHOT_H
#define SERVICES_CATALOGUE_SNAPSHOT_H

#include "services/catalogue/catalogue.h"
#include "services/registry/registry.h"

/* Writes FOLDER/catalogue.snap under another name, then renames it into place.
   snapshot_load fills an empty catalogue from it without a database and seals it: the
   listener calls it before a fork. FAULT_BROKEN: it is damaged; write it again. */
MUST_USE enum fault snapshot_write(struct registry *r, struct error *err);
MUST_USE enum fault snapshot_load(const char *folder, struct catalogue *c, struct error *err);

#endif
