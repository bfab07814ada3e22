/* snapshot_inside.h - the snapshot's format: for the files that write and read it alone. */
#ifndef SERVICES_CATALOGUE_SNAPSHOT_INSIDE_H
#define SERVICES_CATALOGUE_SNAPSHOT_INSIDE_H

/*
 *   catalogue.snap := "catalog2" | stamp (8) | count (4) | definition* | count (4) | retired*
 *                     | BLAKE2b-256 of all before
 *   definition     := text of id | text; one of the shared lists has its file's name as id, one of
 *                     another kind its key, "calendar:EG"
 *   retired        := text of id | text of its first day without it, 2027-01-31, or "-": what the
 *                     registry says of its end cannot be believed
 *                     | text of what stands in its place, "-" for none | it has ended: 1, else 0
 *   text           := bytes (4) | the bytes
 *
 * Numbers are big end first. Of a portal for trying (training.h) it begins with "training" instead:
 * then who reads it asks the registry what its clock shows.
 */
#define SNAPSHOT_NAME "catalogue.snap"
#define SNAPSHOT_MAGIC "catalog2"
#define SNAPSHOT_TRAINING "training" /* as long */
#define SNAPSHOT_MAGIC_SIZE (sizeof(SNAPSHOT_MAGIC) - 1)
#define SNAPSHOT_CHECK 32 /* bytes of the sum behind all */

#endif
