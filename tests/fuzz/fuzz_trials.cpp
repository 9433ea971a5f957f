// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "evidence/analysis_words.h"
#include "evidence/trials.h"

namespace {

using namespace filiform::evidence;

void expect_numbers(const std::string& text) {
    for (const char* word : {"nan", "inf,", "inf\n", "-inf"})
        if (text.find(word) != std::string::npos)
            std::abort();
}

void analyse_all(const TrialTable& table) {
    for (const Measure measure : all_measures) {
        AnalysisOrder order;
        order.choice.measure = measure;
        order.choice.together = {"outcome", "unit", "trial", "scores"};
        const auto analysis = analyse(table, order);
        if (!analysis || !analysis->line)
            continue;
        for (const auto& sentence : result_sentences(*analysis))
            expect_numbers(sentence);
    }
}

} // namespace

/// Any table at all is answered: with rows that can be pooled, or with problems that have a place;
/// and what is pooled from it is numbers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto table = read_trials(text, "fuzz");
    if (!table) {
        if (table.error().empty())
            std::abort();
        for (const auto& problem : table.error())
            if (problem.code.empty() || problem.where.empty() || problem.what.empty())
                std::abort();
        return 0;
    }
    constexpr std::size_t most_rows = 12;
    if (table->rows.size() <= most_rows)
        analyse_all(*table);
    return 0;
}
