// SPDX-License-Identifier: Apache-2.0
#include "atlas/shape_plan.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::atlas {

using base::DataDocument;
using base::DataNode;
using base::Problems;
using geometry::Vec3;

namespace {

std::string replaced(std::string text, const std::string& with) {
    for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at))
        text.replace(at, 1, with), at += with.size();
    return text;
}

/// Reads the amounts of one solid: knows its own names and what `@` stands for.
class Reader {
  public:
    Reader(std::vector<std::string> names, std::string level)
        : names_(std::move(names)), level_(std::move(level)) {}

    void know(const std::string& name) { names_.push_back(name); }
    [[nodiscard]] std::string text(const std::string& written) const {
        return replaced(written, level_);
    }

    [[nodiscard]] Amount amount(const DataNode& node) const {
        const std::string written = text(node.as_text());
        Amount amount;
        const char* end = written.data() + written.size();
        const auto [stop, error] = std::from_chars(written.data(), end, amount.number);
        if (error == std::errc{} && stop == end)
            return amount;
        auto formula = Formula::read(written, names_);
        if (!formula) {
            node.complain(formula.error().code, formula.error().what, formula.error().hint);
            return {};
        }
        amount.formula = std::move(*formula);
        return amount;
    }

    /// A list of amounts; its length must be one of `widths`.
    [[nodiscard]] std::vector<Amount> row(const DataNode& node,
                                          std::initializer_list<int> widths) const {
        std::vector<Amount> amounts;
        for (const DataNode& item : node.items())
            amounts.push_back(amount(item));
        const auto count = static_cast<int>(amounts.size());
        if (std::find(widths.begin(), widths.end(), count) == widths.end())
            node.complain("shapes.size",
                          "A row of " + std::to_string(count) + " numbers does not fit here.");
        return amounts;
    }

  private:
    std::vector<std::string> names_;
    std::string level_;
};

/// Appends a row, padded to `width` with what is usual.
void append(ShapeDraft& draft, std::vector<Amount> row, int width, double usual) {
    draft.width = width;
    for (Amount& amount : row)
        draft.amounts.push_back(std::move(amount));
    for (auto i = static_cast<int>(row.size()); i < width; ++i)
        draft.amounts.push_back({usual, {}});
}

void read_rows(ShapeDraft& draft, const DataNode& list, const Reader& reader,
               std::initializer_list<int> widths, double usual) {
    const int width = *(widths.end() - 1);
    for (const DataNode& row : list.items())
        append(draft, reader.row(row, widths), width, usual);
    if (draft.amounts.size() < 2 * static_cast<std::size_t>(width))
        list.complain("shapes.size", "A shape needs two rows at least.");
}

/// Rows of rows: sheets and hulls.
void read_grid(ShapeDraft& draft, const DataNode& list, const Reader& reader, int width) {
    for (const DataNode& row : list.items()) {
        const std::vector<DataNode> points = row.items();
        const auto count = static_cast<int>(points.size());
        if (draft.columns == 0)
            draft.columns = count;
        if (count != draft.columns || count < 2)
            row.complain("shapes.size", "A row of " + std::to_string(count) +
                                            " points does not fit; all have as many, two or more.");
        for (const DataNode& point : points)
            append(draft, reader.row(point, {width}), width, 0);
    }
}

Place read_place(const DataNode& node, const Reader& reader) {
    const std::string in = reader.text(node.text_or("in", "drawn"));
    Place place;
    place.in = in == "drawn" ? Place::In::Drawn : in == "body" ? Place::In::Body : Place::In::Frame;
    if (place.in == Place::In::Frame)
        place.frame = in;
    if (node.has("scale"))
        place.scale = reader.row(node.child("scale"), {3});
    return place;
}

