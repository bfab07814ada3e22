/* paths.c - where the starter catalogue, the laws told whole, the translations and a portal's state
 * folder are. */
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

/* The folder of this very program; false when it cannot be told. */
static bool own_folder(char folder[PATHS_ROOM])
{
	ssize_t n = readlink("/proc/self/exe", folder, PATHS_ROOM - 1);

	if (n <= 0)
		return false;
	folder[n] = '\0';
	return go_up(folder);
}

static bool find_in(struct paths *ret, const char *data)
{
	bool catalogue = join(ret->catalogue, data, "catalogue");

	join(ret->law, data, "law");
	return join(ret->locale, data, "locale") && catalogue;
}

/* The build tree: the translations beside the program, the catalogue in its sources. */
static bool find_in_tree(struct paths *ret, char *folder)
{
	join(ret->locale, folder, "locale");
	for (int i = 0; i < ABOVE && go_up(folder); i++)
		if (join(ret->catalogue, folder, "catalogue/terms.yaml")) {
			join(ret->law, folder, "dist/law");
			return join(ret->catalogue, folder, "catalogue");
		}
	return false;
}

/* Installed: PREFIX/share/shubbak, wherever PREFIX/bin was moved to. */
static bool find_beside(struct paths *ret, char *folder)
{
	char data[PATHS_ROOM];

	return go_up(folder) && join(data, folder, "share/shubbak") && find_in(ret, data);
}

void paths_find(struct paths *ret)
{
	const char *data = getenv("SHUBBAK_DATA");
	char folder[PATHS_ROOM], beside[PATHS_ROOM];

	if (data != NULL && data[0] != '\0') {
		find_in(ret, data);
		return;
	}
	if (own_folder(folder)) {
		memcpy(beside, folder, sizeof(beside));
		if (find_beside(ret, beside) || find_in_tree(ret, folder))
			return;
	}
	find_in(ret, SHUBBAK_PREFIX "/share/shubbak");
}

const char *paths_state(const char *option)
{
	const char *state = option != NULL ? option : getenv("SHUBBAK_STATE");

	return state != NULL && state[0] != '\0' ? state : "/var/lib/shubbak";
}
