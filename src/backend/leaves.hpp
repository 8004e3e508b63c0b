// The makers of the leaves, for the registry in backend.cpp alone.
#pragma once

#include "backend/backend.hpp"

namespace openwdf::backend {

Outcome<Backend> make_null(const Surroundings&, const Uri&);
Outcome<Backend> make_ram(const Surroundings&, const Uri&);
Outcome<Backend> make_file(const Surroundings&, const Uri&);
Outcome<Backend> make_hid(const Surroundings&, const Uri&);
Outcome<Backend> make_tty(const Surroundings&, const Uri&);
Outcome<Backend> make_unix(const Surroundings&, const Uri&);
Outcome<Backend> make_tcp(const Surroundings&, const Uri&);
Outcome<Backend> make_fifo(const Surroundings&, const Uri&);

} // namespace openwdf::backend
