/* paths.h - where the starter catalogue, the laws told whole, the translations and a portal's state
 * folder are. */
#ifndef SERVER_PATHS_H
#define SERVER_PATHS_H

#define PATHS_ROOM 4096

struct paths {
	char catalogue[PATHS_ROOM]; /* terms.yaml, places.yaml and the countries' folders */
	char law[PATHS_ROOM];       /* the countries' folders of laws that are told whole */
	char locale[PATHS_ROOM];    /* ar/LC_MESSAGES/shubbak.mo … */
};

/*
 * The first of these that is there:
 *   $SHUBBAK_DATA/catalogue, $SHUBBAK_DATA/law, $SHUBBAK_DATA/locale
 *   beside the binary in a build tree: catalogue and dist/law in a folder above it, locale in its
 *   own
 *   PREFIX/share/shubbak/catalogue, PREFIX/share/shubbak/law, PREFIX/share/shubbak/locale
 */
void paths_find(struct paths *ret);

/* The state folder: `option` (of --state), or $SHUBBAK_STATE, or /var/lib/shubbak. */
const char *paths_state(const char *option);

#endif
