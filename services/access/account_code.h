/* account_code.h - the secret of an account's one-time codes as it stands in the registry. */
#ifndef SERVICES_ACCESS_ACCOUNT_CODE_H
#define SERVICES_ACCESS_ACCOUNT_CODE_H

#include "services/access/code.h"
#include "services/registry/seal.h"
#include "services/store/store_account.h"

/* "" where the account has none, or where it is not as the portal sealed it. */
void account_code_open(const struct seal *s, const struct store_account *row,
		       char ret[CODE_SECRET]);

#endif
