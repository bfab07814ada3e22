/* paying.h - how what is owed is paid, as the authority has set it for this portal. */
#ifndef SERVICES_MONEY_PAYING_H
#define SERVICES_MONEY_PAYING_H

#include "i18n/lang.h"
#include "services/money/emvco.h"

struct paying {
	const char *how[LANG_COUNT]; /* whole sentences; NULL or "": not said */
	struct emvco_merchant merchant;
};

#endif
