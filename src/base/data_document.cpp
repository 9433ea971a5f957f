// SPDX-License-Identifier: Apache-2.0
#include "base/data_document.h"

#include <algorithm>
#include <cmath>

#include <yaml-cpp/yaml.h>

namespace filiform::base {

struct DataDocumentState {
    std::string name;
    YAML::Node root;
    Problems problems;
};

/// `node` is undefined for a missing member; `line` is then that of the map it is missing from.
struct DataNode::Place {
    std::shared_ptr<DataDocumentState> state;
    YAML::Node node;
    int line = 0;
};

namespace {

YAML::Node member(const YAML::Node& map, std::string_view key) {
    if (!map.IsDefined() || !map.IsMap())
        return YAML::Node(YAML::NodeType::Undefined);
    const YAML::Node found = map[std::string(key)];
    return found.IsDefined() ? found : YAML::Node(YAML::NodeType::Undefined);
}

int line_of(const YAML::Node& node, int otherwise) {
    if (!node.IsDefined())
        return otherwise;
    const int line = node.Mark().line;
    return line < 0 ? otherwise : line + 1;
}

template <class T>
bool decode(const YAML::Node& node, T& value) {
    return node.IsDefined() && node.IsScalar() && YAML::convert<T>::decode(node, value);
}

/// A scalar says its length, so that no text can be taken for the marks around it.
void add_canonical(const YAML::Node& node, std::initializer_list<std::string_view> without,
                   std::string& text) {
    if (node.IsMap()) {
        text += '{';
        for (const auto& entry : node) {
            std::string key;
            if (decode(entry.first, key) &&
                std::find(without.begin(), without.end(), key) != without.end())
                continue;
            add_canonical(entry.first, {}, text);
            add_canonical(entry.second, {}, text);
        }
        text += '}';
    } else if (node.IsSequence()) {
        text += '[';
        for (const YAML::Node& item : node)
            add_canonical(item, {}, text);
        text += ']';
    } else if (node.IsScalar()) {
        text += std::to_string(node.Scalar().size()) + ':' + node.Scalar();
    } else {
        text += '~';
    }
}

} // namespace

std::string DataNode::canonical(std::initializer_list<std::string_view> without) const {
    std::string text;
    if (place_->node.IsDefined())
        add_canonical(place_->node, without, text);
    return text;
}

std::string DataNode::where() const {
    return place_->state->name + ":" + std::to_string(place_->line);
}

void DataNode::complain(std::string code, std::string what, std::string hint) const {
    place_->state->problems.push_back({std::move(code), where(), std::move(what), std::move(hint)});
}

bool DataNode::is_list() const {
    return place_->node.IsDefined() && place_->node.IsSequence();
}

bool DataNode::is_map() const {
    return place_->node.IsDefined() && place_->node.IsMap();
}

bool DataNode::has(std::string_view key) const {
    return member(place_->node, key).IsDefined();
}

void DataNode::allow_only(std::initializer_list<std::string_view> known) const {
    for (const std::string& key : keys())
        if (std::find(known.begin(), known.end(), key) == known.end())
            child(key).complain("data.unknown_key", "The key '" + key + "' is not known here.",
                                "Correct its spelling or remove it.");
}

std::vector<DataNode> DataNode::items() const {
    std::vector<DataNode> list;
    if (!is_list()) {
        if (place_->node.IsDefined())
            complain("data.type", "A list is expected here.");
        return list;
    }
    for (const YAML::Node& item : place_->node)
        list.push_back(DataNode(
            std::make_shared<Place>(Place{place_->state, item, line_of(item, place_->line)})));
    return list;
}

std::vector<std::string> DataNode::keys() const {
    std::vector<std::string> names;
    if (!is_map())
        return names;
    for (const auto& entry : place_->node) {
        std::string key;
        if (decode(entry.first, key))
            names.push_back(key);
    }
    return names;
}

DataNode DataNode::child(std::string_view key) const {
    const YAML::Node found = member(place_->node, key);
    // What is missing is said once, not again for everything that would stand in it.
    if (!found.IsDefined() && place_->node.IsDefined())
        complain("data.missing", "The key '" + std::string(key) + "' is missing.");
    return DataNode(
        std::make_shared<Place>(Place{place_->state, found, line_of(found, place_->line)}));
}

std::string DataNode::as_text() const {
    std::string value;
    if (place_->node.IsDefined() && !decode(place_->node, value))
        complain("data.type", "A text is expected here.");
    return value;
}

double DataNode::as_number() const {
    double value = 0;
    if (!place_->node.IsDefined())
        return value;
    if (!decode(place_->node, value) || !std::isfinite(value)) {
        complain("data.type", "A finite number is expected here.");
        return 0;
    }
    return value;
}

std::string DataNode::text(std::string_view key) const {
    return child(key).as_text();
}

double DataNode::number(std::string_view key) const {
    return child(key).as_number();
}

int DataNode::integer(std::string_view key) const {
    const DataNode node = child(key);
    int value = 0;
    if (node.place_->node.IsDefined() && !decode(node.place_->node, value))
        node.complain("data.type", "A whole number is expected here.");
    return value;
}

bool DataNode::flag(std::string_view key) const {
    const DataNode node = child(key);
    bool value = false;
    if (node.place_->node.IsDefined() && !decode(node.place_->node, value))
        node.complain("data.type", "true or false is expected here.");
    return value;
}

std::vector<std::string> DataNode::texts(std::string_view key) const {
    std::vector<std::string> list;
    for (const DataNode& item : child(key).items())
        list.push_back(item.as_text());
    return list;
}

std::string DataNode::text_or(std::string_view key, std::string_view otherwise) const {
    return has(key) ? text(key) : std::string(otherwise);
}

double DataNode::number_or(std::string_view key, double otherwise) const {
    return has(key) ? number(key) : otherwise;
}

bool DataNode::flag_or(std::string_view key, bool otherwise) const {
    return has(key) ? flag(key) : otherwise;
}

std::vector<std::string> DataNode::texts_or_none(std::string_view key) const {
    return has(key) ? texts(key) : std::vector<std::string>{};
}

DataDocument::DataDocument(std::string_view text, std::string name)
    : state_(std::make_shared<DataDocumentState>()) {
    state_->name = std::move(name);
    try {
        state_->root = YAML::Load(std::string(text));
    } catch (const YAML::Exception& error) {
        state_->root = YAML::Node();
        state_->problems.push_back({"data.syntax",
                                    state_->name + ":" + std::to_string(error.mark.line + 1),
                                    "This is not YAML: " + error.msg + ".", ""});
    }
}

DataNode DataDocument::root() const {
    return DataNode(std::make_shared<DataNode::Place>(
        DataNode::Place{state_, state_->root, line_of(state_->root, 1)}));
}

const Problems& DataDocument::problems() const {
    return state_->problems;
}

} // namespace filiform::base
