/* Never compiled: what the build must refuse under gcc. */
int before[3];

__declspec(align(64)) struct Lost {
    int value;
};
