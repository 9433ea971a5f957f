// SPDX-License-Identifier: Apache-2.0
#include "cli/evidence_plots.h"

#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/file.h"
#include "report/render.h"
#include "workshop/evidence_figures.h"

namespace filiform::cli {

base::Result<void> save_plots(const std::filesystem::path& folder,
                              const evidence::Analysis& analysis) {
    std::vector<std::pair<std::string, report::Drawing>> drawings;
    if (auto forest = workshop::draw_forest(analysis))
        drawings.emplace_back("forest", *std::move(forest));
    if (auto funnel = workshop::draw_funnel(analysis))
        drawings.emplace_back("funnel", *std::move(funnel));
    for (const auto& [name, drawing] : drawings) {
        const std::string picture = report::svg(drawing);
        if (const auto saved = base::save_file(folder / (name + ".svg"), std::string_view(picture));
            !saved)
            return saved;
        const std::vector<std::byte> page = report::pdf(std::array{drawing}, "Filiform " + name);
        if (const auto saved =
                base::save_file(folder / (name + ".pdf"), std::span<const std::byte>(page));
            !saved)
            return saved;
    }
    return {};
}

} // namespace filiform::cli
