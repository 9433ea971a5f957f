// SPDX-License-Identifier: Apache-2.0
#include "anatomy/import_settings.h"

#include <algorithm>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::anatomy {

namespace {

struct ImportData {
    std::vector<ImportSetting> settings;
    std::vector<PlausibleVolume> volumes;
    std::vector<WantedStructure> wanted;
};

ImportSetting read_setting(const base::DataNode& node) {
    node.allow_only({"key", "value", "unit", "mark", "because", "sources"});
    ImportSetting setting{node.text("key"),  node.number("value"), node.text("unit"),
                          node.text("mark"), node.text("because"), {}};
    for (const std::string& source : node.texts_or_none("sources"))
        setting.sources.emplace_back(source);
    return setting;
}

ImportData load_import_data() {
    const auto text = base::find_data_file("anatomy/import.yaml");
    base::expects(text.has_value(), "data/anatomy/import.yaml is part of the program");
    const base::DataDocument document(*text, "anatomy/import.yaml");
    const base::DataNode root = document.root();
    root.allow_only({"settings", "plausible_volume", "wanted"});
    ImportData data;
    for (const base::DataNode& node : root.child("settings").items())
        data.settings.push_back(read_setting(node));
    for (const base::DataNode& node : root.child("plausible_volume").items())
        data.volumes.push_back(
            {chart::StructureId(node.text("id")), node.number("low_ml"), node.number("high_ml")});
    for (const base::DataNode& node : root.child("wanted").items()) {
        WantedStructure one{chart::StructureId(node.text("id")), {}};
        for (const std::string& id : node.texts("beside"))
            one.beside.emplace_back(id);
        data.wanted.push_back(std::move(one));
    }
    base::expects(document.problems().empty(), "data/anatomy/import.yaml is valid");
    std::sort(data.settings.begin(), data.settings.end(),
              [](const ImportSetting& a, const ImportSetting& b) { return a.key < b.key; });
    return data;
}

const ImportData& import_data() {
    static const ImportData data = load_import_data();
    return data;
}

} // namespace

double import_setting(std::string_view key) {
    const auto& all = import_data().settings;
    const auto found = std::lower_bound(
        all.begin(), all.end(), key,
        [](const ImportSetting& one, std::string_view wanted) { return one.key < wanted; });
    base::expects(found != all.end() && found->key == key, "the import setting exists");
    return found->value;
}

const std::vector<ImportSetting>& import_settings() {
    return import_data().settings;
}
const std::vector<PlausibleVolume>& plausible_volumes() {
    return import_data().volumes;
}
const std::vector<WantedStructure>& wanted_structures() {
    return import_data().wanted;
}

} // namespace filiform::anatomy
