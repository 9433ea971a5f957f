// SPDX-License-Identifier: Apache-2.0
#include "fhir/cds_table.h"

#include <map>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::fhir {

namespace {

using Systems = std::map<std::string, std::string>;

FindingRule read_rule(const base::DataNode& node, const Systems& systems) {
    node.allow_only({"finding", "choice", "several", "from", "source", "mark", "codes"});
    FindingRule rule;
    rule.finding = node.text("finding");
    rule.choice = node.text_or("choice", "");
    rule.is_one_of_several = node.flag_or("several", false);
    rule.resource = node.text("from");
    rule.source = node.text("source");
    rule.mark = node.text("mark");
    for (const std::string& code : node.texts("codes")) {
        const std::size_t bar = code.find('|');
        const auto system = systems.find(code.substr(0, bar));
        if (bar == std::string::npos || system == systems.end())
            node.complain("data.value", "\"" + code + "\" begins with no system of this table.",
                          "Write it \"icd10|D66\".");
        else
            rule.codes.emplace_back(system->second, code.substr(bar + 1));
    }
    return rule;
}

} // namespace

base::Checked<FindingTable> read_finding_table(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"systems", "findings", "orders"});
    Systems systems;
    const base::DataNode named = root.child("systems");
    for (const std::string& key : named.keys())
        systems[key] = named.text(key);
    FindingTable table;
    for (const base::DataNode& node : root.child("findings").items())
        table.rules.push_back(read_rule(node, systems));
    for (const base::DataNode& node : root.child("orders").items()) {
        node.allow_only({"source", "mark", "code"});
        const std::string code = node.text("code");
        const std::size_t bar = code.find('|');
        if (bar == std::string::npos)
            node.complain("data.value", "\"" + code + "\" has no system.", "Write system|code.");
        else
            table.orders.emplace_back(code.substr(0, bar), code.substr(bar + 1));
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return table;
}

const FindingTable& carried_findings() {
    static const FindingTable table = [] {
        const auto file = base::find_data_file("fhir/findings.yaml");
        base::expects(file.has_value(), "the program carries its table of findings");
        auto read = read_finding_table(*file, "data/fhir/findings.yaml");
        base::expects(read.has_value(), "the table of findings is whole");
        return std::move(*read);
    }();
    return table;
}

} // namespace filiform::fhir
