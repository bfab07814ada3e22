/* tui.h - the face of tui/: pages, screens, the pages of a visit, plain lines and the painter. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "tui/face/pages.h"
#include "tui/terminal/key.h"
#include "tui/terminal/painter.h"
#include "tui/face/plain.h"
#include "tui/face/preview.h"
#include "tui/terminal/probe.h"
#include "tui/page/print.h"
#include "tui/face/session.h"
#include "tui/screens/screen.h"
#include "tui/screens/screens.h"

#endif
