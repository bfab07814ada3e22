/* backup.h - the whole portal in one sealed file while it goes on serving, and back again. */
#ifndef SERVICES_UPKEEP_BACKUP_H
#define SERVICES_UPKEEP_BACKUP_H

#include "services/registry/registry.h"

/* One sealed file (mode 0600, renamed into place when whole) while others write; restored only with
   the private half into a missing or empty folder, then verified. FAULT_DENIED: the secret does not
   open this file. FAULT_INPUT: no backup, or damaged. After a fault the folder is empty again. */
MUST_USE enum fault backup_write(struct registry *r, const char *file, struct error *err);
MUST_USE enum fault backup_restore(const char *file, const char *backup_secret, const char *folder,
				   struct error *err);

/* What another host of the same registry begins with, sealed as a backup is: the secret keys, those
   of SSH among them, the shared lists, backup.pub and shubbak.conf. Unpacked into a missing or
   empty folder it is a state folder, but for what the registry has; faults as above, FAULT_INPUT
   also where it is a whole backup. */
MUST_USE enum fault backup_write_keys(struct registry *r, const char *file, struct error *err);
MUST_USE enum fault backup_unpack_keys(const char *file, const char *backup_secret,
				       const char *folder, struct error *err);

#endif
