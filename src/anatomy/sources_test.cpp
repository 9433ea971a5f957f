// SPDX-License-Identifier: Apache-2.0
// The registers of sources are one: a key stands in one place, and every key used stands somewhere.
#include <map>
#include <regex>
#include <string>

#include <gtest/gtest.h>

#include "base/data_document.h"
#include "base/data_files.h"

namespace filiform::anatomy {
namespace {

/// Key → the register that holds it; a second holder is a failure.
std::map<std::string, std::string> read_registers() {
    std::map<std::string, std::string> registers;
    for (const base::DataFile& file : base::data_files()) {
        if (!file.path.starts_with("sources/"))
            continue;
        const base::DataDocument document(file.text, std::string(file.path));
        for (const base::DataNode& node : document.root().child("sources").items()) {
            const auto [held, is_new] = registers.emplace(node.text("key"), file.path);
            EXPECT_TRUE(is_new) << held->first << " is in " << held->second << " and " << file.path;
        }
    }
    return registers;
}

TEST(Sources, every_key_stands_in_one_register) {
    EXPECT_GT(read_registers().size(), 50U);
}

TEST(Sources, every_key_the_data_cite_is_registered) {
    const auto registers = read_registers();
    const std::regex cited(R"((?:\b|_)sources?: *(\[[^\]]*\]|[A-Za-z0-9_-]+))");
    const std::regex key("[A-Za-z0-9_-]+");
    std::size_t citations = 0;
    for (const base::DataFile& file : base::data_files()) {
        if (!file.path.ends_with(".yaml") || file.path.starts_with("sources/"))
            continue;
        const std::string text(file.text);
        for (std::sregex_iterator list(text.begin(), text.end(), cited), end; list != end; ++list) {
            const std::string keys = (*list)[1];
            for (std::sregex_iterator one(keys.begin(), keys.end(), key); one != end; ++one) {
                ++citations;
                // A study may bring its own source, to be read by itself.
                const bool is_brought = text.find("- key: " + one->str()) != std::string::npos;
                EXPECT_TRUE(is_brought || registers.contains(one->str()))
                    << one->str() << " in " << file.path;
            }
        }
    }
    EXPECT_GT(citations, 500U);
}

} // namespace
} // namespace filiform::anatomy
