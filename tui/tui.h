/* tui.h - the face of tui/: pages, screens, the counter, plain lines and the painter. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "tui/counter.h"
#include "tui/key.h"
#include "tui/painter.h"
#include "tui/plain.h"
#include "tui/probe.h"
#include "tui/print.h"
#include "tui/screen.h"
#include "tui/screens.h"

#endif
