/* paths.c - where the starter catalogue, the translations and a portal's state folder are. */
#include "server/paths.h"

#include <stdbool.h>

#define ABOVE 3 /* a sanitized build stands one folder deeper */

static bool is_there(const char *path)
{
	return access(path, R_OK) == 0;
}

static bool join(char to[PATHS_ROOM], const char *folder, const char *name)
{
	int n = snprintf(to, PATHS_ROOM, "%s/%s", folder, name);

	return n > 0 && n < PATHS_ROOM && is_there(to);
}

/* Cuts the last part off; false at the root. */
static bool go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash == NULL || slash == path)
		return false;
	*slash = '\0';
	return true;
}

static bool find_in_tree(struct paths *ret)
{
	char folder[PATHS_ROOM];
	ssize_t n = readlink("/proc/self/exe", folder, sizeof(folder) - 1);

	if (n <= 0)
		return false;
	folder[n] = '\0';
	if (!go_up(folder))
		return false;
	join(ret->locale, folder, "locale");
	for (int i = 0; i < ABOVE && go_up(folder); i++)
		if (join(ret->catalogue, folder, "services/catalogue"))
			return true;
	return false;
}

void paths_find(struct paths *ret)
{
	const char *data = getenv("SHUBBAK_DATA");

	if (data != NULL && data[0] != '\0') {
		join(ret->catalogue, data, "catalogue");
		join(ret->locale, data, "locale");
	} else if (!find_in_tree(ret)) {
		join(ret->catalogue, SHUBBAK_PREFIX "/share/shubbak", "catalogue");
		join(ret->locale, SHUBBAK_PREFIX "/share/shubbak", "locale");
	}
}

const char *paths_state(const char *option)
{
	const char *state = option != NULL ? option : getenv("SHUBBAK_STATE");

	return state != NULL && state[0] != '\0' ? state : "/var/lib/shubbak";
}
