/* anchor.h - heads of the ledger written down outside the state folder, and compared with it later.
 */
#ifndef SERVICES_UPKEEP_ANCHOR_H
#define SERVICES_UPKEEP_ANCHOR_H

#include "i18n/base/arena.h"
#include "services/registry/folder.h"
#include "services/registry/registry.h"

/*
 * Whoever has the machine can put back the whole state folder as it was on an older day, or one
 * with another history: every chain and digest in it holds. It shows by what was written down
 * elsewhere while it was there. A line of an anchor file is the head of one chain at one moment,
 * and lines are only ever added:
 *
 *   TIME ORIGIN LANE SEQ HASH      2026-03-14T09:26:53Z 0f5a2c1de0b94877 0 49 62eb6d18…
 *
 * TIME is of RFC 3339, ORIGIN and LANE name the chain (ledger.h), SEQ its last entry, HASH is that
 * entry's in hex. Nothing in it is secret.
 */
struct anchor {
	int64_t at;
	char origin[33];
	int lane;
	int64_t seq;
	char hash[65];
};

/* The heads as they are now, by origin and lane, in `a`; and one as its line, without a line end.
 */
MUST_USE enum fault anchor_heads(struct registry *r, struct arena *a, struct anchor **ret,
				 size_t *ret_count, struct error *err);
char *anchor_line(struct arena *a, const struct anchor *one);

/* Whether a setting may be where anchors go: FAULT_INPUT where it is no full path, or within the
 * state folder. What is not there yet is no fault. */
MUST_USE enum fault anchor_check_place(const char *state, const char *setting, struct error *err);

/* The folder that anchor_add writes in: the setting itself, or that of its file. */
void anchor_folder(const char *setting, char ret[FOLDER_PATH]);

/* Adds a line for each chain to the setting's file, or where it is a folder to ORIGIN.anchor in it;
 * made with mode 0600, and on the disk when it returns. Nothing is added where all heads are as
 * `memory` (zeroed before the first call) has them. FAULT_BUSY: it cannot be written; no part of a
 * line is left where the disk lets go of it. */
struct anchor_memory {
	unsigned char last[32];
};
MUST_USE enum fault anchor_add(struct registry *r, const char *setting,
			       struct anchor_memory *memory, struct error *err);

/* Compares each line of a file with the ledger and tells those that it does not have, by their
 * number; at most ANCHOR_TOLD of them, and how many more there are. *ret_whole false when there was
 * one. FAULT_MISSING: the file cannot be read; FAULT_INPUT: it holds no line. */
#define ANCHOR_TOLD 20
MUST_USE enum fault anchor_compare(struct registry *r, const char *file,
				   void (*tell)(void *ctx, const char *line), void *ctx,
				   bool *ret_whole, struct error *err);

#endif
