/* drawn_test.c - what a desk or a gate draws after its fork nobody else draws: keys hang on it. */
#include "tests/unit.h"

#include <libssh/libssh.h>
#include <sodium.h>
#include <sys/wait.h>
#include <unistd.h>

struct drawn {
	unsigned char ssh[32], sodium[32];
};

static struct drawn draw(void)
{
	struct drawn d;

	ck_assert_int_eq(ssh_get_random(d.ssh, sizeof(d.ssh), 1), 1);
	randombytes_buf(d.sodium, sizeof(d.sodium));
	return d;
}

/* Forked as the listener forks desks, without handlers of libraries. */
static struct drawn draw_in_child(void)
{
	struct drawn d;
	int ends[2];
	pid_t child;

	ck_assert_int_eq(pipe(ends), 0);
	child = _Fork();
	if (child == 0) {
		d = draw();
		_exit(write(ends[1], &d, sizeof(d)) == (ssize_t)sizeof(d) ? 0 : 1);
	}
	ck_assert_int_gt(child, 0);
	ck_assert_int_eq(read(ends[0], &d, sizeof(d)), sizeof(d));
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	close(ends[0]);
	close(ends[1]);
	return d;
}

START_TEST(each_process_draws_its_own)
{
	struct drawn d[4];

	draw(); /* so that there is something to go on from */
	d[0] = draw_in_child();
	d[1] = draw_in_child();
	d[2] = draw();
	d[3] = draw_in_child();
	for (int i = 0; i < 4; i++)
		for (int k = 0; k < i; k++) {
			ck_assert_mem_ne(d[i].ssh, d[k].ssh, sizeof(d[i].ssh));
			ck_assert_mem_ne(d[i].sodium, d[k].sodium, sizeof(d[i].sodium));
		}
}
END_TEST

SUITE(drawn, each_process_draws_its_own)
