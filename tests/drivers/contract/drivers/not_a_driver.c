/* A shared object that is no driver. Loading it must not even run its constructor. */
__attribute__((constructor)) static void Never(void)
{
    __builtin_trap();
}
