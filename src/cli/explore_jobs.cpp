#include "cli/explore_jobs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstring>
#include <memory>
#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace openwdf::cli {

namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;

// What a process says while it works, in memory that outlives it.
struct Board {
    std::atomic<std::uint64_t> seed{0}; // at work on
    std::atomic<std::uint64_t> schedules{0};
};

FoundFailure found_of(const ScheduleFailure& failure)
{
    return {failure.seed,
            failure.kind,
            failure.text(),
            failure.schedule.text(),
            failure.bug_check.has_value(),
            failure.reproduced};
}

void to_json(json& object, const FoundFailure& failure)
{
    object = {{"seed", failure.seed},   {"kind", failure.kind},
              {"text", failure.text},   {"choices", failure.choices},
              {"fatal", failure.fatal}, {"reproduced", failure.reproduced}};
}

FoundFailure from_json(const json& object)
{
    return {object.at("seed"),    object.at("kind"),  object.at("text"),
            object.at("choices"), object.at("fatal"), object.at("reproduced")};
}

void write_all(int file, const std::string& text)
{
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t wrote = ::write(file, text.data() + done, text.size() - done);
        if (wrote <= 0)
            return;
        done += static_cast<std::size_t>(wrote);
    }
}

// The child: explores its seeds and writes each failure as a line.
void run_child(const ExploreOptions& options, const Scenario& scenario, Board& board, int out)
{
    ExploreOptions own = options;
    own.on_schedule = [&board](std::uint64_t seed) {
        board.seed.store(seed, std::memory_order_relaxed);
        board.schedules.fetch_add(1, std::memory_order_relaxed);
    };
    own.on_failure = [&](const ScheduleFailure& failure) {
        const auto replace = json::error_handler_t::replace;
        json object;
        to_json(object, found_of(failure));
        write_all(out, object.dump(-1, ' ', false, replace) + "\n");
    };
    (void)explore(own, scenario);
}

class Job {
public:
    Job(const JobsOptions& options, const Scenario& scenario, unsigned number)
        : board_(make_board()), seen_(Clock::now())
    {
        std::array<int, 2> ends{};
        if (board_ == nullptr || ::pipe(ends.data()) != 0) {
            failed_ = true;
            return;
        }
        ExploreOptions own = options.explore;
        own.first_seed += number;
        own.seed_step = options.jobs;
        child_ = ::fork();
        if (child_ == 0) {
            ::close(ends[0]);
            run_child(own, scenario, *board_, ends[1]);
            ::_exit(0);
        }
        ::close(ends[1]);
        in_ = ends[0];
        failed_ = child_ < 0;
    }
    ~Job()
    {
        if (in_ >= 0)
            ::close(in_);
        if (child_ > 0) {
            ::kill(child_, SIGKILL);
            (void)::waitpid(child_, nullptr, 0);
        }
        if (board_ != nullptr)
            (void)::munmap(board_, sizeof(Board));
    }
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;

    bool failed() const { return failed_; }
    bool running() const { return in_ >= 0; }
    int descriptor() const { return in_; }
    std::uint64_t schedules() const { return board_->schedules.load(std::memory_order_relaxed); }

    // Takes what can be read; at the end also how the child ended.
    void read(std::vector<FoundFailure>& failures)
    {
        std::array<char, 65536> buffer{};
        const ssize_t got = ::read(in_, buffer.data(), buffer.size());
        if (got > 0) {
            text_.append(buffer.data(), static_cast<std::size_t>(got));
            take_lines(failures);
            return;
        }
        finish(failures);
    }

