// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_files.h"

#include "base/file.h"
#include "cli/version.h"
#include "report/render.h"
#include "workshop/progress_letter.h"

namespace filiform::cli {

base::Result<void> save_progress_files(const std::filesystem::path& folder,
                                       const outcomes::Progress& progress,
                                       const std::string& json) {
    report::prepare_to_draw();
    const report::ProgressLetter letter =
        workshop::progress_letter(progress, std::string(program_name));
    const report::Drawing figure = report::draw_progress(letter.picture);
    const auto pages = report::draw_progress_letter(letter);
    const auto svg = report::svg(figure);
    const auto png = report::png(figure);
    const auto pdf = report::pdf(pages, "How it went");
    for (const auto& [name, bytes] :
         {std::pair{"progress.png", &png}, std::pair{"progress.pdf", &pdf}})
        if (auto saved = base::save_file(folder / name, std::span(*bytes)); !saved)
            return saved;
    if (auto saved = base::save_file(folder / "progress.svg", std::string_view(svg)); !saved)
        return saved;
    return base::save_file(folder / "progress.json", std::string_view(json));
}

} // namespace filiform::cli
