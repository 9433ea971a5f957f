// SPDX-License-Identifier: Apache-2.0
#include "cli/body_source.h"

#include <ostream>

#include <CLI/CLI.hpp>

#include "anatomy/body_file.h"
#include "anatomy/import.h"
#include "anatomy/phantom.h"
#include "atlas/hybrid.h"
#include "cli/body_words.h"
#include "cli/console.h"
#include "workshop/person_body.h"

namespace filiform::cli {

namespace {

struct Loader {
    const std::filesystem::path& folder;
    anatomy::Stated& stated; ///< what the body is not yet made with
    const Streams& streams;

    base::Checked<anatomy::Body> operator()(const chart::BodyPhantom&) const {
        progress(streams, "Making the phantom");
        return anatomy::make_phantom();
    }

    base::Checked<anatomy::Body> operator()(const chart::BodyFile& file) const {
        progress(streams, "Reading the body");
        return anatomy::load_body(folder / file.path);
    }

    base::Checked<anatomy::Body> operator()(const chart::BodyPerson& wanted) const {
        progress(streams, "Making the reference body");
        return workshop::make_body(wanted, stated);
    }

    base::Checked<anatomy::Body> operator()(const chart::BodyScan& scan) const {
        anatomy::ImportFiles files;
        for (const chart::BodyScan::Labels& labels : scan.labels)
            files.labels.push_back({folder / labels.path, labels.scheme});
        if (!scan.image.empty())
            files.image = folder / scan.image;
        files.spacing_mm = scan.grid_mm;
        progress(streams, "Making a body from the segmentation");
        auto body = anatomy::load_and_import(files);
        if (body)
            atlas::add_hybrid(*body);
        return body;
    }
};

} // namespace

base::Checked<anatomy::Body> load_body_for(const chart::Case& wanted,
                                           const std::filesystem::path& folder,
                                           const Streams& streams) {
    anatomy::Stated stated = wanted.variants;
    if (base::Problems problems = anatomy::check_stated(stated); !problems.empty())
        return tl::unexpected(std::move(problems));
    auto body = std::visit(Loader{folder, stated, streams}, *wanted.body);
    if (!body)
        return body;
    return anatomy::with_stated(*std::move(body), stated);
}

base::Checked<anatomy::Body> load_body_file(const std::string& path,
                                            const std::vector<std::string>& variants,
                                            const Streams& streams) {
    chart::Case wanted;
    wanted.body = chart::BodyFile{path};
    base::Problems problems;
    wanted.variants = read_variants(variants, problems);
    if (!problems.empty())
        return tl::unexpected(problems);
    return load_body_for(wanted, "", streams);
}

base::Checked<anatomy::Body> load_body_file(const std::string& path, const Streams& streams) {
    return load_body_file(path, {}, streams);
}

void add_variant(CLI::App& command, std::vector<std::string>& variants) {
    command.add_option("--variant", variants,
                       "What was seen of this patient, on MRI or ultrasound, as sciatic_type=b or "
                       "sciatic_type.right=a");
}

anatomy::Stated read_variants(const std::vector<std::string>& texts, base::Problems& problems) {
    anatomy::Stated stated;
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos) {
            problems.push_back({"usage.variant", "--variant",
                                "\"" + text + "\" does not say which kind.",
                                "Write the variant and its kind, as sciatic_type=b."});
            continue;
        }
        const std::string kind = text.substr(equals + 1);
        const auto [known, is_new] = stated.emplace(text.substr(0, equals), kind);
        if (!is_new && known->second != kind)
            problems.push_back(
                {"usage.variant", "--variant",
                 known->first + " is said to be " + known->second + " and " + kind + ".",
                 "Say one of them."});
    }
    return stated;
}

Exit keep_body(const anatomy::Body& body, const BodyKept& kept, const Streams& streams) {
    if (const auto saved = anatomy::save_body(kept.out, body); !saved)
        return fail(streams, saved.error());
    if (kept.format == "json") {
        streams.out << body_json(body);
        return Exit::Done;
    }
    streams.out << "Wrote " << kept.out << ", " << body.name << ": " << body.structures.size()
                << " structures, " << body.landmarks.size() << " landmarks.\n";
    for (const chart::Warning& warning : body.warnings)
        streams.out << "warning: " << warning.what << '\n';
    return Exit::Done;
}

} // namespace filiform::cli