    // A child that stands still for longer than `patience` is ended.
    void check_progress(std::chrono::seconds patience, std::vector<FoundFailure>& failures)
    {
        if (schedules() != last_schedules_) {
            last_schedules_ = schedules();
            seen_ = Clock::now();
            return;
        }
        if (Clock::now() - seen_ < patience)
            return;
        ::kill(child_, SIGKILL);
        hung_ = true;
        finish(failures);
    }

private:
    static Board* make_board()
    {
        void* memory = ::mmap(nullptr, sizeof(Board), PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        return memory == MAP_FAILED ? nullptr : new (memory) Board();
    }

    void take_lines(std::vector<FoundFailure>& failures)
    {
        for (std::size_t end = text_.find('\n'); end != std::string::npos; end = text_.find('\n')) {
            failures.push_back(from_json(json::parse(text_.substr(0, end))));
            text_.erase(0, end + 1);
        }
    }

    void finish(std::vector<FoundFailure>& failures)
    {
        int status = 0;
        (void)::waitpid(child_, &status, 0);
        child_ = -1;
        ::close(std::exchange(in_, -1));
        if (hung_ || WIFSIGNALED(status) || WEXITSTATUS(status) != 0)
            failures.push_back(end_of(status));
    }

    FoundFailure end_of(int status) const
    {
        FoundFailure failure;
        failure.seed = board_->seed.load(std::memory_order_relaxed);
        failure.fatal = true;
        if (hung_)
            failure.kind = "endless loop that calls nothing";
        else if (WIFSIGNALED(status))
            failure.kind = fmt::format("crash ({})", ::strsignal(WTERMSIG(status)));
        else
            failure.kind = fmt::format("exit with status {}", WEXITSTATUS(status));
        failure.text = fmt::format("seed {}: {}; what the process said is above\n", failure.seed,
                                   failure.kind);
        return failure;
    }

    Board* board_;
    pid_t child_ = -1;
    int in_ = -1;
    bool failed_ = false;
    bool hung_ = false;
    std::string text_;
    std::uint64_t last_schedules_ = 0;
    Clock::time_point seen_;
};

class Jobs {
public:
    Jobs(const JobsOptions& options, const Scenario& scenario) : options_(options)
    {
        for (unsigned number = 0; number < options.jobs; ++number)
            jobs_.push_back(std::make_unique<Job>(options, scenario, number));
    }

    JobsResult run()
    {
        for (const auto& job : jobs_) {
            if (job->failed())
                result_.error = "a process for the exploration cannot be made";
        }
        while (result_.error.empty() && any_running() &&
               result_.failures.size() < options_.explore.failures_max) {
            wait_for_news();
            count();
        }
        count();
        std::sort(result_.failures.begin(), result_.failures.end(),
                  [](const auto& left, const auto& right) { return left.seed < right.seed; });
        // Several processes may have found one each while the last was waited for.
        if (result_.failures.size() > options_.explore.failures_max)
            result_.failures.resize(options_.explore.failures_max);
        return std::move(result_);
    }

private:
    bool any_running() const
    {
        return std::any_of(jobs_.begin(), jobs_.end(),
                           [](const auto& job) { return job->running(); });
    }

    void wait_for_news()
    {
        constexpr int k_tick_milliseconds = 100;
        std::vector<pollfd> waits;
        std::vector<Job*> waiting;
        for (const auto& job : jobs_) {
            if (!job->running())
                continue;
            waits.push_back({job->descriptor(), POLLIN, 0});
            waiting.push_back(job.get());
        }
        (void)::poll(waits.data(), waits.size(), k_tick_milliseconds);
        for (std::size_t i = 0; i < waits.size(); ++i) {
            if (waits[i].revents != 0)
                waiting[i]->read(result_.failures);
            else
                waiting[i]->check_progress(options_.patience, result_.failures);
        }
    }

    void count()
    {
        result_.schedules = 0;
        for (const auto& job : jobs_)
            result_.schedules += job->schedules();
        result_.elapsed = Clock::now() - start_;
        if (options_.on_progress)
            options_.on_progress({result_.schedules, result_.failures.size(), result_.elapsed});
    }

    const JobsOptions& options_;
    const Clock::time_point start_ = Clock::now();
    std::vector<std::unique_ptr<Job>> jobs_;
    JobsResult result_;
};

} // namespace

JobsResult explore_in_jobs(const JobsOptions& options, const Scenario& scenario)
{
    return Jobs(options, scenario).run();
}

} // namespace openwdf::cli
