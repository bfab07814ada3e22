/* fuzz_test.c - a short run of what the fuzzer does for hours: the same inputs at each run. */
#include "tests/unit.h"

#include "tests/fuzz/runs.h"

START_TEST(messages_hold)
{
	runs_fixed("wire", target_wire, 12000);
}
END_TEST

START_TEST(packets_hold)
{
	runs_fixed("sftp", target_sftp, 20000);
}
END_TEST

START_TEST(headers_hold)
{
	runs_fixed("proxy", target_proxy, 20000);
}
END_TEST

START_TEST(files_hold)
{
	runs_fixed("reader", target_reader, 20000);
}
END_TEST

SUITE(fuzz, messages_hold, packets_hold, headers_hold, files_hold)
