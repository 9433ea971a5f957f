// SPDX-License-Identifier: Apache-2.0
#include "cli/body_words.h"

#include "anatomy/body_file.h"
#include "base/json_writer.h"
#include "cli/console.h"

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

std::string published_text(const anatomy::Measurement& measurement) {
    std::string out;
    for (const anatomy::Published& p : measurement.published)
        out += (out.empty() ? "" : "; ") + fixed(p.mean) + (p.sd > 0 ? " ± " + fixed(p.sd) : "") +
               " (" + p.population + ") [" + p.source.text() + ", " + p.mark + "]";
    return out;
}

} // namespace

std::string body_text(const anatomy::Body& body) {
    std::string out = "Body " + body.name + " (" + std::string(chart::text(body.origin)) + "), " +
                      std::to_string(body.lattice.size.x) + " × " +
                      std::to_string(body.lattice.size.y) + " × " +
                      std::to_string(body.lattice.size.z) + " voxels of " +
                      fixed(body.lattice.spacing.x) + " mm\n\n";
    std::vector<std::vector<std::string>> rows{
        {"structure", "kind", "origin", "place SD mm", "edge SD mm", "people %", "note"}};
    for (const anatomy::Structure& s : body.structures)
        rows.push_back({s.id.text(), std::string(chart::text(s.kind)),
                        std::string(chart::text(s.origin)), fixed(s.position_sd_mm),
                        fixed(s.boundary_sd_mm), s.share < 1 ? chart::of_hundred(s.share) : "",
                        s.note});
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

std::string body_json(const anatomy::Body& body) {
    base::JsonWriter json;
    json.begin_object().field("schema", "filiform.body_summary/1").field("name", body.name);
    json.field("origin", chart::text(body.origin)).field("posture", anatomy::text(body.posture));
    json.field("digest", anatomy::body_digest(body));
    json.field("spacingMm", body.lattice.spacing.x).key("structures").begin_array();
    for (const anatomy::Structure& s : body.structures) {
        json.begin_object().field("id", s.id.text()).field("kind", chart::text(s.kind));
        json.field("role", chart::text(s.role)).field("origin", chart::text(s.origin));
        json.field("positionSdMm", s.position_sd_mm).field("boundarySdMm", s.boundary_sd_mm);
        json.field("note", s.note);
        if (s.share < 1)
            json.field("share", s.share, 6).field("variant", s.variant);
        if (!s.variant_of.is_empty())
            json.field("variantOf", s.variant_of.text());
        json.end_object();
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

std::string measurements_text(const std::vector<anatomy::Measurement>& measurements) {
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

} // namespace filiform::cli
