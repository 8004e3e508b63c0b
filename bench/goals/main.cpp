// bench_goals: measures the goals of the design and prints them in a table.
#include "goals/allocations.hpp"
#include "goals/cases.hpp"
#include "goals/fail.hpp"
#include "goals/process.hpp"
#include "goals/report.hpp"
#include "goals/source_file.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <stop_token>
#include <thread>

namespace openwdf::bench {

namespace {

constexpr int k_exit_usage = 2;
constexpr std::uint64_t k_file_bytes = 1ULL << 30;
constexpr std::uint64_t k_quick_file_bytes = 64ULL << 20;
constexpr std::uint64_t k_mebibyte = 1ULL << 20;

const char* const k_examples =
    "A figure is the median over rounds, with [min..max]; a verdict compares it with the bar:\n"
    "met, MISSED (worse by more than 0.03), or not yet. The exit status says only whether the\n"
    "program ran.\n"
    "Examples:\n"
    "  bench_goals\n"
    "  bench_goals --only P3,P10 --rounds 15\n"
    "  bench_goals --json > figures.json\n"
    "  bench_goals --list-cases\n"
    "  perf record bench_goals --case ioctl.parallel --operations 5000000\n";

std::string beside_the_program()
{
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? "." : (program.parent_path() / "data").string();
}

struct Request {
    Settings settings;
    std::uint64_t file_mebibytes = 0;
    bool list_cases = false;
    bool show_build = false;
    bool allocations = false;
};

void describe(CLI::App& app, Request& request)
{
    Settings& settings = request.settings;
    app.add_option("--only", settings.only, "goals, e.g. P3,P10")->delimiter(',');
    app.add_option("--rounds", settings.rounds, "how often each case is run")
        ->check(CLI::Range(1, 999))
        ->capture_default_str();
    app.add_flag("--quick", settings.quick, "a few operations each: shows that it runs");
    app.add_flag("--json", settings.json, "JSON instead of a table");
    app.add_option("--cpu", settings.cpu, "the CPU to run on; default: the last one allowed");
    app.add_option("--directory", settings.directory,
                   "where the file to read is kept; default: data/ beside the program");
    app.add_option("--file-mib", request.file_mebibytes, "its size; default 1024, quick 64")
        ->check(CLI::Range(1, 1 << 20));
    app.add_flag("--list-cases", request.list_cases, "names for --case");
    app.add_option("--case", settings.single_case, "run one case, without a clock");
    app.add_option("--operations", settings.operations, "how often, with --case");
    app.add_flag("--without-io-uring", settings.without_io_uring,
                 "let the kernel refuse it: valgrind cannot wait in a ring");
    app.add_flag("--allocations", request.allocations,
                 "check what takes nothing from the heap; exit status 1 when something does");
    app.add_flag("--build", request.show_build, "print the compiler and the build type");
    app.footer(k_examples);
}

void complete(Request& request)
{
    Settings& settings = request.settings;
    if (settings.directory.empty())
        settings.directory = beside_the_program();
    settings.file_bytes = settings.quick ? k_quick_file_bytes : k_file_bytes;
    if (request.file_mebibytes != 0)
        settings.file_bytes = request.file_mebibytes * k_mebibyte;
    for (const std::string& id : settings.only) {
        const auto goals = all_goals();
        if (std::none_of(goals.begin(), goals.end(),
                         [&](const Goal& goal) { return id == goal.id; }))
            fail(fmt::format("--only {}: there are P1 to P{}", id, goals.size()));
    }
}

void want(std::vector<std::string>& names, const char* name)
{
    if (name != nullptr && std::find(names.begin(), names.end(), name) == names.end())
        names.emplace_back(name);
}

// A case stands right behind the one it is compared with, so that both see the same moment.
std::vector<std::string> cases_of(const Settings& settings)
{
    std::vector<std::string> names;
    const auto want_source = [&](const Source& source) {
        want(names, source.relative_to);
        want(names, source.name);
    };
    for (const Goal& goal : all_goals()) {
        if (!settings.wants(goal.id))
            continue;
        if (goal.source.has_value())
            want_source(*goal.source);
        for (const char* peer : goal.peers)
            want(names, peer);
    }
    for (const Companion& companion : all_companions()) {
        if (settings.wants(companion.goal))
            want_source(companion.source);
    }
    return names;
}

bool reads_file(const std::vector<std::string>& names)
{
    return std::any_of(names.begin(), names.end(), [](const std::string& name) {
        const Case* one = find_case(name);
        return one != nullptr && one->reads_file;
    });
}

// A mutex is cheaper in a process that never had a second thread; drivers never live in one.
class SecondThread {
public:
    SecondThread()
        : thread_([this](const std::stop_token& stop) {
              std::unique_lock lock(mutex_);
              ended_.wait(lock, stop, [] { return false; });
          })
    {
    }

private:
    std::mutex mutex_;
    std::condition_variable_any ended_;
    std::jthread thread_;
};

int run_single_case(const Settings& settings)
{
    const Case* one = find_case(settings.single_case);
    if (one == nullptr)
        fail(fmt::format("no case '{}'; see --list-cases", settings.single_case));
    const std::uint64_t operations =
        settings.operations != 0 ? settings.operations : one->operations;
    one->make(settings)(operations);
    return 0;
}

int run(Request& request)
{
    complete(request);
    Settings& settings = request.settings;
    if (settings.cpu < 0)
        settings.cpu = last_allowed_cpu();
    pin(settings.cpu);
    if (settings.without_io_uring)
        refuse_io_uring();
    const bool single = !settings.single_case.empty();
    const std::vector<std::string> names =
        single ? std::vector{settings.single_case} : cases_of(settings);
    Progress progress;
    if (reads_file(names)) {
        make_source_file(settings, progress);
        warm_source_file(settings, progress);
    }
    const SecondThread second_thread;
    if (request.allocations)
        return check_allocations(settings) ? 0 : 1;
    if (single)
        return run_single_case(settings);
    const Environment environment = find_environment(settings.cpu);
    const Samples samples = measure(names, settings, progress);
    const Report report{settings, environment, samples};
    if (settings.json)
        print_json(report);
    else
        print_text(report);
    return 0;
}

int main_of(int count, char** values)
{
    CLI::App app("Measures OpenWDF against its performance goals", "bench_goals");
    Request request;
    describe(app, request);
    try {
        app.parse(count, values);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : k_exit_usage;
    }
    if (request.show_build) {
        fmt::print("{}\n", OPENWDF_BENCH_BUILD);
        return 0;
    }
    if (request.list_cases) {
        for (const Case& one : cases())
            fmt::print("{}\n", one.name);
        return 0;
    }
    return run(request);
}

} // namespace

} // namespace openwdf::bench

int main(int count, char** values)
{
    return openwdf::bench::main_of(count, values);
}
