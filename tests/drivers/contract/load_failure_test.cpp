// Files that are no drivers: refused with a message that names the file and says what to do.
#include "fixture.hpp"

#include <gmock/gmock.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace contract {
namespace {

using openwdf::loader::acquire;
using testing::HasSubstr;

class LoadFailure : public testing::Test {
protected:
    std::string message_of(const std::string& path, openwdf::base::Status status)
    {
        std::string message;
        const auto lease = acquire(path, message);
        EXPECT_EQ(lease.status(), status);
        EXPECT_THAT(message, HasSubstr(std::filesystem::path(path).filename().string()));
        return message;
    }

    std::string file_with(const std::string& content)
    {
        path_ = testing::TempDir() + "load_failure_" + std::to_string(getpid()) + ".so";
        std::ofstream(path_, std::ios::binary) << content;
        return path_;
    }

    void TearDown() override { std::remove(path_.c_str()); }

private:
    std::string path_;
};

TEST_F(LoadFailure, MissingFile)
{
    EXPECT_THAT(message_of("/nonexistent/driver.so", openwdf::loader::k_status_not_found),
                HasSubstr("No such file"));
}

TEST_F(LoadFailure, Directory)
{
    message_of("/usr", openwdf::loader::k_status_not_a_module);
}

TEST_F(LoadFailure, NotAnElfFile)
{
    EXPECT_THAT(message_of(file_with("hello"), openwdf::loader::k_status_not_a_module),
                HasSubstr("openwdf_add_driver()"));
    message_of(file_with(""), openwdf::loader::k_status_not_a_module);
    message_of(file_with("\x7f"
                         "ELF"),
               openwdf::loader::k_status_not_a_module);
}

TEST_F(LoadFailure, WindowsImage)
{
    EXPECT_THAT(message_of(file_with("MZ\x90"), openwdf::loader::k_status_not_a_module),
                HasSubstr("Windows image"));
}

TEST_F(LoadFailure, TruncatedDriver)
{
    std::ifstream driver(OPENWDF_DRIVER_CONTRACT_SMALL_ONE, std::ios::binary);
    std::string content(1000, '\0');
    driver.read(content.data(), static_cast<std::streamsize>(content.size()));
    message_of(file_with(content), openwdf::loader::k_status_wrong_contract);
}

TEST_F(LoadFailure, SharedObjectThatIsNoDriverIsNotRun)
{
    EXPECT_THAT(
        message_of(OPENWDF_DRIVER_CONTRACT_NOT_A_DRIVER, openwdf::loader::k_status_wrong_contract),
        HasSubstr("no openwdf_image"));
}

TEST_F(LoadFailure, DriverBuiltWithoutTheContract)
{
    EXPECT_THAT(
        message_of(OPENWDF_DRIVER_CONTRACT_WIDE_WCHAR, openwdf::loader::k_status_wrong_contract),
        HasSubstr("-fshort-wchar"));
}

TEST_F(LoadFailure, UndefinedSymbolIsNamed)
{
    EXPECT_THAT(message_of(OPENWDF_DRIVER_CONTRACT_UNDEFINED_SYMBOL,
                           openwdf::loader::k_status_unable_to_load),
                HasSubstr("NoSuchDdi"));
}

} // namespace
} // namespace contract
