/* i18n.h - the face of i18n/: language, words, digits, dates, text and how Arabic stands in a row
 * of cells. */
#ifndef I18N_I18N_H
#define I18N_I18N_H

#include "i18n/base/arena.h"
#include "i18n/base/buffer.h"
#include "i18n/base/error.h"
#include "i18n/bidi.h"
#include "i18n/cluster.h"
#include "i18n/data_run.h"
#include "i18n/date.h"
#include "i18n/digits.h"
#include "i18n/fold.h"
#include "i18n/lang.h"
#include "i18n/message.h"
#include "i18n/money.h"
#include "i18n/rowcode.h"
#include "i18n/text.h"
#include "i18n/utf8.h"
#include "i18n/zone.h"

#endif
