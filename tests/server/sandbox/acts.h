/* acts.h - what a process inside the sandbox may try, or needs: each ends it, and says by its exit
 * status how it went. */
#ifndef TESTS_SERVER_SANDBOX_ACTS_H
#define TESTS_SERVER_SANDBOX_ACTS_H

#include <stdbool.h>
#include <sys/types.h>

#define ACTS_REACHED 7 /* the act went through; 0: it was refused */

/* Set before: upon what they act. */
extern char acts_state[200];  /* the state folder of the process */
extern pid_t acts_stranger;   /* another process of the same user */
extern int acts_stranger_fd;  /* and a descriptor of it */
extern const char *acts_file; /* as seen from the state folder, or in full; opened */
extern int acts_flags;        /* by these */
extern int acts_log;          /* descriptor */

_Noreturn void acts_reached_if(bool good);

/* Each of these must end whoever tries it; NULL behind the last. */
extern void (*const acts_never[])(void);

void acts_no_act(void);
void acts_open_passwd(void);
void acts_create_in_tmp(void);
void acts_kill_by_the_gates_number(void);
void acts_stop_by_the_gates_number(void);
void acts_find_in_proc(void);
void acts_open_memory(void);
void acts_pass_where_it_may(void);
void acts_have_memory(void);
void acts_take_more_than_allowed(void);
void acts_take_too_much(void);
void acts_open_file(void);
void acts_remove_file(void);
void acts_rename_file(void);
void acts_use_registry(void);
void acts_write_snapshot(void);
void acts_add_to_log(void);
void acts_cut_log(void);

#endif
