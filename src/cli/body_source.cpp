// SPDX-License-Identifier: Apache-2.0
#include "cli/body_source.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <ostream>

#include <CLI/CLI.hpp>

#include "anatomy/body_file.h"
#include "anatomy/import.h"
#include "anatomy/phantom.h"
#include "atlas/hybrid.h"
#include "atlas/person_body.h"
#include "base/expects.h"
#include "cli/body_words.h"
#include "cli/console.h"
#include "cli/person_words.h"

namespace filiform::cli {

namespace {

base::Checked<atlas::Person> person_of(const chart::BodyPerson& wanted) {
    atlas::Person person;
    person.sex = wanted.is_male ? atlas::Sex::Male : atlas::Sex::Female;
    person.age_years = wanted.age_years;
    person.height_cm = wanted.height_cm;
    person.weight_kg = wanted.weight_kg;
    for (const auto& [word, lying] : atlas::lying_words())
        if (word == wanted.posture)
            person.lying = lying;
    base::expects(atlas::text(person.lying) == wanted.posture, "a case's postures are the body's");
    person.ancestry = wanted.ancestry;
    person.may_extrapolate = wanted.may_extrapolate;
    base::Problems problems;
    for (const auto& [name, cm] : wanted.girths_cm) {
        auto girth = girth_of(name, cm);
        if (girth)
            person.measured.push_back(*girth);
        else
            problems.push_back(girth.error());
    }
    for (const auto& [id, measured] : wanted.measured)
        person.measured.push_back({id, measured.mm, measured.sd_mm});
    if (!problems.empty())
        return tl::unexpected(problems);
    return person;
}

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
        auto person = person_of(wanted);
        if (!person)
            return tl::unexpected(person.error());
        // What holds on both sides is drawn from the start, rare kinds too.
        const auto is_of_both = [](const auto& one) {
            return chart::side_of(one.first) == chart::Side::None;
        };
        std::copy_if(stated.begin(), stated.end(),
                     std::inserter(person->variants, person->variants.end()), is_of_both);
        std::erase_if(stated, is_of_both);
        atlas::BodyOrder order;
        order.spacing_mm = wanted.grid_mm;
        return atlas::make_person_body(*person, std::nullopt, order);
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
