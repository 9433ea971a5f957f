// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "chart/case.h"
#include "knowledge/interview.h"

using namespace filiform;

/// Any lines at all are answered at the desk: the answers are always such as the library takes, and
/// the case that is written of them is read back as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t most_lines = 200;
    const auto& library = knowledge::library();
    chart::Consultation visit;
    visit.on = base::read_date("2026-11-25").value();
    auto interview = knowledge::Interview::begin(*library, visit, "fuzz");
    std::string_view text(reinterpret_cast<const char*>(data), size);
    for (std::size_t i = 0; i < most_lines && !text.empty() && !interview->is_over(); ++i) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (interview->asks().empty())
            std::abort();
        (void)interview->take(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    chart::Case wanted;
    wanted.consultation = interview->consultation();
    const std::string written = chart::write_case(wanted);
    const auto read = chart::read_case(written, "fuzz");
    if (!read || chart::write_case(*read) != written ||
        !knowledge::check_answers(library->findings, *read->consultation, "fuzz"))
        std::abort();
    return 0;
}