ShapeDraft read_shape(const DataNode& node, const Reader& reader, const Place& place) {
    using Type = ShapeDraft::Type;
    node.allow_only(
        {"loft", "levels", "tube", "ball", "sheet", "hull", "flat_ends", "half", "in", "scale"});
    ShapeDraft draft;
    draft.has_flat_ends = node.flag_or("flat_ends", false);
    draft.is_half = node.flag_or("half", false);
    draft.place = node.has("in") ? read_place(node, reader) : place;
    if (node.has("loft")) {
        draft.type = Type::Loft;
        read_rows(draft, node.child("loft"), reader, {9, 10}, 2);
    } else if (node.has("levels")) {
        draft.type = Type::Levels;
        read_rows(draft, node.child("levels"), reader, {5, 6, 7}, 0);
    } else if (node.has("tube")) {
        draft.type = Type::Tube;
        read_rows(draft, node.child("tube"), reader, {4}, 0);
    } else if (node.has("ball")) {
        draft.type = Type::Ball;
        append(draft, reader.row(node.child("ball"), {4, 6}), 6, -1);
    } else if (node.has("sheet")) {
        draft.type = Type::Sheet;
        read_grid(draft, node.child("sheet"), reader, 4);
    } else {
        draft.type = Type::Hull;
        read_grid(draft, node.child("hull"), reader, 3);
    }
    return draft;
}

std::vector<Limit> read_limits(const DataNode& node, const char* key, const Reader& reader) {
    std::vector<Limit> limits;
    if (!node.has(key))
        return limits;
    for (const DataNode& item : node.child(key).items()) {
        if (item.is_map())
            limits.push_back({reader.text(item.text("id")), item.number("gap_mm")});
        else
            limits.push_back({reader.text(item.as_text()), 0});
    }
    return limits;
}

class PlanReader {
  public:
    void read(const ShapeText& file) {
        documents_.emplace_back(file.text, file.name);
        const DataNode root = documents_.back().root();
        root.allow_only({"mark", "unit", "drawn", "templates", "solids"});
        if (root.has("drawn"))
            for (const std::string& id : root.child("drawn").keys())
                read_drawn(root.child("drawn").child(id), id);
        if (root.has("templates"))
            for (const std::string& id : root.child("templates").keys())
                templates_.insert_or_assign(id, root.child("templates").child(id));
        for (const DataNode& node : root.child("solids").items())
            read_solid(node);
    }

    base::Checked<ShapePlan> finish() && {
        Problems problems;
        for (const DataDocument& document : documents_)
            problems.insert(problems.end(), document.problems().begin(), document.problems().end());
        if (!problems.empty())
            return tl::unexpected(std::move(problems));
        return std::move(plan_);
    }

  private:
    void read_drawn(const DataNode& node, const std::string& id) {
        const std::vector<DataNode> at = node.items();
        if (at.size() != 3)
            return node.complain("shapes.size", "A point has three coordinates.");
        plan_.drawn.push_back({id, {at[0].as_number(), at[1].as_number(), at[2].as_number()}});
    }

    void read_solid(const DataNode& node) {
        node.allow_only({"id", "of", "at", "kind", "role", "side", "helper", "in", "scale",
                         "blend_mm", "grow_mm", "let", "shapes", "cut", "within", "position_sd_mm",
                         "sources", "mark", "when"});
        const std::string level = node.text_or("at", "");
        Reader reader(number_names(), level);
        SolidDraft draft;
        Solid& solid = draft.solid;
        solid.id = node.text("id");
        if (index_.contains(solid.id))
            node.complain("shapes.repeated", "There are two solids '" + solid.id + "'.");
        DataNode drawn = node;
        if (node.has("of")) {
            const auto found = templates_.find(node.text("of"));
            if (found == templates_.end())
                return node.complain("shapes.word",
                                     "There is no template '" + node.text("of") + "' above.");
            drawn = found->second;
        }
        read_nature(node, solid);
        solid.blend_mm = drawn.number_or("blend_mm", 0);
        // The instance's own numbers first: the template may build on them.
        if (node.has("let"))
            read_let(node.child("let"), reader, draft);
        if (node.has("of") && drawn.has("let"))
            read_let(drawn.child("let"), reader, draft);
        const Place place = read_place(drawn.has("in") ? drawn : node, reader);
        read_amounts(node, reader, draft);
        for (const DataNode& shape : drawn.child("shapes").items())
            draft.shapes.push_back(read_shape(shape, reader, place));
        if (node.has("of") && node.has("shapes"))
            for (const DataNode& shape : node.child("shapes").items())
                draft.shapes.push_back(read_shape(shape, reader, place));
        solid.cut = known(read_limits(node, "cut", reader), node);
        solid.within = known(read_limits(node, "within", reader), node);
        index_.emplace(solid.id, plan_.solids.size());
        plan_.solids.push_back(std::move(draft));
    }

