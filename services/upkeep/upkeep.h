/* upkeep.h - the face of upkeep/: whole or not, anchors, backup and restore, what expires, clocks,
 * accounts that wait to be opened anew, figures, words that were searched in vain.
 */
#ifndef SERVICES_UPKEEP_UPKEEP_H
#define SERVICES_UPKEEP_UPKEEP_H

#include "services/upkeep/anchor.h"
#include "services/upkeep/backup.h"
#include "services/upkeep/expire.h"
#include "services/upkeep/figures.h"
#include "services/upkeep/move.h"
#include "services/upkeep/recover.h"
#include "services/upkeep/spool.h"
#include "services/upkeep/tick.h"
#include "services/upkeep/vain.h"
#include "services/upkeep/verify.h"

#endif
