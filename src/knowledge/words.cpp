// SPDX-License-Identifier: Apache-2.0
#include "knowledge/words.h"

#include "base/digest.h"

namespace filiform::knowledge {

std::string read_mark(const base::DataNode& node) {
    std::string mark = node.text("mark");
    constexpr std::array<std::string_view, 4> marks{"seen", "calc", "recalled", "proposal"};
    if (std::find(marks.begin(), marks.end(), mark) == marks.end())
        node.child("mark").complain("knowledge.mark", "'" + mark + "' is no mark.",
                                    "Write seen, calc, recalled or proposal.");
    return mark;
}

std::string read_status(const base::DataNode& node) {
    std::string status = node.text_or("status", "draft");
    if (status != "draft" && status != "signed")
        node.child("status").complain("knowledge.word", "A statement is draft or signed.");
    return status;
}

std::string digest_of(const base::DataNode& node) {
    return base::sha256(node.canonical({"status"}));
}

} // namespace filiform::knowledge
