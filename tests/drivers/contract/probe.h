/*
 * What a fixture driver of the contract tests and its test say to each other: the test passes a
 * probe where Windows passes the registry path, and DriverEntry answers in it. Shared by driver
 * code and test code, so it holds no type whose size the contract changes.
 */
#ifndef CONTRACT_PROBE_H
#define CONTRACT_PROBE_H

#ifdef __cplusplus
extern "C" {
#endif

struct contract_probe {
    int command;              /* in: meaning depends on the driver */
    void (*callback)(void);   /* in: called by drivers that call back */
    long long values[8];      /* out */
    const void* addresses[4]; /* out */
    int checks;               /* out: expectations that were looked at */
    int failed_line;          /* out: line of the first one that failed, or 0 */
    const char* failed_text;
};

static inline void contract_expect(struct contract_probe* probe, int holds, int line,
                                   const char* text)
{
    ++probe->checks;
    if (!holds && probe->failed_line == 0) {
        probe->failed_line = line;
        probe->failed_text = text;
    }
}

#define EXPECT(condition) contract_expect(probe, (condition) ? 1 : 0, __LINE__, #condition)

int DriverEntry(void* driver_object, struct contract_probe* probe);

#ifdef __cplusplus
}
#endif

#endif
