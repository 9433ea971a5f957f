// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "anatomy/measure.h"
#include "cli/body_commands.h"
#include "cli/body_source.h"
#include "cli/body_words.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "report/figures.h"
#include "report/gallery.h"
#include "report/render.h"

namespace filiform::cli {

namespace {

struct ImportOptions {
    std::vector<std::string> labels;
    std::vector<std::string> schemes;
    std::string image;
    double grid_mm = 1.5;
    std::vector<std::string> variants;
    BodyKept kept;
};

Exit import(const ImportOptions& options, const Streams& streams) {
    if (options.labels.size() != options.schemes.size())
        return refuse(streams,
                      base::Problem{"usage.schemes", "body import",
                                    "There are " + std::to_string(options.labels.size()) +
                                        " label maps and " +
                                        std::to_string(options.schemes.size()) + " schemes.",
                                    "Give one --scheme after each --labels."});
    chart::BodyScan scan;
    for (std::size_t i = 0; i < options.labels.size(); ++i)
        scan.labels.push_back({options.labels[i], options.schemes[i]});
    scan.image = options.image;
    scan.grid_mm = options.grid_mm;
    chart::Case wanted;
    wanted.body = scan;
    base::Problems problems;
    wanted.variants = read_variants(options.variants, problems);
    if (!problems.empty())
        return refuse(streams, problems);
    const auto body = load_body_for(wanted, "", streams);
    if (!body)
        return refuse(streams, body.error());
    return keep_body(*body, options.kept, streams);
}

struct ViewOptions {
    std::string body;
    std::string out;
    std::string gallery; ///< folder
    std::string format = "text";
    [[nodiscard]] bool is_json() const { return format == "json"; }
};

base::Result<void> save_gallery(const std::string& folder, const anatomy::Body& body) {
    report::expect_memory_to_draw();
    constexpr double pixels_per_mm = 6;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    for (const report::GalleryPicture& picture : report::draw_gallery(body, report::gallery_plan()))
        if (auto saved = report::save_png(std::filesystem::path(folder) / (picture.name + ".png"),
                                          picture.drawing, pixels_per_mm);
            !saved)
            return saved;
    return {};
}

Exit show(const ViewOptions& options, const Streams& streams) {
    if (!options.out.empty() || !options.gallery.empty())
        report::prepare_to_draw();
    const auto body = load_body_file(options.body, streams);
    if (!body)
        return refuse(streams, body.error());
    if (!options.out.empty()) {
        progress(streams, "Drawing the body");
        report::expect_memory_to_draw();
        if (const auto saved = report::save_png(options.out, report::draw_body_overview(*body));
            !saved)
            return fail(streams, saved.error());
    }
    if (!options.gallery.empty()) {
        progress(streams, "Drawing the gallery");
        if (const auto saved = save_gallery(options.gallery, *body); !saved)
            return fail(streams, saved.error());
    }
    streams.out << (options.is_json() ? body_json(*body) : body_text(*body));
    return Exit::Done;
}

Exit measure(const ViewOptions& options, const Streams& streams) {
    const auto body = load_body_file(options.body, streams);
    if (!body)
        return refuse(streams, body.error());
    progress(streams, "Measuring the body");
    const auto measurements = anatomy::measure_body(*body);
    streams.out << (options.is_json() ? measurements_json(measurements)
                                      : measurements_text(measurements));
    return Exit::Done;
}

void add_import(CLI::App& body, Chosen& chosen) {
    CLI::App* command = body.add_subcommand("import", "Make a body from a segmented scan");
    const auto options = std::make_shared<ImportOptions>();
    command->add_option("--labels", options->labels, "Label map: .nii, .nii.gz, .nrrd, a folder")
        ->required();
    command
        ->add_option("--scheme", options->schemes,
                     "What its numbers mean: totalsegmentator-v2, musclemap-v1.4, …; one per map")
        ->required();
    command->add_option("--image", options->image, "The CT itself, on the grid of the labels");
    command->add_option("--grid-mm", options->grid_mm, "Working grid")
        ->check(grid_mm())
        ->capture_default_str();
    add_variant(*command, options->variants);
    command->add_option("--out", options->kept.out, "Body file to write")->required();
    add_format(*command, options->kept.format);
    choose(*command, chosen, options, import);
}

void add_view(CLI::App& body, Chosen& chosen, const std::string& name, const std::string& help,
              Exit (*view)(const ViewOptions&, const Streams&)) {
    CLI::App* command = body.add_subcommand(name, help);
    const auto options = std::make_shared<ViewOptions>();
    add_body_file(*command, options->body);
    if (name == "show") {
        command->add_option("--out", options->out, "Picture to write, .png")
            ->check(ends_in(".png"));
        command->add_option("--gallery", options->gallery,
                            "Folder for views, layers and cross-sections with their names");
    }
    add_format(*command, options->format);
    choose(*command, chosen, options, view);
}

} // namespace

void add_body(CLI::App& app, Chosen& chosen) {
    CLI::App* body = app.add_subcommand("body", "Make, draw and measure a body");
    body->require_subcommand(1);
    add_import(*body, chosen);
    add_view(*body, chosen, "show", "List what a body holds, and draw it", show);
    add_view(*body, chosen, "measure", "Lay calipers on a body, beside published values", measure);
    add_body_make(*body, chosen);
    add_body_calibrate(*body, chosen);
    add_body_hold_out(*body, chosen);
}

} // namespace filiform::cli
