#define QUERY_SCENARIOS(X)                                                                         \
    X(TakesInterfaces)                                                                             \
    X(InterfacesAreChecked)                                                                        \
    X(Properties)                                                                                  \
    X(PropertiesInMemory)                                                                          \
    X(HandlesAndDevices)                                                                           \
    X(WrongLevel)
