/* target.h - what the fuzzers feed, a target a parser: bytes from anywhere, and what must hold of
 * them. */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* Runs one input; ends the process when something that always holds does not. Files are found from
 * the root of the sources. */
typedef void target_run(const uint8_t *data, size_t size);

target_run target_text;       /* what reads and composes text: rows, pages, keys */
target_run target_wire;       /* server/wire.c, by either end */
target_run target_sftp;       /* server/sftp/sftp.c: packets, and answers of the desk */
target_run target_proxy;      /* server/listener/proxy.c */
target_run target_reader;     /* server/reader: how files begin and end, drawings, claims */
target_run target_rule;       /* services/definition/rule.c */
target_run target_pattern;    /* services/definition/pattern.c */
target_run target_definition; /* a service's definition, and the form that it makes */
target_run target_term;       /* terms.yaml and places.yaml */
target_run target_form;       /* filled forms of the services in corpus/definition/ */

#endif
