/* accountwords.c - how one comes to an account: which office gives it, to whom, for what papers. */
#include "tui/page/accountwords.h"

#include "i18n/i18n.h"

const char *accountwords(const char *office)
{
	return office != NULL && office[0] != '\0'
		       ? office
		       : _("You cannot open an account on the portal yourself: an office opens it "
			   "for you. We do not know which office that is, who may have an account "
			   "or what to bring. Before you go, ask the authority of the service that "
			   "you need: the page of the service names it.");
}
