/* sandbox_inside.h - the two fences of the sandbox: files (Landlock) and system calls (seccomp). */
#ifndef SERVER_SANDBOX_SANDBOX_INSIDE_H
#define SERVER_SANDBOX_SANDBOX_INSIDE_H

#include <linux/filter.h>
#include <stdbool.h>

/* --- sandbox_landlock.c; a kernel without Landlock leaves files to the filter and the user's
 * rights --- */

int sandbox_landlock_version(void); /* 0 or less: there is none */
void sandbox_landlock_nothing(void);
void sandbox_landlock_folder(const char *folder, const char *outside); /* NULL: nowhere else */

/* --- sandbox_filter.c: made once, loaded by every visitor's processes --- */

#define SANDBOX_FILTER_MOST 1024
struct sandbox_filter {
	struct sock_filter code[SANDBOX_FILTER_MOST];
	unsigned short count;
};
bool sandbox_filter_gate(struct sandbox_filter *ret);
bool sandbox_filter_desk(struct sandbox_filter *ret);
void sandbox_filter_load(const struct sandbox_filter *f);

#endif
