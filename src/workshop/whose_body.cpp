// SPDX-License-Identifier: Apache-2.0
#include "workshop/whose_body.h"

#include <utility>

#include "anatomy/courses.h"
#include "anatomy/import.h"
#include "atlas/hybrid.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/scratch_folder.h"
#include "workshop/person_body.h"

namespace filiform::workshop {

namespace {

namespace fs = std::filesystem;

constexpr const char* at_scan = "#/assessment/scan";

base::Problem not_there(const char* member) {
    return {"scan.missing", std::string(at_scan) + member, "The bytes of this scan are not there.",
            "Add its files to the assessment once more."};
}

/// Writes a document where the importer finds it.
base::Result<fs::path> unpacked(const WhoseBody::Scanned& scanned, const record::Document& document,
                                const fs::path& folder, const char* member) {
    if (!scanned.fetch)
        return tl::unexpected(not_there(member));
    const auto bytes = scanned.fetch(document.blob);
    if (!bytes)
        return tl::unexpected(not_there(member));
    fs::path path = folder / (std::string(member + 1) + ".nii.gz");
    if (auto saved = base::save_file(path, *bytes); !saved)
        return tl::unexpected(saved.error());
    return path;
}

/// The importer speaks of files and options; here they are members of the assessment.
base::Problem at_member(base::Problem problem) {
    const bool is_image = problem.where.find("image") != std::string::npos;
    problem.where = std::string(at_scan) + (is_image ? "/image" : "/labels");
    if (problem.code == "body.skin_unknown")
        problem.hint = "Add the CT itself as the scan's image.";
    return problem;
}

base::Checked<anatomy::Body> make_scanned(const WhoseBody::Scanned& scanned) {
    const base::ScratchFolder folder;
    if (folder.path().empty())
        return tl::unexpected(
            base::Problems{{"file.write", "TMPDIR", "No folder can be made there.",
                            "Name one that can be written to."}});
    anatomy::ImportFiles files;
    files.spacing_mm = scanned.grid_mm;
    if (!scanned.scan.labels)
        return tl::unexpected(base::Problems{not_there("/labels")});
    auto labels = unpacked(scanned, *scanned.scan.labels, folder.path(), "/labels");
    if (!labels)
        return tl::unexpected(base::Problems{labels.error()});
    files.labels.push_back({*std::move(labels), scanned.scan.scheme});
    if (scanned.scan.image) {
        auto image = unpacked(scanned, *scanned.scan.image, folder.path(), "/image");
        if (!image)
            return tl::unexpected(base::Problems{image.error()});
        files.image = *std::move(image);
    }
    auto body = anatomy::load_and_import(files);
    if (!body) {
        for (base::Problem& problem : body.error())
            problem = at_member(std::move(problem));
        return body;
    }
    body->name = "a scan" + (scanned.scan.taken_on ? " of " + base::text(*scanned.scan.taken_on)
                                                   : std::string(" of an unknown day"));
    atlas::add_hybrid(*body);
    return anatomy::with_stated(*std::move(body), {});
}

} // namespace

std::string key_of(const WhoseBody& whose) {
    if (const auto* person = std::get_if<chart::BodyPerson>(&whose.from)) {
        chart::Case wanted;
        wanted.body = *person;
        return base::sha256(chart::write_case(wanted));
    }
    const auto& scanned = std::get<WhoseBody::Scanned>(whose.from);
    const auto digest = [](const std::optional<record::Document>& document) {
        return document ? document->blob : std::string("none");
    };
    return base::sha256("scan " + scanned.scan.scheme + ' ' + digest(scanned.scan.labels) + ' ' +
                        digest(scanned.scan.image) + ' ' + std::to_string(scanned.grid_mm));
}

base::Checked<anatomy::Body> make_body_of(const WhoseBody& whose) {
    if (const auto* scanned = std::get_if<WhoseBody::Scanned>(&whose.from))
        return make_scanned(*scanned);
    anatomy::Stated nothing_stated;
    auto body = make_body(std::get<chart::BodyPerson>(whose.from), nothing_stated);
    if (!body)
        for (base::Problem& problem : body.error()) {
            const bool is_measure = problem.code.starts_with("measured.");
            problem.where = is_measure ? "#/assessment/measures" : "#/assessment";
        }
    return body;
}

void add_measures(const record::Assessment& assessment, chart::BodyPerson& person) {
    for (const record::BodyMeasure& one : assessment.measures)
        person.measured[one.what] = {one.mm.value_or(0), one.sd_mm.value_or(0)};
}

} // namespace filiform::workshop
