/* personname.h - names of persons as people spell them: one key for the spellings of a name, and
 * how alike two names are. */
#ifndef SERVICES_SEARCH_PERSONNAME_H
#define SERVICES_SEARCH_PERSONNAME_H

#include "i18n/base/arena.h"

/*
 * The same for every spelling of one name, to look a register up by; "" for a name without letters.
 *
 *	محمّد هبة عبد الرحمان الحريري  ─▶ محمد هبه عبدالرحمن حريري
 *	Muhammad Abdul-Rahman El Hariri ─▶ mohamed abdelrahman hariri
 *
 * Folded (i18n/fold.h); عبد, أبو, أم and بن joined with what follows, and Abdel, Abu, Ben likewise;
 * the article left away in Arabic, and in Latin letters where it stands alone; spellings of the
 * frequent given names by a table. A key may stand for two names (علاء and علا, Hassan for حسن and
 * حسّان): it finds candidates, it proves nobody's identity. Arabic and Latin letters give two keys,
 * since neither says all of the other.
 */
char *personname_key(struct arena *a, const char *name);

/* How alike two names are, the most alike last. */
enum personname_grade {
	PERSONNAME_OTHER,
	PERSONNAME_PART, /* the shorter one leaves out words between its first and its last, of two
			    or more: a father's name */
	PERSONNAME_NEAR, /* one typing error in one word of four letters or more; or two names that
			    are so near: محمد and محمود */
	PERSONNAME_SPELLED, /* their keys are one */
	PERSONNAME_SAME,    /* also without article and table: harakat, hamza, accents, blanks */
};

/* Names without letters are like nobody's. */
enum personname_grade personname_compare(const char *one, const char *two);

#endif
