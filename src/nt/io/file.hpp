// File objects: create, cleanup, close (N61-N75).
#pragma once

#include "base/result.hpp"
#include "nt/io/awaited.hpp"
#include "nt/ob/object.hpp"

#include <ntddk.h>

#include <string_view>

namespace openwdf::nt::io {

struct FileRecord {
    explicit FileRecord(Executive& executive);
    ~FileRecord();
    FileRecord(const FileRecord&) = delete;
    FileRecord& operator=(const FileRecord&) = delete;

    ob::ObjectHeader header; // its destroy() sends IRP_MJ_CLOSE when the create succeeded
    FILE_OBJECT object{};
    std::u16string file_name;     // storage of object.FileName
    DEVICE_OBJECT* top = nullptr; // receives this file's requests; referenced
    ACCESS_STATE access_state{};  // what the create request carries
    IO_SECURITY_CONTEXT security{};
    AwaitedRequests awaited; // what its holder may cancel
    bool opened = false;     // create succeeded: cleanup and close are owed
    bool cleaned_up = false;
};

struct OpenParameters {
    ACCESS_MASK access = FILE_GENERIC_READ | FILE_GENERIC_WRITE;
    ULONG share = FILE_SHARE_READ | FILE_SHARE_WRITE;
    ULONG disposition = FILE_OPEN;
    ULONG options = FILE_SYNCHRONOUS_IO_NONALERT;
    bool from_user = false; // RequestorMode of the create
};

struct Opened {
    FILE_OBJECT* file;     // one reference, owed a close_file()
    ULONG_PTR information; // FILE_OPENED, ...
};

// Opens a device by NT path: resolves it, sends IRP_MJ_CREATE to the top of the stack in the
// current thread at PASSIVE and waits. STATUS_OBJECT_NAME_NOT_FOUND when there is no such object.
base::Result<Opened> open_file(Executive& executive, std::u16string_view path,
                               const OpenParameters& parameters);
// Last handle closed: sends IRP_MJ_CLEANUP and drops the handle's reference; IRP_MJ_CLOSE follows
// with the last reference.
void close_file(FILE_OBJECT& file);

inline FileRecord& record_of(FILE_OBJECT& file)
{
    return reinterpret_cast<FileRecord&>(ob::header_of(&file));
}

} // namespace openwdf::nt::io
