// SPDX-License-Identifier: Apache-2.0
#include "cli/body_source.h"

#include <ostream>

#include "anatomy/body_file.h"
#include "anatomy/import.h"
#include "anatomy/phantom.h"
#include "cli/body_words.h"
#include "cli/console.h"

namespace filiform::cli {

namespace {

struct Loader {
    const std::filesystem::path& folder;
    const Streams& streams;

    base::Checked<anatomy::Body> operator()(const chart::BodyPhantom&) const {
        progress(streams, "Making the phantom");
        return anatomy::make_phantom();
    }

    base::Checked<anatomy::Body> operator()(const chart::BodyFile& file) const {
        progress(streams, "Reading the body");
        return anatomy::load_body(folder / file.path);
    }

    base::Checked<anatomy::Body> operator()(const chart::BodyScan& scan) const {
        anatomy::ImportFiles files;
        for (const chart::BodyScan::Labels& labels : scan.labels)
            files.labels.push_back({folder / labels.path, labels.scheme});
        if (!scan.image.empty())
            files.image = folder / scan.image;
        files.spacing_mm = scan.grid_mm;
        progress(streams, "Making a body from the segmentation");
        return anatomy::load_and_import(files);
    }
};

} // namespace

base::Checked<anatomy::Body> load_body_for(const chart::BodyWanted& wanted,
                                           const std::filesystem::path& folder,
                                           const Streams& streams) {
    return std::visit(Loader{folder, streams}, wanted);
}

base::Checked<anatomy::Body> load_body_file(const std::string& path, const Streams& streams) {
    return load_body_for(chart::BodyFile{path}, "", streams);
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
