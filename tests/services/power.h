/* power.h - what is on the disk of a registry's files when the power goes: every write and every
 * sync of this program is written down, and the disk is put together as it may be at any moment.
 */
#ifndef TESTS_SERVICES_POWER_H
#define TESTS_SERVICES_POWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From now on writes to FOLDER/registry.db and its log are written down, those of children that are
 * forked after this too. The files must not be written to at this moment. */
void power_record(const char *folder);
void power_stop(void);

/* Something was said to somebody, from here on. The `say`s of all processes come in one order. */
#define POWER_SAID 32
void power_say(const char *what);

/* The moments that there are: each write, sync and saying has one or two. */
int64_t power_moments(void);

/* Writes to FOLDER the files as a disk may have them that lost its power at `moment`: what was
 * synced before is there; of the rest each sector is there, is not, or is rubbish, drawn by `seed`.
 */
void power_cut(const char *folder, int64_t moment, uint64_t seed);

/* What had been said by then: the `at`th of it, or NULL. */
const char *power_said(int64_t moment, size_t at);

/* How often the log was synced. */
int power_syncs(void);

/* From now on every sync fails (no longer: false). */
void power_refuse_sync(bool refuse);

#endif
