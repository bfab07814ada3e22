/* sandbox_rights.c - capabilities: the parts of root's power that a process may hold without being
 * root. Whoever serves visitors holds none, and gets none back by whatever it would start. */
#include "server/sandbox/sandbox_inside.h"

#include "i18n/base/error.h"

#include <errno.h>
#include <linux/capability.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Those that a newer kernel knows as well; it says EINVAL behind its last. */
void sandbox_rights_bound(void)
{
	for (unsigned long right = 0; right < 64; right++)
		if (prctl(PR_CAPBSET_DROP, right, 0, 0, 0) != 0)
			break;
}

void sandbox_rights_drop(void)
{
	struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct none[2] = {{0}}, left[2];

	prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	if (syscall(SYS_capset, &head, none) != 0)
		fatal("capabilities: %s", strerror(errno));
	if (syscall(SYS_capget, &head, left) != 0 || memcmp(left, none, sizeof(none)) != 0)
		fatal("capabilities are left");
}
