/* saying.h - catalogue/words.yaml as it was when the program was built: for folders without one. */
#ifndef SERVICES_DEFINITION_SAYING_H
#define SERVICES_DEFINITION_SAYING_H

extern const char saying_yaml[], saying_yaml_end[];

#endif
