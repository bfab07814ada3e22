/* blocks.h - which services have which version of a block among their questions. */
#ifndef SERVICES_CATALOGUE_BLOCKS_H
#define SERVICES_CATALOGUE_BLOCKS_H

#include "services/registry/registry.h"

/* A version of a service, and the version of the block that it was imported with. */
struct blocks_user {
	const char *service;
	int version, block_version;
};

/* Calls `visit` for each service whose newest version (`newest`; else for any version of each) uses
 * the block of that id, itself or through another one. */
MUST_USE enum fault blocks_each_user(struct registry *r, const char *id, bool newest,
				     void (*visit)(void *ctx, const struct blocks_user *user),
				     void *ctx, struct error *err);

/* FAULT_CONFLICT where a version of the definition of that key is a block's that is in use: it is
 * not taken back. */
MUST_USE enum fault blocks_may_go(struct registry *r, const char *key, int version,
				  struct error *err);

#endif
