// SPDX-License-Identifier: Apache-2.0
#include "atlas/figure_plan.h"

#include <algorithm>

#include "atlas/wording.h"
#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::atlas {

using base::DataNode;

namespace {

Formula zero() {
    return *Formula::read("0", {});
}

class PlanReader {
  public:
    PlanReader() { plan.names = trait_names(); }

    void read(const DataNode& steps, const Meaning& meaning) {
        for (const DataNode& node : steps.items())
            read_step(node, meaning);
    }

    FigurePlan plan;

  private:
    void read_step(const DataNode& node, const Meaning& meaning) {
        if (node.has("for"))
            read_repetition(node, meaning);
        else if (node.has("number"))
            read_number(node, meaning);
        else if (node.has("frame"))
            read_frame(node, meaning);
        else if (node.has("point"))
            read_point(node, meaning);
        else
            node.complain("points.step", "A step is a number, a frame, a point or a repetition.");
    }

    void read_repetition(const DataNode& node, const Meaning& meaning) {
        node.allow_only({"for", "steps"});
        for (const Meaning& round : meanings_of(node.child("for"), meaning))
            read(node.child("steps"), round);
    }

    void read_basis(const DataNode& node) {
        check_mark(node, "points.mark");
        for (const std::string& source : node.texts_or_none("source"))
            plan.sources.emplace_back(source);
    }

    Formula formula(const DataNode& node, const std::string& text, const Meaning& meaning) {
        const auto read = Formula::read(with(text, meaning), plan.names);
        if (read)
            return *read;
        node.complain(read.error().code, read.error().what, read.error().hint);
        return zero();
    }

    Formulas three(const DataNode& node, const std::string& key, const Meaning& meaning) {
        const std::vector<std::string> texts = node.texts(key);
        if (texts.size() != 3) {
            node.complain("points.step", "\"" + key + "\" holds three formulas: x, y and z.");
            return {zero(), zero(), zero()};
        }
        return {formula(node, texts[0], meaning), formula(node, texts[1], meaning),
                formula(node, texts[2], meaning)};
    }

    /// The place of a name among those defined above.
    std::size_t place(const DataNode& node, const std::string& name,
                      const std::vector<std::string>& defined, const std::string& kind) {
        const auto at = std::find(defined.begin(), defined.end(), name);
        if (at != defined.end())
            return static_cast<std::size_t>(at - defined.begin());
        node.complain("points.unknown", "No " + kind + " \"" + name + "\" is defined above.");
        return 0;
    }

    std::size_t frame_named(const DataNode& node, const Meaning& meaning) {
        const std::string name = with(node.text_or("in", "body"), meaning);
        return name == "body" ? body_axes : place(node, name, plan.frames, "frame");
    }

    std::size_t point_named(const DataNode& node, const std::string& text, const Meaning& meaning) {
        return place(node, with(text, meaning), point_ids_, "point");
    }

    void claim(const DataNode& node, const std::string& name) {
        if (std::find(plan.names.begin(), plan.names.end(), name) != plan.names.end())
            node.complain("points.repeated", "\"" + name + "\" is defined twice.");
        plan.names.push_back(name);
    }

    void read_number(const DataNode& node, const Meaning& meaning) {
        node.allow_only({"number", "is", "unit", "what", "mark", "source", "why"});
        read_basis(node);
        const std::string id = with(node.text("number"), meaning);
        plan.steps.emplace_back(NumberStep{id, with(node.text_or("what", ""), meaning),
                                           formula(node, node.text("is"), meaning)});
        claim(node, id);
    }

    void read_frame(const DataNode& node, const Meaning& meaning) {
        node.allow_only(
            {"frame", "at", "at_point", "in", "tilt_deg", "turn_deg", "mark", "source", "why"});
        read_basis(node);
        const std::string id = with(node.text("frame"), meaning);
        FrameStep step{id,
                       frame_named(node, meaning),
                       {zero(), zero(), zero()},
                       node.has("at_point"),
                       formula(node, node.text_or("tilt_deg", "0"), meaning),
                       formula(node, node.text_or("turn_deg", "0"), meaning)};
        if (step.is_at_point) {
            const std::string point = with(node.text("at_point"), meaning);
            (void)point_named(node, point, {});
            step.at = {formula(node, point + ".x", {}), formula(node, point + ".y", {}),
                       formula(node, point + ".z", {})};
        } else {
            step.at = three(node, "at", meaning);
        }
        plan.steps.emplace_back(std::move(step));
        plan.frames.push_back(id);
    }

    void read_point(const DataNode& node, const Meaning& meaning) {
        node.allow_only({"point", "at", "in", "between", "share", "from", "by", "sides", "landmark",
                         "palpable", "off_bone", "rule_sd_mm", "what", "mark", "source", "why"});
        read_basis(node);
        PointStep step{{with(node.text("point"), meaning), false, node.flag_or("landmark", false),
                        node.flag_or("palpable", false), node.number_or("rule_sd_mm", 0),
                        node.text_or("off_bone", "")},
                       with(node.text_or("what", ""), meaning),
                       PointStep::How::At,
                       frame_named(node, meaning),
                       0,
                       0,
                       {zero(), zero(), zero()}};
        const std::string sides = node.text("sides");
        step.info.has_sides = sides == "both";
        if (sides != "both" && sides != "middle")
            node.complain("points.step", "\"sides\" is both or middle.");
        read_place(node, meaning, step);
        for (const char* axis : {".x", ".y", ".z"})
            claim(node, step.info.id + axis);
        point_ids_.push_back(step.info.id);
        plan.points.push_back(step.info);
        plan.steps.emplace_back(std::move(step));
    }

    void read_place(const DataNode& node, const Meaning& meaning, PointStep& step) {
        if (node.has("between")) {
            const std::vector<std::string> ends = node.texts("between");
            step.how = PointStep::How::Between;
            if (ends.size() == 2) {
                step.first = point_named(node, ends[0], meaning);
                step.second = point_named(node, ends[1], meaning);
            } else {
                node.complain("points.step", "\"between\" names two points.");
            }
            step.at[0] = formula(node, node.text("share"), meaning);
        } else if (node.has("from")) {
            step.how = PointStep::How::From;
            step.first = point_named(node, node.text("from"), meaning);
            step.at = three(node, "by", meaning);
        } else {
            step.at = three(node, "at", meaning);
        }
    }

    std::vector<std::string> point_ids_;
};

FigurePlan load_plan() {
    const auto text = base::find_data_file("atlas/points.yaml");
    base::expects(text.has_value(), "data/atlas/points.yaml is embedded");
    auto plan = read_figure_plan(*text, "data/atlas/points.yaml");
    if (!plan)
        throw base::BrokenContract(base::sentence(plan.error().front()));
    return *std::move(plan);
}

} // namespace

base::Checked<FigurePlan> read_figure_plan(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    document.root().allow_only({"unit", "steps"});
    PlanReader reader;
    reader.read(document.root().child("steps"), {});
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return std::move(reader.plan);
}

const FigurePlan& figure_plan() {
    static const FigurePlan plan = load_plan();
    return plan;
}

std::vector<std::string> trait_names() {
    std::vector<std::string> names = covariate_names();
    for (const Parameter& parameter : population().parameters)
        names.push_back(parameter.id);
    for (const Variant& variant : population().variants)
        for (const std::string& kind : variant.kinds)
            names.push_back(variant.id + "_is_" + kind);
    return names;
}

} // namespace filiform::atlas
