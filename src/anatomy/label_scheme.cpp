// SPDX-License-Identifier: Apache-2.0
#include "anatomy/label_scheme.h"

#include <algorithm>
#include <set>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::anatomy {

namespace {

LabelClass read_class(const base::DataNode& node, double default_dice) {
    node.allow_only({"number", "name", "id", "kind", "role", "part_of", "dice"});
    LabelClass read;
    read.number = node.integer("number");
    read.name = node.text("name");
    read.id = chart::StructureId(node.text("id"));
    if (const auto kind = chart::kind_of(node.text("kind")))
        read.kind = *kind;
    else
        node.complain("scheme.kind", "\"" + node.text("kind") + "\" is no kind of structure.");
    if (const auto role = chart::role_of(node.text("role")))
        read.role = *role;
    else
        node.complain("scheme.role", "\"" + node.text("role") + "\" is no role of a structure.");
    if (node.has("part_of"))
        read.part_of = chart::StructureId(node.text("part_of"));
    read.dice = node.number_or("dice", default_dice);
    if (!(read.dice > 0 && read.dice <= 1))
        node.complain("scheme.dice", "A Dice overlap lies between 0 and 1.");
    return read;
}

void refuse_twice(const LabelScheme& scheme, const base::DataNode& root) {
    std::set<int> numbers;
    std::set<std::string> names;
    for (const LabelClass& one : scheme.classes) {
        if (!numbers.insert(one.number).second || !names.insert(one.name).second)
            root.complain("scheme.twice", "Class " + std::to_string(one.number) + " \"" + one.name +
                                              "\" repeats a number or a name.");
    }
}

std::vector<LabelScheme> load_schemes() {
    std::vector<LabelScheme> schemes;
    for (const base::DataFile& file : base::data_files()) {
        if (!file.path.starts_with("anatomy/schemes/"))
            continue;
        auto scheme = read_scheme(file.text, file.path);
        base::expects(scheme.has_value(), "the label schemes the program carries are valid");
        schemes.push_back(std::move(*scheme));
    }
    std::sort(schemes.begin(), schemes.end(),
              [](const LabelScheme& a, const LabelScheme& b) { return a.name < b.name; });
    return schemes;
}

} // namespace

const LabelClass* find_class(const LabelScheme& scheme, int number) {
    const auto found =
        std::lower_bound(scheme.classes.begin(), scheme.classes.end(), number,
                         [](const LabelClass& one, int wanted) { return one.number < wanted; });
    return found != scheme.classes.end() && found->number == number ? &*found : nullptr;
}

const LabelClass* find_class(const LabelScheme& scheme, std::string_view name) {
    const auto found = std::find_if(scheme.classes.begin(), scheme.classes.end(),
                                    [&](const LabelClass& one) { return one.name == name; });
    return found != scheme.classes.end() ? &*found : nullptr;
}

bool has_structure(const LabelScheme& scheme, const chart::StructureId& id) {
    return std::any_of(scheme.classes.begin(), scheme.classes.end(),
                       [&](const LabelClass& one) { return one.id == id || one.part_of == id; });
}

base::Checked<LabelScheme> read_scheme(std::string_view text, std::string_view name) {
    const base::DataDocument document(text, std::string(name));
    const base::DataNode root = document.root();
    root.allow_only({"scheme", "title", "modality", "rank", "sources", "model_grid_mm",
                     "default_dice", "dice_mark", "classes"});
    LabelScheme scheme;
    scheme.name = root.text("scheme");
    scheme.title = root.text("title");
    (void)root.text("modality");
    (void)root.text("dice_mark");
    scheme.rank = root.integer("rank");
    scheme.model_grid_mm = root.number("model_grid_mm");
    for (const std::string& source : root.texts("sources"))
        scheme.sources.emplace_back(source);
    const double default_dice = root.number("default_dice");
    for (const base::DataNode& node : root.child("classes").items())
        scheme.classes.push_back(read_class(node, default_dice));
    refuse_twice(scheme, root);
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    std::sort(scheme.classes.begin(), scheme.classes.end(),
              [](const LabelClass& a, const LabelClass& b) { return a.number < b.number; });
    return scheme;
}

std::span<const LabelScheme> label_schemes() {
    static const std::vector<LabelScheme> schemes = load_schemes();
    return schemes;
}

base::Result<const LabelScheme*> find_scheme(std::string_view name) {
    std::string known;
    for (const LabelScheme& scheme : label_schemes()) {
        if (scheme.name == name)
            return &scheme;
        known += (known.empty() ? "" : ", ") + scheme.name;
    }
    return tl::unexpected(base::Problem{
        "body.scheme_unknown", "--scheme",
        name.empty() ? "The label map has no named scheme, so its numbers mean nothing."
                     : "\"" + std::string(name) + "\" is not a label scheme that is known here.",
        "Name one of: " + known + "."});
}

} // namespace filiform::anatomy
