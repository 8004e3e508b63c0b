#define SETTING 7
