/* heap.h - memory that every visitor's process shares with the listener stays shared. */
#ifndef SERVER_LISTENER_HEAP_H
#define SERVER_LISTENER_HEAP_H

/*
 * To be called once before the first fork, when all that is shared has been loaded. Takes up what
 *was freed between the things that stay, for good: a visitor's process would put its first things
 * there, and each costs it a copy of a page that it shares with everybody (measured: 120 kB a
 * visitor, a tenth of the CPU of a login).
 *
 *	loaded:   [thing][hole][thing][  hole  ][thing]|end
 *	filled:   [thing][fill][thing][  fill  ][thing]|end  -> new things of a visitor
 */
void heap_fill_holes(void);

#endif
