#include "cli/doctor.hpp"

#include "build/project_search.hpp"
#include "cli/exit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace openwdf::cli {

namespace fs = std::filesystem;

namespace {

using build::DriverProject;

int bad_input(const std::string& message)
{
    fmt::print(stderr, "openwdf doctor: {}\n", message);
    return k_exit_usage;
}

// Beside the program in a build tree, in the include folder of its prefix when it is installed.
Outcome<fs::path> find_headers(const std::string& given)
{
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    const std::vector<fs::path> candidates =
        given.empty()
            ? std::vector<fs::path>{program / "../include/openwdf-wdk", program / "openwdf-wdk"}
            : std::vector<fs::path>{given};
    for (const fs::path& candidate : candidates) {
        if (fs::is_regular_file(candidate / "wdf/wdf.h", ignored))
            return fs::canonical(candidate, ignored);
    }
    return Error{0, fmt::format("the driver headers are not in {}; name the folder that holds crt, "
                                "shared, wdf, km and um with --headers",
                                candidates.front().string())};
}

// A folder of our own under $TMPDIR; its owner removes it.
class Scratch {
public:
    explicit Scratch(bool keep) : keep_(keep)
    {
        std::error_code ignored;
        std::string pattern = (fs::temp_directory_path(ignored) / "openwdf-doctor-XXXXXX").string();
        if (::mkdtemp(pattern.data()) != nullptr)
            path_ = pattern;
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch()
    {
        std::error_code ignored;
        if (!keep_ && !path_.empty())
            fs::remove_all(path_, ignored);
    }

    const fs::path& path() const { return path_; }
    bool is_kept() const { return keep_; }

private:
    fs::path path_;
    bool keep_;
};

// One line on a terminal, rewritten as files are done.
class FileProgress {
public:
    explicit FileProgress(std::size_t files)
        : files_(files), is_shown_(::isatty(STDERR_FILENO) == 1)
    {
    }
    ~FileProgress()
    {
        if (is_shown_)
            fmt::print(stderr, "\r\x1b[K");
    }
    FileProgress(const FileProgress&) = delete;
    FileProgress& operator=(const FileProgress&) = delete;

    void advance()
    {
        const std::size_t done = ++done_;
        if (!is_shown_)
            return;
        const std::lock_guard lock(mutex_);
        fmt::print(stderr, "\rcompiled {} of {} files", done, files_);
        std::fflush(stderr);
    }

private:
    std::size_t files_;
    bool is_shown_;
    std::atomic<std::size_t> done_{0};
    std::mutex mutex_;
};

class Doctor {
public:
    Doctor(const DoctorOptions& options, build::Compiler compiler, fs::path headers)
        : compiler_(std::move(compiler)), headers_(std::move(headers)), scratch_(options.keep),
          jobs_(options.jobs != 0 ? options.jobs
                                  : std::max(1U, std::thread::hardware_concurrency()))
    {
        for (runtime::DdiSupport& row : runtime::ddi_support(""))
            statuses_.emplace(row.name, row.status);
    }

    bool has_scratch() const { return !scratch_.path().empty(); }

    std::vector<ProjectReport> examine(std::vector<DriverProject> projects)
    {
        std::size_t files = 0;
        std::vector<ProjectReport> reports(projects.size());
        for (std::size_t at = 0; at < projects.size(); ++at) {
            files += projects[at].sources.size();
            reports[at].project = std::move(projects[at]);
        }
        FileProgress progress(files);
        std::atomic<std::size_t> next{0};
        auto work = [&] {
            for (std::size_t at = next++; at < reports.size(); at = next++)
                examine_one(reports[at], at, progress);
        };
        std::vector<std::thread> threads;
        for (std::size_t at = 1; at < std::min<std::size_t>(jobs_, reports.size()); ++at)
            threads.emplace_back(work);
        work();
        for (std::thread& thread : threads)
            thread.join();
        return reports;
    }

private:
    void examine_one(ProjectReport& report, std::size_t number, FileProgress& progress)
    {
        build::ExaminationOptions options;
        options.headers = headers_;
        options.scratch = scratch_.path() / std::to_string(number);
        options.on_file = [&progress] { progress.advance(); };
        auto result = build::examine(report.project, compiler_, options);
        if (!result.ok()) {
            report.failure = result.error().message;
            return;
        }
        report.examination = std::move(result.value());
        for (const std::string& name : report.examination.calls) {
            const auto row = statuses_.find(name);
            if (row != statuses_.end() && row->second != "implemented")
                report.ddis.push_back({name, row->second});
        }
        if (scratch_.is_kept())
            report.scratch = options.scratch.string();
    }

    build::Compiler compiler_;
    fs::path headers_;
    Scratch scratch_;
    unsigned jobs_;
    std::map<std::string, std::string> statuses_;
};

int print(const std::vector<ProjectReport>& reports, const DoctorOptions& options,
          const std::string& compiler)
{
    std::error_code ignored;
    const std::string base = fs::current_path(ignored).string() + "/";
    std::size_t compiling = 0;
    for (const ProjectReport& report : reports) {
        compiling += report.failure.empty() && report.examination.compiles();
        if (!options.json)
            fmt::print("{}", doctor_text(report, base, options.all));
    }
    if (options.json)
        fmt::print("{}\n", doctor_json(reports, compiler, base));
    else if (reports.size() > 1)
        fmt::print("{} of {} projects compile\n", compiling, reports.size());
    return compiling == reports.size() ? k_exit_ok : k_exit_failed;
}

} // namespace

int doctor(const DoctorOptions& options)
{
    auto headers = find_headers(options.headers);
    if (!headers.ok())
        return bad_input(headers.error().message);
    auto compiler = build::Compiler::create(options.compiler);
    if (!compiler.ok())
        return bad_input(compiler.error().message);
    auto found = build::find_projects({options.paths.begin(), options.paths.end()});
    if (!found.ok())
        return bad_input(found.error().message);
    for (const build::RejectedProject& rejected : found.value().rejected)
        fmt::print(stderr, "openwdf doctor: {}\n", rejected.reason);
    if (found.value().projects.empty())
        return bad_input("there is nothing to examine");
    const std::string name = compiler.value().name();
    Doctor doctor(options, std::move(compiler.value()), std::move(headers.value()));
    if (!doctor.has_scratch())
        return bad_input("no scratch folder can be made; set TMPDIR to a folder you may write to");
    return print(doctor.examine(std::move(found.value().projects)), options, name);
}

} // namespace openwdf::cli
