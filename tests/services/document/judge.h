/* judge.h - who judges papers in tests: by how a file begins and ends. */
#ifndef TESTS_SERVICES_DOCUMENT_JUDGE_H
#define TESTS_SERVICES_DOCUMENT_JUDGE_H

#include "services/document/paper.h"

/* "%PDF-" … "%%EOF": fine, of one page for each "/Page" in it; without its end: cut; anything else:
 * other. */
extern const struct paper_judge judge_by_ends;
/* All is fine, and nothing of it is read. */
extern const struct paper_judge judge_blind;
/* Hangs. */
extern const struct paper_judge judge_gone;

#endif
