// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "anatomy/body_file.h"
#include "anatomy/import.h"
#include "anatomy/measure.h"
#include "base/json_writer.h"
#include "cli/body_commands.h"
#include "cli/body_source.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "report/figures.h"
#include "report/render.h"

namespace filiform::cli {

namespace {

std::string_view text(anatomy::Missing::Why why) {
    switch (why) {
    case anatomy::Missing::Why::NotInScheme:
        return "not in the label scheme";
    case anatomy::Missing::Why::NotFound:
        return "not found";
    case anatomy::Missing::Why::OutsideScan:
        return "outside the scan";
    case anatomy::Missing::Why::NotFitted:
        return "not fitted";
    }
    return "";
}

std::string describe(const anatomy::Body& body) {
    std::string out = "Body " + body.name + " (" + std::string(chart::text(body.origin)) + "), " +
                      std::to_string(body.lattice.size.x) + " × " +
                      std::to_string(body.lattice.size.y) + " × " +
                      std::to_string(body.lattice.size.z) + " voxels of " +
                      fixed(body.lattice.spacing.x) + " mm\n\n";
    std::vector<std::vector<std::string>> rows{
        {"structure", "kind", "origin", "place SD mm", "edge SD mm", "note"}};
    for (const anatomy::Structure& s : body.structures)
        rows.push_back({s.id.text(), std::string(chart::text(s.kind)),
                        std::string(chart::text(s.origin)), fixed(s.position_sd_mm),
                        fixed(s.boundary_sd_mm), s.note});
    out += table(rows) + '\n';
    rows = {{"landmark", "x mm", "y mm", "z mm", "SD mm", "origin", "palpable", "note"}};
    for (const anatomy::Landmark& l : body.landmarks)
        rows.push_back({l.id.text(), fixed(l.point.x), fixed(l.point.y), fixed(l.point.z),
                        fixed(l.sd_mm), std::string(chart::text(l.origin)),
                        l.is_palpable ? "yes" : "no", l.note});
    out += table(rows) + '\n';
    for (const anatomy::Missing& missing : body.missing)
        out += "missing: " + missing.id.text() + " (" + std::string(text(missing.why)) + "). " +
               missing.what + '\n';
    for (const chart::Warning& warning : body.warnings)
        out += "warning: " + warning.what + '\n';
    return out;
}

std::string describe_json(const anatomy::Body& body) {
    base::JsonWriter json;
    json.begin_object().field("schema", "filiform.body_summary/1").field("name", body.name);
    json.field("origin", chart::text(body.origin));
    json.field("digest", anatomy::body_digest(body));
    json.field("spacingMm", body.lattice.spacing.x).key("structures").begin_array();
    for (const anatomy::Structure& s : body.structures) {
        json.begin_object().field("id", s.id.text()).field("kind", chart::text(s.kind));
        json.field("role", chart::text(s.role)).field("origin", chart::text(s.origin));
        json.field("positionSdMm", s.position_sd_mm).field("boundarySdMm", s.boundary_sd_mm);
        json.field("note", s.note).end_object();
    }
    json.end_array().key("landmarks").begin_array();
    for (const anatomy::Landmark& l : body.landmarks) {
        json.begin_object().field("id", l.id.text()).key("point");
        json.numbers({l.point.x, l.point.y, l.point.z}).field("sdMm", l.sd_mm);
        json.field("origin", chart::text(l.origin)).field("isPalpable", l.is_palpable);
        json.field("note", l.note).end_object();
    }
    json.end_array().key("missing").begin_array();
    for (const anatomy::Missing& m : body.missing)
        json.begin_object()
            .field("id", m.id.text())
            .field("why", text(m.why))
            .field("what", m.what)
            .end_object();
    json.end_array().key("warnings").begin_array();
    for (const chart::Warning& w : body.warnings)
        json.begin_object().field("code", w.code).field("what", w.what).end_object();
    json.end_array().end_object();
    return std::move(json).finish();
}

std::string published_text(const anatomy::Measurement& measurement) {
    std::string out;
    for (const anatomy::Published& p : measurement.published)
        out += (out.empty() ? "" : "; ") + fixed(p.mean) + (p.sd > 0 ? " ± " + fixed(p.sd) : "") +
               " (" + p.population + ") [" + p.source.text() + ", " + p.mark + "]";
    return out;
}

std::string measurements_table(const std::vector<anatomy::Measurement>& measurements) {
    std::vector<std::vector<std::string>> rows{
        {"what", "here", "unit", "off by SD", "", "origin", "published"}};
    for (const anatomy::Measurement& m : measurements)
        rows.push_back({m.what, m.value ? fixed(*m.value) : "–", m.unit,
                        m.in_sd ? fixed(*m.in_sd) : "", m.is_beyond_published ? "beyond" : "",
                        m.origin ? std::string(chart::text(*m.origin)) : m.why_not,
                        published_text(m)});
    return table(rows);
}

std::string measurements_json(const std::vector<anatomy::Measurement>& measurements) {
    base::JsonWriter json;
    json.begin_object().field("schema", "filiform.measurements/1").key("measurements");
    json.begin_array();
    for (const anatomy::Measurement& m : measurements) {
        json.begin_object().field("id", m.id).field("what", m.what).field("unit", m.unit);
        if (m.value)
            json.field("value", *m.value);
        if (!m.value)
            json.field("whyNot", m.why_not);
        if (m.origin)
            json.field("origin", chart::text(*m.origin));
        if (m.in_sd)
            json.field("inSd", *m.in_sd);
        json.field("isBeyondPublished", m.is_beyond_published);
        json.key("published").begin_array();
        for (const anatomy::Published& p : m.published)
            json.begin_object()
                .field("mean", p.mean)
                .field("sd", p.sd)
                .field("population", p.population)
                .field("mark", p.mark)
                .field("source", p.source.text())
                .end_object();
        json.end_array().end_object();
    }
    json.end_array().end_object();
    return std::move(json).finish();
}

struct ImportOptions {
    std::vector<std::string> labels;
    std::vector<std::string> schemes;
    std::string image;
    double grid_mm = 1.5;
    std::string out;
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
    const auto body = load_body_for(scan, "", streams);
    if (!body)
        return refuse(streams, body.error());
    if (const auto saved = anatomy::save_body(options.out, *body); !saved)
        return fail(streams, saved.error());
    streams.out << "Wrote " << options.out << ": " << body->structures.size() << " structures, "
                << body->landmarks.size() << " landmarks.\n";
    for (const chart::Warning& warning : body->warnings)
        streams.out << "warning: " << warning.what << '\n';
    return Exit::Done;
}

struct ViewOptions {
    std::string body;
    std::string out;
    std::string format = "text";
    [[nodiscard]] bool is_json() const { return format == "json"; }
};

Exit show(const ViewOptions& options, const Streams& streams) {
    const auto body = anatomy::load_body(options.body);
    if (!body)
        return refuse(streams, body.error());
    if (!options.out.empty()) {
        progress(streams, "Drawing the body");
        if (const auto saved = report::save_png(options.out, report::draw_body_overview(*body));
            !saved)
            return fail(streams, saved.error());
    }
    streams.out << (options.is_json() ? describe_json(*body) : describe(*body));
    return Exit::Done;
}

Exit measure(const ViewOptions& options, const Streams& streams) {
    const auto body = anatomy::load_body(options.body);
    if (!body)
        return refuse(streams, body.error());
    const auto measurements = anatomy::measure_body(*body);
    streams.out << (options.is_json() ? measurements_json(measurements)
                                      : measurements_table(measurements));
    return Exit::Done;
}

void add_import(CLI::App& body, Chosen& chosen) {
    CLI::App* command = body.add_subcommand("import", "Make a body from a segmented scan");
    const auto options = std::make_shared<ImportOptions>();
    command->add_option("--labels", options->labels, "Label map: .nii, .nii.gz, .nrrd, a folder")
        ->required();
    command->add_option("--scheme", options->schemes, "What its numbers mean, by name")->required();
    command->add_option("--image", options->image, "The CT itself, on the grid of the labels");
    command->add_option("--grid-mm", options->grid_mm, "Working grid")
        ->check(grid_mm())
        ->capture_default_str();
    command->add_option("--out", options->out, "Body file to write")->required();
    command->callback([&chosen, options] {
        chosen = [options](const Streams& streams) { return import(*options, streams); };
    });
}

void add_view(CLI::App& body, Chosen& chosen, const std::string& name, const std::string& help,
              Exit (*view)(const ViewOptions&, const Streams&)) {
    CLI::App* command = body.add_subcommand(name, help);
    const auto options = std::make_shared<ViewOptions>();
    command->add_option("BODY", options->body, "Body file")->required();
    if (name == "show")
        command->add_option("--out", options->out, "Picture to write, .png")
            ->check(ends_in(".png"));
    command->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->callback([&chosen, options, view] {
        chosen = [options, view](const Streams& streams) { return view(*options, streams); };
    });
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
}

} // namespace filiform::cli
