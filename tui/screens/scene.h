/* scene.h - what a page may be made of besides its screen's own model: language, catalogue,
 * terminal. No registry, and nothing from which one could be reached: a view only shows what was
 * loaded. */
#ifndef TUI_SCREENS_SCENE_H
#define TUI_SCREENS_SCENE_H

#include "i18n/charset.h"
#include "i18n/lang.h"
#include "i18n/rowcode.h"
#include "services/catalogue/catalogue.h"
#include "services/money/paying.h"

/* Owned by the face (face/pages.c, face/plain.c). */
struct scene {
	const struct catalogue *catalogue;
	enum lang lang;
	const char *country; /* the portal's country, NULL: all four */
	const char *portal;  /* the portal's host name as people type it, for receipts and help */
	int port;            /* 0 or 22: not said */
	bool trying;         /* it was made for trying: nothing in it is real */
	bool dated;          /* such a one whose day was set by hand: another than the machine's */
	/* What whoever is refused may do, and by when, as the operator has set it for all services;
	 * NULL or "": not said. */
	const char *after_refusal[LANG_COUNT];
	/* Whom people turn to with complaints, opinions and questions; as above. */
	const char *contact[LANG_COUNT];
	/* Which office gives accounts, to whom, for what papers; as above. */
	const char *account_office[LANG_COUNT];
	struct paying paying; /* how what is owed is paid */
	bool plain;           /* plain lines: no QR, no big type */
	bool plain_visual;    /* of those: Arabic composed for the eye, not in logical order */
	int plain_cols;       /* of those: the terminal's columns; 0: not known */
	bool secret_echoes;   /* the line cannot hide a PIN: the prompt says so */
	/* How this terminal is sent Arabic; set by the face from what the terminal has told, and by
	 * the person who has chosen the line that reads right. */
	enum terminal_kind letters;
	bool letters_sure;
	bool letters_chosen;
	enum charset charset; /* of this terminal; without UTF-8 there is no Arabic */
	int letters_of;       /* enum probe_terminal: what the choice is remembered with */
	char terminal[32];    /* the terminal's TERM, for the help page */
	/* Of the visit, as the stack sees it (stack.c). */
	int64_t now;    /* UTC seconds; 0: of a preview, which is of no day */
	bool applies;   /* applications can be made and followed here */
	bool signed_in; /* somebody has, by a key, with numbers and PIN, or as staff */
	bool works;     /* for the authority: who has come in is one of its staff */
	bool has_key;
	bool has_account;  /* a person's; staff's is their office's affair */
	int organisations; /* for which that account acts, as home has read them */
	int recovers;  /* days that an account waits to be opened anew; 0: that is not offered */
	bool waits;    /* the account that the visit has come with does */
	bool key_acts; /* a key alone may submit, answer and withdraw, without the PIN */
	/* What who has signed in was told: how many notices there are, and how many of them are not
	 * read. */
	int notices, unread;
};

#endif