    static void read_amounts(const DataNode& node, const Reader& reader, SolidDraft& draft) {
        const auto read = [&](const char* key, Amount& amount) {
            if (node.has(key))
                amount = reader.amount(node.child(key));
        };
        read("when", draft.when);
        read("grow_mm", draft.grow);
        read("position_sd_mm", draft.position_sd);
    }

    void read_let(const DataNode& let, Reader& reader, SolidDraft& draft) {
        for (const std::string& name : let.keys()) {
            draft.let.emplace_back(name, reader.amount(let.child(name)));
            reader.know(name);
        }
    }

    static void read_nature(const DataNode& node, Solid& solid) {
        const auto kind = chart::kind_of(node.text("kind"));
        if (!kind)
            node.complain("shapes.word", "'" + node.text("kind") + "' is no kind of structure.");
        solid.kind = kind.value_or(chart::Kind::Muscle);
        const auto role = chart::role_of(node.text("role"));
        if (!role)
            node.complain("shapes.word", "'" + node.text("role") + "' is no role.");
        solid.role = role.value_or(chart::Role::Hazard);
        const std::string side = node.text("side");
        if (side != "both" && side != "middle" && side != "one")
            node.complain("shapes.word",
                          "A side is 'both', 'middle' or 'one', not '" + side + "'.");
        solid.sides = side == "middle" ? Sides::Middle : side == "one" ? Sides::One : Sides::Both;
        solid.is_helper = node.flag_or("helper", false);
        for (const std::string& source : node.texts_or_none("sources"))
            solid.sources.emplace_back(source);
    }

    /// "bones", "nerves" and "vessels" stand for every one above; the others must be there.
    std::vector<Limit> known(const std::vector<Limit>& limits, const DataNode& node) const {
        static const std::map<std::string, chart::Kind> groups{{"bones", chart::Kind::Bone},
                                                               {"nerves", chart::Kind::Nerve},
                                                               {"vessels", chart::Kind::Vessel}};
        std::vector<Limit> result;
        for (const Limit& limit : limits) {
            const auto group = groups.find(limit.id);
            if (group != groups.end()) {
                for (const SolidDraft& solid : plan_.solids)
                    if (solid.solid.kind == group->second && !solid.solid.is_helper)
                        result.push_back({solid.solid.id, limit.gap_mm});
            } else if (index_.contains(limit.id)) {
                result.push_back(limit);
            } else {
                node.complain("shapes.limit", "There is no solid '" + limit.id + "' above.");
            }
        }
        return result;
    }

    std::vector<DataDocument> documents_;
    std::map<std::string, DataNode> templates_;
    std::map<std::string, std::size_t> index_;
    ShapePlan plan_;
};

} // namespace

base::Checked<ShapePlan> read_shape_plan(const std::vector<ShapeText>& files) {
    PlanReader reader;
    for (const ShapeText& file : files)
        reader.read(file);
    return std::move(reader).finish();
}

const ShapePlan& shape_plan() {
    static const ShapePlan plan = [] {
        std::vector<ShapeText> files;
        for (const char* part :
             {"skeleton", "envelope", "nerves", "vessels", "muscles", "organs"}) {
            const std::string path = std::string("atlas/") + part + ".yaml";
            if (const auto text = base::find_data_file(path))
                files.push_back({*text, path});
        }
        auto read = read_shape_plan(files);
        base::expects(read.has_value(),
                      read.has_value() ? "" : base::sentence(read.error().front()).c_str());
        return std::move(*read);
    }();
    return plan;
}

} // namespace filiform::atlas
