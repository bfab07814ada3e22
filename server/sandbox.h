/* sandbox.h - takes away from a process what it needs no more. */
#ifndef SERVER_SANDBOX_H
#define SERVER_SANDBOX_H

/* For the process that holds the network: as root it becomes `user`; then it keeps only the
   descriptors it has. Ends the process when a step that must succeed does not. */
void sandbox_gate(const char *user);

/* For the trusted process: as root it becomes the owner of `folder`; then it reaches no file
 * outside `folder`. */
void sandbox_desk(const char *folder);

#endif
