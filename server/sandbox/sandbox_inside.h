/* sandbox_inside.h - the fences of the sandbox: files (Landlock), system calls (seccomp), and the
 * rights of a process (capabilities). */
#ifndef SERVER_SANDBOX_SANDBOX_INSIDE_H
#define SERVER_SANDBOX_SANDBOX_INSIDE_H

#include <linux/filter.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>

/* --- sandbox_rights.c: made by root, given up for good --- */

void sandbox_rights_bound(void); /* while it is still root's: no program gives any back */
void sandbox_rights_drop(void);  /* ends the process where one is left */

/* --- sandbox_limits.c: RLIMIT_…, never more than there was; each ends the process where it cannot
 * be set --- */

void sandbox_limit(int what, rlim_t most);
/* From `warned` on the system says so, if it can; `most` is the end of it. */
void sandbox_limit_warned(int what, rlim_t warned, rlim_t most);
/* Bytes of address space that are taken now. */
rlim_t sandbox_loaded(void);

/* --- sandbox_landlock.c; a kernel without Landlock leaves files to the filter and the user's
 * rights --- */

int sandbox_landlock_version(void); /* 0 or less: there is none */
void sandbox_landlock_nothing(void);
void sandbox_landlock_signals(void);              /* from version 6 on; else nothing */
bool sandbox_landlock_adding(const char *folder); /* from version 3 on; else false */
/* Of the state folder these files alone. */
struct registry_file;
void sandbox_landlock_registry(const char *state, const struct registry_file *files);
void sandbox_landlock_folder(const char *folder, const char *outside); /* NULL: nowhere else */

/* --- sandbox_filter.c: made once, loaded by every visitor's processes --- */

#define SANDBOX_FILTER_MOST 1024
struct sandbox_filter {
	struct sock_filter code[SANDBOX_FILTER_MOST];
	unsigned short count;
};
bool sandbox_filter_gate(struct sandbox_filter *ret);
bool sandbox_filter_reader(struct sandbox_filter *ret);
bool sandbox_filter_desk(bool database, struct sandbox_filter *ret);
bool sandbox_filter_clerk(bool database, struct sandbox_filter *ret);
bool sandbox_filter_paper(bool threads, struct sandbox_filter *ret);
void sandbox_filter_load(const struct sandbox_filter *f);
/* The same for each thread that the process has already. */
void sandbox_filter_load_all(const struct sandbox_filter *f);

#endif
