/* cluster.h - grapheme clusters, and how many columns they take. */
#ifndef I18N_CLUSTER_H
#define I18N_CLUSTER_H

#include <stddef.h>
#include <stdint.h>

/* The columns of one code point, 0, 1 or 2, as curses reckons them. */
int cluster_code_cols(uint32_t code);

/* The bytes of the grapheme cluster at `s` (0 at its end) and its columns (0, 1 or 2) in `ret_cols`
 * (may be NULL). What would go past two columns (a second emoji of a joined pair) is not shown. A
 * byte that is not UTF-8 is a cluster of one column. */
size_t cluster_next(const char *s, size_t len, int *ret_cols);

/* The bytes of the cluster that ends at `s + at`. */
size_t cluster_before(const char *s, size_t at);

/* Columns of the whole. Lam-alef counts two here and in the two below, though it may take one
 * (bidi_cols): a line is never too long. */
int cluster_cols(const char *s, size_t len);

/* How many bytes of `s` fit into `cols` columns without splitting a cluster. */
size_t cluster_fit(const char *s, size_t len, int cols);

/* The bytes of the first line when `s` is folded to `cols`: breaks at blanks and after hyphens,
   splits a word only where it alone is longer than a line, never a cluster; at least one cluster.
   A hyphen before a digit does not break (2026-03-14), nor does the blank behind « and before
   » : ; ? ! (French parts them so), and '\n' always does. Data (tie.h) stay whole where they fit a
   line. The line's blanks at its end are not in
   it. `*ret_next` is where the next line begins (blanks passed over). */
size_t cluster_fold(const char *s, size_t len, int cols, size_t *ret_next);

#endif
