#include "cli/doctor.hpp"

#include <nlohmann/json.hpp>

namespace openwdf::cli {

namespace {

using nlohmann::json;

class Writer {
public:
    explicit Writer(const std::string& base) : base_(base) {}

    json report(const ProjectReport& report) const
    {
        json object{{"project", at({report.project.path, 0})},
                    {"name", report.project.name},
                    {"kind", report.project.is_library ? "library" : "driver"},
                    {"framework", build::framework_text(report.project)},
                    {"files", report.project.sources.size()},
                    {"compiles", report.failure.empty() && report.examination.compiles()}};
        if (!report.project.configuration.empty())
            object["configuration"] = report.project.configuration;
        if (!report.failure.empty())
            object["failure"] = report.failure;
        object["findings"] = findings(report.examination.findings);
        json ddis = json::array();
        for (const CalledDdi& ddi : report.ddis)
            ddis.push_back({{"name", ddi.name}, {"status", ddi.status}});
        object["not_implemented"] = std::move(ddis);
        object["raw_long"] = places(report.examination.raw_long);
        object["seh"] = places(report.examination.seh);
        object["inline_assembly"] = places(report.examination.inline_assembly);
        object["translated"] = translations(report.examination);
        object["notes"] = report.project.notes;
        return object;
    }

private:
    json findings(const std::vector<build::Finding>& list) const
    {
        json array = json::array();
        for (const build::Finding& one : list) {
            json object{{"kind", build::kind_text(one.kind)},
                        {"name", one.name},
                        {"at", at(one.place)},
                        {"count", one.count}};
            if (!one.note.empty())
                object["note"] = one.note;
            array.push_back(std::move(object));
        }
        return array;
    }

    json translations(const build::Examination& examination) const
    {
        json array = json::array();
        for (const auto& [kind, list] : examination.translations)
            array.push_back({{"what", build::dialect_text(kind)}, {"places", places(list)}});
        return array;
    }

    json places(const std::vector<build::Place>& list) const
    {
        json array = json::array();
        for (const build::Place& place : list)
            array.push_back(at(place));
        return array;
    }

    std::string at(const build::Place& place) const { return place_text(place, base_); }

    const std::string& base_;
};

} // namespace

std::string doctor_json(const std::vector<ProjectReport>& reports, const std::string& compiler,
                        const std::string& base)
{
    const Writer writer(base);
    json projects = json::array();
    for (const ProjectReport& report : reports)
        projects.push_back(writer.report(report));
    const json document{{"compiler", compiler}, {"projects", std::move(projects)}};
    // A driver's sources may be in any encoding; what is quoted from them must not end the report.
    return document.dump(2, ' ', false, json::error_handler_t::replace);
}

} // namespace openwdf::cli
