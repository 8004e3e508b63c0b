/* Never compiled: what the build must accept. */
struct __declspec(align(64)) Kept {
    int value;
};
__declspec(align(64)) int object[2];
__declspec(align(64)) struct Kept* pointer;
