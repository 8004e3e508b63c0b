// `openwdf doctor` on projects of our own: what compiles, what is reported, what is left alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <sys/wait.h>

namespace openwdf {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Answer {
    int status = -1;
    std::string text;
};

Answer run(const std::string& arguments)
{
    const std::string command = std::string(OPENWDF_CLI " doctor ") + arguments + " 2>&1";
    Answer answer;
    FILE* pipe = ::popen(command.c_str(), "r");
    char buffer[4096];
    while (std::fgets(buffer, sizeof(buffer), pipe) != nullptr)
        answer.text += buffer;
    answer.status = WEXITSTATUS(::pclose(pipe));
    return answer;
}

std::string project(const char* name)
{
    return std::string(OPENWDF_DOCTOR_PROJECTS "/") + name;
}

std::size_t files_below(const std::string& folder)
{
    const fs::recursive_directory_iterator begin(folder);
    return static_cast<std::size_t>(std::distance(begin, fs::recursive_directory_iterator()));
}

bool has_finding(const json& report, const char* kind, const char* name)
{
    for (const json& one : report["projects"][0]["findings"]) {
        if (one["kind"] == kind && one["name"] == name)
            return true;
    }
    return false;
}

} // namespace

TEST(Doctor, UnderstandsCaseSeparatorsTracesMessagesAndSettings)
{
    const std::size_t before = files_below(project("good"));
    const Answer answer = run("--json " + project("good/Good.vcxproj"));
    EXPECT_EQ(answer.status, 0) << answer.text;
    const json one = json::parse(answer.text)["projects"][0];
    EXPECT_EQ(one["framework"], "KMDF 1.31");
    EXPECT_EQ(one["configuration"], "Release|x64");
    EXPECT_TRUE(one["compiles"]);
    EXPECT_EQ(files_below(project("good")), before);
}

TEST(Doctor, NamesWhatIsMissingAndWhatDoesNotCarryOver)
{
    const Answer answer = run("--json " + project("bad/bad.c"));
    EXPECT_EQ(answer.status, 1) << answer.text;
    const json report = json::parse(answer.text);
    EXPECT_TRUE(has_finding(report, "header", "nobody.h")) << answer.text;
    EXPECT_TRUE(has_finding(report, "type", "MYSTERY")) << answer.text;
    const json& one = report["projects"][0];
    ASSERT_EQ(one["raw_long"].size(), 1U);
    EXPECT_THAT(one["raw_long"][0].get<std::string>(), testing::EndsWith("bad.c:4"));
    EXPECT_EQ(one["seh"].size(), 2U);
}

TEST(Doctor, TranslatesWhatOnlyMsvcReadsSoAndListsThePlaces)
{
    const Answer answer = run("--json " + project("dialect/dialect.c"));
    EXPECT_EQ(answer.status, 0) << answer.text;
    const json translated = json::parse(answer.text)["projects"][0]["translated"];
    ASSERT_EQ(translated.size(), 2U) << answer.text;
    EXPECT_THAT(translated[0]["what"].get<std::string>(), testing::HasSubstr("__FUNCTION__"));
    EXPECT_THAT(translated[0]["places"][0].get<std::string>(), testing::EndsWith("dialect.c:4"));
    EXPECT_THAT(translated[1]["places"][0].get<std::string>(), testing::EndsWith("dialect.c:3"));
}

TEST(Doctor, SaysWhatIsWrongWithItsInput)
{
    const Answer absent = run(project("nowhere"));
    EXPECT_EQ(absent.status, 2);
    EXPECT_THAT(absent.text, testing::HasSubstr("is not there"));
    EXPECT_EQ(run("").status, 2);
    const Answer compiler = run("--compiler no-such-compiler " + project("bad/bad.c"));
    EXPECT_EQ(compiler.status, 2);
    EXPECT_THAT(compiler.text, testing::HasSubstr("--compiler"));
}

// A smoke over real drivers, where somebody has a checkout.
TEST(Doctor, SamplesWhenThereIsACheckout)
{
    const char* checkout = std::getenv("OPENWDF_DRIVER_SAMPLES");
    if (checkout == nullptr)
        GTEST_SKIP() << "OPENWDF_DRIVER_SAMPLES names no checkout of Windows-driver-samples: "
                        "real drivers were NOT compiled";
    const Answer answer = run(std::string(checkout) + "/general/echo/kmdf/driver/AutoSync");
    EXPECT_EQ(answer.status, 0) << answer.text;
}

} // namespace openwdf
