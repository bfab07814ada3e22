/* world.h - catalogue/countries.yaml as it was when the program was built: for state folders whose
 * own terms have none. */
#ifndef SERVICES_DEFINITION_WORLD_H
#define SERVICES_DEFINITION_WORLD_H

#include <stdbool.h>

/* The file's bytes, from the first to where they end. */
extern const char world_yaml[], world_yaml_end[];

/* Whether it names a country by this code. */
bool world_has(const char *code);

#endif
